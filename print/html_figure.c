/* SPDX-License-Identifier: MIT
 *
 * html_figure.c -- the drawings of the web page, as inline SVG.
 */
#include "locales/locales.h"
#include "print/html.h"

#define MIDDLE_DOT	" \xC2\xB7 "
#define NB		"\xC2\xA0"

/* "12.34%" */
static void
put_at(struct buf *b, int at)
{
	html_f(b, "%d.%d%d%%", at / 100, at / 10 % 10, at % 10);
}

/* Rectangles and texts are placed from the start of the line; where that is
 * the right, x is mirrored (text anchors follow the direction by themselves). */
static void
put_rect(struct buf *b, const struct report *r, int x, int width,
    const char *class)
{
	html_lit(b, "<rect y=\".25em\" height=\"1.5em\" x=\"");
	put_at(b, r->rtl ? HTML_WHOLE - x - width : x);
	html_lit(b, "\" width=\"");
	put_at(b, width);
	html_f(b, "\" class=\"%s\"/>", class);
}

/* gap: in tenths of an em, towards the end of the line; anchor: "start",
 * "middle" or "end". */
static void
put_text(struct buf *b, const struct report *r, int x, int gap,
    const char *anchor, const char *class, const char *words)
{
	if (r->rtl)
		gap = -gap;
	html_lit(b, "<text y=\"1.34em\" x=\"");
	put_at(b, r->rtl ? HTML_WHOLE - x : x);
	html_f(b, "\" dx=\"%s.%dem\" text-anchor=\"%s\" "
	    "paint-order=\"stroke\" class=\"%s\">%s</text>",
	    gap < 0 ? "-" : "", gap < 0 ? -gap : gap, anchor, class, words);
}

/* A thin white line between two segments that touch. */
static void
put_gap(struct buf *b, const struct report *r, int x)
{
	if (r->rtl)
		x = HTML_WHOLE - x;
	html_lit(b, "<line class=\"gap\" y1=\".25em\" y2=\"1.75em\" x1=\"");
	put_at(b, x);
	html_lit(b, "\" x2=\"");
	put_at(b, x);
	html_lit(b, "\"/>");
}

/* ---- agreement ------------------------------------------------------------
 * Disagreement runs back from the zero line, agreement forward, and neither
 * stands apart at the end of the line. */

enum {
	ZERO_LEAST = 3000,	/* the zero line is here, or further on */
	NET_ROOM = 800,		/* for "12%" outside a bar, on a wide page */
	SCALE_MOST = 50,	/* 1% of the answers, in the widest case */
	INSIDE = 1200,		/* a segment this long holds its number … */
	INSIDE_WIDE = 600	/* … and this long on a wide page only */
};
struct scale { int zero, each; };

static struct scale
agreement_scale(const struct report_figure *f)
{
	int against = 0, rest = 0, room = HTML_WHOLE - NET_ROOM * 2 - 1000;
	struct scale s;
	size_t i;

	for (i = 0; i < f->n; i++) {
		const struct report_agreement *g = &f->agreement[i];

		if (g->hidden)
			continue;
		if (g->percent[0] + g->percent[1] > against)
			against = g->percent[0] + g->percent[1];
		if (g->percent[2] + g->percent[3] + g->percent[4] > rest)
			rest = g->percent[2] + g->percent[3] + g->percent[4];
	}
	s.each = SCALE_MOST;
	if (against + rest > 0 && room / (against + rest) < s.each)
		s.each = room / (against + rest);
	s.zero = NET_ROOM + against * s.each;
	if (s.zero < ZERO_LEAST)
		s.zero = ZERO_LEAST;
	return s;
}

static const char *const tone_class[] = {
	[TONE_NONE] = "", [TONE_STRONGLY_DISAGREE] = "sd",
	[TONE_DISAGREE] = "d", [TONE_NEITHER] = "ne", [TONE_AGREE] = "a",
	[TONE_STRONGLY_AGREE] = "sa"
};

/* alone: it is the whole of its side, whose number stands outside. */
static void
put_segment(struct buf *b, const struct report *r, int x, int width,
    enum report_tone tone, int percent, bool alone)
{
	char words[16] = "";
	struct buf n CLEAN(buf_free) = { 0 };

	if (width == 0)
		return;
	put_rect(b, r, x, width, tone_class[tone]);
	if (width < INSIDE_WIDE || alone)
		return;
	buf_printf(&n, "%d%%", percent);
	if (n.n < sizeof(words))
		memcpy(words, n.p, n.n + 1);
	put_text(b, r, x + width / 2, 0, "middle",
	    tone == TONE_STRONGLY_DISAGREE || tone == TONE_STRONGLY_AGREE ?
	    (width < INSIDE ? "light if-room" : "light") :
	    (width < INSIDE ? "dark if-room" : "dark"), words);
}

