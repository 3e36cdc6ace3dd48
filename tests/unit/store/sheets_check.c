/* SPDX-License-Identifier: MIT
 *
 * sheets_check.c -- tests of drawing sheets and checking them against the paper,
 * and of what became of all sheets.
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

static const char *
stored(const char *field)
{
	return asked_text(&kit.a, kit.c, arena_printf(&kit.a, "SELECT"
	    " coalesce((SELECT a.state || ' ' || coalesce(a.value, '') FROM"
	    " answer a JOIN response r ON r.id = a.response WHERE r.counts = 1"
	    " AND a.field = '%s'), 'nothing')", field));
}

/* A sheet that bob and cat keyed alike. */
static int64_t
agreed(void)
{
	int64_t id = sheets_in(&kit);

	ck_assert_str_eq(sheets_key(&kit, 1, id, "bob", sheets_said(&kit,
	    "patient", "neither", "Yes please")), "waiting");
	ck_assert_str_eq(sheets_key(&kit, 2, id, "cat", sheets_said(&kit,
	    "patient", "neither", "Yes please")), "settled");
	return id;
}

/* One on which they differ about the capacity; dan says that cat was right. */
static int64_t
differed(void)
{
	struct sheet_difference d = { "capacity", SHEET_SECOND_RIGHT };
	struct forms_answers as = sheets_said(&kit, "", "", "");
	struct sheet_keyed k = { .answers = &as, .by = "dan", .now = NOON };
	struct err e = { 0 };

	k.sheet = sheets_in(&kit);
	ck_assert_str_eq(sheets_key(&kit, 1, k.sheet, "bob", sheets_said(&kit,
	    "patient", "agree", "")), "waiting");
	ck_assert_str_eq(sheets_key(&kit, 2, k.sheet, "cat", sheets_said(&kit,
	    "other", "agree", "")), "differences");
	ck_assert_msg(sheet_settle(kit.c, &k, &d, 1, &e), "%s", e.msg);
	return k.sheet;
}

/* The sample's number; 0 and a message. */
static int64_t
draw(int64_t batch, int64_t n, uint64_t seed, struct err *e)
{
	const struct sheet_draw d = { .batch = batch, .n = n, .seed = seed,
	    .by = "eve", .now = NOON };
	int64_t id;

	*e = (struct err){ 0 };
	return sheet_sample_draw(kit.c, &d, &id, e) ? id : 0;
}

static int64_t
next(const char *by)
{
	struct err e = { 0 };
	int64_t id;

	ck_assert_msg(sheet_check_next(kit.c, by, kit.alone, kit.now, &id, &e),
	    "%s", e.msg);
	return id;
}

/* Looks at three answers; wrong names one of them, or is "". */
static const char *
check(int64_t id, const char *by, const char *wrong, struct forms_answers as)
{
	struct sheet_checked v[] = { { "capacity", false },
	    { "agree[P1]", false }, { "why[P1]", false } };
	const struct sheet_keyed k = { .sheet = id, .answers = &as, .by = by,
	    .now = kit.now, .alone = kit.alone, .same = same };
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(v); i++)
		v[i].wrong = strcmp(v[i].field, wrong) == 0;
	return sheet_check(kit.c, &k, v, LEN(v), &e) ? "checked" :
	    arena_str(&kit.a, e.msg);
}

