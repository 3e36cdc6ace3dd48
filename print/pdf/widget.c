/* SPDX-License-Identifier: MIT
 *
 * widget.c -- fields that are filled in on a screen: boxes to tick and boxes to
 * write in, each with a look of its own so that no viewer has to draw one.
 */
#include "print/pdf/pdf.h"

#include <hpdf_doc.h>
#include <math.h>

/* Flags of ISO 32000-1, tables 221, 226 and 228. */
enum { MULTILINE = 1 << 12, RADIO = 1 << 15 };

struct pdf_fields {
	HPDF_Array	 all;
	const char	*name;		/* of the group that is open */
	HPDF_Dict	 group;
	HPDF_Array	 kids;
	double		 side;		/* of the boxes below */
	HPDF_Dict	 on, off;
};

static HPDF_Array
numbers(struct pdf *p, const double *v, size_t n)
{
	HPDF_Array a = HPDF_Array_New(p->doc->mmgr);
	size_t i;

	for (i = 0; i < n; i++)
		HPDF_Array_AddReal(a, (HPDF_REAL)v[i]);
	return a;
}

/* A drawing of w by h points. */
static HPDF_Dict
look(struct pdf *p, double w, double h, const struct buf *marks)
{
	HPDF_Dict d = pdf_stream(p, marks->p, marks->n);

	HPDF_Dict_AddName(d, "Type", "XObject");
	HPDF_Dict_AddName(d, "Subtype", "Form");
	HPDF_Dict_Add(d, "BBox", numbers(p, (const double[]){ 0, 0, w, h }, 4));
	HPDF_Dict_Add(d, "Resources", HPDF_Dict_New(p->doc->mmgr));
	return d;
}

static void
put_frame(struct buf *b, double w, double h)
{
	buf_lit(b, ".129 .169 .196 RG 1 w .5 .5 ");
	pdf_num(b, w - 1);
	pdf_num(b, h - 1);
	buf_lit(b, "re S\n");
}

static void
looks_of_boxes(struct pdf *p, struct pdf_fields *f, double side)
{
	static const double tick[3][2] = { { 0.2, 0.55 }, { 0.42, 0.22 },
	    { 0.82, 0.8 } };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	if (f->on != NULL && fabs(f->side - side) < 0.01)
		return;
	f->side = side;
	put_frame(&b, side, side);
	f->off = look(p, side, side, &b);
	pdf_num(&b, side / 7);
	buf_lit(&b, "w 1 J 1 j ");
	for (i = 0; i < LEN(tick); i++) {
		pdf_num(&b, tick[i][0] * side);
		pdf_num(&b, tick[i][1] * side);
		buf_puts(&b, i == 0 ? "m " : "l ");
	}
	buf_lit(&b, "S\n");
	f->on = look(p, side, side, &b);
}

/* ---- fields --------------------------------------------------------------------------- */

static struct pdf_fields *
fields(struct pdf *p)
{
	if (p->fields == NULL) {
		p->fields = arena_new(p->a, struct pdf_fields);
		p->fields->all = HPDF_Array_New(p->doc->mmgr);
	}
	return p->fields;
}

/* For a viewer that draws the field itself. */
static void
keep_frame(struct pdf *p, HPDF_Dict d)
{
	HPDF_Dict mk = HPDF_Dict_New(p->doc->mmgr);
	HPDF_Dict bs = HPDF_Dict_New(p->doc->mmgr);

	HPDF_Dict_Add(mk, "BC", numbers(p, (const double[]){ .129, .169, .196 },
	    3));
	HPDF_Dict_Add(d, "MK", mk);
	HPDF_Dict_AddNumber(bs, "W", 1);
	HPDF_Dict_Add(d, "BS", bs);
}

static void
add_looks(struct pdf *p, HPDF_Dict d, struct pdf_fields *f, const char *on,
    double side)
{
	HPDF_Dict ap = HPDF_Dict_New(p->doc->mmgr);
	HPDF_Dict n = HPDF_Dict_New(p->doc->mmgr);

	looks_of_boxes(p, f, side);
	HPDF_Dict_Add(n, "Off", f->off);
	HPDF_Dict_Add(n, on, f->on);
	HPDF_Dict_Add(ap, "N", n);
	HPDF_Dict_Add(d, "AP", ap);
	HPDF_Dict_AddName(d, "AS", "Off");
	keep_frame(p, d);
}

