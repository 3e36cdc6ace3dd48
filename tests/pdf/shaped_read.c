/* SPDX-License-Identifier: MIT
 *
 * shaped_read.c -- lines of glyphs, as the content of the pages places them.
 *
 * Only the few operators of text that our pages have are followed; any other
 * that would move a letter is a fault, never passed over.
 */
#include "tests/pdf/shaped.h"

#include <math.h>
#include <stdio.h>

enum { OPERANDS = 100000 };

/* One level of marked content. */
struct level {
	struct level	*up;
	struct elem	*e;
	bool		 artifact;
	const char	*said;		/* its ActualText, or NULL */
	struct buf	*text;		/* what it shows */
};

struct walk {
	struct shaped	*s;
	int		 page;
	qpdf_oh		 fonts;
	struct level	*level;
	struct face	*face;
	double		 size, rise, x, y;
	double		 start;		/* before a number moved the pen */
	bool		 fresh;		/* a line may start here */
	double		 rect[4], line;	/* the last path; how wide a stroke is */
	struct token	*arg;
	size_t		 narg, caparg;
};

static bool
op(struct token t, const char *s)
{
	return str_is(t.s, s);
}

static double
number(const struct walk *w, size_t from_end)
{
	if (w->narg < from_end || w->arg[w->narg - from_end].kind != T_NUMBER)
		return 0;
	return w->arg[w->narg - from_end].v;
}

/* ---- marked content --------------------------------------------------------- */

static const char *
utf16(struct arena *a, struct str s)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const uint8_t *u = (const uint8_t *)s.p;
	size_t i;

	for (i = 2; i + 1 < s.n; i += 2) {
		uint32_t c = (uint32_t)(u[i] << 8 | u[i + 1]);

		if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
			c = 0x10000 + ((c & 0x3FF) << 10) +
			    ((uint32_t)(u[i + 2] << 8 | u[i + 3]) & 0x3FF);
			i += 2;
		}
		utf8_put(&b, c);
	}
	return arena_str(a, buf_text(&b));
}

