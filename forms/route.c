/* SPDX-License-Identifier: MIT
 *
 * route.c -- conditions at work: what is shown, what is asked, and what still
 * stands against leaving a page.
 */
#include "forms/expr.h"

#include <limits.h>
#include <math.h>

static const struct forms_answer *
answer(const struct forms_answers *as, const struct forms_expr *x)
{
	return &as->v[x->field->index];
}

/* How many of the chosen options are among those of the expression. */
static size_t
hits(const struct forms_answers *as, const struct forms_expr *x)
{
	const struct forms_answer *v = answer(as, x);
	size_t i, j, n = 0;

	for (i = 0; i < v->n; i++)
		for (j = 0; j < x->n; j++)
			n += v->chosen[i] == x->options[j];
	return n;
}

/* Chains lean to the left and may be long: walk them, do not climb them. */
static bool
sum(const struct forms_answers *as, const struct forms_expr *x, double *out)
{
	double total = 0, v;

	for (; x->op == EXPR_ADD || x->op == EXPR_SUB; x = x->left) {
		if (!expr_number(as, x->right, &v))
			return false;
		total += x->op == EXPR_ADD ? v : -v;
	}
	if (!expr_number(as, x, &v))
		return false;
	*out = v + total;
	return true;
}

static bool
product(const struct forms_answers *as, const struct forms_expr *x, double *out)
{
	double over = 1, under = 1, v;

	for (; x->op == EXPR_MUL || x->op == EXPR_DIV; x = x->left) {
		if (!expr_number(as, x->right, &v))
			return false;
		if (x->op == EXPR_MUL)
			over *= v;
		else
			under *= v;
	}
	if (!expr_number(as, x, &v) || under == 0)
		return false;
	*out = v * over / under;
	return true;
}

bool
expr_scored(const struct forms_field *f, const struct forms_answer *v,
    double *out)
{
	bool any = false;
	double one;
	size_t i;

	*out = 0;
	for (i = 0; v->state == FORMS_ANSWERED && i < v->n; i++)
		if (expr_score(f, v->chosen[i], &one)) {
			*out += one;
			any = true;
		}
	return any;
}

/* The points that an option was given, or its place among the ranked. */
static bool
part(const struct forms_answers *as, const struct forms_expr *x, double *out)
{
	const struct forms_answer *v = answer(as, x);
	size_t i;

	*out = 0;
	if (v->state != FORMS_ANSWERED)
		return false;
	for (i = 0; i < v->n; i++) {
		if (v->chosen[i] != x->options[0])
			continue;
		*out = v->amounts ? v->amounts[i] : (double)(i + 1);
		return true;
	}
	return x->field->q->type == FORMS_SHARE;
}

/* Words in the box beside an option. */
static bool
wrote(const struct forms_answers *as, const struct forms_expr *x)
{
	const struct forms_answer *v = answer(as, x);
	size_t i;

	for (i = 0; i < v->n && v->write_in != NULL; i++)
		if (v->chosen[i]->write_in)
			return v->chosen[i] == x->options[0];
	return false;
}

bool
expr_score(const struct forms_field *f, const struct forms_option *o,
    double *out)
{
	int low = INT_MAX, high = INT_MIN;
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		const struct forms_option *other = &f->q->options[i];

		if (!other->has_score || other->retired ||
		    other->missing != FORMS_ANSWERED)
			continue;
		low = other->score < low ? other->score : low;
		high = other->score > high ? other->score : high;
	}
	*out = f->reverse && low <= high ? (double)low + high - o->score :
	    o->score;
	return o->has_score;
}

bool
expr_number(const struct forms_answers *as, const struct forms_expr *x,
    double *out)
{
	const struct forms_answer *v;

	switch (x->op) {
	case EXPR_NUMBER:
		*out = x->number;
		return true;
	case EXPR_FIELD:
		v = answer(as, x);
		*out = v->number;
		return v->state == FORMS_ANSWERED && !isnan(v->number);
	case EXPR_COUNT:
		v = answer(as, x);
		*out = v->state == FORMS_ANSWERED ? (double)v->n : 0;
		return true;
	case EXPR_SCORE:
		return expr_scored(x->field, answer(as, x), out);
	case EXPR_FIRST:
		return expr_number(as, x->left, out) ||
		    expr_number(as, x->right, out);
	case EXPR_WHEN:
		return forms_shown(as, x->left) &&
		    expr_number(as, x->right, out);
	case EXPR_PART:
		return part(as, x, out);
	case EXPR_TRUTH:
		*out = forms_shown(as, x->left);
		return true;
	case EXPR_ADD:
	case EXPR_SUB:
		return sum(as, x, out);
	case EXPR_MUL:
	case EXPR_DIV:
		return product(as, x, out);
	default:
		return false;
	}
}

