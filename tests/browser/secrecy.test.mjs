// secrecy.test.mjs -- whoever takes the public server's disk reads no answer.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import zlib from 'node:zlib'
import { Client, consultation, earshot, scratch, serve } from './kit.mjs'

const PLANTED = 'quincemarmalade'

// The same words as they might lie about: in UTF-16, in hex, in base64.
function disguises(words) {
	const all = [Buffer.from(words), Buffer.from(words, 'utf16le'),
		Buffer.from(Buffer.from(words).toString('hex'))]
	for (let i = 0; i < 3; i++) {
		const b64 = Buffer.from('x'.repeat(i) + words).toString('base64')
		// The first and last characters depend on the neighbours.
		all.push(Buffer.from(b64.slice(4, -4)))
	}
	return all
}

function found(dir, words) {
	const where = []
	for (const name of fs.readdirSync(dir, { recursive: true })) {
		const file = path.join(dir, name)
		if (!fs.statSync(file).isFile())
			continue
		const bytes = fs.readFileSync(file)
		if (disguises(words).some(d => bytes.includes(d)))
			where.push(name)
	}
	return where
}

function sql(file, query) {
	return execFileSync('sqlite3', [file, query], { encoding: 'utf8',
		maxBuffer: 64 << 20 }).trim()
}

test('planted words are in no file; the analyst finds them', async () => {
	const dir = scratch()
	const folder = consultation(path.join(dir, 'site'), -10, 10)
	const keys = folder + '.keys'
	const server = await serve(folder)

	for (let i = 0; i < 20; i++) {
		const client = new Client(server.url)
		await client.toSend(`${PLANTED} sent ${'and again '.repeat(40)}`)
		await client.ask('/en/send', [])
		assert.match(await client.reference(), /^[0-9A-Z-]{13}$/)
	}
	const unsent = new Client(server.url)
	await unsent.toSend(PLANTED + ' not sent')
	assert.match((await unsent.ask('/en/q/vision')).text,
		new RegExp(PLANTED + ' not sent'))
	assert.ok(fs.existsSync(path.join(folder, 'intake.db')))
	assert.deepEqual(found(folder, PLANTED), [], 'while it runs')
	assert.equal(await server.stop(), 0)
	assert.deepEqual(found(folder, PLANTED), [], 'after it stopped')
	assert.equal(server.child.said.includes(PLANTED), false)

	// What is kept looks like noise: it does not compress.
	const db = path.join(folder, 'intake.db')
	assert.equal(sql(db, 'SELECT count(*) FROM response'), '20')
	for (const table of ['response', 'draft']) {
		const noise = Buffer.from(sql(db, 'SELECT hex(sealed) FROM ' + table)
			.replace(/\n/g, ''), 'hex')
		assert.ok(noise.length > 1000)
		assert.ok(zlib.gzipSync(noise).length > noise.length * 0.99,
			`${table} compresses`)
	}

	// With the key, and with nothing else of that folder, they are read.
	const copy = path.join(dir, 'copy')
	fs.mkdirSync(copy)
	fs.copyFileSync(db, path.join(copy, 'intake.db'))
	execFileSync(earshot, ['pull', folder, '--from', copy, '--key',
		path.join(keys, 'analyst.key')])
	assert.equal(sql(path.join(folder, 'cases.db'),
		'SELECT count(*) FROM response'), '20')
	assert.deepEqual(found(folder, PLANTED).filter(f =>
		f.startsWith('cases.db')).length > 0, true,
	'the search does not bite: the opened words were not found')
})
