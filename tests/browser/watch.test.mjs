// watch.test.mjs -- what whoever runs the server sees of it: enough to know how
// it is, and nothing of who answered or what.
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, consultation, scratch, serve } from './kit.mjs'

const dir = scratch()
const PLANTED = 'quincemarmalade'

// Prometheus' text format, strictly: { name: { type, samples } }.
function parse(text) {
	const all = {}
	assert.ok(text.endsWith('\n'))
	for (const line of text.slice(0, -1).split('\n')) {
		const help = line.match(/^# HELP ([a-z_]+) [A-Z].*\.$/)
		const type = line.match(/^# TYPE ([a-z_]+) (counter|gauge|histogram)$/)
		const m = line.match(
			/^([a-z_]+?)(_bucket|_sum|_count)?(?:\{(le|status)="([^"]+)"\})? ([0-9.e+]+)$/)
		assert.ok(help || type || m, line)
		if (help)
			all[help[1]] = { samples: {} }
		else if (type)
			all[type[1]].type = type[2]
		else
			(all[m[1]]?.type === 'histogram' ? all[m[1]] :
				all[m[1] + (m[2] ?? '')]).samples[
				(all[m[1]]?.type === 'histogram' ? m[2] : '') +
				(m[4] ?? '')] = Number(m[5])
	}
	for (const [name, f] of Object.entries(all)) {
		assert.ok(f.type, name)
		assert.ok(f.type === 'gauge' || f.type === 'histogram' ||
			name.endsWith('_total'), name)
		if (f.type !== 'histogram')
			continue
		const steps = Object.entries(f.samples)
			.filter(([k]) => k.startsWith('_bucket'))
		assert.equal(steps.at(-1)[0], '_bucket+Inf')
		assert.equal(steps.at(-1)[1], f.samples._count)
		steps.forEach(([, n], i) => assert.ok(i === 0 ||
			n >= steps[i - 1][1], name))
	}
	return all
}

async function respond(server, words = PLANTED) {
	const client = new Client(server.url)
	client.headers = { 'user-agent': 'agent-' + PLANTED,
		'x-forwarded-for': '203.0.113.77',
		referer: 'https://example.test/' + PLANTED }
	await client.ask(`/en/?edition=${PLANTED}`)
	await client.toSend(words)
	await client.ask('/en/send', [])
	const sent = await client.ask('/en/sent')
	client.code = sent.text.match(/\/en\/back\/([0-9A-Z-]+)/)?.[1] ??
		(await client.ask('/en/save')).text.match(/\/en\/back\/([0-9A-Z-]+)/)[1]
	client.reference = sent.text.match(/id="reference">([0-9A-Z-]+)</)[1]
	await new Client(server.url).ask('/en/back/' + client.code)
	return client
}

// The port where the numbers are, as the server says.
async function watched(server) {
	for (let n = 0; n < 100 && !server.out().includes('/metrics'); n++)
		await sleep(20)
	return server.out().match(/(http:\/\/127\.0\.0\.1:[0-9]+)\/metrics/)[1]
}

test('numbers for Prometheus, on this machine only', async () => {
	const server = await serve(consultation(path.join(dir, 'numbers'), -10,
		10), '', '--watch', '0')
	const from = await watched(server)
	const before = parse(await (await fetch(from + '/metrics')).text())
	assert.equal(before.earshot_responses_total.samples[''], 0)
	await respond(server)
	const text = await (await fetch(from + '/metrics')).text()
	const now = parse(text)
	assert.equal(now.earshot_responses_total.samples[''], 1)
	// Begun and not sent: none yet, then one.
	assert.equal(now.earshot_drafts.samples[''], 0)
	await new Client(server.url).ask('/en/start', [])
	assert.equal(parse(await (await fetch(from + '/metrics')).text())
		.earshot_drafts.samples[''], 1)
	assert.ok(now.earshot_drafts_saved_total.samples[''] > 5)
	assert.ok(now.earshot_commit_seconds.samples._count > 5)
	assert.ok(now.earshot_http_requests_total.samples['303'] > 5)
	assert.ok(now.earshot_http_requests_total.samples['200'] > 5)
	assert.equal(now.earshot_healthy.samples[''], 1)
	assert.ok(now.earshot_disk_free_bytes.samples[''] > 1e6)
	assert.ok(now.earshot_memory_bytes.samples[''] > 1e6)
	assert.equal(text.includes(PLANTED), false)
	// Not on the public side, and nothing else on this one.
	assert.equal((await fetch(server.url + '/metrics')).status, 404)
	assert.equal((await fetch(from + '/en/')).status, 404)
	assert.equal((await fetch(from + '/metrics',
		{ method: 'POST', body: 'x=1' })).status, 405)
	// Not through a proxy that was pointed here by mistake.
	for (const name of ['X-Forwarded-For', 'Forwarded', 'Via']) {
		const r = await fetch(from + '/metrics',
			{ headers: { [name]: '192.0.2.1' } })
		assert.equal(r.status, 403, name)
		assert.doesNotMatch(await r.text(), /earshot_/)
	}
	assert.throws(() => parse(text.replace(/# TYPE .*\n/, '')))
	assert.throws(() => parse(text + 'half a line'))
	assert.equal(await server.stop(), 0)
})

test('is it well?', async () => {
	const folder = consultation(path.join(dir, 'health'), -10, 10)
	let server = await serve(folder)
	const ask = async () => {
		const r = await fetch(server.url + '/healthz')
		return [r.status, await r.text()]
	}
	assert.deepEqual(await ask(), [200, 'ok\n'])
	await server.stop()
	server = await serve(folder, '', '--floor', String(1 << 20))
	assert.equal((await ask())[0], 503)
	await server.stop()
})

test('the log says which kind of page, and nothing else', async () => {
	const server = await serve(consultation(path.join(dir, 'log'), -10, 10),
		'', '--log', 'json')
	const client = await respond(server)
	await server.stop()
	for (let n = 0; n < 100 && !server.out().includes('stopped'); n++)
		await sleep(20)
	const lines = server.out().trim().split('\n').map(l => JSON.parse(l))
	assert.equal(lines[0].event, 'listening')
	assert.equal(lines.at(-1).event, 'stopped')
	const pages = lines.slice(1, -1)
	assert.ok(pages.length > 20)
	for (const l of pages) {
		assert.deepEqual(Object.keys(l), ['time', 'page', 'method', 'status',
			'ms', 'bytes'])
		assert.match(l.time, /^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
		assert.match(l.page, /^[a-z0-9-]+$/)
	}
	for (const kind of ['landing', 'start', 'question', 'send', 'sent',
		'back-code'])
		assert.ok(pages.some(l => l.page === kind), kind)
	const said = server.out() + server.child.said
	const secret = [PLANTED, client.cookie.split('=')[1], client.code,
		client.code.replaceAll('-', ''), client.reference, client.token,
		'203.0.113.77', '127.0.0.1', 'example.test', '/en/']
	for (const s of secret) {
		assert.ok(s.length > 3)
		assert.equal(said.includes(s), false, s)
	}
	assert.ok(said.includes('question')) // the search bites
})
