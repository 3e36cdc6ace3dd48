/* SPDX-License-Identifier: MIT
 *
 * tables.c -- tests of tables for staff: exact ones beside a count of their
 * own, and what the others hide.
 */
#include "analysis/tables_private.h"
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

static struct arena a;
static struct sample sam;

static struct analysis_tables
make(const char *rows, const char *by, const char *where, bool exact)
{
	struct analysis_wish w = { .form = sam.form, .exact = exact };
	struct forms_source *src = arena_new(&a, struct forms_source);
	struct buf b CLEAN(buf_free) = { 0 };
	struct analysis_tables t;
	struct forms_diags d;

	forms_diags_init(&d, &a);
	w.rows = rows != NULL ? forms_field(sam.form, rows) : NULL;
	w.by = by != NULL ? forms_field(sam.form, by) : NULL;
	if (where != NULL) {
		*src = (struct forms_source){ "--where", str_of(where) };
		if (!forms_condition(&a, sam.form, src, &w.where, &d)) {
			forms_diags_print(&b, &d);
			ck_abort_msg("%s", buf_text(&b));
		}
	}
	tables_make(&a, &w, sam.r, sam.n, &t);
	return t;
}

static const struct forms_answer *
answer(size_t i, const char *id)
{
	return &sam.r[i].answers.v[forms_field(sam.form, id)->index];
}

static bool
chose(size_t i, const char *id, const char *name)
{
	const struct forms_answer *v = answer(i, id);
	size_t k;

	for (k = 0; v->state == FORMS_ANSWERED && k < v->n; k++)
		if (strcmp(v->chosen[k]->name, name) == 0)
			return true;
	return false;
}

/* How many chose it, among those in the area (NULL: all of them). */
static int64_t
count(const char *rows, const char *name, const char *area)
{
	int64_t n = 0;
	size_t i;

	for (i = 0; i < sam.n; i++)
		n += chose(i, rows, name) &&
		    (area == NULL || chose(i, "area", area));
	return n;
}

/* ---- conditions ---------------------------------------------------------- */

START_TEST(a_condition_means_what_it_means_in_the_form)
{
	static const char *const texts[] = { "capacity = rider",
	    "area in (north, south) and not (capacity = rider)",
	    "goals includes G1", "count(goals) >= 2", "far > 50",
	    "any(agree = strongly-agree)", "agree[P2] is dont-know",
	    "district is blank" };
	size_t i, k, n;

	sample_make(&sam, &a, SAMPLE_FULL, 300, 3);
	for (k = 0; k < LEN(texts); k++) {
		struct analysis_tables t = make("often", NULL, texts[k], true);

		for (i = n = 0; i < sam.n; i++)
			n += k == 0 ? chose(i, "capacity", "rider") :
			    k == 1 ? (chose(i, "area", "north") ||
			    chose(i, "area", "south")) &&
			    !chose(i, "capacity", "rider") :
			    k == 2 ? chose(i, "goals", "G1") :
			    k == 3 ? answer(i, "goals")->state ==
			    FORMS_ANSWERED && answer(i, "goals")->n >= 2 :
			    k == 4 ? answer(i, "far")->state ==
			    FORMS_ANSWERED && answer(i, "far")->number > 50 :
			    k == 5 ? chose(i, "agree[P1]", "strongly-agree") ||
			    chose(i, "agree[P2]", "strongly-agree") :
			    k == 6 ? answer(i, "agree[P2]")->state ==
			    FORMS_DONT_KNOW : answer(i, "district")->state ==
			    FORMS_BLANK;
		ck_assert_msg(t.matching.n == (int64_t)n && n > 0 && n < sam.n,
		    "%s: %lld, not %zu", texts[k], (long long)t.matching.n, n);
	}
	arena_free(&a);
}
END_TEST

/* ---- exact --------------------------------------------------------------- */

START_TEST(exact_counts_are_those_of_the_answers)
{
	struct analysis_tables t;
	size_t i, k, g;

	sample_make(&sam, &a, SAMPLE_FULL, 200, 4);
	t = make(NULL, "area", NULL, true);
	ck_assert_uint_gt(t.n, 5);
	for (i = 0; i < t.n; i++)
		for (k = 0; k < t.v[i].n_lines; k++) {
			const struct analysis_line *l = &t.v[i].lines[k];
			int64_t sum = 0;

			for (g = 0; g + 1 < t.v[i].n_groups; g++)
				ck_assert_int_eq(l->v[g].n, count(
				    t.v[i].rows->id, l->name, g == 0 ? NULL :
				    t.v[i].groups[g].name));
			for (g = 1; g < t.v[i].n_groups; g++)
				sum += l->v[g].n;
			ck_assert_int_eq(sum, l->v[0].n);
		}
	arena_free(&a);
}
END_TEST

START_TEST(percents_are_rounded_half_up_from_counts)
{
	struct analysis_count c = tables_count(1, 200, false);

	ck_assert_int_eq(c.percent, 1);		/* 0.5% */
	ck_assert_int_eq(tables_count(165, 200, false).percent, 83);
	ck_assert_int_eq(tables_count(19, 19, false).percent, -1);
	ck_assert(tables_count(19, 200, true).hidden);
	ck_assert_int_eq(tables_count(19, 200, true).n, 0);
}
END_TEST

