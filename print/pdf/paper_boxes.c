/* SPDX-License-Identifier: MIT
 *
 * paper_boxes.c -- boxes to tick, to number, and to write in.
 */
#include "locales/locales.h"
#include "print/pdf/paper.h"

#include <math.h>

/* A list of boxes while it is drawn. */
struct boxes {
	struct copy	*c;
	const struct forms_field *f;
	struct pdf_elem	*list;
	double		 blank;		/* width of what numbers go in; 0 */
};

static double
k(const struct boxes *b, double points)
{
	return points * b->c->look->k;
}

/* Where a box stands beside the first line of words, whose baseline that is. */
static double
beside(const struct boxes *b, double base, double h)
{
	double at = base - b->c->look->body.size * 0.36 - h / 2;

	return at > 0 ? at : 0;
}

/* What somebody writes in a blank is a number: no code stands beside it. */
static bool
is_blank(const struct boxes *b, const struct forms_option *o)
{
	return b->blank > 0 && o->missing == FORMS_ANSWERED;
}

/* ---- one below the other ----------------------------------------------------------------- */

/* The parts of a list item: what goes before it, and what it is. */
struct parts { struct pdf_elem *label, *body; };

static struct parts
parts(struct boxes *b, struct pdf_elem *li, const struct forms_option *o)
{
	struct parts t = { .label = is_blank(b, o) ? NULL :
	    pdf_elem(b->c->p, li, "Lbl") };

	t.body = copy_elem(b->c, li, "LBody");
	return t;
}

static void
fill_box(struct boxes *b, struct paper_mark *m, struct pdf_elem *body,
    const struct forms_option *o)
{
	const struct forms_field *f = b->f;
	const char *said = paper_said(b->c->s, o->words);

	if (is_blank(b, o))
		copy_fill(b->c, m, body, f, WIDGET_LINE, '#', o->name, said, 3);
	else if (f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE)
		copy_fill(b->c, m, body, f, WIDGET_ONE, 0, o->name, said, 0);
	else
		copy_fill(b->c, m, body, f, WIDGET_TICK, '=', o->name, said, 0);
}

/* The box of an option, and its code; from x on. */
static void
box(struct boxes *b, struct pdf_row *r, size_t cell, struct paper_marks *marks,
    const struct forms_option *o, struct parts t, double x)
{
	struct copy *c = b->c;
	bool blank = is_blank(b, o);
	double w = blank ? b->blank : c->look->box;
	double h = blank ? k(b, 22) : c->look->box;
	struct pdf_para *code = copy_words(c, &c->look->code, blank ? "" :
	    arena_printf(c->p->a, "%d", o->number), k(b, 20));
	double base = pdf_base(copy_words(c, &c->look->body, paper_said(c->s,
	    o->words), 1e6)), dy = beside(b, base, h);
	struct paper_mark m = { .kind = blank ? MARK_BLANK : MARK_BOX, .x = x,
	    .dy = dy, .w = w, .h = h };

	fill_box(b, &m, t.body, o);
	copy_mark(c, marks, m);
	if (dy + h + 1 > r->least)
		r->least = dy + h + 1;
	pdf_row_cell(r, cell, code, t.label, x + w + k(b, 5),
	    fmax(0, base - pdf_base(code)));
}

/* Words of an option, a hint below, and a line to write on. */
static void
answer(struct boxes *b, struct pdf_row *r, size_t cell,
    struct paper_marks *marks, const struct forms_option *o,
    struct pdf_elem *body, double x, double width)
{
	struct copy *c = b->c;
	struct paper_mark m = { .kind = MARK_LINE, .x = x,
	    .w = fmin(width, k(b, 300)), .h = k(b, 20) };
	struct pdf_para *q = copy_words(c, &c->look->body,
	    paper_said(c->s, o->words), width);
	/* Where more comes behind the words, each is a paragraph. */
	bool more = paper_go(c->s, b->f, o) != NULL || *o->hint != '\0';
	double below = (double)q->n_lines * q->leading;
	struct pdf_para *hint = copy_words(c, &c->look->quiet, o->hint, width);

