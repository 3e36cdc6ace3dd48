// slow.mjs -- a thousand connections that send or read as slowly as they can:
// through the nginx configuration that we ship, others are answered within a
// second; alone, the server stays up and recovers.
//
//   node slow.mjs [short]
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import https from 'node:https'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { setTimeout as sleep } from 'node:timers/promises'

const short = process.argv[2] === 'short'
const root = path.resolve(path.dirname(new URL(import.meta.url).pathname),
	'../..')
const earshot = process.env.EARSHOT
const NGINX = '/usr/sbin/nginx' // not on everybody's PATH
const MANY = 1000, NAME = 'consult.example.org'
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'earshot-slow-'))
const children = []
process.on('exit', () => {
	children.forEach(c => c.kill('SIGKILL'))
	fs.rmSync(work, { recursive: true, force: true })
})
process.on('SIGTERM', () => process.exit(1))

function child(command, args, env = {}) {
	const c = spawn(command, args, { env: { ...process.env, ...env } })
	c.out = ''
	c.stdout.on('data', d => { c.out += d })
	c.stderr.on('data', d => { c.out += d })
	children.push(c)
	return c
}

async function until(what, how) {
	for (let n = 0; n < 200; n++) {
		if (await how())
			return
		await sleep(50)
	}
	assert.fail(what)
}

/* ---- the server, and nginx before it ----------------------------------- */

const free = () => new Promise(done => {
	const s = net.createServer().listen(0, '127.0.0.1', () => {
		const { port } = s.address()
		s.close(() => done(port))
	})
})

async function serve(name, ...settings) {
	const folder = path.join(work, name), day = d =>
		new Date(Date.now() + d * 86400e3).toISOString().slice(0, 10)
	execFileSync(earshot, ['new', folder, '--from',
		path.join(root, 'examples/eol-2024'), '--opens', day(-9),
		'--closes', day(9)], { stdio: 'pipe' })
	fs.appendFileSync(path.join(folder, 'site.settings'),
		settings.join('\n') + '\n')
	execFileSync(earshot, ['publish', folder], { stdio: 'pipe' })
	const c = child(earshot, ['serve', folder, '--port', '0', '--watch', '0'])
	await until('it does not serve: ' + c.out, () => /metrics/.test(c.out))
	c.port = Number(c.out.match(/127\.0\.0\.1:([0-9]+)\/ /)[1])
	return c
}

// The file that we ship, with other ports, names and folders, and nothing else.
async function front(to) {
	const port = await free(), plain = await free()
	const key = path.join(work, 'key.pem'), cert = path.join(work, 'cert.pem')
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
		'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj',
		'/CN=' + NAME, '-keyout', key, '-out', cert], { stdio: 'pipe' })
	const shipped = fs.readFileSync(path.join(root, 'docs/nginx.conf'), 'utf8')
	const ours = shipped
		.replace('server 127.0.0.1:8080;', `server 127.0.0.1:${to};`)
		.replace(/listen 443 ssl/, `listen 127.0.0.1:${port} ssl`)
		.replace(/listen 80;/, `listen 127.0.0.1:${plain};`)
		.replace(/^\tlisten \[::\].*\n/gm, '')
		.replace(/ssl_certificate .*/, `ssl_certificate ${cert};`)
		.replace(/ssl_certificate_key .*/, `ssl_certificate_key ${key};`)
		.replaceAll('/var/log/nginx/earshot.log', path.join(work, 'nginx.log'))
		.replace('/dev/shm/', work + '/')
	for (const left of [':8080', '/etc/letsencrypt', '/var/log', '/dev/shm'])
		assert.ok(!ours.includes(left), left)
	fs.writeFileSync(path.join(work, 'earshot.conf'), ours)
	const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(t =>
		`${t}_temp_path ${work}/${t};`).join(' ')
	const conf = path.join(work, 'nginx.conf')
	fs.writeFileSync(conf, `${process.getuid() === 0 ? 'user root; ' : ''}
		daemon off; pid ${work}/pid; worker_processes 2;
		error_log ${work}/main.log; worker_rlimit_nofile 20000;
		events { worker_connections 8192; }
		http { ${temp} include ${work}/earshot.conf; }\n`)
	const check = spawnSync(NGINX, ['-t', '-c', conf, '-e',
		work + '/main.log'], { encoding: 'utf8' })
	assert.equal(check.status, 0, check.stderr)
	const c = child(NGINX, ['-c', conf, '-e', work + '/main.log'])
	c.port = port
	c.plain = plain
	await until('nginx does not start: ' + c.out, () =>
		get(c, '/healthz').then(r => r.status === 200, () => false))
	return c
}

/* ---- honest people ----------------------------------------------------- */

function get(to, where, { method = 'GET', headers = {}, body = '' } = {}) {
	const secure = to.plain !== undefined, began = Date.now()
	return new Promise((resolve, reject) => {
		const r = (secure ? https : http).request({ host: '127.0.0.1',
			port: to.port, path: where, method, agent: false,
			rejectUnauthorized: false, servername: NAME, timeout: 8000,
			headers: { host: NAME, ...headers,
				...body && { 'content-length': body.length,
					'content-type': 'application/x-www-form-urlencoded' } } },
		from => {
			let text = ''
			from.on('data', d => { text += d })
			from.on('end', () => resolve({ status: from.statusCode, text,
				headers: from.headers, ms: Date.now() - began }))
			from.on('error', reject)
		})
		r.on('timeout', () => r.destroy(new Error('8 seconds')))
		r.on('error', reject)
		r.end(body)
	})
}

