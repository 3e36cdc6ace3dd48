// results.test.mjs -- the desk fetches what comes to the site and counts it: its
// home, and the page of results.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { bareDesk, chrome, consultation, desk, earshot, enrol, get, nu, open,
	scratch, sound } from './kit.mjs'

const dir = path.join(scratch(), 'trial')
let server
const run = (...args) => execFileSync(earshot, args, { encoding: 'utf8' })
const log = () => run('tasks', dir, '--audit')

before(async () => {
	consultation(dir, -14, 70)
	run('rehearse', dir, '-n', '300', '--seed', '5')
	server = await desk(dir)
})
after(async () => {
	await server.stop()
	;(await chrome()).close()
})

// As tabulate counts them, which is another program's view of the same store.
function counted(...args) {
	return JSON.parse(run('tabulate', dir, '--json', ...args)).tables[0]
}

test('the home counts what came to the site, without anybody pulling',
	async () => {
	for (const width of [320, 1280]) {
		const p = await open(server, { viewport: { width, height: 900 } })
		await p.goto(server.url + '/')
		assert.match(await p.locator('#h-channels').innerText(),
			/^300 responses$/)
		const { answers } = counted('--rows', 'area', '--exact')
		const all = answers.slice(0, 3).map(l => l.counts[0].n)
		const base = all.reduce((a, b) => a + b)
		const shown = await p.locator('[aria-labelledby=h-reach-1] tbody tr')
			.evaluateAll(rows => rows.map(r =>
				Number(r.cells[1].innerText.replace('%', ''))))
		assert.deepEqual(shown, all.map(n =>
			Math.floor((200 * n + base) / (2 * base))))
		assert.match(await p.locator('#h-dates + ul').innerText(), /It closes/)
		await sound(p, 'home', width)
		await p.context().close()
	}
})

test('more answers are there when it is asked to look again', async () => {
	const p = await open(server, { javaScriptEnabled: false })
	run('rehearse', dir, '-n', '20', '--seed', '6')
	await p.goto(server.url + '/')
	assert.match(await p.locator('#h-channels').innerText(), /^300 /)
	const lines = log().split('\n').length
	await p.getByRole('button', { name: 'Fetch and count again' }).click()
	assert.match(await p.locator('#h-channels').innerText(), /^320 /)
	const then = log().split('\n').length
	assert.ok(then > lines)
	// Nothing new leaves nothing behind.
	await p.getByRole('button', { name: 'Fetch and count again' }).click()
	assert.equal(log().split('\n').length, then)
	await p.context().close()
})

test('without the private key it says that it does not fetch', async () => {
	const away = dir + '.keys/analyst.key'
	fs.renameSync(away, away + '.locked')
	const other = await bareDesk(dir)
	fs.renameSync(away + '.locked', away)
	other.me = await enrol(other, dir, 'o.ther')
	const p = await open(other)
	await p.goto(other.url + '/')
	assert.match(await p.locator('main').innerText(),
		/not fetched by this desk: the private key is not at/)
	assert.match(await p.locator('#h-channels').innerText(), /^320 /)
	await p.context().close()
	await other.stop()
})

test('an analyst sees exact counts, of any group', async () => {
	for (const width of [1280, 320]) {
		const p = await open(server, { javaScriptEnabled: width > 320,
			viewport: { width, height: 900 } })
		await p.goto(server.url + '/desk/results')
		await p.getByLabel('Question', { exact: true })
			.selectOption('capacity')
		await p.getByLabel('Only people who chose')
			.selectOption('area = leicester')
		await p.getByRole('button', { name: 'Show', exact: true }).click()
		const want = counted('--rows', 'capacity', '--exact', '--where',
			'area = leicester')
		const got = await p.locator('[aria-labelledby=t1] tbody tr')
			.evaluateAll(rows => rows.map(r => [
				r.cells[0].innerText, parseInt(r.cells[1].innerText)]))
		assert.deepEqual(got, want.answers.map(l =>
			[l.words, l.counts[0].n]))
		assert.match(await p.locator('main').innerText(),
			/Exact counts, for staff alone/)
		// the choice is still there
		assert.equal(await p.getByLabel('Only people who chose')
			.inputValue(), 'area = leicester')
		if (width > 320)
			await sound(p, 'results', width)
		await p.context().close()
	}
})

