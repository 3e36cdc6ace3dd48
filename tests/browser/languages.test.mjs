// languages.test.mjs -- the questionnaire in ten languages: the same answers,
// the other direction, and none of the program's words left in English.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Client, chrome, consultation, earshot, fill, next, open, root,
	scratch, serve, sound } from './kit.mjs'

const tags = fs.readdirSync(path.join(root, 'locales'))
	.filter(f => f.endsWith('.po')).map(f => f.slice(0, -3)).sort()
const right = ['ar', 'ur']
const latin = ['cy', 'pl', 'ro', 'so']
let server
before(async () => {
	server = await serve(consultation(path.join(scratch(), 'tongues'), -10,
		10, ['en', ...tags].join(' ')), '', '--rehearsal')
})
after(async () => {
	await (await chrome()).close()
	await server.stop()
})

// A Client speaks English; this one asks for the same pages in another.
class Reader extends Client {
	constructor(tag) {
		super(server.url)
		this.tag = tag
		this.kept = {}
	}
	async page(name, part, form, status = 200) {
		const r = await this.ask(`/${this.tag}/${part}`, form)
		assert.equal(r.status, status, `${this.tag}: ${name}`)
		this.kept[name] = r.text
		return r
	}
}

// Each kind of page that a rehearsal can show, as the server sent it.
async function pages(tag) {
	const c = new Reader(tag)
	await c.page('landing', '')
	await c.page('gone', 'check', undefined, 410)
	await c.page('cookies', 'cookies')
	await c.page('privacy', 'privacy')
	await c.page('accessibility', 'accessibility')
	await c.page('feedback', 'feedback')
	await c.page('feedback-mistake', 'feedback', [])
	await c.page('paper', 'paper')
	await c.page('paper-mistake', 'paper', [])
	await c.page('paper-nowhere', 'paper', [['format', 'audio']])
	await c.page('thanks', 'thanks')
	await c.page('error-404', 'nothing', undefined, 404)
	await c.page('error-405', 'leave', undefined, 405)
	let at = (await c.ask(`/${tag}/start`, [])).at
	assert.ok(at.startsWith(`/${tag}/q/`), at)
	await c.page('question', at.slice(4))
	await c.page('mistakes', at.slice(4), [['on', 'capacity']])
	await c.page('landing-draft', '')
	await c.page('start', 'start')
	await c.ask(at, [['on', 'capacity'], ['stop', '1']])
	await c.page('needed', 'check')
	await c.page('more', at.slice(4) + '?change=1', [['on', 'capacity'],
		['capacity', 'organisation']], 303)
	await c.page('opened', at.slice(4) + '?change=1&more=1')
	await c.ask(at, [['on', 'capacity'], ['capacity', 'carer'], ['stop', '1']])
	await c.page('check', 'check')
	await c.page('equality', 'equality')
	await c.page('equality-mistake', 'equality', [])
	await c.ask(`/${tag}/equality`, [['equality', 'yes']])
	await c.page('send', 'send')
	await c.ask(`/${tag}/equality`, [['equality', 'no']])
	await c.page('send-skipped', 'send')
	const token = c.token
	c.token = 'f00'
	await c.page('error-400', 'q/vision', [['on', 'vision'],
		['vision', 'Words']], 400)
	c.token = token
	assert.equal((await c.ask(`/${tag}/send`, [])).at, `/${tag}/sent`)
	await c.page('sent', 'sent')
	await c.page('landing-sent', '')
	return c.kept
}

// The texts of a page that are said to be in its language: what people read,
// and names that only screen readers say.
function textsOf(html) {
	const doc = new DOMParser().parseFromString(html, 'text/html')
	const tag = doc.documentElement.lang
	const own = e => e.closest('[lang]').lang === tag && !e.closest('bdi')
	const texts = []
	const walk = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
	while (walk.nextNode())
		if (own(walk.currentNode.parentElement))
			texts.push(walk.currentNode.data.trim())
	for (const e of doc.querySelectorAll('[aria-label]'))
		if (own(e))
			texts.push(e.getAttribute('aria-label'))
	// What people wrote is in whatever language it is in.
	return { tag, dir: doc.documentElement.dir, title: doc.title,
		texts: texts.filter(t => t !== '' && t !== 'Words') }
}

