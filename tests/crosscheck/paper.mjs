// SPDX-License-Identifier: MIT
//
// paper.mjs -- reads report.pdf as assistive technology does: the structure
// tree by pdfinfo, and the words of figures by qpdf.

import { execFileSync } from 'node:child_process';

export const structureText = path => execFileSync('pdfinfo',
    ['-struct-text', path], { encoding: 'utf8', maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'] });

// pdfinfo prints one element or one quoted text a line, indented by depth; a
// text may hold line breaks.
export function structure(out) {
	const root = { name: 'Root', depth: -1, children: [] };
	const open = [root];
	let text = null;
	for (const line of out.split('\n')) {
		if (text !== null) {		/* inside a quoted text */
			text.push(line);
			if (line.endsWith('"')) {
				const s = text.join('\n');
				open[open.length - 1].children.push(s.slice(0, -1));
				text = null;
			}
			continue;
		}
		const m = line.match(/^( *)(.*)$/);
		const depth = m[1].length / 2, rest = m[2];
		if (rest === '' || rest.startsWith('/') ||
		    rest.startsWith('Object '))
			continue;
		while (open[open.length - 1].depth >= depth)
			open.pop();
		if (rest.startsWith('"')) {
			if (rest.length > 1 && rest.endsWith('"'))
				open[open.length - 1].children.push(rest.slice(1, -1));
			else
				text = [rest.slice(1)];
			continue;
		}
		const node = { name: rest.match(/^[\w-]+/)?.[0] ?? rest, depth,
		    children: [] };
		open[open.length - 1].children.push(node);
		open.push(node);
	}
	return root;
}

// A list's bullets and numbers, and links' annotations, are not words of the
// report; a figure's drawing is spoken for by its alternative text.
const isBullet = n => n.name === 'Lbl' &&
	/^(•|\d+\.)$/.test(n.children.filter(c => typeof c === 'string').join(''));

export function words(n) {
	if (typeof n === 'string')
		return n;
	return isBullet(n) ? '' : n.children.map(words).join('');
}

// Blocks in reading order; tables as { table }.  The contents stay out: they
// have page numbers, which a web page has not.
export function blocks(n, out = []) {
	if (typeof n === 'string') {
		out.push({ words: n });
		return out;
	}
	if (n.name === 'TOC' || isBullet(n))
		return out;
	if (n.name === 'Table') {
		const t = table(n);
		out.push({ words: t.caption }, { table: t });
		return out;
	}
	for (const c of n.children)
		if (n.name !== 'Figure' || typeof c !== 'string')
			blocks(c, out);
	return out;
}

function find(n, name, out = []) {
	if (typeof n === 'string')
		return out;
	if (n.name === name)
		out.push(n);
	for (const c of n.children)
		find(c, name, out);
	return out;
}

function table(n) {
	const caption = find(n, 'Caption').map(words).join('');
	const rows = find(n, 'TR').map(tr => tr.children.filter(c =>
	    c.name === 'TH' || c.name === 'TD').map(words));
	return { caption, rows };
}

// The alternative texts of figures.
export function alternatives(path) {
	const out = execFileSync('qpdf', ['--json=2', '--json-key=qpdf',
	    '--json-stream-data=none', path],
	    { encoding: 'utf8', maxBuffer: 1 << 30 });
	return Object.values(JSON.parse(out).qpdf[1]).map(o => o.value)
	    .filter(o => o?.['/S'] === '/Figure' && o['/Alt'] !== undefined)
	    .map(o => o['/Alt'].replace(/^u:/, ''));
}
