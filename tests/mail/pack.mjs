// pack.mjs -- files to attach, made byte by byte: ZIP, DOCX, ODT, PDF, TNEF.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";

const u16 = (n) => { const b = Buffer.alloc(2); b.writeUInt16LE(n & 0xffff); return b; };
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32LE(n >>> 0); return b; };
const sum = (b) => {
	if (crc32) return crc32(b);
	let c = ~0;
	for (const x of b) {
		c ^= x;
		for (let k = 0; k < 8; k++) c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
	}
	return ~c >>> 0;
};

// files: [name, bytes or text]; flags: bit 0 says that they are encrypted.
export function zip(files, flags = 0) {
	const parts = [], list = [];
	let at = 0;
	for (const [name, data] of files) {
		const raw = Buffer.from(data), small = name === "mimetype" ? raw : deflateRawSync(raw);
		const head = Buffer.concat([u16(20), u16(flags), u16(small === raw ? 0 : 8), u16(0), u16(0x21),
			u32(sum(raw)), u32(small.length), u32(raw.length), u16(Buffer.byteLength(name)), u16(0)]);
		const local = Buffer.concat([Buffer.from("PK\x03\x04"), head, Buffer.from(name), small]);
		list.push(Buffer.concat([Buffer.from("PK\x01\x02"), u16(20), head, u16(0), u16(0), u16(0), u32(0),
			u32(at), Buffer.from(name)]));
		parts.push(local);
		at += local.length;
	}
	const dir = Buffer.concat(list);
	return Buffer.concat([...parts, dir, Buffer.from("PK\x05\x06"), u16(0), u16(0), u16(files.length),
		u16(files.length), u32(dir.length), u32(at), u16(0)]);
}

export const docx = (body, before = "") => zip([
	["[Content_Types].xml", "<Types/>"],
	["word/document.xml", `<?xml version="1.0"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>${body}</w:body></w:document>`],
]);
export const odt = (body, manifest = "<m/>") => zip([
	["mimetype", "application/vnd.oasis.opendocument.text"],
	["content.xml", body.startsWith("<") ? `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>${body}</office:text></office:body></office:document-content>` : body],
	["META-INF/manifest.xml", manifest],
]);

// A PDF of one page; text "" draws nothing.
export function pdf(text) {
	const draw = text ? `BT /F 12 Tf 72 720 Td (${text}) Tj ET` : "0 0 10 10 re f";
	const objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
		`<</Length ${draw.length}>>stream\n${draw}\nendstream`,
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"];
	let out = "%PDF-1.4\n";
	const at = objects.map((o, i) => { const n = out.length; out += `${i + 1} 0 obj\n${o}\nendobj\n`; return n; });
	const xref = out.length;
	out += `xref\n0 6\n0000000000 65535 f \n${at.map((n) => String(n).padStart(10, "0") + " 00000 n \n").join("")}`;
	return Buffer.from(out + `trailer<</Size 6/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`);
}

// With the password "secret"; by RC4, which gives the same bytes at each run.
export function locked(bytes) {
	const dir = mkdtempSync(join(tmpdir(), "earshot-pack-"));
	writeFileSync(join(dir, "in.pdf"), bytes);
	try {
		return execFileSync("qpdf", ["--allow-weak-crypto", "--static-id", "--encrypt", "secret", "owner", "40",
			"--", join(dir, "in.pdf"), "-"]);
	} finally {
		rmSync(dir, { recursive: true });
	}
}

const attribute = (level, id, data) => Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data,
	u16(data.reduce((s, x) => s + x, 0))]);
const wide = (s) => Buffer.from(s + "\0", "utf16le");
const padded = (b) => Buffer.concat([u32(b.length), b, Buffer.alloc((4 - b.length % 4) % 4)]);
export const property = (id, type, data) => Buffer.concat([u16(type), u16(id), u32(1), padded(data)]);
const properties = (list) => Buffer.concat([u32(list.length), ...list]);
// [MS-OXRTFCP] without compression.
export const rtf = (s) => Buffer.concat([u32(s.length + 12), u32(s.length), Buffer.from("MELA"), u32(0),
	Buffer.from(s, "latin1")]);
// With it, each sign written as it is.
export function packed(s) {
	const b = Buffer.from(s, "latin1"), runs = [];
	for (let i = 0; i < b.length; i += 8)
		runs.push(Buffer.from([0]), b.subarray(i, i + 8));
	const all = Buffer.concat(runs);
	return Buffer.concat([u32(all.length + 12), u32(b.length), Buffer.from("LZFu"), u32(0), all]);
}
export function tnef(files, props = []) {
	const all = [u32(0x223e9f78), u16(1), attribute(1, 0x00089006, u32(0x10000))];
	if (props.length) all.push(attribute(1, 0x00069003, properties(props)));
	for (const [name, data] of files)
		all.push(attribute(2, 0x00069002, Buffer.alloc(14)),
			attribute(2, 0x00018010, Buffer.from("LETTER~1.BIN\0")),
			attribute(2, 0x0006800f, Buffer.from(data)),
			attribute(2, 0x00069005, properties([property(0x3707, 0x1f, wide(name))])));
	return Buffer.concat(all);
}
export const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=", "base64");
