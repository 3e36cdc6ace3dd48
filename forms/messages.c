/* SPDX-License-Identifier: MIT
 *
 * messages.c -- the words of a form as messages to translate: the context of
 * each, a note for the translator, and what its translation is.
 */
#include "forms/messages.h"
#include "locales/locales.h"

#include <stdlib.h>

/* ---- maps ------------------------------------------------------------------ */

static size_t
slot_of(const struct map *m, const void *key, const char *prefix)
{
	uint64_t h = (uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u;
	size_t i = (size_t)(h >> 32) & (m->cap - 1);

	while (m->v[i].key != NULL && (m->v[i].key != key ||
	    strcmp(m->v[i].prefix, prefix) != 0))
		i = (i + 1) & (m->cap - 1);
	return i;
}

void *
map_get(const struct map *m, const void *key, const char *prefix)
{
	return m->cap == 0 ? NULL : m->v[slot_of(m, key, prefix)].value;
}

void
map_put(struct map *m, struct arena *a, const void *key, const char *prefix,
    void *value)
{
	struct map old = *m;
	size_t i;

	if (m->n * 2 >= m->cap) {
		m->cap = m->cap ? m->cap * 2 : 64;
		m->v = arena_array(a, struct map_slot, m->cap);
		for (i = 0; i < old.cap; i++)
			if (old.v[i].key != NULL)
				m->v[slot_of(m, old.v[i].key,
				    old.v[i].prefix)] = old.v[i];
	}
	i = slot_of(m, key, prefix);
	m->n += m->v[i].key == NULL;
	m->v[i] = (struct map_slot){ key, prefix, value };
}

/* ---- contexts -------------------------------------------------------------- */

static const struct line *
root_of(const struct line *l)
{
	while (l->parent != NULL)
		l = l->parent;
	return l;
}

/* NULL: the codebook's. */
const struct scope *
scope_of(const struct build *b, const struct line *l)
{
	const struct line *root = root_of(l);
	const struct scope *s;

	for (s = b->scopes; s != NULL; s = s->next)
		if (root == &s->text.top)
			return s;
	return NULL;
}

static const char *
prefix_of(const struct build *b, const struct line *l)
{
	const struct scope *s = scope_of(b, l);

	return s ? s->prefix : "";
}

static bool
at_margin(const struct line *l)
{
	return l->parent == NULL || l->parent->parent == NULL ||
	    l->parent->kind == L_CONSULTATION || l->parent->kind == L_MODULE;
}

/* The second word of the line, when it is a name. */
static struct str
name_token(const struct line *l)
{
	if (l->n > 1 && l->toks[1].kind == TOK_WORD &&
	    lang_name_ok(l->toks[1].text))
		return l->toks[1].text;
	return (struct str){ "", 0 };
}

static const char *context(struct build *, const struct line *);

static const char *
below(struct build *b, const struct line *l, const char *what, struct str name)
{
	const char *dot = name.n > 0 && what[0] != '\0' ? "." : "";

	if (at_margin(l))
		return arena_printf(b->c.a, "%s%s%s%.*s", prefix_of(b, l),
		    what, dot, STRF(name));
	return arena_printf(b->c.a, "%s.%s%s%.*s", context(b, l->parent), what,
	    dot, STRF(name));
}

/* `include topic version 1 as libraries`: what it is called here. */
static struct str
included_as(const struct line *l)
{
	size_t i;

	for (i = 2; i + 1 < l->own; i++)
		if (str_is(l->toks[i].text, "as"))
			return l->toks[i + 1].text;
	return name_token(l);
}

static const char *
context(struct build *b, const struct line *l)
{
	const struct str name = name_token(l);
	const char *prefix = prefix_of(b, l);

	switch (l->kind) {
	case L_CONSULTATION:
		return "title";
	case L_QUESTION:
	case L_GRID:
	case L_SCALE:
		return arena_printf(b->c.a, "%s%.*s", prefix, STRF(name));
	case L_OPTION:
	case L_WORDS:
		return below(b, l, "", name);
	case L_BAND:
		return arena_printf(b->c.a, "%s.%.*s", context(b, l->parent),
		    STRF(name));
	case L_PAGE:
	case L_SECTION:
	case L_GROUP:
	case L_VALUE:
		return arena_printf(b->c.a, "%s%s.%.*s", prefix,
		    line_word(l->kind), STRF(name));
	case L_TEXT:
		return arena_printf(b->c.a, "%s%s%.*s", prefix,
		    at_margin(l) && *prefix == '\0' ? "" : "text.",
		    STRF(name));
	case L_ENTITY:
		return arena_printf(b->c.a, "%.*s.title", STRF(name));
	case L_SAYS:
	case L_COVERS:
	case L_EXCLUDES:
		return arena_printf(b->c.a, "%.*s.%s",
		    STRF(name_token(l->parent)), line_word(l->kind));
	case L_INCLUDE:
		return arena_printf(b->c.a, "%sinclude.%.*s", prefix,
		    STRF(included_as(l)));
	case L_HINT:
	case L_HELP:
	case L_PURPOSE:
	case L_UNIT:
	case L_OWNER:
		return below(b, l, line_word(l->kind), (struct str){ "", 0 });
	default:
		return below(b, l, l->n > 0 && l->toks[0].kind == TOK_WORD ?
		    arena_strn(b->c.a, l->toks[0].text.p, l->toks[0].text.n) :
		    "", name);
	}
}

/* The line with which l is translated. */
static const struct line *
unit_line(const struct line *l)
{
	const struct line *up;

	if (l->kind == L_NET || l->kind == L_PICTURE)
		return l;
	for (up = l; up->parent != NULL; up = up->parent)
		if (up->kind == L_QUESTION || up->kind == L_GRID ||
		    up->kind == L_PAGE || up->kind == L_SCALE)
			return up;
	return l;
}

static const char *
key_of(const struct line *l)
{
	return l->at.src->text.p + l->at.start;
}

struct heard *
words_heard(struct build *b, const struct line *l)
{
	const char *prefix = prefix_of(b, l);
	const struct line *whole;
	struct heard *h = map_get(&b->w->lines, key_of(l), prefix);

	if (h != NULL)
		return h;
	h = arena_new(b->c.a, struct heard);
	map_put(&b->w->lines, b->c.a, key_of(l), prefix, h);
	h->context = context(b, l);
	whole = unit_line(l);
	if (whole != l) {
		h->unit = words_heard(b, whole)->unit;
		return h;
	}
	h->unit = arena_new(b->c.a, struct unit);
	h->unit->context = h->context;
	h->unit->next = b->w->units;
	b->w->units = h->unit;
	return h;
}

/* ---- notes ----------------------------------------------------------------- */

/* `# translators: …` on the lines just above. */
static void
remarks(struct buf *out, const struct line *l)
{
	const struct text *t = (const struct text *)(const void *)
	    ((const char *)root_of(l) - offsetof(struct text, top));
	const struct str mark = STR("# translators:");
	size_t from = l->number - 1, i;

	while (from > 0 && t->lines[from - 1]->n == 0 &&
	    t->lines[from - 1]->comment.n > 0)
		from--;
	for (i = from; i + 1 < l->number; i++) {
		struct str c = t->lines[i]->comment;

		if (c.n <= mark.n || memcmp(c.p, mark.p, mark.n) != 0)
			continue;
		c.p += mark.n;
		c.n -= mark.n;
		while (c.n > 0 && (c.p[0] == ' ' || c.p[c.n - 1] == '\r')) {
			c.p += c.p[0] == ' ';
			c.n--;
		}
		buf_printf(out, "%s%.*s", out->n ? "\n" : "", STRF(c));
	}
}

static const char *
note(struct build *b, const struct line *l)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const struct line *up = unit_line(l);
	const char *words = up->words ? up->words : "";

	if (l->number > 0)
		remarks(&out, l);
	if (l->kind == L_NET)
		buf_printf(&out, "%sOnly in reports.", out.n ? "\n" : "");
	else if (l->kind == L_PICTURE)
		buf_printf(&out, "%sWhat a picture of Easy Read shows.",
		    out.n ? "\n" : "");
	else if ((l->kind == L_QUESTION || l->kind == L_GRID) && l->parent->kind == L_PAGE &&
	    l->parent->words != NULL)
		buf_printf(&out, "%sQuestion on the page: %.200s",
		    out.n ? "\n" : "", l->parent->words);
	else if (l->kind == L_OPTION && up->kind == L_QUESTION)
		buf_printf(&out, "%sAnswer to: %.300s", out.n ? "\n" : "",
		    words);
	else if (l->kind == L_OPTION)
		buf_printf(&out, "%sAnswer that several questions have.",
		    out.n ? "\n" : "");
	else if (up != l && (up->kind == L_QUESTION || up->kind == L_GRID))
		buf_printf(&out, "%s%s of: %.300s", out.n ? "\n" : "",
		    l->kind == L_PURPOSE ? "Why it is asked" :
		    line_word(l->kind), words);
	return arena_str(b->c.a, buf_text(&out));
}

