# cut.sh -- cut.sh GUARD OUT.c: the file of a guard, without the guard.
set -eu
line=$(grep "^$1	" "$(dirname "$0")/guards")
file=$(printf '%s\n' "$line" | cut -f2)
how=$(printf '%s\n' "$line" | cut -f3)
mkdir -p "$(dirname "$2")"
sed "$how" "$file" >"$2"
if cmp -s "$file" "$2"; then
	echo "tests/attacks/guards: $1 is not in $file any more" >&2
	rm -f "$2"
	exit 1
fi
