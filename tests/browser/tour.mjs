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
	await go('error-405', 'start', 405)
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
