/* SPDX-License-Identifier: MIT
 *
 * campaign_list.c -- the groups as they are handed to the caller: who is in them,
 * how each differs from the template, and in which order.
 */
#include "analysis/campaigns_private.h"

#include <stdlib.h>

/* ---- how a text differs from the template ------------------------ */

static enum analysis_campaign_how
differs(const struct campaign_text *x, const struct campaign_text *template,
    uint64_t shared)
{
	if (x == template)
		return CAMPAIGN_EXACT;
	if (100 * shared >= (uint64_t)CAMPAIGN_HOLDS * template->n &&
	    4 * (uint64_t)x->n >= 5 * (uint64_t)template->n)
		return CAMPAIGN_LONGER;
	if (100 * shared >= (uint64_t)CAMPAIGN_HOLDS * x->n &&
	    5 * (uint64_t)x->n <= 4 * (uint64_t)template->n)
		return CAMPAIGN_PART;
	return CAMPAIGN_VARIED;
}

struct verdict { uint8_t how, like; };

/* For each text; lowers *least of its group where it was not linked. */
static struct verdict *
judge(struct arena *a, const struct campaign_groups *g, int *least)
{
	const struct campaign_texts *t = g->texts;
	struct verdict *v = arena_array(a, struct verdict, t->n);
	bool *linked = arena_array(a, bool, t->n);
	size_t i, k;

	for (i = 0; i < g->n; i++)
		for (k = 0; g->v[i].into == i && k < g->v[i].n; k++)
			linked[g->v[i].v[k]] = true;
	for (i = 0; i < t->n; i++) {
		const struct campaign_text *x = &t->v[i], *template;
		uint32_t shared;
		int held;

		if (g->in[i] == CAMPAIGN_NONE)
			continue;
		template = &t->v[g->v[g->in[i]].template];
		shared = campaign_shared(x, template);
		v[i].how = (uint8_t)differs(x, template, shared);
		v[i].like = (uint8_t)campaign_like(x, template);
		held = campaign_held(x, template, shared);
		if (!linked[i] && held < least[g->in[i]])
			least[g->in[i]] = held;
	}
	return v;
}

/* ---- order ------------------------ */

struct place {
	struct analysis_campaign_member m;
	int64_t	 id;
	uint32_t text;
};

static int
by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;
	bool a_exact = a->m.how == CAMPAIGN_EXACT;
	bool b_exact = b->m.how == CAMPAIGN_EXACT;

	if (a_exact != b_exact)
		return a_exact ? -1 : 1;
	if (a->m.like != b->m.like)
		return b->m.like - a->m.like;
	if (a->text != b->text)
		return a->text > b->text ? 1 : -1;
	if (a->id != b->id)
		return a->id > b->id ? 1 : -1;
	return (a->m.comment > b->m.comment) - (a->m.comment < b->m.comment);
}

struct rank { size_t n; uint32_t template, group; };

static int
by_rank(const void *x, const void *y)
{
	const struct rank *a = x, *b = y;

	if (a->n != b->n)
		return a->n > b->n ? -1 : 1;
	return (a->template > b->template) - (a->template < b->template);
}

/* ---- the list ------------------------ */

struct list {
	const struct campaign_groups *g;
	const struct analysis_comment *comments;
	size_t		 n;
	const size_t	*which;		/* what the caller calls them */
	size_t		*from;		/* where each group's places begin */
	struct place	*places;
	int		*least;
};

/* Puts each comment among those of its group. */
static void
place_all(struct arena *a, struct list *l)
{
	const uint32_t *of = l->g->texts->of;
	struct verdict *v = judge(a, l->g, l->least);
	size_t i, *at = arena_array(a, size_t, l->g->n + 1);

	for (i = 0; i < l->n; i++)
		if (l->g->in[of[i]] != CAMPAIGN_NONE)
			at[l->g->in[of[i]] + 1]++;
	for (i = 0; i < l->g->n; i++)
		at[i + 1] += at[i];
	l->places = arena_array(a, struct place, at[l->g->n]);
	memcpy(l->from, at, (l->g->n + 1) * sizeof(*at));
	for (i = 0; i < l->n; i++)
		if (l->g->in[of[i]] != CAMPAIGN_NONE)
			l->places[at[l->g->in[of[i]]]++] = (struct place){
			    { l->which != NULL ? l->which[i] : i,
			    v[of[i]].how, v[of[i]].like },
			    l->comments[i].id, of[i] };
}

static void
list_one(struct arena *a, const struct list *l, size_t group,
    struct analysis_campaign *out)
{
	struct place *p = l->places + l->from[group];
	size_t i, n = l->from[group + 1] - l->from[group];
	struct analysis_campaign_member *m;

	qsort(p, n, sizeof(*p), by_place);
	m = arena_array(a, struct analysis_campaign_member, n);
	*out = (struct analysis_campaign){ .template = p[0].m.comment, .v = m,
	    .n = n, .least = l->least[group],
	    .brief = l->g->texts->v[p[0].text].n == 0 };
	for (i = 0; i < n; i++) {
		m[i] = p[i].m;
		out->exact += m[i].how == CAMPAIGN_EXACT;
		out->varied += m[i].how == CAMPAIGN_VARIED;
		out->longer += m[i].how == CAMPAIGN_LONGER;
		out->part += m[i].how == CAMPAIGN_PART;
	}
}

void
campaign_list(struct arena *a, const struct campaign_groups *g,
    const struct analysis_comment *c, size_t n, const size_t *which,
    struct analysis_campaigns *out)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	struct list l = { .g = g, .comments = c, .n = n, .which = which,
	    .from = arena_array(&tmp, size_t, g->n + 1),
	    .least = arena_array(&tmp, int, g->n) };
	struct rank *r = arena_array(&tmp, struct rank, g->n);
	struct analysis_campaign *v;
	size_t i, k = 0;

	for (i = 0; i < g->n; i++)
		if (g->v[i].into == i)
			l.least[i] = campaign_least(g->texts, g->v[i].v,
			    g->v[i].n, g->v[i].template);
	place_all(&tmp, &l);
	for (i = 0; i < g->n; i++)
		if (g->v[i].into == i)
			r[k++] = (struct rank){ l.from[i + 1] - l.from[i],
			    g->v[i].template, (uint32_t)i };
	qsort(r, k, sizeof(*r), by_rank);
	v = arena_array(a, struct analysis_campaign, k);
	for (i = 0; i < k; i++)
		list_one(a, &l, r[i].group, &v[i]);
	*out = (struct analysis_campaigns){ v, k };
}
