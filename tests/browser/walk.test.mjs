// walk.test.mjs -- answering: without scripts on a small screen, twice, and
// going back.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Client, chrome, consultation, fill, next, open, scratch, serve }
	from './kit.mjs'

let server
before(async () => {
	server = await serve(consultation(path.join(scratch(), 'walk'), -10, 10))
})
after(async () => {
	await (await chrome()).close()
	assert.equal(await server.stop(), 0, 'the server stops in good order')
})

// Answers all pages up to the one from which answers are sent.
async function answerAll(page) {
	let n = 0
	await page.goto(server.url)
	await page.click('text=Start')
	for (; !page.url().endsWith('/send'); n++) {
		assert.ok(n < 60, 'the way does not end: ' + page.url())
		const over = await page.evaluate(() =>
			document.documentElement.scrollWidth - innerWidth)
		assert.ok(over <= 0, `${page.url()} scrolls sideways by ${over}`)
		await fill(page, 'We were well looked after at home.\nThank you.')
		if (page.url().endsWith('/equality'))
			await page.check('[value=yes]')
		await next(page)
	}
	return n
}

test('the whole questionnaire at 320 pixels without JavaScript', async () => {
	const page = await open(server, { javaScriptEnabled: false })
	const n = await answerAll(page)
	assert.ok(n > 25, `only ${n} pages`)
	await page.click('text=Send my answers')
	assert.match(await page.textContent('h1'), /We have your answers/)
	const reference = await page.textContent('#reference')
	assert.match(reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}$/)
	assert.deepEqual(page.problems, [])

	// Back, and sending again: the same reference.
	await page.goBack()
	await page.goto(server.url + '/en/check')
	assert.ok(page.url().endsWith('/en/sent'))
	assert.equal(await page.textContent('#reference'), reference)
	await page.reload()
	assert.equal(await page.textContent('#reference'), reference)
	await page.context().close()
})

test('what was answered is there when the page is opened again', async () => {
	const page = await open(server, { javaScriptEnabled: false })
	await page.goto(server.url)
	await page.click('text=Start')
	await page.check('[value=carer]')
	await next(page)
	const words = '<b>“à”</b> & \u0627\u0644 \ud83d\ude00'
	while (!await page.locator('textarea').count()) {
		await fill(page, '')
		await next(page)
	}
	await page.fill('textarea', words + '\nsecond line')
	const at = page.url()
	await next(page)
	await page.click('text=Back')
	assert.equal(page.url(), at)
	assert.equal(await page.inputValue('textarea'), words + '\nsecond line')
	await page.context().close()
})

test('sending the same form twice at once gives one reference', async () => {
	const client = new Client(server.url)
	await client.toSend('Once')
	const sent = await Promise.all(Array.from({ length: 8 }, () =>
		client.ask('/en/send', [])))
	assert.deepEqual([...new Set(sent.map(r => r.at))], ['/en/sent'])
	const first = await client.reference()
	assert.match(first, /^[0-9A-Z-]{13}$/)
	await client.ask('/en/send', [])
	assert.equal(await client.reference(), first)
	const other = new Client(server.url)
	await other.toSend('Once')
	await other.ask('/en/send', [])
	assert.notEqual(await other.reference(), first)
})
