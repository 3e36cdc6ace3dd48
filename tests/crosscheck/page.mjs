// SPDX-License-Identifier: MIT
//
// page.mjs -- reads report.html: its blocks of words, and its tables.
//
// A reader of its own, for the page that we write: every tag is closed and
// every attribute has double quotes.

const TOKEN = /<!--.*?-->|<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|<!DOCTYPE[^>]*>|([^<]+)/gs;
const VOID = new Set(['meta', 'br', 'img', 'link', 'input', 'hr']);
const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescape = s => s.replace(/&(amp|lt|gt|quot|#39);/g, (_, n) => NAMED[n]);

// The tree: { name, attr, children } and strings.
export function parse(text) {
	const root = { name: '', attr: {}, children: [] };
	const open = [root];
	let at = 0;
	for (const m of text.matchAll(TOKEN)) {
		if (m.index !== at)
			throw new Error(`report.html: cannot read at byte ${at}`);
		at += m[0].length;
		const top = open[open.length - 1];
		if (m[5] !== undefined) {
			top.children.push(unescape(m[5]));
			continue;
		}
		if (m[2] === undefined)
			continue;
		if (m[1]) {
			if (top.name !== m[2])
				throw new Error(`report.html: </${m[2]}> closes <${top.name}>`);
			open.pop();
			continue;
		}
		const attr = {};
		for (const a of m[3].matchAll(/([\w:-]+)(?:="([^"]*)")?/g))
			attr[a[1]] = a[2] === undefined ? '' : unescape(a[2]);
		const node = { name: m[2], attr, children: [] };
		top.children.push(node);
		if (!VOID.has(m[2]) && !m[4])
			open.push(node);
	}
	if (at !== text.length || open.length !== 1)
		throw new Error('report.html: it ends too soon');
	return root;
}

export const has = (n, c) => (n.attr?.class ?? '').split(' ').includes(c);

export function find(n, test, out = []) {
	if (typeof n === 'string')
		return out;
	if (test(n))
		out.push(n);
	for (const c of n.children)
		find(c, test, out);
	return out;
}

// What a reader gets from an element; drawings are left out.
export function words(n) {
	if (typeof n === 'string')
		return n;
	if (n.attr['aria-hidden'] === 'true' || n.attr.role === 'img' ||
	    n.name === 'svg' || n.name === 'style')
		return '';
	return n.children.map(words).join('');
}

// Kept out: what repeats itself, and ways around the page; of the contents,
// only their title is kept, for on paper they have page numbers.
const skipped = n => n.name === 'style' || n.name === 'title' ||
	n.name === 'footer' || n.name === 'svg' ||
	has(n, 'skip') || has(n, 'tag') || has(n, 'up') ||
	n.attr['aria-hidden'] === 'true' || n.attr.role === 'img';
const BLOCKS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'dt', 'dd', 'b', 'span',
	'figcaption', 'li']);

// The words of the page in reading order, one entry a block; tables are
// entries of their own: { table }.
export function blocks(n, out = []) {
	if (typeof n === 'string') {
		if (n.trim() !== '')
			out.push({ words: n });
		return out;
	}
	if (n.name === 'nav') {
		out.push({ words: find(n, x => x.name === 'h2').map(words).join('') });
		return out;
	}
	if (skipped(n))
		return out;
	if (n.name === 'table') {
		for (const c of find(n, x => x.name === 'caption'))
			blocks(c, out);
		out.push({ table: table(n) });
		return out;
	}
	if (BLOCKS.has(n.name) && !n.children.some(c => BLOCKS.has(c.name) ||
	    c.name === 'div')) {
		out.push({ words: words(n) });
		return out;
	}
	for (const c of n.children)
		blocks(c, out);
	return out;
}

function cell(n) {
	const number = a => n.attr[a] === undefined ? undefined : Number(n.attr[a]);
	return { text: words(n), n: number('data-n'), base: number('data-base'),
	    percent: number('data-percent'), hidden: 'data-hidden' in n.attr };
}

export function table(n) {
	const rows = find(n, x => x.name === 'tr').map(tr => ({
		group: has(tr, 'group'), total: has(tr, 'total'),
		cells: tr.children.filter(c => c.name === 'td' || c.name === 'th')
		    .map(cell) }));
	const head = { ...rows[0], tones: find(n, x => x.name === 'th' &&
	    x.attr.scope === 'col').map(th => find(th, x => x.name === 'rect')
	    .map(x => x.attr.class)[0] ?? '') };
	return { head, rows: rows.slice(1) };
}

// The agreement drawing: the nets beside each row and the numbers inside it.
function drawn(n) {
	return find(n, x => has(x, 'agree-row') && find(x, y =>
	    has(y, 'nets')).length > 0).map(x => {
		const inside = [];
		const svg = find(x, y => has(y, 'bars'))[0];
		svg.children.forEach((c, i) => {
			if ((has(c, 'dark') || has(c, 'light')) &&
			    svg.children[i - 1].name === 'rect')
				inside.push([svg.children[i - 1].attr.class,
				    parseInt(words(c), 10)]);
		});
		return { label: words(find(x, y => has(y, 'label'))[0]), inside,
		    nets: words(find(x, y => has(y, 'nets'))[0]).match(/\d+(?=%)/g)
		    .map(Number) };
	});
}

// Exhibits: { id, field, title, notes, table }.
export function exhibits(root) {
	return find(root, n => has(n, 'exhibit')).map(n => {
		const t = find(n, x => x.name === 'table')[0];
		return { id: n.attr.id, field: n.attr['data-field'],
		    title: words(find(n, x => x.name === 'b')[0]),
		    base: find(n, x => has(x, 'base')).map(words).join(' '),
		    notes: find(n, x => has(x, 'note')).map(words),
		    alt: find(n, x => x.attr.role === 'img')
		    .map(x => x.attr['aria-label'])[0],
		    drawn: drawn(n), table: t === undefined ? undefined : table(t) };
	});
}

// Words of drawings that are read aloud.
export const alternatives = root =>
	find(root, n => n.attr.role === 'img').map(n => n.attr['aria-label']);
