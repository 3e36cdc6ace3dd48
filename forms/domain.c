/* SPDX-License-Identifier: MIT
 *
 * domain.c -- classes of answers that no condition can tell apart.
 */
#include "forms/candidates.h"

#include <math.h>

/* What a part of a condition makes of the answer that now stands in g->blank.
 * It is worked out by the same code that serves people. */
static double
value(const struct graph *g, const struct pleaf *l)
{
	double number;

	if (!l->number)
		return forms_shown(g->blank, l->x);
	return expr_number(g->blank, l->x, &number) ? number : (double)NAN;
}

static bool
alike(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

struct table { double *v; size_t n_rows, n; };	/* n values a row */

static bool
same_row(const double *a, const double *b, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!alike(a[i], b[i]))
			return false;
	return true;
}

static void
widen(struct span3 *s, struct span3 by, bool first)
{
	if (first || by.least < s->least)
		s->least = by.least;
	if (first || by.most > s->most)
		s->most = by.most;
}

static void
join(struct pclass *c, const struct candidate *k, struct span3 secs)
{
	double w[2] = { k->weight, k->blank ? 0 : k->weight };
	int i;

	if (k->desk)
		return;
	if (!c->ok[0] && !c->ok[1])
		c->answer = k->answer;
	for (i = 0; i < 2; i++) {
		if (i == 1 && k->blank)
			continue;
		widen(&c->secs[i], secs, !c->ok[i]);
		c->ok[i] = true;
		c->secs[i].mean += w[i] * secs.mean;
		c->weight[i] += w[i];
	}
}

static void
total(struct pvar *v)
{
	bool first[2] = { true, true };
	size_t i;
	int r;

	for (i = 1; i < v->n_classes; i++)
		for (r = 0; r < 2; r++) {
			struct pclass *c = &v->classes[i];

			if (!c->ok[r])
				continue;
			widen(&v->secs[r], c->secs[r], first[r]);
			first[r] = false;
			v->secs[r].mean += c->secs[r].mean;
			v->weight[r] += c->weight[r];
			if (c->weight[r] > 0)
				c->secs[r].mean /= c->weight[r];
		}
	for (r = 0; r < 2; r++)
		if (v->weight[r] > 0)
			v->secs[r].mean /= v->weight[r];
}

static bool
constant(const struct pvar *v, const struct pleaf *l)
{
	size_t i;

	for (i = 1; i < v->n_classes; i++)
		if (!alike(l->values[i], l->values[0]))
			return false;
	return true;
}

static void
leaf_node(struct graph *g, struct pvar *v, size_t at)
{
	struct pleaf *l = &v->leaves[at];
	size_t i;

	if (constant(v, l)) {
		l->node = l->number ? graph_number(g, l->values[0]) :
		    l->values[0] != 0;
		return;
	}
	for (i = 0; i < at; i++)
		if (v->leaves[i].number == l->number &&
		    same_row(v->leaves[i].values, l->values, v->n_classes)) {
			l->node = v->leaves[i].node;
			return;
		}
	l->node = graph_leaf(g, l, v->f->index);
}

static void
fill_row(struct graph *g, const struct pvar *v, double *row,
    const struct forms_answer *answer)
{
	size_t i;

	g->blank->v[v->f->index] = *answer;
	for (i = 0; i < v->n_leaves; i++)
		row[i] = value(g, &v->leaves[i]);
	g->blank->v[v->f->index] = (struct forms_answer){ 0 };
}

static struct span3
seconds(const struct graph *g, const struct pvar *v, const struct candidate *k)
{
	double s = g->secs[v->f->index] + length_answer(v->f->q, !k->blank);

	return (struct span3){ s, s, s };
}

bool
domain_build(struct graph *g, struct pvar *v)
{
	struct candidates c = { 0 };
	struct table t = { .n = v->n_leaves };
	size_t i, j;

	if (!candidates_of(g, v, &c))
		return false;
	v->classes = arena_array(g->a, struct pclass, c.n + 1);
	t.v = arena_array(g->a, double, arena_size(c.n + 2, t.n));
	fill_row(g, v, t.v, &(struct forms_answer){ 0 });
	for (v->n_classes = 1, i = 0; i < c.n; i++) {
		double *row = t.v + v->n_classes * t.n;

		fill_row(g, v, row, &c.v[i].answer);
		for (j = 1; j < v->n_classes; j++)
			if (same_row(t.v + j * t.n, row, t.n))
				break;
		if (j == v->n_classes)
			v->classes[v->n_classes++].answer = c.v[i].answer;
		join(&v->classes[j], &c.v[i], seconds(g, v, &c.v[i]));
		g->work += t.n + 4;
	}
	total(v);
	for (i = 0; i < t.n; i++) {
		v->leaves[i].values = arena_array(g->a, double, v->n_classes);
		for (j = 0; j < v->n_classes; j++)
			v->leaves[i].values[j] = t.v[j * t.n + i];
		leaf_node(g, v, i);
	}
	return true;
}
