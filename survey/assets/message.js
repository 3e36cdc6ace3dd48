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
	const live = document.getElementById('live')
	// the same words again are spoken again
	live.textContent = live.textContent === text ? text + '\u00a0' : text
}

function box(field) {
	return [...form.querySelectorAll('[data-field]')].find(t => t.dataset.field === field)
}

// A question that is not for comments says what it refuses.
function closed(area) {
	return area.dataset.refuses !== undefined
}

// What a part gives to a question; undefined: it is none of its answers.
function gives(part, area) {
	const own = JSON.parse(part.dataset.gives)[area.dataset.field]
	return closed(area) ? own : part.querySelector('.desk-msg__text').textContent.slice(own || 0)
}

// Why a part cannot be given to a question; '': it can.
function refusal(part, area) {
	const own = gives(part, area)
	if (!closed(area))
		return ''
	if (own === undefined)
		return area.dataset.refuses
	return area.value && area.value !== own ? 'Not given to question ' + area.dataset.question +
		': it has another answer already. Empty its box first.' : ''
}

// Beside the part, and spoken.
function refused(part, why) {
	part.querySelectorAll('.desk-part__no').forEach(n => n.remove())
	if (!why)
		return
	const note = document.createElement('div')
	note.className = 'desk-part__no desk-wrong desk-xs'
	note.textContent = why
	part.append(note)
	say(why)
}

// What an answer to choose was understood from; '': nothing.
function from(area, text) {
	const note = document.getElementById('f' + area.id.slice(1))
	if (note)
		note.textContent = text && 'Understood from: “' + text.slice(0, 60) + '”'
	area.dispatchEvent(new Event('change', { bubbles: true }))
}

// A box behind the fold comes out when it gets words.
function show(area) {
	const fold = area.closest('#more')
	if (fold)
		document.getElementById('answers').append(area.closest('.desk-ans'))
	if (!closed(area))
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

function takeBack(part, area) {
	const text = gives(part, area)
	if (closed(area)) {
		if (area.value === text) {
			area.value = ''
			from(area, '')
		}
		return
	}
	const i = whole(area.value, text)
	if (i < 0)
		return
	const before = area.value.slice(0, i).replace(/\n+$/, '')
	const after = area.value.slice(i + text.length).replace(/^\n+/, '')
	area.value = before + (before && after ? '\n\n' : '') + after
}

function fill(part, area) {
	const text = gives(part, area)
	if (closed(area)) {
		area.value = text
		from(area, part.querySelector('.desk-msg__text').textContent)
	} else {
		area.value = area.value ? area.value + '\n\n' + text : text
	}
	show(area)
}

function give(part, field) {
	const n = part.dataset.part
	const was = document.getElementById('was' + n)
	const at = document.getElementById('p' + n)
	const to = field && box(field)
	if (was.value === field)
		return
	const why = to ? refusal(part, to) : ''
	refused(part, why)
	if (why) {
		at.value = was.value
		return
	}
	if (was.value && box(was.value))
		takeBack(part, box(was.value))
	document.querySelectorAll('[data-beside="' + n + '"]').forEach(b => b.remove())
	if (to)
		fill(part, to)
	at.value = was.value = field
	form.dispatchEvent(new Event('input'))
	part.querySelector('.desk-part__w').textContent = to ? 'Question ' + to.dataset.question : 'No question'
	part.classList.toggle('desk-part--q', !!to)
	part.classList.toggle('desk-part--u', !to)
	say(to ? 'Given to question ' + to.dataset.question + (closed(to) ? ': answer ' + to.value : '') :
		'Given to no question')
}

function confirming() {
	const capacity = form.querySelector('select[data-organisation]')
	let begun = false

	form.addEventListener('input', e => {
		begun = true
		// what is typed was understood from nothing
		const note = e.target.dataset.refuses !== undefined &&
			document.getElementById('f' + e.target.id.slice(1))
		if (note)
			note.textContent = ''
	})
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
		const area = [...form.querySelectorAll('[data-question]')].find(t => t.dataset.question === n)
		if (/^0+$/.test(n))
			give(parts[at], '')
		else if (area)
			give(parts[at], area.dataset.field)
		else
			refused(parts[at], 'There is no question ' + n + ' here.')
	}
	// Two digits make one number when they come quickly.
	const digit = d => {
		if (at < 0)
			choose(0)
		typed += d
		clearTimeout(timer)
		const longer = form && [...form.querySelectorAll('[data-question]')]
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
