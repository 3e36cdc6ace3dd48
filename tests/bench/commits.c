/* SPDX-License-Identifier: MIT
 *
 * commits.c -- the reference: how many 4 KiB rows a second SQLite alone
 * commits with our settings, one a transaction and sixteen a transaction.
 *
 *	commits FILE SECONDS
 */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

static int64_t
rows(struct db *db, int each, int64_t until, struct err *e)
{
	struct stmt put CLEAN(stmt_close) = { 0 };
	char blob[4096];
	int64_t n = 0;
	int i;

	seal_random(blob, sizeof(blob));
	if (!stmt_open(db, &put, "INSERT INTO t (b) VALUES (?1)", e))
		return -1;
	while (now_millis() < until) {
		if (!db_run(db, "BEGIN IMMEDIATE", e))
			return -1;
		for (i = 0; i < each; i++) {
			stmt_blob(&put, 1, blob, sizeof(blob));
			if (!stmt_do(&put, e))
				return -1;
		}
		if (!db_run(db, "COMMIT", e))
			return -1;
		n += each;
	}
	return n;
}

int
main(int argc, char **argv)
{
	struct db db CLEAN(db_close) = { 0 };
	struct err e = { 0 };
	int64_t seconds, one, many;

	if (argc != 3)
		return 2;
	seconds = atoll(argv[2]);
	if (!seal_start(&e) || !db_open(&db, argv[1], DB_CREATE, &e) ||
	    !db_run(&db, "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)",
	    &e) ||
	    (one = rows(&db, 1, now_millis() + seconds * 1000, &e)) < 0 ||
	    (many = rows(&db, 16, now_millis() + seconds * 1000, &e)) < 0) {
		fprintf(stderr, "commits: %s\n", e.msg);
		return 3;
	}
	printf("%lld a second one by one, %lld a second in groups of 16\n",
	    (long long)(one / seconds), (long long)(many / seconds));
	return 0;
}
