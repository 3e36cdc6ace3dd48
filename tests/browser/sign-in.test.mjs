// sign-in.test.mjs -- signing in at the desk, and accounts, with a script and
// without.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { after, test } from 'node:test'
import { account, bareDesk, chrome, desk, earshot, enrol, nu, open, password,
	scratch, sound, totp } from './kit.mjs'

after(async () => (await chrome()).close())

async function start(t, how = bareDesk) {
	const dir = path.join(scratch(), 'care')
	execFileSync(earshot, ['new', dir])
	const server = await how(dir)
	t.after(() => server.stop())
	return { dir, server }
}

const html = scratch()
// Looks at a page in both widths, once.
async function look(p, name, script) {
	if (!script)
		return
	fs.writeFileSync(path.join(html, name + '.html'), await p.content())
	for (const width of [1280, 320])
		await sound(p, name, width)
}
const press = (p, name) => p.locator('main').getByRole('button', { name })
	.click()

async function setUp(p, server, code, script) {
	await p.goto(server.url + '/desk/first')
	await look(p, 'first', script)
	await p.getByLabel('Login name').fill('kim.lee')
	await p.getByLabel('Setup code').fill(code.replace(/./, 'X'))
	await press(p, 'Continue')
	await p.getByRole('alert').waitFor()
	await look(p, 'first-wrong', script)
	await p.getByLabel('Setup code').fill(code.toLowerCase())
	await press(p, 'Continue')
	await p.getByRole('heading', { name: 'Step 1 of 3' }).waitFor()
	await look(p, 'password', script)
	await p.locator('#password').fill('short')
	await p.locator('#again').fill('short')
	await press(p, 'Continue')
	await p.getByRole('alert').getByRole('link').click()
	assert.equal(await p.evaluate(() => document.activeElement.id),
		'password')
	assert.match(await p.title(), /^Error: Step 1/)
	await look(p, 'password-wrong', script)
	await p.locator('#password').fill(password)
	await p.locator('#again').fill(password)
	if (script) {
		await p.getByRole('button', { name: 'Show: Password' }).click()
		assert.equal(await p.locator('#password').getAttribute('type'), 'text')
		await p.getByRole('button', { name: 'Hide: Password' }).waitFor()
	}
	await press(p, 'Continue')
	await p.getByRole('heading', { name: 'Step 2 of 3' }).waitFor()
	await look(p, 'phone', script)
	const phone = (await p.locator('#totp').textContent()).replace(/\s/g, '')
	await p.locator('#code').fill('12 34')
	await press(p, 'Continue')
	await p.getByRole('alert').waitFor()
	await p.locator('#code').fill(totp(phone))
	await p.locator('#code').press('Enter')
	await p.getByRole('heading', { name: 'Step 3 of 3' }).waitFor()
	await look(p, 'recovery', script)
	return { phone, recovery: await p.locator('#recovery li').allTextContents() }
}

for (const script of [true, false])
	test(`somebody signs in for the first time, and again (${script ? 'with' :
		'without'} a script)`, async t => {
		const { dir, server } = await start(t)
		const p = await open(server, { javaScriptEnabled: script })
		await p.goto(server.url + '/desk/tasks')
		await p.getByText(`earshot staff ${dir} add`).waitFor()
		await look(p, 'none', script)
		const { phone, recovery } = await setUp(p, server, account(dir),
			script)
		assert.equal(recovery.length, 10)
		await p.getByRole('link', { name: 'I have them' }).click()
		await p.getByText('Kim Lee, Manager').waitFor()

		await p.getByRole('button', { name: 'Sign out' }).click()
		await p.getByText('You are not signed in any more').waitFor()
		assert.deepEqual((await p.context().cookies()).filter(c =>
			c.name.startsWith('earshot-desk')).length, 1)	// of the form
		await p.goBack()
		assert.equal(await p.getByText('Kim Lee, Manager').count(), 0)
		await p.goto(server.url + '/desk/log')
		await look(p, 'sign-in', script)
		await p.getByLabel('Login name').fill('kim.lee')
		await p.locator('#password').fill('not the password at all')
		await press(p, 'Continue')
		await p.getByRole('alert').waitFor()
		await look(p, 'sign-in-wrong', script)
		await p.locator('#password').fill(password)
		await p.locator('#password').press('Enter')
		await p.getByRole('heading', { name: 'Your code' }).waitFor()
		await look(p, 'code', script)
		// The code of the setup was used; the next one is good already.
		await p.locator('#code').fill(script ? totp(phone, 1) : recovery[3])
		await p.locator('#code').press('Enter')
		// Where one wanted to go.
		await p.getByRole('heading', { name: 'Log', exact: true }).waitFor()
		await look(p, 'log', script)
		assert.deepEqual(p.problems, [])
		await p.close()
	})

