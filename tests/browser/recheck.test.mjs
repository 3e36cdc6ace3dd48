// recheck.test.mjs -- a sample of sheets checked against the paper, by the
// keyboard and without a script: what is wrong is put right, and counts.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { chrome, desk, earshot, enrol, open, root, scratch, violations } from
	'./kit.mjs'

after(async () => (await chrome()).close())

const run = (...words) => execFileSync(earshot, words, { stdio: 'pipe',
	encoding: 'utf8' })
const sql = (dir, query) => JSON.parse(execFileSync('sqlite3', ['-json',
	'-readonly', path.join(dir, 'cases.db'), query],
{ encoding: 'utf8' }) || '[]')

// Four sheets that ann and bob keyed; on the last they differ, and dan settled it.
async function start(t) {
	const dir = path.join(scratch(), 'eol')
	run('new', dir, '--from', path.join(root, 'examples/eol-2024'), '--opens',
		'2026-01-05', '--closes', '2099-01-05')
	run('publish', dir)
	const server = await desk(dir)
	t.after(() => server.stop())
	const who = {}
	for (const [login, preset] of [['ann', 'keyer'], ['bob', 'keyer'],
		['eve', 'manager']]) {
		const me = await enrol(server, dir, login, ['--preset', preset])
		who[login] = await open({ url: server.url, me },
			{ viewport: { width: 1280, height: 900 } })
		who[login].me = me
	}
	who.dan = await open(server)
	await who.ann.goto(server.url + '/desk/keying')
	await who.ann.fill('#note', 'Post of Monday')
	await who.ann.click('#new button')
	await who.ann.fill('#plain', '4')
	await who.ann.click('#in button')
	for (const [login, at, codes] of [['ann', 'first', '1111'],
		['bob', 'second', '1112']]) {
		await who[login].goto(`${server.url}/desk/keying/${at}`)
		for (const code of codes) {
			await who[login].fill('#k0', code)
			await Promise.all([who[login].waitForNavigation(),
				who[login].click('#save')])
		}
	}
	await who.dan.goto(server.url + '/desk/keying/settle')
	await who.dan.check('[data-settle] [value="1"]')
	await Promise.all([who.dan.waitForNavigation(), who.dan.click('#save')])
	return { dir, server, who }
}

async function look(p, name) {
	for (const width of [320, 1280]) {
		await p.setViewportSize({ width, height: 900 })
		assert.deepEqual(await violations(p), [], `${name} at ${width}`)
		assert.ok(await p.evaluate(() => document.documentElement
			.scrollWidth <= innerWidth), `${name} at ${width}`)
		if (process.env.SHOTS)
			await p.screenshot({ fullPage: name !== 'check',
				path: `${process.env.SHOTS}/${name}-${width}.png` })
	}
}

// The number on the first question's line, of the response that counts.
const first = (dir, sheet) => sql(dir, `SELECT a.value FROM sheet s JOIN response
	r ON r.reference = s.reference AND r.counts = 1 JOIN answer a ON
	a.response = r.id WHERE s.id = ${sheet} AND a.value IS NOT NULL
	AND a.field NOT LIKE '%edition%' ORDER BY a.field`)

