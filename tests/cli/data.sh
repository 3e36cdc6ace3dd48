#!/bin/sh
# data.sh -- the data for staff: a rehearsal's responses as files and as tables,
# beside what the case store holds, and beside each other.  The workbook is read
# by tests/cli/data.mjs, which shares no code with the program.
#
# tests/golden/data has what is written of a made-up form; UPDATE=1 renews it.
. "$(dirname "$0")/lib.sh"
D=$T/eol
G=$ROOT/tests/golden/data
export NODE_NO_WARNINGS=1
sql() { sqlite3 "$D/cases.db" "$1"; }
data() { check "$1" "$2" node "$ROOT/tests/cli/data.mjs" "$3" "$D" "$4"; }

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "nothing to export yet" 1 "$EARSHOT" export "$D" --format csv
check "published" 0 "$EARSHOT" publish "$D"
check "nothing was pulled" 1 "$EARSHOT" export "$D" --format csv
says "and what to do is said" "$T/err" "earshot pull"
check "nor can it be counted" 1 "$EARSHOT" tabulate "$D"
check "120 rehearsed respondents" 0 "$EARSHOT" rehearse "$D" -n 120 --seed 7
check "pulled" 0 "$EARSHOT" pull "$D"
check "coded" 0 "$EARSHOT" code "$D"

# What somebody might send on purpose, and what no cell can hold.
put() { # N TEXT: the text of the Nth response is this
	sql "UPDATE response SET json = json_set(json, '$.answers.anything', $2)
	    WHERE id = $1"
}
put 1 "'=HYPERLINK(\"http://evil.test\")'"
put 2 "'+1+1'"
put 3 "'-2+3|cmd'"
put 4 "'@SUM(A1)'"
put 5 "'’\"quoted\", and
on two lines'"
put 6 "'＝1+1'"
put 7 "'''apostrophe'"
put 8 "'[not asked]'"
put 9 "'''=1'"
put 10 "printf('%.*c', 40000, 'x')"

# ---- files -------------------------------------------------------------------

check "both formats go out" 0 "$EARSHOT" export "$D" --format xlsx,csv
says "and are named" "$T/out" "$D/out/responses.xlsx"
says "and that nobody is real is said" "$T/out" "120 of them made up"
says "with a warning" "$T/out" "not for publication"
for f in responses.xlsx responses.csv responses-codes.csv responses-codings.csv \
    responses-dictionary.csv responses-about.csv; do
	check "$f is its owner's alone" 0 test "$(stat -c %a "$D/out/$f")" = 600
done
check "no equality answers" 1 grep -q '"equality\.' "$D/out/responses.csv"
check "nothing is left beside them" 0 test "$(ls "$D/out" | wc -l)" -eq 6

data "the workbook and the CSV files are the same" 0 same ""
data "(a changed cell is noticed)" 1 same --break
data "no cell is a formula" 0 formulas ""
data "(one that is, is noticed)" 1 formulas --break
says "the texts are there" "$D/out/responses.csv" "\"'=HYPERLINK(\"\"http://evil.test\"\")\""
says "those in full width too" "$D/out/responses.csv" "\"'＝1+1\""
says "what looks like a reason is told apart" "$D/out/responses.csv" "\"'[not asked]\""
says "a text too long for a workbook is counted" "$D/out/responses-dictionary.csv" \
	"1 of the texts are longer than the 32767 characters"
check "and whole in the CSV" 0 awk '
	{ while (match($0, /x+/)) { if (RLENGTH == 40000) found = 1
	$0 = substr($0, RSTART + RLENGTH) } } END { exit !found }' "$D/out/responses.csv"

check "exact tables" 0 "$EARSHOT" tabulate "$D" --exact --json
cp "$T/out" "$T/tables.json"
sqlite3 -json "$D/cases.db" "SELECT field, state, value, count(*) AS n FROM answer
    JOIN response ON response.id = answer.response WHERE counts = 1
    GROUP BY field, state, value" >"$T/answers.json"
sqlite3 -json "$D/cases.db" "SELECT code, count(DISTINCT unit.id) AS n FROM coding
    JOIN unit ON unit.id = coding.unit JOIN response ON response.id = unit.response
    JOIN run ON run.id = coding.run WHERE run.superseded IS NULL AND counts = 1
    GROUP BY code" >"$T/codes.json"
sums() {
	node "$ROOT/tests/cli/data.mjs" sums "$D" "$1" "$T/tables.json" \
		"$T/answers.json" "$T/codes.json"
}
check "columns, tables and the case store add up alike" 0 sums ""
tail -1 "$T/out"
check "(one answer more is noticed)" 1 sums --break

check "the same again, elsewhere" 0 env TZ=Pacific/Auckland LC_ALL=ar_EG.UTF-8 \
	"$EARSHOT" export "$D" --format xlsx,csv -o "$T/again"
check "gives the same workbook" 0 cmp "$T/again/responses.xlsx" "$D/out/responses.xlsx"
check "and the same CSV" 0 cmp "$T/again/responses.csv" "$D/out/responses.csv"
check "into a file of one's choice" 0 "$EARSHOT" export "$D" --format xlsx -o "$T/mine.xlsx"
check "is the same" 0 cmp "$T/mine.xlsx" "$D/out/responses.xlsx"
check "a folder that cannot be made" 3 "$EARSHOT" export "$D" --format csv -o "$T/no/no"

check "with the equality answers" 0 "$EARSHOT" export "$D" --format csv --equality \
	--lang gu -o "$T/gu.csv"