static void
put_percent(struct buf *b, const struct report *r, int x, int gap,
    const char *anchor, int percent)
{
	struct buf n CLEAN(buf_free) = { 0 };

	buf_printf(&n, "%d%%", percent);
	put_text(b, r, x, gap, anchor, "net if-room", buf_text(&n));
}

static void
agreement_bars(struct buf *b, const struct report *r,
    const struct report_agreement *g, struct scale s)
{
	int d = g->percent[1] * s.each, sd = g->percent[0] * s.each;
	int a = g->percent[3] * s.each, sa = g->percent[4] * s.each;
	int ne = g->percent[2] * s.each;

	html_lit(b, "<svg class=\"bars\" focusable=\"false\">");
	put_segment(b, r, s.zero - d - sd, sd, TONE_STRONGLY_DISAGREE,
	    g->percent[0], d == 0);
	put_segment(b, r, s.zero - d, d, TONE_DISAGREE, g->percent[1],
	    sd == 0);
	put_segment(b, r, s.zero, a, TONE_AGREE, g->percent[3], sa == 0);
	put_segment(b, r, s.zero + a, sa, TONE_STRONGLY_AGREE, g->percent[4],
	    a == 0);
	if (ne > 0)	/* its number stands beside it */
		put_rect(b, r, HTML_WHOLE - ne, ne, tone_class[TONE_NEITHER]);
	if (d > 0 && sd > 0)
		put_gap(b, r, s.zero - d);
	if (a > 0 && sa > 0)
		put_gap(b, r, s.zero + a);
	put_percent(b, r, s.zero - d - sd, -4, "end", g->disagree);
	put_percent(b, r, s.zero + a + sa, 4, "start", g->agree);
	put_percent(b, r, HTML_WHOLE - ne, -4, "end", g->percent[2]);
	html_lit(b, "<line class=\"zero\" y1=\"0\" y2=\"100%\" x1=\"");
	put_at(b, r->rtl ? HTML_WHOLE - s.zero : s.zero);
	html_lit(b, "\" x2=\"");
	put_at(b, r->rtl ? HTML_WHOLE - s.zero : s.zero);
	html_lit(b, "\"/></svg>");
}

static void
agreement(struct buf *b, const struct report *r, const struct report_figure *f)
{
	struct scale s = agreement_scale(f);
	size_t i;

	html_lit(b, "<div class=\"agree-row axis\"><span></span>"
	    "<svg class=\"bars\" focusable=\"false\">");
	put_text(b, r, s.zero, -4, "end", "net", r->w_disagree);
	put_text(b, r, s.zero, 4, "start", "net", r->w_agree);
	put_text(b, r, HTML_WHOLE, 0, "end", "net", r->w_neither);
	html_lit(b, "</svg></div>\n");
	for (i = 0; i < f->n; i++) {
		const struct report_agreement *g = &f->agreement[i];

		html_f(b, "<div class=\"agree-row%s\"><span class=\"label\">%s"
		    "</span>", g->strong ? " strong" : "", g->label);
		if (g->hidden) {
			html_f(b, "<span class=\"hidden\">%s</span></div>\n",
			    r->w_hidden);
			continue;
		}
		html_f(b, "<span class=\"nets\">%s" NB "%d%%" MIDDLE_DOT
		    "%s" NB "%d%%" MIDDLE_DOT "%s" NB "%d%%</span>", r->w_disagree, g->disagree,
		    r->w_agree, g->agree, r->w_neither, g->percent[2]);
		agreement_bars(b, r, g, s);
		html_lit(b, "</div>\n");
	}
}

/* ---- a bar a day or week --------------------------------------------------
 * A few lie down, so that each has its label and number at any width; many
 * stand up, and the first, the last and the highest are labelled. */

enum { LYING_MOST = 30, LYING_LENGTH = 8500, STANDING_HEIGHT = 8000 };

static int64_t
most_of(const struct report_figure *f)
{
	int64_t most = 1;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->counts[i] > most)
			most = f->counts[i];
	return most;
}

static void
lying(struct buf *b, const struct report *r, const struct report_figure *f)
{
	int64_t most = most_of(f);
	size_t i;

	for (i = 0; i < f->n; i++) {
		int width = (int)(f->counts[i] * LYING_LENGTH / most);
		struct buf n CLEAN(buf_free) = { 0 };

		locale_count(&n, locale_english(), f->counts[i]);
		html_f(b, "<div class=\"day\"><span>%s</span><svg class=\"bars\""
		    " focusable=\"false\">", f->labels[i]);
		if (width > 0)
			put_rect(b, r, 0, width, "sa");
		put_text(b, r, width, 4, "start", "net", buf_text(&n));
		html_lit(b, "</svg></div>\n");
	}
}

