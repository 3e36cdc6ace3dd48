// easy.test.mjs -- Easy Read: large type, the picture left of its words, a
// sentence a line, as the first language and as one of several.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, fill, next, open, scratch, serve,
	sound } from './kit.mjs'

const POINTS = 14 * 96 / 72 // in px
let only, among
before(async () => {
	only = await serve(consultation(path.join(scratch(), 'only'), -10, 10, '',
		'examples/easy-read'))
	among = await serve(consultation(path.join(scratch(), 'among'), -10, 10),
		'', '--rehearsal')
})
after(async () => {
	await (await chrome()).close()
	await only.stop()
	await among.stop()
})

// Words in smaller type than this, as they are on the screen.
const smaller = px => [...document.querySelectorAll('body *')]
	.filter(e => e.getBoundingClientRect().width > 1 && // 1: out of sight
		[...e.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== '') &&
		parseFloat(getComputedStyle(e).fontSize) < px - 0.01)
	.map(e => e.textContent.trim())

// Where each picture and the first words beside it are.
const places = () => [...document.querySelectorAll('.app-picture')].map(e => {
	const words = e.parentElement.querySelector('legend, label, p, h1')
	const range = document.createRange()
	range.selectNodeContents(words)
	const box = range.getBoundingClientRect()
	const own = e.getBoundingClientRect()
	return { alt: e.alt, drawn: e.complete && e.naturalWidth > 0,
		left: own.right <= box.left, beside: box.top < own.bottom &&
		own.top < box.bottom }
})

async function look(page, name, width) {
	await sound(page, name, width)
	assert.deepEqual(await page.evaluate(smaller, POINTS), [], `${name}: small`)
	for (const p of await page.evaluate(places)) {
		assert.ok(p.alt !== '', `${name}: what the picture shows`)
		assert.ok(p.drawn, `${name}: ${p.alt} is drawn`)
		assert.ok(p.left && p.beside, `${name}: ${p.alt} is left of its words`)
	}
}

for (const width of [320, 1280])
	test(`the only language, at ${width} px`, async () => {
		const page = await open(only, { viewport: { width, height: 800 } })
		await page.goto(only.url)
		assert.equal(await page.getAttribute('html', 'lang'), 'en-x-easy')
		await look(page, 'the first page', width)
		await page.getByRole('button', { name: 'Start' }).click()
		for (let i = 0; i < 5; i++) {
			const n = await page.locator('main [name=on]').count()
			if (page.url().includes('/q/') && !page.url().includes('quote'))
				assert.equal(await page.locator('.app-picture').count(), n)
			await look(page, page.url(), width)
			await fill(page, 'More trips')
			await next(page)
		}
		assert.ok(page.url().endsWith('/en-x-easy/check'), page.url())
		await page.context().close()
	})

for (const width of [320, 1280])
	test(`one of several languages, at ${width} px`, async () => {
		const page = await open(among, { viewport: { width, height: 800 } })
		await page.goto(among.url + '/en-x-easy/')
		await look(page, 'the first page', width)
		await page.getByRole('button', { name: 'Start' }).click()
		await page.goto(among.url + '/en-x-easy/q/vision')
		await look(page, 'a page of questions', width)
		assert.equal(await page.locator('.app-picture').count(), 3)
		for (const p of await page.locator('.app-pictured__words p')
			.allTextContents())
			assert.doesNotMatch(p, /[.?!] \S/, 'one sentence a line')
		await page.goto(among.url + '/en/q/vision')
		assert.equal(await page.locator('.app-picture').count(), 0,
			'the other languages have no pictures')
		assert.notDeepEqual(await page.evaluate(smaller, 20), [],
			'a control: smaller type is found')
		await page.context().close()
	})
