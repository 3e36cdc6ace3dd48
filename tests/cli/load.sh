#!/bin/sh
# load.sh -- a short load of whole questionnaires on the real server, and a
# clean stop; run under ThreadSanitizer.
. "$(dirname "$0")/lib.sh"
LOAD=${LOAD:?}
check "a consultation" 0 "$EARSHOT" new "$T/eol" --from "$ROOT/examples/eol-2024" \
	--opens "$(date -d '7 days ago' +%F)" --closes "$(date -d '60 days' +%F)"
check "published" 0 "$EARSHOT" publish "$T/eol"
"$EARSHOT" run "$T/eol" --port 18941 >"$T/log" 2>&1 &
pid=$!
i=0
while ! grep -q Listening "$T/log" && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
check "sixteen respondents at once, for a while" 0 "$LOAD" walk 18941 /en/ 8
cat "$T/out"
kill -TERM $pid
wait $pid
rc=$?
check "the server stops cleanly" 0 test $rc = 0
check "without a warning" 1 grep -q WARNING "$T/log"
[ $bad -eq 0 ] || tail -40 "$T/log"
check "and every response was kept" 0 sh -c '
	n=$(sqlite3 "$1" "SELECT count(*) FROM response"); test "$n" -gt 0' sh "$T/eol/intake.db"
done_testing
