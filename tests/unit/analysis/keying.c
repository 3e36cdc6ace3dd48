/* SPDX-License-Identifier: MIT
 *
 * keying.c -- the measured quality of keying, on numbers small enough to be
 * worked out by hand; keying_sim.c is the proof that the intervals hold.
 */
#include "analysis/interval.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <math.h>

#define NEAR(a, b) ck_assert_double_eq_tol((a), (b), 1e-6)
#define TWICE(f, d, wrong) { .fields = (f), .compared = (f), .differ = (d), \
	    .first_wrong = (wrong), .second_wrong = (d) - (wrong) }

static struct analysis_keying
measure(const struct analysis_sheet *v, size_t n)
{
	struct analysis_keying k;
	struct err e = { 0 };

	ck_assert_msg(analysis_keying(v, n, &k, &e), "%s", e.msg);
	return k;
}

static void
says(const struct analysis_keying *k, const char *want)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(analysis_keying_words(&a, NULL, k), want);
}

START_TEST(distributions_have_the_values_of_the_tables)
{
	static const struct { double x, n, low, high; } v[] = {
		{ 0, 100, 0, 0.0362167 }, { 1, 10, 0.0025286, 0.4450161 },
		{ 7, 10, 0.3475471, 0.9332605 }, { 10, 10, 0.6915029, 1 },
	};
	double low, high;
	size_t i;

	NEAR(interval_t(1), 12.7062047);
	NEAR(interval_t(10), 2.2281389);
	for (i = 0; i < LEN(v); i++) {
		interval_exact(v[i].x, v[i].n, &low, &high);
		NEAR(low, v[i].low);
		NEAR(high, v[i].high);
	}
	interval_exact(1, 1e6, &low, &high);
	ck_assert_double_eq_tol(high * 1e6, 5.5716, 1e-3);
}
END_TEST

/* None in the half that was seen: y more would all have to be in the other
 * half, and 0.5^y is 0.025. */
START_TEST(what_was_not_looked_at_is_foretold)
{
	double low, high;

	interval_foretold(0, 1000, 0.5, &low, &high);
	NEAR(low, 0);
	NEAR(high, log(0.025) / log(0.5));
	/* Five of five fell on the seen half: one chance in 32. */
	interval_foretold(5, 1000, 0.5, &low, &high);
	NEAR(low, 0);
	interval_foretold(6, 1000, 0.5, &low, &high);
	ck_assert_double_gt(low, 0);
	/* There cannot be more than there are. */
	interval_foretold(30, 10, 0.75, &low, &high);
	ck_assert_double_le(high, 10);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
	const struct analysis_sheet once[] = { { .fields = 31 },
	    { .fields = 31 } };
	struct analysis_keying k = measure(NULL, 0);

	ck_assert(!k.single.known && !k.stored.known && !k.found.known);
	says(&k, "No questionnaire on paper has been typed in.");
	k = measure(once, 2);
	ck_assert(!k.single.known && !k.stored.known && k.fields == 62);
	ck_assert(!k.independent && !k.alike_counted && !k.settling_counted);
	says(&k, "No questionnaire on paper has been typed in twice yet, so "
	    "we do not know how many errors there are.");
}
END_TEST

START_TEST(no_difference_is_not_no_error)
{
	struct analysis_sheet v[100] = { 0 };
	struct analysis_keying k;
	size_t i;

	for (i = 0; i < LEN(v); i++)
		v[i] = (struct analysis_sheet){ .fields = 31, .compared = 31,
		    .agreed_checked = 10 };
	k = measure(v, LEN(v));
	NEAR(k.found.rate, 0);
	NEAR(k.found.low, 0);
	NEAR(k.found.deff, 1);
	NEAR(k.found.high, 1 - pow(0.025, 1 / k.found.effective));
	/* A little more than 3.69 / n, for there are but 100 sheets. */
	ck_assert_double_gt(k.found.high, 3.69 / 3100);
	ck_assert_double_lt(k.found.high, 3.9 / 3100);
	ck_assert(k.alike_counted && k.settling_counted);
	ck_assert_double_gt(k.stored.high, 3.69 / 1000);
	says(&k, "We estimate 0 errors in 10,000 answers (95% interval 0 to "
	    "38).");
}
END_TEST

