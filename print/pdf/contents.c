/* SPDX-License-Identifier: MIT
 *
 * contents.c -- the list of contents: links with the numbers of pages, which
 * are known because boxes have their pages before anything is drawn.
 */
#include "print/pdf/pdf.h"

struct entry { const char *id; struct pdf_para *title; struct pdf_elem *e; };

static void
page_number(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	const struct entry *e = r->data;
	const struct pdf_box *to = pdf_find(p, e->id);

	if (to == NULL || b->from > 0)
		return;
	pdf_para_draw(p, pdf_words(p, &BODY, arena_printf(p->a, "%zu",
	    to->page + 1), MM(15), END), e->e, RIGHT - MM(15), pdf_row_top(r, b),
	    0, 1);
}

/* The number is drawn after the words, so that it is read after them. */
static void
draw_entry(struct pdf *p, const struct pdf_box *b)
{
	pdf_row_draw(p, b);
	page_number(p, b->data, b);
}

static void
entry(struct pdf *p, struct pdf_elem *toc, const struct report_section *s)
{
	struct pdf_elem *item = pdf_elem(p, toc, "TOCI");
	struct pdf_row *r = pdf_row_new(p, 2);
	struct report_span *span = arena_new(p->a, struct report_span);
	struct entry *e = arena_new(p->a, struct entry);
	bool railed = s->rail != NULL && *s->rail != '\0';
	size_t first = p->n_boxes;

	*span = (struct report_span){ REPORT_LINK, s->title,
	    arena_printf(p->a, "#%s", s->id != NULL ? s->id : "") };
	pdf_row_cell(r, 0, pdf_words(p, &LABEL, s->rail, RAIL, START),
	    railed ? pdf_elem(p, item, "Lbl") : NULL, LEFT, 0);
	e->id = s->id;
	e->e = pdf_elem(p, item, "Reference");
	pdf_row_cell(r, 1, pdf_para(p, &KEY_TEXT, (struct report_text){ span,
	    1 }, MAIN - MM(15), START), e->e, MAIN_X, 0);
	r->above = r->below = 8;
	r->slack = 4;
	r->rule = RULE_HAIR;
	r->data = e;
	pdf_row(p, r, 0, 0);
	for (; first < p->n_boxes; first++)
		p->boxes[first].draw = draw_entry;
}

void
pdf_contents(struct pdf *p)
{
	struct pdf_elem *toc;
	struct pdf_box *b;
	size_t first = p->n_boxes, i;
	int depth;

	p->sect = pdf_elem(p, p->root, "Sect");
	p->foot = p->r->w_contents;
	p->depth = 1;
	pdf_title(p, p->sect, pdf_heading(p, 2, &depth), "",
	    p->r->contents_title);
	b = &p->boxes[first];
	b->opens = b->fresh = true;
	b->title = p->r->contents_title;
	b->depth = depth;
	toc = pdf_elem(p, p->sect, "TOC");
	pdf_top_rule(p, 16);
	for (i = 0; i < p->r->n_sections; i++)
		entry(p, toc, &p->r->sections[i]);
}
