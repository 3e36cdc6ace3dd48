// SPDX-License-Identifier: MIT
//
// counts.mjs -- counts the answers again, straight from the case store, and
// holds them against every table and every share in the report.

import { execFileSync } from 'node:child_process';
import { readDefinition } from './form.mjs';
import { became, ledger, meetings } from './ledger.mjs';

// ---- the case store ----------------------------------------------------------

function reader(path) {
	return sql => {
		const out = execFileSync('sqlite3', ['-readonly', '-json', path, sql],
		    { encoding: 'utf8', maxBuffer: 1 << 28 });
		return out.trim() === '' ? [] : JSON.parse(out);
	};
}

const ANSWERS = `SELECT a.response, a.field, a.state, a.value
    FROM answer a JOIN response r ON r.id = a.response WHERE r.counts = 1`;
const CODINGS = `SELECT DISTINCT u.field, u.response, c.code FROM coding c
    JOIN run n ON n.id = c.run AND n.superseded IS NULL
    JOIN unit u ON u.id = c.unit
    JOIN response r ON r.id = u.response AND r.counts = 1`;
const UNITS = `SELECT u.field, u.response FROM unit u
    JOIN response r ON r.id = u.response AND r.counts = 1`;

// One field over some responses: base, n by option, missing by reason.
function tally(store, id, who) {
	const t = { base: 0, n: new Map(), missing: new Map(), all: 0 };
	for (const response of who ?? store.responses) {
		const a = store.answers.get(id)?.get(response);
		t.all++;
		if (a === undefined || a.state !== 'answered') {
			const why = a?.state ?? 'not-asked';
			t.missing.set(why, (t.missing.get(why) ?? 0) + 1);
			continue;
		}
		t.base++;
		for (const name of new Set((a.value ?? '').split(' ')))
			t.n.set(name, (t.n.get(name) ?? 0) + 1);
	}
	t.asked = t.all - (t.missing.get('not-asked') ?? 0);
	return t;
}

const chose = (store, id, test) => store.responses.filter(x => {
	const a = store.answers.get(id)?.get(x);
	return a?.state === 'answered' && test(a.value);
});

// Distinct people by subject: who raises a part raises the whole as well.
function raised(store, form, field) {
	const up = new Map(form.entities.map(e => [e.name, e.under]));
	const people = new Set(), coded = new Set();
	const by = new Map(form.entities.map(e => [e.name, new Set()]));
	let comments = 0;
	for (const u of store.units)
		if (field === null || u.field === field) {
			people.add(u.response);
			comments++;
		}
	for (const c of store.codings) {
		if (field !== null && c.field !== field)
			continue;
		coded.add(c.response);
		for (let e = c.code; e; e = up.get(e))
			by.get(e).add(c.response);
	}
	return { people: people.size, comments, none: people.size - coded.size,
	    n: new Map([...by].map(([k, v]) => [k, v.size])) };
}

function load(path) {
	const ask = reader(path);
	const store = { answers: new Map(), units: ask(UNITS),
	    codings: ask(CODINGS),
	    meta: ask('SELECT id, channel, lang, day FROM response ' +
		'WHERE counts = 1') };
	store.responses = store.meta.map(m => m.id);
	store.kept = ask('SELECT reference, place, withdrawn, left_out, counts, ' +
	    'flags FROM response ORDER BY place');
	store.sheets = ask("SELECT CASE WHEN s.gone IS NULL THEN s.state ELSE " +
	    "'withdrawn' END AS state, s.reference, s.channel, s.people, " +
	    'b.rehearsal FROM sheet s JOIN batch b ON b.id = s.batch');
	for (const a of ask(ANSWERS)) {
		if (!store.answers.has(a.field))
			store.answers.set(a.field, new Map());
		store.answers.get(a.field).set(a.response, a);
	}
	return store;
}

// ---- one number at a time -------------------------------------------------------

const SMALL = 5, PERCENT_BASE = 20;
const percent = (n, base) => Math.floor((200 * n + base) / (2 * base));

