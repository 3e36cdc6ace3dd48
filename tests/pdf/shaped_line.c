/* SPDX-License-Identifier: MIT
 *
 * shaped_line.c -- a line's words once more: the bidirectional algorithm by
 * FriBidi, the letters by HarfBuzz, and what differs from the page.
 *
 * Words from right to left are those of their element's ActualText, whole
 * paragraphs of it; all others those that ToUnicode gives, which shaped_read
 * holds against the ActualText beside them.
 */
#include "tests/pdf/shaped.h"

#include <fribidi.h>
#include <hb-ot.h>
#include <math.h>

#define SQUARE	0x25A1		/* stands for what no font shows */
#define MINUS	0x2212
#define EN_DASH	0x2013

/* Words in the order in which they are read. */
struct para {
	struct para	*next;
	struct elem	*e;
	const char	*said;
	uint32_t	*c;
	FriBidiLevel	*level;
	FriBidiCharType	*type;
	hb_script_t	*script;
	struct face	**face;		/* set line by line */
	size_t		 n, at;		/* at: shown so far */
	int		 page;		/* of the last line */
	bool		 bidi;
};

/* ---- words ---------------------------------------------------------------------- */

static bool
blank(uint32_t c)
{
	return c == ' ' || c == '\n';
}

/* Common characters are of the script before them; the first, of what comes. */
static void
find_scripts(struct para *q)
{
	hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
	hb_script_t last = HB_SCRIPT_COMMON;
	size_t i, k;

	for (i = 0; i < q->n; i++) {
		hb_script_t s = hb_unicode_script(u, q->c[i]);

		if (s == HB_SCRIPT_COMMON || s == HB_SCRIPT_INHERITED)
			s = last;
		else if (last == HB_SCRIPT_COMMON)
			for (k = 0; k < i; k++)
				q->script[k] = s;
		q->script[i] = last = s;
	}
	for (i = 0; i < q->n && last == HB_SCRIPT_COMMON; i++)
		q->script[i] = HB_SCRIPT_LATIN;
}

/* Signs that only order the words around them are not looked for on the page. */
static void
drop_controls(struct para *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->n; i++) {
		if (utf8_is_bidi_control(q->c[i]))
			continue;
		q->c[n] = q->c[i];
		q->level[n] = q->level[i];
		q->type[n] = q->type[i];
		q->script[n++] = q->script[i];
	}
	q->n = n;
}

static void
find_levels(struct shaped *s, struct para *q)
{
	FriBidiBracketType *b = arena_array(&s->p->a, FriBidiBracketType,
	    q->n + 1);
	FriBidiParType base = s->rtl ? FRIBIDI_PAR_WRTL : FRIBIDI_PAR_WLTR;
	size_t i;

	fribidi_get_bidi_types(q->c, (FriBidiStrIndex)q->n, q->type);
	fribidi_get_bracket_types(q->c, (FriBidiStrIndex)q->n, q->type, b);
	for (i = 0; i < q->n; i++)
		q->bidi |= FRIBIDI_IS_STRONG(q->type[i]) &&
		    FRIBIDI_IS_RTL(q->type[i]);
	if (!q->bidi)
		return;		/* numbers too go from left to right */
	if (fribidi_get_par_embedding_levels_ex(q->type, b,
	    (FriBidiStrIndex)q->n, &base, q->level) == 0)
		fault(s->p, 0, "SHAPED", "FriBidi has no memory");
}

static struct para *
para(struct shaped *s, struct elem *e, const char *said)
{
	struct arena *a = &s->p->a;
	struct para *q = arena_new(a, struct para);
	size_t most = strlen(said) + 1;

	*q = (struct para){ .next = s->all, .e = e, .said = said };
	q->c = arena_array(a, uint32_t, most);
	q->level = arena_array(a, FriBidiLevel, most);
	q->type = arena_array(a, FriBidiCharType, most);
	q->script = arena_array(a, hb_script_t, most);
	q->face = arena_array(a, struct face *, most);
	while (*said != '\0')
		q->c[q->n++] = utf8_next(&said);
	find_scripts(q);
	find_levels(s, q);
	drop_controls(q);
	if (e != NULL && e->actual != NULL) {
		s->all = q;
		map_put(a, &s->paras, (uint64_t)(uintptr_t)e, q);
	}
	return q;
}

