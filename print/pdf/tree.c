/* SPDX-License-Identifier: MIT
 *
 * tree.c -- writes the structure tree, the tree of parents, the tree of ids
 * and the bookmarks.
 */
#include "print/pdf/pdf.h"

#include <stdlib.h>

enum { BRANCH = 1000 };		/* entries in one node of a number tree */

static HPDF_Array
array_of(struct pdf *p)
{
	return HPDF_Array_New(p->doc->mmgr);
}

static HPDF_Dict
attributes(struct pdf *p, HPDF_Array all, const char *owner)
{
	HPDF_Dict d = HPDF_Dict_New(p->doc->mmgr);

	HPDF_Dict_AddName(d, "O", owner);
	HPDF_Array_Add(all, d);
	return d;
}

static void
table_attributes(struct pdf *p, HPDF_Array all, const struct pdf_elem *e)
{
	HPDF_Dict d;
	HPDF_Array v;
	size_t i;

	if (e->scope == NULL && e->n_headers == 0 && e->colspan < 2)
		return;
	d = attributes(p, all, "Table");
	if (e->scope != NULL)
		HPDF_Dict_AddName(d, "Scope", e->scope);
	if (e->colspan > 1)
		HPDF_Dict_AddNumber(d, "ColSpan", e->colspan);
	if (e->n_headers == 0)
		return;
	v = array_of(p);
	HPDF_Dict_Add(d, "Headers", v);
	for (i = 0; i < e->n_headers; i++)
		HPDF_Array_Add(v, HPDF_String_New(p->doc->mmgr, e->headers[i],
		    NULL));
}

static void
write_attributes(struct pdf *p, const struct pdf_elem *e)
{
	HPDF_Array all = array_of(p), v;
	HPDF_Dict d;

	HPDF_Dict_Add(e->dict, "A", all);
	table_attributes(p, all, e);
	if (e->numbering != NULL)
		HPDF_Dict_AddName(attributes(p, all, "List"), "ListNumbering",
		    e->numbering);
	if (e->box_page == NULL)
		return;
	d = attributes(p, all, "Layout");
	HPDF_Dict_AddName(d, "Placement", "Block");
	v = array_of(p);
	HPDF_Dict_Add(d, "BBox", v);
	HPDF_Array_AddReal(v, (HPDF_REAL)e->box[0]);
	HPDF_Array_AddReal(v, (HPDF_REAL)(PAGE_H - e->box[1] - e->box[3]));
	HPDF_Array_AddReal(v, (HPDF_REAL)(e->box[0] + e->box[2]));
	HPDF_Array_AddReal(v, (HPDF_REAL)(PAGE_H - e->box[1]));
}

static bool
has_attributes(const struct pdf_elem *e)
{
	return e->scope != NULL || e->n_headers > 0 || e->colspan > 1 ||
	    e->numbering != NULL || e->box_page != NULL;
}

/* The page of an element's own marks: kids on it are written as numbers. */
static struct pdf_page *
home(const struct pdf_elem *e)
{
	const struct pdf_kid *k;

	for (k = e->first; k != NULL; k = k->next)
		if (k->page != NULL)
			return k->page;
	return e->box_page;
}

static void
write_kid(struct pdf *p, HPDF_Array kids, const struct pdf_kid *k,
    const struct pdf_page *here)
{
	HPDF_Dict d;

	if (k->elem != NULL) {
		HPDF_Array_Add(kids, k->elem->dict);
		return;
	}
	if (k->annot == NULL && k->page == here) {
		HPDF_Array_AddNumber(kids, k->mcid);
		return;
	}
	d = HPDF_Dict_New(p->doc->mmgr);
	HPDF_Dict_AddName(d, "Type", k->annot != NULL ? "OBJR" : "MCR");
	HPDF_Dict_Add(d, "Pg", k->page->h);
	if (k->annot != NULL)
		HPDF_Dict_Add(d, "Obj", k->annot);
	else
		HPDF_Dict_AddNumber(d, "MCID", k->mcid);
	HPDF_Array_Add(kids, d);
}

static void
write_elem(struct pdf *p, struct pdf_elem *e, HPDF_Dict parent)
{
	struct pdf_page *here = home(e);
	HPDF_Array kids = array_of(p);
	const struct pdf_kid *k;

	e->dict = pdf_dict(p);
	HPDF_Dict_AddName(e->dict, "S", e->type);
	HPDF_Dict_Add(e->dict, "P", parent);
	if (here != NULL)
		HPDF_Dict_Add(e->dict, "Pg", here->h);
	if (e->id != NULL)
		pdf_put_ascii(p, e->dict, "ID", e->id);
	if (e->lang != NULL)
		pdf_put_ascii(p, e->dict, "Lang", e->lang);
	if (e->alt != NULL)
		pdf_put_text(p, e->dict, "Alt", e->alt);
	if (e->actual != NULL)
		pdf_put_text(p, e->dict, "ActualText", e->actual);
	if (has_attributes(e))
		write_attributes(p, e);
	for (k = e->first; k != NULL; k = k->next)
		if (k->elem != NULL)
			write_elem(p, k->elem, e->dict);
	for (k = e->first; k != NULL; k = k->next)
		write_kid(p, kids, k, here);
	HPDF_Dict_Add(e->dict, "K", kids);
}

