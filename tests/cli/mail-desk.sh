#!/bin/sh
# mail-desk.sh -- the desk reads the mailbox of the settings from a real mail server:
# each message once, marked only when it is kept; a server that is away, or silent,
# holds nobody up.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/dovecot.sh"
: "${MAILDIE:=$ROOT/build/debug/mail/die.so}"
have_dovecot && command -v sqlite3 node >/dev/null ||
	{ echo "SKIPPED: no dovecot, openssl, sqlite3, node or python3 (make setup-test)"; exit 0; }
start_dovecot || { echo "not ok - Dovecot does not start"; exit 1; }
set -- $(free_ports)
desk_port=$1 # always the same: a cookie is for one
D=$T/eol
check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024" \
	--opens 2026-01-05 --closes 2099-01-05
check "is published" 0 "$EARSHOT" publish "$D"
mailbox() { # ADDRESS: in the settings, in the place of another
	sed -i '/^mailbox /d' "$D/site.settings"
	printf '\nmailbox %s\n' "$1" >>"$D/site.settings"
}
mailbox "imaps://dot@x@127.0.0.1:$tls_port/INBOX"
check "the settings are right" 0 "$EARSHOT" check "$D"
printf 'Secret-4711\n' >"$D.keys/mailbox.secret"
chmod 600 "$D.keys/mailbox.secret"

ask_db() { sqlite3 "$D/cases.db" "$1" 2>/dev/null || echo 0; }
is() { # NAME WANT SQL
	check "$1" 0 test "$(ask_db "$3")" = "$2" || ask_db "$3"
}
unseen() { # N NAME
	check "$2" 0 imap dot@x "n = unseen(); print(n); sys.exit(n != $1)"
}
start_desk() { # [NAME=VALUE...]: at $url; it is $desk
	: >"$T/said"
	env "$@" "$EARSHOT" desk "$D" --port "$desk_port" >"$T/said" 2>"$T/complained" &
	desk=$!
	trap 'kill "$desk" "$dovecot" ${fake:-} 2>/dev/null; rm -rf "$T"' EXIT
	soon grep -q 127.0.0.1 "$T/said"
	url=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/said")
}
soon() { # COMMAND...: until it succeeds, for a minute at most
	tries=0
	until "$@" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 300 ] || return 1
		sleep 0.2
	done
}
ends() { # NAME STATUS: the desk ends by itself
	wait "$desk" 2>/dev/null
	check "$1" 0 test $? -eq "$2"
}
stored() { [ "$(ask_db 'SELECT count(*) FROM message')" = "$1" ]; }
see() { # PATH: the page, in $T/page
	curl -sf -b "$cookie" -o "$T/page" "$url$1"
}
read_now() {
	see /desk/messages
	token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page" | head -1)
	curl -sfL -b "$cookie" -H "Origin: $url" -d "token=$token" -o "$T/page" \
		"$url/desk/messages/mailbox"
}
shows() { # WORDS: the page does, after the mailbox was read
	read_now && grep -qF -- "$1" "$T/page"
}

# ---- each once, marked when it is kept -----------------------------------------------
imap dot@x 'put(3)'
start_desk
check "a certificate that nobody vouches for" 0 soon grep -q "handshaking.*unknown ca" "$M/log"
kill "$desk"
ends "(the desk is stopped)" 0
is "gives no password and no message" 0 "SELECT count(*) FROM message"
cp "$M/server.pem" "$D.keys/mailbox.pem"
start_desk LD_PRELOAD="$MAILDIE" DIE=PEEK:1:after
ends "killed when messages were fetched, and not kept" 137
is "none is here" 0 "SELECT count(*) FROM message"
unseen 3 "and none is marked"
start_desk LD_PRELOAD="$MAILDIE" DIE=STORE:1
ends "killed when they are to be marked" 137
is "all are here" 3 "SELECT count(*) FROM message"
unseen 3 "and none is marked before that"
start_desk
check "the next time" 0 soon imap dot@x 'sys.exit(unseen() != 0)'
is "they are marked, and each is here once" 3 "SELECT count(*) FROM message"
is "to be confirmed" 3 "SELECT count(*) FROM message WHERE state = 'confirm'"
check "somebody signs in" 0 sh -c 'EARSHOT=$1 node "$2/tests/cli/sign-in.mjs" \
	"$3" "$4" kim.lee >"$5/cookie"' sh "$EARSHOT" "$ROOT" "$url" "$D" "$T"
