#!/bin/sh
# run.sh -- runs test programs and counts.
#
#	run.sh NAME COMMAND... [-- NAME COMMAND...]...
#
# One after the other, each printing as it goes; but one whose name begins with
# "+" runs beside all the others, and is shown when they are through.  A
# program that exits 0 passed; 77 means that it could not run here and said why
# (skipped).  One that runs for LIMIT seconds (45 minutes) hangs: it is ended
# and failed.  The last line is the count.
LIMIT=${LIMIT:-2700}
passed=0 failed=0 skipped=0 bad= beside=
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-tests-XXXXXX")
trap 'rm -rf "$T"; [ -z "$beside" ] || kill $beside 2>/dev/null' EXIT

# count NAME STATUS SECONDS
count() {
	case $2 in
	0) passed=$((passed + 1)); echo "== $1: passed ($3s)" ;;
	77) skipped=$((skipped + 1)); echo "== $1: SKIPPED" ;;
	124) failed=$((failed + 1)); bad="$bad $1"
	   echo "== $1: FAILED (ended after ${LIMIT}s)" ;;
	*) failed=$((failed + 1)); bad="$bad $1"
	   echo "== $1: FAILED ($2)" ;;
	esac
}
# run COMMAND, as words that are quoted; sets rc and took
run() {
	start=$(date +%s)
	eval "timeout -k 10 $LIMIT $1"
	rc=$?
	took=$(($(date +%s) - start))
}
# each DO ARGUMENT...: DO NAME COMMAND for each
each() {
	do=$1
	shift
	while [ $# -gt 0 ]; do
		name=$1
		shift
		cmd=
		while [ $# -gt 0 ] && [ "$1" != -- ]; do
			cmd="$cmd '$1'"
			shift
		done
		[ $# -gt 0 ] && shift
		$do "$name" "$cmd"
	done
}
begin() {
	case $1 in +*) ;; *) return ;; esac
	(run "$2" >"$T/$1" 2>&1; echo "$rc $took" >"$T/$1.end") &
	beside="$beside $!"
}
alone() {
	case $1 in +*) return ;; esac
	printf '\n== %s\n' "$1"
	run "$2"
	count "$1" $rc $took
}
finish() {
	case $1 in +*) ;; *) return ;; esac
	printf '\n== %s\n' "${1#+}"
	cat "$T/$1"
	count "${1#+}" $(cat "$T/$1.end")
}
each begin "$@"
each alone "$@"
wait
beside=
each finish "$@"
[ -z "$bad" ] || printf '\nfailed:%s\n' "$bad"
printf '\n%d passed, %d failed, %d skipped\n' $passed $failed $skipped
[ $failed -eq 0 ]