class Check {
	constructor(store, form, r) {
		Object.assign(this, { store, form, r, pairs: new Set(),
		    hidden: 0 });
	}
	wrong(e, row, words) {
		this.r.wrong.push(`${e.title}, "${row.cells[0].text}": ${words}`);
	}
	// A share may also stand in a sentence: "(300 of 398, 75%)".
	pair(n, base) {
		this.pairs.add(`${n} of ${base}`);
	}
	cell(e, row, c, n, base) {
		if (base !== undefined)
			this.pair(n, base);
		if (c.hidden) {
			this.hidden++;
			if (n === 0)
				this.wrong(e, row, 'a hidden count is 0');
			return;
		}
		if (c.text === '' && base !== undefined && base < PERCENT_BASE)
			return;
		this.r.numbers += 1;
		if (c.n !== n)
			this.wrong(e, row, `${c.text} in the report, ${n} counted`);
		if (base === undefined || c.percent === undefined)
			return;
		this.r.numbers += 1;
		if (c.base !== base || c.percent !== percent(n, base))
			this.wrong(e, row, `${c.text} of ${c.base} in the report, ` +
			    `${percent(n, base)}% of ${base} counted`);
	}
	// Counts about groups of people: never one from 1 to 4.
	guarded(e, row, c, n, base) {
		this.cell(e, row, c, n, base);
		if (!c.hidden && n > 0 && n < SMALL)
			this.wrong(e, row, `the small count ${n} is shown`);
	}
	base(e, base) {
		const m = e.base.match(/Base: the ([\d,]+)/);
		if (m === null)
			return;
		this.r.numbers += 1;
		if (Number(m[1].replaceAll(',', '')) !== base)
			this.r.wrong.push(`${e.title}: ${e.base} ${base} counted`);
	}
	// "Not in the base: 9 did not know; 12 left blank."
	missing(e, t) {
		const note = e.notes.find(s => s.startsWith('Not in the base:'));
		const want = [...t.missing.values()].sort((a, b) => a - b);
		const got = (note?.match(/\d[\d,]*/g) ?? [])
		    .map(s => Number(s.replaceAll(',', ''))).sort((a, b) => a - b);
		this.r.numbers += got.length;
		if (note !== undefined && want.join() !== got.join())
			this.r.wrong.push(`${e.title}: "${note}", but ` +
			    JSON.stringify(Object.fromEntries(t.missing)));
		for (const [why, n] of t.missing)
			if (note !== undefined && !note.replaceAll(/\s/g, ' ')
			    .includes(`${n} ${MISSING[why]}`))
				this.r.wrong.push(`${e.title}: "${note}" does not say ` +
				    `that ${n} ${MISSING[why]}`);
	}
}

const MISSING = { 'not-asked': 'not asked', blank: 'left blank',
	'prefer-not': 'preferred not to say', 'dont-know': 'did not know',
	'not-applicable': 'said it did not apply',
	illegible: 'could not be read',
	several: 'ticked several where one was asked' };

// ---- the kinds of table -----------------------------------------------------------

const named = (options, words) => options.find(o => o.words === words) ??
	options.find(o => words.startsWith(o.words + ' (')) ??
	options.find(o => o.words.startsWith(words));

// Who a row of an agreement table is about; rows after a group's heading are
// answers to the question that it names.
function members(k, label, by) {
	const { store, form } = k;
	if (by === null && label === 'All')
		return store.responses;
	if (by === null && label === 'Individuals')
		return chose(store, 'capacity', v => v !== 'organisation');
	if (label === 'Organisations')
		return chose(store, 'capacity', v => v === 'organisation');
	if (label === 'Not stated') {
		const stated = new Set(chose(store, by.id, () => true));
		return store.responses.filter(x => !stated.has(x));
	}
	const o = by && named(by.options, label);
	return o && chose(store, by.id, v => v === o.name);
}

const byWords = (form, words) => [...form.fields.values()]
	.find(f => words === f.words || words.startsWith(f.words + ' '));

// A column is one answer, or in a table by groups a net: its options' names.
const NETS = { Disagree: ['strongly-disagree', 'disagree'],
	Neither: ['neither'], Agree: ['agree', 'strongly-agree'] };
const sum = (t, names) => names.reduce((n, x) => n + (t.n.get(x) ?? 0), 0);

