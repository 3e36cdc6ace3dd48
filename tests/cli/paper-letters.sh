#!/bin/sh
# paper-letters.sh -- the letters of the questionnaire on paper, in ten languages and
# three sizes, are those that HarfBuzz and FriBidi give for its words, and each has
# its room; a fault of each kind is found.
. "$(dirname "$0")/lib.sh"
PDF_TOOLS=${PDF_TOOLS:-$ROOT/build/debug/pdf}
shaped=$PDF_TOOLS/shaped
D=$T/eol-2024

check "the example" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "it is published" 0 "$EARSHOT" publish "$D"
for l in en gu pl ur; do
	for z in "" "--large 18" "--large 24" --fillable; do
		check "a proof in $l $z" 0 "$EARSHOT" paper "$D" --lang $l $z --proof
	done
done
for f in "$D"/out/*.pdf; do
	check "the letters of $(basename "$f")" 0 "$shaped" "$f"
	grep -q "; 0 mismatches" "$T/out" && sed 's/.*pdf: /  /' "$T/out"
done

# Forms whose own words are those of our catalogues, and mean nothing together.
for l in pa bn ar cy so ro; do
	check "a form in $l" 0 "$EARSHOT" new "$T/$l"
	node "$ROOT/tests/pdf/form-in.mjs" $l >"$T/$l/consultation.form"
	check "it is published ($l)" 0 "$EARSHOT" publish "$T/$l"
	for z in "" "--large 18"; do
		check "on paper ($l $z)" 0 "$EARSHOT" paper "$T/$l" $z
	done
	for f in "$T/$l"/out/*.pdf; do
		check "the letters of $(basename "$f")" 0 "$shaped" "$f"
		grep -q "; 0 mismatches" "$T/out" && sed 's/.*pdf: /  /' "$T/out"
	done
done
for s in pa:Guru bn:Beng ar:Arab ro:Latn; do
	l=${s%:*}
	"$shaped" "$T/$l/out/paper-$l.pdf" >"$T/out"
	says "($l is in its script)" "$T/out" "${s#*:}"
done

# Controls: a glyph is spoilt after it was read.
for f in "$D/out/paper-gu.pdf" "$D/out/paper-ur.pdf" "$T/bn/out/paper-bn.pdf"; do
	for k in swap move raise mark crowd; do
		check "($(basename "$f"): $k is seen)" 1 "$shaped" --fault $k "$f"
	done
done
for k in swap move raise crowd; do
	check "(English: $k is seen)" 1 "$shaped" --fault $k "$D/out/paper-en.pdf"
done
check "(English has no mark to leave out)" 4 "$shaped" --fault mark \
	"$D/out/paper-en.pdf"

# Controls: programs that shape wrongly.
for l in gu ur; do
	check "(no joins or conjuncts in $l)" 0 "$PDF_TOOLS/unshaped" paper "$D" \
		--lang $l --proof -o "$T/unshaped.pdf"
	check "(that is seen)" 1 "$shaped" "$T/unshaped.pdf"
	says "(as another glyph)" "$T/out" "another glyph"
	check "(marks out of place in $l)" 0 "$PDF_TOOLS/unplaced" paper "$D" \
		--lang $l --proof -o "$T/unplaced.pdf"
	check "(that is seen)" 1 "$shaped" "$T/unplaced.pdf"
	says "(as a place)" "$T/out" "em from its place"
done
done_testing
