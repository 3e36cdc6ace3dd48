#!/bin/sh
# mail-read.sh -- every shape of message is read as its golden reading says; what
# other people's tests hold, and what is made to do harm, is read or said to be
# unreadable, within time and memory.
. "$(dirname "$0")/lib.sh"
: "${MAILREAD:?}"
G=$ROOT/tests/golden/mail

# ---- the shapes ----------------------------------------------------------------------
# GOLDEN=write writes what is read now; look at the difference before it is kept.
n=0
for m in "$G"/*.eml; do
	name=$(basename "$m" .eml)
	"$MAILREAD" -s "$m" | jq . >"$T/$name.json"
	[ "${GOLDEN-}" = write ] && cp "$T/$name.json" "$G/$name.json"
	check "$name" 0 diff "$G/$name.json" "$T/$name.json"
	n=$((n + 1))
done
check "there are sixty and more" 0 test "$n" -ge 60
"$MAILREAD" -s "$G"/*.eml >"$T/together"
check "all at once, in their order" 0 sh -c 'cat "$1"/*.eml >/dev/null &&
	for m in "$1"/*.eml; do jq -c . "${m%.eml}.json"; done | diff - "$2"' - "$G" "$T/together"
check "none without its sender asked for has one" 1 sh -c '"$MAILREAD" "$1"/*.eml | grep -q "\"address\":"' - "$G"
check "unopened files say so" 0 sh -c '"$MAILREAD" -q "$1/docx.eml" | grep -q "it was not opened"' - "$G"

# ---- other people's ---------------------------------------------------------------------
D=$(python3 -c 'import test.test_email, os; print(os.path.dirname(test.test_email.__file__))' 2>/dev/null)/data
[ -d "$D" ] || D=/usr/lib/python3.11/test/test_email/data
if [ -d "$D" ]; then
	check "Python's own test messages, $(ls "$D"/msg_* | wc -l) of them" 0 \
		timeout 60 "$MAILREAD" -n "$D"/msg_*
	check "(none of them stopped a reader)" 1 sh -c '"$MAILREAD" "$1"/msg_* |
		grep -E "\"hand\":\"(crash|limit)\""' - "$D"
else
	echo "SKIPPED: Python's test messages are not here (libpython3.11-testsuite): 47 not read"
fi
done_testing
