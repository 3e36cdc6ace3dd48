/* SPDX-License-Identifier: MIT
 *
 * sheets.c -- tests of copies, batches, receipt, and the states of a sheet.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

static struct desk_kit kit;

/* As store/sheets.h draws it. */
START_TEST(a_sheet_goes_only_where_the_drawing_says)
{
	static const char *const may[] = { "received keyed",
	    "received waiting", "received aside", "received void",
	    "received withdrawn", "keyed waiting", "keyed aside",
	    "keyed void", "keyed withdrawn", "waiting differences",
	    "waiting settled", "waiting aside", "waiting void",
	    "waiting withdrawn", "differences settled", "differences aside",
	    "differences void", "differences withdrawn", "settled aside",
	    "settled void", "settled withdrawn", "aside received",
	    "aside keyed", "aside waiting", "aside differences",
	    "aside settled", "aside void", "aside withdrawn",
	    "void withdrawn" };
	struct arena a CLEAN(arena_free) = { 0 };
	size_t n = 0, i;
	int from, to;

	for (from = 0; from < SHEET_STATES; from++)
		for (to = 0; to < SHEET_STATES; to++) {
			const char *pair = arena_printf(&a, "%s %s",
			    sheet_state_name((enum sheet_state)from),
			    sheet_state_name((enum sheet_state)to));
			bool listed = false;

			for (i = 0; i < LEN(may); i++)
				listed |= strcmp(may[i], pair) == 0;
			n += listed;
			ck_assert_msg(sheet_may((enum sheet_state)from,
			    (enum sheet_state)to) == listed, "%s", pair);
		}
	ck_assert_uint_eq(n, LEN(may));
}
END_TEST

