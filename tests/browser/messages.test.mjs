// messages.test.mjs -- confirming messages: twenty of them by keyboard alone, the same
// without a script, and what is taken in at the desk.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { chrome, desk, earshot, enrol, open, root, scratch, violations }
	from './kit.mjs'

after(async () => (await chrome()).close())
const shots = process.env.SHOTS

function sql(dir, query) {
	return JSON.parse(execFileSync('sqlite3', ['-json', '-readonly',
		path.join(dir, 'cases.db'), query], { encoding: 'utf8' }) || '[]')
}

// One message as it lies in an mbox.
function message(n, body, more = '') {
	return `From x@example.org Fri Nov 20 19:04:00 2026\n` +
		`From: Person ${n} <person${n}@example.org>\nSubject: Letter ${n}\n` +
		`Date: Fri, 20 Nov 2026 19:04:00 +0000\nMessage-ID: <${n}@example.org>\n${more}` +
		`Content-Type: text/plain; charset=utf-8\n\n${body}\n\n`
}

// Text 1 is about the vision (question 6); each has words of its own.
const vision = n => `zugzwang ${n}: I want one nurse who knows me, and a bed near my home.`
const rest = n => `The gambit ${n} on the ward was cold at night.`

async function start(t, mail, people, from = 'examples/eol-2024', mailbox) {
	const dir = path.join(scratch(), 'eol')
	const run = (...words) => execFileSync(earshot, words, { stdio: 'pipe' })
	run('new', dir, '--from', path.join(root, from), '--opens',
		'2026-01-05', '--closes', '2099-01-05')
	run('publish', dir)
	if (mailbox) {
		fs.appendFileSync(path.join(dir, 'site.settings'), `\nmailbox ${mailbox}\n`)
		fs.writeFileSync(dir + '.keys/mailbox.secret', 'Secret-4711\n', { mode: 0o600 })
	}
	if (mail) {
		fs.writeFileSync(dir + '.mbox', mail)
		run('import', dir, 'mail', dir + '.mbox')
	}
	const server = await desk(dir)
	t.after(() => server.stop())
	const out = { dir, server, run }
	for (const [login, roles, options] of people) {
		const me = await enrol(server, dir, login, ['--roles', roles])
		out[login] = await open({ url: server.url, me }, {
			viewport: { width: 1280, height: 900 }, ...options })
	}
	for (const [login] of people)
		out[login].setDefaultTimeout(10000)
	return out
}

async function look(p, name) {
	for (const width of [320, 1280]) {
		await p.setViewportSize({ width, height: 900 })
		assert.deepEqual(await violations(p), [], `${name} at ${width}`)
		assert.ok(await p.evaluate(() => document.documentElement
			.scrollWidth <= innerWidth), `${name} scrolls at ${width}`)
		if (shots)
			await p.screenshot({ path: `${shots}/${name}-${width}.png`,
				fullPage: true })
	}
}

const enter = (p, keys) => Promise.all([p.waitForNavigation(), p.keyboard.press(keys)])

