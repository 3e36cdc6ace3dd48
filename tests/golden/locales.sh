#!/bin/sh
# locales.sh -- every catalogue has every word of the program, and says who has
# checked it.
cd "$(dirname "$0")/../.." || exit 1
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
bad=0
say() { echo "locales: $*"; bad=1; }
# The texts alone: where they stand in the sources does not matter.
texts() { msgattrib --no-location --no-wrap --sort-output "$1" |
	sed '/^#/d; /^msgstr/d; /^"/d'; }

# 1. The template has what the sources say.
make --no-print-directory POT="$T/now.pot" pot || exit 1
texts "$T/now.pot" >"$T/now"
texts locales/earshot.pot >"$T/kept"
if ! cmp -s "$T/now" "$T/kept"; then
	say "the program's words have changed. Run \`make po\`, translate what" \
	    "is new in each locales/*.po, and commit them:"
	diff "$T/kept" "$T/now" | grep '^[<>] msg'
fi

# 2. Each catalogue is whole.
n=0
for po in locales/*.po; do
	n=$((n + 1))
	tag=$(basename "$po" .po)
	msgfmt --check -o "$T/$tag.mo" "$po" || say "$po is not sound"
	for state in untranslated only-fuzzy only-obsolete; do
		msgattrib --$state --no-wrap "$po" | grep '^msgid "..*"' >"$T/$state"
		[ -s "$T/$state" ] || continue
		case $state in
		untranslated) say "$po: to be translated:" ;;
		only-fuzzy) say "$po: marked fuzzy; see to it and take the mark away:" ;;
		*) say "$po: not used any more; take these out:" ;;
		esac
		cat "$T/$state"
	done
	texts "$po" >"$T/po"
	cmp -s "$T/kept" "$T/po" || say "$po: its texts are not those of" \
	    "locales/earshot.pot: run \`make po\`"
	grep -q "^\"Language: $tag\\\\n\"$" "$po" || say "$po: its Language is not $tag"
	# A draft has no name, and what was checked has one and a day.
	case $(sed -n 's/^"X-Earshot-Review: \(.*\)\\n"$/\1/p' "$po") in
	draft) grep -q '^"X-Earshot-Checked-By: *\\n"$' "$po" ||
		say "$po: a draft that somebody has checked?" ;;
	checked) grep -qE '^"X-Earshot-Checked-By: [^,"]+, 20[0-9]{2}-[0-9]{2}-[0-9]{2}\\n"$' "$po" ||
		say "$po: X-Earshot-Checked-By needs a name and a day: Name, 2026-01-31" ;;
	*) say "$po: X-Earshot-Review must be draft or checked" ;;
	esac
done
[ $n -ge 9 ] || say "only $n catalogues"

# 3. xgettext reads only words that stand alone, or in TR().
loose() { for f in "$@"; do tr -d '\n' <"$f" | grep -oE \
	'\b((tr|tr_in|para|button)\([^;"]*\? *"|(row|section|unkept)\(v, *")[^"]*"'
	done | sed 's/[[:space:]]\+/ /g'; }
loose survey/site/*.c locales/*.c forms/paper*.c print/paper*.c print/pdf/paper*.c >"$T/loose"
[ -s "$T/loose" ] && { say "not found by \`make pot\`; put TR() around:"; cat "$T/loose"; }

# 4. These checks bite: a text too many, one too few, one left open.
cp locales/pl.po "$T/pl.po"
sed -i 's/^msgstr "Wstecz"$/msgstr ""/' "$T/pl.po"
[ "$(msgattrib --untranslated "$T/pl.po" | grep -c '^msgid "Back"')" = 1 ] ||
	say "control: a text without a translation was not found"
sed '/^msgid "Back"$/s/Back/Forth/' locales/earshot.pot >"$T/other.pot"
texts "$T/other.pot" >"$T/other"
cmp -s "$T/kept" "$T/other" && say "control: a changed text was not found"

printf 'tr(v->lo, a ?\n    "This" :\n    TR("That")); row(v, "Those");' >"$T/loose.c"
[ "$(loose "$T/loose.c" | wc -l)" = 2 ] || say "control: words without TR were not found"

[ $bad = 0 ] && echo "locales: $n catalogues of $(grep -c '^msgid "..*"' "$T/kept") texts"
exit $bad
