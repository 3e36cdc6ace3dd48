/* SPDX-License-Identifier: MIT
 *
 * arrivals.c -- tests of counting what has come in.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

static struct desk_kit kit;

static int64_t
take_in(const char *channel, const char *lang, const char *day,
    int64_t people)
{
	struct sheet s = { .batch = kit.batch, .people = people };
	struct err e = { 0 };

	memcpy(s.form, answers_form()->hash, sizeof(s.form));
	strcpy(s.channel, channel);
	strcpy(s.lang, lang);
	strcpy(s.received, day);
	ck_assert_msg(sheet_receive(&kit.a, kit.c, &s, "ann", kit.now, &e),
	    "%s", e.msg);
	ck_assert_str_eq(sheets_key(&kit, 1, s.id, "ann",
	    sheets_said(&kit, "patient", "agree", "Because")), "keyed");
	return s.id;
}

static int64_t
count_of(const struct cases_arrived *v, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return v[i].n;
	return 0;
}

START_TEST(what_came_in_is_counted_by_way_language_and_day)
{
	struct cases_arrivals got;
	struct err e = { 0 };
	int64_t gone;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	take_in("paper", "en", "2024-06-20", 0);
	take_in("paper", "gu", "2024-06-21", 0);
	take_in("letter", "en", "2024-06-21", 0);
	gone = take_in("phone", "en", "2024-06-21", 0);
	take_in("meeting", "en", "2024-06-21", 40);
	take_in("petition", "en", "2024-06-21", 1120);
	take_in("petition", "en", "2024-06-21", 80);
	ck_assert(cases_arrivals(&kit.a, kit.c, "2024-06-21", &got, &e));
	ck_assert_int_eq(got.responses, 4);
	ck_assert_int_eq(count_of(got.channels, got.n_channels, "paper"), 2);
	ck_assert_int_eq(count_of(got.channels, got.n_channels, "letter"), 1);
	ck_assert_int_eq(count_of(got.channels, got.n_channels, "petition"),
	    0);
	ck_assert_str_eq(got.channels[0].name, "paper");
	ck_assert_int_eq(count_of(got.langs, got.n_langs, "en"), 3);
	ck_assert_int_eq(count_of(got.langs, got.n_langs, "gu"), 1);
	ck_assert_uint_eq(got.n_days, 1);
	ck_assert_int_eq(count_of(got.days, got.n_days, "2024-06-21"), 3);
	ck_assert_int_eq(got.meetings, 1);
	ck_assert_int_eq(got.met, 40);
	ck_assert_int_eq(got.petitions, 2);
	ck_assert_int_eq(got.signed_by, 1200);
	/* What no longer counts is in none of them. */
	ck_assert(sheet_void(kit.c, gone, "The same call twice", "bo", &e));
	ck_assert(cases_arrivals(&kit.a, kit.c, "2024-06-01", &got, &e));
	ck_assert_int_eq(got.responses, 3);
	ck_assert_int_eq(count_of(got.channels, got.n_channels, "phone"), 0);
	ck_assert_uint_eq(got.n_days, 2);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(an_export_leaves_a_line_in_the_log)
{
	struct cases_line *l;
	struct err e = { 0 };
	size_t n;

	sheets_kit(&kit);
	ck_assert(cases_did(kit.c, "ann", "exported the responses",
	    "xlsx", &e));
	ck_assert(cases_audit(&kit.a, kit.c, &l, &n, &e));
	ck_assert_uint_gt(n, 0);
	ck_assert_str_eq(l[n - 1].who, "ann");
	ck_assert_str_eq(l[n - 1].what, "exported the responses");
	ck_assert_str_eq(l[n - 1].detail, "xlsx");
	ck_assert(!cases_did(kit.c, "", "exported the responses", "xlsx",
	    &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "who did it is missing"));
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(arrivals, what_came_in_is_counted_by_way_language_and_day,
    an_export_leaves_a_line_in_the_log)
