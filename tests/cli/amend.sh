#!/bin/sh
# amend.sh -- another closing date and a contact put right while people answer:
# the running server says so within seconds, nobody's draft ends, and the log
# tells who and why.
. "$(dirname "$0")/lib.sh"
D=$T/bus
day() { date -d "$1 days" +%F; }
FORM='earshot 1
consultation bus "The bus"

page views "Your views"
  question like choose one "Do you like the bus?"
    1 yes "Yes"
    2 no "No"
'
settings() {
	cat >"$D/site.settings" <<END
earshot 1
# Who to write to.
settings bus

opens $1
closes $2 # a day
contact   email "old@council.gov.uk"
contact phone "0116 496 0000"
END
}
amend() { "$EARSHOT" amend "$D" "$@" --by "B. Jones" --why "Postal strike"; }
page() { curl -s -b "$T/jar" -c "$T/jar" -L "$U/$1" >"$T/page"; }
# The page says it within ten seconds.
soon() {
	i=0
	while page "$1" && ! grep -qF -- "$2" "$T/page" && [ $i -lt 50 ]; do
		sleep 0.2
		i=$((i + 1))
	done
	says "$3" "$T/page" "$2"
}
words() { date -d "$1" '+%-d %B %Y'; }

check "a folder" 0 "$EARSHOT" new "$D"
printf '%s' "$FORM" >"$D/consultation.form"
settings "$(day -10)" "$(day 10)"
check "not before it is published" 1 amend --closes "$(day 20)"
check "published" 0 "$EARSHOT" publish "$D"
check "nothing was amended yet" 0 "$EARSHOT" amend "$D"
says "and it says so" "$T/out" "Nothing was amended."

# ---- what cannot be: the whole message each time ------------------------------
sum() { cat "$D/site.settings" "$D/amendments" 2>/dev/null | cksum; }
before=$(sum)
# refuse STATUS MESSAGE ARGUMENTS...: that and nothing else.
refuse() {
	want=$1 message=$2
	shift 2
	"$EARSHOT" amend "$D" "$@" >"$T/said" 2>&1 </dev/null
	got=$?
	printf 'earshot amend: %s\n' "$message" >"$T/want"
	check "status $want: $message" 0 test $got = "$want"
	check "in these words" 0 diff "$T/want" "$T/said"
}
W='--by Bo --why Because'
refuse 2 'say --by NAME, who decided it, and --why TEXT, for the record' --closes "$(day 20)"
refuse 2 'say --by NAME, who decided it, and --why TEXT, for the record' --closes "$(day 20)" --by Bo
refuse 1 '--why is empty' --closes "$(day 20)" --by Bo --why " "
refuse 1 '--by must be one line of plain words' --closes "$(day 20)" --by "$(printf 'a\tb')" --why x
refuse 1 '--why is not text (UTF-8)' --closes "$(day 20)" --by Bo --why "$(printf '\377')"
for odd in 2026-02-30 tomorrow 2027-1-2 "$(day 20) 25:00" "$(day 20)T10:00" "$(day 20) "; do
	refuse 1 "--closes: \`$odd\` is not a date; write year, month, day and, if it matters, the time: 2024-09-08 or \"2024-09-08 17:00\"" --closes "$odd" $W
done
refuse 1 "it closes at $(day 10) 23:59 already" --closes "$(day 10)" $W
refuse 1 "it closes at $(day 10) 23:59, and this is sooner: people who count on that date would come too late. If it must be, add --sooner; the site then says so" --closes "$(day 9)" $W
refuse 1 'it may not close before this time tomorrow: who has begun must be able to finish' --closes "$(day 0)" --sooner $W
refuse 1 "it opened at $(day -10) 00:00, so that cannot be changed any more" --opens "$(day 3)" $W
refuse 1 '--contact: `fax` is not a kind of contact; they are email, phone, post, web and formats' --contact fax 1 $W
refuse 1 'site.settings has no contact web to put right; write one there' --contact web https://x.gov.uk $W
refuse 1 'the contact is "old@council.gov.uk" already' --contact email old@council.gov.uk $W
refuse 1 'what it should say is empty' --contact email "" $W
check "a contact without words is a wrong call" 2 "$EARSHOT" amend "$D" --contact email $W
check "so is --sooner alone" 2 "$EARSHOT" amend "$D" --sooner $W
check "a quotation mark cannot stand in it" 1 amend --contact phone 'say "0116"'
check "none of this changed a byte" 0 test "$before" = "$(sum)"

