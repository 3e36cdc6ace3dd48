/* SPDX-License-Identifier: MIT
 *
 * embed.c -- writes one font into the file: the glyphs that were used, their
 * widths, and what they stand for.
 */
#include "print/pdf/pdf.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <hpdf_doc.h>
#include <math.h>
#include <stdio.h>

/* Tables that a viewer does not need: the words are shaped already. */
static const char dropped[][5] = { "GSUB", "GPOS", "GDEF", "BASE", "name",
	"OS/2", "post", "cmap", "MATH", "STAT", "DSIG", "meta", "VORG", "vhea",
	"vmtx" };

struct subset { hb_subset_plan_t *plan; hb_face_t *face; };

static void
subset_free(struct subset *s)
{
	hb_face_destroy(s->face);
	hb_subset_plan_destroy(s->plan);
}

static bool
subset(struct subset *s, hb_face_t *face, const struct pdf_code *codes,
    size_t n)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	hb_set_t *glyphs, *drop;
	size_t i;

	if (in == NULL)
		return false;
	glyphs = hb_subset_input_glyph_set(in);
	drop = hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG);
	hb_set_add(glyphs, 0);
	for (i = 1; i < n; i++)
		hb_set_add(glyphs, codes[i].glyph);
	for (i = 0; i < LEN(dropped); i++)
		hb_set_add(drop, HB_TAG(dropped[i][0], dropped[i][1],
		    dropped[i][2], dropped[i][3]));
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING |
	    HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	s->plan = hb_subset_plan_create_or_fail(face, in);
	if (s->plan != NULL)
		s->face = hb_subset_plan_execute_or_fail(s->plan);
	hb_subset_input_destroy(in);
	return s->face != NULL;
}

/* "ABCDEF+NotoSans": six letters that depend on the glyphs. */
static void
name(char out[128], hb_face_t *face, const struct pdf_code *codes, size_t n)
{
	uint64_t h = 14695981039346656037u;
	unsigned int size = 100;
	size_t i;

	for (i = 1; i < n; i++)
		h = (h ^ codes[i].glyph) * 1099511628211u;
	for (i = 0; i < 6; i++, h /= 26)
		out[i] = (char)('A' + h % 26);
	out[6] = '+';
	hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME,
	    HB_LANGUAGE_INVALID, &size, out + 7);
}

static HPDF_Array
font_box(struct pdf *p, hb_face_t *face, double unit)
{
	hb_blob_t *head = hb_face_reference_table(face,
	    HB_TAG('h', 'e', 'a', 'd'));
	unsigned int n;
	const unsigned char *d = (const void *)hb_blob_get_data(head, &n);
	HPDF_Array v = HPDF_Array_New(p->doc->mmgr);
	int i;

	for (i = 0; i < 4 && n >= 44; i++) {
		int16_t e = (int16_t)(d[36 + 2 * i] << 8 | d[37 + 2 * i]);

		HPDF_Array_AddNumber(v, (HPDF_INT32)lround(e * unit));
	}
	hb_blob_destroy(head);
	return v;
}

HPDF_Dict
pdf_descriptor(struct pdf *p, const char *font_name, hb_font_t *font,
    hb_face_t *small, bool symbolic)
{
	hb_face_t *face = hb_font_get_face(font);
	double unit = 1000.0 / hb_face_get_upem(face);
	HPDF_Dict d = pdf_dict(p), file;
	hb_blob_t *blob = hb_face_reference_blob(small);
	hb_font_extents_t ex;
	hb_position_t cap;
	unsigned int n;
	const char *data = hb_blob_get_data(blob, &n);

	file = pdf_stream(p, data, n);
	HPDF_Dict_AddNumber(file, "Length1", (HPDF_INT32)n);
	hb_blob_destroy(blob);
	hb_font_get_h_extents(font, &ex);
	if (!hb_ot_metrics_get_position(font, HB_OT_METRICS_TAG_CAP_HEIGHT,
	    &cap))
		cap = ex.ascender * 7 / 10;
	HPDF_Dict_AddName(d, "Type", "FontDescriptor");
	HPDF_Dict_AddName(d, "FontName", font_name);
	HPDF_Dict_AddNumber(d, "Flags", symbolic ? 4 : 32);
	HPDF_Dict_Add(d, "FontBBox", font_box(p, face, unit));
	HPDF_Dict_AddNumber(d, "ItalicAngle", 0);
	HPDF_Dict_AddNumber(d, "Ascent",
	    (HPDF_INT32)lround(ex.ascender * unit));
	HPDF_Dict_AddNumber(d, "Descent",
	    (HPDF_INT32)lround(ex.descender * unit));
	HPDF_Dict_AddNumber(d, "CapHeight", (HPDF_INT32)lround(cap * unit));
	HPDF_Dict_AddNumber(d, "StemV", 80);
	HPDF_Dict_Add(d, "FontFile2", file);
	return d;
}

