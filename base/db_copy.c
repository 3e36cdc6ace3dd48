/* SPDX-License-Identifier: MIT
 *
 * db_copy.c -- a consistent copy of a database that others may be writing to,
 * by SQLite's online backup.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

enum { PATIENCE = 100, PAUSE_MILLIS = 50 };	/* five seconds */

static void
close_handle(sqlite3 **h)
{
	sqlite3_close(*h);
}

/* All pages in one step: the copy is of one moment, and in a log-ahead database
 * whoever writes goes on meanwhile. */
static int
all_pages(sqlite3 *to, sqlite3 *from)
{
	sqlite3_backup *b = sqlite3_backup_init(to, "main", from, "main");
	int rc = SQLITE_BUSY, end, i;

	if (b == NULL)
		return sqlite3_errcode(to);
	for (i = 0; i < PATIENCE; i++) {
		rc = sqlite3_backup_step(b, -1);
		if (rc != SQLITE_BUSY && rc != SQLITE_LOCKED)
			break;
		sqlite3_sleep(PAUSE_MILLIS);
	}
	/* this is fine after "busy" too, and then the copy is empty */
	end = sqlite3_backup_finish(b);
	return rc == SQLITE_DONE ? end : rc;
}

bool
db_copy(const char *from, const char *to, struct err *e)
{
	struct db db CLEAN(db_close) = { 0 };
	sqlite3 *h CLEAN(close_handle) = NULL;
	int fd = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	    0600), rc;

	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", to, strerror(errno));
	close(fd);
	if (!db_open(&db, from, DB_READ, e)) {
		unlink(to);
		return false;
	}
	rc = sqlite3_open_v2(to, &h, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		rc = all_pages(h, db.h);
	/* one whole file, without a log beside it */
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(h, "PRAGMA journal_mode=DELETE", NULL, NULL,
		    NULL);
	if (rc == SQLITE_OK)
		return true;
	unlink(to);
	return err_set(e, ERR_IO, "%s: it could not be copied to %s: %s",
	    from, to, sqlite3_errstr(rc));
}
