#!/bin/sh
# withdrawn.sh -- responses from another survey tool and messages that their authors
# want back: nothing of them stays, and no backup, file or mailbox brings them back.
. "$(dirname "$0")/lib.sh"
D=$T/bench
"$EARSHOT" new "$D" --opens 2026-01-01 --closes 2099-01-05 >/dev/null
cp "$ROOT/tests/bench/responses.form" "$D/consultation.form"
rm "$D/strategy.codes"
"$EARSHOT" publish "$D" >/dev/null 2>&1
ask() { sqlite3 "$D/cases.db" "$1"; }
is() { # NAME WANT SQL
	check "$1" 0 test "$(ask "$3")" = "$2" || ask "$3"
}
withdraw() { "$EARSHOT" withdraw "$D" "$@"; }
import() { "$EARSHOT" import "$@"; }
message() { # NUMBER WORDS
	printf 'From: Person <person%s@example.org>\nMessage-ID: <%s@example.org>\n' "$1" "$1"
	printf 'Date: Fri, 20 Nov 2026 19:04:00 +0000\n\n%s\n' "$2"
}

check "used wrongly" 2 withdraw
check "who and why must be said" 2 withdraw 4F7K-2M9Q-X3C
check "no reference" 2 withdraw nonsense --by Ann --why "by phone"
says "which is said" "$T/err" "is no reference"
node "$ROOT/tests/bench/responses.mjs" 6 3 >"$T/few.csv"
import "$D" csv "$T/few.csv" --map "$T/few.map" >/dev/null 2>&1
check "six came from another tool" 0 import "$D" csv "$T/few.csv" --map "$T/few.map"
message 1 "The zugzwang at night." >"$T/1.eml"
message 2 "The gambit on the ward." >"$T/2.eml"
check "and a message" 0 import "$D" mail "$T/1.eml"
check "a backup of that" 0 "$EARSHOT" backup "$D" "$T/before.tar"
check "one more message" 0 import "$D" mail "$T/2.eml"

# ---- withdrawn ---------------------------------------------------------------------
one=$(ask "SELECT reference FROM response ORDER BY id LIMIT 1")
gone=$(ask "SELECT json FROM response WHERE reference = '$one'")
printf 'yes %s why\n    Some words.\n' "$one" >"$D/quotations.txt"
check "another reference: nothing" 1 withdraw 0000-0000-000 --by Ann --why "by phone"
is "is withdrawn" 0 "SELECT count(*) FROM response WHERE withdrawn = 1"
check "its author phones" 0 withdraw "$one" --by Ann --why "by phone"
says "and is told what is left to do" "$T/out" "The other tool may still have it"
is "five count" 5 "SELECT count(*) FROM response WHERE counts = 1"
check "nothing of it is in the store" 0 test "$(ask "SELECT count(*) FROM answer a
	JOIN response r ON r.id = a.response WHERE r.reference = '$one'")" = 0
check "nor among the quotations" 1 grep -q "$one" "$D/quotations.txt"
check "twice: no" 1 withdraw "$one" --by Ann --why "by phone"
says "it was before" "$T/err" "was withdrawn before"
check "the tables" 0 "$EARSHOT" tabulate "$D" --rows who --json
says "leave it out" "$T/out" '"responses":	5'
check "the export" 0 "$EARSHOT" export "$D" --format csv
check "leaves it out" 1 grep -q "$one" "$D/out/responses.csv"
check "the log says who and why" 0 sh -c "'$EARSHOT' tasks '$D' --audit | grep -q 'Ann: done (task 1): by phone'"
check "all is as the log says" 0 "$EARSHOT" verify "$D"
check "its file again" 0 import "$D" csv "$T/few.csv" --map "$T/few.map"
says "does not bring it back" "$T/out" "Imported 0 responses"

# What fails after it is erased is not "nothing was erased", and can be done again.
four=$(ask "SELECT reference FROM response WHERE counts = 1 ORDER BY id DESC LIMIT 1")
cp "$D/cases.db" "$T/as-it-was.db"
cp "$D.withdrawn" "$T/list"
echo nonsense >"$D.withdrawn"
check "the list cannot be written" 1 withdraw "$four" --by Ann --why "by phone"
says "and it is said that it is erased" "$T/err" "it is erased, but"
is "it is" 4 "SELECT count(*) FROM response WHERE counts = 1"
cp "$T/list" "$D.withdrawn"
check "again, when it is mended" 1 withdraw "$four" --by Ann --why "by phone"
says "it was before" "$T/err" "was withdrawn before"
check "and now the list has it" 0 grep -q "$four" "$D.withdrawn"
cp "$T/as-it-was.db" "$D/cases.db"
cp "$T/list" "$D.withdrawn"

