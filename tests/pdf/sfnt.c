/* SPDX-License-Identifier: MIT
 *
 * sfnt.c -- the few TrueType tables that the checks need; every read is
 * within bounds.  Layouts: OpenType 1.9.
 */
#include "tests/pdf/check.h"

static unsigned
u16(struct str s, size_t at)
{
	const uint8_t *p = (const uint8_t *)s.p;

	return at + 2 <= s.n ? (unsigned)(p[at] << 8 | p[at + 1]) : 0;
}

static size_t
u32(struct str s, size_t at)
{
	return (size_t)u16(s, at) << 16 | u16(s, at + 2);
}

static struct str
table(struct str font, const char *tag)
{
	unsigned i, n = u16(font, 4);
	size_t at, off, len;

	for (i = 0; i < n; i++) {
		at = 12 + (size_t)i * 16;
		if (at + 16 > font.n)
			break;
		if (memcmp(font.p + at, tag, 4) != 0)
			continue;
		off = u32(font, at + 8);
		len = u32(font, at + 12);
		if (off <= font.n && len <= font.n - off)
			return (struct str){ font.p + off, len };
	}
	return STR("");
}

bool
sfnt_open(struct sfnt *f, struct str s)
{
	struct str head = table(s, "head"), maxp = table(s, "maxp"),
	    hhea = table(s, "hhea");

	*f = (struct sfnt){ .p = (const uint8_t *)s.p, .n = s.n };
	if (u32(s, 0) != 0x00010000 && (s.n < 4 || memcmp(s.p, "true", 4)))
		return false;
	f->upem = (int)u16(head, 18);
	f->longloca = (int)u16(head, 50);
	f->nglyphs = (int)u16(maxp, 4);
	f->nhm = (int)u16(hhea, 34);
	f->loca = table(s, "loca");
	f->glyf = table(s, "glyf");
	f->hmtx = table(s, "hmtx");
	f->cmap = table(s, "cmap");
	return f->upem > 0 && f->nglyphs > 0 && f->nhm > 0 &&
	    f->hmtx.n >= (size_t)f->nhm * 4 && f->loca.n > 0;
}

int
sfnt_advance(const struct sfnt *f, int gid)
{
	if (gid >= f->nhm)
		gid = f->nhm - 1;
	return (int)u16(f->hmtx, (size_t)gid * 4);
}

static enum glyph
glyph(const struct sfnt *f, int gid, int depth)
{
	size_t each = f->longloca ? 4 : 2, at = (size_t)gid * each, from, to;
	struct str g;
	unsigned flags;

	if (gid < 0 || gid >= f->nglyphs || at + 2 * each > f->loca.n ||
	    depth > 8)
		return GLYPH_ABSENT;
	from = f->longloca ? u32(f->loca, at) : u16(f->loca, at) * 2u;
	to = f->longloca ? u32(f->loca, at + 4) : u16(f->loca, at + 2) * 2u;
	if (from > to || to > f->glyf.n)
		return GLYPH_ABSENT;
	if (from == to)
		return GLYPH_EMPTY;
	g = (struct str){ f->glyf.p + from, to - from };
	if (u16(g, 0) < 0x8000)		/* simple */
		return u16(g, 0) == 0 ? GLYPH_EMPTY : GLYPH_DRAWN;
	for (at = 10; at + 4 <= g.n; ) {	/* composite */
		flags = u16(g, at);
		if (glyph(f, (int)u16(g, at + 2), depth + 1) == GLYPH_ABSENT)
			return GLYPH_ABSENT;
		at += 4 + (flags & 1 ? 4 : 2) + (flags & 8 ? 2 : 0) +
		    (flags & 0x40 ? 4 : 0) + (flags & 0x80 ? 8 : 0);
		if (!(flags & 0x20))
			break;
	}
	return GLYPH_DRAWN;
}

enum glyph
sfnt_glyph(const struct sfnt *f, int gid)
{
	return glyph(f, gid, 0);
}

int
sfnt_subtables(const struct sfnt *f)
{
	return (int)u16(f->cmap, 2);
}

static int
lookup4(struct str t, uint32_t c)
{
	size_t n = u16(t, 6) / 2, i, at;
	unsigned start, delta, range, g;

	for (i = 0; i < n && c <= 0xFFFF; i++) {
		if (u16(t, 14 + i * 2) < c)
			continue;
		start = u16(t, 16 + (n + i) * 2);
		if (c < start)
			return 0;
		delta = u16(t, 16 + (2 * n + i) * 2);
		at = 16 + (3 * n + i) * 2;
		if ((range = u16(t, at)) == 0)
			return (int)((c + delta) & 0xFFFF);
		g = u16(t, at + range + (c - start) * 2);
		return g ? (int)((g + delta) & 0xFFFF) : 0;
	}
	return 0;
}

static int
lookup12(struct str t, uint32_t c)
{
	size_t n = u32(t, 12), i, at;

	for (i = 0; i < n && 16 + (i + 1) * 12 <= t.n; i++) {
		at = 16 + i * 12;
		if (c >= u32(t, at) && c <= u32(t, at + 4))
			return (int)((u32(t, at + 8) + c - u32(t, at)) &
			    0xFFFF);
	}
	return 0;
}

int
sfnt_lookup(const struct sfnt *f, int platform, int encoding, uint32_t c)
{
	int i, n = sfnt_subtables(f);
	size_t at, off;
	struct str t;

	for (i = 0; i < n; i++) {
		at = 4 + (size_t)i * 8;
		if (at + 8 > f->cmap.n)
			break;
		off = u32(f->cmap, at + 4);
		if (u16(f->cmap, at) != (unsigned)platform ||
		    u16(f->cmap, at + 2) != (unsigned)encoding ||
		    off >= f->cmap.n)
			continue;
		t = (struct str){ f->cmap.p + off, f->cmap.n - off };
		switch (u16(t, 0)) {
		case 0:
			return c < 256 && 6 + c < t.n ? (uint8_t)t.p[6 + c] :
			    0;
		case 4:
			return lookup4(t, c);
		case 6:
			return c >= u16(t, 6) && c - u16(t, 6) < u16(t, 8) ?
			    (int)u16(t, 10 + (c - u16(t, 6)) * 2) : 0;
		case 12:
			return lookup12(t, c);
		default:
			break;
		}
	}
	return -1;
}