static void
standing_bar(struct buf *b, const struct report *r, int x, int width,
    int height)
{
	html_lit(b, "<rect class=\"sa\" x=\"");
	put_at(b, r->rtl ? HTML_WHOLE - x - width : x);
	html_lit(b, "\" width=\"");
	put_at(b, width);
	html_lit(b, "\" y=\"");
	put_at(b, HTML_WHOLE - height);
	html_lit(b, "\" height=\"");
	put_at(b, height);
	html_lit(b, "\"/>");
}

static void
standing(struct buf *b, const struct report *r, const struct report_figure *f)
{
	int64_t most = most_of(f);
	int each = HTML_WHOLE / (int)f->n, x;
	struct buf n CLEAN(buf_free) = { 0 };
	size_t i, high = 0;

	html_lit(b, "<svg class=\"days\" focusable=\"false\">");
	for (i = 0; i < f->n; i++) {
		standing_bar(b, r, each * (int)i, each > 12 ? each * 4 / 5 :
		    each, (int)(f->counts[i] * STANDING_HEIGHT / most));
		if (f->counts[i] > f->counts[high])
			high = i;
	}
	locale_count(&n, locale_english(), f->counts[high]);
	x = each * (int)high + each / 2;
	put_text(b, r, x, 0, x < 2000 ? "start" : x > 8000 ? "end" : "middle",
	    "net", buf_text(&n));
	html_f(b, "</svg><div class=\"ends\"><span>%s</span><span>%s</span>"
	    "</div>\n", f->labels[0], f->labels[f->n - 1]);
}

void
html_figure(struct buf *b, const struct report *r,
    const struct report_figure *f)
{
	if (*f->alt == '\0')
		html_lit(b, "<div class=\"drawing\" aria-hidden=\"true\">\n");
	else
		html_f(b, "<div class=\"drawing\" role=\"img\" "
		    "aria-label=\"%s\">\n", f->alt);
	if (f->kind == FIGURE_AGREEMENT)
		agreement(b, r, f);
	else if (f->n > 0 && f->n <= LYING_MOST)
		lying(b, r, f);
	else if (f->n > 0)
		standing(b, r, f);
	html_lit(b, "</div>\n");
}

/* ---- small ones ------------------------------------------------------------ */

static void
put_share(struct buf *b, const struct report *r, int percent, bool against)
{
	html_f(b, "<rect class=\"%s\" height=\"100%%\" x=\"%d%%\" "
	    "width=\"%d%%\"/>", against ? "d" : "sa",
	    r->rtl ? 100 - percent : 0, percent);
}

void
html_track(struct buf *b, const struct report *r, int percent, bool against)
{
	html_lit(b, "<svg class=\"track\" aria-hidden=\"true\" "
	    "focusable=\"false\">");
	if (percent > 0)
		put_share(b, r, percent, against);
	html_lit(b, "<rect class=\"frame\" width=\"100%\" height=\"100%\"/>"
	    "</svg>");
}

void
html_bar(struct buf *b, const struct report *r, int percent, bool against)
{
	html_lit(b, "<svg class=\"share\" aria-hidden=\"true\" "
	    "focusable=\"false\">");
	if (percent > 0)
		put_share(b, r, percent, against);
	html_lit(b, "</svg>");
}

void
html_swatch(struct buf *b, enum report_tone tone)
{
	html_f(b, "<svg class=\"swatch\" aria-hidden=\"true\" "
	    "focusable=\"false\"><rect class=\"%s\" width=\"100%%\" "
	    "height=\"100%%\"/></svg>", tone_class[tone]);
}

/* Nine dots a column, 8.5 apart; the last column may be short. */
void
html_dots(struct buf *b, int64_t n, int per_dot)
{
	int each = per_dot > 0 ? per_dot : 1, dots, full, rest, width;

	dots = (int)((n + each / 2) / each);
	if (n > 0 && dots == 0)
		dots = 1;
	full = dots / 9;
	rest = dots % 9;
	width = (full + (rest > 0)) * 85;
	if (dots == 0)
		return;
	html_f(b, "<svg class=\"dots\" aria-hidden=\"true\" focusable=\"false\""
	    " width=\"%d\" viewBox=\"0 0 %d.%d 76.5\">", (width + 9) / 10,
	    width / 10, width % 10);
	if (full > 0)
		html_f(b, "<rect fill=\"url(#dot)\" width=\"%d.%d\" "
		    "height=\"76.5\"/>", full * 85 / 10, full * 85 % 10);
	if (rest > 0)
		html_f(b, "<rect fill=\"url(#dot)\" x=\"%d.%d\" width=\"8.5\" "
		    "height=\"%d.%d\"/>", full * 85 / 10, full * 85 % 10,
		    rest * 85 / 10, rest * 85 % 10);
	html_lit(b, "</svg>");
}
