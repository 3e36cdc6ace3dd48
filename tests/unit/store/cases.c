/* SPDX-License-Identifier: MIT
 *
 * cases.c -- tests of opening sealed responses and of keeping codings.
 */
#include "store/cases.h"
#include "store/intake.h"
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static struct place at;
static struct arena a;

static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(*(int *)arg)++;
	if (strcmp(hash, answers_form()->hash) == 0)
		return answers_form();
	err_set(e, ERR_INPUT, "no version %.12s", hash);
	return NULL;
}

static void
add(struct intake *it, uint64_t n, const char *why, bool rehearsal)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };

	place_response(&p, n, why);
	p.r.meta.rehearsal = rehearsal;
	if (rehearsal) {	/* the mark is inside, too */
		char *mark = strstr(p.json.p, "\"rehearsal\":false");

		memcpy(mark, "\"rehearsal\":true,", 17);
		memmove(mark + 16, mark + 17, strlen(mark + 17) + 1);
		p.r.plain.n = p.json.n -= 1;
		ck_assert_ptr_nonnull(strstr(p.json.p, "true,\"answers"));
	}
	ck_assert_msg(intake_add(it, &p.r, ref, &outcome, &e), "%s", e.msg);
	place_response_free(&p);
}

static struct cases *
cases_at(enum db_mode mode)
{
	struct cases *c;
	struct err e = { 0 };

	ck_assert_msg(cases_open(&c, at.cases, mode, &e), "%s", e.msg);
	return c;
}

static bool
pull(struct cases *c, const struct seal_secret *key, struct cases_pull *out,
    struct err *e)
{
	struct intake *it = place_intake(&at, DB_READ);
	int asked = 0;
	bool ok = cases_pull(c, it, key, form_of, &asked, out, e);

	intake_close(it);
	return ok;
}

static int64_t
ask(struct cases *c, const char *sql)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	int64_t v;

	ck_assert_msg(stmt_open_(&c->db, &s, sql, &e), "%s", e.msg);
	ck_assert(stmt_row(&s));
	v = col_int(&s, 0);
	return v;
}

