/* SPDX-License-Identifier: MIT
 *
 * font.c -- the Noto fonts: which one shows a character, and the codes that
 * a page uses for their glyphs.
 *
 * A code (CID) is given to each pair of glyph and text on first use, so that
 * one glyph may stand for several texts and copying gives back what was
 * written.  Glyph 0, the empty box of a missing character, never gets one.
 */
#include "print/pdf/pdf.h"

#include <hb-ot.h>
#include <hpdf_pages.h>

struct pdf_font {
	struct pdf_font	*next;
	const char	*name;
	enum pdf_face	 face;
	bool		 tall;
	hb_face_t	*hb_face;
	hb_font_t	*hb_font;
	double		 unit;
	HPDF_Dict	 dict;		/* made with the first code */
	char		 resource[12];
	const struct pdf_page *used_on;
	struct pdf_code	*codes;
	size_t		 n_codes, cap_codes;
	uint16_t	*slots;		/* open addressing; 0 is free */
	size_t		 n_slots;
};

static const char *const primary[FACES] = {
	"NotoSans-Regular", "NotoSans-Bold", "NotoSerif-Regular",
	"NotoSerif-Bold"
};
/* Where the primary fonts end: by script, then for signs of any script. */
static const struct {
	hb_script_t	 script;
	bool		 tall;
	char		 name[24];
} others[] = {
	{ HB_SCRIPT_ARABIC, true, "NotoNaskhArabic" },
	{ HB_SCRIPT_GUJARATI, true, "NotoSansGujarati" },
	{ HB_SCRIPT_DEVANAGARI, true, "NotoSansDevanagari" },
	{ HB_SCRIPT_BENGALI, true, "NotoSansBengali" },
	{ HB_SCRIPT_GURMUKHI, true, "NotoSansGurmukhi" },
	{ HB_SCRIPT_TAMIL, true, "NotoSansTamil" },
	{ HB_SCRIPT_TELUGU, true, "NotoSansTelugu" },
	{ HB_SCRIPT_KANNADA, true, "NotoSansKannada" },
	{ HB_SCRIPT_MALAYALAM, true, "NotoSansMalayalam" },
	{ HB_SCRIPT_ORIYA, true, "NotoSansOriya" },
	{ HB_SCRIPT_SINHALA, true, "NotoSansSinhala" },
	{ HB_SCRIPT_THAI, true, "NotoSansThai" },
	{ HB_SCRIPT_LAO, true, "NotoSansLao" },
	{ HB_SCRIPT_KHMER, true, "NotoSansKhmer" },
	{ HB_SCRIPT_MYANMAR, true, "NotoSansMyanmar" },
	{ HB_SCRIPT_TIBETAN, true, "NotoSerifTibetan" },
	{ HB_SCRIPT_HEBREW, false, "NotoSansHebrew" },
	{ HB_SCRIPT_SYRIAC, true, "NotoSansSyriac" },
	{ HB_SCRIPT_THAANA, true, "NotoSansThaana" },
	{ HB_SCRIPT_ETHIOPIC, false, "NotoSansEthiopic" },
	{ HB_SCRIPT_GEORGIAN, false, "NotoSansGeorgian" },
	{ HB_SCRIPT_ARMENIAN, false, "NotoSansArmenian" },
	{ HB_SCRIPT_CHEROKEE, false, "NotoSansCherokee" },
	{ HB_SCRIPT_NKO, true, "NotoSansNKo" },
	{ HB_SCRIPT_TIFINAGH, false, "NotoSansTifinagh" },
	{ HB_SCRIPT_COMMON, false, "NotoSansSymbols2" },
	{ HB_SCRIPT_COMMON, false, "NotoSansSymbols" },
	{ HB_SCRIPT_COMMON, false, "NotoSansMath" },
	{ HB_SCRIPT_COMMON, false, "NotoMusic" }
};

static hb_blob_t *
load(struct pdf *p, const char *name, const char *weight)
{
	return hb_blob_create_from_file_or_fail(arena_printf(p->a,
	    "%s/%s%s.ttf", p->font_dir, name, weight));
}

static struct pdf_font *
add(struct pdf *p, const char *name, enum pdf_face face, bool is_primary)
{
	bool bold = !is_primary && (face == SANS_BOLD || face == SERIF_BOLD);
	hb_blob_t *blob = load(p, name, is_primary ? "" :
	    bold ? "-Bold" : "-Regular");
	struct pdf_font *f;

	if (blob == NULL && bold)
		blob = load(p, name, "-Regular");
	if (blob == NULL) {
		pdf_fail(p, ERR_IO, "the font %s is missing from %s: install "
		    "the package fonts-noto-core", name, p->font_dir);
		return NULL;
	}
	f = arena_new(p->a, struct pdf_font);
	f->name = name;
	f->face = face;
	f->hb_face = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	f->hb_font = hb_font_create(f->hb_face);
	f->unit = 1000.0 / hb_face_get_upem(f->hb_face);
	*p->fonts_last = f;
	p->fonts_last = &f->next;
	return f;
}

bool
pdf_fonts_open(struct pdf *p)
{
	size_t i;

	p->fonts_last = &p->fonts;
	p->shaper = hb_buffer_create();
	for (i = 0; i < FACES && !p->failed; i++)
		p->face[i] = add(p, primary[i], (enum pdf_face)i, true);
	return !p->failed;
}

void
pdf_fonts_close(struct pdf *p)
{
	struct pdf_font *f;

	for (f = p->fonts; f != NULL; f = f->next) {
		hb_font_destroy(f->hb_font);
		hb_face_destroy(f->hb_face);
	}
	if (p->shaper != NULL)
		hb_buffer_destroy(p->shaper);
}

hb_font_t *
pdf_font_hb(struct pdf_font *f)
{
	return f->hb_font;
}

