// keying.test.mjs -- sheets of paper keyed twice by two people and settled by a
// third: what is stored is what stands on the sheets.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { after, test } from 'node:test'
import { chrome, desk, earshot, enrol, open, root, scratch, violations } from
	'./kit.mjs'

const SHEETS = 20
after(async () => (await chrome()).close())

// The same numbers each time.
function random(seed) {
	return below => {
		seed = (seed * 1103515245 + 12345) & 0x7fffffff
		return (seed >> 8) % below
	}
}

function sql(dir, query) {
	return JSON.parse(execFileSync('sqlite3', ['-json', '-readonly',
		path.join(dir, 'cases.db'), query], { encoding: 'utf8' }) || '[]')
}

// The example, published, with numbered copies; its desk, and people of it.
async function start(t, ...logins) {
	const dir = path.join(scratch(), 'eol')
	const run = (...words) => execFileSync(earshot, words, { stdio: 'pipe' })
	run('new', dir, '--from', path.join(root, 'examples/eol-2024'), '--opens',
		'2026-01-05', '--closes', '2099-01-05')
	run('publish', dir)
	run('paper', dir, '--copies', String(SHEETS), '--by', 'ann')
	const server = await desk(dir)
	t.after(() => server.stop())
	const people = {}
	for (const login of logins) {
		const me = await enrol(server, dir, login, ['--preset', 'keyer'])
		people[login] = await open({ url: server.url, me },
			{ viewport: { width: 1280, height: 900 } })
	}
	return { dir, server, people }
}

// Takes all copies in, as a scanner would type them.
async function receive(p, url) {
	await p.goto(url + '/desk/keying')
	await p.fill('#note', 'Post of Monday')
	await p.click('#new button')
	const serials = []
	for (let n = 1; n <= SHEETS; n++)
		serials.push(serial(n))
	await p.fill('#numbers', serials.join('\n'))
	await p.click('#in button')
	assert.match(await p.textContent('.desk-mono'), /^1: 000 018/)
	return serials
}

// ISO/IEC 7064, MOD 11,10.
function serial(n) {
	const digits = String(n).padStart(5, '0')
	let p = 10
	for (const d of digits) {
		p = (p + +d) % 10 || 10
		p = p * 2 % 11
	}
	return digits + (11 - p) % 10
}

// What may be keyed into each box of the page: [name, codes, several].
const boxes = p => p.$$eval('.desk-key [name^="k."]', all => all.map(b =>
	[b.name, b.dataset.codes ?? '', 'many' in b.dataset]))

// What stands on a sheet: of each box a code, several, words or nothing.
function sheet(all, n) {
	const pick = random(n + 7), out = {}
	for (const [name, codes, several] of all) {
		const list = codes.split(' ').filter(c => c)
		if (pick(8) === 0)
			out[name] = ''
		else if (several)
			out[name] = list.filter(() => pick(3) === 0)
				.filter(c => c !== list.at(-1)).join(' ')
		else if (list.length > 0)
			out[name] = list[pick(list.length)]
		else if (name.startsWith('k.why') || name === 'k.anything-else')
			out[name] = pick(2) ? `Words of sheet ${n}, about ${name}` : ''
		else
			out[name] = ''
	}
	return out
}

// The same with slips: another code, a word changed, a code not seen; never the
// one that somebody else made, which no comparing could find.
function slips(truth, all, pick, others = {}) {
	const out = { ...truth }, wrong = []
	for (const [name, codes, several] of all) {
		if (!truth[name] || pick(12) !== 0)
			continue
		const list = codes.split(' ').filter(c => c && c !== truth[name] &&
			c !== others[name])
		const slip = several ? '' : list.length === 0 ?
			truth[name].replace('Words', others[name] ? 'Wards' : 'Worlds') :
			list[pick(list.length)]
		if (slip !== others[name])
			out[name] = slip
		if (out[name] !== truth[name])
			wrong.push(name)
	}
	return { typed: out, wrong }
}

// Keys the sheet that is open, by the keyboard alone; how many keys it took.
async function key(p, typed) {
	const used = { codes: 0, answers: 0 }
	for (;;) {
		const at = await p.evaluate(() => {
			const e = document.activeElement
			return { id: e.id, name: e.name, text: e.tagName === 'TEXTAREA',
				code: e.dataset.codes !== undefined }
		})
		if (at.id === 'save')
			break
		const value = typed[at.name] ?? ''
		await p.keyboard.type(value)
		await p.keyboard.press(at.text ? 'Control+Enter' : 'Enter')
		if (at.code) {
			used.codes += value.length + 1
			used.answers++
		}
	}
	await Promise.all([p.waitForNavigation(), p.keyboard.press('Enter')])
	return used
}

