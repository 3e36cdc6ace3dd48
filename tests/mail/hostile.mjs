// hostile.mjs -- messages that are made to do harm: each is said to be unreadable,
// with a reason, within time and memory, and the next message is read as if nothing
// had happened.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { docx, odt, tnef, zip } from "./pack.mjs";

const MOST = 256;				// MB, parent and children together
const head = "From: x@resident.example\nSubject: harm\nMIME-Version: 1.0\n";
const b64 = (b) => Buffer.from(b).toString("base64").replace(/.{76}/g, "$&\n");
const attach = (type, name, data) => `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${b64(data)}\n--b--\n`;
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const tnefs = tnef([["a.txt", "x"]]);
const crafted = (at, n) => { const b = Buffer.from(tnefs); b.writeUInt32LE(n >>> 0, at); return b; };
let laughs = '<!DOCTYPE w [<!ENTITY a0 "ha">';
for (let i = 1; i < 20; i++) laughs += `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`;
laughs += "]>";
const within = (n) => { let s = `${head}Content-Type: text/plain\n\ndown here\n`; const l = `${head}Content-Type: message/rfc822\n\n`; return l.repeat(n) + s; };
const zips = (n) => { let z = zip([["a.txt", "x"]]); for (let i = 0; i < n; i++) z = zip([["word/document.xml", z]]); return z; };
const pdfbomb = () => {
	const page = deflateSync(Buffer.alloc(90 << 20, "(ha) Tj "));
	const objects = [Buffer.from("<</Type/Catalog/Pages 2 0 R>>"), Buffer.from("<</Type/Pages/Kids[3 0 R]/Count 1>>"),
		Buffer.from("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"),
		Buffer.concat([Buffer.from(`<</Filter/FlateDecode/Length ${page.length}>>stream\n`), page, Buffer.from("\nendstream")]),
		Buffer.from("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")];
	return Buffer.concat([Buffer.from("%PDF-1.4\n"), ...objects.map((o, i) => Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), o, Buffer.from("\nendobj\n")])), Buffer.from("trailer<</Size 6/Root 1 0 R>>\n")]);
};
// What may stand at "hand", of the message or of a file.
const cases = {
	"a document that unfolds a thousand times": [() => attach(word, "bomb.docx", docx(`<w:p><w:r><w:t>${" ".repeat(90 << 20)}</w:t></w:r></w:p>`)), "limit"],
	"the same as ODT": [() => attach("application/vnd.oasis.opendocument.text", "bomb.odt", odt(`<text:p>${"a".repeat(90 << 20)}</text:p>`)), "limit"],
	"ten thousand entries": [() => attach(word, "many.docx", zip([...Array(10000).keys()].map((i) => [`word/${i}.xml`, "x"]).concat([["word/document.xml", "<x/>"]]))), "limit"],
	"archives within archives": [() => attach(word, "nested.docx", zips(50)), "damaged"],
	"a billion laughs": [() => attach(word, "laugh.docx", docx("<w:p><w:r><w:t>&a19;</w:t></w:r></w:p>", laughs)), "damaged"],
	"an entity from elsewhere": [() => attach(word, "hole.docx", docx("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", '<!DOCTYPE w [<!ENTITY x SYSTEM "http://192.0.2.1/x">]>')), "damaged"],
	"XML a million deep": [() => attach(word, "deep.docx", docx("<w:p>".repeat(1e6))), "damaged limit"],
	"messages a thousand deep": [() => within(1000), "limit"],
	"messages a hundred thousand deep": [() => within(100000), "limit"],
	"a line of 60 MB": [() => `${head}\n${"a".repeat(60 << 20)}\n`, "limit"],
	"a message of 100 MB": [() => `${head}\n${"a".repeat(100 << 20)}\n`, "limit"],
	"60 MB of HTML": [() => `${head}Content-Type: text/html\n\n${"<p>word".repeat(9 << 20)}\n`, "limit"],
	"HTML of eighty thousand quotations": [() => `${head}Content-Type: text/html\n\n${"<blockquote>".repeat(80000)}\n`, "empty"],
	"a hundred thousand parts": [() => `${head}Content-Type: multipart/mixed; boundary=b\n\n${"--b\n\nx\n".repeat(100000)}--b--\n`, "limit"],
	"parts a thousand deep": [() => { let s = head; for (let i = 0; i < 1000; i++) s += `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`; return `${s}\nx\n`; }, "limit"],
	"a hundred thousand headers": [() => `${head}${[...Array(100000).keys()].map((i) => `X-${i}: y\n`).join("")}\nwords\n`, "limit"],
	"a header of 20 MB": [() => `${head}X: ${"<a@b> ".repeat(3 << 20)}\nReferences: ${"<a@b> ".repeat(300000)}\n\nwords\n`, "no limit"],
	"a file of 47 MB": [() => attach("application/octet-stream", "big.bin", Buffer.alloc(47 << 20, 7)), "file"],
	"a PDF that unfolds": [() => attach("application/pdf", "bomb.pdf", pdfbomb()), "limit damaged"],
	"a PDF of brackets": [() => attach("application/pdf", "deep.pdf", `%PDF-1.4\n1 0 obj\n${"[".repeat(1e6)}\nendobj\ntrailer<</Root 1 0 R>>\n`), "damaged limit"],
	"rich text a million deep": [() => attach("application/rtf", "deep.rtf", `{\\rtf1${"{".repeat(1e6)}`), "damaged"],
	"TNEF with a size of 4 GB": [() => attach("application/ms-tnef", "w.dat", crafted(11, -1)), "damaged"],
	"TNEF with four billion properties": [() => attach("application/ms-tnef", "w.dat", crafted(tnefs.length - 42, -1)), "damaged"],
	"TNEF with three hundred files": [() => attach("application/ms-tnef", "w.dat", tnef([...Array(300).keys()].map((i) => [`${i}.txt`, "x"]))), "limit"],
};

