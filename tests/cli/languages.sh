#!/bin/sh
# languages.sh -- a language is open to the public when named people have
# checked the form's words and the program's own; until then in rehearsals.
. "$(dirname "$0")/lib.sh"

D=$T/form
"$EARSHOT" new "$D" >/dev/null
sed -i 's/^  languages .*/  languages en pl fi/' "$D/consultation.form"
"$EARSHOT" words "$D" >/dev/null 2>&1
# A translation in which each text is its English.
msgattrib --clear-fuzzy "$D/locales/pl.po" | msgen -o "$T/pl.po" - && cp "$T/pl.po" "$D/locales/pl.po"
check "the words are compiled" 0 "$EARSHOT" words "$D"
check "somebody signs the translation off" 0 \
	"$EARSHOT" words "$D" --sign-off pl --by "A Tester"
check "it is published" 0 "$EARSHOT" publish "$D"

# serving OPTIONS...: starts the server; its address is in $url.
serving() {
	: >"$T/served"
	"$EARSHOT" serve "$D" --port 0 "$@" >>"$T/served" 2>&1 &
	server=$!
	i=0
	until url=$(grep -oE 'http://[0-9.:]+' "$T/served") || [ $i -ge 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
}
# status URL [LANGUAGES]: prints the status and where it leads; the page is in
# $T/page.
status() { node -e 'fetch(process.argv[1], { redirect: "manual",
	headers: { "accept-language": process.argv[3] ?? "" } }).then(async r => {
		require("fs").writeFileSync(process.argv[2], await r.text())
		console.log(r.status, r.headers.get("location") ?? "-")
	})' "$1" "$T/page" "${2-}"; }

serving
says "the program's own words are a draft" "$T/served" \
	"Not open in Polski (pl): nobody has checked the program's own words"
says "and it has none in Finnish" "$T/served" "(fi)"
check "the public does not see the translation" 0 \
	test "$(status "$url/pl/")" = "404 -"
check "nor a link to it" 0 test "$(status "$url/en/")" = "200 -"
check "anywhere" 1 grep -q hreflang "$T/page"
check "nor does a browser in Polish get it" 0 \
	test "$(status "$url/" pl)" = "303 /en/"
kill $server
wait $server

serving --rehearsal
says "the terminal says that it is only here" "$T/served" \
	"Only in this rehearsal in Polski (pl): nobody has checked the program's own words"
says "what there is not stays away" "$T/served" "Not open in "
check "a rehearsal shows it" 0 test "$(status "$url/pl/")" = "200 -"
says "under a banner" "$T/page" \
	"$(sed -n '/^msgid "This translation has not been checked yet."/{n;s/^msgstr "\(.*\)"/\1/p}' \
	"$ROOT/locales/pl.po")"
says "with a link to the same page in English" "$T/page" 'href="/en/" hreflang="en"'
check "Finnish is not there" 0 test "$(status "$url/fi/")" = "404 -"
kill $server
wait $server
done_testing
