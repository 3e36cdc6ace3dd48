// SPDX-License-Identifier: MIT
//
// ledger.mjs -- counts again what became of everything that was received, and
// holds it against the report's table.

// What became of everything that was received: each response and each sheet in
// one row, and the rows together all of them.
const STATES = { received: 'Not typed in yet',
	waiting: 'Typed in once, to be typed in again',
	differences: 'Typed in twice, and what differs is not settled',
	aside: 'Put aside, to be looked at',
	void: 'Void: copies of others, empty ones and the like',
	withdrawn: 'On paper, by letter, phone or from a meeting, and withdrawn' };
export function became(store) {
	const newest = new Map(), gone = new Set(), n = new Map();
	for (const r of store.kept)
		if (r.withdrawn)
			gone.add(r.reference);
		else
			newest.set(r.reference, r);
	const more = what => n.set(what, (n.get(what) ?? 0) + 1);
	for (const r of newest.values()) {
		const late = r.flags.split(' ').includes('late');
		more(r.counts ? 'Counted in this report' :
		    'Left out, as somebody decided');
		if (late)
			more('of which: came after the close' +
			    (r.counts ? '' : ', and left out'));
	}
	const sheets = new Set(store.sheets.map(s => s.reference));
	for (const reference of gone)
		if (!sheets.has(reference) && !newest.has(reference))
			more('Withdrawn by whoever sent them');
	for (const s of store.sheets)
		if (!s.rehearsal && !newest.has(s.reference))
			more(STATES[s.state]);
	n.set('Received', [...n].filter(([what]) => !what.startsWith('of which'))
	    .reduce((sum, [, m]) => sum + m, 0));
	return n;
}

export function ledger(k, e) {
	const want = became(k.store);
	let sum = 0;
	for (const row of e.table.rows) {
		const what = row.cells[0].text;
		k.cell(e, row, row.cells[1], want.get(what) ?? 0);
		if (row.total && row.cells[1].n !== sum)
			k.wrong(e, row, `the rows add up to ${sum}`);
		if (!row.total && !what.startsWith('of which'))
			sum += row.cells[1].n;
		want.delete(what);
	}
	for (const [what, n] of want)
		k.r.wrong.push(`${e.title}: no row says "${what}", ${n}`);
}

export function meetings(k, e) {
	for (const row of e.table.rows) {
		const channel = { Meetings: 'meeting', Petitions: 'petition' }[
			row.cells[0].text];
		const of = k.store.sheets.filter(s => s.channel === channel &&
		    !['void', 'withdrawn'].includes(s.state) && !s.rehearsal);
		k.cell(e, row, row.cells[1], of.length);
		k.cell(e, row, row.cells[2], of.reduce((n, s) => n + s.people, 0));
	}
}