const opened = async p => +(await p.inputValue('[name=sheet]'))

test('20 sheets, keyed twice and settled, are stored as they stand', async t => {
	const { dir, server, people } = await start(t, 'ann', 'bob', 'cat')
	const { ann, bob, cat } = people
	const pick = random(3)
	await receive(ann, server.url)

	const truth = {}, wrong = {}, first = {}, second = {}
	const keys = { codes: 0, answers: 0 }
	await ann.goto(server.url + '/desk/keying/first')
	const all = await boxes(ann)
	assert.ok(all.length > 40)
	for (let n = 1; n <= SHEETS; n++) {
		const id = await opened(ann)
		truth[id] = sheet(all, n)
		first[id] = slips(truth[id], all, pick)
		wrong[id] = new Set(first[id].wrong)
		const used = await key(ann, first[id].typed)
		keys.codes += used.codes
		keys.answers += used.answers
	}
	assert.match(await ann.textContent('h1'), /No sheet waits/)
	console.log(`${(keys.codes / keys.answers).toFixed(2)} keys for each ` +
		`closed answer, of ${keys.answers}`)
	assert.ok(keys.codes / keys.answers <= 3)

	// Whoever keyed a sheet does not get it again.
	await ann.goto(server.url + '/desk/keying/second')
	assert.match(await ann.textContent('h1'), /No sheet waits for you/)

	await bob.goto(server.url + '/desk/keying/second')
	for (let n = 1; n <= SHEETS; n++) {
		const id = await opened(bob)
		for (const [name] of all)	// nothing of the first keying
			assert.equal(await bob.inputValue(`[name="${name}"]`), '')
		second[id] = slips(truth[id], all, pick, first[id].typed)
		for (const name of second[id].wrong)
			wrong[id].add(name)
		await key(bob, second[id].typed)
	}

	// Settled with the truth in hand.
	await cat.goto(server.url + '/desk/keying/settle')
	let settled = 0
	while ((await cat.textContent('h1')).startsWith('Settle')) {
		const id = await opened(cat)
		const fields = await cat.$$eval('[data-settle]', sets => sets.map(
			s => 'k.' + s.querySelector('input').name.slice(2)))
		for (const name of fields) {
			const want = truth[id][name], field = name.slice(2)
			assert.ok(wrong[id].has(name), `${id} ${name}`)
			const choice = second[id].typed[name] === want ? '2' :
				first[id].typed[name] === want ? '1' : '0'
			await cat.check(`[name="s.${field}"][value="${choice}"]`)
			if (choice === '0')
				await cat.fill(`[name="${name}"]`, want)
		}
		await Promise.all([cat.waitForNavigation(), cat.click('#save')])
		settled++
	}
	assert.ok(settled > 5, `${settled} sheets had differences`)

	compare(dir, truth, all)
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM response WHERE counts = 1 ' +
		"AND channel = 'paper'")[0].n, SHEETS)
	await ann.goto(server.url + '/desk/keying')
	assert.match(await ann.textContent('main'), /errors in 10,000 answers/)
})

// ---- stored answers and what stands on paper, by the codes of the form -------
let codebook
function names(dir) {
	if (!codebook) {
		codebook = {}
		const csv = execFileSync(earshot, ['export', dir, '--format',
			'codebook-csv', '--published'], { encoding: 'utf8' })
		const lines = csv.trim().split(/\r?\n/).map(l => l.match(
			/("([^"]|"")*"|[^,]*)(,|$)/g).map(c => c.replace(/,$/, '')
			.replace(/^"|"$/g, '')))
		const head = lines.shift()
		const at = n => head.indexOf(n)
		for (const l of lines)
			(codebook[l[at('question')]] ??= {})[
				l[at('answer number')]] = l[at('answer name')]
	}
	return codebook
}
const stored = (typed, field, dir) => typed.split(' ').map(c =>
	names(dir)[field]?.[c] ?? c).join(' ')

function compare(dir, truth, all) {
	let n = 0
	for (const [id, boxes] of Object.entries(truth)) {
		const rows = sql(dir, 'SELECT a.field, a.state, a.value FROM answer a ' +
			'JOIN response r ON r.id = a.response JOIN sheet s ON ' +
			`s.reference = r.reference WHERE s.id = ${id} AND r.counts = 1`)
		const by = Object.fromEntries(rows.map(r => [r.field, r]))
		for (const [name] of all) {
			const row = by[name.slice(2)]
			assert.ok(row, name)
			if (row.state === 'not-asked')
				continue
			assert.equal(row.value ?? '', stored(boxes[name], name.slice(2),
				dir), `sheet ${id}, ${name}`)
			n++
		}
	}
	console.log(`${n} stored answers are those on the sheets`)
	assert.ok(n > SHEETS * 20)
}

