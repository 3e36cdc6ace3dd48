/* SPDX-License-Identifier: MIT
 *
 * paper_ask.c -- one question on paper: its number and words, hints, and what
 * to do.
 */
#include "print/pdf/paper.h"

void
copy_before(struct copy *c, const struct forms_field *f, bool title)
{
	size_t i;

	for (i = 0; i < c->s->paper->n_lines; i++) {
		const struct forms_paper_line *l = &c->s->paper->lines[i];

		if (l->kind == FORMS_PAPER_ONLY && l->field == f &&
		    paper_under_title(c->s, l) == title)
			copy_only(c, l->words, 10);
	}
}

void
copy_asked(struct copy *c, const char *number, const char *words, double gap)
{
	int depth;
	const char *type = pdf_heading(c->p, 4, &depth);
	struct pdf_row *r = pdf_row_new(c->p, 2);
	struct pdf_elem *e = copy_elem(c, c->sect, type);
	double x = copy_x(c);
	const char *title = "";
	struct pdf_box *b;

	if (number == NULL || *number == '\0')
		x = LEFT;
	else
		title = number = arena_printf(c->p->a, "%s\u00A0", number);
	pdf_row_cell(r, 0, copy_words(c, &c->look->asked, number,
	    c->look->hang), e, LEFT, 0);
	pdf_row_cell(r, 1, copy_words(c, &c->look->asked, words,
	    copy_width(c, x)), e, x, 0);
	pdf_row_level(r);
	b = copy_put(c, r, gap);
	b->title = arena_printf(c->p->a, "%s%s", title, words);
	b->depth = depth;
	c->p->boxes[c->p->n_boxes - 1].keep = true;
	c->head = r;
}

static void
kept(struct copy *c, size_t from)
{
	for (; from < c->p->n_boxes; from++)
		c->p->boxes[from].keep = true;
}

void
copy_field(struct copy *c, const struct forms_field *f)
{
	const char *lang = c->lang;
	double x = copy_x(c);
	size_t from;

	c->group = ++c->p->groups;
	c->lang = f->lang;
	c->gap = 16;
	copy_before(c, f, false);
	copy_asked(c, f->number, paper_said(c->s, f->words),
	    c->gap > 0 ? 16 : 8);
	from = c->p->n_boxes;
	copy_prose_in(c, &c->look->quiet, f->hint, x, 2);
	copy_prose_in(c, &c->look->quiet, f->help, x, 2);
	copy_ours(c, &c->look->quiet, "P", paper_do(c->s, f), x, 3);
	kept(c, from);
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
	case FORMS_RANK:
	case FORMS_SHARE:
		copy_boxes(c, f);
		break;
	default:
		copy_given(c, f);
		if (paper_options(f->q) > 0)
			copy_boxes(c, f);
	}
	c->group = 0;
	c->head = NULL;
	c->lang = lang;
}
