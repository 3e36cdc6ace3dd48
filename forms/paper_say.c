/* SPDX-License-Identifier: MIT
 *
 * paper_say.c -- conditions in words that can be followed with a pen.
 *
 * What is asked of several questions alike becomes one thing to look up: "you
 * ticked Disagree at any of questions 5 to 14".  `both` and `either` stand for
 * brackets.  What needs more than three things, or more brackets, is not said.
 */
#include "forms/paper.h"
#include "locales/locales.h"

enum { THINGS_MAX = 3, NUMBERS_MAX = 24, WORDS_MAX = 420, DEPTH_MAX = 24 };

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

static const char *
between(struct paper *p, const char *pattern, const char *first,
    const char *last)
{
	return paper_fill(p, tr_in(p->lo, PAPER, pattern),
	    (struct locale_place[]){ { "{first}", first }, { "{last}", last } },
	    2);
}

const char *
paper_questions(struct paper *p, const struct forms_field *first,
    const struct forms_field *last, size_t n)
{
	if (n == 1)
		return paper_number(p, TR_IN("on paper", "question {number}"),
		    first->number);
	return between(p, n == 2 ? TR_IN("on paper",
	    "questions {first} and {last}") : TR_IN("on paper",
	    "questions {first} to {last}"), first->number, last->number);
}

/* Those that stand one after another on paper are a run. */
static size_t
runs(struct paper *p, const struct said *s, const char *last, struct buf *b)
{
	size_t i, j, n = 0;

	for (i = 0; i < s->n_f; i = j) {
		for (j = i + 1; j < s->n_f &&
		    s->f[j]->index == s->f[j - 1]->index + 1; j++)
			;
		if (j - i == 2)
			j--;	/* two are a list, not a run */
		if (i > 0)
			buf_puts(b, tr_in(p->lo, "in a list", j == s->n_f ?
			    last : TR_IN("in a list", ", ")));
		buf_puts(b, j - i > 2 ? between(p, TR_IN("on paper",
		    "{first} to {last}"), s->f[i]->number,
		    s->f[j - 1]->number) : s->f[i]->number);
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
put_atom(struct paper *p, struct said *s, struct buf *b)
{
	struct buf numbers CLEAN(buf_free) = { 0 };
	bool each = s->each && !s->atom.negative;
	size_t n;

	sort(s);
	buf_puts(b, s->atom.before);
	if (s->n_f == 1) {
		buf_puts(b, paper_questions(p, s->f[0], s->f[0], 1));
		n = 1;
	} else {
		n = runs(p, s, each ? TR_IN("in a list", " and ") :
		    TR_IN("in a list", " or "), &numbers);
		buf_puts(b, paper_fill(p, tr_in(p->lo, PAPER, each ?
		    TR_IN("on paper", "each of questions {numbers}") :
		    TR_IN("on paper", "any of questions {numbers}")),
		    &(struct locale_place){ "{numbers}", buf_text(&numbers) },
		    1));
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

static const char *
joint(enum said_kind k, bool last, bool several)
{
	if (!last)
		return TR_IN("in a list", ", ");
	if (k == SAID_OR)
		return several ? TR_IN("in a list", ", or ") :
		    TR_IN("in a list", " or ");
	return several ? TR_IN("in a list", ", and ") :
	    TR_IN("in a list", " and ");
}

static bool
put(struct paper *p, struct said *s, struct buf *out, bool inner)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	if (s->kind == SAID_ATOM)
		return put_atom(p, s, out);
	for (i = 0; i < s->n; i++) {
		if (i > 0)
			buf_puts(&b, tr_in(p->lo, "in a list", joint(s->kind,
			    i + 1 == s->n, s->n > 2)));
		if ((inner && s->v[i]->kind != SAID_ATOM) ||
		    !put(p, s->v[i], &b, true))
			return false;
	}
	/* translators: conditions that belong together, as in brackets. */
	buf_puts(out, !inner ? buf_text(&b) : paper_fill(p, tr_in(p->lo, PAPER,
	    s->kind == SAID_OR ? TR_IN("on paper", "either {conditions}") :
	    TR_IN("on paper", "both {conditions}")), &(struct locale_place){
	    "{conditions}", buf_text(&b) }, 1));
	return true;
}

/* Whether it is short enough is asked of the English: translations take more
 * room, and should not leave out what it says. */
static bool
too_long(const struct paper *p, const struct buf *b)
{
	size_t n = utf8_count(buf_text(b), b->n);

	return n > (p->lo == locale_english() ? WORDS_MAX : 2 * WORDS_MAX);
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
	if (things(s) > THINGS_MAX || !put(p, s, &b, false) ||
	    too_long(p, &b))
		return NULL;
	return arena_str(p->a, buf_text(&b));
}
