/* SPDX-License-Identifier: MIT
 *
 * paper_style.c -- the look of the questionnaire on paper, and of its preview
 * on a screen: A4, 12 point, one dark blue that also reads in grey.
 *
 * A box is 5 mm, which a shaking hand can hit and a scanner can find; a line to
 * write on stands 9 mm below the one before.
 */
#include "print/paper.h"

static void
sheets(struct buf *b)
{
	html_lit(b,
"@page{size:A4;margin:18mm 18mm 20mm;@bottom-center{"
"content:\"\\200e\"counter(page)\"\\200e / \\200e\"counter(pages);"
"font:10pt \"Noto Sans\",Arial,sans-serif;color:#333}}\n"
"*{box-sizing:border-box}\n"
"html{color-scheme:light;background:#d9dee2;font:12pt/1.45 \"Noto Sans\","
"\"Segoe UI\",Arial,sans-serif;color:#111;-webkit-text-size-adjust:100%;"
"text-size-adjust:100%}\n"
"[dir=rtl]{line-height:1.8}\n"
"body{margin:0}\n"
"p,h1,h2,h3,h4,ul{margin:0;padding:0}\n"
"article{background:#fff;max-inline-size:210mm;margin:8mm auto;"
"padding:18mm;box-shadow:0 1px 6px #0004;overflow-wrap:break-word}\n"
"@media print{html{background:none}article{max-inline-size:none;margin:0;"
"padding:0;box-shadow:none}article+article{break-before:page}}\n"
"@media screen and (max-width:50rem){article{margin:0;padding:4mm}"
".rating,.rating ul{flex-wrap:wrap}.comb i{inline-size:5.5mm}"
"thead th{font-size:7pt;overflow-wrap:anywhere}td .code{display:none}}\n"
"h1,h2,h3{color:#12436d;line-height:1.25;break-after:avoid;"
"font-family:\"Noto Serif\",Georgia,serif}\n"
"header{border-block-start:2.5mm solid #12436d;padding-block:5mm 6mm;"
"print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
".owner{font-weight:700;margin-block-end:8mm}\n"
"h1{font-size:26pt;max-inline-size:150mm}\n"
".edition{font-size:16pt;margin-block-start:3mm}\n"
"h2{font-size:18pt;margin-block:12mm 4mm;padding-block-end:1.5mm;"
"border-block-end:.6mm solid #12436d}\n"
"h3{font-size:14pt;margin-block:9mm 2mm}\n"
".heading{font-weight:700;margin-block:6mm 2mm;break-after:avoid}\n"
".prose p,.prose ul{margin-block-end:3mm}\n"
"p,.prose li{break-inside:avoid}\n"
"section .prose>*{break-after:avoid}\n"
"[dir=rtl] [dir=ltr]{text-align:right}\n"
"[dir=rtl] .how[dir=ltr]{text-align:left}\n"
"[dir=rtl] .do[dir=ltr],[dir=rtl] .total[dir=ltr]{margin-inline:0 12mm}\n"
"[dir=rtl] .grid .do{margin:0}\n"
".prose ul,.how ul,.support ul{padding-inline-start:6mm}\n"
".how,.support,.apart{border:.4mm solid #12436d;padding:4mm 5mm;"
"margin-block:6mm;break-inside:avoid}\n"
".how h2,.support h2{border:0;font-size:14pt;margin:0 0 2mm;padding:0}\n"
".how li,.support li{margin-block:1.5mm}\n"
".support strong{white-space:nowrap;display:inline-block}\n"
".support span{overflow-wrap:anywhere;display:inline-block}\n"
"section .prose{break-after:avoid}\n"
".apart{margin-block-start:14mm;background:#eef3f7;"
"print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
".apart>:last-child{margin:0}\n"
".next{break-inside:avoid}\n");
}

