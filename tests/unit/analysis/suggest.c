/* SPDX-License-Identifier: MIT
 *
 * suggest.c -- tests of the suggestion of codes.  All comments are made up.
 */
#include "analysis/analysis.h"
#include "analysis/words.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static struct forms_search bus_rule = {.op = FIND_PREFIX, .text = "bus"};
static struct forms_search no_rule_words = {.op = FIND_NOT, .left = &bus_rule};
enum { TRAVEL, FOOD, STAFF, CODES };
static const struct suggest_code codes[CODES] = {
    {.id = "T",
	.title = "Travel",
	.words = "Buses, trains and parking",
	.rule = &bus_rule},
    {.id = "F", .title = "Food", .words = "Meals, drinks and the canteen"},
    {.id = "S", .title = "Staff", .words = "Nurses, doctors, kindness"},
};
static const char *const about[CODES][4] = {
    {"The bus never came", "Parking cost a fortune", "No train on Sundays",
	"I walked for miles from the bus stop"},
    {"Lunch was cold", "The canteen is lovely", "My meal came late",
	"Tea and cake for everybody"},
    {"The nurse was kind", "A doctor listened to me", "Nurses smiled all day",
	"The porter was rude"},
};

/* 40 comments of each code, read for the first n of each. */
static struct suggest *
taught(size_t n, uint64_t seed)
{
	static char text[CODES * 40][80];
	struct suggest *s = suggest_new(codes, CODES);
	size_t i, c;

	for (i = 0; i < 40; i++)
		for (c = 0; c < CODES; c++) {
			char *t = text[i * CODES + c];

			snprintf(t, sizeof(text[0]), "%s on day %zu",
			    about[c][i % 4], i);
			suggest_add(s, "why", t);
			if (i < n)
				suggest_read(s, i * CODES + c, &c, 1);
		}
	suggest_train(s, seed);
	return s;
}

static struct suggestion got[CODES];

/* The place of a code in the order for a text; got[] has the suggestions. */
static size_t
rank_of(const struct suggest *s, const char *text, size_t code)
{
	struct suggest_reader *r = suggest_reader(s);
	size_t i, n = suggest_rank(r, "why", text, got);

	suggest_reader_free(&r);
	ck_assert_uint_eq(n, CODES);
	for (i = 0; i < n; i++)
		if (got[i].code == code)
			return i;
	ck_abort_msg("a code is missing");
}

static void
same(const struct suggest *x, const struct suggest *y, const char *text)
{
	struct suggestion first[CODES];

	rank_of(x, text, 0);
	memcpy(first, got, sizeof(got));
	rank_of(y, text, 0);
	for (size_t i = 0; i < CODES; i++) {
		ck_assert_uint_eq(first[i].code, got[i].code);
		ck_assert_mem_eq(&first[i].score, &got[i].score, sizeof(float));
		ck_assert_int_eq(first[i].strength, got[i].strength);
		ck_assert(first[i].accepted == got[i].accepted);
	}
}

START_TEST(same_to_the_bit)
{
	struct suggest *x = taught(20, 7), *y, *z = taught(20, 8);
	float score;

	srand(99); /* whoever else draws in this process */
	y = taught(20, 7);
	same(x, y, "The nurses on the bus gave me lunch");
	/* The seed does matter, or the test above could not fail. */
	rank_of(x, "The nurses on the bus gave me lunch", 0);
	score = got[0].score;
	rank_of(z, "The nurses on the bus gave me lunch", 0);
	ck_assert(memcmp(&score, &got[0].score, sizeof(score)) != 0);
	suggest_free(&x);
	suggest_free(&y);
	suggest_free(&z);
}
END_TEST

/* What is learnt does not hang on what was learnt before. */
START_TEST(trained_again)
{
	struct suggest *once = taught(20, 7), *more = taught(0, 7);

	for (size_t i = 0; i < 20; i++)
		for (size_t c = 0; c < CODES; c++)
			suggest_read(more, i * CODES + c, &c, 1);
	suggest_train(more, 7);
	suggest_train(more, 7);
	same(once, more, "The nurses on the bus gave me lunch");
	suggest_free(&once);
	suggest_free(&more);
}
END_TEST

