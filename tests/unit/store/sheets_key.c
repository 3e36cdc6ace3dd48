/* SPDX-License-Identifier: MIT
 *
 * sheets_key.c -- tests of keying once and again, of settling, and of whose turn
 * a sheet is.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

static struct desk_kit kit;

static const char *
stored(const char *field)
{
	return asked_text(&kit.a, kit.c, arena_printf(&kit.a, "SELECT"
	    " coalesce((SELECT a.state || ' ' || coalesce(a.value, '') FROM"
	    " answer a JOIN response r ON r.id = a.response WHERE r.counts = 1"
	    " AND a.field = '%s'), 'nothing')", field));
}

START_TEST(two_who_agree_make_a_response)
{
	int64_t id;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "neither", "Yes please")), "waiting");
	ck_assert_str_eq(stored("capacity"), "nothing");
	ck_assert_str_eq(sheets_key(&kit, 2, id, "cat", sheets_said(&kit,
	    "patient", "neither", "YES PLEASE")), "settled");
	ck_assert_str_eq(stored("capacity"), "answered patient");
	ck_assert_str_eq(stored("agree[P1]"), "answered neither");
	ck_assert_str_eq(sheets_get(&kit, id).keyed_by[0], "bob");
	ck_assert_str_eq(sheets_get(&kit, id).keyed_by[1], "cat");
	ck_assert(reference_valid(str_of(sheets_get(&kit, id).reference)));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE channel = 'paper' AND day = '2024-06-21'"), 1);
	sheets_kit_end(&kit);
}
END_TEST

/* As the same answers would be stored online. */
START_TEST(what_is_not_asked_is_kept_with_the_sheet_and_not_counted)
{
	struct forms_answers as, back;
	struct err e = { 0 };
	int64_t id;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	id = sheets_in(&kit);
	as = sheets_said(&kit, "patient", "strongly", "Answered all the same");
	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", as), "keyed");
	ck_assert_str_eq(stored("why[P1]"), "not-asked ");
	ck_assert(sheet_keying(&kit.a, kit.c, id, 1, answers_form(), &back,
	    &e));
	ck_assert_str_eq(back.v[WHY].text, "Answered all the same");
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(nobody_keys_a_sheet_twice)
{
	int64_t id;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "waiting");
	ck_assert_ptr_nonnull(strstr(sheets_key(&kit, 2, id, "bob",
	    sheets_said(&kit, "patient", "agree", "")), "somebody else"));
	ck_assert_ptr_nonnull(strstr(sheets_key(&kit, 1, id, "cat",
	    sheets_said(&kit, "patient", "agree", "")), "keyed already"));
	/* Who works alone waits for another day, and it is marked. */
	kit.alone = true;
	ck_assert_ptr_nonnull(strstr(sheets_key(&kit, 2, id, "bob",
	    sheets_said(&kit, "patient", "agree", "")), "on another day"));
	kit.now += 86400;
	ck_assert_str_eq(sheets_key(&kit, 2, id, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "settled");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " detail LIKE '%not independent%'"), 1);
	sheets_kit_end(&kit);
}
END_TEST

static bool
settle(int64_t id, const struct sheet_difference *v, size_t n,
    struct forms_answers as, struct err *e)
{
	const struct sheet_keyed k = { .sheet = id, .answers = &as,
	    .by = "dan", .now = NOON };

	*e = (struct err){ 0 };
	return sheet_settle(kit.c, &k, v, n, e);
}

static bool
settle_by(const char *by, int64_t id, const struct sheet_difference *v,
    size_t n, struct err *e)
{
	struct forms_answers as = sheets_said(&kit, "", "neither", "");
	const struct sheet_keyed k = { .sheet = id, .answers = &as, .by = by,
	    .now = NOON };

	*e = (struct err){ 0 };
	return sheet_settle(kit.c, &k, v, n, e);
}

