/* SPDX-License-Identifier: MIT
 *
 * match.c -- tests of words and of the codebook's rules.
 */
#include "analysis/analysis.h"
#include "analysis/words.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

/* Rules by hand: enough of them live at once for one test. */
static struct forms_search pool[64];
static size_t used;

static struct forms_search *
leaf(enum forms_search_op op, const char *text)
{
	struct forms_search *f = &pool[used++ % LEN(pool)];

	*f = (struct forms_search){ .op = op, .text = text };
	return f;
}

static struct forms_search *
both(enum forms_search_op op, struct forms_search *l, struct forms_search *r,
    int distance)
{
	struct forms_search *f = &pool[used++ % LEN(pool)];

	*f = (struct forms_search){ .op = op, .left = l, .right = r,
	    .distance = distance };
	return f;
}
#define TERM(s)		leaf(FIND_TERM, s)
#define PREFIX(s)	leaf(FIND_PREFIX, s)
#define PHRASE(s)	leaf(FIND_PHRASE, s)
#define AND(l, r)	both(FIND_AND, l, r, 0)
#define OR(l, r)	both(FIND_OR, l, r, 0)
#define NOT(x)		both(FIND_NOT, x, NULL, 0)
#define NEAR(l, n, r)	both(FIND_NEAR, l, r, n)

#define HIT(rule, text, from, to) do {					\
	struct analysis_hit h_ = { -9, -9 };				\
	ck_assert_msg(analysis_match(rule, text, &h_), "no match: %s",	\
	    text);							\
	ck_assert_int_eq(h_.start, from);				\
	ck_assert_int_eq(h_.end, to);					\
} while (0)
#define MISS(rule, text) do {						\
	struct analysis_hit h_;						\
	ck_assert_msg(!analysis_match(rule, text, &h_), "match: %s",	\
	    text);							\
} while (0)

START_TEST(words_keep_inner_apostrophes_and_part_at_hyphens)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct sb_stemmer *s CLEAN(words_stemmer_free) = words_stemmer();
	struct words w;

	words_split(&a, s, "Don’t 'quote' end-of-life, 24/7: carers' A&E é", &w);
	ck_assert_uint_eq(w.n, 11);
	ck_assert_str_eq(w.v[0].fold, "don't");
	ck_assert_str_eq(w.v[1].fold, "quote");
	ck_assert_str_eq(w.v[2].fold, "end");
	ck_assert_str_eq(w.v[4].fold, "life");
	ck_assert_str_eq(w.v[5].fold, "24");
	ck_assert_str_eq(w.v[7].fold, "carers");
	ck_assert_str_eq(w.v[7].stem, "carer");
	ck_assert_str_eq(w.v[9].fold, "e");
	ck_assert_str_eq(w.v[10].fold, "e");
	words_split(&a, s, "", &w);
	ck_assert_uint_eq(w.n, 0);
	words_split(&a, s, " '’-… ", &w);
	ck_assert_uint_eq(w.n, 0);
}
END_TEST

START_TEST(a_term_finds_the_other_forms_of_its_word)
{
	HIT(TERM("plan"), "We planned it.", 3, 10);
	HIT(TERM("planning"), "plans", 0, 5);
	HIT(TERM("carer"), "The carer's view", 4, 11);
	HIT(TERM("carer"), "The carer’s view", 4, 11);
	HIT(TERM("CARE"), "Care", 0, 4);
	MISS(TERM("plan"), "planet");
	MISS(TERM("plan"), "an airplane");
	MISS(TERM("plan"), "");
	MISS(TERM("&"), "this & that");
}
END_TEST

START_TEST(accents_and_case_do_not_part_words)
{
	HIT(TERM("café"), "CAFE", 0, 4);
	HIT(TERM("cafe"), "un CAFÉ", 3, 7);
	HIT(TERM("cafe"), "un cafe\xCC\x81!", 3, 8);	/* e + U+0301 */
	HIT(PREFIX("naïv"), "naively", 0, 7);
	HIT(TERM("привет"), "Скажи ПРИВЕТ", 6, 12);
	HIT(TERM("પ્રેમ"), "મને પ્રેમ મળ્યો", 4, 9);
}
END_TEST

START_TEST(places_are_counted_in_code_points)
{
	HIT(TERM("night"), "“Où?” 🙂 at night", 11, 16);
	HIT(TERM("night"), "at\nnight", 3, 8);
}
END_TEST

START_TEST(a_prefix_begins_a_word_and_is_not_stemmed)
{
	HIT(PREFIX("equit"), "Health Equity", 7, 13);
	HIT(PREFIX("equit"), "equitable", 0, 9);
	MISS(PREFIX("equit"), "inequity");
	MISS(PREFIX("equity"), "equitable");
	HIT(PREFIX("self-man"), "to self-manage it", 3, 14);
	MISS(PREFIX("self-man"), "self care, man");
}
END_TEST

START_TEST(a_phrase_is_stems_in_a_row)
{
	HIT(PHRASE("care plan"), "My care plans failed", 3, 13);
	HIT(PHRASE("end of life"), "good end-of-life care", 5, 16);
	HIT(PHRASE("end-of-life"), "at the End of Life", 7, 18);
	MISS(PHRASE("care plan"), "plan care");
	MISS(PHRASE("care plan"), "care and plan");
	MISS(PHRASE("care plan"), "care");
	HIT(PHRASE("the the"), "the x the the", 6, 13);
}
END_TEST

