/* SPDX-License-Identifier: MIT
 *
 * check_content.c -- what the pages draw: Matterhorn 01 and 11-001, and notes
 * of which codes of which font are used.
 */
#include "tests/pdf/check.h"

enum {
	FORMS_DEEP = 12, STATES = 64, OPERANDS = 200000,
	NESTED = 28		/* q within q: ISO 19005-2, 6.1.13 */
};

/* One level of marked content. */
struct level {
	struct level	*up;
	struct mark	*mark;		/* NULL: no MCID here */
	bool		 artifact, tagged, lang, actual;
};

struct state { struct font *font; int render; };

struct walk {
	struct pdf	*p;
	int		 page, stream, forms;
	qpdf_oh		 resources;
	struct level	*level;		/* never NULL */
	struct state	 now, saved[STATES];
	size_t		 nsaved;
	struct token	*arg;
	size_t		 narg, caparg;
	bool		*told;		/* 01-005 once a page */
	bool		*told_lang;
};

static void	walk_stream(struct walk *, struct str);

static bool
op(struct token t, const char *s)
{
	return str_is(t.s, s);
}

static qpdf_oh
resource(struct walk *w, const char *kind, struct str name)
{
	return get(w->p, get(w->p, w->resources, kind),
	    arena_printf(&w->p->a, "/%.*s", STRF(name)));
}

/* ---- marked content ----------------------------------------------------- */

/* The integer after /MCID in an inline property list, or -1. */
static int
inline_mcid(const struct walk *w)
{
	size_t i;
	int depth = 0;

	for (i = 1; i + 1 < w->narg; i++) {
		depth += w->arg[i].kind == T_DICT;
		depth -= w->arg[i].kind == T_ENDDICT;
		if (depth == 1 && w->arg[i].kind == T_NAME &&
		    str_is(w->arg[i].s, "MCID") &&
		    w->arg[i + 1].kind == T_NUMBER &&
		    w->arg[i + 1].v >= 0 && w->arg[i + 1].v < 0x7FFFFFFF)
			return (int)w->arg[i + 1].v;
	}
	return -1;
}

static const struct token *
inline_value(const struct walk *w, const char *key)
{
	size_t i;

	for (i = 1; i + 1 < w->narg; i++)
		if (w->arg[i].kind == T_NAME && str_is(w->arg[i].s, key))
			return &w->arg[i + 1];
	return NULL;
}

/* Adds a UTF-16 or PDFDocEncoding string; the latter as if Latin-1. */
static void
add_text(struct buf *b, struct str s)
{
	const unsigned char *u = (const unsigned char *)s.p;
	uint32_t c, low;
	size_t i;

	if (s.n < 2 || u[0] != 0xFE || u[1] != 0xFF) {
		for (i = 0; i < s.n; i++)
			utf8_put(b, u[i]);
		return;
	}
	for (i = 2; i + 1 < s.n; i += 2) {
		c = (uint32_t)(u[i] << 8 | u[i + 1]);
		if (c >= 0xD800 && c < 0xDC00 && i + 3 < s.n) {
			low = (uint32_t)(u[i + 2] << 8 | u[i + 3]);
			c = 0x10000 + ((c - 0xD800) << 10) + (low & 0x3FF);
			i += 2;
		}
		utf8_put(b, c);
	}
}

static struct mark *
innermost(const struct walk *w)
{
	const struct level *l;

	for (l = w->level; l != NULL; l = l->up)
		if (l->mark != NULL)
			return l->mark;
	return NULL;
}

static void
claim(struct walk *w, struct level *l, int mcid)
{
	struct pdf *p = w->p;

	l->mark = mark_at(p, mark_key(w->page, w->stream, mcid));
	l->tagged = true;
	if (l->mark->seen++ > 0 && w->stream == 0)
		fault(p, w->page, "X-002", "marked content %d occurs twice",
		    mcid);
	if (l->mark->e == NULL) {
		fault(p, w->page, "01-005", "marked content %d belongs to no "
		    "structure element", mcid);
		*w->told = true;
	}
	if (l->artifact)
		fault(p, w->page, "01-004", "marked content %d is inside an "
		    "artifact", mcid);
}

