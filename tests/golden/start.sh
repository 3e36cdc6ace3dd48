#!/bin/sh
# start.sh -- every command of docs/START.md is run, in its order, in a fresh folder.
# Blocks marked "machine" (what installs) must name targets of the Makefile; those
# marked "by-hand" need an editor, and only their earshot commands are looked at;
# "serve" runs until a page came.  EARSHOT is the program.
: "${EARSHOT:?the program to test}"
case $EARSHOT in /*) ;; *) EARSHOT=$PWD/$EARSHOT ;; esac
top=$(cd "$(dirname "$0")/../.." && pwd)
tmp=$(mktemp -d) || exit 3
trap 'rm -rf "$tmp"' EXIT
mkdir "$tmp/bin" "$tmp/work"
ln -s "$EARSHOT" "$tmp/bin/earshot"
PATH=$tmp/bin:$PATH
cd "$tmp/work" || exit 3

fail() {
	echo "START.md: $1"
	cat "$tmp/out" 2>/dev/null
	exit 1
}
# "kind<TAB>command" for each line of each block
awk '/^```/ { if (inside) inside = 0; else { inside = 1; kind = $2 == "" ? "run" : $2 } next }
	inside { print kind "\t" $0 }' "$top/docs/START.md" >"$tmp/all"
# Served until a page came; on a port of its own, as others may test here.
serve() {
	: >"$tmp/out" # what the last one said would be taken for this one's
	sh -c "exec $1 --port 0" >"$tmp/out" 2>&1 &
	pid=$!
	i=0
	while ! grep -q 'http://127' "$tmp/out" && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	url=$(sed -n 's,.*\(http://127.0.0.1:[0-9]*/\).*,\1,p' "$tmp/out" | head -1)
	curl -sfL "$url" >/dev/null
	got=$?
	kill $pid
	wait $pid
	return $got
}
ran=0 served=0 seen=0
while IFS='	' read -r kind line; do
	case $kind in
	run)
		sh -ec "$line" >"$tmp/out" 2>&1 </dev/null || fail "$line"
		ran=$((ran + 1)) ;;
	serve)
		serve "$line" || fail "$line"
		served=$((served + 1)) ;;
	by-hand | machine)
		seen=$((seen + 1))
		case $line in
		make\ * | sudo\ make\ *)
			grep -q "^${line##* }:" "$top/Makefile" ||
				fail "no such target: $line" ;;
		earshot\ *)
			verb=${line#earshot }
			earshot help "${verb%% *}" >/dev/null || fail "$line" ;;
		esac ;;
	*) fail "a block of a kind that is not known: $kind" ;;
	esac
done <"$tmp/all"
# Each of these must have been part of it.
for verb in new check publish paper staff run rehearse pull report tabulate export \
    backup restore verify; do
	grep -q "	earshot $verb" "$tmp/all" || fail "says nothing of earshot $verb"
done
[ $ran -ge 25 ] && [ $served -ge 1 ] || fail "only $ran commands were found"
# A control: a command that is wrong stops it.
sh -ec 'earshot pbulish care' >/dev/null 2>&1 && fail "anything passes"
echo "START.md: $ran commands were run in order, $served served a page, $seen need hands"
