#!/bin/sh
# verify.sh -- what was changed behind the program's back is found, what was
# rightly erased is not; and a copy from before does not bring it back.  ASKS is
# tests/asks.
. "$(dirname "$0")/lib.sh"
: "${ASKS:?the program of tests/asks}"
D=$T/eol

answer() {
	ask "$1" /en/ >/dev/null
	ask "$1" /en/start x=1 >/dev/null
	ask "$1" /en/q/capacity "on=capacity&capacity=bereaved&stop=1" >/dev/null
	ask "$1" /en/check >/dev/null
	check "$1 answers" 0 test "$(ask "$1" /en/send x=1)" = /en/sent
}
reference() {
	sed -n 's/.*id="reference"[^>]*>\([^<]*\)<.*/\1/p' "$T/page.$1" | head -1
}
cookie() { awk '$6 == "earshot" { print $7 }' "$T/jar.$1"; }
# wrong NAME WORDS DATABASE SQL: on a copy of the folder; then verify finds it.
wrong() {
	rm -rf "$T/x"
	cp -r "$D" "$T/x"
	sqlite3 "$T/x/$3" "PRAGMA foreign_keys = 0; DROP TRIGGER IF EXISTS
		audit_stays; DROP TRIGGER IF EXISTS audit_as_written; $4"
	check "found: $1" 1 "$EARSHOT" verify "$T/x"
	says "and told" "$T/out" "$2"
}

check "no folder" 1 "$EARSHOT" verify "$T/none"
check "used wrongly" 2 "$EARSHOT" verify
open_eol
check "before anybody answered" 0 "$EARSHOT" verify "$D"
answer ann
answer bob
answer cat
check "a pull while the server runs" 0 "$EARSHOT" pull "$D"
check "somebody works here" 0 "$EARSHOT" staff "$D" add kim.lee --name "Kim Lee" \
	--preset keyer
check "nothing is wrong, while the server runs" 0 "$EARSHOT" verify "$D"
says "and it says so" "$T/out" "Nothing is wrong"
says "of the responses" "$T/out" "responses: 3, each as it was sent"
says "and of the sealed ones" "$T/out" "sealed responses: 3"
head=$(sed -n 's/.*its head is //p' "$T/out")
stop_it

wrong "a changed response" "was changed after it was kept" cases.db \
	"UPDATE response SET json = replace(json, 'bereaved', 'carer') WHERE id = 2"
wrong "a missing response" "1 are missing" cases.db \
	"DELETE FROM response WHERE id = 2"
wrong "a response that does not count" "whether it counts is wrong" cases.db \
	"UPDATE response SET counts = 0 WHERE id = 2"
wrong "a changed answer" "rows of answers are not what was sent" cases.db \
	"UPDATE answer SET value = 'carer' WHERE response = 2 AND value = 'bereaved'"
wrong "a role that nobody gave" "the account kim.lee" cases.db \
	"UPDATE staff SET roles = 127"
wrong "a line of the log" "line 1 of the log" cases.db \
	"UPDATE audit SET detail = '4' WHERE id = 1"
wrong "a key of an epoch" "not all of them" intake.db \
	"DELETE FROM root WHERE recipient = 1"
wrong "a lost sealed row" "no withdrawal explains it" intake.db \
	"DELETE FROM response WHERE id = 2"
wrong "a sealed row that belongs to nothing" "belongs to nothing" intake.db \
	"DELETE FROM receipt WHERE id = 2"
rm -rf "$T/x"
cp -r "$D" "$T/x"
for f in "$T"/x/published/*/consultation.form; do echo "# more" >>"$f"; done
check "found: a changed version" 1 "$EARSHOT" verify "$T/x"
says "and told" "$T/out" "WRONG published/"
rm -rf "$T/x"
cp -r "$D" "$T/x"
dd if=/dev/zero of="$T/x/cases.db" bs=1024 seek=40 count=8 conv=notrunc 2>/dev/null
check "found: a damaged file" 1 "$EARSHOT" verify "$T/x"

rm -rf "$T/x"
cp -r "$D" "$T/x"
sqlite3 "$T/x/cases.db" "PRAGMA user_version = 5"
check "a store of an older earshot is no finding" 3 "$EARSHOT" verify "$T/x"
says "and what to do is said" "$T/err" "A pull brings cases.db up to date"

# A whole tail, taken out by somebody who knows how it is made.
rm -rf "$T/x"
cp -r "$D" "$T/x"
sqlite3 "$T/x/cases.db" "DROP TRIGGER audit_stays; DELETE FROM staff;
	DELETE FROM audit WHERE id > 1; UPDATE audit_head SET n = 1,
	hash = (SELECT hash FROM audit)"
check "(from the inside it looks right)" 0 "$EARSHOT" verify "$T/x"
check "found: a tail that was cut" 1 "$EARSHOT" verify "$T/x" --since "$head"
says "and told" "$T/out" "cut off"
check "the head is in what was not cut" 0 "$EARSHOT" verify "$D" --since "$head"
check "a head is a head" 1 "$EARSHOT" verify "$D" --since 12

# ---- what was withdrawn does not come back ----------------------------------------
check "a copy from before" 0 "$EARSHOT" backup "$D" "$T/before.tar"
check "nobody withdrew yet" 1 test -e "$D.withdrawn"
check "one withdraws" 0 "$ASKS" "$D" withdraw "$(reference bob)" "$(cookie bob)"
check "and the desk hears of it" 0 "$EARSHOT" pull "$D"
check "that is no finding" 0 "$EARSHOT" verify "$D"
says "and it is told" "$T/out" "(1 withdrawn, 0 with"
says "it is on the list" "$D.withdrawn" "withdraw $(reference bob)"
left() { sqlite3 "$1/cases.db" "SELECT count(*) FROM response WHERE counts = 1"; }
sealed() { sqlite3 "$1/intake.db" "SELECT count(*) FROM response"; }
check "restored without the list" 0 "$EARSHOT" restore "$T/before.tar" "$T/old"
says "it says that there is none" "$T/out" "Nothing says what was withdrawn"
check "(then it would be back)" 0 test "$(left "$T/old") $(sealed "$T/old")" = "3 3"
check "restored with the list" 0 "$EARSHOT" restore "$T/before.tar" "$T/new" \
	--withdrawn "$D.withdrawn"
says "it says what was erased" "$T/out" "1 opened responses, 1 sealed ones"
check "it is not back" 0 test "$(left "$T/new") $(sealed "$T/new")" = "2 2"
check "and no word of it" 0 test "$(sqlite3 "$T/new/cases.db" "SELECT count(*)
	FROM answer a JOIN response r ON r.id = a.response
	WHERE r.reference = '$(reference bob)'")" = 0
check "that verifies" 0 "$EARSHOT" verify "$T/new"
check "with the keys" 0 cp -r "$D.keys" "$T/new.keys"
check "a pull does not bring it" 0 "$EARSHOT" pull "$T/new"
check "nor does another" 0 test "$(left "$T/new")" = 2
mv "$D" "$T/lost"
check "the list beside the folder is taken by itself" 0 "$EARSHOT" restore \
	"$T/before.tar" "$D"
check "and it is not back" 0 test "$(left "$D") $(sealed "$D")" = "2 2"
echo "no list" >"$T/bad.list"
check "what is no list is refused" 1 "$EARSHOT" restore "$T/before.tar" "$T/y" \
	--withdrawn "$T/bad.list"
check "and nothing is left of it" 2 sh -c "ls -d '$T'/y*"
done_testing
