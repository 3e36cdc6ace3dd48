// SPDX-License-Identifier: MIT
//
// desk.js -- the page "Questionnaire" while somebody types: numbers and
// mistakes stay beside their lines, the text is checked, the preview follows.
// Everything here can also be done without it, by the buttons.
'use strict'
document.documentElement.classList.add('js')

const $ = id => document.getElementById(id)
const make = (tag, className, ...inside) => {
	const e = document.createElement(tag)
	if (className)
		e.className = className
	e.append(...inside)
	return e
}

// ---- single keys: off where somebody types, and they can be turned off ---
const keys = {
	get on() {
		return localStorage.getItem('earshot-keys') !== 'off'
	},
	show() {
		$('keys').textContent = this.on ? 'Turn single keys off' :
			'Turn single keys on'
		for (const k of document.querySelectorAll('td kbd'))
			k.hidden = !this.on
	},
}
if ($('keys')) {
	keys.show()
	$('keys').addEventListener('click', () => {
		localStorage.setItem('earshot-keys', keys.on ? 'off' : 'on')
		keys.show()
	})
	document.addEventListener('keydown', e => {
		if (!keys.on || e.ctrlKey || e.altKey || e.metaKey ||
			e.target.matches('input, select, textarea'))
			return
		document.querySelector(`[data-key="${CSS.escape(e.key)}"]`)?.click()
	})
}

// ---- before a session ends, who is signed in can go on --------------------
// It ends half an hour after the last request: see STAFF_IDLE.
const session = {
	timer: 0,
	used() {
		clearTimeout(this.timer)
		document.querySelector('.desk-ends')?.remove()
		this.timer = setTimeout(() => this.warn(), 25 * 60e3)
	},
	warn() {
		const b = make('button', 'desk-link', 'Stay signed in')
		b.type = 'button'
		b.addEventListener('click', () => fetch('/desk/account').then(r =>
			r.redirected ? location.reload() : this.used()))
		const p = make('p', 'desk-ends desk-here', 'You will be signed out ' +
			'in five minutes, as nothing was asked for since. ', b)
		p.setAttribute('role', 'alert')
		$('maincontent').append(p)
	},
}
if (document.querySelector('.desk-bar__out'))
	session.used()

// ---- passwords can be looked at while they are typed, and pages printed ----
for (const box of document.querySelectorAll('input[type=password]')) {
	const b = make('button', 'desk-link'), name = box.labels[0].textContent
	const show = yes => {
		box.type = yes ? 'text' : 'password'
		b.textContent = yes ? 'Hide' : 'Show'
		b.setAttribute('aria-label', `${b.textContent}: ${name}`)
	}
	b.type = 'button'
	b.addEventListener('click', () => show(box.type === 'password'))
	show(false)
	const both = make('span', 'desk-shown')
	box.replaceWith(both)
	both.append(box, b)
	// It is sent as a password, so that no browser keeps it as words.
	box.form.addEventListener('submit', () => show(false))
}
document.querySelector('[data-print]')?.addEventListener('click', () =>
	print())

if ($('write'))
	editor()

