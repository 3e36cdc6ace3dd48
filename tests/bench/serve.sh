#!/bin/sh
# serve.sh -- the public server: pages, journeys and sent answers a second, how
# long people wait, and memory; each beside a reference of the same run.
set -eu
: "${EARSHOT:?}" "${BENCH:?}"
SECONDS_EACH=${SECONDS_EACH:-5}
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-bench-XXXXXX")
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$T"' EXIT

# place NAME: a consultation of tests/bench/NAME.form, open
place() {
	mkdir -p "$T/$1"
	"$EARSHOT" new "$T/$1/bench" --opens "$(date -d '7 days ago' +%F)" \
		--closes "$(date -d '60 days' +%F)" >/dev/null
	sed -i 's/example\.org/example.com/; s/01632 960000/0116 496 0000/; s/EXAMPLE, 1 Example Street, Example Town/BENCH/' \
		"$T/$1/bench/site.settings"
	cp "tests/bench/$1.form" "$T/$1/bench/consultation.form"
	rm "$T/$1/bench/strategy.codes"
	"$EARSHOT" publish "$T/$1/bench" >/dev/null
}
# start NAME COMMAND...: in the background; waits for its first line.
start() {
	log=$T/$1.log
	shift
	"$@" >"$log" 2>&1 &
	pid=$!
	pids="$pids $pid"
	i=0
	while ! grep -q . "$log" && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
	sleep 0.3
}
stop() {
	kill $pids 2>/dev/null || true
	wait $pids 2>/dev/null || true
	pids=
}
line() { printf '  %-38s %s\n' "$1" "$2"; }
rate() { echo "${1%% *}"; }
# of A B: what part A is of B
part() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
# memory NAME PID: what is resident now, and was at most
memory() {
	line "$1" "$(awk '/^VmRSS/ { now = $2 } /^VmHWM/ { most = $2 }
		END { printf "%.1f MB, at most %.1f MB", now / 1024, most / 1024 }' \
		"/proc/$2/status")"
}

place ten
place one
echo "Question pages, 16 clients"
start ten "$EARSHOT" serve "$T/ten/bench" --port 18931
ten=$pid
ours=$("$BENCH/load" question 18931 /en/ "$SECONDS_EACH" 16)
size=$(echo "$ours" | sed -n 's/.* \([0-9]*\) bytes each.*/\1/p')
start bare "$BENCH/bare" 18932 "$size" 16
bare=$("$BENCH/load" page 18932 / "$SECONDS_EACH" 16)
line "bare libmicrohttpd, as many bytes" "$bare"
line "a question of a draft" "$ours"
line "  part of bare (aim: 0.5)" "$(part "$(rate "$ours")" "$(rate "$bare")")"
line "the first page" "$("$BENCH/load" page 18931 /en/ "$SECONDS_EACH" 16)"

echo
echo "Journeys of ten pages, each page kept before the next is shown"
for n in 1 16 256; do
	line "$n at a time (aim: 1000)" \
		"$("$BENCH/load" walk 18931 /en/ "$SECONDS_EACH" "$n")"
done
memory "the server's memory" "$ten"

echo
echo "Answers sent by one form post, sealed and committed"
start one "$EARSHOT" serve "$T/one/bench" --port 18933
one=$pid
for n in 1 16 256; do
	sent=$("$BENCH/load" send 18933 /en/ $((n == 1 ? 2048 : 8192)) "$n")
	line "$n at a time" "$sent"
	[ "$n" = 1 ] || best=$(printf '%s\n' "$(rate "$sent")" "${best:-0}" | sort -n | tail -1)
done
raw=$("$BENCH/commits" "$T/commits.db" 2 "$T/one/bench/intake.db")
line "SQLite alone, same settings" "$raw"
line "  part of its groups (aim: 0.5)" "$(part "$best" \
	"$(echo "$raw" | sed -n 's/.*one by one, \([0-9]*\).*/\1/p')")"
memory "the server's memory" "$one"
stop

echo
echo "A thousand open drafts on a server that was just started"
start drafts "$EARSHOT" serve "$T/ten/bench" --port 18934
line "opened by 16 at a time" "$("$BENCH/load" drafts 18934 /en/ 1000 16)"
memory "memory (aim: under 64 MB)" "$pid"
stop

echo
n=${RESPONSES:-100000}
echo "Taking in $n responses, each with a draft before it and a receipt after"
"$BENCH/million" "$T/million.db" "$n"
