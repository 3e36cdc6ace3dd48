// docs.js -- takes the examples out of docs/LANGUAGE.md, puts each into a form
// in which it can stand, and checks it.  For docs.sh.
//
// The word after ``` says what an example is:
//   earshot                a whole file
//   earshot head           lines under `consultation`
//   earshot margin         lines at the margin of a form: pages, scales …
//   earshot question       lines on a page
//   earshot condition      one condition on each line
//   earshot condition row  the same, inside a repeat
//   earshot codebook       entries of a codebook
//   earshot settings       lines of site.settings
//   earshot wrong ID WHAT  the same, and the checker must say just this
//   comments, sh           not a text of the language
// All others must pass without a word.
'use strict';
const fs = require('fs');
const path = require('path');
const { spawnSync } = require('child_process');
const [, , top, tmp] = process.argv;

let bad = 0;
function fail(where, text) {
	console.log(`docs: ${where}: ${text}`);
	bad = 1;
}
const source = (name) => fs.readFileSync(path.join(top, name), 'utf8');

// ---- the examples ---------------------------------------------------------

function examples(text) {
	const found = [];
	let now = null;
	text.split('\n').forEach((line, i) => {
		const fence = line.match(/^```(.*)$/);
		if (now && fence) {
			found.push(now);
			now = null;
		} else if (fence) {
			now = { info: fence[1].trim().split(/ +/), line: i + 1,
			    text: '' };
		} else if (now) {
			now.text += line + '\n';
		}
	});
	return found;
}

// ---- the forms in which parts of one can stand --------------------------------

const SCALE = `scale agreement
  5 strongly-agree    "Strongly agree" score 2
  4 agree             "Agree" score 1
  3 neither           "Neither agree nor disagree" score 0
  2 disagree          "Disagree" score -1
  1 strongly-disagree "Strongly disagree" score -2
  8 dont-know         "I do not know" missing dont-know
  net agreed of strongly-agree agree "All who agreed"
`;
// Earlier questions, each left out where the example has one of that name.
const EARLIER = {
	capacity: `choose one "In what capacity are you answering?"
    1 patient      "Someone receiving care"
    2 carer        "A carer"
    6 organisation "On behalf of an organisation"
    9 other        "Something else" write-in`,
	topics: `choose many "Which topics matter to you?"
    1 pain   "Pain"
    2 travel "Travel"
    3 night  "Help at night"`,
	age: `number 0..120 "How old are you?"
    9 rather-not "I would rather not say" missing prefer-not`,
	born: 'date 1900-01-01..2024-12-31 "When were you born?"',
	vision: 'scale agreement "How far do you agree or disagree with the vision?"',
	budget: `share 100 "How would you spend the money?"
    1 roads "Roads"
    2 parks "Parks"`,
	order: `rank "Which of these comes first?"
    1 roads "Roads"
    2 parks "Parks"`,
	why: `text "Why do you say that?"
    hint "Please do not give your name or anyone else's."`,
	nearest: 'line "Which town is nearest?"',
};
const ROWS = `  repeat p in priority
    question agree scale agreement "How far do you agree or disagree with {p.title}?"
      about p
    question visits number 0..50 "How often did you meet {p.title}?"
`;
const indent = (s, by) => s.replace(/^(?=.)/gm, ' '.repeat(by));
const names = (s) => new Set([...s.matchAll(
    /^ *(?:question|grid|page|scale|value|set) ([\w-]+)/gm)].map((m) => m[1]));

function shell(what, text) {
	const have = names(text);
	const earlier = Object.keys(EARLIER).filter((n) => !have.has(n) &&
	    (n === 'vision' || new RegExp(`\\b${n}\\b`).test(text)));
	const head = 'earshot 1\nconsultation docs "Examples"\n' +
	    (what === 'head' ? indent(text, 2) : '') +
	    (/^\s*use /m.test(text) ? '' : 'use strategy version 1\n') +
	    (/^ *support$/m.test(text) ? 'support somebody "Somebody"\n' : '') +
	    (have.has('agreement') ? '' : SCALE);
	const first = 'page earlier "Earlier"\n' + earlier.map((n) =>
	    `  question ${n} ${EARLIER[n]}\n`).join('') +
	    (!have.has('agree') && /\b(agree|visits)\b/.test(text) ? ROWS : '');
	let n = 0;

	switch (what) {
	case 'head':
		return head + first;
	case 'margin':
		return head + first + text;
	case 'question':
		return head + first + 'page example "Example"\n' + indent(text, 2);
	case 'condition':
		return head + first + 'page example "Example"\n' +
		    text.replace(/^(.+?)(?: +#.*)?$/gm, (_, c) =>
		    `  question c${++n} line "What about number ${n}?"\n` +
		    `    show if ${c}`);
	case 'row':
		return head + first + 'page example "Example"\n' +
		    '  repeat p in priority\n' +
		    text.replace(/^(.+?)(?: +#.*)?$/gm, (_, c) =>
		    `    question c${++n} line "What about number ${n}?"\n` +
		    `      show if ${c}`);
	case 'codebook':
		return 'earshot 1\ncodebook docs version 1 "Examples"\n\n' +
		    'kind priority "Priority"\nkind theme "Theme"\n\n' + text;
	case 'settings':
		return 'earshot 1\nsettings docs\n\n' + text;
	default:
		return null;
	}
}

const SUFFIX = { codebook: 'codes', settings: 'settings', module: 'module',
    consultation: 'form' };
function file_of(text) {
	const m = text.match(/^earshot 1\n(?:#.*\n|\n)*(\w+) ([\w-]+)/);
	return m && SUFFIX[m[1]] ? { kind: m[1], name: `${m[2]}.${SUFFIX[m[1]]}` }
	    : null;
}

// ---- running them ----------------------------------------------------------

const doc = source('docs/LANGUAGE.md');
const all = examples(doc);
const beside = all.filter((e) => e.info.join(' ') === 'earshot').map((e) =>
    ({ ...file_of(e.text), text: e.text })).filter((f) => f.kind ===
    'codebook' || f.kind === 'module');
const counts = { whole: 0, part: 0, wrong: 0, other: 0 };
let right = '';

all.forEach((e, i) => {
	const where = `docs/LANGUAGE.md:${e.line}`;
	const info = e.info.slice();
	let want = null, text = e.text, what;

	if (info[0] !== 'earshot') {
		if (info[0] !== 'comments' && info[0] !== 'sh')
			fail(where, 'nothing says what this example is');
		counts.other++;
		return;
	}
	info.shift();
	if (info[0] === 'wrong') {
		want = info[1];
		info.splice(0, 2);
	}
	what = info.join(' ') === 'condition row' ? 'row' : info.join(' ');
	if (what !== '')
		text = shell(what, e.text);
	const file = text && file_of(text);
	if (!file) {
		fail(where, `an example cannot be \`${e.info.join(' ')}\``);
		return;
	}
	const dir = path.join(tmp, String(i));
	fs.mkdirSync(dir);
	beside.forEach((f) => fs.writeFileSync(path.join(dir, f.name), f.text));
	fs.writeFileSync(path.join(dir, file.name), text);
	const ran = spawnSync(process.env.EARSHOT, ['check', file.name],
	    { cwd: dir, encoding: 'utf8' });
	const ids = [...new Set([...ran.stderr.matchAll(/\[([EWN]\d+)\]$/gm)]
	    .map((m) => m[1]))].join(' ');
	if (ran.status === null || (want ? ids !== want : ran.stderr !== ''))
		fail(where, `${want ? `not ${want} alone` : 'not sound'}:\n` +
		    ran.stderr);
	if (!want && what === '') {
		const laid = spawnSync(process.env.EARSHOT, ['fmt', '--stdout',
		    file.name], { cwd: dir, encoding: 'utf8' });
		if (laid.stdout !== text)
			fail(where, 'not in the one layout');
	}
	counts[want ? 'wrong' : what === '' ? 'whole' : 'part']++;
	if (!want)
		right += what === 'condition' || what === 'row' ?
		    e.text.replace(/^/gm, 'show if ') : e.text;
});

