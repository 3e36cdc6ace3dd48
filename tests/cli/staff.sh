#!/bin/sh
# staff.sh -- who works at the desk: accounts are made, changed and listed from
# the command line, and the log says by whom.
. "$(dirname "$0")/lib.sh"
D=$T/care
ME=$(id -un)
staff() { "$EARSHOT" staff "$D" "$@"; }
code() { grep -oE '[0-9A-Z]{4}(-[0-9A-Z]{4}){6}' "$T/out"; }

check "a folder without a consultation" 2 "$EARSHOT" staff "$T"
says "it says so" "$T/err" "there is no consultation.form here"
check "nor is a store made in it" 2 "$EARSHOT" staff "$T" add kim --name Kim \
	--preset viewer
check "(there is none)" 1 test -e "$T/cases.db"

check "a consultation" 0 "$EARSHOT" new "$D"
check "nobody works there yet" 0 staff
says "it says how to begin" "$T/out" "earshot staff $D add LOGIN"
check "looking makes no store" 1 test -e "$D/cases.db"
check "nobody can be changed" 1 staff disable kim
says "it says why" "$T/err" 'no account `kim`'

# ---- adding
check "the first account" 0 staff add kim.lee --name "Kim Lee" --preset manager
first=$(code)
check "its setup code is shown" 0 test -n "$first"
check "only its owner can read the store" 0 sh -c \
	'test "$(stat -c %a "$1")" = 600' sh "$D/cases.db"
check "the code stands in no file" 1 grep -rqF "$first" "$D"
check "(the name does)" 0 grep -rqF "Kim Lee" "$D/cases.db" "$D/cases.db-wal"
check "another, with roles one by one" 0 staff add bo --name "Bo" \
	--roles keyer,analyst --by "A. Name"
second=$(code)
check "has another code" 1 test "$first" = "$second"
check "the list" 0 staff
says "counts them" "$T/out" "2 accounts."
says "names them" "$T/out" "kim.lee  Kim Lee"
says "says what a manager may do" "$T/out" \
	"Manager: administrator, keyer, coder, analyst, publisher, viewer, auditor"
says "and somebody without a preset" "$T/out" "Roles: keyer, analyst"
says "and until when the code is good" "$T/out" \
	"$(date -u -d '7 days' +%F)"
check "no code is shown again" 1 grep -qE "$first|$second" "$T/out"

# ---- what is wrong is said
check "the same name again" 1 staff add bo --name "Bo" --preset viewer
says "is taken" "$T/err" "already"
check "a name that is none" 1 staff add "Bo Peep" --name "Bo" --preset viewer
says "is described" "$T/err" "2 to 32 of a-z"
check "without a name for people" 2 staff add viv --preset viewer
says "it says what is needed" "$T/err" "add needs --name NAME"
check "without roles" 2 staff add viv --name "Viv"
check "an unknown role" 2 staff add viv --name "Viv" --roles keyer,boss
says "it lists those there are" "$T/err" "publisher, viewer and auditor"
check "an unknown preset" 2 staff add viv --name "Viv" --preset boss
says "it lists those, too" "$T/err" "manager, keyer or viewer"
check "both at once" 2 staff add viv --name "Viv" --preset viewer --roles keyer
check "an unknown verb" 2 staff remove bo
check "a verb without a name" 2 staff disable
check "nobody was added by all that" 0 staff
says "(still two)" "$T/out" "2 accounts."

# ---- changing
check "the last administrator cannot be disabled" 1 staff disable kim.lee
says "it says what to do" "$T/err" "give somebody else that role first"
check "nor lose the role" 1 staff roles kim.lee --preset keyer
check "other roles" 0 staff roles bo --roles administrator
check "now the first can be disabled" 0 staff disable kim.lee --by "Bo"
check "the list" 0 staff
says "shows it" "$T/out" "Disabled."
check "and enabled" 0 staff enable kim.lee
check "a reset" 0 staff reset kim.lee --by "Bo"
check "gives another code" 1 test "$first" = "$(code)"
check "who never chose a password need not change it" 1 staff must-change bo
says "it says so" "$T/err" "must choose a password already"
check "a name that steers the terminal" 0 staff add viv --preset keyer \
	--name "$(printf 'Viv\033[2J')"
check "is listed" 0 staff
check "without what steers" 1 grep -q "$(printf '\033')" "$T/out"

# ---- the log
check "the log" 0 "$EARSHOT" tasks "$D" --audit
says "has who it was by default" "$T/out" \
	"$ME: added the account kim.lee: administrator, keyer"
says "or by name" "$T/out" "A. Name: added the account bo: keyer, analyst"
says "what was before" "$T/out" \
	"$ME: changed the roles of the account bo: administrator; before: keyer, analyst"
says "a disabling" "$T/out" "Bo: disabled the account kim.lee"
says "an enabling" "$T/out" "$ME: enabled the account kim.lee"
says "a reset" "$T/out" "Bo: reset the account kim.lee"
says "and nothing else" "$T/out" "The log has 7 lines, and none was changed"

# ---- an older store
rm "$D"/cases.db*
for i in 1 2 3; do sqlite3 "$D/cases.db" <"$ROOT/store/schema/cases-$i.sql"; done
check "a store of before there were accounts" 3 staff
says "is named" "$T/err" "an older earshot made it"
check "it is brought up to date by writing" 0 staff add kim --name Kim --preset manager
check "and then read" 0 staff
says "with the account" "$T/out" "1 account."
sqlite3 "$D/cases.db" "UPDATE staff SET setup_until = 1"
check "a setup code that is over" 0 staff
says "how to get another" "$T/out" '`reset` makes another'
done_testing
