#!/bin/sh
# run.sh -- what the server acknowledged is kept, whatever happens to it; and
# servers that are broken on purpose are caught.  "short" does less of it;
# "full" is about a full disk alone, which not every machine can have.
set -e
cd "$(dirname "$0")"
if [ "$1" = full ]; then
	node harness.mjs full 1
	echo "control: this one does not hear that there was no room"
	node harness.mjs full 1 "$SHIMS/deaf" caught
	exit
fi
if [ "$1" = short ]; then
	kills=20 cuts=12 each=9 few=10 some=5
else
	kills=200 cuts=100 each=1 few=40 some=2
fi
node harness.mjs kill $kills
node harness.mjs power $cuts
node harness.mjs fail $each
echo "controls: each of these loses or doubles something"
node harness.mjs kill $few "$SHIMS/early" caught
node harness.mjs kill $few "$SHIMS/hasty" caught
node harness.mjs power $few "$SHIMS/unsynced" caught
node harness.mjs kill $few "$SHIMS/untoken" caught
node harness.mjs fail $some "$SHIMS/deaf" caught
