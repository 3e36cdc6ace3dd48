// rules.test.mjs -- the rules for pages that people answer on, each looked for
// on every kind of page; and each finds the fault that is put in on purpose.
//
// Tested elsewhere, and not here again: no barrier that axe knows, targets of
// 24 pixels among them, and reflow at 320 pixels (pages, tongues); the summary
// has the focus (pages); 400% zoom, forced colours, keyboard alone (reach); one
// way to count words (kinds); the return code (back); sending twice gives one
// reference (walk); languages and their marks (languages); Easy Read (easy);
// nothing inline, so that pasting cannot be forbidden (looks).
import assert from 'node:assert/strict'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { chrome, consultation, open, scratch, serve } from './kit.mjs'
import { ends, tour } from './tour.mjs'

const dir = scratch()
const servers = {}
const pages = new Map() // kind to { faults, html }
let cookies, cookiePage

// Runs in the page.  faults: what breaks the rule there.  at: the kind of page on
// which spoil() breaks it.
const rules = {
	'the title has the heading, the service, and Error when there is one': {
		at: 'question-mistakes',
		faults() {
			const t = document.title
			const h1 = document.querySelector('h1')?.innerText.trim()
				.split('\n').at(-1) ?? '?' // without what is above it
			const name = document.querySelector(
				'.nhsuk-header__service-name').innerText.trim()
			const bad = document.querySelector(
				'.nhsuk-form-group--error') !== null
			return [...t.includes(h1) ? [] : [`${t} has no ${h1}`],
				...t.includes(name) ? [] : [`${t} has no ${name}`],
				...t.startsWith('Error: ') === bad ? [] : [`${t}: Error?`]]
		},
		spoil() { document.title = document.title.replace('Error: ', '') },
	},
	'one main heading, and no level is left out': {
		at: 'check',
		faults() {
			const all = [...document.querySelectorAll(
				'main :is(h1,h2,h3,h4,h5,h6)')]
				.filter(h => !h.closest('.nhsuk-error-summary'))
				.map(h => Number(h.tagName[1]))
			return [...all.filter(x => x === 1).length === 1 ? [] :
				['not one h1: ' + all], ...all.filter((x, i) => i > 0 &&
				x > all[i - 1] + 1).map(x => `h${x} in ${all}`)]
		},
		spoil() { document.querySelector('main').append(
			document.createElement('h1')) },
	},
	'the server checks, not the browser': {
		at: 'question',
		faults: () => [...document.querySelectorAll('form:not([novalidate]) ' +
			'input:not([type=hidden]), form:not([novalidate]) textarea, ' +
			'[required], [pattern]')].map(x => x.name || x.tagName),
		spoil() { document.querySelector('main input').required = true },
	},
	'a summary of mistakes is first, and says what stands at the boxes': {
		at: 'question-mistakes',
		faults() {
			const sum = document.querySelector('.nhsuk-error-summary')
			const boxes = document.querySelectorAll('.nhsuk-error-message')
			if (sum === null)
				return [...boxes].map(x => 'no summary for ' + x.innerText)
			const out = []
			const before = [...document.querySelectorAll('main h1, main p, ' +
				'main form')].filter(x => !sum.contains(x) &&
				x.compareDocumentPosition(sum) &
				Node.DOCUMENT_POSITION_FOLLOWING)
			if (before.length > 0)
				out.push('before it: ' + before[0].innerText)
			for (const a of sum.querySelectorAll('a')) {
				const to = document.getElementById(
					decodeURIComponent(a.hash.slice(1)))
				if (!to?.matches('input, select, textarea'))
					out.push(`${a.hash} is no box`)
				if (![...boxes].some(x => x.innerText.includes(a.innerText)))
					out.push(`"${a.innerText}" stands at no box`)
			}
			return out
		},
		spoil() { document.querySelector('.nhsuk-error-summary a')
			.textContent = 'Something is wrong' },
	},
	'no slider, no bar of all the steps, no grid to tick': {
		at: 'question',
		faults: () => [...document.querySelectorAll('[type=range], progress, ' +
			'[role=progressbar], table input')].map(x => x.outerHTML),
		spoil() { document.querySelector('main input').type = 'range' },
	},
	'Continue begins where the words do, and Back comes before main': {
		at: 'question',
		faults() {
			const form = document.querySelector('form#page')
			if (form === null)
				return []
			const x = e => Math.round(e.getBoundingClientRect().left)
			const go = form.querySelector('button:not([name])')
			const back = document.querySelector('nav .nhsuk-back-link')
			return [...x(go) === x(form) ? [] : [`at ${x(go)}, not ${x(form)}`],
				...back?.compareDocumentPosition(document.querySelector(
					'main')) & Node.DOCUMENT_POSITION_FOLLOWING ? [] :
					['no Back']]
		},
		spoil() { document.querySelector('form#page button:not([name])').style
			.marginInlineStart = '40px' },
	},
	'a count of characters only where there is a limit': {
		at: 'question',
		faults: () => [...document.querySelectorAll('.nhsuk-character-count')]
			.filter(x => x.dataset.maxlength === undefined &&
				x.dataset.maxwords === undefined ||
				x.dataset.maxlength !== undefined &&
				x.dataset.countType !== 'length').map(x => x.outerHTML),
		spoil() { document.querySelector('main').insertAdjacentHTML('beforeend',
			'<div class="nhsuk-character-count"></div>') },
	},
	'a link says where it leads, and Change what it changes': {
		at: 'check',
		faults: () => [...document.querySelectorAll('a')].filter(a =>
			/^(change|here|click here|more|link|)$/i.test(a.textContent.trim()))
			.map(a => a.outerHTML),
		spoil() { document.querySelector('.app-page a[href$="?change=1"] ' +
			'.nhsuk-u-visually-hidden').remove() },
	},
	'a button says what it does': {
		at: 'send',
		faults: () => [...document.querySelectorAll('main button')]
			.map(x => x.innerText.trim())
			.filter(x => x === '' || /^(submit|ok|go|next|yes|no)$/i.test(x)),
		spoil() { document.querySelector('main button').textContent =
			'Submit' },
	},
	'what a browser knows about people it can fill in': {
		at: 'outcome',
		faults: () => [...document.querySelectorAll('input')].filter(x =>
			['name', 'email', 'phone'].includes(x.name) && x.autocomplete !==
			{ name: 'name', email: 'email', phone: 'tel' }[x.name])
			.map(x => x.outerHTML),
		spoil() { document.querySelector('[name=phone]').autocomplete = 'off' },
	},
	'nothing asks for the same thing twice': {
		at: 'outcome',
		faults() {
			const all = [...document.querySelectorAll('main input:not(' +
				'[type=hidden], [type=radio], [type=checkbox]), textarea')]
				.filter(x => x.checkVisibility()).map(x => x.name)
			return all.filter((x, i) => all.indexOf(x) !== i)
		},
		spoil() { const x = document.querySelector('[name=email]')
			x.after(x.cloneNode()) },
	},
	'help, phone and paper are in the same place on every page': {
		at: 'landing',
		faults() {
			const help = document.querySelector('footer .app-help')
			const next = help?.parentElement.querySelector('.app-help ~ ul')
			return [...help ? [] : ['no help'],
				...help?.querySelector('a[href^="tel:"]') ? [] : ['no phone'],
				...help?.querySelector('a[href$="/paper"]') ?
					[] : ['no paper'],
				...next ? [] : ['help is not before the links of the foot']]
		},
		spoil() { document.querySelector('footer').before(
			document.querySelector('.app-help')) },
		but: { closed: ['no paper'] }, // nobody can answer any more
	},
	'the statement, the notice and the cookie are linked from the foot': {
		at: 'error-404',
		faults: () => ['accessibility', 'privacy', 'cookies', 'feedback']
			.filter(x => !document.querySelector(
				`footer ul a[href$="/${x}"]`)),
		spoil() { document.querySelector('footer a[href$="/accessibility"]')
			.remove() },
	},
	'no banner about cookies, no tool for sizes': {
		at: 'landing',
		faults: () => [...document.querySelectorAll('[class*=cookie-banner], ' +
			'[id*=cookie-banner], [class*=text-size], dialog')]
			.map(x => x.outerHTML),
		spoil() { document.body.insertAdjacentHTML('afterbegin',
			'<div class="nhsuk-cookie-banner">We use cookies</div>') },
	},
	'words grow with the size that the reader sets': {
		at: 'landing',
		faults() {
			const all = [...document.querySelectorAll('body *')].filter(x =>
				[...x.childNodes].some(n => n.nodeType === 3 &&
				n.data.trim() !== '') && x.checkVisibility())
			const size = x => parseFloat(getComputedStyle(x).fontSize)
			const was = all.map(size), root = document.documentElement
			root.style.fontSize = '200%'
			const out = all.filter((x, i) => size(x) < was[i] * 1.9)
			root.style.fontSize = ''
			return out.map(x => `${x.tagName} ${x.innerText.slice(0, 30)}`)
		},
		spoil() { document.querySelector('main p').style.fontSize = '16px' },
	},
	'numbers and codes keep their direction': {
		at: 'sent',
		faults: () => [...document.querySelectorAll('a[href^="tel:"], ' +
			'#reference, .app-reference')].filter(x => !x.closest('bdi') &&
			!x.querySelector('bdi')).map(x => x.outerHTML).concat(
			[...document.querySelectorAll('textarea:not([dir=auto])')]
				.map(x => x.name)),
		spoil() { const x = document.querySelector('#reference')
			x.outerHTML = `<span id="reference">${x.innerText}</span>` },
	},
	'the statement on accessibility has all its parts': {
		at: 'accessibility',
		faults() {
			const main = document.querySelector('main')
			if (!location.pathname.endsWith('/accessibility') &&
				!document.title.startsWith('Accessibility statement'))
				return []
			return ['Accessibility Regulations 2018', 'version 2.2 AA',
				'Equality and Human Rights Commission', 'prepared']
				.filter(x => !main.innerText.includes(x)).concat(
					main.querySelector('a[href^="mailto:"]') ? [] : ['email'],
					main.querySelector('a[href^="tel:"]') ? [] : ['phone'])
		},
		spoil() { document.querySelector('main a[href^="mailto:"]').remove() },
	},
	'thanks has a reference, what happens next, and no button to send': {
		at: 'sent',
		faults() {
			const panel = document.querySelector('.nhsuk-panel')
			if (panel === null)
				return []
			return [...panel.querySelector('#reference') ? [] : ['reference'],
				...[...document.querySelectorAll('h2')].some(x =>
					x.innerText === 'What happens next') ? [] : ['next'],
				...document.querySelector('main form') ? ['a form'] : []]
		},
		spoil() { document.querySelector('#reference').remove() },
	},
}
const names = Object.keys(rules)

