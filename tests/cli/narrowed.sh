#!/bin/sh
# narrowed.sh -- a question is corrected while people are answering: whose
# answer could not be given any more is asked again, and nobody else.
. "$(dirname "$0")/lib.sh"
D=$T/walks

form() {
	cat >"$D/consultation.form" <<-EOF
	earshot 1
	consultation walks "Walks"

	page first "Walking"
	  question far number 0..$1 "How many miles do you walk in a week?"
	  question place choose up to $2 "Where?"
	    1 park "Park"
	    2 town "Town"
	    3 hills "Hills"
	  question name line "What do you call your walk?"
	    limit $3 characters

	page last "Anything else"
	  question more text "Anything else?"
	    hint "Please leave names out."
	EOF
}
# answer WHO MILES PLACES NAME: the first page, and no further.
answer() {
	ask "$1" /en/ >/dev/null
	ask "$1" /en/start x=1 >/dev/null
	ask "$1" /en/q/first "on=far&far=$2&on=place&$3&on=name&name=$4"
}

check "a consultation" 0 "$EARSHOT" new "$D" \
	--opens "$(date -d '7 days ago' +%F)" --closes "$(date -d '60 days' +%F)"
rm "$D"/*.codes
sed -i 's/^settings .*/settings walks/' "$D/site.settings"
form 100 3 40
check "is published" 0 "$EARSHOT" publish "$D" || exit 1
serve_it
for who in fits far many long; do
	case $who in
	fits) at=$(answer $who 20 'place=park&place=hills' short) ;;
	far) at=$(answer $who 80 'place=park' short) ;;
	many) at=$(answer $who 20 'place=park&place=town&place=hills' short) ;;
	long) at=$(answer $who 20 'place=park' 'Round+the+lake+and+home') ;;
	esac
	check "$who is taken, and goes on" 0 test "$at" = /en/q/last
done
stop_it

form 50 2 10
check "the question is narrowed" 0 "$EARSHOT" publish "$D" --why "Fewer miles"
serve_it
check "who fits goes on where they were" 0 test "$(ask fits /en/check)" = \
	/en/q/last
for who in far many long; do
	check "$who is asked again" 0 test "$(ask $who /en/check)" = /en/q/first
done
says "with the miles they wrote" "$T/page.far" 'value="80"'
says "with the walk they named" "$T/page.long" 'value="Round the lake and home"'
says "and is told that it was corrected" "$T/page.far" "was corrected on"
at=$(ask far /en/q/first 'on=far&far=80&on=place&place=park&on=name&name=short')
check "80 is not taken any more" 0 test "$at" = /en/q/first
at=$(ask far /en/q/first 'on=far&far=40&on=place&place=park&on=name&name=short')
check "40 is" 0 test "$at" = /en/q/last
stop_it
done_testing