for (const script of [true, false])
	test(`an administrator makes accounts and changes them (${script ?
		'with' : 'without'} a script)`, async t => {
		const { dir, server } = await start(t, desk)
		const p = await open(server, { javaScriptEnabled: script })
		await p.goto(server.url + '/')
		await p.locator('main').getByRole('link', { name: 'Staff' }).click()
		await p.locator('#login').fill('bo')
		await p.locator('#name').fill('Bo <i>Peep</i>')
		await p.getByLabel('Viewer', { exact: true }).check()
		await press(p, 'Add the account')
		await p.locator('#setup-code').waitFor()
		await look(p, 'staff-code', script)
		await p.goto(server.url + '/desk/staff')
		const bo = p.getByRole('article', { name: 'Bo <i>Peep</i>' })
		await bo.locator('summary', { hasText: 'Roles' }).click()
		await bo.getByLabel('auditor').check()
		await bo.getByRole('button', { name: 'Change the roles of bo' })
			.click()
		await p.getByRole('status').getByText('viewer, auditor').waitFor()
		await bo.locator('summary', { hasText: 'New setup code' }).click()
		await look(p, 'staff', script)
		await bo.getByRole('button', { name: 'Make a new setup code' }).click()
		await p.locator('#setup-code').waitFor()
		await bo.locator('summary', { hasText: 'Disable' }).click()
		await bo.getByRole('button', { name: 'Disable bo' }).click()
		await bo.getByText('nobody can sign in as this').waitFor()
		const log = execFileSync(earshot, ['tasks', dir, '--audit'],
			{ encoding: 'utf8' })
		assert.equal(log.match(/kim\.lee: .*\bbo\b/g).length, 4, log)
		await p.goto(server.url + '/desk/help')
		await look(p, 'help', script)
		assert.deepEqual(p.problems, [])
		await p.close()
	})

test('whoever may do less sees less, and is told why', async t => {
	const { dir, server } = await start(t, desk)
	server.me = await enrol(server, dir, 'vi', ['--preset', 'viewer'])
	const p = await open(server)
	await p.goto(server.url + '/')
	assert.deepEqual(await p.locator('.desk-nav a').allTextContents(),
		['Home', 'Results'])
	await look(p, 'viewer', true)
	p.expected = 403
	await p.goto(server.url + '/desk/tasks')
	await p.getByText('This page is for people with the role analyst, and ' +
		'you work here as: Viewer.').waitFor()
	await look(p, 'forbidden', true)
	await p.close()
})

test('a password is changed, and the other browsers are out', async t => {
	const { dir, server } = await start(t, desk)
	execFileSync(earshot, ['staff', dir, 'must-change', 'kim.lee'])
	const p = await open(server)
	await p.goto(server.url + '/desk/questionnaire')
	await p.getByText('Choose another password first.').waitFor()
	assert.equal(await p.locator('.desk-nav a').count(), 0)
	await look(p, 'must-change', true)
	await p.locator('#old').fill(password)
	await p.locator('#password').fill('another good long one')
	await p.locator('#again').fill('another good long one')
	await press(p, 'Change the password')
	await p.getByText('The password is changed.').waitFor()
	await look(p, 'account', true)
	await p.getByRole('link', { name: 'Questionnaire' }).click()
	await p.locator('#text').waitFor()
	const before = await open(server)	// with the cookie of before
	await before.goto(server.url + '/desk/questionnaire')
	assert.match(before.url(), /sign-in\?to=\/desk\/questionnaire$/)
	await p.close()
	await before.close()
})

