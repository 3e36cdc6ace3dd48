/* SPDX-License-Identifier: MIT
 *
 * tags.c -- the structure tree while it grows: elements, marked content,
 * artifacts and links.
 */
#include "print/pdf/pdf.h"

static struct pdf_kid *
kid(struct pdf *p, struct pdf_elem *e)
{
	struct pdf_kid *k = arena_new(p->a, struct pdf_kid);

	*e->last = k;
	e->last = &k->next;
	return k;
}

struct pdf_elem *
pdf_elem(struct pdf *p, struct pdf_elem *parent, const char *type)
{
	struct pdf_elem *e = arena_new(p->a, struct pdf_elem);

	e->type = type;
	e->last = &e->first;
	e->parent = parent;
	if (parent != NULL)
		kid(p, parent)->elem = e;
	return e;
}

void
pdf_id(struct pdf *p, struct pdf_elem *e, const char *id)
{
	e->id = id;
	*arena_push(p->a, p->ids, p->n_ids, p->cap_ids) = e;
}

/* Marks begin with the first thing drawn, so that nothing empty is marked
 * and words with a text of their own come between, not inside. */
void
pdf_mark(struct pdf *p, struct pdf_elem *e)
{
	p->marked = e;
	p->open = false;
}

static int
next_mark(struct pdf *p)
{
	struct pdf_page *g = p->page;
	struct pdf_kid *k = kid(p, p->marked);

	k->page = g;
	k->mcid = (int)g->n_marks;
	*arena_push(p->a, g->marks, g->n_marks, g->cap_marks) = p->marked;
	return k->mcid;
}

void
pdf_need_mark(struct pdf *p)
{
	if (p->marked == NULL || p->open)
		return;
	buf_printf(&p->out, "/%s <</MCID %d>> BDC\n", p->marked->type,
	    next_mark(p));
	p->open = true;
}

void
pdf_artifact(struct pdf *p)
{
	if (p->artifact++ == 0)
		buf_lit(&p->out, "/Artifact BMC\n");
}

void
pdf_running(struct pdf *p, bool foot)
{
	if (foot)
		buf_lit(&p->out, "/Artifact <</Type /Pagination "
		    "/Subtype /Footer /Attached [/Bottom]>> BDC\n");
	else
		buf_lit(&p->out, "/Artifact <</Type /Pagination "
		    "/Subtype /Header /Attached [/Top]>> BDC\n");
	p->artifact++;
}

void
pdf_end(struct pdf *p)
{
	if (p->artifact > 0 ? --p->artifact == 0 : p->open)
		buf_lit(&p->out, "EMC\n");
	p->open = false;
	p->marked = NULL;
}

void
pdf_say(struct pdf *p, const char *text, size_t n)
{
	const char *s = text;

	if (p->marked == NULL)
		return;
	if (p->open)
		buf_lit(&p->out, "EMC\n");
	buf_printf(&p->out, "/Span <</MCID %d /ActualText <FEFF",
	    next_mark(p));
	while (s < text + n)
		pdf_utf16(&p->out, utf8_next(&s));
	buf_lit(&p->out, ">>> BDC\n");
	p->open = true;
}

void
pdf_said(struct pdf *p)
{
	if (p->marked == NULL)
		return;
	buf_lit(&p->out, "EMC\n");
	p->open = false;
}

static void
target(struct pdf *p, HPDF_Dict annot, const char *href)
{
	const struct pdf_box *b;
	HPDF_Dict act;

	if (href[0] == '#') {
		b = pdf_find(p, href + 1);
		if (b != NULL)
			HPDF_Dict_Add(annot, "Dest", pdf_dest(p, b->page,
			    b->y));
		return;
	}
	act = HPDF_Dict_New(p->doc->mmgr);
	HPDF_Dict_AddName(act, "S", "URI");
	pdf_put_ascii(p, act, "URI", href);
	HPDF_Dict_Add(annot, "A", act);
}

HPDF_Dict
pdf_annot(struct pdf *p, struct pdf_elem *e, const char *type, double x,
    double y, double w, double h)
{
	struct pdf_page *g = p->page;
	HPDF_MMgr m = p->doc->mmgr;
	HPDF_Dict d = pdf_dict(p);
	HPDF_Array box = HPDF_Array_New(m);
	double rect[4] = { x, PAGE_H - y - h, x + w, PAGE_H - y };
	struct pdf_kid *k;
	int i;

	HPDF_Dict_AddName(d, "Type", "Annot");
	HPDF_Dict_AddName(d, "Subtype", type);
	for (i = 0; i < 4; i++)
		HPDF_Array_AddReal(box, (HPDF_REAL)rect[i]);
	HPDF_Dict_Add(d, "Rect", box);
	HPDF_Dict_AddNumber(d, "F", 4);
	HPDF_Dict_AddNumber(d, "StructParent",
	    (HPDF_INT32)(p->n_pages + p->n_annots));
	*arena_push(p->a, p->annots, p->n_annots, p->cap_annots) = e;
	if (g->annots == NULL) {
		g->annots = HPDF_Array_New(m);
		HPDF_Dict_Add(g->h, "Annots", g->annots);
	}
	HPDF_Array_Add(g->annots, d);
	k = kid(p, e);
	k->page = g;
	k->annot = d;
	return d;
}

void
pdf_link(struct pdf *p, struct pdf_elem *e, const char *href,
    const char *words, double x, double y, double w, double h)
{
	HPDF_Dict d = pdf_annot(p, e, "Link", x, y, w, h);
	HPDF_Array none = HPDF_Array_New(p->doc->mmgr);
	int i;

	for (i = 0; i < 3; i++)
		HPDF_Array_AddNumber(none, 0);
	HPDF_Dict_Add(d, "Border", none);
	pdf_put_text(p, d, "Contents", words);
	target(p, d, href);
}