// What every rule finds on this page: a list each.
const source = (what, name) => 'const rule = {' + rules[name][what].toString()
	.replace(/^(\(\) =>|faults\(|spoil\()/, (m, x) => x === '() =>' ?
		`${what}: () =>` : `${what}(`) + `}; return rule.${what}()`
const run = (what, name) => `(() => {${source(what, name)}})()`
const find = page => page.evaluate(
	`[${names.map(n => run('faults', n)).join(',\n')}]`)

before(async () => {
	const make = async (name, from, to, ...more) => {
		servers[name] = await serve(consultation(path.join(dir, name), from,
			to), '', ...more)
	}
	await make('open', -10, 10)
	await make('early', 10, 20)
	await make('late', -20, -10)
	await make('full', -10, 10, '--floor', String(1 << 20))
	const page = await open({ url: 'http://127.0.0.1:' })
	const see = async kind => {
		await page.waitForLoadState('domcontentloaded')
		pages.set(kind, { faults: await find(page), html: await page.content() })
		if (kind === 'save')
			cookies = await page.context().cookies()
		if (kind === 'cookies')
			cookiePage = await page.innerText('main')
	}
	await tour(page, servers.open.url, 'en', see)
	await ends(page, servers, 'en', see)
	await page.context().close()
})
after(async () => {
	await (await chrome()).close()
	for (const s of Object.values(servers))
		await s.stop()
})

for (const [i, name] of names.entries())
	test(name, () => {
		const { but = {} } = rules[name], bad = {}
		for (const [kind, { faults }] of pages) {
			const left = faults[i].filter(x => !but[kind]?.includes(x))
			if (left.length > 0)
				bad[kind] = left
		}
		assert.deepEqual(bad, {})
		assert.ok(pages.size >= 28, `${pages.size} kinds of page`)
	})

// The page as it was, and with one fault.
test('a control: each rule finds what is put in against it', async () => {
	const page = await open(servers.open)
	let html
	await page.route('**/en/look', r => r.fulfill({ body: html,
		contentType: 'text/html; charset=utf-8' }))
	for (const name of names) {
		html = pages.get(rules[name].at).html
		await page.goto(servers.open.url + '/en/look')
		assert.deepEqual(await page.evaluate(run('faults', name)), [], name)
		await page.evaluate(run('spoil', name))
		assert.notDeepEqual(await page.evaluate(run('faults', name)), [],
			`${name} bites`)
	}
	await page.context().close()
})

test('one cookie, named with its purpose and end, for 20 hours at least', () => {
	assert.equal(cookies.length, 1)
	assert.ok(cookiePage.includes(`“${cookies[0].name}”`), cookiePage)
	assert.match(cookiePage, /holds the key to your answers/)
	assert.match(cookiePage, /lasts until .* 20\d\d/)
	assert.ok(cookies[0].expires - Date.now() / 1000 >= 20 * 3600 - 60)
})
