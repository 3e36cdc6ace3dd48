// data.mjs -- reads what `earshot export` wrote, with no code of ours.
//
//   node data.mjs same DIR [--break]      the workbook and the CSV files agree
//   node data.mjs formulas DIR [--break]  no cell can become a formula
//   node data.mjs sums DIR [--break] TABLES ANSWERS CODES
//
// --break changes one thing first, to see that it is noticed.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const [what, dir, mode, ...files] = process.argv.slice(2);
const breaking = mode === '--break';
let bad = 0;
const fail = words => {
	if (bad++ < 5) console.log(words);
};

// ---- readers -------------------------------------------------------------------

function unzip(path) {
	const b = readFileSync(path), out = {};
	let end = b.length - 22;
	while (b.readUInt32LE(end) !== 0x06054b50) end--;
	let at = b.readUInt32LE(end + 16);
	for (let n = b.readUInt16LE(end + 10); n > 0; n--) {
		const packed = b.readUInt32LE(at + 20), len = b.readUInt16LE(at + 28);
		const skip = b.readUInt16LE(at + 30) + b.readUInt16LE(at + 32);
		const local = b.readUInt32LE(at + 42);
		const name = b.toString('utf8', at + 46, at + 46 + len);
		const from = local + 30 + b.readUInt16LE(local + 26) +
			b.readUInt16LE(local + 28);
		const bytes = b.subarray(from, from + packed);
		out[name] = b.readUInt16LE(at + 10) === 8 ?
			inflateRawSync(bytes) : bytes;
		at += 46 + len + skip;
	}
	return out;
}

const plain = s => s.replace(/_x([0-9A-F]{4})_/g, (m, c) =>
	String.fromCharCode(parseInt(c, 16)))
	.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"')
	.replace(/&apos;/g, "'").replace(/&amp;/g, '&');

// Rows of cells: { text } or { number, date }.
function sheet(xml) {
	return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
		const cells = [];
		for (const [, attrs, inner] of
			row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
			const letters = attrs.match(/r="([A-Z]+)/)[1];
			const col = [...letters].reduce((n, c) =>
				n * 26 + c.charCodeAt(0) - 64, 0) - 1;
			const text = /t="inlineStr"/.test(attrs);
			cells[col] = text ?
				{ text: plain(inner.match(/<t[^>]*>(.*?)<\/t>/s)[1]) } :
				{ number: Number(inner.match(/<v>(.*?)<\/v>/)[1]),
					styled: / s="/.test(attrs) };
		}
		return cells;
	});
}

function csv(path) {
	const s = readFileSync(path, 'utf8');
	if (s[0] !== '\uFEFF') fail(`${path}: no mark at the beginning`);
	const rows = [];
	let row = [], i = 1;
	while (i < s.length) {
		let cell, quoted = s[i] === '"';
		if (quoted) {
			let end = i + 1;
			while (s[end] !== '"' || s[end + 1] === '"')
				end += s[end] === '"' ? 2 : 1;
			cell = s.slice(i + 1, end).replace(/""/g, '"');
			i = end + 1;
		} else {
			let end = i;
			while (s[end] !== ',' && s[end] !== '\r') end++;
			cell = s.slice(i, end);
			i = end;
		}
		row.push({ cell, quoted });
		if (s[i] === ',') {
			i++;
		} else if (s.slice(i, i + 2) === '\r\n') {
			rows.push(row);
			row = [];
			i += 2;
		} else {
			throw new Error(`${path}: not RFC 4180 at ${i}`);
		}
	}
	return rows;
}

const out = name => `${dir}/out/responses${name}.csv`;
const parts = [['', 1], ['-codes', 2], ['-codings', 3], ['-dictionary', 4],
	['-about', 5]];
const book = () => unzip(`${dir}/out/responses.xlsx`);
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const undo = s => /^'[=+\-@\t\r\n＝＋－＠]/.test(s) ? s.slice(1) : s;

// ---- same ----------------------------------------------------------------------

const CUT = ' […cut here: the CSV file has it whole]';
function alike(c, x) {
	if (x === undefined) return c.cell === '' && c.quoted;
	if (x.text !== undefined && !c.quoted)
		return x.text === c.cell;	// a day long ago
	if (x.text !== undefined) {
		const whole = undo(c.cell);
		return x.text === whole || (whole.length > 32767 &&
			x.text.length <= 32767 && x.text.endsWith(CUT) &&
			whole.startsWith(x.text.slice(0, -CUT.length)));
	}
	if (/^\d{4}-\d\d-\d\d$/.test(c.cell))
		return x.styled && Date.UTC(1899, 11, 30) + x.number * 86400e3 ===
			Date.parse(c.cell);
	return !c.quoted && x.number === Number(c.cell);
}