test('somebody with another phone sets the account up anew', async t => {
	const { dir, server } = await start(t, desk)
	const p = await open(server)
	await p.goto(server.url + '/desk/account')
	await p.locator('#own').fill('not my password at all')
	await press(p, 'Set my account up anew')
	await p.getByText('This is not your password').first().waitFor()
	await look(p, 'anew-wrong', true)
	await p.locator('#own').fill(password)
	await press(p, 'Set my account up anew')
	const code = await p.locator('#setup-code').innerText()
	await look(p, 'anew', true)
	// The cookie of before is nobody's now.
	const before = await open(server)
	await before.goto(server.url + '/desk/account')
	assert.match(before.url(), /sign-in/)
	await before.close()
	await p.getByRole('link', { name: 'Use it now' }).click()
	await p.locator('#login').fill('kim.lee')
	await p.locator('#setup').fill(code)
	await press(p, 'Continue')
	await p.locator('#again').waitFor()
	const log = execFileSync(earshot, ['tasks', dir, '--audit'],
		{ encoding: 'utf8' })
	assert.match(log, /kim\.lee: reset/)
	await p.close()
})

test('who is signed in is warned before the session ends', async t => {
	const { server } = await start(t, desk)
	const p = await open(server)
	await p.clock.install()
	await p.goto(server.url + '/desk/tasks')
	await p.getByRole('button', { name: 'Sign out' }).waitFor()
	await p.clock.runFor(24 * 60e3)
	assert.equal(await p.getByRole('alert').count(), 0)
	await p.clock.runFor(61e3)
	await p.getByRole('alert').getByText('in five minutes').waitFor()
	await look(p, 'ends', true)
	await p.getByRole('button', { name: 'Stay signed in' }).click()
	await p.getByRole('alert').waitFor({ state: 'detached' })
	await p.clock.runFor(24 * 60e3)
	assert.equal(await p.getByRole('alert').count(), 0)
	assert.deepEqual(p.problems, [])
	await p.close()
})

test('a session that ends loses nobody’s words', async t => {
	const { dir, server } = await start(t, desk)
	const p = await open(server)
	p.on('dialog', d => d.accept())
	await p.goto(server.url + '/desk/questionnaire')
	await p.getByText('No mistakes.', { exact: true }).waitFor()
	const c = await (await fetch(server.url + '/desk/account',
		{ headers: { cookie: server.me.cookie } })).text()
	await fetch(server.url + '/desk/account', { method: 'POST',
		redirect: 'manual', headers: { cookie: server.me.cookie },
		body: new URLSearchParams({ do: 'everywhere',
			token: c.match(/name="token" value="([\w-]+)"/)[1] }) })
	await p.locator('#text').press('x')
	await p.getByText('You are signed out. Your text is still here.').waitFor()
	await p.getByRole('link', { name: 'Sign in in another tab' }).waitFor()
	const text = await p.locator('#text').inputValue()
	// Signed in again, it goes on with the new token.
	server.me = await enrol(server, dir, 'bo')
	const [name, value] = server.me.cookie.split('=')
	await p.context().addCookies([{ name, value, url: server.url }])
	p.expected = 403
	await p.locator('#text').press('y')
	await p.getByText(/mistake/).first().waitFor()
	await p.getByRole('button', { name: 'Save' }).click()
	await p.getByText(/^Saved\./).first().waitFor()
	assert.notEqual(fs.readFileSync(path.join(dir, 'consultation.form'),
		'utf8'), text)
	await p.close()
	// Without a script they come back, to be copied.
	const plain = await open(server, { javaScriptEnabled: false })
	await plain.goto(server.url + '/desk/questionnaire')
	await plain.locator('#text').fill('long <b>words</b>')
	await plain.context().clearCookies()
	await plain.getByRole('button', { name: 'Save' }).click()
	assert.equal(await plain.locator('#kept').inputValue(),
		'long <b>words</b>')
	await plain.close()
})

test('what was looked at is valid', () => {
	const files = fs.readdirSync(html)
	assert.ok(files.length >= 15, files.join(' '))
	assert.deepEqual(nu(files.map(f => path.join(html, f))), {})
})