START_TEST(what_differs_is_settled_field_by_field)
{
	static const struct sheet_difference some[] = {
	    { "capacity", SHEET_SECOND_RIGHT }, { "agree[P1]", SHEET_NEITHER } };
	static const struct sheet_difference all[] = {
	    { "capacity", SHEET_SECOND_RIGHT }, { "agree[P1]", SHEET_NEITHER },
	    { "why[P1]", SHEET_FIRST_RIGHT } };
	struct sheet_difference *open;
	struct sheet_count *counts;
	struct err e = { 0 };
	int64_t id;
	size_t n;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "agree", "The nurse came")), "waiting");
	ck_assert_str_eq(sheets_key(&kit, 2, id, "cat", sheets_said(&kit,
	    "other", "-", "The nurses came")), "differences");
	ck_assert(sheet_differences(&kit.a, kit.c, id, &open, &n, &e));
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq(stored("capacity"), "nothing");
	ck_assert(!settle(id, some, 2, sheets_said(&kit, "", "neither", ""),
	    &e));
	ck_assert_msg(strstr(e.msg, "is not settled yet") != NULL, "%s",
	    e.msg);
	/* "Neither" is not what one of them has. */
	ck_assert(!settle(id, all, 3, sheets_said(&kit, "", "agree", ""),
	    &e));
	ck_assert_msg(strstr(e.msg, "is what the first keying has") != NULL,
	    "%s", e.msg);
	ck_assert(!settle(id, all, 3, sheets_said(&kit, "", "-", ""), &e));
	ck_assert_msg(strstr(e.msg, "is what the second keying has") != NULL,
	    "%s", e.msg);
	/* Neither of the two who keyed it. */
	ck_assert(!settle_by("cat", id, all, 3, &e));
	ck_assert_msg(strstr(e.msg, "somebody else settles it") != NULL, "%s",
	    e.msg);
	ck_assert_msg(settle(id, all, 3, sheets_said(&kit, "", "neither", ""),
	    &e), "%s", e.msg);
	ck_assert_str_eq(stored("capacity"), "answered other");
	ck_assert_str_eq(stored("agree[P1]"), "answered neither");
	ck_assert_str_eq(stored("why[P1]"), "answered The nurse came");
	ck_assert(!settle(id, all, 3, sheets_said(&kit, "", "", ""), &e));
	ck_assert(sheet_counts(&kit.a, kit.c, &counts, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(counts->differ, 3);
	ck_assert_int_eq(counts->first_wrong, 1);
	ck_assert_int_eq(counts->second_wrong, 1);
	ck_assert_int_eq(counts->both_wrong, 1);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(the_plan_says_what_is_keyed_again)
{
	struct forms_answers plain, marked;
	int64_t id;
	int i;

	sheets_kit(&kit);
	plain = sheets_said(&kit, "patient", "agree", "");
	marked = sheets_said(&kit, "-", "-", "");
	sheets_plan(&kit, 0, 0, 0);
	ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob", marked),
	    "keyed");
	sheets_plan(&kit, 0, 0, 2);
	ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob", plain),
	    "keyed");
	ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob", marked),
	    "waiting");
	/* The first two of somebody new. */
	sheets_plan(&kit, 0, 2, 0);
	for (i = 0; i < 3; i++)
		ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "cat",
		    plain), i < 2 ? "waiting" : "keyed");
	/* One in five, as it is drawn. */
	sheets_plan(&kit, 5, 0, 0);
	for (kit.draw = 0; kit.draw < 10; kit.draw++)
		ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob",
		    plain), kit.draw % 5 == 0 ? "waiting" : "keyed");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM sheet WHERE"
	    " second = 'sample' AND one_in = 5"), 2);
	/* By risk, if chance would have drawn it too: otherwise the drawn ones
	 * would have more of these than there are. */
	sheets_plan(&kit, 5, 0, 2);
	for (kit.draw = 0; kit.draw < 10; kit.draw++)
		ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob",
		    marked), "waiting");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM sheet WHERE"
	    " second = 'sample'"), 2);
	sheets_plan(&kit, 1, 0, 2);
	id = sheets_in(&kit);
	sheets_key(&kit, 1, id, "bob", marked);
	ck_assert_str_eq(sheets_get(&kit, id).second, "all");
	sheets_kit_end(&kit);
}
END_TEST

static int64_t
next(enum sheet_work work, const char *by)
{
	struct err e = { 0 };
	int64_t id;

	ck_assert_msg(sheet_next(kit.c, work, by, kit.alone, kit.now, &id, &e),
	    "%s", e.msg);
	return id;
}

