// pages.test.mjs -- every kind of page, from the program's own table: no
// barrier that axe knows, valid HTML, nothing asked of other servers.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Client, chrome, consultation, earshot, fill, next, nu, open, routes,
	scratch, serve, sound, violations } from './kit.mjs'

const dir = scratch()
const saved = path.join(dir, 'html')
const servers = {}
const wanted = routes().filter(r => r.page).map(r => r.kind)
const seen = new Set()

before(async () => {
	fs.mkdirSync(saved)
	servers.open = await serve(consultation(path.join(dir, 'open'), -10, 10))
	servers.early = await serve(consultation(path.join(dir, 'early'), 10, 20))
	servers.late = await serve(consultation(path.join(dir, 'late'), -20, -10))
	console.log('#', (await chrome()).version())
})
after(async () => {
	await (await chrome()).close()
	for (const s of Object.values(servers))
		await s.stop()
})


// As the server sent it, which the browser's own copy is not.
function keep(page, name) {
	page.on('response', async r => {
		if (r.request().isNavigationRequest() && r.status() !== 303)
			page.html = r.text().catch(() => '')
	})
	return async () => fs.writeFileSync(path.join(saved, name + '.html'),
		await page.html)
}

// A context that carries a session made without a browser.
async function withSession(client, name, expected = 200) {
	const page = await open(servers.open)
	const [cookie, value] = client.cookie.split('=')
	if (value)
		await page.context().addCookies([{ name: cookie, value,
			url: servers.open.url }])
	page.expected = expected
	page.save = keep(page, name)
	return page
}

async function look(kind, page, name = kind) {
	await page.save()
	await sound(page, name, 320)
	await sound(page, name, 1280)
	await page.context().close()
	seen.add(kind)
}

// Kinds that an address gives, at some point of the way.
const simple = {
	landing: ['/en/', 200], cookies: ['/en/cookies', 200],
	privacy: ['/en/privacy', 200], accessibility: ['/en/accessibility', 200],
	feedback: ['/en/feedback', 200], paper: ['/en/paper', 200],
	thanks: ['/en/thanks', 200],
	gone: ['/en/check', 410], 'error-400': ['/en/%00', 400],
	'error-404': ['/en/nothing', 404], 'error-405': ['/en/leave', 405],
}
for (const [kind, [at, status]] of Object.entries(simple))
	test(kind, async () => {
		const page = await withSession(new Client(servers.open.url), kind,
			status)
		const r = await page.goto(servers.open.url + at)
		assert.equal(r.status(), status)
		await look(kind, page)
	})

for (const [kind, which, words] of [['not-open', 'early', 'Not open yet'],
	['closed', 'late', 'This has closed']])
	test(kind, async () => {
		const page = await open(servers[which])
		page.save = keep(page, kind)
		await page.goto(servers[which].url + '/en/')
		assert.match(await page.textContent('main'), new RegExp(words))
		assert.equal(await page.locator('button').count(), 0)
		await look(kind, page)
	})

test('check, send and sent', async () => {
	const client = new Client(servers.open.url)
	await client.toSend('Words with <b>marks</b> & signs')
	for (const kind of ['check', 'send']) {
		const page = await withSession(client, kind)
		await page.goto(`${servers.open.url}/en/${kind}`)
		assert.equal(new URL(page.url()).pathname, '/en/' + kind)
		await look(kind, page)
	}
	assert.equal((await client.ask('/en/send', [])).at, '/en/sent')
	const page = await withSession(client, 'sent')
	await page.goto(servers.open.url + '/en/sent')
	await look('sent', page)
	const again = await withSession(client, 'landing-again')
	await again.goto(servers.open.url + '/en/')
	await look('landing', again, 'landing-again')
})

test('the code, coming back, and the receipt', async () => {
	const client = new Client(servers.open.url)
	await client.toSend('Words with <b>marks</b> & signs')
	const code = (await client.ask('/en/save')).text
		.match(/\/en\/back\/([0-9A-Z-]+)/)[1]
	for (const [kind, at] of [['save', 'save'], ['start', 'start'],
		['back', 'back'],
		['back-code', 'back/' + code]]) {
		const page = await withSession(client, kind)
		await page.goto(`${servers.open.url}/en/${at}`)
		await look(kind, page)
	}
	await client.ask('/en/equality', [['equality', 'yes']])
	let at = '/en/send'
	do
		at = (await client.answer(at === '/en/send' ? (await client.ask(
			'/en/send')).at : at, 'x')).at
	while (at.startsWith('/en/q/'))
	assert.equal((await client.ask('/en/send', [])).at, '/en/sent')
	await client.ask('/en/sent')
	for (const kind of ['receipt', 'withdraw', 'stop-equality', 'outcome']) {
		const page = await withSession(client, kind)
		await page.goto(`${servers.open.url}/en/${kind}`)
		assert.equal(new URL(page.url()).pathname, '/en/' + kind)
		await look(kind, page)
	}
	assert.equal((await client.ask('/en/stop-equality', [])).at,
		'/en/receipt')
	assert.match((await client.ask('/en/receipt')).text,
		/asked us to stop using/)
})

