/* SPDX-License-Identifier: MIT
 *
 * sheets_draw.c -- tests of samples that are drawn later, of settling by
 * agreement, and of copies that went out to whoever asked.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/store/staff_kit.h"
#include "tests/unit/unit.h"

static struct desk_kit kit;

static int64_t
keyed_once(const char *why)
{
	int64_t id = sheets_in(&kit);

	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "neither", why)), "keyed");
	return id;
}

/* ---- drawn later ------------------------------------------------------------------- */

START_TEST(sheets_keyed_once_are_drawn_and_go_on_counting)
{
	struct sheet_difference *d;
	struct sheet_keyed final;
	struct forms_answers as;
	struct err e = { 0 };
	int64_t id[3], n;
	size_t i, n_d;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	for (i = 0; i < 3; i++)
		id[i] = keyed_once("as keyed");
	/* those of this second are not there yet */
	ck_assert(sheet_undrawn(kit.c, kit.now, &n, &e));
	ck_assert_int_eq(n, 0);
	kit.now++;
	ck_assert(sheet_undrawn(kit.c, kit.now, &n, &e));
	ck_assert_int_eq(n, 3);
	ck_assert(!sheet_draw(kit.c, 4, "ann", kit.now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "between 1 and 3"));
	ck_assert(!sheet_draw(kit.c, 0, "ann", kit.now, &e));
	ck_assert_msg(sheet_draw(kit.c, 3, "ann", kit.now, &e), "%s", e.msg);
	ck_assert(!sheet_draw(kit.c, 1, "ann", kit.now, &e));
	ck_assert_str_eq(e.msg, "no sheet that was keyed once is there to be "
	    "drawn");
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(sheets_get(&kit, id[i]).state, SHEET_WAITING);
		ck_assert_str_eq(sheets_get(&kit, id[i]).second, "sample");
		ck_assert_str_eq(sheets_text(&kit, id[i]), "as keyed");
	}
	ck_assert_ptr_nonnull(strstr(sheets_key(&kit, 2, id[0], "bob",
	    sheets_said(&kit, "patient", "neither", "x")), "somebody else"));
	/* the same: the response stands, and is there once */
	ck_assert_str_eq(sheets_key(&kit, 2, id[0], "cat", sheets_said(&kit,
	    "patient", "neither", "AS KEYED")), "settled");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"),
	    3);
	/* another: settled, and that counts from then on */
	ck_assert_str_eq(sheets_key(&kit, 2, id[1], "cat", sheets_said(&kit,
	    "patient", "neither", "as it stands")), "differences");
	ck_assert_str_eq(sheets_text(&kit, id[1]), "as keyed");
	ck_assert(sheet_differences(&kit.a, kit.c, id[1], &d, &n_d, &e));
	d[0].choice = SHEET_SECOND_RIGHT;
	as = sheets_said(&kit, "patient", "neither", "");
	final = (struct sheet_keyed){ .sheet = id[1], .answers = &as,
	    .by = "ann", .now = kit.now };
	ck_assert_msg(sheet_settle(kit.c, &final, d, n_d, &e), "%s", e.msg);
	ck_assert_str_eq(sheets_text(&kit, id[1]), "as it stands");
	/* the one before it is known, too */
	ck_assert_int_eq(sheets_findings(&kit), 0);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE counts = 1"), 3);
	ck_assert(db_run(&kit.c->db, "UPDATE sheet SET was = NULL", &e));
	ck_assert_int_gt(sheets_findings(&kit), 0);
	sheets_kit_end(&kit);
}
END_TEST

/* Each of four is drawn by and by: one in 10^24 runs of this test fails. */
START_TEST(the_draw_is_random)
{
	int64_t id[4];
	struct err e = { 0 };
	int drawn[4] = { 0 }, i, k;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	for (k = 0; k < 4; k++)
		id[k] = keyed_once("one");
	kit.now++;
	for (i = 0; i < 200; i++) {
		ck_assert(sheet_draw(kit.c, 1, "ann", kit.now, &e));
		for (k = 0; k < 4; k++)
			drawn[k] += sheets_get(&kit, id[k]).state ==
			    SHEET_WAITING;
		ck_assert(db_run(&kit.c->db, "UPDATE sheet SET state ="
		    " 'keyed', redraw = NULL, second = ''", &e));
	}
	ck_assert_int_eq(drawn[0] + drawn[1] + drawn[2] + drawn[3], 200);
	for (k = 0; k < 4; k++)
		ck_assert_int_gt(drawn[k], 0);
	sheets_kit_end(&kit);
}
END_TEST

