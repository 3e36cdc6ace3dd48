/* SPDX-License-Identifier: MIT
 *
 * agree_codes.c -- agreement about codes: one coder against a reference, and the
 * report over all codes.
 */
#include "analysis/analysis.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

static const struct agree_draws draws = { 300, 3, .95 };

static void
close_to(struct agree_value got, double want)
{
	ck_assert_int_eq(got.why, AGREE_KNOWN);
	ck_assert_double_eq_tol(got.value, want, 1e-12);
}

/* "AB B" is a unit that the first coder gave A and B, the second B; "-" is no
 * code, "." did not code. */
static struct agree_codings *
coded(struct arena *a, const char *const *units, size_t n, size_t coders)
{
	struct agree_codings *s = agree_codings_new(a, n, coders, 70);
	const char *p;
	size_t u, c;

	for (u = 0; u < n; u++)
		for (p = units[u], c = 0; *p != '\0'; p++) {
			if (*p == ' ')
				c++;
			else if (*p == '-')
				agree_codings_done(s, u, c);
			else if (*p != '.')
				agree_codings_add(s, u, c,
				    *p == 'Z' ? 69 : (size_t)(*p - 'A'));
		}
	return s;
}
#define CODED(a, coders, ...) \
	coded((a), (const char *const[]){ __VA_ARGS__ }, \
	    sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), \
	    (coders))

/* ---- against a reference ------------------------------------------------------ */

START_TEST(precision_and_recall_are_of_units_that_both_coded)
{
	struct arena a CLEAN(arena_free) = { 0 };
	/* A: 2 both, 1 only the coder, 1 only the reference; Z: 1 both, 1 only the
	 * reference; B: the coder alone; C: the reference alone. */
	struct agree_codings *s = CODED(&a, 2, "A A", "AZ AZ", "A -", "- AZ",
	    "B -", "- C", "A .", ". A", "- -");
	struct agree_scores r;

	agree_score_all(&a, s, 0, 1, &draws, &r);
	ck_assert_uint_eq(r.units, 7);
	ck_assert_uint_eq(r.codes[0].both, 2);
	ck_assert_uint_eq(r.codes[0].only_coder, 1);
	ck_assert_uint_eq(r.codes[0].only_reference, 1);
	close_to(r.codes[0].precision, 2.0 / 3);
	close_to(r.codes[0].recall, 2.0 / 3);
	close_to(r.codes[0].f1, 2.0 / 3);
	close_to(r.codes[69].precision, 1);
	close_to(r.codes[69].recall, 1.0 / 2);
	close_to(r.codes[69].f1, 2.0 / 3);
	close_to(r.micro.precision, 3.0 / 5);
	close_to(r.micro.recall, 3.0 / 6);
	close_to(r.micro.f1, 6.0 / 11);
	ck_assert_uint_eq(r.macro_codes, 4);
	close_to(r.macro_f1, (2.0 / 3 + 2.0 / 3) / 4);
	close_to(r.macro_precision, (2.0 / 3 + 1) / 4);
	close_to(r.macro_recall, (2.0 / 3 + 1.0 / 2) / 4);
	ck_assert_int_eq(r.codes[1].recall.why, AGREE_NOT_DUE);
	close_to(r.codes[1].precision, 0);
	ck_assert_int_eq(r.codes[2].precision.why, AGREE_NOT_GIVEN);
	close_to(r.codes[2].f1, 0);
	ck_assert_int_eq(r.codes[3].f1.why, AGREE_UNUSED);
	ck_assert(r.micro_range.low < r.micro.f1.value &&
	    r.micro_range.high > r.micro.f1.value);
	ck_assert(r.macro_range.low <= r.macro_f1.value &&
	    r.macro_range.high >= r.macro_f1.value);
	/* The other way round, precision is recall. */
	agree_score_all(&a, s, 1, 0, NULL, &r);
	close_to(r.codes[69].recall, 1);
	close_to(r.micro.recall, 3.0 / 5);
	ck_assert_int_eq(r.micro_range.why, AGREE_TOO_FEW);
}
END_TEST

