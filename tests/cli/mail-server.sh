#!/bin/sh
# mail-server.sh -- a real mail server (Dovecot): every message once, marked as read
# only when it was kept, whatever happens in between; and each thing that may be wrong
# has words of its own.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/dovecot.sh"
: "${MAILSOURCE:=$ROOT/build/debug/mailsource}"
have_dovecot || { echo "SKIPPED: no dovecot, openssl or python3 (make setup-test)"; exit 0; }
start_dovecot || { echo "not ok - Dovecot does not start"; exit 1; }
printf 'Secret-4711\n' >"$T/password"
chmod 600 "$T/password"
# read_it USER [OPTIONS]: what is in the user's INBOX; the store is $T/USER.kept.
read_it() {
	user=$1
	shift
	"$MAILSOURCE" --ca "$M/server.pem" --secret "$T/password" \
		--kept "$T/$user.kept" "$@" "imaps://$user@127.0.0.1:$tls_port/INBOX"
}
# unseen USER N
unseen() {
	check "$3" 0 imap "$1" "n = unseen(); print(n); sys.exit(n != $2)"
}
lines() { # FILE N WORDS
	count=$((count + 1))
	n=$(wc -l <"$1")
	if [ "$n" -eq "$2" ]; then
		echo "ok - $3"
	else
		bad=$((bad + 1))
		echo "not ok - $3: $n, not $2"
	fi
}
# died NAME COMMAND...: it killed itself.
died() {
	name=$1
	shift
	( "$@" ) >"$T/out" 2>"$T/err"
	got=$?
	count=$((count + 1))
	if [ $got -eq 137 ]; then
		echo "ok - $name"
	else
		bad=$((bad + 1))
		echo "not ok - $name: status $got, not 137"
		sed 's/^/    /' "$T/err" | head
	fi
}

# ---- all of it, once ------------------------------------------------------------
imap anne@x 'put(40)'
check "a mailbox is read" 0 read_it anne@x --batch 7
lines "$T/out" 40 "each message is given"
lines "$T/anne@x.kept" 40 "and kept"
cp "$T/out" "$T/given"
check "its bytes are those that were sent" 0 imap anne@x '
import hashlib
got = set(l.split("\t")[1] for l in open("'"$T"'/given"))
want = set(hashlib.sha256(letter(i)).hexdigest() for i in range(40))
sys.exit(got != want)'
unseen anne@x 0 "all are marked as read"
check "again" 0 read_it anne@x
lines "$T/out" 0 "nothing is fetched twice"
imap anne@x 'put(3, "later")'
check "three more" 0 read_it anne@x
lines "$T/out" 3 "are the only ones that are fetched"
check "a name of two words, with umlauts" 0 imap anne@x 'c.create("\"M&APw-ll & mehr\"".replace("& ", "&- ")); put(2, "x", "\"M&APw-ll &- mehr\"")'
check "is found" 0 "$MAILSOURCE" --ca "$M/server.pem" --secret "$T/password" \
	"imaps://anne%40x@localhost:$tls_port/M%C3%BCll%20&%20mehr"
lines "$T/out" 2 "and read"

# ---- when marks are made -----------------------------------------------------------
imap ben@x 'put(12)'
died "killed before anything is committed" read_it ben@x --die commit:1
unseen ben@x 12 "nothing is marked"
died "killed after the first five were committed" read_it ben@x --die commit:1:after
lines "$T/ben@x.kept" 5 "five are kept"
unseen ben@x 12 "and none is marked"
check "the next run" 0 read_it ben@x
lines "$T/out" 7 "fetches only the others"
unseen ben@x 0 "and marks those five, too"
check "a message that was there, and that somebody marked as unread" 0 imap ben@x \
	'c.store("2", "-FLAGS", "\\Seen")'
check "is left alone" 0 read_it ben@x
lines "$T/out" 0 "is not fetched"
unseen ben@x 0 "and is marked again, as it is kept"

