// filled.mjs BLANK.pdf FILLED.pdf -- does a viewer (poppler) show what was filled in?
//
// Both are drawn; where a field has a value there must be something new, and nothing
// where it has none.  A line for each field that is not so, and exit 1.
import { execFileSync } from 'node:child_process';

const [blank, filled] = process.argv.slice(2);
const run = (...a) => execFileSync(a[0], a.slice(1), { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
const json = JSON.parse(run('qpdf', '--json=2', '--json-key=qpdf', '--json-key=acroform', filled));
const objects = json.qpdf[1];
const pictures = (file) => {
  const out = [], data = run('pdftoppm', '-r', '72', '-gray', file);
  for (let at = 0; at < data.length;) {
    const [head, w, h] = data.subarray(at, at + 30).toString('latin1').match(/^P5\s+(\d+)\s+(\d+)\s+255\s/);
    at += head.length;
    out.push({ w: +w, h: +h, d: data.subarray(at, at += w * h) });
  }
  return out;
};
const a = pictures(blank), b = pictures(filled);
let bad = 0, shown = 0;
for (const f of json.acroform.fields) {
  const rect = objects[`obj:${f.annotation.object}`].value['/Rect'], p = f.pageposfrom1 - 1;
  const has = f.fieldtype === '/Tx' ? !!f.value && f.value !== 'u:' :
    f.annotation.appearancestate !== '/Off';
  let changed = 0;
  for (let y = Math.floor(a[p].h - rect[3]); y < a[p].h - rect[1]; y++)
    for (let x = Math.floor(rect[0]); x < rect[2]; x++)
      changed += Math.abs(a[p].d[y * a[p].w + x] - b[p].d[y * a[p].w + x]) > 60;
  shown += has;
  if (has !== changed > 3) {
    bad++;
    console.log(`${f.fullname}: ${has ? 'its value is not shown' : 'something is shown'} (${changed} dots)`);
  }
}
console.log(`${json.acroform.fields.length} boxes, ${shown} filled in; ${bad} not as they should be`);
process.exit(bad > 0 || shown === 0 ? 1 : 0);
