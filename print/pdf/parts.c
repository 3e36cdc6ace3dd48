/* SPDX-License-Identifier: MIT
 *
 * parts.c -- headline numbers, findings with their share, and quotes.
 */
#include "print/pdf/pdf.h"

#include <math.h>

/* ---- headline numbers: up to four side by side --------------------------- */

static double
quarter_x(size_t i)
{
	return i == 0 ? LEFT : LEFT + RAIL + GUTTER +
	    (double)(i - 1) * (MM(115.0 / 3) + GUTTER);
}

static double
quarter_width(size_t i)
{
	return i == 0 ? RAIL : MM(115.0 / 3);
}

static void
number_rules(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	size_t i;

	if (b->from > 0)
		return;
	pdf_artifact(p);
	for (i = 0; i < r->n / 2; i++)
		pdf_fill(p, NAVY, quarter_x(i), b->y, quarter_width(i), 1.5);
	pdf_end(p);
}

void
pdf_numbers(struct pdf *p, const struct report_block *b, double gap)
{
	struct pdf_elem *l = pdf_elem(p, p->sect, "L");
	size_t i, j, n;

	for (i = 0; i < b->n; i += 4) {
		struct pdf_row *r;

		n = b->n - i < 4 ? b->n - i : 4;
		r = pdf_row_new(p, 2 * n);
		for (j = 0; j < n; j++) {
			struct pdf_elem *li = pdf_elem(p, l, "LI");
			struct pdf_para *q = pdf_words(p, &NUMBER,
			    b->numbers[i + j].figure, quarter_width(j), START);

			pdf_row_cell(r, 2 * j, q, pdf_elem(p, li, "Lbl"),
			    quarter_x(j), 0);
			pdf_row_cell(r, 2 * j + 1, pdf_words(p, &BODY,
			    b->numbers[i + j].words, quarter_width(j), START),
			    pdf_elem(p, li, "LBody"), quarter_x(j),
			    (double)q->n_lines * q->leading);
		}
		r->above = 8;
		r->adorn = number_rules;
		pdf_row(p, r, i == 0 ? gap : 16, i == 0 ? fmin(gap, 16) : 8);
	}
}

/* ---- findings with a track from 0 to 100% -------------------------------- */

static void
track(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	const struct report_track *t = r->data;
	double y = pdf_row_top(r, b) + 32;

	if (b->from > 0)
		return;
	pdf_artifact(p);
	pdf_frame(p, SECOND, 0.75, LEFT, y, RAIL, 8);
	pdf_bar(p, t->against, LEFT, y, RAIL * t->percent / 100, 8);
	pdf_end(p);
}

void
pdf_tracks(struct pdf *p, const struct report_block *b, double gap)
{
	struct pdf_elem *l = pdf_elem(p, p->sect, "L");
	size_t i;

	for (i = 0; i < b->n; i++) {
		const struct report_track *t = &b->tracks[i];
		struct pdf_elem *li = pdf_elem(p, l, "LI");
		struct pdf_row *r = pdf_row_new(p, 2);

		pdf_row_cell(r, 0, pdf_words(p, &SHARE, arena_printf(p->a,
		    "%d%%", t->percent), RAIL, START), pdf_elem(p, li, "Lbl"),
		    LEFT, 0);
		pdf_row_cell(r, 1, pdf_para(p, &BODY, t->text, MAIN, START),
		    pdf_elem(p, li, "LBody"), MAIN_X, 8);
		r->above = r->below = 8;
		r->slack = 4;
		r->least = 40;
		r->rule = RULE_HAIR;
		r->adorn = track;
		r->data = t;
		pdf_row(p, r, i == 0 ? gap : 0, i == 0 ? gap : 0);
	}
}

/* ---- quotes, two side by side -------------------------------------------- */

static void
bars(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	const struct report_quote *q = r->data;
	size_t i;

	pdf_artifact(p);
	for (i = 0; i < r->n / 2; i++)
		pdf_fill(p, q[i].against ? ORANGE : NAVY,
		    r->cells[2 * i].x - 16, b->y, 4, b->height);
	pdf_end(p);
}

static bool
has_marks(const char *s)
{
	uint32_t c = utf8_next(&s);

	return c == '"' || c == '\'' || c == 0x2018 || c == 0x201C ||
	    c == 0xAB || c == 0x201E;
}

static const char *
quoted(struct pdf *p, const char *text)
{
	return *text == '\0' || has_marks(text) ? text :
	    arena_printf(p->a, "“%s”", text);
}

/* One quote takes columns 2 * i and 2 * i + 1 of the row. */
static void
quote(struct pdf *p, struct pdf_row *r, size_t i, const struct report_quote *q,
    double x, double width)
{
	struct pdf_elem *e = pdf_elem(p, p->sect, "BlockQuote");
	struct pdf_para *words = pdf_words(p, &BODY, quoted(p, q->text), width,
	    START);
	struct pdf_para *who = pdf_words(p, &NOTE, q->who, width, START);

	pdf_row_cell(r, 2 * i, words, pdf_elem(p, e, "P"), x, 0);
	pdf_row_cell(r, 2 * i + 1, who, who->n_lines > 0 ?
	    pdf_elem(p, e, "P") : NULL, x,
	    (double)words->n_lines * words->leading);
}

/* A long one has the whole width and may run over the end of a page; who
 * said it comes in a row of its own. */
static void
long_quote(struct pdf *p, const struct report_quote *q, double gap,
    double dense)
{
	struct pdf_elem *e = pdf_elem(p, p->sect, "BlockQuote");
	struct pdf_row *r = pdf_row_new(p, 2), *w = pdf_row_new(p, 2);
	struct pdf_para *none = pdf_words(p, &NOTE, "", 0, START);

	pdf_row_cell(r, 0, pdf_words(p, &BODY, quoted(p, q->text), FULL - 16,
	    START), pdf_elem(p, e, "P"), LEFT + 16, 0);
	pdf_row_cell(r, 1, none, NULL, LEFT, 0);
	r->adorn = w->adorn = bars;
	r->data = w->data = q;
	pdf_row(p, r, gap, dense);
	if (q->who == NULL || *q->who == '\0')
		return;
	p->boxes[p->n_boxes - 1].keep = true;
	pdf_row_cell(w, 0, pdf_words(p, &NOTE, q->who, FULL - 16, START),
	    pdf_elem(p, e, "P"), LEFT + 16, 0);
	pdf_row_cell(w, 1, none, NULL, LEFT, 0);
	pdf_row(p, w, 0, 0);
}

static bool
is_long(struct pdf *p, const struct report_quote *q)
{
	return strlen(q->text) > 300 || pdf_words(p, &BODY, q->text, HALF - 16,
	    START)->n_lines > 8;
}

void
pdf_quotes(struct pdf *p, const struct report_block *b, double gap,
    double dense)
{
	size_t i = 0, n;

	while (i < b->n) {
		const struct report_quote *q = &b->quotes[i];
		struct pdf_row *r;

		if (i > 0) {
			gap = 16;
			dense = 8;
		}
		if (is_long(p, q)) {
			long_quote(p, q, gap, dense);
			i++;
			continue;
		}
		n = i + 1 < b->n && !is_long(p, q + 1) ? 2 : 1;
		r = pdf_row_new(p, 2 * n);
		quote(p, r, 0, q, LEFT + 16, HALF - 16);
		if (n == 2)
			quote(p, r, 1, q + 1, LEFT + HALF + GUTTER + 16,
			    HALF - 16);
		r->adorn = bars;
		r->data = q;
		pdf_row(p, r, gap, dense);
		i += n;
	}
}
