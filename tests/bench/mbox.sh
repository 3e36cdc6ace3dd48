#!/bin/sh
# mbox.sh -- how fast an mbox is taken apart, beside Python's mailbox module; the
# same file, read before so that it is in memory.
set -eu
: "${BENCH:?}"
T=$(mktemp -d "${TMPDIR:-/tmp}/earshot-bench-mail-XXXXXX")
trap 'rm -rf "$T"' EXIT
echo "Email: an mbox of 256 MB, messages of 1 to 60 kB, one in a hundred of 2 MB"
command -v python3 >/dev/null || { echo "  SKIPPED: no python3"; exit 0; }
python3 - "$T/mbox" <<'E'
import random, sys
r = random.Random(1)
words = "the bus from our village does not run after six and the clinic closes at five".split()
prose = "\n".join(" ".join(r.choice(words) for _ in range(12)) for _ in range(2000)) + "\n"
size = i = 0
with open(sys.argv[1], "w") as f:
    while size < 256 << 20:
        n = (2 << 20) if i % 100 == 99 else r.randrange(1000, 60000)
        body = (prose * (n // len(prose) + 1))[:n]
        m = (f"From r{i}@example.org Thu Mar  7 12:00:00 2024\nFrom: r{i}@example.org\n"
            f"Subject: {i}\nDate: Thu, 7 Mar 2024 12:00:00 +0000\n\n{body}\n>From here\n\n")
        f.write(m)
        size += len(m)
        i += 1
E
cat "$T/mbox" >/dev/null
for _ in 1 2 3; do "$BENCH/mbox" "$T/mbox"; done | sort -k 3 -n | sed -n 2p >"$T/ours"
for _ in 1 2 3; do
	python3 - "$T/mbox" <<'E'
import mailbox, resource, sys, time
t = time.monotonic()
m = mailbox.mbox(sys.argv[1], create=False)
n = size = 0
for k in m.iterkeys():
    n += 1
    size += len(m.get_bytes(k))
print(n, size, "%.3f" % (time.monotonic() - t), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
E
done | sort -k 3 -n | sed -n 2p >"$T/theirs"
show() { # NAME FILE
	awk -v name="$1" '{ printf "  %-28s %d messages, %.2f s, %.0f MB/s, %.0f MB of memory\n",
	    name, $1, $3, 256 / $3, $4 / 1024 }' "$2"
}
show "earshot" "$T/ours"
show "Python's mailbox" "$T/theirs"
