// desk.test.mjs -- the desk's pages, with a script and without.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { after, test } from 'node:test'
import { Client, chrome, consultation, desk, earshot, get, nu, open, root,
	scratch, serve, sound } from './kit.mjs'

const page = '/desk/questionnaire'

// A small consultation of its own, and the desk that edits it.
async function start(t) {
	const dir = path.join(scratch(), 'trial')
	execFileSync(earshot, ['new', dir])
	const server = await desk(dir)
	t.after(() => server.stop())
	const file = path.join(dir, 'consultation.form')
	return { dir, server, file, read: () => fs.readFileSync(file, 'utf8') }
}
after(async () => (await chrome()).close())

// A request that no browser would make: names and origins of one's own.
function raw(server, method, at, headers, body = '') {
	return new Promise((resolve, reject) => {
		const r = http.request({ host: '127.0.0.1', port: server.port, path: at,
			method, headers: { 'content-length': Buffer.byteLength(body),
				'content-type': 'application/x-www-form-urlencoded',
				...headers } }, answer => {
			let text = ''
			answer.on('data', d => { text += d })
			answer.on('end', () => resolve({ status: answer.statusCode,
				headers: answer.headers, text }))
		})
		r.on('error', reject)
		r.end(body)
	})
}

const edit = (p, from, to) => p.locator('#text').evaluate((t, [a, b]) => {
	t.value = t.value.replace(a, b)
	t.dispatchEvent(new Event('input', { bubbles: true }))
}, [from, to])

test('a remark on a file that the desk does not open is no link', async t => {
	const { server, file, read } = await start(t)
	fs.writeFileSync(file, read().replace('languages en', 'languages en pl'))
	fs.mkdirSync(path.join(path.dirname(file), 'locales'))
	fs.writeFileSync(path.join(path.dirname(file), 'locales/pl.po'),
		'msgid ""\nmsgstr "Language: pl\\n"\n')
	for (const javaScriptEnabled of [false, true]) {
		const p = await open(server, { javaScriptEnabled })
		await p.goto(server.url + page)
		if (javaScriptEnabled) {
			await edit(p, 'Something else', 'other')
			// The script's list, in the place of the server's.
			await p.locator('#mistakes li > span:first-child').first()
				.waitFor()
		}
		const remark = p.locator('#mistakes li', { hasText: 'pl.po, line' })
		await remark.first().waitFor()
		assert.equal(await remark.locator('a').count(), 0)
	}
})

test('a mistake appears beside its line while typing, and one click mends it',
	async t => {
		const { server, read } = await start(t)
		const p = await open(server, { viewport: { width: 1280, height: 900 } })
		const before = read()
		await p.goto(server.url + page)
		await p.getByText('No mistakes.', { exact: true }).waitFor()
		await edit(p, 'choose one', 'choose onne')
		await p.locator('.desk-ln--error i').waitFor()
		const line = before.split('\n').findIndex(l =>
			l.includes('choose one')) + 1
		assert.equal(await p.locator('.desk-ln--error u').textContent(), 'onne')
		assert.equal(await p.locator('.desk-no--error').textContent(),
			String(line))
		const number = await p.locator('.desk-no--error').boundingBox()
		const message = await p.locator('.desk-ln--error i').boundingBox()
		assert.ok(Math.abs(number.y - message.y) < 8, 'on the same line')
		assert.equal(await p.locator('#mistakes li').count(), 1)
		assert.match(await p.locator('#stale').textContent(), /waits/)

		// By the keyboard: to the mistake, and back out of the box.
		await p.keyboard.press('F8')
		assert.equal(await p.evaluate(() => {
			const box = document.querySelector('#text')
			return box.value.slice(box.selectionStart, box.selectionEnd)
		}), 'onne')
		assert.match(await p.locator('#here').textContent(),
			new RegExp(`^Line ${line}: .*Did you mean one\\?`))
		for (const key of ['Tab', 'Escape']) {
			await p.locator('#text').press(key)
			assert.notEqual(await p.evaluate(() =>
				document.activeElement.id), 'text', key)
		}
		// Narrow, the line wraps: its number starts where it does, what is
		// wrong is said in full, and on the screen.
		await p.setViewportSize({ width: 320, height: 640 })
		await p.keyboard.press('F8')
		await p.waitForTimeout(200)
		const row = await p.locator('.desk-ln--error').boundingBox()
		const no = await p.locator('.desk-no--error').boundingBox()
		assert.ok(row.height > 24 && Math.abs(row.y - no.y) < 2 &&
			Math.abs(row.height - no.height) < 2, 'as tall as its line')
		assert.equal(await p.locator('#text').evaluate(t =>
			t.scrollWidth - t.clientWidth), 0)
		assert.equal(await p.evaluate(() => {
			const behind = document.querySelector('#behind')
			const box = document.querySelector('#text')
			return behind.clientWidth - box.clientWidth
		}), 0)
		const said = await p.locator('#here').boundingBox()
		assert.ok(said.y + said.height <= 641, 'on the screen')
		await p.setViewportSize({ width: 1280, height: 900 })

		await p.getByRole('button', { name: 'Write one' }).click()
		await p.getByText('No mistakes.', { exact: true }).waitFor()
		assert.equal(await p.locator('#text').inputValue(), before)
		assert.equal(read(), before)
		assert.deepEqual(p.problems, [])
		await p.close()
	})