START_TEST(what_is_not_for_publication_is_counted_exactly_alone)
{
	struct forms_question *q;
	struct analysis_tables t;

	sample_make(&sam, &a, SAMPLE_FULL, 100, 4);
	q = (struct forms_question *)(uintptr_t)forms_field(sam.form,
	    "often")->q;
	q->publish = FORMS_NEVER;
	t = make("often", NULL, NULL, false);
	ck_assert_ptr_nonnull(t.v[0].why);
	ck_assert_uint_eq(t.v[0].n_lines, 0);
	t = make("often", NULL, NULL, true);
	ck_assert_ptr_null(t.v[0].why);
	ck_assert_int_eq(t.v[0].lines[0].v[0].n, count("often", "daily",
	    NULL));
	t = make("area", NULL, "often = daily", false);
	ck_assert_ptr_nonnull(t.v[0].why);
	ck_assert(t.matching.hidden);
	arena_free(&a);
}
END_TEST

/* ---- hiding -------------------------------------------------------------- */

static void
check_group(const struct analysis_table *t, size_t g)
{
	size_t k;

	if (!t->groups[g].shown) {
		for (k = 0; k < t->n_lines; k++)
			ck_assert(t->lines[k].v[g].hidden);
		ck_assert_int_eq(t->groups[g].base, 0);
		return;
	}
	ck_assert_int_ge(t->groups[g].base, ROW_BASE);
	for (k = 0; k < t->n_lines; k++)
		ck_assert(t->lines[k].v[g].hidden ||
		    t->lines[k].v[g].n == 0 || t->lines[k].v[g].n >= SMALL);
}

START_TEST(groups_show_nothing_small)
{
	uint64_t seed;
	size_t i, g, shown = 0, hidden = 0;

	for (seed = 1; seed < 12; seed++) {
		struct analysis_tables t;

		sample_make(&sam, &a, SAMPLE_FULL, 40 + 20 * seed, seed);
		t = make(NULL, "area", NULL, false);
		for (i = 0; i < t.n; i++)
			for (g = 1; g < t.v[i].n_groups; g++) {
				check_group(&t.v[i], g);
				shown += t.v[i].groups[g].shown;
				hidden += t.v[i].any_hidden;
			}
		arena_free(&a);
	}
	ck_assert_uint_gt(shown, 50);
	ck_assert_uint_gt(hidden, 20);
}
END_TEST

/* With the whole table beside it, nobody learns what few people of those whom
 * the condition leaves out answered. */
START_TEST(the_others_cannot_be_worked_out_from_a_condition)
{
	static const char *const where[] = { "capacity <> organisation",
	    "area = north", "not (area = hill)", "far > 3", "far >= 0",
	    "often <> never" };
	static const char *const rows[] = { "aim-agree", "agree[P1]", "goals" };
	struct analysis_tables all, in;
	size_t seed, w, q, k, shown = 0, hidden = 0;

	for (seed = 1; seed < 10; seed++) {
		sample_make(&sam, &a, SAMPLE_FULL, 30 + 30 * seed, seed);
		for (w = 0; w < LEN(where); w++)
			for (q = 0; q < LEN(rows); q++) {
				const struct analysis_table *t;

				all = make(rows[q], NULL, NULL, true);
				in = make(rows[q], NULL, where[w], false);
				t = &in.v[0];
				for (k = 0; k < t->n_lines; k++) {
					int64_t of = all.v[0].lines[k].v[0].n -
					    t->lines[k].v[0].n;

					hidden += t->lines[k].v[0].hidden;
					if (t->lines[k].v[0].hidden)
						continue;
					shown++;
					ck_assert(of == 0 || of >= SMALL);
				}
				if (t->n_groups > 0)
					check_group(t, 0);
			}
		arena_free(&a);
	}
	ck_assert_uint_gt(shown, 100);
	ck_assert_uint_gt(hidden, 50);
}
END_TEST

START_TEST(questions_about_people_hide_what_the_report_hides)
{
	struct analysis_tables t;
	struct findings f;
	size_t k;

	sample_make(&sam, &a, SAMPLE_FULL, 60, 9);
	t = make("equality.religion", NULL, NULL, false);
	findings_init(&f, &a, sam.form, NULL, sam.r, sam.n, NULL, 0, NULL, 0);
	for (k = 0; k < t.v[0].n_lines; k++) {
		const struct profile *p =
		    &f.profiles[t.v[0].rows->index];

		ck_assert(t.v[0].lines[k].v[0].hidden == p->hidden[tally_index(
		    &p->t, t.v[0].lines[k].option)]);
	}
	ck_assert(t.v[0].any_hidden || t.v[0].why != NULL);
	/* nor may a condition tell it */
	t = make("aim-agree", NULL, "equality.religion = muslim", false);
	ck_assert_ptr_nonnull(t.v[0].why);
	ck_assert(t.matching.hidden);
	arena_free(&a);
}
END_TEST

UNIT_SUITE(tables, a_condition_means_what_it_means_in_the_form,
    exact_counts_are_those_of_the_answers,
    percents_are_rounded_half_up_from_counts,
    what_is_not_for_publication_is_counted_exactly_alone,
    groups_show_nothing_small,
    the_others_cannot_be_worked_out_from_a_condition,
    questions_about_people_hide_what_the_report_hides)