function same() {
	const zip = book();
	let cells = 0, texts = 0, numbers = 0;
	for (const [name, n] of parts) {
		const rows = csv(out(name));
		const xml = zip[`xl/worksheets/sheet${n}.xml`].toString('utf8');
		const sheets = sheet(xml);
		if (breaking) {
			const last = rows[rows.length - 1];
			last[last.length - 1].cell += '1';
		}
		sheets.splice(1, 1);		// the words for people
		if (rows.length !== sheets.length)
			fail(`${name}: ${rows.length} rows, ${sheets.length}`);
		rows.forEach((row, i) => row.forEach((c, k) => {
			const x = sheets[i][k];
			cells++;
			texts += x?.text !== undefined;
			numbers += x?.number !== undefined;
			if (!alike(c, x))
				fail(`${name} ${i},${k}: ${c.cell.slice(0, 60)} ` +
					`is ${JSON.stringify(x)?.slice(0, 90)}`);
		}));
		if (n <= 3 && rows.some(r => r.some(c => c.cell === '')))
			fail(`${name}: an empty cell`);
	}
	if (texts < 500 || numbers < 500) fail(`${texts} texts, ${numbers} numbers`);
	console.log(`${cells} cells`);
}

// ---- formulas --------------------------------------------------------------------

function formulas() {
	const zip = book();
	let risky = 0;
	for (const [name, n] of parts) {
		let xml = zip[`xl/worksheets/sheet${n}.xml`].toString('utf8');
		const rows = csv(out(name));
		if (breaking && n === 1) {
			xml = xml.replace('</row>', '<c r="ZZ1"><f>1+1</f></c></row>');
			rows[1][8] = { cell: '=1+1', quoted: true };
		}
		if (/<f[ >]/.test(xml)) fail(`sheet ${n} has a formula`);
		for (const row of rows)
			for (const c of row) {
				if (c.quoted && FORMULA.test(c.cell))
					fail(`${name}: ${c.cell.slice(0, 60)}`);
				if (!c.quoted && !/^-?[\d.]+$|^\d{4}-\d\d-\d\d$/.test(c.cell))
					fail(`${name}: ${c.cell.slice(0, 60)} is not quoted`);
				risky += c.quoted && undo(c.cell) !== c.cell;
			}
		for (const row of sheet(xml.replace(/<f>.*?<\/f>/, '<v>2</v>')))
			for (const x of row)
				if (x?.text !== undefined && FORMULA.test(x.text) &&
					!xml.includes('t="inlineStr"'))
					fail(`sheet ${n}: not a string`);
	}
	console.log(`${risky} texts that would have been formulas`);
	if (dir.endsWith('/eol') && risky < 5) fail('no such texts were there');
}

// ---- sums -------------------------------------------------------------------------

function sums() {
	const [tables, answers, codes] = files.map(f =>
		JSON.parse(readFileSync(f, 'utf8')));
	const rows = csv(out('-codes')).map(r => r.map(c => c.cell));
	const coded = csv(out('-codings')).map(r => r.map(c => c.cell));
	const column = name => {
		const k = rows[0].indexOf(name);
		if (k < 0) fail(`no column ${name}`);
		return rows.slice(1).map(r => r[k]);
	};
	const stored = (field, name) => answers.filter(a => a.field === field &&
		a.state === 'answered' && ` ${a.value} `.includes(` ${name} `))
		.reduce((n, a) => n + a.n, 0);
	let checked = 0;
	if (breaking) rows[1] = rows[1].map(c => c === '0' ? '1' : c);
	for (const t of tables.tables) {
		if (t.rows.startsWith('equality.')) continue;
		for (const a of t.answers) {
			const n = a.counts[0].n;
			const file = t.type === 'many' ?
				column(`${t.rows}.${a.name}`).filter(c => c === '1') :
				column(t.rows).filter(c => c === `${a.number}`);
			checked++;
			if (file.length !== n || stored(t.rows, a.name) !== n)
				fail(`${t.rows} ${a.name}: ${file.length} in the file, ` +
					`${n} in the table, ${stored(t.rows, a.name)} stored`);
		}
		for (const [state, code] of [['not-asked', 10001], ['blank', 10002]]) {
			const name = t.type === 'many' ?
				`${t.rows}.${t.answers[0].name}` : t.rows;
			const file = column(name).filter(c => c === `${code}`).length;
			const n = answers.filter(x => x.field === t.rows &&
				x.state === state).reduce((s, x) => s + x.n, 0);
			checked++;
			if (file !== n || t.missing[state] !== n)
				fail(`${t.rows} ${state}: ${file}, ${t.missing[state]}, ${n}`);
		}
	}
	for (const { code, n } of codes) {
		const k = coded[0].indexOf(code);
		const sum = coded.slice(1).reduce((s, r) => s + Number(r[k]), 0);
		checked++;
		if (sum !== n) fail(`code ${code}: ${sum}, ${n}`);
	}
	if (checked < 80) fail(`only ${checked} sums`);
	console.log(`${checked} sums`);
}

({ same, formulas, sums })[what]();
process.exit(bad ? 1 : 0);