START_TEST(two_people_never_have_one_sheet_in_hand)
{
	int64_t one, two, n;
	struct err e = { 0 };

	sheets_kit(&kit);
	one = sheets_in(&kit);
	two = sheets_in(&kit);
	ck_assert_int_eq(next(SHEET_FIRST, "bob"), one);
	ck_assert_int_eq(next(SHEET_FIRST, "cat"), two);
	ck_assert_int_eq(next(SHEET_FIRST, "bob"), one);	/* still his */
	ck_assert_int_eq(next(SHEET_FIRST, "dan"), 0);
	kit.now += SHEET_CLAIM + 1;
	ck_assert_int_eq(next(SHEET_FIRST, "dan"), one);
	sheets_key(&kit, 1, one, "dan", sheets_said(&kit, "patient", "agree",
	    ""));
	ck_assert_int_eq(next(SHEET_SECOND, "dan"), 0);
	ck_assert(sheet_waiting(kit.c, SHEET_SECOND, "dan", false, kit.now,
	    &n, &e));
	ck_assert_int_eq(n, 0);
	ck_assert(sheet_waiting(kit.c, SHEET_SECOND, "bob", false, kit.now,
	    &n, &e));
	ck_assert_int_eq(n, 1);
	ck_assert_int_eq(next(SHEET_SECOND, "bob"), one);
	sheets_key(&kit, 2, one, "bob", sheets_said(&kit, "other", "agree",
	    ""));
	ck_assert_int_eq(next(SHEET_SETTLE, "bob"), 0);
	ck_assert_int_eq(next(SHEET_SETTLE, "dan"), 0);
	ck_assert_int_eq(next(SHEET_SETTLE, "cat"), one);
	kit.alone = true;
	kit.now += SHEET_CLAIM + 1;
	ck_assert_int_eq(next(SHEET_SETTLE, "bob"), one);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_came_late_is_flagged_and_left_out_by_a_decision)
{
	struct sheet s = { .channel = "paper", .lang = "en", .late = true,
	    .received = "2024-09-01", .postmark = "2024-08-30" };
	struct err e = { 0 };
	int64_t changed;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	s.batch = kit.batch;
	memcpy(s.form, answers_form()->hash, sizeof(s.form));
	ck_assert(sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e));
	ck_assert_str_eq(sheets_key(&kit, 1, s.id, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "keyed");
	ck_assert_str_eq(stored("capacity"), "answered patient");
	ck_assert_msg(cases_flag_decide(kit.c, "late", true, "ann", "After the "
	    "last day", &changed, &e), "%s", e.msg);
	ck_assert_int_eq(changed, 1);
	ck_assert_str_eq(stored("capacity"), "nothing");
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(practice_is_marked_and_goes_with_the_rehearsal)
{
	struct sheet s = { .channel = "paper", .lang = "en",
	    .received = "2024-06-21" };
	struct sheet_count *counts;
	struct err e = { 0 };
	size_t n;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	ck_assert(batch_new(kit.c, "To learn", true, "ann", NOON, &s.batch,
	    &e));
	memcpy(s.form, answers_form()->hash, sizeof(s.form));
	ck_assert(sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e));
	ck_assert(s.rehearsal);
	sheets_key(&kit, 1, s.id, "bob", sheets_said(&kit, "patient", "agree",
	    ""));
	ck_assert_int_eq(asked_number(kit.c, "SELECT rehearsal FROM response"),
	    1);
	ck_assert(sheet_counts(&kit.a, kit.c, &counts, &n, &e));
	ck_assert_uint_eq(n, 0);
	/* it is none of the first real ones that somebody keys */
	sheets_plan(&kit, 0, 1, 0);
	ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob",
	    sheets_said(&kit, "patient", "agree", "")), "waiting");
	ck_assert_str_eq(sheets_key(&kit, 1, sheets_in(&kit), "bob",
	    sheets_said(&kit, "patient", "agree", "")), "keyed");
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(sheets_key, two_who_agree_make_a_response,
    what_is_not_asked_is_kept_with_the_sheet_and_not_counted,
    nobody_keys_a_sheet_twice, what_differs_is_settled_field_by_field,
    the_plan_says_what_is_keyed_again, two_people_never_have_one_sheet_in_hand,
    what_came_late_is_flagged_and_left_out_by_a_decision,
    practice_is_marked_and_goes_with_the_rehearsal)
