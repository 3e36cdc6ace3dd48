/* SPDX-License-Identifier: MIT
 *
 * pdf.c -- a report becomes a tagged PDF.
 */
#include "print/pdf/pdf.h"

#include <linebreak.h>

/* A sheet has its title on its first page, instead of a cover. */
static void
sheet_title(struct pdf *p)
{
	size_t first = p->n_boxes;

	p->sect = pdf_elem(p, p->root, "Sect");
	p->foot = p->r->kicker;
	pdf_title(p, p->sect, "H1", p->r->kicker, p->r->title);
	p->boxes[first].title = p->r->title;
	p->boxes[first].depth = 1;
	p->boxes[first].opens = true;
}

static void
boxes(struct pdf *p)
{
	size_t i;

	p->root = pdf_elem(p, NULL, "Document");
	if (p->r->bare)
		sheet_title(p);
	else
		pdf_cover(p);
	if (!p->r->bare && p->r->contents_title != NULL)
		pdf_contents(p);
	for (i = 0; i < p->r->n_sections; i++) {
		size_t first = p->n_boxes;

		pdf_section(p, &p->r->sections[i]);
		if (i == 0 && !p->r->bare)
			p->boxes[first].fresh = true;
	}
}

bool
pdf_print(const struct report *r, const char *font_dir, struct buf *out,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf p CLEAN(pdf_close) = { .r = r, .a = &a, .err = e,
	    .font_dir = font_dir, .top = TOP, .bottom = BOTTOM };

	init_linebreak();
	if (!pdf_open(&p))
		return false;
	boxes(&p);
	if (p.failed)
		return false;
	pdf_flow(&p);
	pdf_draw(&p);
	return pdf_save(&p, out);
}

bool
print_pdf(const struct report *r, const char *path, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };

	if (!pdf_print(r, PDF_FONTS, &b, e))
		return err_wrap(e, "%s", path);
	return file_write(path, b.p, b.n, 0644, e);
}
