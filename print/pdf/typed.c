/* SPDX-License-Identifier: MIT
 *
 * typed.c -- fonts of fields: one for what people type, and one for ticks, which a
 * viewer takes when it draws a field itself.
 *
 * Fields take simple fonts alone, of at most 255 signs.  These have the Latin
 * letters of the languages of this program; what is typed in another script is
 * kept as it is, and how it looks is up to the viewer.
 */
#include "print/pdf/pdf.h"

#include <hb-ot.h>
#include <hb-subset.h>

/* Letters of Polish, Romanian and Welsh that code page 1252 lacks, by names of the
 * Adobe Glyph List, which has none for the last two: those look like their
 * neighbours with a cedilla, and ToUnicode says what they are. */
static const struct { char name[14]; uint16_t glyph, stands; } letters[] = {
	{ "Aogonek", 0x104, 0x104 }, { "aogonek", 0x105, 0x105 },
	{ "Cacute", 0x106, 0x106 }, { "cacute", 0x107, 0x107 },
	{ "Eogonek", 0x118, 0x118 }, { "eogonek", 0x119, 0x119 },
	{ "Lslash", 0x141, 0x141 }, { "lslash", 0x142, 0x142 },
	{ "Nacute", 0x143, 0x143 }, { "nacute", 0x144, 0x144 },
	{ "Sacute", 0x15A, 0x15A }, { "sacute", 0x15B, 0x15B },
	{ "Zacute", 0x179, 0x179 }, { "zacute", 0x17A, 0x17A },
	{ "Zdotaccent", 0x17B, 0x17B }, { "zdotaccent", 0x17C, 0x17C },
	{ "Abreve", 0x102, 0x102 }, { "abreve", 0x103, 0x103 },
	{ "Wcircumflex", 0x174, 0x174 }, { "wcircumflex", 0x175, 0x175 },
	{ "Ycircumflex", 0x176, 0x176 }, { "ycircumflex", 0x177, 0x177 },
	{ "Scommaaccent", 0x218, 0x218 }, { "scommaaccent", 0x219, 0x219 },
	{ "Tcommaaccent", 0x162, 0x21A }, { "tcommaaccent", 0x163, 0x21B }
};

/* A font while it is made: what each code shows, and what that stands for. */
struct simple {
	struct pdf	*p;
	struct pdf_font	*font;
	const char	*name;		/* with its tag */
	uint16_t	 shows[256], stands[256];	/* 0: nothing */
	const char	*names[256];	/* NULL: as code page 1252 has it */
};

static void
differ(struct simple *s, int code, const char *name, unsigned shows,
    unsigned stands)
{
	s->names[code] = name;
	s->shows[code] = (uint16_t)shows;
	s->stands[code] = (uint16_t)stands;
}

/* Codes below 32 are free, but for those that end a line. */
static void
more_letters(struct simple *s)
{
	size_t i;
	int c = 0;

	for (i = 0; i < LEN(letters); i++) {
		c += c == 8 ? 3 : c == 12 ? 2 : 1;
		differ(s, c, letters[i].name, letters[i].glyph,
		    letters[i].stands);
	}
}

/* Windows code page 1252. */
static void
code_page(struct simple *s)
{
	static const uint16_t odd[32] = { 0x20AC, 0, 0x201A, 0x192, 0x201E,
	    0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0,
	    0x17D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
	    0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178 };
	int c;

	for (c = 32; c < 256; c++)
		s->shows[c] = s->stands[c] = c >= 128 && c < 160 ?
		    odd[c - 128] : (uint16_t)c;
}

