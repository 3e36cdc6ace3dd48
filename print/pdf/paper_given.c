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

/* What does not fit beside the rest goes below it. */
static void
strip_room(struct strip *t, double w)
{
	if (t->x + w <= RIGHT || t->x <= copy_x(t->c))
		return;
	copy_put(t->c, t->r, 6);
	*t = strip(t->c);
}

static void
strip_words(struct strip *t, const char *words, bool ours)
{
	struct copy *c = t->c;
	const char *lang = c->lang;
	double w = pdf_label_width(c->p, &c->look->body, words);
	struct pdf_para *q;

	if (*words == '\0' || t->r->n == STRIP_MOST)
		return;
	strip_room(t, w);
	if (ours)
		c->lang = c->s->foreign ? "en" : NULL;
	t->r->n++;
	q = copy_words(c, &c->look->body, words, w + 1);
	pdf_row_cell(t->r, t->r->n - 1, q, copy_elem(c, c->sect, "P"), t->x,
	    fmax(0, k(c, 17.7) - pdf_base(q)));
	t->x += w + k(c, 6);
	c->lang = lang;
}

/* Boxes for n characters; on a screen one box. */
static void
strip_comb(struct strip *t, const struct forms_field *f, const char *part,
    const char *said, size_t n)
{
	struct paper_mark m = { .kind = MARK_COMB, .x = t->x,
	    .w = fmin((double)n * k(t->c, 19), RIGHT - copy_x(t->c)),
	    .h = k(t->c, 25), .n = n };

	strip_room(t, m.w);
	m.x = t->x;
	copy_fill(t->c, &m, t->c->sect, f, WIDGET_LINE, '/', part, said, n);
	copy_mark(t->c, t->marks, m);
	t->x += m.w + k(t->c, 6);
}

static void
number(struct copy *c, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	size_t places = q->decimals > 0 ? (size_t)q->decimals : 0;
	struct strip t = strip(c);

	if (strcmp(q->currency, "GBP") == 0)
		strip_words(&t, "£", false);
	else
		strip_words(&t, q->currency, false);
	if (c->o->fillable) {
		strip_comb(&t, f, NULL, NULL, paper_digits(q) + places +
		    (places > 0));
	} else {
		strip_comb(&t, f, NULL, NULL, paper_digits(q));
		if (places > 0) {
			strip_words(&t, ".", false);
			strip_comb(&t, f, NULL, NULL, places);
		}
	}
	strip_words(&t, paper_said(c->s, q->unit), false);
	copy_put(c, t.r, 6);
}

static void
date_part(struct strip *t, const struct forms_field *f, const char *part,
    const char *words, size_t n)
{
	strip_room(t, pdf_label_width(t->c->p, &t->c->look->body, words) +
	    k(t->c, 6 + 19 * (double)n));
	strip_words(t, words, true);
	strip_comb(t, f, part, words, n);
	t->x += k(t->c, 8);
}

static void
date(struct copy *c, const struct forms_field *f)
{
	enum forms_date d = f->q->date;
	struct strip t = strip(c);

	if (d == FORMS_DAY || d == FORMS_PARTIAL)
		date_part(&t, f, "day", tr(c->s->lo, "Day"), 2);
	if (d != FORMS_YEAR)
		date_part(&t, f, "month", tr(c->s->lo, "Month"), 2);
	date_part(&t, f, "year", tr(c->s->lo, "Year"), 4);
	copy_put(c, t.r, 6);
}

static void
postcode(struct copy *c, const struct forms_field *f)
{
	struct strip t = strip(c);

	strip_comb(&t, f, NULL, NULL, paper_letters(f->q));
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
rating(struct copy *c, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
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
			const char *number = arena_printf(c->p->a, "%d",
			    low + i + j);
			struct pdf_elem *body = pdf_elem(c->p,
			    pdf_elem(c->p, list, "LI"), "LBody");
			struct paper_mark m = { .kind = MARK_BOX,
			    .x = at + (step - side) / 2, .w = side,
			    .h = side };

			copy_fill(c, &m, body, f, WIDGET_ONE, 0, number, number,
			    0);
			copy_mark(c, marks, m);
			pdf_row_cell(r, (size_t)j, pdf_words(c->p,
			    &c->look->body, number, step, MIDDLE), body, at,
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

		copy_mark(c, marks, (struct paper_mark){ .kind = MARK_LINE,
		    .x = x, .w = RIGHT - x, .h = c->look->line });
		r->least = c->look->line;
		copy_put(c, r, 0);
	}
}

static void
write_on(struct copy *c, const struct forms_field *f)
{
	int n = paper_lines(f->q);
	double x = copy_x(c), most = (c->p->bottom - c->p->top) * 0.6;
	struct paper_mark m = { .kind = MARK_BLANK, .x = x, .w = RIGHT - x,
	    .h = fmin(n * c->look->line, most) };
	struct paper_marks *marks;
	struct pdf_row *r;

	if (!c->o->fillable) {
		copy_lines(c, n);
		return;
	}
	r = copy_row(c, 0, &marks);
	copy_fill(c, &m, c->sect, f, n > 1 ? WIDGET_TEXT : WIDGET_LINE, 0,
	    NULL, NULL, f->q->limit);
	copy_mark(c, marks, m);
	r->least = m.h + 1;
	copy_put(c, r, 6);
}

void
copy_given(struct copy *c, const struct forms_field *f)
{
	switch (f->q->type) {
	case FORMS_NUMBER:
		if (f->q->rating)
			rating(c, f);
		else
			number(c, f);
		return;
	case FORMS_POSTCODE:
		postcode(c, f);
		return;
	case FORMS_DATE:
		date(c, f);
		return;
	default:
		write_on(c, f);
	}
}
