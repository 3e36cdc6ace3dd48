#!/bin/sh
# flags.sh -- from odd ways of answering to what an analyst sees of them, what
# they leave out, and what the report says of it.
. "$(dirname "$0")/lib.sh"

D=$T/eol
open_eol

# ask WHO PATH [FIELDS]: follows redirects, as a browser does; where it is then.
ask() {
	token=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' \
		"$T/page.$1" 2>/dev/null | head -1)
	at=$(curl -sL -b "$T/jar.$1" -c "$T/jar.$1" -o "$T/page.$1" \
		-w '%{url_effective}' ${3:+-d "token=$token&$3"} "$url$2")
	at=${at#"$url"}
}
# blank WHO: the fields of the page that is shown, without answers.
blank() {
	sed -n 's/.*name="on" value="\([^"]*\)".*/on=\1\&/p' "$T/page.$1" |
		tr -d '\n'
}
# answer WHO BOX SECONDS [MARK]: what is in the hidden box, how long it takes,
# and the mark of the first page where it is not the page's own.
answer() {
	ask "$1" /en/
	mark=$(sed -n 's/.*name="begun" value="\([^"]*\)".*/\1/p' "$T/page.$1")
	ask "$1" /en/start "begun=${4-$mark}&web_site=$2"
	ask "$1" /en/q/capacity "on=capacity&capacity=bereaved"
	for page in 2 3 4 5 6; do ask "$1" "$at" "$(blank "$1")"; done
	ask "$1" "$at" "$(blank "$1")stop=1"
	sleep "$3"
	ask "$1" /en/check
	ask "$1" /en/send web_site=
	sed -n 's/.*id="reference">\([0-9A-Z-]*\)<.*/\1/p' "$T/page.$1"
}
# flags WHO REFERENCE FLAGS: the desk says these of it, or does not name it.
flags() {
	says "$1 is taken in" "$T/page.$1" "We have your answers"
	got=$(sed -n "s/^ *$2 .* \(counts\|left out\)  *//p" "$T/flags")
	check "$1 is marked \"$3\", not \"$got\"" 0 test "$got" = "$3"
}

person=$(answer person '' 8)
trapped=$(answer trapped http://a.test 8)
none=$(answer none '' 8 '')
forged=$(answer forged '' 8 "$(printf %x "$(date +%s)")-00112233445566778899aabbccddeeff")
all=$(answer all x 0 '')
check "the desk takes in all five" 0 "$EARSHOT" pull "$D"
check "and lists the odd ones" 0 "$EARSHOT" flags "$D"
cp "$T/out" "$T/flags"
flags person "$person" ""
flags trapped "$trapped" "trap"
flags none "$none" "unsigned"
flags forged "$forged" "unsigned"
flags all "$all" "fast trap unsigned"
check "nobody is named without need" 1 grep -q "$person" "$T/flags"

report() { "$EARSHOT" report "$D" --format html >/dev/null && cat "$D/out/report.html"; }
check "a report" 0 report
says "counts all until somebody decides" "$T/out" "No response was left out."
says "and says what was marked" "$T/out" \
	"had a box filled in that people cannot see; they are counted."
check "leaving some out takes a name and a reason" 2 "$EARSHOT" flags "$D" \
	--exclude trap
check "with both it is done" 0 "$EARSHOT" flags "$D" --exclude trap \
	--by "A tester" --why "A program filled in the box"
check "another report" 0 report
says "says how many are left out" "$T/out" "of every number"
says "and why" "$T/out" "A program filled in the box"
cp "$T/out" "$T/report"
check "and no longer that none is" 1 grep -q \
	"No response was left out" "$T/report"
kill -TERM "$server"
wait "$server"
server=
done_testing
