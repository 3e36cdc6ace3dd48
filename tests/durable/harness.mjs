// harness.mjs -- is what the server acknowledged still there, once, after it was
// killed, lost its power, or its disk failed or was full?
//
//   node harness.mjs kill|power|fail|full ROUNDS [PROGRAM] [caught]
//
// Prints "acknowledged A, stored S, lost 0, doubled 0"; with "caught", the
// program is one that is broken on purpose, and the harness must find that.
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const here = path.dirname(new URL(import.meta.url).pathname)
const [mode, rounds, program, want] = [process.argv[2],
	Number(process.argv[3] ?? 10), process.argv[4] || process.env.EARSHOT,
	process.argv[5]]
const own = process.env.EARSHOT, shims = process.env.SHIMS
const PEOPLE = 8
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'earshot-durable-'))
let seed = Number(process.env.SEED ?? Date.now() % 1e9)
console.log(`${mode}: ${rounds} rounds, SEED=${seed}`)

// The same numbers for the same seed (a linear congruential generator).
const random = n => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % n
const clean = () => fs.rmSync(work, { recursive: true, force: true })

/* ---- the server -------------------------------------------------------- */

const server = { child: null, port: 0, up: null, said: '' }
process.on('exit', () => { // whatever ends this, no server is left behind
	server.child?.kill('SIGKILL')
	if (mode !== 'full')
		clean()
})

function start(folder, env = {}, ...more) {
	const child = spawn(program, ['serve', folder, '--port', '0', ...more],
		{ env: { ...process.env, ...env } })
	child.ended = new Promise(done => child.on('exit', (code, signal) =>
		done(signal ?? code)))
	child.stderr.on('data', d => { server.said += d })
	server.child = child
	server.up = new Promise(done => {
		let out = ''
		child.stdout.on('data', d => {
			out += d
			const m = out.match(/http:\/\/[0-9.]+:([0-9]+)/)
			if (m) {
				server.port = Number(m[1])
				done(true)
			}
		})
		child.ended.then(() => done(false))
	})
	return server.up
}

async function end(signal) {
	server.child.kill(signal)
	return server.child.ended
}

// One request; rejects when the connection or the server goes.
function ask(to, method, cookie, form) {
	const body = form && new URLSearchParams(form).toString()
	return new Promise((resolve, reject) => {
		const r = http.request({ host: '127.0.0.1', port: server.port,
			path: to, method, agent: false, timeout: 10000, headers: {
				...cookie && { cookie }, ...body && {
					'content-type': 'application/x-www-form-urlencoded',
					'content-length': Buffer.byteLength(body) } } },
		from => {
			let text = ''
			from.setEncoding('utf8')
			from.on('data', d => { text += d })
			from.on('error', reject)
			from.on('aborted', () => reject(new Error('aborted')))
			from.on('end', () => from.complete ? resolve({ text,
				status: from.statusCode,
				at: from.headers.location ?? '',
				cookie: from.headers['set-cookie']?.[0].split(';')[0] }) :
				reject(new Error('cut off')))
		})
		r.on('error', reject)
		r.on('timeout', () => r.destroy(new Error('timeout')))
		r.end(body)
	})
}

/* ---- people ------------------------------------------------------------ */

// What somebody was told, and what they wrote.  They never give up: after an
// error they do again what they were not told was done.
const people = []
let lostDrafts = 0, refused = 0

class Person {
	constructor() {
		this.marker = `marker${people.length}x`
		this.state = 'new'
		this.twice = random(3) === 0
		people.push(this)
	}

	// The draft was acknowledged, so it must be there; when it is not, they
	// write it anew.  An answer that was taken has a receipt in its place.
	async draft() {
		const page = await ask('/en/q/why', 'GET', this.cookie)
		if (page.status === 303 && page.at.endsWith('/sent')) {
			this.state = 'sent'
			return null
		}
		if (page.status >= 500) {
			refused++
			await sleep(10)
			return null
		}
		if (page.status !== 200 || (this.state === 'saved' &&
			!page.text.includes(this.marker))) {
			lostDrafts++
			this.state = 'new'
			return null
		}
		return page.text.match(/name="token" value="([0-9a-f]+)"/)[1]
	}

	async post(to, form) {
		const r = await ask(to, 'POST', this.cookie, form)
		if (r.status >= 500) {
			refused++
			await sleep(10)
		}
		return r
	}

