#!/bin/sh
# backup.sh -- a copy made while people answer, put back after a disk was lost,
# as docs/OPERATING.md says.
. "$(dirname "$0")/lib.sh"
D=$T/eol
open_eol

answer() {
	ask "$1" /en/ >/dev/null
	ask "$1" /en/start x=1 >/dev/null
	ask "$1" /en/q/capacity "on=capacity&capacity=bereaved&stop=1" >/dev/null
}
send() {
	ask "$1" /en/check >/dev/null
	ask "$1" /en/send x=1
}
answer half
answer sent
check "one is sent" 0 test "$(send sent)" = /en/sent
cp "$D/intake.db" "$T/plain.db"
check "a copy is made while the server runs" 0 sqlite3 "$D/intake.db" \
	".backup '$T/copy.db'"
answer after
check "another is sent after it" 0 test "$(send after)" = /en/sent
check "the copy is one whole file" 0 test "$(ls "$T" | grep -c '^copy')" = 1
check "with what was sent" 0 test "$(sqlite3 "$T/copy.db" \
	'SELECT count(*) FROM response')" = 1
check "(a plain copy of the file alone has none of it)" 1 test \
	"$(sqlite3 "$T/plain.db" 'SELECT count(*) FROM response' 2>/dev/null)" = 1

stop_it
rm "$D"/intake.db*
cp "$T/copy.db" "$D/intake.db"
serve_it
check "who was half way goes on after that, and sends" 0 test \
	"$(send half)" = /en/sent
check "who had sent sees the receipt" 0 test "$(ask sent /en/receipt)" = \
	/en/receipt
says "with the answers" "$T/page.sent" "What we received"
check "what came after the copy is gone" 1 test "$(ask after /en/receipt)" = \
	/en/receipt
stop_it
check "the desk opens what there is" 0 "$EARSHOT" pull "$D"
check "both of them" 0 test "$(sqlite3 "$D/cases.db" \
	'SELECT count(*) FROM response WHERE counts = 1')" = 2

# A newer program has been at the file: an older one leaves it alone.
sqlite3 "$D/intake.db" 'PRAGMA user_version = 99'
check "a file of a newer program is refused" 3 "$EARSHOT" serve "$D" --port 0
says "and it says so" "$T/err" "a newer earshot made this file"
done_testing