// The slowest of some requests, in milliseconds.
async function slowest(to, n) {
	let most = 0
	for (let i = 0; i < n; i++) {
		const page = await get(to, '/en/')
		assert.equal(page.status, 200)
		const start = await get(to, '/en/start', { method: 'POST', body: 'x=1' })
		assert.equal(start.status, 303)
		most = Math.max(most, page.ms, start.ms)
		await sleep(20)
	}
	return most
}

/* ---- and those who are not --------------------------------------------- */

const HEAD = `Host: ${NAME}\r\n`
const attacks = {
	header: { first: 'GET /en/ HTTP/1.1\r\nHost: a', more: 'a' },
	body: { first: `POST /en/start HTTP/1.1\r\n${HEAD}Content-Type: ` +
		'application/x-www-form-urlencoded\r\nContent-Length: 90000\r\n\r\n',
	more: 'x' },
	// Asks many times for a large file and reads nothing.
	read: { first: `GET LARGE HTTP/1.1\r\n${HEAD}\r\n`.repeat(40), more: '' },
}

// So many connections, four from each of so many addresses of this machine.
async function attack(to, kind, many = MANY, least = many) {
	const secure = to.plain !== undefined, all = []
	let open = 0, gone = 0
	const large = (await get(to, '/en/')).text.match(/\/assets\/[^"]+\.css/)[0]
	const first = attacks[kind].first.replaceAll('LARGE', large)
	for (let i = 0; i < many; i++) {
		const from = `127.0.${1 + (i >> 10)}.${1 + (i >> 2) % 250}`
		const s = net.connect({ host: '127.0.0.1', port: to.port,
			localAddress: from })
		const line = secure ? tls.connect({ socket: s,
			rejectUnauthorized: false, servername: NAME }) : s
		const begin = () => {
			open++
			line.write(first)
			if (kind === 'read')
				line.pause()
			line.timer = setInterval(() => line.write(attacks[kind].more),
				2000)
		}
		line.on(secure ? 'secureConnect' : 'connect', begin)
		for (const x of [s, line])
			x.on('error', () => {})
		line.on('close', () => {
			gone++
			clearInterval(line.timer)
		})
		if (kind !== 'read')
			line.resume()
		all.push(line)
		if (i % 100 === 99)
			await sleep(10)
	}
	await until(`only ${open} connections`, () => open + gone >= least)
	await sleep(500)
	return { state: () => [open, gone], end: () => all.forEach(l => {
		clearInterval(l.timer)
		l.destroy()
	}) }
}

// How many the server has, as it says itself.
async function connections(server) {
	const port = Number(server.out.match(/:([0-9]+)\/metrics/)[1])
	const numbers = await get({ port }, '/metrics')
	return Number(numbers.text.match(/^earshot_http_connections (\d+)$/m)[1])
}

/* ---- what must hold ---------------------------------------------------- */

async function throughNginx() {
	const server = await serve('behind', `public-url https://${NAME}/`)
	const nginx = await front(server.port)
	const plain = await get({ port: nginx.plain }, '/en/?x=1')
	assert.equal(plain.status, 301)
	assert.equal(plain.headers.location, `https://${NAME}/en/?x=1`)
	const quiet = await slowest(nginx, 10)
	console.log(`nginx, quiet: the slowest of 20 took ${quiet} ms`)
	for (const kind of Object.keys(attacks)) {
		const a = await attack(nginx, kind)
		const ms = await slowest(nginx, 10)
		const [open, gone] = a.state()
		console.log(`nginx, ${open} connections slow in ${kind}: the ` +
			`slowest of 20 took ${ms} ms; ${gone} were ended`)
		assert.ok(open > MANY * 0.95)
		assert.ok(ms < 1000)
		a.end()
		await sleep(200)
	}
	// While the server is away, nginx says so; no word of who was here.
	server.kill('SIGTERM')
	await new Promise(done => server.on('exit', done))
	const away = await get(nginx, '/en/')
	assert.equal(away.status, 503)
	assert.equal(away.headers['retry-after'], '120')
	assert.match(away.text, /try again in a few minutes/)
	const logs = ['nginx.log', 'main.log'].map(f => path.join(work, f))
		.filter(f => fs.existsSync(f)).map(f => fs.readFileSync(f, 'utf8'))
		.join('')
	assert.doesNotMatch(logs, /127\.0\.|\/en\//)
	nginx.kill('SIGTERM')
}

// Without nginx, a few connections more take all that the server has.
async function control() {
	const server = await serve('control')
	const a = await attack(server, 'header', 1100, 1024)
	const said = await get(server, '/en/').then(r => r.ms, e => e)
	console.log('control, without nginx and more connections than it has: ' +
		(said.message ?? said + ' ms'))
	assert.ok(said instanceof Error || said >= 1000)
	a.end()
	server.kill('SIGKILL')
}

async function alone() {
	const server = await serve('alone')
	for (const kind of short ? ['header'] : Object.keys(attacks)) {
		const a = await attack(server, kind)
		await sleep(short ? 2000 : 45000)
		// Who does not read does not see that the other end has gone.
		const left = await connections(server)
		console.log(`alone, ${a.state()[0]} connections slow in ${kind}: ` +
			`${left} are left`)
		if (!short)
			assert.ok(left < MANY * 0.05, 'the deadline ends them')
		else
			assert.ok(left > MANY * 0.9, 'the attack is one')
		a.end()
		await sleep(500)
		assert.equal(server.exitCode, null, server.out)
		const ms = await slowest(server, 5)
		console.log(`alone, after that: the slowest of 10 took ${ms} ms`)
		assert.ok(ms < 1000)
	}
	server.kill('SIGTERM')
	assert.equal(await new Promise(done => server.on('exit', done)), 0)
}

await throughNginx()
await control()
await alone()
console.log('honest requests were answered within a second')
process.exit(0)
