/* SPDX-License-Identifier: MIT
 *
 * cover.c -- the cover: title on navy, a dot for each response, facts below.
 */
#include "print/pdf/pdf.h"

#include <math.h>

#define PITCH	8.5
#define RADIUS	3.2

struct cover {
	struct pdf_para	*owner, *kicker, *title, *dots;
	struct pdf_elem	*e_owner, *e_kicker, *e_title, *e_dots, *figure;
	struct pdf_elem	**words, **counts;	/* Lbl and LBody of each */
	double		*x;		/* of each channel */
	size_t		 rows;		/* of dots in a column */
	double		 title_y, dots_y;
};

static size_t
dots_of(const struct report *r, size_t i)
{
	int64_t n = r->channels[i].n, per = r->per_dot > 0 ? r->per_dot : 1;

	/* To the nearest, but whoever answered has a dot. */
	return n <= 0 ? 0 : n < per ? 1 : (size_t)((n + per / 2) / per);
}

/* Sets each channel's x; the width of all. */
static double
spread(struct pdf *p, struct cover *c)
{
	double x = LEFT;
	size_t i;

	for (i = 0; i < p->r->n_channels; i++) {
		size_t n = dots_of(p->r, i);
		double w = ceil((double)n / (double)c->rows) * PITCH;

		c->x[i] = x;
		w = fmax(w, pdf_label_width(p, &COVER_BODY,
		    p->r->channels[i].words));
		x += w + 12;
	}
	return x - 12 - LEFT;
}

static void
draw_dots(struct pdf *p, const struct cover *c, size_t i, double y)
{
	size_t n = dots_of(p->r, i), k;

	for (k = 0; k < n; k++)
		pdf_dot(p, WHITE, c->x[i] + RADIUS + PITCH *
		    (double)(k / c->rows), y + PITCH * (double)(k % c->rows),
		    RADIUS);
}

/* No table carries the dots: they are a figure, when there are words for it. */
static void
draw_figure(struct pdf *p, const struct cover *c, double y)
{
	size_t i;

	if (c->figure != NULL) {
		c->figure->box[0] = LEFT;
		c->figure->box[1] = y - RADIUS;
		c->figure->box[2] = FULL;
		c->figure->box[3] = PITCH * (double)c->rows;
		c->figure->box_page = p->page;
		pdf_mark(p, c->figure);
	} else {
		pdf_artifact(p);
	}
	for (i = 0; i < p->r->n_channels; i++)
		draw_dots(p, c, i, y);
	pdf_end(p);
}

static void
draw_channels(struct pdf *p, const struct cover *c)
{
	double y = c->dots_y + 20, below = y + PITCH * (double)c->rows + 15.5;
	size_t i;

	if (p->r->n_channels > 0)
		draw_figure(p, c, y);
	for (i = 0; i < p->r->n_channels; i++) {
		pdf_mark(p, c->words[i]);
		pdf_label(p, &COVER_BODY, p->r->channels[i].words, c->x[i],
		    below, START);
		pdf_end(p);
		pdf_mark(p, c->counts[i]);
		pdf_label(p, &COVER_BOLD, pdf_amount(p,
		    p->r->channels[i].n), c->x[i], below + 16,
		    START);
		pdf_end(p);
	}
}

static void
draw_para(struct pdf *p, struct pdf_para *q, struct pdf_elem *e, double base)
{
	pdf_para_draw(p, q, e, LEFT, base - pdf_base(q), 0, q->n_lines);
}

static void
draw_cover(struct pdf *p, const struct pdf_box *b)
{
	const struct cover *c = b->data;

	pdf_artifact(p);
	pdf_fill(p, NAVY, 0, 0, PAGE_W, b->height);
	pdf_fill(p, BLUE, LEFT, 88, RAIL, 4);
	pdf_end(p);
	draw_para(p, c->owner, c->e_owner, 56);
	draw_para(p, c->kicker, c->e_kicker, 128);
	draw_para(p, c->title, c->e_title, c->title_y);
	draw_para(p, c->dots, c->e_dots, c->dots_y);
	draw_channels(p, c);
}

