/* SPDX-License-Identifier: MIT
 *
 * agree_alpha.c -- Krippendorff's alpha, for numbers and for sets of codes.
 */
#include "analysis/agree_private.h"

/* The squared difference of two values.  The ordinal one sums the uses of all
 * values from one to the other, half those of the two themselves. */
static double
difference(const struct agree_index *x, enum agree_stat metric,
    const double *up_to, size_t c, size_t k)
{
	double d = 0;

	if (c == k)
		return 0;
	if (x->distance != NULL)
		return x->distance[c * x->n + k];
	if (x->set != NULL)
		return agree_masi(x->set[c], x->set[k], x->words);
	if (c > k)
		return difference(x, metric, up_to, k, c);
	switch (metric) {
	case AGREE_ORDINAL:
		d = up_to[k] - up_to[c] + x->margin[c] -
		    (x->margin[c] + x->margin[k]) / 2;
		break;
	case AGREE_INTERVAL:
		d = x->value[k] - x->value[c];
		break;
	case AGREE_RATIO:	/* two different ones: not both are 0 */
		d = (x->value[k] - x->value[c]) / (x->value[k] + x->value[c]);
		break;
	default:
		d = 1;
	}
	return d * d;
}

/* Over the units: each pair of different coders, by one less than the coders. */
static double
observed(const struct agree_index *x, enum agree_stat metric,
    const double *up_to)
{
	const int *row;
	double sum = 0, here;
	size_t u, c, k;

	for (u = 0; u < x->units; u++) {
		if (agree_times(x, u) <= 0)
			continue;
		row = x->at + u * x->coders;
		here = 0;
		for (c = 0; c < x->coders; c++)
			for (k = c + 1; k < x->coders; k++)
				if (row[c] != AGREE_MISSING &&
				    row[k] != AGREE_MISSING)
					here += difference(x, metric, up_to,
					    (size_t)row[c], (size_t)row[k]);
		sum += agree_times(x, u) * 2 * here /
		    (double)(x->coded[u] - 1);
	}
	return sum;
}

/* The same as below where the distances are known. */
static double
expected_sets(const struct agree_index *x)
{
	const double *row;
	double sum = 0, here;
	size_t c, k;

	for (c = 0; c < x->n; c++) {
		if (x->margin[c] <= 0)
			continue;
		row = x->distance + c * x->n;
		here = 0;
		for (k = c + 1; k < x->n; k++)
			here += x->margin[k] * row[k];
		sum += 2 * x->margin[c] * here;
	}
	return sum;
}

static double
expected(const struct agree_index *x, enum agree_stat metric,
    const double *up_to)
{
	double sum = 0;
	size_t c, k;

	if (x->distance != NULL)
		return expected_sets(x);
	for (c = 0; c < x->n; c++)
		for (k = c + 1; k < x->n && x->margin[c] > 0; k++)
			if (x->margin[k] > 0)
				sum += 2 * x->margin[c] * x->margin[k] *
				    difference(x, metric, up_to, c, k);
	return sum;
}

struct agree_value
agree_alpha(const struct agree_index *x, enum agree_stat metric)
{
	struct arena a CLEAN(arena_free) = { 0 };
	double n = agree_margins(x), chance;
	double *up_to = arena_array(&a, double, x->n + 1);
	size_t i;

	if (n <= 0)
		return agree_unknown(AGREE_NO_PAIRS);
	for (i = 0; i < x->n; i++) {
		up_to[i] = x->margin[i] + (i > 0 ? up_to[i - 1] : 0);
		if (metric == AGREE_RATIO && x->margin[i] > 0 &&
		    x->value[i] < 0)
			return agree_unknown(AGREE_NEGATIVE);
	}
	chance = expected(x, metric, up_to);
	if (chance <= 0)
		return agree_unknown(AGREE_ONE_VALUE);
	return agree_known(1 - (n - 1) * observed(x, metric, up_to) / chance);
}
