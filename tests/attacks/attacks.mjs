// attacks.mjs -- the attacks of docs/SECURITY.md on the public site.
//
// Each is tried twice: on the server as it is, where it must fail, and on one
// from which only the named guard has been cut (tests/attacks/guards), where it
// must succeed.  So no test passes for another reason than its guard.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname ??
	path.dirname(new URL(import.meta.url).pathname), '../..')
const earshot = path.resolve(process.env.EARSHOT)
const cut = path.resolve(process.env.CUT ??
	path.join(path.dirname(earshot), 'attacks'))
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'earshot-attacks-'))
const children = []
process.on('exit', () => {
	children.forEach(c => c.kill('SIGKILL'))
	fs.rmSync(work, { recursive: true, force: true })
})
process.on('SIGTERM', () => process.exit(1))

/* ---- a server with or without a guard ----------------------------------- */

const day = d => new Date(Date.now() + d * 86400e3).toISOString().slice(0, 10)
const made = path.join(work, 'made')
execFileSync(earshot, ['new', made, '--from', path.join(root,
	'examples/eol-2024'), '--opens', day(-9), '--closes', day(9)],
{ stdio: 'pipe' })
fs.appendFileSync(path.join(made, 'site.settings'),
	'\npublic-url https://consult.example.org/\n')
execFileSync(earshot, ['publish', made], { stdio: 'pipe' })

let copies = 0
async function serve(program) {
	const folder = path.join(work, 'copy' + ++copies)
	fs.cpSync(made, folder, { recursive: true })
	const child = spawn(program, ['serve', folder, '--port', '0',
		'--watch', '0'])
	children.push(child)
	let out = ''
	child.stdout.on('data', d => { out += d })
	child.stderr.on('data', d => { out += d })
	for (let i = 0; i < 200 && !/metrics/.test(out); i++)
		await new Promise(done => setTimeout(done, 50))
	const m = out.match(/127\.0\.0\.1:([0-9]+)/)
	assert.ok(m, `${program} does not serve: ${out}`)
	return { port: Number(m[1]), folder,
		metrics: out.match(/http:\S+\/metrics/)[0], end: () => new Promise(done => {
		child.on('exit', done)
		child.kill('SIGTERM')
	}) }
}

/* ---- somebody at a browser, and somebody who is not --------------------- */

class Person {
	constructor(server, cookie = '') {
		this.port = server.port
		this.cookie = cookie
		this.token = ''
		this.headers = {}
	}

	ask(at, form, headers = {}) {
		const body = form && new URLSearchParams(form).toString()
		return new Promise((done, fail) => {
			const r = http.request({ port: this.port, host: '127.0.0.1',
				agent: false, path: at, method: form ? 'POST' : 'GET',
				headers: { ...this.headers, ...headers,
					...this.cookie ? { cookie: this.cookie } : {},
					...form ? { 'content-type':
						'application/x-www-form-urlencoded',
					'content-length': Buffer.byteLength(body) } : {} } },
			a => {
				let text = ''
				a.setEncoding('utf8')
				a.on('data', d => { text += d })
				a.on('end', () => done({ status: a.statusCode, text,
					headers: a.headers, at: a.headers.location ?? '' }))
			})
			r.on('error', fail)
			r.end(body)
		})
	}

	// As a browser does: keeps the cookie and the form's token.
	async go(at, form) {
		const a = await this.ask(at, form && [['token', this.token], ...form])
		const set = a.headers['set-cookie']?.[0]
		if (set)
			this.cookie = set.split(';')[0]
		this.token = a.text.match(/name="token" value="([0-9a-f]+)"/)?.[1] ??
			this.token
		return a
	}

	async begin() {
		const page = await this.go('/en/')
		const mark = page.text.match(/name="begun" value="([^"]+)"/)[1]
		const at = (await this.go('/en/start', [['begun', mark],
			['web_site', '']])).at
		await this.go(at)
		return this
	}

	// Ready to press "Send".
	async ready() {
		await this.begin()
		const r = await this.go('/en/q/capacity', [['on', 'capacity'],
			['capacity', 'bereaved'], ['stop', '1']])
		assert.equal(r.status, 303)
		await this.go('/en/check')
		return this
	}

	async sent() {
		await this.ready()
		await this.go('/en/send', [['x', '1']])
		this.reference = (await this.go('/en/sent')).text
			.match(/id="reference">([0-9A-Z-]+)</)[1]
		return this
	}
}

