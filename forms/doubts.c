/* SPDX-License-Identifier: MIT
 *
 * doubts.c -- conditions that are right by the rules, and that nobody means:
 * those that one look shows to hold never or always, and a `not` that also
 * holds for people who gave no answer.
 */
#include "forms/node.h"

/* ---- numbers -------------------------------------------------------------- */

enum forms_expr_op
expr_turned(enum forms_expr_op op)
{
	switch (op) {
	case EXPR_LT:
		return EXPR_GT;
	case EXPR_LE:
		return EXPR_GE;
	case EXPR_GT:
		return EXPR_LT;
	case EXPR_GE:
		return EXPR_LE;
	default:
		return op;
	}
}

/* Does `q op x` hold for no answer, or for each? */
static bool
never(const struct forms_question *q, enum forms_expr_op op, double x)
{
	switch (op) {
	case EXPR_EQ:
		return x < q->low || x > q->high;
	case EXPR_LT:
		return x <= q->low;
	case EXPR_LE:
		return x < q->low;
	case EXPR_GT:
		return x >= q->high;
	case EXPR_GE:
		return x > q->high;
	default:
		return false;
	}
}

static bool
always(const struct forms_question *q, enum forms_expr_op op, double x)
{
	switch (op) {
	case EXPR_NE:
		return never(q, EXPR_EQ, x);
	case EXPR_LT:
		return never(q, EXPR_GE, x);
	case EXPR_LE:
		return never(q, EXPR_GT, x);
	case EXPR_GT:
		return never(q, EXPR_LE, x);
	case EXPR_GE:
		return never(q, EXPR_LT, x);
	default:
		return false;
	}
}

void
doubt_numbers(struct binder *w, const struct node *n,
    const struct forms_expr *e)
{
	const struct forms_expr *l = e->left, *r = e->right;
	const struct forms_question *q;
	enum forms_expr_op op = e->op;

	if (l->op == EXPR_NUMBER && r->op == EXPR_FIELD) {
		l = e->right;
		r = e->left;
		op = expr_turned(op);
	}
	if (l->op != EXPR_FIELD || r->op != EXPR_NUMBER ||
	    !l->field->q->has_range)
		return;
	q = l->field->q;
	if (never(q, op, r->number))
		doubt(&w->b->c, "W708", n->at, "", "this never holds: `%s` "
		    "goes from %g to %g", q->name, q->low, q->high);
	else if (always(q, op, r->number))
		doubt(&w->b->c, "W708", n->at, arena_printf(w->b->c.a,
		    "if that is meant, write `%s is answered`", q->name),
		    "this holds for everyone who answers: `%s` goes from %g "
		    "to %g", q->name, q->low, q->high);
}

/* A date of which people may know a part is then no date to compare with. */
void
doubt_date(struct binder *w, const struct node *n, const struct forms_expr *e)
{
	if (e->op != EXPR_FIELD || e->field->q->type != FORMS_DATE ||
	    e->field->q->date != FORMS_PARTIAL)
		return;
	doubt(&w->b->c, "W763", n->at, arena_printf(w->b->c.a, "ask for a whole "
	    "date, or for a year: `question %s date year`", e->field->q->name),
	    "this never holds for people who know only a part of `%s`",
	    e->field->q->name);
}

/* ---- answers of a list ----------------------------------------------------- */

static bool
has_option(const struct forms_expr *e, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < e->n; i++)
		if (e->options[i] == o)
			return true;
	return false;
}

static bool
choice_of(const struct forms_expr *e)
{
	return e->op == EXPR_IN || e->op == EXPR_NOT_IN;
}

/* Does e hold when o is answered? */
static bool
holds(const struct forms_expr *e, const struct forms_option *o)
{
	return has_option(e, o) == (e->op == EXPR_IN);
}

/* Of all answers to the one question of l and r: do both hold for any, and
 * does either hold for each? */
static void
try_answers(const struct forms_expr *l, const struct forms_expr *r,
    bool *any, bool *each)
{
	const struct forms_question *q = l->field->q;
	size_t i;

	*any = false;
	*each = true;
	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->missing != FORMS_ANSWERED)
			continue;
		*any |= holds(l, o) && holds(r, o);
		*each &= holds(l, o) || holds(r, o);
	}
}

/* `capacity = patient and capacity = carer`, and `capacity <> patient or
 * capacity <> carer`: r beside each part of the chain l. */
void
doubt_pair(struct binder *w, const struct node *n, const struct forms_expr *l,
    const struct forms_expr *r)
{
	enum forms_expr_op join = n->op == N_AND ? EXPR_AND : EXPR_OR;
	const struct forms_expr *one;
	bool any, each, last = false;

	if (!choice_of(r))
		return;
	for (; !last; l = l->left) {
		last = l->op != join;
		one = last ? l : l->right;
		if (!choice_of(one) || one->field != r->field)
			continue;
		try_answers(one, r, &any, &each);
		if (n->op == N_AND ? any : !each)
			continue;
		if (n->op == N_AND)
			doubt(&w->b->c, "W708", n->at, "was `or` meant?",
			    "this never holds: `%s` takes one answer",
			    r->field->q->name);
		else
			doubt(&w->b->c, "W708", n->at, one->op == EXPR_NOT_IN ?
			    "was `and` meant?" : arena_printf(w->b->c.a, "if "
			    "that is meant, write `%s is answered`",
			    r->field->q->name), "this holds for everyone who "
			    "answers `%s`", r->field->q->name);
		return;
	}
}

/* ---- not -------------------------------------------------------------------- */

static bool
compares(const struct forms_expr *e)
{
	return choice_of(e) || (e->op >= EXPR_EQ && e->op <= EXPR_GE);
}

/* A `not` inside has had its own say. */
static bool
compares_inside(const struct forms_expr *e)
{
	for (; e->op == EXPR_AND || e->op == EXPR_OR; e = e->left)
		if (compares_inside(e->right))
			return true;
	return compares(e);
}

void
doubt_not(struct binder *w, const struct node *n, const struct forms_expr *l)
{
	if (!compares_inside(l))
		return;
	doubt(&w->b->c, "W706", n->at, l->op == EXPR_IN ?
	    "write <> to mean only those who gave another answer" :
	    compares(l) ? "" : "turn each part round instead (<> for =, >= "
	    "for <, and `or` for `and`)",
	    "this is also true for people who gave no answer");
}