START_TEST(without_shared_units_there_is_no_score)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *s = CODED(&a, 2, "A .", ". A");
	struct agree_scores r;

	agree_score_all(&a, s, 0, 1, &draws, &r);
	ck_assert_uint_eq(r.units, 0);
	ck_assert_int_eq(r.micro.f1.why, AGREE_UNUSED);
	ck_assert_int_eq(r.macro_f1.why, AGREE_UNUSED);
	ck_assert_int_eq(r.micro_range.why, AGREE_UNUSED);
}
END_TEST

/* ---- the report ------------------------------------------------------------------ */

START_TEST(the_report_is_about_what_two_coded)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *s = CODED(&a, 2, "A A", "A A", "A -", "AB B",
	    "B B", "- -", "A .", ". -", ". .");
	struct agree_report r;

	agree_report(&a, s, &draws, &r);
	ck_assert_uint_eq(r.units, 6);
	ck_assert_uint_eq(r.once, 2);
	ck_assert_uint_eq(r.codes[0].used, 4);
	ck_assert_uint_eq(r.codes[0].all, 2);
	close_to(r.codes[0].percent, 4.0 / 6);
	/* pe = 4/6 * 2/6 + 2/6 * 4/6 = 4/9 */
	close_to(r.codes[0].kappa, (4.0 / 6 - 4.0 / 9) / (1 - 4.0 / 9));
	/* 6 of 12 gave it: De = 2 * 6 * 6 / (12 * 11), Do = 1/3 */
	close_to(r.codes[0].alpha, 1 - (1.0 / 3) / (72.0 / 132));
	/* pe = 2 * 1/2 * 1/2 */
	close_to(r.codes[0].ac1, (4.0 / 6 - .5) / .5);
	close_to(r.codes[0].f1, 4.0 / 6);
	close_to(r.codes[1].percent, 1);
	close_to(r.codes[1].f1, 1);
	close_to(r.same, 4.0 / 6);
	close_to(r.f1_micro, 8.0 / 10);
	close_to(r.f1_macro, (4.0 / 6 + 1) / 2);
	ck_assert_double_eq(r.alpha.value, agree_sets(s).value);
	ck_assert(r.alpha_range.low < r.alpha.value &&
	    r.alpha.value < r.alpha_range.high);
	ck_assert(r.codes[0].f1_range.low < 4.0 / 6 &&
	    4.0 / 6 < r.codes[0].f1_range.high);
	ck_assert(r.codes[0].alpha_range.low < r.codes[0].alpha.value);
	/* Nobody gave the third. */
	ck_assert_int_eq(r.codes[2].f1.why, AGREE_UNUSED);
	ck_assert_int_eq(r.codes[2].kappa.why, AGREE_ONE_VALUE);
	ck_assert_int_eq(r.codes[2].alpha_range.why, AGREE_ONE_VALUE);
}
END_TEST

/* Text that nobody has looked at changes nothing at all; text that both left
 * without a code lifts the percentage, but not F1. */
START_TEST(uncoded_text_does_not_swamp_the_report)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *s = agree_codings_new(&a, 500, 2, 1);
	struct agree_report few, idle, agreed;
	struct agree_codings *t = CODED(&a, 2, "A A", "A -", "- A", "- -");
	size_t u, c;

	agree_report(&a, t, &draws, &few);
	for (u = 0; u < 4; u++)
		for (c = 0; c < 2; c++)
			if (agree_codings_has(t, u, c, 0))
				agree_codings_add(s, u, c, 0);
			else
				agree_codings_done(s, u, c);
	agree_report(&a, s, &draws, &idle);
	ck_assert_uint_eq(idle.units, 4);
	ck_assert_double_eq(idle.codes[0].percent.value,
	    few.codes[0].percent.value);
	ck_assert_double_eq(idle.codes[0].alpha.value,
	    few.codes[0].alpha.value);
	ck_assert(idle.codes[0].alpha_range.low == few.codes[0].alpha_range.low);
	for (u = 4; u < 500; u++)
		for (c = 0; c < 2; c++)
			agree_codings_done(s, u, c);
	agree_report(&a, s, &draws, &agreed);
	ck_assert(agreed.codes[0].percent.value > .99);
	ck_assert_double_eq(agreed.codes[0].f1.value, few.codes[0].f1.value);
	ck_assert(agreed.codes[0].alpha.value < .51);
}
END_TEST

