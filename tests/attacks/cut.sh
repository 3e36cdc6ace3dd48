# cut.sh -- cut.sh GUARD OUT.c [LIST]: the file of a guard, without the guard.
# LIST is "guards" unless it is given.
set -eu
list=$(dirname "$0")/${3:-guards}
line=$(grep "^$1	" "$list")
file=$(printf '%s\n' "$line" | cut -f2)
how=$(printf '%s\n' "$line" | cut -f3)
mkdir -p "$(dirname "$2")"
sed "$how" "$file" >"$2"
if cmp -s "$file" "$2"; then
	echo "$list: $1 is not in $file any more" >&2
	rm -f "$2"
	exit 1
fi
