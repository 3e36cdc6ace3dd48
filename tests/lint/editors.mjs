// editors.mjs -- the syntax file for editors knows every word of the language,
// and colours the examples: the first word of each line, the words that people
// see, and comments.  With --write it puts the words of forms/table.c into it.
import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'

const root = path.resolve(path.dirname(new URL(import.meta.url).pathname),
	'../..')
const read = f => fs.readFileSync(path.join(root, f), 'utf8')
const grammar = JSON.parse(read('docs/editors/vscode/earshot.tmLanguage.json'))
JSON.parse(read('docs/editors/vscode/language-configuration.json'))
const manifest = JSON.parse(read('docs/editors/vscode/package.json'))
for (const g of manifest.contributes.grammars)
	assert.ok(fs.existsSync(path.join(root, 'docs/editors/vscode', g.path)))

// ---- every word of the table ----------------------------------------
const table = read('forms/table.c')
const words = [...table.matchAll(/\{ L_(\w+),\s*"([^"]+)"/g)]
	.filter(([, kind]) => kind !== 'OPTION' && kind !== 'ENTITY')
	.map(m => m[2])
const file = path.join(root, 'docs/editors/vscode/earshot.tmLanguage.json')
if (process.argv[2] === '--write') {
	const line = grammar.repository.line
	line.match = line.match.replace(/\([a-z|-]+\)/, '(' + [...new Set(words)]
		.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
		.join('|') + ')')
	fs.writeFileSync(file, JSON.stringify(grammar, null, 2) + '\n')
}

const rules = grammar.patterns.map(p => {
	const r = grammar.repository[p.include.slice(1)]
	return { ...r, re: new RegExp(r.match, 'dg') }
})

// As an editor does: the rule that matches first wins, the earlier one if two
// do at the same place.  A list of [from, to, scope].
function tokens(line) {
	const out = []
	let at = 0
	while (at < line.length) {
		let best = null
		for (const r of rules) {
			r.re.lastIndex = at
			const m = r.re.exec(line)
			if (m && m[0] !== '' && (!best || m.index < best.m.index))
				best = { r, m }
		}
		if (!best)
			break
		if (best.r.name)
			out.push([best.m.index, best.m.index + best.m[0].length,
				best.r.name])
		else
			for (const [n, c] of Object.entries(best.r.captures))
				if (best.m.indices[n])
					out.push([...best.m.indices[n], c.name])
		at = best.m.index + best.m[0].length
	}
	return out
}
const scope = (line, at) => tokens(line).find(([from, to]) =>
	from <= at && at < to)?.[2] ?? ''

assert.ok(words.length > 50, `only ${words.length} words were found`)
for (const word of words) {
	assert.equal(scope(`  ${word} x "Y"`, 2), 'keyword.control.earshot',
		`the grammar does not know ${word}: node ${process.argv[1]} --write`)
	assert.equal(scope(`  ${word}x x "Y"`, 2) === 'keyword.control.earshot',
		false, `${word}x is no word of the language`)
}

// ---- the examples ---------------------------------------------------
let lines = 0
const examples = fs.readdirSync(path.join(root, 'examples'), {
	recursive: true }).map(String).filter(f => /\.(form|codes|settings)$/
	.test(f)).map(f => 'examples/' + f)
for (const f of [...examples, 'forms/modules/equality-2021.form'].filter(
	e => fs.existsSync(path.join(root, e))))
	for (const line of read(f).split('\n')) {
		const at = line.search(/\S/)
		if (at < 0)
			continue
		const got = scope(line, at)
		const want = line[at] === '#' ? /^comment/ : line[at] === '"' ?
			/^string/ : /^[0-9]/.test(line.slice(at)) ?
				/^constant\.numeric/ : /^(or|and|not|\()/.test(
					line.slice(at)) ? /^keyword\.operator/ :
					/^(keyword\.control|storage\.type)/
		assert.match(got, want, `${f}: ${line}`)
		for (const m of line.matchAll(/"(?:[^"]|"")*"/g))
			if (!/(^|\s)#/.test(line.slice(0, m.index)))
				assert.match(scope(line, m.index + 1), /^string/, line)
		lines++
	}
assert.ok(lines > 200, `only ${lines} lines were looked at`)

// ---- one line in full -----------------------------------------------
assert.deepEqual(tokens('  question why text "Why # not?" # why').map(t => t[2]),
	['keyword.control.earshot', 'variable.other.earshot',
		'storage.type.earshot', 'string.quoted.double.earshot',
		'comment.line.number-sign.earshot'])
assert.deepEqual(tokens('    7 other "Else" write-in').map(t => t[2]),
	['constant.numeric.earshot', 'entity.name.tag.earshot',
		'string.quoted.double.earshot', 'storage.modifier.earshot'])
assert.deepEqual(tokens('  show if agree[P3] >= 4').map(t => t[2]),
	['keyword.control.earshot', 'keyword.operator.word.earshot',
		'variable.other.earshot', 'keyword.operator.earshot',
		'constant.numeric.earshot'])
console.log(`editors: ${words.length} words, ${lines} lines of examples`)
