// examples.test.mjs -- every example, each edition of it: all of its pages in a
// browser without JavaScript on a small screen, from the start to the end.  Without
// EXAMPLES=all (make walks) only some, as all of them take minutes.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { chrome, consultation, open, root, scratch, serve, sound, violations }
	from './kit.mjs'
import { stroll } from './stroll.mjs'

// Answers by the name of the box, where the first (or the last) of the choices,
// or some words, will not do.  Each walk goes another way through the equality
// questions.
const NO = { equality: 'no' }
const WALKS = {
	budget: [{ values: { equality: 'yes', 'equality.ethnic-group': 'white',
		'equality.condition': 'has', capacity: 'organisation',
		postcode: 'LE4 2', 'budget=bins': '40', 'budget=roads': '60' } },
	{ last: true, values: { equality: 'yes', postcode: '', use: 'none',
		ways: ['online', 'charges'],
		'equality.ethnic-group': 'mixed', budget: 'dont-know' } }],
	'day-services': [{ start: '/en/?edition=public', values: { ...NO,
		proxy: 'other', call: 'M' } },
	{ start: '/en/?edition=staff', last: true, values: { order: 'none',
		equality: 'yes', 'equality.ethnic-group': 'black',
		'since=year': '2011' } }],
	'easy-read': [{ start: '/en-x-easy/' }],
	'eol-2024': [{ brief: true, values: { ...NO,
		capacity: 'organisation', 'organisation-name': 'Friends',
		district: 'LE4' } }],
	'network-audit': [{ values: { capacity: 'organisation',
		'organisation-name': 'North', children: '40',
		planned: '5', 'counted=month': '6', 'counted=year': '2025' } }],
	'programme-registry': [{ values: { kind: 'both',
		'organisation-name': 'North', 'site-count': '2',
		'from=day': '1', 'from=month': '4', 'from=year': '2025',
		'open[1]': '9am', 'open[2]': '07:45', cost: '£1,250,000',
		'paid=health': '60', 'paid=other': '40',
		'contact-email': 'team@example.org', website: 'www.example.org',
		'contact-phone': '0116 496 0000' } }],
	workforce: [{ start: '/en/?edition=clinical', values: { equality: 'yes',
		'equality.ethnic-group': 'asian' } },
	{ start: '/en/?edition=office', last: true, values: { equality: 'yes',
		'equality.ethnic-group': 'other' } }],
}
const all = process.env.EXAMPLES === 'all'
const some = ['easy-read', 'eol-2024', 'network-audit']
const dir = scratch()
const equality = new Set()
let eyes

after(async () => (await chrome()).close())

// Words that a page should never have: names of strings, marks of places that
// nothing was put into, numbers that are none.
const BROKEN = /\{[a-z[\].-]*\}|%\d?\$?[sdn]|\bundefined\b|\bNaN\b|\(null\)/

async function words(page, name) {
	const [title, h1, text, bare, over] = await page.evaluate(() => [
		document.title, [...document.querySelectorAll('h1')].map(x =>
			x.innerText.split('\n').at(-1).trim()), document.body.innerText,
		[...document.querySelectorAll('h1, h2, h3, legend, label')]
			.filter(x => !/\w/.test(x.textContent)).length,
		document.documentElement.scrollWidth - innerWidth])
	assert.equal(h1.length, 1, name)
	assert.ok(title.includes(h1[0]), `${name}: "${title}", "${h1[0]}"`)
	assert.doesNotMatch(title, /^\W|\s-\s*$/, name)
	assert.doesNotMatch(text, BROKEN, name)
	assert.equal(bare, 0, `${name}: headings or labels without words`)
	assert.ok(over <= 0, `${name} scrolls sideways by ${over}`)
}

// axe needs JavaScript: the page as it was sent is shown to it again.
async function look(server, name, html, width) {
	if (eyes?.server !== server) {
		await eyes?.page.context().close()
		eyes = { server, page: await open(server) }
		await eyes.page.route('**/look', r => r.fulfill({ body: eyes.html,
			contentType: 'text/html; charset=utf-8' }))
	}
	eyes.html = html
	await eyes.page.goto(server.url + '/look')
	await sound(eyes.page, name, width)
}

// The pages that the form itself has, by the first part of their address.
const pages = name => fs.readFileSync(path.join(root, 'examples', name,
	'consultation.form'), 'utf8').matchAll(/^ *page (\S+) /gm)

for (const name of fs.readdirSync(path.join(root, 'examples')))
	test(name, async t => {
		assert.ok(WALKS[name], `${name}: nobody walks through it`)
		if (!all && !some.includes(name))
			return t.skip('make walks')
		const server = await serve(consultation(path.join(dir, name), -10,
			10, '', 'examples/' + name))
		t.after(() => server.stop())
		const seen = new Set()
		let n = 0
		for (const walk of WALKS[name])
			await stroll(server, { ...walk, see: async (page, slug) => {
				const at = `${name} ${slug}`
				await words(page, at)
				if (!walk.brief && !seen.has(slug) &&
					!equality.has(slug))
					await look(server, at, await page.html ||
						await page.content(),
						n++ % 5 === 0 ? 1280 : 320)
				seen.add(slug)
				if (/^q\/equality/.test(slug))
					equality.add(slug)
			} })
		for (const [, page] of pages(name))
			assert.ok([...seen].some(s => s === 'q/' + page ||
				s.startsWith(`q/${page}-`)), `${page} was never shown`)
	})

test('every page of the equality questions was among them', t => {
	if (!all)
		return t.skip('make walks')
	const module = fs.readFileSync(path.join(root,
		'forms/modules/equality-2021.form'), 'utf8')
	for (const [, page] of module.matchAll(/^ *page (\S+) /gm))
		assert.ok([...equality].some(s => s.endsWith(page)), page)
})

test('a control: what is broken would be seen', async () => {
	assert.match('Hello {name}', BROKEN)
	assert.match('%1$s of %2$s', BROKEN)
	const page = eyes.page
	eyes.html = '<!DOCTYPE html><title>x</title><h2>No language</h2>'
	await page.goto(eyes.server.url + '/look').catch(() => {})
	await page.setContent(eyes.html)
	assert.ok((await violations(page)).length > 0)
})
