#!/bin/sh
# ledger.sh -- what a report says of paper: what became of each sheet, how well it
# was typed in, and meetings with their people apart; counted again by another
# program, and with one row changed.
. "$(dirname "$0")/lib.sh"
command -v sqlite3 >/dev/null || { echo "sqlite3 is not installed"; exit 77; }
D=$T/eol
X="node $ROOT/tests/crosscheck/crosscheck.mjs --html $D/out/report.html --form $D"

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "published" 0 "$EARSHOT" publish "$D"
check "40 rehearsed respondents" 0 "$EARSHOT" rehearse "$D" -n 40 --seed 7
check "pulled" 0 "$EARSHOT" pull "$D"
check "reported" 0 "$EARSHOT" report "$D" --format html
check "its numbers agree" 0 $X --cases "$D/cases.db"
check "without paper it has no such table" 1 \
	grep -q "What became of them" "$D/out/report.html"
check "and says nothing of typing" 1 grep -q "Typed in" "$D/out/report.html"

# The first responses are those of sheets; 11 was put in void, 12 came online and
# was withdrawn.  Two of five differences were settled for the first keyer, and one
# of 8 answers that were checked is wrong.
sqlite3 "$D/cases.db" "
CREATE TEMP TABLE r AS SELECT row_number() OVER (ORDER BY place) AS n, * FROM response;
INSERT INTO batch VALUES (1, 'B-0001', 1, 'ann', '', 0), (2, 'B-0002', 1, 'ann', '', 1);
INSERT INTO sheet (id, batch, place, channel, form, lang, edition, received, late,
    people, state, before, reference, second)
SELECT column1, column2, column1, column3, (SELECT form FROM r LIMIT 1), 'en', '',
    '2024-06-21', 0, column4, column5, column6,
    (SELECT reference FROM r WHERE n = column7), column8
FROM (VALUES (1, 1, 'paper', NULL, 'keyed', NULL, 1, ''),
 (2, 1, 'paper', NULL, 'settled', NULL, 2, 'all'), (3, 1, 'paper', NULL, 'settled', NULL, 3, 'all'),
 (4, 1, 'letter', NULL, 'settled', NULL, 4, 'all'), (5, 1, 'meeting', 40, 'keyed', NULL, 5, ''),
 (6, 1, 'meeting', 25, 'received', NULL, NULL, ''), (7, 1, 'petition', 1200, 'keyed', NULL, 6, ''),
 (8, 1, 'petition', 9, 'void', NULL, NULL, ''), (9, 1, 'paper', NULL, 'received', NULL, NULL, ''),
 (10, 1, 'paper', NULL, 'waiting', NULL, NULL, 'all'), (11, 1, 'phone', NULL, 'differences', NULL, NULL, 'all'),
 (12, 1, 'paper', NULL, 'aside', 'received', NULL, ''), (13, 1, 'paper', NULL, 'aside', 'keyed', 7, ''),
 (14, 1, 'paper', NULL, 'void', NULL, 11, ''), (15, 2, 'paper', NULL, 'waiting', NULL, NULL, 'all'),
 (16, 1, 'paper', NULL, 'keyed', NULL, 8, ''), (17, 1, 'paper', NULL, 'keyed', NULL, 9, ''));
INSERT INTO keying (sheet, round, by, at, marks, json) SELECT s.id, column1, CASE column1 WHEN 1 THEN 'bob' ELSE 'cat' END, 1, 0, '{}'
    FROM sheet s JOIN (VALUES (1), (2)) WHERE s.state NOT IN ('received', 'void', 'aside')
    AND (column1 = 1 OR s.state IN ('settled', 'differences'));
INSERT INTO difference VALUES (2, 'a', 'second', 'dan', 1), (2, 'b', 'first', 'dan', 1),
    (3, 'a', 'second', 'dan', 1), (4, 'a', 'first', 'dan', 1), (11, 'a', NULL, NULL, NULL);
INSERT INTO sample VALUES (1, 1, 'eve', NULL, '00', 3, 1);
INSERT INTO recheck (sheet, sample, turn, by, at, independent) VALUES (2, 1, 1, 'eve', 1, 1);
INSERT INTO checked VALUES (2, 'a', 1, 0), (2, 'b', 1, 0), (2, 'c', 0, 0), (2, 'd', 0, 1);
UPDATE response SET withdrawn = 1, counts = 0, json = '' WHERE reference IN
    (SELECT reference FROM r WHERE n IN (11, 12));
DELETE FROM answer WHERE response IN (SELECT id FROM r WHERE n IN (11, 12));
DELETE FROM unit WHERE response IN (SELECT id FROM r WHERE n IN (11, 12));
UPDATE response SET flags = 'late' WHERE reference IN (SELECT reference FROM r WHERE n IN (8, 9));
" || exit 1

check "reported with paper" 0 "$EARSHOT" report "$D" --format html
check "its numbers agree, each row and their sum" 0 $X --cases "$D/cases.db"
sed 's/<[^>]*>/ /g; s/ \{1,\}/ /g; s/\xC2\xA0/ /g' "$D/out/report.html" | tr -s ' \n' ' ' >"$T/words"
says "what was received" "$T/words" "Received 46"
says "late ones that count" "$T/words" "of which: came after the close 2"
says "one is counted, and was put aside" "$T/words" \
	"1 response was put aside after typing in, and counts"
says "people at meetings are apart" "$T/words" "Meetings 2 65"
says "and of petitions" "$T/words" "Petitions 1 1,200"
says "how well it was typed in" "$T/words" "errors in 10,000 answers (95% interval"
says "how many sheets" "$T/words" "10 sheets, and 4 of them twice."
says "what was checked" "$T/words" "1 was checked once more, with the paper in hand"
says "what is open" "$T/words" "1 answer is still to be settled."
check "no word that alike mistakes are left out" 1 \
	grep -q "both people made alike are not counted" "$T/words"
says "how many it rests on" "$T/words" \
	"8 of the 46 responses that we received are not counted, or not counted yet."

check "late ones are left out" 0 "$EARSHOT" flags "$D" --exclude late --by "Ann Old" \
	--why "The rule was announced"
check "reported again" 0 "$EARSHOT" report "$D" --format html
check "its numbers agree again" 0 $X --cases "$D/cases.db"
sed 's/<[^>]*>/ /g; s/ \{1,\}/ /g; s/\xC2\xA0/ /g' "$D/out/report.html" | tr -s ' \n' ' ' >"$T/words"
says "by the rule" "$T/words" "came after the close, and left out 2"
says "with its reason" "$T/words" "because: “The rule was announced”"

# The controls: a sheet more, one that changed its state, and more people.
for sql in "UPDATE sheet SET state = 'received' WHERE id = 10" \
	"DELETE FROM keying; DELETE FROM sheet WHERE id = 9" \
	"UPDATE sheet SET people = 41 WHERE id = 5"; do
	sqlite3 "$D/cases.db" ".backup '$T/copy.db'"
	sqlite3 "$T/copy.db" "$sql"
	check "(control) $sql" 1 $X --cases "$T/copy.db"
done
sqlite3 "$D/cases.db" "DELETE FROM checked; UPDATE recheck SET by = NULL"
check "reported without the check" 0 "$EARSHOT" report "$D" --format html
says "then it says what is not counted" "$D/out/report.html" \
	"both people made alike are not counted"
done_testing
