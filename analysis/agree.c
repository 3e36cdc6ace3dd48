/* SPDX-License-Identifier: MIT
 *
 * agree.c -- percent agreement, kappa of two and of many coders, AC1.
 */
#include "analysis/agree_private.h"

/* ---- values ------------------------------------------------------------- */

struct agree_value
agree_known(double value)
{
	return (struct agree_value){ AGREE_KNOWN, value };
}

struct agree_value
agree_unknown(enum agree_why why)
{
	return (struct agree_value){ why, 0 };
}

struct agree_value
agree_share(double top, double bottom, enum agree_why why)
{
	return bottom > 0 ? agree_known(top / bottom) : agree_unknown(why);
}

const char *
agree_why_words(enum agree_why why)
{
	switch (why) {
	case AGREE_KNOWN:
		return NULL;
	case AGREE_NO_PAIRS:
		return "Nothing was coded by two people.";
	case AGREE_ONE_VALUE:
		return "Everybody gave the same answer everywhere, so there is "
		    "nothing to tell agreement from chance by.";
	case AGREE_NOT_TWO:
		return "This figure is for two coders, no more and no fewer.";
	case AGREE_UNEVEN:
		return "This figure needs the same number of coders for each "
		    "comment.";
	case AGREE_NEGATIVE:
		return "This figure is for numbers from 0 upwards.";
	case AGREE_UNUSED:
		return "Nobody gave this code.";
	case AGREE_NOT_GIVEN:
		return "The coder never gave this code.";
	case AGREE_NOT_DUE:
		return "The reference never has this code.";
	case AGREE_TOO_FEW:
		return "There are too few cases for an interval.";
	}
	return NULL;
}

/* ---- what is observed --------------------------------------------------- */

/* The share of pairs of coders who agree, averaged over the units. */
static struct agree_value
percent(const struct agree_index *x)
{
	double sum = 0, units = 0, times, same;
	const int *row;
	size_t u, c, k, coders;

	for (u = 0; u < x->units; u++) {
		coders = x->coded[u];
		times = agree_times(x, u);
		row = x->at + u * x->coders;
		same = 0;
		for (c = 0; c < x->coders; c++)
			for (k = c + 1; k < x->coders; k++)
				same += row[c] != AGREE_MISSING &&
				    row[c] == row[k];
		sum += times * 2 * same / (double)(coders * (coders - 1));
		units += times;
	}
	return agree_share(sum, units, AGREE_NO_PAIRS);
}

/* ---- against chance ----------------------------------------------------- */

static struct agree_value
beyond(double seen, double chance)
{
	/* 1 - chance is 0 up to rounding when there was one value only; that is
	 * found out by counting, before. */
	return agree_known((seen - chance) / (1 - chance));
}

static size_t
values_used(const struct agree_index *x)
{
	size_t i, n = 0;

	for (i = 0; i < x->n; i++)
		n += x->margin[i] > 0;
	return n;
}

static struct agree_value
kappa(const struct agree_index *x)
{
	struct arena a CLEAN(arena_free) = { 0 };
	double *first = arena_array(&a, double, x->n + 1);
	double n, chance = 0;
	struct agree_value seen = percent(x);
	size_t u, i;

	if (x->coders != 2)
		return agree_unknown(AGREE_NOT_TWO);
	n = agree_margins(x) / 2;
	if (seen.why != AGREE_KNOWN)
		return seen;
	if (values_used(x) < 2)
		return agree_unknown(AGREE_ONE_VALUE);
	for (u = 0; u < x->units; u++)
		first[x->at[u * 2]] += agree_times(x, u);
	for (i = 0; i < x->n; i++)
		chance += first[i] / n * ((x->margin[i] - first[i]) / n);
	return beyond(seen.value, chance);
}

static struct agree_value
fleiss(const struct agree_index *x)
{
	double n = agree_margins(x), chance = 0;
	struct agree_value seen = percent(x);
	size_t u, i;

	for (u = 0; u < x->units; u++)
		if (x->coded[u] != x->coded[0])
			return agree_unknown(AGREE_UNEVEN);
	if (seen.why != AGREE_KNOWN)
		return seen;
	if (values_used(x) < 2)
		return agree_unknown(AGREE_ONE_VALUE);
	for (i = 0; i < x->n; i++)
		chance += x->margin[i] / n * (x->margin[i] / n);
	return beyond(seen.value, chance);
}

/* A value's share is the mean over units of the share of coders who gave it. */
static struct agree_value
ac1(const struct agree_index *x)
{
	struct arena a CLEAN(arena_free) = { 0 };
	double *share = arena_array(&a, double, x->n + 1);
	double units = 0, chance = 0;
	struct agree_value seen = percent(x);
	size_t u, c, i, used;

	agree_margins(x);
	used = values_used(x);
	if (seen.why != AGREE_KNOWN)
		return seen;
	if (used < 2)
		return agree_unknown(AGREE_ONE_VALUE);
	for (u = 0; u < x->units; u++) {
		units += agree_times(x, u);
		for (c = 0; c < x->coders; c++)
			if (x->at[u * x->coders + c] != AGREE_MISSING)
				share[x->at[u * x->coders + c]] +=
				    agree_times(x, u) /
				    (double)x->coded[u];
	}
	for (i = 0; i < x->n; i++)
		chance += share[i] / units * (1 - share[i] / units);
	return beyond(seen.value, chance / (double)(used - 1));
}

/* ---- by name ------------------------------------------------------------ */

struct agree_value
agree_statistic(const struct agree_index *x, enum agree_stat stat)
{
	switch (stat) {
	case AGREE_PERCENT:
		return percent(x);
	case AGREE_KAPPA:
		return kappa(x);
	case AGREE_FLEISS:
		return fleiss(x);
	case AGREE_AC1:
		return ac1(x);
	default:
		return agree_alpha(x, stat);
	}
}

struct agree_value
agree_of(const struct agree_matrix *m, enum agree_stat stat)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_index x;

	agree_index_matrix(&a, m, &x);
	return agree_statistic(&x, stat);
}
