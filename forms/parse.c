/* SPDX-License-Identifier: MIT
 *
 * parse.c -- lines into a tree, by how far in they stand.
 */
#include "forms/lines.h"

enum { DEPTH_MAX = 12 };

struct stack { struct line *at[DEPTH_MAX + 1]; size_t n; };

static void
hang(struct line *parent, struct line *l)
{
	l->parent = parent;
	if (parent->last == NULL)
		parent->first = l;
	else
		parent->last->next = l;
	parent->last = l;
}

static void
step_out(struct ctx *c, struct text *t, struct stack *s, struct line *l)
{
	while (s->n > 1 && s->at[s->n - 1]->indent > l->indent)
		s->n--;
	if (s->n > 1 && s->at[s->n - 1]->indent == l->indent) {
		s->n--;
		return;
	}
	if (s->n == 1 && l->indent == 0)
		return;
	if (!l->crooked)	/* what stands there was complained of */
		fault(c, "E108", line_key(l),
		    "line it up with the lines that it stands beside",
		    "this line lines up with nothing above it");
	t->broken = true;	/* it is read as belonging to what is above */
}

static void
place(struct ctx *c, struct text *t, struct stack *s, struct line *l)
{
	struct line *up = s->at[s->n - 1];

	if (s->n == 1 || l->indent <= up->indent)
		step_out(c, t, s, l);
	if (s->n > DEPTH_MAX) {
		fault(c, "E119", line_key(l), "",
		    "this line stands too far in: %d steps is the most",
		    (int)DEPTH_MAX);
		t->broken = true;
		s->n--;
	}
	l->depth = s->n - 1;
	hang(s->at[s->n - 1], l);
	s->at[s->n++] = l;
}

static bool
one_of(struct str word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (str_is(word, *words))
			return true;
	return false;
}

static bool
takes_condition(const struct line *l)
{
	static const char *const words[] = { "show", "required", "match",
	    "must", "query", "value", "words", NULL };

	return l->n > 0 && l->toks[0].kind == TOK_WORD &&
	    one_of(l->toks[0].text, words);
}

/* A sum goes on with a sign, a condition with `and` or `or`. */
static bool
goes_on(const struct line *l, struct str word)
{
	static const char *const joins[] = { "and", "or", NULL };
	static const char *const signs[] = { "+", "-", "*", "/", NULL };
	static const char *const sums[] = { "value", "must", "query", NULL };

	return one_of(word, joins) || (one_of(word, signs) &&
	    one_of(l->toks[0].text, sums));
}

static bool
is_search(const struct line *l)
{
	return l->n > 0 && str_is(l->toks[0].text, "match");
}

/* A word and the next are joined by a space, list lines and what follows
 * them stand on lines of their own, "" alone starts a paragraph. */
static void
join_words(struct line *l, struct buf *words, const struct tok *more)
{
	bool fresh = words->n == 0 || words->p[words->n - 1] == '\n';

	if (l->words == NULL) {
		l->words_at = more->at;
		l->words = "";
	}
	if (more->text.n == 0)
		buf_puts(words, words->n == 0 ? "" : "\n\n");
	else if (more->text.n >= 2 && memcmp(more->text.p, "- ", 2) == 0)
		buf_puts(words, fresh ? "" : "\n");
	else if (!fresh)
		buf_lit(words, " ");
	buf_put(words, more->text.p, more->text.n);
}

static void
join_condition(struct ctx *c, struct line *l, const struct line *more)
{
	size_t i;

	for (i = 0; i < more->n; i++)
		*arena_push(c->a, l->toks, l->n, l->cap) = more->toks[i];
}

static bool
continues(struct ctx *c, struct line *l, struct buf *words, struct line *child)
{
	const struct tok *t = &child->toks[0];

	if (t->kind == TOK_STRING && !is_search(l)) {
		join_words(l, words, t);
		if (child->n > 1)
			fault(c, "E116", child->toks[1].at,
			    "put it on the first "
			    "line, or on a line of its own",
			    "a line that continues words has nothing else");
		child->words_taken = true;
		return true;
	}
	if (t->kind == TOK_WORD && takes_condition(l) &&
	    goes_on(l, t->text)) {
		join_condition(c, l, child);
		return true;
	}
	return false;
}

