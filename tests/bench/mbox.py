# mbox.py COUNT -- an mbox of ordinary messages, the same at each run: plain, with
# HTML beside it, replies with what they answer, some with a file.
import base64, random, sys

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

for i in range(int(sys.argv[1])):
    kind, p = i % 10, text(r.randint(1, 6))
    head = f"""From r{i}@resident.example Mon Jun  3 10:00:00 2024
Return-Path: <r{i}@resident.example>
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
MIME-Version: 1.0
"""
    plain = "\n\n".join(wrap(x) for x in p) + "\n\n" + "\n".join("> " + x for x in wrap(" ".join(text(3))).split("\n"))
    html = "<html><body>" + "".join(f"<p>{x}</p>" for x in p) + "</body></html>"
    if kind < 5:
        body = f"Content-Type: text/plain; charset=utf-8\n\n{plain}\n"
    elif kind < 8:
        body = f"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n"
    elif kind < 9:
        body = f"Content-Type: text/html; charset=utf-8\n\n{html}\n"
    else:
        data = base64.encodebytes(r.randbytes(30000)).decode()
        body = f"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n--b\nContent-Type: image/jpeg; name=p.jpg\nContent-Transfer-Encoding: base64\n\n{data}--b--\n"
    print(head + body)
