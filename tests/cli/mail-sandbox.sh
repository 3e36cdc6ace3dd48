#!/bin/sh
# mail-sandbox.sh -- readers of mail that were taken over do no harm, and end in a
# reading that says so; without the sandbox, each thing that they try works.
. "$(dirname "$0")/lib.sh"
: "${MAILEVIL:?}" "${MAILFREE:?}"
printf 'Subject: good\n\nA good message.\n' >"$T/good.eml"
# evil WHAT [WHERE]
evil() {
	printf 'Subject: evil\nX-Evil: %s %s\n\nwords\n' "$1" "${2-}" >"$T/evil.eml"
}

# ---- what may not be done ---------------------------------------------------------------
# dares WHAT WHERE: not possible; and possible where the sandbox was cut out.
dares() {
	echo kept >"$T/secret"
	evil "$1" "$2"
	check "$1" 0 "$MAILEVIL" "$T/evil.eml"
	says "$1 is refused" "$T/out" '"text":"it could not"'
	echo kept >"$T/secret"
	check "($1, without the sandbox)" 0 "$MAILFREE" "$T/evil.eml"
	says "($1 works then)" "$T/out" '"text":"it could"'
	rm -rf "$T/new"
}
dares socket ""
dares connect "$T/nothing"
dares write "$T/new"
dares truncate "$T/secret"
dares remove "$T/secret"
dares rename "$T/secret"
rm -f /tmp/earshot-evil
dares folder "$T/new"
dares link "$T/new"
dares ptrace ""
dares signal ""
dares run "echo x >$T/new"
# Which files are read is Landlock's, which not every system has turned on.
evil read "$T/secret"
echo kept >"$T/secret"
check "reading a file of ours" 0 "$MAILEVIL" "$T/evil.eml"
if grep -q landlock /sys/kernel/security/lsm 2>/dev/null ||
    grep -q '"text":"it could not"' "$T/out"; then
	says "is refused" "$T/out" '"text":"it could not"'
else
	echo "SKIPPED: this kernel has no Landlock: what readers can read was not tried"
fi
check "(reading it without the sandbox)" 0 "$MAILFREE" "$T/evil.eml"
says "(works)" "$T/out" '"text":"it could"'
evil read /etc/passwd
check "reading the list of accounts" 0 "$MAILEVIL" "$T/evil.eml"

# ---- what ends a reader ------------------------------------------------------------------
# ends WHAT HAND: that message is read by hand, and its neighbours as ever.
ends() {
	evil "$1"
	check "a reader that does this: $1" 0 timeout 60 "$MAILEVIL" -l 1 "$T/good.eml" \
		"$T/evil.eml" "$T/good.eml" "$T/evil.eml" "$T/good.eml"
	cp "$T/out" "$T/said"
	check "$1: five readings, in order" 0 test \
		"$(jq -r '.subject + .hand' "$T/said" | tr '\n' ' ')" = \
		"goodno $2 goodno $2 goodno "
	check "$1: each with a reason" 0 test "$(jq -r 'select(.hand != "no" and .why != "") |
		"x"' "$T/said" | wc -l)" = 2
}
ends crash crash
ends abort crash
ends leave crash
ends memory crash
ends lie crash
ends babble crash
ends loop limit
ends sleep limit
done_testing
