/* SPDX-License-Identifier: MIT
 *
 * keying_sim.c -- does the interval cover the truth?  Keyings of which all is
 * known are made up by the thousand; what the analysis sees of each is the
 * counts that a real one has.  KEYINGS in the environment: how many of each
 * kind (1,000).
 */
#include "analysis/interval.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <math.h>
#include <stdio.h>

enum { FIELDS = 31, SHEETS = 500, SLIP = 8 };

/* A way of working; shares are of 1. */
struct work {
	const char *name;
	int	sheets;
	double	sigma;		/* of the sheets' difficulty, log-normal */
	double	slips;		/* of errors, that come SLIP in a row */
	double	alike;		/* of the first's errors, made again */
	double	unsettled;	/* of what differs, settled wrongly */
	double	twice;		/* of the sheets, keyed again, at random */
	double	risky;		/* of the sheets, the hardest: keyed again */
	double	audit;		/* of agreed answers, or of sheets */
	bool	whole;		/* sheets are audited, not answers */
};
static const struct work works[] = {
	{ "four in ten again, answers audited", 400, 1, 0, 0.1, 0.05, 0.4, 0,
	    0.25, false },
	{ "all again, sheets audited", 300, 1, 0, 0.1, 0.05, 1, 0, 0.3, true },
	{ "the hardest and a sample, with slips of a line", 500, 0.8, 0.2,
	    0.1, 0.05, 0.3, 0.1, 0.3, false },
	{ "very unlike sheets, many errors alike", 400, 1.3, 0, 0.3, 0.02,
	    0.5, 0, 0.4, true },
};
static const double rates[] = { 0.001, 0.005, 0.02 };

/* ---- chance ------------------------ */

static uint64_t seed;

static double
chance(void)			/* splitmix64 */
{
	uint64_t z = seed += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (double)((z ^ z >> 31) >> 11) * 0x1p-53;
}

static bool
happens(double p)
{
	return chance() < p;
}

static double
normal(void)
{
	return sqrt(-2 * log(1 - chance())) * cos(2 * M_PI * chance());
}

/* ---- one keying ------------------------ */

struct made {
	struct analysis_sheet v[SHEETS];
	double	hard[SHEETS];
	int	slip[SHEETS];	/* where the first slipped; -1: did not */
	int	order[SHEETS];
	int64_t	fields, first_wrong, stored_wrong;
};
struct seen { bool first, second, alike; };

static int
harder(const void *x, const void *y, void *arg)
{
	const double *hard = arg;
	double a = hard[*(const int *)x], b = hard[*(const int *)y];

	return a < b ? 1 : a > b ? -1 : 0;
}

/* Which sheets are keyed again: the hardest, then some of the others. */
static void
draw(const struct work *w, struct made *m)
{
	int i, j, t, risky = (int)(w->risky * w->sheets);
	int drawn = (int)(w->twice * (w->sheets - risky));

	for (i = 0; i < w->sheets; i++)
		m->order[i] = i;
	if (risky > 0)
		qsort_r(m->order, (size_t)w->sheets, sizeof(*m->order),
		    harder, m->hard);
	for (i = risky; i < risky + drawn; i++) {
		j = i + (int)(chance() * (w->sheets - i));
		t = m->order[i];
		m->order[i] = m->order[j];
		m->order[j] = t;
	}
	for (i = 0; i < risky + drawn; i++) {
		m->v[m->order[i]].compared = FIELDS;
		m->v[m->order[i]].drawn = i < risky ? KEYED_BY_RISK :
		    KEYED_BY_CHANCE;
	}
}

static struct seen
key(const struct work *w, double p, bool slipped)
{
	struct seen s = { .first = happens(p) || slipped };

	s.alike = s.first && !slipped && happens(w->alike);
	s.second = s.alike || happens(s.first ? p : p * (1 - w->alike));
	return s;
}

/* What differs is settled; true: rightly. */
static bool
settle(const struct work *w, struct seen s, struct analysis_sheet *v)
{
	bool right = !happens(w->unsettled);

	v->differ++;
	if (s.first && s.second) {
		v->both_wrong += right;
		v->first_wrong += !right;
	} else {
		v->first_wrong += s.first == right;
		v->second_wrong += s.first != right;
	}
	return right;
}

static void
answer(const struct work *w, struct made *m, int i, double p, bool slipped,
    bool audited)
{
	struct analysis_sheet *v = &m->v[i];
	struct seen s = key(w, p, slipped);
	bool right;

	m->first_wrong += s.first;
	if (v->compared == 0) {
		m->stored_wrong += s.first;
		return;
	}
	if ((s.first || s.second) && !s.alike) {
		right = settle(w, s, v);
		m->stored_wrong += !right;
		if (w->whole ? audited : happens(0.5)) {
			v->settled_checked++;
			v->settled_wrong += !right;
		}
		return;
	}
	m->stored_wrong += s.alike;
	if (w->whole ? audited : happens(w->audit)) {
		v->agreed_checked++;
		v->agreed_wrong += s.alike;
	}
}

