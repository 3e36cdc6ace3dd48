/* SPDX-License-Identifier: MIT
 *
 * expr.c -- the words of a condition into a tree.
 *
 *	expr = test { "and" test } | test { "or" test }
 *	test = "not" test | sum [ compare sum | "in" names | "is" reason ]
 */
#include "forms/node.h"

#include <stdlib.h>

enum { TOKENS_MAX = 400 };	/* bounds how deep a chain can lean */

struct reader { struct ctx *c; struct line *l; size_t depth; };

static struct node *expr(struct reader *);

static struct node *
node_new(struct reader *r, enum node_op op, struct forms_span at)
{
	struct node *n = arena_new(r->c->a, struct node);

	n->op = op;
	n->at = n->word_at = at;
	return n;
}

/* The first complaint about a line is the one worth reading. */
static struct node *
wrong(struct reader *r, const char *hint, const char *what)
{
	if (!r->l->bad)
		fault(r->c, "E301", line_end(r->l), hint, "%s", what);
	r->l->bad = true;
	return NULL;
}

static bool
name_part(struct str s)
{
	return lang_name_ok(s) && !lang_reserved(s);
}

/* Takes `[row]` off the end of s into *row; false: it is no row. */
static bool
take_row(struct str *s, struct str *row)
{
	const char *open = memrchr(s->p, '[', s->n);
	size_t end;
	int n;

	if (open == NULL || s->p[s->n - 1] != ']')
		return false;
	end = (size_t)(open - s->p);
	if (s->n - end < 3)
		return false;
	*row = (struct str){ open + 1, s->n - end - 2 };
	s->n = end;
	return name_part(*row) || lang_int(*row, &n);
}

bool
ref_split(struct str s, struct ref *r)
{
	const char *dot;

	*r = (struct ref){ 0 };
	if (memchr(s.p, '[', s.n) != NULL && !take_row(&s, &r->row))
		return false;
	if (memchr(s.p, '[', s.n) != NULL) {
		r->item = r->row;
		if (!take_row(&s, &r->row))
			return false;
	}
	dot = memchr(s.p, '.', s.n);
	r->base = s;
	if (dot != NULL) {
		r->base.n = (size_t)(dot - s.p);
		r->part = (struct str){ dot + 1, s.n - r->base.n - 1 };
		if (!name_part(r->part))
			return false;
	}
	return name_part(r->base);
}

static bool
number_of(struct str s, double *out)
{
	size_t i = s.n > 0 && s.p[0] == '-', start = i, dots = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '.' && i > start && i + 1 < s.n)
			dots++;
		else if (s.p[i] < '0' || s.p[i] > '9')
			return false;
	}
	if (i == start || dots > 1 || s.n > 20)
		return false;
	/* A token ends at a space, a bracket or the end of the text, and the
	 * text ends in NUL, so strtod stops where the token does.  The program
	 * never calls setlocale, so a dot is a dot. */
	*out = strtod(s.p, NULL);
	return true;
}

static struct node *
args(struct reader *r, struct node *call)
{
	struct node **tail = &call->args;

	r->l->cursor++;		/* the bracket */
	for (;;) {
		const struct tok *t;

		*tail = expr(r);
		if (*tail == NULL)
			return NULL;
		tail = &(*tail)->next;
		t = take_peek(r->l);
		if (t == NULL || t->kind == TOK_WORD || t->kind == TOK_STRING)
			return wrong(r, "", "a bracket is not closed");
		r->l->cursor++;
		if (t->kind == TOK_CLOSE) {
			call->at.end = t->at.end;
			return call;
		}
	}
}

static struct node *
bracket(struct reader *r)
{
	struct forms_span at = take_peek(r->l)->at;
	const struct tok *t;
	struct node *n;

	r->l->cursor++;
	n = expr(r);
	if (n == NULL)
		return NULL;
	t = take_peek(r->l);
	if (t == NULL || t->kind != TOK_CLOSE)
		return wrong(r, "", "a bracket is not closed");
	r->l->cursor++;
	n->at.start = at.start;
	n->at.end = t->at.end;
	return n;
}

