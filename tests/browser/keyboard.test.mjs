// keyboard.test.mjs -- the whole desk without a mouse: every page of the table of
// routes can be walked through with Tab, sees where it is, and lets one out; and
// a day's work is done with keys alone.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, desk, earshot, open, password, root, scratch,
	totp } from './kit.mjs'

const dir = path.join(scratch(), 'trial')
let server

before(async () => {
	consultation(dir, -14, 70)
	execFileSync(earshot, ['rehearse', dir, '-n', '30', '--seed', '5'])
	server = await desk(dir)
})
after(async () => {
	await server.stop()
	;(await chrome()).close()
})

// What a manager may look at, from the desk's own table; addresses that are a
// whole folder, or that need a number, are given one.
function addresses() {
	const table = fs.readFileSync(path.join(root, 'survey/desk/route.c'),
		'utf8')
	return [...table.matchAll(
		/\{ "([^"]+)", (BOTH|DESK_GET), DESK_FULL,/g)].map(m => m[1])
		.filter(at => !at.endsWith('/') || at === '/')
}

const REACHED = 'a[href], button, input:not([type=hidden]), select, textarea, ' +
	'summary, iframe, [tabindex="0"]'

// Every part that can be used is marked, with how it looks; Tab must come to each
// of them, and each must look different then.
function mark(selector) {
	const seen = {}
	document.activeElement?.blur()
	window.looks = e => {
		const s = getComputedStyle(e)
		const line = s.outlineStyle === 'none' ? '' :
			s.outline
		return [line, s.boxShadow, s.backgroundColor, s.borderColor].join()
	}
	let n = 0
	for (const e of document.querySelectorAll(selector)) {
		if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled ||
			e.closest('[inert]'))
			continue
		// one of a set of circles is reached, and arrows do the rest
		if (e.type === 'radio') {
			if (seen[e.name] || (!e.checked && document.querySelector(
				`[name="${e.name}"]:checked`)))
				continue
			seen[e.name] = true
		}
		e.dataset.stop = n++
		e.dataset.was = window.looks(e)
	}
	return n
}

async function walk(page) {
	const all = await page.evaluate(mark, REACHED)
	const stops = new Map()
	let outside = 0
	await page.evaluate(() => {
		document.activeElement?.blur()
		window.getSelection()?.removeAllRanges()
		document.body.tabIndex = -1
		document.body.focus()
	})
	for (let i = 0; i < all * 3 + 40 && stops.size < all && outside < 25; i++) {
		await page.keyboard.press('Tab')
		const at = await page.evaluate(() => {
			const e = document.activeElement
			return e?.dataset?.stop === undefined ? null :
				[Number(e.dataset.stop), e.tagName === 'IFRAME' ||
				window.looks(e) !== e.dataset.was]
		})
		if (at === null)
			outside++
		else if (!stops.has(at[0]))
			stops.set(...at)
	}
	const missed = [], unseen = []
	for (let i = 0; i < all; i++) {
		const what = () => page.evaluate(n => document.querySelector(
			`[data-stop="${n}"]`)?.outerHTML.slice(0, 120), i)
		if (!stops.has(i))
			missed.push(await what())
		else if (!stops.get(i))
			unseen.push(await what())
	}
	const order = [...stops.keys()]
	return { all, missed, unseen, straight: order.every((n, i) =>
		i === 0 || n > order[i - 1]) }
}

// Presses Tab until this is in focus.
async function to(page, locator) {
	for (let i = 0; i < 120; i++) {
		if (await locator.evaluate(e => e === document.activeElement))
			return
		await page.keyboard.press('Tab')
	}
	assert.fail('Tab does not come to ' + locator)
}
async function type(page, label, words) {
	await to(page, page.getByLabel(label, { exact: true }))
	await page.keyboard.press('Control+A')
	await page.keyboard.type(words)
}
async function press(page, name) {
	await to(page, page.getByRole('button', { name }).first())
	await page.keyboard.press('Enter')
	await page.waitForLoadState()
}

test('somebody signs in, makes an account and a batch, and looks at the log, ' +
	'with keys alone', async () => {
	const p = await open({ url: server.url }, {
		viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + '/')
	await type(p, 'Login name', 'kim.lee')
	await type(p, 'Password', password)
	await p.keyboard.press('Enter')
	await p.waitForURL(/code/)
	await type(p, 'Code', totp(server.me.phone, 1))
	await p.keyboard.press('Enter')
	await p.getByRole('heading', { name: 'What there is to do' }).waitFor()
	// the numbers beside the lines
	const key = at => p.locator(`a[href="${at}"][data-key]`)
		.getAttribute('data-key')
	await p.keyboard.press(await key('/desk/staff'))
	await p.waitForURL(/staff/)
	await type(p, 'Login name', 'jo.bell')
	await type(p, 'Name', 'Jo Bell')
	await press(p, /^Add|^Make/)
	assert.match(await p.locator('main').innerText(), /jo\.bell/)
	await p.goto(server.url + '/')
	await p.keyboard.press(await key('/desk/keying'))
	await p.waitForURL(/keying/)
	await press(p, /Begin/)
	assert.match(await p.locator('main').innerText(), /B-0001/)
	await type(p, 'How many copies have no number', '2')
	await press(p, /Take in/)
	assert.match(await p.locator('main').innerText(), /2 to key/)
	await p.goto(server.url + '/')
	await p.keyboard.press(await key('/desk/log'))
	await p.waitForURL(/log/)
	assert.match(await p.locator('#lines').innerText(), /jo\.bell/)
	// and out again, from anywhere
	await press(p, 'Sign out')
	await p.getByRole('heading', { name: /sign/i }).first().waitFor()
	await p.context().close()
})

test('the keys can be turned off', async () => {
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + '/')
	await press(p, /Turn single keys off/)
	await p.keyboard.press('1')
	await p.waitForTimeout(300)
	assert.equal(new URL(p.url()).pathname, '/')
	await p.context().close()
})

test('Tab comes to everything on every page, in order, and is seen',
	async () => {
	const list = addresses()
	assert.ok(list.length > 12, list.join(' '))
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	p.on('dialog', d => d.accept())
	for (const at of list) {
		await p.goto(server.url + at)
		const { all, missed, unseen, straight } = await walk(p)
		assert.ok(all >= 4, `${at} has ${all}`)
		assert.deepEqual(missed, [], `${at}: Tab does not come to`)
		assert.deepEqual(unseen, [], `${at}: nothing shows the focus on`)
		assert.ok(straight, `${at}: not in the order of the page`)
	}
	await p.context().close()
})

test('(a button that Tab passes over, and one that does not show it, are noticed)',
	async () => {
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + '/desk/account')
	await p.evaluate(() => {
		document.querySelector('main button').tabIndex = -1
	})
	assert.equal((await walk(p)).missed.length, 1)
	await p.goto(server.url + '/desk/account')
	await p.evaluate(() => {
		const b = document.querySelector('main button')
		for (const [k, v] of [['outline', 'none'], ['box-shadow', 'none'],
			['background', '#fff'], ['border-color', '#000']])
			b.style.setProperty(k, v, 'important')
	})
	assert.equal((await walk(p)).unseen.length, 1)
	await p.context().close()
})