	pdf_row_cell(r, cell, q, more ? pdf_elem(c->p, body, "P") : body, x, 0);
	pdf_row_cell(r, cell + 1, hint, *o->hint != '\0' ? pdf_elem(c->p, body,
	    "P") : NULL, x, below);
	below += (double)hint->n_lines * hint->leading;
	if (!o->write_in)
		return;
	m.dy = below + (c->o->fillable ? k(b, 2) : 0);
	copy_fill(c, &m, body, b->f, WIDGET_LINE, '>', o->name,
	    paper_said(c->s, o->words), 200);
	copy_mark(c, marks, m);
	r->least = fmax(r->least, below + k(b, 24));
}

static void
go_on(struct boxes *b, struct pdf_row *r, size_t cell,
    const struct forms_option *o, struct pdf_elem *body, double x, double width)
{
	struct copy *c = b->c;
	const struct forms_paper_line *go = paper_go(c->s, b->f, o);
	struct pdf_elem *e;
	struct pdf_para *q = copy_words(c, &c->look->go, go == NULL ? "" :
	    arena_printf(c->p->a, "%s %s", c->p->r->rtl ? "←" : "→",
	    go->words), width);

	e = go == NULL ? NULL : pdf_elem(c->p, body, "P");
	if (e != NULL && c->s->foreign)
		e->lang = "en";
	pdf_row_cell(r, cell, q, e, x, 0);
}

static bool
anybody_goes(const struct boxes *b)
{
	size_t i;

	for (i = 0; i < b->f->q->n_options; i++)
		if (paper_go(b->c->s, b->f, &b->f->q->options[i]) != NULL)
			return true;
	return false;
}

static void
option(struct boxes *b, const struct forms_option *o, double gap)
{
	struct paper_marks *marks;
	struct pdf_row *r = copy_row(b->c, 4, &marks);
	struct pdf_elem *li = pdf_elem(b->c->p, b->list, "LI");
	double x = copy_x(b->c), in = is_blank(b, o) ?
	    b->blank + k(b, 8) : b->c->look->box + k(b, 27);
	double width = copy_width(b->c, x + in), go = 0;
	struct parts t = parts(b, li, o);

	if (anybody_goes(b)) {
		go = (RIGHT - x - in) * 0.4;
		width = RIGHT - x - in - go - k(b, 10);
	}
	box(b, r, 0, marks, o, t, x);
	answer(b, r, 1, marks, o, t.body, x + in, width);
	go_on(b, r, 3, o, t.body, RIGHT - go, go > 0 ? go : 1);
	copy_put(b->c, r, gap);
}

static void
down(struct boxes *b)
{
	const struct forms_question *q = b->f->q;
	double gap = 5;
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (paper_has(&q->options[i])) {
			option(b, &q->options[i], gap);
			gap = 4;
		}
}

/* ---- in two columns, in order down the first and then the second ---------------------- */

static void
half(struct boxes *b, struct pdf_row *r, size_t cell, struct paper_marks *marks,
    const struct forms_option *o, struct pdf_elem *li, double x, double width)
{
	double in = b->c->look->box + k(b, 27);
	struct parts t = parts(b, li, o);

	box(b, r, cell, marks, o, t, x);
	answer(b, r, cell + 1, marks, o, t.body, x + in, width - in);
}

