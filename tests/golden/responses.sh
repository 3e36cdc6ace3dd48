#!/bin/sh
# responses.sh -- responses from other survey tools: what is proposed for each
# tool's export, that all of them give the same answers, and what is said of
# faulty files.
#
# tools/NAME.csv has the map that is proposed for it in NAME.map.  faulty/NAME.csv
# is read by NAME.map or by good.map, and what is said is in NAME.said; nothing of
# it may be kept.  UPDATE=1 renews them.  EARSHOT is the program.
: "${EARSHOT:?the program to test}"
case $EARSHOT in /*) ;; *) EARSHOT=$PWD/$EARSHOT ;; esac
here=$(cd "$(dirname "$0")" && pwd)/responses
tmp=$(mktemp -d) || exit 3
trap 'rm -rf "$tmp"' EXIT
bad=0
n=0

fail() {
	echo "responses: $*"
	bad=1
}
# place DIR: the consultation, published
place() {
	rm -rf "$1" "$1.keys"
	"$EARSHOT" new "$1" --opens 2026-01-01 --closes 2026-12-31 >/dev/null &&
	    cp "$here/plan.form" "$1/consultation.form" &&
	    rm -f "$1/strategy.codes" && "$EARSHOT" publish "$1" >/dev/null 2>&1 ||
		{ fail "no consultation"; exit 3; }
}
# kept DIR: what the answers are, without the version
kept() {
	sqlite3 "$1/cases.db" "SELECT json FROM response WHERE counts ORDER BY place" |
	    sed 's/"form":"[0-9a-f]*",//'
}

cd "$here/tools" || exit 3
for f in *.csv; do
	name=${f%.csv}
	n=$((n + 1))
	place "$tmp/plan"
	"$EARSHOT" import "$tmp/plan" csv "$f" --map "$tmp/map" >"$tmp/out" 2>&1 ||
		fail "$f: no map: $(cat "$tmp/out")"
	test -n "$UPDATE" && cp "$tmp/map" "$name.map"
	diff -u "$name.map" "$tmp/map" || fail "$f: another map"
	"$EARSHOT" import "$tmp/plan" csv "$f" --map "$tmp/map" >"$tmp/out" 2>&1 ||
		fail "$f: not imported: $(cat "$tmp/out")"
	kept "$tmp/plan" >"$tmp/kept"
	# some tools have no question in which points are shared out
	if grep -q 'points' "$name.map" && ! grep -q '^#   points' "$name.map"; then
		same=all
	else
		same=no-points
	fi
	test -n "$UPDATE" && ! test -e "$tmp/$same" && cp "$tmp/kept" "$same.answers"
	: >"$tmp/$same"
	diff -u "$same.answers" "$tmp/kept" || fail "$f: other answers"
	rm -f "$tmp/map"
done

cd "$here/faulty" || exit 3
place "$tmp/plan"
for f in *.csv; do
	name=${f%.csv} map=good.map
	test -e "$name.map" && map=$name.map
	n=$((n + 1))
	"$EARSHOT" import "$tmp/plan" csv "$f" --map "$map" >"$tmp/out" 2>"$tmp/said"
	status=$?
	test $status = 1 || fail "$f: exit status $status, not 1"
	test -s "$tmp/out" && fail "$f: something on standard output"
	sed -i '/: UTF-8.*headings in/d; /: UTF-16.*headings in/d' "$tmp/said"
	test -n "$UPDATE" && cp "$tmp/said" "$name.said"
	diff -u "$name.said" "$tmp/said" || fail "$f"
	if test -e "$tmp/plan/cases.db"; then
		test "$(sqlite3 "$tmp/plan/cases.db" 'SELECT count(*) FROM response')" = 0 ||
			fail "$f: something of it was kept"
	fi
done
# Each says where, and what to do: a row, a column or a line.
for f in *.said; do
	grep -qE 'rows? [0-9]+|line [0-9]+|column|map:[0-9]+|: (the file is empty|there are no rows|this is a workbook)' "$f" ||
		fail "$f: it does not say where"
done
# The control: what the faulty ones were made from is imported.
sed -n 1,2p 18-answer-unknown.csv >"$tmp/good.csv"
"$EARSHOT" import "$tmp/plan" csv "$tmp/good.csv" --map good.map >"$tmp/out" 2>&1 &&
	grep -q 'Imported 1 response' "$tmp/out" || fail "the good one: $(cat "$tmp/out")"
echo "$n files"
exit $bad
