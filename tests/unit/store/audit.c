/* SPDX-License-Identifier: MIT
 *
 * audit.c -- tests of the log: a line that was edited, deleted, moved or cut
 * off is found.
 */
#include "tests/unit/store/asked.h"
#include "tests/unit/unit.h"

static struct place at;
static struct arena a;

static struct cases *
with_lines(int n)
{
	struct cases *c;
	struct err e = { 0 };

	place_make(&at);
	c = asked_cases(&at, DB_CREATE);
	while (n-- > 0)
		ck_assert_msg(audit_add(c, "Ann", "wrote", 0,
		    arena_printf(&a, "line %d", n), &e), "%s", e.msg);
	return c;
}

static void
done(struct cases *c)
{
	cases_close(c);
	place_forget(&at);
}

/* Somebody with the file and any SQLite tool. */
static void
tamper(struct cases *c, const char *sql)
{
	struct err e = { 0 };

	ck_assert_msg(db_run(&c->db, "DROP TRIGGER IF EXISTS audit_stays;"
	    "DROP TRIGGER IF EXISTS audit_as_written", &e), "%s", e.msg);
	ck_assert_msg(db_run(&c->db, sql, &e), "%s: %s", sql, e.msg);
}

START_TEST(an_untouched_log_is_right)
{
	struct cases *c = with_lines(0);
	char head[AUDIT_HEAD], first[AUDIT_HEAD];
	struct cases_line *l;
	struct err e = { 0 };
	size_t n;

	ck_assert(cases_audit_verify(c, NULL, head, &e));
	ck_assert_int_eq(strncmp(head, "0:", 2), 0);
	ck_assert(audit_add(c, "Ann", "wrote", 4, "one", &e));
	ck_assert(cases_audit_verify(c, head, first, &e));
	ck_assert(audit_add(c, "Bob", "wrote", 0, "two", &e));
	ck_assert(cases_audit_verify(c, first, head, &e));
	ck_assert_int_eq(strncmp(head, "2:", 2), 0);
	ck_assert(cases_audit(&a, c, &l, &n, &e));
	ck_assert(n == 2 && l[0].task == 4 && l[1].task == 0);
	ck_assert_str_eq(l[1].who, "Bob");
	ck_assert(!cases_audit_verify(c, "2:12", head, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	done(c);
}
END_TEST

START_TEST(whatever_is_done_to_a_line_is_found)
{
	static const struct { const char *sql, *says; } v[] = {
		{ "UPDATE audit SET who = 'Eve' WHERE id = 3", "line 3" },
		{ "UPDATE audit SET what = what || ' ' WHERE id = 1",
		    "line 1" },
		{ "UPDATE audit SET detail = 'another' WHERE id = 5",
		    "line 5" },
		{ "UPDATE audit SET at = at + 1 WHERE id = 2", "line 2" },
		{ "UPDATE audit SET task = 7 WHERE id = 2", "line 2" },
		{ "UPDATE audit SET who = 'Annw', what = 'rote' WHERE id = 2",
		    "line 2" },
		{ "DELETE FROM audit WHERE id = 3", "line 3" },
		{ "DELETE FROM audit WHERE id = 1", "line 1" },
		{ "DELETE FROM audit WHERE id = 3; UPDATE audit SET id = id - 1"
		    " WHERE id > 3", "line 3" },
		{ "UPDATE audit SET id = 100 WHERE id = 2;"
		    "UPDATE audit SET id = 2 WHERE id = 3;"
		    "UPDATE audit SET id = 3 WHERE id = 100", "line 2" },
		{ "DELETE FROM audit WHERE id = 5", "5 lines, and it has 4" },
		{ "DELETE FROM audit", "5 lines, and it has 0" },
		{ "UPDATE audit SET hash = zeroblob(32) WHERE id = 4",
		    "line 4" },
		{ "INSERT INTO audit (id, at, who, what, detail, hash) VALUES"
		    " (6, 1, 'Eve', 'was here', '', zeroblob(32))", "line 6" },
		{ "UPDATE audit SET subject = 'sheet 1' WHERE id = 4",
		    "line 4" },
		{ "DELETE FROM audit_head", "is gone" },
	};
	char head[AUDIT_HEAD];
	struct err e;
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		struct cases *c = with_lines(5);

		/* control: before, it is right */
		ck_assert(cases_audit_verify(c, NULL, head, &e));
		tamper(c, v[i].sql);
		ck_assert_msg(!cases_audit_verify(c, NULL, head, &e), "%s",
		    v[i].sql);
		ck_assert_int_eq(e.code, ERR_DB);
		ck_assert_msg(strstr(e.msg, v[i].says) != NULL, "%s: %s",
		    v[i].sql, e.msg);
		done(c);
	}
}
END_TEST

/* Somebody who knows how it is made can cut it and put a true head. */
START_TEST(a_head_that_was_written_down_finds_even_a_new_chain)
{
	struct cases *c = with_lines(5);
	char head[AUDIT_HEAD], now[AUDIT_HEAD];
	struct err e = { 0 };

	ck_assert(cases_audit_verify(c, NULL, head, &e));
	tamper(c, "DELETE FROM audit WHERE id > 3; UPDATE audit_head SET n = 3,"
	    " hash = (SELECT hash FROM audit WHERE id = 3)");
	/* control: from the inside it looks right */
	ck_assert_msg(cases_audit_verify(c, NULL, now, &e), "%s", e.msg);
	ck_assert(!cases_audit_verify(c, head, now, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "line 5"));
	ck_assert(audit_add(c, "Eve", "wrote", 0, "a", &e));
	ck_assert(audit_add(c, "Eve", "wrote", 0, "b", &e));
	ck_assert(cases_audit_verify(c, NULL, now, &e));
	ck_assert(!cases_audit_verify(c, head, now, &e));
	done(c);
}
END_TEST

START_TEST(nobody_changes_the_log_by_mistake)
{
	struct cases *c = with_lines(2);
	struct err e = { 0 };

	ck_assert(!db_run(&c->db, "DELETE FROM audit", &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "only ever added to"));
	ck_assert(!db_run(&c->db, "UPDATE audit SET who = 'Eve'", &e));
	done(c);
}
END_TEST

UNIT_SUITE(audit, an_untouched_log_is_right,
    whatever_is_done_to_a_line_is_found,
    a_head_that_was_written_down_finds_even_a_new_chain,
    nobody_changes_the_log_by_mistake)