// English texts of the template; %s stands for anything.
function english() {
	const texts = [...fs.readFileSync(path.join(root, 'locales/earshot.pot'),
		'utf8').matchAll(/^msgid(?:_plural)? ((?:".*"\s)+)/gm)]
		.map(m => m[1].split('\n').map(l => l.slice(1, -1)).join(''))
	// "%1$s on %2$s" would find itself in other languages too.
	return texts.filter(t => /[a-z]{3}/i.test(t.replace(/%(\d\$)?s|{\w+}/g, '')))
		.map(t => t.replace(/[.*+?^()[\]\\|]/g, '\\$&')
			.replace(/%(\d\\?\$)?s/g, '.+').replace(/[{}]/g, '\\$&'))
}

// Names that keep their letters: of laws, public bodies, sites and programs, and
// the endings of files.
const NAMES = new RegExp(['PDF', '\\.(txt|docx|xlsx|odt|csv|jpg|png)\\b', '\\bearshot\\b', 'JavaScript', 'WCAG', 'EHRC', 'EASS',
	'Easy Read', 'NHS Leicester, Leicestershire and Rutland Integrated Care Board', 'ico\\.org\\.uk', 'equalityadvisoryservice\\.com',
	'Public Sector Bodies .* Accessibility Regulations 2018',
	'Equality and Human Rights Commission', 'Information Commissioner',
	'Equality Advisory and Support Service'].join('|'), 'g')
const faults = (texts, tag, list) => texts.filter(t => latin.includes(tag) ?
	list.test(t) : /[A-Za-z]{3}/.test(t.replace(NAMES, '')))

test('no page has a word of ours left in English', async () => {
	const page = await open(server)
	const list = new RegExp(`^(?:${english().join('|')})$`)
	await page.goto(server.url + '/en/')
	// A few words are the same in Welsh, Romanian or Somali.
	const same = /^(Help|Braille|Audio)$/
	let n = 0
	for (const tag of tags) {
		for (const [name, html] of Object.entries(await pages(tag))) {
			if (html === '')
				continue
			const seen = await page.evaluate(textsOf, html)
			assert.equal(seen.tag, tag, name)
			assert.equal(seen.dir, right.includes(tag) ? 'rtl' : 'ltr', name)
			assert.ok(seen.texts.length > 8, `${tag}: ${name} is empty`)
			assert.deepEqual(faults(seen.texts, tag, list)
				.filter(t => !same.test(t)), [], `${tag}: ${name}`)
			n++
		}
	}
	// Both ways of looking bite.
	const html = await (await fetch(server.url + '/en/cookies')).text()
	const plain = (await page.evaluate(textsOf, html)).texts
	assert.ok(faults(plain, 'pl', list).length > 8)
	assert.ok(faults(plain, 'ur', list).length > 8)
	await page.context().close()
	console.log(`# ${n} pages in ${tags.length} languages`)
})

test('the other language has the same answers on the same page', async () => {
	const page = await open(server, { javaScriptEnabled: false })
	await page.goto(server.url + '/en/')
	await page.click('text=Start')
	await page.check('[value=carer]')
	await next(page)
	while (!await page.locator('textarea').count()) {
		await fill(page, '')
		await next(page)
	}
	const box = page.locator('textarea').first()
	await box.fill('My own words')
	const at = new URL(page.url()).pathname.slice(4)
	await next(page)
	await page.goto(server.url + '/en/' + at)
	for (const tag of ['ur', 'gu', 'en', 'ar']) {
		await page.click(`.app-lang [lang=${tag}]`)
		assert.equal(new URL(page.url()).pathname, `/${tag}/${at}`)
		assert.equal(await page.getAttribute('html', 'lang'), tag)
		assert.equal(await box.inputValue(), 'My own words')
		assert.equal(await page.textContent('.app-lang [aria-current]'),
			await page.textContent(`.app-lang [lang=${tag}]`))
	}
	await page.goto(server.url + '/ur/q/capacity?change=1')
	assert.ok(await page.isChecked('[value=carer]'))
	await page.click('.app-lang [lang=pl]')
	assert.equal(page.url(), server.url + '/pl/q/capacity?change=1')
	await page.context().close()
})

