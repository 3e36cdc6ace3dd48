#!/bin/sh
# sure.sh -- an odd answer is asked about; who says that it is right says so of
# that answer, once.
. "$(dirname "$0")/lib.sh"
D=$T/walks
check "a consultation" 0 "$EARSHOT" new "$D" \
	--opens "$(date -d '7 days ago' +%F)" --closes "$(date -d '60 days' +%F)"
rm "$D"/*.codes
sed -i 's/^settings .*/settings walks/' "$D/site.settings"
cat >"$D/consultation.form" <<EOF
earshot 1
consultation walks "Walks"

page first "Walking"
  query far < 100 "That is very far. Is it right?"
  question far number 0..1000 "How many miles do you walk in a week?"
  question friends number 0..50 "With how many friends?"
    required

page last "Anything else"
  question more text "Anything else?"
    hint "Please leave names out."
EOF
check "is published" 0 "$EARSHOT" publish "$D" || exit 1
serve_it

# begin WHO MILES FRIENDS [MORE]; sure WHO: what its box, shown or hidden, says.
begin() {
	ask "$1" /en/ >/dev/null
	ask "$1" /en/start x=1 >/dev/null
	post "$@"
}
post() { ask "$1" /en/q/first "on=far&far=$2&on=friends&friends=$3${4:+&sure=$4}"; }
sure() {
	sed -n 's/.*name="sure".* value="\([^"]*\)".*/\1/p' "$T/page.$1" | head -1
}

check "20 miles are nothing odd" 0 test "$(begin near 20 1)" = /en/q/last
check "500 are asked about" 0 test "$(begin far 500 1)" = /en/q/first
says "in the words of the form" "$T/page.far" "That is very far."
box=$(sure far)
check "with a box" 0 test -n "$box"
check "who ticks it goes on" 0 test "$(post far 500 1 "$box")" = /en/q/last
begin other 500 1 >/dev/null
box=$(sure other)
check "who ticks it and writes 600 is asked about that" 0 test \
	"$(post other 600 1 "$box")" = /en/q/first
says "once more" "$T/page.other" "That is very far."
check "a bare number ticks nothing" 0 test "$(post other 600 1 0)" = /en/q/first

# They say so, and something else on the page is wrong.
begin both 500 1 >/dev/null
box=$(sure both)
check "without the friends they are shown the page again" 0 test \
	"$(post both 500 "" "$box")" = /en/q/first
check "which does not ask again whether they are sure" 1 grep -q \
	"That is very far." "$T/page.both"
says "and remembers" "$T/page.both" "type=\"hidden\" name=\"sure\""
check "so that they need not say it twice" 0 test \
	"$(post both 500 2 "$(sure both)")" = /en/q/last
stop_it
done_testing
