/* SPDX-License-Identifier: MIT
 *
 * agree_draw.c -- intervals: units are drawn again and again, with replacement.
 */
#include "analysis/agree_private.h"

#include <stdlib.h>

/* SplitMix64: Steele, Lea and Flood, OOPSLA 2014, 453-472. */
static uint64_t
next(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

/* Below n, each number equally often: what is left over is drawn again. */
static uint64_t
below(uint64_t *state, uint64_t n)
{
	uint64_t limit = UINT64_MAX - UINT64_MAX % n, r;

	do
		r = next(state);
	while (r >= limit);
	return r % n;
}

void
agree_drawing_start(struct arena *a, size_t units,
    const struct agree_draws *draws, struct agree_drawing *d)
{
	*d = (struct agree_drawing){ .units = units, .rounds = draws->rounds,
	    .state = draws->seed, .times = arena_array(a, unsigned, units + 1) };
}

bool
agree_drawing_next(struct agree_drawing *d)
{
	size_t i;

	if (d->round++ >= d->rounds)
		return false;
	memset(d->times, 0, d->units * sizeof(*d->times));
	for (i = 0; i < d->units; i++)
		d->times[below(&d->state, d->units)]++;
	return true;
}

void
agree_sample_start(struct arena *a, const struct agree_draws *draws,
    struct agree_sample *s)
{
	*s = (struct agree_sample){ arena_array(a, double, draws->rounds + 1),
	    0 };
}

void
agree_sample_add(struct agree_sample *s, struct agree_value v)
{
	if (v.why == AGREE_KNOWN)
		s->v[s->n++] = v.value;
}

static int
number_order(const void *va, const void *vb)
{
	const double *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

struct agree_range
agree_sample_range(struct agree_sample *s, const struct agree_draws *draws,
    struct agree_value estimate)
{
	double tail = (1 - draws->level) / 2;
	size_t cut;

	if (estimate.why != AGREE_KNOWN)
		return (struct agree_range){ estimate.why, 0, 0 };
	if (s->n * 2 <= draws->rounds)
		return (struct agree_range){ AGREE_TOO_FEW, 0, 0 };
	qsort(s->v, s->n, sizeof(*s->v), number_order);
	cut = (size_t)(tail * (double)s->n);
	cut = cut < s->n ? cut : s->n - 1;
	return (struct agree_range){ AGREE_KNOWN, s->v[cut],
	    s->v[s->n - 1 - cut] };
}

/* ---- of one statistic --------------------------------------------------- */

static struct agree_range
range(struct arena *a, struct agree_index *x, enum agree_stat stat,
    const struct agree_draws *draws)
{
	struct agree_value estimate = agree_statistic(x, stat);
	struct agree_drawing d;
	struct agree_sample s;

	agree_drawing_start(a, x->units, draws, &d);
	agree_sample_start(a, draws, &s);
	x->times = d.times;
	while (estimate.why == AGREE_KNOWN && agree_drawing_next(&d))
		agree_sample_add(&s, agree_statistic(x, stat));
	x->times = NULL;
	return agree_sample_range(&s, draws, estimate);
}

struct agree_range
agree_range_of(const struct agree_matrix *m, enum agree_stat stat,
    const struct agree_draws *draws)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_index x;

	agree_index_matrix(&a, m, &x);
	return range(&a, &x, stat, draws);
}

struct agree_range
agree_sets_range(const struct agree_codings *s, const struct agree_draws *draws)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_index x;

	agree_index_sets(&a, s, &x);
	return range(&a, &x, AGREE_NOMINAL, draws);
}