static struct node *
atom(struct reader *r)
{
	const struct tok *t = take_peek(r->l), *after;
	struct node *n;
	struct date d;
	struct ref ref;

	if (t == NULL)
		return wrong(r, r->l->cursor > 0 && lang_reserved(
		    r->l->toks[r->l->cursor - 1].text) ? "more may follow on "
		    "the next line, further in, and starts with `and` or "
		    "`or`" : "", "the condition stops too early");
	if (t->kind == TOK_OPEN)
		return bracket(r);
	if (t->kind == TOK_STRING) {
		fault(r->c, "E313", t->at, "write the name of the answer, "
		    "without quotes", "words in quotes cannot be compared");
		r->l->bad = true;
		return NULL;
	}
	if (t->kind != TOK_WORD || lang_reserved(t->text))
		return wrong(r, "", "a question or a number should stand here");
	n = node_new(r, N_REF, t->at);
	n->word = t->text;
	if (number_of(t->text, &n->number))
		n->op = N_NUMBER;
	else if (date_parse(t->text, &d))
		n->op = N_DATE;
	else if (t->text.n <= 2 && strchr("=<>+-*/", t->text.p[0]) != NULL)
		return wrong(r, "", "a question or a number should stand here");
	else if (!ref_split(t->text, &ref))
		return wrong(r, "put spaces round = <> < <= > >= + - * /",
		    "this is not a name or a number");
	r->l->cursor++;
	after = take_peek(r->l);
	if (n->op == N_REF && after != NULL && after->kind == TOK_OPEN) {
		n->op = N_CALL;
		return args(r, n);
	}
	return n;
}

static bool
at_one_of(const struct reader *r, const char *const *words)
{
	for (; *words != NULL; words++)
		if (take_is(r->l, *words))
			return true;
	return false;
}

static struct node *
pair(struct reader *r, enum node_op op, struct node *left,
    struct node *(*next)(struct reader *))
{
	const struct tok *t = take_peek(r->l);
	struct node *n = node_new(r, op, left->at);

	n->word = t->text;
	n->word_at = t->at;
	n->left = left;
	r->l->cursor++;
	n->right = next(r);
	if (n->right == NULL)
		return NULL;
	n->at.end = n->right->at.end;
	return n;
}

static struct node *
term(struct reader *r)
{
	static const char *const ops[] = { "*", "/", NULL };
	struct node *n = atom(r);

	while (n != NULL && at_one_of(r, ops))
		n = pair(r, N_SUM, n, atom);
	return n;
}

static struct node *
sum(struct reader *r)
{
	static const char *const ops[] = { "+", "-", NULL };
	struct node *n = term(r);

	while (n != NULL && at_one_of(r, ops))
		n = pair(r, N_SUM, n, term);
	return n;
}

/* `in a`, `in (a, b)` */
static struct node *
names(struct reader *r, struct node *in)
{
	const struct tok *t = take_peek(r->l);
	bool many = t != NULL && t->kind == TOK_OPEN;
	struct node **tail = &in->args;

	r->l->cursor += many;
	for (;;) {
		t = take_peek(r->l);
		if (t == NULL || t->kind != TOK_WORD)
			return wrong(r, "", "the name of an answer should "
			    "stand here");
		*tail = node_new(r, N_REF, t->at);
		(*tail)->word = t->text;
		tail = &(*tail)->next;
		in->at.end = t->at.end;
		r->l->cursor++;
		t = take_peek(r->l);
		if (!many)
			return in;
		if (t == NULL || (t->kind != TOK_COMMA && t->kind != TOK_CLOSE))
			return wrong(r, "write `in (a, b)`",
			    "a comma or a bracket should stand here");
		r->l->cursor++;
		in->at.end = t->at.end;
		if (t->kind == TOK_CLOSE)
			return in;
	}
}

