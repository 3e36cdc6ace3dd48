#!/bin/sh
# responses.sh -- responses from another survey tool: each once, all or none,
# bound to the log, and counted where the others are; a hundred thousand of them
# give the tables that a direct count gives.
. "$(dirname "$0")/lib.sh"
D=$T/bench
# place: a consultation of the form of the benches, open
place() {
	"$EARSHOT" new "$D" --opens 2026-01-01 --closes "$1" >/dev/null
	cp "$ROOT/tests/bench/responses.form" "$D/consultation.form"
	rm "$D/strategy.codes"
	"$EARSHOT" publish "$D" >/dev/null 2>&1
}
kept() { sqlite3 "$D/cases.db" "SELECT count(*) FROM response WHERE $1"; }
import() { "$EARSHOT" import "$D" "$@"; }

check "a kind that is none" 2 import pdf x.pdf
says "and told" "$T/err" "none of csv, xlsx, xlsform"
check "options of the other import" 2 import csv x.csv --form-only
check "a map for a questionnaire" 2 import xlsform x.xlsx --map x.map
check "no folder" 1 import csv "$T/few.csv"

place 2026-06-20
node "$ROOT/tests/bench/responses.mjs" 40 3 >"$T/few.csv"
check "no such file" 3 import csv "$T/none.csv"
check "without a map one is printed" 0 import csv "$T/few.csv"
says "and it is one" "$T/out" '"Who are you?"  -> who'
says "with how the file is read" "$T/err" "UTF-8, cells parted by commas"
check "nothing is there" 1 test -e "$D/cases.db"
check "a map that is not there is written" 0 import csv "$T/few.csv" --map "$T/few.map"
says "and it is said" "$T/out" "nothing was"
check "it can be tried" 0 import csv "$T/few.csv" --map "$T/few.map" --check
says "and told" "$T/out" "All 40 responses can be placed. Nothing was imported."
check "still nothing is there" 1 test -e "$D/cases.db"
check "it is imported" 0 import csv "$T/few.csv" --map "$T/few.map"
says "and counted" "$T/out" "Imported 40 responses; 0 were here already."
late=$(awk -F, 'NR > 1 && $2 > "2026-06-21"' "$T/few.csv" | wc -l)
says "some came late, which is said" "$T/out" "$late came after the close"
check "and that is some" 0 test "$late" -gt 3
check "they are flagged" 0 test "$(kept "flags = 'late'")" = "$late"
check "the channel is its own" 0 test "$(kept "channel = 'elsewhere'")" = 40
check "again" 0 import csv "$T/few.csv" --map "$T/few.map"
says "nothing is counted twice" "$T/out" "Imported 0 responses; 40 were here already."
check "one line in the log" 0 test "$(sqlite3 "$D/cases.db" 'SELECT count(*) FROM audit')" = 1
check "which names file, map and number" 0 sqlite3 "$D/cases.db" 'SELECT detail FROM audit'
says "the number" "$T/out" "40 from few.csv (BLAKE2b "
says "the map" "$T/out" "by the map few.map ("
check "all is as it was kept" 0 "$EARSHOT" verify "$D"

# a row that is changed, one that is new, in another order
{ head -1 "$T/few.csv"; echo 'R900,2026-06-18,A new one,,,,,'; sed 1d "$T/few.csv" | grep -v ^R7,; 
	echo 'R7,2026-06-18,Somebody who works here,,,,33,Changed my mind'; } |
	sed 's/A new one/Somebody who lives here/' >"$T/more.csv"
check "a later file" 0 import csv "$T/more.csv" --map "$T/few.map"
says "has one that is new" "$T/out" "Imported 1 response; 39 were here already."
says "and one that is changed" "$T/out" "1 more took the place of an earlier response"
check "41 count" 0 test "$(kept 'counts = 1')" = 41
check "all is as it was kept" 0 "$EARSHOT" verify "$D"
# The control: without the column of respondents the same rows are others.
sed 's/-> respondent/-> leave out/' "$T/few.map" >"$T/by-cells.map"
check "known by their cells" 0 import csv "$T/few.csv" --map "$T/by-cells.map"
says "they are new" "$T/out" "Imported 40 responses; 0 were here"
check "and once more" 0 import csv "$T/few.csv" --map "$T/by-cells.map"
says "they are not" "$T/out" "Imported 0 responses; 40 were here"
printf '%s\n' "$(head -1 "$T/few.csv")" ',2026-06-18,,,,,50,' ',2026-06-18,,,,,50,' >"$T/alike.csv"
check "two people who say the same are two" 0 import csv "$T/alike.csv" --map "$T/by-cells.map"
says "and both count" "$T/out" "Imported 2 responses"
check "once" 0 import csv "$T/alike.csv" --map "$T/by-cells.map"
says "each" "$T/out" "Imported 0 responses; 2 were here"

