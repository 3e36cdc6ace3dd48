/* SPDX-License-Identifier: MIT
 *
 * words.c -- words that people see: what stands in braces is put in, and
 * [words](document) is looked up.
 *
 * What was put in is never looked at again, so a title with a brace in it
 * stays as it is.
 */
#include "forms/messages.h"

struct forms_span
words_locate(const struct line *l, struct str piece)
{
	const struct forms_source *src = l->words_at.src;
	const char *at = memmem(src->text.p + l->words_at.start,
	    src->text.n - l->words_at.start, piece.p, piece.n);
	struct forms_span span = l->words_at;

	if (at == NULL || piece.n == 0)
		return span;
	span.start = (size_t)(at - src->text.p);
	span.end = span.start + piece.n;
	return span;
}

/* ---- words that are made elsewhere ----------------------------------------- */

static struct said *
said_of(const struct build *b, const char *text)
{
	return text == NULL || b->f->registry == NULL ? NULL :
	    map_get(&b->f->registry->said, text, "");
}

static struct said *
say(struct build *b, const struct line *l, struct heard *h, const char *text,
    const char *source)
{
	struct said *s = said_of(b, text);

	if (s != NULL)
		return s;	/* the same line, for another row */
	s = arena_new(b->c.a, struct said);
	*s = (struct said){ .text = text, .source = source, .line = l,
	    .heard = h };
	map_put(&b->f->registry->said, b->c.a, text, "", s);
	return s;
}

static void
need(struct build *b, struct unit *u, struct unit *other)
{
	size_t i;

	if (b->w->lo == NULL || b->w->second || u == other)
		return;
	for (i = 0; i < u->n_needs; i++)
		if (u->needs[i] == other)
			return;
	*arena_push(b->c.a, u->needs, u->n_needs, u->cap_needs) = other;
}

bool
words_stay(struct build *b, const struct line *l)
{
	return b->w->second && (b->w->stay || words_heard(b, l)->unit->lacks);
}

bool
words_stay_all(struct build *b, bool stay)
{
	bool before = b->w->stay;

	b->w->stay = stay;
	return before;
}

const char *
words_lang(struct build *b, const struct line *l)
{
	return words_stay(b, l) ? b->f->registry->source : b->f->lang;
}

void
words_need(struct build *b, const struct line *l, const struct line *other)
{
	need(b, words_heard(b, l)->unit, words_heard(b, other)->unit);
}

const char *
words_borrow(struct build *b, const struct line *l, const char *text)
{
	const struct said *s = said_of(b, text);

	if (s == NULL)
		return text;
	words_list(b, s->line, s->heard);
	need(b, words_heard(b, l)->unit, s->heard->unit);
	return words_stay(b, l) ? s->source : text;
}

/* ---- what stands in braces ------------------------------------------------- */

static const char *
property(struct build *b, const struct line *l, const struct forms_entity *e,
    struct str part)
{
	if (str_is(part, "title"))
		return words_borrow(b, l, e->title);
	if (str_is(part, "number"))
		return arena_printf(b->c.a, "%d", e->number);
	if (str_is(part, "says"))
		return words_borrow(b, l, e->says);
	if (str_is(part, "name"))
		return e->name;
	if (str_is(part, "covers"))
		return words_borrow(b, l, e->covers);
	return NULL;
}

/* The row or entry that `p` or `P3` means; NULL: none. */
static const struct forms_entity *
entity_of(struct build *b, const struct place *at, struct str base)
{
	if (at != NULL && at->var != NULL && str_is(base, at->var))
		return at->row;
	return forms_entity(b->f, arena_strn(b->c.a, base.p, base.n));
}

/* What `p.title` or `P3.title` stands for; NULL after a complaint. */
static const char *
stands_for(struct build *b, const struct line *l,
    struct str inside, const struct forms_entity *e, struct str part)
{
	static const char *const parts[] = { "title", "number", "says", "name",
	    "covers" };
	const char *value = property(b, l, e, part);