START_TEST(of_three_coders_every_pair_counts)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *s = CODED(&a, 3, "A A A", "A A -", "- A .",
	    ". . A", "- - -");
	struct agree_report r;

	agree_report(&a, s, &draws, &r);
	ck_assert_uint_eq(r.units, 4);
	ck_assert_uint_eq(r.once, 1);
	/* Pairs that both gave it: 3 + 1; that one gave it: 2 + 1. */
	close_to(r.codes[0].f1, 8.0 / 11);
	close_to(r.codes[0].percent, (1 + 1.0 / 3 + 0 + 1) / 4);
	ck_assert_int_eq(r.codes[0].kappa.why, AGREE_NOT_TWO);
	ck_assert_int_eq(r.codes[0].alpha.why, AGREE_KNOWN);
}
END_TEST

/* The report draws by a shorter way than a matrix does; to the same end. */
START_TEST(the_report_draws_as_a_matrix_does)
{
	static const double v[][3] = { { 1, 1, 1 }, { 1, 1, 0 },
		{ 0, 1, AGREE_NONE }, { 0, 0, 0 }, { 1, 0, 1 }, { 0, 0, 0 } };
	const struct agree_matrix m = { 6, 3, v[0] };
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *s = CODED(&a, 3, "A A A", "A A -", "- A .",
	    "- - -", ". A .", "A - A", "- - -");
	struct agree_range r = agree_range_of(&m, AGREE_NOMINAL, &draws);
	struct agree_report out;

	agree_report(&a, s, &draws, &out);
	ck_assert_double_eq_tol(out.codes[0].alpha_range.low, r.low, 1e-12);
	ck_assert_double_eq_tol(out.codes[0].alpha_range.high, r.high, 1e-12);
	ck_assert(r.low < r.high);
}
END_TEST

START_TEST(sets_are_compared_by_masi)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *near = CODED(&a, 2, "AB A", "C C", "D D");
	struct agree_codings *far = CODED(&a, 2, "AB E", "C C", "D D");
	struct agree_codings *full = CODED(&a, 2, "AZ AZ", "C C", "- -");

	/* Do = 2 * 2/3 / 6.  De: each two different sets are 1 apart, but AB and A
	 * 2/3; 13 pairs of uses differ. */
	close_to(agree_sets(near), 1 - 5 * (4.0 / 3) / (2 * (12 + 2.0 / 3)));
	ck_assert(agree_sets(far).value < agree_sets(near).value);
	close_to(agree_sets(full), 1);
	ck_assert_int_eq(agree_sets(CODED(&a, 2, "A A", "A A")).why,
	    AGREE_ONE_VALUE);
	ck_assert_int_eq(agree_sets(CODED(&a, 2, "A .", ". B")).why,
	    AGREE_NO_PAIRS);
	ck_assert_int_eq(agree_sets_range(far, &draws).why, AGREE_KNOWN);
}
END_TEST

/* So many different sets that their distances are found one by one. */
START_TEST(many_different_sets_are_compared_the_same_way)
{
	enum { UNITS = 1300, CODES = 12 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_codings *s = agree_codings_new(&a, UNITS, 2, CODES);
	double same = 0, other = 0, all, *d;
	size_t u, c, k, i, j, cells = UNITS * 2;

	for (u = 0; u < UNITS; u++)
		for (c = 0; c < 2; c++)
			for (k = 0; k < CODES; k++)
				if (((u * 3 + (c == 0 ? 0 : 1 + u % 2)) >> k & 1) != 0)
					agree_codings_add(s, u, c, k);
				else
					agree_codings_done(s, u, c);
	d = arena_array(&a, double, 1);
	for (i = 0; i < cells; i++)
		for (j = 0; j < cells; j++) {
			*d = agree_masi(s->bits + i, s->bits + j, 1);
			other += *d;
			if (i != j && i / 2 == j / 2)
				same += *d;
		}
	all = (double)cells;
	close_to(agree_sets(s), 1 - (all - 1) * same / other);
}
END_TEST

UNIT_SUITE(agree_codes, precision_and_recall_are_of_units_that_both_coded,
    without_shared_units_there_is_no_score,
    the_report_is_about_what_two_coded,
    uncoded_text_does_not_swamp_the_report,
    of_three_coders_every_pair_counts, the_report_draws_as_a_matrix_does,
    sets_are_compared_by_masi,
    many_different_sets_are_compared_the_same_way)
