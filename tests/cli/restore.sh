#!/bin/sh
# restore.sh -- backups made while people send and the desk runs: nothing that was
# acknowledged is missing from the store, and nothing in a copy is torn.
. "$(dirname "$0")/lib.sh"
D=$T/eol
WAVES=3 SENDERS=3

# send_many N: sends until $T/stop is there; each acknowledged one is a line of
# $T/sent.N.
send_many() {
	j=0
	: >"$T/sent.$1"
	while [ ! -e "$T/stop" ]; do
		j=$((j + 1))
		ask "$1.$j" /en/ >/dev/null
		ask "$1.$j" /en/start x=1 >/dev/null
		ask "$1.$j" /en/q/capacity \
			"on=capacity&capacity=bereaved&stop=1" >/dev/null
		ask "$1.$j" /en/check >/dev/null
		[ "$(ask "$1.$j" /en/send x=1)" = /en/sent ] &&
			echo "$j" >>"$T/sent.$1"
	done
}
sent() { cat "$T"/sent.* | wc -l; }

open_eol
"$EARSHOT" desk "$D" --port 0 >"$T/desk" 2>&1 &
desk=$!
senders=
for n in $(seq $SENDERS); do
	send_many "$n" &
	senders="$senders $!"
done
wave=0
while [ $wave -lt $WAVES ]; do
	wave=$((wave + 1))
	i=0
	while [ "$(sent)" -lt $((wave * 3)) ] && [ $i -lt 300 ]; do
		sleep 0.2
		i=$((i + 1))
	done
	before=$(sent)
	check "a backup in the middle of it" 0 "$EARSHOT" backup "$D" "$T/b$wave.tar"
	after=$(sent)
	check "a pull" 0 "$EARSHOT" pull "$D"
	echo "$before $after" >"$T/range$wave"
done
: >"$T/stop"
wait $senders
kill "$desk"
wait "$desk"
check "the desk had no trouble" 1 grep -qi error "$T/desk"
stop_it
all=$(sent)
check "people sent" 0 test "$all" -gt 5
stored=$(sqlite3 "$D/intake.db" "SELECT count(*) FROM response")
check "all that was acknowledged is in the store ($all, $stored)" 0 \
	test "$stored" -ge "$all"
wave=0
while [ $wave -lt $WAVES ]; do
	wave=$((wave + 1))
	read -r before after <"$T/range$wave"
	check "the file is its owner's alone" 0 test \
		"$(stat -c %a "$T/b$wave.tar")" = 600
	check "copy $wave is restored" 0 "$EARSHOT" restore "$T/b$wave.tar" "$T/r$wave"
	n=$(sqlite3 "$T/r$wave/intake.db" "SELECT count(*) FROM response")
	check "with all acknowledged before it ($before <= $n)" 0 test "$n" -ge "$before"
	check "and no more than in the store" 0 test "$n" -le "$stored"
	check "it verifies" 0 "$EARSHOT" verify "$T/r$wave"
	check "with the keys in their place" 0 cp -r "$D.keys" "$T/r$wave.keys"
	check "each of them opens, none is torn" 0 "$EARSHOT" pull "$T/r$wave"
	check "all of them" 0 test "$n" = "$(sqlite3 "$T/r$wave/cases.db" \
		"SELECT count(*) FROM response")"
	check "and the whole verifies again" 0 "$EARSHOT" verify "$T/r$wave"
	rm -rf "$T/r$wave"
done

# ---- what is in it, and what is not ------------------------------------------------
cp "$D.keys/analyst.key" "$D/keys/analyst.key"
cp "$D.keys/analyst.key" "$D/spare.key"
mkdir -p "$D/out"
echo x >"$D/out/table.csv"
ln -s /etc/passwd "$D/documents/link"
check "a backup" 0 "$EARSHOT" backup "$D" "$T/all.tar"
says "it says that keys are apart" "$T/out" "No private key is in it"
check "is restored" 0 "$EARSHOT" restore "$T/all.tar" "$T/all"
says "it says what to do" "$T/out" "Put the private keys"
check "without private keys, links, and what is made anew" 1 sh -c "find '$T/all' \
	-name '*.key' -o -type l -o -name table.csv | grep ."
for f in consultation.form site.settings strategy.codes keys/analyst.pub \
    published/history rehearsal/comments.txt; do
	check "with $f" 0 cmp "$D/$f" "$T/all/$f"
done
check "the folder serves" 0 "$EARSHOT" check "$T/all"
check "over what is there: refused" 1 "$EARSHOT" restore "$T/all.tar" "$T/all"
says "and told" "$T/err" "is there already"
check "a file that is there: refused" 1 "$EARSHOT" backup "$D" "$T/all.tar"
check "inside the folder: refused" 2 "$EARSHOT" backup "$D" "$D/b.tar"
check "nothing to back up" 3 "$EARSHOT" backup "$T/none" "$T/none.tar"
check "and no file" 1 test -e "$T/none.tar"

# ---- all or nothing -----------------------------------------------------------------
size=$(stat -c %s "$T/all.tar")
for cut in 0 10 500 $((size / 2)) $((size - 1)); do
	head -c "$cut" "$T/all.tar" >"$T/cut.tar"
	check "cut at $cut: refused" 1 "$EARSHOT" restore "$T/cut.tar" "$T/cut"
done
cp "$T/all.tar" "$T/cut.tar"
printf 'x' | dd of="$T/cut.tar" bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
check "one other byte: refused" 1 "$EARSHOT" restore "$T/cut.tar" "$T/cut"
check "nothing is left of any" 2 sh -c "ls -d '$T'/cut '$T'/cut.part*"
# A backup of a store that somebody changed.
sqlite3 "$D/cases.db" "UPDATE response SET counts = 0 WHERE id = 1"
check "of a changed store" 0 "$EARSHOT" backup "$D" "$T/odd.tar"
check "is not restored" 1 "$EARSHOT" restore "$T/odd.tar" "$T/odd"
says "and told" "$T/out" "WRONG response"
check "unless somebody wants to look at it" 0 "$EARSHOT" restore "$T/odd.tar" \
	"$T/odd" --anyway
says "with a warning" "$T/out" "does NOT verify"
done_testing
