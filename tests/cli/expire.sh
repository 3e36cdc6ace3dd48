#!/bin/sh
# expire.sh -- the day of erase-senders: who wrote is erased, by a command and by the
# desk itself; what is still to be read is kept and said; a backup does not bring
# names back.
. "$(dirname "$0")/lib.sh"
D=$T/eol
"$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024" --opens "$(date -d '60 days ago' +%F)" \
	--closes "$(date -d '30 days ago' +%F)" >/dev/null
"$EARSHOT" publish "$D" >/dev/null
cp "$D/site.settings" "$T/settings"
# day WHEN: the line, and no other
day() {
	{ cat "$T/settings"; echo "erase-senders $(date -d "$1" +%F)"; } >"$D/site.settings"
}
expire() { "$EARSHOT" expire "$D" "$@"; }
ask() { sqlite3 "$D/cases.db" "$1"; }
is() { # NAME WANT SQL
	check "$1" 0 test "$(ask "$3")" = "$2" || ask "$3"
}
message() { # NUMBER HEADERS WORDS
	printf 'From: Person <person%s@example.org>\nMessage-ID: <%s@zugzwang>\n%b' "$1" "$1" "$2"
	printf 'Date: %s\n\n%s\n' "$(date -R -d '20 days ago')" "$3"
}
somebody='SELECT count(*) FROM message_sender'

check "used wrongly" 2 "$EARSHOT" expire
check "no day" 2 expire --before soon
check "a day that is still to come" 2 expire --before "$(date -d '2 days' +%F)"
check "nothing says when" 1 expire
says "and it is told what to write" "$T/err" 'no line `erase-senders DATE`'
day yesterday
check "the settings are right" 0 "$EARSHOT" check "$D"
check "before anything came" 0 expire
says "is said" "$T/out" "No message came in yet."
check "and nothing is made" 1 test -e "$D/cases.db"
day "40 days ago"
check "a day before the close: no" 1 expire
says "and why" "$T/err" "[E615]"

day "1 day"
message 1 "" "More nurses at night." >"$T/1.eml"
message 2 'Auto-Submitted: auto-replied\n' "I am away." >"$T/2.eml"
message 3 'MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n' \
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" >"$T/3.eml"
for n in 1 2 3; do
	check "message $n" 0 "$EARSHOT" import "$D" mail "$T/$n.eml"
done
is "one of each" "aside confirm hand" "SELECT group_concat(state, ' ') FROM (SELECT state FROM message ORDER BY state)"
check "a backup with names in it" 0 "$EARSHOT" backup "$D" "$T/before.tar"
check "a day before" 0 expire
says "nothing is erased" "$T/out" "Nothing is erased before $(date -d '1 day' +%F)."
says "and it says what will be" "$T/out" "3 names and addresses, and 1 message as it came."
is "all are there" 3 "$somebody"
day today
check "on the day, to try it" 0 expire --dry-run
says "it would erase" "$T/out" "This would erase 3 names and addresses, and 1 message as it came."
is "and erases nothing" 3 "$somebody"
check "which is in the file" 0 grep -aq person2@ "$D/cases.db"
check "and so is what its own was called" 0 grep -aq 2.eml "$D/cases.db"
check "on the day" 0 expire --by Ann
says "it erases" "$T/out" "Erased 3 names and addresses, and 1 message as it came."
says "and says what is still to be read" "$T/out" "2 messages are still to be read"
says "and to be confirmed" "$T/out" "1 message is still to be confirmed"
says "and what to do with backups" "$T/out" "Backups made before"
is "nobody is there" 0 "$somebody"
check "nor in the file" 1 grep -aq -e person1@ -e person2@ -e person3@ -e zugzwang -e 2.eml "$D/cases.db"
is "what was read can be confirmed" 1 "SELECT count(*) FROM message WHERE state = 'confirm' AND reading LIKE '%nurses%'"
is "what a program set aside is sealed" 1 "SELECT count(*) FROM message WHERE state = 'aside' AND sealed IS NOT NULL"
is "what is to be read is sealed" 1 "SELECT count(*) FROM message WHERE state = 'hand' AND sealed IS NOT NULL"
check "the log says who" 0 sh -c "'$EARSHOT' tasks '$D' --audit | grep -q 'Ann: erased who sent messages'"
check "all is as the log says" 0 "$EARSHOT" verify "$D"
check "again" 0 expire
says "there is nothing" "$T/out" "There is nothing to erase."
check "all is as the log says still" 0 "$EARSHOT" verify "$D"

check "the same file once more" 0 "$EARSHOT" import "$D" mail "$T/2.eml"
says "is known" "$T/out" "0 new, 1 already here"
check "and its name is not kept again" 1 grep -aq 2.eml "$D/cases.db"

# ---- decided about today ---------------------------------------------------------------
cp "$D/cases.db" "$T/decided.db"
cp "$D/cases.db" "$T/as-it-was.db"
sqlite3 "$T/decided.db" "UPDATE message SET state = 'not', by = 'kim', at = unixepoch() WHERE state = 'aside'"
cp "$T/decided.db" "$D/cases.db"
check "at noon" 0 expire
says "what was decided in the morning can be undone" "$T/out" "There is nothing to erase."
is "and is sealed" 1 "SELECT count(*) FROM message WHERE state = 'not' AND sealed IS NOT NULL"
check "but whoever gives a day means it" 0 expire --before "$(date +%F)"
is "it is erased" 0 "SELECT count(*) FROM message WHERE state = 'not' AND sealed IS NOT NULL"
cp "$T/as-it-was.db" "$D/cases.db"

