#!/bin/sh
# return.sh -- from the page on which somebody withdraws what they sent to the
# desk, which then has it no more.
. "$(dirname "$0")/lib.sh"

D=$T/eol
open_eol

code_of() {
	sed -n 's,.*href="/en/back/\([0-9A-Z-]*\)".*,\1,p' "$T/page.$1" | head -1
}
answer() {
	ask "$1" /en/ >/dev/null
	ask "$1" /en/start x=1 >/dev/null
	ask "$1" /en/q/capacity "on=capacity&capacity=bereaved&stop=1" >/dev/null
	ask "$1" /en/check >/dev/null
	ask "$1" /en/send x=1 >/dev/null
}
rows() {
	sqlite3 "$D/cases.db" "SELECT count(*) FROM response WHERE $1"
}

answer one
code=$(code_of one)
says "what was sent has a return code" "$T/page.one" 'id="return-code"'
reference=$(sed -n 's/.*id="reference">\([0-9A-Z-]*\)<.*/\1/p' "$T/page.one")
answer two
check "the desk opens both" 0 "$EARSHOT" pull "$D"
check "and they count" 0 test "$(rows 'counts = 1')" = 2

ask other /en/back >/dev/null
ask other /en/back "code=$reference" >/dev/null
says "the reference opens nothing" "$T/page.other" "opens nothing"
check "and gives no cookie" 1 grep -q earshot "$T/jar.other"
curl -s -D "$T/head" -o /dev/null "$url/en/back/$code"
says "the link's page tells no other site where it was" "$T/head" \
	"Referrer-Policy: no-referrer"
says "is not kept by browsers and proxies" "$T/head" "Cache-Control: no-store"
check "and sets no cookie" 1 grep -qi set-cookie "$T/head"
ask other /en/back "code=$code" >/dev/null
says "the code opens the receipt" "$T/page.other" "What we received"
says "with what was sent" "$T/page.other" "$reference"
ask other /en/withdraw >/dev/null
says "withdrawing is asked about first" "$T/page.other" "Yes, withdraw my response"
ask other /en/withdraw x=1 >/dev/null
says "and then done" "$T/page.other" "You have withdrawn"
check "the sealed answers are gone" 0 test \
	"$(sqlite3 "$D/intake.db" 'SELECT count(*) FROM response')" = 1
check "the desk hears of it" 0 "$EARSHOT" pull "$D"
check "one response still counts" 0 test "$(rows 'counts = 1')" = 1
check "the other is withdrawn, its answers gone" 0 test \
	"$(rows "withdrawn = 1 AND json = '' AND reference = '$reference'")" = 1
check "there is a task for it" 0 test "$(sqlite3 "$D/cases.db" \
	"SELECT kind || ' ' || result FROM task")" = "withdraw here"
check "the code is in no log" 1 grep -q "$code" "$T/served"

# The form is corrected after they sent: what they sent is still shown.
stop_it
code=$(code_of two)
sed -i 's/In what capacity are you responding?/In which capacity do you write?/' \
	"$D/consultation.form"
check "the wording is corrected" 0 "$EARSHOT" publish "$D" --wording \
	--why "Plainer words"
serve_it
ask third /en/back >/dev/null
ask third /en/back "code=$code" >/dev/null
says "an earlier version's receipt opens" "$T/page.third" "What we received"
says "with its answers" "$T/page.third" "In which capacity do you write?"
ask third /en/outcome >/dev/null
ask third /en/outcome "email=someone%40example.org" >/dev/null
says "and the outcome can be asked for" "$T/page.third" "tell you the outcome"
says "which takes nothing from it" "$T/page.third" "In which capacity do you write?"
check "the desk reads that too" 0 "$EARSHOT" pull "$D"
check "as a task with its proof" 0 test "$(sqlite3 "$D/cases.db" \
	"SELECT result FROM task WHERE kind = 'outcome'")" = here

# One who said how old they are does not want that used any more.
stored() {
	sqlite3 "$D/cases.db" "SELECT counts || ' ' ||
		(json LIKE '%aged-75-to-84%') || ' ' || (json LIKE '%bereaved%')
		FROM response WHERE reference = '$reference'"
}
ask four /en/ >/dev/null
ask four /en/start x=1 >/dev/null
ask four /en/q/capacity "on=capacity&capacity=bereaved&stop=1" >/dev/null
ask four /en/check >/dev/null
ask four /en/equality equality=yes >/dev/null
ask four /en/q/equality-age "on=equality.age&equality.age=aged-75-to-84&stop=1" >/dev/null
ask four /en/send >/dev/null
ask four /en/send x=1 >/dev/null
reference=$(sed -n 's/.*id="reference">\([0-9A-Z-]*\)<.*/\1/p' "$T/page.four")
code=$(code_of four)
check "the desk has all of it" 0 "$EARSHOT" pull "$D"
check "and the age" 0 test "$(stored)" = "1 1 1"
ask five /en/back >/dev/null
ask five /en/back "code=$code" >/dev/null
says "the receipt shows the age" "$T/page.five" "75 to 84"
ask five /en/stop-equality >/dev/null
ask five /en/stop-equality x=1 >/dev/null
says "we say that we stop" "$T/page.five" "stop"
check "the desk hears of it" 0 "$EARSHOT" pull "$D"
check "the age is gone, the rest counts" 0 test "$(stored)" = "1 0 1"
check "no file has it" 1 sh -c 'grep -lq aged-75-to-84 "$1"/cases.db*' sh "$D"
check "there is a task" 0 "$EARSHOT" tasks "$D"
says "in words" "$T/out" "equality"
ask five /en/receipt >/dev/null
check "the receipt is without it too" 1 grep -q "75 to 84" "$T/page.five"
stop_it
server=
done_testing
