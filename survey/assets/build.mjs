// SPDX-License-Identifier: MIT
//
// build.mjs -- makes the files that the program carries inside itself.
//
//   node build.mjs OUT
//
// writes each file plain and gzipped into OUT, under a name that holds a hash
// of its contents, and OUT/table.inc, the list that survey/page/assets.c turns
// into a table.  The same inputs and the same Node give the same bytes.
//
// The NHS style sheet asks for fonts from another server: those rules go, as
// these pages ask nobody else for anything.  It has no right-to-left edition:
// rtlcss makes one.
import crypto from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import rtlcss from 'rtlcss'

const here = path.dirname(new URL(import.meta.url).pathname)
const out = process.argv[2]
if (!out) {
	console.error('usage: node build.mjs OUT')
	process.exit(2)
}
const nhsuk = path.join(here, 'node_modules/nhsuk-frontend/dist/nhsuk')
const rows = []

// Keeps one file and returns the address that pages use for it.
function keep(id, ext, type, bytes) {
	const hash = crypto.createHash('sha256').update(bytes).digest('hex')
	const name = `${id}-${hash.slice(0, 12)}.${ext}`
	const gz = zlib.gzipSync(bytes, { level: 9 })
	gz[9] = 255 // "operating system unknown", wherever it is built
	fs.writeFileSync(path.join(out, name), bytes)
	fs.writeFileSync(path.join(out, name + '.gz'), gz)
	const label = `${id}_${ext}`.replace(/[^a-z0-9]/g, '_')
	rows.push(`ASSET(${label}, "${out}/${name}", "/assets/${name}", ` +
		`"${type}", "\\"${hash.slice(0, 24)}\\"")`)
	return '/assets/' + name
}

function sheet() {
	let css = fs.readFileSync(path.join(nhsuk, 'nhsuk-frontend.min.css'),
		'utf8')
	css = css.replace(/@font-face\{[^}]*\}/g, '')
		.replace(/\/\*# sourceMappingURL[^*]*\*\//, '')
	const pictures = new Map()
	css = css.replace(/url\(\/assets\/images\/([a-z-]+)\.svg\)/g, (_, id) => {
		if (!pictures.has(id))
			pictures.set(id, keep(id, 'svg', 'image/svg+xml',
				fs.readFileSync(path.join(nhsuk, 'assets/images',
					id + '.svg'))))
		return `url(${pictures.get(id)})`
	})
	const outside = css.match(/url\((?!\/assets\/|data:|"data:)[^)]*\)/)
	if (outside)
		throw new Error('the style sheet still asks for ' + outside[0])
	return css
}

fs.rmSync(out, { recursive: true, force: true })
fs.mkdirSync(out, { recursive: true })
const css = sheet()
keep('nhsuk', 'css', 'text/css; charset=utf-8', Buffer.from(css))
keep('nhsuk-rtl', 'css', 'text/css; charset=utf-8',
	Buffer.from(rtlcss.process(css)))
for (const [id, ext, type] of [
	['app', 'css', 'text/css; charset=utf-8'],
	['desk', 'css', 'text/css; charset=utf-8'],
	['desk', 'js', 'text/javascript; charset=utf-8'],
	['keying', 'js', 'text/javascript; charset=utf-8'],
	['message', 'js', 'text/javascript; charset=utf-8'],
	['favicon', 'svg', 'image/svg+xml']])
	keep(id, ext, type, fs.readFileSync(path.join(here, `${id}.${ext}`)))
// Last: make takes the table's time for the time of all of them.
fs.writeFileSync(path.join(out, 'table.inc'),
	'/* Made by survey/assets/build.mjs. */\n' + rows.join('\n') + '\n')
