// raw.test.mjs -- what no browser sends, on a bare socket to the real server.
import assert from 'node:assert/strict'
import net from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { Client, consultation, scratch, serve } from './kit.mjs'

let server
before(async () => {
	server = await serve(consultation(path.join(scratch(), 'raw'), -10, 10))
})
after(() => server.stop())

// Sends bytes; resolves to what came back once the server closes or pauses.
function raw(bytes) {
	return new Promise((resolve, reject) => {
		const s = net.connect(server.port, '127.0.0.1', () => s.write(bytes))
		let got = ''
		const done = () => { s.destroy(); resolve(got) }
		s.setTimeout(5000, done)
		s.on('data', d => {
			got += d.toString('latin1')
			if (got.includes('</html>'))
				done()
		})
		s.on('close', done)
		s.on('error', e => e.code === 'ECONNRESET' ? done() : reject(e))
	})
}

const post = '/en/start HTTP/1.1\r\nHost: a\r\n' +
	'Content-Type: application/x-www-form-urlencoded\r\n'
const cases = [
	['a plain request', 'GET /en/ HTTP/1.1\r\nHost: a\r\n\r\n', 200],
	['length and coding', `POST ${post}Content-Length: 5\r\n` +
		'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
	['two lengths', `POST ${post}Content-Length: 1\r\n` +
		'Content-Length: 2\r\n\r\na', 400],
	['two hosts', 'GET /en/ HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400],
	['NUL', 'GET /en/ HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', 400],
	['TRACE', 'TRACE /en/ HTTP/1.1\r\nHost: a\r\n\r\n', 405],
	['climbing', 'GET /assets/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n' +
		'Host: a\r\n\r\n', 400],
	['a gigabyte', `POST ${post}Content-Length: 1073741824\r\n\r\n`, 413],
	['invalid UTF-8', `POST ${post}Content-Length: 5\r\n\r\na=%ff`, 400],
	['a head of 60 kB', 'GET /en/ HTTP/1.1\r\nHost: a\r\nX: ' +
		'x'.repeat(60000) + '\r\n\r\n', 431],
]
for (const [name, bytes, status] of cases)
	test(name, async () => {
		const began = Date.now()
		const got = await raw(bytes)
		assert.match(got, new RegExp(`^HTTP/1.1 ${status} `))
		assert.ok(Date.now() - began < 4000, 'it took too long')
	})

test('every page forbids what it does not need', async () => {
	const r = await fetch(server.url + '/en/')
	assert.equal(r.headers.get('content-security-policy'),
		"default-src 'none'; style-src 'self'; script-src 'self'; " +
		"img-src 'self'; form-action 'self'; frame-ancestors 'none'; " +
		"base-uri 'none'")
	assert.equal(r.headers.get('x-content-type-options'), 'nosniff')
	assert.equal(r.headers.get('referrer-policy'), 'no-referrer')
	assert.equal(r.headers.get('cache-control'), 'no-store')
})

test('style sheets are kept for ever, packed or not', async () => {
	const page = await (await fetch(server.url + '/en/')).text()
	const at = server.url + page.match(/href="([^"]*nhsuk-[^"]*\.css)"/)[1]
	const packed = await fetch(at)
	const plain = await fetch(at, { headers: {
		'accept-encoding': 'identity' } })
	assert.equal(packed.headers.get('content-encoding'), 'gzip')
	assert.equal(plain.headers.get('content-encoding'), null)
	assert.equal(await packed.text(), await plain.text())
	assert.match(packed.headers.get('cache-control'), /immutable/)
	const again = await fetch(at, { headers: {
		'if-none-match': packed.headers.get('etag') } })
	assert.equal(again.status, 304)
})

test('a request that drips in ends at the deadline; others do not wait',
	async () => {
		const began = Date.now()
		const drips = Array.from({ length: 100 }, () => new Promise(resolve => {
			const s = net.connect(server.port, '127.0.0.1', () =>
				s.write('GET /en/ HTTP/1.1\r\nHost: a\r\nX: '))
			const timer = setInterval(() => s.write('x'), 2000)
			const end = () => { clearInterval(timer); resolve() }
			s.on('close', end)
			s.on('error', () => {})
		}))
		await new Promise(resolve => setTimeout(resolve, 3000))
		const asked = Date.now()
		assert.equal((await fetch(server.url + '/en/')).status, 200)
		assert.ok(Date.now() - asked < 1000, 'others had to wait')
		await Promise.all(drips)
		const took = Date.now() - began
		assert.ok(took > 25000 && took < 45000, `${took} ms`)
	})

test('what has half arrived when it is told to stop is taken in; who comes then is refused',
	async () => {
		const folder = consultation(path.join(scratch(), 'stopping'), -10, 10)
		let own = await serve(folder)
		const client = new Client(own.url)
		await client.ask((await client.ask('/en/start', [])).at)
		const body = new URLSearchParams([['token', client.token],
			['on', 'capacity'], ['capacity', 'bereaved'], ['stop', '1']])
			.toString()
		const s = net.connect(own.port, '127.0.0.1')
		let got = ''
		s.on('data', d => { got += d })
		const closed = new Promise(done => s.on('close', done))
		s.write('POST /en/q/capacity HTTP/1.1\r\nHost: a\r\n' +
			`Cookie: ${client.cookie}\r\n` +
			'Content-Type: application/x-www-form-urlencoded\r\n' +
			`Content-Length: ${body.length}\r\n\r\n${body.slice(0, 20)}`)
		await new Promise(done => setTimeout(done, 300))
		const ended = own.stop()
		await new Promise(done => setTimeout(done, 300))
		const began = Date.now()
		const late = net.connect(own.port, '127.0.0.1')
		assert.equal(await new Promise(done => {
			late.on('connect', () => late.write('GET /en/ HTTP/1.1\r\n' +
				'Host: a\r\n\r\n'))
			late.on('data', () => done('answered'))
			late.on('error', e => done(e.code))
			late.on('close', () => done('closed'))
			late.setTimeout(4000, () => { late.destroy(); done('no answer') })
		}), 'ECONNREFUSED')
		assert.ok(Date.now() - began < 1000, 'they had to wait')
		s.write(body.slice(20))
		await closed
		assert.match(got, /^HTTP\/1.1 303 /)
		assert.equal(await ended, 0)
		own = await serve(folder)
		client.url = own.url
		assert.match((await client.ask('/en/check')).text, /bereaved/)
		await own.stop()
	})

test('told to stop while people and a monitor keep asking: nothing acknowledged is lost',
	async () => {
		const folder = consultation(path.join(scratch(), 'busy'), -10, 10)
		for (let round = 0; round < 3; round++) {
			let own = await serve(folder, '', '--watch', '0')
			let over = false
			while (!own.out().includes('/metrics'))
				await new Promise(done => setTimeout(done, 10))
			const [metrics] = own.out().match(/http:\S+\/metrics/)
			const people = await Promise.all(Array.from({ length: 6 },
				async (_, i) => {
					const client = new Client(own.url)
					await client.ask((await client.ask('/en/start', [])).at)
					return { client, form: [['on', 'capacity'],
						['capacity', i % 2 ? 'bereaved' : 'carer'],
						['save', '1']], kept: 0 }
				}))
			const asking = people.map(async p => {
				while (!over)
					try {
						const got = await p.client.ask('/en/q/capacity', p.form)
						p.kept += got.status === 303
					} catch {
						return
					}
			})
			const monitor = (async () => {
				while (!over)
					try {
						await (await fetch(metrics)).text()
					} catch {
						return
					}
			})()
			await new Promise(done => setTimeout(done, 400))
			const ended = await own.stop()
			over = true
			await Promise.all([...asking, monitor])
			assert.equal(ended, 0)
			own = await serve(folder)
			for (const [i, p] of people.entries()) {
				assert.ok(p.kept > 0, 'nobody was asking')
				p.client.url = own.url
				assert.match((await p.client.ask('/en/q/capacity')).text,
					new RegExp(`value="${i % 2 ? 'bereaved' : 'carer'}"[^>]* checked`))
			}
			await own.stop()
		}
	})
