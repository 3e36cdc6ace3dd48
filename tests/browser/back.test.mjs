// back.test.mjs -- begun in one browser, finished in another: the return code,
// its link, its picture, its page on paper, and the receipt.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Client, chrome, consultation, earshot, fill, next, open, root,
	scratch, serve, sound } from './kit.mjs'

const dir = scratch()
const screens = path.join(root, 'build/screens')
let server

before(async () => {
	server = await serve(consultation(path.join(dir, 'site'), -10, 10), '',
		'--rehearsal')
	fs.mkdirSync(screens, { recursive: true })
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

async function shoot(page, name) {
	for (const width of [320, 1280]) {
		await sound(page, name, width)
		await page.screenshot({ path: path.join(screens,
			`${name}-${width}.png`), fullPage: true })
	}
}

// Begins on a device, writes something and saves it for later.
async function leave(options) {
	const page = await open(server, options)
	await page.goto(server.url + '/en/')
	await page.getByRole('button', { name: 'Start' }).click()
	while (await page.locator('textarea').count() === 0) {
		await fill(page, 'x')
		await next(page)
	}
	await page.locator('textarea').first().fill('half a thought')
	const at = new URL(page.url()).pathname
	await page.getByText('Save and come back later').click()
	assert.match(page.url(), /\/en\/save$/)
	const code = await page.locator('#return-code').textContent()
	assert.match(code, /^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/)
	return { page, at, code }
}

for (const javaScriptEnabled of [true, false])
	test(`from one device to another, scripts ${javaScriptEnabled}`,
		async () => {
			const one = await leave({ javaScriptEnabled })
			const page = await open(server, { javaScriptEnabled })
			await page.goto(server.url + '/en/back')
			await page.getByLabel('Your return code').fill(
				one.code.toLowerCase().replaceAll('-', ' '))
			await page.getByRole('button', { name: 'Carry on' }).click()
			assert.equal(new URL(page.url()).pathname, one.at)
			assert.equal(await page.locator('textarea').first()
				.inputValue(), 'half a thought')
			assert.deepEqual(page.problems, [])
			await page.context().close()
			await one.page.context().close()
		})

test('the picture holds the link, which opens them elsewhere', async () => {
	const one = await leave({ deviceScaleFactor: 2 })
	await shoot(one.page, 'save')
	const file = path.join(dir, 'qr.png')
	await one.page.locator('.app-qr').screenshot({ path: file })
	const link = execFileSync('zbarimg', ['-q', '--raw', file],
		{ encoding: 'utf8' }).trim()
	assert.equal(link, await one.page.locator('.app-link').textContent())
	assert.ok(link.endsWith('/en/back/' + one.code), link)

	const page = await open(server)
	await page.goto(server.url + new URL(link).pathname)
	assert.deepEqual(await page.context().cookies(), [])
	await shoot(page, 'back-code')
	await page.getByRole('button', { name: 'Carry on' }).click()
	assert.equal((await page.context().cookies()).length, 1)
	assert.equal(new URL(page.url()).pathname, one.at)

	// On paper it takes one side.
	const pdf = path.join(dir, 'save.pdf')
	await one.page.emulateMedia({ media: 'print' })
	fs.writeFileSync(pdf, await one.page.pdf({ format: 'A4' }))
	assert.match(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' }),
		/^Pages: +1$/m)
	assert.match(execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' })
		.replace(/[\s-]/g, ''), new RegExp(one.code.replaceAll('-', '')))
	await page.context().close()
	await one.page.context().close()
})

test('a wrong code, and a reference, say so and open nothing', async () => {
	const page = await open(server)
	for (const typed of ['4F7K-2M9Q', '0000-0000-0000-0000-0000-0000-0000']) {
		await page.goto(server.url + '/en/back')
		await page.getByLabel('Your return code').fill(typed)
		await page.getByRole('button', { name: 'Carry on' }).click()
		assert.match(await page.title(), /^Error: /)
		await page.click('.nhsuk-error-summary a')
		assert.equal(await page.evaluate(() =>
			document.activeElement.id), 'code')
		assert.equal(await page.inputValue('#code'), typed)
	}
	assert.deepEqual(await page.context().cookies(), [])
	await shoot(page, 'back')
	await page.context().close()
})

test('the receipt: seen, the outcome asked for, withdrawn', async () => {
	const client = new Client(server.url)
	await client.toSend('quincemarmalade')
	await client.ask('/en/send', [])
	const code = (await client.ask('/en/sent')).text
		.match(/\/en\/back\/([0-9A-Z-]+)/)[1]
	const page = await open(server)
	await page.goto(`${server.url}/en/back/${code}`)
	await page.getByRole('button', { name: 'Carry on' }).click()
	assert.match(page.url(), /\/en\/receipt$/)
	assert.match(await page.textContent('main'), /quincemarmalade/)
	await shoot(page, 'receipt')
	await page.click('text=Back')
	await shoot(page, 'sent-code')
	await page.goto(server.url + '/en/outcome')
	await page.getByRole('button', { name: 'Ask to be told' }).click()
	assert.match(await page.title(), /^Error: /)
	await shoot(page, 'outcome')
	await page.getByLabel('Email address').fill('someone@example.org')
	await page.getByRole('button', { name: 'Ask to be told' }).click()
	assert.match(await page.textContent('main'), /asked us to tell you/)
	await page.click('text=Withdraw your response')
	await shoot(page, 'withdraw')
	await page.getByRole('button', { name: 'Yes, withdraw' }).click()
	assert.match(await page.textContent('main'), /have withdrawn/)
	assert.doesNotMatch(await page.textContent('main'), /quincemarmalade/)
	await shoot(page, 'receipt-withdrawn')
	assert.equal(server.child.said.includes(code), false, 'in the log')
	await page.context().close()
})

test('in Urdu', async () => {
	const one = await leave()
	await one.page.goto(server.url + '/ur/save')
	assert.equal(await one.page.getAttribute('html', 'dir'), 'rtl')
	assert.equal(await one.page.locator('#return-code').textContent(),
		one.code)
	await shoot(one.page, 'save-ur')
	await one.page.goto(server.url + '/ur/back')
	await shoot(one.page, 'back-ur')
	await one.page.context().close()
})
