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

# A rule that some answers make impossible, and one that nobody can keep.
start() { # NAME: with pages of the file $T/form
	"$EARSHOT" new "$T/$1" --opens "$(date -d '7 days ago' +%F)" \
	    --closes "$(date -d '60 days' +%F)" || return
	cat "$T/form" >"$T/$1/consultation.form"
	sed -i "s/^settings .*/settings hard/" "$T/$1/site.settings"
	"$EARSHOT" publish "$T/$1"
}
cat >"$T/form" <<'END'
earshot 1

consultation hard "Hard to please"

page sort "Sort"

  question sort choose one "Which sort?"
    required
    1 small "Small"
    2 large "Large"

page size "Size"
  show if sort = large

  question size number 0..10 "What size?"
    required

  must size > 10 "The size is more than ten."
END
check "a form that stops some people" 0 start some
check "is rehearsed by the others" 0 "$EARSHOT" rehearse "$T/some" -n 20
says "who are all there" "$T/out" "20 made-up responses are in"
says "and says who stopped where" "$T/err" \
    'no answer was found that keeps this rule: "The size is more than ten."'
check "a form that stops everybody" 0 sed -i '/show if/d' "$T/form"
check "is published" 0 start all
check "and nobody gets through" 1 "$EARSHOT" rehearse "$T/all" -n 5
says "which it says" "$T/err" "nobody could answer"
done_testing