function agreement(k, e, field) {
	const one = e.table.head.tones.includes('sa');
	const columns = e.table.head.cells.map(c => one ?
	    named(field.options, c.text) && [named(field.options, c.text).name] :
	    NETS[c.text]);
	let by = null;
	for (const row of e.table.rows) {
		if (row.group) {
			by = byWords(k.form, row.cells[0].text);
			continue;
		}
		const who = members(k, row.cells[0].text, by);
		if (!who) {
			k.wrong(e, row, 'nobody knows who this is');
			continue;
		}
		const t = tally(k.store, field.id, who);
		const all = row.cells[0].text === 'All' && by === null;
		row.cells.forEach((c, i) => {
			if (i === 0)
				return;
			const n = columns[i] ? sum(t, columns[i]) : t.base;
			if (all)
				k.cell(e, row, c, n, columns[i] && t.base);
			else
				k.guarded(e, row, c, n, columns[i] && t.base);
		});
	}
	const t = tally(k.store, field.id);
	k.base(e, t.base);
	k.missing(e, t);
}

const TONES = { sd: 'strongly-disagree', d: 'disagree', ne: 'neither',
	a: 'agree', sa: 'strongly-agree' };

// The drawing's rows are everybody, individuals and organisations.
function drawing(k, e, field) {
	for (const d of e.drawn) {
		const who = members(k, d.label, null);
		if (!who) {
			k.r.wrong.push(`${e.title}: nobody knows "${d.label}"`);
			continue;
		}
		const t = tally(k.store, field.id, who);
		const want = [NETS.Disagree, NETS.Agree, NETS.Neither].map(x =>
		    percent(sum(t, x), t.base));
		k.r.numbers += want.length + d.inside.length;
		if (want.join() !== d.nets.join())
			k.r.wrong.push(`${e.title}, "${d.label}": ${d.nets} drawn, ` +
			    `${want} counted`);
		for (const [tone, p] of d.inside)
			if (p !== percent(sum(t, [TONES[tone]]), t.base))
				k.r.wrong.push(`${e.title}, "${d.label}": ${p}% drawn ` +
				    `in ${TONES[tone]}`);
	}
}

// A closed question: its answers; in the appendix its nets, its base and why
// there is no answer, too.
function closed(k, e, field, profile) {
	const t = tally(k.store, field.id);
	let inBase = true;
	for (const row of e.table.rows) {
		const label = row.cells[0].text, c = row.cells[1];
		const o = named(field.options, label);
		const net = field.nets.find(n => label === `Together: ${n.words}`);
		const why = whyOf(label);
		if (label === 'Base') {
			k.cell(e, row, c, t.base);
			inBase = false;
		} else if (label === 'All responses')
			k.cell(e, row, c, t.all);
		else if (label === 'Not stated' && !inBase)
			k.cell(e, row, c, t.asked - t.base);
		else if (net) {
			const n = chose(k.store, field.id, v =>
			    net.of.some(x => v.split(' ').includes(x))).length;
			k.cell(e, row, c, n, t.base);
		} else if (o && inBase) {
			if (profile)
				k.guarded(e, row, c, t.n.get(o.name) ?? 0, t.base);
			else
				k.cell(e, row, c, t.n.get(o.name) ?? 0, t.base);
		} else if (why)
			k.cell(e, row, c, t.missing.get(why) ?? 0);
		else
			k.wrong(e, row, 'nobody knows what this counts');
	}
	k.base(e, t.base);
	k.missing(e, t);
}

const whyOf = label => Object.keys(MISSING).find(w =>
    MISSING[w].toLowerCase() === label.toLowerCase());

// One question about many things: a row for each, "Priority 3".
function repeated(k, e) {
	const words = e.title.replace(/^.*?\. (Question \d+: )?/, '').replace(/…$/, '');
	const fields = [...k.form.fields.values()].filter(f => f.about !== null &&
	    f.options.length > 0 && f.words.startsWith(words));
	for (const row of e.table.rows) {
		const [, kind, n] = row.cells[0].text.match(/^(.*)\s(\d+)$/) ?? [];
		const about = k.form.entities.filter(x =>
		    x.kind === kind?.toLowerCase())[Number(n) - 1];
		const field = fields.find(f => f.about === about?.name);
		if (!field) {
			k.wrong(e, row, 'nobody knows what this is about');
			continue;
		}
		const t = tally(k.store, field.id);
		e.table.head.cells.forEach((c, i) => {
			const o = named(field.options, c.text);
			if (i > 0)
				k.cell(e, row, row.cells[i], c.text === 'Base' ? t.base :
				    c.text === 'All' ? t.all :
				    whyOf(c.text) ? t.missing.get(whyOf(c.text)) ?? 0 :
				    o ? t.n.get(o.name) ?? 0 : undefined);
		});
	}
}

