/* SPDX-License-Identifier: MIT
 *
 * sheets_again.c -- tests of responses that another takes the place of, when a
 * sheet is settled late or put right.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/sheets_kit.h"
#include "tests/unit/unit.h"

#include <strings.h>

static struct desk_kit kit;

static bool
same(const char *a, const char *b)
{
	return strcasecmp(a, b) == 0;
}

static int64_t
keyed_once(const char *why)
{
	int64_t id = sheets_in(&kit);

	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "neither", why)), "keyed");
	return id;
}

/* By a person, who finds P1 in it. */
static void
read_it(int64_t unit)
{
	struct forms_source src = { "f.codes", STR("earshot 1\ncodebook f "
	    "version 1 \"F\"\n\nkind priority \"P\"\n\npriority P1 "
	    "\"One\"\n") };
	struct reading_code v = { "P1", -1, -1, POLARITY_AGAINST, CODED_HUMAN };
	struct coded r = { .unit = unit, .frame = 1, .coder = "ann", .v = &v,
		.n = 1 };
	struct forms_frame *f;
	struct forms_diags d;
	struct err e = { 0 };
	int64_t queued;

	forms_diags_init(&d, &kit.a);
	ck_assert(forms_frame_read(&kit.a, &src, &f, &d));
	ck_assert_msg(frame_add(kit.c, f, NULL, 0, "", "ann", kit.now, &queued,
	    &e) && readings_keep(kit.c, &r, NULL, 1, kit.now, &e), "%s", e.msg);
}

/* Readings that stand, of comments that count. */
static int64_t
readings(void)
{
	struct coded *v;
	struct err e = { 0 };
	int64_t lost;
	size_t n;

	ck_assert_msg(readings_standing(&kit.a, kit.c, &v, &n, &lost, &e),
	    "%s", e.msg);
	return (int64_t)n;
}

/* Codes the comment that counts on a sheet; with what run. */
static int64_t
code(int64_t id)
{
	struct cases_run run = { .source = CODED_HUMAN, .coder = "ann",
	    .codebook = "strategy version 1", .detail = "" };
	struct cases_coding c = { .code = "P1", .start = -1, .end = -1,
	    .why = "" };
	struct err e = { 0 };
	int64_t n_run;

	c.unit = asked_number(kit.c, arena_printf(&kit.a, "SELECT u.id FROM"
	    " unit u JOIN response r ON r.id = u.response JOIN sheet s ON"
	    " s.reference = r.reference WHERE r.counts = 1 AND s.id = %lld",
	    (long long)id));
	ck_assert_msg(cases_run(kit.c, &run, &c, 1, &n_run, &e), "%s", e.msg);
	read_it(c.unit);
	return n_run;
}

/* Codings of comments that count. */
static int64_t
codings(void)
{
	return asked_number(kit.c, "SELECT count(*) FROM coding c JOIN unit u"
	    " ON u.id = c.unit JOIN response r ON r.id = u.response WHERE"
	    " r.counts = 1 AND c.code = 'P1'");
}

/* Checks a sheet; the capacity was wrong. */
static void
put_right(int64_t id, const char *capacity)
{
	static const struct sheet_checked v[] = { { "capacity", true } };
	struct forms_answers as = sheets_said(&kit, capacity, "", "");
	const struct sheet_keyed k = { .sheet = id, .answers = &as,
	    .by = "eve", .now = kit.now, .same = same };
	const struct sheet_draw d = { .n = 9, .seed = 1, .by = "eve",
	    .now = kit.now };
	struct err e = { 0 };
	int64_t sample;

	ck_assert_msg(sheet_sample_draw(kit.c, &d, &sample, &e) &&
	    sheet_check(kit.c, &k, v, 1, &e), "%s", e.msg);
}