test('stopping early, with and without what is needed', async () => {
	const page = await withSession(new Client(servers.open.url), 'needed')
	await page.goto(servers.open.url + '/en/')
	await page.click('text=Start')
	await page.click('text=Stop here and send')
	assert.match(await page.textContent('main'), /need an answer to this/)
	assert.equal(await page.getByText('Send my answers').count(), 0)
	await page.save()
	await sound(page, 'needed', 320)
	await page.click('text=In what capacity')
	await page.check('[value=bereaved]')
	await next(page)
	assert.ok(page.url().endsWith('/check'))
	page.save = async () => fs.writeFileSync(path.join(saved,
		'stopped.html'), await page.html)
	assert.match(await page.textContent('main'),
		/You have not answered the other pages/)
	await look('check', page, 'stopped')
})

test('a draft on the first page', async () => {
	const client = new Client(servers.open.url)
	await client.ask('/en/start', [])
	const page = await withSession(client, 'landing-draft')
	await page.goto(servers.open.url + '/en/')
	assert.match(await page.textContent('main'), /Carry on where you were/)
	await look('landing', page, 'landing-draft')
})

test('every page of questions, empty and with answers', async () => {
	const page = await withSession(new Client(servers.open.url), 'question')
	const url = servers.open.url
	let n = 0
	await page.goto(url + '/en/')
	await page.click('text=Start')
	while (!/\/(check|send)$/.test(page.url())) {
		n++
		fs.writeFileSync(path.join(saved, `question-${n}.html`),
			await page.html)
		await sound(page, page.url(), 320)
		await fill(page, 'A line\nand another')
		await next(page)
		if (page.url().endsWith('/check')) {
			await next(page)
			const other = await withSession(new Client(url), 'equality')
			await other.context().addCookies(
				await page.context().cookies())
			await other.goto(url + '/en/equality')
			await look('equality', other)
			await page.check('[value=yes]')
			await next(page)
		}
	}
	assert.ok(n > 20, `only ${n} pages`)
	await page.click('text=Change')
	await look('question', page)
})

test('a page with mistakes names them and takes the focus', async () => {
	const page = await withSession(new Client(servers.open.url), 'mistakes')
	await page.goto(servers.open.url + '/en/')
	await page.click('text=Start')
	await next(page)
	assert.match(await page.title(), /^Error: /)
	assert.ok(await page.evaluate(() => document.activeElement.classList
		.contains('nhsuk-error-summary')), 'the summary has no focus')
	await page.click('.nhsuk-error-summary a')
	assert.equal(await page.evaluate(() =>
		document.activeElement.type), 'radio')
	await look('question', page, 'mistakes')
})

test('equality without a choice names it', async () => {
	const client = new Client(servers.open.url)
	await client.toSend('x')
	const page = await withSession(client, 'equality-mistake')
	await page.goto(servers.open.url + '/en/equality')
	await page.evaluate(() => document.querySelectorAll('[type=radio]')
		.forEach(r => { r.checked = false }))
	await next(page)
	assert.match(await page.title(), /^Error: /)
	await look('equality', page, 'equality-mistake')
})

// What people wrote comes back to them on each page that cannot keep it.
const story = 'Mum died in March.\nNobody <b>rang</b> & nobody came. ' +
	'word'.repeat(40)
async function writes(name, status, spoil) {
	const client = new Client(servers.open.url)
	await client.toSend('x')
	const page = await withSession(client, name, status)
	await page.goto(servers.open.url + '/en/q/vision')
	const question = await page.textContent('label[for=' +
		await page.getAttribute('textarea', 'id') + ']')
	await page.fill('textarea', story)
	await spoil(client, page)
	await next(page)
	assert.equal(await page.getByLabel(question.trim()).inputValue(), story)
	return page
}

test('words for a draft that is gone', async () => {
	const page = await writes('gone-words', 410,
		(client, page) => page.context().clearCookies())
	assert.match(await page.textContent('h1'), /cannot find your answers/)
	await look('gone', page, 'gone-words')
})

test('words after sending', async () => {
	const page = await writes('sent-words', 200,
		client => client.ask('/en/send', []))
	assert.match(await page.textContent('h1'), /We have your answers/)
	await look('sent', page, 'sent-words')
})