function subjects(k, e, field) {
	const r = raised(k.store, k.form, field?.id ?? null);
	for (const row of e.table.rows) {
		if (row.group)
			continue;
		const label = row.cells[0].text.replace(/^of which: /, '');
		const entity = label.startsWith('This ') && field ?
		    k.form.entities.find(x => x.name === field.about) :
		    k.form.entities.find(x => label === x.title ||
		    label.startsWith(x.title + ' ('));
		if (label === 'No subject found')
			k.cell(e, row, row.cells[1], r.none, r.people);
		else if (entity)
			k.cell(e, row, row.cells[1], r.n.get(entity.name), r.people);
		else
			k.wrong(e, row, 'nobody knows this subject');
	}
	k.base(e, r.people);
}

// Who answered: a heading a question, then its answers.
function profile(k, e) {
	let field = null, t = null;
	for (const row of e.table.rows) {
		const label = row.cells[0].text;
		if (row.group) {
			field = byWords(k.form, label);
			t = field && tally(k.store, field.id);
			const m = label.match(/ Base ([\d,]+)\.$/);
			if (field && m) {
				k.r.numbers += 1;
				if (Number(m[1].replaceAll(',', '')) !== t.base)
					k.wrong(e, row, `${t.base} counted`);
			}
			continue;
		}
		const o = field && named(field.options, label);
		if (/^(Fewer than|Not shown|Nobody answered)/.test(label))
			continue;
		if (label === 'Not stated')
			k.cell(e, row, row.cells[1], t.asked - t.base);
		else if (o) {
			const n = t.n.get(o.name) ?? 0;
			// how many organisations there are is told by their list
			const check = k.listed && field.id === 'capacity' &&
			    o.name === 'organisation' ? 'cell' : 'guarded';
			k[check](e, row, row.cells[1], n);
			k[check](e, row, row.cells[2], n, t.base);
		} else
			k.wrong(e, row, 'nobody knows this group');
	}
}

// Counted by something that each response has.
function listed(k, e, of, label) {
	const n = new Map();
	for (const m of k.store.meta)
		n.set(of(m), (n.get(of(m)) ?? 0) + 1);
	for (const row of e.table.rows) {
		const c = row.cells[1];
		k.cell(e, row, c, row.total ? k.store.meta.length :
		    n.get(label(row.cells[0].text)) ?? 0,
		    c.percent === undefined ? undefined : k.store.meta.length);
	}
}

const DAY = 86400000;

function weeks(k, e) {
	const rows = e.table.rows.filter(x => !x.total);
	const starts = rows.map(x => Date.parse(x.cells[0].text + ' UTC'));
	const step = starts.length > 1 ? starts[1] - starts[0] : 7 * DAY;
	listed(k, e, m => Math.floor((Date.parse(m.day) - starts[0]) / step),
	    text => Math.round((Date.parse(text + ' UTC') - starts[0]) / step));
}

// Columns without a table: their words have every number.
function columns(k, e) {
	const days = k.store.meta.map(m => Date.parse(m.day)).sort((a, b) => a - b);
	const v = [...(e.alt ?? '').matchAll(/(\d+ [A-Z][a-z]+) ([\d,]+)(?=[,.])/g)]
	    .map(m => ({ label: m[1], n: Number(m[2].replaceAll(',', '')) }));
	let year = new Date(days[0] ?? 0).getUTCFullYear(), last = -Infinity;
	const starts = v.map(x => {
		let t = Date.parse(`${x.label} ${year} UTC`);
		if (t < last)
			t = Date.parse(`${x.label} ${++year} UTC`);
		return last = t;
	});
	if (v.length === 0)
		k.r.wrong.push(`${e.title}: no numbers in its words`);
	v.forEach((x, i) => {
		const n = days.filter(d => d >= starts[i] &&
		    (i + 1 === v.length || d < starts[i + 1])).length;
		k.r.numbers += 1;
		if (n !== x.n)
			k.r.wrong.push(`${e.title}, ${x.label}: ${x.n} in the ` +
			    `report, ${n} counted`);
	});
}

