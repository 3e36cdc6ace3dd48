/* SPDX-License-Identifier: MIT
 *
 * candidates_share.c -- enough ways to give points that every other way is, for
 * the conditions on it, like one of them.
 *
 * The points of each option that a condition names are cut into intervals
 * where a comparison turns; where several stand in one comparison, each number
 * of points is an interval.  One interval for each, and how many of the other
 * options have any, is one candidate, if the points can add up so.
 */
#include "forms/candidates.h"

#include <math.h>
#include <stdlib.h>

enum { SHARES_MAX = 6000, NAMED_MAX = 6 };

struct ends { double low, high; };
struct cut {			/* the points of one option */
	const struct forms_option *o;
	struct ends	*v;
	size_t		 n;
	struct ends	 now;
};
struct shares {
	struct graph	*g;
	struct candidates *c;
	const struct forms_question *q;
	struct cut	 named[NAMED_MAX];
	const struct forms_option **rest;
	size_t		 n_named, n_rest;
	double		 low, high;	/* of each */
	bool		 counted;
	size_t		 made;
};

static double
clip(double v, double low, double high)
{
	return v < low ? low : v > high ? high : v;
}

static size_t
parts_in(const struct forms_expr *x)
{
	size_t n = 0;

	for (; x != NULL; x = x->left)
		n += (x->op == EXPR_PART) + parts_in(x->right);
	return n;
}

static bool
compares(const struct forms_expr *x)
{
	return x->op >= EXPR_EQ && x->op <= EXPR_GE;
}

/* A comparison of the points of one option with a number that is written. */
static bool
plain(const struct forms_expr *x)
{
	const struct forms_expr *l = x->left, *r = x->right;

	return (l->op == EXPR_PART && r->op == EXPR_NUMBER) ||
	    (l->op == EXPR_NUMBER && r->op == EXPR_PART);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The first points of the intervals of one option; SIZE_MAX: each number. */
static size_t
turns(struct shares *s, const struct pvar *v, const struct forms_option *o,
    double **out)
{
	size_t i, n = 0, cap = 0;
	int side;

	for (i = 0; i < v->n_leaves; i++) {
		const struct forms_expr *x = v->leaves[i].x;
		double at;

		if (!candidates_mention(x, o) || (!compares(x) &&
		    x->op != EXPR_PART))
			continue;
		if (v->leaves[i].number || (!plain(x) && parts_in(x) > 0))
			return SIZE_MAX;
		if (parts_in(x) == 0)
			continue;
		at = floor(x->left->op == EXPR_NUMBER ? x->left->number :
		    x->right->number);
		for (side = 0; side < 2; side++)
			*arena_push(s->g->a, *out, n, cap) = clip(at + side,
			    s->low, s->high);
	}
	*arena_push(s->g->a, *out, n, cap) = s->low;
	if (s->low <= 0 && s->high >= 1)	/* chosen or not */
		*arena_push(s->g->a, *out, n, cap) = 1;
	qsort(*out, n, sizeof(**out), by_size);
	return n;
}

static bool
cut(struct shares *s, const struct pvar *v, struct cut *k)
{
	double *from = NULL;
	size_t n = turns(s, v, k->o, &from), i;

	if (n == SIZE_MAX) {
		if (s->high - s->low > SHARES_MAX)
			return false;
		n = (size_t)(s->high - s->low) + 1;
		from = arena_array(s->g->a, double, n);
		for (i = 0; i < n; i++)
			from[i] = s->low + (double)i;
	}
	k->v = arena_array(s->g->a, struct ends, n);
	for (i = 0; i < n; i++) {
		if (i > 0 && from[i] == from[i - 1])
			continue;
		if (k->n > 0)
			k->v[k->n - 1].high = from[i] - 1;
		k->v[k->n++] = (struct ends){ from[i], s->high };
	}
	return true;
}

/* So many of the rest have points: one way to give all, if there is one. */
static void
give(struct shares *s, size_t some)
{
	double least = fmax(s->low, 1), left = s->q->total, most = 0, more;
	size_t i, n = 0;
	struct candidate *k;
	double *amounts;

	for (i = 0; i < s->n_named; i++) {
		left -= s->named[i].now.low;
		most += s->named[i].now.high - s->named[i].now.low;
	}
	left -= least * (double)some;
	most += (s->high - least) * (double)some;
	if (left < 0 || left > most)
		return;
	k = candidate_add(s->g, s->c, FORMS_ANSWERED, 1);
	k->answer.chosen = arena_array(s->g->a, const struct forms_option *,
	    s->n_named + some);
	amounts = arena_array(s->g->a, double, s->n_named + some);
	for (i = 0; i < s->n_named + some; i++) {
		bool is_named = i < s->n_named;
		struct ends e = is_named ? s->named[i].now :
		    (struct ends){ least, s->high };

		more = fmin(left, e.high - e.low);
		left -= more;
		if (e.low + more == 0)
			continue;
		k->answer.chosen[n] = is_named ? s->named[i].o :
		    s->rest[i - s->n_named];
		k->desk |= k->answer.chosen[n]->staff;
		amounts[n++] = e.low + more;
	}
	k->answer.amounts = amounts;
	k->answer.n = n;
	s->made++;
}

static void
ways(struct shares *s, size_t at)
{
	size_t i;

	if (s->made > SHARES_MAX)
		return;
	if (at < s->n_named) {
		for (i = 0; i < s->named[at].n; i++) {
			s->named[at].now = s->named[at].v[i];
			ways(s, at + 1);
		}
		return;
	}
	s->g->work++;
	/* where each must have some, all of the rest do */
	for (i = s->low > 0 ? s->n_rest : 0; i <= s->n_rest; i++)
		give(s, i);
}

static bool
named(const struct pvar *v, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < v->n_leaves; i++)
		if (candidates_mention(v->leaves[i].x, o))
			return true;
	return false;
}

static bool
too_many(const struct shares *s)
{
	double n = 1;
	size_t i;

	for (i = 0; i < s->n_named; i++)
		n *= (double)s->named[i].n;
	return n > 50 * (double)SHARES_MAX;
}

bool
candidates_share(struct graph *g, const struct pvar *v, struct candidates *c)
{
	const struct forms_question *q = v->f->q;
	struct shares s = { .g = g, .c = c, .q = q, .low = fmax(q->low, 0),
	    .high = fmin(q->high, q->total), .rest = arena_array(g->a,
	    const struct forms_option *, q->n_options) };
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		const struct forms_option *o = &q->options[i];

		if (o->exclusive || o->missing != FORMS_ANSWERED) {
			if (g->elsewhere || !o->staff)
				candidate_option(g, c, o, 1);
			continue;
		}
		if (o->staff && !g->elsewhere)
			continue;
		if (!named(v, o)) {
			s.rest[s.n_rest++] = o;
			continue;
		}
		if (s.n_named == NAMED_MAX)
			return false;
		s.named[s.n_named++] = (struct cut){ .o = o };
	}
	for (i = 0; i < s.n_named; i++)
		if (!cut(&s, v, &s.named[i]))
			return false;
	if (too_many(&s))
		return false;
	ways(&s, 0);
	return s.made <= SHARES_MAX;
}
