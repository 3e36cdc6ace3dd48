// shapes-files.mjs -- messages with parts and files: documents, pictures, what
// Outlook packs up, other messages, and parts that do not fit together.
import { readFileSync } from "node:fs";
import { docx, locked, odt, packed, pdf, png, property, rtf, tnef, zip } from "./pack.mjs";

const head = "From: Ruth Abell <ruth@resident.example>\nTo: consultation@council.example\nSubject: See attached\nDate: Mon, 3 Jun 2024 10:00:00 +0100\nMessage-ID: <2@resident.example>\nMIME-Version: 1.0\n";
const b64 = (b) => Buffer.from(b).toString("base64").replace(/.{76}/g, "$&\n") + "\n";
const part = (type, body, more = "") => `--b1\nContent-Type: ${type}\n${more}\n${body}\n`;
const words = (s) => part("text/plain; charset=utf-8", s);
const file = (type, name, data) => part(`${type}; name="${name}"`, b64(data), `Content-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n`);
const mixed = (...parts) => `${head}Content-Type: multipart/mixed; boundary=b1\n\nThis is a message in several parts.\n${parts.join("")}--b1--\n`;
const related = (...parts) => mixed(...parts).replace("multipart/mixed", "multipart/related");
const one = (type, name, data) => mixed(words("It is attached."), file(type, name, data));
const p = (s) => `<w:p><w:r><w:t>${s}</w:t></w:r></w:p>`;
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const open = "application/vnd.oasis.opendocument.text";

const letter = "From: A Neighbour <neighbour@resident.example>\nSubject: My view of the plan\nDate: Sun, 2 Jun 2024 09:00:00 +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nI do not have the internet.\nPlease count me as against.\n";
const within = (depth) => depth === 0 ? letter : `Subject: Level ${depth}\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n${within(depth - 1)}`;