// A row for each question: asked, answered, no answer.
function everyQuestion(k, e) {
	const left = [...k.form.fields.values()];
	for (const row of e.table.rows) {
		const label = row.cells[0].text.replace(/^\d+\. /, '');
		const [, kind, n] = label.match(/ \((\w+) (\d+)\)$/) ?? [];
		const about = k.form.entities.filter(x =>
		    x.kind === kind)[Number(n) - 1]?.name ?? null;
		const at = left.findIndex(x => label.startsWith(x.words) &&
		    x.about === about);
		const t = at >= 0 && tally(k.store, left.splice(at, 1)[0].id);
		if (!t) {
			k.wrong(e, row, 'nobody knows this question');
			continue;
		}
		k.cell(e, row, row.cells[1], t.asked);
		k.cell(e, row, row.cells[2], t.base, t.asked);
		k.cell(e, row, row.cells[3], t.asked - t.base);
	}
}

function districts(k, e) {
	const field = [...k.form.fields.values()].find(f => f.type === 'postcode');
	const t = tally(k.store, field.id);
	const few = [...t.n.values()].filter(n => n < SMALL);
	for (const row of e.table.rows) {
		const other = row.cells[0].text.startsWith('Other districts');
		const n = other ? few.reduce((a, b) => a + b, 0) :
		    t.n.get(row.cells[0].text);
		k.guarded(e, row, row.cells[1], n);
		k.guarded(e, row, row.cells[2], n, t.base);
	}
	k.base(e, t.base);
}

// Rankings: "b a c" from the best; points: "a=60 b=40".
function parts(k, e, field) {
	const given = chose(k.store, field.id, () => true).map(x =>
	    k.store.answers.get(field.id).get(x).value.split(' ')
	    .map(s => s.split('=')));
	const t = { base: given.length };
	const mean = (sum, n) => n < 10 ? '–' : (sum / n).toFixed(1);
	for (const row of e.table.rows) {
		const o = named(field.options, row.cells[0].text);
		const at = given.map(v => v.findIndex(x => x[0] === o?.name));
		const in_ = at.filter(i => i >= 0);
		const points = given.reduce((n, v, i) =>
		    n + Number(v[at[i]]?.[1] ?? 0), 0);
		const ranked = e.table.head.cells[1].text === 'Ranked first';
		const want = ranked ? mean(in_.reduce((n, i) => n + i + 1, 0),
		    in_.length) : mean(points, t.base);
		const got = row.cells[ranked ? 3 : 1].text;
		k.r.numbers += 1;
		if (got !== want)
			k.wrong(e, row, `mean ${got}, ${want} counted`);
		if (ranked)
			k.cell(e, row, row.cells[1],
			    in_.filter(i => i === 0).length, t.base);
		k.cell(e, row, row.cells[ranked ? 2 : 3], in_.length, t.base);
	}
	k.base(e, t.base);
	k.missing(e, tally(k.store, field.id));
}

// Ratings by step, dates by year or by tens of years.
function steps(k, e, field) {
	const t = tally(k.store, field.id);
	for (const row of e.table.rows) {
		const [, low, high] = row.cells[0].text
		    .match(/^(\d+)(?: to (\d+))?/) ?? [];
		const n = chose(k.store, field.id, v => parseInt(v, 10) >=
		    Number(low) && parseInt(v, 10) <= Number(high ?? low)).length;
		if (e.table.head.cells[0].text === 'Rating')
			k.cell(e, row, row.cells[1], n, t.base);
		else
			k.guarded(e, row, row.cells[1], n, t.base);
	}
	k.base(e, t.base);
	k.missing(e, t);
}

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' });

