/* SPDX-License-Identifier: MIT
 *
 * bulk.c -- tests of writing much without a log: when it is done, what others see, and
 * what is left when it is killed in the middle.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[64], path[96];

static void
place(void)
{
	snprintf(dir, sizeof(dir), "/tmp/earshot-bulk-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/x.db", dir);
}

static void
forget(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal",
		".lock" };
	char name[128];
	size_t i;

	for (i = 0; i < LEN(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		unlink(name);
	}
	ck_assert_int_eq(rmdir(dir), 0);
}

static void
begin(struct db *db, enum db_mode mode)
{
	struct err e = { 0 };

	ck_assert_msg(db_open(db, path, mode, &e), "%s", e.msg);
}

static void
run(struct db *db, const char *sql)
{
	struct err e = { 0 };

	ck_assert_msg(db_run(db, sql, &e), "%s", e.msg);
}

static void
mode_is(struct db *db, const char *mode)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };

	ck_assert(stmt_open(db, &s, "PRAGMA journal_mode", &e) && stmt_row(&s));
	ck_assert_str_eq(col_text(&s, 0), mode);
}

static int64_t
rows(struct db *db)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	int64_t n;

	ck_assert(stmt_open(db, &s, "SELECT count(*) FROM t", &e) &&
	    stmt_row(&s));
	n = col_int(&s, 0);
	ck_assert_msg(stmt_end(&s, &e), "%s", e.msg);
	return n;
}

START_TEST(the_log_is_left_while_nobody_reads_and_comes_back)
{
	struct db db CLEAN(db_close) = { 0 }, reader CLEAN(db_close) = { 0 };

	place();
	begin(&db, DB_CREATE_BULK);
	mode_is(&db, "truncate");
	run(&db, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
	begin(&reader, DB_READ);		/* while it goes on */
	run(&db, "INSERT INTO t VALUES(2)");
	ck_assert_int_eq(rows(&reader), 2);
	db_close(&db);
	begin(&db, DB_CREATE_BULK);		/* it stays left */
	mode_is(&db, "truncate");
	db_close(&db);
	begin(&db, DB_WRITE);
	mode_is(&db, "wal");
	run(&db, "INSERT INTO t VALUES(3)");
	ck_assert_int_eq(rows(&reader), 3);
	db_close(&db);
	begin(&db, DB_CREATE_BULK);		/* somebody reads by it */
	mode_is(&db, "wal");
	run(&db, "INSERT INTO t VALUES(4)");
	ck_assert_int_eq(rows(&reader), 4);
	db_close(&reader);
	db_close(&db);
	begin(&db, DB_CREATE_BULK);
	mode_is(&db, "truncate");
	db_close(&db);
	forget();
}
END_TEST

/* One row is there; many are being written, by pages that are no longer new. */
static void
kill_in_the_middle(void)
{
	struct db db = { 0 };
	struct err e;
	int status;

	if (fork() == 0) {
		if (db_open(&db, path, DB_CREATE_BULK, &e) && db_run(&db,
		    "CREATE TABLE t(a); INSERT INTO t VALUES(1);"
		    "PRAGMA cache_size=1; BEGIN; UPDATE t SET a = 2;"
		    "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
		    " WHERE i < 500) INSERT INTO t SELECT randomblob(9000)"
		    " FROM n", &e))
			kill(getpid(), SIGKILL);
		_exit(1);
	}
	ck_assert(wait(&status) > 0);
	ck_assert(WIFSIGNALED(status));
}

/* As SQLite says it to somebody who may not write. */
static int
plain_look(void)
{
	sqlite3 *h;
	int rc = sqlite3_open_v2(path, &h, SQLITE_OPEN_READONLY, NULL);

	ck_assert_int_eq(rc, SQLITE_OK);
	sqlite3_extended_result_codes(h, 1);
	rc = sqlite3_exec(h, "SELECT count(*) FROM t", NULL, NULL, NULL);
	sqlite3_close(h);
	return rc;
}

START_TEST(a_reader_undoes_what_was_begun)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };

	place();
	kill_in_the_middle();
	ck_assert_int_eq(plain_look(), SQLITE_READONLY_ROLLBACK); /* control */
	begin(&db, DB_READ);
	ck_assert_int_eq(rows(&db), 1);
	ck_assert_msg(db_check(&db, &e), "%s", e.msg);
	ck_assert(!db_run(&db, "INSERT INTO t VALUES(2)", &e));
	ck_assert_int_eq(plain_look(), SQLITE_OK);
	db_close(&db);
	forget();
}
END_TEST

START_TEST(who_cannot_undo_it_reads_nothing_half_written)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	int status;

	place();
	kill_in_the_middle();
	chmod(path, 0444);
	chmod(dir, 0555);
	if (fork() == 0) {
		/* root may write anywhere: look as somebody else */
		if (geteuid() == 0 &&
		    (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(2);
		_exit(db_open(&db, path, DB_READ, &e) ? 1 :
		    strstr(e.msg, "stopped in the middle") != NULL ? 0 : 3);
	}
	ck_assert(wait(&status) > 0);
	chmod(dir, 0755);
	chmod(path, 0600);
	ck_assert_int_eq(status, 0);
	begin(&db, DB_WRITE);
	mode_is(&db, "wal");
	ck_assert_int_eq(rows(&db), 1);
	db_close(&db);
	forget();
}
END_TEST

UNIT_SUITE(bulk, the_log_is_left_while_nobody_reads_and_comes_back,
    a_reader_undoes_what_was_begun,
    who_cannot_undo_it_reads_nothing_half_written)
