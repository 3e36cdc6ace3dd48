#!/bin/sh
# mail-imap.sh -- `earshot import DIR mail imaps://…` from a real mail server, killed
# (kill -9) at every stage: each message is stored once, and marked as read only then.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/dovecot.sh"
: "${MAILDIE:=$ROOT/build/debug/mail/die.so}"
have_dovecot && command -v sqlite3 >/dev/null ||
	{ echo "SKIPPED: no dovecot, openssl, sqlite3 or python3 (make setup-test)"; exit 0; }
start_dovecot || { echo "not ok - Dovecot does not start"; exit 1; }
printf 'Secret-4711\n' >"$T/password"
chmod 600 "$T/password"
D=$T/eol
check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024" \
	--opens "$(date -d yesterday +%F)" --closes "$(date -d '9 days' +%F)"
check "is published" 0 "$EARSHOT" publish "$D"
N=1050 # more than are committed at once
imap pat@x "put($N)"
take() { # [NAME=VALUE...]
	env "$@" "$EARSHOT" import "$D" mail "imaps://pat@x@127.0.0.1:$tls_port/INBOX" \
		--password "$T/password" --ca "$M/server.pem"
}
ask_db() { sqlite3 "$D/cases.db" "$1"; }
stored() {
	if [ -e "$D/cases.db" ]; then
		ask_db "SELECT count(*) FROM message" 2>/dev/null || echo 0
	else
		echo 0
	fi
}
kills=0
for stage in SELECT:1 SEARCH:1:after SEARCH:2:after RFC822:1:after PEEK:1 PEEK:1:after \
	read:60000 PEEK:20:after PEEK:40 sync:1 sync:2 sync:3 sync:4 STORE:1 STORE:1:after \
	STORE:4 STORE:8:after PEEK:60:after read:200000 STORE:14 sync:12 STORE:18:after; do
	rm -f "$D/cases.db" "$D/cases.db-wal" "$D/cases.db-shm" "$D/cases.db.lock"
	imap pat@x 'c.store("1:*", "-FLAGS.SILENT", "\\Seen")'
	( take LD_PRELOAD="$MAILDIE" DIE=$stage ) >/dev/null 2>&1
	[ $? -eq 137 ] && kills=$((kills + 1)) || echo "    $stage did not kill it"
	before=$(stored)
	marked=$(imap pat@x "print($N - unseen())")
	take >"$T/out" 2>"$T/err" || cat "$T/err"
	after=$(stored)
	places=$(ask_db "SELECT count(DISTINCT place) FROM message_place")
	left=$(imap pat@x 'print(unseen())')
	count=$((count + 1))
	if [ "$marked" -le "$before" ] && [ "$after $places $left" = "$N $N 0" ] &&
		grep -q "^$((N - before)) messages: $((N - before)) new, 0 already" "$T/out"; then
		echo "ok - killed at $stage: $before kept, $marked marked; then all $N, once"
	else
		bad=$((bad + 1))
		echo "not ok - killed at $stage: $before kept, $marked marked; then $after of $N at $places places, $left unread"
		head -1 "$T/out"
	fi
done
check "each of these did kill it" 0 test $kills -eq 22
check "again" 0 take
says "nothing is new" "$T/out" "0 messages: 0 new"
check "the log of all that is whole" 0 "$EARSHOT" verify "$D"

# What it passes over it says.
imap pat@x 'c.append("INBOX", "", None, letter(1, "large") + b"y" * (65 << 20)); put(1, "last")'
check "a message above 64 MB, which is left there" 3 take
says "is named" "$T/err" "has 65 MB"
says "and hinders no other" "$T/out" "1 message: 1 new"
printf 'From a@b Thu Mar  7 12:00:00 2024\nFrom: a@b\nSubject: x\n\n>From my window\n' >"$T/box"
check "what is only to be known about a message" 0 "$EARSHOT" import "$D" mail "$T/box"
says "is said as well, and is no failure" "$T/err" "lost the “>”"
check "a wrong certificate" 1 "$EARSHOT" import "$D" mail "imaps://pat@x@127.0.0.1:$tls_port/INBOX" \
	--password "$T/password"
says "is refused" "$T/err" "cannot prove who it is"
check "no password is in what was kept" 1 grep -rqF "Secret-4711" "$D"
done_testing