START_TEST(what_is_wrong_is_put_right_and_counts)
{
	struct sheet_count *v;
	struct err e = { 0 };
	char before[REFERENCE_SIZE];
	int64_t id;
	size_t n;

	sheets_kit(&kit);
	id = agreed();
	memcpy(before, sheets_get(&kit, id).reference, sizeof(before));
	ck_assert_int_eq(draw(0, 1, 1, &e), 1);
	ck_assert_int_eq(next("eve"), id);
	ck_assert_str_eq(check(id, "eve", "agree[P1]", sheets_said(&kit, "",
	    "agree", "")), "checked");
	ck_assert_str_eq(stored("agree[P1]"), "answered agree");
	ck_assert_str_eq(stored("capacity"), "answered patient");
	ck_assert_str_eq(stored("why[P1]"), "answered Yes please");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"
	    " WHERE counts = 1"), 1);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"),
	    2);
	ck_assert_str_eq(sheets_get(&kit, id).reference, before);
	ck_assert_int_eq(sheets_get(&kit, id).state, SHEET_SETTLED);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " who = 'eve' AND detail LIKE '%3 answers, 1 wrong and put right:"
	    " question %'"), 1);
	ck_assert(sheet_counts(&kit.a, kit.c, &v, &n, &e) && n == 1);
	ck_assert_int_eq(v[0].agreed_checked, 3);
	ck_assert_int_eq(v[0].agreed_wrong, 1);
	ck_assert_int_eq(v[0].settled_checked, 0);
	/* once, and no more */
	ck_assert_int_eq(next("eve"), 0);
	ck_assert_ptr_nonnull(strstr(check(id, "eve", "", sheets_said(&kit, "",
	    "", "")), "does not wait to be checked"));
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(settled_answers_are_counted_apart)
{
	struct sheet_sample *p;
	struct sheet_count *v;
	struct err e = { 0 };
	int64_t id;
	size_t n;

	sheets_kit(&kit);
	id = differed();
	ck_assert_int_eq(draw(0, 5, 1, &e), 1);
	ck_assert_str_eq(check(id, "eve", "capacity", sheets_said(&kit,
	    "patient", "", "")), "checked");
	ck_assert_str_eq(stored("capacity"), "answered patient");
	ck_assert(sheet_counts(&kit.a, kit.c, &v, &n, &e) && n == 1);
	ck_assert_int_eq(v[0].agreed_checked, 2);
	ck_assert_int_eq(v[0].agreed_wrong, 0);
	ck_assert_int_eq(v[0].settled_checked, 1);
	ck_assert_int_eq(v[0].settled_wrong, 1);
	ck_assert(sheet_sample_list(&kit.a, kit.c, &p, &n, &e) && n == 1);
	ck_assert_int_eq(p[0].n, 1);
	ck_assert_int_eq(p[0].checked, 1);
	ck_assert_int_eq(p[0].settled_wrong, 1);
	ck_assert_int_eq(p[0].agreed_checked, 2);
	ck_assert_str_eq(p[0].seed, "0000000000000001");
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(nobody_checks_what_they_keyed_or_settled)
{
	struct forms_answers as;
	struct sheet_count *v;
	struct err e = { 0 };
	int64_t id, theirs, all;
	size_t n, i;

	sheets_kit(&kit);
	as = sheets_said(&kit, "", "", "");
	id = differed();
	ck_assert_int_eq(draw(0, 5, 1, &e), 1);
	for (i = 0; i < 3; i++) {
		static const char *const who[] = { "bob", "cat", "dan" };

		ck_assert_int_eq(next(who[i]), 0);
		ck_assert(sheet_check_waiting(kit.c, who[i], false, kit.now,
		    &theirs, &all, &e));
		ck_assert(theirs == 0 && all == 1);
		ck_assert_str_eq(check(id, who[i], "", as), "you keyed or "
		    "settled that sheet: somebody else checks it");
	}
	/* nor what they agreed to, when two settled it together */
	ck_assert(db_run(&kit.c->db, "UPDATE keying SET agreed = 'fay' WHERE"
	    " round = 3", &e));
	ck_assert_int_eq(next("fay"), 0);
	ck_assert_str_eq(check(id, "fay", "", as), "you keyed or "
	    "settled that sheet: somebody else checks it");
	ck_assert_int_eq(next("gus"), id);	/* control */
	kit.now += SHEET_CLAIM + 1;
	/* Who works alone may, and it is marked: it measures nothing. */
	kit.alone = true;
	ck_assert_int_eq(next("dan"), id);
	ck_assert_str_eq(check(id, "dan", "", as), "checked");
	ck_assert(sheet_counts(&kit.a, kit.c, &v, &n, &e) && n == 1);
	ck_assert_int_eq(v[0].agreed_checked + v[0].settled_checked, 0);
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " detail LIKE '%0 wrong; not independent'"), 1);
	/* the control: of somebody else it counts, also then */
	id = differed();
	ck_assert_int_eq(draw(0, 5, 1, &e), 2);
	ck_assert_str_eq(check(id, "eve", "", as), "checked");
	ck_assert(sheet_counts(&kit.a, kit.c, &v, &n, &e) && n == 2);
	ck_assert_int_eq(v[1].agreed_checked + v[1].settled_checked, 3);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(what_cannot_be_checked_is_refused_and_nothing_is_kept)
{
	struct err e = { 0 };
	int64_t id;

	sheets_kit(&kit);
	id = agreed();
	ck_assert_ptr_nonnull(strstr(check(id, "eve", "", sheets_said(&kit, "",
	    "", "")), "does not wait"));	/* was not drawn */
	ck_assert_int_eq(draw(0, 1, 1, &e), 1);
	ck_assert_ptr_nonnull(strstr(check(id, "eve", "why[P1]",
	    sheets_said(&kit, "", "", "YES please")),
	    ": what stands on the paper, as you typed it, is what "
	    "is stored already"));
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM checked"),
	    0);
	ck_assert(sheet_aside(kit.c, id, "Not on the shelf", "eve", &e));
	ck_assert_int_eq(next("eve"), 0);
	ck_assert_ptr_nonnull(strstr(check(id, "eve", "", sheets_said(&kit, "",
	    "", "")), "does not wait"));
	ck_assert(sheet_back(kit.c, id, "eve", &e));
	ck_assert_int_eq(next("eve"), id);
	ck_assert_int_eq(next("fay"), 0);	/* eve has it in hand */
	ck_assert_str_eq(check(id, "eve", "", sheets_said(&kit, "", "", "")),
	    "checked");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM response"),
	    1);					/* nothing was wrong */
	sheets_kit_end(&kit);
}
END_TEST