static double
chance(int64_t id)
{
	struct sheet_count *v;
	struct err e = { 0 };
	size_t n, i;

	ck_assert(sheet_counts(&kit.a, kit.c, &v, &n, &e));
	for (i = 0; i < n; i++)
		if (v[i].sheet == id)
			return v[i].chance;
	ck_abort_msg("sheet %lld is not counted", (long long)id);
}

/* One in four at first; then one of the three that were left; a sheet that came
 * later was in the first draw alone. */
START_TEST(a_later_sample_has_the_chance_of_both_draws)
{
	struct err e = { 0 };
	int64_t first, left[3], later, i;

	sheets_kit(&kit);
	sheets_plan(&kit, 4, 0, 0);
	kit.draw = 0;
	first = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, first, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "waiting");
	kit.draw = 1;
	for (i = 0; i < 3; i++)
		left[i] = keyed_once("one");
	ck_assert_double_eq_tol(chance(first), 0.25, 1e-9);
	kit.now++;
	ck_assert(sheet_draw(kit.c, 1, "ann", kit.now, &e));
	for (i = 0; i < 3; i++)
		ck_assert_double_eq_tol(chance(left[i]), 0.5, 1e-9);
	ck_assert_double_eq_tol(chance(first), 0.5, 1e-9);
	later = keyed_once("later");
	ck_assert_double_eq_tol(chance(later), 0.25, 1e-9);
	/* none at first: the later draw alone, of the two left and this one */
	sheets_plan(&kit, 0, 0, 0);
	later = keyed_once("without a draw");
	kit.now++;
	ck_assert(sheet_draw(kit.c, 1, "ann", kit.now, &e));
	ck_assert_double_eq_tol(chance(later), 0.25, 1e-9);
	ck_assert_double_eq_tol(chance(first), 1 - 0.5 * 0.75, 1e-9);
	/* all are drawn in the end */
	ck_assert(sheet_draw(kit.c, 3, "ann", kit.now, &e));
	ck_assert_double_eq_tol(chance(later), 1, 1e-9);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(practice_and_what_is_aside_is_not_drawn)
{
	struct err e = { 0 };
	int64_t id, n;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	id = keyed_once("one");
	ck_assert(batch_new(kit.c, "", true, "ann", kit.now, &kit.batch, &e));
	(void)keyed_once("practice");
	kit.now++;
	ck_assert(sheet_undrawn(kit.c, kit.now, &n, &e));
	ck_assert_int_eq(n, 1);
	ck_assert(sheet_aside(kit.c, id, "wet", "ann", &e));
	ck_assert(sheet_undrawn(kit.c, kit.now, &n, &e));
	ck_assert_int_eq(n, 0);
	sheets_kit_end(&kit);
}
END_TEST

/* ---- by agreement ------------------------------------------------------------------- */

static const char *
settle(int64_t id, const char *by, const char *agreed)
{
	struct forms_answers as = sheets_said(&kit, "patient", "neither", "");
	const struct sheet_keyed k = { .sheet = id, .answers = &as, .by = by,
	    .agreed = agreed, .now = kit.now };
	struct sheet_difference *d;
	struct err e = { 0 };
	size_t n;

	ck_assert(sheet_differences(&kit.a, kit.c, id, &d, &n, &e));
	ck_assert_uint_eq(n, 1);
	d[0].choice = SHEET_FIRST_RIGHT;
	return sheet_settle(kit.c, &k, d, n, &e) ? "settled" :
	    arena_str(&kit.a, e.msg);
}

START_TEST(two_keyers_settle_together_and_neither_alone)
{
	struct sheet_count *v;
	struct err e = { 0 };
	int64_t id[2];
	size_t i, n;

	sheets_kit(&kit);
	for (i = 0; i < 2; i++) {
		id[i] = sheets_in(&kit);
		sheets_key(&kit, 1, id[i], "bob", sheets_said(&kit, "patient",
		    "neither", "one"));
		sheets_key(&kit, 2, id[i], "cat", sheets_said(&kit, "patient",
		    "neither", "two"));
	}
	ck_assert_ptr_nonnull(strstr(settle(id[0], "bob", NULL),
	    "together with somebody else"));
	ck_assert_ptr_nonnull(strstr(settle(id[0], "cat", "cat"),
	    "cannot be you"));
	ck_assert_str_eq(settle(id[0], "cat", "bob"), "settled");
	ck_assert_str_eq(settle(id[1], "ann", NULL), "settled");	/* control */
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " who = 'cat' AND what = 'settled a sheet' AND detail LIKE"
	    " '%; by agreement with bob'"), 1);
	ck_assert(sheet_counts(&kit.a, kit.c, &v, &n, &e));
	ck_assert_uint_eq(n, 2);
	ck_assert(v[0].agreed && !v[1].agreed);
	sheets_kit_end(&kit);
}
END_TEST

