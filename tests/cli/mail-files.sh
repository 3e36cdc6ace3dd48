#!/bin/sh
# mail-files.sh -- email in files: every message is given, with its own bytes, and
# nothing there is changed; what is passed over is named.
. "$(dirname "$0")/lib.sh"
: "${MAILSOURCE:=$ROOT/build/debug/mailsource}"
command -v python3 >/dev/null || { echo "SKIPPED: no python3"; exit 0; }
lines() { # N NAME: the last check printed N messages
	check "$2" 0 sh -c '[ "$(wc -l <"$1")" = "$2" ]' sh "$T/given" "$1"
}
given() { # NAME WHAT [OPTIONS]: what is given is in $T/given, what is said in $T/said
	name=$1
	shift
	check "$name" 0 "$MAILSOURCE" "$@"
	cp "$T/out" "$T/given"
	cp "$T/err" "$T/said"
}

# ---- mbox, in all its dialects ----------------------------------------------------
# The messages' bodies are hostile to it; each dialect is written as its writers do.
cat >"$T/boxes.py" <<'E'
import hashlib, os, re, sys
out = sys.argv[1]
day = "Thu Mar  7 12:00:0%d 2024"
bodies = ["Hello\n", "From the window I see it\n\nFrom home\n", ">From her letter:\n> yes\n",
    ">>From two\n", "\n\n\n", "", "no end of line", "From: nobody\nSubject: quoted\n\n",
    "a line\nFrom the next line on\n" * 50, "x\n\nFrom Mary and me: no\n\nFrom 12:00 to 2024\n",
    "\u00fc \u20ac\n", "y" * 5000 + "\n"]
forward = "see:\n\nFrom x@y.org Thu Mar  7 12:00:00 2024\nSubject: old\nFrom: x@y.org\n\nold words\n"
def head(i, more=""):
    return f"From: r{i}@example.org\nSubject: {i}\nX-Long: a\n  folded From here\n{more}\n"
def quote(b, dialect):
    return re.sub({"o": r"^(From )", "rd": r"^(>*From )"}[dialect], r">\1", b, flags=re.M)
def box(name, messages, write, eol="\n"):
    with open(f"{out}/{name}.mbox", "wb") as f, open(f"{out}/{name}.want", "w") as w:
        for i, b in enumerate(messages):
            h, wanted, stored = write(i, b)
            text = (f"From r{i}@example.org {day % (i % 10)}\n" + h + stored + "\n")
            if not stored.endswith("\n") and stored != "":
                text += "\n"
            f.write(text.replace("\n", eol).encode())
            m = h + wanted
            if not m.endswith("\n"):
                m += "\n"
            w.write(hashlib.sha256(m.replace("\n", eol).encode()).hexdigest() + "\n")
rd = lambda i, b: (head(i), b, quote(b, "rd"))
box("mboxrd", bodies, rd)
box("crlf", bodies, rd, "\r\n")
# mboxo cannot tell ">From " from a quoted "From ".
box("mboxo", [b for b in bodies if ">From" not in b], lambda i, b: (head(i), b, quote(b, "o")))
cl = lambda b: f"Content-Length: {len(b.encode())}\n"
box("mboxcl", [b for b in bodies if ">From" not in b and b.endswith("\n")] + [forward],
    lambda i, b: (head(i, cl(quote(b, "o"))), b, quote(b, "o")))
box("mboxcl2", [forward] + [b for b in bodies if ">From" not in b and b.endswith("\n")] +
    [forward, "last\n"], lambda i, b: (head(i, cl(b)), b, b))
E
python3 "$T/boxes.py" "$T"
for d in mboxrd crlf mboxo mboxcl mboxcl2; do
	given "$d" "$T/$d.mbox"
	check "has each message with its own bytes" 0 sh -c \
		'cut -f 2 "$1" | diff - "$2"' sh "$T/given" "$T/$d.want"
done
says "what looks like a beginning, and is none, is named" "$T/said" "by its Content-Length"
check "(the bytes differ where quoting is not undone)" 1 sh -c \
	'sed "s/^>From/>>From/" "$1" >"$2" && "$3" "$2" | cut -f 2 | diff - "$4"' sh \
	"$T/mboxrd.mbox" "$T/more.mbox" "$MAILSOURCE" "$T/mboxrd.want"
