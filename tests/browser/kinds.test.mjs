// kinds.test.mjs -- one question of every kind, answered without JavaScript on
// a small screen: first wrongly, then as asked.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, earshot, next, nu, open, scratch, serve, sound }
	from './kit.mjs'

const dir = scratch()
const saved = path.join(dir, 'html')
let server
before(async () => {
	fs.mkdirSync(saved)
	server = await serve(consultation(path.join(dir, 'kinds'), -10, 10, '',
		'tests/browser/kinds'))
})
after(async () => {
	await (await chrome()).close()
	assert.equal(await server.stop(), 0, 'the server stops in good order')
})

// axe needs JavaScript: the page as it was sent is shown to it again.
async function look(name, html) {
	const page = await open(server)
	await page.route('**/look', r => r.fulfill({ body: html,
		contentType: 'text/html; charset=utf-8' }))
	await page.goto(server.url + '/look')
	await sound(page, name, 320)
	await sound(page, name, 1280)
	await page.context().close()
}

// Starts with a browser that has no JavaScript; each page is looked at.
async function start() {
	const page = await open(server, { javaScriptEnabled: false })
	page.on('response', r => {
		if (r.request().isNavigationRequest() && r.status() === 200)
			page.html = r.text().catch(() => '')
	})
	page.setDefaultTimeout(15000)
	page.look = async name => {
		const html = await page.html
		fs.writeFileSync(path.join(saved, name + '.html'), html)
		await look(name, html)
	}
	await page.goto(server.url + '/en/')
	await page.click('main form button')
	return page
}

const said = page => page.locator('.nhsuk-error-summary li').allInnerTexts()
const at = (page, slug) => assert.ok(page.url().endsWith('/q/' + slug),
	page.url())
const fillAll = async (page, values) => {
	for (const [name, value] of Object.entries(values))
		await page.fill(`[name="${name}"]`, value)
}

// Every link of the summary leads to a box that can be filled in.
async function leads(page) {
	for (const a of await page.locator('.nhsuk-error-summary a').all()) {
		const id = (await a.getAttribute('href')).slice(1)
		assert.match(await page.locator(`[id="${id}"]`).evaluate(
			x => x.tagName), /^(INPUT|SELECT|TEXTAREA)$/, id)
	}
}

// Whoever leaves a page that is not right finds it as it was: what they typed,
// and what is wrong with it.
async function keeps(page, but = 'no message') {
	const state = async () => [(await said(page)).filter(x => !x.includes(but)),
		await page.locator('main').locator('input, select, textarea')
			.evaluateAll(v => v.filter(x => !['hidden', 'file']
				.includes(x.type)).map(x => [x.name, x.value, x.checked]))]
	const before = await state(), url = page.url()
	await page.click('text=Save and come back later')
	assert.match(await page.textContent('main'), /have kept what you wrote/)
	await page.look('save-kept')
	await page.click('text=Carry on now')
	assert.equal(page.url(), url)
	assert.deepEqual(await state(), before)
}

async function choosing(page) {
	at(page, 'choosing')
	await page.look('choosing')
	const place = page.locator('select')
	assert.equal(await place.count(), 3)
	await place.nth(0).selectOption('benches')
	await place.nth(1).selectOption('benches')
	await fillAll(page, { 'points=parks': '50', 'points=roads': '40' })
	await page.check('[value=park]')
	await page.check('[name=stars] >> nth=3')
	await next(page)
	at(page, 'choosing')
	await page.look('choosing-wrong')
	await leads(page)
	const wrong = await said(page)
	assert.equal(wrong.length, 3)
	assert.match(wrong[0], /same answer twice/)
	assert.match(wrong[1], /add up to 90\. Please give out 10 more/)
	assert.match(wrong[2], /at least 2/)
	assert.equal(await place.nth(1).inputValue(), 'benches')
	assert.equal(await page.inputValue('[name="points=roads"]'), '40')
	await keeps(page)
	await place.nth(1).selectOption('baths')
	await page.fill('[name="points=baths"]', '10')
	await page.check('[value=pool]')
	await next(page)
}

async function visit(page) {
	at(page, 'you')
	await page.look('you')
	await fillAll(page, { 'born=year': '1941', 'came=day': '31',
		'came=month': 'June', 'came=year': '2023', 'year=year': '89',
		pay: 'a lot', people: '2', children: '3' })
	await next(page)
	await page.look('you-wrong')
	await leads(page)
	assert.equal((await said(page)).length, 4)
	assert.equal(await page.inputValue('[name="came=month"]'), 'June')
	await keeps(page)
	await fillAll(page, { 'came=day': '30', 'year=year': '1999',
		pay: '£12.50', children: '1', far: '72' })
	await next(page)

	// Odd, but it may be right: asked about once.
	await page.look('you-sure')
	await leads(page)
	assert.match(await page.textContent('.nhsuk-error-summary h2'),
		/look at this again/)
	assert.ok(!(await page.title()).startsWith('Error'))
	await page.check('[name=sure]')
	await next(page)
}

