#!/bin/sh
# run.sh -- the numbers of a rehearsed report: on the page, on paper, and
# counted again from the case store; then the same with one number broken.
for c in node sqlite3 pdfinfo qpdf; do
	command -v $c >/dev/null || { echo "$c is not installed"; exit 77; }
done
. "$(dirname "$0")/../cli/lib.sh"
X="node $ROOT/tests/crosscheck/crosscheck.mjs"
D=$T/eol

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "published" 0 "$EARSHOT" publish "$D"
check "answered" 0 "$EARSHOT" rehearse "$D" -n "${RESPONSES:-150}" --seed 11
check "pulled" 0 "$EARSHOT" pull "$D"
check "coded" 0 "$EARSHOT" code "$D"
check "reported" 0 "$EARSHOT" report "$D" --format pdf,html -o "$D/out"
check "pdfinfo reads its structure" 0 pdfinfo -struct-text "$D/out/report.pdf"
cp "$T/out" "$T/structure"

page="--html $D/out/report.html"
paper="--pdf $D/out/report.pdf --structure $T/structure"
cases="--cases $D/cases.db --form $D"
check "page, paper and answers have the same numbers" 0 $X $page $paper $cases
cat "$T/out"
says "they were compared" "$T/out" "numbers, 0 wrong"

# The controls: each change must be noticed.
check "a number broken on the page, against paper" 1 $X $page $paper --break
says "is one number" "$T/out" "numbers, 1 wrong"
check "a number broken on the page, against the answers" 1 $X $page $cases --break
sqlite3 "$D/cases.db" ".backup '$T/copy.db'"
cases="--cases $T/copy.db --form $D"
check "a copy of the answers agrees" 0 $X $page $cases
sqlite3 "$T/copy.db" "UPDATE answer SET value = 'disagree' WHERE field = 'agree[P4]'
	AND response = (SELECT min(response) FROM answer
	    WHERE field = 'agree[P4]' AND value = 'agree')"
check "an answer changed in the case store" 1 $X $page $cases
says "is found in its table" "$T/out" "Agreement with priority 4"
sqlite3 "$D/cases.db" ".backup '$T/copy.db'"
sqlite3 "$T/copy.db" "DELETE FROM coding WHERE code = 'T1' AND unit =
	(SELECT min(unit) FROM coding WHERE code = 'T1')"
check "a coding lost from the case store" 1 $X $page $cases
says "is found in its table" "$T/out" "Bereavement support"
done_testing
