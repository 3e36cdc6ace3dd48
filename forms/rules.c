/* SPDX-License-Identifier: MIT
 *
 * rules.c -- values that follow from answers, and rules that answers should
 * keep.
 *
 * A rule is held against nobody because of what they did not say: it fails
 * only when it is false whatever the missing answers might be.  So a
 * comparison with a missing answer is neither true nor false here, and `and`,
 * `or` and `not` reckon with that (Kleene's three values).  `is` and counts
 * are never missing.
 */
#include "forms/expr.h"

/* ---- values -------------------------------------------------------------- */

static bool
asks(const struct forms_expr *x, const struct forms_field *f)
{
	for (; x != NULL; x = x->left)
		if (x->field == f || (x->right != NULL && asks(x->right, f)))
			return true;
	return false;
}

bool
forms_value_asks(const struct forms_value *v, const struct forms_field *f)
{
	return asks(v->expr, f);
}

bool
forms_condition_asks(const struct forms_expr *x, const struct forms_field *f)
{
	return asks(x, f);
}

bool
forms_rule_asks(const struct forms_rule *r, const struct forms_field *f)
{
	return asks(r->expr, f);
}

bool
forms_value(const struct forms_answers *as, const struct forms_value *v,
    double *out)
{
	return expr_number(as, v->expr, out);
}

const struct forms_band *
forms_band(const struct forms_value *v, double x)
{
	size_t i;

	for (i = 0; i < v->n_bands; i++)
		if (expr_compare(EXPR_GE, x, v->bands[i].low) &&
		    expr_compare(EXPR_LE, x, v->bands[i].high))
			return &v->bands[i];
	return NULL;
}

/* ---- rules --------------------------------------------------------------- */

enum holds { NO, UNKNOWN, YES };	/* in order: `and` is the least */

static enum holds
of(bool b)
{
	return b ? YES : NO;
}

static enum holds
chosen(const struct forms_answers *as, const struct forms_expr *x)
{
	return as->v[x->field->index].state == FORMS_ANSWERED ?
	    of(forms_shown(as, x)) : UNKNOWN;
}

static enum holds
compared(const struct forms_answers *as, const struct forms_expr *x)
{
	double unused;

	return expr_number(as, x->left, &unused) &&
	    expr_number(as, x->right, &unused) ? of(forms_shown(as, x)) :
	    UNKNOWN;
}

static enum holds
holds(const struct forms_answers *as, const struct forms_expr *x)
{
	enum forms_expr_op op = x->op;
	enum holds worst, one;

	if (op == EXPR_AND || op == EXPR_OR) {
		for (worst = op == EXPR_AND ? YES : NO; x->op == op;
		    x = x->left) {
			one = holds(as, x->right);
			if ((op == EXPR_AND) == (one < worst))
				worst = one;
		}
		one = holds(as, x);
		return (op == EXPR_AND) == (one < worst) ? one : worst;
	}
	switch (op) {
	case EXPR_NOT:
		return (enum holds)(YES - holds(as, x->left));
	case EXPR_IN:
	case EXPR_NOT_IN:
	case EXPR_INCLUDES:
		return chosen(as, x);
	case EXPR_CONST:
	case EXPR_WROTE:
	case EXPR_IS:
		return of(forms_shown(as, x));
	default:
		return compared(as, x);
	}
}

bool
forms_rule_fails(const struct forms_answers *as, const struct forms_rule *r)
{
	return holds(as, r->expr) == NO;
}

/* Where people are sent to mend it: the rule's own question, or else the last
 * one that they see. */
static const struct forms_field *
field_of(const struct forms_answers *as, const struct forms_page *page,
    const struct forms_rule *r)
{
	const struct forms_field *f = r->field;
	size_t i;

	if (f != NULL && f->page == page && forms_shown(as, f->show))
		return f;
	for (i = page->n_items; i-- > 0;) {
		f = page->items[i].field;
		if (page->items[i].kind == FORMS_ITEM_FIELD &&
		    forms_shown(as, f->show))
			return f;
	}
	return NULL;
}

struct forms_problem **
rules_problems(struct forms_answers *as, const struct forms_page *page,
    struct forms_problem **tail)
{
	size_t i;

	for (i = 0; i < page->n_rules; i++) {
		const struct forms_rule *r = &page->rules[i];
		const struct forms_field *f = field_of(as, page, r);

		if (f == NULL || !forms_rule_fails(as, r))
			continue;
		*tail = arena_new(as->a, struct forms_problem);
		(*tail)->kind = r->query ? FORMS_P_QUERY : FORMS_P_RULE;
		(*tail)->field = f;
		(*tail)->rule = r;
		tail = &(*tail)->next;
	}
	return tail;
}