/* What a line says as its glyphs stand, from left to right. */
static const char *
as_seen(struct shaped *s, const struct line *l)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < l->n; i++)
		buf_puts(&b, l->v[i].text);
	return arena_str(&s->p->a, buf_text(&b));
}

static bool
from_right(const char *text)
{
	while (*text != '\0') {
		FriBidiCharType t = fribidi_get_bidi_type(utf8_next(&text));

		if (FRIBIDI_IS_STRONG(t) && FRIBIDI_IS_RTL(t))
			return true;
	}
	return false;
}

/* Does a glyph stand in a number or in words from left to right? */
static bool
from_left(const char *text)
{
	FriBidiCharType t = *text != '\0' ? fribidi_get_bidi_type(
	    utf8_next(&text)) : FRIBIDI_TYPE_ON;

	return FRIBIDI_IS_NUMBER(t) || (FRIBIDI_IS_STRONG(t) &&
	    !FRIBIDI_IS_RTL(t));
}

/* Heads and feet have no ActualText: what they say when read from the right,
 * with numbers and Latin words from the left.  If that is not what they say,
 * the comparison fails. */
static const char *
guess(struct shaped *s, const struct line *l)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i = l->n, from, k;

	while (i > 0) {
		if (!from_left(l->v[i - 1].text)) {
			buf_puts(&b, l->v[--i].text);
			continue;
		}
		for (from = k = i; k > 0; k--) {
			if (from_left(l->v[k - 1].text))
				from = k - 1;
			else if (from_right(l->v[k - 1].text))
				break;
		}
		for (k = from; k < i; k++)
			buf_puts(&b, l->v[k].text);
		i = from;
	}
	return arena_str(&s->p->a, buf_text(&b));
}

static struct para *
words_of(struct shaped *s, struct line *l)
{
	struct elem *e = l->e;
	const char *seen = as_seen(s, l);
	struct para *q = e != NULL ? map_get(&s->paras,
	    (uint64_t)(uintptr_t)e) : NULL;

	if (q == NULL && e != NULL && e->actual != NULL)
		q = para(s, e, e->actual);
	if (q == NULL && from_right(seen)) {
		if (e != NULL) {
			fault(s->p, l->page, "SHAPED", "\"%s\" runs from right "
			    "to left and its %s has no ActualText", seen,
			    e->type);
			return NULL;
		}
		seen = guess(s, l);
	}
	if (q == NULL)
		q = para(s, e, seen);
	q->page = l->page;
	while (q->e != NULL && q->at < q->n && q->at > 0 && blank(q->c[q->at])
	    && q->e->actual != NULL)
		q->at++;
	return q;
}

/* ---- which letters stand where --------------------------------------------------- */

/* A part of the words that is shaped in one go, as it is seen. */
struct run { size_t from, to; struct face *face; bool rtl, standin; };
struct plan {
	struct para	*q;
	size_t		 from, to;
	FriBidiStrIndex	*map;		/* seen to read, from `from` on */
	bool		*standin;
	struct run	*runs;
	size_t		 n, cap;
};

static size_t
letters(const char *text)
{
	return utf8_count(text, strlen(text));
}

/* Gives each letter the font of the glyph that has its text.  False: the line
 * has other words. */
static bool
match(struct plan *t, struct line *l)
{
	struct para *q = t->q;
	size_t k = 0, i, j, n;

	for (i = 0; i < l->n; i++) {
		const char *text = l->v[i].text;
		size_t first;
		bool rtl;

		n = letters(text);
		if (n == 0)
			continue;
		if (t->from + k + n > t->to)
			return false;
		first = (size_t)t->map[k];
		rtl = q->level[first] & 1;
		if (rtl)
			first = (size_t)t->map[k + n - 1];
		for (j = 0; j < n; j++) {
			if (first + j >= q->n ||
			    q->c[first + j] != utf8_next(&text))
				return false;
			q->face[first + j] = l->v[i].face;
		}
		k += n;
	}
	return t->from + k == t->to;
}

