// tongues.test.mjs -- every kind of page in every language: no barrier that axe
// knows, valid HTML, and nothing that sticks out on a narrow screen.
//
// TONGUES names the languages ("gu ur"); without it there is one, as all of
// them take some minutes (make tongues).
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, nu, open, root, routes, scratch, serve,
	violations } from './kit.mjs'
import { ends, tour } from './tour.mjs'

const all = ['en', ...fs.readdirSync(path.join(root, 'locales'))
	.filter(f => f.endsWith('.po')).map(f => f.slice(0, -3)).sort()]
const tags = process.env.TONGUES === 'all' ? all :
	(process.env.TONGUES ?? 'ar').split(' ')
const dir = scratch()
const saved = path.join(dir, 'html')
const servers = {}
// Colours do not depend on the language: looks and reach look at them.
const but = { rules: { 'color-contrast': { enabled: false } } }

before(async () => {
	fs.mkdirSync(saved)
	const make = (name, from, to, ...more) => serve(consultation(
		path.join(dir, name), from, to, all.join(' ')), '', '--rehearsal',
		...more)
	servers.open = await make('open', -10, 10)
	servers.early = await make('early', 10, 20)
	servers.late = await make('late', -20, -10)
	servers.full = await make('full', -10, 10, '--floor', String(1 << 20))
})
after(async () => {
	await (await chrome()).close()
	for (const s of Object.values(servers))
		await s.stop()
})

// Too narrow a page, a wrong language, a barrier: in words.
async function faults(page, tag) {
	const seen = await page.evaluate(() => ({
		lang: document.documentElement.lang, title: document.title,
		over: document.documentElement.scrollWidth - innerWidth }))
	const list = await violations(page, but)
	if (seen.lang !== tag)
		list.push(`it says that it is in ${seen.lang}`)
	if (seen.title === '')
		list.push('it has no title')
	if (seen.over > 0)
		list.push(`it scrolls sideways by ${seen.over}`)
	return list
}

for (const tag of tags)
	test(`every kind of page in ${tag}`, async () => {
		const page = await open({ url: 'http://127.0.0.1:' })
		const kinds = new Set()
		let html
		page.on('response', r => {
			if (r.request().isNavigationRequest() && r.status() !== 303)
				html = r.text().catch(() => '')
		})
		const see = async kind => {
			assert.deepEqual(await faults(page, tag), [], `${tag}: ${kind}`)
			fs.writeFileSync(path.join(saved, `${kind}-${tag}.html`),
				await html)
			kinds.add(kind)
		}
		await tour(page, servers.open.url, tag, see)
		await ends(page, servers, tag, see)
		assert.deepEqual(page.problems, [])
		// back-code needs a second device; 409 and 500 need a fault.  They are
		// looked at in English, in back and pages.
		for (const r of routes())
			if (r.page && !/^(back-code|error-(409|500))$/.test(r.kind))
				assert.ok(kinds.has(r.kind), r.kind)
		if (tag === tags[0]) {	// the finder bites
			await page.evaluate(() => {
				document.documentElement.lang = 'pl'
				document.title = ''
				document.body.append(Object.assign(
					document.createElement('img'), { width: 900 }))
			})
			assert.ok((await faults(page, tag)).length >= 4)
		}
		await page.context().close()
	})

test('every one of them is valid HTML', () => {
	const files = fs.readdirSync(saved).map(f => path.join(saved, f))
	assert.ok(files.length > 25 * tags.length, `${files.length} pages`)
	assert.deepEqual(nu(files), {})
	console.log(`# ${files.length} pages in ${tags.length} languages`)
})
