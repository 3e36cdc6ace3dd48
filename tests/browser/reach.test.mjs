// reach.test.mjs -- a whole way by keyboard alone, at 400% zoom, and in the
// colours that the reader's device forces.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, open, scratch, serve } from './kit.mjs'
import { tour } from './tour.mjs'

let server
before(async () => {
	server = await serve(consultation(path.join(scratch(), 'reach'), -10, 10),
		'', '--rehearsal')
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

// Presses Tab until this has the focus; the way there must be seen.
async function tabTo(page, what) {
	for (let i = 0; i < 90; i++) {
		await page.keyboard.press('Tab')
		if (await page.evaluate(w => document.activeElement.matches(w), what)) {
			const seen = await page.evaluate(() => {
				const r = document.activeElement.getBoundingClientRect()
				return r.bottom > 0 && r.top < innerHeight && r.width > 0
			})
			assert.ok(seen, `${what} has the focus and is out of sight`)
			return
		}
	}
	assert.fail(`${what} cannot be reached with Tab on ${page.url()}`)
}
const press = async (page, key) => {
	await page.keyboard.press(key)
	await page.waitForLoadState('load')
}

test('from the first page to the reference by keyboard alone', async () => {
	const page = await open(server)
	await page.goto(server.url + '/en/')
	// The first stop skips what is on every page.
	await page.keyboard.press('Tab')
	assert.ok(await page.evaluate(() => document.activeElement.matches(
		'.nhsuk-skip-link')))
	await tabTo(page, '[action="/en/start"] button')
	await Promise.all([page.waitForURL(/\/q\//), press(page, 'Enter')])
	let pages = 0
	while (/\/q\//.test(page.url())) {
		const at = page.url()
		assert.ok(++pages < 40, at)
		if (await page.locator('main input[type=radio]').count()) {
			await tabTo(page, 'main input[type=radio]')
			await page.keyboard.press('ArrowDown')
			assert.ok(await page.evaluate(() => document.activeElement.checked))
		} else if (await page.locator('main textarea').count()) {
			await tabTo(page, 'main textarea')
			await page.keyboard.type('By keyboard')
		}
		// On from wherever that left the focus; twice, if an answer opened more.
		await tabTo(page, '#page .nhsuk-button:not([name])')
		await press(page, 'Enter')
		await page.waitForTimeout(100)
		await page.waitForLoadState('load')
		assert.equal(await page.locator('.nhsuk-error-summary').count(), 0,
			`${at}: ${await page.locator('main').innerText()}`)
	}
	assert.match(page.url(), /\/en\/check$/)
	await tabTo(page, 'main a.nhsuk-button, main form .nhsuk-button')
	await press(page, 'Enter')
	await page.waitForURL(/equality|send/)
	if (/equality/.test(page.url())) {
		await tabTo(page, 'main input[type=radio]')
		await page.keyboard.press('ArrowDown')
		await tabTo(page, 'main form .nhsuk-button')
		await press(page, 'Enter')
		await page.waitForURL(/\/(send|q\/)/)
	}
	assert.match(page.url(), /\/en\/send$/)
	await tabTo(page, '[action="/en/send"] button')
	await press(page, 'Enter')
	await page.waitForURL(/\/en\/sent$/)
	assert.match(await page.textContent('#reference'), /^[0-9A-Z-]{13}$/)
	assert.deepEqual(page.problems, [])
	console.log(`# ${pages} pages of questions`)
	await page.context().close()
})

// 1280 pixels at 400% are 320 of the page's own, four times as large.
test('at 400% zoom every kind of page is read without scrolling sideways',
	async () => {
		const page = await open(server, { viewport: { width: 320, height: 256 },
			deviceScaleFactor: 4 })
		await tour(page, server.url, 'en', async kind => {
			const over = await page.evaluate(() =>
				document.documentElement.scrollWidth - innerWidth)
			assert.ok(over <= 0, `${kind}: ${over}`)
		})
		// Control: something wide does stick out.
		await page.evaluate(() => {
			const wide = document.createElement('div')
			wide.textContent = 'x'.repeat(200)
			document.querySelector('main').append(wide)
		})
		assert.ok(await page.evaluate(() =>
			document.documentElement.scrollWidth > innerWidth))
		await page.context().close()
	})

test('in forced colours, what is chosen and where the focus is can be seen',
	async () => {
		const page = await open(server, { forcedColors: 'active' })
		await page.goto(server.url + '/en/')
		await page.click('[action="/en/start"] button')
		assert.ok(await page.evaluate(() => matchMedia(
			'(forced-colors: active)').matches))
		const look = () => page.evaluate(() => {
			const radio = document.querySelector('main [type=radio]')
			const label = document.querySelector(`label[for="${radio.id}"]`)
			const dot = getComputedStyle(label, '::after')
			const ring = getComputedStyle(label, '::before')
			const button = getComputedStyle(document.querySelector(
				'#page .nhsuk-button'))
			return { dot: dot.opacity, ring: ring.borderTopWidth,
				edge: button.outlineStyle !== 'none' ||
					parseFloat(button.borderTopWidth) > 0 }
		})
		assert.equal((await look()).dot, '0')
		await page.locator('main [type=radio]').first().check()
		const seen = await look()
		assert.equal(seen.dot, '1')
		assert.ok(parseFloat(seen.ring) >= 2 && seen.edge, JSON.stringify(seen))
		await page.keyboard.press('Tab')
		const outline = await page.evaluate(() => getComputedStyle(
			document.activeElement).outlineStyle)
		assert.notEqual(outline, 'none')
		await page.context().close()
	})
