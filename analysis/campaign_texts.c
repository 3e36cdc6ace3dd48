/* SPDX-License-Identifier: MIT
 *
 * campaign_texts.c -- the different texts among comments, each once, as sets of runs
 * of three words; and how much two of them have in common.
 */
#include "analysis/campaigns_private.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- sets of runs ------------------------ */

static int
by_value(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;

	return (a > b) - (a < b);
}

static void
insert_sorted(uint32_t *v, size_t n)
{
	size_t i, k;

	for (i = 1; i < n; i++) {
		uint32_t x = v[i];

		for (k = i; k > 0 && v[k - 1] > x; k--)
			v[k] = v[k - 1];
		v[k] = x;
	}
}

/* The values are hashes, spread evenly: each goes near its place at once. */
enum { SPREAD = 2048 };

static void
sort(uint32_t *v, size_t n)
{
	uint32_t to[SPREAD];
	uint16_t at[SPREAD + 1] = { 0 };
	size_t i;

	if (n > SPREAD) {
		qsort(v, n, sizeof(*v), by_value);
		return;
	}
	for (i = 0; i < n; i++)
		at[((uint64_t)v[i] * n >> 32) + 1]++;
	for (i = 1; i < n; i++)
		at[i] = (uint16_t)(at[i] + at[i - 1]);
	for (i = 0; i < n; i++)
		to[at[(uint64_t)v[i] * n >> 32]++] = v[i];
	memcpy(v, to, n * sizeof(*v));
	insert_sorted(v, n);
}

struct room { uint32_t *v; size_t cap; };

/* The set of w's runs, in the arena. */
static void
make_runs(struct arena *a, struct room *r, const struct campaign_words *w,
    struct campaign_text *out)
{
	size_t i, n = w->n - 2, kept = 0;
	uint32_t *v;

	if (n > r->cap) {
		r->cap = 2 * n;
		free(r->v);
		r->v = malloc(arena_size(r->cap, sizeof(*r->v)));
		if (r->v == NULL) {
			fputs("earshot: out of memory\n", stderr);
			abort();
		}
	}
	for (i = 0; i < n; i++)
		r->v[i] = (uint32_t)(campaign_run(&w->v[i]) >> 32);
	sort(r->v, n);
	for (i = 0; i < n; i++)
		if (kept == 0 || r->v[i] != r->v[kept - 1])
			r->v[kept++] = r->v[i];
	v = arena_array(a, uint32_t, kept);
	memcpy(v, r->v, kept * sizeof(*v));
	out->v = v;
	out->n = (uint32_t)kept;
}

/* ---- each text once ------------------------ */

struct table { uint32_t *v; size_t mask; };	/* 1 + index, or 0 */

static uint32_t *
look_up(struct table *t, const struct campaign_text *all, const uint64_t h[2])
{
	size_t i = (size_t)h[0] & t->mask;

	while (t->v[i] != 0 && (all[t->v[i] - 1].hash[0] != h[0] ||
	    all[t->v[i] - 1].hash[1] != h[1]))
		i = (i + 1) & t->mask;
	return &t->v[i];
}

static void
add(struct campaign_texts *t, struct room *r, const struct campaign_words *w,
    const uint64_t h[2])
{
	struct campaign_text *x = &t->v[t->n++];

	*x = (struct campaign_text){ .hash = { h[0], h[1] },
	    .words = (uint32_t)w->n };
	if (w->n >= CAMPAIGN_WORDS)
		make_runs(&t->a, r, w, x);
	else
		x->nothing = w->n < CAMPAIGN_LEAST || campaign_says_nothing(w);
}

static void
read_all(struct campaign_texts *t, struct table *seen,
    const struct analysis_comment *c, size_t n)
{
	struct campaign_words w CLEAN(campaign_words_free) = { 0 };
	struct room r = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		_Alignas(8) uint8_t sum[32];
		uint64_t h[2];
		uint32_t *at;

		campaign_words(&w, c[i].text);
		seal_hash(sum, NULL, 0, buf_text(&w.fold), w.fold.n);
		memcpy(h, sum, sizeof(h));
		at = look_up(seen, t->v, h);
		if (*at == 0) {
			add(t, &r, &w, h);
			*at = (uint32_t)t->n;
		}
		t->of[i] = *at - 1;
		t->v[*at - 1].copies++;
	}
	free(r.v);
}