# ---- whatever the settings say -------------------------------------------------------
cp "$T/settings" "$D/site.settings"
message 4 "" "More beds at home." >"$T/4.eml"
check "another message" 0 "$EARSHOT" import "$D" mail "$T/4.eml"
check "from before a day that is given" 0 expire --before "$(date -d '25 days ago' +%F)"
says "there was none" "$T/out" "There is nothing to erase."
is "so it is there" 1 "$somebody"
check "from before another" 0 expire --before "$(date -d '10 days ago' +%F)"
is "it goes" 0 "$somebody"

# ---- the desk by itself ----------------------------------------------------------------
message 5 "" "More chairs in the hall." >"$T/5.eml"
check "one more" 0 "$EARSHOT" import "$D" mail "$T/5.eml"
desk() { # [WORDS]: runs it until it has counted, and they are not in the file
	: >"$T/said"
	"$EARSHOT" desk "$D" --port 0 >"$T/said" 2>&1 &
	pid=$!
	i=0
	while ! grep -q 127.0.0.1 "$T/said" && [ $i -lt 50 ]; do
		sleep 0.2
		i=$((i + 1))
	done
	i=0
	while { [ "$(ask "$somebody")" != 0 ] ||
		{ [ $# -gt 0 ] && grep -aq "$1" "$D/cases.db"; }; } && [ $i -lt 25 ]; do
		sleep 0.2
		i=$((i + 1))
	done
	kill "$pid"
	wait "$pid"
}
day "1 day"
desk
is "the day before, the desk erases nothing" 1 "$somebody"
day today
desk
is "on the day it does" 0 "$somebody"
check "and says so" 0 sh -c "'$EARSHOT' tasks '$D' --audit | grep -q 'earshot: erased who sent messages'"
check "all is as the log says" 0 "$EARSHOT" verify "$D"

# ---- while somebody reads ----------------------------------------------------------------
# Old pages stay in the file till the reader has ended; then the desk writes over them.
cp "$T/settings" "$D/site.settings"
message 6 "" "More benches outside." >"$T/6.eml"
check "one more" 0 "$EARSHOT" import "$D" mail "$T/6.eml"
mkfifo "$T/pipe"
sqlite3 "$D/cases.db" <"$T/pipe" >"$T/read" &
reader=$!
exec 3>"$T/pipe"
echo "BEGIN; SELECT count(*) FROM message;" >&3
i=0
while [ ! -s "$T/read" ] && [ $i -lt 50 ]; do
	sleep 0.1
	i=$((i + 1))
done
day today
check "erased beside a reader" 0 expire
is "it is" 0 "$somebody"
check "the file has it still: the control" 0 grep -aq person6@ "$D/cases.db"
echo "COMMIT; SELECT 'done';" >&3
desk person6@
check "the desk sees to that" 1 grep -aq person6@ "$D/cases.db"
exec 3>&-
wait "$reader"

# ---- a backup ---------------------------------------------------------------------------
check "one from before, restored today" 0 "$EARSHOT" restore "$T/before.tar" "$T/back"
is "has names: its settings say another day" 3 "ATTACH '$T/back/cases.db' AS b;
	SELECT count(*) FROM b.message_sender"
cp "$D/site.settings" "$T/back/site.settings"
check "with the day in it" 0 "$EARSHOT" backup "$T/back" "$T/due.tar"
check "it is erased again" 0 "$EARSHOT" restore "$T/due.tar" "$T/again"
says "which is said" "$T/out" "3 names and addresses, and 1 messages"
is "nobody is there" 0 "ATTACH '$T/again/cases.db' AS b; SELECT count(*) FROM b.message_sender"
check "all is as the log says" 0 "$EARSHOT" verify "$T/again"

# ---- a slip in the settings keeps nobody from what they need back ------------------------
cp "$D/site.settings" "$T/back/site.settings"
echo 'colour mauve' >>"$T/back/site.settings"
check "a backup with a slip in it" 0 "$EARSHOT" backup "$T/back" "$T/slip.tar"
check "it is restored" 0 "$EARSHOT" restore "$T/slip.tar" "$T/slip"
says "it warns" "$T/err" "WARNING: it is restored, but who sent messages was not erased"
says "it says where the slip is" "$T/err" "$T/slip/site.settings:"
says "and what to do" "$T/err" "earshot expire $T/slip"
is "with all that is in it" 3 "ATTACH '$T/slip/cases.db' AS b; SELECT count(*) FROM b.message_sender"

# ---- a consultation that is extended ------------------------------------------------------
W=$T/wait
"$EARSHOT" new "$W" --from "$ROOT/examples/eol-2024" --opens "$(date -d yesterday +%F)" \
	--closes "$(date -d '10 days' +%F)" >/dev/null
echo "erase-senders $(date -d '20 days' +%F)" >>"$W/site.settings"
"$EARSHOT" publish "$W" >/dev/null
check "beyond the day: no" 1 "$EARSHOT" amend "$W" --closes "$(date -d '30 days' +%F)" \
	--by Ann --why "A postal strike"
says "and why" "$T/err" "[E615]"
check "up to it: yes" 0 "$EARSHOT" amend "$W" --closes "$(date -d '15 days' +%F)" \
	--by Ann --why "A postal strike"
done_testing
