#!/bin/sh
# desk.sh -- tests of `earshot desk`: what it needs, where it listens, that it
# wants an account, and that it ends cleanly.  The pages have tests in tests/browser.
. "$(dirname "$0")/lib.sh"

mkdir "$T/empty"
check "the desk needs a form" 2 "$EARSHOT" desk "$T/empty"
says "and says what makes one" "$T/err" "earshot new"
check "a folder must be there" 3 "$EARSHOT" desk "$T/nowhere"
check "a port must be a number" 2 "$EARSHOT" desk "$T/empty" --port x
check "there is no other address to listen on" 2 "$EARSHOT" desk "$T/empty" \
	--address 0.0.0.0
check "help says that it is for this machine" 0 "$EARSHOT" help desk
says "only" "$T/out" "this machine only"

check "a consultation" 0 "$EARSHOT" new "$T/old"
mkdir "$T/old/tryout" "$T/old/tryout.keys"
echo x >"$T/old/tryout/link"
check "a new one can start from it" 0 "$EARSHOT" new "$T/c" --from "$T/old"
check "and does not take over its try-outs" 1 test -e "$T/c/tryout"
check "nor their keys" 1 test -e "$T/c/tryout.keys"
"$EARSHOT" desk "$T/c" --port 0 >"$T/said" 2>"$T/complained" &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q 127.0.0.1 "$T/said" 2>/dev/null && break
	sleep 0.2
done
url=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/said")
check "it says where it is" 0 test -n "$url"
says "and how to make the first account" "$T/said" \
	"earshot staff $T/c add LOGIN --name NAME --preset manager"
check "--https takes a name alone" 2 "$EARSHOT" desk "$T/c" \
	--https https://desk.example.org/
says "and says so" "$T/err" "desk.example.org"
cookie=
ask() { # STATUS ADDRESS
	node -e 'fetch(process.argv[2], { redirect: "manual",
		headers: { cookie: process.argv[3] } }).then(r => process.exit(
		r.status == process.argv[1] ? 0 : 1), () => process.exit(2))' "$@" \
		"$cookie"
}
check "who has not signed in is sent there" 0 ask 303 "$url/"
check "from every page" 0 ask 303 "$url/desk/tasks"
check "the page says how to make an account" 0 curl -sf -o "$T/page" \
	"$url/desk/sign-in"
says "in this folder" "$T/page" "earshot staff $T/c add"
check "nothing was stored by asking" 1 test -e "$T/c/cases.db"
check "somebody signs in" 0 sh -c 'EARSHOT=$1 node "$2/tests/cli/sign-in.mjs" \
	"$3" "$4" kim.lee >"$5/cookie"' sh "$EARSHOT" "$ROOT" "$url" "$T/c" "$T"
cookie=$(cat "$T/cookie")
check "the home is there" 0 ask 200 "$url/"
check "the questionnaire is there" 0 ask 200 "$url/desk/questionnaire"
check "the tasks are there" 0 ask 200 "$url/desk/tasks"
check "the log says who" 0 "$EARSHOT" tasks "$T/c" --audit
says "signed in" "$T/out" "kim.lee: signed in"
check "one of its names is localhost" 0 curl -sf -b "$cookie" -o "$T/tryout" --resolve \
	"localhost:${url##*:}:127.0.0.1" "http://localhost:${url##*:}/desk/tryout"
# Every address of this machine but the loopback refuses.
check "other machines find nothing" 0 node -e '
	const net = require("net"), os = require("os")
	const others = Object.values(os.networkInterfaces()).flat()
		.filter(a => !a.internal && a.family === "IPv4")
	Promise.all(others.map(a => new Promise((yes, no) => net.connect(
		process.argv[1], a.address).on("connect", () => no(a.address))
		.on("error", yes)))).catch(a => { console.error(a); process.exit(1) })
	' "${url##*:}"
check "a second desk on the same port is told" 3 "$EARSHOT" desk "$T/c" \
	--port "${url##*:}"
kill -TERM $pid
wait $pid
check "it ends cleanly" 0 test $? -eq 0
check "without a complaint" 1 test -s "$T/complained"
check "and leaves no try-out where nobody made one" 1 test -e "$T/c/tryout"

# ---- behind a proxy with HTTPS
: >"$T/said" # or what the first desk said would be found in it
"$EARSHOT" desk "$T/c" --port 0 --https desk.example.org >"$T/said" 2>&1 &
pid=$!
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	grep -q 127.0.0.1 "$T/said" 2>/dev/null && break
	sleep 0.2
done
url=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/said")
says "it says for whom it listens" "$T/said" "https://desk.example.org/"
check "there is an account now, and no hint" 1 grep -q "add LOGIN" "$T/said"
check "by its name" 0 curl -s -D "$T/head" -o "$T/page" \
	-H "Host: desk.example.org" "$url/desk/sign-in"
says "it answers" "$T/page" "Login name"
says "the cookie is for HTTPS alone" "$T/head" "Set-Cookie: __Host-earshot-desk="
says "and for no script" "$T/head" "; Path=/; HttpOnly; SameSite=Lax; Secure"
says "and browsers stay with HTTPS" "$T/head" "Strict-Transport-Security"
check "by another name" 0 ask 403 "$url/desk/sign-in"
kill -TERM $pid
wait $pid
done_testing