static hb_face_t *
cut(const struct simple *s)
{
	hb_subset_input_t *in = hb_subset_input_create_or_fail();
	static const char drop[][5] = { "GSUB", "GPOS", "GDEF" };
	hb_face_t *small;
	size_t i;

	if (in == NULL)
		return NULL;
	for (i = 0; i < 256; i++)
		if (s->shows[i] != 0)
			hb_set_add(hb_subset_input_unicode_set(in),
			    s->shows[i]);
	for (i = 0; i < LEN(drop); i++)
		hb_set_add(hb_subset_input_set(in,
		    HB_SUBSET_SETS_DROP_TABLE_TAG), HB_TAG(drop[i][0],
		    drop[i][1], drop[i][2], drop[i][3]));
	hb_subset_input_set_flags(in, HB_SUBSET_FLAGS_NO_HINTING |
	    HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	small = hb_subset_or_fail(hb_font_get_face(pdf_font_hb(s->font)), in);
	hb_subset_input_destroy(in);
	return small;
}

static HPDF_Dict
encoding(const struct simple *s)
{
	HPDF_Dict d = HPDF_Dict_New(s->p->doc->mmgr);
	HPDF_Array v = HPDF_Array_New(s->p->doc->mmgr);
	int c;

	for (c = 0; c < 256; c++)
		if (s->names[c] != NULL) {
			HPDF_Array_AddNumber(v, c);
			HPDF_Array_AddName(v, s->names[c]);
		}
	HPDF_Dict_AddName(d, "Type", "Encoding");
	HPDF_Dict_AddName(d, "BaseEncoding", "WinAnsiEncoding");
	HPDF_Dict_Add(d, "Differences", v);
	return d;
}

static HPDF_Dict
to_unicode(const struct simple *s)
{
	struct buf b CLEAN(buf_free) = { 0 };
	int c, from, n;

	buf_lit(&b, "/CIDInit /ProcSet findresource begin\n12 dict begin\n"
	    "begincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) "
	    "/Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n"
	    "/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\n"
	    "endcodespacerange\n");
	for (from = 0; from < 256; from += 64) {	/* 100 at most at once */
		for (c = from, n = 0; c < from + 64; c++)
			n += s->stands[c] != 0;
		if (n == 0)
			continue;
		buf_printf(&b, "%d beginbfchar\n", n);
		for (c = from; c < from + 64; c++)
			if (s->stands[c] != 0)
				buf_printf(&b, "<%02X> <%04X>\n", (unsigned)c,
				    (unsigned)s->stands[c]);
		buf_lit(&b, "endbfchar\n");
	}
	buf_lit(&b, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
	    "end\nend\n");
	return pdf_stream(s->p, b.p, b.n);
}

static HPDF_Dict
simple(const struct simple *s)
{
	HPDF_Dict d = pdf_dict(s->p);
	HPDF_Array widths = HPDF_Array_New(s->p->doc->mmgr);
	hb_face_t *small = s->font != NULL ? cut(s) : NULL;
	hb_codepoint_t g;
	int c;

	if (small == NULL) {
		pdf_fail(s->p, ERR_IO, "a font of the fields cannot be cut to "
		    "its glyphs");
		return d;
	}
	for (c = 0; c < 256; c++)
		HPDF_Array_AddNumber(widths, s->shows[c] != 0 &&
		    pdf_font_has(s->font, s->shows[c], &g) ?
		    pdf_font_width(s->font, g) : 0);
	HPDF_Dict_AddName(d, "Type", "Font");
	HPDF_Dict_AddName(d, "Subtype", "TrueType");
	HPDF_Dict_AddName(d, "BaseFont", s->name);
	HPDF_Dict_Add(d, "Encoding", encoding(s));
	HPDF_Dict_Add(d, "ToUnicode", to_unicode(s));
	HPDF_Dict_AddNumber(d, "FirstChar", 0);
	HPDF_Dict_AddNumber(d, "LastChar", 255);
	HPDF_Dict_Add(d, "Widths", widths);
	HPDF_Dict_Add(d, "FontDescriptor", pdf_descriptor(s->p, s->name,
	    pdf_font_hb(s->font), small, false));
	hb_face_destroy(small);
	return d;
}

HPDF_Dict
pdf_typed_font(struct pdf *p)
{
	struct simple s = { .p = p, .font = p->face[SANS],
	    .name = "EARSHO+NotoSans" };

	code_page(&s);
	more_letters(&s);
	return simple(&s);
}

HPDF_Dict
pdf_ticks_font(struct pdf *p)
{
	struct simple s = { .p = p, .font = pdf_font_for(p, SANS, 0x2713),
	    .name = "EARSHO+Ticks" };
	/* Codes that viewers take for ticks: those of Zapf Dingbats. */
	static const char codes[] = "348";
	size_t i;

	for (i = 0; codes[i] != '\0'; i++)
		differ(&s, codes[i], "checkmark", 0x2713, 0x2713);
	return simple(&s);
}