START_TEST(all_may_differ)
{
	struct analysis_sheet v[20];
	struct analysis_keying k;
	size_t i;

	for (i = 0; i < LEN(v); i++)
		v[i] = (struct analysis_sheet){ .fields = 5, .compared = 5,
		    .differ = 5, .both_wrong = 5, .settled_checked = 5,
		    .settled_wrong = 5 };
	k = measure(v, LEN(v));
	NEAR(k.single.rate, 1);
	NEAR(k.single.high, 1);
	ck_assert_double_lt(k.single.low, 1);
	ck_assert_double_gt(k.single.low, 0.95);
	NEAR(k.settling.rate, 1);
	/* Nothing agrees, so there was nothing to audit. */
	ck_assert(!k.alike_counted);
	ck_assert(!k.stored.known);
}
END_TEST

START_TEST(one_sheet_tells_almost_nothing)
{
	const struct analysis_sheet v = TWICE(31, 1, 1);
	struct analysis_keying k = measure(&v, 1);

	NEAR(k.single.rate, 1 / 31.);
	NEAR(k.found.effective, 1);
	ck_assert_double_lt(k.single.low, 1 / 310.);
	ck_assert_double_gt(k.single.high, 0.95);
	says(&k, "Typed in once, there were an estimated 323 errors in 10,000 "
	    "answers (95% interval 0 to 9,786). Every answer was typed in "
	    "twice and what differed was settled. Mistakes that both people "
	    "made alike are not counted. Mistakes in settling what differed "
	    "are not counted.");
}
END_TEST

/* 0, 0, 0 and 4 of 10 wrong: z is -1, -1, -1, 3 in 40, so the variance is
 * 4/3 x 12 / 1600 = 0.01, against 0.09 / 40 without clusters. */
START_TEST(sheets_are_clusters)
{
	const struct analysis_sheet v[] = { TWICE(10, 0, 0), TWICE(10, 0, 0),
	    TWICE(10, 0, 0), TWICE(10, 4, 4) };
	const struct analysis_sheet even[] = { TWICE(10, 1, 1),
	    TWICE(10, 1, 1), TWICE(10, 1, 1), TWICE(10, 1, 1) };
	struct analysis_keying k = measure(v, 4);
	double t = interval_t(39) / interval_t(3);

	NEAR(k.found.rate, 0.1);
	NEAR(k.found.deff, 0.01 / (0.09 / 40));
	NEAR(k.found.effective, 40 / k.found.deff * t * t);
	ck_assert_int_eq(k.found.wrong, 4);
	ck_assert_int_eq(k.found.of, 40);
	/* Never below 1, however even it is. */
	k = measure(even, 4);
	NEAR(k.found.deff, 1);
}
END_TEST

/* 2 of 200 differ and the first was wrong in both; 1 of the 99 checked was
 * wrong though both agreed; half of what differed was settled wrongly. */
START_TEST(the_rates_add_up)
{
	struct analysis_sheet v[] = { TWICE(100, 2, 2), TWICE(100, 0, 0),
	    { .fields = 100 }, { .fields = 100 } };
	struct analysis_keying k;
	double single, stored;

	v[0].agreed_checked = 49;
	v[1].agreed_checked = 50;
	v[1].agreed_wrong = 1;
	v[0].settled_checked = 2;
	v[0].settled_wrong = 1;
	k = measure(v, 2);	/* as if all were keyed twice */
	single = 0.01 + 0.99 / 99;
	NEAR(k.single.rate, single);
	stored = 0.99 / 99 + 0.01 * 0.5;
	NEAR(k.stored.rate, stored);
	k = measure(v, 4);
	NEAR(k.single.rate, single);
	NEAR(k.stored.rate, (single + stored) / 2);
	ck_assert_double_lt(k.stored.low, k.stored.rate);
	ck_assert_double_gt(k.stored.high, k.stored.rate);
}
END_TEST

START_TEST(sheets_chosen_by_risk_stand_for_themselves)
{
	struct analysis_sheet v[100] = { 0 };
	struct analysis_keying k;
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		v[i].fields = 100;
		if (i < 10) {
			v[i] = (struct analysis_sheet)TWICE(100, 10, 10);
			v[i].drawn = KEYED_BY_RISK;
		}
	}
	k = measure(v, LEN(v));
	ck_assert(!k.single.known && !k.stored.known && k.by_risk.known);
	NEAR(k.by_risk.rate, 0.1);
	says(&k, "Only questionnaires on which errors are likely were typed "
	    "in twice. On those, typed in once, we estimate 1,000 errors in "
	    "10,000 answers (95% interval 795 to 1,237). This says nothing "
	    "about the others. Mistakes that both people made alike are not "
	    "counted. Mistakes in settling what differed are not counted.");
	for (i = 10; i < 40; i++)
		v[i] = (struct analysis_sheet)TWICE(100, 1, 1);
	k = measure(v, LEN(v));
	NEAR(k.by_chance.rate, 0.01);
	NEAR(k.single.rate, 0.1 * 0.1 + 0.9 * 0.01);
	NEAR(k.stored.rate, 0.6 * 0.01);
	ck_assert_uint_eq(k.twice_by_risk, 10);
	/* The control: drawn at random, the same sheets say 3.25%. */
	for (i = 0; i < 10; i++)
		v[i].drawn = KEYED_BY_CHANCE;
	k = measure(v, LEN(v));
	NEAR(k.single.rate, (10 * 0.1 + 30 * 0.01) / 40);
}
END_TEST