/* 0.1 + 0.2 is 0.3 to the people who typed them.  What differs in the last
 * digit that an answer can have (six decimals) differs. */
static bool
same(double a, double b)
{
	double most = fmax(1, fmax(fabs(a), fabs(b)));

	return fabs(a - b) <= fmin(4e-7, 1e-12 * most);
}

bool
expr_compare(enum forms_expr_op op, double a, double b)
{
	switch (op) {
	case EXPR_EQ:
		return same(a, b);
	case EXPR_NE:
		return !same(a, b);
	case EXPR_LT:
		return a < b && !same(a, b);
	case EXPR_LE:
		return a < b || same(a, b);
	case EXPR_GT:
		return a > b && !same(a, b);
	default:
		return a > b || same(a, b);
	}
}

static bool
compare(const struct forms_answers *as, const struct forms_expr *x)
{
	double a, b;

	return expr_number(as, x->left, &a) && expr_number(as, x->right, &b) &&
	    expr_compare(x->op, a, b);
}

bool
forms_shown(const struct forms_answers *as, const struct forms_expr *x)
{
	if (x == NULL)
		return true;
	for (; x->op == EXPR_AND; x = x->left)
		if (!forms_shown(as, x->right))
			return false;
	if (x->op == EXPR_OR) {
		for (; x->op == EXPR_OR; x = x->left)
			if (forms_shown(as, x->right))
				return true;
		return forms_shown(as, x);
	}
	switch (x->op) {
	case EXPR_CONST:
		return x->truth;
	case EXPR_NOT:
		return !forms_shown(as, x->left);
	case EXPR_IN:
	case EXPR_INCLUDES:
		return answer(as, x)->state == FORMS_ANSWERED &&
		    hits(as, x) > 0;
	case EXPR_NOT_IN:
		return answer(as, x)->state == FORMS_ANSWERED &&
		    hits(as, x) == 0;
	case EXPR_WROTE:
		return wrote(as, x);
	case EXPR_IS:
		return answer(as, x)->state == x->state;
	default:
		return compare(as, x);
	}
}

bool
forms_page_shown(const struct forms_answers *as, const struct forms_page *page)
{
	size_t i, fields = 0;

	if (!forms_shown(as, page->show))
		return false;
	for (i = 0; i < page->n_items; i++) {
		const struct forms_item *it = &page->items[i];

		if (it->kind != FORMS_ITEM_FIELD)
			continue;
		if (forms_shown(as, it->field->show))
			return true;
		fields++;
	}
	return fields == 0;
}

void
forms_route(struct forms_answers *as)
{
	size_t i;

	for (i = 0; i < as->form->n_fields; i++) {
		struct forms_answer *v = &as->v[i];

		if (!forms_shown(as, as->form->fields[i].show))
			*v = (struct forms_answer){ .state = FORMS_NOT_ASKED };
		else if (v->state == FORMS_NOT_ASKED)
			v->state = FORMS_BLANK;
	}
}

bool
forms_required(const struct forms_answers *as, const struct forms_field *f)
{
	return f->required ||
	    (f->required_if != NULL && forms_shown(as, f->required_if));
}

struct forms_problem *
forms_page_problems(struct forms_answers *as, const struct forms_page *page)
{
	struct forms_problem *first = NULL, **tail = &first;
	size_t i;

	for (i = 0; i < page->n_items; i++) {
		const struct forms_field *f = page->items[i].field;

		if (page->items[i].kind != FORMS_ITEM_FIELD ||
		    as->v[f->index].state > FORMS_BLANK ||
		    !forms_shown(as, f->show) || !forms_required(as, f))
			continue;
		*tail = arena_new(as->a, struct forms_problem);
		(*tail)->kind = FORMS_P_REQUIRED;
		(*tail)->field = f;
		tail = &(*tail)->next;
	}
	rules_problems(as, page, tail);
	return first;
}
