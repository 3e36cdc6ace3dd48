/* SPDX-License-Identifier: MIT
 *
 * font.c -- loading a font as far as its text must be followed.
 */
#include "tests/pdf/check.h"

static struct cmap *
load_cmap(struct pdf *p, qpdf_oh o, int page, const char *what)
{
	struct str s;

	if (!qpdf_oh_is_stream(p->q, o))
		return NULL;
	if (!stream_of(p, o, &s)) {
		fault(p, page, "X-006", "a %s cannot be decoded", what);
		return NULL;
	}
	return cmap_read(&p->a, s);
}

struct font *
font_load(struct pdf *p, qpdf_oh o, int page)
{
	/* A direct dictionary has no number: take it as new every time. */
	int id = object_of(p, o);
	struct font *f = id ? map_get(&p->fontmap, (uint64_t)id) : NULL;
	qpdf_oh sub;

	if (f != NULL)
		return f;
	f = arena_new(&p->a, struct font);
	f->o = o;
	f->page = page;
	f->name = name_of(p, get(p, o, "/BaseFont"));
	f->used = arena_array(&p->a, uint8_t, 65536);
	f->bytes = 1;
	sub = get(p, o, "/Subtype");
	f->kind = name_is(p, sub, "Type0") ? FONT_TYPE0 :
	    name_is(p, sub, "TrueType") ? FONT_TRUETYPE : FONT_OTHER;
	if (f->kind == FONT_TYPE0) {
		f->encoding = load_cmap(p, get(p, o, "/Encoding"), page,
		    "CMap");
		f->bytes = f->encoding && f->encoding->bytes == 1 ? 1 : 2;
	}
	f->unicode = load_cmap(p, get(p, o, "/ToUnicode"), page, "ToUnicode");
	f->next = p->fonts;
	p->fonts = f;
	if (id)
		map_put(&p->a, &p->fontmap, (uint64_t)id, f);
	return f;
}

/* W: ISO 32000-1, 9.7.4.3. */
double *
cid_widths(struct pdf *p, qpdf_oh cidfont)
{
	qpdf_oh w = get(p, cidfont, "/W"), v;
	double dw = number_of(p, get(p, cidfont, "/DW"), 1000), *all;
	int i, k, first, last, n = length_of(p, w);

	all = arena_array(&p->a, double, 65536);
	for (i = 0; i < 65536; i++)
		all[i] = dw;
	for (i = 0; i + 1 < n; ) {
		first = int_of(p, item(p, w, i), -1);
		v = item(p, w, i + 1);
		if (qpdf_oh_is_array(p->q, v)) {
			last = first + length_of(p, v) - 1;
			for (k = first; k <= last && k < 65536; k++)
				if (k >= 0)
					all[k] = number_of(p,
					    item(p, v, k - first), 0);
			i += 2;
			continue;
		}
		last = int_of(p, v, -1);
		for (k = first; k >= 0 && k <= last && k < 65536; k++)
			all[k] = number_of(p, item(p, w, i + 2), 0);
		i += 3;
	}
	return all;
}
