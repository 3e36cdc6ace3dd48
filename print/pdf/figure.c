/* SPDX-License-Identifier: MIT
 *
 * figure.c -- the agreement figure, and columns over time.
 *
 * Agreement: a zero line at 69 mm, disagreement to its left and agreement to
 * its right, 0.85 mm for one percent or less where a side would overflow;
 * neither stands apart on the right.  Lengths follow the counts, not their
 * rounded percents.
 */
#include "print/pdf/pdf.h"

#include <math.h>

#define ZERO		(LEFT + MM(69))
enum { COLUMNS_HEIGHT = 144, BAR_ROOM = 104 };

static const struct pdf_style INSIDE = { SANS, 12, 16, INK, false, 0 };
static const struct pdf_style INSIDE_WHITE = { SANS, 12, 16, WHITE,
    false, 0 };

struct agree {
	const struct report_figure *f;
	struct pdf_elem	*elem;
	double		 scale, neither;	/* points for 1%; x */
	struct pdf_para	**labels;
	double		*y, height;	/* of each bar, below the box's top */
};

static double
share(const struct report_agreement *a, int i)
{
	return a->base > 0 ? 100.0 * (double)a->n[i] / (double)a->base : 0;
}

static const char *
percent(struct pdf *p, int v)
{
	return arena_printf(p->a, "%d%%", v);
}

static double
wider(struct pdf *p, double w, int v)
{
	return fmax(w, pdf_label_width(p, &BOLD, percent(p, v)));
}

/* The scale: 0.85 mm, or what the fullest side leaves. */
static void
fit(struct pdf *p, struct agree *g, double label)
{
	double left = 0, right = 0, apart = 0, room, n[3] = { 0 };
	size_t i;

	for (i = 0; i < g->f->n; i++) {
		const struct report_agreement *a = &g->f->agreement[i];

		if (a->hidden)
			continue;
		left = fmax(left, share(a, 0) + share(a, 1));
		right = fmax(right, share(a, 3) + share(a, 4));
		apart = fmax(apart, share(a, 2));
		n[0] = wider(p, n[0], a->disagree);
		n[1] = wider(p, n[1], a->agree);
		n[2] = wider(p, n[2], a->percent[2]);
	}
	g->scale = MM(0.85);
	room = ZERO - LEFT - label - n[0] - 5 - 8 - 2.5;
	if (left * g->scale > room)
		g->scale = room / left;
	room = RIGHT - ZERO - n[1] - n[2] - 5 - 5 - 12 - 2.5;
	if ((right + apart) * g->scale > room)
		g->scale = room / (right + apart);
	g->neither = fmin(LEFT + MM(151), RIGHT - n[2] - 5 -
	    fmax(apart * g->scale, pdf_label_width(p, &BOLD, p->r->w_neither) -
	    n[2] - 5));
}

/* Labels may take several lines: bars stand 32 apart, or more. */
static void
place(struct pdf *p, struct agree *g)
{
	double w = 0, y = 24;
	size_t i;

	g->labels = arena_array(p->a, struct pdf_para *, g->f->n);
	g->y = arena_array(p->a, double, g->f->n);
	for (i = 0; i < g->f->n; i++) {
		const struct report_agreement *a = &g->f->agreement[i];
		double h;

		g->labels[i] = pdf_words(p, a->strong ? &BOLD : &BODY, a->label,
		    MM(38), START);
		w = fmax(w, g->labels[i]->widest);
		h = fmax(32, (double)g->labels[i]->n_lines *
		    g->labels[i]->leading + 8);
		g->y[i] = y + (h - 32) / 2;
		y += h;
	}
	g->height = y - 4;
	fit(p, g, w);
}

/* The number inside a segment, where it is wide enough. */
static void
inside(struct pdf *p, int v, double exact, double x, double w, double y,
    bool dark, bool plate)
{
	const char *words = percent(p, v);
	double n = pdf_label_width(p, &INSIDE, words);

	if (exact < 12 || w < n + 6)
		return;
	if (plate)
		pdf_fill(p, ORANGE, x + w / 2 - n / 2 - 2, y + 4, n + 4, 16);
	pdf_label(p, dark ? &INSIDE_WHITE : &INSIDE, words, x + w / 2,
	    y + 16.5, MIDDLE);
}

static void
left_side(struct pdf *p, const struct agree *g,
    const struct report_agreement *a, double y)
{
	double d = share(a, 1) * g->scale, sd = share(a, 0) * g->scale;
	double x = ZERO - 1 - d;

	pdf_hatch(p, x, y, d, 24);
	inside(p, a->percent[1], share(a, 1), x, d, y, false, true);
	if (sd > 0) {
		if (d > 0)
			x -= 1.5;
		x -= sd;
		pdf_fill(p, BROWN, x, y, sd, 24);
		inside(p, a->percent[0], share(a, 0), x, sd, y, true, false);
	}
	pdf_label(p, &BOLD, percent(p, a->disagree), x - 5, y + 16.5, END);
}

static void
right_side(struct pdf *p, const struct agree *g,
    const struct report_agreement *a, double y)
{
	double w = share(a, 3) * g->scale, sa = share(a, 4) * g->scale;
	double x = ZERO + 1;

	pdf_fill(p, BLUE, x, y, w, 24);
	inside(p, a->percent[3], share(a, 3), x, w, y, false, false);
	x += w;
	if (sa > 0) {
		if (w > 0)
			x += 1.5;
		pdf_fill(p, NAVY, x, y, sa, 24);
		inside(p, a->percent[4], share(a, 4), x, sa, y, true, false);
		x += sa;
	}
	pdf_label(p, &BOLD, percent(p, a->agree), x + 5, y + 16.5, START);
}

