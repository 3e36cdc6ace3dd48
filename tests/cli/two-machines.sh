#!/bin/sh
# two-machines.sh -- the public server's folder and the desk's folder are
# apart: the bundle holds no secret, sealed rows come back, and nothing but
# the analyst's or the recovery key opens them.
. "$(dirname "$0")/lib.sh"

check "the desk makes the consultation" 0 "$EARSHOT" new "$T/desk" \
	--from "$ROOT/examples/eol-2024"
check "and publishes it" 0 "$EARSHOT" publish "$T/desk"
check "a bundle goes out" 0 "$EARSHOT" bundle "$T/desk" "$T/public"
check "it holds no private key" 1 sh -c '
	key=$(tail -1 "$1"); rec=$(tail -1 "$2")
	grep -rqF -e "$key" -e "$rec" "$3"' \
	sh "$T/desk.keys/analyst.key" "$T/desk.keys/recovery.key" "$T/public"
check "(the search finds one that is there)" 0 sh -c '
	grep -rqF -e "$(tail -1 "$1")" "$2"' sh "$T/desk.keys/analyst.key" "$T/desk.keys"
check "and not the codebook's working copy" 1 test -e "$T/public/strategy.codes"

# The public machine's account cannot read the desk's folder, where this test
# may change accounts (it runs as root); the folders are apart in any case.
public=
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	chmod 755 "$T"
	chmod 700 "$T/desk"
	chown -R 65534:65534 "$T/public"
	cp "$EARSHOT" "$T/earshot-public"
	chmod 755 "$T/earshot-public"
	public="setpriv --reuid=65534 --regid=65534 --clear-groups"
	check "the public account cannot read the desk's keys" 1 \
		$public cat "$T/desk.keys/analyst.key"
	PUBLIC=$T/earshot-public
else
	PUBLIC=$EARSHOT
fi
check "responses arrive at the public server" 0 $public "$PUBLIC" rehearse "$T/public" -n 6 --seed 3
check "the public folder cannot open them" 3 $public "$PUBLIC" pull "$T/public"
check "another consultation's key opens nothing" 0 "$EARSHOT" new "$T/other"
check "and is told so" 3 "$EARSHOT" pull "$T/desk" --from "$T/public" \
	--key "$T/other.keys/analyst.key"
says "in words" "$T/err" "key"
check "the desk pulls" 0 "$EARSHOT" pull "$T/desk" --from "$T/public"
says "all six" "$T/out" "6 new"
check "pulling again" 0 "$EARSHOT" pull "$T/desk" --from "$T/public"
says "adds nothing" "$T/out" "0 new, 6 already here"
rm -f "$T/desk/cases.db"*
check "the recovery key opens them too" 0 "$EARSHOT" pull "$T/desk" \
	--from "$T/public" --key "$T/desk.keys/recovery.key"
says "all of them" "$T/out" "6 new"

# Responses to an older version are read with that version, which is loaded
# once and not once for each (365 MB for these without that).
check "a small correction" 0 sed -i '0,/"All-Age/s//"An All-Age/' "$T/desk/consultation.form"
check "is published" 0 "$EARSHOT" publish "$T/desk" --wording --why "An article"
check "150 responses to the version before" 0 $public "$PUBLIC" rehearse "$T/public" -n 150 --seed 9
check "are pulled" 0 /usr/bin/time -f %M -o "$T/peak" "$EARSHOT" pull "$T/desk" --from "$T/public"
says "all of them" "$T/out" "150 new"
check "without a copy of the form for each" 0 test "$(cat "$T/peak")" -lt 200000
done_testing
