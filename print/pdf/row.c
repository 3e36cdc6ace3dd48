/* SPDX-License-Identifier: MIT
 *
 * row.c -- boxes and rows: words side by side, padded and ruled.
 */
#include "print/pdf/pdf.h"

enum { WHOLE = 14, PART = 8 };	/* lines: longer rows are cut into parts */

struct pdf_box *
pdf_box(struct pdf *p, double gap, double dense, double height)
{
	struct pdf_box *b = arena_push(p->a, p->boxes, p->n_boxes,
	    p->cap_boxes);

	*b = (struct pdf_box){ .gap = gap, .dense = dense, .height = height,
	    .full = height, .foot = p->foot };
	return b;
}

struct pdf_row *
pdf_row_new(struct pdf *p, size_t cells)
{
	struct pdf_row *r = arena_new(p->a, struct pdf_row);

	r->cells = arena_array(p->a, struct pdf_cell, cells);
	r->n = cells;
	r->x = LEFT;
	r->width = FULL;
	return r;
}

void
pdf_row_cell(struct pdf_row *r, size_t i, struct pdf_para *para,
    struct pdf_elem *elem, double x, double dy)
{
	r->cells[i] = (struct pdf_cell){ para, elem, x, dy };
	if (para->n_lines > r->lines)
		r->lines = para->n_lines;
}

void
pdf_row_level(struct pdf_row *r)
{
	double low = 0;
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->cells[i].para->n_lines > 0 &&
		    pdf_base(r->cells[i].para) > low)
			low = pdf_base(r->cells[i].para);
	for (i = 0; i < r->n; i++)
		r->cells[i].dy = low - pdf_base(r->cells[i].para);
}

double
pdf_row_height(const struct pdf_row *r, size_t from, size_t to)
{
	double h = from == 0 ? r->least : 0;
	size_t i;

	for (i = 0; i < r->n; i++) {
		const struct pdf_cell *c = &r->cells[i];
		size_t end = to < c->para->n_lines ? to : c->para->n_lines;
		double mine = from < end ?
		    (double)(end - from) * c->para->leading : 0;

		if (from == 0 && mine > 0)
			mine += c->dy;
		if (mine > h)
			h = mine;
	}
	return h + (from == 0 ? r->above : 0) + (to >= r->lines ? r->below : 0);
}

static void
rule(struct pdf *p, const struct pdf_row *r, double bottom)
{
	static const struct { int colour; double line; } kinds[] = {
		[RULE_HAIR] = { HAIR, 0.5 }, [RULE_GROUP] = { NAVY, 0.75 },
		[RULE_STRONG] = { NAVY, 1.5 }
	};
	double line = kinds[r->rule].line;

	if (r->rule == RULE_NONE)
		return;
	pdf_artifact(p);
	pdf_fill(p, kinds[r->rule].colour, r->x, bottom - line, r->width, line);
	pdf_end(p);
}

double
pdf_row_top(const struct pdf_row *r, const struct pdf_box *b)
{
	if (b->from > 0)
		return b->y;
	return b->y + r->above - (b->tight ? r->slack : 0);
}

void
pdf_row_draw(struct pdf *p, const struct pdf_box *b)
{
	const struct pdf_row *r = b->data;
	size_t i;

	if (r->adorn != NULL)
		r->adorn(p, r, b);
	for (i = 0; i < r->n; i++) {
		const struct pdf_cell *c = &r->cells[i];

		pdf_para_draw(p, c->para, c->elem, c->x, pdf_row_top(r, b) +
		    (b->from == 0 ? c->dy : 0), b->from, b->to);
	}
	if (b->to >= r->lines)
		rule(p, r, b->y + b->height);
}

struct pdf_box *
pdf_row(struct pdf *p, struct pdf_row *r, double gap, double dense)
{
	size_t from = 0, first = p->n_boxes;

	do {
		size_t to = r->lines <= WHOLE || from + PART + 2 >= r->lines ?
		    r->lines : from + PART;
		struct pdf_box *b = pdf_box(p, from == 0 ? gap : 0,
		    from == 0 ? dense : 0, pdf_row_height(r, from, to));

		b->draw = pdf_row_draw;
		b->data = r;
		b->from = from;
		b->to = to;
		b->slack = (from == 0 ? r->slack : 0) +
		    (to >= r->lines ? r->slack : 0);
		from = to;
	} while (from < r->lines);
	return &p->boxes[first];
}