/* ---- the draw ------------------------------------------------------------------ */

static const char *
drawn(void)
{
	return asked_text(&kit.a, kit.c, "SELECT coalesce(group_concat(sheet,"
	    " ' '), '') FROM (SELECT sheet FROM recheck ORDER BY sample,"
	    " turn)");
}

static void
forget(void)
{
	struct err e = { 0 };

	ck_assert(db_run(&kit.c->db, "DELETE FROM recheck; DELETE FROM sample",
	    &e));
}

START_TEST(chance_draws_and_the_seed_draws_the_same_again)
{
	int64_t times[6] = { 0 };
	struct err e = { 0 };
	const char *first;
	uint64_t seed;
	int i;

	sheets_kit(&kit);
	for (i = 1; i <= 5; i++)
		ck_assert_int_eq(agreed(), i);
	ck_assert_int_gt(draw(0, 3, 77, &e), 0);
	first = drawn();
	forget();
	ck_assert_int_gt(draw(0, 3, 77, &e), 0);
	ck_assert_str_eq(drawn(), first);
	for (seed = 0; seed < 200; seed++) {
		forget();
		ck_assert_int_gt(draw(0, 1, seed, &e), 0);
		times[*drawn() - '0']++;
	}
	for (i = 1; i <= 5; i++)	/* 40 is what is expected, s.d. 5.7 */
		ck_assert_msg(times[i] >= 20 && times[i] <= 60, "sheet %d: "
		    "%lld times", i, (long long)times[i]);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(only_what_was_keyed_twice_is_drawn_and_once)
{
	struct err e = { 0 };
	int64_t other, n;

	sheets_kit(&kit);
	ck_assert_int_eq(draw(0, 3, 1, &e), 0);
	ck_assert_msg(strstr(e.msg, "there is no sheet to draw") != NULL, "%s",
	    e.msg);
	ck_assert_int_eq(draw(0, 0, 1, &e), 0);
	agreed();						/* 1 */
	(void)sheets_in(&kit);					/* 2 */
	sheets_plan(&kit, 0, 0, 0);
	sheets_key(&kit, 1, sheets_in(&kit), "bob", sheets_said(&kit,
	    "patient", "agree", ""));				/* 3 */
	sheets_plan(&kit, 1, 0, 0);
	ck_assert(batch_new(kit.c, "To learn", true, "ann", NOON, &other,
	    &e));
	n = kit.batch;
	kit.batch = other;
	agreed();						/* 4 */
	kit.batch = n;
	ck_assert(sheet_sample_among(kit.c, 0, &n, &e));
	ck_assert_int_eq(n, 1);
	ck_assert_int_gt(draw(0, 3, 1, &e), 0);
	ck_assert_str_eq(drawn(), "1");
	ck_assert_int_eq(draw(0, 3, 1, &e), 0);
	/* practice, where it is asked for */
	ck_assert_int_gt(draw(other, 3, 1, &e), 0);
	ck_assert_str_eq(drawn(), "1 4");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM audit WHERE"
	    " detail = 'sample 1: 1 of 1 sheets of all batches, seed"
	    " 0000000000000001'"), 1);
	sheets_kit_end(&kit);
}
END_TEST