static void
text_field(struct pdf *p, HPDF_Dict d, const struct pdf_widget *w,
    double width, double height)
{
	HPDF_Dict ap = HPDF_Dict_New(p->doc->mmgr);
	struct buf b CLEAN(buf_free) = { 0 };

	put_frame(&b, width, height);
	buf_lit(&b, "/Tx BMC\nEMC\n");
	HPDF_Dict_Add(ap, "N", look(p, width, height, &b));
	HPDF_Dict_Add(d, "AP", ap);
	keep_frame(p, d);
	pdf_put_ascii(p, d, "DA", arena_printf(p->a, "/F %d Tf 0 g", w->size));
	if (w->kind == WIDGET_TEXT)
		HPDF_Dict_AddNumber(d, "Ff", MULTILINE);
	if (w->most > 0)
		HPDF_Dict_AddNumber(d, "MaxLen", (HPDF_INT32)w->most);
	if (p->r->rtl)
		HPDF_Dict_AddNumber(d, "Q", 2);
}

/* One of a group, of which at most one is ticked. */
static void
join_group(struct pdf *p, HPDF_Dict d, const struct pdf_widget *w)
{
	struct pdf_fields *f = fields(p);

	if (f->name == NULL || strcmp(f->name, w->name) != 0) {
		f->name = w->name;
		f->group = pdf_dict(p);
		f->kids = HPDF_Array_New(p->doc->mmgr);
		HPDF_Dict_AddName(f->group, "FT", "Btn");
		HPDF_Dict_AddNumber(f->group, "Ff", RADIO);
		pdf_put_text(p, f->group, "T", w->name);
		pdf_put_text(p, f->group, "TU", w->tip);
		HPDF_Dict_Add(f->group, "Kids", f->kids);
		HPDF_Array_Add(f->all, f->group);
	}
	HPDF_Dict_Add(d, "Parent", f->group);
	HPDF_Array_Add(f->kids, d);
}

void
pdf_widget(struct pdf *p, struct pdf_elem *e, const struct pdf_widget *w,
    double x, double y, double width, double height)
{
	struct pdf_fields *f = fields(p);
	double left = pdf_x(p, x, width);
	HPDF_Dict d = pdf_annot(p, e, "Widget", left, y, width, height);

	pdf_put_text(p, d, "TU", w->said != NULL ? arena_printf(p->a,
	    "%s: %s", w->tip, w->said) : w->tip);
	if (w->kind == WIDGET_ONE) {
		add_looks(p, d, f, w->state, height);
		join_group(p, d, w);
		return;
	}
	pdf_put_text(p, d, "T", w->name);
	HPDF_Array_Add(f->all, d);
	HPDF_Dict_AddName(d, "FT", w->kind == WIDGET_TICK ? "Btn" : "Tx");
	if (w->kind == WIDGET_TICK)
		add_looks(p, d, f, "Yes", height);
	else
		text_field(p, d, w, width, height);
}

void
pdf_fields_write(struct pdf *p)
{
	HPDF_MMgr m = p->doc->mmgr;
	HPDF_Dict form, fonts, dr;

	if (p->fields == NULL)
		return;
	form = HPDF_Dict_New(m);
	fonts = HPDF_Dict_New(m);
	dr = HPDF_Dict_New(m);
	HPDF_Dict_Add(fonts, "F", pdf_typed_font(p));
	HPDF_Dict_Add(fonts, "ZaDb", pdf_ticks_font(p));
	HPDF_Dict_Add(dr, "Font", fonts);
	HPDF_Dict_Add(form, "DR", dr);
	pdf_put_ascii(p, form, "DA", "/F 12 Tf 0 g");
	HPDF_Dict_Add(form, "Fields", p->fields->all);
	HPDF_Dict_Add(p->doc->catalog, "AcroForm", form);
}