static void
begin_mark(struct walk *w, bool properties)
{
	struct pdf *p = w->p;
	struct level *l = arena_new(&p->a, struct level);
	const struct token *t;
	int mcid = -1;

	*l = *w->level;
	l->up = w->level;
	l->mark = NULL;
	w->level = l;
	if (w->narg == 0 || w->arg[0].kind != T_NAME) {
		fault(p, w->page, "X-006", "marked content has no tag");
		return;
	}
	if (op(w->arg[0], "Artifact")) {
		if (l->tagged)
			fault(p, w->page, "01-003", "an artifact is inside "
			    "tagged content");
		l->artifact = true;
	}
	if (!properties || w->narg < 2)
		return;
	if (w->arg[1].kind == T_NAME) {
		qpdf_oh d = resource(w, "/Properties", w->arg[1].s);

		mcid = int_of(p, get(p, d, "/MCID"), -1);
		l->lang |= lang_valid(text_of(p, get(p, d, "/Lang")));
	} else {
		mcid = inline_mcid(w);
		if ((t = inline_value(w, "Lang")) != NULL)
			l->lang |= lang_valid(arena_strn(&p->a, t->s.p,
			    t->s.n));
	}
	if (mcid >= 0)
		claim(w, l, mcid);
	t = inline_value(w, "ActualText");
	if (t != NULL && t->kind == T_STRING) {
		struct mark *m = innermost(w);

		if (m != NULL && !w->level->actual)
			add_text(&m->text, t->s);
		l->actual = true;
	}
}

/* Something is drawn: it must be tagged or be an artifact. */
static void
drawn(struct walk *w, const char *what)
{
	if (w->level->artifact || w->level->tagged || *w->told)
		return;
	fault(w->p, w->page, "01-005", "%s is neither tagged nor an artifact",
	    what);
	*w->told = true;
}

/* ---- text --------------------------------------------------------------- */

static void
set_font(struct walk *w, qpdf_oh font)
{
	if (!is_dict(w->p, font)) {
		fault(w->p, w->page, "X-006", "the page names a font that it "
		    "does not have");
		w->now.font = NULL;
	} else
		w->now.font = font_load(w->p, font, w->page);
}

static void
need_lang(struct walk *w)
{
	const struct mark *m = innermost(w);

	if (w->p->lang || w->level->lang || w->level->artifact ||
	    *w->told_lang || (m != NULL && elem_lang(m->e) != NULL))
		return;
	fault(w->p, w->page, "11-001", "the language of the text of %s cannot "
	    "be determined", m && m->e ? m->e->type : "the page");
	*w->told_lang = true;
}

/* A private character says nothing to anybody, unless ActualText does:
 * ISO 19005-2, 6.2.11.7.3. */
static void
private_use(struct walk *w, const struct font *f, unsigned code)
{
	const struct mark *m = innermost(w);
	uint32_t c = f->unicode ? f->unicode->to[code] : 0;

	if ((c < 0xE000 || c > 0xF8FF) && c < 0xF0000)
		return;
	if (w->level->actual || (m && m->e && m->e->actual))
		return;
	fault(w->p, w->page, "A2-6.2.11.7", "font %s: code %04X has the "
	    "private character U+%04X and no ActualText", f->name, code,
	    (unsigned)c);
}

static void
show(struct walk *w, struct str s)
{
	struct font *f = w->now.font;
	struct mark *m = innermost(w);
	size_t i, step;
	unsigned code;

	if (s.n == 0)
		return;
	drawn(w, "text");
	need_lang(w);
	if (f == NULL) {
		fault(w->p, w->page, "X-006", "text has no font");
		return;
	}
	step = (size_t)f->bytes;
	if (s.n % step != 0)
		fault(w->p, w->page, "X-006", "half a character code in text");
	for (i = 0; i + step <= s.n; i += step) {
		code = (unsigned char)s.p[i];
		if (step == 2)
			code = code << 8 | (unsigned char)s.p[i + 1];
		private_use(w, f, code);
		f->used[code] |= w->now.render == 3 ? USED : USED | SHOWN;
		if (m != NULL && !w->level->actual && f->unicode != NULL &&
		    f->unicode->text[code] != NULL)
			buf_puts(&m->text, f->unicode->text[code]);
	}
}