test('the preview follows what is typed, and is not what is saved', async t => {
	const { server, read } = await start(t)
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	const before = read()
	await p.goto(server.url + page)
	await p.frameLocator('#web').getByRole('heading',
		{ name: 'Title of the consultation' }).waitFor()
	await edit(p, '"Title of the consultation"', '"Another title"')
	await p.frameLocator('#web').getByRole('heading',
		{ name: 'Another title' }).waitFor()
	await p.frameLocator('#paper').getByText('Another title').first()
		.waitFor()
	assert.equal(await p.frameLocator('#paper').locator('style').count(), 0)
	assert.equal(read(), before)
	// Each page can be looked at, also one that only some answers lead to.
	const values = await p.locator('#page option').evaluateAll(l =>
		l.map(o => o.value))
	assert.ok(values.length > 3)
	for (const value of values.slice(1, 4)) {
		await p.locator('#page').selectOption(value)
		await p.frameLocator('#web').getByRole('button',
			{ name: 'Continue' }).waitFor()
	}
	const box = await p.locator('#web').boundingBox()
	assert.equal(Math.round(box.width), 322, '320 pixels and its frame')
	await p.locator('#width').selectOption('wide')
	assert.ok((await p.locator('#web').boundingBox()).width > 900)
	assert.deepEqual(p.problems, [])
	await p.close()
})

test('paper is in the language that was chosen', async t => {
	const dir = path.join(scratch(), 'eol')
	execFileSync(earshot, ['new', dir, '--from',
		path.join(root, 'examples/eol-2024')])
	const server = await desk(dir)
	t.after(() => server.stop())
	const shown = await (await get(server, page)).text()
	const at = shown.match(/src="(\/preview\/[0-9a-f]+\/paper)\?lang=en"/)[1]
	const paper = async lang => (await get(server, `${at}?lang=${lang}`))
		.text()
	assert.match(await paper('en'), /<html lang="en" dir="ltr">/)
	const urdu = await paper('ur')
	assert.match(urdu, /<html lang="ur" dir="rtl">/)
	assert.doesNotMatch(urdu, /Tick one box/)
	assert.doesNotMatch(urdu, /How far do you agree/)
	assert.match(await paper('xx'), /<html lang="en" dir="ltr">/)
})

test('saving keeps a draft with mistakes, and says what that means', async t => {
	const { dir, server, read } = await start(t)
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + page)
	await edit(p, 'choose one', 'choose onne')
	await p.getByText('Not saved').waitFor()
	await p.locator('#text').press('Control+s')
	await p.getByText('It is a draft with mistakes.').waitFor()
	assert.match(read(), /choose onne/)
	await p.getByText('Not saved').waitFor({ state: 'hidden' })
	// It can be saved again: the page knows the new file.
	await edit(p, 'choose onne', 'choose one')
	await p.getByRole('button', { name: 'Save' }).click()
	await p.getByText('Saved.', { exact: true }).waitFor()
	assert.doesNotMatch(read(), /choose onne/)
	const log = execFileSync(earshot, ['tasks', dir, '--audit'],
		{ encoding: 'utf8' })
	assert.equal([...log.matchAll(/kim\.lee: saved a file of the questionnaire: consultation\.form/g)].length, 2)
	assert.deepEqual(p.problems, [])
	await p.close()
})

