/* SPDX-License-Identifier: MIT
 *
 * agree.c -- agreement between coders: every published example, to the digits
 * that were printed.
 *
 * The matrices are published data.  Copied from the tests of DKPro Statistics:
 * Krippendorff 2004, Hayes and Krippendorff 2007, Cohen 1960, Artstein and Poesio
 * 2008.  From NLTK's: the dresses.  From fast-krippendorff's: the example of
 * Wikipedia's article on alpha.  From statsmodels': the example of its article on
 * Fleiss' kappa.  Kappa of 20, 5, 10, 15 is the example of its article on Cohen's.
 */
#include "analysis/analysis.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#define N AGREE_NONE
#define MATRIX(v)	((struct agree_matrix){ sizeof(v) / sizeof((v)[0]), \
	sizeof((v)[0]) / sizeof(double), (v)[0] })

/* Is it what was printed with so many digits? */
static void
printed(struct agree_value got, double want, int digits)
{
	ck_assert_int_eq(got.why, AGREE_KNOWN);
	ck_assert_double_eq_tol(got.value, want,
	    0.5 * pow(10, -digits) + 1e-12);
}

static void
undefined(struct agree_value got, enum agree_why why)
{
	ck_assert_int_eq(got.why, why);
	ck_assert_double_eq(got.value, 0);
	ck_assert_ptr_nonnull(agree_why_words(why));
}

/* A table of two coders as a list of units.  Lives in the arena. */
static struct agree_matrix
crossed(struct arena *a, const int *table, size_t k)
{
	size_t units = 0, i;
	int n;
	double *v;

	for (i = 0; i < k * k; i++)
		units += (size_t)table[i];
	v = arena_array(a, double, units * 2);
	units = 0;
	for (i = 0; i < k * k; i++)
		for (n = 0; n < table[i]; n++) {
			v[units * 2] = (double)(i / k);
			v[units++ * 2 + 1] = (double)(i % k);
		}
	return (struct agree_matrix){ units, 2, v };
}

/* ---- published: alpha --------------------------------------------------- */

static const double letters[][4] = {	/* Krippendorff 2004, p. 230; 2011 */
	{ 1, 1, N, 1 }, { 2, 2, 3, 2 }, { 3, 3, 3, 3 }, { 3, 3, 3, 3 },
	{ 2, 2, 2, 2 }, { 1, 2, 3, 4 }, { 4, 4, 4, 4 }, { 1, 1, 2, 1 },
	{ 2, 2, 2, 2 }, { N, 5, 5, 5 }, { N, N, 1, 1 }, { N, N, 3, N }
};
static const double news[][5] = {	/* Hayes and Krippendorff 2007, p. 84 */
	{ 1, 1, 2, N, 2 }, { 1, 1, 0, 1, N }, { 2, 3, 3, 3, N }, { N, 0, 0, N, 0 },
	{ 0, 0, 0, N, 0 }, { 0, 0, 0, N, 0 }, { 1, 0, 2, N, 1 }, { 1, N, 2, 0, N },
	{ 2, 2, 2, N, 2 }, { 2, 1, 1, 1, N }, { N, 1, 0, 0, N }, { 0, 0, 0, 0, N },
	{ 1, 2, 2, 2, N }, { 3, 3, 2, 2, 3 }, { 1, 1, 1, N, 1 }, { 1, 1, 1, N, 1 },
	{ 2, 1, 2, N, 2 }, { 1, 2, 3, 3, N }, { 1, 1, 0, 1, N }, { 0, 0, 0, N, 0 },
	{ 0, 0, 1, 1, N }, { 0, 0, N, 0, 0 }, { 2, 3, 3, 3, N }, { 0, 0, 0, 0, N },
	{ 1, 2, N, 2, 2 }, { 0, 1, 1, 1, N }, { 0, 0, 0, 1, 0 }, { 1, 2, 1, 2, N },
	{ 1, 1, 2, 2, N }, { 1, 1, 2, N, 2 }, { 1, 1, 0, N, 0 }, { 2, 1, 2, 1, N },
	{ 2, 2, N, 2, 2 }, { 3, 2, 2, 2, N }, { 2, 2, 2, N, 2 }, { 2, 2, 3, N, 2 },
	{ 2, 2, 2, N, 2 }, { 2, 2, N, 1, 2 }, { 2, 2, 2, 2, N }, { 1, 1, 1, N, 1 }
};
static const double wikipedia[][3] = {
	{ N, 1, N }, { N, N, N }, { N, 2, 2 }, { N, 1, 1 }, { N, 3, 3 },
	{ 3, 3, 4 }, { 4, 4, 4 }, { 1, 3, N }, { 2, N, 2 }, { 1, N, 1 },
	{ 1, N, 1 }, { 3, N, 3 }, { 3, N, 3 }, { N, N, N }, { 3, N, 4 }
};

