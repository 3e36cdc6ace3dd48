/* SPDX-License-Identifier: MIT
 *
 * commits.c -- the reference: how many rows a second SQLite alone commits with
 * our settings, one a transaction and 64 a transaction.
 *
 *	commits FILE SECONDS INTAKE
 *
 * The rows are as large as the sealed responses in INTAKE, an intake.db.
 */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

enum { GROUP = 64, ROW_MAX = 1 << 16 };

static int64_t
rows(struct db *db, int64_t size, int each, int64_t until, struct err *e)
{
	struct stmt put CLEAN(stmt_close) = { 0 };
	static char blob[ROW_MAX];
	int64_t n = 0;
	int i;

	seal_random(blob, (size_t)size);
	if (!stmt_open(db, &put, "INSERT INTO t (b) VALUES (?1)", e))
		return -1;
	while (now_millis() < until) {
		if (!db_run(db, "BEGIN IMMEDIATE", e))
			return -1;
		for (i = 0; i < each; i++) {
			stmt_blob(&put, 1, blob, (size_t)size);
			if (!stmt_do(&put, e))
				return -1;
		}
		if (!db_run(db, "COMMIT", e))
			return -1;
		n += each;
	}
	return n;
}

/* How many bytes a sealed response has there. */
static bool
row_size(const char *intake, int64_t *size, struct err *e)
{
	struct db db CLEAN(db_close) = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!db_open(&db, intake, DB_READ, e) || !stmt_open(&db, &s,
	    "SELECT CAST(avg(length(sealed)) AS INTEGER) FROM response", e))
		return false;
	*size = stmt_row(&s) ? col_int(&s, 0) : 0;
	return stmt_end(&s, e) && ((*size > 0 && *size <= ROW_MAX) ||
	    err_set(e, ERR_INPUT, "%s: no responses", intake));
}

int
main(int argc, char **argv)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	int64_t seconds, size, one, many;

	if (argc != 4)
		return 2;
	seconds = atoll(argv[2]);
	if (!seal_start(&e) || !row_size(argv[3], &size, &e) ||
	    !db_open(&db, argv[1], DB_CREATE, &e) ||
	    !db_run(&db, "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)",
	    &e) ||
	    (one = rows(&db, size, 1, now_millis() + seconds * 1000, &e)) < 0 ||
	    (many = rows(&db, size, GROUP, now_millis() + seconds * 1000,
	    &e)) < 0) {
		fprintf(stderr, "commits: %s\n", e.msg);
		return 3;
	}
	printf("%lld a second one by one, %lld a second in groups of %d (rows "
	    "of %lld bytes)\n", (long long)(one / seconds),
	    (long long)(many / seconds), GROUP, (long long)size);
	return 0;
}
