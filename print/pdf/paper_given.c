/* SPDX-License-Identifier: MIT
 *
 * paper_given.c -- boxes for numbers, dates and postcodes, and lines to write
 * on.
 */
#include "locales/locales.h"
#include "print/pdf/paper.h"

#include <math.h>

/* Things side by side in one row, from the left. */
struct strip {
	struct copy	*c;
	struct pdf_row	*r;
	struct paper_marks *marks;
	size_t		 n;
	double		 x;
};
enum { STRIP_MOST = 8 };

static double
k(const struct copy *c, double points)
{
	return points * c->look->k;
}

static struct strip
strip(struct copy *c)
{
	struct strip t = { .c = c, .x = copy_x(c) };

	t.r = copy_row(c, STRIP_MOST, &t.marks);
	t.r->n = 0;
	t.r->least = k(c, 27);
	return t;
}

static void
strip_words(struct strip *t, const char *words, bool ours)
{
	struct copy *c = t->c;
	const char *lang = c->lang;
	double w = pdf_label_width(c->p, &c->look->body, words);

	if (*words == '\0' || t->r->n == STRIP_MOST)
		return;
	if (ours)
		c->lang = c->s->foreign ? "en" : NULL;
	t->r->n++;
	pdf_row_cell(t->r, t->r->n - 1, copy_words(c, &c->look->body, words,
	    w + 1), copy_elem(c, c->sect, "P"), t->x, k(c, 5));
	t->x += w + k(c, 6);
	c->lang = lang;
}

static void
strip_comb(struct strip *t, size_t n)
{
	double w = (double)n * k(t->c, 19);

	copy_mark(t->c, t->marks, (struct paper_mark){ MARK_COMB, t->x, 0, w,
	    k(t->c, 25), n });
	t->x += w + k(t->c, 6);
}

static void
number(struct copy *c, const struct forms_question *q)
{
	struct strip t = strip(c);

	if (strcmp(q->currency, "GBP") == 0)
		strip_words(&t, "£", false);
	else
		strip_words(&t, q->currency, false);
	strip_comb(&t, paper_digits(q));
	if (q->decimals > 0) {
		strip_words(&t, ".", false);
		strip_comb(&t, (size_t)q->decimals);
	}
	strip_words(&t, paper_said(c->s, q->unit), false);
	copy_put(c, t.r, 6);
}

static void
date(struct copy *c, enum forms_date d)
{
	struct strip t = strip(c);

	if (d == FORMS_DAY || d == FORMS_PARTIAL) {
		strip_words(&t, tr(c->s->lo, "Day"), true);
		strip_comb(&t, 2);
		t.x += k(c, 8);
	}
	if (d != FORMS_YEAR) {
		strip_words(&t, tr(c->s->lo, "Month"), true);
		strip_comb(&t, 2);
		t.x += k(c, 8);
	}
	strip_words(&t, tr(c->s->lo, "Year"), true);
	strip_comb(&t, 4);
	copy_put(c, t.r, 6);
}

static void
postcode(struct copy *c, const struct forms_question *q)
{
	struct strip t = strip(c);

	strip_comb(&t, paper_letters(q));
	copy_put(c, t.r, 6);
}

/* ---- a rating: only its ends have words -------------------------------------------------- */

static void
ends(struct copy *c, const struct forms_question *q, double width)
{
	struct pdf_row *r = pdf_row_new(c->p, 2);
	double x = copy_x(c), half = (width - k(c, 12)) / 2;

	if (q->low_words[0] == '\0' && q->high_words[0] == '\0')
		return;
	pdf_row_cell(r, 0, copy_words(c, &c->look->quiet, q->low_words, half),
	    copy_elem(c, c->sect, "P"), x, 0);
	pdf_row_cell(r, 1, pdf_words(c->p, &c->look->quiet, q->high_words, half,
	    END), copy_elem(c, c->sect, "P"), x + half + k(c, 12), 0);
	copy_put(c, r, 2);
}

static void
rating(struct copy *c, const struct forms_question *q)
{
	int low = (int)q->low, n = (int)q->high - low + 1, i, per, line = 0;
	double x = copy_x(c), side = c->look->box, step = k(c, 34);
	struct pdf_elem *list = pdf_elem(c->p, c->sect, "L");

	per = (int)((RIGHT - x) / step);
	per = n < per ? n : per;
	for (i = 0; i < n; i += per, line++) {
		struct paper_marks *marks;
		int here = n - i < per ? n - i : per, j;
		struct pdf_row *r = copy_row(c, (size_t)here, &marks);

		for (j = 0; j < here; j++) {
			double at = x + (double)j * step;

			copy_mark(c, marks, (struct paper_mark){ MARK_BOX,
			    at + (step - side) / 2, 0, side, side, 0 });
			pdf_row_cell(r, (size_t)j, pdf_words(c->p,
			    &c->look->body, arena_printf(c->p->a, "%d",
			    low + i + j), step, MIDDLE), pdf_elem(c->p,
			    pdf_elem(c->p, list, "LI"), "LBody"), at,
			    side + k(c, 1));
		}
		copy_put(c, r, 6);
	}
	ends(c, q, (double)per * step);
}

/* ---- lines ---------------------------------------------------------------------------------- */

void
copy_lines(struct copy *c, int n)
{
	double x = copy_x(c);

	for (; n > 0; n--) {
		struct paper_marks *marks;
		struct pdf_row *r = copy_row(c, 0, &marks);

		copy_mark(c, marks, (struct paper_mark){ MARK_LINE, x, 0,
		    RIGHT - x, c->look->line, 0 });
		r->least = c->look->line;
		copy_put(c, r, 0);
	}
}

void
copy_given(struct copy *c, const struct forms_field *f)
{
	switch (f->q->type) {
	case FORMS_NUMBER:
		if (f->q->rating)
			rating(c, f->q);
		else
			number(c, f->q);
		return;
	case FORMS_POSTCODE:
		postcode(c, f->q);
		return;
	case FORMS_DATE:
		date(c, f->q->date);
		return;
	default:
		copy_lines(c, paper_lines(f->q));
	}
}
