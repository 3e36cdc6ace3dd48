# lib.sh -- for the command-line tests: a scratch folder, three checks and a server.
# Sourced; needs EARSHOT.
set -u
EARSHOT=${EARSHOT:-build/debug/earshot}
case $EARSHOT in /*) ;; *) EARSHOT=$PWD/$EARSHOT ;; esac
[ -x "$EARSHOT" ] || { echo "$EARSHOT: build it first"; exit 1; }
ROOT=$(cd "$(dirname "$0")/../.." && pwd)
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-cli-XXXXXX")
trap 'rm -rf "$T"' EXIT
bad=0 count=0

# check NAME STATUS COMMAND...: runs it, output in $T/out and $T/err.
check() {
	name=$1 want=$2
	shift 2
	"$@" >"$T/out" 2>"$T/err" </dev/null
	got=$?
	count=$((count + 1))
	if [ $got -ne "$want" ]; then
		bad=$((bad + 1))
		echo "not ok - $name: status $got, not $want"
		sed 's/^/    /' "$T/out" "$T/err" | head -20
		return 1
	fi
	echo "ok - $name"
}
# says NAME FILE WORDS: the file has these words in it.
says() {
	count=$((count + 1))
	if grep -qF -- "$3" "$2"; then
		echo "ok - $1"
	else
		bad=$((bad + 1))
		echo "not ok - $1: \"$3\" is not in:"
		sed 's/^/    /' "$2" | head -20
	fi
}
# silent NAME: the last check printed nothing at all.
silent() {
	count=$((count + 1))
	if [ -s "$T/out" ] || [ -s "$T/err" ]; then
		bad=$((bad + 1))
		echo "not ok - $1: it printed:"
		sed 's/^/    /' "$T/out" "$T/err" | head -20
	else
		echo "ok - $1"
	fi
}
# open_eol: the example in $D, published, open and served at $url.
open_eol() {
	check "a consultation that is open" 0 "$EARSHOT" new "$D" \
		--from "$ROOT/examples/eol-2024" --opens "$(date -d yesterday +%F)" \
		--closes "$(date -d '9 days' +%F)"
	check "is published" 0 "$EARSHOT" publish "$D"
	serve_it
}
# serve_it: serves $D at $url; the server is $server, and ends with the script.
serve_it() {
	: >"$T/served"	# or what the one before said would be found in it
	"$EARSHOT" serve "$D" --port 0 >"$T/served" 2>&1 &
	server=$!
	trap 'kill "$server" 2>/dev/null; rm -rf "$T"' EXIT
	i=0
	while ! grep -q Listening "$T/served" && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	url=$(sed -n 's,.*\(http://[0-9.:]*\)/.*,\1,p' "$T/served")
}
stop_it() {
	kill "$server"
	wait "$server"
}
# ask DEVICE PATH [FIELDS]: follows redirects, as a browser does, to the page
# $T/page.DEVICE, and prints the path it came to.
ask() {
	who=$1 path=$2
	token=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' \
		"$T/page.$who" 2>/dev/null | head -1)
	if [ $# -gt 2 ]; then
		set -- -d "token=$token&$3"
	else
		set --
	fi
	curl -sL -b "$T/jar.$who" -c "$T/jar.$who" -o "$T/page.$who" \
		-w '%{url_effective}' "$@" "$url$path" | sed 's,http://[^/]*,,'
}
done_testing() {
	echo "$((count - bad)) of $count checks passed"
	[ $bad -eq 0 ]
}