check "Python finds the beginnings where we do" 0 python3 - "$T" "$MAILSOURCE" <<'E'
import mailbox, os, random, subprocess, sys
os.chdir(sys.argv[1])
r = random.Random(4)
with open("random.mbox", "w") as f:
    for i in range(500):
        f.write(f"From r{i}@x.org Thu Mar  7 12:00:00 2024\nFrom: r{i}@x.org\nSubject: {i}\n\n")
        for _ in range(r.randrange(40)):
            f.write(r.choice(["words " * r.randrange(20), "", ">From here", ">>From", " From x", "FROM y"]) + "\n")
        f.write("\n")
m = mailbox.mbox("random.mbox", create=False)
m._generate_toc()
theirs = ["@%d" % m._toc[k][0] for k in sorted(m._toc)]
ours = [l.split("\t")[0] for l in subprocess.run([sys.argv[2], "random.mbox"],
    capture_output=True, text=True).stdout.splitlines()]
sys.exit(len(ours) != 500 or ours != theirs)
E
# A sender's Content-Length that reaches over the next message must not hide it.
cat >"$T/swallow.mbox" <<'E'
From a@b Thu Mar  7 12:00:00 2024
Subject: one

1

From a@b Thu Mar  7 12:00:00 2024
Subject: two
Content-Length: 62

2

From v@b Thu Mar  7 12:00:00 2024
Subject: victim

listen

From a@b Thu Mar  7 12:00:00 2024
Subject: four
Content-Length: 2

4
E
given "a length that reaches over the next message" "$T/swallow.mbox"
lines 4 "hides none"

# ---- large ones --------------------------------------------------------------------
python3 - "$T" <<'E'
import sys
with open(sys.argv[1] + "/large.mbox", "w") as f:
    for size in (10, 66, 1):
        f.write("From a@b Thu Mar  7 12:00:00 2024\nFrom: a@b\nSubject: x\n\n")
        for _ in range(size):
            f.write(("z" * 63 + "\n") * 16384)
        f.write("\n")
with open(sys.argv[1] + "/large.eml", "w") as f:
    f.write("From: a@b\nSubject: x\n\n" + ("z" * 63 + "\n") * 16384 * 65)
E
given "a message above 64 MB in an mbox" "$T/large.mbox"
lines 2 "does not hinder the others"
says "and is named" "$T/said" "a message of 66 MB"
given "one in a file" "$T/large.eml"
lines 0 "is not read"
says "and is named, too" "$T/said" "large.eml: a message of 65 MB"

# ---- a Maildir, and folders ---------------------------------------------------------
mkdir -p "$T/in/box/new" "$T/in/box/cur" "$T/in/box/tmp" "$T/in/box/.Sent/cur" \
	"$T/in/box/.Sent/new" "$T/in/deep/er" "$T/in/.hidden"
letter() { printf 'From: %s@example.org\nSubject: %s\n\nHello\n' "$1" "$1"; }
letter a >"$T/in/box/new/1709812805.M1.host"
letter b >"$T/in/box/cur/1709812806.M2.host:2,S"
printf 'no header at all' >"$T/in/box/cur/1709812807.M3.host:2,"
letter c >"$T/in/box/tmp/1709812808.M4.host"
letter d >"$T/in/box/.Sent/cur/1709812809.M5.host:2,S"
letter e >"$T/in/deep/er/e.eml"
letter f >"$T/in/deep/er/with no ending"
letter g >"$T/in/.hidden/g.eml"
cp "$T/mboxrd.mbox" "$T/in/deep/march"
: >"$T/in/deep/empty.eml"
echo notes >"$T/in/deep/notes.txt"
ln -s ../deep/er/e.eml "$T/in/deep/link.eml"
ln -s . "$T/in/deep/loop"
mkfifo "$T/in/deep/fifo.eml"
printf 'From a@b Thu Mar  7 12:00:00 2024\n' | cat - "$T/in/deep/er/e.eml" >"$T/in/deep/saved.eml"
# What programs leave in folders, and a hidden file that somebody may miss.
mkdir "$T/in/.git" "$T/in/__MACOSX"
letter h >"$T/in/.git/h.eml"
letter i >"$T/in/__MACOSX/i.eml"
for f in .DS_Store Thumbs.db desktop.ini .gitignore deep/._e.eml deep/.settings; do
	printf 'no email: %s\n' "$f" >"$T/in/$f"
