/* SPDX-License-Identifier: MIT
 *
 * cond.c -- conditions and sums put together, and the functions that look at
 * every row of a repeat.
 */
#include "forms/node.h"

static const struct forms_expr *condition(struct binder *, struct node *);

/* ---- functions ----------------------------------------------------------- */

enum function { F_ANY, F_EVERY, F_COUNT, F_SUM, F_SCORE, F_NONE };
static const char *const functions[] = { "any", "every", "count", "sum",
	"score" };

/* The first repeated question that a part of a condition names without
 * saying which row. */
static const struct forms_kind *
repeated_in(struct binder *w, struct node *n)
{
	const struct forms_kind *kind = NULL;
	const struct known *k;
	struct node *arg;
	struct ref r;

	if (n == NULL)
		return NULL;
	if (n->op == N_REF && ref_split(n->word, &r) && r.row.n == 0) {
		k = bind_known(w, &r);
		return k ? k->kind : NULL;
	}
	if (n->op != N_IN)
		for (arg = n->args; arg != NULL && kind == NULL;
		    arg = arg->next)
			kind = repeated_in(w, arg);
	kind = kind ? kind : repeated_in(w, n->left);
	if (kind != NULL || n->op == N_INCLUDES ||
	    (n->op == N_COMPARE && n->right->op == N_REF))
		return kind;	/* an answer's name is no question */
	return repeated_in(w, n->right);
}

static const struct forms_expr *
join_rows(struct binder *w, enum function f, const struct forms_expr *sofar,
    const struct forms_expr *one, struct forms_span at)
{
	struct forms_expr *e;

	if (f == F_COUNT) {
		e = bind_new(w, EXPR_TRUTH, at);
		e->left = one;
		one = e;
	}
	if (sofar == NULL)
		return one;
	e = bind_new(w, f == F_ANY ? EXPR_OR : f == F_EVERY ? EXPR_AND :
	    EXPR_ADD, at);
	e->left = sofar;
	e->right = one;
	return e;
}

/* Does it name a question whose own line could not be read? */
static bool
names_bad(struct binder *w, const struct node *n)
{
	const struct known *k = NULL;
	struct ref r;

	if (n == NULL)
		return false;
	if (n->op == N_REF && ref_split(n->word, &r))
		k = bind_known(w, &r);
	return (k != NULL && k->line->bad) || names_bad(w, n->left) ||
	    names_bad(w, n->right) || names_bad(w, n->args) ||
	    names_bad(w, n->next);
}

static struct side
every_row(struct binder *w, enum function f, struct node *n)
{
	const struct forms_kind *kind = repeated_in(w, n->args);
	struct binder inner = *w;
	const struct forms_expr *e = NULL, *one;
	struct side bad = { S_BAD, NULL, NULL };

	if (kind == NULL && names_bad(w, n->args))
		return bad;
	if (kind == NULL || w->all) {
		fault(&w->b->c, "E317", n->at, "", kind == NULL ?
		    "`%.*s` looks at every row of a repeat, and nothing here "
		    "is repeated" : "`%.*s` cannot stand inside another such "
		    "word", STRF(n->word));
		return bad;
	}
	inner.all = true;
	for (inner.over = w->b->f->entities; inner.over != NULL;
	    inner.over = inner.over->next) {
		if (inner.over->kind != kind)
			continue;
		one = f == F_SUM ? bind_number(&inner, n->args) :
		    condition(&inner, n->args);
		if (one == NULL || w->b->n_exprs > EXPRS_MAX)
			return bad;
		e = join_rows(w, f, e, one, n->at);
	}
	return (struct side){ f == F_ANY || f == F_EVERY ? S_CONDITION :
	    S_NUMBER, e, NULL };
}