test('a code that is none holds the cursor and is said', async t => {
	const { server, people } = await start(t, 'ann')
	const { ann } = people
	await receive(ann, server.url)
	await ann.goto(server.url + '/desk/keying/first')
	const first = await ann.evaluate(() => document.activeElement.id)
	await ann.keyboard.type('77')
	await ann.keyboard.press('Enter')
	assert.equal(await ann.evaluate(() => document.activeElement.id), first)
	assert.match(await ann.textContent('#live'), /There is no code 77 here/)
	await ann.keyboard.type('-')	// takes the place of what was selected
	await ann.keyboard.press('Enter')
	assert.notEqual(await ann.evaluate(() => document.activeElement.id), first)
	await ann.keyboard.press('ArrowUp')
	assert.equal(await ann.evaluate(() => document.activeElement.id), first)
	assert.equal(await ann.inputValue('#' + first), '-')
	// A sheet that was begun is not left by accident.
	let asked = 0
	ann.on('dialog', d => { asked++; return d.dismiss() })
	await ann.getByRole('link', { name: 'Home' }).click()
	await ann.waitForTimeout(300)
	assert.equal(asked, 1)
	assert.equal(await ann.inputValue('#' + first), '-')
})

test('without a script Enter checks and never saves', async t => {
	const { dir, server, people } = await start(t, 'ann')
	await receive(people.ann, server.url)
	const p = await open({ url: server.url, me: server.me },
		{ javaScriptEnabled: false })
	await p.goto(server.url + '/desk/keying/first')
	await p.fill('#k0', '77')
	await p.press('#k0', 'Enter')
	await p.waitForSelector('.nhsuk-error-summary')
	assert.equal(await p.inputValue('#k0'), '77')
	await p.fill('#k0', '1')
	await p.press('#k0', 'Enter')
	await p.waitForSelector('.desk-said')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM keying')[0].n, 0)
	await p.click('#save')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM keying')[0].n, 1)
	// Put aside, and taken up again: by an analyst, not by a keyer.
	await p.click('summary:has-text("Put this sheet aside")')
	await p.fill('#reason', 'Page 3 is missing')
	await p.click('button[value=aside]')
	assert.equal(sql(dir, "SELECT count(*) AS n FROM sheet WHERE state = 'aside'")
		[0].n, 1)
	await people.ann.goto(server.url + '/desk/keying/batch?id=1')
	assert.equal(await people.ann.locator('button[value=back]').count(), 0)
	const token = await people.ann.locator('[name=token]').first()
		.getAttribute('value')
	const refused = await people.ann.context().request.post(server.url +
		'/desk/keying/batch', { form: { token, id: '1', sheet: '1',
		do: 'void', reason: 'No' } })
	assert.equal(refused.status(), 403)
	assert.equal(sql(dir, "SELECT count(*) AS n FROM sheet WHERE state = 'void'")
		[0].n, 0)
	await p.goto(server.url + '/desk/keying/batch?id=1')
	await p.click('button[value=back]')
	assert.equal(sql(dir, "SELECT count(*) AS n FROM sheet WHERE state = 'aside'")
		[0].n, 0)
})

test('its pages are sound at 320 and 1280 pixels', async t => {
	const { server, people } = await start(t, 'ann', 'bob', 'cat')
	const { ann, bob, cat } = people
	await receive(ann, server.url)
	const look = async (p, at) => {
		await p.goto(server.url + at)
		for (const width of [320, 1280]) {
			await p.setViewportSize({ width, height: 900 })
			assert.deepEqual(await violations(p), [], at)
			assert.ok(await p.evaluate(() => document.documentElement
				.scrollWidth <= innerWidth), `${at} at ${width}`)
		}
	}
	await look(ann, '/desk/keying')
	await look(ann, '/desk/keying/batch?id=1')
	await look(ann, '/desk/keying/first')
	await ann.fill('#k0', '77')
	await ann.click('#save')
	assert.deepEqual(await violations(ann), [])
	await ann.goto(server.url + '/desk/keying/first')
	await ann.fill('#k0', '1')
	await ann.click('#save')
	await ann.waitForURL(/was=/)
	await look(bob, '/desk/keying/second')
	await bob.fill('#k0', '2')
	await bob.click('#save')
	await bob.waitForURL(/was=/)
	await look(bob, '/desk/keying/second')
	await look(cat, '/desk/keying/settle')
})