/* An audit of risky sheets alone is none of the others. */
START_TEST(an_audit_must_be_of_the_sample)
{
	struct analysis_sheet v[] = { TWICE(100, 2, 1), TWICE(100, 1, 1),
	    TWICE(100, 2, 2), { .fields = 100 } };
	struct analysis_keying k;

	v[0].drawn = KEYED_BY_RISK;
	v[0].agreed_checked = 98;
	k = measure(v, LEN(v));
	ck_assert(!k.alike_counted);
	v[1].agreed_checked = 10;
	k = measure(v, LEN(v));
	ck_assert(k.alike_counted);
}
END_TEST

START_TEST(a_sheet_stands_for_those_that_were_not_drawn)
{
	struct analysis_sheet v[] = { TWICE(10, 5, 5), TWICE(10, 0, 0),
	    { .fields = 10 }, { .fields = 10 }, { .fields = 10 } };
	struct analysis_keying k;

	v[0].chance = 1;
	v[1].chance = 0.25;
	k = measure(v, LEN(v));
	NEAR(k.found.rate, 0.5 / 5);
	v[0].chance = v[1].chance = 0;
	k = measure(v, LEN(v));
	NEAR(k.found.rate, 0.5 / 2);
}
END_TEST

START_TEST(the_same_person_twice_is_not_independent)
{
	struct analysis_sheet v[] = { TWICE(100, 4, 4), TWICE(100, 2, 2),
	    { .fields = 100 } };
	struct analysis_keying k;

	v[0].same_person = v[1].same_person = true;
	k = measure(v, LEN(v));
	ck_assert(!k.independent);
	ck_assert_uint_eq(k.twice, 0);
	ck_assert_uint_eq(k.twice_alone, 2);
	NEAR(k.single.rate, 0.03);
	NEAR(k.alone.rate, 0.03);
	says(&k, "We estimate 100 errors in 10,000 answers (95% interval 0 to "
	    "3,334). The same person typed them in both times, on different "
	    "days; nobody else did. Mistakes that this person makes every "
	    "time are not counted. Mistakes in settling what differed are not "
	    "counted.");
	v[1].same_person = false;
	k = measure(v, LEN(v));
	ck_assert(k.independent);
	NEAR(k.single.rate, 0.02);
	NEAR(k.stored.rate, 0.02 * 2 / 3);
	NEAR(k.alone.rate, 0.04);
}
END_TEST

START_TEST(open_differences_are_like_settled_ones)
{
	struct analysis_sheet v[] = { TWICE(100, 4, 3), TWICE(100, 0, 0) };
	struct analysis_keying k;
	char *at;
	struct arena a CLEAN(arena_free) = { 0 };

	v[1].differ = 4;
	k = measure(v, 2);
	ck_assert_int_eq(k.open, 4);
	NEAR(k.found.rate, 6 / 200.);
	at = strstr(analysis_keying_words(&a, NULL, &k), "4 answers are still "
	    "to be settled.");
	ck_assert_ptr_nonnull(at);
	v[0] = v[1];
	k = measure(v, 2);
	ck_assert(!k.single.known && !k.by_chance.known);
	says(&k, "Two typings differ in 8 answers, and none has been settled "
	    "yet, so we do not know how many errors there are.");
}
END_TEST

START_TEST(a_keyer_errs_as_first_and_as_second)
{
	struct analysis_sheet v[] = { TWICE(100, 4, 3), TWICE(100, 2, 2),
	    TWICE(100, 9, 9), { .fields = 100, .first = 1 } };
	struct analysis_rate r;

	v[0].first = 1;
	v[0].second = 2;
	v[1].first = 2;
	v[1].second = 1;
	v[2].first = v[2].second = 1;
	v[2].same_person = true;
	analysis_keyer(v, LEN(v), 1, &r);
	NEAR(r.rate, 3 / 200.);
	ck_assert_uint_eq(r.sheets, 2);
	analysis_keyer(v, LEN(v), 2, &r);
	NEAR(r.rate, 3 / 200.);
	analysis_keyer(v, LEN(v), 3, &r);
	ck_assert(!r.known);
	v[0].first_wrong = v[0].second_wrong = v[1].first_wrong = 0;
	analysis_keyer(v, LEN(v), 1, &r);
	ck_assert(!r.known);
}
END_TEST