static struct node *
after_sum(struct reader *r, struct node *left)
{
	static const char *const compare[] = { "=", "<>", "<", "<=", ">", ">=",
	    NULL };
	const struct tok *t = take_peek(r->l);
	struct node *n;

	if (at_one_of(r, compare))
		return pair(r, N_COMPARE, left, sum);
	if (take_is(r->l, "includes") && r->l->cursor + 1 < r->l->n &&
	    r->l->toks[r->l->cursor + 1].kind == TOK_OPEN) {
		r->l->cursor++;
		return wrong(r, "for example `q includes a or q includes b`",
		    "`includes` takes one answer");
	}
	if (take_is(r->l, "includes"))
		return pair(r, N_INCLUDES, left, sum);
	if (take_is(r->l, "in")) {
		n = node_new(r, N_IN, left->at);
		n->word_at = t->at;
		n->left = left;
		r->l->cursor++;
		return names(r, n);
	}
	if (!take_is(r->l, "is"))
		return left;
	n = node_new(r, N_IS, left->at);
	n->left = left;
	r->l->cursor++;
	t = take_peek(r->l);
	if (t == NULL || t->kind != TOK_WORD)
		return wrong(r, "for example `is answered` or `is blank`",
		    "a reason should stand after `is`");
	if (str_is(t->text, "not"))
		return wrong(r, advise_is(t->text), "`not` cannot stand after "
		    "`is`");
	n->word = t->text;
	n->word_at = t->at;
	n->at.end = t->at.end;
	r->l->cursor++;
	return n;
}

static struct node *
test(struct reader *r)
{
	const struct tok *t = take_peek(r->l);
	struct node *n;

	if (!take_word(r->l, "not")) {
		n = sum(r);
		return n ? after_sum(r, n) : NULL;
	}
	if (++r->depth > FORMS_EXPR_DEPTH)
		return wrong(r, "", "this condition goes too deep");
	n = node_new(r, N_NOT, t->at);
	n->left = test(r);
	r->depth--;
	if (n->left == NULL)
		return NULL;
	n->at.end = n->left->at.end;
	return n;
}

static struct node *
mixed(struct reader *r)
{
	const struct tok *t = take_peek(r->l);

	if (!r->l->bad)
		fault(r->c, "E302", t->at, "put brackets round the part that "
		    "belongs together", "`and` and `or` are mixed without "
		    "brackets");
	r->l->bad = true;
	return NULL;
}

static struct node *
expr(struct reader *r)
{
	enum node_op op = N_NOT;
	struct node *n;

	if (++r->depth > FORMS_EXPR_DEPTH)
		return wrong(r, "", "this condition goes too deep");
	n = test(r);
	while (n != NULL && (take_is(r->l, "and") || take_is(r->l, "or"))) {
		enum node_op this = take_is(r->l, "and") ? N_AND : N_OR;

		if (op != N_NOT && op != this)
			return mixed(r);
		op = this;
		n = pair(r, op, n, test);
	}
	r->depth--;
	return n;
}

static struct node *
parse(struct ctx *c, struct line *l, bool some)
{
	struct reader r = { c, l, 0 };
	const struct tok *t;
	struct node *n;

	if (l->bad)
		return NULL;
	if (l->n > TOKENS_MAX) {
		fault(c, "E122", l->at, "", "this condition is too long");
		l->bad = true;
		return NULL;
	}
	n = expr(&r);
	t = take_peek(l);
	if (n != NULL && t != NULL && !(some && (t->kind == TOK_STRING ||
	    take_is(l, "needs"))))
		n = wrong(&r, advise_condition(c, l),
		    "the condition cannot be read from here on");
	if (n != NULL && !some)
		want_end(c, l);
	return l->bad ? NULL : n;
}

struct node *
expr_parse(struct ctx *c, struct line *l)
{
	return parse(c, l, false);
}

struct node *
expr_parse_some(struct ctx *c, struct line *l)
{
	return parse(c, l, true);
}
