/* SPDX-License-Identifier: MIT
 *
 * db.c -- tests of opening, locking, writing and refusing databases.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[64], path[96];

static void
place(void)
{
	snprintf(dir, sizeof(dir), "/tmp/earshot-db-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/x.db", dir);
}

static void
forget(void)
{
	static const char *const ends[] = { "", "-wal", "-shm", ".lock" };
	char name[128];
	size_t i;

	for (i = 0; i < LEN(ends); i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		unlink(name);
	}
	rmdir(dir);
}

static int64_t
ask(struct db *db, const char *sql)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	int64_t v;

	ck_assert_msg(stmt_open_(db, &s, sql, &e), "%s", e.msg);
	ck_assert(stmt_row(&s));
	v = col_int(&s, 0);
	ck_assert_msg(stmt_end(&s, &e), "%s", e.msg);
	return v;
}

START_TEST(the_settings_that_keep_answers_are_on)
{
	struct db db CLEAN(db_close) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	struct stat st;

	place();
	ck_assert_msg(db_open(&db, path, DB_CREATE, &e), "%s", e.msg);
	ck_assert_int_eq(ask(&db, "PRAGMA synchronous"), 2);
	ck_assert_int_eq(ask(&db, "PRAGMA foreign_keys"), 1);
	ck_assert_int_eq(ask(&db, "PRAGMA secure_delete"), 1);
	ck_assert_int_eq(ask(&db, "PRAGMA trusted_schema"), 0);
	ck_assert_int_eq(ask(&db, "PRAGMA cell_size_check"), 1);
	ck_assert_int_eq(ask(&db, "PRAGMA temp_store"), 2);
	ck_assert(stmt_open(&db, &s, "PRAGMA journal_mode", &e));
	ck_assert(stmt_row(&s));
	ck_assert_str_eq(col_text(&s, 0), "wal");
	/* defensive: the schema cannot be edited as if it were a table */
	ck_assert(db_run(&db, "PRAGMA writable_schema=ON", &e));
	ck_assert(!db_run(&db, "DELETE FROM sqlite_schema", &e));
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_uint_eq(st.st_mode & 0777, 0600);
	forget();
}
END_TEST

START_TEST(values_come_back_as_they_went_in)
{
	struct db db CLEAN(db_close) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };

	place();
	ck_assert(db_open(&db, path, DB_CREATE, &e));
	ck_assert(!db_run(&db, "CREATE TABLE t(a, b, c, d) STRICT", &e));
	ck_assert(db_run(&db, "CREATE TABLE t(a INT, b TEXT, c BLOB, d TEXT)"
	    " STRICT", &e));
	ck_assert(stmt_open(&db, &s, "INSERT INTO t VALUES(?1, ?2, ?3, ?4)",
	    &e));
	stmt_int(&s, 1, INT64_MIN);
	stmt_text(&s, 2, "d\xC3\xA9j\xC3\xA0");
	stmt_blob(&s, 3, NULL, 0);
	stmt_text(&s, 4, NULL);
	ck_assert_msg(stmt_do(&s, &e), "%s", e.msg);
	stmt_close(&s);
	ck_assert(stmt_open(&db, &s, "SELECT a, b, c, d FROM t", &e));
	ck_assert(stmt_row(&s));
	ck_assert(col_int(&s, 0) == INT64_MIN);
	ck_assert_str_eq(col_text(&s, 1), "d\xC3\xA9j\xC3\xA0");
	ck_assert(!col_null(&s, 2));
	ck_assert_uint_eq(col_blob(&s, 2).n, 0);
	ck_assert(col_null(&s, 3));
	ck_assert_str_eq(col_text(&s, 3), "");
	forget();
}
END_TEST