static void
questions(struct buf *b)
{
	html_lit(b,
".q{margin-block:6mm 8mm;break-inside:avoid}\n"
".only{border-inline-start:1.2mm solid #12436d;padding:.5mm 0 .5mm 3mm;"
"margin-block:3mm;font-style:italic;break-after:avoid;"
"break-inside:avoid}\n"
"[dir=rtl] .only{font-style:normal;font-weight:700}\n"
"[dir=rtl] .only[dir=ltr]{border-inline-start:0;"
"border-inline-end:1.2mm solid #12436d;padding-inline:0 3mm}\n"
"h4{display:flex;gap:3mm;font-size:12pt;line-height:1.35;"
"break-after:avoid}\n"
".no{flex:none;min-inline-size:9mm;color:#12436d}\n"
".hint,.do{margin-inline-start:12mm;color:#333;font-size:11pt}\n"
".do{font-weight:600;margin-block:.5mm 2mm}\n"
".answer .hint{display:block;margin:0}\n"
".boxes{list-style:none;margin-inline-start:12mm}\n"
".boxes li{display:flex;align-items:flex-start;gap:2mm;"
"padding-block:1.1mm;break-inside:avoid}\n"
".box,.blank{flex:none;display:inline-block;inline-size:5mm;"
"block-size:5mm;border:.35mm solid #111;margin-block-start:.3mm}\n"
".blank{inline-size:11mm;block-size:8mm}\n"
".points .blank{inline-size:16mm}\n"
".blank~.answer{padding-block-start:1.2mm}\n"
".blank+.answer{margin-inline-start:1mm}\n"
".code{flex:none;min-inline-size:5mm;font-size:9pt;color:#444;"
"padding-block-start:.6mm}\n"
".answer{flex:1;min-inline-size:0}\n"
".answer .line{display:block;border-block-end:.3mm solid #111;"
"block-size:8mm;max-inline-size:110mm}\n"
".go{flex:none;max-inline-size:45%;font-weight:700;color:#12436d}\n"
".go::before{content:\"\\2192\\00a0\"}\n"
"[dir=rtl] .go::before{content:\"\\2190\\00a0\"}\n"
".two{columns:2;column-gap:8mm}\n"
".across{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;"
"gap:2mm;margin-block-start:2mm}\n"
".across li{flex-direction:column;align-items:center;text-align:center;"
"font-size:10.5pt;line-height:1.3;gap:1mm;position:relative}\n"
".across .code{min-inline-size:0;padding:0}\n"
".rule{margin-inline-start:12mm;font-weight:600;break-before:avoid}\n"
".total{margin-inline-start:12mm;font-weight:700}\n"
".given{margin:2mm 0 2mm 12mm;display:flex;flex-wrap:wrap;gap:2mm;"
"align-items:center}\n"
"[dir=rtl] .given{margin:2mm 12mm 2mm 0}\n"
".date{gap:5mm}\n"
".date span{display:inline-flex;align-items:center;gap:2mm}\n"
".comb{display:inline-flex!important;gap:0!important;direction:ltr}\n"
".comb i{inline-size:7mm;block-size:9mm;border:.35mm solid #111;"
"margin-inline-end:-.35mm}\n"
".lines{margin-inline-start:12mm}\n"
".lines i{display:block;block-size:9mm;border-block-end:.3mm solid #555}\n"
".rating{inline-size:fit-content;max-inline-size:100%;margin-block:2mm;"
"padding-inline-start:12mm}\n"
".rating ul{list-style:none;display:flex;flex-wrap:wrap;gap:2mm 5mm}\n"
".rating li{display:flex;flex-direction:column;align-items:center;"
"gap:.5mm}\n"
".rating .code{min-inline-size:0;padding:0;font-size:11pt;color:#111}\n"
".ends{display:flex;justify-content:space-between;gap:8mm;inline-size:0;"
"min-inline-size:100%;font-size:11pt;line-height:1.3;"
"margin-block-start:.5mm}\n"
".ends span+span{text-align:end}\n"
".ticked,.filled{margin:0 1mm;vertical-align:-1mm}\n"
".ticked{position:relative}\n"
".ticked::after{content:\"\";position:absolute;inset:-.8mm auto auto 1.5mm;"
"inline-size:1.7mm;block-size:3.8mm;border:solid #111;"
"border-width:0 .6mm .6mm 0;transform:rotate(40deg)}\n"
".filled{background:#111;print-color-adjust:exact;"
"-webkit-print-color-adjust:exact}\n"
"table{inline-size:100%;border-collapse:collapse;margin-block-start:2mm}\n"
"thead th{font-size:10pt;line-height:1.25;padding:1mm;vertical-align:bottom;"
"font-weight:600}\n"
"tbody tr{border-block-start:.2mm solid #888;break-inside:avoid}\n"
"tbody th{text-align:start;font-weight:400;padding:1.5mm 2mm 1.5mm 0;"
"inline-size:38%}\n"
"tbody th div{display:flex;gap:2mm}\n"
"tbody th .no{font-weight:700}\n"
".grid .hint,.grid .do{margin-inline-start:0}\n"
"tbody td{text-align:center;padding:1.5mm 1mm}\n"
"tbody td .box{vertical-align:middle;margin:0 1mm 0 0}\n");
}

void
paper_style(struct buf *b)
{
	html_lit(b, "<style>\n");
	sheets(b);
	questions(b);
	html_lit(b, "</style>\n");
}
