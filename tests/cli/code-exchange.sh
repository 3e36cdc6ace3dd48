#!/bin/sh
# code-exchange.sh -- `earshot code DIR export` and `import`: what people coded goes to other
# analysis tools and comes back, each coding once, and what cannot come is said.
. "$(dirname "$0")/lib.sh"
command -v python3 >/dev/null || { echo "SKIPPED: no python3 (make setup-test)"; exit 0; }
D=$T/eol
check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "is published" 0 "$EARSHOT" publish "$D"
check "made-up answers" 0 "$EARSHOT" rehearse "$D" -n 60 --seed 1
check "come in" 0 "$EARSHOT" pull "$D"
check "all comments go out" 0 "$EARSHOT" code "$D" export "$T/all.csv" --by Kim
says "with how many were read" "$T/out" "of which people read 0"
check "only its owner can read them" 0 test "$(stat -c %a "$T/all.csv")" = 600
# Somebody codes the first 30 in a spreadsheet: two codes, some of a part, each polarity.
python3 - "$T" <<'END'
import csv, sys
t = sys.argv[1]
rows = list(csv.reader(open(t + '/all.csv', encoding='utf-8-sig', newline='')))
head, rows = rows[0], rows[1:]
at = {name: i for i, name in enumerate(head)}
for n, row in enumerate(rows[:30]):
    row[at['code']] = ['P1 Health equity', 'T9'][n % 2]
    row[at['polarity']] = ['for', 'against', 'mixed', 'suggests', ''][n % 5]
    row[at['coder']] = 'lee'
    if n % 3 == 0:
        row[at['start']], row[at['end']] = '0', '5'
def write(name, rows):
    with open(t + '/' + name, 'w', encoding='utf-8-sig', newline='') as f:
        csv.writer(f).writerows([head] + rows)
write('coded.csv', rows)
bad = [list(r) for r in rows[:4]]
bad[0][at['row_id']] = 'ZZZZ-ZZZZ-ZZZ'
bad[1][at['text']] = 'Another text altogether'
bad[2][at['code']] = 'Pets'
bad[2][at['start']] = bad[2][at['end']] = ''
write('bad.csv', bad)
END
check "what came back is looked at" 0 "$EARSHOT" code "$D" import "$T/coded.csv" --by Lee --check
says "and counted" "$T/out" "30 comments would be coded so; 0 were already."
check "(nothing is kept)" 0 "$EARSHOT" verify "$D"
says "not yet" "$T/out" "codings: 0,"
check "it is kept" 0 "$EARSHOT" code "$D" import "$T/coded.csv" --by Lee
says "each comment" "$T/out" "30 comments are now coded so; 0 were already."
check "again" 0 "$EARSHOT" code "$D" import "$T/coded.csv" --by Lee
says "changes nothing" "$T/out" "0 comments are now coded so; 30 were already."
check "what cannot come" 0 "$EARSHOT" code "$D" import "$T/bad.csv" --by Lee
says "is said: no comment here" "$T/out" "1 are no comments of this consultation"
says "another text" "$T/out" "1 have another text than the comment here"
says "another code" "$T/out" "1 codings are by codes that the frame has not"
check "as a project" 0 "$EARSHOT" code "$D" export "$T/all.qdpx" --by Kim
says "with what was read" "$T/out" "of which people read 30"
check "it comes back" 0 "$EARSHOT" code "$D" import "$T/all.qdpx" --by Ann
says "as it was, polarity and place too" "$T/out" "0 comments are now coded so; 30 were already."
check "twice the same bytes but for the moment" 0 "$EARSHOT" code "$D" export "$T/two.csv"
check "once more" 0 "$EARSHOT" code "$D" export "$T/three.csv"
check "they are" 0 cmp "$T/two.csv" "$T/three.csv"
check "the codes alone" 0 "$EARSHOT" code "$D" export "$T/all.qdc"
if command -v xmllint >/dev/null; then
	mkdir "$T/q" && (cd "$T/q" && python3 -m zipfile -e ../all.qdpx .)
	check "the project is valid" 0 xmllint --noout --schema \
		"$ROOT/tests/data/refi-qda/Project-mrt2019.xsd" "$T/q/project.qde"
	check "and so are the codes" 0 xmllint --noout --schema \
		"$ROOT/tests/data/refi-qda/Codebook.xsd" "$T/all.qdc"
	sed -i '0,/<Case /s//<Kase /' "$T/q/project.qde"
	check "(a fault is found)" 1 xmllint --noout "$T/q/project.qde"
else
	echo "SKIPPED: xmllint is not here (libxml2-utils)"
fi
check "no name, address or other answer is in it" 1 grep -qE "capacity|ethnic|@" "$T/all.csv"
# Two who code alone: of 30 comments they agree about 27.
python3 - "$T" <<'END'
import csv, sys
t = sys.argv[1]
rows = list(csv.reader(open(t + '/all.csv', encoding='utf-8-sig', newline='')))
head, rows = rows[0], rows[1:31]
code = head.index('code')
for name, other in (('lee', 0), ('kim', 3)):
    for n, row in enumerate(rows):
        row[code] = ['P1 Health equity', 'T9'][(n + (n < other)) % 2]
    with open(t + '/blind-' + name + '.csv', 'w', encoding='utf-8-sig', newline='') as f:
        csv.writer(f).writerows([head] + rows)
END
check "nobody coded blind" 1 "$EARSHOT" code "$D" agree
says "which is said" "$T/err" "nobody coded blind: it takes two"
for who in lee kim; do
	check "$who codes blind" 0 "$EARSHOT" code "$D" import "$T/blind-$who.csv" --blind --by $who
	says "30 comments" "$T/out" "30 comments are now coded so"
done
check "again" 0 "$EARSHOT" code "$D" import "$T/blind-kim.csv" --blind --by kim
says "changes nothing" "$T/out" "0 comments are now coded so; 30 were already."
check "how far they agree" 0 "$EARSHOT" code "$D" agree
says "over the comments of both" "$T/out" "30 comments were coded by two or more of kim, lee; 0 by one alone."
says "for each code" "$T/out" "P1          16  0.90  0.80  0.80  0.56 to 1.00   0.90"
says "and in all" "$T/out" "the same codes throughout in 0.90 of pairs"
check "what counts is as it was" 0 "$EARSHOT" code "$D" export "$T/four.csv"
check "(the same)" 0 cmp "$T/two.csv" "$T/four.csv"
check "what it is to be" 1 "$EARSHOT" code "$D" export "$T/all.doc"
says "has to be said" "$T/err" ".qdpx"
echo "nonsense" >"$T/no.qdpx"
check "no project" 1 "$EARSHOT" code "$D" import "$T/no.qdpx"
check "a file that is not there" 3 "$EARSHOT" code "$D" import "$T/none.csv"
check "all of it is in the log" 0 "$EARSHOT" verify "$D"
says "once" "$T/out" "codings: 90, by 1 version of the frame"
done_testing
