#!/bin/sh
# rehearse.sh -- rehearsals: two seeds differ, one seed repeats itself, every
# coding can be traced, and all of it can be removed.
. "$(dirname "$0")/lib.sh"

make_one() { # NAME SEED N
	"$EARSHOT" new "$T/$1" --from "$ROOT/examples/eol-2024" &&
	"$EARSHOT" publish "$T/$1" &&
	"$EARSHOT" rehearse "$T/$1" -n "$3" --seed "$2" &&
	"$EARSHOT" pull "$T/$1" && "$EARSHOT" code "$T/$1" &&
	"$EARSHOT" report "$T/$1" --format html
}
counts() {
	sqlite3 "$T/$1/cases.db" "SELECT field, state, value, count(*) FROM answer
	    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
}
check "a rehearsal with seed 1" 0 make_one a 1 60
check "the same again" 0 make_one b 1 60
check "and with seed 2" 0 make_one c 2 60
counts a >"$T/a.counts"
counts b >"$T/b.counts"
counts c >"$T/c.counts"
check "there are answers to compare" 0 test -s "$T/a.counts"
check "one seed gives the same answers" 0 cmp "$T/a.counts" "$T/b.counts"
check "two seeds give different ones" 1 cmp -s "$T/a.counts" "$T/c.counts"
check "and different tables" 1 cmp -s "$T/a/out/report.html" "$T/c/out/report.html"
says "the report says that it is a rehearsal" "$T/a/out/report.html" "Rehearsal"
check "every response is marked" 0 sh -c '
	test "$(sqlite3 "$1" "SELECT count(*) FROM response WHERE rehearsal = 0")" = 0' \
	sh "$T/a/cases.db"
check "removing them" 0 "$EARSHOT" rehearse "$T/a" --remove
check "leaves no sealed row" 0 sh -c \
	'test "$(sqlite3 "$1" "SELECT count(*) FROM response")" = 0' sh "$T/a/intake.db"
check "no opened response" 0 sh -c \
	'test "$(sqlite3 "$1" "SELECT count(*) FROM response")" = 0' sh "$T/a/cases.db"
check "no answer, no comment, no coding" 0 sh -c '
	test "$(sqlite3 "$1" "SELECT (SELECT count(*) FROM answer) +
	    (SELECT count(*) FROM unit) + (SELECT count(*) FROM coding)")" = 0' \
	sh "$T/a/cases.db"
done_testing