for (const javaScriptEnabled of [true, false])
	test(`another language loses nothing that was typed, ${javaScriptEnabled ?
		'with' : 'without'} a script`, async () => {
		const page = await open(server, { javaScriptEnabled })
		await page.goto(server.url + '/en/')
		await page.click('text=Start')
		await page.check('[value=carer]')
		await next(page)
		while (!await page.locator('textarea').count()) {
			await fill(page, '')
			await next(page)
		}
		const at = new URL(page.url()).pathname.slice(4)
		const box = page.locator('textarea').first()
		// Never sent by Continue; each switch is the only thing that happens.
		for (const [tag, words] of [['ar', 'First'], ['pl', 'Second, longer'],
			['en', 'Third']]) {
			await box.fill(words)
			await page.click(`.app-lang [lang=${tag}]`)
			assert.equal(new URL(page.url()).pathname, `/${tag}/${at}`)
			assert.equal(await page.getAttribute('html', 'lang'), tag)
			assert.equal(await box.inputValue(), words)
			assert.equal(await page.locator('.nhsuk-error-summary').count(), 0)
		}
		// Control: a plain link to the same page loses it.
		await box.fill('Lost')
		await page.goto(`${server.url}/pl/${at}`)
		assert.equal(await box.inputValue(), 'Third')
		await page.context().close()
	})

