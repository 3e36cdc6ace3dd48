#!/usr/bin/env node
// SPDX-License-Identifier: MIT
//
// crosscheck.mjs -- is every number in the report right, and the same on the
// page and on paper?
//
//	crosscheck.mjs --html report.html [--pdf report.pdf [--structure TEXT]]
//	    [--cases cases.db --form FOLDER] [--break]
//
// It uses nothing of the program: the page is read as text, the paper through
// pdfinfo and qpdf, the answers through sqlite3.  FOLDER is a consultation's
// folder with its published definition.  TEXT is what `pdfinfo -struct-text`
// printed, when that is at hand already: it takes long.  --break changes one
// number that it read, to show that it would be noticed: exit status 1.

import { readFileSync } from 'node:fs';
import * as page from './page.mjs';
import * as paper from './paper.mjs';
import { countsAgree } from './counts.mjs';

const USAGE = 'usage: crosscheck.mjs --html PAGE [--pdf PAPER' +
    ' [--structure TEXT]] [--cases DB --form FOLDER] [--break]';
const NAMES = ['html', 'pdf', 'structure', 'cases', 'form', 'break'];

function options(argv) {
	const o = {};
	for (let i = 0; i < argv.length; i++) {
		const name = argv[i].replace(/^--/, '');
		if (!NAMES.includes(name) ||
		    (name !== 'break' && i + 1 === argv.length)) {
			console.error(USAGE);
			process.exit(2);
		}
		o[name] = name === 'break' ? true : argv[++i];
	}
	if (o.html === undefined || (o.pdf === undefined && o.cases === undefined) ||
	    (o.cases === undefined) !== (o.form === undefined)) {
		console.error(USAGE);
		process.exit(2);
	}
	return o;
}

// Lines break in other places on paper; everything else must be the same.
const squash = s => s.replace(/[\s\u00a0\u00ad\u200b-\u200f\u2066-\u2069]+/gu, '');
const numbers = s => s.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];

const sorted = v => [...v].sort().join(' ');

function compareTables(a, b, r) {
	const rows = [a.head, ...a.rows];
	if (rows.length !== b.rows.length) {
		r.wrong.push(`${b.caption}: ${rows.length} rows on the page, ` +
		    `${b.rows.length} on paper`);
		return;
	}
	rows.forEach((row, i) => {
		if (row.cells.length !== b.rows[i].length) {
			r.wrong.push(`${b.caption}, row ${i}: ${row.cells.length} ` +
			    `cells on the page, ${b.rows[i].length} on paper`);
			return;
		}
		row.cells.forEach((c, k) => {
			r.numbers += numbers(c.text).length;
			if (squash(c.text) !== squash(b.rows[i][k]))
				r.wrong.push(`${b.caption}, row ${i}, column ${k}: ` +
				    `"${c.text}" on the page, "${b.rows[i][k]}" on paper`);
		});
	});
}

// Words between two tables: the same characters in the same order, so that
// every number in them is the same.  The first difference is shown.
function compareWords(a, b, where, r) {
	const x = squash(a), y = squash(b);
	r.numbers += numbers(a).length;
	if (x === y)
		return;
	// pdfinfo gives Arabic script in the order of its shapes on the line
	if (/[\u0590-\u08ff]/.test(x) && sorted([...x]) === sorted([...y]) &&
	    sorted(numbers(a)) === sorted(numbers(b)))
		return;
	let i = 0;
	while (i < x.length && x[i] === y[i])
		i++;
	r.wrong.push(`words ${where}: "…${x.slice(Math.max(0, i - 20), i + 30)}…"` +
	    ` on the page, "…${y.slice(Math.max(0, i - 20), i + 30)}…" on paper`);
}

// [words, table, words, table, …, words]
function stretches(blocks) {
	const out = [''];
	for (const b of blocks)
		if (b.table)
			out.push(b.table, '');
		else
			out[out.length - 1] += b.words + '\n';
	return out;
}

