// withdraw.test.mjs -- a response that its author wants back, at the desk; and until
// when it is known who wrote.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { chrome, desk, earshot, enrol, open, root, scratch, violations }
	from './kit.mjs'

after(async () => (await chrome()).close())
const shots = process.env.SHOTS

function sql(dir, query) {
	return JSON.parse(execFileSync('sqlite3', ['-json', '-readonly',
		path.join(dir, 'cases.db'), query], { encoding: 'utf8' }) || '[]')
}

const DAY = 24 * 60 * 60 * 1000
const day = n => new Date(Date.now() + n * DAY).toISOString().slice(0, 10)

// A picture of 20 days ago, which only a person can read, and rehearsals.
async function start(t) {
	const dir = path.join(scratch(), 'eol')
	const run = (...words) => execFileSync(earshot, words, { stdio: 'pipe' })
	run('new', dir, '--from', path.join(root, 'examples/eol-2024'), '--opens',
		day(-60), '--closes', day(-30))
	run('publish', dir)
	fs.writeFileSync(dir + '.eml', 'From: Person <person@example.org>\n' +
		`Date: ${new Date(Date.now() - 20 * DAY).toUTCString()}\n` +
		'MIME-Version: 1.0\nContent-Type: image/png\n' +
		'Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n')
	run('import', dir, 'mail', dir + '.eml')
	run('rehearse', dir, '-n', '3', '--seed', '1')
	run('pull', dir)
	const server = await desk(dir)
	t.after(() => server.stop())
	const me = await enrol(server, dir, 'ana', ['--roles', 'keyer,analyst'])
	const p = await open({ url: server.url, me },
		{ viewport: { width: 1280, height: 900 } })
	p.setDefaultTimeout(10000)
	return { dir, server, p }
}

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

test('a response is looked up by its reference, and then erased', async t => {
	const { dir, server, p } = await start(t)
	const counts = () => sql(dir, 'SELECT count(*) AS n FROM response WHERE counts')[0].n
	const [{ reference }] = sql(dir, 'SELECT reference FROM response LIMIT 1')
	await p.goto(server.url + '/desk/tasks')
	await p.getByRole('link', { name: 'Withdraw a response' }).click()
	await look(p, 'withdraw')
	const box = () => p.getByLabel('Reference of the response')
	await box().fill('nonsense')
	await p.keyboard.press('Enter')
	await p.getByText('That is no reference').first().waitFor()
	await look(p, 'withdraw-wrong')
	assert.equal(counts(), 3)
	await box().fill(reference.toLowerCase())	// as people type it
	await p.keyboard.press('Enter')
	await p.getByRole('heading', { name: 'Response ' + reference }).waitFor()
	await look(p, 'withdraw-found')
	assert.equal(counts(), 3)
	await p.getByRole('button', { name: 'Erase it for good' }).click()
	await p.getByText('Say in a few words').first().waitFor()
	await look(p, 'withdraw-why')
	assert.equal(counts(), 3)
	await p.getByLabel('How did its author').fill('By phone, 2 May')
	await p.keyboard.press('Enter')
	await p.getByText(`Response ${reference} is erased.`).waitFor()
	await look(p, 'withdraw-done')
	assert.equal(counts(), 2)
	await p.goto(server.url + '/desk/tasks')
	await look(p, 'tasks')
})

test('pages say until when it is known who wrote', async t => {
	const { dir, server, p } = await start(t)
	const settings = path.join(dir, 'site.settings')
	const before = fs.readFileSync(settings, 'utf8')
	const show = async (days, words) => {
		fs.writeFileSync(settings, before + (days === null ? '' :
			`erase-senders ${day(days)}\n`))
		await p.goto(server.url + '/desk/messages')
		await p.getByText(words).waitFor()
		await look(p, `messages-${days}`)
	}
	await show(null, 'Nothing says when the names')
	await show(9, 'Names and addresses are erased on')
	await p.goto(server.url + '/')
	await p.getByText('Names and addresses of those who wrote are erased').waitFor()
	await look(p, 'home')
	await show(-9, '1 message that came before that day still waits')
	await p.goto(server.url + '/desk/messages/confirm?queue=hand')
	await look(p, 'by-hand')
})

test('what was taken back leads to its message; what is erased is not said to be here', async t => {
	const { dir, server, p } = await start(t)
	const list = dir + '.withdrawn'
	fs.writeFileSync(dir + '-2.eml', 'From: Person <person2@example.org>\n' +
		`Date: ${new Date(Date.now() - 20 * DAY).toUTCString()}\n\n` +
		'More nurses at night.\n')
	execFileSync(earshot, ['import', dir, 'mail', dir + '-2.eml'], { stdio: 'pipe' })
	await p.goto(server.url + '/desk/messages/confirm?id=2')
	await Promise.all([p.waitForNavigation(), p.click('#do-confirm')])
	const [{ reference }] = sql(dir, 'SELECT reference FROM message WHERE id = 2')
	await p.goto(server.url + '/desk/messages/confirm?id=2')
	await Promise.all([p.waitForNavigation(), p.click('button[value=again]')])
	assert.equal(sql(dir, 'SELECT state FROM message WHERE id = 2')[0].state, 'confirm')
	await p.goto(server.url + '/desk/tasks/withdraw')
	await p.getByLabel('Reference of the response').fill(reference)
	p.expected = 422
	await p.keyboard.press('Enter')
	await p.getByText('was taken back, and its message is still here').first().waitFor()
	await look(p, 'withdraw-taken-back')
	p.expected = 200
	await p.getByRole('link', { name: 'message 2' }).click()
	await p.click('summary:has-text("Its author asks")')
	await p.fill('#reason', 'by phone')
	fs.writeFileSync(list, 'no list\n')
	p.expected = 500
	await Promise.all([p.waitForNavigation(), p.click('#withdraw button')])
	await p.getByRole('heading', { name: 'Erased, but not finished' }).waitFor()
	await look(p, 'withdraw-unfinished')
	assert.equal(sql(dir, 'SELECT state FROM message WHERE id = 2')[0].state, 'withdrawn')
	fs.rmSync(list)
	p.expected = 200
	await p.getByRole('button', { name: 'Try the rest again' }).click()
	await p.getByText('Message 2 is erased').waitFor()
	assert.match(fs.readFileSync(list, 'utf8'), /^message - /m)
	// the same by a reference, and nothing is said to be here
	const [one] = sql(dir, 'SELECT reference FROM response WHERE counts LIMIT 1')
	await p.goto(server.url + '/desk/tasks/withdraw')
	await p.getByLabel('Reference of the response').fill(one.reference)
	await p.keyboard.press('Enter')
	await p.getByLabel('How did its author').fill('By phone')
	fs.writeFileSync(list, 'no list\n')
	p.expected = 500
	await p.keyboard.press('Enter')
	await p.getByRole('heading', { name: 'Erased, but not finished' }).waitFor()
	fs.rmSync(list)
	p.expected = 200
	await p.getByRole('button', { name: 'Try the rest again' }).click()
	await p.getByText(`Response ${one.reference} is erased.`).waitFor()
	assert.match(fs.readFileSync(list, 'utf8'), new RegExp(one.reference))
})
