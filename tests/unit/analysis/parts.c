/* SPDX-License-Identifier: MIT
 *
 * parts.c -- tests of what the report says of rankings, points, dates,
 * ratings, files and scores.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

static const char text[] =
"earshot 1\n"
"consultation parts \"Parks\"\n"
"  owner \"A made-up council\"\n"
"  accept online\n"
"scale sure\n"
"  1 yes \"Yes\" score 2\n"
"  2 no \"No\" score 0\n"
"page one \"One\"\n"
"  question order rank \"Which first?\"\n"
"    1 parks \"Parks\"\n"
"    2 roads \"Roads\"\n"
"    3 baths \"Baths\"\n"
"  question points share 100 \"Share the points.\"\n"
"    1 parks \"Parks\"\n"
"    2 roads \"Roads\"\n"
"  question came date 2020-01-01..2024-12-31 \"When did you come?\"\n"
"  question stars rating 1..5 \"How many stars?\"\n"
"    low \"Bad\"\n"
"    high \"Good\"\n"
"  question plan file txt up to 1 MB \"Your plan\"\n"
"  question home postcode full \"Your postcode\"\n"
"  question live address \"Where do you live?\"\n"
"  question a scale sure \"Is it safe?\"\n"
"  question b scale sure \"Is it clean?\"\n"
"scale view\n"
"  5 strongly-agree \"Strongly agree\"\n"
"  4 agree \"Agree\"\n"
"  3 neither \"Neither\"\n"
"  2 disagree \"Disagree\"\n"
"  1 strongly-disagree \"Strongly disagree\"\n"
"page two \"The plan\"\n"
"  grid say scale view \"What do you say?\"\n"
"    row longer \"They should open longer.\"\n"
"    row close \"Small ones may close.\"\n"
"page three \"The vision\"\n"
"  question vision scale view \"Do you like it?\"\n"
"value ready = score(a) + score(b) \"How ready\"\n"
"  band low 0..1 \"Not ready\"\n"
"  band high 2..4 \"Ready\"\n";

static struct arena a;
static struct buf out;

static void
set(struct forms_answers *as, const char *id, const char *one,
    const char *two)
{
	const char *v[] = { one, two };
	struct forms_problem p;

	forms_answer_set(as, forms_field(as->form, id), v, two ? 2 : 1, NULL,
	    &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
}

/* Person i of 40: thirty rank parks first, ten roads alone; one date is of
 * 2020 and the rest of 2024. */
static void
answer(struct forms_answers *as, size_t i)
{
	struct forms_problem p;

	if (i < 30)
		set(as, "order", "parks", "roads");
	else
		set(as, "order", "roads", NULL);
	set(as, "points", i % 2 ? "parks=100" : "parks=40",
	    i % 2 ? "roads=0" : "roads=60");
	set(as, "came", i == 0 ? "2020-02-03" : "2024-02-03", NULL);
	set(as, "stars", i < 20 ? "5" : "4", NULL);
	set(as, "home", i < 20 ? "LE4 2XY" : "LE15 6AB", NULL);
	set(as, "live", "1 Secret Street", NULL);
	set(as, "a", i < 10 ? "no" : "yes", NULL);
	set(as, "b", "no", NULL);
	set(as, "say[longer]", "agree", NULL);
	set(as, "say[close]", i < 10 ? "agree" : "disagree", NULL);
	set(as, "vision", "agree", NULL);
	if (i < 25)
		forms_answer_file(as, forms_field(as->form, "plan"),
		    "secret.txt", STR("words"), &p);
}

static const char *
report(size_t n)
{
	struct forms_source s = { "parts.form", str_of(text) };
	struct buf b CLEAN(buf_free) = { 0 };
	struct sample data = { .n = n };
	struct forms_diags d;
	struct findings f;
	size_t i;

	arena_free(&a);
	buf_clear(&out);
	forms_diags_init(&d, &a);
	if (!forms_read(&a, &s, 1, &data.form, &d)) {
		forms_diags_print(&b, &d);
		ck_abort_msg("%s", buf_text(&b));
	}
	data.r = arena_array(&a, struct cases_response, n);
	for (i = 0; i < n; i++) {
		forms_answers_init(&data.r[i].answers, &a, data.form);
		answer(&data.r[i].answers, i);
		forms_route(&data.r[i].answers);
		memcpy(data.r[i].meta.day, "2024-06-03", 11);
		memcpy(data.r[i].meta.channel, "online", 7);
	}
	sample_print(&out, sample_findings(&data, &a, &f, false));
	return buf_text(&out);
}

static void
says(const char *report, const char *words)
{
	ck_assert_msg(strstr(report, words) != NULL, "nothing says: %s",
	    words);
}

START_TEST(a_report_tells_of_parts)
{
	const char *r = report(40);

	says(r, "Nothing was ranked first more often than “Parks”");
	says(r, "Nothing was given more points than “Parks”: 70.0 of 100");
	says(r, "1.8");		/* roads: thirty second, ten first */
	says(r, "The mean rating was 4.5, on a scale from 1 to 5.");
	says(r, "respondents sent a file.");
	says(r, "The mean was 1.5, over 40 people.");
	says(r, "Not ready");
}
END_TEST

START_TEST(statements_of_one_page_are_told_apart_by_their_words)
{
	const char *r = report(40);

	says(r, "agreed with “They should open longer”");
	says(r, "disagreed with “Small ones may close”");
	says(r, "Agreement with “Small ones may close”");
	ck_assert_ptr_null(strstr(r, "agreed with the plan"));
	says(r, "agreed with the vision");
}
END_TEST

START_TEST(a_report_tells_nothing_of_one_person)
{
	const char *r = report(40);

	/* one date alone is hidden, and with it another */
	says(r, "[c] Hidden to protect people");
	ck_assert_ptr_null(strstr(r, "2XY"));
	ck_assert_ptr_null(strstr(r, "LE4 2"));
	says(r, "LE4");
	ck_assert_ptr_null(strstr(r, "Secret Street"));
	ck_assert_ptr_null(strstr(r, "secret.txt"));
	r = report(19);
	says(r, "Fewer than 20 people answered, so their points are not "
	    "shown.");
	says(r, "Fewer than 20 people answered, so their dates are not "
	    "shown.");
	ck_assert_ptr_null(strstr(r, "mean rating"));
	report(0);
}
END_TEST

UNIT_SUITE(parts, a_report_tells_of_parts,
    statements_of_one_page_are_told_apart_by_their_words,
    a_report_tells_nothing_of_one_person)