test('a condition with a mistake is explained, and kept', async () => {
	const p = await open(server)
	await p.goto(server.url + '/desk/results?where=aria+%3D+rutland')
	assert.match(await p.getByRole('alert').innerText(), /aria/)
	assert.equal(await p.locator('#where').inputValue(), 'aria = rutland')
	assert.equal(await p.locator('table').count(), 0)
	await sound(p, 'a mistake', 320)
	await p.goto(server.url + '/desk/results?rows=nothing')
	assert.match(await p.getByRole('alert').innerText(),
		/There is no question/)
	await p.context().close()
})

test('a viewer sees what the report would show, and no groups', async () => {
	const me = await enrol(server, dir, 'vi.ewer', ['--preset', 'viewer'])
	const p = await open({ ...server, me })
	await p.goto(server.url + '/desk/results?rows=capacity&by=area' +
		'&only=area+%3D+leicester&show=exact')
	const text = await p.locator('main').innerText()
	assert.match(text, /\[c\]/)
	assert.doesNotMatch(text, /Exact counts/)
	assert.equal(await p.getByLabel('Only people who chose').count(), 0)
	assert.match(await p.locator('#said').innerText(), /^320 responses count\.[^S]*$/)
	await sound(p, 'for a viewer', 320)
	const answer = await fetch(server.url + '/desk/results/workbook', {
		method: 'POST', redirect: 'manual', headers: { cookie: me.cookie } })
	assert.equal(answer.status, 403)
	await p.context().close()
})

test('the workbook is the one that the command writes, and is logged',
	async () => {
	const p = await open(server)
	await p.goto(server.url + '/desk/results')
	const [file] = await Promise.all([p.waitForEvent('download'),
		p.getByRole('button', { name: 'Download the workbook' }).click()])
	const to = path.join(scratch(), 'desk.xlsx')
	await file.saveAs(to)
	assert.match(log(), /kim\.lee: exported the responses: xlsx/)
	const own = path.join(scratch(), 'own.xlsx')
	run('export', dir, '--format', 'xlsx', '-o', own)
	const sheet = f => execFileSync('unzip', ['-p', f,
		'xl/worksheets/sheet1.xml'], { maxBuffer: 1 << 28 })
	assert.ok(sheet(to).equals(sheet(own)))
	assert.ok(sheet(to).length > 10000)
	await p.context().close()
})

test('the pages are sound HTML', async () => {
	const folder = scratch()
	const files = []
	for (const [name, at] of [['home', '/'], ['results', '/desk/results'],
		['groups', '/desk/results?rows=capacity&by=area']]) {
		files.push(path.join(folder, name + '.html'))
		fs.writeFileSync(files.at(-1), await (await get(server, at)).text())
	}
	assert.deepEqual(nu(files), {})
})

test('the page of results works by keyboard alone', async () => {
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + '/')
	const key = await p.locator('a[href="/desk/results"][data-key]')
		.getAttribute('data-key')
	await p.keyboard.press(key)
	await p.waitForURL(/results/)
	await p.locator('#rows').focus()
	await p.keyboard.press('ArrowDown')
	for (let i = 0; i < 12; i++) {
		if (await p.evaluate(() => document.activeElement.textContent ===
			'Show'))
			break
		await p.keyboard.press('Tab')
	}
	await p.keyboard.press('Enter')
	await p.waitForURL(/rows=/)
	assert.equal(await p.locator('table').count(), 1)
	await p.context().close()
})