/* ---- what hangs on a response -------------------------------------------------- */

START_TEST(codings_stay_with_a_text_that_was_right)
{
	struct cases_run run = { .source = CODED_HUMAN, .coder = "ann",
	    .codebook = "strategy version 1", .detail = "" };
	struct cases_coding c = { .code = "P1", .start = -1, .end = -1,
	    .why = "" };
	struct cases_unit *u;
	struct err e = { 0 };
	int64_t id, n_run;
	size_t n;

	sheets_kit(&kit);
	id = agreed();
	ck_assert(cases_units(&kit.a, kit.c, &u, &n, &e) && n == 1);
	c.unit = u[0].id;
	ck_assert(cases_run(kit.c, &run, &c, 1, &n_run, &e));
	ck_assert_int_gt(draw(0, 1, 1, &e), 0);
	ck_assert_str_eq(check(id, "eve", "capacity", sheets_said(&kit,
	    "other", "", "")), "checked");
	ck_assert_int_eq(asked_number(kit.c, "SELECT count(*) FROM coding c"
	    " JOIN unit u ON u.id = c.unit JOIN response r ON r.id ="
	    " u.response WHERE r.counts = 1 AND c.code = 'P1'"), 1);
	/* the control: what is about another text does not */
	id = agreed();
	ck_assert_int_gt(draw(0, 1, 1, &e), 0);
	c.unit = asked_number(kit.c, "SELECT max(id) FROM unit");
	ck_assert(cases_run(kit.c, &run, &c, 1, &n_run, &e));
	ck_assert_str_eq(check(id, "eve", "why[P1]", sheets_said(&kit, "", "",
	    "No thanks")), "checked");
	ck_assert_int_eq(asked_number(kit.c, arena_printf(&kit.a, "SELECT"
	    " count(*) FROM coding WHERE run = %lld", (long long)n_run)), 1);
	sheets_kit_end(&kit);
}
END_TEST

START_TEST(a_late_sheet_stays_left_out_when_it_is_put_right)
{
	struct err e = { 0 };
	int64_t id, changed;

	sheets_kit(&kit);
	id = sheets_in(&kit);
	ck_assert(db_run(&kit.c->db, "UPDATE sheet SET late = 1", &e));
	sheets_key(&kit, 1, id, "bob", sheets_said(&kit, "patient", "agree",
	    ""));
	sheets_key(&kit, 2, id, "cat", sheets_said(&kit, "patient", "agree",
	    ""));
	ck_assert(cases_flag_decide(kit.c, "late", true, "ann", "Too late",
	    &changed, &e));
	ck_assert_int_gt(draw(0, 1, 1, &e), 0);
	ck_assert_str_eq(check(id, "eve", "capacity", sheets_said(&kit,
	    "other", "", "")), "checked");
	ck_assert_str_eq(stored("capacity"), "nothing");
	ck_assert(cases_flag_decide(kit.c, "late", false, "ann", "After all",
	    &changed, &e));
	ck_assert_str_eq(stored("capacity"), "answered other");
	sheets_kit_end(&kit);
}
END_TEST

