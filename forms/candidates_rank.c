/* SPDX-License-Identifier: MIT
 *
 * candidates_rank.c -- enough rankings that every other one is, for the
 * conditions on it, like one of them.
 *
 * Options that no condition names are of one kind; so a ranking is told by its
 * length and by the places of those that are named.
 */
#include "forms/candidates.h"

enum { RANKS_MAX = 6000, NAMED_MAX = 6 };

struct ranks {
	struct graph	*g;
	struct candidates *c;
	const struct forms_question *q;
	const struct forms_option *named[NAMED_MAX];
	const struct forms_option **rest;
	size_t		 n_named, n_rest, least, most;
	size_t		 place[NAMED_MAX];	/* from 1; 0: none */
	size_t		 made;
};

static bool
can_stand(const struct graph *g, const struct forms_option *o)
{
	return !o->exclusive && o->missing == FORMS_ANSWERED &&
	    (g->elsewhere || !o->staff);
}

static bool
named(const struct pvar *v, const struct forms_option *o)
{
	size_t i, j;

	for (i = 0; i < v->n_leaves; i++) {
		const struct forms_expr *x = v->leaves[i].x;

		for (j = 0; x->op != EXPR_IS && j < x->n; j++)
			if (x->options[j] == o)
				return true;
		if (candidates_mention(x, o))
			return true;
	}
	return false;
}

/* Does a number in this comparison speak of the option? */
bool
candidates_mention(const struct forms_expr *x, const struct forms_option *o)
{
	size_t j;

	for (; x != NULL; x = x->left) {
		for (j = 0; j < x->n; j++)
			if (x->options[j] == o)
				return true;
		if (candidates_mention(x->right, o))
			return true;
	}
	return false;
}

/* One ranking of so many, with the named ones in their places. */
static void
ranking(struct ranks *r, size_t length, size_t placed)
{
	struct candidate *k;
	double ways = 1;
	size_t i, j, free = length - placed;
	bool staff = false;

	for (i = 0; i < free; i++)
		ways *= (double)(r->n_rest - i);
	k = candidate_add(r->g, r->c, FORMS_ANSWERED, ways);
	k->answer.chosen = arena_array(r->g->a, const struct forms_option *,
	    length);
	k->answer.n = length;
	for (i = 0; i < r->n_named; i++)
		if (r->place[i] > 0)
			k->answer.chosen[r->place[i] - 1] = r->named[i];
	for (i = j = 0; i < length; i++) {
		if (k->answer.chosen[i] == NULL)
			k->answer.chosen[i] = r->rest[j++];
		staff |= k->answer.chosen[i]->staff;
	}
	k->desk = staff;
	r->made++;
}

static bool
taken(const struct ranks *r, size_t n, size_t place)
{
	while (n-- > 0)
		if (r->place[n] == place)
			return true;
	return false;
}

static void
places(struct ranks *r, size_t at, size_t length, size_t placed)
{
	if (r->made > RANKS_MAX)
		return;
	if (at == r->n_named) {
		if (length - placed <= r->n_rest)
			ranking(r, length, placed);
		return;
	}
	for (r->place[at] = 0; r->place[at] <= length; r->place[at]++)
		if (r->place[at] == 0 || !taken(r, at, r->place[at]))
			places(r, at + 1, length, placed + (r->place[at] > 0));
}

bool
candidates_rank(struct graph *g, const struct pvar *v, struct candidates *c)
{
	const struct forms_question *q = v->f->q;
	struct ranks r = { .g = g, .c = c, .q = q,
	    .rest = arena_array(g->a, const struct forms_option *,
	    q->n_options) };
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		if (!can_stand(g, &q->options[i]))
			continue;
		if (!named(v, &q->options[i]))
			r.rest[r.n_rest++] = &q->options[i];
		else if (r.n_named < NAMED_MAX)
			r.named[r.n_named++] = &q->options[i];
		else
			return false;
	}
	r.most = q->most ? q->most : r.n_named + r.n_rest;
	if (r.most > r.n_named + r.n_rest)
		r.most = r.n_named + r.n_rest;
	for (i = q->least ? q->least : 1; i <= r.most; i++)
		places(&r, 0, i, 0);
	for (i = 0; i < q->n_options; i++)
		if (!can_stand(g, &q->options[i]) && (g->elsewhere ||
		    !q->options[i].staff))
			candidate_option(g, c, &q->options[i], 1);
	return r.made <= RANKS_MAX;
}