done
letter j >"$T/in/deep/.j.eml"
before=$(find "$T/in" -printf '%p %s %T@ %m\n' | sort)
given "a folder" "$T/in"
lines 19 "all that is email in it is given"
check "a Maildir's places stay when flags change" 0 grep -q "^box/1709812806.M2.host	" "$T/given"
check "and its name says when a message came" 0 grep -q "M2.host	.*	1709812806$" "$T/given"
check "what is still being delivered is left alone" 1 grep -q M4 "$T/given"
check "an mbox without an ending is found by its content" 0 grep -q "^deep/march@0	" "$T/given"
check "an empty message is given, too" 0 grep -q "^deep/empty.eml	.*	0	" "$T/given"
check "one with a From_ line above it is the same message" 0 sh -c \
	'[ "$(grep -c "$(sha256sum <"$2" | cut -d " " -f 1)" "$1")" = 2 ]' sh \
	"$T/given" "$T/in/deep/er/e.eml"
says "another folder of a Maildir is named" "$T/said" "box/.Sent: another folder"
for f in "deep/link.eml: a link" "deep/loop: a link" "deep/fifo.eml: no file" \
	"notes.txt: it is no email" ".hidden: a hidden folder" \
	"deep/.j.eml: email in a hidden file"; do
	says "so is what was passed over" "$T/said" "$f"
done
for f in .DS_Store Thumbs.db desktop.ini .gitignore ._e.eml .settings .git/ MACOSX; do
	check "and not $f" 1 grep -F -e "$f" "$T/said"
done
check "nothing else was" 0 test "$(grep -c ^lost: "$T/said")" -eq 7
check "nothing there was changed" 0 test "$before" = "$(find "$T/in" -printf '%p %s %T@ %m\n' | sort)"
cp "$T/given" "$T/first"
given "again" "$T/in"
check "the same, in the same order" 0 cmp "$T/first" "$T/given"
given "a Maildir by itself" "$T/in/box"
lines 3 "has its three messages"

# Another program reads mail meanwhile: it moves messages on and marks them.
mkdir -p "$T/busy/new" "$T/busy/cur" "$T/busy/tmp"
for i in 1 2 3 4 5 6; do letter "n$i" >"$T/busy/new/170000000$i.host"; done
for i in 7 8 9; do letter "n$i" >"$T/busy/cur/170000000$i.host:2,"; done
rm -f "$T/go"
: >"$T/given"
"$MAILSOURCE" --pause "$T/go" --kept "$T/busy.kept" "$T/busy" >"$T/given" 2>"$T/said" &
reader=$!
while [ "$(wc -l <"$T/given")" -lt 2 ]; do sleep 0.1; done
for i in 1 4 5; do mv "$T/busy/new/170000000$i.host" "$T/busy/cur/170000000$i.host:2,S"; done
mv "$T/busy/cur/1700000008.host:2," "$T/busy/cur/1700000008.host:2,FS"
touch "$T/go"
wait $reader
check "while another program marks messages" 0 test $? -eq 0
check "each is kept once" 0 test "$(wc -l <"$T/busy.kept")" -eq 9

# ---- what is no email ------------------------------------------------------------------
check "a file that is no email" 1 "$MAILSOURCE" "$T/in/deep/notes.txt"
says "is refused" "$T/err" "it is no email"
check "a file that is not there" 1 "$MAILSOURCE" "$T/nothing"
says "is refused, too" "$T/err" "No such file"

# ---- Outlook's, by stand-ins: how the programs are run --------------------------------
mkdir -p "$T/bin" "$T/tmp"
stand_in() { # NAME: the program, from standard input
	{ echo '#!/bin/sh'; cat; } >"$T/bin/$1"
	chmod 755 "$T/bin/$1"
}
printf '\320\317\021\340\241\261\032\341 and more' >"$T/a.msg"
printf '!BDN and more' >"$T/a.pst"
stand_in msgconvert <<'E'
{ echo "From: a@b"; echo "Subject: $#: $1 $2 $3"; echo "X-Env: $(env | cut -d = -f 1 | sort | tr '\n' ' ')"
echo "X-In: $(wc -c)"; echo; } >"$2"
E
stand_in readpst <<'E'
mkdir -p out/Inbox/.odd
printf 'From: a@b\nSubject: x\n\n1\n' >out/Inbox/1.eml
printf 'From: a@b\nSubject: y\n\n2\n' >out/Inbox/.odd/2.eml
E
programs() { TMPDIR=$T/tmp PATH=$T/bin:$PATH SECRET=x "$MAILSOURCE" "$@"; }
mkdir "$T/bodies"
check "a .msg goes through msgconvert" 0 programs --bodies "$T/bodies" "$T/a.msg"
says "with these words" "$T/bodies/000000" "Subject: 3: --outfile message"
says "in a clean environment" "$T/bodies/000000" "X-Env: HOME LC_ALL PATH PWD TMPDIR TZ"
says "with nothing to read" "$T/bodies/000000" "X-In: 0"
check "a .pst goes through readpst" 0 programs "$T/a.pst"
cp "$T/out" "$T/given"
check "each of its messages has a place" 0 grep -q "^Inbox/.odd/2.eml" "$T/given"
stand_in readpst <<'E'
mkdir -p out/Inbox
b="--boundary-LibPST-iamunique-$(date +%s%N)_-_-"
printf 'From: a@b\nContent-Type: multipart/mixed;\n\tboundary="%s"\n\n\n--%s\n\n1\n--%s--\n' \
	"$b" "$b" "$b" >out/Inbox/1.eml