	async step() {
		if (this.state === 'new') {
			const r = await this.post('/en/start', [['x', '1']])
			if (r.status === 303) {
				this.cookie = r.cookie
				this.state = 'begun'
			}
			return
		}
		const token = await this.draft()
		if (token === null)
			return
		if (this.state === 'begun') {
			const r = await this.post('/en/q/why', [['token', token],
				['on', 'why'], ['why', this.words()]])
			if (r.status === 303)
				this.state = 'saved'
			return
		}
		const send = () => this.post('/en/send', [['token', token]])
		const all = await Promise.allSettled(this.twice ?
			[send(), send()] : [send()])
		if (all.some(r => r.value?.status === 303 &&
			r.value.at.endsWith('/sent')))
			this.state = 'sent'
	}

	words() {
		return this.marker + ' ' + 'It is kind. '.repeat(1 + random(200))
	}
}

// Somebody answers, and then somebody else, while going() says so.
async function queue(going) {
	let p = new Person()
	while (going()) {
		if (!await server.up) {
			await sleep(5)
			continue
		}
		await p.step().catch(() => sleep(2))
		if (p.state === 'sent')
			p = new Person()
	}
	return p
}

// The last ones finish, with nothing in their way.
async function finish(left) {
	for (const p of left)
		for (let n = 0; p.state !== 'sent'; n++) {
			if (n === 200 && want === 'caught')
				break
			assert.ok(n < 200, `${p.marker} cannot be sent: ${server.said}`)
			await p.step().catch(() => sleep(5))
		}
}

// Opens what is stored, and holds it against what people were told.
function compare(folder) {
	execFileSync(own, ['pull', folder], { stdio: 'pipe' })
	const rows = execFileSync('sqlite3', [path.join(folder, 'cases.db'),
		"SELECT substr(value, 1, instr(value, ' ') - 1), count(*) FROM answer "
		+ "JOIN response r ON r.id = response WHERE field = 'why' AND "
		+ 'r.counts = 1 GROUP BY 1'], { encoding: 'utf8', maxBuffer: 1 << 28 })
	const kept = new Map(rows.trim().split('\n').filter(l => l)
		.map(l => l.split('|')).map(([m, n]) => [m, Number(n)]))
	const told = people.filter(p => p.state === 'sent')
	const lost = told.filter(p => !kept.has(p.marker)).length + lostDrafts
	// One person under two references, or one reference that counts twice.
	const twice = execFileSync('sqlite3', [path.join(folder, 'cases.db'),
		'SELECT count(*) FROM (SELECT reference FROM response WHERE ' +
		'counts = 1 GROUP BY 1 HAVING count(*) > 1)'], { encoding: 'utf8' })
	const doubled = [...kept.values()].filter(n => n > 1).length +
		Number(twice)
	console.log(`acknowledged ${told.length}, stored ${kept.size}, ` +
		`lost ${lost}, doubled ${doubled}` +
		(lostDrafts ? ` (${lostDrafts} of them half-finished)` : ''))
	assert.ok(told.length > 0)
	if (want === 'caught') {
		assert.ok(lost + doubled > 0, 'the broken program was not caught')
		console.log('caught, as it should be')
	} else {
		assert.equal(lost, 0)
		assert.equal(doubled, 0)
		assert.equal(kept.size, told.length)
	}
}

function consultation(name) {
	const folder = path.join(work, name)
	const day = d => new Date(Date.now() + d * 86400e3).toISOString()
		.slice(0, 10)
	execFileSync(own, ['new', folder, '--from', path.join(here, 'tea'),
		'--opens', day(-9), '--closes', day(9)], { stdio: 'pipe' })
	execFileSync(own, ['publish', folder], { stdio: 'pipe' })
	return folder
}

/* ---- what happens to the server ---------------------------------------- */

async function killed(folder, env, after) {
	let going = true
	await start(folder, env)
	const queues = Array.from({ length: PEOPLE }, () => queue(() => going))
	for (let i = 0; i < rounds; i++) {
		await sleep(5 + random(240))
		await end('SIGKILL')
		after()
		assert.ok(await start(folder, env), server.said)
	}
	going = false
	await finish(await Promise.all(queues))
	assert.equal(await end('SIGTERM'), 0)
	compare(folder)
}