test('Enter in a box goes on, and does not change the language', async () => {
	const page = await open(server)
	await page.goto(server.url + '/en/')
	await page.click('text=Start')
	await page.check('[value=carer]')
	const at = page.url()
	await page.press('[value=carer]', 'Enter')
	await page.waitForURL(u => String(u) !== at)
	assert.match(page.url(), /\/en\/q\//)
	await page.context().close()
})

test('what is no answer yet is there in the other language too', async () => {
	const c = new Client(server.url)
	await c.ask((await c.ask('/en/start', [])).at)
	// Nothing chosen where an answer is needed: no error, only the language.
	const r = await c.ask('/en/q/capacity', [['on', 'capacity'],
		['-to', 'ur']])
	assert.equal(r.status, 303)
	assert.equal(r.at, '/ur/q/capacity')
	// One that is not served changes nothing.
	const same = await c.ask('/en/q/capacity', [['on', 'capacity'],
		['-to', 'xx']])
	assert.equal(same.status, 200)
	assert.match(same.text, /There is a problem/)
	// After "Change", it is still that.
	await c.ask('/en/q/capacity', [['on', 'capacity'], ['capacity', 'carer']])
	const change = await c.ask('/en/q/capacity?change=1', [['on', 'capacity'],
		['capacity', 'organisation'], ['-to', 'ar']])
	assert.equal(change.at, '/ar/q/capacity?change=1')
	assert.match((await c.ask(change.at)).text,
		/value="organisation"[^>]* checked/)
})

// The circle is drawn by label::before; the real box below it is transparent.
const radio = page => page.evaluate(() => {
	const box = document.querySelector('.nhsuk-radios__item')
		.getBoundingClientRect()
	const input = document.querySelector('[type=radio]')
		.getBoundingClientRect()
	const drawn = getComputedStyle(document.querySelector(
		'.nhsuk-radios__label'), '::before')
	return { mid: box.left + box.width / 2,
		real: input.left + input.width / 2, drawn: box.left +
			parseFloat(drawn.left) + parseFloat(drawn.width) / 2 }
})

test('right to left, the drawn radio sits over the real one', async () => {
	const page = await open(server)
	for (const width of [320, 1280]) {
		await page.setViewportSize({ width, height: 800 })
		await page.goto(server.url + '/ur/')
		if (await page.locator('[action="/ur/start"] button').count())
			await page.click('[action="/ur/start"] button')
		await page.goto(server.url + '/ur/q/capacity')
		const at = await radio(page)
		assert.ok(Math.abs(at.drawn - at.real) < 24, JSON.stringify(at))
		assert.ok(at.drawn > at.mid, JSON.stringify(at))
	}
	// Control: the left-to-right sheet does not do.
	await page.goto(server.url + '/en/q/capacity')
	const sheet = await page.getAttribute('link[rel=stylesheet]', 'href')
	await page.goto(server.url + '/ur/q/capacity')
	await page.evaluate(href => new Promise(resolve => {
		const link = document.querySelector('link[rel=stylesheet]')
		link.onload = resolve
		link.href = href
	}), sheet)
	const bad = await radio(page)
	assert.ok(!(Math.abs(bad.drawn - bad.real) < 24 && bad.drawn > bad.mid),
		'the left-to-right sheet would do, so this test shows nothing')
	await page.context().close()
})

test('Urdu has room for its script, and no bold', async () => {
	const page = await open(server)
	await page.goto(server.url + '/ur/cookies')
	const style = await page.evaluate(() => ['h1', 'h2', 'p'].map(s => {
		const c = getComputedStyle(document.querySelector('main ' + s))
		return { ratio: parseFloat(c.lineHeight) / parseFloat(c.fontSize),
			weight: c.fontWeight, family: c.fontFamily }
	}))
	for (const s of style) {
		assert.ok(Math.abs(s.ratio - 2.1) < 0.01, JSON.stringify(s))
		assert.equal(s.weight, '400')
		assert.match(s.family, /Nastaliq/)
	}
	await page.context().close()
})

// Every kind of question, with made-up words in Urdu.
const kinds = `earshot 1
consultation kinds "Kinds"
  owner "A made-up council"
  languages en ur
  accept online
page kinds "Kinds"
  question order rank "Order"
    1 roads "Roads"
    2 parks "Parks"
  question points share 100 "Points"
    1 roads "Roads"
    2 parks "Parks"
  question rate rating 1..5 "Rate"
    low "Poor"
    high "Good"
  question cost money GBP "Cost"
  question weight number 0..120 "Weight"
    unit "kg"
  question since date partial "Since"
  question clock time "Clock"
  question tel phone "Phone"
  question home postcode full "Postcode"
  question plan file pdf jpg up to 1 MB "Plan"
  question some choose up to 2 "Some"
    1 a "One"
    2 b "Two" write-in
    9 none "None" exclusive
  question say text "Say"
`

test('a translated page of every kind of question', async () => {
	const dir = path.join(scratch(), 'kinds')
	const run = (...a) => execFileSync(earshot, a, { stdio: 'pipe' })
	run('new', dir)
	fs.writeFileSync(path.join(dir, 'consultation.form'), kinds)
	const settings = path.join(dir, 'site.settings')
	fs.writeFileSync(settings, fs.readFileSync(settings, 'utf8')
		.replace(/^settings .*$/m, 'settings kinds'))
	run('words', dir, '--lang', 'ur')
	const po = path.join(dir, 'locales/ur.po')
	fs.writeFileSync(po, fs.readFileSync(po, 'utf8').replace(
		/^(msgid "..*"\n(?:".*"\n)*msgstr) ""$/gm, '$1 "یہ سوال کے الفاظ ہیں"'))
	run('words', dir)
	run('publish', dir)
	const own = await serve(dir, '', '--rehearsal')
	const page = await open(own)
	await page.goto(own.url + '/ur/')
	await page.click('main form button')
	for (const mistakes of [false, true]) {
		if (mistakes) {
			await page.fill('[name="tel"]', '1')
			await page.click('main form button')
		}
		// All of it is in Urdu, and stays on a narrow screen.
		assert.equal(await page.locator('form [lang=en]').count(), 0)
		const seen = await page.evaluate(textsOf, await page.content())
		assert.deepEqual(faults(seen.texts.map(t => t.replace(
			/\.?(pdf|docx|jpg)|name@example.org|www.example.org/g, '')),
		'ur'), [])
		await sound(page, 'kinds', 320)
	}
	await page.context().close()
	await own.stop()
})

test('the first address follows the browser to open languages alone',
	async () => {
		for (const [accept, at] of [['ur', '/en/'], ['en', '/en/']]) {
			const r = await fetch(server.url + '/', { redirect: 'manual',
				headers: { 'accept-language': accept } })
			assert.equal(r.headers.get('location'), at)
		}
		// Without --rehearsal nobody meets a language that is not open.
		const shut = await serve(consultation(path.join(scratch(), 'shut'),
			-10, 10, 'en ur'))
		const r = await fetch(shut.url + '/ur/')
		assert.equal(r.status, 404)
		assert.doesNotMatch(await (await fetch(shut.url + '/en/')).text(),
			/hreflang/)
		await shut.stop()
	})