// Memory of a process and all below it, kB; what is shared counts for each.
function memory(pid) {
	let kb = 0;
	try {
		kb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
		for (const child of readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean))
			kb += memory(child);
	} catch { /* it has ended */ }
	return kb;
}
const read = (files) => new Promise((done) => {
	const p = spawn(process.env.MAILREAD, files, { stdio: ["ignore", "pipe", "inherit"] });
	let out = "", peak = 0;
	const clock = setInterval(() => { peak = Math.max(peak, memory(p.pid)); }, 10);
	p.stdout.on("data", (s) => { out += s; });
	p.on("close", (status) => { clearInterval(clock); done({ status, peak, lines: out.split("\n").filter(Boolean) }); });
});

const dir = mkdtempSync(join(tmpdir(), "earshot-hostile-"));
const good = join(dir, "good.eml"), bad = join(dir, "bad.eml");
let failed = 0, worst = 0;
writeFileSync(good, `${head}\nA good message.\n`);
try {
	for (const [name, [make, hands]] of Object.entries(cases)) {
		writeFileSync(bad, make());
		const start = Date.now();
		const { status, peak, lines } = await read([good, bad, good]);
		const took = (Date.now() - start) / 1000;
		const r = lines.map((l) => JSON.parse(l)), b = r[1];
		const all = b ? [b, ...b.files] : [];
		const faults = [];
		if (status !== 0 || r.length !== 3) faults.push(`status ${status}, ${r.length} readings`);
		else {
			if (r[0].text !== "A good message.\n" || r[2].text !== r[0].text) faults.push("its neighbours were not read");
			if (!all.some((x) => hands.split(" ").includes(x.hand))) faults.push(`hands: ${all.map((x) => x.hand)}`);
			if (all.some((x) => !["no", "signed"].includes(x.hand) && x.why === "")) faults.push("no reason");
		}
		if (peak > MOST * 1024) faults.push(`${Math.round(peak / 1024)} MB`);
		if (took > 40) faults.push(`${took} s`);
		worst = Math.max(worst, peak);
		failed += faults.length > 0;
		const said = all.find((x) => x.why);
		console.log(`${faults.length ? "not ok" : "ok"} - ${name}: ${faults.join("; ") || `${said?.hand ?? "no"}, ${said?.why ?? "read"}`} (${Math.round(peak / 1024)} MB, ${took.toFixed(1)} s)`);
	}
} finally {
	rmSync(dir, { recursive: true });
}
console.log(`${Object.keys(cases).length} cases, ${failed} failed; at most ${Math.round(worst / 1024)} MB`);
process.exit(failed ? 1 : 0);
