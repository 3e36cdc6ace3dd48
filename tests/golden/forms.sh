#!/bin/sh
# forms.sh -- broken forms and what is said about them; forms and their layout.
#
# Each NAME.form (or .codes, .settings, or folder) in forms/ has what `earshot
# check` prints in NAME.diag; no output and no NAME.diag means a sound file.  Each
# NAME.in in fmt/ has what `earshot fmt` makes of it in NAME.out.
# UPDATE=1 renews them.  EARSHOT is the program.
#
# Every diagnostic in the sources must be shown by one of these files and be
# explained in docs/LANGUAGE.md.
: "${EARSHOT:?the program to test}"
case $EARSHOT in /*) ;; *) EARSHOT=$PWD/$EARSHOT ;; esac
here=$(cd "$(dirname "$0")" && pwd)
top=$here/../..
tmp=$(mktemp -d) || exit 3
trap 'rm -rf "$tmp"' EXIT
bad=0
n=0

fail() {
	echo "golden: $*"
	bad=1
}

cd "$here/forms" || exit 3
for f in *.form *.codes *.module *.settings */; do
	f=${f%/}
	want=${f%.*}.diag
	n=$((n + 1))
	"$EARSHOT" check "$f" >"$tmp/out" 2>"$tmp/diag"
	status=$?
	expect=0
	grep -q ': error: ' "$tmp/diag" && expect=1
	test $status = $expect || fail "$f: exit status $status, not $expect"
	test -s "$tmp/out" && fail "$f: something on standard output"
	if test -n "$UPDATE"; then
		if test -s "$tmp/diag"; then cp "$tmp/diag" "$want"; fi
	elif test -e "$want"; then
		diff -u "$want" "$tmp/diag" || fail "$f"
	elif test -s "$tmp/diag"; then
		cat "$tmp/diag"
		fail "$f: mistakes, and no $want"
	fi
done
# All of its mistakes are said in one run, and nothing that only follows from one.
test "$(grep -c ': error: ' fifteen-mistakes.diag)" = 15 ||
	fail "fifteen-mistakes.form has not fifteen"
broken=$(ls ./*.diag | wc -l)
test "$broken" -ge 30 || fail "only $broken broken forms"

cd "$here/fmt" || exit 3
for f in *.in; do
	want=${f%.in}.out
	n=$((n + 1))
	"$EARSHOT" fmt --stdout "$f" >"$tmp/out" || fail "$f: not laid out"
	test -n "$UPDATE" && cp "$tmp/out" "$want"
	diff -u "$want" "$tmp/out" || fail "$f"
	"$EARSHOT" fmt --stdout "$want" >"$tmp/again" || fail "$want"
	cmp -s "$want" "$tmp/again" || fail "$want: fmt changes its own work"
	cp "$f" "$tmp/here" && "$EARSHOT" fmt "$tmp/here" &&
	    cmp -s "$tmp/here" "$want" || fail "$f: not rewritten in place"
done

cd "$top" || exit 3
# What ships stands in the one layout and is sound.
for f in examples/*/*.form examples/*/*.codes examples/*/site.settings \
    forms/modules/*.form; do
	"$EARSHOT" fmt --stdout "$f" | cmp -s - "$f" ||
		fail "$f: not in the one layout; run earshot fmt $f"
	"$EARSHOT" check "$f" >"$tmp/out" 2>&1 && test ! -s "$tmp/out" ||
		fail "$f: $(head -1 "$tmp/out")"
done

ids=$(ls forms/*.c | grep -v '/explain[_a-z]*\.c$' |
    xargs grep -oh '"[EWN][0-9][0-9][0-9]"' | tr -d '"' | sort -u)
# The page of a message, in one line: its first paragraph is the line of the
# table in docs/LANGUAGE.md.
page() {
	"$EARSHOT" check --explain "$1" | sed 1,2d | tr '\n' ' '
}
for id in $ids; do
	grep -q "\[$id\]" tests/golden/forms/*.diag ||
		fail "no broken form shows $id"
	grep -q "^| $id |" docs/LANGUAGE.md ||
		fail "docs/LANGUAGE.md does not explain $id"
	line=$(sed -n "s/^| $id | \(.*\) |\$/\1/p" docs/LANGUAGE.md)
	case $(page "$id") in
	"$line  "?*) ;;
	*) fail "forms/explain.c and docs/LANGUAGE.md differ in $id" ;;
	esac
done
# What is listed is said somewhere.
for id in $(sed -n 's/^| \([EWN][0-9][0-9][0-9]\) | .*/\1/p' docs/LANGUAGE.md) \
    $(grep -o '^	{ "[EWN][0-9]*"' -h forms/explain*.c | grep -o '[EWN][0-9]*'); do
	echo "$ids" | grep -qx "$id" || fail "$id is explained, and never said"
done
"$EARSHOT" check --explain E999 >"$tmp/out" 2>&1 && fail "E999 is explained"

# For editors: the same, as JSON.
mkdir "$tmp/all"
forms=$n
for f in tests/golden/forms/*.form; do
	"$EARSHOT" check "$f" 2>"$tmp/diag"
	status=$?
	"$EARSHOT" check --json "$f" >"$tmp/json" 2>"$tmp/err"
	test $? = $status || fail "$f: --json has another status"
	test -s "$tmp/err" && fail "$f: --json says something else too"
	cp "$tmp/json" "$tmp/all/$n.json"
	grep "^$f:[0-9]*:[0-9]*: .*\[[EWN][0-9]*\]\$" "$tmp/diag" >"$tmp/all/$n.want"
	echo "$f" >"$tmp/all/$n.name"
	n=$((n + 1))
done
# (All of them in one go: starting node is the slow part.)
(cd "$tmp/all" && node -e '
const fs = require("fs"), read = f => fs.readFileSync(f, "utf8");
let bad = 0;
const fail = (k, words) => {
	bad = 1;
	console.log(`golden: ${read(k + ".name").trim()}: --json ${words}`);
};
const all = fs.readdirSync(".").filter(f => f.endsWith(".json"));
for (const k of all.map(f => f.slice(0, -5)))
	try {
		const said = JSON.parse(read(k + ".json"));
		for (const d of said)
			if (!(d.end >= d.column && d.column >= 1))
				throw new Error(d.id);
		if (said.map(d => `${d.file}:${d.line}:${d.column}: ${d.level}: ` +
			`${d.text} [${d.id}]\n`).join("") !== read(k + ".want"))
			fail(k, "says other things");
	} catch (e) {
		fail(k, "is not what it should be: " + e.message);
	}
if (all.length < 30) bad = 1;
process.exit(bad)') || bad=1
# A control: the search above does find what is missing.
grep -q '\[E999\]' tests/golden/forms/*.diag && fail "E999 cannot be there"
test "$(echo "$ids" | wc -l)" -ge 60 || fail "diagnostics were not found"

test $bad = 0 && echo "golden: $forms forms, $broken of them broken"
exit $bad