test('twenty messages are confirmed by keyboard alone', async t => {
	let mail = ''
	for (let n = 1; n <= 20; n++)
		mail += message(n, `> What do you think of the vision?\n\n${vision(n)}\n\n` +
			`> And what else?\n\n${rest(n)}`)
	const { dir, server, run, bob } = await start(t, mail, [['bob', 'keyer']])

	await bob.goto(server.url + '/desk/messages')
	await look(bob, 'messages')
	await bob.focus('a.nhsuk-button')
	await enter(bob, 'Enter')
	await look(bob, 'message')
	// question 30 is where what is about no question goes; 6 is about the vision
	const number = await bob.$eval('textarea[data-field="vision-why"]', b => b.dataset.question)
	for (let n = 1; n <= 20; n++) {
		assert.equal(await bob.textContent('h1'), `Letter ${n}`)
		const chosen = bob.locator('.desk-part--at:has-text("zugzwang")')
		for (let part = 0; await chosen.count() === 0; part++) {
			assert.ok(part < 9, 'the part is found')
			await bob.keyboard.press('j')
		}
		for (const digit of number)
			await bob.keyboard.press(digit)
		await bob.waitForFunction(words => document.querySelector(
			'textarea[data-field="vision-why"]').value === words, vision(n))
		assert.ok(!(await bob.inputValue('textarea[data-field="anything"]'))
			.includes('zugzwang'))
		if (n % 5 === 0)
			await bob.keyboard.press('g')
		if (n === 5) {
			// an organisation has a name: that is asked once
			bob.expected = 422
			await enter(bob, 'Control+Enter')
			assert.match(await bob.textContent('[role=alert]'), /Type the name of the organisation/)
			await look(bob, 'message-nameless')
			await bob.check('[name=nameless]')
			bob.expected = 200
		} else if (n % 5 === 0) {
			await bob.fill('[name="k.organisation-name"]', 'Hospice ' + n)
		}
		await enter(bob, 'Control+Enter')
		assert.match(await bob.textContent('[role=status]'),
			new RegExp(`Message ${n} is confirmed. It counts.`))
	}
	assert.match(await bob.textContent('h1'), /No message waits/)
	await look(bob, 'no-message')
	const rows = sql(dir, `SELECT u.field, u.text, r.id FROM unit u JOIN response r ON
		r.id = u.response WHERE r.counts = 1 AND r.channel = 'email' ORDER BY r.id, u.field`)
	for (let n = 1; n <= 20; n++) {
		const mine = rows.filter(r => r.id === n)
		assert.deepEqual(mine.filter(r => r.field !== 'organisation-name').map(r =>
			[r.field, r.text]), [['anything', rest(n)], ['vision-why', vision(n)]])
	}
	assert.equal(sql(dir, `SELECT count(*) AS n FROM answer WHERE field = 'capacity' AND
		value = 'organisation'`)[0].n, 4)
	// the last one is undone by its key, and confirmed again
	await enter(bob, 'u')
	assert.equal(await bob.textContent('h1'), 'Letter 20')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM response WHERE counts = 1')[0].n, 19)
	await enter(bob, 'Control+Enter')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM response WHERE counts = 1')[0].n, 20)
	run('verify', dir)
})

test('without a script all of it is done by boxes and buttons', async t => {
	const mail = message(1, `${vision(1)}\n\n> x\n\n${rest(1)}`) + message(2, rest(2)) +
		message(3, rest(3))
	const { dir, server, bob } = await start(t, mail, [['bob', 'keyer',
		{ javaScriptEnabled: false }]])
	await bob.goto(server.url + '/desk/messages/confirm')
	// Enter in a box checks, and never saves
	await bob.focus('#same')
	await enter(bob, 'Enter')
	assert.match(await bob.textContent('[role=status]'), /not saved yet/)
	await bob.selectOption('#p0', 'vision-why')
	await bob.focus('#same')
	await enter(bob, 'Enter')
	assert.equal(await bob.inputValue('textarea[data-field="vision-why"]'), vision(1))
	assert.equal(await bob.inputValue('textarea[data-field="anything"]'), rest(1))
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=status]'), /Message 1 is confirmed/)
	await Promise.all([bob.waitForNavigation(), bob.click('#do-not')])
	assert.match(await bob.textContent('[role=status]'), /Message 2 is not a response/)
	bob.expected = 422
	await Promise.all([bob.waitForNavigation(), bob.click('#do-same')])
	assert.match(await bob.textContent('[role=alert]'), /Type the number/)
	await bob.fill('#same', '1')
	await Promise.all([bob.waitForNavigation(), bob.click('#do-same')])
	assert.match(await bob.textContent('[role=status]'), /Message 3 repeats another/)
	assert.deepEqual(sql(dir, 'SELECT id, state FROM message ORDER BY id').map(r => r.state),
		['done', 'not', 'repeat'])
	// an answer that cannot be, and no answer at all
	await bob.goto(server.url + '/desk/messages/confirm?id=3')
	await bob.click('#more summary')
	await bob.fill('[name="k.area"]', '77')
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=alert]'), /no such code/)
	await bob.fill('[name="k.area"]', '')
	await bob.fill('textarea[data-field="anything"]', '')
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=alert]'), /Nothing would be counted/)
})