double
pdf_font_unit(struct pdf_font *f)
{
	return f->unit;
}

double
pdf_font_tall(struct pdf_font *f)
{
	hb_font_extents_t e;

	if (!f->tall || !hb_font_get_h_extents(f->hb_font, &e))
		return 0;
	return (e.ascender - e.descender) * f->unit / 1000;
}

bool
pdf_font_has(struct pdf_font *f, uint32_t c, hb_codepoint_t *glyph)
{
	return hb_font_get_nominal_glyph(f->hb_font, c, glyph) && *glyph != 0;
}

static struct pdf_font *
other(struct pdf *p, const char *name, enum pdf_face face, bool tall)
{
	struct pdf_font *f;

	face = face == SANS_BOLD || face == SERIF_BOLD ? SANS_BOLD : SANS;
	for (f = p->fonts; f != NULL; f = f->next)
		if (f->face == face && f->name == name)
			return f;
	f = add(p, name, face, false);
	if (f != NULL)
		f->tall = tall;
	return f;
}

struct pdf_font *
pdf_font_for(struct pdf *p, enum pdf_face face, uint32_t c)
{
	hb_script_t script;
	hb_codepoint_t glyph;
	size_t i;

	if (pdf_font_has(p->face[face], c, &glyph))
		return p->face[face];
	script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
	if (script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN)
		script = HB_SCRIPT_COMMON;
	/* Stops that several scripts share sit in the block of one. */
	if (c >= 0x600 && c <= 0x6FF)
		script = HB_SCRIPT_ARABIC;
	else if (c >= 0x900 && c <= 0x97F)
		script = HB_SCRIPT_DEVANAGARI;
	for (i = 0; i < LEN(others); i++) {
		struct pdf_font *f;

		/* Signs may sit in any font of signs; letters only in their
		 * own, which keeps a search short. */
		if (others[i].script != script)
			continue;
		f = other(p, others[i].name, face, others[i].tall);
		if (f == NULL)
			return NULL;
		if (pdf_font_has(f, c, &glyph))
			return f;
	}
	return NULL;
}

/* ---- codes --------------------------------------------------------------- */

int
pdf_font_width(struct pdf_font *f, hb_codepoint_t glyph)
{
	double w = hb_font_get_glyph_h_advance(f->hb_font, glyph) * f->unit;

	return (int)(w + 0.5);
}

static size_t
slot_of(const struct pdf_font *f, hb_codepoint_t glyph, const char *text,
    size_t n)
{
	uint32_t h = glyph * 2654435761u;
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)text[i]) * 16777619u;
	for (i = h & (f->n_slots - 1);; i = (i + 1) & (f->n_slots - 1)) {
		const struct pdf_code *c = &f->codes[f->slots[i]];

		if (f->slots[i] == 0 || (c->glyph == glyph && c->n == n &&
		    memcmp(c->text, text, n) == 0))
			return i;
	}
}

static void
more_slots(struct pdf *p, struct pdf_font *f)
{
	size_t i;

	f->n_slots = f->n_slots ? f->n_slots * 2 : 512;
	f->slots = arena_array(p->a, uint16_t, f->n_slots);
	for (i = 1; i < f->n_codes; i++)
		f->slots[slot_of(f, f->codes[i].glyph, f->codes[i].text,
		    f->codes[i].n)] = (uint16_t)i;
}

static void
begin(struct pdf *p, struct pdf_font *f)
{
	struct buf b CLEAN(buf_free) = { 0 };

	f->dict = pdf_dict(p);
	buf_printf(&b, "G%zu", p->n_fonts++);
	memcpy(f->resource, b.p, b.n + 1);
	arena_push(p->a, f->codes, f->n_codes, f->cap_codes);	/* 0: none */
	more_slots(p, f);
}

uint16_t
pdf_font_cid(struct pdf *p, struct pdf_font *f, hb_codepoint_t glyph,
    const char *text, size_t n)
{
	struct pdf_code *c;
	size_t at;

	if (f->dict == NULL)
		begin(p, f);
	if (glyph == 0 || f->n_codes == UINT16_MAX) {
		pdf_fail(p, ERR_INPUT, "no font has a glyph for \"%.*s\"",
		    (int)(n < 64 ? n : 64), text);
		return 0;
	}
	if (f->n_codes * 2 >= f->n_slots)
		more_slots(p, f);
	at = slot_of(f, glyph, text, n);
	if (f->slots[at] != 0)
		return f->slots[at];
	f->slots[at] = (uint16_t)f->n_codes;
	c = arena_push(p->a, f->codes, f->n_codes, f->cap_codes);
	c->glyph = glyph;
	c->text = arena_strn(p->a, text, n);
	c->n = n;
	c->width = pdf_font_width(f, glyph);
	return f->slots[at];
}

const char *
pdf_font_use(struct pdf *p, struct pdf_font *f)
{
	HPDF_PageAttr page = p->page->h->attr;
	HPDF_Dict resources;

	if (f->used_on == p->page)
		return f->resource;
	f->used_on = p->page;
	if (page->fonts == NULL) {
		resources = HPDF_Page_GetInheritableItem(p->page->h,
		    "Resources", HPDF_OCLASS_DICT);
		page->fonts = HPDF_Dict_New(p->doc->mmgr);
		HPDF_Dict_Add(resources, "Font", page->fonts);
	}
	HPDF_Dict_Add(page->fonts, f->resource, f->dict);
	return f->resource;
}

void
pdf_fonts_write(struct pdf *p)
{
	struct pdf_font *f;

	for (f = p->fonts; f != NULL && !p->failed; f = f->next)
		if (f->dict != NULL)
			pdf_embed(p, f->dict, f->hb_face, f->hb_font, f->codes,
			    f->n_codes);
}
