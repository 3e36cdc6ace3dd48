/* SPDX-License-Identifier: MIT
 *
 * late.c -- tests of rows that are found in memory first and on the disk later.
 */
#include "store/intake.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

enum { GATHER = 16, MANY = 200 };

static struct place at;

/* A store whose memory is small. */
static struct intake *
open_small(enum db_mode mode)
{
	struct intake *it = place_intake(&at, mode);

	it->by_token.gather = it->by_reference.gather = GATHER;
	it->by_draft.gather = GATHER;
	return it;
}

static int64_t
count(struct intake *it, const char *sql)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	int64_t n;

	ck_assert_msg(stmt_open_(&it->r, &s, sql, &e), "%s", e.msg);
	n = stmt_row(&s) ? col_int(&s, 0) : -1;
	ck_assert_msg(stmt_end(&s, &e), "%s", e.msg);
	return n;
}

static void
name(uint8_t id[32], size_t i)
{
	seal_hash(id, NULL, 0, &i, sizeof(i));
}

/* Sends answer i, with a draft of its own; what came of it. */
static bool
send(struct intake *it, size_t i, char ref[REFERENCE_SIZE],
    enum intake_outcome *outcome)
{
	struct place_response p;
	struct err e = { 0 };
	uint8_t id[32];
	char words[32];
	bool ok;

	snprintf(words, sizeof(words), "sealed %zu", i);
	name(id, i);
	ok = intake_draft_put(it, id, str_of(words), 1000 + (int64_t)i % 7, &e);
	place_response(&p, i + 1, "because");
	ok = ok && intake_add(it, &p.r, ref, outcome, &e);
	place_response_free(&p);
	return ok;
}

static bool
has_draft(struct intake *it, size_t i)
{
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	uint8_t id[32];
	char words[32];
	bool found;

	snprintf(words, sizeof(words), "sealed %zu", i);
	name(id, i);
	/* not from recent.c: that would prove nothing */
	ck_assert(find_read_draft(it, id, 10, &sealed, &found, &e));
	ck_assert(!found || strcmp(buf_text(&sealed), words) == 0);
	return found;
}

static char refs[MANY][REFERENCE_SIZE];

static void
send_all(struct intake *it, size_t from, size_t to)
{
	enum intake_outcome outcome;
	size_t i;

	for (i = from; i < to; i++) {
		ck_assert(send(it, i, refs[i], &outcome));
		ck_assert_int_eq(outcome, INTAKE_NEW);
	}
}

static void
check_all(struct intake *it, size_t n)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	size_t i;
	bool is;
	struct err e = { 0 };

	for (i = 0; i < n; i++) {
		ck_assert_msg(has_draft(it, i), "draft %zu", i);
		ck_assert(send(it, i, ref, &outcome));
		ck_assert_int_eq(outcome, INTAKE_SAME);
		ck_assert_str_eq(ref, refs[i]);
		ck_assert(find_reference_free(it, refs[i], &is, &e) && !is);
	}
	ck_assert_int_eq(count(it, "SELECT count(*) FROM receipt"), (int)n);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM draft"), (int)n);
	ck_assert(!has_draft(it, n));
	ck_assert(find_reference_free(it, "0000-0000-000", &is, &e) && is);
}

START_TEST(every_row_is_found_wherever_it_is)
{
	struct err e = { 0 };
	struct intake *it;
	int64_t n;

	place_make(&at);
	it = open_small(DB_CREATE);
	send_all(it, 0, GATHER - 1);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM draft_by_id"), 0);
	check_all(it, GATHER - 1);
	send_all(it, GATHER - 1, MANY / 2 + 5);
	check_all(it, MANY / 2 + 5);
	/* some are on the disk, and some in memory */
	n = count(it, "SELECT count(*) FROM receipt_by_token");
	ck_assert_int_gt(n, MANY / 2 - 2 * GATHER);
	ck_assert_int_lt(n, MANY / 2);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM late"), 3);
	intake_close(it);
	it = open_small(DB_WRITE);
	check_all(it, MANY / 2 + 5);
	send_all(it, MANY / 2 + 5, MANY);
	check_all(it, MANY);
	ck_assert(db_check(&it->w, &e));
	intake_close(it);
	it = place_intake(&at, DB_READ);	/* which has no memory */
	ck_assert(has_draft(it, 0) && has_draft(it, MANY - 1));
	ck_assert(!has_draft(it, MANY));
	intake_close(it);
	place_forget(&at);
}
END_TEST