says "they are there" "$T/gu.csv" '"equality.age"'
says "and it is said who may read them" "$T/out" "only those who"
says "labels are in the language asked for" "$T/gu.csv" "સહમત"
codes() { grep '^"[0-9A-Z-]*",1,' "$1" | cut -d, -f1-9; }
codes "$T/gu-codes.csv" >"$T/gu"
codes "$D/out/responses-codes.csv" >"$T/en"
check "codes are not" 0 cmp "$T/gu" "$T/en"
check "a language that is not there" 1 "$EARSHOT" export "$D" --format csv --lang fr
check "responses are not the questionnaire" 2 "$EARSHOT" export "$D" --format xlsx \
	--what questionnaire
check "nor the other way round" 2 "$EARSHOT" export "$D" --format xlsform --what responses
check "a questionnaire has no equality answers" 2 "$EARSHOT" export "$D" \
	--format xlsform --equality
check "responses and questionnaire do not mix" 2 "$EARSHOT" export "$D" \
	--format xlsx,xlsform

# ---- who counts --------------------------------------------------------------

rows() { grep -c '^"[0-9A-Z-]*",1,' "$D/out/responses.csv"; }
check "a row for each" 0 test "$(rows)" -eq 120
gone=$(sql "SELECT reference FROM response WHERE id = 11")
sql "UPDATE response SET counts = 0, withdrawn = 1, json = '' WHERE id = 11;
    UPDATE response SET counts = 0 WHERE id = 12;
    UPDATE response SET flags = 'fast' WHERE id IN (13, 14)"
check "two are left out" 0 "$EARSHOT" flags "$D" --exclude fast --by "A tester" \
	--why "Sent by a program"
check "exported again" 0 "$EARSHOT" export "$D" --format csv
check "withdrawn, superseded and left out are gone" 0 test "$(rows)" -eq 116
check "by name" 1 grep -q "$gone" "$D/out/responses.csv"
says "and why is said" "$D/out/responses-about.csv" "2: Sent by a program"
check "counted again" 0 "$EARSHOT" tabulate "$D" --json
says "without them" "$T/out" '"responses":	116'
says "and says so" "$T/out" '"left_out":	2'

# ---- tables --------------------------------------------------------------------

check "small counts are hidden" 0 "$EARSHOT" tabulate "$D" --rows vision-agree --by area
says "and marked" "$T/out" "[c]"
says "with what that means" "$T/out" "Hidden to protect people"
check "in 80 columns" 0 sh -c '! grep -q ".\{81\}" "$1"' sh "$T/out"
check "exact ones" 0 "$EARSHOT" tabulate "$D" --rows vision-agree --by area --exact
says "say what they are" "$T/out" "EXACT COUNTS, for staff alone."
check "and hide nothing" 1 grep -qF "[c]" "$T/out"
check "of some" 0 "$EARSHOT" tabulate "$D" --rows ambitions \
	--where "area in (leicester, leicestershire) and count(ambitions) > 1"
says "with the condition" "$T/out" "Only those where area in (leicester"
check "a condition with a slip" 1 "$EARSHOT" tabulate "$D" --where "area = rutlan"
says "shows where" "$T/err" "--where:1:8: error:"
says "and what was meant" "$T/err" 'did you mean `rutland`?'
check "a condition that stops" 1 "$EARSHOT" tabulate "$D" --where "area ="
check "none at all" 1 "$EARSHOT" tabulate "$D" --where ""
check "on two lines" 1 "$EARSHOT" tabulate "$D" --where "area = rutland
or area = leicester"
check "a question that is not there" 1 "$EARSHOT" tabulate "$D" --rows capacty
says "and what was meant too" "$T/err" 'did you mean `capacity`?'
check "words cannot be counted" 1 "$EARSHOT" tabulate "$D" --rows vision-why
check "nor part people into groups" 1 "$EARSHOT" tabulate "$D" --by ambitions
check "nor can a question be its own group" 1 "$EARSHOT" tabulate "$D" --rows area --by area

# ---- as they were ---------------------------------------------------------------

mkdir "$T/kinds"
cp "$ROOT/tests/golden/export/kinds.form" "$T/kinds/consultation.form"
sed 's/^settings .*/settings kinds/' "$ROOT/examples/easy-read/site.settings" \
	>"$T/kinds/site.settings"
K=$T/k
check "a form of each kind" 0 "$EARSHOT" new "$K" --from "$T/kinds"
check "is published" 0 "$EARSHOT" publish "$K"
check "rehearsed" 0 "$EARSHOT" rehearse "$K" -n 150 --seed 3
check "pulled" 0 "$EARSHOT" pull "$K"
golden() { # NAME FILE
	[ -n "${UPDATE:-}" ] && cp "$2" "$G/$1"
	check "$1 is as it was" 0 diff -u "$G/$1" "$2"
}
check "tables" 0 "$EARSHOT" tabulate "$K" --by capacity
cp "$T/out" "$T/tables"
golden tables.txt "$T/tables"
check "tables as JSON" 0 "$EARSHOT" tabulate "$K" --where "stars > 1" --json
cp "$T/out" "$T/tables"
golden tables.json "$T/tables"
check "exact tables as JSON" 0 "$EARSHOT" tabulate "$K" --rows topics --by agree --exact --json
cp "$T/out" "$T/tables"
golden exact.json "$T/tables"
check "data" 0 "$EARSHOT" export "$K" --format csv,xlsx
golden dictionary.csv "$K/out/responses-dictionary.csv"
# (References are random.)
sed 's/^"[0-9A-Z-]\{13\}"/"REFERENCE"/' "$K/out/responses-codes.csv" | head -20 >"$T/codes"
golden codes.csv "$T/codes"
D=$K
data "the workbook of each kind is the same as its CSV files" 0 same ""
data "and has no formula" 0 formulas ""
done_testing
