#!/bin/sh
# folders.sh -- what is copied from folder to folder, and where keys go: the
# author's files do, nothing secret does, and odd paths mean what they say.
. "$(dirname "$0")/lib.sh"
D=$T/eol

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "published" 0 "$EARSHOT" publish "$D"
check "rehearsed" 0 "$EARSHOT" rehearse "$D" -n 2
mkdir "$D/private" "$D/out"
cp "$D.keys/analyst.key" "$D/private/analyst.key"
cp "$D.keys/recovery-sheet.pdf" "$D/"
cp -r "$D.keys" "$D/old.keys"
echo notes >"$D/outline.txt"
echo old >"$D/out/report.html"
echo "not to be shown yet" >"$D/documents/unnamed.txt"
echo "to be shown" >"$D/plan.txt"
sed 's/^  owner /  document plan file plan.txt "The plan"\n&/' "$D/consultation.form" >"$T/form"
cp "$T/form" "$D/consultation.form"
check "with a document beside the form" 0 "$EARSHOT" publish "$D" --replace

check "a new one from it" 0 "$EARSHOT" new "$T/next" --from "$D/"
check "takes the author's files" 0 cmp "$D/outline.txt" "$T/next/outline.txt"
for f in intake.db published out private/analyst.key old.keys recovery-sheet.pdf; do
	check "but not $f" 1 test -e "$T/next/$f"
done
check "and has keys of its own" 1 cmp -s "$D/keys/analyst.pub" "$T/next/keys/analyst.pub"

check "a bundle" 0 "$EARSHOT" bundle "$D" "$T/public"
check "has each document that the form names" 0 cmp "$D/plan.txt" "$T/public/plan.txt"
check "and no other file" 1 test -e "$T/public/documents/unnamed.txt"
check "nor a private key" 1 sh -c 'find "$1" -name "*.key" | grep .' sh "$T/public"

check "a bundle inside the folder it is made of" 2 "$EARSHOT" bundle "$D" "$D/published/out"
check "makes nothing" 1 test -e "$D/published/out"
check "a new consultation inside the one it is made from" 2 \
	"$EARSHOT" new "$D/next" --from "$D"
check "makes nothing either" 1 test -e "$D/next"
check "private keys inside the folder" 2 "$EARSHOT" new "$T/in" --keys "$T/in/keys"
check "are refused before anything is made" 1 test -e "$T/in"

mkdir "$T/here is one"
cd "$T/here is one" || exit 1
check "new in this very folder" 0 "$EARSHOT" new .
check "puts the keys beside it" 0 test -e "$T/here is one.keys/analyst.key"
check "and nothing private in it" 1 sh -c 'find . -name "*.key" | grep .'
check "where the other commands find them" 0 sh -c \
	'"$1" publish . && "$1" rehearse . -n 2 && "$1" pull ./' sh "$EARSHOT"
cd "$ROOT" || exit 1
check "the recovery sheet is for its owner alone" 0 sh -c \
	'test "$(stat -c %a "$1")" = 600' sh "$T/here is one.keys/recovery-sheet.pdf"
check "and so are the responses" 0 sh -c \
	'test "$(stat -c %a "$1/intake.db" "$1/cases.db" | sort -u)" = 600' sh "$T/here is one"
done_testing