static HPDF_Dict
glyph_map(struct pdf *p, hb_subset_plan_t *plan, const struct pdf_code *codes,
    size_t n)
{
	const hb_map_t *map = hb_subset_plan_old_to_new_glyph_mapping(plan);
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	buf_put(&b, "\0", 2);
	for (i = 1; i < n; i++) {
		hb_codepoint_t g = hb_map_get(map, codes[i].glyph);
		char two[2] = { (char)(g >> 8), (char)g };

		if (g == 0 || g == HB_MAP_VALUE_INVALID)
			pdf_fail(p, ERR_INPUT, "a font lost the glyph for "
			    "\"%.40s\"", codes[i].text);
		buf_put(&b, two, 2);
	}
	return pdf_stream(p, b.p, b.n);
}

static HPDF_Dict
descendant(struct pdf *p, const char *font_name, const struct pdf_code *codes,
    size_t n)
{
	HPDF_MMgr m = p->doc->mmgr;
	HPDF_Dict d = pdf_dict(p), info = HPDF_Dict_New(m);
	HPDF_Array w = HPDF_Array_New(m), all = HPDF_Array_New(m);
	size_t i;

	HPDF_Dict_AddName(d, "Type", "Font");
	HPDF_Dict_AddName(d, "Subtype", "CIDFontType2");
	HPDF_Dict_AddName(d, "BaseFont", font_name);
	pdf_put_ascii(p, info, "Registry", "Adobe");
	pdf_put_ascii(p, info, "Ordering", "Identity");
	HPDF_Dict_AddNumber(info, "Supplement", 0);
	HPDF_Dict_Add(d, "CIDSystemInfo", info);
	HPDF_Dict_AddNumber(d, "DW", 1000);
	HPDF_Array_AddNumber(w, 1);
	for (i = 1; i < n; i++)
		HPDF_Array_AddNumber(all, codes[i].width);
	HPDF_Array_Add(w, all);
	HPDF_Dict_Add(d, "W", w);
	return d;
}

static void
unicode_of(struct buf *b, const struct pdf_code *c)
{
	const char *s = c->text;
	size_t units = 0;

	/* A viewer need not read more than 512 bytes for one code. */
	for (; s < c->text + c->n && units < 120; units++)
		pdf_utf16(b, utf8_next(&s));
}

static HPDF_Dict
to_unicode(struct pdf *p, const struct pdf_code *codes, size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, j;

	buf_lit(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
	    "begincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
	    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
	    "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
	    "endcodespacerange\n");
	for (i = 1; i < n; i += 100) {
		size_t end = i + 100 < n ? i + 100 : n;

		buf_printf(&b, "%zu beginbfchar\n", end - i);
		for (j = i; j < end; j++) {
			buf_printf(&b, "<%04zX> <", j);
			unicode_of(&b, &codes[j]);
			buf_lit(&b, ">\n");
		}
		buf_lit(&b, "endbfchar\n");
	}
	buf_lit(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
	    "end\nend\n");
	return pdf_stream(p, b.p, b.n);
}

void
pdf_embed(struct pdf *p, HPDF_Dict font, hb_face_t *face, hb_font_t *hb_font,
    const struct pdf_code *codes, size_t n)
{
	struct subset s CLEAN(subset_free) = { NULL, NULL };
	char font_name[128];
	HPDF_Array kids;
	HPDF_Dict d;

	name(font_name, face, codes, n);
	if (!subset(&s, face, codes, n)) {
		pdf_fail(p, ERR_IO, "the font %s cannot be cut to its glyphs",
		    font_name + 7);
		return;
	}
	d = descendant(p, font_name, codes, n);
	HPDF_Dict_Add(d, "FontDescriptor", pdf_descriptor(p, font_name,
	    hb_font, s.face, true));
	HPDF_Dict_Add(d, "CIDToGIDMap", glyph_map(p, s.plan, codes, n));
	HPDF_Dict_AddName(font, "Type", "Font");
	HPDF_Dict_AddName(font, "Subtype", "Type0");
	HPDF_Dict_AddName(font, "BaseFont", font_name);
	HPDF_Dict_AddName(font, "Encoding", "Identity-H");
	kids = HPDF_Array_New(p->doc->mmgr);
	HPDF_Array_Add(kids, d);
	HPDF_Dict_Add(font, "DescendantFonts", kids);
	HPDF_Dict_Add(font, "ToUnicode", to_unicode(p, codes, n));
}