/* count(q) and score(q), where q is one question. */
static struct side
of_field(struct binder *w, enum function f, struct node *n)
{
	const struct forms_field *field = bind_field(w, n->args);
	struct side s = { S_BAD, NULL, NULL };
	struct forms_expr *e;
	enum forms_type t;

	if (field == NULL)
		return s;
	t = field->q->type;
	if (f == F_COUNT ? t != FORMS_MANY : t != FORMS_ONE &&
	    t != FORMS_SCALE) {
		fault(&w->b->c, "E304", n->args->at, "", f == F_COUNT ?
		    "`count` needs a question that takes several answers" :
		    "`score` needs a question that takes one answer from a "
		    "list");
		return s;
	}
	e = bind_new(w, f == F_COUNT ? EXPR_COUNT : EXPR_SCORE, n->at);
	e->field = field;
	return (struct side){ S_NUMBER, e, NULL };
}

static bool
is_plain_field(struct binder *w, struct node *n)
{
	const struct known *k;
	struct ref r;

	if (n->op != N_REF || !ref_split(n->word, &r))
		return false;
	k = bind_known(w, &r);
	return k == NULL || k->kind == NULL || r.row.n > 0 ||
	    (bind_row(w) != NULL && bind_row(w)->kind == k->kind);
}

static struct side
call(struct binder *w, struct node *n)
{
	size_t f;

	for (f = 0; f < F_NONE; f++)
		if (str_is(n->word, functions[f]))
			break;
	if (f == F_NONE) {
		fault(&w->b->c, "E317", n->word_at, closest(&w->b->c, n->word,
		    functions, LEN(functions)), "`%.*s(…)` is not known; "
		    "there are any, every, count, sum and score",
		    STRF(n->word));
	} else if (n->args == NULL || n->args->next != NULL) {
		fault(&w->b->c, "E317", n->at, "",
		    "`%.*s(…)` takes one thing between its brackets",
		    STRF(n->word));
	} else if (f == F_SCORE && n->args->op != N_REF) {
		fault(&w->b->c, "E317", n->args->at, "",
		    "`score(…)` takes a question");
	} else if (f == F_SCORE || (f == F_COUNT &&
	    is_plain_field(w, n->args))) {
		return of_field(w, (enum function)f, n);
	} else {
		return every_row(w, (enum function)f, n);
	}
	return (struct side){ S_BAD, NULL, NULL };
}

/* ---- the rest ------------------------------------------------------------ */

static struct side
number(struct binder *w, struct node *n)
{
	struct forms_expr *e = bind_new(w, EXPR_NUMBER, n->at);

	e->number = n->number;
	return (struct side){ S_NUMBER, e, NULL };
}

static struct side
sum(struct binder *w, struct node *n)
{
	const struct forms_expr *l = bind_number(w, n->left);
	const struct forms_expr *r = bind_number(w, n->right);
	struct side s = { S_BAD, NULL, NULL };
	struct forms_expr *e;

	if (l == NULL || r == NULL)
		return s;
	e = bind_new(w, n->word.p[0] == '+' ? EXPR_ADD : n->word.p[0] == '-' ?
	    EXPR_SUB : n->word.p[0] == '*' ? EXPR_MUL : EXPR_DIV, n->at);
	e->left = l;
	e->right = r;
	return (struct side){ S_NUMBER, e, NULL };
}

struct side
bind_side(struct binder *w, struct node *n)
{
	struct side s = { S_BAD, NULL, NULL };

	switch (n->op) {
	case N_NUMBER:
		return number(w, n);
	case N_DATE:
		fault(&w->b->c, "E118", n->at, "",
		    "no question asks for a date "
		    "in this version, so none can be compared");
		return s;
	case N_REF:
		if (w->at->var != NULL && bind_var(w) != NULL &&
		    str_is(n->word, w->at->var)) {
			s.kind = S_ROW;
			return s;
		}
		s.field = bind_field(w, n);
		s.kind = s.field ? S_FIELD : S_BAD;
		return s;
	case N_CALL:
		return call(w, n);
	case N_SUM:
		return sum(w, n);
	default:
		break;
	}
	s.e = condition(w, n);
	s.kind = s.e ? S_CONDITION : S_BAD;
	return s;
}

