// kit.mjs -- a consultation of its own, the real server and a real browser.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { earshot, enrol, root } from './people.mjs'

export * from './people.mjs'

const require = createRequire(import.meta.url)
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
	'best-practice']
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')

// What is to be undone when this process ends, however it ends.
const last = []
process.on('exit', () => last.forEach(f => f()))

export function scratch() {
	const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'earshot-browser-'))
	last.push(() => fs.rmSync(dir, { recursive: true, force: true }))
	return dir
}

const day = days => new Date(Date.now() + days * 86400e3)
	.toISOString().slice(0, 10)

// The example or another folder, published, open from and to so many days from
// now; in these languages, and no translation, where there are any ("en ur").
export function consultation(dir, from, to, languages = '',
	of = 'examples/eol-2024') {
	execFileSync(earshot, ['new', dir, '--from', path.join(root, of),
		'--opens', day(from), '--closes', day(to)])
	const form = path.join(dir, 'consultation.form')
	if (languages !== '') {
		fs.rmSync(path.join(dir, 'locales'), { recursive: true, force: true })
		fs.writeFileSync(form, fs.readFileSync(form, 'utf8')
			.replace(/^  languages .*$/m, '  languages ' + languages))
	}
	execFileSync(earshot, ['publish', dir])
	return dir
}

// Starts the server, in a shell when limits are to be set first; resolves
// once it listens.
export function serve(dir, before = '', ...more) {
	return listening(before === '' ?
		spawn(earshot, ['serve', dir, '--port', '0', ...more]) :
		spawn('bash', ['-c', `${before}; exec "$0" serve "$1" --port 0`,
			earshot, dir]))
}

// The staff's side, for the same folder; pages that are opened on it are those
// of a manager who has signed in.
export async function desk(dir, ...more) {
	const server = await bareDesk(dir, ...more)
	server.me = await enrol(server, dir)
	return server
}

// With nobody signed in, and no account.
export function bareDesk(dir, ...more) {
	return listening(spawn(earshot, ['desk', dir, '--port', '0', ...more]))
}

// What that person's browser is sent.
export const get = (server, at, headers = {}) => fetch(server.url + at, {
	redirect: 'manual', headers: { cookie: server.me.cookie, ...headers } })

function listening(child) {
	let out = '', up = false
	child.said = ''
	child.stderr.on('data', d => { child.said += d })
	last.unshift(() => child.kill('SIGKILL'))
	return new Promise((resolve, reject) => {
		child.on('exit', code => reject(new Error(
			`the server ended with ${code}: ${child.said}`)))
		child.stdout.on('data', d => {
			out += d
			const m = out.match(
				/http:\/\/[0-9.]+:([0-9]+)|"listening","port":([0-9]+)/)
			if (!m || up)
				return
			up = true
			// A test that fails before it stops its server must not
			// keep this process waiting for it.
			for (const part of [child, child.stdin, child.stdout,
				child.stderr])
				part.unref()
			const port = Number(m[1] ?? m[2])
			resolve({ url: `http://127.0.0.1:${port}`, port, child,
				out: () => out, stop: () => stop(child) })
		})
	})
}

// SIGTERM, and the exit status.
function stop(child) {
	child.removeAllListeners('exit')
	child.ref()
	return new Promise(resolve => {
		child.on('exit', (code, signal) => resolve(code ?? signal))
		child.kill('SIGTERM')
	})
}

export function routes() {
	return JSON.parse(execFileSync(earshot, ['routes'], { encoding: 'utf8' }))
}

let browser
export async function chrome() {
	const home = scratch()
	browser ??= await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless', '--no-sandbox', '--disable-gpu',
			'--disable-quic', '--no-first-run',
			'--disable-background-networking',
			'--disable-component-update', '--disable-sync'],
		env: { ...process.env, HOME: home, TZ: 'Europe/London' },
	})
	return browser
}

// A page that remembers what went wrong on it: messages to the console, and
// requests to anywhere but the server.
export async function open(server, options = {}) {
	const b = await chrome()
	const context = await b.newContext({ locale: 'en-GB',
		reducedMotion: 'reduce', viewport: { width: 320, height: 800 },
		...options })
	if (server.me) {
		const [name, value] = server.me.cookie.split('=')
		await context.addCookies([{ name, value, url: server.url,
			httpOnly: true, sameSite: 'Lax' }])
	}
	const page = await context.newPage()
	// A click ends once the answer begins: what is asked of a page waits until
	// all of it is there.
	const evaluate = page.evaluate.bind(page)
	page.evaluate = async (...what) => {
		await page.waitForLoadState('domcontentloaded')
		return evaluate(...what)
	}
	page.problems = []
	page.expected = 200 // a page of errors is a failed load to the console
	page.on('console', m => {
		if (m.type() === 'error' && !(page.expected >= 400 &&
			m.text().includes(`status of ${page.expected}`)))
			page.problems.push(m.text())
	})
	page.on('pageerror', e => page.problems.push(String(e)))
	page.on('request', r => {
		if (!r.url().startsWith(server.url))
			page.problems.push('outside request: ' + r.url())
	})
	return page
}

// What axe finds; but: more of its options.
export async function violations(page, but = {}) {
	// It is large: once for each page is enough.  What it would load beforehand
	// is for films and for rules that are not among ours.
	if (!await page.evaluate(() => 'axe' in globalThis))
		await page.evaluate(axe)
	const r = await page.evaluate(o => globalThis.axe.run(document, o),
		{ runOnly: { type: 'tag', values: TAGS }, preload: false,
			resultTypes: ['violations'], ...but })
	return r.violations.map(v => `${v.id}: ${v.nodes.map(n => n.target)}`)
}

// What must hold for every page at this width.
export async function sound(page, name, width) {
	await page.setViewportSize({ width, height: 800 })
	assert.deepEqual(await violations(page), [], `${name} at ${width}`)
	const over = await page.evaluate(() =>
		document.documentElement.scrollWidth - innerWidth)
	assert.ok(over <= 0, `${name} scrolls sideways by ${over} at ${width}`)
	assert.deepEqual(page.problems, [], name)
}

// The Nu checker: file name to messages; only files with errors are there.
export function nu(files) {
	const jar = path.join(path.dirname(require.resolve(
		'vnu-jar/package.json')), 'build/dist/vnu.jar')
	let out
	try {
		out = execFileSync('java', ['-jar', jar, '--errors-only',
			'--format', 'json', ...files],
		{ stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
		out = '{"messages":[]}'
	} catch (e) {
		out = e.stderr.toString()
	}
	const bad = {}
	for (const m of JSON.parse(out).messages) {
		const file = path.basename(m.url ?? 'the checker itself')
		bad[file] ??= []
		bad[file].push(`line ${m.lastLine}: ${m.message}`)
	}
	return bad
}

// Answers the page that is shown: the second of each choice, and words.
export async function fill(page, words) {
	for (const set of await page.locator('fieldset').all()) {
		const choices = set.locator('input[type=radio], input[type=checkbox]')
		if (await choices.count() > 1)
			await choices.nth(1).check()
	}
	for (const box of await page.locator('textarea').all())
		await box.fill(words)
	const code = page.locator('input[name=district]')
	if (await code.count())
		await code.fill('LE4')
}

export async function next(page) {
	await page.locator('main').getByText('Continue', { exact: true }).click()
	await page.waitForLoadState('domcontentloaded')
}