# ---- while the server runs ---------------------------------------------------
serve_it
U=$url/en
page ""
check "nothing is extended yet" 1 grep -q Extended "$T/page"
curl -s -b "$T/jar" -c "$T/jar" -L --data x=y "$U/start" >"$T/page"
says "somebody begins" "$T/page" "Do you like the bus?"
expires() { sqlite3 "$D/intake.db" 'SELECT expires FROM draft'; }
old=$(expires)
# What only an editor saved is not taken up: it is not on the record.
sed -i 's/0116 496 0000/0000 000 0000/' "$D/site.settings"
sleep 2.1
page ""
says "a change off the record is not shown" "$T/page" "0116 496 0000"
says "and the terminal says why" "$T/served" "site.settings has a change that no amendment made"
# Nor does it come along with an amendment of something else.
cp "$D/site.settings" "$T/edited"
check "amended after that" 0 amend --contact email by-hand@council.gov.uk
sleep 2.1
page ""
says "still not shown" "$T/page" "0116 496 0000"
says "nor what came with it" "$T/page" "old@council.gov.uk"
check "the terminal said so twice" 0 test "$(grep -c 'no amendment made' "$T/served")" = 2
rm "$D/amendments"
settings "$(day -10)" "$(day 10)"
sleep 1.1
page ""
: >"$T/served"
check "extended" 0 amend --closes "$(day 20) 17:00"
says "it says what is and what was" "$T/out" "It now closes at $(day 20) 17:00; it was to close at $(day 10) 23:59."
soon "" "Extended to 5pm on $(words "$(day 20)")." "the first page says so"
says "and what was" "$T/page" "It was to close at 11:59pm on $(words "$(day 10)")."
page q/views
says "the draft is there" "$T/page" "Do you like the bus?"
says "a question page says so" "$T/page" "Extended to 5pm on $(words "$(day 20)")."
new=$(TZ=Europe/London date -d "$(day 20) 17:00" +%s)
check "the draft ends two hours after the new close" 0 test "$(expires)" = $((new + 7200))
check "and not with the old one" 1 test "$old" = $((new + 7200))
check "the cookie too" 0 grep -q "	$((new + 7200))	earshot	" "$T/jar"
check "a contact" 0 amend --contact email new@council.gov.uk
soon "" new@council.gov.uk "is shown"
check "sooner, said to be" 0 amend --closes "$(day 8)" --sooner
soon "" "This now closes sooner, at 11:59pm on $(words "$(day 8)")." "the site says so"
page q/views
end=$(($(TZ=Europe/London date -d "$(day 8) 23:59" +%s) + 60 + 7200))
check "the draft follows" 0 test "$(expires)" = $end
check "the server had nothing to complain of" 1 test -s "$T/served"
stop_it

# ---- amended before anybody looked -------------------------------------------
serve_it
U=$url/en
check "before the first request" 0 amend --contact phone "0116 496 0001"
page ""
says "the first page has it" "$T/page" "0116 496 0001"
stop_it

# ---- the record --------------------------------------------------------------
check "the log" 0 "$EARSHOT" amend "$D"
says "who and why" "$T/out" "closes: \"$(day 10) 23:59\" to \"$(day 20) 17:00\", by B. Jones: Postal strike"
says "settings keep their comments" "$D/site.settings" "# Who to write to."
says "and have the new words" "$D/site.settings" 'contact email "new@council.gov.uk"'
check "the bundle takes the log along" 0 "$EARSHOT" bundle "$D" "$T/out-there"
check "(it is there)" 0 cmp "$D/amendments" "$T/out-there/amendments"
cp "$D/amendments" "$T/log"
sed -i '2s/B. Jones/C. Smith/' "$D/amendments"
check "a changed line is found" 1 "$EARSHOT" amend "$D"
says "with its number" "$T/err" "amendments:2: this line, or one before it, is not as it was written; put the file back from a copy"
sed 2d "$T/log" >"$D/amendments"
check "so is one taken out" 1 amend --closes "$(day 30)"
cp "$T/log" "$D/amendments"

# ---- before it opens, and after it closed ---------------------------------------
settings "$(day 3)" "$(day 9)"
check "it may open on another day" 0 amend --opens "$(day 4)"
says "and says so" "$T/out" "It now opens at $(day 4) 00:00; it was to open at $(day 3) 00:00."
check "not after it closes" 1 amend --opens "$(day 12)"
says "with the mistake" "$T/err" "it would close before it opens"
settings "$(day -9)" "$(day -3)"
refuse 1 "it closed at $(day -3) 23:59, and people were told so; what is closed is not opened again" --closes "$(day 3)" $W
done_testing
