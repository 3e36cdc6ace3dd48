# dovecot.sh -- for tests: a mail server of our own on 127.0.0.1, with TLS and a
# certificate made on the spot.  Sourced after lib.sh; needs python3.
#
# Users take the password "Secret-4711"; those that sign in with a token (XOAUTH2) one
# that token() made, of which Dovecot checks signature, user and time.
PATH=$PATH:/usr/sbin
have_dovecot() {
	command -v dovecot openssl python3 >/dev/null && [ -e /usr/lib/dovecot/imap ]
}
free_ports() {
	python3 -c 'import socket
s = [socket.socket() for _ in range(2)]
for x in s: x.bind(("127.0.0.1", 0))
print(*[x.getsockname()[1] for x in s])'
}
# certificate NAME HOST: $M/NAME.pem and $M/NAME.key.
certificate() {
	openssl req -x509 -newkey rsa:2048 -nodes -keyout "$M/$1.key" -out "$M/$1.pem" \
		-days 2 -subj "/CN=$2" -addext "subjectAltName=$3" 2>/dev/null
}
# token USER SECONDS: one that is good so long.
token() {
	python3 - "$1" "$2" <<'E'
import base64, hashlib, hmac, json, sys, time
b = lambda x: base64.urlsafe_b64encode(x).rstrip(b"=").decode()
t = int(time.time())
s = b(b'{"alg":"HS256","typ":"JWT"}') + "." + b(json.dumps({"sub": sys.argv[1],
    "email": sys.argv[1], "iat": t - 3600, "nbf": t - 3600,
    "exp": t + int(sys.argv[2])}).encode())
print(s + "." + b(hmac.new(b"a key of the test", s.encode(), hashlib.sha256).digest()))
E
}
# As root Dovecot runs under its own users, otherwise all of it is ours.
configure() {
	if [ "$(id -u)" = 0 ]; then
		who='' uid=65534 gid=65534
		chmod 711 "$T" "$M"
	else
		uid=$(id -u) gid=$(id -g)
		who="default_login_user = $(id -un)
default_internal_user = $(id -un)
default_internal_group = $(id -gn)"
	fi
	mkdir -p "$M/run" "$M/mail" "$M/keys/default/HS256"
	printf 'a key of the test' | base64 >"$M/keys/default/HS256/default"
	chmod -R a+rX "$M/keys"
	chown "$uid:$gid" "$M/mail"
	cat >"$M/oauth2.conf" <<E
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$M/keys/
username_attribute = email
E
	cat >"$M/dovecot.conf" <<E
base_dir = $M/run
state_dir = $M/run
log_path = $M/log
auth_verbose = yes
$who
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <$M/server.pem
ssl_key = <$M/server.key
auth_failure_delay = 0
auth_mechanisms = plain login xoauth2
mail_location = maildir:$M/mail/%u
first_valid_uid = 0
first_valid_gid = 0
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $plain_port
  }
  inet_listener imaps {
    port = $tls_port
  }
}
passdb {
  driver = oauth2
  mechanisms = xoauth2
  args = $M/oauth2.conf
}
passdb {
  driver = static
  mechanisms = plain login
  args = password=Secret-4711
}
userdb {
  driver = static
  args = uid=$uid gid=$gid home=$M/mail/%u
}
E
}
# start_dovecot: at imaps://127.0.0.1:$tls_port and imap://127.0.0.1:$plain_port,
# which are those from before if $keep_ports is set.
start_dovecot() {
	M=$T/dovecot
	mkdir -p "$M"
	[ -e "$M/server.pem" ] || certificate server localhost DNS:localhost,IP:127.0.0.1
	if [ -z "${keep_ports:-}" ]; then
		set -- $(free_ports)
		plain_port=$1 tls_port=$2
	fi
	configure
	dovecot -F -c "$M/dovecot.conf" >"$M/out" 2>&1 &
	dovecot=$!
	trap 'kill "$dovecot" 2>/dev/null; rm -rf "$T"' EXIT
	i=0
	until python3 -c "import socket; socket.create_connection(('127.0.0.1', $tls_port))" 2>/dev/null; do
		sleep 0.1
		i=$((i + 1))
		[ $i -lt 100 ] || { cat "$M/out" "$M/log"; return 1; }
	done
}
# imap USER PYTHON: runs it with c signed in as the user, INBOX selected.
imap() {
	python3 - "$M/server.pem" "$tls_port" "$1" "$2" <<'E'
import imaplib, ssl, sys
def letter(i, words="", pad=0):
    return (f"From: r{i}@example.org\r\nSubject: {i} {words}\r\n"
        f"Message-ID: <{i}.{words}@example.org>\r\n\r\nHello {i}\r\n"
        "E5 OK done\r\n* SEARCH 1\r\n" + ("x" * 70 + "\r\n") * pad).encode()
def put(n, words="", box="INBOX", pad=0):
    for i in range(n):
        c.append(box, "", None, letter(i, words, pad))
def unseen():
    return len(c.search(None, "UNSEEN")[1][0].split())
c = imaplib.IMAP4_SSL("127.0.0.1", int(sys.argv[2]),
    ssl_context=ssl.create_default_context(cafile=sys.argv[1]))
c.login(sys.argv[3], "Secret-4711")
c.select("INBOX")
exec(sys.argv[4])
c.logout()
E
}