START_TEST(pulling_opens_each_row_once)
{
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct cases_response *r;
	struct err e = { 0 };
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", false);
	add(it, 2, "it is kind", false);
	c = cases_at(DB_CREATE);
	ck_assert_msg(pull(c, &at.analyst, &got, &e), "%s", e.msg);
	ck_assert(got.seen == 2 && got.added == 2 && got.already == 0);
	ck_assert_msg(pull(c, &at.analyst, &got, &e), "%s", e.msg);
	ck_assert(got.seen == 2 && got.added == 0 && got.already == 2);
	/* an amendment takes the place of what came before; both are kept */
	add(it, 1, "on second thoughts", false);
	add(it, 3, "new", false);
	ck_assert_msg(pull(c, &at.recovery, &got, &e), "%s", e.msg);
	ck_assert(got.added == 2 && got.already == 2 && got.amended == 1);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM response"), 4);
	ck_assert(cases_load(&a, c, answers_form(), &r, &n, &e));
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq(r[0].answers.v[WHY].text, "it is kind");
	ck_assert_str_eq(r[1].answers.v[WHY].text, "on second thoughts");
	ck_assert_str_eq(r[1].answers.v[CAPACITY].write_in, "a friend");
	ck_assert_str_eq(r[1].meta.day, "2024-06-03");
	ck_assert(reference_valid(str_of(r[1].reference)));
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(answers_can_be_read_with_any_tool)
{
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct cases_unit *u;
	struct err e = { 0 };
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", false);
	c = cases_at(DB_CREATE);
	ck_assert(pull(c, &at.analyst, &got, &e));
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM answer"), N_FIELDS);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM answer WHERE"
	    " field = 'capacity' AND state = 'answered' AND value = 'other'"
	    " AND write_in = 'a friend'"), 1);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM answer WHERE"
	    " field = 'org' AND state = 'not-asked' AND value IS NULL"), 1);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM answer WHERE"
	    " field = 'why[P1]' AND value = 'because'"), 1);
	ck_assert(cases_units(&a, c, &u, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(u[0].field, "why[P1]");
	ck_assert_str_eq(u[0].text, "because");
	add(it, 1, "another reason", false);
	ck_assert(pull(c, &at.analyst, &got, &e));
	ck_assert(cases_units(&a, c, &u, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(u[0].text, "another reason");
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(a_wrong_key_opens_nothing_and_changes_nothing)
{
	struct seal_secret stranger;
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", false);
	c = cases_at(DB_CREATE);
	seal_keypair(&stranger);
	ck_assert(!pull(c, &stranger, &got, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	ck_assert_ptr_nonnull(strstr(e.msg, "this key does not open"));
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM response"), 0);
	ck_assert(pull(c, &at.analyst, &got, &e));	/* control */
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* Changes one column of row 2 behind the program's back. */
static void
change(const char *sql)
{
	struct err e = { 0 };
	struct db db;

	ck_assert(db_open(&db, at.intake, DB_WRITE, &e));
	ck_assert_msg(db_run(&db, sql, &e), "%s: %s", sql, e.msg);
	db_close(&db);
}

static struct cases *
three(const char *sql)
{
	struct intake *it;
	int i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (i = 1; i <= 3; i++)
		add(it, (uint64_t)i, "because", false);
	intake_close(it);
	if (sql != NULL)
		change(sql);
	return cases_at(DB_CREATE);
}

static void
tampered(const char *sql, int64_t taken, int64_t first)
{
	struct cases *c = three(sql);
	struct cases_pull got;
	struct err e = { 0 };
	char row[32];

	snprintf(row, sizeof(row), "(row %lld): ", (long long)first);
	ck_assert_msg(pull(c, &at.analyst, &got, &e), "%s: %s", sql, e.msg);
	ck_assert_int_eq(got.seen, 3);
	ck_assert_int_eq(got.added, taken);
	ck_assert_int_eq(got.bad, 3 - taken);
	ck_assert_int_eq(got.bad_row, first);
	ck_assert_msg(first == 0 || strstr(got.bad_why, row) != NULL, "%s: %s",
	    sql, got.bad_why);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM response"), taken);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM unit"), taken);
	cases_close(c);
	place_forget(&at);
}

START_TEST(a_changed_row_is_set_aside_and_the_others_are_taken)
{
	tampered(NULL, 3, 0);		/* control: unchanged, all is taken */
	tampered("UPDATE response SET day = '2024-06-04' WHERE id = 2", 2, 2);
	tampered("UPDATE response SET channel = 'paper' WHERE id = 2", 2, 2);
	tampered("UPDATE response SET rehearsal = 1 WHERE id = 2", 2, 2);
	tampered("UPDATE response SET form = 'f' || substr(form, 2)"
	    " WHERE id = 2", 2, 2);
	tampered("UPDATE response SET seq = 77 WHERE id = 2", 2, 2);
	tampered("UPDATE response SET seq = 1 << 62 WHERE id = 2", 2, 2);
	tampered("UPDATE response SET receipt = 1 WHERE id = 2", 2, 2);
	tampered("UPDATE receipt SET reference = '0000-0000-000'"
	    " WHERE id = 2", 2, 2);
	tampered("UPDATE receipt SET token = zeroblob(32) WHERE id = 2", 2, 2);
	tampered("UPDATE response SET sealed = (SELECT sealed FROM response"
	    " WHERE id = 3) WHERE id = 2", 2, 2);
	tampered("UPDATE response SET sealed = zeroblob(length(sealed))"
	    " WHERE id = 2", 2, 2);
	tampered("UPDATE response SET sealed = x'00' WHERE id = 2", 2, 2);
	tampered("UPDATE response SET sealed = x'' WHERE id = 1", 2, 1);
	tampered("UPDATE epoch SET name = zeroblob(16)", 0, 1);
}
END_TEST

/* Rows that hang on nothing are neither lost nor left uncounted. */
START_TEST(a_row_without_its_receipt_or_epoch_is_set_aside)
{
	tampered("PRAGMA foreign_keys = OFF; DELETE FROM receipt WHERE id = 3",
	    2, 3);
	tampered("PRAGMA foreign_keys = OFF; UPDATE response SET epoch = 9"
	    " WHERE id = 1", 2, 1);
}
END_TEST

START_TEST(a_root_that_was_changed_is_like_a_wrong_key)
{
	struct cases *c = three("UPDATE root SET sealed = zeroblob(80)"
	    " WHERE recipient = 1");
	struct cases_pull got;
	struct err e = { 0 };

	ck_assert(!pull(c, &at.analyst, &got, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	ck_assert_ptr_nonnull(strstr(e.msg, "(row 1): this key"));
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM response"), 0);
	ck_assert(pull(c, &at.recovery, &got, &e));	/* its own copy */
	ck_assert_int_eq(got.added, 3);
	cases_close(c);
	place_forget(&at);
}
END_TEST

/* One epoch of two is lost: the other is taken all the same. */
START_TEST(an_epoch_that_does_not_open_does_not_block_the_others)
{
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct err e = { 0 };
	int i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (i = 0; i < 6; i++) {
		if (i == 4)
			it->epoch_began -= 5 * 60 * 1000;
		add(it, (uint64_t)i, "because", false);
	}
	intake_close(it);
	change("UPDATE root SET sealed = zeroblob(80) WHERE epoch = 1");
	c = cases_at(DB_CREATE);
	ck_assert_msg(pull(c, &at.analyst, &got, &e), "%s", e.msg);
	ck_assert(got.added == 2 && got.bad == 4 && got.bad_row == 1);
	ck_assert_ptr_nonnull(strstr(got.bad_why, "this key"));
	cases_close(c);
	place_forget(&at);
}
END_TEST

START_TEST(a_row_that_was_repaired_comes_in_where_it_belongs)
{
	struct cases *c = three("UPDATE response SET day = '2024-06-04'"
	    " WHERE id = 2");
	struct cases_pull got;
	struct cases_response *r;
	struct err e = { 0 };
	size_t n;

	ck_assert(pull(c, &at.analyst, &got, &e) && got.bad == 1);
	ck_assert(pull(c, &at.analyst, &got, &e));	/* still there */
	ck_assert(got.already == 2 && got.added == 0 && got.bad == 1);
	change("UPDATE response SET day = '2024-06-03' WHERE id = 2");
	ck_assert(pull(c, &at.analyst, &got, &e));
	ck_assert(got.already == 2 && got.added == 1 && got.bad == 0);
	ck_assert(cases_load(&a, c, answers_form(), &r, &n, &e));
	ck_assert_uint_eq(n, 3);
	ck_assert_int_eq(r[1].id, 3);	/* kept last, received second */
	cases_close(c);
	place_forget(&at);
}
END_TEST

START_TEST(a_row_of_an_unknown_version_is_set_aside)
{
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct cases_response *r;
	struct forms_form other = *answers_form();
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	place_response(&p, 1, "because");
	memset(strstr(p.json.p, "0123"), 'a', 4);
	ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
	place_response_free(&p);
	c = cases_at(DB_CREATE);
	add(it, 2, "because", false);
	ck_assert(pull(c, &at.analyst, &got, &e));
	ck_assert(got.added == 1 && got.bad == 1 && got.bad_row == 1);
	ck_assert_ptr_nonnull(strstr(got.bad_why, ref));
	ck_assert_ptr_nonnull(strstr(got.bad_why, "no version aaaa"));
	intake_close(it);
	cases_close(c);
	place_forget(&at);

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", false);
	c = cases_at(DB_CREATE);
	ck_assert(pull(c, &at.analyst, &got, &e));
	other.hash[0] = 'f';
	ck_assert(!cases_load(&a, c, &other, &r, &n, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	intake_close(it);
	cases_close(c);
	place_forget(&at);
}
END_TEST

START_TEST(rehearsals_go_with_all_that_hangs_on_them)
{
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct cases_unit *u;
	struct cases_coding g = { .code = "P1", .start = 0, .end = 7 };
	struct cases_run run = { CODED_RULE, "rules", "strategy 1", "" };
	struct err e = { 0 };
	int64_t removed, id;
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", false);
	add(it, 2, "made up", true);
	c = cases_at(DB_CREATE);
	ck_assert_msg(pull(c, &at.analyst, &got, &e), "%s", e.msg);
	ck_assert(cases_units(&a, c, &u, &n, &e));
	ck_assert_uint_eq(n, 2);
	g.unit = u[1].id;
	ck_assert_msg(cases_run(c, &run, &g, 1, &id, &e), "%s", e.msg);
	ck_assert(cases_remove_rehearsal(c, &removed, &e));
	ck_assert_int_eq(removed, 1);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM response"), 1);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM answer"), N_FIELDS);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM unit"), 1);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM coding"), 0);
	ck_assert(db_check(&c->db, &e));
	intake_close(it);
	cases_close(c);
	place_forget(&at);
}
END_TEST

START_TEST(a_later_run_takes_the_place_of_the_one_before)
{
	struct cases_run rules = { CODED_RULE, "rules", "strategy 1", "abc" };
	struct cases_run human = { CODED_HUMAN, "ann", "strategy 1", "" };
	struct cases_coding g[3], *got;
	struct intake *it;
	struct cases *c;
	struct cases_pull pulled;
	struct cases_unit *u;
	struct err e = { 0 };
	int64_t first, second;
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", false);
	add(it, 2, "it is kind", false);
	c = cases_at(DB_CREATE);
	ck_assert(pull(c, &at.analyst, &pulled, &e));
	ck_assert(cases_units(&a, c, &u, &n, &e));
	g[0] = (struct cases_coding){ .unit = u[1].id, .code = "P1",
	    .start = 6, .end = 10, .why = "kind" };
	g[1] = (struct cases_coding){ .unit = u[0].id, .code = "P2",
	    .start = -1, .end = -1 };
	g[2] = (struct cases_coding){ .unit = u[1].id, .code = "A1",
	    .start = 0, .end = 2 };
	ck_assert(cases_run(c, &rules, g, 3, &first, &e));
	ck_assert(cases_codings(&a, c, &got, &n, &e));
	ck_assert_uint_eq(n, 3);
	ck_assert_str_eq(got[0].code, "P2");	/* by unit, start, code */
	ck_assert_str_eq(got[1].code, "A1");
	ck_assert_str_eq(got[2].why, "kind");
	ck_assert_int_eq(got[2].source, CODED_RULE);
	ck_assert_int_eq(got[0].start, -1);
	ck_assert(cases_run(c, &human, g, 1, &second, &e));
	ck_assert(cases_codings(&a, c, &got, &n, &e));
	ck_assert_uint_eq(n, 4);
	ck_assert(cases_run(c, &rules, g + 2, 1, &second, &e));
	ck_assert(cases_codings(&a, c, &got, &n, &e));
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(ask(c, "SELECT count(*) FROM coding"), 5);
	/* a coding of a text that is not there undoes its whole run */
	g[2].unit = 999;
	ck_assert(!cases_run(c, &rules, g, 3, &second, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "999"));
	ck_assert(cases_codings(&a, c, &got, &n, &e));
	ck_assert_uint_eq(n, 2);
	/* what was said before a change of mind does not count */
	add(it, 2, "it is not", false);
	ck_assert(pull(c, &at.analyst, &pulled, &e));
	ck_assert(cases_codings(&a, c, &got, &n, &e));
	ck_assert_uint_eq(n, 0);
	intake_close(it);
	cases_close(c);
	place_forget(&at);
}
END_TEST

START_TEST(many_epochs_are_opened_in_turn)
{
	struct intake *it;
	struct cases *c;
	struct cases_pull got;
	struct cases_response *r;
	struct err e = { 0 };
	char why[32];
	size_t n;
	int i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (i = 0; i < 60; i++) {
		snprintf(why, sizeof(why), "reason %d", i);
		if (i % 7 == 0)
			it->epoch_began -= 5 * 60 * 1000;
		add(it, (uint64_t)i, why, false);
	}
	c = cases_at(DB_CREATE);
	ck_assert_msg(pull(c, &at.analyst, &got, &e), "%s", e.msg);
	ck_assert_int_eq(ask(c, "SELECT count(DISTINCT epoch) FROM response"),
	    9);
	ck_assert(cases_load(&a, c, answers_form(), &r, &n, &e));
	ck_assert_uint_eq(n, 60);
	for (i = 0; i < 60; i++) {
		snprintf(why, sizeof(why), "reason %d", i);
		ck_assert_str_eq(r[i].answers.v[WHY].text, why);
	}
	intake_close(it);
	cases_close(c);
	place_forget(&at);
}
END_TEST

UNIT_SUITE(cases, pulling_opens_each_row_once,
    answers_can_be_read_with_any_tool,
    a_wrong_key_opens_nothing_and_changes_nothing,
    a_changed_row_is_set_aside_and_the_others_are_taken,
    a_row_without_its_receipt_or_epoch_is_set_aside,
    a_root_that_was_changed_is_like_a_wrong_key,
    an_epoch_that_does_not_open_does_not_block_the_others,
    a_row_that_was_repaired_comes_in_where_it_belongs,
    a_row_of_an_unknown_version_is_set_aside,
    rehearsals_go_with_all_that_hangs_on_them,
    a_later_run_takes_the_place_of_the_one_before,
    many_epochs_are_opened_in_turn)
