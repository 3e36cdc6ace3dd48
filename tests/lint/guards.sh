# guards.sh -- every guard that the attacks cut out is still where its list says.
# It is known again in a second here, and not first when all is built.
bad=0
out=$(mktemp)
for list in guards desk-guards; do
	for name in $(sed -n 's/^\([a-z]*\)\t.*/\1/p' "tests/attacks/$list"); do
		sh tests/attacks/cut.sh "$name" "$out" "$list" || bad=1
	done
done
rm -f "$out"
exit $bad
