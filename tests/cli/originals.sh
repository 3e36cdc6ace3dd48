#!/bin/sh
# originals.sh -- what is attached to a sheet comes over a real connection, from
# those with the role alone; it is sealed, backed up, got out again with the key, and
# goes for good with what its author withdraws.
. "$(dirname "$0")/lib.sh"
D=$T/eol

start_desk() {
	: >"$T/said"
	"$EARSHOT" desk "$D" --port 0 >"$T/said" 2>"$T/complained" &
	server=$!
	trap 'kill "$server" 2>/dev/null; rm -rf "$T"' EXIT
	i=0
	while ! grep -q 127.0.0.1 "$T/said" && [ $i -lt 100 ]; do
		sleep 0.1
		i=$((i + 1))
	done
	url=$(sed -n 's|.*\(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$T/said")
}
enrol() { # LOGIN ROLES
	EARSHOT=$EARSHOT node "$ROOT/tests/cli/sign-in.mjs" "$url" "$D" "$1" \
		--roles "$2" >"$T/cookie.$1"
}
# get LOGIN PATH: to $T/page.LOGIN
get() { curl -s -b "$(cat "$T/cookie.$1")" -o "$T/page.$1" "$url$2"; }
token() { sed -n 's/.*name="token" value="\([^"]*\)".*/\1/p' "$T/page.$1" | head -1; }
# post LOGIN PATH CURL-OPTIONS: prints the status.
post() {
	who=$1 at=$2
	shift 2
	curl -s -b "$(cat "$T/cookie.$who")" -o "$T/page.$who" -w '%{http_code}' \
		"$@" "$url$at"
}
stored() { sqlite3 -readonly "$D/cases.db" "$1"; }

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "is published" 0 "$EARSHOT" publish "$D"
check "there is no store yet" 1 "$EARSHOT" originals "$D"
check "used wrongly" 2 "$EARSHOT" originals "$D" --key x
start_desk
check "an analyst" 0 enrol ann analyst
check "a keyer" 0 enrol bob keyer
check "a viewer" 0 enrol vi viewer,auditor
check "nothing is attached" 0 "$EARSHOT" originals "$D"
says "and it says so" "$T/out" "No file is attached"

get bob /desk/keying
check "a batch" 0 test "$(post bob /desk/keying -d "token=$(token bob)" -d do=batch \
	-d note=Monday)" = 200
for n in 1 2; do
	check "letter $n is taken in" 0 test "$(post bob /desk/keying -d \
		"token=$(token bob)" -d do=in -d batch=1 -d channel=letter \
		-d received=2024-06-21)" = 200
done
printf '%%PDF-1.4\nzugzwang in the kitchen\n%%%%EOF\n' >"$T/letter.pdf"
printf 'From: ann\nSubject: x\n\nzugzwang in the hall\n' >"$T/mail.eml"
head -c 9000000 /dev/urandom >"$T/large.raw"
{ printf '%%PDF-'; cat "$T/large.raw"; } >"$T/large.pdf"
cat "$T/large.pdf" "$T/large.raw" >"$T/larger.pdf"

# ---- who may, and where ------------------------------------------------------------
get bob "/desk/keying/sheet?id=1"
A=/desk/keying/original
check "several at once" 0 test "$(post bob $A -F "token=$(token bob)" -F sheet=1 \
	-F file=@"$T/letter.pdf" -F file=@"$T/mail.eml")" = 303
get bob "/desk/keying/sheet?id=2"
check "a large one" 0 test "$(post bob $A -F "token=$(token bob)" -F sheet=2 \
	-F file=@"$T/large.pdf")" = 303
check "they are there" 0 test "$(stored 'SELECT count(*) FROM original')" = 3
get bob "/desk/keying/sheet?id=2"
t=$(token bob)
check "too large for one file" 0 test "$(post bob $A -F "token=$t" -F sheet=2 \
	-F file=@"$T/larger.pdf")" = 422
says "and how large it may be" "$T/page.bob" "10 MB is the most for one file"
check "too large together" 0 test "$(post bob $A -F "token=$t" -F sheet=2 \
	-F file=@"$T/larger.pdf" -F file=@"$T/large.pdf")" = 413
says "and what may be" "$T/page.bob" "20 MB is the most at once"
check "without the token" 0 test "$(post bob $A -F sheet=2 \
	-F file=@"$T/mail.eml")" = 403
get vi /
check "from a viewer" 0 test "$(post vi $A -F "token=$(token vi)" -F sheet=2 \
	-F file=@"$T/mail.eml")" = 403
says "and why" "$T/page.vi" "Files are taken from keyers and analysts"
check "from nobody" 0 test "$(curl -s -o "$T/page" -w '%{http_code}' -F sheet=2 \
	-F file=@"$T/mail.eml" "$url$A")" = 403
check "to another page" 0 test "$(post bob /desk/keying/sheet -F "token=$t" \
	-F id=2 -F file=@"$T/mail.eml")" = 400
check "nothing of that was kept" 0 test \
	"$(stored 'SELECT count(*) FROM original')" = 3
check "control: it can be" 0 test "$(post bob $A -F "token=$t" -F sheet=2 \
	-F file=@"$T/mail.eml")" = 303
check "who keys it sees that it is there" 0 get bob /desk/keying/first
says "by its name" "$T/page.bob" "letter.pdf, mail.eml"

# ---- sealed, and out again ---------------------------------------------------------
check "its words are nowhere in the folder" 1 grep -raq zugzwang "$D"
check "they are listed" 0 "$EARSHOT" originals "$D"
says "with the hash" "$T/out" "$(sha256sum <"$T/letter.pdf" | cut -c1-64)"
says "and who" "$T/out" "attached by bob"
check "without the key: no" 3 "$EARSHOT" originals "$D" -o "$T/no" --key "$T/none"
check "with another key: no" 0 "$EARSHOT" new "$T/other"
check "none" 3 "$EARSHOT" originals "$D" -o "$T/no" --key "$T/other.keys/analyst.key"
check "out they come" 0 "$EARSHOT" originals "$D" -o "$T/them"
check "as they were" 0 cmp "$T/letter.pdf" "$T/them/B-0001-001-1-letter.pdf"
check "all" 0 cmp "$T/large.pdf" "$T/them/B-0001-002-3-large.pdf"
check "of their owner alone" 0 test "$(stat -c %a "$T/them" \
	"$T/them/B-0001-001-1-letter.pdf" | tr '\n' ' ')" = "700 600 "
check "with the recovery key too" 0 "$EARSHOT" originals "$D" -o "$T/them2" \
	--key "$D.keys/recovery.key"
check "the same" 0 diff -r "$T/them" "$T/them2"
check "it verifies" 0 "$EARSHOT" verify "$D"
says "with the originals" "$T/out" "4 originals, each as attached"

# ---- a copy, a withdrawal, and the copy back -----------------------------------------
check "a backup" 0 "$EARSHOT" backup "$D" "$T/b.tar"
get ann "/desk/keying/sheet?id=1"
check "its author withdraws it" 0 test "$(post ann /desk/keying/sheet \
	-d "token=$(token ann)" -d do=withdraw -d id=1 -d "reason=by phone")" = 303
check "the originals of the other are left" 0 test \
	"$(stored 'SELECT group_concat(DISTINCT sheet) FROM original')" = 2
check "it verifies" 0 "$EARSHOT" verify "$D"
says "the list has it" "$D.withdrawn" "sheet - "
kill "$server"
wait "$server"
check "restored with the list" 0 "$EARSHOT" restore "$T/b.tar" "$T/r" \
	--withdrawn "$D.withdrawn"
check "it is gone there too" 0 test "$(sqlite3 "$T/r/cases.db" 'SELECT
	group_concat(DISTINCT sheet) FROM original')" = 2
check "and verifies" 0 "$EARSHOT" verify "$T/r"
check "restored without" 0 "$EARSHOT" restore "$T/b.tar" "$T/r2"
check "control: it would be back" 0 test "$(sqlite3 "$T/r2/cases.db" 'SELECT
	count(*) FROM original')" = 4
check "with the key it opens from the copy" 0 "$EARSHOT" originals "$T/r2" -o \
	"$T/them3" --key "$D.keys/analyst.key"
check "as it was" 0 diff -r "$T/them" "$T/them3"
done_testing