static void
begin(struct walk *w)
{
	struct pdf *p = w->s->p;
	struct level *l = arena_new(&p->a, struct level);
	size_t i;

	*l = (struct level){ .up = w->level, .e = w->level->e,
	    .artifact = w->level->artifact, .text = w->level->text };
	l->artifact |= w->narg > 0 && op(w->arg[0], "Artifact");
	for (i = 1; i + 1 < w->narg; i++) {
		if (w->arg[i].kind != T_NAME)
			continue;
		if (op(w->arg[i], "MCID"))
			l->e = mark_at(p, mark_key(w->page, 0,
			    (int)w->arg[i + 1].v))->e;
		if (op(w->arg[i], "ActualText")) {
			l->said = utf16(&p->a, w->arg[i + 1].s);
			l->text = arena_new(&p->a, struct buf);
		}
	}
	w->level = l;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "minus 21" is shown as a dash and 21. */
static bool
is_minus(const char *said, const char *shown)
{
	const char *at = shown;

	utf8_next(&at);
	while (*said != '\0' && !is_digit(*said))
		said++;
	return is_digit(*at) && strcmp(said, at) == 0;
}

static void
end(struct walk *w)
{
	struct level *l = w->level;

	if (l->up == NULL)
		return;
	if (l->said != NULL) {
		const char *shown = buf_text(l->text);

		if (strcmp(l->said, shown) != 0 && !is_minus(l->said, shown))
			fault(w->s->p, w->page, "SHAPED", "\"%s\" is said "
			    "where \"%s\" is shown", l->said, shown);
		buf_free(l->text);
	}
	w->level = l->up;
}

/* ---- glyphs ------------------------------------------------------------------- */

/* The line that the next glyph belongs to.  Columns of one element are at least
 * 0.4 em apart. */
static struct line *
line_for(struct walk *w)
{
	struct shaped *s = w->s;
	struct elem *e = w->level->artifact ? NULL : w->level->e;
	struct line *l = s->n > 0 ? &s->lines[s->n - 1] : NULL;

	if (l != NULL && l->page == w->page && l->e == e &&
	    fabs(l->y - w->y) < 0.01 && fabs(l->size - w->size) < 0.01 &&
	    (!w->fresh || fabs(l->end - w->start) < 0.4 * w->size)) {
		w->fresh = false;
		return l;
	}
	w->fresh = false;
	l = arena_push(&s->p->a, s->lines, s->n, s->cap);
	*l = (struct line){ .page = w->page, .e = e, .x = w->start, .y = w->y,
	    .size = w->size };
	return l;
}

/* Without signs that only order the words around them. */
static const char *
text_of_code(struct shaped *s, const struct font *f, int code)
{
	const char *t = f->unicode != NULL ? f->unicode->text[code] : NULL;
	struct buf b CLEAN(buf_free) = { 0 };

	if (t == NULL || strcmp(t, "\xE2\x80\x8B") == 0)
		return "";
	while (*t != '\0') {
		uint32_t c = utf8_next(&t);

		if (!utf8_is_bidi_control(c))
			utf8_put(&b, c);
	}
	return arena_str(&s->p->a, buf_text(&b));
}

static bool
left_out(struct walk *w, const struct shown *g)
{
	struct shaped *s = w->s;

	if (!s->drop || s->dropped || w->level->e == NULL || g->width != 0 ||
	    g->face->small == NULL || !face_draws(s, g->face, false, g->gid))
		return false;
	printf("%s: page %d: a mark is left out\n", s->p->name, w->page);
	return s->dropped = true;
}

static void
show(struct walk *w, struct str s)
{
	struct face *f = w->face;
	size_t i;

	if (f == NULL)
		return;
	for (i = 0; i + 1 < s.n; i += 2) {
		int code = (uint8_t)s.p[i] << 8 | (uint8_t)s.p[i + 1];
		struct line *l = line_for(w);
		struct shown g = { f, face_gid(f, code), f->widths[code] /
		    1000, text_of_code(w->s, f->font, code), w->x, w->y + w->rise };

		if (left_out(w, &g))
			continue;
		if (w->level->text != NULL)
			buf_puts(w->level->text, g.text);
		w->x += g.width * w->size;
		l->end = w->x;
		*arena_push(&w->s->p->a, l->v, l->n, l->cap) = g;
	}
}

static void
show_all(struct walk *w)
{
	size_t i;

	for (i = 0; i < w->narg; i++)
		if (w->arg[i].kind == T_STRING)
			show(w, w->arg[i].s);
		else if (w->arg[i].kind == T_NUMBER)
			w->x -= w->arg[i].v / 1000 * w->size;
}

static void
set_font(struct walk *w)
{
	struct pdf *p = w->s->p;

	if (w->narg < 2 || w->arg[w->narg - 2].kind != T_NAME)
		return;
	w->face = shaped_face(w->s, font_load(p, get(p, w->fonts,
	    arena_printf(&p->a, "/%.*s", STRF(w->arg[w->narg - 2].s))),
	    w->page), w->page);
	w->size = number(w, 1);
}

/* Rectangles and straight lines; curves are not followed. */
static bool
path(struct walk *w, struct token t)
{
	double *r = w->rect;
	size_t i;

	if (op(t, "w"))
		w->line = number(w, 1);
	else if (op(t, "re") || op(t, "m") || op(t, "l")) {
		for (i = 0; i < 4 && op(t, "re"); i++)
			r[i] = number(w, 4 - i);
		for (i = 0; i < 2 && !op(t, "re"); i++)
			r[op(t, "l") ? i + 2 : i] = number(w, 2 - i) -
			    (op(t, "l") ? r[i] : 0);
	} else if (op(t, "f"))
		shaped_drawn(w->s, w->page, r[0], r[1], r[2], r[3]);
	else if (op(t, "S"))
		shaped_frame(w->s, w->page, r[0], r[1], r[2], r[3], w->line);
	else
		return false;
	return true;
}

/* What would move letters in a way that is not followed here. */
static bool
strange(struct token t)
{
	static const char *const those[] = { "cm", "Tm", "TD", "T*", "TL", "Tc",
		"Tw", "Tz", "Tr", "'", "\"", "Do", "gs" };
	size_t i;

	for (i = 0; i < LEN(those); i++)
		if (op(t, those[i]))
			return true;
	return false;
}

static void
operate(struct walk *w, struct token t)
{
	if (path(w, t))
		return;
	if (op(t, "BDC") || op(t, "BMC"))
		begin(w);
	else if (op(t, "EMC"))
		end(w);
	else if (op(t, "BT")) {
		w->x = w->y = 0;
		w->fresh = true;
	} else if (op(t, "Tf"))
		set_font(w);
	else if (op(t, "Td")) {
		if (!w->fresh)	/* then x is not where the line began */
			fault(w->s->p, w->page, "SHAPED", "Td inside a line");
		w->start = w->x += number(w, 2);
		w->y += number(w, 1);
	} else if (op(t, "Ts"))
		w->rise = number(w, 1);
	else if (op(t, "Tj") || op(t, "TJ"))
		show_all(w);
	else if (strange(t))
		fault(w->s->p, w->page, "SHAPED", "the operator %.*s is not "
		    "one that our pages have", STRF(t.s));
}

static void
read_page(struct shaped *s, int page)
{
	struct pdf *p = s->p;
	struct level ground = { 0 };
	struct walk w = { .s = s, .page = page, .level = &ground };
	qpdf_oh o = p->pages[page - 1].o;
	struct lexer x = { &p->a, { NULL, 0 }, 0, false };
	struct token t;

	w.fonts = get(p, get(p, o, "/Resources"), "/Font");
	if (!content_of(p, o, &x.in)) {
		fault(p, page, "SHAPED", "the content cannot be decoded");
		return;
	}
	while ((t = lex(&x)).kind != T_END) {
		if (t.kind != T_WORD) {
			if (w.narg < OPERANDS)
				*arena_push(&p->a, w.arg, w.narg, w.caparg) = t;
			continue;
		}
		operate(&w, t);
		w.narg = 0;
	}
	if (x.bad || w.level != &ground)
		fault(p, page, "SHAPED", "the content has broken syntax");
}

/* Fields are frames too. */
static void
read_fields(struct shaped *s, int page)
{
	struct pdf *p = s->p;
	qpdf_oh all = get(p, p->pages[page - 1].o, "/Annots"), r;
	double v[4];
	int i, k;

	for (i = 0; i < length_of(p, all); i++) {
		r = get(p, item(p, all, i), "/Rect");
		for (k = 0; k < 4; k++)
			v[k] = number_of(p, item(p, r, k), 0);
		if (name_is(p, get(p, item(p, all, i), "/Subtype"), "Widget"))
			shaped_frame(s, page, v[0] + 0.5, v[1] + 0.5,
			    v[2] - v[0] - 1, v[3] - v[1] - 1, 1);
	}
}

void
shaped_read(struct shaped *s)
{
	size_t i;

	for (i = 0; i < s->p->npages; i++) {
		read_page(s, (int)i + 1);
		read_fields(s, (int)i + 1);
	}
}
