#!/bin/sh
# mail.sh -- email and letters at the command line: each kept once, whole and sealed,
# sorted by what is to be done with it; safe to run again and after a kill.
. "$(dirname "$0")/lib.sh"
D=$T/eol
"$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024" --opens 2026-01-05 \
	--closes 2099-01-05 >/dev/null
"$EARSHOT" publish "$D" >/dev/null
import() { "$EARSHOT" import "$D" "$@"; }
ask() { sqlite3 "$D/cases.db" "$1"; }
is() { # NAME WANT SQL
	check "$1" 0 test "$(ask "$3")" = "$2" || ask "$3"
}
# one NUMBER WORDS [HEADER]: a message on standard output
one() {
	printf 'From: Person %s <person%s@example.org>\nSubject: Letter %s\n' "$1" "$1" "$1"
	printf 'Message-ID: <%s@example.org>\n%b' "$1" "${3:-}"
	printf 'Date: Fri, 20 Nov 2026 19:04:00 +0000\n\n%s\n' "$2"
}

check "used wrongly" 2 import mail
check "a letter without a day" 2 import letter x.pdf
printf 'a,b\n1,2\n' >"$T/bad.csv"
printf 'PK\003\004 xl/workbook.xml' >"$T/bad.xlsx"
for kind in csv xlsx; do
	check "a spreadsheet as a letter ($kind)" 1 import letter "$T/bad.$kind" --received 2026-11-20
	says "says how responses are taken in" "$T/err" "import FOLDER $kind FILE"
done
check "JSON of nothing explained" 2 import mail x --json
check "no such source" 1 import mail "$T/none.eml"
one 1 "The zugzwang at night." >"$T/1.eml"
check "explained" 0 import mail "$T/1.eml" --explain
says "what it says" "$T/out" "| The zugzwang at night."
check "and nothing is kept" 1 test -e "$D/cases.db"
check "explained as JSON" 0 import mail "$T/1.eml" --explain --json
check "which it is" 0 sh -c "jq -e '.state == \"confirm\" and
	.parts[0].kind == \"said\"' '$T/out'"

# An answer to choose is known by its exact words.
chosen() { # NAME WORDS ANSWER
	one 0 "> Which area do you live in?

$2" >"$T/0.eml"
	check "$1" 0 sh -c "$EARSHOT import '$D' mail '$T/0.eml' --explain --json | jq -e \
		'.parts[] | select(.question == \"area\" and .kind == \"said\") |
		(.answer // \"none\") == \"$3\"'"
}
chosen "an answer to choose" "rutland." 3
chosen "by its number" "3" 3
chosen "in Polish" "Gdzie indziej" 4
chosen "(what is not exactly one is none)" "Near Rutland" none
check "explained in words" 0 import mail "$T/0.eml" --explain
says "as before" "$T/out" "[said, area: below"

# Questions are known in every language in which the form was published.
quoting() { # QUESTION: quoted, with an answer below it
	one 0 "> $1

Zugzwang." >"$T/0.eml"
	import mail "$T/0.eml" --explain --json >"$T/0.json" && jq -r '.parts[] | select(.kind ==
		"said") | .question // "none"' "$T/0.json"
}
answers() { # NAME QUESTION ID
	check "$1" 0 test "$(quoting "$2")" = "$3"
}
answers "a question in English" "Is there anything missing from the strategy?" missing
answers "in Gujarati" "વ્યૂહરચનામાં કંઈ ખૂટે છે?" missing
answers "in Polish" "Czy chcieliby Państwo powiedzieć nam coś jeszcze?" anything
answers "in Urdu" "کیا حکمتِ عملی میں کوئی چیز رہ گئی ہے؟" missing
answers "(one that is not asked is none)" "Gdzie stoi rower sąsiada?" none
po=$D/published/$(sed -n 1p "$D/published/current" | cut -c 1-64)/locales
check "(Polish is known by its translation" 0 mv "$po/pl.mo" "$T/pl.mo"
answers "alone)" "Czy chcieliby Państwo powiedzieć nam coś jeszcze?" none
mv "$T/pl.mo" "$po/pl.mo"

check "kept" 0 import mail "$T/1.eml"
says "one, new" "$T/out" "1 message: 1 new, 0 already here."
check "again" 0 import mail "$T/1.eml"
says "already here" "$T/out" "1 message: 0 new, 1 already here."
check "sealed" 1 grep -q zugzwang "$D/cases.db-wal"
is "read, for the desk" 1 "SELECT count(*) FROM message WHERE reading LIKE '%zugzwang%'"
is "without its sender" 0 "SELECT count(*) FROM message WHERE reading LIKE '%person1%'"