START_TEST(alpha_is_that_of_krippendorff)
{
	static const double two[][2] = {	/* 2004, p. 224 */
		{ 1, 0 }, { 1, 1 }, { 0, 1 }, { 0, 0 }, { 0, 0 },
		{ 0, 1 }, { 0, 0 }, { 0, 1 }, { 0, 0 }, { 0, 0 }
	};
	struct agree_matrix m = MATRIX(letters);

	printed(agree_of(&m, AGREE_NOMINAL), .743, 3);
	printed(agree_of(&m, AGREE_ORDINAL), .815, 3);
	printed(agree_of(&m, AGREE_INTERVAL), .849, 3);
	printed(agree_of(&m, AGREE_RATIO), .797, 3);
	m = MATRIX(two);
	printed(agree_of(&m, AGREE_NOMINAL), .095, 3);
}
END_TEST

START_TEST(alpha_is_that_of_hayes_and_of_wikipedia)
{
	struct agree_matrix m = MATRIX(news);

	printed(agree_of(&m, AGREE_ORDINAL), .7598, 4);
	printed(agree_of(&m, AGREE_NOMINAL), .477, 3);
	printed(agree_of(&m, AGREE_INTERVAL), .757, 3);
	m = MATRIX(wikipedia);
	printed(agree_of(&m, AGREE_NOMINAL), .691, 3);
	printed(agree_of(&m, AGREE_INTERVAL), .811, 3);
}
END_TEST

START_TEST(a_unit_with_one_coder_changes_nothing)
{
	static const double dress[][3] = { { 1, 0, 0 }, { 1, 0, N },
		{ N, N, 0 } };
	struct agree_matrix m = MATRIX(dress), less = { 2, 3, dress[0] };
	enum agree_stat s;

	printed(agree_of(&m, AGREE_NOMINAL), -.3333, 4);
	printed(agree_of(&less, AGREE_NOMINAL), -.3333, 4);
	for (s = AGREE_PERCENT; s <= AGREE_RATIO; s++)
		ck_assert_double_eq(agree_of(&m, s).value,
		    agree_of(&less, s).value);
	/* A second coder does. */
	less.units = 1;
	ck_assert_double_ne(agree_of(&m, AGREE_NOMINAL).value,
	    agree_of(&less, AGREE_NOMINAL).value);
}
END_TEST

/* ---- published: kappa and AC1 ---------------------------------------------- */