static bool
text_op(struct walk *w, struct token t)
{
	size_t i;

	if (op(t, "Tf")) {
		if (w->narg >= 2 && w->arg[w->narg - 2].kind == T_NAME)
			set_font(w, resource(w, "/Font",
			    w->arg[w->narg - 2].s));
		return true;
	}
	if (op(t, "Tr") && w->narg >= 1) {
		w->now.render = (int)w->arg[w->narg - 1].v;
		return true;
	}
	if (!op(t, "Tj") && !op(t, "TJ") && !op(t, "'") && !op(t, "\""))
		return false;
	for (i = 0; i < w->narg; i++)
		if (w->arg[i].kind == T_STRING)
			show(w, w->arg[i].s);
	return true;
}

/* ---- the rest ----------------------------------------------------------- */

static void
do_xobject(struct walk *w)
{
	struct pdf *p = w->p;
	qpdf_oh o;
	struct walk in = *w;
	struct str data;

	if (w->narg == 0 || w->arg[w->narg - 1].kind != T_NAME)
		return;
	o = resource(w, "/XObject", w->arg[w->narg - 1].s);
	if (!name_is(p, get(p, o, "/Subtype"), "Form")) {
		drawn(w, "an image");
		return;
	}
	if (has(p, o, "/Ref"))
		fault(p, w->page, "30-001", "a reference XObject is used");
	if (w->forms >= FORMS_DEEP || !stream_of(p, o, &data)) {
		fault(p, w->page, "X-006", "a form cannot be read");
		return;
	}
	in.forms++;
	in.stream = object_of(p, o);
	if (has(p, o, "/Resources"))
		in.resources = get(p, o, "/Resources");
	else
		in.resources = qpdf_oh_new_null(p->q);
	in.arg = NULL;
	in.narg = in.caparg = in.nsaved = 0;
	walk_stream(&in, data);
}

static void
state_op(struct walk *w, struct token t)
{
	qpdf_oh font;

	if (op(t, "q")) {
		if (w->nsaved < STATES)
			w->saved[w->nsaved] = w->now;
		if (w->nsaved++ == NESTED)
			fault(w->p, w->page, "A2-6.1.13", "q is nested more "
			    "than %d deep", NESTED);
	} else if (op(t, "Q")) {
		if (w->nsaved == 0)
			fault(w->p, w->page, "X-006", "Q without q");
		else if (--w->nsaved < STATES)
			w->now = w->saved[w->nsaved];
	} else if (op(t, "gs") && w->narg > 0) {
		font = get(w->p, resource(w, "/ExtGState", w->arg[0].s),
		    "/Font");
		if (length_of(w->p, font) > 0)
			set_font(w, item(w->p, font, 0));
	}
}

/* A device's colours are those of the output intent: ISO 19005-2, 6.2.4.3. */
static void
colour_op(struct walk *w, struct token t)
{
	int n = op(t, "k") || op(t, "K") ? 4 : op(t, "rg") || op(t, "RG") ?
	    3 : 0;

	if (w->narg > 0 && (op(t, "cs") || op(t, "CS"))) {
		n = op(w->arg[0], "DeviceCMYK") ? 4 :
		    op(w->arg[0], "DeviceRGB") ? 3 : 0;
	}
	if (n != 0 && w->p->colours != 0 && n != w->p->colours)
		fault(w->p, w->page, "A2-6.2.4.3", "a colour of %d parts, but "
		    "the output intent has %d", n, w->p->colours);
}

