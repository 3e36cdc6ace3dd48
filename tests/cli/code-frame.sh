#!/bin/sh
# code-frame.sh -- `earshot code DIR frame`: the frame is printed, changed by versions, and
# what is wrong with a new one is said before anything is changed; and suggestions.
. "$(dirname "$0")/lib.sh"
D=$T/eol
check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "is published" 0 "$EARSHOT" publish "$D"
check "nothing came yet" 1 "$EARSHOT" code "$D" frame
says "and what to do is said" "$T/err" "earshot pull $D"
check "made-up answers" 0 "$EARSHOT" rehearse "$D" -n 40 --seed 1
check "come in" 0 "$EARSHOT" pull "$D"
check "the frame is the published codebook" 0 "$EARSHOT" code "$D" frame
cp "$T/out" "$T/one.codes"
check "as it is" 0 cmp "$T/one.codes" "$D/strategy.codes"
check "the same again" 1 "$EARSHOT" code "$D" frame "$T/one.codes"
says "is no other" "$T/err" "this is the frame that is used now, version 1"
sed 's/^codebook strategy version 1/codebook strategy version 2/' "$T/one.codes" >"$T/two.codes"
cat >>"$T/two.codes" <<'END'

theme T90 "Pets"
  covers  "Animals in homes and hospices"
  example "Could my dog visit"
  match   dog or cat or pet*
END
check "what would change" 0 "$EARSHOT" code "$D" frame "$T/two.codes" --check
says "is said" "$T/out" "T90 “Pets” is new."
says "and that nothing was" "$T/out" "Nothing was changed"
check "it is not kept" 0 "$EARSHOT" code "$D" frame
cp "$T/out" "$T/now.codes"
check "(the first is still used)" 0 cmp "$T/now.codes" "$T/one.codes"
check "it is kept" 0 "$EARSHOT" code "$D" frame "$T/two.codes" --why "dogs" --by Kim
says "from now on" "$T/out" "Version 2 of the code frame is used from now on."
check "and printed" 0 "$EARSHOT" code "$D" frame
cp "$T/out" "$T/now.codes"
check "as it was given" 0 cmp "$T/now.codes" "$T/two.codes"
sed 's/^codebook strategy version 2/codebook strategy version 3/; /^theme T90/,$d' \
	"$T/two.codes" >"$T/three.codes"
check "a code is gone" 1 "$EARSHOT" code "$D" frame "$T/three.codes"
says "and what to write is said" "$T/err" 'write `retire T90` below `changes from 2`'
says "with its place" "$T/err" "three.codes:"
printf '\nchanges from 2\n  retire T90\n' >>"$T/three.codes"
check "with the line" 0 "$EARSHOT" code "$D" frame "$T/three.codes" --by Kim
says "it is said" "$T/out" "T90 “Pets” is no longer used."
sed 's/version 3/version 9/; /^changes/,$d' "$T/three.codes" >"$T/nine.codes"
check "a version that is not the next" 1 "$EARSHOT" code "$D" frame "$T/nine.codes"
says "is refused" "$T/err" "has to be version 4: it says 9"
sed 's/version 3/version 4/; /^changes/,$d; s/^priority P3 /priority P33 /; s/under  *P3$/under P33/' "$T/three.codes" \
	>"$T/four.codes"
printf '\nchanges from 3\n  rename P3 into P33\n' >>"$T/four.codes"
check "what the form asks about" 1 "$EARSHOT" code "$D" frame "$T/four.codes"
says "stays" "$T/err" 'the form asks about `P3`'
printf 'earshot 1\nsettings x\n' >"$T/no.codes"
check "no codebook" 1 "$EARSHOT" code "$D" frame "$T/no.codes"
says "is told apart" "$T/err" "not a codebook [E112]"
check "nothing is to be looked at again" 0 "$EARSHOT" code "$D" again
says "as is said" "$T/out" "0 to be looked at again."
check "all of it is in the log" 0 "$EARSHOT" verify "$D"
says "by versions" "$T/out" "codings: 0, by 3 versions of the frame"
# What the program would say, and who sent the same: nothing is coded by it.
check "suggestions" 0 "$EARSHOT" code "$D" suggest --most 5
says "each with its reason" "$T/out" ", by its rule: “"
says "are only that" "$T/out" "Nothing is coded until somebody says so."
says "and people read none yet" "$T/out" "of which people read 0."
cp "$T/out" "$T/once"
check "there are as many as were asked for" 0 test "$(grep -c '^comment ' "$T/once")" = 5
check "again" 0 "$EARSHOT" code "$D" suggest --most 5
cp "$T/out" "$T/twice"
check "they are the same" 0 cmp "$T/once" "$T/twice"
check "no number" 2 "$EARSHOT" code "$D" suggest --most many
check "what was sent several times" 0 "$EARSHOT" code "$D" campaigns
says "counts all the same" "$T/out" "All of them count."
check "it changed nothing" 0 "$EARSHOT" verify "$D"
says "as was said" "$T/out" "codings: 0, by 3 versions of the frame"
check "rules still code" 0 "$EARSHOT" code "$D"
check "what it is not" 2 "$EARSHOT" code "$D" fram
done_testing
