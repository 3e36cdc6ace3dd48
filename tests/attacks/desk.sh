#!/bin/sh
# desk.sh -- with each guard of the desk cut out (desk-guards) its unit tests must
# fail, and by an assertion; with none cut out they must pass.  CUT names the
# folder with those programs; the whole one is beside it.
CUT=${CUT:-build/debug/attacks}
list=$(dirname "$0")/desk-guards
bad=0
for suite in $(sed '/^#/d' "$list" | cut -f4 | sort -u); do
	if CK_RUN_SUITE=$suite "$CUT/../unit/survey" >/dev/null 2>&1; then
		echo "ok - $suite: whole, it passes"
	else
		echo "not ok - $suite: it fails with nothing cut out"
		bad=1
	fi
done
tab=$(printf '\t')
while IFS=$tab read -r name file how suite; do
	case $name in \#*) continue ;; esac
	said=$(CK_RUN_SUITE=$suite "$CUT/desk-$name" 2>&1)
	case $said in
	*"Failures: 0, Errors: 0"*)
		echo "not ok - $name: $suite does not notice that $file is without it"
		bad=1 ;;
	*"Errors: 0"*)
		echo "ok - $name: $suite fails without it" ;;
	*)
		echo "not ok - $name: $suite breaks off without it:"
		echo "$said" | sed 's/^/    /' | tail -5
		bad=1 ;;
	esac
done <"$list"
exit $bad
