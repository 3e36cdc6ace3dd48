/* SPDX-License-Identifier: MIT
 *
 * text.c -- draws lines of shaped words: marks, links, glyphs.
 */
#include "print/pdf/pdf.h"

#include <math.h>

/* One text object while it is open. */
struct pen {
	struct pdf	*p;
	double		 size, x, y;	/* x: where the next piece goes */
	struct pdf_font	*font;		/* NULL: closed */
	double		 start, at;	/* thousandths of an em since start */
	double		 rise;
	bool		 in_hex;
};

static void
hex(struct pen *n, bool on)
{
	if (n->in_hex != on)
		buf_puts(&n->p->out, on ? "<" : ">");
	n->in_hex = on;
}

static void
lift(struct pen *n)
{
	if (n->font == NULL)
		return;
	hex(n, false);
	buf_lit(&n->p->out, "]TJ");
	if (n->rise != 0)
		buf_lit(&n->p->out, " 0 Ts");
	buf_lit(&n->p->out, " ET\n");
	n->font = NULL;
}

static void
touch(struct pen *n, struct pdf_font *font, int colour)
{
	struct buf *b = &n->p->out;

	if (n->font == font && n->p->fill == colour)
		return;
	lift(n);
	pdf_ink(n->p, colour);
	buf_lit(b, "BT /");
	buf_puts(b, pdf_font_use(n->p, font));
	buf_lit(b, " ");
	pdf_num(b, n->size);
	buf_lit(b, "Tf ");
	pdf_num(b, n->x);
	pdf_num(b, PAGE_H - n->y);
	buf_lit(b, "Td [");
	n->font = font;
	n->start = n->x;
	n->at = n->rise = 0;
}

static void
raise(struct pen *n, double rise)
{
	if (fabs(rise - n->rise) < 0.5)
		return;
	hex(n, false);
	buf_lit(&n->p->out, "]TJ ");
	pdf_num(&n->p->out, rise * n->size / 1000);
	buf_lit(&n->p->out, "Ts [");
	n->rise = rise;
}

static void
run(struct pen *n, const struct pdf_run *r, int colour)
{
	double want;
	size_t i;

	touch(n, r->font, colour);
	want = (n->x - n->start) * 1000 / n->size;
	for (i = 0; i < r->n; i++) {
		const struct pdf_glyph *g = &r->v[i];
		long off = lround(n->at - want - g->dx);

		raise(n, g->dy);
		if (off != 0) {
			hex(n, false);
			buf_printf(&n->p->out, "%ld", off);
			n->at -= (double)off;
		}
		hex(n, true);
		pdf_hex4(&n->p->out, g->cid);
		n->at += g->width;
		want += g->advance;
	}
	n->x = n->start + want * n->size / 1000;
}

static void
word(struct pen *n, const struct pdf_word *w, int colour)
{
	size_t i;

	if (w->actual != NULL && n->p->marked != NULL) {
		lift(n);
		pdf_say(n->p, w->actual, strlen(w->actual));
	}
	for (i = 0; i < w->n_runs; i++)
		run(n, &w->runs[i], colour);
	if (w->actual != NULL && n->p->marked != NULL) {
		lift(n);
		pdf_said(n->p);
	}
}

/* The pieces of a line as they are seen: rule L2 of UAX 9. */
static void
reorder(const struct pdf_piece *v, size_t *order, size_t n)
{
	unsigned top = 0, level;
	size_t i, j, k;

	for (i = 0; i < n; i++)
		if (v[order[i]].level > top)
			top = v[order[i]].level;
	for (level = top; level > 0; level--)
		for (i = 0; i < n; i = j + 1) {
			for (j = i; j < n && v[order[j]].level >= level; j++)
				;
			for (k = i; k < i + (j - i) / 2; k++) {
				size_t swap = order[k];

				order[k] = order[i + j - 1 - k];
				order[i + j - 1 - k] = swap;
			}
		}
}

struct target { size_t span; double x, y, w; };
struct drawing {
	struct pdf	*p;
	struct pdf_para	*para;
	struct pdf_elem	*elem;
	struct pen	 pen;
	struct target	*links;		/* rectangles of links, this call */
	size_t		 n, cap;
};

static bool
is_link(const struct drawing *d, size_t span)
{
	const struct report_span *s = &d->para->spans[span];

	return d->elem != NULL && s->mark == REPORT_LINK && s->href != NULL &&
	    (s->href[0] != '#' || pdf_find(d->p, s->href + 1) != NULL);
}

/* Words from right to left are drawn as they are seen; an element for each
 * span, in the order in which they are read, says them. */
static void
say_spans(struct drawing *d)
{
	struct pdf_para *q = d->para;
	size_t i, from;

	for (i = 0; i < q->n_spans; i++) {
		from = i > 0 ? q->ends[i - 1] : 0;
		if (from == q->ends[i])
			continue;
		if (is_link(d, i))
			q->links[i] = pdf_elem(d->p, d->elem, "Link");
		q->said[i] = pdf_elem(d->p, is_link(d, i) ? q->links[i] :
		    d->elem, "Span");
		q->said[i]->actual = arena_strn(d->p->a, q->text + from,
		    q->ends[i] - from);
	}
}

