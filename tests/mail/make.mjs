// make.mjs FOLDER -- writes each message of shapes*.mjs there, as NAME.eml.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { shapes } from "./shapes.mjs";
import { files } from "./shapes-files.mjs";
import { sent } from "./shapes-sent.mjs";

const into = process.argv[2];
mkdirSync(into, { recursive: true });
let n = 0;
for (const [name, message] of Object.entries({ ...shapes, ...files, ...sent })) {
	writeFileSync(join(into, `${name}.eml`), message);
	n++;
}
console.log(`${n} messages`);