static uint64_t
key_of(const struct intake *it, size_t i)
{
	return it->by_token.going.row[it->by_token.order[i]].key;
}

START_TEST(rows_go_to_the_disk_in_the_order_of_their_keys)
{
	struct intake *it;
	size_t i;

	place_make(&at);
	it = open_small(DB_CREATE);
	send_all(it, 0, GATHER + 5);
	ck_assert_uint_eq(it->by_token.going.n, GATHER);
	ck_assert_uint_gt(it->by_token.gone, 0);
	ck_assert_uint_lt(it->by_token.gone, GATHER);
	for (i = 1; i < GATHER; i++)
		ck_assert(key_of(it, i - 1) < key_of(it, i));
	/* and it is not yet said that all of them are there */
	ck_assert_int_eq(count(it, "SELECT count(*) FROM late"
	    " WHERE name = 'receipt_by_token'"), 0);
	intake_close(it);
	/* ended here and begun again, the same are written again, once */
	it = open_small(DB_WRITE);
	send_all(it, GATHER + 5, 4 * GATHER);
	check_all(it, 4 * GATHER);
	ck_assert_int_eq(count(it, "SELECT count(*) FROM (SELECT id FROM"
	    " receipt_by_token GROUP BY id HAVING count(*) > 1)"), 0);
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* ABORT undoes one job, ROLLBACK the whole group. */
static void
undone(const char *trigger)
{
	enum intake_outcome outcome;
	struct err e = { 0 };
	struct intake *it;
	char ref[REFERENCE_SIZE];
	size_t i;

	place_make(&at);
	it = open_small(DB_CREATE);
	send_all(it, 0, GATHER - 2);
	for (i = 0; i < 3 * GATHER; i++) {
		ck_assert_msg(db_run(&it->w, trigger, &e), "%s", e.msg);
		ck_assert(!send(it, MANY + i, ref, &outcome));
		ck_assert(db_run(&it->w, "DROP TRIGGER no", &e));
		send_all(it, GATHER - 2 + i, GATHER - 1 + i);
	}
	/* what was not kept is new when it comes again */
	ck_assert(send(it, MANY, refs[4 * GATHER], &outcome));
	ck_assert_int_eq(outcome, INTAKE_NEW);
	for (i = 0; i < 4 * GATHER - 2; i++) {
		ck_assert(send(it, i, ref, &outcome));
		ck_assert_int_eq(outcome, INTAKE_SAME);
	}
	ck_assert(db_check(&it->w, &e));
	intake_close(it);
	place_forget(&at);
}

START_TEST(what_was_undone_is_not_found)
{
	undone("CREATE TRIGGER no BEFORE INSERT ON response"
	    " BEGIN SELECT RAISE(ABORT, 'no'); END");
	undone("CREATE TRIGGER no BEFORE INSERT ON response"
	    " BEGIN SELECT RAISE(ROLLBACK, 'no'); END");
}
END_TEST

START_TEST(a_failing_index_loses_nothing)
{
	enum intake_outcome outcome;
	struct err e = { 0 };
	char ref[REFERENCE_SIZE];
	struct intake *it;

	place_make(&at);
	it = open_small(DB_CREATE);
	send_all(it, 0, GATHER + 2);
	ck_assert(db_run(&it->w, "CREATE TRIGGER no BEFORE INSERT ON"
	    " receipt_by_reference BEGIN SELECT RAISE(ABORT, 'no'); END", &e));
	ck_assert(!send(it, GATHER + 2, ref, &outcome));
	ck_assert(db_run(&it->w, "DROP TRIGGER no", &e));
	send_all(it, GATHER + 2, 3 * GATHER);
	check_all(it, 3 * GATHER);
	ck_assert(db_check(&it->w, &e));
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(drafts_that_are_gone_are_not_found_in_any_place)
{
	struct err e = { 0 };
	struct intake *it;
	uint8_t id[32];
	size_t dropped, i;

	place_make(&at);
	it = open_small(DB_CREATE);
	send_all(it, 0, 5 * GATHER);
	name(id, 1);			/* on the disk */
	ck_assert(intake_draft_drop(it, id, &e));
	name(id, 5 * GATHER - 1);	/* in memory */
	ck_assert(intake_draft_drop(it, id, &e));
	ck_assert(!has_draft(it, 1) && !has_draft(it, 5 * GATHER - 1));
	ck_assert(intake_drafts_expire(it, 1003, &dropped, &e));
	for (i = 2; i < 5 * GATHER - 1; i++)
		ck_assert_int_eq(has_draft(it, i), 1000 + i % 7 > 1003);
	/* on the disk no key is left of those it had there */
	ck_assert_int_eq(count(it, "SELECT count(*) FROM draft_by_id WHERE"
	    " id <= (SELECT upto FROM late WHERE name = 'draft_by_id') AND id"
	    " NOT IN (SELECT num FROM draft)"), 0);
	/* their numbers are nobody else's when it is opened again */
	ck_assert(intake_drafts_expire(it, 2000, &dropped, &e));
	intake_close(it);
	it = open_small(DB_WRITE);
	for (i = 0; i < 3; i++) {
		name(id, 900 + i);
		ck_assert(intake_draft_put(it, id, STR("later"), 3000, &e));
	}
	ck_assert_int_eq(count(it, "SELECT min(num) > (SELECT upto FROM late"
	    " WHERE name = 'draft_by_id') FROM draft"), 1);
	intake_close(it);
	place_forget(&at);
}
END_TEST

extern const char schema_intake_1[], schema_intake_2[], schema_intake_3[];

START_TEST(receipts_of_an_older_layout_go_on)
{
	static const char *const older[] = { schema_intake_1, schema_intake_2,
		schema_intake_3 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	uint8_t token[32];
	struct db db;
	struct intake *it;
	size_t i;

	place_make(&at);
	ck_assert(db_open(&db, at.intake, DB_CREATE, &e));
	for (i = 0; i < LEN(older); i++)
		ck_assert_msg(db_run(&db, older[i], &e), "%s", e.msg);
	place_response(&p, 8, "because");
	token_hash(p.r.token, token);
	place_response_free(&p);
	ck_assert(db_run(&db, "INSERT INTO epoch VALUES (5, zeroblob(16));", &e));
	ck_assert(stmt_open(&db, &s, "INSERT INTO receipt VALUES (9, ?1,"
	    " '4F7K-2M9Q-X3C')", &e));
	stmt_blob(&s, 1, token, 32);
	ck_assert(stmt_do(&s, &e));
	stmt_close(&s);
	ck_assert(db_run(&db, "INSERT INTO response VALUES (3, 9, 5, 1, 'f',"
	    " 'online', '2024-06-03', 0, x'00', x'00')", &e));
	db_close(&db);
	it = place_intake(&at, DB_WRITE);
	ck_assert(db_check(&it->w, &e));	/* foreign keys too */
	ck_assert(send(it, 7, ref, &outcome));
	ck_assert_int_eq(outcome, INTAKE_AMENDED);
	ck_assert_str_eq(ref, "4F7K-2M9Q-X3C");
	ck_assert(send(it, 8, ref, &outcome));
	ck_assert_int_eq(outcome, INTAKE_NEW);
	ck_assert_int_eq(count(it, "SELECT max(id) FROM receipt"), 10);
	ck_assert(db_check(&it->w, &e));
	intake_close(it);
	place_forget(&at);
}
END_TEST

UNIT_SUITE(late, every_row_is_found_wherever_it_is,
    rows_go_to_the_disk_in_the_order_of_their_keys,
    what_was_undone_is_not_found, a_failing_index_loses_nothing,
    drafts_that_are_gone_are_not_found_in_any_place,
    receipts_of_an_older_layout_go_on)
