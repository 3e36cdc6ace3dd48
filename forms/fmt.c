/* SPDX-License-Identifier: MIT
 *
 * fmt.c -- one layout for every file: two spaces for each step inwards, one
 * space between words, answers and facts that stand beside each other lined
 * up, one blank line at most, comments kept where they were.
 *
 * Only tokens are looked at, never what they mean, so that a file with
 * mistakes can be laid out too, as long as its lines can be told apart.
 */
#include "forms/lines.h"

enum {
	STEP = 2,
	WIDE = 28,	/* a longer name is not lined up with */
	RUN = 500,	/* as far as lines are looked at to line up with */
	DEEP = 10	/* no words are moved further in than this */
};

/* ---- lining up ----------------------------------------------------------- */

enum sort { S_PLAIN, S_ANSWER, S_CONTACT, S_FACT };

static bool
is_word(const struct line *l, size_t i)
{
	return i < l->n && l->toks[i].kind == TOK_WORD;
}

static enum sort
sort_of(const struct line *l)
{
	static const char *const facts[] = { "owner", "languages", "accept",
	    "says", "covers", "excludes", "example", "match", "under", "phone", "link",
	    "opens", "closes", "analysed-by", "decided-by", "decided-when",
	    "edition", "public-url", "minutes", "receipt-days", "findings", "header",
	    "mailbox", "erase-senders" };
	size_t i;
	int n;

	if (!is_word(l, 0))
		return S_PLAIN;
	if (lang_int(l->toks[0].text, &n))
		return is_word(l, 1) ? S_ANSWER : S_PLAIN;
	if ((str_is(l->toks[0].text, "contact") ||
	    str_is(l->toks[0].text, "privacy") ||
	    str_is(l->toks[0].text, "accessibility") ||
	    str_is(l->toks[0].text, "edition") ||
	    str_is(l->toks[0].text, "logo") ||
	    str_is(l->toks[0].text, "people") ||
	    str_is(l->toks[0].text, "colour")) && is_word(l, 1))
		return S_CONTACT;
	for (i = 0; i < LEN(facts); i++)
		if (str_is(l->toks[0].text, facts[i]))
			return S_FACT;
	return S_PLAIN;
}

/* What is padded: "8 dont-know", or "owner". */
static size_t
lead(const struct line *l, enum sort s)
{
	size_t n = utf8_count(l->toks[0].text.p, l->toks[0].text.n);

	return s == S_FACT ? n :
	    n + 1 + utf8_count(l->toks[1].text.p, l->toks[1].text.n);
}

/* The widest lead of the lines of this sort that stand beside l: those with
 * nothing else between them at their depth, no blank line and no comment. */
static size_t
widest(const struct text *t, size_t at, enum sort s)
{
	const struct line *l = t->lines[at];
	size_t best = 0, i = at, w, far = 0;
	bool down = false;

	for (;;) {
		const struct line *o = t->lines[i];
		bool stop = o->n == 0 || o->depth < l->depth ||
		    (o->depth == l->depth && sort_of(o) != s);

		w = !stop && o->depth == l->depth ? lead(o, s) : 0;
		if (w <= WIDE && w > best)
			best = w;
		if (!down && !stop && i > 0 && ++far < RUN) {
			i--;
			continue;
		}
		if (!down) {
			down = true;
			i = at;
			far = 0;
		} else if (stop || ++far == RUN) {
			return best;
		}
		if (++i == t->n)
			return best;
	}
}

/* ---- one line ------------------------------------------------------------ */

/* Hebrew, Arabic and their neighbours, by the blocks of Unicode. */
static bool
right_to_left(struct str s)
{
	const char *p = s.p, *end = s.p + s.n;
	uint32_t c;

	while (p < end) {
		c = utf8_next(&p);
		if ((c >= 0x0590 && c <= 0x08FF) || (c >= 0xFB1D && c <= 0xFDFF)
		    || (c >= 0xFE70 && c <= 0xFEFF) ||
		    (c >= 0x10800 && c <= 0x10FFF) ||
		    (c >= 0x1E800 && c <= 0x1EFFF))
			return true;
	}
	return false;
}

static void
indent(struct buf *out, size_t depth)
{
	for (depth *= STEP; depth > 0; depth--)
		buf_lit(out, " ");
}

static void
token(struct buf *out, const struct tok *t)
{
	buf_put(out, t->at.src->text.p + t->at.start, t->at.end - t->at.start);
}

static bool
is_function(const struct line *l, size_t i)
{
	static const char *const names[] = { "any", "every", "count", "sum",
	    "score" };
	size_t k;

	for (k = 0; is_word(l, i) && k < LEN(names); k++)
		if (str_is(l->toks[i].text, names[k]))
			return true;
	return false;
}

