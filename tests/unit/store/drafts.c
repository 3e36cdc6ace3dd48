/* SPDX-License-Identifier: MIT
 *
 * drafts.c -- tests of keeping drafts, and what was sent in their place.
 */
#include "store/intake.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <stdlib.h>

static struct place at;

/* What a browser will show: here, in clear. */
static void
write_receipt(void *arg, const char *reference, struct buf *sealed)
{
	(void)arg;
	buf_printf(sealed, "sealed %s", reference);
}

static bool
there(struct intake *it, const uint8_t id[32], int64_t now)
{
	struct buf got CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	bool found;

	ck_assert(intake_draft_get(it, id, now, &got, &found, &e));
	return found;
}

/* It was to close at 10000, and a draft ends 20 later, or 200 after it was
 * saved; a receipt 5000 after the close. */
START_TEST(drafts_follow_the_closing_date)
{
	static const struct { int64_t closes, now, ends, then; } t[] = {
		{ 20000, 9000, 10020, 20020 },	/* extended */
		{ 20000, 9990, 10190, 20020 },	/* … saved just before */
		{ 10100, 9990, 10190, 10190 },	/* never taken back */
		{ 10100, 9990, 10020, 10120 },
		{ 9500, 9000, 10020, 9520 },	/* sooner */
		{ 9500, 9400, 10020, 9600 },	/* … never too soon */
		{ 20000, 9000, 9990, 9990 },	/* not of this close */
		{ 20000, 9000, 15000, 25000 },	/* a receipt */
		{ 20000, 9000, 15001, 15001 },
	};
	const uint8_t id[32] = { 1 };
	struct intake *it;
	struct err e = { 0 };
	size_t i, k;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (i = 0; i < LEN(t); i++) {
		struct intake_close c = { 10000, t[i].closes, 20, 200, 5000,
		    t[i].now };

		ck_assert(intake_draft_put(it, id, STR("locked"), t[i].ends,
		    &e));
		for (k = 0; k < 2; k++) {
			ck_assert(intake_drafts_follow(it, &c, &e));
			ck_assert_msg(there(it, id, t[i].then - 1), "%zu", i);
			ck_assert_msg(!there(it, id, t[i].then), "%zu", i);
		}
		ck_assert(intake_drafts_expire(it, t[i].then - 1, &k, &e));
		ck_assert_uint_eq(k, 0);
		ck_assert(intake_drafts_expire(it, t[i].then, &k, &e));
		ck_assert_uint_eq(k, 1);
	}
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(drafts_are_kept_until_their_time_or_the_sending)
{
	struct buf got CLEAN(buf_free) = { 0 };
	uint8_t id[32] = { 1 }, other[32] = { 2 };
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	struct intake *it;
	size_t dropped;
	bool found;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	ck_assert(intake_draft_put(it, id, STR("sealed one"), 1000, &e));
	ck_assert(intake_draft_put(it, id, STR("sealed two"), 2000, &e));
	ck_assert(intake_draft_put(it, other, STR("brief"), 500, &e));
	ck_assert(intake_draft_get(it, id, 1999, &got, &found, &e));
	ck_assert(found);
	ck_assert_str_eq(got.p, "sealed two");
	buf_clear(&got);
	ck_assert(intake_draft_get(it, id, 2000, &got, &found, &e));
	ck_assert(!found && got.n == 0);
	ck_assert(intake_drafts_expire(it, 500, &dropped, &e));
	ck_assert_uint_eq(dropped, 1);
	ck_assert(intake_draft_get(it, other, 0, &got, &found, &e));
	ck_assert(!found);
	/* sending puts what came of it in the draft's place */
	place_response(&p, 1, "because");
	p.r.draft = id;
	p.r.after = write_receipt;
	p.r.expires = 3000;
	ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
	place_response_free(&p);
	buf_clear(&got);
	ck_assert(intake_draft_get(it, id, 2999, &got, &found, &e));
	ck_assert(strncmp(got.p, "sealed ", 7) == 0);
	ck_assert_str_eq(got.p + 7, ref);
	/* and again, with the reference it was given first */
	place_response(&p, 1, "because");
	p.r.draft = id;
	p.r.after = write_receipt;
	p.r.expires = 4000;
	ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(outcome, INTAKE_SAME);
	place_response_free(&p);
	buf_clear(&got);
	ck_assert(intake_draft_get(it, id, 3999, &got, &found, &e));
	ck_assert_str_eq(got.p + 7, ref);
	/* what is not sent can be dropped */
	ck_assert(intake_draft_put(it, other, STR("brief"), 500, &e));
	ck_assert(there(it, other, 0));
	ck_assert(intake_draft_drop(it, other, &e));
	ck_assert(!there(it, other, 0));
	ck_assert(!intake_draft_put(it, id, (struct str){ "", 5 << 20 }, 1,
	    &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	intake_close(it);
	place_forget(&at);
}
END_TEST

static bool
write_then_fail(struct intake *it, struct job *j, struct err *e)
{
	return drafts_replace(it, j->draft, STR("not to be"), 1000, e) &&
	    err_set(e, ERR_IO, "no");
}

static bool
drop_all_then_fail(struct intake *it, struct job *j, struct err *e)
{
	recent_note(it, j->draft, (struct str){ 0 }, 5000);
	return err_set(e, ERR_IO, "no");
}

static void
ck_draft(struct intake *it, const uint8_t id[32], const char *want)
{
	struct buf got CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	bool found;

	ck_assert(intake_draft_get(it, id, 0, &got, &found, &e));
	ck_assert(found == (want != NULL));
	ck_assert_str_eq(buf_text(&got), want != NULL ? want : "");
}

/* What was written last is read from memory: only what is on the disk may be
 * found there. */
START_TEST(a_draft_is_read_as_it_was_committed)
{
	const uint8_t id[32] = { 1 }, same_slot[32] = { 1, 0, 0, 0, 9 };
	struct job bad = { .run = write_then_fail, .draft = id };
	struct job worse = { .run = drop_all_then_fail, .draft = id };
	struct err e = { 0 };
	struct intake *it;
	char *large;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	ck_assert(intake_draft_put(it, id, STR("one"), 1000, &e));
	ck_assert(!intake_do(it, &bad, &e));
	ck_draft(it, id, "one");
	ck_assert(!intake_do(it, &worse, &e));
	ck_draft(it, id, "one");
	/* two in one place: each is found, from memory or from the disk */
	ck_assert(intake_draft_put(it, same_slot, STR("two"), 1000, &e));
	ck_draft(it, id, "one");
	ck_draft(it, same_slot, "two");
	ck_assert(intake_draft_put(it, id, STR("three"), 1000, &e));
	ck_assert(intake_draft_drop(it, same_slot, &e));
	ck_draft(it, id, "three");
	ck_draft(it, same_slot, NULL);
	/* one too large to be held pushes out what was held of it */
	large = malloc(100001);
	memset(large, 'x', 100000);
	large[100000] = '\0';
	ck_assert(intake_draft_put(it, id, (struct str){ large, 100000 }, 1000,
	    &e));
	ck_draft(it, id, large);
	free(large);
	intake_close(it);
	it = place_intake(&at, DB_WRITE);
	ck_assert(intake_draft_put(it, same_slot, STR("four"), 1000, &e));
	ck_draft(it, same_slot, "four");
	intake_close(it);
	place_forget(&at);
}
END_TEST

extern const char schema_intake_1[], schema_intake_2[];

START_TEST(drafts_of_an_older_layout_go_on)
{
	struct err e = { 0 };
	struct intake *it;
	struct db db;
	uint8_t id[32];

	place_make(&at);
	memcpy(id, "00000000000000000000000000000001", sizeof(id));
	ck_assert(db_open(&db, at.intake, DB_CREATE, &e));
	ck_assert(db_run(&db, schema_intake_1, &e));
	ck_assert(db_run(&db, schema_intake_2, &e));
	ck_assert(db_run(&db, "INSERT INTO draft VALUES"
	    " (CAST('00000000000000000000000000000001' AS BLOB), 7,"
	    " CAST('sealed' AS BLOB))", &e));
	db_close(&db);
	it = place_intake(&at, DB_WRITE);
	ck_draft(it, id, "sealed");
	ck_assert(intake_draft_put(it, id, STR("again"), 7, &e));
	ck_draft(it, id, "again");
	ck_assert(db_check(&it->w, &e));
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* Somebody sends in one window, and presses Continue in another that still
 * shows the questions. */
START_TEST(no_draft_takes_the_place_of_what_was_sent)
{
	char ref[REFERENCE_SIZE];
	const uint8_t id[32] = { 4 };
	enum intake_outcome outcome;
	struct place_response p;
	struct buf got CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	struct intake *it;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	ck_assert(intake_draft_put(it, id, STR("on the way"), 1000, &e));
	place_response(&p, 1, "because");
	p.r.draft = id;
	p.r.after = write_receipt;
	p.r.expires = 2000;
	ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert(!intake_draft_put(it, id, STR("too late"), 1000, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert(!intake_draft_put(it, id, STR("too late"), 2000, &e));
	ck_assert(intake_draft_drop(it, id, &e));	/* it changes nothing */
	buf_printf(&got, "sealed %s", ref);
	ck_draft(it, id, buf_text(&got));
	/* sent again, and what is asked for later, do */
	ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(outcome, INTAKE_SAME);
	ck_draft(it, id, buf_text(&got));
	/* control: another draft is saved, and dropped */
	ck_assert(intake_draft_put(it, (const uint8_t[32]){ 5 }, STR("other"),
	    1000, &e));
	ck_assert(intake_draft_put(it, (const uint8_t[32]){ 5 }, STR("again"),
	    1000, &e));
	ck_assert(intake_draft_drop(it, (const uint8_t[32]){ 5 }, &e));
	ck_assert(!there(it, (const uint8_t[32]){ 5 }, 10));
	place_response_free(&p);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(however_many_expire_they_all_do)
{
	struct intake *it;
	struct err e = { 0 };
	uint8_t id[32] = { 0 };
	size_t dropped;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (id[0] = 1; id[0] <= 250; id[0]++)
		ck_assert(intake_draft_put(it, id, STR("x"),
		    id[0] > 240 ? 1000 : 500, &e));
	ck_assert(intake_drafts_expire(it, 500, &dropped, &e));
	ck_assert_uint_eq(dropped, 240);
	id[0] = 241;
	ck_assert(there(it, id, 999));
	intake_close(it);
	place_forget(&at);
}
END_TEST

UNIT_SUITE(drafts, drafts_are_kept_until_their_time_or_the_sending,
    drafts_follow_the_closing_date, a_draft_is_read_as_it_was_committed,
    drafts_of_an_older_layout_go_on, no_draft_takes_the_place_of_what_was_sent,
    however_many_expire_they_all_do)