static void
make(const struct work *w, double rate, struct made *m)
{
	double slip = w->slips * rate * FIELDS / SLIP, p;
	int i, k, at;
	bool audited;

	memset(m, 0, sizeof(*m));
	for (i = 0; i < w->sheets; i++) {
		m->v[i].fields = FIELDS;
		m->hard[i] = exp(w->sigma * normal() - w->sigma * w->sigma /
		    2);
	}
	draw(w, m);
	for (i = 0; i < w->sheets; i++) {
		at = happens(slip) ? (int)(chance() * (FIELDS - SLIP)) : -1;
		audited = happens(w->audit);
		for (k = 0; k < FIELDS; k++) {
			/* Some questions are harder: 0.5 to 1.5. */
			p = rate * (1 - w->slips) * m->hard[i] *
			    (0.5 + (double)(k * 7 % FIELDS) / (FIELDS - 1));
			answer(w, m, i, fmin(p, 0.5), at >= 0 && k >= at &&
			    k < at + SLIP, audited);
		}
	}
	m->fields = w->sheets * FIELDS;
}

/* ---- naive intervals ------------------------ */

static int64_t
found_wrong(const struct made *m, int sheets, int64_t *compared)
{
	int64_t wrong = 0;
	int i;

	*compared = 0;
	for (i = 0; i < sheets; i++) {
		*compared += m->v[i].compared;
		wrong += m->v[i].first_wrong + m->v[i].both_wrong;
	}
	return wrong;
}

/* Each answer as if it were by itself; the rate is as measured. */
static struct analysis_rate
flat(const struct made *m, const struct work *w, double rate)
{
	struct analysis_rate r;
	int64_t compared;

	found_wrong(m, w->sheets, &compared);
	interval_exact(rate * (double)compared, (double)compared, &r.low,
	    &r.high);
	return r;
}

/* As if what both agree on were right, sheets chosen by risk were drawn, and
 * each answer were by itself. */
static void
naive(const struct work *w, const struct made *m, struct analysis_rate *single,
    struct analysis_rate *stored)
{
	int64_t compared, wrong = found_wrong(m, w->sheets, &compared);
	double left = 1 - (double)compared / (double)m->fields;

	interval_exact((double)wrong, (double)compared, &single->low,
	    &single->high);
	stored->low = left * single->low;
	stored->high = left * single->high;
}

/* ---- coverage ------------------------ */

struct score { int single, process, flat, stored, naive, naive_stored; };

static bool
covers(const struct analysis_rate *r, double truth)
{
	return r->low <= truth && truth <= r->high;
}

static int
keyings(void)
{
	const char *s = getenv("KEYINGS");

	return s != NULL && atoi(s) > 0 ? atoi(s) : 1000;
}

static void
one(const struct work *w, double rate, struct made *m, struct score *s,
    struct analysis_rate *single, double *share)
{
	struct analysis_rate n1, n2;
	struct analysis_keying k;
	struct err e = { 0 };
	double stored;

	make(w, rate, m);
	ck_assert_msg(analysis_keying(m->v, (size_t)w->sheets, &k, &e), "%s",
	    e.msg);
	ck_assert(k.single.known && k.stored.known && k.alike_counted);
	naive(w, m, &n1, &n2);
	*single = k.single;
	*share = (double)m->first_wrong / (double)m->fields;
	stored = (double)m->stored_wrong / (double)m->fields;
	s->single += covers(&k.single, *share);
	s->naive += covers(&n1, *share);
	s->stored += covers(&k.stored, stored);
	s->naive_stored += covers(&n2, stored);
}

static void
run(const struct work *w, double rate, int times, struct score *s)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_rate *single = arena_array(&a, struct analysis_rate,
	    (size_t)times), f;
	struct made *m = arena_new(&a, struct made);
	double mean = 0, share, hundred = 100.0 / times;
	int i;

	*s = (struct score){ 0 };
	for (i = 0; i < times; i++) {
		one(w, rate, m, s, &single[i], &share);
		mean += share / times;
	}
	for (i = 0; i < times; i++) {
		f = flat(m, w, single[i].rate);
		s->process += covers(&single[i], mean);
		s->flat += covers(&f, mean);
	}
	printf("  %3.1f%% wrong: before settling %5.1f, and as a way of "
	    "working %5.1f; stored %5.1f\n            naive: %5.1f, without "
	    "clusters %5.1f, %5.1f\n", rate * 100, hundred * s->single,
	    hundred * s->process, hundred * s->stored, hundred * s->naive,
	    hundred * s->flat, hundred * s->naive_stored);
}

START_TEST(the_interval_covers_the_truth_93_times_in_100)
{
	const struct work *w = &works[_i];
	int times = keyings(), least = (93 * times + 99) / 100;
	int naive_missed = 0, flat_missed = 0, stored_missed = 0;
	struct score s;
	size_t i;

	seed = 20240603 + (uint64_t)_i;
	printf("how often a 95%% interval covers the truth, of %d keyings: "
	    "%s\n", times, w->name);
	for (i = 0; i < LEN(rates); i++) {
		run(w, rates[i], times, &s);
		ck_assert_int_ge(s.single, least);
		ck_assert_int_ge(s.process, least);
		ck_assert_int_ge(s.stored, least);
		naive_missed += s.naive < least;
		flat_missed += s.flat < least;
		stored_missed += s.naive_stored < least;
	}
	/* The same check finds the naive intervals out. */
	ck_assert_int_gt(naive_missed, 0);
	ck_assert_int_gt(flat_missed, 0);
	ck_assert_int_eq(stored_missed, LEN(rates));
}
END_TEST

Suite *
keying_sim_suite(void)
{
	Suite *s = suite_create("keying_sim");
	TCase *c = tcase_create("keying_sim");

	tcase_set_timeout(c, 1200);
	tcase_add_loop_test(c,
	    the_interval_covers_the_truth_93_times_in_100, 0, LEN(works));
	suite_add_tcase(s, c);
	return s;
}
