// looks.test.mjs -- what every page carries: style sheets and pictures from this
// program alone, kept for ever; nothing inline; and how much that weighs.
import assert from 'node:assert/strict'
import crypto from 'node:crypto'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, earshot, open, routes, scratch, serve, sound } from
	'./kit.mjs'
import { tour } from './tour.mjs'

let server
before(async () => {
	server = await serve(consultation(path.join(scratch(), 'looks'), -10, 10),
		'', '--rehearsal')
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

// Runs in the page: what a strict policy would not let run or show.
const inline = html => {
	const doc = new DOMParser().parseFromString(html, 'text/html')
	const bad = []
	for (const e of doc.querySelectorAll('*')) {
		for (const a of e.attributes)
			if (a.name.startsWith('on') || a.name === 'style' ||
				/^\s*javascript:/i.test(a.value))
				bad.push(`${e.tagName} ${a.name}`)
		if (e.tagName === 'STYLE' || (e.tagName === 'SCRIPT' && !e.src))
			bad.push(e.tagName)
	}
	return bad
}

test('nothing is inline on any kind of page, and the policy is strict',
	async () => {
		const page = await open(server, { javaScriptEnabled: true })
		const kinds = new Set()
		const policies = new Map()
		page.on('response', r => {
			if (r.request().isNavigationRequest())
				policies.set(r.url(), r.headers()['content-security-policy'])
		})
		await tour(page, server.url, 'en', async kind => {
			kinds.add(kind)
			const html = await page.content()
			assert.deepEqual(await page.evaluate(inline, html), [], kind)
		})
		assert.ok(policies.size > 15)
		for (const [url, policy] of policies) {
			assert.match(policy ?? '', /default-src 'none'/, url)
			assert.doesNotMatch(policy, /unsafe|\*|https?:|data:/, url)
		}
		// Kinds that this tour does not come to need a season or a fault.
		const other = /^(not-open|closed|back-code|error-(409|413|500|503))$/
		for (const r of routes())
			if (r.page && !other.test(r.kind))
				assert.ok(kinds.has(r.kind), r.kind)
		assert.deepEqual(page.problems, [])
		// Controls: the finder finds each sort, and the policy stops them.
		assert.deepEqual(await page.evaluate(inline, '<p style="color:red">' +
			'<b onclick="x()">b</b><style></style><script>1</script>' +
			'<a href="javascript:x()">a</a>'), ['P style', 'B onclick',
			'STYLE', 'SCRIPT', 'A href'])
		await page.evaluate(() => {
			const s = document.createElement('script')
			s.textContent = 'window.ran = true'
			document.body.append(s)
		})
		assert.equal(await page.evaluate(() => window.ran), undefined)
		assert.match(page.problems.join(), /Content Security Policy/)
		await page.context().close()
	})

const ask = (url, headers = {}) => fetch(url, { headers })

test('style sheets and pictures are inside the program, compressed, and kept',
	async () => {
		const program = fs.readFileSync(earshot)
		const own = new Set(), made = new Set()
		for (const tag of ['en', 'ur']) {
			const html = await (await ask(`${server.url}/${tag}/`)).text()
			for (const [, url] of html.matchAll(
				/(?:href|src)="(\/assets\/[^"]+)"/g))
				(/\/(logo|colours)-/.test(url) ? made : own).add(url)
		}
		assert.ok(own.size >= 4 && made.size === 2, [...own, ...made].join())
		for (const url of [...own, ...made]) {
			const r = await ask(server.url + url, { 'accept-encoding': 'gzip' })
			const bytes = Buffer.from(await r.arrayBuffer())
			assert.equal(r.status, 200, url)
			assert.equal(r.headers.get('cache-control'),
				'public, max-age=31536000, immutable')
			assert.match(url, /-[0-9a-f]{12}\.(css|svg|png)$/)
			if (own.has(url)) {
				assert.equal(r.headers.get('content-encoding'), 'gzip', url)
				assert.ok(url.includes(crypto.createHash('sha256')
					.update(bytes).digest('hex').slice(0, 12)), url)
				assert.ok(program.includes(bytes), `${url} is not inside`)
			}
			const again = await ask(server.url + url,
				{ 'if-none-match': r.headers.get('etag') })
			assert.equal(again.status, 304)
			if (!url.endsWith('.css'))
				continue
			const css = bytes.toString()
			assert.doesNotMatch(css, /@import|@font-face/, url)
			for (const [, at] of css.matchAll(/url\(\s*["']?([^)"']*)/g)) {
				assert.match(at, /^(\/assets\/|data:image\/svg)/, url)
				if (at.startsWith('/assets/'))
					assert.equal((await ask(server.url + at)).status, 200, at)
			}
		}
		// Control: the name goes with the bytes.
		const [one] = own
		const r = await ask(server.url + one.replace(/[0-9a-f]{12}/,
			'000000000000'))
		assert.equal(r.status, 404)
	})

// All that comes over the wire for a first visit, by the browser's own count.
async function weigh(javaScriptEnabled, click) {
	const page = await open(server, { javaScriptEnabled })
	const cdp = await page.context().newCDPSession(page)
	let bytes = 0, n = 0
	await cdp.send('Network.enable')
	await cdp.send('Network.setCacheDisabled', { cacheDisabled: false })
	cdp.on('Network.requestWillBeSent', e => {
		n += e.request.url.startsWith('http')
	})
	cdp.on('Network.loadingFinished', e => { bytes += e.encodedDataLength })
	await page.goto(server.url + '/en/', { waitUntil: 'networkidle' })
	const first = { bytes, n }
	bytes = n = 0
	await page.click(click)
	await page.waitForLoadState('networkidle')
	assert.equal(await page.locator('#page').count(), 1)
	await page.context().close()
	return { first, question: { bytes, n } }
}

for (const script of [true, false])
	test(`a first visit weighs at most 60 KB, ${script ? 'with' : 'without'}` +
		' a script', async () => {
		const { first, question } = await weigh(script,
			'[action="/en/start"] button')
		console.log(`# first ${first.bytes} bytes in ${first.n}, a question ` +
			`${question.bytes} more in ${question.n}`)
		assert.ok(first.bytes > 20000, 'the count does not count')
		assert.ok(first.bytes <= 60000 && first.n <= 7, JSON.stringify(first))
		// What was kept does not come again: the post, the page, and what only
		// the page draws with.
		assert.ok(question.bytes < 12000, JSON.stringify(question))
	})

test('an amendment is on the page that somebody reads, in their language',
	async () => {
		const dir = consultation(path.join(scratch(), 'amended'), -10, 10, 'en')
		const own = await serve(dir)
		const page = await open(own)
		await page.goto(own.url + '/en/')
		await page.click('[action="/en/start"] button')
		await page.check('[value=carer]')
		const to = new Date(Date.now() + 20 * 86400e3).toISOString()
			.slice(0, 10)
		execFileSync(earshot, ['amend', dir, '--closes', to, '--by', 'A. Name',
			'--why', 'A strike'])
		// Nothing is lost that was on the page when it happened.
		await new Promise(f => setTimeout(f, 2100))
		await page.click('#page .nhsuk-button')
		await page.waitForLoadState('load')
		const said = page.getByText(/^Extended to 11:59pm on /)
		assert.equal(await said.count(), 1)
		await page.goto(own.url + '/en/q/capacity')
		assert.ok(await page.isChecked('[value=carer]'))
		await page.goto(own.url + '/en/')
		assert.ok(await page.getByText('It was to close at').isVisible())
		for (const width of [320, 1280])
			await sound(page, 'extended', width)
		await page.context().close()
		await own.stop()
	})