test('senders are for analysts, whose look is in the log', async t => {
	const { dir, server, ann, bob } = await start(t, message(1, rest(1)),
		[['ann', 'analyst'], ['bob', 'keyer']])
	await bob.goto(server.url + '/desk/messages/confirm?id=1')
	assert.equal(await bob.locator('#sender').count(), 0)
	assert.ok(!(await bob.content()).includes('person1'))
	await ann.goto(server.url + '/desk/messages/confirm?id=1')
	await Promise.all([ann.waitForNavigation(), ann.click('#sender button')])
	assert.match(await ann.textContent('main'), /person1@example\.org/)
	await look(ann, 'message-sender')
	assert.equal(sql(dir, `SELECT count(*) AS n FROM audit WHERE who = 'ann' AND what =
		'looked who sent a message'`)[0].n, 1)
	// what is wrong is said, with the way to it
	await ann.goto(server.url + '/desk/messages/confirm?id=1')
	await ann.fill('textarea[data-field="anything"]', '')
	await ann.click('#more summary')
	await ann.fill('[name="k.area"]', '77')
	ann.expected = 422
	await Promise.all([ann.waitForNavigation(), ann.click('#do-confirm')])
	assert.match(await ann.textContent('[role=alert]'), /no such code/)
	await look(ann, 'message-wrong')
	ann.expected = 200
	// its author asks for it back
	await ann.goto(server.url + '/desk/messages/confirm?id=1')
	await Promise.all([ann.waitForNavigation(), ann.click('#do-confirm')])
	await ann.goto(server.url + '/desk/messages/confirm?id=1')
	await look(ann, 'message-done')
	await ann.click('summary:has-text("Its author asks")')
	await ann.fill('#reason', 'by phone')
	await Promise.all([ann.waitForNavigation(), ann.click('#withdraw button')])
	assert.match(await ann.textContent('[role=status]'), /Message 1 is erased/)
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM response WHERE counts = 1')[0].n, 0)
	assert.ok(!fs.readFileSync(path.join(dir, 'cases.db')).includes('person1@example'))
})

test('files are taken in at the desk, letters with their day', async t => {
	const { dir, server, ann } = await start(t, '', [['ann', 'analyst']])
	const take = async (name, bytes, day = '') => {
		await ann.goto(server.url + '/desk/messages')
		await ann.setInputFiles('#file', { name, mimeType: 'x/y', buffer: Buffer.from(bytes) })
		await ann.fill('#received', day)
		await Promise.all([ann.waitForNavigation(), ann.click('#files button')])
	}
	await take('one.eml', message(1, rest(1)).replace(/^From .*\n/, ''))
	assert.match(await ann.textContent('[role=status]'), /1 new, 0 already here/)
	await take('one.eml', message(1, rest(1)).replace(/^From .*\n/, ''))
	assert.match(await ann.textContent('[role=status]'), /0 new, 1 already here/)
	ann.expected = 422
	await take('letter.txt', 'Dear all,\n\n' + rest(2))
	assert.match(await ann.textContent('[role=alert]'), /say on which day it came/)
	await look(ann, 'messages-refused')
	await take('letter.txt', 'Dear all,\n\n' + rest(2), '2026-11-20')
	assert.match(await ann.textContent('[role=status]'), /1 new, 0 already here/)
	for (const name of ['bad.xlsx', 'responses.csv']) {
		await take(name, name.endsWith('csv') ? 'a,b\n1,2\n' :
			'PK\u0003\u0004 xl/workbook.xml', '2026-11-20')
		assert.match(await ann.textContent('[role=alert]'),
			/is a spreadsheet, and no letter\. .*earshot import FOLDER (csv|xlsx) FILE/)
	}
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM message')[0].n, 2)
	await take('letter.exe', 'MZ', '2026-11-20')
	assert.match(await ann.textContent('[role=alert]'), /can be taken in/)
	await ann.goto(server.url + '/desk/messages/confirm?id=2')
	await Promise.all([ann.waitForNavigation(), ann.click('#do-confirm')])
	const [r] = sql(dir, `SELECT channel, day FROM response WHERE counts = 1`)
	assert.deepEqual(r, { channel: 'letter', day: '2026-11-20' })
	// the original is as it came
	await ann.goto(server.url + '/desk/messages/confirm?id=1')
	const [file] = await Promise.all([ann.waitForEvent('download'), ann.click('#original button')])
	assert.equal(fs.readFileSync(await file.path(), 'utf8'),
		message(1, rest(1)).replace(/^From .*\n/, ''))
	// a letter is shown as what it was
	await ann.goto(server.url + '/desk/messages/confirm?id=2')
	await Promise.all([ann.waitForNavigation(), ann.click('#original button')])
	assert.match(await ann.textContent('pre'), /^Dear all,\n\n/)
	await ann.goto(server.url + '/desk/messages?list=done')
	await look(ann, 'messages-list')
	// on a narrow screen nothing of a row is cut off
	await ann.setViewportSize({ width: 320, height: 900 })
	assert.ok(await ann.locator('main li .desk-row__what').count() > 0)
	assert.deepEqual(await ann.$$eval('main li, main li *', all => all.filter(x => {
		const r = x.getBoundingClientRect()
		return r.right > innerWidth || x.scrollWidth > x.clientWidth + 1 && x.clientWidth > 0
	}).map(x => x.outerHTML)), [])
	await ann.setViewportSize({ width: 1280, height: 900 })
})