static bool
space_before(const struct line *l, size_t i)
{
	if (i == 0 || l->toks[i].kind == TOK_CLOSE ||
	    l->toks[i].kind == TOK_COMMA || l->toks[i - 1].kind == TOK_OPEN)
		return false;
	return l->toks[i].kind != TOK_OPEN || !is_function(l, i - 1);
}

/* Phrases that are looked for belong where they stand. */
static bool
is_search(const struct line *l)
{
	return str_is(l->toks[0].text, "match") ||
	    str_is(l->toks[0].text, "and") || str_is(l->toks[0].text, "or");
}

/* Words that run from right to left would jumble a line that has anything
 * else on it, so they go on a line of their own below. */
static const struct tok *
own_line(const struct line *l)
{
	size_t i, strings = 0;
	const struct tok *t = NULL;

	for (i = 0; i < l->n; i++)
		if (l->toks[i].kind == TOK_STRING) {
			strings++;
			t = &l->toks[i];
		}
	return strings == 1 && l->n > 1 && l->depth < DEEP && is_word(l, 0) &&
	    !is_search(l) && right_to_left(t->text) ? t : NULL;
}

static void
code(struct buf *out, const struct text *t, size_t at)
{
	const struct line *l = t->lines[at];
	const struct tok *below = own_line(l);
	enum sort s = sort_of(l);
	size_t last = s == S_ANSWER || s == S_CONTACT, n, i;

	indent(out, l->depth);
	for (i = 0; i < l->n; i++) {
		if (&l->toks[i] == below)
			continue;
		if (space_before(l, i))
			buf_lit(out, " ");
		token(out, &l->toks[i]);
		if (i != last || s == S_PLAIN || i + 1 == l->n ||
		    (below != NULL && i + 2 == l->n))
			continue;
		for (n = widest(t, at, s); n > lead(l, s); n--)
			buf_lit(out, " ");
	}
	if (l->comment.n > 0) {
		buf_lit(out, "  ");
		buf_put(out, l->comment.p, l->comment.n);
	}
	buf_lit(out, "\n");
	if (below != NULL) {
		indent(out, l->depth + 1);
		token(out, below);
		buf_lit(out, "\n");
	}
}

/* ---- comments ------------------------------------------------------------ */

/* A comment keeps its place: with the line that follows when it stands as far
 * in or further, else with the line above that it lines up with. */
static size_t
comment_depth(const struct line *l, const struct line *above,
    const struct line *next)
{
	const struct line *up;
	size_t floor = next ? next->depth : 0;

	if (above == NULL || (next && next->depth > above->depth))
		return floor;
	for (up = above; up != NULL && up->n > 0; up = up->parent)
		if (up->indent <= l->indent)
			return up->depth > floor ? up->depth : floor;
	return floor;
}

/* The first line with words from *from on, which moves to it; NULL: none. */
static const struct line *
following(const struct text *t, size_t *from)
{
	while (*from < t->n && t->lines[*from]->n == 0)
		++*from;
	return *from < t->n ? t->lines[*from] : NULL;
}

bool
forms_fmt(struct arena *a, const struct forms_source *src, struct buf *out,
    struct forms_diags *d)
{
	struct forms_diags all;
	struct ctx c = { a, &all };
	const struct forms_diag *one;
	const struct line *above = NULL;
	bool blank = false, begun = false;
	struct text t;
	size_t i, ahead = 0;

	forms_diags_init(&all, a);
	lang_parse(&c, src, &t);
	if (t.broken) {
		for (one = all.first; one != NULL; one = one->next)
			if (strncmp(one->id, "E10", 3) == 0 ||
			    strcmp(one->id, "E119") == 0)
				forms_diag_add(d, one->level, one->id, one->at,
				    one->hint, "%s", one->text);
		return false;
	}
	for (i = 0; i < t.n; i++)
		t.lines[i]->n = t.lines[i]->own;
	for (i = 0; i < t.n; i++) {
		const struct line *l = t.lines[i];

		if (l->n == 0 && l->comment.n == 0) {
			blank = begun;
			continue;
		}
		if (blank)
			buf_lit(out, "\n");
		blank = false;
		begun = true;
		if (l->n > 0) {
			code(out, &t, i);
			above = l;
			continue;
		}
		ahead = ahead > i ? ahead : i;
		indent(out, comment_depth(l, above, following(&t, &ahead)));
		buf_put(out, l->comment.p, l->comment.n);
		buf_lit(out, "\n");
	}
	return true;
}
