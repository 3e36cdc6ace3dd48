// originals.test.mjs -- the pages about a sheet and its originals, settling
// together, and copies that were posted: by keyboard and without a script.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { chrome, desk, earshot, enrol, open, root, scratch, totp, violations }
	from './kit.mjs'

after(async () => (await chrome()).close())
const shots = process.env.SHOTS

function sql(dir, query) {
	return JSON.parse(execFileSync('sqlite3', ['-json', '-readonly',
		path.join(dir, 'cases.db'), query], { encoding: 'utf8' }) || '[]')
}

// The example, published, with three numbered copies; its desk, and people of it.
async function start(t, people) {
	const dir = path.join(scratch(), 'eol')
	const run = (...words) => execFileSync(earshot, words, { stdio: 'pipe' })
	run('new', dir, '--from', path.join(root, 'examples/eol-2024'), '--opens',
		'2026-01-05', '--closes', '2099-01-05')
	run('publish', dir)
	run('paper', dir, '--copies', '3', '--large', '18', '--by', 'ann')
	const server = await desk(dir)
	t.after(() => server.stop())
	const out = { dir, server }
	for (const [login, roles, options] of people) {
		const me = await enrol(server, dir, login, ['--roles', roles])
		out[login] = await open({ url: server.url, me }, {
			viewport: { width: 1280, height: 900 }, ...options })
		out[login].me = me
	}
	return out
}

// Sound at both widths, and a picture when somebody wants to look.
async function look(p, name) {
	for (const width of [320, 1280]) {
		await p.setViewportSize({ width, height: 900 })
		assert.deepEqual(await violations(p), [], `${name} at ${width}`)
		assert.ok(await p.evaluate(() => document.documentElement
			.scrollWidth <= innerWidth), `${name} scrolls at ${width}`)
		if (shots)
			await p.screenshot({ path: `${shots}/${name}-${width}.png`,
				fullPage: true })
	}
}

async function letter(p, url) {
	await p.goto(url + '/desk/keying')
	if (await p.locator('#in').count() === 0)
		await p.click('#new button')
	await p.selectOption('#channel', 'letter')
	await p.click('#in button')
}

test('an original is attached by keyboard, and its author withdraws it', async t => {
	const { dir, server, ann, bob } = await start(t,
		[['ann', 'analyst'], ['bob', 'keyer']])
	const file = path.join(scratch(), 'A letter.pdf')
	fs.writeFileSync(file, '%PDF-1.4\nzugzwang in the kitchen\n%%EOF\n')
	await letter(bob, server.url)
	await look(bob, 'taken-in')
	await bob.focus('details a[href*="sheet?id=1"]')
	await Promise.all([bob.waitForNavigation(), bob.keyboard.press('Enter')])
	await bob.setInputFiles('#files', file)
	await bob.focus('#files')
	await bob.keyboard.press('Tab')
	await Promise.all([bob.waitForNavigation(), bob.keyboard.press('Enter')])
	assert.match(await bob.textContent('[role=status]'), /Attached and sealed/)
	await bob.setInputFiles('#files', { name: 'a.exe', mimeType: 'x/y',
		buffer: Buffer.from('MZ') })
	bob.expected = 422
	await bob.click('#attach button')
	assert.match(await bob.textContent('[role=alert]'),
		/“a.exe” cannot be attached/)
	await look(bob, 'sheet-refused')
	await bob.goto(server.url + '/desk/keying/first')
	assert.match(await bob.textContent('.desk-key__head'), /A letter\.pdf/)
	await look(bob, 'key-attached')
	await bob.fill('textarea', 'zugzwang in the hall')
	await bob.click('#save')
	await ann.goto(server.url + '/desk/keying/sheet?id=1')
	await look(ann, 'sheet')
	await ann.focus('summary:has-text("Withdraw it")')
	await ann.keyboard.press('Enter')
	await ann.keyboard.press('Tab')
	await ann.keyboard.type('By a letter of 3 June')
	await look(ann, 'sheet-withdraw')
	await ann.keyboard.press('Tab')
	await Promise.all([ann.waitForNavigation(), ann.keyboard.press('Enter')])
	assert.match(await ann.textContent('.desk-facts'),
		/Withdrawn by its author: By a letter/)
	await look(ann, 'sheet-withdrawn')
	assert.deepEqual(sql(dir, 'SELECT count(*) AS n FROM original UNION ALL ' +
		"SELECT count(*) FROM keying WHERE json != ''").map(r => r.n), [0, 0])
	assert.ok(!fs.readFileSync(path.join(dir, 'cases.db')).includes('zugzwang'))
	await ann.goto(server.url + '/desk/keying/batch?id=1')
	await look(ann, 'batch')
	assert.deepEqual([...ann.problems, ...bob.problems], [])
})

