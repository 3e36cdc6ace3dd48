#!/bin/sh
# run.sh -- speed and memory, each figure beside a reference of the same run.
# Prints; asserts nothing: what a machine gives depends on the machine.
set -eu
: "${EARSHOT:?}" "${BENCH:?}"
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-bench-XXXXXX")
trap 'rm -rf "$T"' EXIT

today=$(date +%F)
"$EARSHOT" new "$T/eol" --from examples/eol-2024 --opens "$(date -d '7 days ago' +%F)" \
	--closes "$(date -d '60 days' +%F)" >/dev/null
"$EARSHOT" publish "$T/eol" >/dev/null

echo "Machine: $(nproc) processors, $(uname -sr), $today"
echo
sh tests/bench/serve.sh

echo
echo "Checking a form (two questions in five have a condition)"
"$BENCH/forms" 100 500 1000 2000 5000

echo
echo "Messages understood (beside a plain way: \">\" and \"-- \" alone)"
"$BENCH/mail" examples/eol-2024 tests/data/mail

sh tests/bench/responses.sh

echo
sh tests/bench/mail.sh

echo
sh tests/bench/mbox.sh

echo
echo "The report"
"$EARSHOT" rehearse "$T/eol" -n 400 --seed 1 >/dev/null
"$EARSHOT" pull "$T/eol" >/dev/null
"$EARSHOT" code "$T/eol" >/dev/null
"$EARSHOT" report "$T/eol" >/dev/null 2>&1
pages=$(pdfinfo "$T/eol/out/report.pdf" | sed -n 's/^Pages: *//p')
# timed COMMAND...: "wall seconds, peak kB", the median of five runs
timed() {
	for _ in 1 2 3 4 5; do
		/usr/bin/time -f '%e %M' -o "$T/time" "$@" >/dev/null 2>&1
		tail -1 "$T/time"
	done | sort -n | sed -n 3p
}
ours=$(timed "$EARSHOT" report "$T/eol" --format pdf -o "$T/out")
printf '  %-44s %s\n' "earshot report --format pdf, $pages pages" \
	"${ours% *} s, ${ours#* } kB (reads 400 responses too)"
if command -v weasyprint >/dev/null; then
	theirs=$(timed weasyprint "$T/eol/out/report.html" "$T/weasy.pdf")
	printf '  %-44s %s\n' "WeasyPrint, the same report's HTML" \
		"${theirs% *} s, ${theirs#* } kB"
	awk -v a="${theirs% *}" -v b="${ours% *}" \
		'BEGIN { printf "  %-44s %.0f\n", "times faster", a / b }'
else
	echo "  WeasyPrint: SKIPPED, not installed (make setup-heavy)"
fi
