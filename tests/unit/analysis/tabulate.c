/* SPDX-License-Identifier: MIT
 *
 * tabulate.c -- tests of counts, percents, the words for shares, and tables by
 * groups.
 */
#include "analysis/tabulate.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

/* A form by hand: who (a, b, c, or rather not), and how (5 to 1, unsure). */
static struct forms_option who_o[] = {
	{ .number = 1, .name = "a", .words = "A", .missing = FORMS_ANSWERED },
	{ .number = 2, .name = "b", .words = "B", .missing = FORMS_ANSWERED },
	{ .number = 3, .name = "org", .words = "Org",
	  .missing = FORMS_ANSWERED },
	{ .number = 9, .name = "not", .words = "Rather not",
	  .missing = FORMS_PREFER_NOT }
};
static struct forms_option how_o[] = {
	{ .number = 1, .name = "yes", .words = "Yes",
	  .missing = FORMS_ANSWERED },
	{ .number = 2, .name = "maybe", .words = "Maybe",
	  .missing = FORMS_ANSWERED },
	{ .number = 3, .name = "no", .words = "No", .missing = FORMS_ANSWERED },
	{ .number = 8, .name = "unsure", .words = "I do not know",
	  .missing = FORMS_DONT_KNOW }
};
static const struct forms_option *open_of[] = { &how_o[0], &how_o[1] };
static struct forms_net how_net[] = {
	{ .name = "open", .words = "Yes or maybe", .of = open_of, .n = 2 }
};
static struct forms_question who_q = { .name = "who", .type = FORMS_ONE,
	.options = who_o, .n_options = 4 };
static struct forms_question how_q = { .name = "how", .type = FORMS_ONE,
	.options = how_o, .n_options = 4, .nets = how_net, .n_nets = 1 };
static struct forms_field fields[] = {
	{ .index = 0, .id = "who", .q = &who_q },
	{ .index = 1, .id = "how", .q = &how_q }
};
static struct forms_form form = { .name = "hand", .fields = fields,
	.n_fields = 2 };

enum { MANY = 300 };
static const struct forms_option *pick[MANY][2];
static struct forms_answer answer[MANY][2];

static void
put(size_t i, int field, struct forms_option *o, enum forms_state s)
{
	pick[i][field] = o;
	answer[i][field] = (struct forms_answer){ .state = s,
	    .chosen = o != NULL ? &pick[i][field] : NULL, .n = o != NULL };
}

static void
people(struct cases_response *r, size_t n, uint64_t seed)
{
	uint64_t x = seed;
	size_t i;

	for (i = 0; i < n; i++) {
		int w, h;

		x = x * 6364136223846793005u + 1442695040888963407u;
		w = (int)(x >> 33) % 11;
		h = (int)(x >> 45) % 19;
		if (w < 4)
			put(i, 0, &who_o[w == 3], FORMS_ANSWERED);
		else if (w < 9)
			put(i, 0, &who_o[w < 8 ? 1 : 2], FORMS_ANSWERED);
		else
			put(i, 0, w == 9 ? &who_o[3] : NULL, w == 9 ?
			    FORMS_PREFER_NOT : FORMS_BLANK);
		if (h < 17)
			put(i, 1, &how_o[h < 13 ? 0 : h < 16 ? 1 : 2],
			    FORMS_ANSWERED);
		else
			put(i, 1, h == 17 ? &how_o[3] : NULL, h == 17 ?
			    FORMS_DONT_KNOW : FORMS_NOT_ASKED);
		r[i] = (struct cases_response){ .id = (int64_t)i,
		    .answers = { .form = &form, .v = answer[i] } };
	}
}

START_TEST(percents_round_half_up_from_counts)
{
	ck_assert_int_eq(analysis_percent(300, 398), 75);
	ck_assert_int_eq(analysis_percent(1, 200), 1);	/* 0.5 */
	ck_assert_int_eq(analysis_percent(1, 201), 0);
	ck_assert_int_eq(analysis_percent(33, 40), 83);	/* 82.5 */
	ck_assert_int_eq(analysis_percent(0, 7), 0);
	ck_assert_int_eq(analysis_percent(7, 7), 100);
	ck_assert_int_eq(analysis_percent(2, 3), 67);
}
END_TEST

