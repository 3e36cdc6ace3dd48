/* SPDX-License-Identifier: MIT
 *
 * html_style.c -- how the web page looks: one column on a telephone, a rail
 * and a column on a wide screen and on paper.  Logical properties only, so
 * that it mirrors itself for languages written from the right.
 *
 * Colours and sizes are those of the printed report.  Contrast on white:
 * text 14.7, secondary 6.3, navy 10.2, orange 3.1 (fills only), sky 3.2.
 */
#include "print/html.h"

static void
put_base(struct buf *b)
{
	html_lit(b,
"*{box-sizing:border-box}\n"
"html{color-scheme:light;-webkit-text-size-adjust:100%;text-size-adjust:100%;"
"font-family:\"Noto Sans\",\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,"
"sans-serif;line-height:1.5;color:#212b32;background:#fff}\n"
"[dir=rtl]{line-height:1.8}\n"
"body{margin:0;overflow-wrap:break-word}\n"
"p,h1,h2,h3,h4,ul,ol,dl,figure,blockquote{margin:0}\n"
"h1,h2,.finding,.numbers b,.share-of b{font-family:\"Noto Serif\",Georgia,"
"\"Times New Roman\",serif}\n"
"h1,h2,h3,h4{color:#12436d;line-height:1.25;overflow-wrap:anywhere}\n"
"h1{font-size:2rem}\n"
"h2{font-size:1.75rem}\n"
"h3{font-size:1.3125rem;margin-block:2.5rem .5rem;padding-block-end:.5rem;"
"border-block-end:2px solid}\n"
"h4{font-size:1.125rem;margin-block:1.5rem .5rem}\n"
"a{color:#12436d;text-underline-offset:.15em}\n"
"a:hover{text-decoration-thickness:3px}\n"
":focus-visible{outline:3px solid #12436d;outline-offset:3px}\n"
"svg{display:block;overflow:visible}\n"
".fills{position:absolute;inline-size:0;block-size:0}\n"
".skip{position:absolute;inset-block-start:-10rem;inset-inline-start:1rem;"
"padding:.5rem 1rem;background:#fff;color:#12436d}\n"
".skip:focus{inset-block-start:.5rem;z-index:1}\n"
".wrap{max-inline-size:53.25rem;margin-inline:auto;padding-inline:1rem}\n"
".tag{border:1px solid #4c6272;padding:0 .5rem;color:#212b32;"
"background:#fff;inline-size:fit-content}\n"
".band{background:#12436d;color:#fff;padding-block:2rem;"
"print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
".band .tag{margin-block-start:1rem}\n"
".band h1{color:#fff;max-inline-size:44rem}\n"
".kicker{font-size:1.25rem;margin-block:1.5rem .75rem}\n"
".kicker::before{content:\"\";display:block;inline-size:10rem;"
"max-inline-size:40%;block-size:4px;background:#4f96d3;"
"margin-block-end:1rem}\n"
".bare .band{background:none;color:inherit}\n"
".bare h1{color:#12436d;margin-block-start:1rem}\n"
".dots-words{font-weight:700;margin-block:2rem .75rem}\n"
".channels{list-style:none;padding:0;display:flex;flex-wrap:wrap;"
"gap:1rem 1.25rem;align-items:flex-start}\n"
".channels span,.channels b{display:block}\n"
".dots{max-inline-size:100%;block-size:auto;margin-block-end:.5rem}\n"
"[dir=rtl] .dots{transform:scaleX(-1)}\n"
"nav{padding-block:2.5rem 0}\n"
"nav ul{list-style:none;padding:0;margin-block-start:.5rem}\n"
"nav li{padding-block:.5rem;border-block-end:1px solid #aeb7bd}\n"
"nav span{display:block;color:#4c6272}\n");
	html_lit(b,
"section{padding-block-start:3.5rem}\n"
".top{display:flex;flex-wrap:wrap;justify-content:space-between;"
"gap:.5rem 1rem;margin-block-end:.75rem}\n"
".top::before{content:\"\";inline-size:10rem;border-block-start:4px solid "
"#12436d}\n"
".rail{font-weight:700;color:#12436d}\n"
".head{margin-block-end:1rem}\n"
".row{margin-block:1rem}\n"
".words{max-inline-size:40rem;min-inline-size:0}\n"
".words li{margin-block:.5rem}\n"
".words ul,.words ol{padding-inline-start:1.5rem}\n"
".finding{font-size:1.375rem;line-height:1.4}\n"
"[dir=rtl] .finding{line-height:1.8}\n"
".minor,.note,.base,figcaption{color:#4c6272}\n"
".minor{margin-block-start:.25rem}\n"
".facts>div{padding-block:.5rem;border-block-end:1px solid #aeb7bd}\n"
".facts{margin-block:1rem}\n"
".facts dt{font-weight:700;color:#12436d}\n"
".facts dd{margin:0;min-inline-size:0;overflow-wrap:anywhere}\n"
".numbers{list-style:none;padding:0;margin-block:1.5rem;display:grid;"
"grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:1.5rem 1.25rem}\n"
".numbers li{border-block-start:1px solid #12436d;padding-block-start:.5rem}\n"
".numbers b{display:block;font-size:2.25rem;line-height:1.2;color:#12436d}\n"
".tracks{list-style:none;padding:0}\n"
".tracks li{padding-block:.75rem;border-block-end:1px solid #aeb7bd}\n"
".share-of{inline-size:10rem;margin-block-end:.5rem}\n"
".share-of b{font-size:1.625rem;line-height:1.3;color:#12436d}\n"
".track{inline-size:100%;block-size:.625rem}\n"
".quotes{display:grid;gap:1.5rem 1.25rem;margin-block:1.5rem}\n"
".quote{border-inline-start:5px solid #12436d;padding-inline-start:1rem;"
"min-inline-size:0}\n"
".against{border-inline-start-color:#d77a2b}\n"
".quote p{white-space:pre-line;overflow-wrap:anywhere}\n"
".up{margin-block-start:1.5rem}\n"
".up a,nav a{display:inline-block;padding-block:.125rem}\n"
"footer{margin-block-start:4rem;border-block-start:1px solid #aeb7bd;"
"padding-block:1.5rem;color:#4c6272}\n");
}

