#!/bin/sh
# tasks.sh -- what people ask for reaches the desk: three people answer through
# the real server, one of them withdraws, and the report counts two.  ASKS is
# tests/asks.
. "$(dirname "$0")/lib.sh"
: "${ASKS:?the program of tests/asks}"
D=$T/bus
FORM='earshot 1
consultation bus "The bus"

page views "Your views"
  question like choose one "Do you like the bus?"
    1 yes "Yes"
    2 no "No"
  question why text "Why?"
    hint "Please leave names out."
    quote if quote-consent = yes

'

serve() {
	: >"$T/log"
	"$EARSHOT" serve "$D" --port 0 >"$T/log" 2>&1 &
	pid=$!
	i=0
	while ! grep -q 'http://127' "$T/log" && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	U=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/log" | head -1)/en
}
# page PATH [FIELD=VALUE...]
page() {
	path=$1
	shift
	token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page" 2>/dev/null | head -1)
	for pair; do
		set -- "$@" --data-urlencode "$pair"
		shift
	done
	[ $# -eq 0 ] || set -- --data-urlencode "token=$token" "$@"
	curl -s -b "$T/jar" -c "$T/jar" -L "$@" "$U/$path" >"$T/page"
}
# answer yes|no WORDS: one person, from the first page to the last; their
# cookie and reference in $cookie and $reference.
answer() {
	rm -f "$T/jar" "$T/page"
	page ""
	page start a=b
	page q/views on=like "like=$1" on=why "why=$2"
	page q/quote-consent on=quote-consent quote-consent=yes
	page check
	page send send=1
	cookie=$(awk '$6 == "earshot" { print $7 }' "$T/jar")
	reference=$(sed -n 's/.*id="reference"[^>]*>\([^<]*\)<.*/\1/p' "$T/page" | head -1)
}
count() { sqlite3 "$D/cases.db" "$1"; }
# How many the report is about.
base() {
	"$EARSHOT" report "$D" --format html >/dev/null 2>&1 &&
	sed 's/<[^>]*>/ /g' "$D/out/report.html" | tr -s ' \n' ' ' |
	    grep -oE '[0-9]+ (responses|people)' | head -1
}

check "a consultation" 0 "$EARSHOT" new "$D" \
	--opens "$(date -d '7 days ago' +%F)" --closes "$(date -d '60 days' +%F)"
rm "$D"/*.codes
sed -i 's/^settings .*/settings bus/' "$D/site.settings"
printf '%s' "$FORM" >"$D/consultation.form"
check "is published" 0 "$EARSHOT" publish "$D" || exit 1
check "no tasks before the first pull" 1 "$EARSHOT" tasks "$D"
says "it says what to do" "$T/err" "earshot pull $D"

serve
answer yes "It is warm in the Snodgrass depot."
r1=$reference c1=$cookie
says "the first has a reference" "$T/page" "$r1"
check "(which is not nothing)" 0 test -n "$r1" -a -n "$c1"
answer no "It is late."
r2=$reference c2=$cookie
answer no "It is cold."
kill -TERM $pid
wait $pid
check "three answers are pulled" 0 "$EARSHOT" pull "$D"
says "all of them" "$T/out" "3 new"
check "without a word of tasks" 1 grep -q task "$T/out"
check "there are none" 0 "$EARSHOT" tasks "$D"
says "and it says so" "$T/out" "There are no open tasks."
three=$(base)
check "the report is about three" 0 test "${three%% *}" = 3
printf '\nyes %s why\n    It is warm in the Snodgrass depot.\n\nyes %s why\n    It is late.\n' \
	"$r1" "$r2" >"$D/quotations.txt"
check "(what will be withdrawn is in two files)" 0 sh -c \
	'test "$(grep -rl Snodgrass "$1" | wc -l)" -ge 2' sh "$D"

# ---- control: who knows the reference alone withdraws nothing
check "somebody guesses" 0 "$ASKS" "$D" withdraw "$r1" "$c2"
check "it is pulled" 0 "$EARSHOT" pull "$D"
says "and set aside" "$T/out" "1 new task: 1 withdrawal (1 set aside, without proof)"
says "it says where to look" "$T/out" "earshot tasks $D"
check "the report is about three as before" 0 test "$(base)" = "$three"
check "the task" 0 "$EARSHOT" tasks "$D"
says "says that it proves nothing" "$T/out" "does not prove whose response it is about"
check "(in the real server's store it deleted that person's own)" 0 test \
	"$(sqlite3 "$D/intake.db" 'SELECT count(*) FROM response')" = 2

# ---- with the proof
check "the first withdraws" 0 "$ASKS" "$D" withdraw "$r1" "$c1"
check "and somebody wants paper" 0 "$ASKS" "$D" paper - - "name=Ann Old" \
	"address=1 Quiet Street
Leicester" "words=$(printf 'Please\033[31m hurry')"
cp "$D/quotations.txt" "$T/quotations"
echo "maybe X why" >>"$D/quotations.txt"
check "with a slip in quotations.txt nothing is pulled" 1 "$EARSHOT" pull "$D"
says "it says where" "$T/err" "quotations.txt:"
says "and that nothing was stored" "$T/err" "nothing was pulled"
check "nothing was" 0 test "$(sqlite3 "$D/cases.db" \
	'SELECT count(*) FROM response')" = 3
cp "$T/quotations" "$D/quotations.txt"
check "the report is about three still" 0 test "$(base)" = "$three"
check "both are pulled" 0 "$EARSHOT" pull "$D"
says "as tasks" "$T/out" "2 new tasks: 1 withdrawal, 1 request for paper or another format"
says "with what follows" "$T/out" "Make the report again."
two=$(base)
check "the report's base falls by one" 0 test "${two%% *}" = 2
check "nothing of what was withdrawn is in any file" 1 grep -rlq Snodgrass "$D"
says "the other quotation stays" "$D/quotations.txt" "It is late."
check "pulled again" 0 "$EARSHOT" pull "$D"
check "nothing is new" 1 grep -q task "$T/out"
check "its words cannot be shown either" 1 "$EARSHOT" words "$D" --seen "$r1"

# ---- tasks
check "the tasks" 0 "$EARSHOT" tasks "$D"
says "three are open" "$T/out" "3 open tasks."
says "with an address" "$T/out" "1 Quiet Street"
check "people's words do not steer the terminal" 1 grep -q "$(printf '\033')" "$T/out"
check "done needs a name and a note" 2 "$EARSHOT" tasks "$D" --done 3
says "and says so" "$T/err" "--by NAME"
check "no such task" 1 "$EARSHOT" tasks "$D" --done 9 --by Bo --note Posted
check "it is done" 0 "$EARSHOT" tasks "$D" --done 3 --by Bo --note "Posted on Monday"
check "not twice" 1 "$EARSHOT" tasks "$D" --done 3 --by Bo --note Posted
check "the address is in no file" 1 grep -rlq "Quiet Street" "$D"
check "all of them" 0 "$EARSHOT" tasks "$D" --all
says "say who did what" "$T/out" "Posted on Monday"

# ---- the log
check "the log is right" 0 "$EARSHOT" tasks "$D" --audit
says "it says what was done" "$T/out" "withdrew the response and erased its answers"
head=$(sed -n 's/^Its head is //p' "$T/out")
check "it still has that head" 0 "$EARSHOT" tasks "$D" --audit --since "$head"
check "a head is a head" 1 "$EARSHOT" tasks "$D" --audit --since 3
cp "$D/cases.db" "$T/good"
count "DROP TRIGGER audit_as_written; UPDATE audit SET who = 'Eve' WHERE id = 2"
check "a changed line is found" 3 "$EARSHOT" tasks "$D" --audit
says "and named" "$T/err" "line 2 of the log"
rm -f "$D"/cases.db*
cp "$T/good" "$D/cases.db"
check "(as it was, it is right)" 0 "$EARSHOT" tasks "$D" --audit

# ---- the same at the desk
check "somebody wants paper" 0 "$ASKS" "$D" paper - - "address=2 Quiet Street"
check "it is pulled" 0 "$EARSHOT" pull "$D"
check "and somebody says a word" 0 "$ASKS" "$D" feedback - - "words=Hurrah"
: >"$T/log"
# without the key, or it would fetch by itself
mv "$D.keys/analyst.key" "$T/analyst.key"
"$EARSHOT" desk "$D" --port 0 >"$T/log" 2>&1 &
pid=$!
trap 'kill $pid 2>/dev/null; rm -rf "$T"' EXIT
i=0
while ! grep -q 'http://127' "$T/log" && [ $i -lt 100 ]; do
	sleep 0.1
	i=$((i + 1))
done
mv "$T/analyst.key" "$D.keys/analyst.key"
desk=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/log")
check "who has not signed in" 0 curl -s -o "$T/page" -D "$T/head" \
	"$desk/desk/tasks"
says "is sent there" "$T/head" "Location: /desk/sign-in?to=/desk/tasks"
check "somebody signs in" 0 sh -c 'EARSHOT=$1 node "$2/tests/cli/sign-in.mjs" \
	"$3" "$4" bo >"$5/cookie"' sh "$EARSHOT" "$ROOT" "$desk" "$D" "$T"
cookie=$(cat "$T/cookie")
check "the home" 0 curl -sf -b "$cookie" -o "$T/page" "$desk/"
says "counts them" "$T/page" "3 open tasks"
check "the page" 0 curl -sf -b "$cookie" -o "$T/page" "$desk/desk/tasks"
says "counts them as well" "$T/page" "3 open tasks"
says "lists what the command lists" "$T/page" "2 Quiet Street"
says "and who did what" "$T/page" "Posted on Monday"
says "and how to read the rest" "$T/page" "<code>earshot pull $D</code>"
check "what is sealed is not there" 1 grep -q Hurrah "$T/page"
token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page" | head -1)
done4() { curl -s -b "$cookie" -o "$T/page" -w '%{http_code}\n' --data-urlencode "token=$1" \
	-d task=4 -d by=Eve --data-urlencode "note=Handed over" \
	"$desk/desk/tasks"; }
check "another page cannot mark it" 0 test "$(done4 none)" = 403
check "(it is open)" 0 test "$(count "SELECT done IS NULL FROM task WHERE id = 4")" = 1
check "the desk marks it as done" 0 test "$(done4 "$token")" = 303
check "the command" 0 "$EARSHOT" tasks "$D" --all
says "knows it" "$T/out" "Handed over"
says "two are open" "$T/out" "2 open tasks."
check "the log is right" 0 "$EARSHOT" tasks "$D" --audit
says "and has the line of the command" "$T/out" "bo: done (task 4): Handed over"
check "not twice" 0 test "$(done4 "$token")" = 200
says "as the page says" "$T/page" "task 4 is done already"
check "the command marks one while the desk is open" 0 "$EARSHOT" tasks "$D" \
	--done 1 --by Bo --note "Nobody came"
check "the page" 0 curl -sf -b "$cookie" -o "$T/page" "$desk/desk/tasks"
says "has it" "$T/page" "Nobody came"
kill -TERM $pid
wait $pid
check "the desk ends cleanly" 0 test $? -eq 0
check "the address is in no file" 1 grep -rlq "2 Quiet Street" "$D"

# ---- rehearsals
check "a request of a rehearsal" 0 "$ASKS" "$D" feedback - - "words=Practised" rehearsal
check "is pulled" 0 "$EARSHOT" pull "$D"
check "it is a task" 0 "$EARSHOT" tasks "$D"
says "marked as such" "$T/out" "(rehearsal)"
check "rehearsals are removed" 0 "$EARSHOT" rehearse "$D" --remove
check "the tasks" 0 "$EARSHOT" tasks "$D" --all
check "are without it" 1 grep -q rehearsal "$T/out"
check "no file has it" 1 grep -rlq Practised "$D"
check "the log is right" 0 "$EARSHOT" tasks "$D" --audit
done_testing