static void
words(struct pdf *p, struct cover *c)
{
	double room = FULL;

	if (p->r->tag != NULL)
		room -= fmin(pdf_label_width(p, &COVER_BODY, p->r->tag) + 32,
		    FULL / 2);
	c->owner = pdf_words(p, &COVER_BODY, p->r->owner, room, START);
	c->kicker = pdf_words(p, &KICKER, p->r->kicker, FULL, START);
	c->e_owner = pdf_elem(p, p->sect, "P");
	c->e_kicker = pdf_elem(p, p->sect, "P");
	c->e_title = pdf_elem(p, p->sect, "H1");
}

static void
dots(struct pdf *p, struct cover *c)
{
	size_t i, n = p->r->n_channels;
	struct pdf_elem *list;

	c->dots = pdf_words(p, &COVER_BOLD, n > 0 ? p->r->dots_words : "", FULL,
	    START);
	if (n == 0)
		return;
	c->e_dots = pdf_elem(p, p->sect, "P");
	c->words = arena_array(p->a, struct pdf_elem *, n);
	c->counts = arena_array(p->a, struct pdf_elem *, n);
	c->x = arena_array(p->a, double, n);
	if (p->r->dots_alt != NULL) {
		c->figure = pdf_elem(p, p->sect, "Figure");
		c->figure->alt = p->r->dots_alt;
	}
	list = pdf_elem(p, p->sect, "L");
	for (i = 0; i < n; i++) {
		struct pdf_elem *item = pdf_elem(p, list, "LI");

		c->words[i] = pdf_elem(p, item, "Lbl");
		c->counts[i] = pdf_elem(p, item, "LBody");
	}
	for (c->rows = 9; spread(p, c) > FULL && c->rows < 40; c->rows++)
		;
}

/* Sets the title in a style; the height of the navy field that it needs. */
static double
set_title(struct pdf *p, struct cover *c, const struct pdf_style *style,
    double width)
{
	size_t n;

	c->title = pdf_words(p, style, p->r->title, width, START);
	n = c->title->n_lines > 0 ? c->title->n_lines - 1 : 0;
	c->title_y = 128 + 16 + style->size;
	c->dots_y = c->title_y + c->title->leading * (double)n + 64;
	if (p->r->n_channels == 0)
		return c->dots_y;
	return c->dots_y + 20 + PITCH * (double)c->rows + 15.5 + 48;
}

void
pdf_cover(struct pdf *p)
{
	static const struct pdf_style smaller[] = {
		{ SERIF_BOLD, 32, 40, WHITE, false, 0 },
		{ SERIF_BOLD, 28, 32, WHITE, false, 0 }
	};
	struct cover *c = arena_new(p->a, struct cover);
	size_t first = p->n_boxes, i;
	struct pdf_box *b = pdf_box(p, 0, 0, 0);
	double room = BOTTOM - 24, need;

	p->sect = pdf_elem(p, p->root, "Sect");
	b->foot = p->foot = p->r->w_cover;
	b->draw = draw_cover;
	b->data = c;
	b->title = p->r->title;
	b->depth = 1;
	b->opens = true;
	words(p, c);
	dots(p, c);
	pdf_facts(p, p->sect, p->r->cover, p->r->n_cover, 24, false);
	for (i = first + 1; i < p->n_boxes; i++)
		room -= p->boxes[i].height;
	/* The largest title that leaves room for the facts. */
	need = set_title(p, c, &COVER_TITLE, MM(130));
	for (i = 0; i < LEN(smaller) && (need > room ||
	    c->title->n_lines > 4); i++)
		need = set_title(p, c, &smaller[i], MM(150));
	p->boxes[first].full = fmax(need, fmin(504, room));
}