/* ---- the list -------------------------------------------------------------- */

/* One message for each paragraph. */
static struct str
paragraph(const char **s)
{
	const char *end = strstr(*s, "\n\n");
	struct str p = { *s, end ? (size_t)(end - *s) : strlen(*s) };

	*s += p.n + (end ? 2 : 0);
	return p;
}

void
words_list(struct build *b, const struct line *l, struct heard *h)
{
	struct words *w = b->w;
	const char *s = l->words ? l->words : "", *about;

	if (h->shown || w->second)
		return;
	h->shown = true;
	about = note(b, l);
	while (*s != '\0') {
		struct str p = paragraph(&s);

		if (p.n > 0)
			*arena_push(b->c.a, w->messages, w->n_messages,
			    w->cap_messages) = (struct forms_message){
			    h->context, arena_strn(b->c.a, p.p, p.n), about,
			    l->kind == L_NET || l->kind == L_PICTURE,
			    l->at };
	}
}

struct sorting {
	struct forms_message m;
	size_t	 source, nth;
};

static int
by_place(const void *x, const void *y)
{
	const struct sorting *a = x, *b = y;

	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	if (a->m.at.start != b->m.at.start)
		return a->m.at.start < b->m.at.start ? -1 : 1;
	return a->nth < b->nth ? -1 : a->nth > b->nth;
}

