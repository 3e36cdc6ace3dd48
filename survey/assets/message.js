// SPDX-License-Identifier: MIT
//
// message.js -- confirming a message by keyboard: J and K choose a part, digits give it
// to a question, Ctrl and Enter confirm.  Without it everything can be done by the
// boxes and buttons; there Enter checks, and never saves.
'use strict'
document.documentElement.classList.add('js')

// Its names are its own: other scripts of the page have theirs.
{
const form = document.getElementById('confirming')
const SINGLE = 'earshot-single-keys-off'

if (document.getElementById('message') || document.getElementById('undo'))
	keys()
if (form)
	confirming()
const dropBox = document.getElementById('file')
if (dropBox)
	for (const kind of ['dragover', 'drop'])
		dropBox.addEventListener(kind, () => dropBox.classList.toggle('desk-drop--over', kind === 'dragover'))

function say(text) {
	document.getElementById('live').textContent = text
}

function box(field) {
	return [...form.querySelectorAll('textarea[data-field]')].find(t => t.dataset.field === field)
}

// A box behind the fold comes out when it gets words.
function show(area) {
	const fold = area.closest('#more')
	if (fold)
		document.getElementById('answers').append(area.closest('.desk-ans'))
	area.rows = Math.min(8, Math.max(2, area.value.split('\n').length + Math.floor(area.value.length / 60)))
}

// Where these words stand as whole paragraphs; -1: nowhere.
function whole(all, text) {
	for (let i = all.indexOf(text); i >= 0; i = all.indexOf(text, i + 1))
		if ((i === 0 || all[i - 1] === '\n') &&
			['\n', undefined].includes(all[i + text.length]))
			return i
	return -1
}

function give(part, field) {
	const n = part.dataset.part
	const was = document.getElementById('was' + n)
	const at = document.getElementById('p' + n)
	const text = part.querySelector('.desk-msg__text').textContent
	const from = was.value && box(was.value)
	const to = field && box(field)
	if (was.value === field)
		return
	const i = from ? whole(from.value, text) : -1
	if (i >= 0) {
		const before = from.value.slice(0, i).replace(/\n+$/, '')
		const after = from.value.slice(i + text.length).replace(/^\n+/, '')
		from.value = before + (before && after ? '\n\n' : '') + after
	}
	if (to) {
		to.value = to.value ? to.value + '\n\n' + text : text
		show(to)
	}
	at.value = was.value = field
	form.dispatchEvent(new Event('input'))
	part.querySelector('.desk-part__w').textContent = to ? 'Question ' + to.dataset.question : 'No question'
	part.classList.toggle('desk-part--q', !!to)
	part.classList.toggle('desk-part--u', !to)
	say(to ? 'Given to question ' + to.dataset.question : 'Given to no question')
}

function confirming() {
	const capacity = form.querySelector('select[data-organisation]')
	let begun = false

	form.addEventListener('input', () => { begun = true })
	form.addEventListener('submit', () => { begun = false })
	addEventListener('beforeunload', e => {
		if (begun)
			e.preventDefault()
	})
	form.addEventListener('change', e => {
		const s = e.target
		if (s.name && s.name.startsWith('p.'))
			give(document.getElementById('part' + s.name.slice(2)), s.value)
		if (s.name === 'who' && capacity)
			who(s.value)
		if (s === capacity)
			form.querySelector('[name=who][value=' + (s.value === s.dataset.organisation ? 'g' : 'p') + ']').checked = true
	})
	function who(value) {
		const code = capacity.dataset.organisation
		if (value === 'g')
			capacity.value = code
		else if (capacity.value === code)
			capacity.value = ''
	}
	form.addEventListener('keydown', e => {
		if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
			e.preventDefault()
			if (!e.repeat)
				document.getElementById('do-confirm').click()
		}
	})
}

function keys() {
	const parts = [...document.querySelectorAll('[data-part]')]
	let at = -1, typed = '', timer = 0
	let off = false
	try {
		off = localStorage.getItem(SINGLE) === 'yes'
	} catch {
		// then the keys are on
	}
	const legend = document.querySelector('.desk-keys')
	if (legend) {
		const b = document.createElement('button')
		b.type = 'button'
		b.className = 'desk-linkish'
		const name = () => { b.textContent = off ? 'Turn single keys on' : 'Turn single keys off' }
		name()
		b.addEventListener('click', () => {
			off = !off
			try {
				localStorage.setItem(SINGLE, off ? 'yes' : 'no')
			} catch {
				// it holds for this page
			}
			name()
		})
		legend.append(' ', b)
	}
	const choose = i => {
		if (!parts.length)
			return
		at = Math.max(0, Math.min(parts.length - 1, i))
		parts.forEach((p, n) => p.classList.toggle('desk-part--at', n === at))
		parts[at].focus()
		parts[at].scrollIntoView({ block: 'nearest' })
	}
	const number = () => {
		const n = typed
		typed = ''
		if (at < 0 || !form)
			return
		const area = [...form.querySelectorAll('textarea[data-question]')].find(t => t.dataset.question === n)
		if (/^0+$/.test(n))
			give(parts[at], '')
		else if (area)
			give(parts[at], area.dataset.field)
		else
			say('Question ' + n + ' has no room for words')
	}
	// Two digits make one number when they come quickly.
	const digit = d => {
		if (at < 0)
			choose(0)
		typed += d
		clearTimeout(timer)
		const longer = form && [...form.querySelectorAll('textarea[data-question]')]
			.some(t => t.dataset.question.length > typed.length && t.dataset.question.startsWith(typed))
		if (longer)
			timer = setTimeout(number, 600)
		else
			number()
	}
	const press = id => {
		const b = document.getElementById(id)
		if (b)
			b.click()
	}
	const does = {
		j: () => choose(at + 1), k: () => choose(at - 1),
		z: () => {
			const folds = [...document.querySelectorAll('.desk-msg details')]
			const open = folds.some(d => !d.open)
			folds.forEach(d => { d.open = open })
		},
		p: () => form && form.querySelector('[name=who][value=p]') && form.querySelector('[name=who][value=p]').click(),
		g: () => form && form.querySelector('[name=who][value=g]') && form.querySelector('[name=who][value=g]').click(),
		h: () => press('do-hand'), x: () => press('do-not'),
		s: () => document.getElementById('same') && document.getElementById('same').focus(),
		u: () => {
			const undo = document.querySelector('#undo button') || document.querySelector('#again button')
			if (undo)
				undo.click()
		},
	}
	addEventListener('keydown', e => {
		const on = document.activeElement
		if (e.key === 'Enter' && (e.ctrlKey || e.metaKey) && form && !(on && on.form)) {
			e.preventDefault()
			if (!e.repeat)
				press('do-confirm')
			return
		}
		if (off || e.repeat || e.ctrlKey || e.metaKey || e.altKey ||
			(on && (/^(TEXTAREA|SELECT)$/.test(on.tagName) || (on.tagName === 'INPUT' && on.type !== 'radio'))))
			return
		const key = e.key.toLowerCase()
		if (/^[0-9]$/.test(key)) {
			e.preventDefault()
			digit(key)
		} else if (Object.hasOwn(does, key)) {
			e.preventDefault()
			does[key]()
		}
	})
}
}
