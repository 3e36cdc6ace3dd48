/* SPDX-License-Identifier: MIT
 *
 * random_rules.c -- made-up answers that keep the rules of their page.
 *
 * Rules are mostly comparisons of sums, such as `must staff + visitors =
 * people`.  As far as such a comparison is a straight line in the answer that
 * is asked for, two points of it tell where its two sides meet; what keeps the
 * rule is there, or somewhere to one side.
 */
#include "forms/expr.h"
#include "forms/random.h"

#include <math.h>

/* How many answers are tried one by one. */
enum { NUMBERS = 2000 };

bool
random_breaks(const struct turn *t)
{
	const struct forms_page *page = t->f->page;
	size_t i;

	for (i = 0; page != NULL && i < page->n_rules; i++)
		if (forms_rule_fails(t->as, &page->rules[i]) &&
		    !(page->rules[i].query && random_chance(t->r, 50)))
			return true;
	return false;
}

/* Answers with v, as exactly as the question takes it: is that an answer, and
 * does it break no rule? */
static bool
keeps(struct turn *t, double v)
{
	const struct forms_question *q = t->f->q;
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_problem p;
	const char *s;

	if (q->type == FORMS_DATE) {
		s = value_date_text(t->as->a, date_from_days((int64_t)v));
	} else {
		value_put(&b, v, q->decimals);
		s = arena_str(t->as->a, buf_text(&b));
	}
	forms_answer_set(t->as, t->f, &s, 1, NULL, &p);
	return p.kind == FORMS_OK && !random_breaks(t);
}

struct search { struct turn *t; double low, high, step; };

/* The difference of the two sides where the answer is v. */
static bool
difference(const struct search *s, const struct forms_expr *x, double v,
    double *out)
{
	struct forms_answer *a = &s->t->as->v[s->t->f->index];
	double left, right;

	*a = (struct forms_answer){ .state = FORMS_ANSWERED, .number = v };
	if (!expr_number(s->t->as, x->left, &left) ||
	    !expr_number(s->t->as, x->right, &right))
		return false;
	*out = left - right;
	return true;
}

static bool
near(const struct search *s, double v)
{
	double steps = round((v - s->low) / s->step);

	v = s->low + steps * s->step;
	return v >= s->low && v <= s->high && keeps(s->t, v);
}

/* Somewhere above where the sides meet, somewhere below it, there, and next
 * to it. */
static bool
around(const struct search *s, double v)
{
	double low = v < s->low ? s->low : v > s->high ? s->high : v, u;

	u = random_unit(s->t->r);
	return near(s, low + u * (s->high - low)) ||
	    near(s, low - u * (low - s->low)) || near(s, low) ||
	    near(s, low + s->step) || near(s, low - s->step);
}

static bool
meet(const struct search *s, const struct forms_expr *x)
{
	double one, two;

	if (!difference(s, x, s->low, &one) ||
	    !difference(s, x, s->low + s->step, &two) || one == two)
		return false;
	return around(s, s->low - one * s->step / (two - one));
}

static bool
solve(const struct search *s, const struct forms_expr *x)
{
	for (; x != NULL; x = x->left) {
		if (x->op >= EXPR_EQ && x->op <= EXPR_GE)
			return meet(s, x);
		if (x->op != EXPR_AND && x->op != EXPR_OR && x->op != EXPR_NOT)
			return false;
		if (x->right != NULL && solve(s, x->right))
			return true;
	}
	return false;
}

/* "How many of them were children?": the one number that keeps the rules may
 * be rare, so all are tried, from anywhere on. */
static bool
try_all(const struct search *s)
{
	double span = floor((s->high - s->low) / s->step) + 1;
	size_t start, i;

	if (span > NUMBERS || span < 1)
		return false;
	start = forms_rng_below(s->t->r, (size_t)span);
	for (i = 0; i < (size_t)span; i++)
		if (near(s, s->low + (double)((start + i) % (size_t)span) *
		    s->step))
			return true;
	return false;
}

bool
random_search(struct turn *t)
{
	const struct forms_question *q = t->f->q;
	const struct forms_page *page = t->f->page;
	struct search s = { t, q->has_range ? q->low : 0,
	    q->has_range ? q->high : 100, 1 };
	size_t i;

	if (page == NULL || page->n_rules == 0)
		return false;
	if (q->type == FORMS_NUMBER)
		s.step = pow(10, -q->decimals);
	else if (q->type != FORMS_DATE || q->date != FORMS_DAY)
		return false;
	if (q->type == FORMS_DATE && !q->has_range) {
		s.low = (double)date_days((struct date){ 1930, 1, 1 });
		s.high = (double)date_days((struct date){ 2024, 12, 31 });
	}
	for (i = 0; i < page->n_rules; i++)
		if (solve(&s, page->rules[i].expr))
			return true;
	return try_all(&s);
}
