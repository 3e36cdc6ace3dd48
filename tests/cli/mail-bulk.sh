#!/bin/sh
# mail-bulk.sh -- many messages from one file, killed (kill -9) while they are written:
# what was there before can be read at once, and each message is stored once in the end.
. "$(dirname "$0")/lib.sh"
: "${MAILDIE:=$ROOT/build/debug/mail/die.so}"
command -v sqlite3 >/dev/null ||
	{ echo "SKIPPED: no sqlite3 (make setup-test)"; exit 0; }
D=$T/eol
check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024" \
	--opens "$(date -d yesterday +%F)" --closes "$(date -d '9 days' +%F)"
check "is published" 0 "$EARSHOT" publish "$D"
N=1700 # more than three groups
awk -v n=$N 'BEGIN {
	for (i = 1; i <= n; i++) {
		printf "From x@x Mon Jun  3 10:00:00 2024\nFrom: A %d <a%d@example.org>\n", i, i
		printf "Message-ID: <%d@example.org>\nDate: Mon, 3 Jun 2024 10:00:00 +0000\n", i
		printf "Subject: Care at home\n\nI am number %d.\n", i
		for (k = 0; k < 40 + i % 90; k++)
			printf "%d more nurses at night, please, for word %d.\n", k, i * k
		printf "\n"
	}
}' >"$T/mbox"
take() { # [NAME=VALUE...]
	env "$@" "$EARSHOT" import "$D" mail "$T/mbox" --later
}
ask_db() { sqlite3 "$D/cases.db" "$1"; }
fresh() {
	rm -f "$D/cases.db" "$D/cases.db-wal" "$D/cases.db-shm" "$D/cases.db-journal" \
		"$D/cases.db.lock"
}
# A journal that begins with a zero is not used (SQLite's file format, section 3).
to_undo() {
	[ -s "$D/cases.db" ] && [ -s "$D/cases.db-journal" ] && [ "$(head -c 1 "$D/cases.db-journal" | od -An -tx1)" != " 00" ]
}
# $1: at which point.  What is read at once is whole groups, and is checked.
killed() {
	fresh
	( take LD_PRELOAD="$MAILDIE" DIE=$1 ) >/dev/null 2>&1
	[ $? -eq 137 ] && kills=$((kills + 1)) || echo "    $1 did not kill it"
	half=no
	! to_undo || { half=yes; halves=$((halves + 1)); }
	whole=yes
	# of one that was just made, and is empty again, it says that nothing is in it
	[ ! -s "$D/cases.db" ] || "$EARSHOT" verify "$D" >"$T/out" 2>&1 ||
		grep -q "nothing was ever stored in it" "$T/out" || whole=no
	! to_undo || whole="no: what was begun is not undone"
	before=$(ask_db "SELECT count(*) FROM message" 2>/dev/null || echo 0)
	take >"$T/out" 2>"$T/err" || cat "$T/err"
	after=$(ask_db "SELECT count(*) FROM message")
	places=$(ask_db "SELECT count(DISTINCT place) FROM message_place")
	mode=$(ask_db "PRAGMA journal_mode")
	count=$((count + 1))
	if [ "$whole $after $places $mode" = "yes $N $N wal" ] &&
		grep -q "^$N messages: $((N - before)) new, $before already" "$T/out"; then
		echo "ok - killed at $1 (half written: $half): $before kept; then all $N, once"
	else
		bad=$((bad + 1))
		echo "not ok - killed at $1 (half written: $half): whole: $whole; $before kept; then $after of $N at $places places, $mode"
		cat "$T/out" "$T/err" | head -5
	fi
}
kills=0 halves=0
for stage in sync:3 sync:5 sync:7 sync:9 sync:11 sync:12 sync:13 sync:14 sync:15 sync:17 \
	sync:19 page:60 page:100 page:200 page:300 page:400 page:500 page:600 page:700 \
	page:800 page:900 page:1000 page:1100; do
	killed $stage
done
check "each of these did kill it" 0 test $kills -eq 23
check "some of them while pages were half written" 0 test $halves -ge 5

# Somebody has it open to read: it goes on beside them, by the log.
fresh
check "some are there" 0 take
ask_db "DELETE FROM message_place WHERE message > 300; DELETE FROM message_sender
	WHERE message > 300; DELETE FROM message WHERE id > 300" 2>/dev/null
{
	echo "BEGIN; SELECT count(*) FROM message;"
	while [ ! -e "$T/over" ]; do sleep 0.1; done
	echo "SELECT count(*) FROM message; COMMIT;"
} | sqlite3 "$D/cases.db" >"$T/read" &
reader=$!
while [ ! -s "$T/read" ]; do sleep 0.1; done
check "while somebody reads for long" 0 take
says "the others come" "$T/out" "$N messages: $((N - 300)) new, 300 already"
: >"$T/over"
wait $reader
check "who reads sees one moment" 0 test "$(tr '\n' ' ' <"$T/read")" = "300 300 "
check "and then all" 0 test "$(ask_db "SELECT count(*) FROM message")" = $N
done_testing
