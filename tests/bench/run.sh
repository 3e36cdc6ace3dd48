#!/bin/sh
# run.sh -- speed and memory, each figure beside a reference of the same run.
# Prints; asserts nothing: what a machine gives depends on the machine.
set -eu
: "${EARSHOT:?}" "${BENCH:?}"
SECONDS_EACH=${SECONDS_EACH:-5}
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-bench-XXXXXX")
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$T"' EXIT

today=$(date +%F)
"$EARSHOT" new "$T/eol" --from examples/eol-2024 --opens "$(date -d '7 days ago' +%F)" \
	--closes "$(date -d '60 days' +%F)" >/dev/null
"$EARSHOT" publish "$T/eol" >/dev/null

# start NAME COMMAND...: in the background; waits for its first line.
start() {
	log=$T/$1.log
	shift
	"$@" >"$log" 2>&1 &
	pids="$pids $!"
	i=0
	while ! [ -s "$log" ] && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
	sleep 0.3
}
echo "Machine: $(nproc) processors, $(uname -sr), $today"
echo
echo "The public server"
start serve "$EARSHOT" serve "$T/eol" --port 18931
size=$("$BENCH/load" page 18931 /en/ 1 | sed -n 's/.* \([0-9]*\) bytes each.*/\1/p')
start bare "$BENCH/bare" 18932 "$size" 16
printf '  %-44s %s\n' "bare libmicrohttpd, a page of $size bytes" \
	"$("$BENCH/load" page 18932 / "$SECONDS_EACH")"
printf '  %-44s %s\n' "earshot, the first page" \
	"$("$BENCH/load" page 18931 /en/ "$SECONDS_EACH")"
printf '  %-44s %s\n' "whole questionnaires, page by page" \
	"$("$BENCH/load" walk 18931 /en/ "$SECONDS_EACH")"
printf '  %-44s %s\n' "responses sealed and committed (last step)" \
	"$("$BENCH/load" send 18931 /en/ 1024)"
printf '  %-44s %s\n' "SQLite alone, 4 KiB rows, same settings" \
	"$("$BENCH/commits" "$T/commits.db" 2)"
for pid in $pids; do
	[ -r "/proc/$pid/status" ] && grep -q earshot "/proc/$pid/comm" &&
		printf '  %-44s %s kB\n' "memory of the public server, at most" \
		"$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$pid/status")"
done
kill $pids 2>/dev/null || true
wait 2>/dev/null || true
pids=

echo
echo "Checking a form (two questions in five have a condition)"
"$BENCH/forms" 100 500 1000 2000 5000

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