static bool
find_order(struct shaped *s, struct plan *t, struct line *l)
{
	struct arena *a = &s->p->a;
	struct para *q = t->q;
	FriBidiStrIndex *map = arena_array(a, FriBidiStrIndex, q->n + 1);
	FriBidiLevel *level = arena_array(a, FriBidiLevel, q->n + 1);
	size_t i, n = 0;

	for (i = 0; i < l->n; i++)
		n += letters(l->v[i].text);
	t->from = q->at;
	t->to = q->at + n;
	if (t->to > q->n)
		return false;
	for (i = 0; i < q->n; i++)
		map[i] = (FriBidiStrIndex)i;
	memcpy(level, q->level, q->n * sizeof(*level));
	if (q->bidi && fribidi_reorder_line(0, q->type, (FriBidiStrIndex)n,
	    (FriBidiStrIndex)t->from, s->rtl ? FRIBIDI_PAR_RTL :
	    FRIBIDI_PAR_LTR, level, NULL, map) == 0)
		return false;
	t->map = map + t->from;
	q->at = t->to;
	return match(t, l);
}

/* Is this letter missing in its font, so that another stands for it? */
static bool
is_missing(const struct para *q, size_t i)
{
	hb_unicode_funcs_t *u = hb_unicode_funcs_get_default();
	hb_codepoint_t g;

	return q->face[i]->whole != NULL && hb_unicode_general_category(u,
	    q->c[i]) != HB_UNICODE_GENERAL_CATEGORY_FORMAT &&
	    !hb_font_get_nominal_glyph(q->face[i]->whole, q->c[i], &g);
}

static void
find_runs(struct shaped *s, struct plan *t)
{
	struct para *q = t->q;
	size_t k, i, last = 0;

	for (k = 0; k < t->to - t->from; k++, last = i) {
		struct run *r = t->n > 0 ? &t->runs[t->n - 1] : NULL;
		bool rtl, standin;

		i = (size_t)t->map[k];
		rtl = q->level[i] & 1;
		standin = is_missing(q, i);
		if (r != NULL && !r->standin && !standin && r->rtl == rtl &&
		    q->level[i] == q->level[last] && r->face == q->face[i] &&
		    q->script[i] == q->script[last]) {
			r->from = i < r->from ? i : r->from;
			r->to = i + 1 > r->to ? i + 1 : r->to;
			continue;
		}
		r = arena_push(&s->p->a, t->runs, t->n, t->cap);
		*r = (struct run){ i, i + 1, q->face[i], rtl, standin };
	}
}

/* ---- shaping and comparing --------------------------------------------------------- */

struct state {
	struct shaped	*s;
	struct line	*l;
	const struct para *q;
	size_t		 at;		/* glyph of the line */
	double		 x;
	bool		 bad;
};

static void
differs(struct state *c, const char *what)
{
	const struct shown *g = c->at < c->l->n ? &c->l->v[c->at] : NULL;

	if (!c->bad)
		fault(c->s->p, c->l->page, "SHAPED", "\"%.200s\": glyph %zu "
		    "(\"%s\", %s): %s", as_seen(c->s, c->l), c->at + 1,
		    g != NULL ? g->text : "", g != NULL ? g->face->name :
		    "none", what);
	c->bad = true;
}

/* Spaces are seen only by what comes after them. */
static void
skip_blanks(struct state *c)
{
	while (c->at < c->l->n && !face_draws(c->s, c->l->v[c->at].face, false,
	    c->l->v[c->at].gid))
		c->at++;
}

static void
compare(struct state *c, const struct run *r, hb_codepoint_t glyph,
    const hb_glyph_position_t *at)
{
	double em = c->l->size, scale = em / r->face->upem;
	double x = c->x + at->x_offset * scale;
	double y = c->l->y + at->y_offset * scale;
	const struct shown *g;

	c->x += at->x_advance * scale;
	if (c->bad || !face_draws(c->s, r->face, true, (int)glyph))
		return;
	skip_blanks(c);
	g = &c->l->v[c->at];
	if (c->at >= c->l->n)
		differs(c, "a glyph is missing");
	else if (g->face != r->face || (glyph == 0 && !r->standin) ||
	    !face_same(c->s, r->face, g->gid, (int)glyph))
		differs(c, arena_printf(&c->s->p->a, "another glyph, not %u of "
		    "%s", glyph, r->face->name));
	else if (fabs(g->x - x) > SHAPED_NEAR * em ||
	    fabs(g->y - y) > SHAPED_NEAR * em)
		differs(c, arena_printf(&c->s->p->a, "it is at %+.3f %+.3f em "
		    "from its place", (g->x - x) / em, (g->y - y) / em));
	c->at++;
	c->s->glyphs++;
}