static void
agreement_row(struct pdf *p, const struct agree *g,
    const struct report_agreement *a, struct pdf_para *label, double y)
{
	double w = share(a, 2) * g->scale;

	pdf_para_draw(p, label, NULL, LEFT, y + 16.5 - pdf_base(label) -
	    (double)(label->n_lines - 1) * label->leading / 2, 0,
	    label->n_lines);
	if (a->hidden) {
		pdf_label(p, &BODY, p->r->w_hidden, ZERO + 6, y + 16.5, START);
		return;
	}
	left_side(p, g, a, y);
	right_side(p, g, a, y);
	if (w > 0) {
		pdf_fill(p, GREY, g->neither, y, w, 24);
		pdf_frame(p, SECOND, 1, g->neither, y, w, 24);
	}
	pdf_label(p, &BOLD, percent(p, a->percent[2]), g->neither + w + 5,
	    y + 16.5, START);
}

/* Opens the figure's element, or an artifact when the table says it all. */
static void
open_figure(struct pdf *p, struct pdf_elem *e, const struct pdf_box *b)
{
	if (e == NULL || p->artifact > 0) {
		pdf_artifact(p);
		return;
	}
	e->box[0] = LEFT;
	e->box[1] = b->y;
	e->box[2] = FULL;
	e->box[3] = b->height;
	e->box_page = p->page;
	pdf_mark(p, e);
}

static void
draw_agreement(struct pdf *p, const struct pdf_box *b)
{
	const struct agree *g = b->data;
	size_t i;

	open_figure(p, g->elem, b);
	pdf_label(p, &BOLD, p->r->w_disagree, ZERO - 6, b->y + 12, END);
	pdf_label(p, &BOLD, p->r->w_agree, ZERO + 6, b->y + 12, START);
	pdf_label(p, &BOLD, p->r->w_neither, g->neither,
	    b->y + 12, START);
	for (i = 0; i < g->f->n; i++)
		agreement_row(p, g, &g->f->agreement[i], g->labels[i],
		    b->y + g->y[i]);
	pdf_fill(p, INK, ZERO - 0.5, b->y + 18, 1, b->height - 16);
	pdf_end(p);
}

/* ---- columns ------------------------------------------------------------- */

struct columns { const struct report_figure *f; struct pdf_elem *elem; };

static int64_t
highest(const struct report_figure *f)
{
	int64_t top = 1;
	size_t i;

	for (i = 0; i < f->n; i++)
		if (f->counts[i] > top)
			top = f->counts[i];
	return top;
}

/* Every how many columns a label has room. */
static size_t
stride(struct pdf *p, const struct report_figure *f, double pitch)
{
	double w = 0;
	size_t i;

	for (i = 0; i < f->n; i++)
		w = fmax(w, pdf_label_width(p, &BODY, f->labels[i]));
	return (size_t)fmax(1, ceil((w + 8) / pitch));
}

/* Over its bar, but not over the figure's sides. */
static void
number_above(struct pdf *p, int64_t n, double x, double y)
{
	const char *words = pdf_amount(p, n);
	double w = pdf_label_width(p, &BOLD, words);

	x = fmin(fmax(x - w / 2, LEFT), RIGHT - w);
	pdf_label(p, &BOLD, words, x, y, START);
}

/* Every bar has its number, or the highest when they would touch. */
static void
draw_columns(struct pdf *p, const struct pdf_box *b)
{
	const struct columns *c = b->data;
	const struct report_figure *f = c->f;
	double pitch = FULL / (double)f->n, w = fmin(pitch * 0.75, 48);
	double base = b->y + 16 + BAR_ROOM;
	size_t every = stride(p, f, pitch), i;
	int64_t top = highest(f);
	bool all = pdf_label_width(p, &BOLD, pdf_amount(p, top)) + 4 <= pitch;
	bool said = false;

	open_figure(p, c->elem, b);
	for (i = 0; i < f->n; i++) {
		double x = LEFT + pitch * (double)i;
		double h = BAR_ROOM * (double)f->counts[i] / (double)top;

		pdf_fill(p, NAVY, x, base - h, w, h);
		if (all || (f->counts[i] == top && !said)) {
			number_above(p, f->counts[i], x + w / 2, base - h - 4);
			said = true;
		}
		if (i % every == 0 && (i == 0 || x + pdf_label_width(p, &BODY,
		    f->labels[i]) <= RIGHT))
			pdf_label(p, &BODY, f->labels[i], x, base + 18, START);
	}
	pdf_fill(p, SECOND, LEFT, base, FULL, 0.75);
	pdf_end(p);
}

void
pdf_figure(struct pdf *p, struct pdf_elem *elem, const struct report_figure *f)
{
	struct pdf_box *b;

	if (f->n == 0)
		return;
	if (f->kind == FIGURE_AGREEMENT) {
		struct agree *g = arena_new(p->a, struct agree);

		g->f = f;
		g->elem = elem;
		place(p, g);
		b = pdf_box(p, 8, 8, g->height);
		b->data = g;
		b->draw = draw_agreement;
	} else {
		struct columns *c = arena_new(p->a, struct columns);

		c->f = f;
		c->elem = elem;
		b = pdf_box(p, 8, 8, COLUMNS_HEIGHT);
		b->data = c;
		b->draw = draw_columns;
	}
	b->keep = true;
}
