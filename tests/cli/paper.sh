#!/bin/sh
# paper.sh -- the questionnaire on paper: in four languages and three sizes it is
# accessible, and a scanner finds on each page which one it is.
. "$(dirname "$0")/lib.sh"
PDFCHECK=${PDFCHECK:-$ROOT/build/debug/pdfcheck}
D=$T/eol-2024

check "the example" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "before it is published there is no paper" 1 "$EARSHOT" paper "$D"
says "and it says what to do" "$T/err" "earshot publish"
check "it is published" 0 "$EARSHOT" publish "$D"

check "in English" 0 "$EARSHOT" paper "$D"
says "where it is" "$T/out" "$D/out/paper-en.pdf: "
check "large" 0 "$EARSHOT" paper "$D" --large 18
check "larger" 0 "$EARSHOT" paper "$D" --large 24
check "to fill in on a screen" 0 "$EARSHOT" paper "$D" --fillable
check "another size is refused" 2 "$EARSHOT" paper "$D" --large 20
says "saying which there are" "$T/err" "18 or 24"
check "a language that nobody checked is refused" 1 "$EARSHOT" paper "$D" --lang gu
says "saying how to look at it" "$T/err" "--proof"
check "a language that it is not in is refused" 1 "$EARSHOT" paper "$D" --lang fr
says "saying where they are listed" "$T/err" "languages"
check "an edition that there is not" 1 "$EARSHOT" paper "$D" --edition quick
for l in gu pl ur; do
	for z in "" "--large 18" "--large 24" --fillable; do
		check "a proof in $l $z" 0 "$EARSHOT" paper "$D" --lang $l $z --proof
	done
done

for f in "$D"/out/paper-*.pdf; do
	which=$(basename "$f" .pdf)
	check "$which is PDF/UA-1" 0 "$PDFCHECK" "$f"
	case $which in *-fillable) continue ;; esac
	n=$(pdfinfo "$f" | sed -n 's/^Pages: *//p')
	check "$which has whole sheets: $n pages" 0 test $((n % 4)) = 0
done

# marks FILE: the code of each page, in order.
marks() {
	rm -f "$T"/page-*
	pdftoppm -r 110 -gray "$1" "$T/page"
	for p in "$T"/page-*; do zbarimg -q --raw "$p" 2>/dev/null; done
}
hash=$(basename "$(ls -d "$D"/published/*/ | head -1)" | cut -c 1-12 | tr a-f A-F)
for l in en ur; do
	f=$D/out/paper-$l.pdf
	n=$(pdfinfo "$f" | sed -n 's/^Pages: *//p')
	L=$(echo $l | tr a-z A-Z)
	marks "$f" >"$T/marks"
	i=1
	while [ $i -le "$n" ]; do
		echo "EARSHOT 1 EOL-2024 $hash $L 0 $i:$n"
		i=$((i + 1))
	done >"$T/want"
	check "a scanner reads all $n codes ($l)" 0 cmp "$T/marks" "$T/want"
done
sed -i 's/ 2:/ 3:/' "$T/want"
check "(a wrong page would be seen)" 1 cmp "$T/marks" "$T/want"

# Copies with numbers: the register gives each once, and the log says who.
check "three copies with numbers" 0 "$EARSHOT" paper "$D" --copies 3 --by ann
says "are in one file" "$T/out" "paper-en-000018-000034.pdf: 3 copies of "
check "and two more" 0 "$EARSHOT" paper "$D" --copies 2 --by ann --large 18
says "go on with the numbers" "$T/out" "paper-en-18-000042-000059.pdf: 2 copies of "
check "copies are PDF/UA-1" 0 "$PDFCHECK" "$D/out/paper-en-000018-000034.pdf"
marks "$D/out/paper-en-000018-000034.pdf" | awk '{ print $6 }' | uniq -c | awk '{ print $2 }' >"$T/marks"
printf '000018\n000026\n000034\n' >"$T/want"
check "a scanner finds their numbers, one copy after the other" 0 cmp "$T/marks" "$T/want"
check "the log" 0 "$EARSHOT" tasks "$D" --audit
says "says who printed them" "$T/out" "printed copies"
check "a proof is not numbered" 2 "$EARSHOT" paper "$D" --copies 2 --proof
check "nor are none" 2 "$EARSHOT" paper "$D" --copies 0
check "nor is another sort of file" 2 "$EARSHOT" paper "$D" -o "$T/paper.txt"

# What the folder of frozen versions says about itself, once more: after a change
# that is not published the paper is still the old one.
cp "$D/out/paper-en.pdf" "$T/before.pdf"
sed -i 's/In what capacity are you responding/As whom do you answer/' "$D/consultation.form"
check "after a change that is not published" 0 "$EARSHOT" paper "$D"
check "paper is as it was" 0 cmp "$T/before.pdf" "$D/out/paper-en.pdf"
done_testing
