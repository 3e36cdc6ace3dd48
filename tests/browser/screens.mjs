// screens.mjs -- a picture of every kind of page for people to look at: narrow
// and wide, in English and right to left, at 400% zoom and in forced colours.
//
//   node screens.mjs OUT
import fs from 'node:fs'
import path from 'node:path'
import { chrome, consultation, open, scratch, serve } from './kit.mjs'
import { tour } from './tour.mjs'

const out = process.argv[2]
if (!out) {
	console.error('usage: node screens.mjs OUT')
	process.exit(2)
}
fs.mkdirSync(out, { recursive: true })
const server = await serve(consultation(path.join(scratch(), 'screens'), -10,
	10), '', '--rehearsal')
const wide = { viewport: { width: 1280, height: 800 } }
const ways = { 320: {}, 1280: wide,
	zoom: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 },
	forced: { ...wide, forcedColors: 'active' } }
let n = 0
for (const tag of ['en', 'ur'])
	for (const [way, options] of Object.entries(ways)) {
		if (tag === 'ur' && way === 'zoom')
			continue
		const page = await open(server, options)
		await tour(page, server.url, tag, async kind => {
			await page.screenshot({ fullPage: way !== 'zoom',
				path: path.join(out, `${kind}-${tag}-${way}.png`) })
			n++
		})
		await page.context().close()
	}
for (const [kind, from, to] of [['not-open', 5, 10], ['closed', -10, -5]]) {
	const own = await serve(consultation(path.join(scratch(), kind), from, to))
	for (const width of [320, 1280]) {
		const page = await open(own, { viewport: { width, height: 800 } })
		await page.goto(own.url + '/en/')
		await page.screenshot({ fullPage: true,
			path: path.join(out, `${kind}-en-${width}.png`) })
		await page.context().close()
		n++
	}
	await own.stop()
}
await (await chrome()).close()
await server.stop()
console.log(`${n} pictures in ${out}`)
