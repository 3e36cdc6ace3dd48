/* SPDX-License-Identifier: MIT
 *
 * exhibit.c -- caption, figure, table and notes, kept together.
 */
#include "print/pdf/pdf.h"

static void
caption(struct pdf *p, const struct report_exhibit *e, struct pdf_elem *cap,
    double gap, double dense)
{
	bool numbered = e->number != NULL && *e->number != '\0';
	const char *words = arena_printf(p->a, "%s%s%s",
	    numbered ? e->number : "", numbered ? ". " : "", e->title);
	struct pdf_para *bold = pdf_words(p, &BOLD, words, FULL, START);
	struct pdf_para *base = pdf_words(p, &NOTE, e->base, FULL, START);
	struct pdf_row *r = pdf_row_new(p, 2);
	struct pdf_box *b;

	pdf_row_cell(r, 0, bold, pdf_elem(p, cap, "P"), LEFT, 0);
	pdf_row_cell(r, 1, base, base->n_lines > 0 ? pdf_elem(p, cap, "P") :
	    NULL, LEFT, (double)bold->n_lines * bold->leading);
	b = pdf_row(p, r, gap, dense);
	b->id = e->id;
	b->keep = true;
}

static void
notes(struct pdf *p, const struct report_exhibit *e)
{
	size_t i;

	for (i = 0; i < e->n_notes; i++) {
		struct pdf_row *r = pdf_row_new(p, 1);

		p->boxes[p->n_boxes - 1].keep = true;
		pdf_row_cell(r, 0, pdf_words(p, &NOTE, e->notes[i], FULL,
		    START), pdf_elem(p, p->sect, "P"), LEFT, 0);
		pdf_row(p, r, i == 0 ? 8 : 4, i == 0 ? 8 : 4);
	}
}

void
pdf_exhibit(struct pdf *p, const struct report_exhibit *e, double gap,
    double dense)
{
	const struct report_figure *f = e->figure;
	bool tagged = f != NULL && (e->table == NULL ||
	    (f->alt != NULL && *f->alt != '\0'));
	struct pdf_elem *fig = tagged ? pdf_elem(p, p->sect, "Figure") : NULL;
	struct pdf_elem *table = e->table != NULL ?
	    pdf_elem(p, p->sect, "Table") : NULL;
	size_t first = p->n_boxes;

	if (fig != NULL)
		fig->alt = f->alt != NULL && *f->alt != '\0' ? f->alt :
		    e->title;
	caption(p, e, pdf_elem(p, fig != NULL ? fig : table != NULL ? table :
	    p->sect, fig != NULL || table != NULL ? "Caption" : "Div"), gap,
	    dense);
	if (f != NULL)
		pdf_figure(p, fig, f);
	if (table != NULL)
		pdf_table(p, table, e->table, f);
	notes(p, e);
	if (e->flows)
		return;
	p->groups++;
	for (; first < p->n_boxes; first++)
		p->boxes[first].group = p->groups;
}
