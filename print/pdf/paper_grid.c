/* SPDX-License-Identifier: MIT
 *
 * paper_grid.c -- a table of questions with the same answers; where the type is
 * too large for a table, one question after another.
 */
#include "locales/locales.h"
#include "print/pdf/paper.h"

#include <math.h>

struct grid {
	struct copy	*c;
	const struct forms_grid *g;
	const struct forms_question *q;
	size_t		 n;		/* columns of answers */
	double		 first, w;	/* widths: of the questions, of each */
	double		 in;		/* of the numbers of the questions */
	struct pdf_elem	*body;
};

static double
k(const struct grid *g, double points)
{
	return points * g->c->look->k;
}

static const char *
row_words(const struct grid *g, const struct forms_field *f)
{
	return f->item != NULL ? f->item->title : paper_said(g->c->s, f->words);
}

/* Apart from the words behind it, whoever reads it. */
static struct pdf_para *
number(const struct grid *g, const struct forms_field *f)
{
	return copy_words(g->c, &g->c->look->asked, arena_printf(g->c->p->a,
	    "%s\u00A0", f->number), 1e6);
}

/* Do all columns have room for their longest word, and the questions for some
 * words in a line? */
static bool
measure(struct grid *g)
{
	double longest = g->c->look->box;
	size_t i;

	g->n = paper_options(g->q);
	for (i = 0; i < g->q->n_options; i++)
		if (paper_has(&g->q->options[i]))
			longest = fmax(longest, copy_words(g->c,
			    &g->c->look->body, paper_said(g->c->s,
			    g->q->options[i].words), 1e6)->longest);
	g->in = k(g, 26);
	for (i = g->g->first; i < g->g->first + g->g->n; i++)
		g->in = fmax(g->in, number(g, &g->c->s->form->fields[i])->widest
		    + k(g, 6));
	g->w = fmax(longest + k(g, 8), k(g, 46));
	g->first = FULL - g->w * (double)g->n;
	return g->n > 0 && g->first >= k(g, 150);
}

static double
column_x(const struct grid *g, size_t i)
{
	return LEFT + g->first + (double)i * g->w;
}

static struct pdf_row *
head(struct grid *g, struct pdf_elem *section)
{
	struct copy *c = g->c;
	struct pdf_elem *tr = pdf_elem(c->p, section, "TR"), *e;
	struct pdf_row *r = pdf_row_new(c->p, g->n + 1);
	double tall = 0;
	size_t i, at = 1;

	e = copy_elem(c, tr, "TH");
	e->scope = "Column";
	pdf_row_cell(r, 0, copy_words(c, &c->look->body, "", g->first), e,
	    LEFT, 0);
	for (i = 0; i < g->q->n_options; i++) {
		const struct forms_option *o = &g->q->options[i];

		if (!paper_has(o))
			continue;
		e = copy_elem(c, tr, "TH");
		e->scope = "Column";
		pdf_row_cell(r, at, pdf_words(c->p, &c->look->body,
		    paper_said(c->s, o->words), g->w - k(g, 6), MIDDLE), e,
		    column_x(g, at - 1) + k(g, 3), 0);
		tall = fmax(tall, (double)r->cells[at].para->n_lines *
		    r->cells[at].para->leading);
		at++;
	}
	for (i = 1; i <= g->n; i++)
		r->cells[i].dy = tall - (double)r->cells[i].para->n_lines *
		    r->cells[i].para->leading;
	r->below = k(g, 4);
	r->rule = RULE_GROUP;
	return r;
}

