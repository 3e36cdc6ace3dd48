// people.mjs -- people without a browser: somebody who answers, and somebody who
// works at the desk.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname ??
	path.dirname(new URL(import.meta.url).pathname), '../..')
export const earshot = path.resolve(process.env.EARSHOT ??
	path.join(root, 'build/debug/earshot'))

/* ---- people who work at the desk ---------------------------------------- */

// A code of a phone (RFC 6238); later: so many steps of half a minute.
export function totp(secret, later = 0) {
	const bits = [...secret].map(c => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
		.indexOf(c).toString(2).padStart(5, '0')).join('')
	const key = Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
	const step = Buffer.alloc(8)
	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30e3) + later))
	const hash = createHmac('sha1', key).update(step).digest()
	const n = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff
	return String(n % 1e6).padStart(6, '0')
}

export const password = 'blue tram over the hill'

// An account, and its setup code.
export function account(dir, login = 'kim.lee', may = ['--preset', 'manager']) {
	const out = execFileSync(earshot, ['staff', dir, 'add', login, '--name',
		'Kim Lee', ...may], { encoding: 'utf8' })
	return out.match(/(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}/)[0]
}

// The same, set up and signed in without a browser: its cookie, what its phone
// has, and its recovery codes.
export async function enrol(server, dir, login, may) {
	const c = new Client(server.url)
	const setup = account(dir, login, may)
	await c.ask('/desk/first')
	await c.ask('/desk/first', [['login', login ?? 'kim.lee'],
		['setup', setup]])
	await c.ask('/desk/setup/password')
	await c.ask('/desk/setup/password', [['password', password],
		['again', password]])
	const phone = (await c.ask('/desk/setup/phone')).text
		.match(/id="totp">(.*?)<\/p>/s)[1].replace(/<[^>]*>| /g, '')
	const { text } = await c.ask('/desk/setup/phone', [['code', totp(phone)]])
	const codes = text.match(/id="recovery">(.*?)<\/ol>/s)
	assert.ok(codes, text)
	return { cookie: c.cookie, phone, recovery: codes[1]
		.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}/g) }
}

/* ---- somebody who answers ----------------------------------------------- */

// A session without a browser, for what a browser would not do.
export class Client {
	constructor(url) {
		this.url = url
		this.cookie = ''
		this.token = ''
		this.headers = {} // that a proxy in front would add
	}

	async ask(path, form) {
		const r = await fetch(this.url + path, { redirect: 'manual',
			method: form ? 'POST' : 'GET',
			headers: { ...this.headers,
				...this.cookie ? { cookie: this.cookie } : {} },
			body: form && new URLSearchParams([['token', this.token],
				...form]) })
		const set = r.headers.get('set-cookie')
		if (set)
			this.cookie = set.split(';')[0]
		const text = await r.text()
		this.token = text.match(/name="token" value="([\w-]+)"/)?.[1] ??
			this.token
		return { status: r.status, at: r.headers.get('location') ?? '',
			headers: r.headers, text }
	}

	// The fields that a page asks for, with answers made by choose(name).
	async answer(path, words) {
		const page = await this.ask(path)
		const form = []
		for (const [, id] of page.text.matchAll(/name="on" value="([^"]+)"/g)) {
			form.push(['on', id])
			const name = id.replace(/[[\]]/g, '\\$&')
			const m = page.text.match(new RegExp(
				`name="${name}" type="(?:radio|checkbox)" value="([^"]+)"`))
			if (m)
				form.push([id, m[1]])
			else if (page.text.includes(`<textarea`) && page.text.match(
				new RegExp(`<textarea[^>]* name="${name}"`)))
				form.push([id, words])
		}
		return this.ask(path, form)
	}

	// From the start to the page from which answers are sent.
	async toSend(words, start = []) {
		let at = (await this.ask('/en/start', start)).at
		while (at.startsWith('/en/q/')) {
			const r = await this.answer(at, words)
			assert.equal(r.status, 303, `${at}: ${r.text}`)
			at = r.at
		}
		assert.equal(at, '/en/check')
		await this.ask('/en/check')
		return (await this.ask('/en/equality', [['equality', 'no']])).at
	}

	async reference() {
		const page = await this.ask('/en/sent')
		return page.text.match(/id="reference">([0-9A-Z-]+)</)?.[1]
	}
}