static int
by_words(const void *x, const void *y)
{
	const struct sorting *a = x, *b = y;
	int order = strcmp(a->m.context, b->m.context);

	if (order == 0)
		order = strcmp(a->m.id, b->m.id);
	return order != 0 ? order : by_place(x, y);
}

static size_t
source_index(const struct build *b, const struct forms_source *src)
{
	size_t i;

	for (i = 0; i < b->n_sources; i++)
		if (b->sources[i].text.p == src->text.p)
			break;
	return i;
}

void
words_sorted(struct build *b)
{
	struct words *w = b->w;
	size_t n = w->n_messages, kept = 0, i;
	struct sorting *v = arena_array(b->c.a, struct sorting, n + 1);

	for (i = 0; i < n; i++)
		v[i] = (struct sorting){ w->messages[i],
		    source_index(b, w->messages[i].at.src), i };
	if (n > 1)
		qsort(v, n, sizeof(*v), by_words);
	for (i = 0; i < n; i++)
		if (kept == 0 || strcmp(v[kept - 1].m.id, v[i].m.id) != 0 ||
		    strcmp(v[kept - 1].m.context, v[i].m.context) != 0)
			v[kept++] = v[i];
	if (kept > 1)
		qsort(v, kept, sizeof(*v), by_place);
	for (i = 0; i < kept; i++)
		w->messages[i] = v[i].m;
	w->n_messages = kept;
}

/* ---- translations ---------------------------------------------------------- */

static bool
braces_close(const char *s)
{
	while ((s = strchr(s, '{')) != NULL) {
		if (s[1] != '{' && strchr(s, '}') == NULL)
			return false;
		s += s[1] == '{' ? 2 : 1;
	}
	return true;
}

/* Each link of a is somewhere in b. */
static bool
links_within(const char *a, const char *b)
{
	while ((a = strstr(a, "](")) != NULL) {
		size_t n = strcspn(a, ")");

		if (a[n] == ')' && memmem(b, strlen(b), a, n + 1) == NULL)
			return false;
		a += 2;
	}
	return true;
}

bool
words_fit(const char *id, const char *words)
{
	return locale_keeps(id, words) && braces_close(words) &&
	    links_within(id, words) && links_within(words, id);
}

/* For a row of a repeat, `agree[P3]` goes before `agree`. */
static const char *
look_up(struct build *b, const struct place *at, const struct heard *h,
    const char *id)
{
	const struct locale *lo = b->w->lo;
	size_t n = strlen(h->unit->context);
	const char *found;

	if (at != NULL && at->row != NULL &&
	    strncmp(h->context, h->unit->context, n) == 0) {
		found = tr_in(lo, arena_printf(b->c.a, "%.*s[%s]%s", (int)n,
		    h->context, at->row->name, h->context + n), id);
		if (found != id && words_fit(id, found))
			return found;
	}
	found = tr_in(lo, h->context, id);
	return found == id || !words_fit(id, found) ? NULL : found;
}

const char *
words_translated(struct build *b, const struct place *at,
    const struct line *l, struct heard *h, const char *s)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const char *rest = s, *found;

	if (b->w->lo == NULL)
		return s;
	if (b->w->second && (h->unit->lacks || b->w->stay))
		return s;
	while (*rest != '\0') {
		struct str p = paragraph(&rest);

		found = p.n == 0 ? "" : look_up(b, at, h,
		    arena_strn(b->c.a, p.p, p.n));
		if (found == NULL && l->kind != L_NET && l->kind != L_PICTURE)
			h->unit->lacks = true;
		buf_puts(&out, found ? found : "");
		buf_puts(&out, *rest ? "\n\n" : "");
		if (found == NULL)
			return s;
	}
	return b->w->second ? arena_str(b->c.a, buf_text(&out)) : s;
}

void
words_decide(struct words *w)
{
	struct unit *u;
	bool more = true;
	size_t i;

	while (more) {
		more = false;
		for (u = w->units; u != NULL; u = u->next)
			for (i = 0; !u->lacks && i < u->n_needs; i++)
				if (u->needs[i]->lacks)
					more = u->lacks = true;
	}
}