static void
row(struct grid *g, const struct forms_field *f)
{
	struct copy *c = g->c;
	struct paper_marks *marks;
	struct pdf_row *r = copy_row(c, g->n + 2, &marks);
	struct pdf_elem *tr = pdf_elem(c->p, g->body, "TR"), *th;
	double side = c->look->box, base;
	struct paper_mark m = { .kind = MARK_BOX, .w = side, .h = side };
	struct pdf_para *words, *q = number(g, f);
	size_t i, at = 0;

	th = copy_elem(c, tr, "TH");
	th->scope = "Row";
	words = copy_words(c, &c->look->body, row_words(g, f),
	    g->first - g->in - k(g, 8));
	base = pdf_base(words);
	m.dy = fmax(k(g, 1), base - c->look->body.size * 0.36 - side / 2);
	pdf_row_cell(r, 0, q, th, LEFT, base - pdf_base(q));
	pdf_row_cell(r, 1, words, th, LEFT + g->in, 0);
	for (i = 0; i < g->q->n_options; i++) {
		const struct forms_option *o = &g->q->options[i];
		double x = column_x(g, at);
		struct pdf_para *code;
		struct pdf_elem *td;

		if (!paper_has(o))
			continue;
		td = pdf_elem(c->p, tr, "TD");
		m.x = x + (g->w - side) / 2 - k(g, 5);
		copy_fill(c, &m, td, f, g->q->type == FORMS_MANY ?
		    WIDGET_TICK : WIDGET_ONE, '=', o->name, paper_said(c->s,
		    o->words), 0);
		code = copy_words(c, &c->look->code, arena_printf(c->p->a,
		    "%d", o->number), k(g, 20));
		copy_mark(c, marks, m);
		pdf_row_cell(r, at + 2, code, td, x + (g->w + side) / 2 -
		    k(g, 2), fmax(0, base - pdf_base(code)));
		at++;
	}
	r->above = r->below = k(g, 5);
	r->least = m.dy + side + k(g, 1);
	r->rule = RULE_HAIR;
	copy_put(c, r, 0);
}

static void
table(struct grid *g)
{
	struct copy *c = g->c;
	struct pdf_elem *t = pdf_elem(c->p, c->sect, "Table");
	struct pdf_row *top = head(g, pdf_elem(c->p, t, "THead"));
	size_t i;

	c->head = NULL;
	copy_put(c, top, 6);
	c->p->boxes[c->p->n_boxes - 1].keep = true;
	c->head = top;
	g->body = pdf_elem(c->p, t, "TBody");
	for (i = g->g->first; i < g->g->first + g->g->n; i++)
		if (c->s->paper->printed[i])
			row(g, &c->s->form->fields[i]);
}

static void
one_by_one(struct grid *g)
{
	struct copy *c = g->c;
	size_t i;

	for (i = g->g->first; i < g->g->first + g->g->n; i++) {
		const struct forms_field *f = &c->s->form->fields[i];

		if (!c->s->paper->printed[i])
			continue;
		c->group = ++c->p->groups;
		c->head = NULL;
		copy_asked(c, f->number, row_words(g, f), 14);
		copy_boxes(c, f);
	}
}

void
copy_grid(struct copy *c, const struct forms_grid *grid)
{
	const struct forms_field *first = &c->s->form->fields[grid->first];
	struct grid g = { .c = c, .g = grid, .q = first->q };
	const char *lang = c->lang;
	size_t i;

	c->group = ++c->p->groups;
	c->lang = first->lang;
	c->gap = 16;
	for (i = grid->first; i < grid->first + grid->n; i++)
		if (c->s->paper->printed[i])
			copy_before(c, &c->s->form->fields[i], false);
	copy_asked(c, NULL, paper_said(c->s, grid->words), 8);
	i = c->p->n_boxes;
	copy_prose_in(c, &c->look->quiet, grid->hint, LEFT, 2);
	copy_ours(c, &c->look->quiet, "P", tr_in(c->s->lo, "on paper",
	    "Tick one box on each line."), LEFT, 3);
	for (; i < c->p->n_boxes; i++)
		c->p->boxes[i].keep = true;
	if (measure(&g))
		table(&g);
	else
		one_by_one(&g);
	c->group = 0;
	c->head = NULL;
	c->lang = lang;
}