# ---- killed at each command, and in the middle of each answer ------------------------
imap kim@x 'put(25, "", "INBOX", 40)
for i in range(2, 25, 2): c.store(str(i), "+FLAGS", "\\Deleted")
c.expunge(); put(12, "more", "INBOX", 40)'
kills=0
for stage in SELECT:1 SELECT:1:after SEARCH:1:after SEARCH:2 SEARCH:2:after \
	RFC822:1 RFC822:1:after PEEK:1 PEEK:1:after read:4000 read:20000 read:40000 \
	PEEK:2:after commit:1 commit:1:after STORE:1 STORE:1:after STORE:2 STORE:2:after \
	commit:2 commit:3:after STORE:3; do
	rm -f "$T/kim@x.kept"
	imap kim@x 'c.store("1:*", "-FLAGS", "\\Seen")' >/dev/null
	( read_it kim@x --batch 4 --die $stage ) >/dev/null 2>&1
	[ $? -eq 137 ] && kills=$((kills + 1)) || echo "    $stage did not kill it"
	before=$(wc -l <"$T/kim@x.kept")
	marked=$((25 - $(imap kim@x 'print(unseen())')))
	read_it kim@x >/dev/null 2>"$T/err" || cat "$T/err"
	after=$(cut -f 1 "$T/kim@x.kept" | sort -u | wc -l)
	all=$(wc -l <"$T/kim@x.kept")
	left=$(imap kim@x 'print(unseen())')
	count=$((count + 1))
	if [ "$marked" -le "$before" ] && [ "$after" = 25 ] && [ "$all" = 25 ] && [ "$left" = 0 ]; then
		echo "ok - killed at $stage: $before kept, $marked marked; then all 25, once"
	else
		bad=$((bad + 1))
		echo "not ok - killed at $stage: $before kept, $marked marked; then $after of $all, $left unread"
	fi
done
check "each of these did kill it" 0 test $kills -eq 22
# The control: a source that marks before it is kept would be found.
imap kim@x 'c.store("1:*", "+FLAGS", "\\Seen")'
check "(a mark too early would be seen)" 0 imap kim@x 'sys.exit(unseen() != 0)'

# ---- what changes meanwhile ------------------------------------------------------------
imap lee@x 'put(20)'
: >"$T/slow"
"$MAILSOURCE" --ca "$M/server.pem" --secret "$T/password" --kept "$T/lee@x.kept" \
	"imaps://lee@x@127.0.0.1:$tls_port" >"$T/slow" 2>"$T/slow.err" --batch 1 --pause "$T/go" &
reader=$!
while [ ! -s "$T/slow" ]; do sleep 0.1; done
imap lee@x 'put(2, "while it reads"); c.store("19", "+FLAGS", "\\Deleted"); c.expunge()'
touch "$T/go"
wait $reader
check "it came to its end" 0 test $? -eq 0
lines "$T/slow" 21 "what arrives while it reads is read; what is deleted is not"
says "and that is said" "$T/slow.err" "was not given by the server"
before=$(cut -f 1 "$T/lee@x.kept" | head -1)
kill "$dovecot"; wait "$dovecot" 2>/dev/null
sed -i '1s/V[0-9]*/V77/' "$M/mail/lee@x/dovecot-uidlist"
rm -f "$M/mail/lee@x"/dovecot.index*
start_dovecot
check "UIDVALIDITY is another now" 0 read_it lee@x
lines "$T/out" 21 "all are fetched again, as their places mean nothing now"
says "under new places" "$T/out" "77."
lines "$T/lee@x.kept" 21 "and by their bytes none is kept twice"

# ---- large ones -----------------------------------------------------------------------
imap max@x 'put(1)
c.append("INBOX", "", None, letter(1, "large") + b"y" * (65 << 20))
put(1, "last", "INBOX", 60000)'
check "a message above 64 MB" 0 read_it max@x
lines "$T/out" 2 "does not hinder the others"
says "is named" "$T/err" ".2 has 65 MB"
unseen max@x 1 "and stays unread"

# ---- what may be wrong --------------------------------------------------------------------
no() { # NAME STATUS WORDS COMMAND...
	name=$1 status=$2 words=$3
	shift 3
	check "$name" "$status" "$@"
	says "says so" "$T/err" "$words"
	cat "$T/out" "$T/err" >"$T/both"
	check "and not the password" 1 grep -e cret-4711 -e wr0ng "$T/both"
}
at() { # SECRET URL [OPTIONS]
	secret=$1 where=$2
	shift 2
	"$MAILSOURCE" --secret "$secret" "$@" "$where"
}
ours="--ca $M/server.pem" # a path of mktemp's: no blanks
printf 'wr0ng\n' >"$T/wrong"
chmod 600 "$T/wrong"
no "a wrong password" 1 "does not let anne@x in" \
	at "$T/wrong" "imaps://anne@x@127.0.0.1:$tls_port/" $ours
