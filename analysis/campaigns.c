/* SPDX-License-Identifier: MIT
 *
 * campaigns.c -- finds organised campaigns, and takes a group apart.
 */
#include "analysis/campaigns_private.h"

#include <stdlib.h>

static void
texts_free(struct campaign_texts *t)
{
	arena_free(&t->a);
}

/* ---- groups of texts that are linked ------------------------ */

static int
by_size(const void *x, const void *y)
{
	const struct campaign_group *a = x, *b = y;

	if (a->copies != b->copies)
		return a->copies > b->copies ? -1 : 1;
	return (a->template > b->template) - (a->template < b->template);
}

/* The largest first.  first[i] is the least text of i's group. */
static void
make_groups(struct arena *a, const struct campaign_texts *t,
    const uint32_t *first, struct campaign_groups *out)
{
	size_t *copies = arena_array(a, size_t, t->n);
	uint32_t *texts = arena_array(a, uint32_t, t->n), *v;
	size_t i, n = 0;

	for (i = 0; i < t->n; i++) {
		copies[first[i]] += t->v[i].copies;
		texts[first[i]]++;
	}
	for (i = 0; i < t->n; i++)
		n += first[i] == i && copies[i] > 1 && !t->v[i].nothing;
	*out = (struct campaign_groups){ .texts = t,
	    .v = arena_array(a, struct campaign_group, n),
	    .in = arena_array(a, int32_t, t->n) };
	v = arena_array(a, uint32_t, t->n);
	for (i = 0; i < t->n; i++) {
		out->in[i] = CAMPAIGN_NONE;
		if (first[i] == i && copies[i] > 1 && !t->v[i].nothing) {
			out->in[i] = (int32_t)out->n;
			out->v[out->n++] = (struct campaign_group){ .v = v,
			    .copies = copies[i] };
			v += texts[i];
		}
		if (out->in[first[i]] != CAMPAIGN_NONE) {
			struct campaign_group *g = &out->v[out->in[first[i]]];

			out->in[i] = out->in[first[i]];
			g->v[g->n++] = (uint32_t)i;
		}
	}
}

static void
order_groups(struct campaign_groups *g)
{
	size_t i, k;

	for (i = 0; i < g->n; i++)
		g->v[i].template = campaign_typical(g->texts, g->v[i].v,
		    g->v[i].n);
	qsort(g->v, g->n, sizeof(*g->v), by_size);
	for (i = 0; i < g->n; i++) {
		g->v[i].into = i;
		for (k = 0; k < g->v[i].n; k++)
			g->in[g->v[i].v[k]] = (int32_t)i;
	}
}

void
analysis_campaigns(struct arena *a, const struct analysis_comment *c, size_t n,
    struct analysis_campaigns *out)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	struct campaign_texts t CLEAN(texts_free);
	struct campaign_groups g;
	uint32_t *first;

	campaign_texts(&t, c, n);
	first = arena_array(&tmp, uint32_t, t.n);
	campaign_link(&t, first);
	make_groups(&tmp, &t, first, &g);
	order_groups(&g);
	campaign_contain(&g);
	campaign_list(a, &g, c, n, NULL, out);
}

/* ---- a group taken apart ------------------------ */

/* Moves those of v[*n] that belong to the template themselves into group g; what
 * is alike to its list, what holds it or is part of it only to in. */
static void
take_own(struct campaign_groups *all, struct campaign_group *g, uint32_t *v,
    size_t *n, int32_t number)
{
	const struct campaign_texts *t = all->texts;
	const struct campaign_text *template = &t->v[g->template];
	size_t i, left = 0;

	for (i = 0; i < *n; i++) {
		const struct campaign_text *x = &t->v[v[i]];
		bool alike = campaign_alike(x, template);

		if (!alike && !campaign_holds(x, template,
		    campaign_shared(x, template))) {
			v[left++] = v[i];
			continue;
		}
		if (alike)
			g->v[g->n++] = v[i];
		all->in[v[i]] = number;
		g->copies += x->copies;
	}
	*n = left;
}

static void
make_stars(struct arena *a, const struct campaign_texts *t,
    struct campaign_groups *out)
{
	uint32_t *left = arena_array(a, uint32_t, t->n);
	uint32_t *room = arena_array(a, uint32_t, t->n);
	size_t i, n = t->n;

	*out = (struct campaign_groups){ .texts = t,
	    .v = arena_array(a, struct campaign_group, t->n),
	    .in = arena_array(a, int32_t, t->n) };
	for (i = 0; i < n; i++)
		left[i] = (uint32_t)i;
	while (n > 0) {
		struct campaign_group *g = &out->v[out->n];

		*g = (struct campaign_group){ .v = room, .into = out->n,
		    .template = campaign_typical(t, left, n) };
		take_own(out, g, left, &n, (int32_t)out->n);
		room += g->n;
		if (g->copies > 1)
			out->n++;
		else
			out->in[g->template] = CAMPAIGN_NONE;
	}
}

void
analysis_campaign_split(struct arena *a, const struct analysis_comment *c,
    size_t n, const struct analysis_campaign *whole,
    struct analysis_campaigns *out)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	struct analysis_comment *mine = arena_array(&tmp,
	    struct analysis_comment, whole->n);
	size_t *which = arena_array(&tmp, size_t, whole->n);
	struct campaign_texts t CLEAN(texts_free);
	struct campaign_groups g;
	size_t i;

	for (i = 0; i < whole->n; i++) {
		which[i] = whole->v[i].comment;
		if (which[i] >= n)
			abort();	/* a group of other comments */
		mine[i] = c[which[i]];
	}
	campaign_texts(&t, mine, whole->n);
	make_stars(&tmp, &t, &g);
	campaign_list(a, &g, mine, whole->n, which, out);
}