/* A node of a number tree for the keys from .. to. */
static HPDF_Dict
parents_node(struct pdf *p, size_t from, size_t to)
{
	HPDF_Dict node = pdf_dict(p);
	HPDF_Array v = array_of(p), limits = array_of(p), marks;
	size_t i, m;

	HPDF_Array_AddNumber(limits, (HPDF_INT32)from);
	HPDF_Array_AddNumber(limits, (HPDF_INT32)to - 1);
	HPDF_Dict_Add(node, "Limits", limits);
	HPDF_Dict_Add(node, "Nums", v);
	for (i = from; i < to; i++) {
		HPDF_Array_AddNumber(v, (HPDF_INT32)i);
		if (i >= p->n_pages) {
			HPDF_Array_Add(v, p->annots[i - p->n_pages]->dict);
			continue;
		}
		marks = array_of(p);
		HPDF_Xref_Add(p->doc->xref, marks);
		HPDF_Array_Add(v, marks);
		for (m = 0; m < p->pages[i].n_marks; m++)
			HPDF_Array_Add(marks, p->pages[i].marks[m]->dict);
	}
	return node;
}

static void
write_parents(struct pdf *p, HPDF_Dict root)
{
	size_t n = p->n_pages + p->n_annots, i;
	HPDF_Dict tree = pdf_dict(p);
	HPDF_Array kids = array_of(p);

	HPDF_Dict_Add(tree, "Kids", kids);
	for (i = 0; i < n; i += BRANCH)
		HPDF_Array_Add(kids, parents_node(p, i,
		    i + BRANCH < n ? i + BRANCH : n));
	HPDF_Dict_Add(root, "ParentTree", tree);
	HPDF_Dict_AddNumber(root, "ParentTreeNextKey", (HPDF_INT32)n);
}

static int
by_id(const void *a, const void *b)
{
	const struct pdf_elem *const *x = a, *const *y = b;

	return strcmp((*x)->id, (*y)->id);
}

static HPDF_Dict
ids_node(struct pdf *p, size_t from, size_t to)
{
	HPDF_MMgr m = p->doc->mmgr;
	HPDF_Dict node = pdf_dict(p);
	HPDF_Array v = array_of(p), limits = array_of(p);
	size_t i;

	HPDF_Array_Add(limits, HPDF_String_New(m, p->ids[from]->id, NULL));
	HPDF_Array_Add(limits, HPDF_String_New(m, p->ids[to - 1]->id, NULL));
	HPDF_Dict_Add(node, "Limits", limits);
	HPDF_Dict_Add(node, "Names", v);
	for (i = from; i < to; i++) {
		HPDF_Array_Add(v, HPDF_String_New(m, p->ids[i]->id, NULL));
		HPDF_Array_Add(v, p->ids[i]->dict);
	}
	return node;
}

static void
write_ids(struct pdf *p, HPDF_Dict root)
{
	HPDF_Dict tree;
	HPDF_Array kids;
	size_t i;

	if (p->n_ids == 0)
		return;
	qsort(p->ids, p->n_ids, sizeof(*p->ids), by_id);
	tree = pdf_dict(p);
	kids = array_of(p);
	HPDF_Dict_Add(tree, "Kids", kids);
	for (i = 0; i < p->n_ids; i += BRANCH)
		HPDF_Array_Add(kids, ids_node(p, i,
		    i + BRANCH < p->n_ids ? i + BRANCH : p->n_ids));
	HPDF_Dict_Add(root, "IDTree", tree);
}

void
pdf_tags_write(struct pdf *p)
{
	HPDF_Dict root = pdf_dict(p);
	HPDF_Array kids = array_of(p);

	HPDF_Dict_AddName(root, "Type", "StructTreeRoot");
	write_elem(p, p->root, root);
	HPDF_Array_Add(kids, p->root->dict);
	HPDF_Dict_Add(root, "K", kids);
	write_parents(p, root);
	write_ids(p, root);
	HPDF_Dict_Add(p->doc->catalog, "StructTreeRoot", root);
}

void
pdf_bookmarks_write(struct pdf *p)
{
	HPDF_Outline up[8] = { NULL }, o;
	size_t i;

	for (i = 0; i < p->n_boxes; i++) {
		const struct pdf_box *b = &p->boxes[i];
		int d = b->depth;

		if (b->title == NULL || d < 1 || d >= (int)LEN(up))
			continue;
		/* libharu wants a title in its own encodings: replace it. */
		o = HPDF_CreateOutline(p->doc, up[d - 1], "x", NULL);
		if (o == NULL)
			return;
		pdf_put_text(p, o, "Title", b->title);
		HPDF_Dict_Add(o, "Dest", pdf_dest(p, b->page, b->y));
		up[d] = o;
	}
}
