#!/bin/sh
# layers.sh -- the layering lint bites: each of these lines must be refused,
# and the last ones must not.
order="base locales forms store analysis print survey"
lint=$(pwd)/tests/lint/layers.awk
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
bad=0
try() { # STATUS FILE HEADER
	mkdir -p "$(dirname "$2")"
	printf '#include "%s"\n' "$3" >"$2"
	awk -v order="$order" -f "$lint" "$2" >/dev/null
	[ $? -eq "$1" ] || { echo "layers: $2 with $3 should be $1"; bad=1; }
}
try 1 survey/site/x.c survey/desk/desk.h
try 1 survey/desk/x.c survey/site/site.h
try 1 survey/page/x.c survey/desk/desk.h
try 1 survey/page/x.c survey/site/site.h
try 1 survey/http/x.c survey/page/page.h
try 1 forms/x.c store/store.h
try 1 print/x.c store/store.h
try 1 survey/x.c forms/lines.h
try 0 survey/x.c survey/site/site.h
try 0 survey/x.c survey/desk/desk.h
try 0 survey/desk/x.c survey/page/page.h
try 0 survey/desk/x.c print/print.h
exit $bad