// Three people answer below our question as they were sent it.
const translated = [
	['વ્યૂહરચનામાં કંઈ ખૂટે છે?', 'ઘરની નજીક વધુ પથારીઓ જોઈએ. zugzwang', 'missing', 'gu'],
	['Czy chcieliby Państwo powiedzieć nam coś jeszcze?', 'Pielęgniarka w nocy. zugzwang',
		'anything', 'pl'],
	['کیا حکمتِ عملی میں کوئی چیز رہ گئی ہے؟', 'رات کو نرس گھر پر ہونی چاہیے۔ zugzwang', 'missing', 'ur'],
]

test('a question that is quoted in another language is known, and its answer', async t => {
	const mail = translated.map(([question, answer], n) => message(n + 1,
		`> ${question}\n\n${answer}`, `Content-Language: ${translated[n][3]}\n`)).join('')
	const { dir, server, bob } = await start(t, mail, [['bob', 'keyer']])
	for (let n = 0; n < translated.length; n++) {
		const [, answer, field, lang] = translated[n]
		await bob.goto(server.url + '/desk/messages/confirm?id=' + (n + 1))
		assert.equal(await bob.inputValue(`textarea[data-field="${field}"]`), answer)
		assert.equal(await bob.inputValue('#lang'), lang)
		assert.match(await bob.textContent('#channel'), /^Email, 20 November 2026$/)
		await look(bob, 'message-' + lang)
	}
	// who says that they may be quoted is asked for nothing else
	const words = '#consent [name="k.quote-consent"]'
	assert.match(await bob.locator(words + ' option:checked').textContent(), /^Not said/)
	await bob.selectOption(words, { label: 'Yes, you may use my words' })
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=status]'), /Message 3 is confirmed/)
	assert.deepEqual(sql(dir, `SELECT value FROM answer WHERE field = 'quote-consent'`),
		[{ value: 'yes' }])
	// consent alone is no answer
	await bob.goto(server.url + '/desk/messages/confirm?id=2')
	await bob.fill('textarea[data-field="anything"]', '')
	await bob.selectOption(words, { label: 'Yes, you may use my words' })
	bob.expected = 422
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=alert]'), /Nothing would be counted/)
	assert.equal(await bob.inputValue(words), '1')
})

test('the same typed letter of two people is two, of which one counts', async t => {
	const { dir, server, ann } = await start(t, '', [['ann', 'analyst']])
	const take = async () => {
		await ann.goto(server.url + '/desk/messages')
		await ann.setInputFiles('#file', { name: 'letter.txt', mimeType: 'text/plain',
			buffer: Buffer.from('Dear all,\n\n' + rest(1)) })
		await ann.fill('#received', '2026-11-20')
		await Promise.all([ann.waitForNavigation(), ann.click('#files button')])
		return ann.textContent('[role=status]')
	}
	assert.match(await take(), /1 new, 0 already here\.$/)
	assert.match(await take(), /1 new, 0 already here\. 1 repeats a letter that is here: the file is the same\./)
	await look(ann, 'messages-repeat')
	assert.deepEqual(sql(dir, 'SELECT state, same FROM message ORDER BY id'),
		[{ state: 'confirm', same: null }, { state: 'repeat', same: 1 }])
	await ann.goto(server.url + '/desk/messages?list=repeat')
	assert.match(await ann.textContent('main'), /the same file, as a letter \(message 1\)/)
	await ann.goto(server.url + '/desk/messages/confirm?id=1')
	assert.match(await ann.textContent('.desk-note'), /1 other message repeats this one/)
	// another person sent it
	await ann.goto(server.url + '/desk/messages/confirm?id=2')
	assert.match(await ann.textContent('.desk-note'), /It repeats message 1/)
	await look(ann, 'message-repeat')
	for (const id of [2, 1]) {
		await ann.goto(server.url + '/desk/messages/confirm?id=' + id)
		await Promise.all([ann.waitForNavigation(), ann.click('#do-confirm')])
	}
	assert.equal(sql(dir, `SELECT count(*) AS n FROM response WHERE counts = 1 AND
		channel = 'letter'`)[0].n, 2)
})

