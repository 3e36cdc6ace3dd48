#!/bin/sh
# responses.sh -- importing the responses of another survey tool, beside SQLite's
# own import of the same file into a table without any rules.
set -eu
: "${EARSHOT:?}"
ROWS=${ROWS:-100000}
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-bench-XXXXXX")
trap 'rm -rf "$T"' EXIT
"$EARSHOT" new "$T/bench" --opens 2026-01-01 --closes 2026-12-31 >/dev/null
cp tests/bench/responses.form "$T/bench/consultation.form"
rm "$T/bench/strategy.codes"
"$EARSHOT" publish "$T/bench" >/dev/null 2>&1
node tests/bench/responses.mjs "$ROWS" 7 >"$T/many.csv"
"$EARSHOT" import "$T/bench" csv "$T/many.csv" --map "$T/map" >/dev/null 2>&1

# timed WORDS COMMAND...: its wall clock time and memory
timed() {
	words=$1
	shift
	/usr/bin/time -f '%e s, %M kB' -o "$T/time" "$@" >"$T/out" 2>&1
	printf '  %-44s %s\n' "$words" "$(tail -1 "$T/time")"
}
echo "Importing $ROWS responses of 6 questions, $(($(stat -c %s "$T/many.csv") / 1000)) kB of CSV"
timed "earshot import csv --check (rules alone)" "$EARSHOT" import "$T/bench" csv "$T/many.csv" \
	--map "$T/map" --check
timed "earshot import csv" "$EARSHOT" import "$T/bench" csv "$T/many.csv" --map "$T/map"
grep Imported "$T/out" | sed 's/^/  /'
timed "earshot import csv, the same again" "$EARSHOT" import "$T/bench" csv "$T/many.csv" \
	--map "$T/map"
grep Imported "$T/out" | sed 's/^/  /'
if command -v sqlite3 >/dev/null; then
	timed "sqlite3 .import, one table, no rules" sqlite3 "$T/plain.db" -cmd '.mode csv' \
		".import $T/many.csv responses"
else
	echo "  sqlite3 .import: SKIPPED, not installed (make setup-heavy)"
fi