static struct staff_result
confirm(const char *login, struct str code, const char *at, int64_t now)
{
	char confirmed[STAFF_LOGIN + 1];
	struct staff_result got;
	struct err e = { 0 };

	ck_assert_msg(staff_confirm(kit.c, login, code, STAFF_KEYER, at, now,
	    confirmed, &got, &e), "%s", e.msg);
	if (got.answer == STAFF_IN)
		ck_assert_str_eq(confirmed, "kim");
	return got;
}

START_TEST(a_colleague_agrees_with_a_code_that_is_used_up)
{
	struct person kim, vi;
	char confirmed[STAFF_LOGIN + 1];
	struct staff_result got;
	struct err e = { 0 };
	int i;

	sheets_kit(&kit);
	kit_person(kit.c, "kim", STAFF_KEYER, &kim);
	kit_person(kit.c, "vi", STAFF_VIEWER, &vi);
	ck_assert_int_eq(confirm(" KIM ", kit_code(&kim, NOW + 60), "bob",
	    NOW + 60).answer, STAFF_IN);
	ck_assert_str_eq(kit_line(&kit.a, kit.c),
	    "kim: agreed with a code: at the page of bob");
	/* the same code is not taken twice, nor a password or recovery code */
	ck_assert_int_eq(confirm("kim", kit_code(&kim, NOW + 60), "bob",
	    NOW + 61).answer, STAFF_NO);
	ck_assert_int_eq(confirm("kim", PASS, "bob", NOW + 62).answer,
	    STAFF_NO);
	ck_assert_int_eq(confirm("kim", str_of(kim.recovery[0]), "bob",
	    NOW + 63).answer, STAFF_NO);
	/* attempts are limited as at signing in, by the same count */
	got = confirm("kim", STR("000000"), "bob", NOW + 64);
	ck_assert_int_eq(got.answer, STAFF_NO);
	ck_assert_int_eq(got.wait, 5);
	ck_assert_int_eq(confirm("kim", kit_code(&kim, NOW + 90), "bob",
	    NOW + 65).answer, STAFF_WAIT);
	ck_assert_int_eq(kit_try(kit.c, "kim", PASS, NOW + 65).answer,
	    STAFF_WAIT);
	ck_assert_int_eq(confirm("kim", kit_code(&kim, NOW + 90), "bob",
	    NOW + 90).answer, STAFF_IN);
	/* not of somebody without the role, nor of nobody, nor of oneself */
	ck_assert_int_eq(confirm("vi", kit_code(&vi, NOW + 60), "bob",
	    NOW + 60).answer, STAFF_NO);
	for (i = 0; i < 4; i++)
		got = confirm("nobody.here", STR("123456"), "bob", NOW + 60);
	ck_assert_int_eq(got.wait, 5);
	ck_assert(!staff_confirm(kit.c, "Bob", STR("123456"), STAFF_KEYER,
	    "bob", NOW, confirmed, &got, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "cannot be you"));
	/* nor of somebody who is disabled: the code is right */
	ck_assert(staff_disable(kit.c, "kim", "root", &e));
	ck_assert_int_eq(confirm("kim", kit_code(&kim, NOW + 5000), "bob",
	    NOW + 5000).answer, STAFF_NO);
	sheets_kit_end(&kit);
}
END_TEST

/* ---- copies that were asked for ----------------------------------------------------- */

/* Somebody asks for paper, and it is task 1; somebody gives feedback, task 2. */
static void
ask_for_paper(void)
{
	struct intake *it = place_intake(&kit.at, DB_CREATE);
	struct intake_request q;

	asked_init(&q, REQUEST_PAPER, NULL);
	q.r.name = "Ann Old";
	q.r.address = "1 Zugzwang Street";
	q.r.format = "large-print";
	ck_assert_int_eq(asked_send(it, &q), INTAKE_NEW);
	asked_init(&q, REQUEST_FEEDBACK, NULL);
	q.r.words = "Page three is long";
	ck_assert_int_eq(asked_send(it, &q), INTAKE_NEW);
	intake_close(it);
	asked_pull(&kit.at, kit.c);
}