// ---- is anything without an example? ------------------------------------------

const between = (text, from) => text.slice(text.indexOf(from),
    text.indexOf('};', text.indexOf(from)));
const quoted = (text) => [...text.matchAll(/"([^"\\]+)"/g)].map((m) => m[1]);
// The C sources know the words of the language; each kind of word has its place
// in a line.
const forms = fs.readdirSync(path.join(top, 'forms')).filter((f) =>
    f.endsWith('.c')).map((f) => source(`forms/${f}`));
function listed(declaration, first) {
	const words = forms.filter((t) => t.includes(declaration)).map((t) =>
	    quoted(between(t, declaration))).find((w) => w.includes(first)) ||
	    [];

	if (words.length === 0)
		fail('forms', `no list "${declaration}" with ${first}`);
	return words;
}
const kinds = [
	['keywords', [...between(source('forms/table.c'), '} table[] = {')
	    .matchAll(/\{ L_(\w+), "([\w-]+)"/g)].filter((m) => m[1] !==
	    'ENTITY').map((m) => m[2]), (w) => `^ *${w}( |$)`],
	['types of question', listed('} types[] = {', 'choose'),
	    (w) => `^ *question [\\w-]+ ${w}( |$)`],
	['forms of these', ['choose one', 'choose many', 'choose up to \\d',
	    'choose at least \\d', 'choose \\d to \\d', 'choose \\w+ from \\w+',
	    'rank up to \\d', 'rank from', 'share \\d+ each \\d+\\.\\.\\d+',
	    'number \\d+\\.\\.\\d+', 'number.* decimals \\d', 'date month',
	    'date year', 'date partial', 'date [\\d-]+\\.\\.[\\d-]+',
	    'postcode outward', 'postcode district', 'postcode sector',
	    'postcode full'], (w) => `^ *question [\\w-]+ ${w}`],
	['kinds of file', listed('known[] = { "pdf"', 'pdf'),
	    (w) => `^ *question [\\w-]+ file .*\\b${w}\\b`],
	['flags of answers', listed('flags[] = { "write-in"', 'staff'),
	    (w) => `^ *\\d+ [\\w-]+ +"[^"]*".* ${w}\\b`],
	['reasons for no answer', listed('reasons[] = { "prefer-not"',
	    'dont-know'), (w) => `^ *\\d+ [\\w-]+ +".*" .*missing ${w}\\b`],
	['functions', listed('functions[] = { "any"', 'score'),
	    (w) => `\\b${w}\\(`],
	['sorts of condition', ['=', '<>', '<', '<=', '>', '>=', 'in', 'includes',
	    'and', 'or', 'is answered', 'is blank', '\\+', '-', '\\*', '/'],
	    (w) => `(show if|required if|must|query|value [\\w-]+ =|^ *(and|or)).* ${w} `],
	['lines on use', ['quote (if|never|always)', 'publish (if|never|always)',
	    'store apart', 'sensitivity', 'purpose'], (w) => `^ *${w}\\b`],
	['limits', ['\\d+ characters', '\\d+ words', '\\d+ \\w+ soft'],
	    (w) => `^ *limit ${w}$`],
];
const said = [];
for (const [kind, words, pattern] of kinds) {
	const without = words.filter((w) => !new RegExp(pattern(w), 'm')
	    .test(right));
	said.push(`${words.length} ${kind}`);
	without.forEach((w) => fail('docs/LANGUAGE.md',
	    `no example of \`${w}\`, of the ${kind}`));
}
// A control: a word that is not in the language has no example.
if (new RegExp(kinds[0][2]('goto'), 'm').test(right))
	fail('docs', 'the search finds anything');
for (const w of listed('kinds[] = { "health"', 'orientation'))
	if (!doc.includes(w))
		fail('docs/LANGUAGE.md', `does not name the sensitivity ${w}`);
// Each row of docs/COVERAGE.md says how, with words of the language, or why not.
const first_words = new Set(kinds.slice(0, 6).flatMap((k) => k[1]).map((w) =>
    w.split(/[ \\]/)[0]));
const rows = source('docs/COVERAGE.md').split('\n').filter((l) =>
    /^\| .* \| \d+ \| /.test(l));
for (const row of rows) {
	const how = row.split(' | ')[2];
	const word = how.match(/^`([\w-]+)/);

	if (!(word ? first_words.has(word[1]) : /^(not|nothing) /.test(how)))
		fail('docs/COVERAGE.md', `this says neither how nor why not: ${row}`);
}
const cannot = rows.filter((r) => r.split(' | ')[2].startsWith('not ')).length;
if (rows.length < 57 || !source('docs/COVERAGE.md').includes(
    `Of ${rows.length} features ${rows.length - cannot} are written as the ` +
    `table says, and ${cannot} are not`))
	fail('docs/COVERAGE.md', `${rows.length} rows, and ${cannot} say why not`);
const ids = doc.match(/^\| [EWN]\d{3} \|/gm).length;

if (!bad)
	console.log(`docs: ${counts.whole} whole files, ${counts.part} parts and ` +
	    `${counts.wrong} mistakes were run, ${counts.other} are of other ` +
	    `sorts; examples of ${said.join(', ')}; ${ids} messages explained; ` +
	    `${rows.length - cannot} of ${rows.length} features covered`);
process.exit(bad);