	if (value == NULL)
		fault(&b->c, "E209", words_locate(l, inside), part.n ?
		    closest(&b->c, part, parts, LEN(parts)) :
		    arena_printf(b->c.a, "for example {%.*s.title}",
		    STRF(inside)), "`%.*s` has no words of its own",
		    STRF(inside));
	return value;
}

/* Words that are being filled: what is put out, and its live parts. */
struct filling {
	struct build		*b;
	const struct place	*at;
	const struct line	*l;
	struct buf		 out;
	struct live		*live, **tail;
	size_t			 from;	/* of the words since a live part */
};

/* What stands before a live part, or at the end. */
static void
run(struct filling *f)
{
	struct live *p;

	if (f->out.n == f->from)
		return;
	p = arena_new(f->b->c.a, struct live);
	*p = (struct live){ .kind = LIVE_WORDS,
	    .text = arena_str(f->b->c.a, buf_text(&f->out) + f->from) };
	*f->tail = p;
	f->tail = &p->next;
	f->from = f->out.n;
}

static const char *
put_in(struct filling *f, const char *s)
{
	struct build *b = f->b;
	const char *close = strchr(s, '}'), *value, *dot;
	const struct forms_entity *e;
	struct str inside, base, part = { 0 };
	struct live *p;

	if (close == NULL) {
		fault(&b->c, "E209", words_locate(f->l, str_of(s)),
		    "to show a brace itself, write {{",
		    "this brace is not closed");
		return s + strlen(s);
	}
	inside = base = (struct str){ s + 1, (size_t)(close - s) - 1 };
	dot = memchr(inside.p, '.', inside.n);
	if (dot != NULL) {
		base.n = (size_t)(dot - inside.p);
		part = (struct str){ dot + 1, inside.n - base.n - 1 };
	}
	value = dot || !b->now ? NULL : module_words(b->now, inside);
	if (value != NULL) {
		buf_puts(&f->out, words_borrow(b, f->l, value));
		return close + 1;
	}
	e = entity_of(b, f->at, base);
	if (e != NULL) {
		value = stands_for(b, f->l, inside, e, part);
		buf_puts(&f->out, value ? value : "");
		return close + 1;
	}
	if (b->no_codes && base.n < inside.n)
		return close + 1;
	run(f);
	p = live_add(b, f->at, f->l, inside, &f->tail);
	if (p != NULL)
		buf_puts(&f->out, p->text);
	f->from = f->out.n;
	return close + 1;
}

static void
fill(struct filling *f, const char *s)
{
	size_t n;

	f->tail = &f->live;
	while (*s != '\0') {
		n = strcspn(s, "{");
		buf_put(&f->out, s, n);
		s += n;
		if (s[0] == '{' && s[1] == '{') {
			buf_lit(&f->out, "{");
			s += 2;
		} else if (s[0] == '{') {
			s = put_in(f, s);
		}
	}
	if (f->live != NULL)
		run(f);
}

static void
filling_done(struct filling *f)
{
	buf_free(&f->out);
}

/* The words of the template s; NULL when there are too many. */
static const char *
filled(struct build *b, const struct place *at, const struct line *l,
    const char *s, struct live **live)
{
	struct filling f CLEAN(filling_done) = { .b = b, .at = at, .l = l };

	*live = NULL;
	if (strchr(s, '{') == NULL)
		return s;
	fill(&f, s);
	b->n_words += f.out.n;
	if (b->n_words > WORDS_MAX || !buf_ok(&f.out)) {
		fault(&b->c, "E122", l->at, "",
		    "this form has more words than can be held");
		return NULL;
	}
	*live = f.live;
	return arena_str(b->c.a, buf_text(&f.out));
}

/* Only analysts see these. */
static bool
for_staff(const struct line *l)
{
	size_t i;

	for (i = 2; l->kind == L_OPTION && i < l->own; i++)
		if (l->toks[i].kind == TOK_WORD &&
		    str_is(l->toks[i].text, "staff"))
			return true;
	return l->kind == L_KIND || l->kind == L_EXCLUDES ||
	    l->kind == L_EXAMPLE;
}