/* The element that these words belong to. */
static struct pdf_elem *
owner(struct drawing *d, size_t span)
{
	struct pdf_para *q = d->para;

	if (d->elem == NULL)
		return NULL;
	if (q->bidi) {
		if (q->said[span] == NULL)
			say_spans(d);
		return q->said[span];
	}
	if (!is_link(d, span))
		return d->elem;
	if (q->links[span] == NULL)
		q->links[span] = pdf_elem(d->p, d->elem, "Link");
	return q->links[span];
}

static void
draw_piece(struct drawing *d, const struct pdf_piece *q)
{
	struct pdf_elem *e = owner(d, q->span);
	bool link = is_link(d, q->span);
	double x = d->pen.x;

	if (d->elem != NULL && e != d->p->marked) {
		lift(&d->pen);
		pdf_end(d->p);
		pdf_mark(d->p, e);
	}
	word(&d->pen, q->word, link ? NAVY : d->para->style->colour);
	if (link) {
		struct target *t = d->n > 0 ? &d->links[d->n - 1] : NULL;

		if (t == NULL || t->span != q->span || t->y != d->pen.y) {
			t = arena_push(d->p->a, d->links, d->n, d->cap);
			*t = (struct target){ q->span, x, d->pen.y, 0 };
		}
		t->w = d->pen.x - t->x;
	}
}

static void
draw_line(struct drawing *d, const struct pdf_line *l, double x, double y)
{
	const struct pdf_para *q = d->para;
	const struct pdf_piece *v = q->pieces + l->from;
	size_t n = l->to - l->from, i;
	size_t *order = arena_array(d->p->a, size_t, n);
	bool right = q->align == END ? !d->p->r->rtl :
	    d->p->r->rtl || q->from_right;

	while (q->bidi && n > 0 && v[n - 1].word->blank >= v[n - 1].word->width)
		n--;	/* spaces at a line's end are not seen */
	for (i = 0; i < n; i++)
		order[i] = i;
	if (q->bidi)
		reorder(v, order, n);
	x = pdf_x(d->p, x, q->width);
	d->pen.x = q->align == MIDDLE ? x + (q->width - l->width) / 2 :
	    right ? x + q->width - l->width : x;
	d->pen.y = y;
	for (i = 0; i < n; i++)
		draw_piece(d, &v[order[i]]);
	lift(&d->pen);
}

/* Underlines, and places to click. */
static void
finish_links(struct drawing *d)
{
	const struct pdf_para *q = d->para;
	size_t i;

	for (i = 0; i < d->n; i++) {
		const struct target *t = &d->links[i];
		const struct report_span *s = &q->spans[t->span];

		if (!q->style->quiet) {
			pdf_artifact(d->p);
			pdf_fill(d->p, NAVY, pdf_x(d->p, t->x, t->w),
			    t->y + 1.5, t->w, 0.75);
			pdf_end(d->p);
		}
		pdf_link(d->p, q->links[t->span], s->href, s->text, t->x,
		    t->y - q->style->size, t->w, q->leading);
	}
}

void
pdf_para_draw(struct pdf *p, struct pdf_para *para, struct pdf_elem *e,
    double x, double y, size_t from, size_t to)
{
	struct drawing d = { .p = p, .para = para, .elem = e,
	    .pen = { .p = p, .size = para->style->size } };
	size_t i;

	if (p->artifact > 0)
		d.elem = e = NULL;
	if (to > para->n_lines)
		to = para->n_lines;
	if (from >= to)
		return;
	if (e != NULL) {
		pdf_mark(p, e);
		if (para->lang != NULL && e->lang == NULL &&
		    strcmp(para->lang, p->r->lang) != 0)
			e->lang = para->lang;
	}
	for (i = from; i < to; i++)
		draw_line(&d, &para->lines[i], x, y + pdf_base(para) +
		    (double)(i - from) * para->leading);
	if (e == NULL)
		return;
	pdf_end(p);
	finish_links(&d);
}

double
pdf_label_width(struct pdf *p, const struct pdf_style *style,
    const char *words)
{
	return pdf_words(p, style, words, 1e6, START)->widest;
}

void
pdf_label(struct pdf *p, const struct pdf_style *style, const char *words,
    double x, double y, enum pdf_align align)
{
	struct pdf_para *q = pdf_words(p, style, words, 1e6, START);

	q->width = q->widest;
	q->align = START;
	if (align == END)
		x -= q->widest;
	else if (align == MIDDLE)
		x -= q->widest / 2;
	pdf_para_draw(p, q, NULL, x, y - pdf_base(q), 0, q->n_lines);
}