test('words for a draft that was started again', async () => {
	const page = await writes('error-400-words', 400,
		async (client, page) => {
			await client.ask('/en/start', [['again', '1']])
			const [name, value] = client.cookie.split('=')
			await page.context().addCookies([{ name, value,
				url: servers.open.url }])
		})
	await look('error-400', page, 'error-400-words')
})

test('error-409', async () => {
	const client = new Client(servers.open.url)
	await client.toSend('x')
	await client.ask('/en/equality', [['equality', 'yes']])
	const page = await withSession(client, 'error-409', 409)
	await page.goto(servers.open.url + '/en/equality')
	await page.check('[value=yes]')
	await next(page)
	while (await page.locator('main input[type=text]').count() === 0) {
		await fill(page, 'x')
		await next(page)
	}
	const box = page.locator('main input[type=text]').first()
	await box.fill('in my own words')
	await client.ask('/en/equality', [['equality', 'no']])
	await next(page)
	assert.match(await page.textContent('h1'), /out of date/)
	assert.equal(await page.inputValue('textarea'), 'in my own words')
	await look('error-409', page)
})

test('error-413', async () => {
	const client = new Client(servers.open.url)
	await client.toSend('x')
	const page = await withSession(client, 'error-413', 413)
	await page.goto(servers.open.url + '/en/q/vision')
	// Out of sight: laying out so many words takes a slow machine a minute.
	await page.evaluate(() => {
		const box = document.querySelector('textarea')
		box.hidden = true
		box.value = 'long '.repeat(300000)
	})
	await next(page)
	assert.match(await page.textContent('h1'), /too much/)
	await look('error-413', page)
})

// The disk is full as far as the server can tell: files may not grow.
test('error-503', async () => {
	const folder = consultation(path.join(dir, 'full'), -10, 10)
	const full = servers.full = await serve(folder, "trap '' XFSZ")
	const limit = size => execFileSync('prlimit', ['--pid', full.child.pid,
		`--fsize=${size}:unlimited`])

	// Whoever is on the way keeps what they wrote before their eyes, and
	// can send it later.
	const kept = await open(full)
	kept.expected = 503
	kept.save = keep(kept, 'unsaved')
	await kept.goto(full.url + '/en/')
	await kept.click('text=Start')
	await kept.check('[value=other]')
	await kept.fill('[type=text]', 'a made-up reason')
	limit(4096)
	await next(kept)
	assert.match(await kept.textContent('main'), /could not save/)
	assert.equal(await kept.inputValue('[type=text]'), 'a made-up reason')
	await sound(kept, 'unsaved', 320)

	const page = await open(full)
	page.expected = 503
	page.save = keep(page, 'error-503')
	await page.goto(full.url + '/en/')
	await page.click('text=Start')
	assert.match(await page.textContent('h1'), /cannot keep answers/)
	await look('error-503', page)

	limit('unlimited')
	await next(kept)
	assert.ok(!kept.url().endsWith('/capacity'), 'it was saved after all')
	await kept.click('text=Back')
	assert.equal(await kept.inputValue('[type=text]'), 'a made-up reason')
	await look('question', kept, 'unsaved')
})

// A disk with less free than the server was told to leave.
test('below the floor of free space', async () => {
	const folder = consultation(path.join(dir, 'floor'), -10, 10)
	let server = await serve(folder)
	const client = new Client(server.url)
	const again = async floor => {
		await server.stop()
		server = await serve(folder, '', '--floor', floor)
		client.url = server.url
	}
	const at = (await client.ask('/en/start', [])).at
	await client.ask(at)
	const answers = [['on', 'capacity'], ['capacity', 'bereaved'],
		['stop', '1']]
	assert.equal((await client.ask(at, answers)).status, 303)

	await again(String(1 << 20)) // a million megabytes
	await client.ask('/en/check')
	for (let i = 0; i < 3; i++) {
		const r = await client.ask('/en/send', [])
		assert.equal(r.status, 503)
		assert.equal(r.headers.get('retry-after'), '120')
		assert.match(r.text, /cannot keep answers at the moment/)
		assert.match(r.text, /Help, and other ways to answer/)
		assert.match(r.text, /0116 295 7572/)
	}
	const other = new Client(server.url)
	assert.equal((await other.ask('/en/start', [])).status, 503)
	assert.equal(server.child.said.match(/less than 1048576 MB are free/g)
		.length, 1)

	await again('0')
	const check = await client.ask('/en/check')
	assert.match(check.text, /bereaved|lost someone|Someone close/i)
	assert.equal((await client.ask('/en/send', [])).status, 303)
	assert.match(await client.reference(), /^[0-9A-Z-]{13}$/)
	assert.equal((await client.ask('/en/sent')).headers.get('retry-after'),
		null)
	await server.stop()
})

