# mbox.py COUNT [MAILDIR] -- an mbox of ordinary messages, the same at each run: plain,
# with HTML beside it, replies with what they answer, a fifth with a file of 10 to
# 200 kB, with the headers that a council's server adds.  With MAILDIR, the same
# messages there too, one a file.
import base64, os, random, sys

r = random.Random(20)
words = """the of and care people home family hospital council bus road park
money time support nurse doctor end life plan ambition agree because never
always should would more less local town village children older help""".split()

def text(n):
    out = []
    for _ in range(n):
        out.append(" ".join(r.choice(words) for _ in range(r.randint(8, 60))).capitalize() + ".")
    return out

def wrap(s):
    line, out = "", []
    for w in s.split():
        if len(line) + len(w) > 72:
            out.append(line); line = ""
        line += (" " if line else "") + w
    return "\n".join(out + [line])

# What a mail service of today adds, and the style of its HTML.
def token(n):
    return base64.b64encode(r.randbytes(n * 3 // 4)).decode()

def folded(name, s):
    return name + ": " + "\n\t".join(s[k:k + 70] for k in range(0, len(s), 70)) + "\n"

server = "".join([
    folded("ARC-Seal", "i=1; a=rsa-sha256; s=arcselector10001; d=mail.example; cv=none; b=" + token(340)),
    folded("ARC-Message-Signature", "i=1; a=rsa-sha256; c=relaxed/relaxed; d=mail.example; h=From:Date:Subject:Message-ID; bh=" + token(44) + "; b=" + token(340)),
    folded("ARC-Authentication-Results", "i=1; mx.mail.example 1; spf=pass smtp.mailfrom=resident.example; dmarc=pass action=none; dkim=pass"),
    folded("X-Forefront-Antispam-Report", "CIP:255.255.255.255;CTRY:;LANG:en;SCL:1;SRV:;IPV:NLI;SFV:NSPM;H:mx.mail.example;PTR:;CAT:NONE;SFS:(13230040)(366016);DIR:INB;"),
    folded("X-MS-Exchange-AntiSpam-MessageData-0", token(1200))])
style = """<html xmlns:o=3D"urn:schemas-microsoft-com:office:office" xmlns=3D"http://w=
ww.w3.org/TR/REC-html40"><head><style>
""" + "".join(f"""p.Mso{k}, li.Mso{k}, div.Mso{k}
\t{{margin:0cm;
\tfont-size:11.0pt;
\tfont-family:"Calibri",sans-serif;}}
""" for k in range(12)) + """</style></head><body lang=3D"EN-GB" link=3D"#0563C1"><div class=3D"WordSection1">"""

for i in range(int(sys.argv[1])):
    kind, p = i % 10, text(r.randint(1, 6))
    head = f"""Return-Path: <r{i}@resident.example>
Received: from mx1.isp.example (mx1.isp.example [192.0.2.1])
\tby mail.council.example (Postfix) with ESMTPS id 4F{i:06}
\tfor <consultation@council.example>; Mon, 3 Jun 2024 10:00:00 +0100 (BST)
Received: from [192.0.2.7] by mx1.isp.example with ESMTPSA id {i:08}; Mon, 3 Jun 2024 09:59:58 +0100
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=resident.example; s=s1;
\th=from:to:subject:date:message-id; bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=;
\tb={'A' * 60}
From: =?utf-8?q?Resident_=C3=89_{i}?= <r{i}@resident.example>
To: Consultation <consultation@council.example>
Subject: Re: The draft strategy
Date: Mon, 3 Jun 2024 10:00:00 +0100
Message-ID: <{i}@resident.example>
In-Reply-To: <ask@council.example>
References: <ask@council.example>
User-Agent: Mail 1.0
{server}MIME-Version: 1.0
"""
    plain = "\n\n".join(wrap(x) for x in p) + "\n\n" + "\n".join("> " + x for x in wrap(" ".join(text(3))).split("\n"))
    html = style + "".join(f'<p class=3D"MsoNormal"><span lang=3D"EN-GB">{x}</span></p>=\n' for x in p) + "</div></body></html>"
    alternative = f"""Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain; charset=utf-8

{plain}
--a
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{html}
--a--
"""
    if kind < 3:
        body = f"Content-Type: text/plain; charset=utf-8\n\n{plain}\n"
    elif kind < 7:
        body = alternative
    elif kind < 8:
        body = f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{html}\n"
    else:
        size = int(10000 * 20 ** r.random())
        data = base64.encodebytes(r.randbytes(size)).decode()
        body = f"Content-Type: multipart/mixed; boundary=b\n\n--b\n{alternative}--b\nContent-Type: image/jpeg; name=p.jpg\nContent-Disposition: attachment; filename=p.jpg\nContent-Transfer-Encoding: base64\n\n{data}--b--\n"
    print(f"From r{i}@resident.example Mon Jun  3 10:00:00 2024\n{head}{body}")
    if len(sys.argv) > 2:
        with open(f"{sys.argv[2]}/cur/{i}:2,S", "w") as f:
            f.write(head + body)
