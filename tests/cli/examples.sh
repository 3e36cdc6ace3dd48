#!/bin/sh
# examples.sh -- every example: checked without a word, nothing about its paths
# left open, rehearsed by made-up people, and reported.
. "$(dirname "$0")/lib.sh"

PDFCHECK=${PDFCHECK:-build/debug/pdfcheck}

# The share of questions, pages and conditions that could not be decided, over
# all examples; a control has some.
undecided() {
	"$EARSHOT" check --paths "$1" | sed -n 's/^Not decided: \([0-9]*\) of \([0-9]*\) .*/\1 \2/p'
}

all=0 open=0
for dir in "$ROOT"/examples/*/; do
	x=$(basename "$dir")
	check "$x is checked" 0 "$EARSHOT" check "$dir"
	silent "$x is sound"
	set -- $(undecided "$dir")
	check "$x: all paths are decided" 0 test "${1:-none}" = 0
	open=$((open + ${1:-1})) all=$((all + ${2:-0}))
	check "$x begins" 0 "$EARSHOT" new "$T/$x" --from "$dir" \
	    --opens "$(date -d '7 days ago' +%F)" --closes "$(date -d '60 days' +%F)"
	check "$x is published" 0 "$EARSHOT" publish "$T/$x"
	cp -R "$T/$x" "$T/$x.seeds"
	check "$x is rehearsed" 0 "$EARSHOT" rehearse "$T/$x" -n 40 --seed 7
	for seed in 1 13 20; do
		check "$x is rehearsed with seed $seed" 0 "$EARSHOT" rehearse \
		    "$T/$x.seeds" -n 40 --seed $seed
		grep "stopped on" "$T/err" && check "$x: nobody stops" 0 false
	done
	check "$x is pulled" 0 "$EARSHOT" pull "$T/$x"
	says "$x: every answer came back" "$T/out" "40 sealed responses: 40 new"
	if ls "$dir"*.codes >/dev/null 2>&1; then
		check "$x is coded" 0 "$EARSHOT" code "$T/$x"
	fi
	check "$x has its report" 0 "$EARSHOT" report "$T/$x"
	check "$x: the report is accessible" 0 "$PDFCHECK" "$T/$x/out/report.pdf"
done
echo "Not decided on all examples: $open of $all"
check "nothing is left open" 0 test "$open" = 0
check "there were examples" 0 test "$all" -gt 300

set -- $(undecided "$ROOT/tests/golden/forms/paths-not-decided.form")
check "a control: that is seen where it is so" 0 test "${1:-0}" -gt 0
done_testing
