// tour.mjs -- leads a browser through every kind of page of one consultation,
// in one language, without a script.  see(kind) looks at each.
export async function tour(page, url, tag, see) {
	const at = `${url}/${tag}/`
	const click = async what => {
		await page.locator(what).first().click()
		await page.waitForLoadState('load')
	}
	const go = async (kind, part, status = 200) => {
		page.expected = status
		await page.goto(at + part)
		await see(kind)
		page.expected = 200
	}
	await go('landing', '')
	for (const part of ['cookies', 'privacy', 'accessibility', 'feedback',
		'paper', 'thanks', 'back'])
		await go(part, part)
	await go('gone', 'check', 410)
	await go('error-404', 'nothing', 404)
	await go('error-405', 'leave', 405)
	await page.goto(at)
	await click(`[action="/${tag}/start"] button`)
	await see('question')
	await click('#page .nhsuk-button')
	await see('question-mistakes')
	page.expected = 400
	await page.locator('#page [name=token]').evaluate(x => { x.value = 'f0' })
	await click('#page .nhsuk-button')
	await see('error-400')
	page.expected = 200
	await page.goto(at + 'q/capacity')
	await page.check('[value=carer]')
	await click('[name=save]')
	await see('save')
	await go('landing-draft', '')
	await go('start', 'start')
	await page.goto(at + 'q/capacity')
	await page.check('[value=carer]')
	await click('[name=stop]')
	await see('check')
	await go('equality', 'equality')
	await page.check('[value=no]')
	await click('main form .nhsuk-button')
	await see('send')
	await click(`[action="/${tag}/send"] button`)
	await see('sent')
	for (const part of ['receipt', 'withdraw', 'stop-equality', 'outcome'])
		await go(part, part)
}

// The kinds that need a season or a fault: before it opens, after it closed,
// with no room to keep answers, a code that is none, more than can be taken.
export async function ends(page, servers, tag, see) {
	const go = async (server, kind, part, status) => {
		page.expected = status
		await page.goto(`${server.url}/${tag}/${part}`)
		await see(kind)
		page.expected = 200
	}
	await go(servers.early, 'not-open', '', 200)
	await go(servers.late, 'closed', '', 200)
	await page.context().clearCookies()
	page.expected = 503
	await page.goto(`${servers.full.url}/${tag}/`)
	await page.click(`[action="/${tag}/start"] button`)
	await page.waitForLoadState('load')
	await see('error-503')
	page.expected = 200
	await page.goto(`${servers.open.url}/${tag}/back`)
	await page.fill('#code', '4F7K-2M9Q')
	await page.click('main form .nhsuk-button')
	await page.waitForLoadState('load')
	await see('back-mistake')
	await page.goto(`${servers.open.url}/${tag}/feedback`)
	// Out of sight: laying out so many words takes a slow machine a minute.
	await page.locator('textarea').first().evaluate(x => {
		x.removeAttribute('maxlength')
		x.hidden = true
		x.value = 'long '.repeat(300000)
	})
	page.expected = 413
	await page.click('main form .nhsuk-button')
	await page.waitForLoadState('load')
	await see('error-413')
	page.expected = 200
}
