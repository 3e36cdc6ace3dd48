#!/bin/sh
# mail.sh -- reading mail, beside Python's parser, and beside the programs that read
# PDF alone.
set -eu
: "${EARSHOT:?}" "${BENCH:?}"
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-bench-mail-XXXXXX")
trap 'rm -rf "$T"' EXIT
# best COMMAND...: the quickest of three runs, and what else that one said
best() {
	for _ in 1 2 3; do
		"$@"
	done | sort -n | head -1
}
line() {
	printf '  %-44s %s\n' "$1" "$2"
}

echo "Reading mail"
# taken: 10,000 messages stored durably, their files unopened; what is there is counted
taken() {
	rm -rf "$T/in" "$T/in.keys"
	"$EARSHOT" new "$T/in" --from examples/eol-2024 >/dev/null
	"$EARSHOT" publish "$T/in" >/dev/null
	"$BENCH/taking" "$EARSHOT" import "$T/in" mail "$T/mbox" --later
}
# indexed: the same messages, a file each, by mu
indexed() {
	rm -rf "$T/mu"
	mu init --quiet --muhome="$T/mu" --maildir="$T/maildir" >/dev/null
	"$BENCH/taking" mu index --quiet --muhome="$T/mu"
}
ratio() {
	awk -v a="$2" -v b="$3" -v what="$1" \
		'BEGIN { printf "  %-44s %.1f\n", what, a / b }'
}
if command -v python3 >/dev/null; then
	mkdir -p "$T/maildir/cur" "$T/maildir/new" "$T/maildir/tmp"
	python3 tests/bench/mbox.py 10000 "$T/maildir" >"$T/mbox"
	ours=$(best taken)
	theirs=$(best python3 tests/bench/mbox_python.py "$T/mbox")
	line "10,000 messages of $(($(wc -c <"$T/mbox") / 1000000)) MB, read and stored" \
		"${ours%% *} s, $((${ours##* } / 1024)) MB in all (at most)"
	line "Python's email.message_from_bytes (compat32)" "${theirs%% *} s, only parsed"
	ratio "times faster" "${theirs%% *}" "${ours%% *}"
	if command -v mu >/dev/null; then
		theirs=$(best indexed)
		line "mu index" "${theirs%% *} s, $((${theirs##* } / 1024)) MB"
		ratio "times faster" "${theirs%% *}" "${ours%% *}"
	else
		echo "  mu index: SKIPPED, maildir-utils is not installed"
	fi
else
	echo "  10,000 messages: SKIPPED, python3 is not installed"
fi

# ---- with what is attached --------------------------------------------------------------
command -v pdftotext >/dev/null && command -v qpdf >/dev/null || {
	echo "  files: SKIPPED, pdftotext and qpdf are not installed"
	exit 0
}
"$EARSHOT" new "$T/eol" --from examples/eol-2024 >/dev/null
"$EARSHOT" publish "$T/eol" >/dev/null
"$EARSHOT" paper "$T/eol" --fillable >/dev/null
n=100
i=0
while [ $i -lt $n ]; do
	printf 'From x\nFrom: a@b.example\nMIME-Version: 1.0\nContent-Type: application/pdf; name=q.pdf\n'
	printf 'Content-Transfer-Encoding: base64\n\n'
	base64 "$T/eol/out/paper-en-fillable.pdf"
	echo
	cp "$T/eol/out/paper-en-fillable.pdf" "$T/$i.pdf"
	i=$((i + 1))
done >"$T/deep"
# The same programs, as many at a time, with nothing else around them.
cat >"$T/alone" <<'END'
s=$(date +%s%N)
find "$1" -maxdepth 1 -name '*.pdf' -print0 | xargs -0 -P"$(nproc)" -I@ pdftotext -enc UTF-8 @ - >/dev/null
find "$1" -maxdepth 1 -name '*.pdf' -print0 | xargs -0 -P"$(nproc)" -I@ qpdf --json --json-key=acroform @ >/dev/null
e=$(date +%s%N)
awk -v n=$((e - s)) 'BEGIN { printf "%.3f\n", n / 1e9 }'
END
ours=$(best "$BENCH/reading" -d "$T/deep")
theirs=$(best sh "$T/alone" "$T" 2>/dev/null)
line "$n questionnaires, opened" "${ours%% *} s, $((${ours##* } / 1024)) MB in all (at most)"
line "pdftotext and qpdf alone" "$theirs s"
awk -v a="${ours%% *}" -v b="$theirs" 'BEGIN { printf "  %-44s %.2f\n", "times as long", a / b }'
