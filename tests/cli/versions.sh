#!/bin/sh
# versions.sh -- a form that changes while people answer it: a correction of
# wording with somebody half-way through, a new version that declares what
# became of the old answers, and one report over all of them, its counts worked
# out again with sqlite3.
. "$(dirname "$0")/lib.sh"
D=$T/carers
PORT=18947
U=http://127.0.0.1:$PORT/en

form() {	# $1 patients' words, $2 answers of carers, $3 the plan's name
	cat <<-EOF
	earshot 1
	consultation carers "Help for carers"

	scale agreement
	  1 agree "Agree"
	  2 neither "Neither"
	  3 disagree "Disagree"
	  net yes of agree "All who agreed"

	page you "About you"
	  question capacity choose one "Which best describes you?"
	    1 patient "$1"
	$2
	    3 staff-member "Staff"
	$3
	  question area choose one "Where do you live?"
	    1 city "The city"
	    2 county "The county"

	page views "Your views"
	  question $4 scale agreement "Do you agree with the plan?"
	  question why text "Why?"
	    hint "Please leave names out."
	$5
	EOF
}
first='    2 carer "A carer"'
age='  question age number 16..120 "How old are you?"'
new='    7 unpaid-carer "A family carer"
    8 paid-carer "A paid carer"
    net carers of unpaid-carer paid-carer "All carers"'

