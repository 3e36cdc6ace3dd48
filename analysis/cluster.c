/* SPDX-License-Identifier: MIT
 *
 * cluster.c -- shares estimated from clusters, with their intervals.
 */
#include "analysis/interval.h"

#include <math.h>

enum { STRATA = 2 };

struct sums {
	double	of, wrong, weight2;	/* weighted; weight^2 x of */
	double	share;
	size_t	k[STRATA], n, strata;	/* clusters with anything in them */
};

static void
add_up(const struct cluster *v, size_t n, struct sums *s,
    struct analysis_rate *r)
{
	double of = 0, wrong = 0;
	size_t i;

	*s = (struct sums){ 0 };
	for (i = 0; i < n; i++) {
		if (v[i].of <= 0)
			continue;
		of += v[i].of;
		wrong += v[i].wrong;
		s->of += v[i].weight * v[i].of;
		s->wrong += v[i].weight * v[i].wrong;
		s->weight2 += v[i].weight * v[i].weight * v[i].of;
		s->k[v[i].stratum]++;
		s->n++;
	}
	s->strata = (s->k[0] > 0) + (s->k[1] > 0);
	s->share = s->n > 0 ? fmin(s->wrong / s->of, 1) : 0;
	*r = (struct analysis_rate){ .known = s->n > 0, .rate = s->share,
	    .of = (int64_t)of, .wrong = (int64_t)floor(wrong + 1e-9),
	    .sheets = s->n, .deff = 1 };
}

/* The linearised variance between the clusters of each stratum; one that is
 * alone in its stratum is held against the share of all. */
static double
variance(const struct cluster *v, size_t n, const struct sums *s, double *z)
{
	double mean[STRATA] = { 0 }, sum = 0, part;
	size_t i;
	int h;

	for (i = 0; i < n; i++) {
		part = v[i].of <= 0 ? 0 : v[i].weight *
		    (v[i].wrong - s->share * v[i].of) / s->of;
		if (z != NULL)
			z[i] = part;
		mean[v[i].stratum] += part;
	}
	for (h = 0; h < STRATA; h++)
		mean[h] = s->k[h] > 1 ? mean[h] / (double)s->k[h] : 0;
	for (i = 0; i < n; i++) {
		double k = (double)s->k[v[i].stratum];

		if (v[i].of <= 0)
			continue;
		part = v[i].weight * (v[i].wrong - s->share * v[i].of) /
		    s->of - mean[v[i].stratum];
		sum += part * part * (k > 1 ? k / (k - 1) : 1);
	}
	return sum;
}

/* How many answers a sheet has, as an answer sees it. */
static double
answers_a_sheet(const struct cluster *v, size_t n)
{
	double of = 0, of2 = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		of += v[i].of;
		of2 += v[i].of * v[i].of;
	}
	return of > 0 ? of2 / of : 0;
}

void
cluster_share(const struct cluster *v, size_t n, double rho,
    struct analysis_rate *r, double *z)
{
	struct sums s;
	double var, all, t;

	add_up(v, n, &s, r);
	var = variance(v, n, &s, z);
	if (!r->known) {
		*r = (struct analysis_rate){ 0 };
		return;
	}
	all = fmax(s.of * s.of / s.weight2, 1);
	if (s.share > 0 && s.share < 1)
		r->deff = var / (s.share * (1 - s.share) / all);
	r->deff = fmax(r->deff, 1 + (answers_a_sheet(v, n) - 1) * rho);
	r->deff = fmax(r->deff, 1);
	if (s.n == s.strata) {
		r->effective = 1;
	} else {
		t = interval_t(fmax(all - 1, 1)) /
		    interval_t((double)(s.n - s.strata));
		r->effective = all / r->deff * fmin(t * t, 1);
	}
	interval_exact(r->rate * r->effective, r->effective, &r->low,
	    &r->high);
}

double
cluster_rho(const struct cluster *v, size_t n, const struct analysis_rate *r)
{
	double m = answers_a_sheet(v, n);

	return r->known && m > 1 ? fmin((r->deff - 1) / (m - 1), 1) : 0;
}

void
cluster_foretell(struct analysis_rate *r, double f)
{
	double rest = r->effective * (1 - f) / f, low, high;

	if (!r->known)
		return;
	interval_foretold(r->rate * r->effective, rest, f, &low, &high);
	r->low = fmin(low / rest, r->rate);
	r->high = fmax(high / rest, r->rate);
}

double
cluster_correlation(const double *z1, const double *z2, size_t n)
{
	double a = 0, b = 0, ab = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		a += z1[i] * z1[i];
		b += z2[i] * z2[i];
		ab += z1[i] * z2[i];
	}
	return a > 0 && b > 0 ? fmin(fmax(ab / sqrt(a * b), 0), 1) : 0;
}

void
cluster_sum(const struct cluster_term *t, size_t n, double r,
    struct analysis_rate *out)
{
	double down = 0, up = 0, down1[2] = { 0 }, up1[2] = { 0 }, a, b;
	size_t i;

	*out = (struct analysis_rate){ .known = true };
	for (i = 0; i < n; i++) {
		const struct analysis_rate *s = t[i].share;

		if (t[i].weight <= 0)
			continue;
		out->known = out->known && s->known;
		out->rate += t[i].weight * s->rate;
		a = t[i].weight * (s->rate - s->low);
		b = t[i].weight * (s->high - s->rate);
		down += a * a;
		up += b * b;
		if (i < 2) {
			down1[i] = a;
			up1[i] = b;
		}
	}
	down += 2 * r * down1[0] * down1[1];
	up += 2 * r * up1[0] * up1[1];
	out->low = fmax(out->rate - sqrt(down), 0);
	out->high = fmin(out->rate + sqrt(up), 1);
	if (!out->known)
		*out = (struct analysis_rate){ 0 };
}
