// form-in.mjs TAG -- a form in a language, whose words are those of the program's own
// catalogue: every kind of question, and sentences of every length.  They mean nothing
// together; they are there for their letters.
import fs from 'node:fs';

const tag = process.argv[2];
const po = fs.readFileSync(new URL(`../../locales/${tag}.po`, import.meta.url), 'utf8');
const words = [];
for (const block of po.split('\n\n')) {
  const at = block.match(/^msgstr(?:\[\d\])? ((?:"(?:[^"\\]|\\.)*"\n?)+)/m);
  if (!at || block.includes('msgid ""\nmsgstr ""\n"Project')) continue;
  const s = JSON.parse(`"${at[1].replace(/^"|"\s*$/g, '').replace(/"\s*\n\s*"/g, '')}"`);
  if (s.length > 1 && !/[{}<>"\\\n*[\]%]/.test(s) && !words.includes(s)) words.push(s);
}
const long = words.filter((s) => s.length > 60), short = words.filter((s) => s.length <= 30);
const rest = words.filter((s) => s.length > 30 && s.length <= 60);
let l = 0, s = 0, r = 0;
const L = () => `"${long[l++ % long.length]}"`, S = () => `"${short[s++]}"`;
const R = () => `"${rest[r++ % rest.length]}"`;
const n = (count) => Array.from({ length: count }, (_, i) => i + 1);
const options = (count) => n(count).map((i) => `    ${i} o${i} ${S()}`).join('\n');
// Bold words at the start of a sentence, a number, brackets and a Latin name.
const mixed = () => `"**${short[s++]}** 2024/25: ${long[l++ % long.length]} (NHS 111)"`;

console.log(`earshot 1
consultation ${tag} ${R()}
  owner ${S()}
  accept online paper
  languages ${tag}${tag === 'en' ? '' : ' en'}
  support one ${R()}
    phone "0808 808 1677"
    link  https://www.example.org/
text cover ${L()}
  ""
  ${mixed()}
text next ${L()}
scale agree
${n(5).map((i) => `  ${i} s${i} ${S()}`).join('\n')}
section one ${S()}
page a ${S()}
  text t ${mixed()}
  question one choose one ${R()}
    hint ${L()}
${options(4)}
    7 other ${S()} write-in
  question next line ${R()}
    show if one = o1
page b ${S()}
  question many choose 1 to 2 ${R()}
    hint ${mixed()}
${options(8)}
  question scale scale agree ${R()}
  question rank rank up to 2 ${R()}
${options(3)}
  question share share 100 ${R()}
${options(3)}
page c ${S()}
  grid g scale agree ${R()}
    row i ${S()}
    row j ${R()}
  question d date ${R()}
  question n number 0..999 ${R()}
  question p postcode full ${R()}
  question w text ${R()}
    hint ${L()}`);
for (let i = 0; l < long.length && i < 40; i++) console.log(`  text l${i} ${L()}`);
for (let i = 0; r < rest.length && i < 40; i++) console.log(`  text r${i} ${R()}`);
