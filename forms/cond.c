/* SPDX-License-Identifier: MIT
 *
 * cond.c -- conditions and sums put together.
 */
#include "forms/node.h"

static struct side
number(struct binder *w, struct node *n)
{
	return (struct side){ S_NUMBER, bind_constant(w, n->number, n->at),
	    NULL };
}

static struct side
day(struct binder *w, struct node *n)
{
	struct forms_expr *e = bind_new(w, EXPR_NUMBER, n->at);
	struct date d;

	if (date_parse(n->word, &d))
		e->number = (double)date_days(d);
	e->date = true;
	return (struct side){ S_NUMBER, e, NULL };
}

/* A day and a number of days is a day; two days apart is a number. */
static bool
sum_of_days(struct binder *w, const struct node *n, const struct forms_expr *l,
    const struct forms_expr *r, bool *date)
{
	bool plus = n->word.p[0] == '+', minus = n->word.p[0] == '-';

	*date = l->date != r->date;
	if (!l->date && !r->date)
		return true;
	if ((minus && l->date) || (plus && *date))
		return true;
	fault(&w->b->c, "E304", n->at, "", "days cannot be put together so");
	return false;
}

static struct side
sum(struct binder *w, struct node *n)
{
	const struct forms_expr *l = bind_number(w, n->left);
	const struct forms_expr *r = bind_number(w, n->right);
	struct side s = { S_BAD, NULL, NULL };
	struct forms_expr *e;
	bool date;

	if (l == NULL || r == NULL || !sum_of_days(w, n, l, r, &date))
		return s;
	e = bind_new(w, n->word.p[0] == '+' ? EXPR_ADD : n->word.p[0] == '-' ?
	    EXPR_SUB : n->word.p[0] == '*' ? EXPR_MUL : EXPR_DIV, n->at);
	e->left = l;
	e->right = r;
	e->date = date;
	return (struct side){ S_NUMBER, e, NULL };
}

/* The points or the place of one answer. */
static struct side
part(struct binder *w, struct node *n, const struct forms_field *f,
    const struct forms_option *option)
{
	struct side s = { S_BAD, NULL, NULL };
	const struct forms_option **list;
	struct forms_expr *e;

	if (f == NULL)
		return s;
	if (f->q->type != FORMS_SHARE && f->q->type != FORMS_RANK) {
		fault(&w->b->c, "E304", n->at, option->write_in ? arena_printf(
		    w->b->c.a, "for what was written in: `%.*s is answered`",
		    STRF(n->word)) : "", "an answer of `%s` has no points and "
		    "no place", f->q->name);
		return s;
	}
	list = arena_array(w->b->c.a, const struct forms_option *, 1);
	list[0] = option;
	e = bind_new(w, EXPR_PART, n->at);
	e->field = f;
	e->options = list;
	e->n = 1;
	return (struct side){ S_NUMBER, e, NULL };
}

/* Is this the name of a value, of a parameter, or of a part of an answer? */
bool
bind_is_number(struct binder *w, const struct node *n)
{
	const struct forms_option *option;
	double unused;

	(void)bind_part(w, n, &option);
	return option != NULL || value_named(w->b, w->at->scope, n->word) ||
	    module_number(w->b, w->at->scope, n->word, &unused);
}

/* A name: the row of the repeat, a value, a parameter of the module, an answer
 * of a question, or a question. */
static struct side
named(struct binder *w, struct node *n)
{
	struct side s = { S_BAD, NULL, NULL };
	const struct forms_option *option;
	const struct forms_value *v;

	if (w->at->var != NULL && bind_var(w) != NULL &&
	    str_is(n->word, w->at->var)) {
		s.kind = S_ROW;
		return s;
	}
	v = value_named(w->b, w->at->scope, n->word);
	if (v != NULL && (v->expr == NULL || !bind_room(w,
	    w->b->value_parts[v - w->b->f->values], n->at)))
		return s;
	if (v != NULL)
		return (struct side){ S_NUMBER, v->expr, NULL };
	if (module_number(w->b, w->at->scope, n->word, &n->number))
		return number(w, n);
	s.field = bind_part(w, n, &option);
	if (option != NULL)
		return part(w, n, s.field, option);
	s.field = bind_field(w, n);
	s.kind = s.field ? S_FIELD : S_BAD;
	return s;
}

struct side
bind_side(struct binder *w, struct node *n)
{
	struct side s = { S_BAD, NULL, NULL };

	switch (n->op) {
	case N_NUMBER:
		return number(w, n);
	case N_DATE:
		return day(w, n);
	case N_REF:
		return named(w, n);
	case N_CALL:
		return bind_call(w, n);
	case N_SUM:
		return sum(w, n);
	default:
		break;
	}
	s.e = bind_condition(w, n);
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
	l = bind_condition(w, n->left);
	r = bind_condition(w, n->right);
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
	const struct forms_expr *l = bind_condition(w, n->left);
	struct forms_expr *e;

	if (l == NULL)
		return NULL;
	doubt_not(w, n, l);
	e = bind_new(w, EXPR_NOT, n->at);
	e->left = l;
	return e;
}

const struct forms_expr *
bind_condition(struct binder *w, struct node *n)
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

	return n ? bind_condition(&w, n) : NULL;
}
