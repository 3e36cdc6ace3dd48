/* SPDX-License-Identifier: MIT
 *
 * check_font.c -- Matterhorn 10 and 31 for composite fonts, and X-001.
 */
#include "tests/pdf/check.h"

#include <math.h>

/* A descendant font, opened. */
struct cidfont {
	struct pdf	*p;
	struct font	*f;
	qpdf_oh		 o, descriptor;
	bool		 truetype;	/* CIDFontType2 */
	struct sfnt	 sfnt;
	struct str	 map;		/* CIDToGIDMap stream */
	bool		 mapped;	/* there is such a stream */
	double		*w;		/* 65536 widths by CID */
};

/* Characters that may look like nothing. */
static bool
invisible(uint32_t c)
{
	return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD ||
	    c == 0x34F || c == 0x61C || c == 0x1680 || c == 0x180E ||
	    (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) ||
	    (c >= 0x205F && c <= 0x206F) || c == 0x2800 || c == 0x3000 ||
	    (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
	    (c >= 0xE0000 && c <= 0xE0FFF);
}

/* What the used codes mean: ToUnicode must say so for each. */
static void
check_unicode(struct pdf *p, struct font *f)
{
	const struct cmap *u = f->unicode;
	int code, unmapped = 0, first = 0;

	if (u == NULL) {
		fault(p, f->page, "31-027", "font %s has no ToUnicode",
		    f->name);
		return;
	}
	for (code = 0; code < 65536; code++) {
		if (!f->used[code])
			continue;
		if (u->has[code] == CMAP_NONE || u->text[code] == NULL) {
			first = unmapped++ ? first : code;
			continue;
		}
		if (u->to[code] == 0)
			fault(p, f->page, "31-028", "font %s: code %04X has "
			    "Unicode 0", f->name, (unsigned)code);
		if (u->to[code] == 0xFEFF || u->to[code] == 0xFFFE)
			fault(p, f->page, "31-029", "font %s: code %04X has "
			    "Unicode %04X", f->name, (unsigned)code,
			    (unsigned)u->to[code]);
	}
	if (unmapped > 0)
		fault(p, f->page, "10-001", "font %s: %d used code%s no "
		    "Unicode, the first is %04X", f->name, unmapped,
		    unmapped == 1 ? " has" : "s have", (unsigned)first);
}

static void
check_system_info(struct cidfont *c)
{
	struct pdf *p = c->p;
	qpdf_oh a = get(p, c->o, "/CIDSystemInfo"), b = get(p, get(p, c->f->o,
	    "/Encoding"), "/CIDSystemInfo");

	if (!is_dict(p, a))
		fault(p, c->f->page, "31-001", "font %s has no CIDSystemInfo",
		    c->f->name);
	if (c->f->encoding == NULL)
		return;		/* Identity fits every collection */
	if (!str_eq(bytes_of(p, get(p, a, "/Registry")),
	    bytes_of(p, get(p, b, "/Registry"))))
		fault(p, c->f->page, "31-001", "font %s and its CMap differ "
		    "in Registry", c->f->name);
	if (!str_eq(bytes_of(p, get(p, a, "/Ordering")),
	    bytes_of(p, get(p, b, "/Ordering"))))
		fault(p, c->f->page, "31-002", "font %s and its CMap differ "
		    "in Ordering", c->f->name);
	if (int_of(p, get(p, a, "/Supplement"), 0) <
	    int_of(p, get(p, b, "/Supplement"), 0))
		fault(p, c->f->page, "31-003", "font %s has a smaller "
		    "Supplement than its CMap", c->f->name);
}

/* The font's Encoding; false when codes cannot be followed to CIDs. */
static bool
check_encoding(struct pdf *p, struct font *f)
{
	qpdf_oh e = get(p, f->o, "/Encoding"), use;
	const char *name = name_of(p, e), *uses;

	if (f->encoding == NULL) {
		if (strcmp(name, "Identity-H") == 0 ||
		    strcmp(name, "Identity-V") == 0)
			return true;
		if (cmap_predefined(name))
			fault(p, f->page, "X-005", "font %s uses CMap %s, "
			    "which this checker does not know", f->name, name);
		else
			fault(p, f->page, "31-006", "font %s: the CMap %s is "
			    "neither predefined nor embedded", f->name, name);
		return false;
	}
	if (int_of(p, get(p, e, "/WMode"), 0) != f->encoding->wmode)
		fault(p, f->page, "31-007", "font %s: the CMap's dictionary "
		    "and stream differ in WMode", f->name);
	use = get(p, e, "/UseCMap");
	uses = f->encoding->uses ? f->encoding->uses : name_of(p, use);
	if (*uses != '\0' || qpdf_oh_is_stream(p->q, use)) {
		if (!cmap_predefined(uses))
			fault(p, f->page, "31-008", "font %s: the CMap builds "
			    "on another CMap, %s", f->name, uses);
		else
			fault(p, f->page, "X-005", "font %s: the CMap builds "
			    "on %s, which this checker does not follow",
			    f->name, uses);
		return false;
	}
	if (f->encoding->bytes < 0) {
		fault(p, f->page, "X-005", "font %s: codes of mixed or great "
		    "length", f->name);
		return false;
	}
	return true;
}

static bool
open_program(struct cidfont *c)
{
	struct pdf *p = c->p;
	struct font *f = c->f;
	qpdf_oh two = get(p, c->descriptor, "/FontFile2");
	qpdf_oh three = get(p, c->descriptor, "/FontFile3");
	struct str s;

	if (!qpdf_oh_is_stream(p->q, c->truetype ? two : three)) {
		fault(p, f->page, "31-009", "font %s is not embedded", f->name);
		return false;
	}
	/* Compact fonts (CFF) are told, not judged. */
	if (!c->truetype || !stream_of(p, two, &s) || !sfnt_open(&c->sfnt, s)) {
		fault(p, f->page, "X-005", "font %s: the embedded program "
		    "cannot be read by this checker", f->name);
		return false;
	}
	return true;
}

static bool
check_gid_map(struct cidfont *c)
{
	struct pdf *p = c->p;
	qpdf_oh m = get(p, c->o, "/CIDToGIDMap");

	if (!c->truetype)
		return true;
	if (is_null(p, m)) {
		fault(p, c->f->page, "31-005", "font %s has no CIDToGIDMap",
		    c->f->name);
		return false;
	}
	if (name_is(p, m, "Identity"))
		return true;
	if (!qpdf_oh_is_stream(p->q, m)) {
		fault(p, c->f->page, "31-004", "font %s: CIDToGIDMap is "
		    "neither a stream nor Identity", c->f->name);
		return false;
	}
	c->mapped = true;
	if (!stream_of(p, m, &c->map))
		fault(p, c->f->page, "X-006", "font %s: CIDToGIDMap cannot be "
		    "decoded", c->f->name);
	return true;
}

static int
gid_of(const struct cidfont *c, int cid)
{
	const uint8_t *m = (const uint8_t *)c->map.p;

	if (!c->mapped)
		return cid;
	if ((size_t)cid * 2 + 2 > c->map.n)
		return 0;
	return m[cid * 2] << 8 | m[cid * 2 + 1];
}

static void
check_width(struct cidfont *c, int code, int cid, int gid)
{
	double is = sfnt_advance(&c->sfnt, gid) * 1000.0 / c->sfnt.upem;

	if (fabs(is - c->w[cid]) > 1.0)
		fault(c->p, c->f->page, "31-016", "font %s: code %04X is %.0f "
		    "wide in the font, but W says %.0f", c->f->name,
		    (unsigned)code, is, c->w[cid]);
}

static void
check_code(struct cidfont *c, int code)
{
	struct font *f = c->f;
	int cid = f->encoding ? (int)f->encoding->to[code] : code;
	int gid;
	enum glyph g;

	if (f->encoding && f->encoding->has[code] == CMAP_NONE)
		cid = 0;
	if (cid == 0) {
		fault(c->p, f->page, "31-030", "font %s: code %04X shows "
		    ".notdef", f->name, (unsigned)code);
		return;
	}
	gid = gid_of(c, cid);
	if (gid == 0) {
		fault(c->p, f->page, "X-001", "font %s: code %04X shows glyph "
		    "0, an empty box", f->name, (unsigned)code);
		return;
	}
	g = sfnt_glyph(&c->sfnt, gid);
	if (g == GLYPH_EMPTY && f->unicode != NULL &&
	    f->unicode->has[code] && f->unicode->to[code] != 0 &&
	    !invisible(f->unicode->to[code]))
		fault(c->p, f->page, "31-011", "font %s: code %04X stands for "
		    "U+%04X, but its glyph is empty", f->name, (unsigned)code,
		    (unsigned)f->unicode->to[code]);
	if (g == GLYPH_ABSENT)
		fault(c->p, f->page, "31-011", "font %s: the glyph of code "
		    "%04X is not embedded", f->name, (unsigned)code);
	else
		check_width(c, code, cid, gid);
}

/* CIDSet, where there is one, must be what is embedded. */
static void
check_set(struct cidfont *c)
{
	struct pdf *p = c->p;
	qpdf_oh o = get(p, c->descriptor, "/CIDSet");
	struct str s;
	int cid, gid;
	bool listed, there;

	if (is_null(p, o))
		return;
	if (!stream_of(p, o, &s)) {
		fault(p, c->f->page, "X-006", "font %s: CIDSet cannot be "
		    "decoded", c->f->name);
		return;
	}
	for (cid = 1; cid < 65536; cid++) {
		listed = (size_t)cid / 8 < s.n &&
		    ((uint8_t)s.p[cid / 8] >> (7 - cid % 8) & 1);
		gid = gid_of(c, cid);
		there = gid > 0 && sfnt_glyph(&c->sfnt, gid) != GLYPH_ABSENT;
		if (listed == there)
			continue;
		fault(p, c->f->page, listed ? "31-015" : "31-014", listed ?
		    "font %s: CIDSet lists %d, which is not embedded" :
		    "font %s: CIDSet does not list %d, which is embedded",
		    c->f->name, cid);
		return;
	}
}

static void
check_composite(struct pdf *p, struct font *f)
{
	struct cidfont c = { .p = p, .f = f };
	bool shown = false, follow, mapped;
	int code;

	c.o = item(p, get(p, f->o, "/DescendantFonts"), 0);
	c.descriptor = get(p, c.o, "/FontDescriptor");
	c.truetype = name_is(p, get(p, c.o, "/Subtype"), "CIDFontType2");
	for (code = 0; code < 65536; code++)
		shown |= (f->used[code] & SHOWN) != 0;
	check_unicode(p, f);
	check_system_info(&c);
	follow = check_encoding(p, f);
	mapped = check_gid_map(&c);
	if (!shown || !open_program(&c) || !follow || !mapped)
		return;
	c.w = cid_widths(p, c.o);
	for (code = 0; code < 65536; code++)
		if (f->used[code] & SHOWN)
			check_code(&c, code);
	check_set(&c);
}

void
check_fonts(struct pdf *p)
{
	struct font *f, *first = NULL, *next;
	int code;

	for (f = p->fonts; f != NULL; f = next) {	/* in order of use */
		next = f->next;
		f->next = first;
		first = f;
	}
	p->fonts = first;
	for (f = first; f != NULL; f = f->next) {
		for (code = 0; code < 65536 && !f->used[code]; code++)
			;
		if (code == 65536)
			continue;
		if (f->kind == FONT_TYPE0)
			check_composite(p, f);
		else
			check_simple_font(p, f);
	}
}
