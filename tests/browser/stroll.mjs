// stroll.mjs -- answers a whole questionnaire of any kind of questions, page by
// page, without JavaScript; what is to be done on each page is the caller's.
import assert from 'node:assert/strict'
import { next, open } from './kit.mjs'

const PDF = { name: 'page.pdf', mimeType: 'application/pdf',
	buffer: Buffer.from('%PDF-1.4\n%%EOF\n') }

// Runs in the page: answers what is on it.  Of each choice the first, or the
// last if so asked; other values by the name of the box, or by what it is.
function answer({ last, values, words }) {
	const boxes = [...document.querySelectorAll(
		'main input:not([type=hidden]), main select, main textarea')]
	const by = new Map()
	for (const x of boxes)
		by.set(x.name, [...by.get(x.name) ?? [], x])
	for (const [name, all] of by) {
		const x = all[0], want = values[name]
		if (x.type === 'radio' || x.type === 'checkbox') {
			const pick = all.filter(y => [want].flat().includes(y.value))
			if (want === '' || name === 'sure')
				continue
			if (pick.length === 0 && all.length > 1) // else a reason
				pick.push(...last ? all.slice(-1) : all.slice(0,
					x.type === 'radio' ? 1 : 2))
			pick.forEach(y => { y.checked = true })
		} else if (x.type === 'file' || (want === undefined &&
			name.includes('='))) {
			continue
		} else if (want !== undefined) {
			x.value = want
		} else if (x.tagName === 'SELECT') {
			all.forEach((y, i) => { y.selectedIndex = i + 1 })
		} else if (x.tagName === 'TEXTAREA' || x.maxLength > 100) {
			x.value = words
		} else if (x.inputMode === 'numeric' || x.inputMode === 'decimal') {
			x.value = '3'
		}
	}
}

// The page came back: an answer led to more questions on it, or it asks whether
// an answer is right.  Never because an answer was not taken.
async function again(page, slug, see) {
	const sure = await page.locator('[name=sure]').all()
	if (sure.length === 0)
		assert.equal(await page.locator('.nhsuk-error-summary').count(), 0,
			await page.locator('main').innerText())
	else
		await see(page, slug + ' sure')
	for (const x of sure)
		await x.check()
	if (sure.length > 0)
		await next(page)
}

// From the first page to the page that says that the answers were received.
// at(page, slug) looks at each page before it is answered: '' is the first.
export async function stroll(server, { start = '/en/', last = false,
	values = {}, words = 'It was quiet, and people were kind.', see }) {
	const page = await open(server, { javaScriptEnabled: false })
	const slug = () => new URL(page.url()).pathname.replace(/^\/[^/]*\//, '')
	page.setDefaultTimeout(15000)
	page.on('response', r => {
		if (r.request().isNavigationRequest() && r.status() === 200)
			page.html = r.text().catch(() => '')
	})
	await page.goto(server.url + start)
	await see(page, slug())
	await page.click('main form button')
	await page.waitForLoadState('domcontentloaded')
	for (let n = 0; !/^(send|sent)$/.test(slug()); n++) {
		assert.ok(n < 60, 'the way does not end: ' + page.url())
		const was = slug()
		await see(page, was)
		await page.evaluate(answer, { last, values, words })
		for (const f of await page.locator('main [type=file]').all())
			await f.setInputFiles(PDF)
		const send = page.getByText('Send my answers')
		if (await send.count()) {
			await send.click()
			await page.waitForLoadState('domcontentloaded')
			continue
		}
		await next(page)
		if (slug() === was)
			await again(page, was, see)
	}
	if (slug() === 'send') {
		await see(page, 'send')
		await page.getByText('Send my answers').click()
	}
	await see(page, slug())
	assert.equal(slug(), 'sent')
	assert.match(await page.textContent('#reference'), /^[0-9A-Z-]{13}$/)
	assert.deepEqual(page.problems, [])
	await page.context().close()
}
