#!/bin/sh
# service.sh -- systemd itself reads the unit that we ship, and a unit with a
# slip in it is found.
unit=docs/earshot.service
command -v systemd-analyze >/dev/null || {
	echo "SKIPPED: systemd-analyze is not here"
	exit 77
}
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-unit-XXXXXX")
trap 'rm -rf "$T"' EXIT
# faults FILE: what it finds; our program is not installed here.
faults() {
	sed "s,^ExecStart=[^ ]*,ExecStart=/bin/true," "$1" >"$T/earshot.service"
	systemd-analyze verify "$T/earshot.service" 2>&1
}
found=$(faults $unit)
[ -z "$found" ] || { echo "$found"; exit 1; }
sed 's/^ProtectSystem=strict/ProtectSystem=stern/' $unit >"$T/slip"
[ -n "$(faults "$T/slip")" ] || { echo "a slip is not found"; exit 1; }
echo "systemd takes $unit, and finds a slip"