static bool
posted(int64_t task, uint32_t a, uint32_t b, const char *note, struct err *e)
{
	const uint32_t serials[] = { a, b };

	*e = (struct err){ 0 };
	return copies_posted(kit.c, task, serials, b != 0 ? 2 : 1,
	    "2024-06-07", "ann", note, e);
}

START_TEST(a_copy_that_was_asked_for_is_posted_and_the_address_goes)
{
	struct sheet_copy like = { .lang = "gu", .size = 18 }, *v;
	struct sheet s = { .channel = "paper", .serial = 2, .lang = "en",
	    .received = "2024-06-21" };
	struct err e = { 0 };
	uint32_t first;
	size_t n;

	sheets_kit(&kit);
	ck_assert(copies_new(kit.c, &like, 9, "ann", NOON, &first, &e));
	ask_for_paper();
	ck_assert(place_holds(&kit.at, "1 Zugzwang Street", 17));
	/* all or nothing */
	ck_assert(!posted(1, 2, 10, "Posted", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "no copy with the number"));
	ck_assert(!posted(2, 2, 0, "Posted", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "does not ask for paper"));
	ck_assert(!posted(9, 2, 0, "Posted", &e));
	ck_assert(!posted(1, 2, 0, " ", &e));
	ck_assert(!copies_posted(kit.c, 1, NULL, 0, "2024-06-07", "ann", "x",
	    &e));
	ck_assert(copies_register(&kit.a, kit.c, &v, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert_msg(posted(1, 2, 3, "Two copies", &e), "%s", e.msg);
	ck_assert(!place_holds(&kit.at, "1 Zugzwang Street", 17));
	ck_assert_int_eq(asked_number(kit.c, "SELECT done IS NOT NULL AND json"
	    " = '' FROM task WHERE id = 1"), 1);
	ck_assert(!posted(1, 4, 0, "Again", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "done already"));
	/* one of them comes back */
	s.batch = kit.batch;
	ck_assert_msg(sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e), "%s",
	    e.msg);
	ck_assert(copies_register(&kit.a, kit.c, &v, &n, &e));
	ck_assert_uint_eq(n, 2);
	ck_assert_uint_eq(v[0].serial, 2);
	ck_assert_int_eq(v[0].task, 1);
	ck_assert_str_eq(v[0].format, "large-print");
	ck_assert_str_eq(v[0].lang, "gu");
	ck_assert_str_eq(v[0].sent, "2024-06-07");
	ck_assert_str_eq(v[0].came, "2024-06-21");
	ck_assert_int_eq(v[0].sheet, s.id);
	ck_assert(v[0].back && !v[1].back);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(a_copy_goes_to_one_person)
{
	struct sheet_copy like = { .lang = "en", .size = 12 }, got;
	struct err e = { 0 };
	uint32_t first;
	bool found;

	sheets_kit(&kit);
	ck_assert(copies_new(kit.c, &like, 9, "ann", NOON, &first, &e));
	ask_for_paper();
	ck_assert(copies_sent(kit.c, 2, "2024-06-05", "ann", &e));
	ck_assert(!posted(1, 2, 0, "Posted", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "noted as posted on 2024-06-05"));
	ck_assert(!posted(1, 3, 3, "Posted", &e));	/* the same twice */
	/* it was not sent after all */
	ck_assert(copies_sent(kit.c, 2, NULL, "ann", &e));
	ck_assert_msg(posted(1, 2, 0, "Posted", &e), "%s", e.msg);	/* control */
	/* another day is noted: it stays theirs */
	ck_assert(copies_sent(kit.c, 2, "2024-06-08", "bob", &e));
	ck_assert(copies_find(kit.c, 2, &got, &found, &e) && found);
	ck_assert_str_eq(got.sent, "2024-06-08");
	ck_assert_int_eq(got.task, 1);
	ck_assert_str_eq(got.format, "large-print");
	ck_assert(copies_sent(kit.c, 2, NULL, "ann", &e));
	ck_assert(copies_find(kit.c, 2, &got, &found, &e) && found);
	ck_assert_int_eq(got.task, 0);
	ck_assert_str_eq(got.sent, "");
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(sheets_draw, sheets_keyed_once_are_drawn_and_go_on_counting,
    the_draw_is_random, a_later_sample_has_the_chance_of_both_draws,
    practice_and_what_is_aside_is_not_drawn,
    two_keyers_settle_together_and_neither_alone,
    a_colleague_agrees_with_a_code_that_is_used_up,
    a_copy_that_was_asked_for_is_posted_and_the_address_goes,
    a_copy_goes_to_one_person)
