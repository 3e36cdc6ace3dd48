/* SPDX-License-Identifier: MIT
 *
 * para.c -- sets words into lines: cut where Unicode allows a break, shaped
 * piece by piece, filled to a width.
 */
#include "print/pdf/pdf.h"

#include <fribidi.h>
#include <linebreak.h>
#include <math.h>

#define T(f, s, l, c)	{ f, s, l, c, false, 0 }
const struct pdf_style BODY = T(SANS, 12, 16, INK),
    BOLD = T(SANS_BOLD, 12, 16, INK), NOTE = T(SANS, 12, 16, SECOND),
    LABEL = T(SANS_BOLD, 12, 16, NAVY), H1 = T(SERIF_BOLD, 28, 32, NAVY),
    H2 = T(SANS_BOLD, 16, 24, NAVY), FINDING = T(SERIF, 18, 24, INK),
    NUMBER = T(SERIF_BOLD, 32, 40, NAVY), SHARE = T(SERIF_BOLD, 24, 32, NAVY),
    COVER_TITLE = T(SERIF_BOLD, 40, 48, WHITE), KICKER = T(SANS, 20, 24, WHITE),
    COVER_BODY = T(SANS, 12, 16, WHITE),
    COVER_BOLD = T(SANS_BOLD, 12, 16, WHITE),
    KEY_TEXT = { SANS, 12, 16, NAVY, true, 0 };

/* What is being set. */
struct setting {
	struct pdf	*p;
	struct pdf_para	*para;
	const char	*text;
	size_t		 n;
	char		*breaks;	/* of libunibreak, by byte */
	const unsigned char *levels;	/* by byte; NULL: all the same */
	const size_t	*ends;		/* of spans, in bytes */
	struct pdf_piece *pieces;
	size_t		 n_pieces, cap;
};

static bool
from_right(uint32_t c)
{
	return (c >= 0x590 && c <= 0x8FF) || c == 0x200F || c == 0x202B ||
	    c == 0x202E || c == 0x2067 || (c >= 0xFB1D && c <= 0xFDFF) ||
	    (c >= 0xFE70 && c <= 0xFEFF) || (c >= 0x10800 && c <= 0x10FFF) ||
	    (c >= 0x1E800 && c <= 0x1EFFF);
}

static bool
any_from_right(const char *s)
{
	while (*s != '\0')
		if (from_right(utf8_next(&s)))
			return true;
	return false;
}

/* Joins the spans; whatever is no letter and no space is left out. */
static char *
join(struct arena *a, struct report_text t, size_t *ends)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < t.n; i++) {
		const char *s = t.v[i].text != NULL ? t.v[i].text : "";

		while (*s != '\0') {
			uint32_t c = utf8_next(&s);

			if (c == '\t' || c == '\v' || c == '\f')
				c = ' ';
			else if (c == 0x2028 || c == 0x2029 || c == 0x85)
				c = '\n';
			if (c == '\n' || (c >= ' ' && c < 0x7F) || (c > 0x9F &&
			    c != 0xFEFF && c != 0xFFFE && c != 0xFFFF))
				utf8_put(&b, c);
		}
		ends[i] = b.n;
	}
	while (b.n > 0 && (b.p[b.n - 1] == '\n' || b.p[b.n - 1] == ' '))
		b.n--;
	for (i = 0; i < t.n; i++)
		if (ends[i] > b.n)
			ends[i] = b.n;
	return arena_strn(a, buf_text(&b), b.n);
}

/* Levels of the bidirectional algorithm, one for each byte. */
static unsigned char *
levels(struct setting *s)
{
	struct arena *a = s->p->a;
	FriBidiChar *u = arena_array(a, FriBidiChar, s->n + 1);
	FriBidiCharType *types = arena_array(a, FriBidiCharType, s->n + 1);
	FriBidiBracketType *brackets = arena_array(a, FriBidiBracketType,
	    s->n + 1);
	FriBidiLevel *lv = arena_array(a, FriBidiLevel, s->n + 1);
	FriBidiParType base = s->p->r->rtl ? FRIBIDI_PAR_WRTL :
	    FRIBIDI_PAR_WLTR;
	unsigned char *out = arena_array(a, unsigned char, s->n + 1);
	const char *at = s->text, *next;
	FriBidiStrIndex m = 0;

	while (*at != '\0')
		u[m++] = utf8_next(&at);
	fribidi_get_bidi_types(u, m, types);
	fribidi_get_bracket_types(u, m, types, brackets);
	if (fribidi_get_par_embedding_levels_ex(types, brackets, m, &base,
	    lv) == 0)
		return NULL;
	s->para->from_right = base == FRIBIDI_PAR_RTL ||
	    base == FRIBIDI_PAR_WRTL;
	for (m = 0, at = s->text; *at != '\0'; at = next, m++) {
		next = at;
		utf8_next(&next);
		memset(out + (at - s->text), lv[m], (size_t)(next - at));
	}
	return out;
}