START_TEST(copies_have_numbers_of_their_own)
{
	struct sheet_copy like = { .lang = "gu", .size = 18 }, got;
	struct copies_count count;
	struct err e = { 0 };
	uint32_t first;
	bool found;

	sheets_kit(&kit);
	ck_assert(copies_new(kit.c, &like, 20, "ann", NOON, &first, &e));
	ck_assert_uint_eq(first, 1);
	ck_assert(copies_new(kit.c, &like, 5, "ann", NOON, &first, &e));
	ck_assert_uint_eq(first, 21);
	ck_assert(copies_find(kit.c, 25, &got, &found, &e));
	ck_assert(found);
	ck_assert_str_eq(got.lang, "gu");
	ck_assert_int_eq(got.size, 18);
	ck_assert(copies_find(kit.c, 26, &got, &found, &e));
	ck_assert(!found);
	ck_assert(copies_sent(kit.c, 3, "2024-06-05", "ann", &e));
	ck_assert(!copies_sent(kit.c, 26, "2024-06-05", "ann", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no copy with the number"));
	ck_assert(!copies_new(kit.c, &like, FORMS_SERIAL_MAX, "ann", NOON,
	    &first, &e));
	ck_assert(copies_count(kit.c, &count, &e));
	ck_assert_int_eq(count.printed, 25);
	ck_assert_int_eq(count.sent, 1);
	ck_assert_int_eq(count.back, 0);
	sheets_kit_end(&kit);
}
END_TEST

static bool
take_in(uint32_t serial, struct sheet *s, struct err *e)
{
	*s = (struct sheet){ .batch = kit.batch, .channel = "paper",
	    .serial = serial, .lang = "en", .received = "2024-06-21" };
	*e = (struct err){ 0 };
	memcpy(s->form, answers_form()->hash, sizeof(s->form));
	return sheet_receive(&kit.a, kit.c, s, "ann", NOON, e);
}

START_TEST(a_sheet_comes_in_once)
{
	struct sheet_copy like = { .lang = "gu", .size = 18 };
	struct copies_count count;
	struct err e = { 0 };
	struct sheet s, other;
	uint32_t first;

	sheets_kit(&kit);
	memset(like.form, 'a', 64);
	ck_assert(copies_new(kit.c, &like, 9, "ann", NOON, &first, &e));
	ck_assert_msg(take_in(4, &s, &e), "%s", e.msg);
	/* What was printed on the copy holds. */
	ck_assert_str_eq(s.lang, "gu");
	ck_assert_str_eq(s.form, like.form);
	ck_assert_str_eq(s.batch_name, "B-0001");
	ck_assert_int_eq(s.place, 1);
	ck_assert(!take_in(4, &other, &e));
	ck_assert_msg(strstr(e.msg, "(B-0001, number 1) came in already, on "
	    "2024-06-21") != NULL, "%s", e.msg);
	ck_assert(!take_in(10, &other, &e));
	ck_assert_msg(strstr(e.msg, "no copy with the number 000 10") != NULL ||
	    strstr(e.msg, "was printed") != NULL, "%s", e.msg);
	/* One without a number gets the next. */
	ck_assert(take_in(0, &other, &e));
	ck_assert_uint_eq(other.serial, 10);
	ck_assert_str_eq(other.lang, "en");
	ck_assert_int_eq(other.place, 2);
	/* And no copy is printed with it any more. */
	ck_assert(copies_new(kit.c, &like, 1, "ann", NOON, &first, &e));
	ck_assert_uint_eq(first, 11);
	ck_assert(copies_count(kit.c, &count, &e));
	ck_assert_int_eq(count.back, 1);
	/* Numbers come to an end. */
	ck_assert(db_run(&kit.c->db, "INSERT INTO copy (serial, form, lang,"
	    " edition, size, made) VALUES (9999998, '', 'en', '', 12, 1)", &e));
	ck_assert(take_in(0, &other, &e));
	ck_assert_uint_eq(other.serial, FORMS_SERIAL_MAX);
	ck_assert(!take_in(0, &other, &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert(!copies_new(kit.c, &like, 1, "ann", NOON, &first, &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(a_meeting_has_people_and_no_number)
{
	struct sheet s = { .channel = "meeting", .lang = "en",
	    .received = "2024-06-21", .people = 43, .serial = 7 };
	struct err e = { 0 };

	sheets_kit(&kit);
	s.batch = kit.batch;
	/* so many that their sum could not be counted */
	s.people = INT64_MAX / 2;
	ck_assert(!sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "look at the number again"));
	s.people = 43;
	ck_assert_msg(sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e), "%s",
	    e.msg);
	ck_assert_uint_eq(s.serial, 0);
	ck_assert_int_eq(s.people, 43);
	s.batch = 99;
	ck_assert(!sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no such batch"));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_is_put_aside_comes_back_where_it_was)
{
	struct err e = { 0 };
	int64_t id;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "waiting");
	ck_assert(!sheet_aside(kit.c, id, " ", "bob", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "why it is put aside"));
	ck_assert(sheet_aside(kit.c, id, "Page 3 is missing", "bob", &e));
	ck_assert_int_eq(sheets_get(&kit, id).state, SHEET_ASIDE);
	ck_assert_str_eq(sheets_get(&kit, id).reason, "Page 3 is missing");
	ck_assert_ptr_nonnull(strstr(sheets_key(&kit, 2, id, "cat",
	    sheets_said(&kit, "patient", "agree", "")), "does not wait"));
	ck_assert(sheet_back(kit.c, id, "ann", &e));
	ck_assert_int_eq(sheets_get(&kit, id).state, SHEET_WAITING);
	ck_assert(!sheet_back(kit.c, id, "ann", &e));
	ck_assert_str_eq(sheets_key(&kit, 2, id, "cat", sheets_said(&kit,
	    "patient", "agree", "")), "settled");
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_is_void_no_longer_counts)
{
	struct err e = { 0 };
	int64_t id, other;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	id = sheets_in(&kit);
	other = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "neither", "A private word.")), "keyed");
	ck_assert_str_eq(sheets_key(&kit, 1, other, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "keyed");
	ck_assert_int_eq(asked_number(kit.c, "SELECT sum(counts) FROM "
	    "response"), 2);
	ck_assert(sheet_void(kit.c, id, "A copy of another", "ann", &e));
	ck_assert_int_eq(asked_number(kit.c, "SELECT sum(counts) FROM "
	    "response"), 1);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM unit"), 0);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(DISTINCT response)"
	    " FROM answer"), 1);
	ck_assert(!sheet_aside(kit.c, id, "Changed my mind", "ann", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "is \"void\""));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(every_step_is_a_line_of_the_log)
{
	struct err e = { 0 };
	int64_t id, before;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	before = asked_number(kit.c, "SELECT count(*) FROM audit");
	sheets_key(&kit, 1, id, "bob", sheets_said(&kit, "patient", "agree",
	    ""));
	sheets_key(&kit, 2, id, "cat", sheets_said(&kit, "patient", "agree",
	    ""));
	ck_assert(sheet_aside(kit.c, id, "Look again", "ann", &e));
	ck_assert(sheet_back(kit.c, id, "ann", &e));
	ck_assert(sheet_void(kit.c, id, "Empty", "ann", &e));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit"),
	    before + 5);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " who = 'bob' AND what = 'keyed a sheet' AND detail LIKE"
	    " '%(B-0001, number 1): received to waiting; all'"), 1);
	/* A step that is refused leaves none. */
	ck_assert(!sheet_back(kit.c, id, "ann", &e));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit"),
	    before + 5);
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(sheets, a_sheet_goes_only_where_the_drawing_says,
    copies_have_numbers_of_their_own, a_sheet_comes_in_once,
    a_meeting_has_people_and_no_number,
    what_is_put_aside_comes_back_where_it_was, what_is_void_no_longer_counts,
    every_step_is_a_line_of_the_log)