// What was not synced is not on the disk when the power comes back.
async function power(folder) {
	const keep = path.join(work, 'synced')
	const files = ['intake.db', 'intake.db-wal']
	const put = (from, to) => files.forEach(f => {
		fs.rmSync(path.join(to, f), { force: true })
		if (fs.existsSync(path.join(from, f)))
			fs.copyFileSync(path.join(from, f), path.join(to, f))
	})
	fs.mkdirSync(keep)
	await start(folder)
	await end('SIGTERM')
	put(folder, keep)
	await killed(folder, { LD_PRELOAD: path.join(shims, 'power.so'),
		POWER_DIR: folder, POWER_KEEP: keep }, () => {
		put(keep, folder)
		fs.rmSync(path.join(folder, 'intake.db-shm'), { force: true })
		put(folder, keep)
	})
}

// rounds: every so many-th call fails; 1: each in turn.
async function fail(folder) {
	const mark = path.join(work, 'failed')
	let at = 1 + random(rounds), fired = 0, left = []
	await start(folder)
	await end('SIGTERM')
	for (; ; at += rounds) {
		fs.rmSync(mark, { force: true })
		const up = await start(folder, { FAIL_DIR: folder, FAIL_MARK: mark,
			LD_PRELOAD: path.join(shims, 'fail.so'), FAIL_AT: String(at),
			FAIL_ERRNO: at % 2 ? 'EIO' : 'ENOSPC' })
		if (up) {
			const now = [...left, new Person(), new Person()]
			for (let n = 0; n < 40 && now.some(p => p.state !== 'sent'); n++)
				await Promise.all(now.filter(p => p.state !== 'sent')
					.map(p => p.step().catch(() => sleep(1))))
			left = now.filter(p => p.state !== 'sent')
			// what it said after the failure holds if it is killed, too
			await end(at % 4 < 2 ? 'SIGKILL' : 'SIGTERM')
		}
		await server.child.ended
		if (!fs.existsSync(mark))
			break
		fired++
	}
	assert.ok(await start(folder), server.said)
	await finish(left)
	await end('SIGTERM')
	console.log(`${fired} of ${at - 1} calls failed, in turn`)
	assert.ok(fired > 3)
	compare(folder)
}

// A small disk: first until it is full, then with a floor.
async function full() {
	execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', work])
	const folder = consultation('full')
	const room = mb => execFileSync('mount', ['-o', `remount,size=${mb}m`, work])
	const left = []
	for (const [floor, mb] of [['0', 1], ['2', 6]]) {
		let going = true
		refused = 0
		room(mb)
		assert.ok(await start(folder, {}, '--floor', floor), server.said)
		const queues = Array.from({ length: PEOPLE },
			() => queue(() => going))
		for (let n = 0; refused < 50; n++) {
			assert.ok(n < 3000, 'the disk is never full')
			await sleep(10)
		}
		const free = fs.statfsSync(work)
		const bytes = free.bavail * free.bsize
		console.log(`${refused} refused with ${bytes >> 10} KiB free`)
		assert.ok(floor === '0' ? bytes < 256 << 10 : bytes > 1 << 20)
		assert.equal((await ask('/en/', 'GET')).status, 200)
		going = false
		left.push(...await Promise.all(queues))
		if (floor === '0') { // the worst moment to be killed
			await end('SIGKILL')
			room(3)
			assert.ok(await start(folder, {}, '--floor', '0'), server.said)
		} else {
			room(64)
		}
		await finish(left.splice(0))
		await end('SIGTERM')
	}
	compare(folder)
}

/* ------------------------------------------------------------------------ */

if (mode === 'full' && !process.env.DURABLE_MOUNTS) {
	const apart = ['-m', ...process.getuid() === 0 ? [] : ['-r']]
	if (spawnSync('unshare', [...apart, 'mount', '-t', 'tmpfs', 'tmpfs',
		work]).status !== 0) {
		console.log('SKIPPED: no small disk can be mounted here')
		process.exit(77)
	}
	const r = spawnSync('unshare', [...apart, process.execPath,
		...process.argv.slice(1)], { stdio: 'inherit',
		env: { ...process.env, DURABLE_MOUNTS: '1' } })
	clean()
	process.exit(r.status ?? 1)
}
await (mode === 'full' ? full() : mode === 'power' ?
	power(consultation('power')) : mode === 'fail' ?
	fail(consultation('fail')) : killed(consultation('kill'), {}, () => {}))
