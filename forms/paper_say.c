/* SPDX-License-Identifier: MIT
 *
 * paper_say.c -- conditions in words that can be followed with a pen.
 *
 * What is asked of several questions alike becomes one thing to look up: "you
 * ticked Disagree at any of questions 5 to 14".  `both` and `either` stand for
 * brackets.  What needs more than three things, or more brackets, is not said.
 */
#include "forms/paper.h"

enum { THINGS_MAX = 3, NUMBERS_MAX = 24, WORDS_MAX_BYTES = 420, DEPTH_MAX = 24 };

enum said_kind { SAID_ATOM, SAID_AND, SAID_OR };
struct said {
	enum said_kind	 kind;
	struct atom	 atom;
	bool		 each;		/* of all its questions */
	const struct forms_field **f;
	size_t		 n_f, cap_f;
	struct said	**v;		/* AND, OR */
	size_t		 n, cap;
};

/* ---- numbers of questions --------------------------------------------------- */

const char *
paper_questions(struct arena *a, const struct forms_field *first,
    const struct forms_field *last, size_t n)
{
	if (n == 1)
		return arena_printf(a, "question %s", first->number);
	return arena_printf(a, "questions %s %s %s", first->number,
	    n == 2 ? "and" : "to", last->number);
}

/* Those that stand one after another on paper are a run. */
static size_t
runs(const struct said *s, const char *last, struct buf *b)
{
	size_t i, j, n = 0;

	for (i = 0; i < s->n_f; i = j) {
		for (j = i + 1; j < s->n_f &&
		    s->f[j]->index == s->f[j - 1]->index + 1; j++)
			;
		if (j - i == 2)
			j--;	/* two are a list, not a run */
		if (i > 0)
			buf_puts(b, j == s->n_f ? last : ", ");
		buf_puts(b, s->f[i]->number);
		if (j - i > 2)
			buf_printf(b, " to %s", s->f[j - 1]->number);
		n++;
	}
	return n;
}

static bool
sorted_before(const struct forms_field *a, const struct forms_field *b)
{
	return a->index < b->index;
}

static void
sort(struct said *s)
{
	const struct forms_field *f;
	size_t i, j;

	for (i = 1; i < s->n_f; i++) {
		f = s->f[i];
		for (j = i; j > 0 && sorted_before(f, s->f[j - 1]); j--)
			s->f[j] = s->f[j - 1];
		s->f[j] = f;
	}
}

static bool
put_atom(struct said *s, struct buf *b)
{
	size_t n;

	sort(s);
	buf_puts(b, s->atom.before);
	if (s->n_f == 1) {
		buf_printf(b, "question %s", s->f[0]->number);
		n = 1;
	} else {
		buf_puts(b, s->each && !s->atom.negative ?
		    "each of questions " : "any of questions ");
		n = runs(s, s->each && !s->atom.negative ? " and " : " or ",
		    b);
	}
	buf_puts(b, s->atom.after);
	return n <= NUMBERS_MAX;
}

/* ---- putting together ------------------------------------------------------- */

static struct said *say(struct paper *, const struct forms_expr *, bool not,
    const char **why, size_t depth);

static struct said *
one(struct paper *p, const struct forms_expr *x, const struct forms_field *f,
    bool not, const char **why)
{
	struct said *s = arena_new(p->a, struct said);

	if (!paper_atom(p, x, f, not, &s->atom, why))
		return NULL;
	*arena_push(p->a, s->f, s->n_f, s->cap_f) = f;
	return s;
}

/* Do they differ in the question alone? */
static bool
alike(const struct said *a, const struct said *b, enum said_kind k)
{
	bool each = k == SAID_AND;

	return a->kind == SAID_ATOM && b->kind == SAID_ATOM &&
	    (a->n_f == 1 || a->each == each) &&
	    (b->n_f == 1 || b->each == each) &&
	    !(a->atom.negative && k == SAID_OR) &&
	    strcmp(a->atom.before, b->atom.before) == 0 &&
	    strcmp(a->atom.after, b->atom.after) == 0;
}

