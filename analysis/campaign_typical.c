/* SPDX-License-Identifier: MIT
 *
 * campaign_typical.c -- the most typical text of a group, and how far apart its
 * texts are.
 */
#include "analysis/campaigns_private.h"

#include <stdlib.h>

enum {
	SAMPLE = 4096,	/* texts that say what is shared */
	PAIRS = 64,	/* texts of which every pair is looked at */
	SWEEPS = 4
};

/* ---- what at least half have in common ------------------------ */

struct of { uint32_t run, copies; };

static int
by_run(const void *x, const void *y)
{
	const struct of *a = x, *b = y;

	return (a->run > b->run) - (a->run < b->run);
}

struct pick { uint32_t copies, text; };

static int
by_copies(const void *x, const void *y)
{
	const struct pick *a = x, *b = y;

	if (a->copies != b->copies)
		return a->copies > b->copies ? -1 : 1;
	return (a->text > b->text) - (a->text < b->text);
}

/* v's texts, those sent most often first; otherwise in the order of their hashes,
 * which is as good as chance. */
static struct pick *
picks(struct arena *a, const struct campaign_texts *t, const uint32_t *v,
    size_t n)
{
	struct pick *p = arena_array(a, struct pick, n);
	size_t i;

	for (i = 0; i < n; i++)
		p[i] = (struct pick){ t->v[v[i]].copies, v[i] };
	qsort(p, n, sizeof(*p), by_copies);
	return p;
}

/* The runs that at least half of the comments have, as a text. */
static struct campaign_text
consensus(struct arena *a, const struct campaign_texts *t,
    const struct pick *p, size_t n)
{
	struct campaign_text out = { 0 };
	size_t i, k, runs = 0, end;
	uint64_t all = 0, copies;
	struct of *o;
	uint32_t *v;

	for (i = 0; i < n; i++)
		runs += t->v[p[i].text].n;
	o = arena_array(a, struct of, runs);
	for (i = 0, runs = 0; i < n; i++) {
		const struct campaign_text *x = &t->v[p[i].text];

		all += x->copies;
		for (k = 0; k < x->n; k++)
			o[runs++] = (struct of){ x->v[k], x->copies };
	}
	qsort(o, runs, sizeof(*o), by_run);
	v = arena_array(a, uint32_t, runs);
	for (i = 0; i < runs; i = end) {
		copies = 0;
		for (end = i; end < runs && o[end].run == o[i].run; end++)
			copies += o[end].copies;
		if (2 * copies >= all)
			v[out.n++] = o[i].run;
	}
	out.v = v;
	return out;
}

uint32_t
campaign_typical(const struct campaign_texts *t, const uint32_t *v, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct campaign_text shared;
	struct pick *p;
	size_t i, best = 0;
	uint64_t most = 0, of = 1;

	if (n == 1)
		return v[0];
	p = picks(&a, t, v, n);
	shared = consensus(&a, t, p, n < SAMPLE ? n : SAMPLE);
	for (i = 0; i < n; i++) {
		const struct campaign_text *x = &t->v[p[i].text];
		uint64_t both = campaign_shared(&shared, x);
		uint64_t either = (uint64_t)shared.n + x->n - both;

		if (both * of > most * either) {
			most = both;
			of = either;
			best = i;
		}
	}
	return p[best].text;
}

/* ---- how far apart ------------------------ */

/* The one of v[n] that is least like x. */
static uint32_t
farthest(const struct campaign_texts *t, const uint32_t *v, size_t n,
    uint32_t x, int *like)
{
	uint32_t far = x;
	size_t i;

	*like = 100;
	for (i = 0; i < n; i++) {
		int l = campaign_like(&t->v[x], &t->v[v[i]]);

		if (l < *like) {
			*like = l;
			far = v[i];
		}
	}
	return far;
}

int
campaign_least(const struct campaign_texts *t, const uint32_t *v, size_t n,
    uint32_t template)
{
	int least = 100, like;
	size_t i;

	if (n <= PAIRS) {
		for (i = 0; i + 1 < n; i++) {
			farthest(t, v + i + 1, n - i - 1, v[i], &like);
			least = like < least ? like : least;
		}
		return least;
	}
	for (i = 0; i < SWEEPS; i++) {
		template = farthest(t, v, n, template, &like);
		if (like >= least)
			break;
		least = like;
	}
	return least;
}