START_TEST(a_statement_remembers_its_first_error)
{
	struct db db CLEAN(db_close) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };

	place();
	ck_assert(db_open(&db, path, DB_CREATE, &e));
	ck_assert(db_run(&db, "CREATE TABLE t(a INT UNIQUE)", &e));
	ck_assert(!stmt_open(&db, &s, "INSERT INTO nothing VALUES(?1)", &e));
	stmt_int(&s, 1, 1);
	ck_assert(!stmt_do(&s, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "nothing"));
	ck_assert(stmt_open(&db, &s, "INSERT INTO t VALUES(?1)", &e));
	stmt_int(&s, 2, 1);	/* there is no ?2 */
	stmt_int(&s, 1, 1);
	ck_assert(!stmt_do(&s, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	stmt_int(&s, 1, 1);
	ck_assert_msg(stmt_do(&s, &e), "%s", e.msg);
	stmt_int(&s, 1, 1);
	ck_assert(!stmt_do(&s, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "UNIQUE"));
	forget();
}
END_TEST

START_TEST(a_second_writer_is_refused_and_told_who_holds_it)
{
	struct db one CLEAN(db_close) = { 0 }, two CLEAN(db_close) = { 0 };
	struct db reader CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	char pid[24];
	int status;

	place();
	ck_assert(db_open(&one, path, DB_CREATE, &e));
	ck_assert(!db_open(&two, path, DB_WRITE, &e));
	ck_assert_int_eq(e.code, ERR_BUSY);
	snprintf(pid, sizeof(pid), "process %ld", (long)getpid());
	ck_assert_msg(strstr(e.msg, pid) != NULL, "%s", e.msg);
	ck_assert_msg(db_open(&reader, path, DB_READ, &e), "%s", e.msg);
	if (fork() == 0)
		_exit(db_open(&two, path, DB_WRITE, &e) ? 1 : 0);
	ck_assert(wait(&status) > 0);
	ck_assert_int_eq(status, 0);
	/* control: when the first has gone, the second may */
	db_close(&one);
	ck_assert_msg(db_open(&two, path, DB_WRITE, &e), "%s", e.msg);
	forget();
}
END_TEST

START_TEST(a_reader_cannot_write)
{
	struct db w CLEAN(db_close) = { 0 }, r CLEAN(db_close) = { 0 };
	struct err e = { 0 };

	place();
	ck_assert(db_open(&w, path, DB_CREATE, &e));
	ck_assert(db_run(&w, "CREATE TABLE t(a); INSERT INTO t VALUES(7)", &e));
	ck_assert(db_open(&r, path, DB_READ, &e));
	ck_assert_int_eq(ask(&r, "SELECT a FROM t"), 7);
	ck_assert(!db_run(&r, "INSERT INTO t VALUES(8)", &e));
	ck_assert_int_eq(e.code, ERR_IO);
	/* it sees what is committed later */
	ck_assert(db_run(&w, "INSERT INTO t VALUES(9)", &e));
	ck_assert_int_eq(ask(&r, "SELECT count(*) FROM t"), 2);
	forget();
}
END_TEST

START_TEST(what_is_missing_or_no_database_is_said_plainly)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };

	place();
	ck_assert(!db_open(&db, path, DB_READ, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert(!db_open(&db, path, DB_WRITE, &e));
	ck_assert(!file_exists(path));
	ck_assert(!db_open(&db, dir, DB_READ, &e));
	ck_assert(file_write(path, "Dear all, this is a letter and not a "
	    "database, though it is long enough to have been one.........."
	    "...............................", 128, 0600, &e));
	ck_assert(!db_open(&db, path, DB_READ, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert_ptr_nonnull(strstr(e.msg, "damaged"));
	ck_assert(!db_open(&db, path, DB_CREATE, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	forget();
}
END_TEST

START_TEST(damage_inside_is_found_by_the_check)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	uint8_t junk[512];
	int fd;

	place();
	ck_assert(db_open(&db, path, DB_CREATE, &e));
	ck_assert(db_run(&db, "CREATE TABLE t(a INT, b BLOB); WITH RECURSIVE "
	    "n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
	    "INSERT INTO t SELECT i, randomblob(500) FROM n", &e));
	ck_assert_msg(db_check(&db, &e), "%s", e.msg);	/* control */
	db_close(&db);
	memset(junk, 0xA5, sizeof(junk));
	fd = open(path, O_WRONLY);
	ck_assert_int_eq(pwrite(fd, junk, sizeof(junk), 4096 * 5), 512);
	close(fd);
	if (db_open(&db, path, DB_READ, &e))
		ck_assert(!db_check(&db, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert_msg(strstr(e.msg, "damaged") != NULL, "%s", e.msg);
	forget();
}
END_TEST

START_TEST(a_full_disk_is_said_plainly_and_loses_nothing)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };

	place();
	ck_assert(db_open(&db, path, DB_CREATE, &e));
	ck_assert(db_run(&db, "CREATE TABLE t(b BLOB);"
	    "INSERT INTO t VALUES(zeroblob(100)); PRAGMA max_page_count=8",
	    &e));
	ck_assert(!db_run(&db, "INSERT INTO t VALUES(zeroblob(90000))", &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_ptr_nonnull(strstr(e.msg, "no room left on the disk"));
	ck_assert_int_eq(ask(&db, "SELECT count(*) FROM t"), 1);
	ck_assert(db_check(&db, &e));
	forget();
}
END_TEST

START_TEST(a_newer_layout_is_refused_and_older_ones_are_brought_up)
{
	static const char *const steps[] = {
	    "CREATE TABLE t(a); PRAGMA user_version=1",
	    "ALTER TABLE t ADD COLUMN b; PRAGMA user_version=2",
	    "CREATE TABLE u(a); NONSENSE; PRAGMA user_version=3" };
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	int v;

	place();
	ck_assert(db_open(&db, path, DB_CREATE, &e));
	ck_assert(db_migrate(&db, steps, 1, &e));
	ck_assert_msg(db_migrate(&db, steps, 2, &e), "%s", e.msg);
	ck_assert_int_eq(ask(&db, "SELECT count(b) FROM t"), 0);
	/* a step that fails leaves no half of itself */
	ck_assert(!db_migrate(&db, steps, 3, &e));
	ck_assert_int_eq(ask(&db, "SELECT count(*) FROM sqlite_schema"), 1);
	ck_assert(db_version(&db, &v, &e));
	ck_assert_int_eq(v, 2);
	ck_assert(!db_migrate(&db, steps, 1, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert_ptr_nonnull(strstr(e.msg, "newer"));
	forget();
}
END_TEST

START_TEST(a_copy_on_a_folder_that_is_read_only_can_be_read)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	int status;

	place();
	ck_assert(db_open(&db, path, DB_CREATE, &e));
	ck_assert(db_run(&db, "CREATE TABLE t(a); INSERT INTO t VALUES(7)",
	    &e));
	db_close(&db);
	chmod(path, 0444);
	chmod(dir, 0555);
	if (fork() == 0) {
		/* root may write anywhere: look as somebody else */
		if (geteuid() == 0 &&
		    (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(2);
		if (!db_open(&db, path, DB_READ, &e)) {
			fprintf(stderr, "%s\n", e.msg);
			_exit(1);
		}
		_exit(ask(&db, "SELECT a FROM t") == 7 ? 0 : 3);
	}
	ck_assert(wait(&status) > 0);
	chmod(dir, 0755);
	ck_assert_int_eq(status, 0);
	forget();
}
END_TEST

START_TEST(a_copy_is_of_one_moment_while_others_write)
{
	struct db db CLEAN(db_close) = { 0 }, copy CLEAN(db_close) = { 0 };
	char to[128];
	uint8_t one[32], two[32];
	struct err e = { 0 };
	struct stat st;
	int64_t size;

	place();
	snprintf(to, sizeof(to), "%s.copy", path);
	ck_assert_msg(db_open(&db, path, DB_CREATE, &e), "%s", e.msg);
	ck_assert(db_run(&db, "CREATE TABLE t (n); INSERT INTO t VALUES (1);"
	    "BEGIN; INSERT INTO t VALUES (2)", &e));
	ck_assert_msg(db_copy(path, to, &e), "%s", e.msg);
	ck_assert(db_run(&db, "COMMIT", &e));
	ck_assert(db_open(&copy, to, DB_READ, &e));
	ck_assert_int_eq(ask(&copy, "SELECT count(*) FROM t"), 1);
	ck_assert_int_eq(ask(&db, "SELECT count(*) FROM t"), 2);
	ck_assert(stat(to, &st) == 0 && (st.st_mode & 0777) == 0600);
	/* what is there is not written over */
	ck_assert(!db_copy(path, to, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	{
		char no[160], none[160];

		/* and of what cannot be read nothing is left */
		snprintf(no, sizeof(no), "%s.no", path);
		snprintf(none, sizeof(none), "%s.none", path);
		ck_assert(!db_copy(none, no, &e));
		ck_assert(!file_exists(no));
	}
	ck_assert_msg(file_sum(to, &size, one, &e), "%s", e.msg);
	ck_assert_int_eq(size, st.st_size);
	{
		struct arena a CLEAN(arena_free) = { 0 };
		struct str whole;

		ck_assert(file_read(&a, to, 1 << 20, &whole, &e));
		seal_hash(two, NULL, 0, whole.p, whole.n);
	}
	ck_assert_mem_eq(one, two, 32);
	unlink(to);
	forget();
}
END_TEST

UNIT_SUITE(db, a_copy_is_of_one_moment_while_others_write, the_settings_that_keep_answers_are_on,
    values_come_back_as_they_went_in, a_statement_remembers_its_first_error,
    a_second_writer_is_refused_and_told_who_holds_it, a_reader_cannot_write,
    what_is_missing_or_no_database_is_said_plainly,
    damage_inside_is_found_by_the_check,
    a_full_disk_is_said_plainly_and_loses_nothing,
    a_newer_layout_is_refused_and_older_ones_are_brought_up,
    a_copy_on_a_folder_that_is_read_only_can_be_read)