static void
add(struct paper *p, struct said *to, struct said *s)
{
	size_t i, j;

	if (s->kind == to->kind) {
		for (i = 0; i < s->n; i++)
			add(p, to, s->v[i]);
		return;
	}
	for (i = 0; i < to->n; i++)
		if (alike(to->v[i], s, to->kind)) {
			for (j = 0; j < s->n_f; j++)
				*arena_push(p->a, to->v[i]->f, to->v[i]->n_f,
				    to->v[i]->cap_f) = s->f[j];
			to->v[i]->each = to->kind == SAID_AND;
			return;
		}
	*arena_push(p->a, to->v, to->n, to->cap) = s;
}

static struct said *
chain(struct paper *p, const struct forms_expr *x, bool not, const char **why,
    size_t depth)
{
	enum forms_expr_op op = x->op;
	struct said *s = arena_new(p->a, struct said), *part;
	struct conds c = { 0 };

	s->kind = (op == EXPR_AND) != not ? SAID_AND : SAID_OR;
	for (; x->op == op && paper_empty(x) == NULL; x = x->left)
		*arena_push(p->a, c.v, c.n, c.cap) = x->right;
	*arena_push(p->a, c.v, c.n, c.cap) = x;
	while (c.n-- > 0) {
		part = say(p, c.v[c.n], not, why, depth + 1);
		if (part == NULL)
			return NULL;
		add(p, s, part);
	}
	return s->n == 1 ? s->v[0] : s;
}

static bool
chosen(const struct forms_field *f)
{
	return f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE;
}

static bool
writes(const struct forms_expr *x)
{
	for (; x != NULL; x = x->left)
		if (x->op == EXPR_WROTE || writes(x->right))
			return true;
	return false;
}

static const char *
too_hard(const struct forms_expr *x)
{
	for (; x != NULL; x = x->left) {
		const char *why = x->right ? too_hard(x->right) : NULL;

		if (x->op == EXPR_SCORE)
			return "it works with scores, which are not on paper";
		if (x->op == EXPR_TRUTH)
			return "it counts over several questions";
		if (why != NULL)
			return why;
	}
	return NULL;
}

static struct said *
say(struct paper *p, const struct forms_expr *x, bool not, const char **why,
    size_t depth)
{
	const struct forms_field *f;

	if (depth > DEPTH_MAX) {
		*why = "it is too long";
		return NULL;
	}
	if (x->op == EXPR_NOT)
		return say(p, x->left, !not, why, depth + 1);
	f = paper_sole(x);
	if (f != NULL && chosen(f) && !writes(x))
		return one(p, x, f, not, why);
	if ((x->op == EXPR_AND || x->op == EXPR_OR) && paper_empty(x) == NULL)
		return chain(p, x, not, why, depth);
	if (f != NULL)
		return one(p, x, f, not, why);
	*why = too_hard(x);
	if (*why == NULL)
		*why = "it compares or adds answers to several questions";
	return NULL;
}

static size_t
things(const struct said *s)
{
	size_t i, n = s->kind == SAID_ATOM;

	for (i = 0; s->kind != SAID_ATOM && i < s->n; i++)
		n += things(s->v[i]);
	return n;
}

static bool
put(struct said *s, struct buf *b, bool inner)
{
	size_t i;

	if (s->kind == SAID_ATOM)
		return put_atom(s, b);
	if (inner)
		buf_puts(b, s->kind == SAID_OR ? "either " : "both ");
	for (i = 0; i < s->n; i++) {
		bool last = i + 1 == s->n;

		if (i > 0 && (!last || s->n > 2))
			buf_lit(b, ",");
		if (i > 0)
			buf_puts(b, !last ? " " : s->kind == SAID_OR ?
			    " or " : " and ");
		if ((inner && s->v[i]->kind != SAID_ATOM) ||
		    !put(s->v[i], b, true))
			return false;
	}
	return true;
}

const char *
paper_say(struct paper *p, const struct conds *c, const char **why)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const struct forms_expr *all = NULL;
	struct said *s;
	size_t i;

	for (i = 0; i < c->n; i++)
		all = paper_join(p->a, EXPR_AND, all, c->v[i]);
	s = say(p, all, false, why, 0);
	if (s == NULL)
		return NULL;
	*why = "it hangs on too many answers";
	if (things(s) > THINGS_MAX || !put(s, &b, false) ||
	    b.n > WORDS_MAX_BYTES)
		return NULL;
	return arena_str(p->a, buf_text(&b));
}
