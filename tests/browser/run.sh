#!/bin/sh
# run.sh -- the browser tests: EARSHOT names the program, REPORT_HTML a report
# to look at as well.  The raw socket tests mostly wait, so they run beside.
cd "$(dirname "$0")" || exit 1
out=$(mktemp)
trap 'rm -f "$out"' EXIT
node --test raw.test.mjs secrecy.test.mjs fair.test.mjs watch.test.mjs >"$out" 2>&1 &
node --test pages.test.mjs asking.test.mjs back.test.mjs walk.test.mjs kinds.test.mjs desk.test.mjs keying.test.mjs originals.test.mjs messages.test.mjs withdraw.test.mjs recheck.test.mjs results.test.mjs keyboard.test.mjs sign-in.test.mjs \
	easy.test.mjs examples.test.mjs languages.test.mjs tongues.test.mjs looks.test.mjs mirror.test.mjs reach.test.mjs rules.test.mjs
rc=$?
wait $! || rc=1
cat "$out"
exit $rc
