#!/bin/sh
# first-line.sh -- each C file opens with its licence and says in one line
# what it is for: "name.c -- purpose".
bad=0
for f in $(git ls-files '*.c' '*.h'); do
	name=${f##*/}
	head -4 "$f" | grep -q 'SPDX-License-Identifier: MIT' &&
	head -4 "$f" | grep -q "^ \* $name -- " || {
		echo "$f: the first lines must be the licence and \"$name -- purpose\""
		bad=1
	}
done
exit $bad
