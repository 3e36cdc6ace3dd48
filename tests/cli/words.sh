#!/bin/sh
# words.sh -- a form in another language: the template, the translator's file,
# an edit that makes exactly one entry stale, signing off, and what voids it.
. "$(dirname "$0")/lib.sh"
D=$T/buses
mkdir "$D"
cat >"$D/consultation.form" <<-'EOF2'
earshot 1
consultation buses "Buses"
  languages en pl

page bus "Your bus"
  # translators: the number on the front of the bus
  question bus line "Which bus do you take?"
    stand-in "your bus"
  question late choose one "Is {bus} late?"
    1 yes "Yes"
    2 no "No"
EOF2

# translate ID WORDS: fills in one entry of pl.po.
translate() {
	awk -v id="msgid \"$1\"" -v words="$2" '
	$0 == id { found = 1 }
	found && /^msgstr ""$/ { print "msgstr \"" words "\""; found = 0; next }
	{ print }' "$D/locales/pl.po" >"$T/po" && mv "$T/po" "$D/locales/pl.po"
}
# entries WHAT: how many entries of pl.po are so.
entries() {
	msgattrib "--$1" --no-obsolete "$D/locales/pl.po" | grep -c '^msgctxt'
}
is() {	# NAME GOT WANT
	count=$((count + 1))
	if [ "$2" = "$3" ]; then
		echo "ok - $1"
	else
		bad=$((bad + 1))
		echo "not ok - $1: $2, not $3"
	fi
}

check "the words are written" 0 "$EARSHOT" words "$D"
says "nothing is translated" "$T/out" "pl: 0 of 7 translated, 7 missing"
says "a message has its context" "$D/locales/consultation.pot" \
    'msgctxt "late.yes"'
says "and its note" "$D/locales/consultation.pot" \
    "#. the number on the front of the bus"
says "placeholders stay" "$D/locales/consultation.pot" 'msgid "Is {bus} late?"'
says "Polish has three plural forms" "$D/locales/pl.po" "nplurals=3"
cp "$D/locales/pl.po" "$T/before"
check "again" 0 "$EARSHOT" words "$D"
check "changes nothing" 0 cmp "$T/before" "$D/locales/pl.po"
check "it cannot be signed off" 1 "$EARSHOT" words "$D" --sign-off pl --by "A B"
says "because words are missing" "$T/err" "7 of 7 words"

translate "Buses" "Autobusy"
translate "Your bus" "Twój autobus"
translate "Which bus do you take?" "Którym autobusem jeździsz?"
translate "your bus" "twój autobus"
translate "Yes" "Tak"
translate "No" "Nie"
translate "Is {bus} late?" "Czy {buss} się spóźnia?"
check "a placeholder that is lost is a mistake" 1 "$EARSHOT" words "$D"
says "which is named" "$T/err" "[E254]"
sed 's/{buss}/{bus}/' "$D/locales/pl.po" >"$T/po"
mv "$T/po" "$D/locales/pl.po"
check "until the file is compiled" 0 "$EARSHOT" check "$D"
says "the checker asks for it" "$T/err" "[W737]"
check "all is translated" 0 "$EARSHOT" words "$D" --lang pl
says "and counted" "$T/out" "pl: 7 of 7 translated"
says "it is not open yet" "$T/out" "only in rehearsals: nobody"
check "a language that the form has not" 2 "$EARSHOT" words "$D" --lang gu
check "a name is needed" 2 "$EARSHOT" words "$D" --sign-off pl
check "it is signed off" 0 "$EARSHOT" words "$D" --sign-off pl --by "A B"
says "by name" "$T/out" "signed off by A B"
check "the checker has nothing to say" 0 "$EARSHOT" check "$D"
silent "nothing at all"

# One English text changes: exactly that entry is stale.
sed 's/Which bus do you take/Which bus do you take most/' \
    "$D/consultation.form" >"$T/form"
mv "$T/form" "$D/consultation.form"
check "after an edit" 0 "$EARSHOT" words "$D"
says "one is stale" "$T/out" "pl: 6 of 7 translated, 1 changed since"
is "exactly that one is fuzzy" "$(entries only-fuzzy)" 1
says "it is the one that changed" "$D/locales/pl.po" \
    '#| msgid "Which bus do you take?"'
says "and the language is closed" "$T/out" "only in rehearsals"
check "the checker says so" 0 "$EARSHOT" check "$D"
says "the stale one" "$T/err" "[W733]"
says "the void signature" "$T/err" "[W736]"
msgattrib --clear-fuzzy --clear-previous "$D/locales/pl.po" >"$T/po"
mv "$T/po" "$D/locales/pl.po"
check "looked at" 0 "$EARSHOT" words "$D"
says "the old signature does not count" "$T/out" \
    "only in rehearsals: the form's own words changed after A B"
check "read again" 0 "$EARSHOT" words "$D" --sign-off pl --by "C D"
says "it is open" "$T/out" "signed off by C D"

# Another translation of the same English voids it as well.
sed 's/msgstr "Tak"/msgstr "No tak"/' "$D/locales/pl.po" >"$T/po"
mv "$T/po" "$D/locales/pl.po"
check "other words in Polish" 0 "$EARSHOT" words "$D"
says "void it too" "$T/out" "the translation changed after C D"

# A row that bends its words keeps them.
cat >>"$D/consultation.form" <<-'EOF2'
use towns version 1
page towns "Towns"
  repeat t in town
    question go choose one "Do you go to {t.title}?"
      1 yes "Yes"
      2 no "No"
EOF2
cat >"$D/towns.codes" <<-'EOF2'
earshot 1
codebook towns version 1 "Towns"
kind town "Town"
town T1 "Ashby"
town T2 "Oakham"
EOF2
check "a repeat" 0 "$EARSHOT" words "$D"
printf '\nmsgctxt "go[T2]"\nmsgid "Do you go to {t.title}?"\nmsgstr "%s"\n' \
    "Czy bywasz w {t.title}?" >>"$D/locales/pl.po"
check "a row of its own" 0 "$EARSHOT" words "$D"
says "is kept" "$D/locales/pl.po" 'msgctxt "go[T2]"'
check "no scratch is left" 1 sh -c "ls -A '$D/locales' | grep words-"
done_testing
