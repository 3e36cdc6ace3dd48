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

# ---- responses keep the words that their author saw
D=$T/seen
"$EARSHOT" new "$D" >/dev/null
rm "$D"/*.codes
sed -i 's/^settings .*/settings seen/' "$D/site.settings"
cat >"$D/consultation.form" <<-'EOF2'
earshot 1
consultation seen "Buses"
  languages en pl

page bus "Your bus"
  question late choose one "Is your bus late?"
    1 yes "Yes"
    2 no "No"
EOF2
"$EARSHOT" words "$D" >/dev/null 2>&1
translate "Buses" "Autobusy"
translate "Your bus" "Twój autobus"
translate "Is your bus late?" "Czy twoj autobus spoznia sie?"
translate "Yes" "Tak"
translate "No" "Nie"
check "a translation with a slip" 0 "$EARSHOT" words "$D"
check "is published" 0 "$EARSHOT" publish "$D"

# page LANGUAGE/PATH [FIELD=VALUE...]: the page is in $T/page.
page() {
	path=$1
	shift
	token=$(sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page" | head -1)
	for pair; do
		set -- "$@" --data-urlencode "$pair"
		shift
	done
	[ $# -eq 0 ] || set -- "$@" --data-urlencode "token=$token"
	curl -s -b "$T/jar" -c "$T/jar" -L "$@" "$url/$path" >"$T/page"
}
# answer DIR LANGUAGE: somebody answers DIR in a rehearsal; their reference
# is in $ref.
answer() {
	rm -f "$T/jar" "$T/page"
	: >"$T/served"
	: >"$T/page"
	"$EARSHOT" serve "$1" --port 0 --rehearsal >>"$T/served" 2>&1 &
	server=$!
	i=0
	until url=$(grep -oE 'http://[0-9.:]+' "$T/served") || [ $i -ge 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	page "$2/"
	page "$2/start" a=b
	page "$2/q/bus" on=late late=yes
	page "$2/check"
	page "$2/send" send=1
	ref=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}' "$T/page" | head -1)
	kill $server
	wait $server
}

answer "$D" pl
first=$ref
sed -i 's/twoj autobus spoznia sie/twój autobus się spóźnia/' "$D/locales/pl.po"
check "the slip is put right" 0 "$EARSHOT" words "$D"
check "and published" 0 "$EARSHOT" publish "$D"
is "the form is the same version" "$(ls -d "$D"/published/*/ | wc -l)" 1
is "both translations are kept" "$(ls "$D"/published/*/locales/pl.*.mo | wc -l)" 2
answer "$D" pl
second=$ref
answer "$D" en
third=$ref
# What a public server sends comes back with the words that it showed.
cp "$D/locales/pl.po" "$T/pl.po"
sed -i 's/twój autobus się spóźnia/ten autobus się spóźnia/' "$D/locales/pl.po"
"$EARSHOT" words "$D" >/dev/null 2>&1
cp -r "$D" "$T/other"
"$EARSHOT" publish "$T/other" >/dev/null
check "another machine has later words" 0 "$EARSHOT" bundle "$T/other" "$T/bundle"
is "a bundle takes all of them along" "$(ls "$T"/bundle/published/*/locales/pl.*.mo | wc -l)" 3
cp "$D/intake.db" "$T/bundle/" && answer "$T/bundle" pl
check "responses are pulled from there" 0 "$EARSHOT" pull "$D" --from "$T/bundle"
is "with the words that were shown" "$(ls "$D"/published/*/locales/pl.*.mo | wc -l)" 3
check "what the first one saw" 0 "$EARSHOT" words "$D" --seen "$first"
says "has the slip" "$T/out" "1. Czy twoj autobus spoznia sie?"
says "and the answers in Polish" "$T/out" "   - Tak"
check "what the second one saw" 0 "$EARSHOT" words "$D" --seen "$second"
says "has not" "$T/out" "1. Czy twój autobus się spóźnia?"
check "what the one at the other machine saw" 0 "$EARSHOT" words "$D" --seen "$ref"
says "is as it was there" "$T/out" "1. Czy ten autobus się spóźnia?"
check "what the one in English saw" 0 "$EARSHOT" words "$D" --seen "$third"
says "is English" "$T/out" "1. Is your bus late?"
check "with no translation" 1 grep -q translation "$T/out"
check "nobody has this one" 1 "$EARSHOT" words "$D" --seen 0000-0000-000
check "this is not one" 2 "$EARSHOT" words "$D" --seen bus
for mo in "$D"/published/*/locales/pl*.mo; do
	printf x >>"$mo"
done
check "words that were changed" 1 "$EARSHOT" words "$D" --seen "$first"
says "are not passed off as theirs" "$T/err" "is not kept here, or was changed"
done_testing
