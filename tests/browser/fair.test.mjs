// fair.test.mjs -- answers that a program sent are marked, those of people are
// not, nobody is refused, and nothing of where they came from is kept.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, chrome, consultation, earshot, fill, next, open, scratch,
	serve, sound } from './kit.mjs'

const HOME = '203.0.113.77', CROWD = '198.51.100.9'
let folder, server
const marks = new Set(), kept = {}

before(async () => {
	folder = consultation(path.join(scratch(), 'fair'), -10, 10)
	const settings = path.join(folder, 'site.settings')
	// As behind a proxy, which says who asks.
	fs.appendFileSync(settings, '\npublic-url https://example.test/\n')
	server = await serve(folder)
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

const run = (...args) => execFileSync(earshot, args, { encoding: 'utf8' })

// The first page's form as a browser sends it.
async function first(client) {
	const page = await client.ask('/en/')
	const mark = page.text.match(/name="begun" value="([^"]+)"/)[1]
	marks.add(mark)
	return [['begun', mark], ['web_site', '']]
}

// One response, of which only one page is answered; its reference.
async function respond(name, { from = HOME, start = first, wait = 1500,
	send = [['web_site', '']] } = {}) {
	const client = new Client(server.url)
	client.headers = { 'x-forwarded-for': `10.1.2.3, ${from}` }
	const at = (await client.ask('/en/start', await start(client))).at
	await client.ask(at)
	await client.ask(at, [['on', 'capacity'], ['capacity', 'bereaved'],
		['stop', '1']])
	await sleep(wait)
	await client.ask('/en/check')
	assert.equal((await client.ask('/en/send', send)).status, 303)
	kept[name] = await client.reference()
	assert.match(kept[name], /^[0-9A-Z-]{13}$/)
	return client
}

test('people who answer see nothing of it, and are not marked', async () => {
	const page = await open(server, { javaScriptEnabled: false })
	await page.goto(server.url + '/en/')
	assert.equal(await page.locator('[name=web_site]').count(), 1)
	assert.equal(await page.locator('[name=web_site]').isVisible(), false)
	assert.equal(await page.getByText('Please leave this box empty')
		.isVisible(), false)
	assert.equal(await page.getByRole('textbox').count(), 0)
	await page.context().close()
	const looker = await open(server)
	await looker.goto(server.url + '/en/')
	await sound(looker, 'first page', 320)
	const stops = []
	for (let i = 0; i < 60; i++) {
		await looker.keyboard.press('Tab')
		stops.push(await looker.evaluate(() => document.activeElement.name))
	}
	assert.ok(!stops.includes('web_site'))
	assert.ok(stops.length === 60)
	await looker.context().close()
	await respond('person')
})

// Two tabs, a break, another device, back and stopping early; at a person's pace.
for (const javaScriptEnabled of [true, false])
	test(`an honest way with detours, scripts ${javaScriptEnabled}`,
		async () => {
			const like = { javaScriptEnabled, extraHTTPHeaders:
				{ 'x-forwarded-for': HOME } }
			const page = await open(server, like)
			const tab = await page.context().newPage()
			await page.goto(server.url + '/en/')
			await tab.goto(server.url + '/en/')
			for (const one of [page, tab])
				await one.click('main form button:text("Start")')
			await fill(tab, 'One.')
			await next(tab)
			await fill(page, 'Two.')
			await next(page)
			await sleep(1500)
			await fill(page, 'Three.')
			await page.click('text=Save and come back later')
			const code = await page.textContent('#return-code')

			const other = await open(server, like)
			await other.goto(`${server.url}/en/back/${code}`)
			await other.click('main form button')
			for (let i = 0; i < 3; i++) {
				await sleep(1200)
				await fill(other, 'Four.')
				await next(other)
			}
			await sleep(1200)
			await other.goBack()
			await fill(other, 'Five.')
			await other.click('text=Stop here and send')
			await other.click('text=Send my answers')
			kept['honest ' + javaScriptEnabled] =
				await other.textContent('#reference')
			assert.deepEqual([...page.problems, ...other.problems], [])
			await page.context().close()
			await other.context().close()
		})

test('each sign is raised by what it is for', async () => {
	await respond('trap', { start: async c => (await first(c))
		.map(([n, v]) => [n, n === 'web_site' ? 'http://a.test' : v]) })
	await respond('trap at the end', { send: [['web_site', 'x']] })
	await respond('unsigned', { start: async () => [] })
	await respond('forged', { start: async () => [['begun',
		Math.floor(Date.now() / 1000).toString(16) + '-' + '0'.repeat(32)]] })
	const fast = new Client(server.url)
	await fast.toSend('Quick.', await first(fast))
	await fast.ask('/en/send', [])
	kept.fast = await fast.reference()
	// A crowd: none is refused, the last are marked.
	const crowd = []
	for (let i = 0; i < 62; i++)
		crowd.push(respond('crowd ' + i, { from: CROWD }))
	await Promise.all(crowd)
})

test('an analyst sees which they are, and decides', async () => {
	run('pull', folder)
	const said = run('flags', folder)
	const flags = name => said.match(new RegExp(
		`^${kept[name]} .*?(counts|left out) +(.*)$`, 'm'))?.[2] ?? ''
	for (const name of ['person', 'honest true', 'honest false'])
		assert.equal(flags(name), '', said)
	assert.equal(Object.keys(kept).filter(n => n.startsWith('honest')).length,
		2)
	assert.equal(flags('trap'), 'trap')
	assert.equal(flags('trap at the end'), 'trap')
	assert.equal(flags('unsigned'), 'unsigned')
	assert.equal(flags('forged'), 'unsigned')
	assert.equal(flags('fast'), 'fast')
	const many = Object.keys(kept).filter(n => n.startsWith('crowd') &&
		flags(n) === 'many')
	assert.equal(many.length, 2)
	run('flags', folder, '--exclude', 'trap', '--by', 'A tester',
		'--why', 'A program filled in the box')
	assert.match(run('flags', folder), /trap: 2 responses, 2 left out/)
})

test('nothing says where anybody was', async () => {
	assert.equal(await server.stop(), 0)
	const places = [folder, folder + '.keys']
	const where = words => places.flatMap(dir => fs.readdirSync(dir,
		{ recursive: true }).map(f => path.join(dir, f)).filter(f =>
		fs.statSync(f).isFile() && fs.readFileSync(f).includes(words)))
	const raw = a => Buffer.from(a.split('.').slice(0, 3).map(Number))
	for (const words of [HOME, CROWD, '10.1.2.3', ...marks])
		assert.deepEqual(where(words), [], words)
	assert.ok(marks.size > 0)
	assert.equal([HOME, CROWD, ...marks].some(w =>
		server.child.said.includes(w)), false)
	// A control: the search finds what is there.
	fs.writeFileSync(path.join(folder, 'planted'), raw(HOME))
	assert.equal(where(raw(HOME)).length, 1)
	fs.writeFileSync(path.join(folder, 'planted'), `from ${HOME}\n`)
	assert.equal(where(HOME).length, 1)
	fs.rmSync(path.join(folder, 'planted'))
})