static void
two(struct boxes *b)
{
	const struct forms_question *q = b->f->q;
	size_t n = paper_options(q), rows = (n + 1) / 2, i, at = 0;
	const struct forms_option **v = arena_array(b->c->p->a,
	    const struct forms_option *, n);
	struct pdf_elem **li = arena_array(b->c->p->a, struct pdf_elem *, n);
	double x = copy_x(b->c), width = (RIGHT - x - k(b, 16)) / 2;

	for (i = 0; i < q->n_options; i++)
		if (paper_has(&q->options[i]))
			v[at++] = &q->options[i];
	for (i = 0; i < n; i++)
		li[i] = pdf_elem(b->c->p, b->list, "LI");
	for (i = 0; i < rows; i++) {
		bool both = rows + i < n;
		struct paper_marks *marks;
		struct pdf_row *r = copy_row(b->c, both ? 6 : 3, &marks);

		half(b, r, 0, marks, v[i], li[i], x, width);
		if (both)
			half(b, r, 3, marks, v[rows + i], li[rows + i],
			    x + width + k(b, 16), width);
		copy_put(b->c, r, i == 0 ? 5 : 4);
	}
}

/* ---- side by side ------------------------------------------------------------------------ */

/* One column of a scale: its box, code and words, in the middle of each other. */
static void
column(struct boxes *b, struct pdf_row *r, size_t i, struct paper_marks *marks,
    const struct forms_option *o, double x, double width)
{
	struct copy *c = b->c;
	struct parts t = parts(b, pdf_elem(c->p, b->list, "LI"), o);
	double side = c->look->box;
	struct pdf_para *q = pdf_words(c->p, &c->look->code,
	    arena_printf(c->p->a, "%d", o->number), width, MIDDLE);
	struct paper_mark m = { .kind = MARK_BOX, .x = x + (width - side) / 2,
	    .w = side, .h = side };

	fill_box(b, &m, t.body, o);
	copy_mark(c, marks, m);
	pdf_row_cell(r, 2 * i, q, t.label, x, side + k(b, 1));
	pdf_row_cell(r, 2 * i + 1, pdf_words(c->p, &c->look->body,
	    paper_said(c->s, o->words), width, MIDDLE), t.body, x,
	    side + k(b, 1) + q->leading);
}

static bool
fits_across(const struct boxes *b, double width)
{
	const struct forms_question *q = b->f->q;
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (paper_has(&q->options[i]) && copy_words(b->c,
		    &b->c->look->body, paper_said(b->c->s,
		    q->options[i].words), 1e6)->longest > width)
			return false;
	return true;
}

static bool
across(struct boxes *b)
{
	const struct forms_question *q = b->f->q;
	size_t n = paper_options(q), i, at = 0;
	double x = copy_x(b->c), gap = k(b, 6);
	double width = (RIGHT - x + gap) / (double)n - gap;
	struct paper_marks *marks;
	struct pdf_row *r;

	if (!fits_across(b, width))
		return false;
	r = copy_row(b->c, 2 * n, &marks);
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (!paper_has(o))
			continue;
		column(b, r, at, marks, o, x + (double)at * (width + gap),
		    width);
		at++;
	}
	copy_put(b->c, r, 8);
	return true;
}

/* ---- of a question ------------------------------------------------------------------------- */

static void
total(struct boxes *b)
{
	copy_ours(b->c, &b->c->look->bold, "P", paper_filled(b->c->s,
	    tr_in(b->c->s->lo, "on paper", "Together {number}"),
	    b->f->q->total), copy_x(b->c), 5);
}

void
copy_boxes(struct copy *c, const struct forms_field *f)
{
	struct boxes b = { .c = c, .f = f };
	enum paper_shape shape = paper_shape(c->s, f);

	if (paper_options(f->q) == 0)
		return;
	b.list = pdf_elem(c->p, c->sect, "L");
	if (f->q->type == FORMS_RANK || f->q->type == FORMS_SHARE) {
		b.blank = k(&b, f->q->type == FORMS_SHARE ? 44 : 30);
		shape = PAPER_DOWN;
	}
	if (c->look->k > 1.4 && shape == PAPER_TWO)
		shape = PAPER_DOWN;	/* large print has one column */
	if (shape == PAPER_TWO)
		two(&b);
	else if (shape != PAPER_ACROSS || !across(&b))
		down(&b);
	if (f->q->type == FORMS_SHARE)
		total(&b);
}
