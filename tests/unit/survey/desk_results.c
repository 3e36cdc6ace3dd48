/* SPDX-License-Identifier: MIT
 *
 * desk_results.c -- tests of the page of results: who may ask for what.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

static struct room k;
static struct staff_secret ann, vic;	/* an analyst, and a viewer */

static void
begin(void)
{
	static const char form[] = "earshot 1\nconsultation tea \"Tea\"\n"
	    "page tea \"Tea\"\n"
	    "  question milk choose one \"Milk?\"\n    1 yes \"Yes\"\n"
	    "    2 no \"No\"\n"
	    "  question area choose one \"Where?\"\n    1 hill \"Hill\"\n"
	    "    2 dale \"Dale\"\n"
	    "include equality version 2021 after check-answers\n"
	    "  skippable\n  store apart\n";
	struct err e = { 0 };

	room_open(&k, NULL);
	ck_assert(file_write(room_in(&k, "consultation.form"), form,
	    sizeof(form) - 1, 0600, &e));
	room_publish(&k);
	ann = room_person(&k, "ann", STAFF_ANALYST, now_seconds());
	vic = room_person(&k, "vic", STAFF_VIEWER | STAFF_PUBLISHER,
	    now_seconds());
}

static void
as(const struct staff_secret *who, const char *page)
{
	room_as(&k, who);
	room_get(&k, page);
}

START_TEST(only_an_analyst_sees_one_question_by_another)
{
	begin();
	as(&ann, "/desk/results?rows=milk&by=area");		/* control */
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "By: Where?"));
	ck_assert(room_says(&k, "name=\"by\""));
	as(&vic, "/desk/results?rows=milk&by=area&only=area+%3D+hill&"
	    "where=area+%3D+dale&show=exact");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "id=\"t1\">Milk?"));
	ck_assert(!room_says(&k, "By: "));
	ck_assert(!room_says(&k, "name=\"by\""));
	ck_assert(!room_says(&k, "Exact counts"));
	ck_assert(!room_says(&k, "<code>area"));
	room_close(&k);
}
END_TEST

/* People were told that nobody would see the two together. */
START_TEST(equality_answers_that_are_apart_stay_so)
{
	static const char *const together[] = {
		"rows=equality.sex&by=area", "rows=area&by=equality.sex",
		"rows=equality.sex&only=area+%3D+hill",
		"rows=milk&where=equality.sex+%3D+female",
		"by=equality.sex&only=area+%3D+hill",
	};
	size_t i;

	begin();
	for (i = 0; i < LEN(together); i++) {
		as(&ann, arena_printf(&k.a, "/desk/results?%s", together[i]));
		ck_assert_msg(room_says(&k, "apart from the others"), "%s",
		    together[i]);
		ck_assert_msg(!room_says(&k, "id=\"t1\""), "%s", together[i]);
	}
	/* controls: each on its own side, and what is left of all of them */
	as(&ann, "/desk/results?rows=milk&by=area");
	ck_assert(room_says(&k, "id=\"t1\">Milk?"));
	as(&ann, "/desk/results?rows=equality.sex&by=equality.religion");
	ck_assert(room_says(&k, "id=\"t1\""));
	as(&ann, "/desk/results?only=area+%3D+hill");
	ck_assert(room_says(&k, "id=\"t2\">Where?"));
	ck_assert(!room_says(&k, "id=\"t3\""));
	as(&ann, "/desk/results");
	ck_assert(room_says(&k, "id=\"t3\""));
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_results, only_an_analyst_sees_one_question_by_another,
    equality_answers_that_are_apart_stay_so)
