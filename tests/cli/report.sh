#!/bin/sh
# report.sh -- the report of a rehearsal: checked by readers of PDF that are
# not ours, traced to its responses, and the same bytes wherever it is made.
. "$(dirname "$0")/lib.sh"
PDFCHECK=${PDFCHECK:?}
D=$T/eol

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "published" 0 "$EARSHOT" publish "$D"
check "400 rehearsed respondents" 0 "$EARSHOT" rehearse "$D" -n 400 --seed 7
check "pulled" 0 "$EARSHOT" pull "$D"
check "coded" 0 "$EARSHOT" code "$D"
check "reported" 0 "$EARSHOT" report "$D"

check "our checker finds no fault in the PDF" 0 "$PDFCHECK" "$D/out/report.pdf"
check "nor does qpdf" 0 qpdf --check "$D/out/report.pdf"
check "the text comes out in reading order" 0 sh -c '
	pdfinfo -struct-text "$1" >"$2"' sh "$D/out/report.pdf" "$T/struct"
says "with its headings" "$T/struct" "Method and limits"
check "page, tables and counts agree" 0 node "$ROOT/tests/crosscheck/crosscheck.mjs" \
	--html "$D/out/report.html" --pdf "$D/out/report.pdf" --structure "$T/struct" \
	--cases "$D/cases.db" --form "$D"
tail -2 "$T/out"
check "(a changed number is noticed)" 1 node "$ROOT/tests/crosscheck/crosscheck.mjs" \
	--break --html "$D/out/report.html" --cases "$D/cases.db" --form "$D"

# traced CODE: some comment has this code by a rule, with the words that made
# it match, and belongs to a response with a reference.
traced() {
	n=$(sqlite3 "$D/cases.db" "SELECT count(*) FROM coding
	    JOIN unit ON unit.id = coding.unit
	    JOIN response ON response.id = unit.response
	    JOIN run ON run.id = coding.run
	    WHERE coding.code = '$1' AND run.source = 'rule'
	    AND coding.why <> '' AND response.reference <> ''")
	echo "$n"
	[ "$n" -gt 0 ]
}
for p in 1 2 3 4 5 6 7 8 9 10; do
	check "priority $p has a coding that leads to its response" 0 traced "P$p"
done
check "(a code that nothing matches has none)" 1 traced P11

same() { # NAME ENVIRONMENT...
	name=$1
	shift
	mkdir -p "$T/elsewhere/a b"
	rm -rf "$T/elsewhere/a b/eol"
	cp -r "$D" "$T/elsewhere/a b/eol"
	rm -rf "$T/elsewhere/a b/eol/out"
	check "reported $name" 0 env "$@" "$EARSHOT" report "$T/elsewhere/a b/eol" -o "$T/again"
	check "the same PDF $name" 0 cmp "$D/out/report.pdf" "$T/again/report.pdf"
	check "the same page $name" 0 cmp "$D/out/report.html" "$T/again/report.html"
}
same "in another folder and time zone" TZ=Pacific/Auckland
same "in another locale" LC_ALL=ar_EG.UTF-8 LANGUAGE=ar
if command -v faketime >/dev/null; then
	# (AddressSanitizer wants to be loaded before libfaketime.)
	same "with a clock a month later" ASAN_OPTIONS=verify_asan_link_order=0 \
		faketime '+30 days'
else
	echo "not ok - faketime is missing: make setup-test installs it"
	bad=$((bad + 1))
fi
done_testing
