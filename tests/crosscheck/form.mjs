// SPDX-License-Identifier: MIT
//
// form.mjs -- the words of a published definition: which options a question
// has, what they are called, and what the codebook's subjects are under.
//
// Reads the statements that bear on counting and passes over the rest.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const QUESTION = /^question\s+(\S+)\s+(choose one|choose many|scale (\S+)|\S+)(?: outward)?(?: from (\S+))?.*?"(.*)"/;

function sources(dir) {
	const hash = readFileSync(join(dir, 'published', 'current'), 'utf8').trim();
	const at = join(dir, 'published', hash);
	return readFileSync(join(at, 'sources'), 'utf8').trim().split('\n')
	    .map(name => readFileSync(join(at, name), 'utf8'));
}

// Statements: { indent, text }.  A line that begins with a quote goes on with
// the text before it.
function* statements(text) {
	for (const line of text.split('\n')) {
		const indent = line.length - line.trimStart().length;
		const s = line.trim();
		if (s !== '' && !s.startsWith('#') && !s.startsWith('"'))
			yield { indent, text: s };
	}
}

function readCodebook(text, form) {
	for (const { text: s } of statements(text)) {
		const kind = s.match(/^kind\s+(\S+)/);
		if (kind)
			form.kinds.push(kind[1]);
		const m = s.match(/^(\S+)\s+(\S+)\s+"(.*?)"/);
		if (m && form.kinds.includes(m[1]))
			form.entities.push({ kind: m[1], name: m[2], title: m[3],
			    under: null });
		const under = s.match(/^under\s+(\S+)/);
		if (under)
			form.entities.at(-1).under = under[1];
	}
}

function option(s) {
	const m = s.match(/^\d+ (\S+)\s+"(.*?)"(.*)$/);
	return m && { name: m[1], words: m[2],
	    missing: m[3].match(/\bmissing (\S+)/)?.[1] ?? null };
}

function net(s) {
	const m = s.match(/^net\s+(\S+)\s+of\s+(.*?)\s+"(.*)"/);
	return m && { name: m[1], of: m[2].split(/\s+/), words: m[3] };
}

function readForm(text, form) {
	const prefix = text.match(/^module (\S+) version/m)?.[1];
	const scales = new Map();
	let repeat = null, into = null;
	for (const { indent, text: s } of statements(text)) {
		if (repeat && indent <= repeat.indent)
			repeat = null;
		const r = s.match(/^repeat\s+\S+\s+in\s+(\S+)/);
		if (r)
			repeat = { indent, kind: r[1] };
		const scale = s.match(/^scale\s+(\S+)$/);
		const q = s.match(QUESTION);
		if (scale) {
			into = { options: [], nets: [] };
			scales.set(scale[1], into);
		} else if (q) {
			const type = q[3] ? 'scale' : q[2];
			const of = q[3] ? scales.get(q[3]) : { options: [], nets: [] };
			into = q[3] ? null : of;
			for (const e of form.entities)
				if (q[4] === e.kind)
					of.options.push({ name: e.name, words: e.title,
					    missing: null });
			const rows = repeat === null ? [null] : form.entities
			    .filter(e => e.kind === repeat.kind);
			for (const e of rows) {
				const id = (prefix ? prefix + '.' : '') + q[1] +
				    (e ? `[${e.name}]` : '');
				form.fields.set(id, { id, type, words: q[5],
				    about: e?.name ?? null, ...of });
			}
		} else if (/^(page|section|text|include|use|repeat|document|support) /.test(s))
			into = null;
		else if (into && option(s))
			into.options.push(option(s));
		else if (into && net(s))
			into.nets.push(net(s));
	}
}

// { kinds, entities, fields: id → { id, type, words, about, options, nets } }
export function readDefinition(dir) {
	const form = { kinds: [], entities: [], fields: new Map() };
	const texts = sources(dir);
	for (const t of texts)
		if (/^codebook /m.test(t))
			readCodebook(t, form);
	for (const t of texts)
		if (!/^codebook /m.test(t))
			readForm(t, form);
	return form;
}