// Bytes on a socket, and what comes back before it closes or half a second.
const raw = (server, text) => new Promise(done => {
	const s = net.connect(server.port, '127.0.0.1', () => s.write(text))
	let out = ''
	const end = () => { s.destroy(); done(out) }
	s.on('data', d => { out += d })
	s.on('close', end).on('error', end)
	setTimeout(end, 500)
})

// How many replies wait because many came from one network.
const delayed = async server => Number((await (await fetch(server.metrics))
	.text()).match(/^earshot_http_delayed ([0-9]+)$/m)[1])

const count = (server, table) => Number(execFileSync('sqlite3', [path.join(
	server.folder, 'intake.db'), `SELECT count(*) FROM ${table}`],
{ encoding: 'utf8' }))

/* ---- the attacks: whether each gets through ----------------------------- */

const SCRIPT = '<script src=//evil.example></script>'
const attacks = [
	['A1', 'escape', 'markup typed into the box for a code comes back as markup',
		async s => (await (new Person(s)).ask('/en/back', [['code', SCRIPT]]))
			.text.includes('<script src=//evil')],
	['A1', 'policy', 'a page would run a script that got into it',
		async s => !/default-src 'none'/.test((await (new Person(s))
			.ask('/en/')).headers['content-security-policy'])],
	['A4', 'method', 'a link alone takes somebody\'s answers off their device',
		async s => {
			const p = await (new Person(s)).begin()
			return /Max-Age=0/.test((await p.ask('/en/leave'))
				.headers['set-cookie'])
		}],
	['A4', 'secret', 'a made-up cookie opens the answers of somebody else',
		async s => {
			const p = await (new Person(s)).begin()
			const name = p.cookie.split('=')[0]
			const other = new Person(s, name + '=' + 'A'.repeat(
				p.cookie.length - name.length - 1))
			return (await other.ask('/en/q/capacity')).status === 200
		}],
	['A6', 'random', 'two people are given the same secret',
		async s => (await (new Person(s)).begin()).cookie ===
			(await (new Person(s)).begin()).cookie],
	['A7', 'once', 'sixteen presses of "Send" at once are counted as several',
		async s => {
			for (let i = 1; i <= 5; i++) {
				const p = await (new Person(s)).ready()
				await Promise.all(Array.from({ length: 16 }, () =>
					p.ask('/en/send', [['token', p.token]])))
				if (count(s, 'receipt') !== i)
					return true
			}
			return false
		}],
	['A8', 'token', 'a form with a token that is not this person\'s is taken',
		async s => {
			const p = await (new Person(s)).ready()
			await p.ask('/en/send', [['token', '0'.repeat(32)]])
			return count(s, 'receipt') > 0
		}],
	['A9', 'climb', 'a path that climbs is not refused',
		async s => (await (new Person(s)).ask('/assets/%2e%2e/intake.db'))
			.status !== 400],
	['A9', 'nul', 'an address that is no text is not refused',
		async s => (await (new Person(s)).ask('/en/%ff')).status !== 400],
	['A10', 'secret', 'some of a hundred guessed codes open something',
		async s => {
			await (new Person(s)).sent()
			const p = new Person(s)
			for (let i = 0; i < 100; i++) {
				const code = Array.from({ length: 28 }, () => '0123456789ABCDEF'[
					Math.floor(Math.random() * 16)]).join('')
				const a = await p.ask('/en/back', [['code', code]])
				if (a.status === 303 || a.headers['set-cookie'])
					return true
			}
			return false
		}],
	['A11', 'proxy', 'somebody who invents addresses is not counted as one',
		async s => {
			for (let i = 0; i < 330; i++) {
				const p = new Person(s)
				p.headers = { 'x-forwarded-for':
					`192.0.${i % 200}.1, 203.0.113.7` }
				const r = p.ask('/en/start', [['x', '1']]).catch(() => {})
				if (i < 230)
					await r
			}
			await new Promise(done => setTimeout(done, 200))
			for (let i = 0; i < 10; i++) {
				if (await delayed(s) > 0)
					return false
				await new Promise(done => setTimeout(done, 50))
			}
			return true
		}],
	['A11', 'host', 'a link with a code leads to where the request says',
		async s => {
			const p = await (new Person(s)).begin()
			return (await p.ask('/en/save', undefined, { host: 'evil.example' }))
				.text.includes('evil.example')
		}],
	['A12', 'origin', 'a form on another site is taken',
		async s => (await (new Person(s)).ask('/en/start', [['x', '1']],
			{ 'sec-fetch-site': 'cross-site' })).headers['set-cookie'] !==
			undefined],
	['A12', 'random', 'a cookie that somebody planted becomes the session',
		async s => {
			const p = await (new Person(s)).begin()
			const name = p.cookie.split('=')[0]
			const planted = name + '=' + 'A'.repeat(p.cookie.length -
				name.length - 1)
			const victim = new Person(s, planted)
			await victim.ask('/en/start', [['x', '1']])
			return (await (new Person(s, planted)).ask('/en/q/capacity'))
				.status === 200
		}],
	['A12', 'length', 'a request with two lengths is read as one of them',
		async s => !/^HTTP\/1.1 400/.test(await raw(s, 'POST /en/back HTTP/1.1' +
			'\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded' +
			'\r\nContent-Length: 6\r\nContent-Length: 6\r\n\r\ncode=1'))],
	['A12', 'store', 'somebody\'s answers may stay in a cache',
		async s => {
			const p = await (new Person(s)).begin()
			return !/no-store/.test((await p.ask('/en/q/capacity'))
				.headers['cache-control'])
		}],
]