/* Of three responses one after the other, each takes over from the last. */
START_TEST(codings_stay_with_a_text_that_is_settled_and_checked)
{
	struct sheet_difference d = { "capacity", SHEET_SECOND_RIGHT };
	struct forms_answers as;
	struct sheet_keyed final = { .answers = &as, .by = "ann" };
	struct err e = { 0 };

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	final.sheet = keyed_once("as keyed");
	code(final.sheet);
	final.now = ++kit.now;
	ck_assert(sheet_draw(kit.c, 1, "ann", kit.now, &e));
	ck_assert_str_eq(sheets_key(&kit, 2, final.sheet, "cat",
	    sheets_said(&kit, "other", "neither", "as keyed")), "differences");
	ck_assert_int_eq(codings(), 1);
	ck_assert_int_eq(readings(), 1);
	as = sheets_said(&kit, "", "", "");
	ck_assert_msg(sheet_settle(kit.c, &final, &d, 1, &e), "%s", e.msg);
	ck_assert_int_eq(codings(), 1);
	ck_assert_int_eq(readings(), 1);
	put_right(final.sheet, "patient");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"),
	    3);
	ck_assert_int_eq(codings(), 1);
	ck_assert_int_eq(readings(), 1);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	sheets_kit_end(&kit);
}
END_TEST

/* Both keyings agree but for capitals, so the first one stands; what is put right
 * later changes nothing else of it. */
START_TEST(what_stands_is_checked_and_not_the_second_keying)
{
	struct forms_answers as;
	struct err e = { 0 };
	int64_t id;

	sheets_kit(&kit);
	sheets_plan(&kit, 0, 0, 0);
	id = keyed_once("as keyed");
	code(id);
	kit.now++;
	ck_assert(sheet_draw(kit.c, 1, "ann", kit.now, &e));
	ck_assert_str_eq(sheets_key(&kit, 2, id, "cat", sheets_said(&kit,
	    "patient", "neither", "AS KEYED")), "settled");
	ck_assert_msg(sheet_final(&kit.a, kit.c, id, answers_form(), &as, &e),
	    "%s", e.msg);
	ck_assert_str_eq(as.v[WHY].text, "as keyed");
	put_right(id, "other");
	ck_assert_str_eq(sheets_text(&kit, id), "as keyed");
	ck_assert_int_eq(codings(), 1);
	ck_assert_int_eq(readings(), 1);
	/* control: where nothing stood before, the second keying is kept */
	sheets_plan(&kit, 1, 0, 0);
	id = sheets_in(&kit);
	sheets_key(&kit, 1, id, "bob", sheets_said(&kit, "patient", "neither",
	    "one"));
	sheets_key(&kit, 2, id, "cat", sheets_said(&kit, "patient", "neither",
	    "ONE"));
	ck_assert_str_eq(sheets_text(&kit, id), "ONE");
	ck_assert(sheet_final(&kit.a, kit.c, id, answers_form(), &as, &e));
	ck_assert_str_eq(as.v[WHY].text, "ONE");
	sheets_kit_end(&kit);
}
END_TEST

/* Its response went with the rehearsals, and another is kept when it is checked. */
START_TEST(a_practice_sheet_put_right_after_that_is_no_finding)
{
	static const struct sheet_checked v[] = { { "capacity", true } };
	struct forms_answers as;
	struct sheet_draw d = { .n = 5, .seed = 7, .by = "eve" };
	struct sheet_keyed right = { .answers = &as, .by = "eve" };
	struct err e = { 0 };
	int64_t id, n;

	sheets_kit(&kit);
	ck_assert(batch_new(kit.c, "", true, "ann", kit.now, &kit.batch, &e));
	right.sheet = sheets_in(&kit);
	as = sheets_said(&kit, "patient", "agree", "one");
	sheets_key(&kit, 1, right.sheet, "bob", as);
	sheets_key(&kit, 2, right.sheet, "cat", as);
	d.batch = kit.batch;
	ck_assert_msg(sheet_sample_draw(kit.c, &d, &id, &e), "%s", e.msg);
	ck_assert(cases_remove_rehearsal(kit.c, &n, &e) && n == 1);
	as = sheets_said(&kit, "other", "", "");
	ck_assert_msg(sheet_check(kit.c, &right, v, 1, &e), "%s", e.msg);
	ck_assert_int_eq(sheets_findings(&kit), 0);
	/* control: the same of a sheet that is not for practice is two: that it
	 * was moved, and that a response is missing */
	ck_assert(db_run(&kit.c->db, "UPDATE batch SET rehearsal = 0", &e));
	ck_assert_int_eq(sheets_findings(&kit), 2);
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(sheets_again, codings_stay_with_a_text_that_is_settled_and_checked,
    what_stands_is_checked_and_not_the_second_keying,
    a_practice_sheet_put_right_after_that_is_no_finding)
