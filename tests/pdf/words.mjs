// words.mjs ASKED FILE.pdf BLOCKS LANG [CATALOGUE.po ...] -- are the words of a form on
// its paper, all of them and in order, and nothing else but the program's own?
//
// ASKED is what tests/pdf/asked says of the form, BLOCKS what tests/pdf/blocks finds in
// the PDF.  Words of a translation must also be in one of the catalogues.  A line for
// each difference, and exit 1.
import fs from 'node:fs';
import { execFileSync } from 'node:child_process';

const [askedFile, pdf, blocksFile, lang, ...catalogues] = process.argv.slice(2);
const root = new URL('../../', import.meta.url);
let bad = 0, texts = 0, questions = 0, fields = 0;
const differ = (what) => { bad++; console.log(`${pdf}: ${what}`); };
// No-break spaces are spaces, and signs that order words are none.
const norm = (s) => s.replace(/[\u2066-\u2069\u200e\u200f\u202a-\u202e\u200b]/g, '')
  .replace(/[\s\u00a0]+/g, ' ').trim();

// ---- the words of a catalogue -------------------------------------------------
function messages(file) {
  const out = [];
  for (const block of fs.readFileSync(file, 'utf8').split(/\n\n/)) {
    const text = (key) => {
      const m = block.match(new RegExp(`^${key} ((?:"(?:[^"\\\\]|\\\\.)*"\\n?)+)`, 'm'));
      return m ? JSON.parse(`"${m[1].trim().replace(/^"|"$/g, '').replace(/"\s*\n\s*"/g, '')}"`) : null;
    };
    const id = text('msgid'), all = [0, 1, 2, 3, 4, 5].map((i) => text(`msgstr\\[${i}\\]`));
    out.push({ id, plural: text('msgid_plural'), strs: [text('msgstr'), ...all].filter((s) => s) });
  }
  return out.filter((m) => m.id);
}
const english = lang === 'en';
const own = messages(new URL(english ? 'locales/earshot.pot' : `locales/${lang}.po`, root));
const patterns = own.flatMap((m) => english ? [m.id, m.plural] : m.strs).filter((s) => s)
  .map((s) => norm(s).split(/\{[a-z]+\}/)).filter((parts) => parts.join('').trim().length > 2)
  .map((parts) => new RegExp(`^(?:${parts.map((p) => p.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')).join('(.+?)')})`, 'su'));
// One or more of the program's sentences; a place may hold words of the form.
function ours(s) {
  if (s === '') return true;
  return patterns.some((p) => {
    const greedy = new RegExp(`${p.source}$`, 'su');
    if (greedy.test(s)) return true;
    const m = s.match(p);
    return m && m[0].length < s.length && /^ /.test(s.slice(m[0].length)) && ours(s.slice(m[0].length + 1));
  });
}
const isOurs = (s) => s === '•' || /^[0-9]+$/.test(s) || ours(s.replace(/^[→←] /, ''));

// ---- what is in the PDF ------------------------------------------------------------
const nodes = [];
const open = [];
for (const line of fs.readFileSync(blocksFile, 'utf8').split('\n').filter((l) => l)) {
  const [depth, type, a, b, tip] = line.split('\t');
  const n = type === 'Form' ? { type, name: a, state: b, tip: norm(tip), words: '' } :
    { type, lang: a, words: norm(b) };
  open.length = +depth;
  Object.assign(n, { up: open.at(-1) || null, kids: [] });
  n.up?.kids.push(n);
  open.push(n);
  nodes.push(n);
}
const inside = (n, type) => { for (let x = n.up; x; x = x.up) if (x.type === type) return x; return null; };
const all = (n) => [n, ...n.kids.flatMap(all)];

// ---- one against the other -----------------------------------------------------------
const fits = (want, n) => (want.type === 'H' ? /^H[1-6]$/.test(n.type) :
  want.type === 'Said' ? n.type === 'LBody' || (n.type === 'P' && inside(n, 'LBody')) : n.type === want.type) &&
  n.words === want.words && (want.type === 'Lbl' || want.type === 'TD' || n.lang === want.lang);
const read = (line) => { const [type, l, words] = line.split('\t'); return { type, lang: l, words: norm(words || '') }; };
let at = 0;
const shown = nodes.filter((n) => n.words !== '' || n.type === 'Table');
const hasTable = () => { for (let i = at; i < shown.length && !/^H/.test(shown[i].type); i++) if (shown[i].type === 'Table') return true; return false; };

function expect(want, where) {
  texts++;
  if (want.type === 'H' && /^[0-9]/.test(want.words)) questions++;
  for (let i = at; i < shown.length; i++) {
    const n = shown[i];
    if (fits(want, n)) { at = i + 1; return; }
    if (n.type === 'Table' || isOurs(n.words)) continue;
    differ(`${where}: ${want.type} ${want.lang} "${want.words}" should come, and there is ${n.type} ${n.lang} "${n.words}"`);
    // Go on behind what came instead, unless it comes later.
    if (!shown.slice(i, i + 12).some((m) => fits(want, m))) at = i + 1;
    else at = shown.findIndex((m, k) => k >= i && fits(want, m)) + 1;
    return;
  }
  differ(`${where}: ${want.type} ${want.lang} "${want.words}" is not there`);
}