START_TEST(kappa_is_that_of_cohen_and_ac1_that_of_gwet)
{
	static const int cohen[] = { 88, 14, 18, 10, 40, 10, 2, 6, 12 };
	static const int worse[] = { 25, 12, 3, 13, 2, 15, 12, 16, 2 };
	static const int four[] = { 20, 5, 10, 15 };
	static const int dialogue[] = { 20, 10, 20, 50 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_matrix m = crossed(&a, cohen, 3);
	struct agree_value po = agree_of(&m, AGREE_PERCENT);
	struct agree_value k = agree_of(&m, AGREE_KAPPA);

	printed(po, .70, 2);
	printed(k, .492, 3);
	/* What chance gives, from both: k = (po - pe) / (1 - pe). */
	ck_assert_double_eq_tol((po.value - k.value) / (1 - k.value), .41,
	    .005);
	printed(agree_of(&m, AGREE_AC1), .5760, 4);
	m = crossed(&a, worse, 3);	/* Cohen 1960, p. 37 */
	printed(agree_of(&m, AGREE_AC1), -.0480, 4);
	m = crossed(&a, four, 2);
	printed(agree_of(&m, AGREE_KAPPA), .400, 3);
	m = crossed(&a, dialogue, 2);
	printed(agree_of(&m, AGREE_KAPPA), .348, 3);
}
END_TEST

START_TEST(kappa_of_many_is_that_of_fleiss)
{
	static const int counts[10][5] = {
		{ 0, 0, 0, 0, 14 }, { 0, 2, 6, 4, 2 }, { 0, 0, 3, 5, 6 },
		{ 0, 3, 9, 2, 0 }, { 2, 2, 8, 1, 1 }, { 7, 7, 0, 0, 0 },
		{ 3, 2, 6, 3, 0 }, { 2, 5, 3, 2, 2 }, { 6, 5, 2, 1, 0 },
		{ 0, 2, 2, 3, 7 }
	};
	double v[10][14];
	struct agree_matrix m = MATRIX(v);
	int u, k, i, n;

	for (u = 0; u < 10; u++)
		for (k = n = 0; k < 5; k++)
			for (i = 0; i < counts[u][k]; i++)
				v[u][n++] = k;
	printed(agree_of(&m, AGREE_FLEISS), .210, 3);
	printed(agree_of(&m, AGREE_PERCENT), .378, 3);
	v[3][5] = N;
	undefined(agree_of(&m, AGREE_FLEISS), AGREE_UNEVEN);
	undefined(agree_of(&m, AGREE_KAPPA), AGREE_NOT_TWO);
}
END_TEST

START_TEST(a_rare_code_is_not_agreed_on_because_nobody_gives_it)
{
	static const int table[] = { 8, 6, 6, 980 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_matrix m = crossed(&a, table, 2);

	printed(agree_of(&m, AGREE_PERCENT), .988, 3);
	printed(agree_of(&m, AGREE_KAPPA), .565, 3);
}
END_TEST

/* ---- published: sets and stretches ------------------------------------------ */

START_TEST(masi_counts_what_is_shared_and_how)
{
	const uint64_t none[] = { 0, 0 }, x[] = { 1, 0 }, xy[] = { 3, 0 };
	const uint64_t yz[] = { 6, 0 }, far[] = { 1, 1 };

	ck_assert_double_eq_tol(agree_masi(x, xy, 2), 2.0 / 3, 1e-12);
	ck_assert_double_eq_tol(agree_masi(xy, x, 2), 2.0 / 3, 1e-12);
	ck_assert_double_eq_tol(agree_masi(xy, yz, 2), 1 - 1.0 / 9, 1e-12);
	ck_assert_double_eq(agree_masi(x, yz, 2), 1);
	ck_assert_double_eq(agree_masi(xy, xy, 2), 0);
	ck_assert_double_eq(agree_masi(none, none, 2), 0);
	ck_assert_double_eq(agree_masi(none, x, 2), 1);
	ck_assert_double_eq_tol(agree_masi(x, far, 2), 2.0 / 3, 1e-12);
	ck_assert_double_eq(agree_masi(x, far, 1), 0);
}
END_TEST

START_TEST(alpha_for_stretches_is_that_of_krippendorff)
{
	enum { C, K };
	static const struct agree_stretch v[] = {	/* 2004, p. 254 */
		{ 0, C, 75, 70 }, { 0, C, 220, 30 }, { 1, C, 70, 80 },
		{ 1, C, 205, 20 }, { 1, C, 250, 20 }, { 0, K, 30, 60 },
		{ 0, K, 150, 50 }, { 1, K, 30, 60 }, { 1, K, 150, 50 }
	};
	struct agree_stretch only[2] = { v[5], v[7] };

	/* He rounds on the way: 1 - .0144 / (.0532 + .0490). */
	ck_assert_double_eq_tol(agree_unitizing(v, 9, 2, 2, 300).value, .8591,
	    .0005);
	/* The first code alone: 1 - .0144 / .0532. */
	printed(agree_unitizing(v, 5, 2, 1, 300), .7286, 4);
	printed(agree_unitizing(only, 2, 2, 2, 300), 1, 6);
	only[1].start += 5;
	ck_assert(agree_unitizing(only, 2, 2, 2, 300).value < 1);
	undefined(agree_unitizing(v, 0, 2, 2, 300), AGREE_UNUSED);
	undefined(agree_unitizing(v, 1, 1, 2, 300), AGREE_NO_PAIRS);
}
END_TEST

/* ---- where there is no figure ------------------------------------------------- */

START_TEST(what_is_undefined_says_why)
{
	static const double single[][2] = { { 1, N }, { N, 2 } };
	static const double same[][2] = { { 1, 1 }, { 1, 1 }, { 2, N } };
	static const double below[][2] = { { -1, 1 }, { 1, 1 } };
	struct agree_matrix m = MATRIX(single);
	enum agree_stat s;

	for (s = AGREE_PERCENT; s <= AGREE_RATIO; s++)
		undefined(agree_of(&m, s), AGREE_NO_PAIRS);
	m.units = 0;
	for (s = AGREE_PERCENT; s <= AGREE_RATIO; s++)
		undefined(agree_of(&m, s), AGREE_NO_PAIRS);
	m = MATRIX(same);
	printed(agree_of(&m, AGREE_PERCENT), 1, 6);
	for (s = AGREE_KAPPA; s <= AGREE_RATIO; s++)
		undefined(agree_of(&m, s), AGREE_ONE_VALUE);
	m = MATRIX(below);
	undefined(agree_of(&m, AGREE_RATIO), AGREE_NEGATIVE);
	ck_assert_int_eq(agree_of(&m, AGREE_INTERVAL).why, AGREE_KNOWN);
	ck_assert_ptr_null(agree_why_words(AGREE_KNOWN));
}
END_TEST

/* ---- what must hold for any data ------------------------------------------------ */

static uint32_t
roll(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

enum { UNITS = 30, CODERS = 4 };
static void
made_up(uint32_t *seed, double v[UNITS][CODERS])
{
	int u, c;
	double base;

	for (u = 0; u < UNITS; u++) {
		base = (double)(roll(seed) % 5);
		for (c = 0; c < CODERS; c++)
			v[u][c] = roll(seed) % 5 == 0 ? N :
			    roll(seed) % 3 == 0 ? (double)(roll(seed) % 5) :
			    base;
	}
}

START_TEST(who_coded_and_in_which_order_does_not_matter)
{
	double v[UNITS][CODERS], w[UNITS][CODERS], x[UNITS][CODERS];
	static const double names[] = { 7, 3, 100, 1, 4 };
	struct agree_matrix m = MATRIX(v), moved = MATRIX(w);
	struct agree_matrix named = MATRIX(x);
	uint32_t seed = 1;
	enum agree_stat s;
	int trial, u, c;

	for (trial = 0; trial < 50; trial++) {
		made_up(&seed, v);
		for (u = 0; u < UNITS; u++)
			for (c = 0; c < CODERS; c++) {
				w[(u * 7 + 3) % UNITS][(c * 3 + 1) % CODERS] =
				    v[u][c];
				x[u][c] = isnan(v[u][c]) ? N :
				    names[(int)v[u][c]];
			}
		for (s = AGREE_PERCENT; s <= AGREE_RATIO; s++) {
			ck_assert_int_eq(agree_of(&m, s).why,
			    agree_of(&moved, s).why);
			ck_assert_double_eq_tol(agree_of(&m, s).value,
			    agree_of(&moved, s).value, 1e-12);
		}
		ck_assert_double_eq_tol(agree_of(&m, AGREE_NOMINAL).value,
		    agree_of(&named, AGREE_NOMINAL).value, 1e-12);
		ck_assert_double_eq_tol(agree_of(&m, AGREE_AC1).value,
		    agree_of(&named, AGREE_AC1).value, 1e-12);
		/* Where values are amounts, other names are other data. */
		ck_assert_double_ne(agree_of(&m, AGREE_INTERVAL).value,
		    agree_of(&named, AGREE_INTERVAL).value);
		w[1][1] = isnan(w[1][1]) || w[1][1] > 0 ? 0 : 1;
		ck_assert_double_ne(agree_of(&m, AGREE_NOMINAL).value,
		    agree_of(&moved, AGREE_NOMINAL).value);
	}
}
END_TEST

START_TEST(full_agreement_is_one_and_one_slip_less)
{
	double v[6][2] = { { 1, 1 }, { 2, 2 }, { 3, 3 }, { 1, 1 }, { 2, 2 },
		{ 3, 3 } };
	struct agree_matrix m = MATRIX(v);
	enum agree_stat s;

	for (s = AGREE_PERCENT; s <= AGREE_RATIO; s++)
		printed(agree_of(&m, s), 1, 9);
	v[4][1] = 3;
	for (s = AGREE_PERCENT; s <= AGREE_RATIO; s++)
		ck_assert(agree_of(&m, s).value < 1);
}
END_TEST

START_TEST(an_interval_covers_the_estimate_and_is_the_same_again)
{
	const struct agree_draws draws = { 400, 11, .95 }, other = { 400, 12,
		.95 }, narrow = { 400, 11, .5 };
	double v[UNITS][CODERS];
	static const double one[][2] = { { 1, 1 }, { 1, 1 }, { 1, 1 }, { 1, 2 } };
	struct agree_matrix m = MATRIX(v), rare = MATRIX(one);
	struct agree_range r, again;
	uint32_t seed = 5;
	enum agree_stat s;

	made_up(&seed, v);
	for (s = AGREE_NOMINAL; s <= AGREE_RATIO; s++) {
		r = agree_range_of(&m, s, &draws);
		ck_assert_int_eq(r.why, AGREE_KNOWN);
		ck_assert(r.low < agree_of(&m, s).value);
		ck_assert(r.high > agree_of(&m, s).value);
		again = agree_range_of(&m, s, &draws);
		ck_assert(again.low == r.low && again.high == r.high);
		again = agree_range_of(&m, s, &other);
		ck_assert(again.low != r.low || again.high != r.high);
		again = agree_range_of(&m, s, &narrow);
		ck_assert(again.low > r.low && again.high < r.high);
	}
	ck_assert_int_eq(agree_range_of(&m, AGREE_KAPPA, &draws).why,
	    AGREE_NOT_TWO);
	/* (3/4)^4 of the draws miss the only unit that differs. */
	ck_assert_int_eq(agree_range_of(&rare, AGREE_NOMINAL, &draws).why,
	    AGREE_KNOWN);
	rare.units = 3;
	ck_assert_int_eq(agree_range_of(&rare, AGREE_NOMINAL, &draws).why,
	    AGREE_ONE_VALUE);
}
END_TEST

UNIT_SUITE(agree, alpha_is_that_of_krippendorff,
    alpha_is_that_of_hayes_and_of_wikipedia,
    a_unit_with_one_coder_changes_nothing,
    kappa_is_that_of_cohen_and_ac1_that_of_gwet,
    kappa_of_many_is_that_of_fleiss,
    a_rare_code_is_not_agreed_on_because_nobody_gives_it,
    masi_counts_what_is_shared_and_how,
    alpha_for_stretches_is_that_of_krippendorff, what_is_undefined_says_why,
    who_coded_and_in_which_order_does_not_matter,
    full_agreement_is_one_and_one_slip_less,
    an_interval_covers_the_estimate_and_is_the_same_again)
