#!/bin/sh
# formats.sh -- other people's formats, from outside: a workbook comes in and a
# consultation is made of it; a consultation goes out.
. "$(dirname "$0")/lib.sh"
G=$ROOT/tests/golden

check "a workbook goes out" 0 "$EARSHOT" export "$G/export/kinds.form" --format xlsform -o "$T/kinds.xlsx"
says "what has no place is listed" "$T/err" "not carried"
check "the same bytes again" 0 "$EARSHOT" export "$G/export/kinds.form" --format xlsform -o "$T/again.xlsx"
check "are the same" 0 cmp "$T/kinds.xlsx" "$T/again.xlsx"
for f in triple-s json-schema codebook-html codebook-csv; do
	check "$f goes out" 0 "$EARSHOT" export "$G/export/kinds.form" --format $f -o "$T/kinds.$f"
done
check "to standard output as well" 0 "$EARSHOT" export "$G/export/kinds.form" --format triple-s
cp "$T/out" "$T/printed"
check "is the same" 0 cmp "$T/printed" "$T/kinds.triple-s"

check "the workbook comes in" 0 "$EARSHOT" import "$T/new" xlsform "$T/kinds.xlsx"
says "what was guessed is listed" "$T/err" "guessed"
says "and kept" "$T/new/import-notes.txt" "guessed"
check "it is sound" 0 "$EARSHOT" check "$T/new"
check "it can be published" 0 "$EARSHOT" publish "$T/new"
check "and rehearsed" 0 "$EARSHOT" rehearse "$T/new" -n 5 --seed 1
check "keys stay beside it" 0 test -e "$T/new.keys/analyst.key"
check "the published version goes out" 0 "$EARSHOT" export "$T/new" --format codebook-csv --published
says "with its questions" "$T/out" '"capacity"'
check "nothing is overwritten" 1 "$EARSHOT" import "$T/new" xlsform "$T/kinds.xlsx"
says "and what to name is said" "$T/err" "a folder that is not there yet"

cp "$G/import/version-6.lss" "$T/made up.lss"
check "the form alone" 0 "$EARSHOT" import --form-only limesurvey "$T/made up.lss"
cp "$T/out" "$T/printed"
check "is printed" 0 cmp "$T/printed" "$G/import/version-6.form"
cp "$G/import/version-3.lss" "$T/made up.lss"
cp "$G/import/version-6.lss" "$T/two.lss"
check "one in two languages comes in" 0 "$EARSHOT" import "$T/two" limesurvey "$T/two.lss"
says "with the other as a draft" "$T/two/locales/pl.po" 'msgstr "Ile masz lat?"'
check "a LimeSurvey file comes in" 0 "$EARSHOT" import "$T/lime" limesurvey "$T/made up.lss"
check "and is sound" 0 "$EARSHOT" check "$T/lime"

echo "no workbook" >"$T/text.xlsx"
check "what is no workbook is refused" 1 "$EARSHOT" import "$T/no" xlsform "$T/text.xlsx"
check "and nothing is made" 1 test -e "$T/no"
check "nor is a format that is not known" 2 "$EARSHOT" export "$T/new" --format dbase
check "nor a kind" 2 "$EARSHOT" import "$T/no" word "$T/text.xlsx"
check "nor a file that is not there" 3 "$EARSHOT" import "$T/no" xlsform "$T/none.xlsx"
done_testing