one 2 "I am away." 'Auto-Submitted: auto-replied\n' >"$T/2.eml"
one 1 "The  zugzwang at night. " 'X-Other: 1\n' >"$T/3.eml"
one 1 "Quite another thing: more nurses at home." 'X-Other: 2\n' >"$T/4.eml"
mkdir "$T/in" && mv "$T"/[234].eml "$T/in"
check "a folder" 0 import mail "$T/in"
is "an automatic reply is set aside" aside "SELECT state FROM message WHERE mail_id = '2@example.org'"
is "nearly the same is a repeat" 1 "SELECT same FROM message WHERE state = 'repeat'"
is "other words are none" 2 "SELECT count(*) FROM message WHERE state = 'confirm'"
is "no response came of it" 0 "SELECT count(*) FROM response"

# Longer than any buffer's default, and another of the same length.
{ one 5 ""; head -c 18000000 /dev/zero | tr '\0' a; } >"$T/5.eml"
{ one 6 ""; head -c 18000000 /dev/zero | tr '\0' b; } >"$T/6.eml"
check "18 MB" 0 import mail "$T/5.eml"
says "new" "$T/out" "1 new, 0 already"
check "18 MB of another" 0 import mail "$T/6.eml"
says "new as well" "$T/out" "1 new, 0 already"
is "both whole" 2 "SELECT count(*) FROM message WHERE size > 18000000"
{ one 7 ""; head -c 70000000 /dev/zero | tr '\0' c; } >"$T/7.eml"
check "70 MB stay where they are" 3 import mail "$T/7.eml"
says "which is said" "$T/out" "1 passed over"

printf 'Dear all,\n\nthe gambit on the ward.\n' >"$T/letter.txt"
check "a letter" 0 import letter "$T/letter.txt" --received 2026-11-20
is "by its channel" letter "SELECT channel FROM message WHERE reading LIKE '%gambit%'"
check "all is as it came" 0 "$EARSHOT" verify "$D"
says "and counted" "$T/out" "messages: 7, each as it came"

check "a letter of tomorrow" 2 import letter "$T/letter.txt" --received "$(date -d tomorrow +%F)"
says "is still to come" "$T/err" "that day is still to come"

# What a mail program exports says when that was: the message's own day is earlier.
day() { # SUBJECT: the day on which it came
	ask "SELECT date(received, 'unixepoch') FROM message m WHERE reading LIKE
		'%\"subject\":\"Letter $1\"%'"
}
{ echo "From - Sat Nov 28 09:00:00 2026"; one 71 "Exported later."; echo
  echo "From - Thu Nov 19 09:00:00 2026"; one 72 "A clock that is fast."; } >"$T/export.mbox"
check "an export" 0 import mail "$T/export.mbox"
check "the message's own day" 0 test "$(day 71)" = 2026-11-20
check "but not one after it came" 0 test "$(day 72)" = 2026-11-19
one 73 "From the time machine." | sed 's/20 Nov 2026/20 Nov 2096/' >"$T/future.eml"
check "a day to come" 0 import mail "$T/future.eml"
check "is today" 0 test "$(day 73)" = "$(date -u +%F)"

# Two people may send the same typed letter: each is there, and one counts.
letter=$(ask "SELECT id FROM message WHERE channel = 'letter'")
check "the same letter of the same day" 0 import letter "$T/letter.txt" --received 2026-11-20
says "is said to be one" "$T/out" "it repeats message $letter,"
says "and is there" "$T/out" "1 message: 1 new, 0 already here."
is "as a repeat, linked" "$letter" "SELECT same FROM message WHERE state = 'repeat' AND channel = 'letter'"
check "and once more" 0 import letter "$T/letter.txt" --received 2026-11-20
is "both repeat the first" 2 "SELECT count(*) FROM message WHERE state = 'repeat' AND same = $letter"
check "of another day" 0 import letter "$T/letter.txt" --received 2026-11-21
says "is a repeat as well: the day may have been put right" "$T/out" "it repeats message $letter,"
is "and only one is to confirm" 1 "SELECT count(*) FROM message WHERE channel = 'letter' AND state = 'confirm'"
printf 'Dear all,\n\nthe gambit on the wards.\n' >"$T/else.txt"
check "(another file is none)" 0 import letter "$T/else.txt" --received 2026-11-21
is "is a letter of its own" 2 "SELECT count(*) FROM message WHERE channel = 'letter' AND state = 'confirm'"
printf '%%PDF-1.4\nnothing' >"$T/scan.pdf"
check "a scan" 0 import letter "$T/scan.pdf" --received 2026-11-20 --later
check "and the same, before either is opened" 0 import letter "$T/scan.pdf" \
	--received 2026-11-20 --later