failed=$(grep -c "auth failed" "$M/log")
no "a certificate that nobody vouches for" 1 "cannot prove who it is" \
	at "$T/password" "imaps://anne@x@127.0.0.1:$tls_port/"
check "the server saw no password then" 0 test "$failed" -eq 1 -a \
	"$(grep -c -e "auth failed" -e "user=<anne@x>.*no auth" "$M/log")" -eq 1
no "a mailbox that is not there" 1 "does not open this mailbox" \
	at "$T/password" "imaps://anne@x@127.0.0.1:$tls_port/Nowhere" $ours
no "a server that is not there" 3 "cannot be reached" \
	at "$T/password" "imaps://anne@x@127.0.0.1:1/" $ours
no "a name that is not known" 3 "is not known by that name" \
	at "$T/password" "imaps://anne@x@mail.invalid/" $ours
no "no password file" 1 "needs a password" \
	"$MAILSOURCE" "imaps://anne@x@127.0.0.1:$tls_port/"
chmod 640 "$T/wrong"
no "a password that others may read" 1 "others may read this password" \
	at "$T/wrong" "imaps://anne@x@127.0.0.1:$tls_port/" $ours
no "a password in the address" 1 "must not have a password" \
	at "$T/password" "imaps://anne:cret-4711@127.0.0.1:$tls_port/" $ours
check "on this machine alone it may be without encryption" 0 \
	at "$T/password" "imap://anne@x@127.0.0.1:$plain_port/"
no "STARTTLS, and a certificate that is not for that name" 1 "cannot prove who it is" \
	at "$T/password" "imap://anne@x@0.0.0.0:$plain_port/" $ours
certificate other elsewhere.example DNS:elsewhere.example
cp "$M/server.pem" "$M/ours.pem"
kill "$dovecot"; wait "$dovecot" 2>/dev/null
cp "$M/other.pem" "$M/server.pem"; cp "$M/other.key" "$M/server.key"
start_dovecot
no "a known certificate for another name" 1 "cannot prove who it is" \
	at "$T/password" "imaps://anne@x@127.0.0.1:$tls_port/" --ca "$M/other.pem"

# ---- the server goes away -----------------------------------------------------------------
kill "$dovecot"; wait "$dovecot" 2>/dev/null
rm "$M/server.pem"
start_dovecot
imap zoe@x 'put(60, "", "INBOX", 20)'
rm -f "$T/go" "$T/never"
: >"$T/gone"
read_it zoe@x --batch 1 --pause "$T/never" >"$T/gone" 2>"$T/gone.err" &
reader=$!
while [ "$(wc -l <"$T/gone")" -lt 2 ]; do sleep 0.1; done
hers=$(sed -n 's/.*Login: user=<zoe@x>.*mpid=\([0-9]*\).*/\1/p' "$M/log" | tail -1)
kill -9 "$hers"
touch "$T/never"
wait $reader
check "a server that goes away in the middle" 0 test $? -eq 3
says "is an error" "$T/gone.err" "ended the connection"
kept=$(wc -l <"$T/zoe@x.kept")
check "what was kept by then stays ($kept)" 0 test "$kept" -gt 0 -a "$kept" -lt 60
check "it goes on from there" 0 read_it zoe@x
lines "$T/out" $((60 - kept)) "with the others alone"
lines "$T/zoe@x.kept" 60 "all are kept once"
unseen zoe@x 0 "and marked"

# ---- signing in with a token (XOAUTH2) -------------------------------------------------------
imap tom@x 'put(3)'
token tom@x 600 >"$T/token"
token tom@x -600 >"$T/stale"
token anne@x 600 >"$T/anothers"
chmod 600 "$T/token" "$T/stale" "$T/anothers"
for t in token stale anothers; do
	"$MAILSOURCE" --ca "$M/server.pem" --token --secret "$T/$t" \
		"imaps://tom@x@127.0.0.1:$tls_port/" >"$T/$t.out" 2>"$T/$t.err"
	echo $? >"$T/$t.rc"
done
lines "$T/token.out" 3 "a token lets in"
check "by XOAUTH2" 0 grep -q "user=<tom@x>, method=XOAUTH2" "$M/log"
check "one whose time is over does not" 0 grep -q 1 "$T/stale.rc"
says "and that is said" "$T/stale.err" "its time is over"
check "nor does somebody else's" 0 grep -q 1 "$T/anothers.rc"
check "no token is shown" 1 grep -qF "$(cut -c 40-70 "$T/stale")" "$T/stale.err" "$T/stale.out"
done_testing
