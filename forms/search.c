/* SPDX-License-Identifier: MIT
 *
 * search.c -- what a `match` line looks for in people's words.
 *
 *	search = near { "or" near } | near { "and" near }
 *	near = find { "near/" INT find }
 *	find = "not" find | TERM | "a phrase" | "(" search ")"
 */
#include "forms/build.h"

enum { DEPTH = 32, TOKENS = 1000, NEAR_MAX = 50 };

struct hunt { struct ctx *c; struct line *l; size_t depth; };

static struct forms_search *search(struct hunt *);

static struct forms_search *
wrong(struct hunt *h, const char *id, const char *hint, const char *what)
{
	if (!h->l->bad)
		fault(h->c, id, line_end(h->l), hint, "%s", what);
	h->l->bad = true;
	return NULL;
}

static struct forms_search *
make(struct hunt *h, enum forms_search_op op, struct forms_search *l,
    struct forms_search *r)
{
	struct forms_search *s = arena_new(h->c->a, struct forms_search);

	s->op = op;
	s->text = "";
	s->left = l;
	s->right = r;
	return s;
}

/* Letters and digits of any script, hyphens and apostrophes. */
static bool
word_ok(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if ((c >= '!' && c <= '&') || (c >= '*' && c <= ',') ||
		    c == '.' || c == '/' || (c >= ':' && c <= '@') ||
		    (c >= '[' && c <= '`') || (c >= '{' && c <= '~'))
			return false;
	}
	return s.n > 0;
}

static struct forms_search *
word(struct hunt *h, const struct tok *t)
{
	struct forms_search *s = make(h, FIND_TERM, NULL, NULL);
	struct str w = t->text;

	if (str_is(w, "and") || str_is(w, "or"))
		return wrong(h, "E503", "", "a word to look for should stand "
		    "here");
	if (w.n > 0 && w.p[w.n - 1] == '*') {
		s->op = FIND_PREFIX;
		w.n--;
		if (utf8_count(w.p, w.n) < 2)
			return wrong(h, "E503", "write two letters at least "
			    "before the star", "this would find almost every "
			    "word");
	}
	if (!word_ok(w))
		return wrong(h, "E503", "use letters, digits, hyphens and "
		    "apostrophes; a star only at the end",
		    "this is not a word that can be looked for");
	s->text = arena_strn(h->c->a, w.p, w.n);
	h->l->cursor++;
	return s;
}

static struct forms_search *
find(struct hunt *h)
{
	const struct tok *t = take_peek(h->l);
	struct forms_search *s;

	if (t == NULL)
		return wrong(h, "E503", "", "a word to look for is missing "
		    "here");
	if (++h->depth > DEPTH)
		return wrong(h, "E503", "", "this search goes too deep");
	if (take_word(h->l, "not")) {
		s = find(h);
		s = s ? make(h, FIND_NOT, s, NULL) : NULL;
	} else if (t->kind == TOK_STRING) {
		s = make(h, FIND_PHRASE, NULL, NULL);
		s->text = arena_strn(h->c->a, t->text.p, t->text.n);
		h->l->cursor++;
		if (s->text[strspn(s->text, " ")] == '\0')
			s = wrong(h, "E503", "", "there is nothing to look "
			    "for between these quotes");
	} else if (t->kind == TOK_OPEN) {
		h->l->cursor++;
		s = search(h);
		t = take_peek(h->l);
		if (s != NULL && (t == NULL || t->kind != TOK_CLOSE))
			s = wrong(h, "E503", "", "a bracket is not closed");
		else if (s != NULL)
			h->l->cursor++;
	} else if (t->kind == TOK_WORD) {
		s = word(h, t);
	} else {
		s = wrong(h, "E503", "", "a word to look for should stand "
		    "here");
	}
	h->depth--;
	return s;
}

static struct forms_search *
near(struct hunt *h)
{
	struct forms_search *s = find(h), *right;
	const struct tok *t;
	int distance;

	for (; s != NULL; s = make(h, FIND_NEAR, s, right),
	    s->distance = distance) {
		t = take_peek(h->l);
		if (t == NULL || t->kind != TOK_WORD || t->text.n < 5 ||
		    memcmp(t->text.p, "near/", 5) != 0)
			return s;
		if (!lang_int((struct str){ t->text.p + 5, t->text.n - 5 },
		    &distance) || distance < 0 || distance > NEAR_MAX)
			return wrong(h, "E503", "for example `near/3`: three "
			    "words between them at most; 50 is the most",
			    "this is not a distance");
		h->l->cursor++;
		right = find(h);
		if (right == NULL)
			return NULL;
	}
	return NULL;
}

static struct forms_search *
search(struct hunt *h)
{
	struct forms_search *s = near(h), *right;
	enum forms_search_op op = FIND_NEAR, this;

	while (s != NULL && (take_is(h->l, "and") || take_is(h->l, "or"))) {
		this = take_is(h->l, "and") ? FIND_AND : FIND_OR;
		if (op != FIND_NEAR && op != this)
			return wrong(h, "E504", "put brackets round the part "
			    "that belongs together",
			    "`and` and `or` are mixed without brackets");
		op = this;
		h->l->cursor++;
		right = near(h);
		if (right == NULL)
			return NULL;
		s = make(h, op, s, right);
	}
	return s;
}

/* NULL when something was wrong. */
struct forms_search *
build_search(struct ctx *c, struct line *l)
{
	struct hunt h = { c, l, 0 };
	struct forms_search *s;

	if (l->n > TOKENS) {
		fault(c, "E122", l->at, "", "this search is too long");
		return NULL;
	}
	s = search(&h);
	if (s != NULL && take_peek(l) != NULL)
		s = wrong(&h, "E503", "put `and` or `or` between words, or "
		    "quotes round a phrase", "two words stand side by side");
	if (s != NULL && s->op == FIND_NOT) {
		l->cursor = 1;
		s = wrong(&h, "E503", "say what the text should have as well",
		    "a search that is only `not` would find almost "
		    "everything");
	}
	return l->bad ? NULL : s;
}