cookie=$(cat "$T/cookie")
check "the page of messages" 0 see /desk/messages
says "says when it was read" "$T/page" "Last read: "
check "the first message" 0 see /desk/messages/confirm
says "is there" "$T/page" "Hello 0"

# ---- the server goes away, and comes back ------------------------------------------------
kill "$dovecot"; wait "$dovecot" 2>/dev/null
was=$tls_port
check "the server is away: that is said" 0 soon shows \
	"The mailbox could not be read: the mail server 127.0.0.1 cannot be reached"
check "on the home as well" 0 see /
says "in a few words" "$T/page" "The mailbox could not be read."
check "messages that are here can be worked on" 0 see /desk/messages/confirm
says "as before" "$T/page" "Hello 0"
keep_ports=1
start_dovecot || { echo "not ok - Dovecot does not start again"; exit 1; }
trap 'kill "$desk" "$dovecot" ${fake:-} 2>/dev/null; rm -rf "$T"' EXIT
check "(at the same place)" 0 test "$tls_port" = "$was"
imap dot@x 'put(2, "later")'
# these say the same as the first two, from the same senders
check "it is there again: what came meanwhile is read" 0 soon shows \
	'<td class="desk-num">2</td>'
is "as what it is" 2 "SELECT count(*) FROM message WHERE state = 'repeat'"
is "each once" 5 "SELECT count(*) FROM message"
unseen 0 "and marked"
check "nothing is wrong any more" 1 grep -F "mailbox could not be read" "$T/page"
imap dot@x 'c.append("INBOX", "", None, letter(9, "large") + b"y" * (65 << 20))'
check "a message that is too large is named" 0 soon shows "has 65 MB"
kill "$desk"
ends "the desk ends" 0
check "all is as it came" 0 "$EARSHOT" verify "$D"
check "no password is in what was kept" 1 grep -rqF "Secret-4711" "$D"

# ---- a server that says nothing ------------------------------------------------------------
# silent N: greets and lets in for N commands, and then waits for ever.  It notes who
# comes and who goes.
silent() {
	: >"$T/fake"
	python3 - "$1" "$T/fake" <<'E' &
import socket, sys
n, log = int(sys.argv[1]), open(sys.argv[2], "w", buffering=1)
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
print("port", s.getsockname()[1], file=log)
while True:
    c, _ = s.accept()
    if n > 0:
        c.sendall(b"* OK [CAPABILITY IMAP4rev1] hello\r\n")
    done = 0
    while b := c.recv(4096):
        done += 1
        if done >= n:
            print("silent", file=log)
        elif b"CAPABILITY" in b:
            c.sendall(b"* CAPABILITY IMAP4rev1\r\n" + b.split()[0] + b" OK\r\n")
        else:
            c.sendall(b.split()[0] + b" OK\r\n")
    print("gone", file=log)
E
	fake=$!
	soon grep -q port "$T/fake"
	port=$(sed -n 's/^port //p' "$T/fake")
}
# It must not wait for the server: half a minute to connect, and then a minute.
stops() { # NAME
	kill "$desk"
	( sleep 20; kill -9 "$desk" ) 2>/dev/null &
	watch=$!
	ends "$1" 0
	kill "$watch" 2>/dev/null
}
silent 0
mailbox "imaps://dot@x@127.0.0.1:$port/INBOX"
start_desk
check "a server that does not even greet" 0 soon grep -q silent "$T/fake"
check "pages are there meanwhile" 0 see /desk/messages/confirm
says "all the same" "$T/page" "Hello 0"
check "(it is still waited for)" 1 grep -q gone "$T/fake"
stops "the desk ends when it is told to"
kill "$fake"; wait "$fake" 2>/dev/null
silent 3
mailbox "imap://dot@x@127.0.0.1:$port/INBOX"
start_desk
check "one that lets us in and is silent then" 0 soon grep -q silent "$T/fake"
check "(that is waited for, too)" 1 grep -q gone "$T/fake"
stops "does not hinder the desk from ending"
kill "$fake"; wait "$fake" 2>/dev/null
fake=
done_testing