const asked = fs.readFileSync(askedFile, 'utf8').split('\n').filter((l) => l);
let where = 'the beginning', skip = '', want;
const wanted = [];
for (const line of asked) {
  if (line === 'grid') { skip = hasTable() ? '' : 'table'; continue; }
  if (line === 'or') { skip = skip === 'table' ? '' : 'list'; continue; }
  if (line === 'end') { skip = ''; continue; }
  if (skip) continue;
  want = read(line);
  if (want.type === 'H') where = want.words;
  wanted.push(want);
  expect(want, where);
}
for (const n of shown.slice(at))
  if (n.type !== 'Table' && !isOurs(n.words)) differ(`at the end there is ${n.type} "${n.words}"`);

// ---- boxes beside their words, fields in their places --------------------------------
// A row of a table says what the table asks between its number and its words.
function says(tip, asks, answer) {
  const [number] = asks.split(' ');
  return tip.startsWith(`${number} `) && tip.endsWith(`${asks.slice(number.length)}: ${answer}`);
}
let question = '';
for (const n of nodes) {
  if (/^H[1-6]$/.test(n.type)) question = n.words;
  if (n.type === 'Lbl' && n.words !== '•') {
    const i = n.up.kids.indexOf(n);
    if (n.up.type !== 'LI' || n.up.kids[i + 1]?.type !== 'LBody') differ(`the code ${n.words} of "${question}" stands without its words`);
  }
  if (n.type !== 'Form') continue;
  fields++;
  const li = inside(n, 'LI'), tr = inside(n, 'TR');
  if (n.name.startsWith('more')) continue;
  if (tr) {
    const table = inside(n, 'Table'), row = tr.kids.find((k) => k.type === 'TH-Row').words;
    const heads = all(table).filter((k) => k.type === 'TH-Column');
    const column = heads[tr.kids.indexOf(inside(n, 'TD'))].words;
    if (!says(n.tip, row, column)) differ(`the tip "${n.tip}" stands at "${row}", "${column}"`);
  } else if (li) {
    const said = all(li).filter((k) => ['LBody', 'P'].includes(k.type) && k.words).map((k) => k.words);
    if (!said.some((s) => says(n.tip, question, s))) differ(`the tip "${n.tip}" stands at "${question}", "${said[0]}"`);
  } else if (n.tip !== question && !n.tip.startsWith(`${question}: `)) differ(`the tip "${n.tip}" stands at "${question}"`);
}

// ---- the catalogues of the translation -------------------------------------------------
if (catalogues.length > 0) {
  const plain = (s) => norm(s.replace(/\*\*/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
  const strs = catalogues.flatMap((f) => messages(f)).flatMap((m) => m.strs).map(plain);
  const known = strs.join('\n');
  // "Priority {number}: {title}" stands with both put in.
  const filled = strs.filter((s) => /\{[a-z.]+\}/.test(s)).map((s) => new RegExp(`^${s.split(/\{[a-z.]+\}/)
    .map((p) => p.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')).join('(.+)')}$`, 'su'));
  const has = (s) => known.includes(s) || filled.some((p) => s.match(p)?.slice(1)
    .every((part) => known.includes(part) || /^[0-9]+$/.test(part)));
  const strip = (s) => s.replace(/^[0-9]+[a-z]? /, '');
  for (const w of wanted) {
    if (w.type === 'Lbl' || w.type === 'TD' || w.lang !== lang) continue;
    const s = strip(w.words).replace(/( [0-9 ]+)? [a-z0-9.]+\.(org|uk|net)(\.uk)?$/, '');
    if (!has(s)) differ(`"${s}" is in no catalogue`);
  }
}

// ---- as pdftotext reads it: from left to right, question by question --------------------
const squash = (s) => norm(s).replace(/ /g, '');
if (!['ar', 'ur'].includes(lang)) {
  const text = squash(execFileSync('pdftotext', ['-raw', pdf, '-'], { maxBuffer: 1 << 28 }).toString());
  let from = 0;
  const heads = wanted.map((w, i) => [w, i]).filter(([w]) => w.type === 'H' && /^[0-9]/.test(w.words)).map(([, i]) => i);
  heads.forEach((h, k) => {
    const start = text.indexOf(squash(wanted[h].words), from);
    if (start < 0) { differ(`pdftotext has no "${wanted[h].words}" where it belongs`); return; }
    from = start + 1;
    const next = k + 1 < heads.length ? text.indexOf(squash(wanted[heads[k + 1]].words), from) : text.length;
    const part = text.slice(start, next < 0 ? text.length : next);
    for (const w of wanted.slice(h, k + 1 < heads.length ? heads[k + 1] : wanted.length))
      if (!part.includes(squash(w.words))) differ(`pdftotext has no "${w.words}" at "${wanted[h].words}"`);
  });
  for (const w of wanted) if (!text.includes(squash(w.words))) differ(`pdftotext has no "${w.words}"`);
}
console.log(`${pdf}: ${texts} texts, ${questions} questions, ${fields} fields; ${bad} differences`);
process.exit(bad > 0 ? 1 : 0);
