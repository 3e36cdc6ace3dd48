#!/bin/sh
# start.sh -- tests of new, check, fmt, publish and of wrong calls.
. "$(dirname "$0")/lib.sh"

check "no command is a wrong call" 2 "$EARSHOT"
check "an unknown command is a wrong call" 2 "$EARSHOT" publihs x
says "and the right one is suggested" "$T/err" 'did you mean `publish`?'
check "an unknown option is a wrong call" 2 "$EARSHOT" report x --fromat pdf
check "help lists the commands" 0 "$EARSHOT" help
says "with what they do" "$T/out" "the Report of Findings"

check "the example has no mistakes" 0 "$EARSHOT" check "$ROOT/examples/eol-2024"
silent "and check says nothing about it"
check "new makes a consultation" 0 "$EARSHOT" new "$T/start"
check "whose starter form is clean" 0 "$EARSHOT" check "$T/start"
silent "without a word"
for f in consultation.form strategy.codes; do
	cp "$T/start/$f" "$T/before"
	check "fmt reads $f" 0 "$EARSHOT" fmt "$T/start/$f"
	check "fmt finds nothing to change in $f" 0 cmp "$T/start/$f" "$T/before"
done
check "fmt takes one file" 2 "$EARSHOT" fmt "$T/start"
says "and says which, of a folder" "$T/err" "fmt $T/start/consultation.form"
check "it can be rehearsed at once" 0 sh -c '
	"$1" publish "$2" && "$1" rehearse "$2" -n 12 && "$1" pull "$2" &&
	"$1" code "$2" && "$1" report "$2"' sh "$EARSHOT" "$T/start"
says "with a reminder that the contacts are the starter's" "$T/err" "01632 960000"
says "and what comes next" "$T/out" "earshot report"
check "with comments" 0 sh -c 'test "$(sqlite3 "$1" "SELECT count(*) FROM unit")" -gt 0' \
	sh "$T/start/cases.db"
sed -i 's/Title of the consultation/A better title/' "$T/start/consultation.form"
check "a published version is not replaced unasked" 1 "$EARSHOT" publish "$T/start"
says "and the way to correct words is named" "$T/err" "--wording"
check "it may be replaced while only rehearsals answer it" 0 "$EARSHOT" publish "$T/start" --replace
says "they are named" "$T/out" "12 rehearsal responses"
says "and it is version 1 again" "$T/out" "version 1 "
sqlite3 "$T/start/intake.db" "UPDATE response SET rehearsal = 0"
sed -i 's/A better title/The best title/' "$T/start/consultation.form"
check "but not when real people did" 1 "$EARSHOT" publish "$T/start" --replace
says "with their number" "$T/err" "12 responses"
check "a correction needs a reason" 2 "$EARSHOT" publish "$T/start" --wording
check "and then is one command" 0 "$EARSHOT" publish "$T/start" --wording --why "Shorter"
says "with a number of its own" "$T/out" "version 1.1"
check "private keys are outside the folder" 1 test -e "$T/start/keys/analyst.key"
check "the private key is for its owner alone" 0 sh -c \
	'test "$(stat -c %a "$1")" = 600' sh "$T/start.keys/analyst.key"
check "their folder too" 0 sh -c 'test "$(stat -c %a "$1")" = 700' sh "$T/start.keys"
check "the recovery sheet is a PDF" 0 qpdf --check "$T/start.keys/recovery-sheet.pdf"
check "the sheet holds the whole key" 0 sh -c '
	text=$(pdftotext "$2" - | tr -d " \n\f")
	while read -r line; do
		line=$(echo "$line" | tr -d " ")
		case $text in *"$line"*) ;; *) exit 1 ;; esac
	done <"$1"' \
	sh "$T/start.keys/recovery.key" "$T/start.keys/recovery-sheet.pdf"
cp "$T/start.keys/analyst.key" "$T/before"
check "new never overwrites a consultation" 1 "$EARSHOT" new "$T/start"
rm -r "$T/start"
check "nor keys" 1 "$EARSHOT" new "$T/start"
check "which are as they were" 0 cmp "$T/start.keys/analyst.key" "$T/before"

check "new can start from an old one" 0 "$EARSHOT" new "$T/copy" \
	--from "$ROOT/examples/eol-2024" --opens 2030-01-05 --closes 2030-02-06
says "with new dates" "$T/copy/site.settings" "opens 2030-01-05"
says "and the old time of day" "$T/copy/site.settings" "closes 2030-02-06 23:59"
check "a date must be a day" 2 "$EARSHOT" new "$T/other" --opens 2030-02-30
check "serving needs a published form" 1 "$EARSHOT" serve "$T/copy" --port 0
says "and says what to do" "$T/err" "earshot publish"
check "publish freezes" 0 "$EARSHOT" publish "$T/copy"
check "publishing again changes nothing" 0 "$EARSHOT" publish "$T/copy"
check "there is one frozen version" 0 sh -c \
	'test "$(ls "$1" | grep -c "^[0-9a-f]*$")" = 1' sh "$T/copy/published"
printf '  question x chose one "Hm?"\n' >>"$T/copy/consultation.form"
check "a form with a mistake is not published" 1 "$EARSHOT" publish "$T/copy"
done_testing