test('a form that asks whom one may contact asks staff as well', async t => {
	const mail = message(1, 'Our programme cost less. Call us.')
	const { dir, server, bob } = await start(t, mail, [['bob', 'keyer']],
		'examples/programme-registry')
	await bob.goto(server.url + '/desk/messages/confirm?id=1')
	await look(bob, 'message-contact')
	await bob.fill('#consent [name="k.contact-name"]', 'The programme office')
	await bob.fill('#consent [name="k.contact-email"]', 'no address')
	bob.expected = 422
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('#consent .desk-wrong'), /Error/)
	await look(bob, 'message-contact-wrong')
	bob.expected = 200
	await bob.fill('#consent [name="k.contact-email"]', 'office@example.org')
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=status]'), /Message 1 is confirmed/)
	assert.equal(sql(dir, `SELECT count(*) AS n FROM response WHERE counts = 1`)[0].n, 1)
})

// A mailbox that cannot be read is said, and holds nobody up.
test('the mailbox that the desk reads has a panel of its own', async t => {
	const { dir, server, bob } = await start(t, message(1, rest(1)), [['bob', 'keyer']],
		undefined, 'imaps://office@127.0.0.1:1/INBOX')
	await bob.goto(server.url + '/desk/messages')
	await Promise.all([bob.waitForNavigation(), bob.click('#read-mailbox button')])
	assert.match(await bob.textContent('#mailbox'),
		/could not be read: the mail server 127\.0\.0\.1 cannot be reached/)
	await look(bob, 'messages-mailbox')
	assert.equal(sql(dir, 'SELECT count(*) AS n FROM message')[0].n, 1)
})

// An inline reply: answers to choose below the questions, as people type them.
const inline = `Dear team,

> In what capacity are you responding?

On behalf of the Oakham Hospice Trust

> Which area do you live in?

Rutland.

> What is the first part of your postcode?

LE15

> How far do you agree or disagree with this vision?

Strongly agree

> Which of these ambitions matter most to you?

all of them, really

> Priority 1: Priority
> Is there anything missing from the strategy?

Q29: Night nurses. zugzwang

> And what else?

Leicester`

const behalf = 'We write on behalf of our trustees. More beds.'
const named = `> What is the name of your organisation?

Oakham Hospice

> May we use some of your own words in our report?

Yes, you may use my words.`