export const files = {
	"mixed-two-texts": mixed(words("Before the picture."), part("text/plain; charset=iso-8859-1", "And after it: =A35.", "Content-Transfer-Encoding: quoted-printable\n")),
	"mixed-text-file": one("text/plain", "notes.txt", "My notes: a café.\n"),
	"mixed-csv": one("text/csv", "list.csv", "name,answer\nRuth,yes\n"),
	"docx": one(word, "letter.docx", docx(p("Dear council,") + p("I am <w:del>not </w:del>in favour.").replace("<w:del>not </w:del>", "") + '<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>First point</w:t></w:r></w:p><w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> ticked</w:t></w:r></w:p><mc:AlternateContent><mc:Choice>' + p("Said once") + "</mc:Choice><mc:Fallback>" + p("Said once") + "</mc:Fallback></mc:AlternateContent>")),
	"docx-empty": one(word, "scan.docx", docx("<w:p/>")),
	"docx-entity": one(word, "hole.docx", docx(p("&x;"), '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')),
	"docx-cut": one(word, "cut.docx", docx(p("All of it")).subarray(0, 200)),
	"docx-password": one(word, "secret.docx", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), Buffer.from("EncryptedPackage", "utf16le"), Buffer.alloc(480)])),
	"odt": one(open, "letter.odt", odt('<text:h>To the council</text:h><text:p>I agree<text:s text:c="3"/>wholly.<text:line-break/>Ruth</text:p><text:list><text:list-item><text:p>Buses</text:p></text:list-item></text:list><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>')),
	"odt-password": one(open, "secret.odt", odt("\x01\x02\x03 not XML", '<m><manifest:encryption-data/></m>')),
	"pdf": one("application/pdf", "letter.pdf", pdf("I have lived here for forty years.")),
	"pdf-as-octets": one("application/octet-stream", "letter", pdf("Not called a PDF.")),
	"pdf-scan": one("application/pdf", "scan.pdf", pdf("")),
	"pdf-cut": one("application/pdf", "cut.pdf", pdf("Half of it").subarray(0, 60)),
	"pdf-password": one("application/pdf", "secret.pdf", locked(pdf("Nobody reads this."))),
	// made with LibreOffice from text of our own
	"doc": one("application/msword", "letter.doc", readFileSync(new URL("../data/word/letter.doc", import.meta.url))),
	"rtf": one("application/rtf", "letter.rtf", "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}I agree with \\'a35,\\par and \\u8364?20 too. {\\b Bold}.\\par}"),
	"picture": one("image/jpeg", "letter.jpg", Buffer.from("ffd8ffe000104a46494600", "hex")),
	"picture-in-signature": related(part("text/html; charset=utf-8", "<p>I agree.</p><img src='cid:logo'>"), part("image/png; name=logo.png", b64(png), "Content-ID: <logo>\nContent-Transfer-Encoding: base64\n")),
	"zip": one("application/zip", "photos.zip", zip([["a.txt", "hello"]])),
	"workbook": one("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "sheet.xlsx", zip([["xl/workbook.xml", "<x/>"]])),
	"zip-password": one(word, "sealed.docx", zip([["word/document.xml", "never seen"]], 1)),
	"unknown-file": one("application/x-something", "thing.xyz", "something else"),
	"empty-file": one("application/pdf", "nothing.pdf", ""),
	"name-rtl-override": one("application/octet-stream", "plan\u202efdp.exe", "MZ\x90\0"),
	"name-2231": mixed(words("See."), part("application/octet-stream", "x", "Content-Disposition: attachment; filename*0*=utf-8''Gesch%C3%A4ft; filename*1=\".bin\"\n")),
	"name-2047": mixed(words("See."), part('application/octet-stream; name="=?utf-8?b?xYHDs2TFui5iaW4=?="', "x", "Content-Disposition: attachment\n")),
	"name-path": one("application/octet-stream", "../../etc/passwd", "x"),
	"winmail": one("application/ms-tnef", "winmail.dat", tnef([["A long name of a letter.pdf", pdf("Packed by Outlook.")], ["notes.txt", "Notes in it.\n"]])),
	"winmail-text": `${head}Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${b64(tnef([], [property(0x1009, 0x102, rtf("{\\rtf1\\ansi The whole message is in here.\\par}"))]))}`,
	"winmail-packed": `${head}Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n${b64(tnef([], [property(0x1009, 0x102, packed("{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag <p>}\\htmlrtf \\par \\htmlrtf0 Out of HTML{\\*\\htmltag </p>}}"))]))}`,
	"winmail-damaged": one("application/ms-tnef", "winmail.dat", tnef([["notes.txt", "Notes in it.\n"]]).subarray(0, 120)),
	"forwarded": mixed(words("A neighbour gave me this."), part("message/rfc822", letter)),
	"forwarded-file": one("application/octet-stream", "letter.eml", letter),
	"forwarded-base64": mixed(words("Again."), part("message/rfc822", b64(letter), "Content-Transfer-Encoding: base64\n")),
	"forwarded-five-deep": within(5),
	"forwarded-too-deep": within(40),
	"digest": `${head}Content-Type: multipart/digest; boundary=b1\n\n--b1\n\n${letter}\n--b1\n\n${letter.replace("against", "for")}\n--b1--\n`,
	"signed-pgp": `${head}Content-Type: multipart/signed; protocol="application/pgp-signature"; micalg=pgp-sha256; boundary=b1\n\n${words("I agree, and sign it.")}${part("application/pgp-signature; name=signature.asc", "-----BEGIN PGP SIGNATURE-----\n-----END PGP SIGNATURE-----")}--b1--\n`,
	"signed-smime": `${head}Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b1\n\n${words("I agree, and sign it.")}${part("application/pkcs7-signature; name=smime.p7s", "MIAG", "Content-Transfer-Encoding: base64\n")}--b1--\n`,
	"encrypted-pgp": `${head}Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b1\n\n${part("application/pgp-encrypted", "Version: 1")}${part("application/octet-stream", "-----BEGIN PGP MESSAGE-----\n-----END PGP MESSAGE-----")}--b1--\n`,
	"encrypted-smime": `${head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHA6CA\n`,
	"signed-opaque": `${head}Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIAGCSqGSIb3DQEHAqCA\n`,
	"boundary-end-missing": mixed(words("The end is missing.")).replace("--b1--\n", ""),
	"boundary-never": `${head}Content-Type: multipart/mixed; boundary=other\n\nThere is no such boundary.\nBut there are words.\n`,
	"boundary-none": `${head}Content-Type: multipart/mixed\n\n--b1\nContent-Type: text/plain\n\nNobody said where the parts end.\n--b1--\n`,
	"boundary-prefix": `${head}Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: multipart/alternative; boundary=b1b1\n\n--b1b1\nContent-Type: text/plain\n\nInside\n--b1b1--\n--b1\nContent-Type: text/plain\n\nOutside\n--b1--\n`,
	"apple-mixed-in-alternative": `${head}Content-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nBefore, the file, and after.\n--a\nContent-Type: multipart/mixed; boundary=b1\n\n${part("text/html", "<p>Before, the file,</p>")}${file("application/pdf", "plan.pdf", pdf("The plan."))}${part("text/html", "<p>and after.</p>")}--b1--\n--a--\n`,
	"external-body": mixed(words("It is elsewhere."), part('message/external-body; access-type=URL; url="https://files.example/x"', "Content-Type: application/pdf\n\n")),
	"partial": `${head}Content-Type: message/partial; id="x"; number=1; total=3\n\nSubject: in pieces\n\nOne third\n`,
};