# Both messages, at the desk.
"$EARSHOT" desk "$D" --port 0 >"$T/said" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null; rm -rf "$T"' EXIT
i=0
while ! grep -q 127.0.0.1 "$T/said" && [ $i -lt 50 ]; do
	sleep 0.2
	i=$((i + 1))
done
url=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/said")
cookie=$(EARSHOT=$EARSHOT node "$ROOT/tests/cli/sign-in.mjs" "$url" "$D" kim.lee)
post() { # PATH FIELDS...
	at=$1
	shift
	curl -s -b "$cookie" "$url/desk/messages/confirm?id=1" >"$T/page"
	token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page" | head -1)
	curl -s -o "$T/page" -w '%{http_code}' -b "$cookie" -H "Origin: $url" \
		--data-urlencode "token=$token" "$@" "$url$at"
}
for n in 1 2; do
	check "message $n is erased" 0 test "$(post /desk/messages/confirm -d "id=$n" \
		-d do=withdraw -d reason=by+letter)" = 303
done
two=$(ask "SELECT reference FROM response WHERE counts = 1 ORDER BY id LIMIT 1")
check "a response is looked up at the desk" 0 test "$(post /desk/tasks/withdraw \
	-d "reference=$two" -d do=look)" = 200
says "which one it is" "$T/page" "In another survey tool"
check "without a reason it stays" 0 test "$(post /desk/tasks/withdraw \
	-d "reference=$two" -d do=erase -d reason=)" = 422
is "five count still" 5 "SELECT count(*) FROM response WHERE counts = 1"
check "with one it is erased" 0 test "$(post /desk/tasks/withdraw \
	-d "reference=$two" -d do=erase -d reason=by+phone)" = 303
is "four count" 4 "SELECT count(*) FROM response WHERE counts = 1"
kill "$pid"
wait "$pid"
check "nothing of the messages is there" 1 grep -aq -e zugzwang -e gambit -e person1 "$D/cases.db"
check "all is as the log says" 0 "$EARSHOT" verify "$D"

# ---- a backup from before -------------------------------------------------------------
check "the list has the responses" 0 test "$(grep -c ^withdraw "$D.withdrawn")" = 2
check "and the messages" 0 test "$(grep -c ^message "$D.withdrawn")" = 2
check "the control: a copy elsewhere" 0 "$EARSHOT" restore "$T/before.tar" "$T/other"
says "of which nothing is erased" "$T/out" "is not there"
check "has all of them again" 0 test "$(sqlite3 "$T/other/cases.db" "SELECT
	(SELECT count(*) FROM response WHERE counts = 1) || '.' ||
	(SELECT count(*) FROM message WHERE sealed IS NOT NULL)")" = 6.1
check "and the message that came later is taken in" 0 import "$T/other" mail "$T/2.eml"
says "as new" "$T/out" "1 new"
mv "$D" "$T/lost"
check "the copy in its place" 0 "$EARSHOT" restore "$T/before.tar" "$D"
says "is erased from" "$T/out" "was erased again: 3 opened responses"
is "four count" 4 "SELECT count(*) FROM response WHERE counts = 1"
is "no message is there" 0 "SELECT count(*) FROM message WHERE sealed IS NOT NULL OR
	reading <> ''"
check "nor who sent it" 1 grep -aq -e zugzwang -e person1 "$D/cases.db"
check "all is as the log says" 0 "$EARSHOT" verify "$D"
check "the message that came later" 0 import "$D" mail "$T/2.eml"
says "is known, and stays away" "$T/out" "0 new, 1 already here"
check "and the file" 0 import "$D" csv "$T/few.csv" --map "$T/few.map"
says "brings none back" "$T/out" "Imported 0 responses"
check "all is as the log says still" 0 "$EARSHOT" verify "$D"
done_testing
