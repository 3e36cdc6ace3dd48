// asking.test.mjs -- a paper copy, another format, and feedback: asked for without
// JavaScript, sealed at once, and a task for the desk.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Client, chrome, consultation, earshot, open, scratch, serve, sound }
	from './kit.mjs'

const PLANTED = 'quincemarmalade'
let folder, server

before(async () => {
	folder = consultation(path.join(scratch(), 'asking'), -10, 10)
	server = await serve(folder)
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

const tasks = () => execFileSync(earshot, ['tasks', folder],
	{ encoding: 'utf8' })
const holds = words => fs.readdirSync(folder, { recursive: true })
	.map(f => path.join(folder, f)).filter(f => fs.statSync(f).isFile() &&
	fs.readFileSync(f).includes(words))

test('a paper copy, with what was missing named first', async () => {
	const page = await open(server, { javaScriptEnabled: false })
	const press = () => page.getByRole('button', { name: 'Send my request' })
		.click()
	await page.goto(server.url + '/en/')
	await page.click('main >> text=Ask for a paper copy')
	await page.waitForTimeout(1100) // nobody is faster
	await press()
	assert.match(await page.title(), /^Error: /)
	assert.match(await page.textContent('.nhsuk-error-summary'),
		/Choose what you would like us to send you/)
	await page.getByLabel('Large print').check()
	await page.getByLabel('Your name, if you like').fill('A made-up person')
	await press()
	assert.match(await page.textContent('.nhsuk-error-summary'),
		/Enter an email address, a phone number or a postal address/)
	assert.equal(await page.getByLabel('Large print').isChecked(), true)
	assert.equal(await page.inputValue('#name'), 'A made-up person')
	await page.click('.nhsuk-error-summary a')
	await page.fill('#address', `1 ${PLANTED} Street\nMade-up Town`)
	await press()
	assert.match(await page.textContent('h1'), /We have what you wrote/)
	await page.context().close()
})

test('feedback, in another language, once however often it is pressed',
	async () => {
		const page = await open(server, { javaScriptEnabled: false })
		await page.goto(server.url + '/en/feedback')
		await page.fill('#words', `The ${PLANTED} words are small.`)
		await page.waitForTimeout(1100)
		const form = await page.evaluate(() => [...new FormData(
			document.querySelector('main form'))])
		const client = new Client(server.url)
		for (let i = 0; i < 3; i++)
			assert.equal((await client.ask('/en/feedback', form)).at,
				'/en/thanks')
		// Back, and another word: that is asked for too.
		const other = form.map(([n, w]) => [n, n === 'phone' ?
			'01632 960999' : w])
		assert.equal((await client.ask('/en/feedback', other)).at,
			'/en/thanks')
		await page.context().close()
	})

test('a program that fills in every box is not refused, and is marked',
	async () => {
		const client = new Client(server.url)
		const r = await client.ask('/en/feedback', [['words', 'Buy this'],
			['web_site', 'http://spam.test']])
		assert.equal(r.at, '/en/thanks')
	})

test('with mistakes, the pages have no barrier', async () => {
	for (const [where, button] of [['paper', 'Send my request'],
		['feedback', 'Send feedback']]) {
		const page = await open(server)
		await page.goto(`${server.url}/en/${where}`)
		await page.getByRole('button', { name: button }).click()
		await sound(page, where + '-mistake', 320)
		await sound(page, where + '-mistake', 1280)
		await page.context().close()
	}
})

test('what was too long is said to be', async () => {
	const client = new Client(server.url)
	const r = await client.ask('/en/feedback', [['words', 'x'.repeat(900e3)]])
	assert.equal(r.status, 413)
})

test('nobody reads it here; the desk has one task for each', async () => {
	assert.deepEqual(holds(PLANTED), [])
	execFileSync(earshot, ['pull', folder])
	const said = tasks()
	assert.match(said, /Send paper or another format/)
	assert.match(said, /large-print/)
	assert.match(said, new RegExp(`1 ${PLANTED} Street`))
	assert.match(said, /A made-up person/)
	assert.equal(said.match(/words are small/g).length, 2)
	assert.equal(said.match(/01632 960999/g).length, 1)
	assert.match(said, /Buy this/)
	assert.match(said, /hidden box was filled/)
	assert.equal(said.match(/may have sent this/g).length, 1)
	assert.ok(holds(PLANTED).length > 0) // the search bites
})