START_TEST(nothing_read)
{
	struct suggest *s = taught(0, 1);

	ck_assert_uint_eq(rank_of(s, "A bus, please", TRAVEL), 0);
	ck_assert(got[0].accepted && got[0].from == SUGGEST_RULE);
	ck_assert_uint_eq(rank_of(s, "Better meals", FOOD), 0);
	ck_assert(got[0].accepted && got[0].from == SUGGEST_DESCRIPTION);
	rank_of(s, "Zebra", 0);
	for (size_t i = 0; i < CODES; i++)
		ck_assert(!got[i].accepted && got[i].strength == 1);
	suggest_free(&s);
}
END_TEST

START_TEST(learns)
{
	struct suggest *none = taught(0, 1), *s = taught(20, 1);

	/* No word of the codebook: only readings know it. */
	rank_of(none, "Porter was rude again", STAFF);
	ck_assert(!got[0].accepted);
	ck_assert_uint_eq(rank_of(s, "Porter was rude again", STAFF), 0);
	ck_assert(got[0].accepted && got[0].from == SUGGEST_READINGS);
	ck_assert(suggest_learnt(s, STAFF));
	suggest_free(&none);
	suggest_free(&s);
}
END_TEST

START_TEST(switches_at_ten)
{
	struct suggest *nine = taught(9, 1), *ten = taught(10, 1);

	ck_assert_uint_eq(suggest_known(nine, TRAVEL), 9);
	ck_assert(!suggest_learnt(nine, TRAVEL));
	ck_assert(suggest_learnt(ten, TRAVEL));
	ck_assert_uint_eq(rank_of(nine, "The bus never came", TRAVEL), 0);
	ck_assert_int_eq(got[0].from, SUGGEST_RULE);
	ck_assert_uint_eq(rank_of(ten, "The bus never came", TRAVEL), 0);
	ck_assert_int_eq(got[0].from, SUGGEST_READINGS);
	suggest_free(&nine);
	suggest_free(&ten);
}
END_TEST

/* Taking back what was read of a code leaves its rule to speak. */
START_TEST(falls_back_to_the_rule)
{
	struct suggest *s = taught(20, 1);
	size_t i;

	for (i = 0; i < 20; i++)
		suggest_unread(s, i * CODES + TRAVEL);
	suggest_train(s, 1);
	ck_assert_uint_eq(suggest_known(s, TRAVEL), 0);
	ck_assert_uint_eq(suggest_known(s, FOOD), 20);
	i = rank_of(s, "Buses are late", TRAVEL);
	ck_assert(got[i].accepted && got[i].from == SUGGEST_RULE);
	i = rank_of(s, "Parking cost a fortune", TRAVEL);
	ck_assert(got[i].from == SUGGEST_DESCRIPTION && !got[i].accepted);
	suggest_free(&s);
}
END_TEST

/* The words of the text at the places of a reason, with a bar between. */
static const char *
reason(const struct suggest *s, const char *text, size_t code)
{
	static char out[200];
	struct suggest_place v[SUGGEST_PLACES];
	struct suggest_reader *r = suggest_reader(s);
	size_t i, n, m;

	suggest_rank(r, "why", text, got);
	for (i = 0; got[i].code != code; i++)
		;
	n = suggest_why(r, &got[i], v);
	suggest_reader_free(&r);
	for (i = 0, m = 0; i < n; i++) {
		const char *p = text, *from;
		int64_t at;

		for (at = 0; at < v[i].start; at++)
			utf8_next(&p);
		for (from = p; at < v[i].end; at++)
			utf8_next(&p);
		m += (size_t)snprintf(out + m, sizeof(out) - m, "%s%.*s",
		    i > 0 ? "|" : "", (int)(p - from), from);
	}
	out[m] = '\0';
	return out;
}