test('leaving with words that are not saved asks first', async t => {
	const { server } = await start(t)
	const p = await open(server)
	await p.goto(server.url + page)
	await p.locator('#text').press('x')
	let asked = 0
	p.on('dialog', d => {
		asked++
		d.accept()
	})
	await p.goto(server.url + '/')
	assert.equal(asked, 1)
	await p.goto(server.url + page)
	await p.goto(server.url + '/')
	assert.equal(asked, 1)
	await p.close()
})

for (const script of [true, false])
	test(`a file that changed meanwhile loses nobody's text (${script ?
		'with' : 'without'} a script)`, async t => {
		const { server, file, read } = await start(t)
		const p = await open(server, { javaScriptEnabled: script })
		const theirs = read().replace('Title of the', 'Their')
		await p.goto(server.url + page)
		const mine = read().replace('Title of the', 'My')
		await p.locator('#text').fill(mine)
		fs.writeFileSync(file, theirs)
		await p.getByRole('button', { name: 'Save' }).click()
		await p.getByRole('heading', { name: 'The file changed while you' })
			.waitFor()
		assert.equal(await p.locator('#text').inputValue(), mine)
		assert.equal(await p.locator('#theirs').inputValue(), theirs)
		assert.equal(read(), theirs)
		await p.getByRole('button', { name: 'Save' }).click()
		await p.getByText('Saved.', { exact: true }).waitFor()
		assert.equal(read(), mine)
		await p.close()
	})