struct key { uint64_t hash[2]; uint32_t was; };

static int
by_hash(const void *x, const void *y)
{
	const struct key *a = x, *b = y;
	int d = (a->hash[0] > b->hash[0]) - (a->hash[0] < b->hash[0]);

	return d != 0 ? d :
	    (a->hash[1] > b->hash[1]) - (a->hash[1] < b->hash[1]);
}

/* In the order of their hashes, so that nothing after depends on the order of the
 * comments. */
static void
order(struct campaign_texts *t, size_t n)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	struct key *k = arena_array(&tmp, struct key, t->n);
	uint32_t *now = arena_array(&tmp, uint32_t, t->n);
	struct campaign_text *v = arena_array(&t->a, struct campaign_text, t->n);
	size_t i;

	for (i = 0; i < t->n; i++)
		k[i] = (struct key){ { t->v[i].hash[0], t->v[i].hash[1] },
		    (uint32_t)i };
	qsort(k, t->n, sizeof(*k), by_hash);
	for (i = 0; i < t->n; i++) {
		v[i] = t->v[k[i].was];
		now[k[i].was] = (uint32_t)i;
	}
	for (i = 0; i < n; i++)
		t->of[i] = now[t->of[i]];
	t->v = v;
}

void
campaign_texts(struct campaign_texts *t, const struct analysis_comment *c,
    size_t n)
{
	struct arena tmp CLEAN(arena_free) = { 0 };
	struct table seen = { .mask = 15 };

	if (n >= INT32_MAX)
		abort();	/* as the header says */
	while (seen.mask < n + n / 2)
		seen.mask = 2 * seen.mask + 1;
	seen.v = arena_array(&tmp, uint32_t, seen.mask + 1);
	*t = (struct campaign_texts){ 0 };
	t->of = arena_array(&t->a, uint32_t, n);
	t->v = arena_array(&tmp, struct campaign_text, n);
	read_all(t, &seen, c, n);
	order(t, n);
}

/* ---- what two have in common ------------------------ */

uint32_t
campaign_shared(const struct campaign_text *x, const struct campaign_text *y)
{
	uint32_t i = 0, k = 0, n = 0;

	while (i < x->n && k < y->n) {
		uint32_t a = x->v[i], b = y->v[k];

		n += a == b;
		i += a <= b;
		k += b <= a;
	}
	return n;
}

static int
percent(uint64_t part, uint64_t whole)
{
	return whole == 0 ? 0 : (int)(part * 100 / whole);
}

int
campaign_like(const struct campaign_text *x, const struct campaign_text *y)
{
	uint64_t shared;

	if (x == y)
		return 100;
	shared = campaign_shared(x, y);
	return percent(shared, (uint64_t)x->n + y->n - shared);
}

bool
campaign_alike(const struct campaign_text *x, const struct campaign_text *y)
{
	uint64_t shared, fewer = x->n < y->n ? x->n : y->n;

	if (x == y)
		return true;
	if (fewer < CAMPAIGN_FEW || 100 * fewer <
	    CAMPAIGN_ALIKE * (x->n + (uint64_t)y->n - fewer))
		return false;	/* they cannot be, by their lengths */
	shared = campaign_shared(x, y);
	return shared >= CAMPAIGN_FEW &&
	    percent(shared, (uint64_t)x->n + y->n - shared) >= CAMPAIGN_ALIKE;
}

int
campaign_held(const struct campaign_text *x, const struct campaign_text *y,
    uint32_t shared)
{
	return x == y ? 100 : percent(shared, x->n < y->n ? x->n : y->n);
}

bool
campaign_holds(const struct campaign_text *x, const struct campaign_text *y,
    uint32_t shared)
{
	return shared >= CAMPAIGN_RUNS &&
	    campaign_held(x, y, shared) >= CAMPAIGN_HOLDS;
}
