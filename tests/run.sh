#!/bin/sh
# run.sh -- runs test programs one after the other and counts.
#
#	run.sh NAME COMMAND... [-- NAME COMMAND...]...
#
# Each prints as it goes.  A program that exits 0 passed; 77 means that it
# could not run here and said why (skipped).  One that runs for LIMIT seconds
# (15 minutes) hangs: it is ended and failed.  The last line is the count.
LIMIT=${LIMIT:-1500}
passed=0 failed=0 skipped=0 bad=
while [ $# -gt 0 ]; do
	name=$1
	shift
	cmd=
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		cmd="$cmd '$1'"
		shift
	done
	[ $# -gt 0 ] && shift
	printf '\n== %s\n' "$name"
	start=$(date +%s)
	eval "timeout -k 10 $LIMIT $cmd"
	rc=$?
	took=$(($(date +%s) - start))
	case $rc in
	0) passed=$((passed + 1)); echo "== $name: passed (${took}s)" ;;
	77) skipped=$((skipped + 1)); echo "== $name: SKIPPED" ;;
	124) failed=$((failed + 1)); bad="$bad $name"
	   echo "== $name: FAILED (ended after ${LIMIT}s)" ;;
	*) failed=$((failed + 1)); bad="$bad $name"
	   echo "== $name: FAILED ($rc)" ;;
	esac
done
[ -z "$bad" ] || printf '\nfailed:%s\n' "$bad"
printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
[ $failed -eq 0 ]
