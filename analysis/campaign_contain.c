/* SPDX-License-Identifier: MIT
 *
 * campaign_contain.c -- texts that hold a group's template with much added, or that
 * are a part of it: too unlike it to be found by likeness.
 */
#include "analysis/campaigns_private.h"

#include <stdlib.h>

enum {
	SKETCH = 128,	/* runs of a template that are looked up: its least, which
			   is as good as any by chance */
	MANY = 64,	/* groups that are considered for one run: the largest */
	DIRECTORY = 24	/* bits, at most */
};

/* ---- which templates have a run ------------------------ */

struct entry { uint32_t run, group; };
struct index {
	struct entry	*v;		/* by run, then group */
	size_t		 n;
	uint32_t	*at;		/* where runs with these first bits begin */
	unsigned	 shift;
	uint32_t	*hits;		/* of each group */
	uint32_t	*hit;		/* groups with any */
	size_t		 n_hit;
};

static int
by_run(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;

	if (a->run != b->run)
		return a->run > b->run ? 1 : -1;
	return (a->group > b->group) - (a->group < b->group);
}

static uint32_t
sketched(const struct campaign_text *t)
{
	return t->n < CAMPAIGN_RUNS ? 0 : t->n < SKETCH ? t->n : SKETCH;
}

static const struct campaign_text *
template(const struct campaign_groups *g, size_t i)
{
	return &g->texts->v[g->v[i].template];
}

static void
make_index(struct arena *a, const struct campaign_groups *g, struct index *x)
{
	unsigned bits = 1;
	size_t i, k;

	*x = (struct index){ 0 };
	for (i = 0; i < g->n; i++)
		x->n += sketched(template(g, i));
	x->v = arena_array(a, struct entry, x->n);
	for (i = 0, x->n = 0; i < g->n; i++)
		for (k = 0; k < sketched(template(g, i)); k++)
			x->v[x->n++] = (struct entry){ template(g, i)->v[k],
			    (uint32_t)i };
	qsort(x->v, x->n, sizeof(*x->v), by_run);
	while (bits < DIRECTORY && (size_t)1 << bits < x->n)
		bits++;
	x->shift = 32 - bits;
	x->at = arena_array(a, uint32_t, ((size_t)1 << bits) + 1);
	for (i = 0, k = 0; i <= (size_t)1 << bits; i++) {
		while (k < x->n && x->v[k].run >> x->shift < i)
			k++;
		x->at[i] = (uint32_t)k;
	}
	x->hits = arena_array(a, uint32_t, g->n);
	x->hit = arena_array(a, uint32_t, g->n);
}

/* Counts for each group how many of t's runs its sketch has. */
static void
count(struct index *x, const struct campaign_text *t)
{
	uint32_t i, k, end, many;

	x->n_hit = 0;
	for (i = 0; i < t->n; i++) {
		uint32_t run = t->v[i];

		end = x->at[(run >> x->shift) + 1];
		for (k = x->at[run >> x->shift], many = 0; k < end &&
		    x->v[k].run <= run && many < MANY; k++)
			if (x->v[k].run == run) {
				uint32_t group = x->v[k].group;

				if (x->hits[group]++ == 0)
					x->hit[x->n_hit++] = group;
				many++;
			}
	}
}

/* ---- the group that a text belongs to ------------------------ */

/* Might so many hits of the sketch mean that one holds the other?  A third of what
 * is expected then is enough. */
static bool
may_hold(const struct campaign_text *t, const struct campaign_text *of,
    uint32_t hits)
{
	uint64_t least = (uint64_t)(t->n < of->n ? t->n : of->n) *
	    CAMPAIGN_HOLDS / 100;

	return 3 * (uint64_t)hits * of->n >= least * sketched(of);
}

/* Of those before `before` that are not in another: the one with most runs in
 * common, or before. */
static size_t
belongs(const struct campaign_groups *g, struct index *x,
    const struct campaign_text *t, size_t before)
{
	size_t i, best = before;
	uint32_t most = 0;

	if (t->n < CAMPAIGN_RUNS)
		return before;
	count(x, t);
	for (i = 0; i < x->n_hit; i++) {
		uint32_t group = x->hit[i], hits = x->hits[group], shared;
		const struct campaign_text *of = template(g, group);

		x->hits[group] = 0;
		if (group >= before || g->v[group].into != group ||
		    !may_hold(t, of, hits))
			continue;
		shared = campaign_shared(t, of);
		if (campaign_holds(t, of, shared) && (shared > most ||
		    (shared == most && group < best))) {
			most = shared;
			best = group;
		}
	}
	return best;
}

/* ---- a group in another ------------------------ */

static bool
is_own(const struct campaign_text *x, const struct campaign_text *template)
{
	return campaign_alike(x, template) ||
	    campaign_holds(x, template, campaign_shared(x, template));
}

/* Puts those of group i that belong to the template of another into that.  What is
 * left stays a group, with a template of its own, or is in none. */
static void
move(struct campaign_groups *all, size_t i, size_t into)
{
	struct campaign_group *g = &all->v[i];
	size_t k, left = 0;

	g->copies = 0;
	for (k = 0; k < g->n; k++) {
		const struct campaign_text *x = &all->texts->v[g->v[k]];

		if (is_own(x, template(all, into))) {
			all->in[g->v[k]] = (int32_t)into;
			continue;
		}
		g->copies += x->copies;
		g->v[left++] = g->v[k];
	}
	g->n = left;
	if (g->copies > 1)
		g->template = campaign_typical(all->texts, g->v, g->n);
	else {
		g->into = into;
		for (k = 0; k < left; k++)
			all->in[g->v[k]] = CAMPAIGN_NONE;
		g->n = 0;
	}
}

void
campaign_contain(struct campaign_groups *g)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct index x;
	size_t i, k;

	make_index(&a, g, &x);
	for (i = 0; i < g->n; i++)
		if ((k = belongs(g, &x, template(g, i), i)) < i)
			move(g, i, k);
	for (i = 0; i < g->texts->n; i++)
		if (g->in[i] == CAMPAIGN_NONE &&
		    (k = belongs(g, &x, &g->texts->v[i], g->n)) < g->n)
			g->in[i] = (int32_t)k;
}