E
check "what readpst makes up by chance" 0 programs "$T/a.pst"
cp "$T/out" "$T/given"
check "(again)" 0 programs "$T/a.pst"
cp "$T/out" "$T/again"
check "makes no other message of it" 0 cmp "$T/given" "$T/again"
check "no copy is left" 0 rmdir "$T/tmp"
mkdir "$T/tmp"
kept_as_it_is() { # NAME WORDS
	HURRY=100 check "msgconvert that $1" 0 programs "$T/a.msg"
	cp "$T/out" "$T/given"
	check "loses nothing: the bytes are kept as they are" 0 grep -q \
		"$(sha256sum <"$T/a.msg" | cut -d ' ' -f 1)" "$T/given"
	HURRY=100 check "(again)" 0 programs "$T/a.msg"
	says "and it is said" "$T/err" "$2"
}
echo 'echo "it is broken" >&2; exit 1' | stand_in msgconvert
kept_as_it_is "does not succeed" "it said: it is broken"
echo 'kill -SEGV $$' | stand_in msgconvert
kept_as_it_is "crashes" "it ended with signal 11"
echo 'sleep 1000 & sleep 1000' | stand_in msgconvert
kept_as_it_is "does not end" "it took too long"
check "and is ended, with all that it started" 1 pgrep -f "^sleep 1000$"
echo 'exit 0' | stand_in msgconvert
kept_as_it_is "gives nothing" "it gave nothing"
echo 'exit 1' | stand_in readpst
check "readpst that does not succeed" 1 programs "$T/a.pst"
says "is an error" "$T/err" "readpst cannot read it"
check "no copy is left" 0 rmdir "$T/tmp"
for p in msg:libemail-outlook-message-perl pst:pst-utils; do
	check "without the program for .${p%%:*}" 1 env PATH=/nowhere "$MAILSOURCE" "$T/a.${p%%:*}"
	says "it is said what to install" "$T/err" "Install the package \`${p#*:}\`"
done

# ---- Outlook's, by the true programs ---------------------------------------------------
if command -v msgconvert >/dev/null && perl -MOLE::Storage_Lite -e 1 2>/dev/null; then
	perl "$ROOT/tests/mail/msg.pl" "$T/true.msg" "Grüße – one" "What I want to say: more buses."
	given "a true .msg" --bodies "$T/bodies" "$T/true.msg"
	cp "$T/given" "$T/first"
	check "has its words" 0 grep -q "more buses" "$T/bodies/000000"
	check "and its subject" 0 python3 -c 'import email, email.policy, sys
m = email.message_from_file(open(sys.argv[1]), policy=email.policy.default)
sys.exit(m["Subject"] != "Grüße – one")' "$T/bodies/000000"
	sleep 2
	given "again" "$T/true.msg"
	check "it is the same message" 0 cmp "$T/first" "$T/given"
	check "(by itself msgconvert makes another one each time)" 1 sh -c 'msgconvert --outfile "$1.1" "$1"
		sleep 2; msgconvert --outfile "$1.2" "$1"; cmp "$1.1" "$1.2"' sh "$T/true.msg"
	check "without its ending" 0 cp "$T/true.msg" "$T/true"
	given "it is found by its content" "$T/true"
	lines 1 "and given"
	for n in 20 600 1600; do
		check "one of which $n bytes are left" 0 sh -c 'head -c "$3" "$1" >"$2"' \
			sh "$T/true.msg" "$T/half.msg" $n
		given "is given" "$T/half.msg"
		check "as it is" 0 grep -q "$(sha256sum <"$T/half.msg" | cut -d ' ' -f 1)" "$T/given"
		says "and said to be damaged" "$T/said" "msgconvert cannot read it"
	done
else
	echo "SKIPPED: .msg by msgconvert is not here (make setup-test)"
fi
if command -v readpst >/dev/null; then
	check "a damaged .pst" 1 "$MAILSOURCE" "$T/a.pst"
	says "is refused" "$T/err" "readpst cannot read it"
else
	echo "SKIPPED: readpst is not here (make setup-test)"
fi
done_testing
