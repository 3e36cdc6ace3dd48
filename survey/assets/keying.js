// SPDX-License-Identifier: MIT
//
// keying.js -- keying, settling and checking a sheet: Enter goes to the next box, a code
// that is none holds the cursor and says so.  Without it everything can be done
// by the buttons; there Enter checks the sheet and never saves it.
'use strict'
document.documentElement.classList.add('js')

for (const id of ['keying', 'settling', 'checking'])
	if (document.getElementById(id))
		guard(document.getElementById(id))
if (document.getElementById('keying'))
	keying(document.getElementById('keying'))
if (document.getElementById('settling'))
	settling(document.getElementById('settling'))
if (document.getElementById('checking'))
	checking(document.getElementById('checking'))

// Leaving a sheet that somebody has begun asks first.
function guard(form) {
	let begun = false
	form.addEventListener('input', () => { begun = true })
	form.addEventListener('submit', () => { begun = false })
	addEventListener('beforeunload', e => {
		if (begun)
			e.preventDefault()
	})
}

function keying(form) {
	const boxes = [...form.querySelectorAll('.desk-key input, .desk-key textarea')]
	const live = document.getElementById('live')
	const save = document.getElementById('save')

	const wrong = box => {
		const typed = box.value.trim()
		if (!box.dataset.codes || ['', '-', '*'].includes(typed))
			return ''
		const codes = box.dataset.codes.split(' ')
		let got = typed.split(/[ ,]+/)
		if ('many' in box.dataset && codes.every(c => c.length === 1))
			got = [...typed.replace(/[ ,]/g, '')]
		else if (!('many' in box.dataset) && got.length > 1)
			return 'Only one of these may be ticked: key * if there are more'
		const bad = got.find(c => !codes.includes(c))
		return bad === undefined ? '' : `There is no code ${bad} here. ` +
			`The codes are ${codes.join(' ')}`
	}
	// Says what is wrong beside the box and aloud; true when nothing is.
	const mark = box => {
		const words = wrong(box)
		const where = document.getElementById('m' + box.id.slice(1))
		if (!where || box.id[0] !== 'k')
			return true
		where.textContent = words
		box.closest('.desk-key__line')
			.classList.toggle('desk-key__line--wrong', words !== '')
		if (words) {
			box.setAttribute('aria-invalid', 'true')
			live.textContent = words
		} else {
			box.removeAttribute('aria-invalid')
			live.textContent = ''
		}
		return words === ''
	}
	// The box beside a code is passed over when the code is not its own.
	const idle = box => {
		if (box.id[0] !== 'w' || box.value)
			return false
		const code = document.getElementById('k' + box.id.slice(1))
		const typed = code.value.trim()
		const own = code.dataset.beside.split(' ')
		return !own.some(c => 'many' in code.dataset && c.length === 1 ?
			typed.includes(c) : typed.split(/[ ,]+/).includes(c))
	}
	const go = (box, by) => {
		let i = boxes.indexOf(box) + by
		while (boxes[i] && idle(boxes[i]))
			i += by
		const next = boxes[i]
		if (next) {
			next.focus()
			next.select()
		} else if (by > 0) {
			save.focus()
		}
	}
	form.addEventListener('keydown', e => {
		const box = e.target
		if (!boxes.includes(box) || e.isComposing)
			return
		const text = box.tagName === 'TEXTAREA'
		const back = !text && (e.key === 'ArrowUp' ||
			(e.key === 'Enter' && e.shiftKey))
		const on = (!text && (e.key === 'ArrowDown' ||
			(e.key === 'Enter' && !e.shiftKey))) ||
			(text && e.key === 'Enter' && e.ctrlKey)
		if (!back && !on)
			return
		e.preventDefault()
		if (on && !mark(box)) {
			box.select()
			return
		}
		go(box, back ? -1 : 1)
	})
	form.addEventListener('change', e => {
		if (boxes.includes(e.target))
			mark(e.target)
	})
	if (!document.querySelector('.nhsuk-error-summary,#reason-wrong'))
		boxes[0]?.focus()
}

function settling(form) {
	const sets = [...form.querySelectorAll('[data-settle]')]
	const save = document.getElementById('save')
	const own = set => set.querySelector('.desk-settle__own input')
	const open = set => !set.querySelector('input:checked')
	const focus = set => {
		if (!set) {
			(document.getElementById('with') ?? save).focus()
			return
		}
		const on = set.querySelector('input:checked') ??
			set.querySelector('input')
		on.focus()
	}
	form.addEventListener('keydown', e => {
		const set = e.target.closest('[data-settle]')
		if (e.key === 'Enter' && e.ctrlKey) {
			e.preventDefault()
			form.requestSubmit(save)
			return
		}
		if (!set || e.ctrlKey || e.altKey || e.metaKey)
			return
		const i = sets.indexOf(set)
		if (e.key === 'Enter') {
			e.preventDefault()
			focus(sets[i + 1])
		} else if (e.target.type === 'radio' && '120'.includes(e.key) &&
			localStorage.getItem('earshot-keys') !== 'off') {
			e.preventDefault()
			set.querySelector(`input[value="${e.key}"]`).checked = true
			if (e.key === '0')
				own(set).focus()
			else
				focus(sets[i + 1])
		}
	})
	const first = sets.find(open) ?? sets[0]
	if (first && !document.querySelector('#failed,#reason-wrong'))
		focus(first)
}

function checking(form) {
	const sets = [...form.querySelectorAll('[data-check]')]
	const save = document.getElementById('save')
	const tick = set => set.querySelector('input[type=checkbox]')
	const own = set => set.querySelector('.desk-settle__own input')
	form.addEventListener('keydown', e => {
		if (e.key === 'Enter' && e.ctrlKey) {
			e.preventDefault()
			form.requestSubmit(save)
			return
		}
		const set = e.target.closest('[data-check]')
		if (!set || e.ctrlKey || e.altKey || e.metaKey || e.isComposing)
			return
		const i = sets.indexOf(set)
		const arrow = e.target.type === 'checkbox' ? e.key : ''
		if (e.key === 'Enter' || arrow === 'ArrowDown') {
			e.preventDefault()
			const next = sets[i + 1]
			;(next ? tick(next) : save).focus()
		} else if (arrow === 'ArrowUp' && i > 0) {
			e.preventDefault()
			tick(sets[i - 1]).focus()
		}
	})
	form.addEventListener('change', e => {
		if (e.target.type === 'checkbox' && e.target.checked)
			own(e.target.closest('[data-check]')).focus()
	})
	const first = document.querySelector('.nhsuk-error-summary') ?
		null : sets[0]
	if (first)
		tick(first).focus()
}