/* `capacity = patient or carer`: was `capacity in (patient, carer)` meant? */
static bool
meant_in(struct binder *w, struct node *n)
{
	struct node *l = n->left, *r = n->right, *eq = l;
	struct buf names CLEAN(buf_free) = { 0 };
	const struct forms_field *field;
	struct ref ref;

	while (eq->op == n->op && eq->right->op == N_REF)
		eq = eq->left;
	if (r->op != N_REF || eq->op != N_COMPARE || eq->left->op != N_REF ||
	    eq->right->op != N_REF || !ref_split(r->word, &ref))
		return false;
	if (bind_known(w, &ref) != NULL &&
	    bind_known(w, &ref)->q->type == FORMS_NUMBER)
		return false;
	field = bind_field(w, eq->left);
	if (field == NULL || forms_option(field->q, arena_strn(w->b->c.a,
	    r->word.p, r->word.n)) == NULL)
		return false;
	buf_printf(&names, "%.*s", STRF(eq->right->word));
	for (; l != eq; l = l->left)
		buf_printf(&names, ", %.*s", STRF(l->right->word));
	fault(&w->b->c, "E308", r->at, arena_printf(w->b->c.a, "write `%.*s in "
	    "(%s, %.*s)`", STRF(eq->left->word), buf_text(&names),
	    STRF(r->word)), "`%.*s` stands alone after `%.*s`", STRF(r->word),
	    STRF(n->word));
	return true;
}

static const struct forms_expr *
alone(struct binder *w, struct node *n)
{
	struct side s = bind_side(w, n);

	if (s.kind == S_CONDITION)
		return s.e;
	if (s.kind == S_BAD)
		return NULL;
	fault(&w->b->c, "E314", n->at, s.kind == S_FIELD ? arena_printf(
	    w->b->c.a, "for example `%.*s is answered`", STRF(n->word)) : "",
	    "this is not a condition: it is not true or false");
	return NULL;
}

static const struct forms_expr *
both(struct binder *w, struct node *n)
{
	const struct forms_expr *l, *r;
	struct forms_expr *e;

	if (meant_in(w, n))
		return NULL;
	l = condition(w, n->left);
	r = condition(w, n->right);
	if (l == NULL || r == NULL)
		return NULL;
	doubt_pair(w, n, l, r);
	e = bind_new(w, n->op == N_AND ? EXPR_AND : EXPR_OR, n->at);
	e->left = l;
	e->right = r;
	return e;
}

static const struct forms_expr *
not(struct binder *w, struct node *n)
{
	const struct forms_expr *l = condition(w, n->left);
	struct forms_expr *e;

	if (l == NULL)
		return NULL;
	doubt_not(w, n, l);
	e = bind_new(w, EXPR_NOT, n->at);
	e->left = l;
	return e;
}

static const struct forms_expr *
condition(struct binder *w, struct node *n)
{
	if (w->b->n_exprs > EXPRS_MAX)
		return NULL;
	switch (n->op) {
	case N_AND:
	case N_OR:
		return both(w, n);
	case N_NOT:
		return not(w, n);
	case N_COMPARE:
		return bind_compare(w, n);
	case N_INCLUDES:
		return bind_includes(w, n);
	case N_IN:
		return bind_in(w, n);
	case N_IS:
		return bind_is(w, n);
	case N_NUMBER:
	case N_DATE:
	case N_REF:
	case N_CALL:
	case N_SUM:
		break;
	}
	return alone(w, n);
}

const struct forms_expr *
expr_bind(struct build *b, const struct place *at, struct line *l)
{
	struct binder w = { .b = b, .at = at };
	struct node *n = expr_parse(&b->c, l);

	return n ? condition(&w, n) : NULL;
}