function pageAgainstPaper(root, path, saved, r) {
	const text = saved === undefined ? paper.structureText(path) :
	    readFileSync(saved, 'utf8');
	const a = stretches(page.blocks(root));
	const b = stretches(paper.blocks(paper.structure(text)));
	const spoken = paper.alternatives(path).map(squash);
	if (a.length !== b.length)
		r.wrong.push(`${(a.length - 1) / 2} tables on the page, ` +
		    `${(b.length - 1) / 2} on paper`);
	for (let i = 0; i < Math.min(a.length, b.length); i++)
		if (i % 2 === 1)
			compareTables(a[i], b[i], r);
		else
			compareWords(a[i], b[i], i === 0 ? 'at the start' :
			    `after "${b[i - 1].caption}"`, r);
	for (const s of page.alternatives(root)) {
		r.numbers += numbers(s).length;
		if (!spoken.includes(squash(s)))
			r.wrong.push(`a figure's words are not on paper: "${s}"`);
	}
}

// Numbers that a machine reads must be those that people see.
function cellsAgree(exhibits, r) {
	for (const e of exhibits)
		for (const row of e.table?.rows ?? [])
			for (const c of row.cells) {
				const seen = numbers(c.text.replace(/^–/, ''))
				    .map(s => Number(s.replaceAll(',', '')));
				const want = [c.percent !== undefined &&
				    !c.text.includes('(') ? c.percent : c.n];
				if (c.n === undefined)
					continue;
				if (c.text.includes('('))
					want.push(c.percent);
				r.numbers += want.length;
				if (want.some((v, i) => Math.abs(v) !== seen[i]))
					r.wrong.push(`${e.title}: "${c.text}" but ` +
					    `${JSON.stringify(want)} for machines`);
			}
}

// The control: one count in the middle of the page goes up by one.
function breakOne(text) {
	/* those that show the count itself, and not a percent */
	const cells = [...text.matchAll(
	    / data-n="(\d+)"([^>]*)>(?:<bdi[^>]*>)?(\d[\d,]*)/g)]
	    .filter(m => m[3].replaceAll(',', '') === m[1]);
	if (cells.length === 0)
		throw new Error('nothing to break: the page has no counts');
	const m = cells[Math.floor(cells.length / 2)];
	const n = Number(m[1]) + 1;
	return text.slice(0, m.index) + m[0].replace(/"\d+"/, `"${n}"`)
	    .replace(/\d[\d,]*$/, String(n)) + text.slice(m.index + m[0].length);
}

const o = options(process.argv.slice(2));
const r = { numbers: 0, wrong: [] };
let text = readFileSync(o.html, 'utf8');
if (o.break)
	text = breakOne(text);
const root = page.parse(text);
const exhibits = page.exhibits(root);
cellsAgree(exhibits, r);
console.log(`page: ${r.numbers} numbers in tables read the same to people and ` +
    'machines');
if (o.pdf !== undefined) {
	const before = r.numbers;
	pageAgainstPaper(root, o.pdf, o.structure, r);
	console.log(`page and paper: ${r.numbers - before} numbers compared`);
}
if (o.cases !== undefined) {
	const before = r.numbers;
	const prose = page.blocks(root).filter(b => !b.table).map(b => b.words);
	const c = countsAgree(exhibits, prose.join('\n'), o.cases, o.form, r);
	console.log(`answers: ${c.responses} responses, ${c.hidden} counts hidden; ` +
	    `people by subject: ${c.subjects.join(', ')}`);
	console.log(`page and answers: ${r.numbers - before} numbers counted again`);
}
for (const w of r.wrong)
	console.log(`WRONG: ${w}`);
console.log(`${r.numbers} numbers, ${r.wrong.length} wrong`);
process.exit(r.wrong.length > 0 || r.numbers === 0 ? 1 : 0);
