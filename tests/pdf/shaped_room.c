/* SPDX-License-Identifier: MIT
 *
 * shaped_room.c -- does every letter have its room?  The boxes around the ink of
 * glyphs, against those of other lines, rules, frames and the margins.
 *
 * Inside a line letters may touch: their places were compared already.
 */
#include "tests/pdf/shaped.h"

#include <math.h>

#define TOUCH	0.5		/* points: less is not seen */
#define MARGIN	42.5		/* 15 mm: what every printer prints */
#define THIN	3.0		/* thicker than a rule: words may stand on it */

struct ink { double x, y, x2, y2; };

/* ---- what is drawn ------------------------------------------------------------ */

void
shaped_drawn(struct shaped *s, int page, double x, double y, double w,
    double h)
{
	*arena_push(&s->p->a, s->drawn, s->n_drawn, s->cap_drawn) =
	    (struct drawn){ page, fmin(x, x + w), fmin(y, y + h), fabs(w),
	    fabs(h) };
}

/* A line is a frame without height. */
void
shaped_frame(struct shaped *s, int page, double x, double y, double w, double h,
    double line)
{
	double in = line / 2;

	if (fabs(w) < 0.01 || fabs(h) < 0.01) {
		shaped_drawn(s, page, x - in, y - in, w + line, h + line);
		return;
	}
	shaped_drawn(s, page, x - in, y - in, w + line, line);
	shaped_drawn(s, page, x - in, y + h - in, w + line, line);
	shaped_drawn(s, page, x - in, y - in, line, h + line);
	shaped_drawn(s, page, x + w - in, y - in, line, h + line);
}

/* ---- ink ------------------------------------------------------------------------ */

static bool
ink_of(const struct line *l, size_t i, struct ink *out)
{
	const struct shown *g = &l->v[i];
	hb_glyph_extents_t e;
	double k;

	if (g->face->small == NULL || !hb_font_get_glyph_extents(g->face->small,
	    (hb_codepoint_t)g->gid, &e) || e.width == 0 || e.height == 0)
		return false;
	k = l->size / g->face->upem;
	*out = (struct ink){ g->x + e.x_bearing * k, g->y + (e.y_bearing +
	    e.height) * k, g->x + (e.x_bearing + e.width) * k, g->y +
	    e.y_bearing * k };
	return true;
}

static struct ink
ink_of_line(const struct line *l)
{
	struct ink all = { 1e9, 1e9, -1e9, -1e9 }, one;
	size_t i;

	for (i = 0; i < l->n; i++)
		if (ink_of(l, i, &one))
			all = (struct ink){ fmin(all.x, one.x), fmin(all.y,
			    one.y), fmax(all.x2, one.x2), fmax(all.y2, one.y2) };
	return all;
}

static bool
meet(struct ink a, struct ink b)
{
	return fmin(a.x2, b.x2) - fmax(a.x, b.x) > TOUCH &&
	    fmin(a.y2, b.y2) - fmax(a.y, b.y) > TOUCH;
}

static const char *
words(struct shaped *s, const struct line *l)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < l->n; i++)
		buf_puts(&b, l->v[i].text);
	return arena_str(&s->p->a, buf_text(&b));
}

/* ---- one against the other --------------------------------------------------------- */

static void
against_line(struct shaped *s, const struct line *a, const struct line *b)
{
	struct ink one, two;
	size_t i, k;

	for (i = 0; i < a->n; i++) {
		if (!ink_of(a, i, &one))
			continue;
		for (k = 0; k < b->n; k++)
			if (ink_of(b, k, &two) && meet(one, two)) {
				fault(s->p, a->page, "CROWDED", "\"%s\" and "
				    "\"%s\" touch, at \"%s\" and \"%s\"",
				    words(s, a), words(s, b), a->v[i].text,
				    b->v[k].text);
				return;
			}
	}
}

static void
against_drawn(struct shaped *s, const struct line *l, const struct drawn *d)
{
	struct ink one, area = { d->x, d->y, d->x + d->w, d->y + d->h };
	bool thin = fmin(d->w, d->h) < THIN;
	size_t i;

	if (thin)	/* half a point is much of a rule */
		area = (struct ink){ d->x - TOUCH, d->y - TOUCH, d->x + d->w +
		    TOUCH, d->y + d->h + TOUCH };
	for (i = 0; i < l->n; i++) {
		if (!ink_of(l, i, &one) || !meet(one, area))
			continue;
		if (!thin && one.x >= area.x && one.y >= area.y && one.x2 <=
		    area.x2 && one.y2 <= area.y2)
			continue;	/* it stands on it */
		fault(s->p, l->page, "CROWDED", "\"%s\" touches a %s at \"%s\"",
		    words(s, l), thin ? "rule" : "coloured area",
		    l->v[i].text);
		return;
	}
}

void
shaped_room(struct shaped *s)
{
	struct ink *ink = arena_array(&s->p->a, struct ink, s->n + 1);
	size_t i, k, d = 0;

	for (i = 0; i < s->n; i++)
		ink[i] = ink_of_line(&s->lines[i]);
	for (i = 0; i < s->n; i++) {
		const struct line *l = &s->lines[i];

		if (ink[i].x <= ink[i].x2 && (ink[i].x < MARGIN ||
		    ink[i].x2 > 595.28 - MARGIN))
			fault(s->p, l->page, "CROWDED", "\"%s\" stands in the "
			    "margin", words(s, l));
		for (k = i + 1; k < s->n && s->lines[k].page == l->page; k++)
			if (meet(ink[i], ink[k]))
				against_line(s, l, &s->lines[k]);
		while (d < s->n_drawn && s->drawn[d].page < l->page)
			d++;
		for (k = d; k < s->n_drawn && s->drawn[k].page == l->page; k++)
			if (meet(ink[i], (struct ink){ s->drawn[k].x - 1,
			    s->drawn[k].y - 1, s->drawn[k].x + s->drawn[k].w +
			    1, s->drawn[k].y + s->drawn[k].h + 1 }))
				against_drawn(s, l, &s->drawn[k]);
	}
}