test('two settle together, and without a script', async t => {
	const { dir, server, bob, cat } = await start(t, [['bob', 'keyer'],
		['cat', 'keyer', { javaScriptEnabled: false }]])
	await letter(bob, server.url)
	for (const [p, round, words] of [[bob, 'first', 'more nurses'],
		[cat, 'second', 'more purses']]) {
		await p.goto(`${server.url}/desk/keying/${round}`)
		await p.fill('textarea >> nth=0', words)
		await p.click('#save')
	}
	await cat.goto(server.url + '/desk/keying/settle')
	assert.match(await cat.textContent('h1'), /No differences wait for you/)
	await cat.click('.desk-list a')
	assert.match(await cat.textContent('#together'), /Sit down with bob/)
	await cat.check('[name^="s."][value="1"]')
	// Put aside without a reason: what was picked stays.
	await cat.click('summary:has-text("Put this sheet aside")')
	await cat.click('button[value=aside]')
	assert.match(await cat.textContent('#reason-wrong'), /Say in a few words/)
	assert.ok(await cat.isChecked('[name^="s."][value="1"]'))
	// Enter in a box checks, and never saves.
	await cat.fill('#with', 'bob')
	await cat.press('#with', 'Enter')
	assert.equal(sql(dir, 'SELECT state FROM sheet')[0].state, 'differences')
	assert.equal(await cat.inputValue('#with'), 'bob')
	await cat.fill('#code', '000000')
	await cat.click('#save')
	assert.match(await cat.textContent('#code-wrong'), /is not right/)
	assert.ok(await cat.isChecked('[name^="s."][value="1"]'))
	assert.equal(await cat.inputValue('#code'), '')
	await cat.fill('#code', totp(bob.me.phone, 1))
	await cat.click('#save')
	assert.equal(sql(dir, 'SELECT state FROM sheet')[0].state, 'settled')
	assert.equal(sql(dir, 'SELECT agreed FROM keying WHERE round = 3')[0].agreed,
		'bob')
})

test('the pages of two who settle, of copies, and of tasks are sound', async t => {
	const { dir, server, ann, bob, cat } = await start(t, [['ann', 'analyst'],
		['bob', 'keyer'], ['cat', 'keyer']])
	await letter(bob, server.url)
	for (const [p, round, words] of [[bob, 'first', 'more nurses'],
		[cat, 'second', 'more purses']]) {
		await p.goto(`${server.url}/desk/keying/${round}`)
		await p.fill('textarea >> nth=0', words)
		await p.click('#save')
	}
	await cat.goto(server.url + '/desk/keying/settle')
	await look(cat, 'settle-mine')
	await cat.click('.desk-list a')
	await cat.check('[name^="s."][value="1"]')
	cat.expected = 422
	await cat.click('#save')
	await look(cat, 'settle-together')
	// Copies: noted, wrong, and back.
	await bob.goto(server.url + '/desk/keying/copies')
	await bob.fill('#numbers', '000018\n000026')
	await bob.click('button[value=sent]')
	await look(bob, 'copies')
	bob.expected = 422
	await bob.fill('#numbers', '12345')
	await bob.click('button[value=sent]')
	assert.equal(await bob.inputValue('#numbers'), '12345')
	await look(bob, 'copies-wrong')
	// A sample, drawn later.
	await ann.goto(server.url + '/desk/keying')
	await ann.fill('#one-in', '0')
	await ann.click('#plan button')
	await letter(bob, server.url)
	await bob.goto(server.url + '/desk/keying/first')
	await bob.click('#save')	// without a word: asked about
	await bob.getByText('Nothing is typed on this sheet.').waitFor()
	await bob.fill('textarea >> nth=0', 'more beds')
	await bob.click('#save')
	await bob.getByText('It counts.').waitFor()
	await bob.waitForTimeout(1100)	// those of this second are not drawn yet
	await ann.goto(server.url + '/desk/keying')
	await look(ann, 'paper')
	await ann.fill('#draw', '1')
	await ann.press('#draw', 'Enter')
	await ann.waitForSelector('.desk-said')
	assert.equal(sql(dir, 'SELECT state FROM sheet WHERE id = 2')[0].state,
		'waiting')
})