is "both wait to be opened" 2 "SELECT count(*) FROM message WHERE state = 'unread'"
check "opened" 0 import mail "$T/1.eml"
is "one is for a person" 1 "SELECT count(*) FROM message WHERE channel = 'letter' AND state = 'hand'"
is "the other repeats it" 1 "SELECT count(*) FROM message r JOIN message f ON f.id = r.same
	WHERE r.state = 'repeat' AND f.state = 'hand' AND r.why LIKE 'the same file%'"
check "each is as it came" 0 "$EARSHOT" verify "$D"

# Killed at any moment it goes on the next time, and each is there once.
i=0
while [ $i -lt 1500 ]; do
	echo "From x@example.org Fri Nov 20 19:04:00 2026"
	one "k$i" "Number $i of many that say something of their own."
	echo
	i=$((i + 1))
done >"$T/many.mbox"
before=$(ask "SELECT count(*) FROM message")
for wait in 0.02 0.1 0.2 0.3; do
	"$EARSHOT" import "$D" mail "$T/many.mbox" >/dev/null 2>&1 &
	sleep $wait
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
done
check "after being killed" 0 import mail "$T/many.mbox"
is "each is there once" $((before + 1500)) "SELECT count(*) FROM message"
is "with one place" 1500 "SELECT count(*) FROM message_place WHERE source LIKE '%many%'"
check "and as it came" 0 "$EARSHOT" verify "$D"

# One that somebody damaged stops none of the others.
printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nSee it.\n--x\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nshatranj\n--x--\n' >"$T/8.eml"
sed 's/shatranj/chaturanga/' "$T/8.eml" >"$T/9.eml"
check "kept, not opened" 0 import mail "$T/8.eml" --later
check "and another" 0 import mail "$T/9.eml" --later
is "both wait" 2 "SELECT count(*) FROM message WHERE state = 'unread'"
ask "UPDATE message SET sealed = zeroblob(2000) WHERE id = (SELECT min(id) FROM message WHERE state = 'unread')"
check "the next import opens them" 0 import mail "$T/1.eml"
is "the other was read" 1 "SELECT count(*) FROM message WHERE reading LIKE '%chaturanga%'"
is "the damaged one is for a person" 1 "SELECT count(*) FROM message WHERE state = 'hand' AND why LIKE '%cannot be opened%'"
check "and verify finds it" 1 "$EARSHOT" verify "$D"
# What the same sender writes again, and what is another thing.
said40='I look after my mother, who is ninety, and the night nurse is all the help we have. When she cannot come I sit up until morning and go to work afterwards. Please keep her round as it is now.'
one 31 "$said40" >"$T/31.eml"
one 31 "$(echo "$said40" | sed 's/ninety/ninetytwo/')" 'X-Other: 3\n' >"$T/32.eml"
one 31 "Did you get this? $said40" 'X-Other: 4\n' >"$T/33.eml"
one 34 "$said40" >"$T/34.eml"
one 31 "Also, the night bus should stop at the hospital." 'X-Other: 5\n' >"$T/35.eml"
mkdir "$T/near" && mv "$T"/3[1-5].eml "$T/near"
D=$T/again
"$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024" --opens 2026-01-05 \
	--closes 2099-01-05 >/dev/null
"$EARSHOT" publish "$D" >/dev/null
check "one word changed, and words above it" 0 import mail "$T/near"
is "both repeat it" 2 "SELECT count(*) FROM message r JOIN message f ON f.id = r.same
	WHERE r.state = 'repeat' AND f.mail_id = '31@example.org'"
is "the same of another sender does not" confirm "SELECT state FROM message WHERE mail_id = '34@example.org'"
is "other words of the same one do not" 1 "SELECT count(*) FROM message WHERE state = 'confirm' AND reading LIKE '%night bus%'"
done_testing