static void
operate(struct walk *w, struct token t, struct level *floor)
{
	static const char *const paint[] = { "S", "s", "f", "F", "f*", "B",
		"B*", "b", "b*" };
	size_t i;

	if (text_op(w, t))
		return;
	if (op(t, "BDC") || op(t, "BMC"))
		begin_mark(w, op(t, "BDC"));
	else if (op(t, "EMC")) {
		if (w->level == floor)
			fault(w->p, w->page, "X-006", "EMC without BMC");
		else
			w->level = w->level->up;
	} else if (op(t, "Do"))
		do_xobject(w);
	else if (op(t, "sh"))
		drawn(w, "a shading");
	else if (!operator_known(t.s))
		fault(w->p, w->page, "A2-6.2.2", "the content has the unknown "
		    "operator %.*s", t.s.n < 40 ? (int)t.s.n : 40, t.s.p);
	else {
		state_op(w, t);
		colour_op(w, t);
	}
	for (i = 0; i < LEN(paint); i++)
		if (op(t, paint[i]))
			drawn(w, "a line or area");
}

static void
walk_stream(struct walk *w, struct str data)
{
	struct pdf *p = w->p;
	struct lexer x = { &p->a, data, 0, false };
	struct level *floor = w->level;
	struct token t;

	while ((t = lex(&x)).kind != T_END) {
		if (p->budget == 0) {
			fault(p, w->page, "X-005", "the content is too long");
			return;
		}
		p->budget--;
		if (t.kind == T_IMAGE)
			drawn(w, "an image");
		else if (t.kind != T_WORD || str_is(t.s, "true") ||
		    str_is(t.s, "false") || str_is(t.s, "null")) {
			if (w->narg < OPERANDS)
				*arena_push(&p->a, w->arg, w->narg,
				    w->caparg) = t;
			continue;
		} else
			operate(w, t, floor);
		w->narg = 0;
	}
	if (x.bad)
		fault(p, w->page, "X-006", "the content has broken syntax");
	if (w->level != floor)
		fault(p, w->page, "X-006", "marked content is not closed");
	if (w->nsaved > 0)
		fault(p, w->page, "X-006", "q without Q");
	w->level = floor;
}

/* Pieces of content are joined by a line end, as ISO 32000-1 7.8.2 says.
 * False: some piece cannot be decoded. */
bool
content_of(struct pdf *p, qpdf_oh page, struct str *out)
{
	qpdf_oh c = get(p, page, "/Contents");
	int i, n = length_of(p, c);
	struct buf CLEAN(buf_free) b = { .max = (size_t)256 << 20 };
	struct str s;

	*out = STR("");
	if (qpdf_oh_is_stream(p->q, c))
		return stream_of(p, c, out);
	for (i = 0; i < n; i++) {
		if (!stream_of(p, item(p, c, i), &s))
			return false;
		buf_put(&b, s.p, s.n);
		buf_puts(&b, "\n");
	}
	*out = (struct str){ arena_strn(&p->a, buf_text(&b), b.n), b.n };
	return buf_ok(&b) && (n > 0 || is_null(p, c));
}

/* Resources may be inherited (ISO 32000-1, 7.7.3.4), but not in PDF/A: ISO
 * 19005-2, 6.2.2. */
static qpdf_oh
resources_of(struct pdf *p, qpdf_oh page, int number)
{
	int i;

	if (!has(p, page, "/Resources"))
		fault(p, number, "A2-6.2.2", "the page has no resources of "
		    "its own");
	for (i = 0; i < 32 && is_dict(p, page); i++) {
		if (has(p, page, "/Resources"))
			return get(p, page, "/Resources");
		page = get(p, page, "/Parent");
	}
	return qpdf_oh_new_null(p->q);
}

void
check_content(struct pdf *p)
{
	size_t i;

	for (i = 0; i < p->npages; i++) {
		struct level ground = { 0 };
		bool told = false, told_lang = false;
		struct walk w = { .p = p, .page = (int)i + 1,
			.level = &ground, .told = &told,
			.told_lang = &told_lang };
		struct str data;

		w.resources = resources_of(p, p->pages[i].o, w.page);
		if (!content_of(p, p->pages[i].o, &data))
			fault(p, w.page, "X-006",
			    "the page's content cannot be decoded");
		walk_stream(&w, data);
	}
}
