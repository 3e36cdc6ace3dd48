// mirror.test.mjs -- right to left, every kind of page is the mirror of the same
// page left to right: each thing is as far from the edge where lines begin.
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, open, scratch, serve } from './kit.mjs'
import { tour } from './tour.mjs'

let server
before(async () => {
	server = await serve(consultation(path.join(scratch(), 'mirror'), -10, 10,
		'en ar ur'), '', '--rehearsal')
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

// Where each thing begins, from the edge where lines begin.  A thing whose
// words are in another language turns round inside its box, not the box itself.
const places = () => {
	const rtl = document.documentElement.dir === 'rtl'
	const start = r => Math.round(rtl ? innerWidth - r.right : r.left)
	const out = {}
	for (const what of ['.app-logo', '.app-lang li', '.nhsuk-back-link',
		'main h1', 'main form .nhsuk-button', '.nhsuk-error-summary',
		'.nhsuk-inset-text', 'main .nhsuk-panel', '.nhsuk-summary-list__key',
		'main .nhsuk-input', 'main .nhsuk-textarea', 'footer p']) {
		const e = document.querySelector(what)
		if (e && e.getClientRects().length)
			out[what] = start(e.getBoundingClientRect())
	}
	const edge = document.querySelector('.nhsuk-error-summary, ' +
		'.nhsuk-inset-text')
	if (edge) {
		const c = getComputedStyle(edge)
		out.edge = [rtl ? c.borderRightWidth : c.borderLeftWidth,
			rtl ? c.paddingRight : c.paddingLeft].join()
	}
	// The circle is drawn by label::before over a box that cannot be seen.
	const item = document.querySelector('.nhsuk-radios__item')
	if (item) {
		const b = item.getBoundingClientRect()
		const c = getComputedStyle(item.querySelector('label'), '::before')
		out.circle = Math.round(rtl ? parseFloat(c.right) : parseFloat(c.left))
		out.radio = start(b)
	}
	return out
}

async function measure(tag) {
	const kinds = {}
	for (const width of [320, 1280]) {
		const page = await open(server, { viewport: { width, height: 800 } })
		await tour(page, server.url, tag, async kind => {
			kinds[`${kind} at ${width}`] = await page.evaluate(places)
		})
		assert.deepEqual(page.problems, [])
		await page.context().close()
	}
	return kinds
}

let left
for (const tag of process.env.TONGUES === 'all' ? ['ar', 'ur'] : ['ar'])
	test(`every kind of page in ${tag} is the mirror of the English one`,
		async () => {
			left ??= await measure('en')
			const right = await measure(tag)
			assert.deepEqual(Object.keys(right), Object.keys(left))
			assert.ok(Object.keys(left).length > 40)
			for (const [kind, at] of Object.entries(left)) {
				assert.ok(Object.keys(at).length >= 3, kind)
				assert.deepEqual(Object.keys(right[kind]), Object.keys(at), kind)
				for (const what of Object.keys(at))
					if (typeof at[what] === 'number')
						assert.ok(Math.abs(right[kind][what] - at[what]) <= 3,
							`${kind}: ${what} ${at[what]}, ${right[kind][what]}`)
					else
						assert.equal(right[kind][what], at[what],
							`${kind}: ${what}`)
			}
		})

test('control: the left-to-right sheet is no mirror', async () => {
	const page = await open(server, { viewport: { width: 1280, height: 800 } })
	await page.goto(server.url + '/en/')
	const sheet = await page.getAttribute('link[rel=stylesheet]', 'href')
	await page.goto(server.url + '/ar/')
	await page.click('[action="/ar/start"] button')
	const good = await page.evaluate(places)
	await page.evaluate(href => new Promise(done => {
		const link = document.querySelector('link[rel=stylesheet]')
		link.onload = done
		link.href = href
	}), sheet)
	assert.notDeepEqual(await page.evaluate(places), good)
	await page.context().close()
})
