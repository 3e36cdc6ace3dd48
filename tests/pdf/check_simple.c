/* SPDX-License-Identifier: MIT
 *
 * check_simple.c -- Matterhorn 10 and 31 for simple fonts of TrueType kind.
 * Other simple fonts are told, not judged.
 */
#include "tests/pdf/check.h"

#include <math.h>

enum { SYMBOLIC = 4 };

/* Windows code page 1252, 0x80 to 0x9F. */
static const uint16_t windows[32] = {
	0x20AC, 0x2022, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x2022, 0x017D, 0x2022,
	0x2022, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x2022, 0x017E, 0x0178
};

struct simple {
	struct pdf	*p;
	struct font	*f;
	qpdf_oh		 descriptor;
	bool		 symbolic, mac;
	struct sfnt	 sfnt;
};

static bool
check_encoding(struct simple *s)
{
	struct pdf *p = s->p;
	qpdf_oh e = get(p, s->f->o, "/Encoding"), base = e;

	if (is_null(p, e)) {
		fault(p, s->f->page, "31-019", "font %s has no Encoding",
		    s->f->name);
		return false;
	}
	if (is_dict(p, e)) {
		base = get(p, e, "/BaseEncoding");
		if (is_null(p, base)) {
			fault(p, s->f->page, "31-020", "font %s: Encoding has "
			    "no BaseEncoding", s->f->name);
			return false;
		}
	}
	s->mac = name_is(p, base, "MacRomanEncoding");
	if (!s->mac && !name_is(p, base, "WinAnsiEncoding")) {
		fault(p, s->f->page, "31-021", "font %s: Encoding is neither "
		    "MacRoman nor WinAnsi", s->f->name);
		return false;
	}
	if (is_dict(p, e) && has(p, e, "/Differences")) {
		if (sfnt_lookup(&s->sfnt, 3, 1, 0x20) < 0)
			fault(p, s->f->page, "31-023", "font %s has "
			    "Differences, but no Unicode cmap", s->f->name);
		else
			fault(p, s->f->page, "X-005", "font %s has "
			    "Differences, which this checker does not follow",
			    s->f->name);
		return false;
	}
	return true;
}

/* The glyph that a code shows; -1: no usable cmap. */
static int
gid_of(const struct simple *s, int code)
{
	uint32_t u = (uint32_t)code;
	int gid;

	if (s->symbolic) {
		gid = sfnt_lookup(&s->sfnt, 3, 0, u);
		if (gid <= 0 && sfnt_lookup(&s->sfnt, 3, 0, 0xF000 + u) > 0)
			gid = sfnt_lookup(&s->sfnt, 3, 0, 0xF000 + u);
		return gid >= 0 ? gid : sfnt_lookup(&s->sfnt, 1, 0, u);
	}
	if (s->mac)
		return sfnt_lookup(&s->sfnt, 1, 0, u);
	if (code >= 0x80 && code <= 0x9F)
		u = windows[code - 0x80];
	return sfnt_lookup(&s->sfnt, 3, 1, u);
}

static bool
check_cmaps(struct simple *s)
{
	struct pdf *p = s->p;
	const char *name = s->f->name;
	int n = sfnt_subtables(&s->sfnt);

	if (!s->symbolic) {
		if (sfnt_lookup(&s->sfnt, 3, 1, 0x20) >= 0 ||
		    sfnt_lookup(&s->sfnt, 1, 0, 0x20) >= 0)
			return true;
		fault(p, s->f->page, "31-017", "font %s is not symbolic, but "
		    "has no cmap for text", name);
		return false;
	}
	if (has(p, s->f->o, "/Encoding"))
		fault(p, s->f->page, "31-024", "font %s is symbolic, but has "
		    "an Encoding", name);
	if (n == 0)
		fault(p, s->f->page, "31-025", "font %s is symbolic, but has "
		    "no cmap", name);
	else if (n > 1 && sfnt_lookup(&s->sfnt, 3, 0, 0x20) < 0)
		fault(p, s->f->page, "31-026", "font %s is symbolic, with "
		    "several cmaps, but none for symbols", name);
	else
		return true;
	return false;
}

static void
check_code(struct simple *s, int code)
{
	struct pdf *p = s->p;
	struct font *f = s->f;
	int gid = gid_of(s, code), first;
	qpdf_oh w;
	double says, is;

	if (gid <= 0) {
		fault(p, f->page, s->symbolic ? "31-030" : "31-018", "font "
		    "%s: code %02X is in no cmap", f->name, (unsigned)code);
		return;
	}
	if (sfnt_glyph(&s->sfnt, gid) == GLYPH_ABSENT) {
		fault(p, f->page, "31-011", "font %s: the glyph of code %02X "
		    "is not embedded", f->name, (unsigned)code);
		return;
	}
	first = int_of(p, get(p, f->o, "/FirstChar"), 0);
	w = item(p, get(p, f->o, "/Widths"), code - first);
	says = number_of(p, w, number_of(p, get(p, s->descriptor,
	    "/MissingWidth"), 0));
	is = sfnt_advance(&s->sfnt, gid) * 1000.0 / s->sfnt.upem;
	if (fabs(is - says) > 1.0)
		fault(p, f->page, "31-016", "font %s: code %02X is %.0f wide "
		    "in the font, but Widths says %.0f", f->name,
		    (unsigned)code, is, says);
}

/* A standard encoding tells the text too; else ToUnicode must. */
static void
check_unicode(struct simple *s)
{
	const struct cmap *u = s->f->unicode;
	int code;

	if (u == NULL) {
		if (s->symbolic || s->f->kind != FONT_TRUETYPE)
			fault(s->p, s->f->page, "31-027", "font %s has no "
			    "ToUnicode", s->f->name);
		return;
	}
	for (code = 0; code < 256; code++) {
		const char *why = NULL;

		if (!s->f->used[code])
			continue;
		if (u->has[code] == CMAP_NONE || u->text[code] == NULL)
			why = "10-001";
		else if (u->to[code] == 0)
			why = "31-028";
		else if (u->to[code] == 0xFEFF || u->to[code] == 0xFFFE)
			why = "31-029";
		if (why != NULL)
			fault(s->p, s->f->page, why, "font %s: code %02X has "
			    "no usable Unicode", s->f->name, (unsigned)code);
	}
}

void
check_simple_font(struct pdf *p, struct font *f)
{
	struct simple s = { .p = p, .f = f };
	struct str data;
	int code;
	bool shown = false;

	for (code = 0; code < 256; code++)
		shown |= (f->used[code] & SHOWN) != 0;
	s.descriptor = get(p, f->o, "/FontDescriptor");
	s.symbolic = (int_of(p, get(p, s.descriptor, "/Flags"), SYMBOLIC) &
	    SYMBOLIC) != 0;
	check_unicode(&s);
	if (!shown)
		return;
	if (!has(p, s.descriptor, "/FontFile") &&
	    !has(p, s.descriptor, "/FontFile2") &&
	    !has(p, s.descriptor, "/FontFile3")) {
		fault(p, f->page, "31-009", "font %s is not embedded",
		    f->name);
		return;
	}
	if (f->kind != FONT_TRUETYPE || !stream_of(p, get(p, s.descriptor,
	    "/FontFile2"), &data) || !sfnt_open(&s.sfnt, data)) {
		fault(p, f->page, "X-005", "font %s: the embedded program "
		    "cannot be read by this checker", f->name);
		return;
	}
	if (!check_cmaps(&s) || (!s.symbolic && !check_encoding(&s)))
		return;
	for (code = 0; code < 256; code++)
		if (f->used[code] & SHOWN)
			check_code(&s, code);
}