test('a sample is drawn, checked, and what is wrong is put right', async t => {
	const { dir, server, who } = await start(t)
	const { ann, dan, eve } = who

	// Only whoever supervises.
	for (const at of ['sample', 'check', 'keyers'])
		assert.equal((await ann.goto(`${server.url}/desk/keying/${at}`))
			.status(), 403)
	assert.equal(await ann.goto(server.url + '/desk/keying').then(() =>
		ann.locator('a[href="/desk/keying/sample"]').count()), 0)

	await eve.goto(server.url + '/desk/keying')
	await eve.click('a[href="/desk/keying/sample"]')
	eve.expected = 422
	await eve.click('#draw button')		// how many?
	assert.match(await eve.textContent('[role=alert]'), /1 to 10,000/)
	eve.expected = 200
	await eve.focus('#n')			// by the keyboard
	await eve.keyboard.type('10')
	await Promise.all([eve.waitForNavigation(), eve.keyboard.press('Enter')])
	assert.match(await eve.textContent('[role=status]'), /Sample 1 is drawn/)
	assert.match(await eve.textContent('main'), /4 to check/)

	// Dan settled one of them: it waits for somebody else.
	await dan.goto(server.url + '/desk/keying/sample')
	assert.match(await dan.textContent('main'), /3 to check/)
	assert.match(await dan.textContent('main'), /1 waits for somebody else/)

	// By the keyboard: the first answer is wrong, and all others are right.
	await eve.click('a[href="/desk/keying/check"]')
	const id = +(await eve.inputValue('[name=sheet]'))
	const before = first(dir, id)
	assert.match(await eve.textContent('[data-l="Stored"]'),
		/^1Someone receiving/)
	assert.equal(await eve.evaluate(() => document.activeElement.id), 'x0')
	await eve.keyboard.press('Space')
	assert.equal(await eve.evaluate(() => document.activeElement.id), 'k0')
	await eve.keyboard.type('77')
	await eve.keyboard.press('Enter')
	assert.equal(await eve.evaluate(() => document.activeElement.id), 'x1')
	eve.expected = 422
	await Promise.all([eve.waitForNavigation(),
		eve.keyboard.press('Control+Enter')])
	assert.match(await eve.textContent('.nhsuk-error-summary'),
		/There is no such code here/)
	await look(eve, 'check')
	await eve.fill('#k0', '1')		// that is what is stored
	await Promise.all([eve.waitForNavigation(), eve.click('#save')])
	assert.match(await eve.textContent('[role=alert]'), /is stored already/)
	assert.equal(await eve.inputValue('#k0'), '1')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM checked')[0].n, 0)
	eve.expected = 200
	await eve.fill('#k0', '2')
	await Promise.all([eve.waitForNavigation(), eve.press('#k0',
		'Control+Enter')])
	assert.match(await eve.textContent('[role=status]'), /put right/)
	assert.notDeepEqual(first(dir, id), before)
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM response WHERE counts = 1')
		[0].n, 4)
	assert.deepEqual(eve.problems, [])

	// Without a script: Enter never saves, and nothing typed is passed over.
	const plain = await open({ url: server.url, me: eve.me },
		{ javaScriptEnabled: false })
	await plain.goto(server.url + '/desk/keying/check')
	await plain.fill('#k0', '3')
	await plain.press('#k0', 'Enter')
	await plain.waitForSelector('.nhsuk-error-summary')
	assert.match(await plain.textContent('.nhsuk-error-summary'),
		/marked as wrong now/)
	assert.ok(await plain.isChecked('#x0'))
	await plain.uncheck('#x0')
	await plain.fill('#k0', '')
	await plain.press('#k0', 'Enter')
	await plain.waitForSelector('text=0 of')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM recheck WHERE by IS NOT NULL')
		[0].n, 1)
	for (let n = 0; n < 3; n++)
		await plain.click('#save')
	assert.match(await plain.textContent('h1'), /No sheet waits for you/)

	await eve.goto(server.url + '/desk/keying/sample')
	assert.match(await eve.textContent('.desk-dtable tbody'), /4 of 4/)
	assert.ok(!/alike are not counted/.test(await eve.textContent('main')))
	await look(eve, 'checked')
	await eve.goto(server.url + '/desk/keying/keyers')
	assert.match(await eve.textContent('.desk-dtable'), /ann4\d+\d+0 of 1Too few/)
	await look(eve, 'keyers')

	// All of it is as the log says, and the report speaks of it.
	run('verify', dir)
	run('backup', dir, dir + '.tar')
	run('restore', dir + '.tar', dir + '-again')
	run('verify', dir + '-again')
	const kept = 'SELECT sheet, field, settled, wrong FROM checked ORDER BY 1, 2'
	assert.deepEqual(sql(dir + '-again', kept), sql(dir, kept))
	assert.ok(sql(dir, kept).length > 100)
	run('report', dir, '--format', 'html')
	assert.match(fs.readFileSync(path.join(dir, 'out/report.html'), 'utf8')
		.replace(/\s|&nbsp;|\u00a0/g, ' '),
	/4 were checked once more.*We estimate [\d.,]+ errors in 10,000 answers/)
})
