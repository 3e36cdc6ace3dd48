// responses.mjs CSV TABLES -- counts the answers of tests/bench/responses.mjs from
// the file itself, and compares them with what `earshot tabulate --exact --json`
// says of the import.  Knows nothing of Earshot: its own reader of CSV, and the
// words of the answers as they stand in the file.
import { readFileSync } from 'node:fs';

const [csv, tables] = process.argv.slice(2);
const text = readFileSync(csv, 'utf8');
const rows = [];
let row = [], cell = '', quoted = false;
for (let i = 0; i < text.length; i++) {
	const c = text[i];
	if (quoted) {
		if (c !== '"') cell += c;
		else if (text[i + 1] === '"') { cell += '"'; i++; }
		else quoted = false;
	} else if (c === '"') quoted = true;
	else if (c === ',') { row.push(cell); cell = ''; }
	else if (c === '\n') { row.push(cell.replace(/\r$/, '')); rows.push(row); row = []; cell = ''; }
	else cell += c;
}
rows.shift();

const names = {
	'Somebody who lives here': 'resident', 'A carer, or family member': 'carer', 'Somebody who works here': 'staff',
	'Shorter waits': 'waits', 'Care at home, day and night': 'home', Parking: 'parking', 'Better food': 'food',
	'Strongly agree': 'strongly-agree', Agree: 'agree', Disagree: 'disagree', 'Strongly disagree': 'strongly-disagree',
	'I do not know': 'dont-know',
};
const column = { who: 2, topics: 3, 'view[right]': 4, 'view[asked]': 5 };
let wrong = 0;
const is = (what, ours, theirs) => {
	if (ours === theirs) return;
	wrong++;
	console.log(`${what}: ${ours} in the file, ${theirs} in the tables`);
};
const said = JSON.parse(readFileSync(tables, 'utf8'));
is('responses', rows.length, said.responses);
for (const [field, at] of Object.entries(column)) {
	const count = {};
	for (const r of rows) {
		const v = r[at].split('; ').filter((x) => x !== '').map((x) => names[x]);
		for (const x of v.length ? v : ['blank']) count[x] = (count[x] ?? 0) + 1;
	}
	const t = said.tables.find((x) => x.rows === field);
	for (const a of t.answers) is(`${field} ${a.name}`, count[a.name] ?? 0, a.counts[0].n);
	is(`${field} blank`, count.blank ?? 0, t.missing.blank);
	is(`${field} not known`, count['dont-know'] ?? 0, t.missing['dont-know']);
}
console.log(`${rows.length} rows, ${Object.keys(column).length} questions, ${wrong} differences`);
process.exit(wrong ? 1 : 0);