START_TEST(says_why)
{
	struct suggest *none = taught(0, 1), *s = taught(20, 1);

	ck_assert_str_eq(reason(none, "😀😀 The buses!", TRAVEL), "buses");
	ck_assert_str_eq(reason(none, "بس دیر سے آئی bus", TRAVEL), "bus");
	ck_assert_str_eq(
	    reason(none, "👩🏽‍⚕️ کھانا meals, drinks", FOOD),
	    "meals, drinks");
	ck_assert_str_eq(reason(s, "😀 ગુજરાતી porter دیر", STAFF), "porter");
	ck_assert_str_eq(reason(none, "Zebra", FOOD), "");
	suggest_free(&none);
	suggest_free(&s);
}
END_TEST

START_TEST(rule_without_a_place)
{
	struct suggest_code c = {
	    .id = "N", .title = "N", .words = "", .rule = &no_rule_words};
	struct suggest *s = suggest_new(&c, 1);

	suggest_train(s, 1);
	ck_assert_str_eq(reason(s, "By train", 0), "");
	ck_assert(got[0].accepted);
	ck_assert_str_eq(reason(s, "By bus", 0), "");
	ck_assert(!got[0].accepted);
	suggest_free(&s);
}
END_TEST

START_TEST(odd_texts)
{
	struct suggest *s = taught(20, 1);
	static char big[1 << 20];
	size_t i;

	rank_of(s, "", 0);
	rank_of(s, "…!?", 0);
	rank_of(s, "ગુજરાતી લખાણ સારું છે", 0);
	rank_of(s, "ہسپتال کا کھانا اچھا تھا", 0);
	rank_of(s, "Pielęgniarki były bardzo miłe, dziękuję", 0);
	memset(big, 'x', sizeof(big) - 1); /* one word */
	rank_of(s, big, 0);
	for (i = 0; i < sizeof(big) - 1; i++)
		big[i] = i % 7 == 6 ? ' ' : (char)('a' + i * i % 26);
	rank_of(s, big, 0);
	ck_assert_uint_eq(rank_of(s, "The bus never came", TRAVEL), 0);
	suggest_free(&s);
}
END_TEST

START_TEST(all_and_none)
{
	struct suggest *s = suggest_new(codes, 1),
		       *empty = suggest_new(NULL, 0);
	struct suggest_reader *r;
	size_t i, zero = 0, next[2];

	for (i = 0; i < 12; i++) {
		suggest_add(s, "why", about[i % CODES][i % 4]);
		suggest_read(s, i, &zero, 1);
	}
	suggest_train(s, 1);
	r = suggest_reader(s);
	ck_assert_uint_eq(suggest_rank(r, "other", "Anything", got), 1);
	ck_assert(got[0].accepted);
	ck_assert_uint_eq(suggest_next(r, next, NULL, 2), 0);
	suggest_reader_free(&r);
	for (i = 0; i < 12; i++)
		suggest_read(s, i, NULL, 0); /* read, and has none */
	suggest_train(s, 1);
	ck_assert(!suggest_learnt(s, 0));
	suggest_add(empty, "why", "Anything");
	suggest_train(empty, 1);
	r = suggest_reader(empty);
	ck_assert_uint_eq(suggest_rank(r, "why", "Anything", got), 0);
	ck_assert_uint_eq(suggest_next(r, next, NULL, 2), 1);
	suggest_reader_free(&r);
	suggest_free(&s);
	suggest_free(&empty);
}
END_TEST

