// responses.mjs N SEED -- N made-up responses to tests/bench/responses.form, as
// another tool exports them: CSV on standard output.  The same numbers give the
// same bytes.
const [n = 1000, seed = 1] = process.argv.slice(2).map(Number);
let s = BigInt(seed) * 0x9e3779b97f4a7c15n + 1n;
const below = (k) => {
	s = (s * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
	return Number((s >> 33n) % BigInt(k));
};
const q = (v) => (/[",;\n\r]/.test(v) ? `"${v.replace(/"/g, '""')}"` : v);
const who = ['Somebody who lives here', 'A carer, or family member', 'Somebody who works here', ''];
const topics = ['Shorter waits', 'Care at home, day and night', 'Parking', 'Better food'];
const agree = ['Strongly agree', 'Agree', 'Disagree', 'Strongly disagree', 'I do not know'];
const words = ['=SUM(A1:A9)', 'More nurses, please', 'He said "no"', 'Line one\nline two', '-5', '@home', 'Diolch yn fawr – café', ''];
const out = [['Respondent ID', 'End Date', 'Who are you?', 'What matters most?', 'The plan is right', 'I was asked in time', 'How old are you?', 'What else?'].map(q).join(',')];
for (let i = 1; i <= n; i++) {
	const day = String(1 + below(28)).padStart(2, '0');
	const t = topics.filter(() => below(3) === 0);
	out.push([`R${i}`, `2026-06-${day} 10:00:00`, who[below(who.length)], t.join('; '), agree[below(5)],
		agree[below(5)], below(9) === 0 ? '' : String(16 + below(80)), words[below(words.length)]].map(q).join(','));
	if (out.length > 5000)
		process.stdout.write(out.splice(0).join('\r\n') + '\r\n');
}
if (out.length)
	process.stdout.write(out.join('\r\n') + '\r\n');