test('answers to choose are understood when they are exactly one, and confirmed', async t => {
	const { dir, server, bob } = await start(t, message(1, inline) + message(2, behalf) +
		message(3, named) + message(4, 'On behalf of my mother: more beds.'), [['bob', 'keyer']])
	await bob.goto(server.url + '/desk/messages/confirm?id=1')
	const value = field => bob.inputValue(`[data-field="${field}"]`)
	const noted = field => bob.locator(`[data-field="${field}"]`).evaluate(area =>
		document.getElementById('f' + area.id.slice(1)).textContent)
	await look(bob, 'message-inline')
	assert.deepEqual([await value('area'), await value('district'), await value('vision-agree'),
		await value('ambitions')], ['3', 'LE15', '5', ''])
	assert.equal(await noted('area'), 'Understood from: “Rutland.”')
	// an organisation is proposed, with its name
	assert.ok(await bob.isChecked('[name=who][value=g]'))
	assert.equal(await bob.inputValue('[name="k.organisation-name"]'), 'the Oakham Hospice Trust')
	assert.match(await bob.textContent('#as-why'), /proposed.*On behalf of the Oakham Hospice Trust/)
	// words that are not exactly an answer stand beside its question
	assert.match(await bob.textContent('[data-beside]'), /all of them, really.*do not count/s)
	assert.equal(await value('anything'), 'Leicester')
	assert.equal(await value('missing'), 'Night nurses. zugzwang')

	// by key: to a question that takes it not, that has another answer, and that takes it
	const part = words => bob.locator(`[data-part]:has-text("${words}")`)
	const to = async (words, number) => {
		await part(words).evaluate(p => p.focus())
		while (!/desk-part--at/.test(await part(words).getAttribute('class')))
			await bob.keyboard.press('j')
		for (const digit of String(number))
			await bob.keyboard.press(digit)
	}
	await bob.keyboard.press('j')
	await to('zugzwang', 4)
	const says = words => bob.waitForFunction(w => document.getElementById('live')
		.textContent.includes(w), words)
	await says('Not given to question 4')
	assert.match(await part('zugzwang').locator('.desk-part__no').textContent(), /no postcode/)
	await look(bob, 'message-refused')
	assert.equal(await value('missing'), 'Night nurses. zugzwang')
	for (let k = 0; k < 9; k++)
		await bob.keyboard.press('k')
	await to('Leicester', 3)
	await says('has another answer already')
	await bob.fill('[data-field="area"]', '')
	await bob.locator('h1').click()
	await to('Leicester', 3)
	await says('Given to question 3: answer 1')
	assert.deepEqual([await value('area'), await value('anything')], ['1', ''])
	assert.equal(await noted('area'), 'Understood from: “Leicester”')
	await Promise.all([bob.waitForNavigation(), bob.click('#do-confirm')])
	assert.match(await bob.textContent('[role=status]'), /Message 1 is confirmed/)
	assert.deepEqual(sql(dir, `SELECT field, value FROM answer WHERE field IN
		('area', 'capacity', 'vision-agree', 'ambitions') AND value <> '' ORDER BY field`),
	[{ field: 'area', value: 'leicester' }, { field: 'capacity', value: 'organisation' },
		{ field: 'vision-agree', value: 'strongly-agree' }])
	// an organisation is named, or may be meant; consent is given in the form's own words
	for (const [id, who, why] of [[2, 'p', /They wrote: “on behalf of our trustees\. More beds\.” Does an/],
		[3, 'g', /proposed.*“Oakham Hospice”/], [4, 'p', undefined]]) {
		await bob.goto(server.url + '/desk/messages/confirm?id=' + id)
		assert.ok(await bob.isChecked(`[name=who][value=${who}]`), `message ${id}`)
		assert.equal(await bob.locator('#as-why').count(), why ? 1 : 0)
		if (why)
			assert.match(await bob.textContent('#as-why'), why)
		if (id === 3) {
			assert.equal(await value('quote-consent'), '1')
			assert.match(await noted('quote-consent'), /Understood from: “Yes, you may/)
			await bob.selectOption('[data-field="quote-consent"]', '')
			assert.equal(await noted('quote-consent'), '')
		}
	}
	assert.ok(!sql(dir, 'SELECT text FROM unit').some(u => /Rutland|LE15|agree/.test(u.text)))
})

test('without a script a part is given to a question to choose from, or that is refused', async t => {
	const { server, bob } = await start(t, message(1, `Rutland\n\n> x\n\n${rest(1)}`),
		[['bob', 'keyer', { javaScriptEnabled: false }]])
	const check = async () => {
		await bob.focus('#same')
		await enter(bob, 'Enter')
	}
	await bob.goto(server.url + '/desk/messages/confirm?id=1')
	// questions with the same words are told apart
	const names = await bob.locator('#p0 option').allTextContents()
	assert.equal(new Set(names.map(n => n.replace(/^Question \S+ /, ''))).size, names.length)
	assert.ok(names.some(n => /^Question \d+: Priority 3: .* – Why do you say that\?$/.test(n)))
	await bob.selectOption('#p0', 'area')
	await bob.selectOption('#p2', 'vision-agree')
	await check()
	assert.match(await bob.textContent('[role=status]'),
		/Not given to question 5: these words are not exactly one of its answers/)
	assert.equal(await bob.inputValue('[data-field="area"]'), '3')
	assert.equal(await bob.inputValue('[data-field="anything"]'), rest(1))
	await bob.selectOption('#p0', '')
	await check()
	assert.equal(await bob.inputValue('[data-field="area"]'), '')
})