static struct pdf_piece *
piece(struct setting *s, size_t from, size_t to, unsigned span)
{
	struct pdf_piece *q = arena_push(s->p->a, s->pieces, s->n_pieces,
	    s->cap);
	enum pdf_face face = s->para->style->face;

	if (s->para->spans[span].mark == REPORT_STRONG)
		face = face == SERIF ? SERIF_BOLD : face == SANS ? SANS_BOLD :
		    face;
	q->span = span;
	q->level = s->levels != NULL ? s->levels[from] : 0;
	q->word = pdf_shape(s->p, face, s->text + from, to - from, q->level);
	return q;
}

static double
visible(const struct setting *s, const struct pdf_piece *q)
{
	return (q->word->width - q->word->blank) * s->para->style->size;
}

/* Whether a cut at byte i parts two things that a reader sees as characters;
 * marks stay with their letter, parts of a picture with one another.
 * (Debian's libunibreak has no grapheme breaks.) */
static bool
is_edge(const char *s, size_t i)
{
	const char *at = s + i;

	if ((*at & 0xC0) == 0x80)
		return false;
	return !pdf_is_mark(utf8_next(&at)) &&
	    (i < 3 || memcmp(s + i - 3, "\xE2\x80\x8D", 3) != 0);
}

static size_t
edge_after(const char *s, size_t n, size_t i)
{
	while (i < n && !is_edge(s, i))
		i++;
	return i;
}

static size_t
edge_before(const char *s, size_t from, size_t i)
{
	while (--i > from && !is_edge(s, i))
		;
	return i;
}

/* "117 (29%)" is better cut at its no-break space than inside a number. */
static size_t
after_space(const char *s, size_t from, size_t end)
{
	size_t i;

	for (i = end; i > from + 2; i--)
		if (memcmp(s + i - 2, "\xC2\xA0", 2) == 0)
			return i;
	return end;
}

/* Cuts a word that is wider than the line; as much as fits into each. */
static void
cut(struct setting *s, size_t from, size_t to, unsigned span)
{
	size_t n = to - from, at = 0, end;
	const char *text = s->text + from;
	struct pdf_piece *q;
	double w;

	while (at < n) {
		q = piece(s, from + at, to, span);
		w = visible(s, q);
		if (w <= s->para->width || s->para->width <= 0)
			return;
		s->n_pieces--;
		end = at + (size_t)((double)(n - at) * s->para->width / w);
		end = edge_after(text, n, end > at ? end : at + 1);
		end = after_space(text, at, end);
		for (;;) {
			q = piece(s, from + at, from + end, span);
			if (visible(s, q) <= s->para->width ||
			    edge_before(text, at, end) == at)
				break;
			s->n_pieces--;
			end = edge_before(text, at, end);
		}
		q->may_break = true;
		at = end;
	}
}

static void
add(struct setting *s, size_t from, size_t to, unsigned span)
{
	if (to <= from)
		return;
	if (visible(s, piece(s, from, to, span)) > s->para->width) {
		s->n_pieces--;
		cut(s, from, to, span);
	}
}

/* A dash that makes the number after it less than zero. */
static bool
is_minus(const char *s, size_t i)
{
	return i >= 2 && (memcmp(s + i - 2, "\xE2\x80\x93", 3) == 0 ||
	    memcmp(s + i - 2, "\xE2\x88\x92", 3) == 0) &&
	    s[i + 1] >= '0' && s[i + 1] <= '9' && (i == 2 || s[i - 3] == ' ');
}

static bool
ends_piece(const struct setting *s, size_t i, size_t span_end)
{
	if ((s->text[i + 1] & 0xC0) == 0x80)
		return false;	/* inside a character */
	if (i + 1 == s->n || i + 1 == span_end)
		return true;
	if (!is_edge(s->text, i + 1))
		return false;	/* inside a picture made of several */
	if (is_minus(s->text, i))
		return false;
	if (s->breaks[i] == LINEBREAK_ALLOWBREAK ||
	    s->breaks[i] == LINEBREAK_MUSTBREAK)
		return true;
	return s->levels != NULL && (s->levels[i] != s->levels[i + 1] ||
	    (s->text[i] == ' ') != (s->text[i + 1] == ' '));
}