serve() {
	: >"$T/log"
	"$EARSHOT" serve "$D" --port $PORT >"$T/log" 2>&1 &
	pid=$!
	i=0
	while ! grep -q Listening "$T/log" && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
}
stop() {
	kill -TERM $pid
	wait $pid
}
# page PATH [FIELD=VALUE...]: a respondent with a cookie; the page in $T/page.
page() {
	path=$1
	shift
	if [ $# -eq 0 ]; then
		curl -s -b "$T/jar" -c "$T/jar" -L "$U/$path" >"$T/page"
		return
	fi
	token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page" | head -1)
	for pair; do
		set -- "$@" --data-urlencode "$pair"
		shift
	done
	curl -s -b "$T/jar" -c "$T/jar" -L --data-urlencode "token=$token" "$@" \
		"$U/$path" >"$T/page"
}

check "a consultation" 0 "$EARSHOT" new "$D" \
	--opens "$(date -d '7 days ago' +%F)" --closes "$(date -d '60 days' +%F)"
rm "$D"/*.codes
sed -i 's/^settings .*/settings carers/' "$D/site.settings"
form "A patient" "$first" "$age" plan "" >"$D/consultation.form"
check "version 1" 0 "$EARSHOT" publish "$D"
says "has that number" "$T/out" "version 1 "
check "30 people answer it" 0 "$EARSHOT" rehearse "$D" -n 30 --seed 1
serve
page "" 
page "start" "a=b"
page "q/you" "on=capacity" "capacity=patient" "on=age" "age=44" "on=area" "area=city"
says "one of them is on the second page" "$T/page" "Do you agree with the plan?"
stop

# ---- a correction of wording
form "Somebody who is ill" "$first" "$age" plan "" >"$D/consultation.form"
check "other words are not published unasked" 1 "$EARSHOT" publish "$D"
check "a correction of wording is one command" 0 "$EARSHOT" publish "$D" \
	--wording --why "Plainer words"
says "with the number of the version it corrects" "$T/out" "version 1.1"
says "and it is on record why" "$D/published/history" "wording Plainer words"
check "twenty more answer" 0 "$EARSHOT" rehearse "$D" -n 20 --seed 2
serve
page "q/views"
says "who was half-way through goes on" "$T/page" "Do you agree with the plan?"
says "and is told" "$T/page" "Your answers so far are kept."
says "what to look at again" "$T/page" "Which best describes you?"
page "q/views" "on=plan" "plan=agree" "on=why" "why="
says "still on the next page" "$T/page" "Your answers so far are kept."
page "check"
page "send" "send=1"
says "and can send" "$T/page" 'id="reference"'
rm "$T/jar"
page ""
page "start" "a=b"
page "q/you" "on=capacity" "capacity=carer" "on=age" "age=44" "on=area" "area=county"
says "somebody else, a carer, is on the second page" "$T/page" "Do you agree with the plan?"
stop

# ---- a new version
form "Somebody who is ill" "$new" "" scheme "" >"$D/consultation.form"
check "what became of old answers must be said" 1 "$EARSHOT" publish "$D"
says "for each answer" "$T/err" "the answer \`capacity.carer\`, “A carer”, is gone [E810]"
says "and question" "$T/err" "the question \`age\`, “How old are you?”, is gone [E811]"
says "with lines to paste" "$T/err" "changes from 1
  retire capacity.carer"
check "nothing was published" 1 grep -q '^2 ' "$D/published/history"
check "nor can it be passed off as wording" 1 "$EARSHOT" publish "$D" --wording --why x
form "Somebody who is ill" "$new" "" scheme "
changes from 1
  split capacity.carer into unpaid-carer paid-karer
  retire age
  rename plan into scheme" >"$D/consultation.form"
check "a slip in a declaration" 1 "$EARSHOT" publish "$D"
says "is found" "$T/err" "did you mean \`capacity.paid-carer\`?"
sed -i 's/karer/carer/' "$D/consultation.form"
check "declared, it is" 0 "$EARSHOT" publish "$D"
says "version 2" "$T/out" "version 2 "
check "25 answer it" 0 "$EARSHOT" rehearse "$D" -n 25 --seed 3

serve
page "q/views" "on=plan" "plan=agree" "on=why" "why=Because"
says "who answered an older page is asked again" "$T/page" "Do you agree with the plan?"
says "and told" "$T/page" "Your answers so far are kept."
page "q/views" "on=scheme" "scheme=agree" "on=why" "why=Because"
says "what lost its answer comes up" "$T/page" "Which best describes you?"
says "with the answers that there are now" "$T/page" "A family carer"
says "and the others are kept" "$T/page" 'value="county" checked'
page "q/you" "on=capacity" "capacity=unpaid-carer" "on=area" "area=county"
page "check"
says "then they are at the end" "$T/page" "Because"
page "send" "send=1"
says "and can send" "$T/page" 'id="reference"'
stop

# ---- what changed, in words
check "what changed for whom" 0 "$EARSHOT" diff "$D" 1 2
cp "$T/out" "$T/diff"
[ -n "${UPDATE:-}" ] && cp "$T/diff" "$ROOT/tests/golden/versions-diff.txt"
check "is told in these words" 0 diff "$T/diff" "$ROOT/tests/golden/versions-diff.txt"
check "also as JSON" 0 sh -c '"$1" diff "$2" 1 2 --json >"$3" && jq -e \
	"map(select(.line == \"retire age\" and .declared)) | length == 1" "$3"' \
	sh "$EARSHOT" "$D" "$T/json"

# ---- one report
check "all are pulled" 0 "$EARSHOT" pull "$D"
says "each with its own version" "$T/out" "77 new"
check "who saw two wordings is marked" 0 sh -c '
	test "$(sqlite3 "$1" "SELECT count(*) FROM response, json_each(response.json, '"'$.seen'"')")" = 2' \
	sh "$D/cases.db"
check "responses keep the version their author saw" 0 sh -c '
	test "$(sqlite3 "$1" "SELECT group_concat(n, '"' '"') FROM (SELECT count(*) n
	FROM response GROUP BY form ORDER BY n)")" = "21 26 30"' sh "$D/cases.db"
check "one report over them" 0 "$EARSHOT" report "$D" --format html
sed -e '/<style>/,/<\/style>/d' -e 's/<[^>]*>/ /g' -e 's/&nbsp;\|\xc2\xa0/ /g' "$D/out/report.html" |
	tr -s ' \n' '  ' >"$T/text"
n() {	# how many chose $1 = $2, in any version
	sqlite3 "$D/cases.db" "SELECT count(*) FROM answer WHERE field IN ($1) AND value IN ($2)"
}
for pair in "Somebody who is ill:patient" "A family carer:unpaid-carer" \
    "A paid carer:paid-carer" "Staff:staff-member" \
    "A carer (until version 1.1; not told apart):carer"; do
	says "capacity: ${pair%:*}" "$T/text" \
		"${pair%:*} $(n "'capacity'" "'${pair#*:}'") "
done
says "the net has those who cannot be told apart" "$T/text" \
	"Together: All carers $(n "'capacity'" "'carer', 'paid-carer', 'unpaid-carer'") "
says "a renamed question is one" "$T/text" \
	"Agree $(n "'plan', 'scheme'" "'agree'") ("
asked=$(sqlite3 "$D/cases.db" "SELECT count(*) FROM answer WHERE field = 'age' AND state <> 'not-asked'")
says "a retired question has its own base" "$T/text" "How old are you? Asked until version 1.1, of $asked "
says "how many answered each version" "$T/text" "30 answered version 1, 21 version 1.1 and 26 version 2"
says "and who saw two" "$T/text" "2 people began before a change"
says "and what changed" "$T/text" "is no longer asked: earlier answers are shown apart"
check "the public server's folder has all versions" 0 "$EARSHOT" bundle "$D" "$T/public"
check "with their history" 0 cmp "$D/published/history" "$T/public/published/history"
done_testing