// False: a table with numbers that nothing here counts again.
function exhibit(k, e) {
	const head = e.table.head.cells.map(c => c.text);
	const field = k.form.fields.get(e.field);
	if (field && (head[1] === 'Ranked first' || head[1] === 'Mean points'))
		parts(k, e, field);
	else if (field && /^(Rating|Years?)$/.test(head[0]))
		steps(k, e, field);
	else if (field && (e.table.head.tones.includes('sa') ||
	    head.join() === 'Group,Disagree,Neither,Agree,Base'))
		agreement(k, e, field);
	else if (field && field.options.length > 0)
		closed(k, e, field, /^(capacity|area|equality\.)/.test(field.id));
	else if (field)
		subjects(k, e, field);
	else if (head[0] === 'About')
		repeated(k, e);
	else if (head[0] === 'Subject')
		subjects(k, e, null);
	else if (head.join() === 'Group,People,Share' &&
	    e.title.includes('Postcode districts'))
		districts(k, e);
	else if (head.join() === 'Group,People,Share')
		profile(k, e);
	else if (head[0] === 'What became of them')
		ledger(k, e);
	else if (head.join() === 'Kind,Received,People')
		meetings(k, e);
	else if (head[0] === 'Way')
		listed(k, e, m => m.channel, s => s.toLowerCase());
	else if (head[0] === 'Language')
		listed(k, e, m => LANGUAGES.of(m.lang), s => s);
	else if (head[0] === 'Week from' || head[0] === 'From')
		weeks(k, e);
	else if (head.join() === 'Question,Asked,Answered,No answer')
		everyQuestion(k, e);
	else
		return !e.table.rows.some(x => x.cells.some(c => c.n !== undefined));
	if (e.drawn.length > 0)
		drawing(k, e, field);
	return true;
}

// ---- shares in sentences -------------------------------------------------------------

// "(300 of 398, 75%)", "Answered by 398 of 412 (97%)": each must be a share
// that was counted, and its percentage must be right.
function sentences(k, text) {
	const { store, form } = k;
	for (const f of form.fields.values()) {
		const t = tally(store, f.id);
		k.pair(t.base, t.asked);
		k.pair(t.base, t.all);
		for (const n of t.n.values())
			k.pair(n, t.base);
		for (const net of f.nets)
			k.pair(chose(store, f.id, v => net.of.some(x =>
			    v.split(' ').includes(x))).length, t.base);
		for (const c of [null, f.id]) {
			const r = raised(store, form, c);
			for (const n of r.n.values())
				k.pair(n, r.people);
		}
	}
	// how many said that they may be quoted, of everybody
	const quoted = store.answers.get([...store.answers.keys()].find(id =>
	    id.endsWith('quote-consent'))) ?? new Map();
	k.pair([...quoted.values()].filter(a => a.state === 'answered' &&
	    a.value === 'yes').length, store.responses.length);
	const all = became(store);
	k.pair(all.get('Left out, as somebody decided') ?? 0, all.get('Received'));
	const shares = text.matchAll(
	    /(\d[\d,]*)\sof\s(\d(?:[\d,]*\d)?)(?:(?:,\s|\s\()(\d+)%\))?/g);
	for (const m of shares) {
		const n = Number(m[1].replaceAll(',', ''));
		const base = Number(m[2].replaceAll(',', ''));
		k.r.numbers += m[3] === undefined ? 2 : 3;
		if (!k.pairs.has(`${n} of ${base}`))
			k.r.wrong.push(`a sentence says "${m[0]}"; nothing counts so`);
		if (m[3] !== undefined && Number(m[3]) !== percent(n, base))
			k.r.wrong.push(`a sentence says "${m[0]}"; it is ` +
			    `${percent(n, base)}%`);
	}
}

export function countsAgree(exhibits, text, db, dir, r) {
	const k = new Check(load(db), readDefinition(dir), r);
	k.listed = /(This organisation|These organisations) gave/.test(text);
	const over = exhibits.filter(e => e.table && !exhibit(k, e));
	for (const e of exhibits)
		if (!e.table)
			columns(k, e);
	sentences(k, text);
	for (const e of over)
		r.wrong.push(`${e.title}: nothing here counts this table again`);
	const coded = k.form.entities.filter(x => x.under === null);
	const all = raised(k.store, k.form, null);
	return { responses: k.store.responses.length, hidden: k.hidden,
	    subjects: coded.map(x => `${x.name} ${all.n.get(x.name)}`) };
}
