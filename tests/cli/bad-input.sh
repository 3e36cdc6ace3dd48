#!/bin/sh
# bad-input.sh -- what goes wrong is said clearly, with the right status, and
# nothing is lost by it.
. "$(dirname "$0")/lib.sh"
D=$T/eol

check "a consultation" 0 "$EARSHOT" new "$D" --from "$ROOT/examples/eol-2024"
check "published" 0 "$EARSHOT" publish "$D"
check "twenty responses" 0 "$EARSHOT" rehearse "$D" -n 20 --seed 5
cp -r "$D" "$T/safe"

check "a key file that is not one" 3 "$EARSHOT" pull "$D" --key "$D/consultation.form"
says "is named" "$T/err" "consultation.form"
check "a key file that is not there" 3 "$EARSHOT" pull "$D" --key "$T/nothing.key"
cp "$D.keys/analyst.key" "$T/loose.key"
chmod 644 "$T/loose.key"
check "a private key that others can read" 3 "$EARSHOT" pull "$D" --key "$T/loose.key"
says "is refused, with what to do" "$T/err" "chmod 600"

# A disk that is full: no file may grow past a size.  (SIGXFSZ is ignored, so
# that a write fails as it does on a full disk.)
full() { # BLOCKS COMMAND...
	(trap '' XFSZ; ulimit -f "$1"; shift; "$@")
}
check "pulling onto a full disk" 3 full 40 "$EARSHOT" pull "$D"
says "says so" "$T/err" "full"
rm -f "$D/cases.db"*
check "with room again" 0 "$EARSHOT" pull "$D"
says "everything is there" "$T/out" "20 new"
check "receiving on a full disk" 3 full 60 "$EARSHOT" rehearse "$D" -n 200 --seed 6
check "keeps what was acknowledged" 0 sh -c '
	test "$(sqlite3 "$1" "PRAGMA integrity_check")" = ok &&
	test "$(sqlite3 "$1" "SELECT count(*) FROM response")" -ge 20' sh "$D/intake.db"
check "and works again with room" 0 "$EARSHOT" rehearse "$D" -n 1 --seed 7

# Damage.
rm -rf "$D" && cp -r "$T/safe" "$D"
sqlite3 "$D/intake.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
dd if=/dev/urandom of="$D/intake.db" bs=512 seek=3 count=40 conv=notrunc 2>/dev/null
check "a damaged intake store" 3 "$EARSHOT" pull "$D"
says "is named" "$T/err" "intake.db"
head -c 3000 /dev/urandom >"$D/cases.db"
rm -f "$D/intake.db"*
cp "$T/safe/intake.db"* "$D/"
check "a case store that is no database" 3 "$EARSHOT" pull "$D"
says "is named too" "$T/err" "cases.db"
check "and is left as it is" 0 sh -c 'test "$(stat -c %s "$1")" = 3000' sh "$D/cases.db"
rm "$D/cases.db"
check "with a good store the responses are there" 0 "$EARSHOT" pull "$D"
says "all of them" "$T/out" "20 new"

# One sealed row was changed: the pull names it and brings in all the others.
rm -f "$D/cases.db"*
sqlite3 "$D/intake.db" 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
cp "$D/intake.db" "$T/intake.copy"
last=$(sqlite3 "$D/intake.db" 'SELECT max(id) FROM response')
sqlite3 "$D/intake.db" "UPDATE response SET sealed = zeroblob(length(sealed)) WHERE id =
	(SELECT max(id) FROM response)"
check "a changed row" 3 "$EARSHOT" pull "$D"
says "is counted" "$T/out" "20 sealed responses: 19 new"
says "is named" "$T/err" "(row $last): it was changed after it was sealed"
check "the others are in" 0 sh -c '
	test "$(sqlite3 "$1" "SELECT count(*) FROM response")" = 19' sh "$D/cases.db"
check "and stays set aside" 3 "$EARSHOT" pull "$D"
says "without a second copy of the others" "$T/out" "0 new, 19 already here"
rm -f "$D/intake.db"*
cp "$T/intake.copy" "$D/intake.db"
check "with a good copy" 0 "$EARSHOT" pull "$D"
says "it comes in" "$T/out" "1 new, 19 already here"
check "a key of somebody else" 3 sh -c '
	"$1" new "$2/other" --from "$3" >/dev/null &&
	rm -f "$4/cases.db"* && "$1" pull "$4" --key "$2/other.keys/analyst.key"
	' sh "$EARSHOT" "$T" "$ROOT/examples/eol-2024" "$D"
says "opens nothing" "$T/err" "Nothing was taken over"
check "and changes nothing" 0 sh -c '
	test "$(sqlite3 "$1" "SELECT count(*) FROM response")" = 0' sh "$D/cases.db"
check "the right key does" 0 "$EARSHOT" pull "$D"

# The definition was tampered with after publishing.
hash=$(cat "$D/published/current")
chmod -R u+w "$D/published"
sed -i 's/How far do you agree/Surely you agree/' "$D/published/$hash/"*.form
check "a frozen form that was changed" 1 "$EARSHOT" report "$D"
says "is not used" "$T/err" "published"

printf 'earshot 1\nconsultation x "caf\351"\n' >"$T/latin1.form"
check "a form that is not UTF-8" 1 "$EARSHOT" check "$T/latin1.form"
says "is told where" "$T/err" "latin1.form:2:"
check "a form that is not there" 3 "$EARSHOT" check "$T/nothing.form"
head -c 3000000 /dev/zero | tr '\0' '#' >"$T/huge.form"
check "a form of three megabytes" 1 "$EARSHOT" check "$T/huge.form"
done_testing