// What is kept was damaged: the page of the file where drafts begin.
test('error-500', async () => {
	const folder = consultation(path.join(dir, 'damaged'), -10, 10)
	const file = path.join(folder, 'intake.db')
	let server = await serve(folder)
	const client = new Client(server.url)
	await client.ask('/en/start', [])
	await server.stop()
	const at = Number(execFileSync('sqlite3', [file, 'SELECT rootpage FROM ' +
		"sqlite_schema WHERE name = 'draft'"])) * 4096 - 4096
	const bytes = fs.readFileSync(file)
	bytes.fill(0xa5, at, at + 4096)
	// Damaged before it starts, it does not start and says so; after, it is found
	// when somebody comes back.
	const good = fs.readFileSync(file)
	fs.writeFileSync(file, bytes)
	await assert.rejects(serve(folder), /this file is damaged/)
	fs.writeFileSync(file, good)
	server = servers.damaged = await serve(folder)
	fs.writeFileSync(file, bytes)
	const page = await open(server)
	page.expected = 500
	page.save = keep(page, 'error-500')
	const [name, value] = client.cookie.split('=')
	await page.context().addCookies([{ name, value, url: server.url }])
	await page.goto(server.url + '/en/check')
	assert.match(await page.textContent('h1'), /wrong on our side/)
	await look('error-500', page)
})

test('right to left, the drawn radio sits over the real one', async () => {
	const assets = path.join(path.dirname(earshot), 'survey/assets')
	const sheet = fs.readdirSync(assets).find(f =>
		/^nhsuk-rtl-.*\.css$/.test(f))
	const page = await withSession(new Client(servers.open.url), 'rtl')
	await page.goto(servers.open.url + '/en/')
	await page.click('text=Start')
	const where = () => page.evaluate(() => {
		const box = document.querySelector('.nhsuk-radios__item')
			.getBoundingClientRect()
		const input = document.querySelector('[type=radio]')
			.getBoundingClientRect()
		const drawn = getComputedStyle(document.querySelector(
			'.nhsuk-radios__label'), '::before')
		return { mid: box.left + box.width / 2,
			input: input.left + input.width / 2, drawn: box.left +
				parseFloat(drawn.left) + parseFloat(drawn.width) / 2 }
	})
	await page.evaluate(() => { document.documentElement.dir = 'rtl' })
	let at = await where()
	assert.ok(Math.abs(at.input - at.drawn) > 100,
		'the left-to-right sheet would do, so this test shows nothing')
	await page.evaluate(href => new Promise(resolve => {
		const link = document.querySelector('link[rel=stylesheet]')
		link.onload = resolve
		link.href = href
	}), '/assets/' + sheet)
	at = await where()
	assert.ok(Math.abs(at.input - at.drawn) < 24, JSON.stringify(at))
	assert.ok(at.drawn > at.mid, JSON.stringify(at))
	await page.context().close()
})

test('axe bites: faint words are found', async () => {
	const page = await open(servers.open)
	await page.goto(servers.open.url + '/en/')
	assert.deepEqual(await violations(page), [])
	await page.evaluate(() => {
		document.querySelector('main p').style.color = '#dddddd'
	})
	assert.match((await violations(page)).join(), /color-contrast/)
	await page.context().close()
})

// Of a rehearsal, or the one that REPORT_HTML names.
function report() {
	if (process.env.REPORT_HTML)
		return path.resolve(process.env.REPORT_HTML)
	const folder = consultation(path.join(dir, 'report'), -10, 10)
	for (const command of [['rehearse', folder, '-n', '80'],
		['pull', folder], ['code', folder],
		['report', folder, '--format', 'html', '-o', saved]])
		execFileSync(earshot, command)
	return path.join(saved, 'report.html')
}

test('the report has no barrier that axe knows', async () => {
	const page = await open({ url: 'file://' })
	await page.goto('file://' + report())
	await sound(page, 'report', 320)
	await sound(page, 'report', 1280)
	await page.context().close()
})

test('every page is valid HTML, and the checker bites', () => {
	const files = fs.readdirSync(saved).map(f => path.join(saved, f))
	const broken = path.join(dir, 'broken.html')
	fs.writeFileSync(broken, fs.readFileSync(path.join(saved,
		'landing.html'), 'utf8').replace('<main', '<p></div><main'))
	if (process.env.REPORT_HTML)
		files.push(path.resolve(process.env.REPORT_HTML))
	const bad = nu([...files, broken])
	assert.ok(bad['broken.html'], 'a broken page was not found')
	delete bad['broken.html']
	assert.deepEqual(bad, {})
	console.log(`# ${files.length} pages are valid`)
})

test('every kind of page in the table was looked at', () => {
	assert.ok(wanted.length > 10)
	assert.deepEqual(wanted.filter(k => !seen.has(k)), [])
})