START_TEST(each_band_of_words_starts_where_the_scale_says)
{
	static const struct { int64_t n, base; const char *words; } v[] = {
		{ 1000, 1000, "all" }, { 999, 1000, "almost all" },
		{ 901, 1000, "almost all" }, { 900, 1000, "most" },
		{ 750, 1000, "most" }, { 749, 1000, "a majority" },
		{ 526, 1000, "a majority" }, { 525, 1000, "about half" },
		{ 475, 1000, "about half" }, { 474, 1000, "a minority" },
		{ 250, 1000, "a minority" }, { 249, 1000, "some" },
		{ 100, 1000, "some" }, { 99, 1000, "a few" },
		{ 3, 1000, "a few" }, { 2, 1000, "two" }, { 1, 1000, "one" },
		{ 0, 1000, "none" }, { 2, 20, "some" }, { 20, 20, "all" }
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_str_eq(analysis_share_words(v[i].n, v[i].base),
		    v[i].words);
	ck_assert_ptr_null(analysis_share_words(10, 19));
	ck_assert_ptr_null(analysis_share_words(0, 0));
}
END_TEST

START_TEST(counts_and_the_missing_add_up_to_everybody)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases_response r[MANY];
	uint64_t seed;

	for (seed = 1; seed < 60; seed++) {
		size_t n = seed * 5, f, i;

		people(r, n, seed);
		for (f = 0; f < 2; f++) {
			int64_t sum = 0, chosen = 0;
			struct tally t;

			tally_field(&a, &fields[f], r, n, NULL, &t);
			for (i = 0; i < N_STATES; i++)
				sum += t.missing[i];
			for (i = 0; i < t.n_options; i++)
				if (t.options[i].missing == FORMS_ANSWERED)
					chosen += t.n[i];
			ck_assert_int_eq(t.all, n);
			ck_assert_int_eq(t.base + sum + t.withheld, n);
			ck_assert_int_eq(chosen, t.base);
			ck_assert_int_eq(t.missing[FORMS_ANSWERED], 0);
			if (f == 1)
				ck_assert_int_eq(tally_net(&fields[1],
				    how_net, r, n, NULL), t.n[0] + t.n[1]);
		}
	}
}
END_TEST

START_TEST(an_answer_not_for_publication_is_counted_nowhere)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases_response r[MANY];
	struct tally t;

	people(r, 40, 7);
	how_q.publish = FORMS_NEVER;
	tally_field(&a, &fields[1], r, 40, NULL, &t);
	ck_assert_int_eq(t.base, 0);
	ck_assert_int_eq(t.n[0] + t.n[1] + t.n[2] + t.n[3], 0);
	ck_assert_int_eq(t.withheld + t.missing[FORMS_NOT_ASKED], 40);
	ck_assert_int_eq(tally_net(&fields[1], how_net, r, 40, NULL), 0);
	how_q.publish = FORMS_INHERIT;
}
END_TEST

/* Every shown row of a table by groups, and what is hidden in it. */
static void
check_cross(const struct cross *x, size_t n)
{
	size_t i, k;
	int64_t of_groups = 0;

	ck_assert_int_eq(x->v[0].kind, CROSS_ALL);
	ck_assert(x->v[0].whole);
	ck_assert_int_eq(x->v[0].t.all, n);
	for (i = 0; i < x->n; i++) {
		const struct cross_row *w = &x->v[i];

		if (w->kind != CROSS_ALL && w->kind != CROSS_REST)
			of_groups += w->t.all;
		if (!w->shown || w->kind == CROSS_ALL)
			continue;
		ck_assert_int_ge(w->t.base, ROW_BASE);
		for (k = 0; k < 3; k++)
			ck_assert(w->hidden[k] || w->t.n[k] == 0 ||
			    w->t.n[k] >= SMALL);
	}
	ck_assert_int_eq(of_groups, n);
	ck_assert_int_eq(x->v[1].kind, CROSS_REST);
	ck_assert_int_eq(x->v[1].t.base, x->v[2].t.base + x->v[3].t.base);
}

START_TEST(groups_show_no_small_count_and_no_small_group)
{
	struct cases_response r[MANY];
	uint64_t seed;
	int hidden = 0, shown = 0;

	for (seed = 1; seed < 120; seed++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct cross x;

		people(r, 60 + seed * 2, seed);
		cross_make(&a, &fields[1], NULL, 0, &fields[0], &who_o[2],
		    NULL, r, 60 + seed * 2, &x);
		check_cross(&x, 60 + seed * 2);
		hidden += x.any_hidden;
		shown += x.v[1].shown;
	}
	ck_assert_int_gt(hidden, 10);
	ck_assert_int_gt(shown, 60);
}
END_TEST

/* Nobody but one group: the row of everybody would give it away. */
START_TEST(a_group_that_is_everybody_has_no_row_with_small_counts)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct cases_response r[MANY];
	struct cross x;
	size_t i;

	people(r, 30, 3);
	for (i = 0; i < 30; i++) {
		put(i, 0, &who_o[0], FORMS_ANSWERED);
		put(i, 1, &how_o[i < 2 ? 2 : 0], FORMS_ANSWERED);
	}
	cross_make(&a, &fields[1], NULL, 0, &fields[0], &who_o[2], NULL, r, 30,
	    &x);
	for (i = 1; i < x.n; i++)
		ck_assert(!x.v[i].shown);
	cross_make(&a, &fields[1], NULL, 0, &fields[0], NULL, NULL, r, 0, &x);
	ck_assert_int_eq(x.v[0].t.base, 0);
}
END_TEST

UNIT_SUITE(tabulate, percents_round_half_up_from_counts,
    each_band_of_words_starts_where_the_scale_says,
    counts_and_the_missing_add_up_to_everybody,
    an_answer_not_for_publication_is_counted_nowhere,
    groups_show_no_small_count_and_no_small_group,
    a_group_that_is_everybody_has_no_row_with_small_counts)