START_TEST(next_to_read)
{
	struct suggest *s = taught(0, 1);
	struct suggest_reader *r;
	size_t next[200], why[200], n, i;
	bool seen[200] = {false};

	/* One of each code in turn, the ones that fit. */
	r = suggest_reader(s);
	n = suggest_next(r, next, why, 3);
	ck_assert_uint_eq(n, 3);
	for (i = 0; i < 3; i++) {
		ck_assert_uint_eq(why[i], i);
		ck_assert_uint_eq(next[i] % CODES, i);
	}
	n = suggest_next(r, next, NULL, 200);
	ck_assert_uint_eq(n, 120);
	for (i = 0; i < n; i++) {
		ck_assert(!seen[next[i]]);
		seen[next[i]] = true;
	}
	suggest_reader_free(&r);
	/* Then the rarest first, and nothing that was read. */
	suggest_read(s, 0, &(size_t){TRAVEL}, 1);
	suggest_read(s, 1, &(size_t){FOOD}, 1);
	suggest_train(s, 1);
	r = suggest_reader(s);
	n = suggest_next(r, next, why, 200);
	ck_assert_uint_eq(n, 118);
	ck_assert_uint_eq(why[0], STAFF);
	for (i = 0; i < n; i++)
		ck_assert_uint_gt(next[i], 1);
	suggest_reader_free(&r);
	suggest_free(&s);
}
END_TEST

/* Twice the same reading is one; another replaces it. */
START_TEST(readings_replace)
{
	struct suggest *s = taught(0, 1);

	suggest_read(s, 0, (size_t[]){TRAVEL, TRAVEL}, 2);
	suggest_read(s, 0, (size_t[]){TRAVEL, FOOD}, 2);
	ck_assert_uint_eq(suggest_known(s, TRAVEL), 1);
	ck_assert_uint_eq(suggest_known(s, FOOD), 1);
	suggest_read(s, 0, NULL, 0);
	ck_assert_uint_eq(suggest_known(s, TRAVEL), 0);
	suggest_free(&s);
}
END_TEST

/* ---- rules without their places
 * ------------------------------------------------ */

static uint32_t state;

static uint32_t
dice(uint32_t n)
{
	state = state * 1664525 + 1013904223;
	return (state >> 16) % n;
}

static const char *const vocabulary[] = {
    "bus", "buses", "late", "night", "nurse", "éclair"};

static struct forms_search *
made_up_rule(struct arena *a, int depth)
{
	struct forms_search *f = arena_new(a, struct forms_search);

	if (depth == 0 || dice(4) == 0) {
		f->op = (enum forms_search_op[]){
		    FIND_TERM, FIND_PREFIX, FIND_PHRASE}[dice(3)];
		f->text = f->op == FIND_PHRASE
			      ? arena_printf(a, "%s %s", vocabulary[dice(6)],
				    vocabulary[dice(6)])
			  : f->op == FIND_PREFIX ? "b"
						 : vocabulary[dice(6)];
		return f;
	}
	f->op = (enum forms_search_op[]){
	    FIND_AND, FIND_OR, FIND_NOT, FIND_NEAR}[dice(4)];
	f->distance = (int)dice(3);
	f->left = made_up_rule(a, depth - 1);
	f->right = f->op == FIND_NOT ? NULL : made_up_rule(a, depth - 1);
	return f;
}

START_TEST(a_rule_holds_with_and_without_places)
{
	struct sb_stemmer *stemmer = words_stemmer();
	size_t i, k, n, holds = 0;

	state = 5;
	for (i = 0; i < 4000; i++) {
		struct arena a CLEAN(arena_free) = {0};
		struct rule *r = rule_make(&a, stemmer, made_up_rule(&a, 3));
		const struct place *v;
		const char *text = "";
		struct words t;
		bool is;

		for (k = dice(7); k > 0; k--)
			text = arena_printf(
			    &a, "%s %s", text, vocabulary[dice(6)]);
		words_split(&a, stemmer, text, &t);
		is = rule_run(&a, r, &t, &v, &n);
		ck_assert_msg(is == rule_holds(&a, r, &t), "%s", text);
		holds += is;
	}
	ck_assert(holds > 500 && holds < 3500);
	words_stemmer_free(&stemmer);
}
END_TEST

UNIT_SUITE(suggest, a_rule_holds_with_and_without_places, same_to_the_bit,
    trained_again, nothing_read, learns, switches_at_ten,
    falls_back_to_the_rule, says_why, rule_without_a_place, odd_texts,
    all_and_none, next_to_read, readings_replace)
