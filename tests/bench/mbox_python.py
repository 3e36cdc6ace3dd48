# mbox_python.py MBOX -- the seconds that Python's email parser takes for it
# (compat32), messages parted beforehand.
import email, sys, time

data = open(sys.argv[1], "rb").read()
parts = data.split(b"\n\nFrom ")
parts = [parts[0]] + [b"From " + p for p in parts[1:]]
start = time.perf_counter()
for p in parts:
    email.message_from_bytes(p)
print(f"{time.perf_counter() - start:.3f} {len(parts)}")