test('everything works without a script', async t => {
	const { server, read } = await start(t)
	const p = await open(server, { javaScriptEnabled: false,
		viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + page)
	const before = read()
	await p.locator('#text').fill(before.replace('choose one', 'choose onne'))
	await p.getByRole('button', { name: 'Check' }).click()
	await p.getByText('1 mistake').first().waitFor()
	const number = await p.locator('.desk-no--error').boundingBox()
	const message = await p.locator('.desk-ln--error i').boundingBox()
	assert.ok(Math.abs(number.y - message.y) < 8, 'on the same line')
	const link = p.locator('#mistakes a').first()
	assert.match(await link.getAttribute('href'), /^#line-\d+$/)
	await link.click()
	assert.equal(read(), before)
	await p.getByRole('button', { name: 'Write one' }).click()
	await p.getByText('No mistakes.', { exact: true }).waitFor()
	assert.equal(await p.locator('#text').inputValue(), before)

	await p.locator('#text').fill(before.replace('languages en', 'languages    en'))
	await p.getByRole('button', { name: 'Lay it out' }).click()
	await p.getByText('Laid out.').waitFor()
	assert.equal(await p.locator('#text').inputValue(), before)
	await p.locator('#page').selectOption({ index: 1 })
	await p.getByRole('button', { name: 'Show' }).click()
	await p.frameLocator('#web').getByRole('button', { name: 'Continue' })
		.waitFor()
	await p.locator('#text').fill(before.replace('Title of the', 'My'))
	await p.getByRole('button', { name: 'Save' }).click()
	await p.getByText('Saved.', { exact: true }).waitFor()
	assert.match(read(), /My consultation/)
	await p.close()
})

test('colleagues try the draft, and their answers are kept apart', async t => {
	const { dir, server, file, read } = await start(t)
	const p = await open(server)
	await p.goto(server.url + '/desk/tryout')
	await p.getByText('works on this machine only').waitFor()
	await p.getByRole('button', { name: 'Make a link' }).click()
	const first = await p.locator('#link').getAttribute('href')
	await p.locator('#link').click()
	await p.getByText('This is a try-out.').waitFor()
	await sound(p, 'first page of a try-out', 320)
	await p.getByRole('button', { name: 'Start' }).click()
	assert.ok(p.url().includes('/try/'), p.url())
	await p.locator('input[type=radio]').first().check()
	await p.getByRole('button', { name: 'Stop here and send' }).click()
	await p.getByText('This is a try-out.').waitFor()
	await p.goto(server.url + first + 'equality')
	await p.locator('input[value=no]').check()
	await p.getByRole('button', { name: 'Continue' }).click()
	await p.locator('main button[type=submit]').last().click()
	await p.locator('#reference').waitFor()
	await p.getByText('This is a try-out.').waitFor()
	assert.deepEqual(p.problems, [])

	await p.goto(server.url + '/desk/tryout')
	assert.equal(await p.locator('#answers').textContent(), '1')
	assert.ok(!fs.existsSync(path.join(dir, 'intake.db')))
	// What the consultation's own key opens, does not open these.
	execFileSync(earshot, ['publish', dir])
	assert.throws(() => execFileSync(earshot, ['pull', dir, '--from',
		path.join(dir, 'tryout')], { stdio: 'ignore' }))

	// A new link ends the old one, and the answers stay until they go.
	fs.writeFileSync(file, read().replace('Title of the', 'My'))
	await p.reload()
	await p.getByText('as it was when the link was made').waitFor()
	await p.getByRole('button', { name: 'Make a new link' }).click()
	const second = await p.locator('#link').getAttribute('href')
	assert.notEqual(first, second)
	assert.equal((await raw(server, 'GET', first,
		{ host: `127.0.0.1:${server.port}` })).status, 404)
	await p.goto(server.url + second)
	await p.getByRole('heading', { name: 'My consultation' }).waitFor()
	await p.goto(server.url + '/desk/tryout')
	assert.equal(await p.locator('#answers').textContent(), '1')
	await p.getByRole('button', { name: 'Delete them' }).click()
	await p.getByRole('button', { name: 'Delete them' }).click()
	await p.getByText('Deleted: 1.').waitFor()
	assert.equal(await p.locator('#answers').textContent(), '0')
	await p.close()
})

// As Word leaves it, and as plain text.
const word = fs.readFileSync(path.join(root, 'tests/golden/paste/word.html'),
	'utf8')
test('questions are pasted from Word', async t => {
	const { server } = await start(t)
	const p = await open(server, { viewport: { width: 1280, height: 900 } })
	await p.goto(server.url + page)
	await p.locator('summary').click()
	await p.locator('#paste').evaluate((box, html) => {
		const clipboardData = new DataTransfer()
		clipboardData.setData('text/html', html)
		clipboardData.setData('text/plain', 'x')
		box.value = 'How often do you travel by bus?'
		box.dispatchEvent(new ClipboardEvent('paste', { clipboardData,
			bubbles: true }))
	}, word)
	await p.getByText('5 questions.').waitFor()
	const golden = fs.readFileSync(path.join(root,
		'tests/golden/paste/word.html.lines'), 'utf8')
	assert.equal(await p.locator('#lines').inputValue(), golden)
	await p.getByRole('button', { name: 'Put them at the end' }).click()
	await p.frameLocator('#web').locator('body').waitFor()
	await p.getByText('No mistakes').first().waitFor()
	assert.ok((await p.locator('#text').inputValue()).endsWith(golden))
	await p.locator('#page option', { hasText: 'Your journeys' })
		.waitFor({ state: 'attached' })
	assert.deepEqual(p.problems, [])
	await p.close()
})

test('questions are pasted without a script', async t => {
	const { server } = await start(t)
	const p = await open(server, { javaScriptEnabled: false })
	await p.goto(server.url + page)
	await p.locator('summary').click()
	await p.locator('#paste').fill('1. Do you agree?\n☐ Yes\n☐ No\n')
	await p.getByRole('button', { name: 'Turn into lines' }).click()
	await p.getByText('1 question.').waitFor()
	await p.getByRole('button', { name: 'Put them at the end' }).click()
	await p.getByText('The lines stand at the end').waitFor()
	assert.match(await p.locator('#text').inputValue(),
		/question agree choose one "Do you agree\?"\n    1 yes "Yes"/)
	await p.close()
})

// Two made-up people ask on the public site; then the desk is opened.
async function asked(t) {
	const dir = consultation(path.join(scratch(), 'asked'), -10, 10)
	const site = await serve(dir)
	for (const [at, form] of [
		['/en/paper', [['format', 'large-print'], ['name', 'Ann <Old>'],
			['address', '1 Quiet Street\nMade-up Town'],
			['email', 'x'.repeat(60) + '@example.test']]],
		['/en/feedback', [['words', 'Page three is long.']]]]) {
		const client = new Client(site.url)
		await client.ask(at)
		assert.equal((await client.ask(at, form)).status, 303, at)
	}
	await site.stop()
	// This desk has no key: what it shows was pulled in a terminal.
	const key = dir + '.keys/analyst.key'
	fs.renameSync(key, key + '.away')
	const server = await desk(dir)
	fs.renameSync(key + '.away', key)
	t.after(() => server.stop())
	return { dir, server, tasks: (...more) => execFileSync(earshot,
		['tasks', dir, ...more], { encoding: 'utf8' }) }
}

for (const script of [true, false])
	test(`what people asked for is shown, and marked as done (${script ?
		'with' : 'without'} a script)`, async t => {
		const { dir, server, tasks } = await asked(t)
		const p = await open(server, { javaScriptEnabled: script })
		// Sealed still: nothing to read, and what to do.
		await p.goto(server.url + '/')
		await p.getByText('Nothing was pulled yet.').waitFor()
		await p.getByRole('link', { name: 'Tasks' }).last().click()
		await p.getByText(`earshot pull ${dir}`, { exact: true }).waitFor()
		assert.equal(await p.getByText('Quiet Street').count(), 0)
		execFileSync(earshot, ['pull', dir])
		await p.goto(server.url + '/')
		await p.getByText('2 open tasks').waitFor()
		await p.getByRole('link', { name: 'Tasks' }).last().click()
		await p.getByRole('heading',
			{ name: 'Task 1: Send paper or another format' }).waitFor()
		await p.getByText('Ann <Old>').waitFor()
		assert.match(await p.getByText('1 Quiet Street').innerText(),
			/^1 Quiet Street\nMade-up Town$/)

		const paper = p.getByRole('article').filter({ hasText: 'Quiet' })
		await paper.locator('summary').click()
		await paper.getByLabel('What was done').fill('  ')
		await paper.getByRole('button', { name: 'Mark task 1' }).click()
		await p.getByRole('alert').getByRole('link',
			{ name: 'Write in a few words what was done' }).click()
		assert.equal(await p.evaluate(() => document.activeElement.id),
			'note-1')
		assert.match(await p.title(), /^Error: Tasks/)
		assert.match(tasks(), /2 open tasks/)
		await p.keyboard.type('Posted on Monday')
		await p.keyboard.press('Enter')
		await p.getByRole('status').getByText('Task 1 is done.').waitFor()
		await p.getByRole('heading', { name: '1 open task' }).waitFor()
		await p.getByText('Posted on Monday').waitFor()
		assert.equal(await p.getByText('Quiet Street').count(), 0)
		// The same in a terminal, with its line of the log.
		assert.match(tasks('--all'), /By: kim\.lee\n *Note: .*Posted on Monday/)
		assert.match(tasks('--audit'), /kim\.lee: done \(task 1\): .*Posted on Monday/)
		// Twice does no harm, nor does a page from before.
		await p.reload()
		assert.match(tasks(), /1 open task\./)
		assert.deepEqual(p.problems, [])
		await p.close()
	})

test('the tasks are accessible and sound at 320 and 1280', async t => {
	const { dir, server } = await asked(t)
	const html = scratch(), p = await open(server)
	const keep = async name => fs.writeFileSync(path.join(html,
		name + '.html'), await p.content())
	await p.goto(server.url + '/desk/tasks')
	await sound(p, 'sealed', 320)
	execFileSync(earshot, ['pull', dir])
	for (const [n, width] of [[1, 320], [2, 1280]]) {
		await p.goto(server.url + '/')
		await sound(p, 'home with tasks', width)
		await p.goto(server.url + '/desk/tasks')
		await sound(p, 'tasks', width)
		await p.locator('summary').first().click()
		await sound(p, 'a form', width)
		await p.locator('main form').first().evaluate(f => { f.noValidate = true })
		await p.getByRole('button', { name: `Mark task ${n}` }).click()
		await p.getByRole('alert').waitFor()
		await sound(p, 'a form that failed', width)
		await keep('failed-' + n)
		await p.getByLabel('What was done').first().fill('x'.repeat(300))
		await p.getByRole('button', { name: `Mark task ${n}` }).click()
		await p.getByText(`Task ${n} is done.`).waitFor()
		await sound(p, 'done', width)
		await keep('done-' + n)
	}
	assert.deepEqual(nu(fs.readdirSync(html).map(f => path.join(html, f))), {})
	await p.close()
})

test('only this machine, and only pages of the desk, are answered', async t => {
	const { server, read } = await start(t)
	const own = { host: `127.0.0.1:${server.port}`,
		cookie: server.me.cookie }
	const before = read()
	for (const host of ['evil.example', `evil.example:${server.port}`,
		'127.0.0.1', '127.0.0.1:1', `127.0.0.1:${server.port}.evil.example`])
		for (const at of ['/', page, '/desk/tryout', '/desk/tasks'])
			assert.equal((await raw(server, 'GET', at, { host })).status, 403,
				host + at)
	const shown = await raw(server, 'GET', page, own)
	assert.equal(shown.status, 200)
	const token = shown.text.match(/name="token" value="([\w-]+)"/)[1]
	const base = shown.text.match(/name="base" value="([0-9a-f]+)"/)[1]
	const body = t => new URLSearchParams({ token: t, base, do: 'save',
		file: 'consultation.form', text: 'earshot 1\n' }).toString()
	for (const [headers, sent] of [
		[{ ...own, 'sec-fetch-site': 'cross-site' }, token],
		[{ ...own, 'sec-fetch-site': 'same-site' }, token],
		[{ ...own, origin: 'http://evil.example' }, token],
		[{ ...own, origin: `https://127.0.0.1:${server.port}` }, token],
		[{ ...own, origin: 'http://127.0.0.1:1' }, token],
		[own, ''], [own, token.replace(/./g, '0')],
		[{ ...own, host: `evil.example:${server.port}` }, token]])
		for (const at of [page, '/desk/check', '/desk/paste', '/desk/tryout',
			'/desk/tasks'])
			assert.equal((await raw(server, 'POST', at, headers, body(sent)))
				.status, 403, JSON.stringify(headers) + at)
	assert.equal(read(), before)
	// The control: the same request from a page of the desk does save.
	assert.equal((await raw(server, 'POST', page, { ...own,
		origin: `http://127.0.0.1:${server.port}`,
		'sec-fetch-site': 'same-origin' }, body(token))).status, 200)
	assert.equal(read(), 'earshot 1\n')

	assert.equal((await raw(server, 'GET', page + '?file=../trial.keys/' +
		'analyst.key', own)).status, 409)
	assert.equal((await raw(server, 'GET', page + '?file=keys/analyst.pub',
		own)).status, 409)
	assert.equal((await raw(server, 'GET', '/desk/check', own)).status, 405)
	const policy = shown.headers['content-security-policy']
	assert.match(policy, /default-src 'none'/)
	assert.match(policy, /frame-ancestors 'none'/)
	assert.doesNotMatch(policy, /unsafe/)
	assert.doesNotMatch(shown.text, / style=|<style|<script>| on[a-z]+="/)
})

test('every page of the desk is accessible and sound at 320 and 1280',
	async t => {
		const { server, dir, file } = await start(t)
		const html = scratch()
		const p = await open(server)
		p.on('dialog', d => d.accept())
		for (const [name, at, act] of [
			['home', '/'], ['tryout', '/desk/tryout'],
			['tasks', '/desk/tasks'],
			['codebook', page + '?file=strategy.codes'],
			['settings', page + '?file=site.settings'],
			['clean', page],
			['mistakes', page, async () => {
				await edit(p, 'choose one', 'choose onne')
				await p.locator('.desk-ln--error i').waitFor()
				await p.keyboard.press('F8')
				await p.locator('#here').waitFor()
			}],
			['conflict', page, async () => {
				await edit(p, 'Title of the', 'My')
				fs.appendFileSync(file, '# theirs\n')
				await p.getByRole('button', { name: 'Save' }).click()
				await p.locator('#theirs').waitFor()
			}],
			['missing', page + '?file=nothing.form'],
			['paste', page, () => p.locator('summary').click()]]) {
			for (const width of [320, 1280]) {
				p.expected = name === 'missing' ? 409 : 200
				await p.goto(server.url + at)
				await p.waitForTimeout(300)
				await act?.()
				await sound(p, name, width)
			}
			fs.writeFileSync(path.join(html, name + '.html'),
				(await (await get(server, at)).text()))
			await p.goto('about:blank')
			p.problems.length = 0
		}
		assert.deepEqual(nu(fs.readdirSync(html).map(f =>
			path.join(html, f))), {})
		assert.ok(fs.existsSync(dir))
		await p.close()
	})