START_TEST(counts_that_cannot_be_are_refused)
{
	static const struct analysis_sheet bad[] = {
		{ .fields = 3, .compared = 4 },
		{ .fields = 3, .compared = 3, .differ = 4 },
		{ .fields = 3, .compared = 3, .differ = 1, .first_wrong = 2 },
		{ .fields = 3, .compared = 3, .differ = 1, .first_wrong = 2,
		    .second_wrong = -1 },
		{ .fields = 3, .compared = 3, .agreed_checked = 4 },
		{ .fields = 3, .compared = 3, .agreed_checked = 2,
		    .agreed_wrong = 3 },
		{ .fields = 3, .compared = 3, .differ = 1,
		    .settled_checked = 1 },
		{ .fields = 3, .compared = 3, .chance = 1.5 },
		{ .fields = 3, .compared = 3, .chance = NAN },
		{ .fields = 3, .compared = -1 },
		{ .fields = 3, .compared = 3, .chance = 0.5 },
	};
	struct analysis_keying k;
	struct err e;
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		struct analysis_sheet v[] = { TWICE(3, 0, 0), bad[i] };

		e = (struct err){ 0 };
		ck_assert_msg(!analysis_keying(v, 2, &k, &e), "%zu", i);
		ck_assert_int_eq(e.code, ERR_INPUT);
		ck_assert_ptr_nonnull(strstr(e.msg, "sheet 2: "));
	}
}
END_TEST

static void
rate_is(const struct analysis_rate *r, const char *rate, const char *low,
    const char *high)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert_str_eq(analysis_in_10000(&a, NULL, r->rate, 0), rate);
	ck_assert_str_eq(analysis_in_10000(&a, NULL, r->low, -1), low);
	ck_assert_str_eq(analysis_in_10000(&a, NULL, r->high, 1), high);
}

/* docs/KEYING.md tells this example with these numbers. */
START_TEST(the_example_of_the_docs)
{
	struct analysis_sheet v[400] = { 0 };
	struct analysis_keying k;
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		v[i].fields = 31;
		if (i >= 160)
			continue;
		v[i].compared = 31;
		v[i].first_wrong = i < 5 ? 2 : i < 25;
		v[i].second_wrong = i >= 15 && i < 39;
		v[i].differ = v[i].first_wrong + v[i].second_wrong;
		v[i].settled_checked = v[i].differ;
		v[i].settled_wrong = i == 20 || i == 30;
		v[i].agreed_checked = 8;
		v[i].agreed_wrong = i == 12;
	}
	k = measure(v, LEN(v));
	ck_assert_int_eq(k.compared, 4960);
	ck_assert_int_eq(k.differ, 54);
	rate_is(&k.found, "60", "39", "89");
	rate_is(&k.alike, "7.8", "0.1", "45");
	rate_is(&k.single, "68", "44", "118");
	rate_is(&k.settling, "370", "43", "1,294");
	says(&k, "We estimate 46 errors in 10,000 answers (95% interval 26 to "
	    "92).");
}
END_TEST

START_TEST(so_many_in_ten_thousand)
{
	static const struct { double rate; int round; const char *want; } v[] =
	    { { 0, 0, "0" }, { 0.000001, -1, "0" }, { 0.000001, 1, "0.1" },
	    { 0.00032, 0, "3.2" }, { 0.00032, 1, "3.2" },
	    { 0.00032, -1, "3.2" }, { 0.000999, 0, "10" },
	    { 0.000994, 0, "9.9" }, { 0.00145, -1, "14" },
	    { 0.00141, 1, "15" }, { 0.0014, 1, "14" }, { 1, 1, "10,000" } };
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_str_eq(analysis_in_10000(&a, NULL, v[i].rate,
		    v[i].round), v[i].want);
}
END_TEST

UNIT_SUITE(keying, distributions_have_the_values_of_the_tables,
    what_was_not_looked_at_is_foretold, nothing_gives_nothing,
    no_difference_is_not_no_error, all_may_differ,
    one_sheet_tells_almost_nothing, sheets_are_clusters, the_rates_add_up,
    sheets_chosen_by_risk_stand_for_themselves, an_audit_must_be_of_the_sample,
    a_sheet_stands_for_those_that_were_not_drawn,
    the_same_person_twice_is_not_independent,
    open_differences_are_like_settled_ones,
    a_keyer_errs_as_first_and_as_second, counts_that_cannot_be_are_refused,
    the_example_of_the_docs, so_many_in_ten_thousand)