function editor() {
	const form = $('write'), text = $('text')
	const here = form.elements.file.value
	const level = { error: 'Mistake', warning: 'Warning', note: 'Note' }
	let saved = text.value		// what is in the file, as far as we know
	let known = null		// the last answer
	let checked = text.value	// what the numbers and marks belong to
	let asked = 0, timer = 0, leaving = false
	if (!$('changed').hidden)
		saved = null		// sent, but not saved

	// ---- beside the lines ---------------------------------------
	const step = () => {
		$('behind').scrollTop = $('numbers').scrollTop = text.scrollTop
		$('behind').scrollLeft = text.scrollLeft
	}
	const mine = () => (known?.mistakes ?? []).filter(m =>
		m.file.split('/').pop() === here)

	function worst(list) {
		const lines = new Map(), rank = ['note', 'warning', 'error']
		for (const m of list)
			if (!lines.has(m.line) || rank.indexOf(m.level) >
				rank.indexOf(lines.get(m.line).level))
				lines.set(m.line, m)
		return lines
	}

	function drawLine(line, m) {
		if (!m)
			return make('span', 'desk-ln', line)
		const c = [...line], from = m.column - 1, to = m.end - 1
		return make('span', `desk-ln desk-ln--${m.level}`,
			c.slice(0, from).join(''),
			make('u', '', c.slice(from, to).join('')),
			c.slice(to).join(''), make('i', '', m.text))
	}

	// Long lines wrap, so each number is as tall as its line; what does not
	// fit beside a line is cut there, and stands in full below the box.
	function fit() {
		const lines = [...$('behind').children]
		const tall = lines.map(l => l.offsetHeight)
		const width = $('behind').clientWidth
		const room = lines.map(l => {
			const i = l.querySelector('i')
			return i ? width - i.offsetLeft : 0
		})
		lines.forEach((l, k) => {
			const n = $('numbers').children[k], i = l.querySelector('i')
			n.style.height = tall[k] > 24 ? `${tall[k]}px` : ''
			if (i) {
				i.style.maxWidth = `${Math.max(0, room[k] - 8)}px`
				i.hidden = room[k] < 64
			}
		})
		step()
	}
	new ResizeObserver(() => fit()).observe($('behind'))

	function drawText() {
		const lines = text.value.split('\n'), bad = worst(mine())
		const numbers = [], behind = []
		lines.forEach((line, i) => {
			const m = bad.get(i + 1)
			const n = make('span', m ? `desk-no--${m.level}` : '', i + 1)
			n.id = `line-${i + 1}`
			numbers.push(n)
			behind.push(drawLine(line, m))
		})
		// Room as below the text, so that all three scroll as far.
		numbers.push(make('span', 'desk-room'))
		behind.push(make('span', 'desk-room'))
		$('numbers').replaceChildren(...numbers)
		$('behind').replaceChildren(...behind)
		fit()
	}

	// Names in `these` are set as code.
	const said = words => words.split(/`([^`]*)`/)
		.map((part, i) => i % 2 ? make('code', '', part) : part)
	const hint = m => m.hint.replace(/^[a-z]/, c => c.toUpperCase())

	// ---- the list -----------------------------------------------
	function drawMistake(m) {
		const file = m.file.split('/').pop(), li = make('li',
			`desk-mistake desk-mistake--${m.level}`)
		// Translations are mended in another program: nothing to open.
		const opens = /\.(form|codes)$|^site\.settings$/.test(file)
		const a = make(opens ? 'a' : 'span', '', file === here ?
			`Line ${m.line}` : `${file}, line ${m.line}`)
		if (opens) a.href = file === here ? `#line-${m.line}` :
			`/desk/questionnaire?file=${encodeURIComponent(file)}` +
			`#line-${m.line}`
		if (file === here) {
			a.dataset.line = m.line
			a.dataset.column = m.column
		}
		li.append(a, ' ', make('b', '', level[m.level] + ':'),
			...said(` ${m.text}. `),
			make('span', 'desk-hint', ...said(hint(m))))
		if (m.fix && file === here) {
			const b = make('button', 'desk-fix', 'Write ',
				make('b', '', m.fix))
			b.name = 'fix'
			b.value = `${m.line}:${m.column}:${m.end}:${m.fix}`
			li.append(' ', b)
		}
		li.append(' ', make('span', 'desk-id', m.id))
		return li
	}

	function drawList() {
		const list = known.mistakes, had = $('mistakes').contains(
			document.activeElement)
		$('mistakes').replaceChildren(...list.map(drawMistake))
		$('mistakes-panel').hidden = $('next').hidden = list.length === 0
		if ($('counts').textContent !== known.words)
			$('counts').textContent = known.words
		if (had)
			text.focus()
	}

	// ---- the preview --------------------------------------------
	function fillSelect(select, pairs) {
		const was = select.value
		const want = pairs.map(p => p.join('\t')).join('\n')
		if (select.dataset.has === want)
			return
		select.dataset.has = want
		select.replaceChildren(...pairs.map(([value, words]) => {
			const o = make('option', '', words)
			o.value = value
			return o
		}))
		select.value = was
		if (select.selectedIndex < 0)
			select.selectedIndex = 0
	}

	function show(frame, address) {
		if (!frame || frame.dataset.at === address)
			return
		frame.dataset.at = address
		frame.hidden = false
		const w = frame.contentWindow, top = w?.scrollY ?? 0
		frame.addEventListener('load', () => {
			try {
				frame.contentWindow.scrollTo(0, top)
			} catch { /* it went elsewhere */ }
		}, { once: true })
		frame.src = address
	}

	let preview = (document.querySelector('#web[src]')?.getAttribute('src')
		.match(/^\/preview\/([0-9a-f]+)\//) ?? [])[1]
	function drawPreview() {
		const page = $('page').value, lang = $('lang').value || 'en'
		const wide = $('width').value === 'wide'
		$('desk-write').classList.toggle('desk-write--wide', wide)
		$('frame').className = 'desk-frame desk-frame--' +
			(wide ? 'wide' : 'phone')
		if (!preview)
			return
		const root = `/preview/${preview}`
		show($('web'), page === '' ? `${root}/${lang}/` :
			`${root}/${lang}/q/${encodeURIComponent(page)}`)
		show($('paper'), `${root}/paper?lang=${encodeURIComponent(lang)}`)
	}
	for (const id of ['page', 'lang', 'width'])
		$(id).addEventListener('change', drawPreview)

	function takePreview() {
		$('stale').hidden = Boolean(known.preview)
		if (!known.preview)
			return
		preview = known.preview
		fillSelect($('page'), [['', 'The first page'], ...known.pages])
		fillSelect($('lang'), known.languages)
		drawPreview()
	}

	// ---- asking -------------------------------------------------
	const asPage = async r => new DOMParser().parseFromString(await r.text(),
		'text/html')
	// Whoever signed in again meanwhile has another token: it is fetched once.
	async function post(at, fields, again = true) {
		const token = form.elements.token
		const r = await fetch(at, { method: 'POST',
			body: new URLSearchParams({ token: token.value, ...fields }) })
		if (r.status === 403 && again) {
			const page = await asPage(await fetch(form.action))
			const now = page.querySelector('#write [name=token]')?.value
			if (now) {
				token.value = now
				return post(at, fields, false)
			}
		}
		if (r.redirected || r.status === 403)
			throw new Error('signed out')
		if (!r.ok)
			throw new Error(r.status)
		session.used()
		return r.json()
	}
	function noAnswer(e) {
		if (e.message !== 'signed out') {
			$('counts').textContent = 'The desk does not answer. Is it ' +
				'still running? Your text is still here.'
			return
		}
		const a = make('a', '', 'Sign in in another tab')
		a.href = '/desk/sign-in'
		a.target = '_blank'
		$('counts').replaceChildren('You are signed out. Your text is still ' +
			'here. ', a, ', then go on here.')
	}
	async function ask(what) {
		const number = ++asked, sent = text.value
		let answer
		try {
			answer = await post('/desk/check', { file: here,
				base: form.elements.base.value, text: sent, do: what })
		} catch (e) {
			noAnswer(e)
			return null
		}
		if (number !== asked && what === '')
			return null	// a later one is on its way
		known = answer
		checked = sent
		drawText()
		drawList()
		onLine()
		takePreview()
		return answer
	}
	const mark = () => {
		$('changed').hidden = text.value === saved
	}
	function typed() {
		mark()
		if ($('said').textContent !== '')
			$('said').textContent = ''
		if (text.value !== checked)
			drawText()
		clearTimeout(timer)
		timer = setTimeout(() => ask(''), 400)
	}
	// What stands above a change stays where it was; a line that was changed
	// loses its mark until the next answer.
	text.addEventListener('input', typed)
	text.addEventListener('scroll', step)

	async function save() {
		const sent = text.value, answer = await ask('save')
		if (!answer)
			return
		if (answer.conflict || answer.failed) {
			submit('save')	// the page shows both texts
			return
		}
		form.elements.base.value = answer.base
		saved = sent
		mark()
		$('said').textContent = answer.errors > 0 ? answer.said +
			' It is a draft with mistakes. What is published stays as ' +
			'it is.' : answer.said
	}
	function submit(what) {
		const b = form.querySelector(`[name=do][value=${what}]`)
		leaving = true
		if (form.requestSubmit)
			form.requestSubmit(b)
		else
			b.click()
	}
	async function layOut() {
		const answer = await ask('fmt')
		if (!answer)
			return
		if (answer.text !== undefined && answer.text !== text.value)
			replace(0, text.value.length, answer.text)
		$('said').textContent = answer.said
	}

	// ---- changing the text so that undo takes it back -----------
	function replace(from, to, words) {
		const top = text.scrollTop
		text.focus()
		text.setSelectionRange(from, to)
		if (!document.execCommand('insertText', false, words))
			text.setRangeText(words, from, to, 'end')
		text.scrollTop = top
		typed()
	}
	function place(line, column) {
		const lines = text.value.split('\n')
		let from = 0
		for (let i = 0; i < line - 1 && i < lines.length; i++)
			from += lines[i].length + 1
		return from + [...(lines[line - 1] ?? '')].slice(0, column - 1)
			.join('').length
	}
	function go(m) {
		const from = place(m.line, m.column)
		text.focus()
		text.setSelectionRange(from, place(m.line, m.end ?? m.column))
		const line = $('behind').children[m.line - 1]
		if (line)
			text.scrollTop = Math.max(0, line.offsetTop - 80)
		step()
	}
	function next(way) {
		const list = mine()
		if (list.length === 0) {
			const other = $('mistakes').querySelector('a')
			other?.focus()
			return
		}
		const from = text.selectionStart
		const starts = list.map(m => place(m.line, m.column))
		const later = way > 0 ? starts.findIndex(s => s > from) :
			starts.findLastIndex(s => s < from)
		go(list[later >= 0 ? later : way > 0 ? 0 : list.length - 1])
	}
	// What is wrong with the line that somebody is on, in full.
	function onLine() {
		const before = text.value.slice(0, text.selectionStart)
		const line = before.split('\n').length
		const m = text.value === checked ? worst(mine()).get(line) : null
		const words = m ? `Line ${line}: ${m.text}. ` + hint(m) : ''
		if ($('here').dataset.words === words)
			return
		$('here').dataset.words = words
		$('here').className = `desk-here desk-here--${m?.level}`
		$('here').replaceChildren(...said(words))
	}
	// A mouse on a line reads the same.
	text.addEventListener('mousemove', e => {
		const y = e.clientY - text.getBoundingClientRect().top +
			text.scrollTop
		const line = [...$('behind').children].findIndex(l =>
			l.offsetTop <= y && y < l.offsetTop + l.offsetHeight) + 1
		const m = text.value === checked ? worst(mine()).get(line) : null
		text.title = m ? `${m.text}. ${hint(m)}` : ''
	})
	document.addEventListener('selectionchange', () => {
		if (document.activeElement === text)
			onLine()
	})
	$('next').addEventListener('click', () => next(1))
	document.addEventListener('keydown', e => {
		if (e.key === 'F8') {
			e.preventDefault()
			next(e.shiftKey ? -1 : 1)
		} else if ((e.ctrlKey || e.metaKey) && !e.altKey &&
			e.key.toLowerCase() === 's') {
			e.preventDefault()
			save()
		}
	})
	// A new line starts below the one before it.
	text.addEventListener('keydown', e => {
		if (e.key === 'Escape' && !e.isComposing)
			form.querySelector('[value=save]').focus()
		if (e.key !== 'Enter' || e.ctrlKey || e.altKey || e.metaKey ||
			e.isComposing)
			return
		const before = text.value.slice(0, text.selectionStart)
		const blanks = before.slice(before.lastIndexOf('\n') + 1)
			.match(/^ */)[0]
		if (blanks === '')
			return
		e.preventDefault()
		document.execCommand('insertText', false, '\n' + blanks)
	})
	$('mistakes').addEventListener('click', e => {
		const a = e.target.closest('a[data-line]')
		const b = e.target.closest('button[name=fix]')
		if (a) {
			e.preventDefault()
			go({ line: Number(a.dataset.line),
				column: Number(a.dataset.column) })
		} else if (b) {
			e.preventDefault()
			const [, line, column, end, fix] =
				b.value.match(/^(\d+):(\d+):(\d+):(.*)$/s)
			replace(place(Number(line), Number(column)),
				place(Number(line), Number(end)), fix)
		}
	})
	// ---- from Word ----------------------------------------------
	let clip = null		// what the clipboard had beside plain text
	const lighter = html => html.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/<(style|script|xml)\b[\s\S]*?<\/\1>/gi, '')
		.replace(/ (src|href)=("[^"]*"|'[^']*')/gi, '')
	async function convert() {
		const same = clip && $('paste').value === clip.text
		try {
			const answer = await post('/desk/paste', {
				text: $('paste').value, html: same ? clip.html : '' })
			$('lines').value = answer.lines
			$('lines-panel').hidden = answer.lines === ''
			$('came').textContent = answer.words
		} catch {
			$('came').textContent = 'This could not be read. Paste a ' +
				'part of it.'
		}
	}
	$('paste').addEventListener('paste', e => {
		const html = e.clipboardData.getData('text/html')
		if (html === '')
			clip = null
		setTimeout(() => {
			if (html !== '')
				clip = { text: $('paste').value, html: lighter(html) }
			convert()
		})
	})
	function insert() {
		const end = text.value.length
		replace(end, end, (text.value.endsWith('\n\n') ? '' : '\n') +
			$('lines').value)
		$('lines').value = $('paste').value = ''
		$('lines-panel').hidden = true
		$('came').textContent = ''
		go({ line: text.value.slice(0, end).split('\n').length + 1,
			column: 1 })
		$('said').textContent = 'The lines stand at the end of the text. ' +
			'It is not saved yet.'
	}

	form.addEventListener('submit', e => {
		const what = e.submitter?.value
		if (leaving)
			return
		const does = { save, fmt: layOut, convert, insert,
			check: () => ask('check') }
		if (e.submitter?.name === 'do' && does[what]) {
			e.preventDefault()
			does[what]()
		} else {
			leaving = true
		}
	})
	addEventListener('beforeunload', e => {
		if (!leaving && text.value !== saved)
			e.preventDefault()
	})

	drawText()
	mark()
	ask('').then(() => {
		const m = location.hash.match(/^#line-(\d+)$/)
		if (m)
			go({ line: Number(m[1]), column: 1 })
	})
}