static void
pieces(struct setting *s)
{
	size_t from = 0, i, before;
	unsigned span = 0;

	for (i = 0; i < s->n; i++) {
		while (s->ends[span] <= i)
			span++;
		if (s->text[i] != '\n' && !ends_piece(s, i, s->ends[span]))
			continue;
		before = s->n_pieces;
		add(s, from, s->text[i] == '\n' ? i : i + 1, span);
		from = i + 1;
		if (s->n_pieces == 0)
			continue;
		if (s->text[i] == '\n')
			s->pieces[s->n_pieces - 1].must_break = true;
		else if (s->n_pieces > before)
			s->pieces[s->n_pieces - 1].may_break =
			    s->breaks[i] == LINEBREAK_ALLOWBREAK;
	}
}

/* ---- filling lines ------------------------------------------------------- */

struct filling {
	struct setting	*s;
	struct pdf_line	*lines;
	size_t		 n, cap;
	struct pdf_line	 now;
	double		 x, blank;
};

static void
end_line(struct filling *f, size_t at)
{
	if (at == f->now.from)
		return;
	f->now.to = at;
	f->now.width = f->x - f->blank;
	if (f->now.width > f->s->para->widest)
		f->s->para->widest = f->now.width;
	*arena_push(f->s->p->a, f->lines, f->n, f->cap) = f->now;
	f->now.from = at;
	f->x = f->blank = 0;
}

static void
place(struct filling *f, size_t from, size_t to)
{
	double size = f->s->para->style->size, w = 0, blank = 0;
	size_t i;

	for (i = from; i < to; i++) {
		const struct pdf_word *word = f->s->pieces[i].word;

		w += word->width * size;
		blank = word->blank * size +
		    (word->blank >= word->width ? blank : 0);
	}
	if (f->x + w - blank > f->s->para->width + 0.01)
		end_line(f, from);
	if (to - from > 1 && w - blank > f->s->para->width + 0.01) {
		for (i = from; i < to; i++)
			place(f, i, i + 1);
		return;
	}
	if (w - blank > f->s->para->longest)
		f->s->para->longest = w - blank;
	f->x += w;
	f->blank = blank;
}

static void
fill(struct setting *s)
{
	struct filling f = { .s = s };
	size_t i, from = 0;

	for (i = 0; i < s->n_pieces; i++) {
		const struct pdf_piece *q = &s->pieces[i];

		if (!q->may_break && !q->must_break && i + 1 < s->n_pieces)
			continue;
		place(&f, from, i + 1);
		from = i + 1;
		if (q->must_break)
			end_line(&f, from);
	}
	end_line(&f, s->n_pieces);
	s->para->lines = f.lines;
	s->para->n_lines = f.n;
}

static double
leading(const struct pdf_style *style, double tall)
{
	if (tall <= 0)
		return style->leading;
	if (style->more <= 0)
		return style->leading + style->size * 2 / 3;
	return fmax(style->leading + style->size * style->more, style->size *
	    tall);
}

struct pdf_para *
pdf_para(struct pdf *p, const struct pdf_style *style, struct report_text t,
    double width, enum pdf_align align)
{
	struct pdf_para *para = arena_new(p->a, struct pdf_para);
	struct setting s = { .p = p, .para = para };
	size_t *ends = arena_array(p->a, size_t, t.n + 1);
	size_t i;

	*para = (struct pdf_para){ .style = style, .align = align,
	    .width = width, .leading = style->leading, .spans = t.v,
	    .n_spans = t.n };
	s.text = para->text = join(p->a, t, ends);
	s.n = strlen(s.text);
	s.ends = ends;
	if (s.n == 0)
		return para;
	para->ends = ends;
	para->links = arena_array(p->a, struct pdf_elem *, t.n);
	para->said = arena_array(p->a, struct pdf_elem *, t.n);
	para->bidi = any_from_right(s.text);
	/* Numbers and Latin words keep their order in a report that runs
	 * from right to left. */
	if (para->bidi)
		s.levels = levels(&s);
	para->lang = pdf_lang(s.text, p->r->lang);
	s.breaks = arena_array(p->a, char, s.n);
	set_linebreaks_utf8((const utf8_t *)s.text, s.n, p->r->lang, s.breaks);
	pieces(&s);
	fill(&s);
	para->pieces = s.pieces;
	for (i = 0; i < s.n_pieces; i++)
		para->leading = fmax(para->leading, leading(style,
		    s.pieces[i].word->tall));
	return para;
}

struct pdf_para *
pdf_words(struct pdf *p, const struct pdf_style *style, const char *words,
    double width, enum pdf_align align)
{
	struct report_span *span = arena_new(p->a, struct report_span);

	*span = (struct report_span){ REPORT_PLAIN, words ? words : "", NULL };
	return pdf_para(p, style, (struct report_text){ span, 1 }, width,
	    align);
}

/* As a browser does: the leading is shared above and below the letters.
 * Every Noto text font rises 1.069 of its size and falls 0.293. */
double
pdf_base(const struct pdf_para *para)
{
	double size = para->style->size;

	return (para->leading - 1.362 * size) / 2 + 1.069 * size;
}