/* ---- those whose guard is not a line of code ---------------------------- */

// SQL is only ever prepared from literals, so that there is no line to cut; the
// words are kept as they are, and the tables stay.
async function words(s) {
	const p = await (new Person(s)).begin()
	const typed = "'); DROP TABLE receipt;--"
	await p.ask('/en/back', [['code', typed]])
	await p.ask("/en/back/'%20OR%201=1--")
	p.cookie = p.cookie.split('=')[0] + "='%20OR%201=1--"
	assert.equal((await p.ask('/en/check')).status !== 200, true)
	assert.equal(count(s, 'receipt'), 0)
}

// No header is made of what a request says; a line's end in an address comes
// back in none.
async function lines(s) {
	for (const at of ['/en/%0d%0aX-Evil:1', '/en/back/%0d%0aX-Evil:1',
		'/en/?x=%0d%0aX-Evil:1']) {
		const a = await (new Person(s)).ask(at)
		assert.equal(a.headers['x-evil'], undefined, at)
	}
}

// Nothing of the staff's side is served to the public.
async function staff(s) {
	for (const at of ['/desk', '/edit', '/paste', '/tryout', '/files',
		'/metrics', '/intake.db', '/site.settings', '/consultation.form'])
		assert.ok([404, 303, 301].includes((await (new Person(s)).ask(at))
			.status), at)
}

let failed = 0, passed = 0
const only = process.argv[2]
async function check(name, how) {
	try {
		await how()
		passed++
		console.log('ok - ' + name)
	} catch (e) {
		failed++
		console.log(`not ok - ${name}: ${e.message}`)
	}
}
for (const [number, guard, what, attack] of attacks) {
	if (only && guard !== only)
		continue
	for (const [program, through] of [[earshot, false],
		[path.join(cut, guard), true]])
		await check(`${number} ${through ? `without ${guard}, ` : 'not so: '}` +
			what, async () => {
			const s = await serve(program)
			try {
				assert.equal(await attack(s), through)
			} finally {
				await s.end()
			}
		})
}
const s = await serve(earshot)
await check('A12 SQL in answers, codes and cookies', () => words(s))
await check('A12 line ends in addresses', () => lines(s))
await check('A4 the staff\'s side is not there', () => staff(s))
await s.end()
console.log(`${passed} of ${passed + failed} checks passed`)
process.exit(failed ? 1 : 0)