/* ---- what became of them ------------------------------------------------------- */

static int64_t
meeting(const char *channel, int64_t people)
{
	struct sheet s = { .batch = kit.batch, .lang = "en",
	    .received = "2024-06-21", .people = people };
	struct err e = { 0 };

	memcpy(s.channel, channel, strlen(channel) + 1);
	memcpy(s.form, answers_form()->hash, sizeof(s.form));
	ck_assert_msg(sheet_receive(&kit.a, kit.c, &s, "ann", NOON, &e), "%s",
	    e.msg);
	return s.id;
}

START_TEST(every_sheet_is_in_the_ledger_once)
{
	struct sheet_ledger l;
	struct err e = { 0 };
	int64_t gone, all = 0, none = 0;
	size_t i;

	sheets_kit(&kit);
	agreed();
	gone = agreed();
	differed();
	(void)sheets_in(&kit);
	sheets_key(&kit, 1, sheets_in(&kit), "bob", sheets_said(&kit,
	    "patient", "agree", ""));
	ck_assert(sheet_void(kit.c, gone, "a copy", "ann", &e));
	ck_assert(sheet_aside(kit.c, sheets_in(&kit), "wet", "ann", &e));
	ck_assert(sheet_aside(kit.c, agreed(), "wet", "ann", &e));
	(void)meeting("meeting", 40);
	(void)meeting("meeting", 2);
	(void)meeting("petition", 1200);
	ck_assert(sheet_void(kit.c, meeting("petition", 9), "twice", "ann",
	    &e));
	ck_assert_msg(sheet_ledger(kit.c, &l, &e), "%s", e.msg);
	ck_assert_int_eq(l.n[SHEET_SETTLED], 2);
	ck_assert_int_eq(l.n[SHEET_RECEIVED], 4);
	ck_assert_int_eq(l.n[SHEET_WAITING], 1);
	ck_assert_int_eq(l.n[SHEET_VOID], 2);
	ck_assert_int_eq(l.n[SHEET_ASIDE], 2);
	ck_assert_int_eq(l.none[SHEET_ASIDE], 1);	/* one counts */
	ck_assert_int_eq(l.none[SHEET_SETTLED], 0);
	ck_assert_int_eq(l.withdrawn, 0);
	for (i = 0; i < SHEET_STATES; i++) {
		all += l.n[i];
		none += l.none[i];
	}
	ck_assert_int_eq(all, asked_number(kit.c, "SELECT count(*) FROM"
	    " sheet"));
	ck_assert_int_eq(all - none, asked_number(kit.c, "SELECT count(*) FROM"
	    " response WHERE counts = 1"));
	ck_assert_int_eq(l.meetings, 2);
	ck_assert_int_eq(l.took_part, 42);
	ck_assert_int_eq(l.petitions, 1);
	ck_assert_int_eq(l.signed_it, 1200);
	sheets_kit_end(&kit);
}
END_TEST

UNIT_SUITE(sheets_check, what_is_wrong_is_put_right_and_counts,
    settled_answers_are_counted_apart,
    nobody_checks_what_they_keyed_or_settled,
    what_cannot_be_checked_is_refused_and_nothing_is_kept,
    chance_draws_and_the_seed_draws_the_same_again,
    only_what_was_keyed_twice_is_drawn_and_once,
    codings_stay_with_a_text_that_was_right,
    a_late_sheet_stays_left_out_when_it_is_put_right,
    every_sheet_is_in_the_ledger_once)