static void
put_exhibits(struct buf *b)
{
	html_lit(b,
".exhibit{margin-block:2rem}\n"
".scroll{overflow-x:auto;padding-block-end:.25rem}\n"
"table{border-collapse:collapse;inline-size:100%}\n"
"caption{text-align:start;padding-block-end:.75rem}\n"
".cap{position:sticky;inset-inline-start:0;"
"max-inline-size:min(100%,calc(100vw - 2rem))}\n"
".cap b{color:#212b32}\n"
".base{display:block}\n"
"th,td{text-align:start;vertical-align:top;font-weight:400;"
"padding:.375rem 0;padding-inline-end:1rem;"
"border-block-end:1px solid #aeb7bd}\n"
"th:last-child,td:last-child{padding-inline-end:0}\n"
"thead th,thead td{font-weight:700;vertical-align:bottom;"
"border-block-end:2px solid #12436d}\n"
".n{text-align:end;font-variant-numeric:tabular-nums}\n"
"td.n{white-space:nowrap}\n"
".narrow{max-inline-size:40rem}\n"
".narrow th,.narrow td{overflow-wrap:anywhere}\n"
"tbody th,.with-bars th:first-child{min-inline-size:7rem}\n"
".with-bars th:first-child{inline-size:70%}\n"
".total th,.total td{font-weight:700;border-block-end:2px solid #12436d}\n"
".group th{font-weight:700;color:#12436d;padding-block-start:1.25rem;"
"border-block-end-color:#12436d}\n"
".note{margin-block-start:.75rem;max-inline-size:40rem}\n"
".share{inline-size:100%;block-size:.625rem;margin-block-start:.25rem}\n"
".swatch{inline-size:1.75rem;block-size:.75rem;"
"margin-block-end:.375rem;margin-inline-start:auto}\n"
".drawing{margin-block-start:.75rem;line-height:1.5}\n"
".bars{inline-size:100%;block-size:2em}\n"
".agree-row{margin-block-end:.5rem}\n"
".strong .label,.net{font-weight:700}\n"
".label,.nets{display:block}\n"
".axis,.if-room{display:none}\n"
"text{fill:#212b32}\n"
"text.light{fill:#fff}\n"
"text.dark{stroke-width:5px;stroke-linejoin:round}\n"
".sd{fill:#662d00}.a{fill:#4f96d3}.sa{fill:#12436d}\n"
".d{fill:url(#hatch);stroke:#662d00}\n"
".d+text.dark{stroke:#d77a2b}.a+text.dark{stroke:#4f96d3}\n"
".ne{fill:#d8dde0;stroke:#4c6272}\n"
".frame{fill:none;stroke:#12436d}\n"
".gap{stroke:#fff;stroke-width:2}.zero{stroke:#212b32}\n"
".day{display:grid;grid-template-columns:minmax(5.5rem,auto) 1fr;"
"column-gap:.75rem;align-items:center}\n"
".day span{inline-size:5.5rem}\n"
".days{inline-size:100%;block-size:12rem;"
"border-block-end:1px solid #212b32}\n"
".ends{display:flex;justify-content:space-between}\n");
}

