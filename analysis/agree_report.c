/* SPDX-License-Identifier: MIT
 *
 * agree_report.c -- how far coders agree about each code, and about whole sets
 * of codes.
 */
#include "analysis/agree_private.h"

/* A unit where somebody gave the code.  The others need no looking at, however
 * often units are drawn again. */
struct use { size_t unit; double gave, coded; };
struct code {
	struct use	*uses;
	size_t		n;
	struct agree_sample alpha, f1;
};
struct work {
	const struct agree_codings *s;
	const struct agree_draws *draws;
	struct agree_index sets;
	struct code	*codes;
	struct agree_sample alpha, micro, macro;
};

/* What there is of a code: uses; pairs of coders who both gave it, twice, and
 * these with the pairs of whom one did; and Krippendorff's disagreement. */
struct sums { double gave, both, either, apart; };

static struct sums
sum_up(const struct code *c, const unsigned *times)
{
	struct sums s = { 0, 0, 0, 0 };
	const struct use *u;
	double often;
	size_t i;

	for (i = 0; i < c->n; i++) {
		u = &c->uses[i];
		often = times == NULL ? 1 : (double)times[u->unit];
		s.gave += often * u->gave;
		s.both += often * u->gave * (u->gave - 1);
		s.either += often * u->gave * (u->coded - 1);
		s.apart += often * 2 * u->gave * (u->coded - u->gave) /
		    (u->coded - 1);
	}
	return s;
}

static struct agree_value
f1_of(const struct sums *s)
{
	return agree_share(s->both, s->either, AGREE_UNUSED);
}

/* Alpha of two values, of which one stands s->gave times among n. */
static struct agree_value
alpha_of(const struct sums *s, double n)
{
	double chance = 2 * s->gave * (n - s->gave);

	return chance > 0 ? agree_known(1 - (n - 1) * s->apart / chance) :
	    agree_unknown(AGREE_ONE_VALUE);
}

/* Micro and macro F1 over all codes. */
static void
pool(const struct work *w, const unsigned *times, struct agree_value *micro,
    struct agree_value *macro)
{
	struct sums s, all = { 0, 0, 0, 0 };
	double f1 = 0, used = 0;
	size_t i;

	for (i = 0; i < w->s->codes; i++) {
		s = sum_up(&w->codes[i], times);
		all.both += s.both;
		all.either += s.either;
		used += s.either > 0;
		f1 += f1_of(&s).value;
	}
	*micro = f1_of(&all);
	*macro = agree_share(f1, used, AGREE_UNUSED);
}

static void
describe(struct arena *a, const struct agree_index *x, struct code *code,
    struct agree_code *out)
{
	struct sums s;
	size_t u, c, gave, cap = 0;

	for (u = 0; u < x->units; u++) {
		gave = 0;
		for (c = 0; c < x->coders; c++)
			gave += x->at[u * x->coders + c] == 1;
		if (gave == 0)
			continue;
		*arena_push(a, code->uses, code->n, cap) = (struct use){ u,
		    (double)gave, (double)x->coded[u] };
		out->all += gave == x->coded[u];
	}
	out->used = code->n;
	out->percent = agree_statistic(x, AGREE_PERCENT);
	out->kappa = agree_statistic(x, AGREE_KAPPA);
	out->alpha = agree_statistic(x, AGREE_NOMINAL);
	out->ac1 = agree_statistic(x, AGREE_AC1);
	s = sum_up(code, NULL);
	out->f1 = x->units == 0 ? agree_unknown(AGREE_NO_PAIRS) : f1_of(&s);
}

/* ---- intervals: the same draws for everything ------------------------------ */

static void
again(struct work *w, const unsigned *times)
{
	struct agree_value micro, macro;
	struct sums s;
	double n = 0;
	size_t i;

	for (i = 0; i < w->sets.units; i++)
		n += (double)times[i] * (double)w->sets.coded[i];
	for (i = 0; i < w->s->codes; i++) {
		s = sum_up(&w->codes[i], times);
		agree_sample_add(&w->codes[i].alpha, alpha_of(&s, n));
		agree_sample_add(&w->codes[i].f1, f1_of(&s));
	}
	w->sets.times = times;
	agree_sample_add(&w->alpha, agree_alpha(&w->sets, AGREE_NOMINAL));
	w->sets.times = NULL;
	pool(w, times, &micro, &macro);
	agree_sample_add(&w->micro, micro);
	agree_sample_add(&w->macro, macro);
}

static void
ranges(struct arena *a, struct work *w, struct agree_report *out)
{
	struct agree_drawing d;
	struct agree_code *c;
	size_t i;

	for (i = 0; i < w->s->codes; i++) {
		agree_sample_start(a, w->draws, &w->codes[i].alpha);
		agree_sample_start(a, w->draws, &w->codes[i].f1);
	}
	agree_sample_start(a, w->draws, &w->alpha);
	agree_sample_start(a, w->draws, &w->micro);
	agree_sample_start(a, w->draws, &w->macro);
	agree_drawing_start(a, w->sets.units, w->draws, &d);
	while (w->sets.units > 0 && agree_drawing_next(&d))
		again(w, d.times);
	for (i = 0; i < w->s->codes; i++) {
		c = &out->codes[i];
		c->alpha_range = agree_sample_range(&w->codes[i].alpha,
		    w->draws, c->alpha);
		c->f1_range = agree_sample_range(&w->codes[i].f1, w->draws,
		    c->f1);
	}
	out->alpha_range = agree_sample_range(&w->alpha, w->draws, out->alpha);
	out->f1_micro_range = agree_sample_range(&w->micro, w->draws,
	    out->f1_micro);
	out->f1_macro_range = agree_sample_range(&w->macro, w->draws,
	    out->f1_macro);
}

/* ---- the report ------------------------------------------------------------- */

static size_t
coded_once(const struct agree_codings *s)
{
	size_t u, c, n, once = 0;

	for (u = 0; u < s->units; u++) {
		n = 0;
		for (c = 0; c < s->coders; c++)
			n += s->coded[u * s->coders + c];
		once += n == 1;
	}
	return once;
}

void
agree_report(struct arena *a, const struct agree_codings *s,
    const struct agree_draws *draws, struct agree_report *out)
{
	struct work w = { .s = s, .draws = draws,
	    .codes = arena_array(a, struct code, s->codes + 1) };
	struct agree_index x;
	size_t i;

	agree_index_sets(a, s, &w.sets);
	*out = (struct agree_report){ .units = w.sets.units,
	    .once = coded_once(s),
	    .codes = arena_array(a, struct agree_code, s->codes + 1) };
	for (i = 0; i < s->codes; i++) {
		struct arena own CLEAN(arena_free) = { 0 };

		agree_index_code(&own, s, i, &x);
		describe(a, &x, &w.codes[i], &out->codes[i]);
	}
	out->same = agree_statistic(&w.sets, AGREE_PERCENT);
	out->alpha = agree_alpha(&w.sets, AGREE_NOMINAL);
	pool(&w, NULL, &out->f1_micro, &out->f1_macro);
	if (out->units == 0)
		out->f1_micro = out->f1_macro = agree_unknown(AGREE_NO_PAIRS);
	ranges(a, &w, out);
}
