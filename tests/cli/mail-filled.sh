#!/bin/sh
# mail-filled.sh -- a questionnaire that was filled in on a screen and emailed says
# the same as one answered online: of people with made-up answers, every question.
. "$(dirname "$0")/lib.sh"
: "${MAILFILLED:?}" "${PDF_TOOLS:?}"
K=$T/every-kind
check "every kind of question" 0 "$EARSHOT" new "$K"
cp "$ROOT/tests/golden/paper/every-kind.form" "$K/consultation.form"
check "it is published" 0 "$EARSHOT" publish "$K"
for e in people services; do
	check "to fill in, for $e" 0 "$EARSHOT" paper "$K" --edition $e --fillable
done
D=$T/eol
check "the example" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "is published" 0 "$EARSHOT" publish "$D"
check "and on paper" 0 "$EARSHOT" paper "$D" --fillable

# mailed PDF: as a message.
mailed() {
	printf 'From: a@b.example\nSubject: Filled in\nMIME-Version: 1.0\n'
	printf 'Content-Type: multipart/mixed; boundary=x\n\n--x\n\nIt is attached.\n--x\n'
	printf 'Content-Type: application/pdf; name="q.pdf"\nContent-Transfer-Encoding: base64\n\n'
	base64 "$1"
	printf -- '--x--\n'
}
# comes_back DIR PDF NAME: what is in $T/fill, through PDF and mail.
comes_back() {
	rm -f "$T/filled.pdf" "$T/keyed"
	dir=$1 pdf=$2 who=$3
	set --
	while IFS= read -r line; do
		set -- "$@" "$line"
	done <"$T/fill"
	check "$who fills it in" 0 "$PDF_TOOLS/fields" "$pdf" "$T/filled.pdf" "$@"
	mailed "$T/filled.pdf" >"$T/filled.eml"
	check "it comes back" 0 "$MAILFILLED" "$dir" "$T/filled.eml" "$T"
	check "and says what $who says online" 0 diff "$T/online" "$T/keyed"
}
for seed in 1 2 3 4 5 6 7 8; do
	check "somebody ($seed)" 0 "$MAILFILLED" -r $seed "$K" "$T"
	comes_back "$K" "$K/out/paper-en-$(cat "$T/out")-fillable.pdf" "somebody ($seed)"
	check "somebody of the example ($seed)" 0 "$MAILFILLED" -r $seed "$D" "$T"
	comes_back "$D" "$D/out/paper-en-fillable.pdf" "somebody of the example ($seed)"
done
# Controls: another answer is seen, another form is none of ours, and so is a blank one.
sed -i '1s/$/x/' "$T/online"
check "(another answer is seen)" 1 diff "$T/online" "$T/keyed"
check "a form of another consultation is not taken for ours" 1 \
	"$MAILFILLED" "$K" "$T/filled.eml" "$T"
mailed "$D/out/paper-en-fillable.pdf" >"$T/blank.eml"
check "a blank one gives no answers" 1 "$MAILFILLED" "$D" "$T/blank.eml" "$T"
# Saved by a program that packs its objects together.
qpdf --object-streams=generate "$T/filled.pdf" "$T/packed.pdf"
mailed "$T/packed.pdf" >"$T/packed.eml"
cp "$T/keyed" "$T/before"
check "saved in another way" 0 "$MAILFILLED" "$D" "$T/packed.eml" "$T"
check "it says the same" 0 diff "$T/before" "$T/keyed"
# Sent again: the same boxes are the same answer, whatever is written around them.
covered() { mailed "$1" | sed "s/It is attached\./$2/"; }
is() { # NAME WANT SQL
	check "$1" 0 test "$(sqlite3 "$D/cases.db" "$3")" = "$2"
}
state() { is "$1" "$2" "SELECT state FROM message ORDER BY id DESC LIMIT 1"; }
# taken NAME PDF COVER
taken() {
	covered "$2" "$3" >"$T/sent.eml"
	check "$1" 0 "$EARSHOT" import "$D" mail "$T/sent.eml"
}
taken "a questionnaire is taken in" "$T/filled.pdf" "Here is mine."
state "it is to confirm" confirm
taken "and the same with another note" "$T/filled.pdf" \
	"I am not sure whether my questionnaire reached you last week, so here it comes again."
state "repeats it" repeat
is "as is said" 1 "SELECT count(*) FROM message WHERE why LIKE 'the same boxes%'"
check "(with something else filled in)" 0 "$MAILFILLED" -r 99 "$D" "$T"
set --
while IFS= read -r line; do
	set -- "$@" "$line"
done <"$T/fill"
check "(in the PDF)" 0 "$PDF_TOOLS/fields" "$D/out/paper-en-fillable.pdf" "$T/other.pdf" "$@"
taken "another with the same note" "$T/other.pdf" "Here is mine."
state "is another response" confirm
done_testing