async function reach(page) {
	at(page, 'reach')
	await page.look('reach')
	await fillAll(page, { home: 'le4', near: 'LE42', mail: 'me', call: '123',
		web: 'nowhere', at: '9' })
	await next(page)
	await page.look('reach-wrong')
	await leads(page)
	assert.equal((await said(page)).length, 6)
	await keeps(page)
	await fillAll(page, { home: 'le42xy', near: 'le4 2', mail:
		'me@example.org', call: '0116 496 0000', web: 'www.example.org',
	at: '9.30am' })
	await next(page)
}

const pdf = (name, n = 20) => ({ name, mimeType: 'application/pdf',
	buffer: Buffer.concat([Buffer.from('%PDF-1.4 '), Buffer.alloc(n, 65)]) })

async function words(page) {
	at(page, 'words')
	await page.look('words')
	await page.setInputFiles('[name=plan]', { ...pdf('plan.pdf'),
		buffer: Buffer.from('MZ') })
	await page.fill('[name=brief]', 'word '.repeat(51))
	await next(page)
	await page.look('words-wrong')
	assert.match((await said(page)).join(), /cannot take this file.*51 words/)
	await keeps(page, 'cannot take this file')

	// A file that is not good is not kept, and that is said.
	await page.setInputFiles('[name=plan]', { ...pdf('plan.pdf'),
		buffer: Buffer.from('MZ') })
	await page.click('text=Save and come back later')
	assert.match(await page.textContent('main'), /could not keep that part/)
	await page.click('text=Carry on now')
	const left = await said(page)
	assert.equal(left.length, 1)
	assert.match(left[0], /51 words/)
	await page.setInputFiles('[name=plan]', pdf('plan.pdf', 2_100_000))
	await page.fill('[name=brief]', 'More benches')
	await next(page)
	assert.match((await said(page)).join(), /too large.*2\.1.MB/)
	await page.setInputFiles('[name=plan]', pdf('my plan ✓.pdf', 1_900_000))
	await next(page)
}

test('every kind of question at 320 pixels without JavaScript', async () => {
	const page = await start()
	await choosing(page)
	await visit(page)
	await reach(page)
	await words(page)
	at(page, 'grids')
	await page.look('grids')
	assert.equal(await page.locator('fieldset').count(), 3)

	// The file is still there, and stays when the page is sent again.
	await page.click('text=Back')
	await page.look('words-held')
	assert.match(await page.textContent('.app-held'), /my plan ✓\.pdf/)
	await next(page)
	await page.check('[name="about[seats]"] >> nth=2')
	await next(page)
	await page.look('check')
	const all = await page.innerText('main')
	for (const want of ['1. More benches; 2. Keep', 'Parks: 50',
		'Swimming baths: 10', '4 out of 5', '30 June 2023', '£12.50',
		'72.0 miles', 'LE4 2XY', '09:30', 'https://www.example.org',
		'my plan ✓.pdf', 'Most of the time'])
		assert.ok(all.includes(want), `${want} in ${all}`)
	await page.click('text=Send my answers')
	assert.match(await page.textContent('h1'), /We have your answers/)
	assert.deepEqual(page.problems, [])
	await page.context().close()
})

test('a file can be taken out again', async () => {
	const page = await start()
	await page.goto(server.url + '/en/q/words')
	await page.setInputFiles('[name=plan]', pdf('plan.pdf'))
	await next(page)
	await page.goto(server.url + '/en/q/words')
	await page.check('[name="plan=remove"]')
	await next(page)
	await page.goto(server.url + '/en/q/words')
	assert.equal(await page.locator('.app-held').count(), 0)
	await page.context().close()
})

test('a file far too large is answered with a page', async () => {
	const page = await start()
	page.expected = 413
	await page.goto(server.url + '/en/q/words')
	await page.setInputFiles('[name=plan]', pdf('photo.pdf', 9_000_000))
	await next(page)
	assert.match(await page.innerText('main'), /choose a smaller file/)
	await page.context().close()
})

test('options keep the order in which one person sees them', async () => {
	const seen = new Set()
	for (let i = 0; i < 8; i++) {
		const page = await start()
		const order = () => page.locator('[name=pick]').evaluateAll(
			v => v.map(x => x.value).join())
		const first = await order()
		assert.ok(first.endsWith(',none'), first)
		await page.reload()
		assert.equal(await order(), first)
		seen.add(first)
		await page.context().close()
	}
	assert.ok(seen.size > 1, [...seen].join(' '))
})

test('the pages are valid HTML', () => {
	const files = fs.readdirSync(saved).map(f => path.join(saved, f))
	assert.ok(files.length > 10)
	assert.deepEqual(nu(files), {})
})

test('made-up people answer every kind of question', () => {
	const place = consultation(path.join(dir, 'rehearsal'), -10, 10, '',
		'tests/browser/kinds')
	execFileSync(earshot, ['rehearse', place, '-n', '60'])
	execFileSync(earshot, ['pull', place])
	execFileSync(earshot, ['report', place])
	const html = fs.readFileSync(path.join(place, 'out/report.html'), 'utf8')
	assert.match(html, /Ranked first/)
	assert.match(html, /Mean points/)
	assert.doesNotMatch(html, /@example\.org|0116 496 0\d{3}\b(?!<\/a>)/)
	assert.doesNotMatch(html, /\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b/)
})
