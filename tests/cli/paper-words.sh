#!/bin/sh
# paper-words.sh -- the words on paper are those of the form and its translations, in
# the order in which they are to be read; fields to fill in sit with their words, and
# what is filled in comes back under the names that docs/FORMATS.md gives.
. "$(dirname "$0")/lib.sh"
PDF_TOOLS=${PDF_TOOLS:-$ROOT/build/debug/pdf}
D=$T/eol-2024

# words DIR LANG PDF [CATALOGUE...]: compares; what was asked is in $T/asked.
words() {
	dir=$1 lang=$2 pdf=$3
	shift 3
	"$PDF_TOOLS/asked" "$dir" "$lang" >"$T/asked" || return 3
	"$PDF_TOOLS/blocks" "$pdf" >"$T/blocks" || return 3
	node "$ROOT/tests/pdf/words.mjs" "$T/asked" "$pdf" "$T/blocks" "$lang" "$@"
}

check "the example" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
# One question is not translated into Gujarati: it stands there in English.
node -e '
const fs = require("fs"), f = process.argv[1], s = fs.readFileSync(f, "utf8");
const gone = s.replace(/(msgctxt "area"\n(?:#.*\n)*msgid ".*"\n)msgstr ".*"/, "$1msgstr \"\"");
if (gone === s) process.exit(1);
fs.writeFileSync(f, gone);' "$D/locales/gu.po"
check "(a translation is taken out)" 0 msgfmt -o "$D/locales/gu.mo" "$D/locales/gu.po"
check "it is published" 0 "$EARSHOT" publish "$D"
for l in en gu pl ur; do
	po=
	[ $l = en ] || po="$D/locales/$l.po $ROOT/forms/modules/locales/$l.po"
	for z in "" "--large 24" --fillable; do
		check "a proof in $l $z" 0 "$EARSHOT" paper "$D" --lang $l $z --proof
		f=$D/out/paper-$l$(echo "$z" | sed 's/--large /-/; s/--f/-f/').pdf
		check "its words" 0 words "$D" $l "$f" $po
		sed 's/.*pdf: /  /' "$T/out"
	done
done
"$PDF_TOOLS/blocks" "$D/out/paper-gu.pdf" >"$T/blocks"
says "what is not translated is in English, and says so" "$T/blocks" \
	"H4	en	3 Which area do you live in?"
says "and what stands around it in Gujarati" "$T/blocks" "H4	gu	4 "

for l in pa bn ar cy so ro; do
	"$EARSHOT" new "$T/$l" >/dev/null 2>&1
	node "$ROOT/tests/pdf/form-in.mjs" $l >"$T/$l/consultation.form"
	check "a form in $l" 0 "$EARSHOT" publish "$T/$l"
	for z in "" --fillable; do
		check "on paper ($l $z)" 0 "$EARSHOT" paper "$T/$l" $z
		f=$T/$l/out/paper-$l$(echo "$z" | sed 's/--large /-/; s/--f/-f/').pdf
		check "its words ($l $z)" 0 words "$T/$l" $l "$f"
	done
done

# Controls: one word of the form is another; a hint is gone; two options change
# places; an option's code is another.
compare() {
	node "$ROOT/tests/pdf/words.mjs" "$T/other" "$D/out/paper-$1.pdf" "$T/blocks" $1
}
for l in ur en; do
	"$PDF_TOOLS/asked" "$D" $l >"$T/asked"
	"$PDF_TOOLS/blocks" "$D/out/paper-$l.pdf" >"$T/blocks"
	n=$(grep -n "^H.* 1 \|^H	$l	1 " "$T/asked" | head -1 | cut -d: -f1)
	sed "$((n + 3))s/ [^ ]*\$/ xyz/" "$T/asked" >"$T/other"
	check "(another word in $l is seen)" 1 compare $l
	says "(and named)" "$T/out" 'xyz"'
	[ $l = ur ] && says "(and nothing else)" "$T/out" " 1 differences"
	sed "$((n + 2))s/1/2/" "$T/asked" >"$T/other"
	check "(another code in $l is seen)" 1 compare $l
	sed "$((n + 3)){h;d};$((n + 4)){G}" "$T/asked" >"$T/other"
	check "(another order in $l is seen)" 1 compare $l
	sed "$((n + 1))d" "$T/asked" >"$T/other"
	check "(words too many in $l are seen)" 1 compare $l
done
"$PDF_TOOLS/asked" "$D" ur >"$T/other"
"$PDF_TOOLS/blocks" "$D/out/paper-ur.pdf" | sed '40,60s/	ur	/	ar	/' >"$T/blocks"
check "(another language is seen)" 1 compare ur

# ---- filling it in ------------------------------------------------------------------
K=$T/every-kind
check "every kind of question" 0 "$EARSHOT" new "$K"
cp "$ROOT/tests/golden/paper/every-kind.form" "$K/consultation.form"
check "it is published" 0 "$EARSHOT" publish "$K"
check "to fill in on a screen" 0 "$EARSHOT" paper "$K" --edition services --fillable
P=$K/out/paper-en-services-fillable.pdf
# Each name, what it is filled with, and the value that is to come back.
cat >"$T/fill" <<-'END'
	capacity=other
	capacity>other=Łódź, Brașov și Tŷ Gŵyl
	business-name=Baker & Söhne
	staff-count=42
	born/day=3
	born/month=12
	born/year=1970
	moved/month=1
	moved/year=2019
	postcode=LE15
	budget#roads=60
	budget#parks=25
	budget#libraries=15
	why=Roads (all) are worn out.
	first#buses=1
	first#trees=2
	first#lamps=3
	pay=123.45
	happy=7
	parks[clean]=agree
	parks[safe]=dont-know
	parks[near]=strongly-disagree
	wrong=Nothing.
	visits=walk==on
	visits=play==on
	plan=neither
	site-count=2
	site-name[1]=One
	site-name[2]=Two
	proof=A plan
END
set --
while IFS= read -r line; do
	set -- "$@" "$line"
done <"$T/fill"
check "it is filled in by program" 0 "$PDF_TOOLS/fields" "$P" "$T/filled.pdf" "$@"
check "the file is sound" 0 qpdf --check "$T/filled.pdf"
sed 's/==on/=Yes/' "$T/fill" | sort >"$T/want"
# back FILE: what is in it, NAME=VALUE.
back() {
	qpdf --json --json-key=acroform "$1" | jq -r '.acroform.fields[] |
		select(.value != null and .value != "" and .value != "/Off") |
		.fullname + "=" + (.value | ltrimstr("u:") | ltrimstr("/"))' | sort -u
}
back "$T/filled.pdf" >"$T/back"
check "all comes back under its name" 0 diff "$T/want" "$T/back"
back "$P" >"$T/out"
check "(and nothing was there before)" 0 test ! -s "$T/out"
check "(a name that there is not)" 1 "$PDF_TOOLS/fields" "$P" "$T/no.pdf" nothing=1
check "(an answer that there is not)" 1 "$PDF_TOOLS/fields" "$P" "$T/no.pdf" happy=11
check "(more than fits)" 1 "$PDF_TOOLS/fields" "$P" "$T/no.pdf" born/year=19700
"$PDF_TOOLS/fields" "$P" "$T/blank.pdf"
check "a viewer shows what was filled in" 0 node "$ROOT/tests/pdf/filled.mjs" \
	"$T/blank.pdf" "$T/filled.pdf"
cat "$T/out"
pdftotext "$T/filled.pdf" "$T/shown" 2>"$T/err"
says "letters of Polish, Romanian and Welsh too" "$T/shown" "Łódź, Brașov și Tŷ Gŵyl"
check "without a word of its own" 0 test ! -s "$T/err"
check "(a value that is not shown would be seen)" 1 node \
	"$ROOT/tests/pdf/filled.mjs" "$T/filled.pdf" "$T/filled.pdf"
check "(and one that nobody gave)" 1 node "$ROOT/tests/pdf/filled.mjs" \
	"$T/filled.pdf" "$T/blank.pdf"
done_testing