/* These are messages where they are put into other words. */
static bool
of_codebook(const struct line *l)
{
	return l->kind == L_ENTITY || l->kind == L_SAYS ||
	    l->kind == L_COVERS || l->kind == L_PARAMETER;
}

const char *
words_in(struct build *b, const struct place *at, const struct line *l,
    const char *s)
{
	const char *template, *text, *source;
	struct heard *h;
	struct live *live, *ignored;
	struct said *said;

	if (s == NULL || *s == '\0')
		return "";
	h = words_heard(b, l);
	if (for_staff(l)) {
		text = filled(b, at, l, s, &live);
		return text ? text : "";
	}
	if (!of_codebook(l))
		words_list(b, l, h);
	template = words_translated(b, at, l, h, s);
	text = filled(b, at, l, template, &live);
	if (text == NULL)
		return "";
	source = template == s ? text : filled(b, at, l, s, &ignored);
	said = say(b, l, h, text, source ? source : text);
	said->live = live;
	said->translated = template != s;
	return text;
}

const char *
words_plain(struct build *b, const struct line *l, const char *s)
{
	return words_in(b, NULL, l, s);
}

/* Units are known by where they stand in memory, so it must be the same. */
const struct forms_source *
words_made(struct build *b, const struct forms_source *src)
{
	if (b->w->made == NULL)
		b->w->made = src;
	return b->w->made;
}

const char *
words_followed(struct build *b, const struct line *l, const char *words,
    const char *mark, const char *more)
{
	const struct said *s = said_of(b, words);
	const char *text = arena_printf(b->c.a, "%s%s %s", words, mark, more);
	struct said *made = say(b, l, words_heard(b, l), text, text);
	const struct live *p;
	struct live **tail = &made->live, *copy;

	made->translated = s != NULL && s->translated;
	for (p = s ? s->live : NULL; p != NULL; p = p->next) {
		copy = arena_new(b->c.a, struct live);
		*copy = *p;
		copy->next = NULL;
		copy->same = p;
		*tail = copy;
		tail = &copy->next;
	}
	if (made->live != NULL) {
		*tail = arena_new(b->c.a, struct live);
		**tail = (struct live){ .kind = LIVE_WORDS,
		    .text = text + strlen(words) };
	}
	return text;
}

/* The same words in another row are words of their own: what stands instead
 * differs there. */
const char *
words_instead(struct build *b, const char *words, const char *text,
    const struct forms_expr *when)
{
	struct said *s = said_of(b, words), *own;
	struct instead *i = arena_new(b->c.a, struct instead), **tail;

	if (s == NULL)
		return words;
	*i = (struct instead){ .when = when, .text = text };
	if (s->instead == NULL) {
		own = arena_new(b->c.a, struct said);
		*own = *s;
		own->text = arena_str(b->c.a, words);
		map_put(&b->f->registry->said, b->c.a, own->text, "", own);
		s = own;
	}
	for (tail = &s->instead; *tail != NULL; tail = &(*tail)->next)
		;
	*tail = i;
	return s->text;
}

/* ---- links ----------------------------------------------------------------- */

static bool
document_known(const struct build *b, struct str name)
{
	size_t i;

	for (i = 0; i < b->f->n_documents; i++)
		if (str_is(name, b->f->documents[i].name))
			return true;
	return false;
}

/* [words](document): only documents that the form declares. */
void
words_links(struct build *b, const struct line *l, const char *s)
{
	const char *names[32];
	const char *end;
	size_t n = 0, i;

	for (i = 0; i < b->f->n_documents && n < LEN(names); i++)
		names[n++] = b->f->documents[i].name;
	while ((s = strstr(s, "](")) != NULL) {
		struct str name = { s + 2, 0 };

		end = strchr(s, ')');
		s += 2;
		if (end == NULL)
			continue;
		name.n = (size_t)(end - s);
		if (!document_known(b, name))
			fault(&b->c, "E208", words_locate(l, name), n > 0 ?
			    closest(&b->c, name, names, n) : "a document is "
			    "declared so: document plan file documents/plan.pdf"
			    " \"Read the plan\"",
			    "no document `%.*s` is declared", STRF(name));
	}
}