/* Takes the lines that only continue l out of its children. */
static void
join(struct ctx *c, struct line *l)
{
	struct buf words CLEAN(buf_free) = { 0 };
	struct line *child, *next;

	buf_puts(&words, l->words ? l->words : "");
	child = l->first;
	l->first = l->last = NULL;
	for (; child != NULL; child = next) {
		next = child->next;
		child->next = NULL;
		if (continues(c, l, &words, child)) {
			child->joined = true;
			if (child->first != NULL)
				fault(c, "E121", line_key(child->first),
				    "take it one step out", "nothing can "
				    "stand under a line that only continues");
		} else {
			hang(l, child);
		}
	}
	if (l->words != NULL)
		l->words = arena_str(c->a, buf_text(&words));
}

static void
own_words(struct ctx *c, struct line *l)
{
	size_t i;

	for (i = 0; i < l->n && !is_search(l); i++) {
		if (l->toks[i].kind != TOK_STRING)
			continue;
		if (l->words != NULL) {
			fault(c, "E109", l->toks[i].at,
			    l->toks[i - 1].kind != TOK_STRING ? "a quotation "
			    "mark that people should see is written twice: "
			    "\"\"" : "put one of them on the next line, "
			    "further in",
			    "one line holds one quoted text");
			l->bad = true;
			return;
		}
		l->words = arena_strn(c->a, l->toks[i].text.p,
		    l->toks[i].text.n);
		l->words_at = l->toks[i].at;
	}
}

/* Depth is at most DEPTH_MAX. */
static void
settle(struct ctx *c, struct line *l)
{
	struct line *child;

	for (child = l->first; child != NULL; child = child->next) {
		own_words(c, child);
		join(c, child);
		child->kind = line_kind_of(c, child, l);
		if (l->kind == L_UNKNOWN || child->kind == L_UNKNOWN ||
		    !line_fits(c, child)) {
			child->kind = L_UNKNOWN;
			continue;
		}
		settle(c, child);
	}
}

static const struct { const char *word; enum line_kind kind; } heads[] = {
	{ "consultation", L_CONSULTATION }, { "codebook", L_CODEBOOK },
	{ "module", L_MODULE }, { "settings", L_SETTINGS },
};

static enum line_kind
head_of(const struct line *l)
{
	size_t i;

	for (i = 0; l != NULL && l->n > 0 && i < LEN(heads); i++)
		if (l->toks[0].kind == TOK_WORD &&
		    str_is(l->toks[0].text, heads[i].word))
			return heads[i].kind;
	return L_UNKNOWN;
}

static struct forms_span
start_of(const struct text *t)
{
	const struct line *l = t->top.first;

	if (l != NULL)
		return line_key(l);
	return (struct forms_span){ t->src, 0, 0 };
}

/* The first line says which language this is. */
static struct line *
first_line(struct ctx *c, struct text *t)
{
	struct line *l = t->top.first;

	if (l == NULL || l->toks[0].kind != TOK_WORD ||
	    !str_is(l->toks[0].text, "earshot")) {
		fault(c, "E110", start_of(t), "write `earshot 1` above it",
		    "the first line is not `earshot 1`");
		return l;
	}
	l->kind = L_EARSHOT;
	l->cursor = 1;
	if (!take_is(l, "1")) {
		fault(c, "E111", line_end(l), "write `earshot 1`",
		    "this version of the language is not known here");
		return l->next;
	}
	l->cursor++;
	if (l->first != NULL)
		fault(c, "E108", line_key(l->first), "move it to the margin",
		    "nothing can stand under `earshot 1`");
	own_words(c, l);
	want_end(c, l);
	return l->next;
}

static void
margin(struct ctx *c, struct text *t)
{
	struct line *l = first_line(c, t);
	struct forms_span at = l ? line_key(l) : start_of(t);

	t->top.kind = head_of(l);
	if (t->top.kind == L_UNKNOWN && t->top.first == NULL)
		return;		/* an empty file: one complaint will do */
	if (t->top.kind == L_UNKNOWN) {
		fault(c, "E112", at, "write `consultation NAME \"Title\"`, or "
		    "`codebook`, `module` or `settings`",
		    "the second line should say what this file is");
		return;
	}
	own_words(c, l);
	join(c, l);
	l->kind = t->top.kind;
	settle(c, l);
	t->top.first = l->next;
	settle(c, &t->top);
	t->top.first = l;	/* the head is the first child from here on */
}

void
lang_parse(struct ctx *c, const struct forms_source *src, struct text *t)
{
	struct stack s = { .n = 1 };
	size_t i;

	lang_lex(c, src, t);
	t->top.at = (struct forms_span){ src, 0, 0 };
	s.at[0] = &t->top;
	for (i = 0; i < t->n; i++)
		if (t->lines[i]->n > 0)
			place(c, t, &s, t->lines[i]);
	margin(c, t);
}