static void
put_wide(struct buf *b)
{
	html_lit(b,
"@media screen and (max-width:47.99rem){\n"
/* a shadow at an edge that hides more of the table */
".scroll{background:"
"linear-gradient(90deg,#fff 30%,#fff0) 0 0/3rem 100%,"
"linear-gradient(270deg,#fff 30%,#fff0) 100% 0/3rem 100%,"
"linear-gradient(90deg,#4c627266,#fff0) 0 0/.75rem 100%,"
"linear-gradient(270deg,#4c627266,#fff0) 100% 0/.75rem 100%;"
"background-attachment:local,local,scroll,scroll;"
"background-repeat:no-repeat}\n"
".wide tbody th{position:sticky;inset-inline-start:0;background:#fff;"
"max-inline-size:9rem}\n"
".wide .group th{position:static;max-inline-size:none}\n"
"}\n"
"@media print,(min-width:48rem){\n"
".row,.facts>div,.tracks li,.agree-row,nav li{display:grid;"
"grid-template-columns:10rem minmax(0,1fr);column-gap:1.25rem;"
"align-items:baseline}\n"
".words,.head h2{grid-column:2}\n"
"h1{font-size:2.75rem;line-height:1.2}\n"
"h2{font-size:2.125rem}\n"
".tracks li{align-items:center}\n"
".share-of{margin:0}\n"
".quotes{grid-template-columns:1fr 1fr}\n"
".agree-row{align-items:center;margin:0;min-block-size:2em}\n"
".axis{display:grid}\n"
".if-room{display:revert}\n"
".nets{display:none}\n"
".agree-row .hidden{grid-column:2}\n"
"}\n"
"@media print{\n"
"@page{size:A4;margin:18mm 20mm}\n"
"html{font-size:11pt}\n"
".wrap{max-inline-size:none;padding:0}\n"
".band .wrap{padding-inline:1rem}\n"
".skip,.up{display:none}\n"
"section{break-before:page;padding:0}\n"
"h2,h3,h4,.cap{break-after:avoid}\n"
".quote,tr,.facts>div,.tracks li,.drawing{break-inside:avoid}\n"
".scroll{overflow:visible}\n"
".wide{font-size:9.5pt}\n"
"svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
"}\n");
}

void
html_style(struct buf *b)
{
	html_lit(b, "<style>\n");
	put_base(b);
	put_exhibits(b);
	put_wide(b);
	html_lit(b, "</style>\n");
}

void
html_fills(struct buf *b)
{
	html_lit(b, "<svg class=\"fills\" aria-hidden=\"true\" "
	    "focusable=\"false\"><defs>\n"
	    "<pattern id=\"hatch\" width=\"6\" height=\"6\" "
	    "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
	    "<rect width=\"6\" height=\"6\" fill=\"#d77a2b\"/>"
	    "<rect width=\"1\" height=\"6\" fill=\"#662d00\"/></pattern>\n"
	    "<pattern id=\"dot\" width=\"8.5\" height=\"8.5\" "
	    "patternUnits=\"userSpaceOnUse\"><circle cx=\"4.25\" cy=\"4.25\" "
	    "r=\"3.2\" fill=\"#fff\"/></pattern>\n</defs></svg>\n");
}
