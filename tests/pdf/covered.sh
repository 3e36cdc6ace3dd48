#!/bin/sh
# covered.sh -- each code that the PDF checker can report is in the tables of
# seeded faults; and a code that is in none is noticed.
cd "$(dirname "$0")" || exit 1
seeded() {
	grep -q -- "[\" ]$1[\" ]" faults_[fs]*.c
}
missing=0 n=0
for c in $(grep -ohE '"([0-9]{2}-[0-9]{3}|X-[0-9]{3}|A2-[0-9.]+)"' \
    check*.c tree.c font.c | tr -d '"' | sort -u); do
	n=$((n + 1))
	seeded "$c" || { echo "no fault is seeded for $c"; missing=1; }
done
seeded 99-999 && { echo "the check of codes cannot fail"; missing=1; }
echo "$n codes, each seeded"
[ $n -gt 60 ] && [ $missing = 0 ]