START_TEST(near_counts_the_words_between_in_either_order)
{
	struct forms_search *f = NEAR(TERM("postcode"), 2, TERM("lottery"));

	HIT(f, "a postcode lottery", 2, 18);
	HIT(f, "lottery by postcode", 0, 19);
	HIT(f, "postcode one two lottery", 0, 24);
	MISS(f, "postcode one two three lottery");
	HIT(f, "lottery one two postcode", 0, 24);
	MISS(f, "lottery one two three postcode");
	MISS(f, "postcode");
	MISS(NEAR(TERM("care"), 5, TERM("care")), "care alone");
	HIT(NEAR(TERM("care"), 5, TERM("care")), "care and care", 0, 13);
	MISS(NEAR(TERM("care"), 0, TERM("plan")), "care a plan");
	HIT(NEAR(TERM("care"), 0, TERM("plan")), "plan care", 0, 9);
	MISS(NEAR(PHRASE("care plan"), 3, TERM("plan")), "care plan");
}
END_TEST

START_TEST(near_takes_the_leftmost_then_the_shortest)
{
	HIT(NEAR(TERM("a"), 9, TERM("b")), "x b y a z b", 2, 7);
	HIT(NEAR(TERM("a"), 9, TERM("b")), "a b b", 0, 3);
	HIT(OR(TERM("night"), PHRASE("at night")), "at night", 0, 8);
	HIT(OR(PHRASE("late at"), TERM("late")), "late at", 0, 4);
}
END_TEST

START_TEST(nested_near_keeps_every_place_of_its_sides)
{
	/* (a near b) near c holds only through the second b. */
	HIT(NEAR(NEAR(TERM("a"), 3, TERM("b")), 0, TERM("c")), "a b x b c", 0,
	    9);
	HIT(NEAR(OR(TERM("gap"), TERM("hole")), 1, PREFIX("fill")),
	    "holes to fill", 0, 13);
	MISS(NEAR(AND(TERM("a"), TERM("b")), 0, TERM("c")), "a b");
	HIT(NEAR(AND(TERM("a"), TERM("b")), 0, TERM("c")), "a x b c", 4, 7);
}
END_TEST

START_TEST(and_or_and_not_hold_as_they_read)
{
	HIT(AND(TERM("pain"), TERM("night")), "night and pain", 0, 5);
	MISS(AND(TERM("pain"), TERM("night")), "pain");
	HIT(OR(TERM("pain"), TERM("night")), "one night", 4, 9);
	MISS(OR(TERM("pain"), TERM("night")), "day");
	HIT(AND(TERM("pain"), NOT(TERM("night"))), "pain by day", 0, 4);
	MISS(AND(TERM("pain"), NOT(TERM("night"))), "pain, nightly; nights");
	HIT(NOT(TERM("pain")), "calm", -1, -1);
	MISS(NOT(TERM("pain")), "pains");
	HIT(NOT(NOT(TERM("pain"))), "pains", -1, -1);
	HIT(NEAR(TERM("pain"), 1, NOT(TERM("night"))), "pain", 0, 4);
	MISS(NEAR(TERM("pain"), 1, NOT(TERM("night"))), "pain x x x night");
	HIT(OR(NOT(TERM("pain")), TERM("calm")), "be calm", 3, 7);
	MISS(AND(NEAR(TERM("a"), 1, TERM("b")), NOT(OR(TERM("c"), TERM("d")))),
	    "a b d");
}
END_TEST

START_TEST(the_words_that_matched_can_be_shown)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct sb_stemmer *s CLEAN(words_stemmer_free) = words_stemmer();
	const struct place *v;
	struct words t;
	size_t n;

	words_split(&a, s, "At Night, he was in Pain.", &t);
	ck_assert(rule_run(&a, rule_make(&a, s, AND(TERM("pain"),
	    TERM("night"))), &t, &v, &n));
	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(rule_why(&a, &t, v, n), "Night … Pain");
}
END_TEST

/* A long text of one word makes as many places as near can make. */
START_TEST(a_hostile_text_is_matched_in_good_time)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_search *f = TERM("a");
	int i;

	for (i = 0; i < 2500; i++)
		buf_lit(&b, "a ");
	for (i = 0; i < 3; i++)
		f = NEAR(f, 20, TERM("a"));
	HIT(f, buf_text(&b), 0, 7);
}
END_TEST

UNIT_SUITE(match,
    words_keep_inner_apostrophes_and_part_at_hyphens,
    a_term_finds_the_other_forms_of_its_word,
    accents_and_case_do_not_part_words, places_are_counted_in_code_points,
    a_prefix_begins_a_word_and_is_not_stemmed, a_phrase_is_stems_in_a_row,
    near_counts_the_words_between_in_either_order,
    near_takes_the_leftmost_then_the_shortest,
    nested_near_keeps_every_place_of_its_sides,
    and_or_and_not_hold_as_they_read, the_words_that_matched_can_be_shown,
    a_hostile_text_is_matched_in_good_time)
