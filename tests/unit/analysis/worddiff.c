/* SPDX-License-Identifier: MIT
 *
 * worddiff.c -- two texts compared by words.
 */
#include "analysis/analysis.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

/* "cat|dog" for each stretch, joined by "; ". */
static const char *
marked(struct arena *a, const char *x, const char *y)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct analysis_worddiff d;
	size_t i;

	analysis_worddiff(a, x, y, &d);
	for (i = 0; i < d.n; i++)
		buf_printf(&b, "%s%.*s|%.*s", i > 0 ? "; " : "",
		    (int)(d.v[i].a_to - d.v[i].a_from), x + d.v[i].a_from,
		    (int)(d.v[i].b_to - d.v[i].b_from), y + d.v[i].b_from);
	return arena_str(a, buf_text(&b));
}

START_TEST(words_that_differ_are_counted_and_marked)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_worddiff d;

	analysis_worddiff(&a, "the nurse came at ten and stayed",
	    "the nurses came at two o'clock and stayed", &d);
	ck_assert_uint_eq(d.a_words, 7);
	ck_assert_uint_eq(d.b_words, 8);
	ck_assert_uint_eq(d.a_differ, 2);
	ck_assert_uint_eq(d.b_differ, 3);
	ck_assert(!d.coarse);
	ck_assert_str_eq(marked(&a, "the nurse came at ten and stayed",
	    "the nurses came at two o'clock and stayed"),
	    "nurse|nurses; ten|two o'clock");
	ck_assert_str_eq(marked(&a, "not good", "good"), "not|");
	ck_assert_str_eq(marked(&a, "good care", "good care, always."),
	    "|always.");
	ck_assert_str_eq(marked(&a, "", "a"), "|a");
	ck_assert_str_eq(marked(&a, "", ""), "");
}
END_TEST

START_TEST(where_words_were_left_out_is_a_place)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_worddiff d;

	analysis_worddiff(&a, "we did  wait", "we did not wait", &d);
	ck_assert_uint_eq(d.n, 1);
	ck_assert_uint_eq(d.v[0].a_from, 8);
	ck_assert_uint_eq(d.v[0].a_to, 8);
	analysis_worddiff(&a, "we did ", "we did wait", &d);
	ck_assert_uint_eq(d.v[0].a_from, 7);
	ck_assert_uint_eq(d.v[0].a_to, 7);
}
END_TEST

START_TEST(what_makes_no_difference)
{
	static const struct { const char *a, *b; } v[] = {
		{ "Good Care", "good care" },
		{ "good care.", "“good” care" },
		{ "a - b", "a b" }, { "a\tb\n c ", "a b c" },
		{ "a\u00A0b", "a b" }, { "don’t", "don't" },
		{ "end–of–life", "end-of-life" },
		{ "caf\u00E9", "cafe\u0301" },
		{ "\u1EAD", "a\u0302\u0323" },		/* marks in order */
		{ "co\u00ADoperate", "cooperate" },
		{ "\u200Fabc", "abc" }, { "ŁÓDŹ", "łódź" },
		{ "\uAC00", "\u1100\u1161" }, { "…", "" },
	};
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_str_eq(marked(&a, v[i].a, v[i].b), "");
}
END_TEST

START_TEST(what_does)
{
	static const struct { const char *a, *b; } v[] = {
		{ "10.30", "1030" }, { "-5", "5" }, { ".5", "5" },
		{ "5%", "5" }, { "£5", "5" }, { "tân", "tan" },
		{ "and/or", "and or" }, { "no one", "noone" },
		{ "કાળજી", "કાળજ" },
	};
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_str_ne(marked(&a, v[i].a, v[i].b), "");
}
END_TEST

/* Against the longest common subsequence of all that there are. */
static size_t
longest(const char *x, size_t n, const char *y, size_t m)
{
	size_t a, b;

	if (n == 0 || m == 0)
		return 0;
	if (x[0] == y[0])
		return 1 + longest(x + 2, n - 1, y + 2, m - 1);
	a = longest(x + 2, n - 1, y, m);
	b = longest(x, n, y + 2, m - 1);
	return a > b ? a : b;
}

START_TEST(as_few_as_can_be_are_said_to_differ)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_worddiff d;
	char x[20] = { 0 }, y[20] = { 0 };
	uint32_t s = 1;
	size_t i, k, same;

	for (i = 0; i < 3000; i++) {
		for (k = 0; k < 18; k++) {
			s = s * 1664525 + 1013904223;
			x[k] = k % 2 ? ' ' : (char)('a' + (s >> 28) % 4);
			y[k] = k % 2 ? ' ' : (char)('a' + (s >> 24) % 4);
		}
		analysis_worddiff(&a, x, y, &d);
		same = longest(x, 9, y, 9);
		ck_assert_uint_eq(d.a_differ, 9 - same);
		ck_assert_uint_eq(d.b_differ, 9 - same);
	}
}
END_TEST

static char *
text_of(struct arena *a, size_t words, uint32_t s)
{
	char *p = arena_get(a, words * 2 + 1, 1);
	size_t i;

	for (i = 0; i < words; i++) {
		s = s * 1664525 + 1013904223;
		p[2 * i] = (char)('a' + (s >> 24) % 26);
		p[2 * i + 1] = ' ';
	}
	return p;
}

START_TEST(long_texts_are_bounded)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct analysis_worddiff d;
	char *x = text_of(&a, 2500, 1), *y = text_of(&a, 2500, 2);

	analysis_worddiff(&a, x, y, &d);	/* 5,000 characters */
	ck_assert(!d.coarse);
	ck_assert_uint_gt(d.n, 100);
	ck_assert_uint_eq(d.a_differ, d.b_differ);
	x = text_of(&a, 200000, 1);
	y = text_of(&a, 200000, 2);
	x[0] = y[0] = 'a';
	x[2] = 'b';
	y[2] = 'c';
	analysis_worddiff(&a, x, y, &d);
	ck_assert(d.coarse);
	ck_assert_uint_eq(d.n, 1);
	ck_assert_uint_eq(d.v[0].a_from, 2);
	/* Long, and one word apart. */
	y = arena_str(&a, x);
	y[200000] = y[200000] == 'q' ? 'r' : 'q';
	analysis_worddiff(&a, x, y, &d);
	ck_assert(!d.coarse);
	ck_assert_uint_eq(d.a_differ, 1);
}
END_TEST

UNIT_SUITE(worddiff, words_that_differ_are_counted_and_marked,
    where_words_were_left_out_is_a_place, what_makes_no_difference, what_does,
    as_few_as_can_be_are_said_to_differ, long_texts_are_bounded)
