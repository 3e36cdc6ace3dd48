/* SPDX-License-Identifier: MIT
 *
 * organisations.c -- tests of the list of organisations, and of what is said of
 * who was asked a question.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

static struct arena a;
static struct buf out;
static struct sample data;
static struct findings f;

static void
set(size_t at, const char *id, const char *v)
{
	struct forms_answers *as = &data.r[at].answers;
	struct forms_problem p;

	forms_answer_set(as, forms_field(as->form, id), &v, 1, NULL, &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
	forms_route(as);
}

/* n respondents: riders, then `drivers` drivers, then organisations, of which
 * the first `named` give a name. */
static void
make(size_t n, size_t drivers, size_t organisations, size_t named)
{
	size_t i, k = n - organisations;

	arena_free(&a);
	sample_make(&data, &a, SAMPLE_FULL, n, 3);
	for (i = 0; i < n; i++)
		set(i, "capacity",
		    i >= k             ? "organisation"
		    : i + drivers >= k ? "driver"
				       : "rider");
	for (i = k; i < n; i++)
		set(i, "organisation-name",
		    i - k < named ? i == k ? "Buses for All" : "Night Riders"
				  : "");
}

static const char *
report(void)
{
	buf_clear(&out);
	sample_units(&data, &a);
	sample_print(&out, sample_findings(&data, &a, &f, true));
	return buf_text(&out);
}

static void
says(const char *words, bool so)
{
	ck_assert_msg((strstr(buf_text(&out), words) != NULL) == so, "%s: %s",
	    so ? "nothing says" : "it says", words);
}

START_TEST(few_organisations_are_listed_too)
{
	make(61, 0, 2, 1);
	report();
	says("Organisations that answered", true);
	says("This organisation gave its name.", true);
	says("Buses for All", true);
	says("and 1" NBSP "other that is not named", true);
	says("59" NBSP "individuals and 2" NBSP "organisations", true);
	make(61, 0, 2, 2);
	report();
	says("These organisations gave their name.", true);
	says("Night Riders", true);
	says("not named", false);
	make(61, 0, 2, 0); /* none gave a name */
	report();
	says("Organisations that answered", false);
	says("2" NBSP "organisations", false);
}
END_TEST

/* Who counts the names must not learn how many drivers there are. */
START_TEST(the_list_gives_no_other_group_away)
{
	const struct profile *p;

	make(61, 3, 2, 1);
	report();
	p = &f.profiles[f.capacity->index];
	says("and 1" NBSP "other that is not named", true);
	ck_assert(p->hidden[0] && p->hidden[1] && !p->hidden[2]);
	make(61, 59, 2, 1); /* nobody else to hide among */
	report();
	says("and 1" NBSP "other that is not named", true);
	make(12, 3, 9, 4);
	report();
	says("We do not list them", true);
	says("Buses for All", false);
	make(9, 3, 2, 1); /* too few for any count */
	report();
	says("We do not list them", true);
	says("Buses for All", false);
}
END_TEST

/* The names that are listed are those that may be published. */
START_TEST(a_name_that_may_not_be_printed_is_not)
{
	make(61, 0, 2, 2);
	set(60, "organisation-name", "Ring 0117 496 0000");
	report();
	says("0117", false);
	says("and 1" NBSP "other that is not named", true);
}
END_TEST

/* As an import leaves it that had no column for the question. */
static void
unasked(const char *id, size_t from)
{
	size_t k = forms_field(data.form, id)->index, i;

	for (i = from; i < data.n; i++)
		data.r[i].answers.v[k] =
		    (struct forms_answer){.state = FORMS_NOT_ASKED};
}

START_TEST(what_was_not_part_of_it_does_not_depend_on_answers)
{
	arena_free(&a);
	sample_make(&data, &a, SAMPLE_BARE, 61, 3);
	unasked("like", 11);
	report();
	says("Asked of 11 of the 61" NBSP
	     "respondents: it was not part of what the "
	     "others were asked.",
	    true);
	says("depending on their other answers", false);
	sample_make(&data, &a, SAMPLE_BARE, 61, 3); /* the control */
	report();
	says("not part of what", false);
	says("Asked of everyone.", true);
}
END_TEST

START_TEST(a_condition_of_the_form_is_said)
{
	arena_free(&a);
	sample_make(&data, &a, SAMPLE_KINDS, 61, 3);
	report();
	says("depending on their other answers", true);
	says("not part of what", false);
}
END_TEST

UNIT_SUITE(organisations, few_organisations_are_listed_too,
    the_list_gives_no_other_group_away, a_name_that_may_not_be_printed_is_not,
    what_was_not_part_of_it_does_not_depend_on_answers,
    a_condition_of_the_form_is_said)