static void
note_script(struct shaped *s, hb_script_t script)
{
	size_t i;

	for (i = 0; i < s->n_scripts; i++)
		if (s->scripts[i] == script)
			return;
	if (s->n_scripts < SCRIPTS)
		s->scripts[s->n_scripts++] = script;
}

/* A square, or the dash of a minus. */
static uint32_t
instead(const struct para *q, size_t i)
{
	hb_codepoint_t g;

	if (q->c[i] == MINUS)
		return EN_DASH;
	return hb_font_get_nominal_glyph(q->face[i]->whole, SQUARE, &g) ?
	    SQUARE : '?';
}

static void
shape_run(struct state *c, const struct run *r, const char *lang)
{
	hb_buffer_t *b = hb_buffer_create();
	const struct para *q = c->q;
	const hb_glyph_info_t *v;
	const hb_glyph_position_t *at;
	unsigned n, i;

	if (r->standin) {
		hb_buffer_add(b, instead(q, r->from), 0);
		hb_buffer_set_content_type(b, HB_BUFFER_CONTENT_TYPE_UNICODE);
		c->s->standins++;
	} else
		hb_buffer_add_utf32(b, q->c, (int)q->n, (unsigned)r->from,
		    (int)(r->to - r->from));
	hb_buffer_set_direction(b, r->rtl ? HB_DIRECTION_RTL :
	    HB_DIRECTION_LTR);
	hb_buffer_set_script(b, q->script[r->from]);
	hb_buffer_set_language(b, hb_language_from_string(lang, -1));
	hb_shape(r->face->whole, b, NULL, 0);
	note_script(c->s, q->script[r->from]);
	v = hb_buffer_get_glyph_infos(b, &n);
	at = hb_buffer_get_glyph_positions(b, NULL);
	for (i = 0; i < n; i++)
		compare(c, r, v[i].codepoint, &at[i]);
	hb_buffer_destroy(b);
}

void
shaped_compare(struct shaped *s, struct line *l)
{
	struct plan t = { .q = words_of(s, l) };
	struct state c = { .s = s, .l = l, .q = t.q, .x = l->x };
	const char *lang = l->e != NULL ? elem_lang(l->e) : NULL;
	size_t i;

	s->compared++;
	if (t.q == NULL)
		return;
	if (!find_order(s, &t, l)) {
		fault(s->p, l->page, "SHAPED", "\"%s\" is shown, and these are "
		    "not the next words of \"%.200s\"", as_seen(s, l),
		    t.q->said);
		return;
	}
	if (lang == NULL)
		lang = text_of(s->p, get(s->p, s->p->root, "/Lang"));
	find_runs(s, &t);
	for (i = 0; i < t.n; i++)
		if (t.runs[i].face->whole != NULL)
			shape_run(&c, &t.runs[i], lang != NULL ? lang : "en");
	skip_blanks(&c);
	if (!c.bad && c.at < l->n)
		differs(&c, "a glyph too many");
}

/* ---- what lies between lines ---------------------------------------------------------- */

static const struct elem *
block(const struct elem *e)
{
	while (e != NULL && e->parent != NULL && (is_role(e, "Span") ||
	    is_role(e, "Link")))
		e = e->parent;
	return e;
}

void
shaped_finish(struct shaped *s)
{
	const struct para *q;
	size_t i, k;

	for (q = s->all; q != NULL; q = q->next) {
		for (i = q->at; i < q->n && blank(q->c[i]); i++)
			;
		if (i < q->n)
			fault(s->p, q->page, "SHAPED", "not all of \"%.200s\" "
			    "is shown", q->said);
	}
	for (k = 1; k < s->n; k++) {
		const struct line *a = &s->lines[k - 1], *b = &s->lines[k];

		if (a->page == b->page && a->e != NULL && b->e != NULL &&
		    block(a->e) == block(b->e) && fabs(a->y - b->y) < 0.01 &&
		    fabs(b->x - a->end) > SHAPED_NEAR * b->size &&
		    fabs(b->x - a->end) < 0.4 * b->size)
			fault(s->p, b->page, "SHAPED", "\"%s\" begins %+.3f em "
			    "from where \"%s\" ends", as_seen(s, b), (b->x -
			    a->end) / b->size, as_seen(s, a));
	}
}