# counted where the others are
check "the tables count them" 0 "$EARSHOT" tabulate "$D" --rows who --json
says "all" "$T/out" '"responses":	83'
check "the report" 0 "$EARSHOT" report "$D" --format html -o "$T/report"
check "counts them as a way of their own" 0 grep -q 'through another survey tool' \
	"$T/report/report.html"
check "the data for staff" 0 "$EARSHOT" export "$D" --format csv,xlsx
check "hold what looks like a formula as text" 0 grep -q "'=SUM(A1:A9)" "$D/out/responses.csv"

# a workbook: what was exported here, by a map of its own
printf 'source "our own"\nheadings 2\nsheet "Answers (labels)"\n' >"$T/own.map"
cp "$T/own.map" "$T/begun.map"
check "a map is proposed with what one says already" 0 import xlsx "$D/out/responses.xlsx" \
	--map "$T/begun.map" --propose
sed 's/_reference\(.*\)-> .*/_reference\1-> respondent/; s/_day\(.*\)-> .*/_day\1-> date/
	s/-> ?/-> leave out/; s/= ?/= blank/; s/"\(topics\.\([a-z]*\): .*\)" *-> .*/"\1" -> topics = \2/' \
	"$T/out" >"$T/own.map"
awk '/-> (age|else|topics)/ { print; print "\t\"[left blank]\" = blank"; next } { print }' \
	"$T/own.map" >"$T/begun.map"
check "the workbook is imported" 0 import xlsx "$D/out/responses.xlsx" --map "$T/begun.map"
says "each row of it" "$T/out" "Imported 83 responses"
check "with the same answers" 0 test "$(sqlite3 "$D/cases.db" "SELECT count(*) FROM
	(SELECT count(*) AS n FROM response r JOIN answer a ON a.response = r.id
	WHERE counts AND field IN ('who', 'topics', 'age', 'view[right]') GROUP BY field, value, state
	HAVING n % 2)")" = 0
check "all is as it was kept" 0 "$EARSHOT" verify "$D"

# a hundred thousand; killed in the middle nothing of them is there
rm -rf "$D" "$D.keys"
place 2026-12-31
node "$ROOT/tests/bench/responses.mjs" 100000 7 >"$T/many.csv"
"$EARSHOT" import "$D" csv "$T/few.csv" --map "$T/few.map" >"$T/out" 2>&1
check "forty are there" 0 test "$(kept 1)" = 40
sed 's/^source .*/source "many"/' "$T/few.map" >"$T/many.map"
"$EARSHOT" import "$D" csv "$T/many.csv" --map "$T/many.map" >/dev/null 2>&1 &
going=$!
i=0
while [ $i -lt 600 ] && kill -0 $going 2>/dev/null &&
	[ "$(stat -c %s "$D/cases.db-wal" 2>/dev/null || echo 0)" -lt 4000000 ]; do
	sleep 0.02
	i=$((i + 1))
done
check "it is in the middle" 0 kill -9 $going
wait $going 2>/dev/null
check "nothing of it is there" 0 test "$(kept 1)" = 40
check "and all is as it was kept" 0 "$EARSHOT" verify "$D"
check "then it is imported" 0 import csv "$T/many.csv" --map "$T/many.map"
says "all of it" "$T/out" "Imported 100000 responses; 0 were here already."
check "the tables" 0 "$EARSHOT" tabulate "$D" --exact --json
cp "$T/out" "$T/tables.json"
cat "$T/few.csv" >"$T/both.csv"
sed 1d "$T/many.csv" >>"$T/both.csv"
check "are those of a direct count" 0 node "$ROOT/tests/crosscheck/responses.mjs" \
	"$T/both.csv" "$T/tables.json"
says "of all of them" "$T/out" "100040 rows"
sed '5000s/Somebody who [a-z]* here\|"A carer, or family member"//' "$T/both.csv" >"$T/other.csv"
check "and not of another file" 1 node "$ROOT/tests/crosscheck/responses.mjs" \
	"$T/other.csv" "$T/tables.json"
done_testing
