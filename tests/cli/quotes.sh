#!/bin/sh
# quotes.sh -- nothing that a person wrote is printed before somebody has read
# it, and then in the words that were allowed.
. "$(dirname "$0")/lib.sh"
D=$T/eol
report() { "$EARSHOT" report "$D" --format html; }
quoted() { grep -c '<blockquote' "$D/out/report.html"; }

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "published" 0 "$EARSHOT" publish "$D"
check "rehearsed" 0 "$EARSHOT" rehearse "$D" -n 80 --seed 4
check "pulled" 0 "$EARSHOT" pull "$D"
check "coded" 0 "$EARSHOT" code "$D"
check "reported" 0 report
check "a rehearsal is quoted: its words are made up" 0 quoted
check "so there is nothing to read" 0 "$EARSHOT" quotes "$D"
says "and it says so" "$T/out" "0 to read"

# The same responses as if people had sent them.
sqlite3 "$D/cases.db" "UPDATE response SET rehearsal = 0,
	json = replace(json, '\"rehearsal\":true', '\"rehearsal\":false')"
check "reported again" 0 report
says "with a note" "$T/err" "nobody is quoted yet"
check "nobody is quoted" 1 quoted
check "comments to read" 0 "$EARSHOT" quotes "$D"
check "are written down for their owner alone" 0 sh -c \
	'test "$(stat -c %a "$1")" = 600' sh "$D/quotations.txt"
check "none of them allowed" 1 grep -q '^yes' "$D/quotations.txt"
check "reported" 0 report
check "still nobody is quoted" 1 quoted

# Somebody reads two: one is shortened, one is refused.
awk '/^\?/ && ++n == 1 { sub(/\?/, "yes"); print; getline
	print "    We waited two days for the [equipment]."; next }
	/^\?/ && n == 2 { sub(/\?/, "no") } { print }' "$D/quotations.txt" >"$T/read"
cp "$T/read" "$D/quotations.txt"
check "reported" 0 report
check "one is quoted" 0 sh -c 'test "$(grep -c "<blockquote" "$1")" = 1' sh "$D/out/report.html"
says "in the words that were allowed" "$D/out/report.html" "We waited two days for the [equipment]."
check "more to read" 0 "$EARSHOT" quotes "$D"
says "keeps what was decided" "$T/out" "1 may be printed, 1 may not"
check "what is there is not offered twice" 0 sh -c '
	test "$(grep -E "^(yes|no|\?)" "$1" | cut -d" " -f2- | sort | uniq -d | wc -l)" = 0' \
	sh "$D/quotations.txt"

echo "maybe X why" >>"$D/quotations.txt"
check "a line that cannot be read" 1 report
says "is named" "$T/err" "quotations.txt:"
done_testing
