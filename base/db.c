/* SPDX-License-Identifier: MIT
 *
 * db.c -- SQLite with the settings that keep what was promised: one writer a
 * database, and every commit on the disk before anybody is told.
 */
#include "base/base.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MILLIS = 5000, BULK_MILLIS = 3000 };

/* ---- saying what went wrong ---------------------------------------------- */

static bool
could_not_write(int rc)
{
	return rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_FSYNC ||
	    rc == SQLITE_IOERR_TRUNCATE || rc == SQLITE_IOERR_SHMSIZE;
}

/* What SQLite's result means for the person who has to do something. */
static bool
explain(const struct db *db, int rc, struct err *e)
{
	int why = db->h ? sqlite3_system_errno(db->h) : 0, kind = rc & 0xff;
	const char *said = db->h && (sqlite3_errcode(db->h) & 0xff) == kind ?
	    sqlite3_errmsg(db->h) : sqlite3_errstr(rc);

	if (could_not_write(rc))
		return err_set(e, ERR_IO, "%s: the disk could not be written "
		    "to: it is full or failing. Nothing was saved", db->path);
	if (kind == SQLITE_FULL)
		return err_set(e, ERR_IO, "%s: there is no room left on the "
		    "disk; nothing was saved. Make room, then try again",
		    db->path);
	if (rc == SQLITE_READONLY_ROLLBACK)
		return err_set(e, ERR_IO, "%s: whoever wrote to it was stopped "
		    "in the middle. Run any command on it as somebody who may "
		    "write to it: that undoes what was half done", db->path);
	switch (kind) {
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return err_set(e, ERR_DB, "%s: this file is damaged, or is not "
		    "one of ours (%s). Keep a copy of it, then restore the "
		    "last backup", db->path, said);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(e, ERR_BUSY, "%s: another program is using it; "
		    "try again in a moment", db->path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(e, ERR_IO, "%s: it may not be written to (%s)",
		    db->path, said);
	case SQLITE_CANTOPEN:
	case SQLITE_IOERR:
		return err_set(e, ERR_IO, "%s: %s", db->path,
		    why ? strerror(why) : said);
	default:
		return err_set(e, ERR_DB, "%s: %s", db->path, said);
	}
}

/* ---- the one writer ------------------------------------------------------ */

static bool
lock_held(const struct db *db, int fd, struct err *e)
{
	char pid[24] = "";
	ssize_t n = pread(fd, pid, sizeof(pid) - 1, 0);

	if (n < 0)
		n = 0;
	pid[n] = '\0';
	pid[strspn(pid, "0123456789")] = '\0';
	return err_set(e, ERR_BUSY, "%s: another earshot is writing to it%s%s. "
	    "Stop that one (it may be serving, or pulling), or wait until it "
	    "has finished", db->path, pid[0] ? ": process " : "", pid);
}

/* Takes PATH.lock.  The file stays when the lock goes: removing it would let
 * two programs hold locks on two files of one name. */
static bool
lock_take(struct db *db, struct err *e)
{
	char path[sizeof(db->path) + 8];
	int fd, high;

	snprintf(path, sizeof(path), "%s.lock", db->path);
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	/* zero in struct db means no lock: keep clear of it */
	high = fd < 3 ? fcntl(fd, F_DUPFD_CLOEXEC, 3) : fd;
	if (high != fd)
		close(fd);
	if (high < 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (flock(high, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK)
			lock_held(db, high, e);
		else
			err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
		close(high);
		return false;
	}
	if (ftruncate(high, 0) == 0)
		(void)dprintf(high, "%ld\n", (long)getpid());
	db->lock = high;
	return true;
}

/* ---- opening ------------------------------------------------------------- */

/* A database on a folder that may not be written to, without a log beside it,
 * can be read as it is; SQLite must be told that nobody changes it. */
static int
open_immutable(struct db *db)
{
	struct buf uri CLEAN(buf_free) = { 0 };
	const char *p;

	buf_puts(&uri, "file:");
	for (p = db->path; *p != '\0'; p++)
		if (strchr("?#%", *p) != NULL)
			buf_printf(&uri, "%%%02x", *p);
		else
			buf_put(&uri, p, 1);
	buf_puts(&uri, "?immutable=1");
	sqlite3_close(db->h);
	db->h = NULL;
	return sqlite3_open_v2(buf_text(&uri), &db->h,
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

static int
harden(struct db *db)
{
	static const char settings[] =
	    "PRAGMA trusted_schema=OFF;"
	    "PRAGMA cell_size_check=ON;"
	    "PRAGMA mmap_size=0;"
	    "PRAGMA temp_store=MEMORY;"		/* no answers in /tmp */
	    "PRAGMA foreign_keys=ON;"
	    "PRAGMA secure_delete=ON;"
	    "PRAGMA synchronous=FULL;";

	sqlite3_extended_result_codes(db->h, 1);
	sqlite3_busy_timeout(db->h, BUSY_MILLIS);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_limit(db->h, SQLITE_LIMIT_ATTACHED, 0);
	return sqlite3_exec(db->h, settings, NULL, NULL, NULL);
}

/* Reads the first page, which finds files that are not databases. */
static int
look(struct db *db)
{
	return sqlite3_exec(db->h, "SELECT count(*) FROM sqlite_schema", NULL,
	    NULL, NULL);
}

/* Whoever wrote in bulk was stopped in the middle: what it had begun is undone,
 * which only who may write can do. */
static int
undo(struct db *db)
{
	int rc;

	sqlite3_close(db->h);
	rc = sqlite3_open_v2(db->path, &db->h, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		rc = harden(db);
	return rc == SQLITE_OK ? look(db) : rc;
}

static int
open_only(struct db *db)
{
	int rc;

	sqlite3_close(db->h);
	rc = sqlite3_open_v2(db->path, &db->h, SQLITE_OPEN_READONLY, NULL);
	if (rc == SQLITE_OK)
		rc = harden(db);
	/* a reader never moves the log into the file */
	if (rc == SQLITE_OK)
		rc = sqlite3_db_config(db->h,
		    SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return rc == SQLITE_OK ? look(db) : rc;
}

static int
open_reader(struct db *db)
{
	char wal[sizeof(db->path) + 8];
	int rc = open_only(db);

	snprintf(wal, sizeof(wal), "%s-wal", db->path);
	if (rc == SQLITE_READONLY_ROLLBACK)
		return undo(db) == SQLITE_OK ? open_only(db) : rc;
	if (((rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY)
	    && file_exists(db->path) && !file_exists(wal)) {
		rc = open_immutable(db);
		if (rc == SQLITE_OK)
			rc = harden(db);
		if (rc == SQLITE_OK)
			rc = look(db);
	}
	return rc;
}

/* While somebody reads a file that was written in bulk it stays without: that is as
 * safe. */
static int
keep_log(struct db *db)
{
	int rc = sqlite3_exec(db->h, "PRAGMA journal_mode=WAL", NULL, NULL,
	    NULL);

	return (rc & 0xff) == SQLITE_BUSY ? SQLITE_OK : rc;
}

/* The log is left only while nobody else has it open. */
static int
leave_log(struct db *db)
{
	int rc;

	sqlite3_busy_timeout(db->h, 0);
	rc = sqlite3_exec(db->h, "PRAGMA journal_mode=TRUNCATE", NULL, NULL,
	    NULL);
	sqlite3_busy_timeout(db->h, BULK_MILLIS);
	return (rc & 0xff) == SQLITE_BUSY ? keep_log(db) : rc;
}

static int
open_writer(struct db *db, enum db_mode mode)
{
	int rc;

	rc = sqlite3_open_v2(db->path, &db->h, SQLITE_OPEN_READWRITE, NULL);
	if (rc == SQLITE_OK)
		rc = harden(db);
	/* of no account for a file that has pages already */
	if (rc == SQLITE_OK && mode >= DB_CREATE_WIDE)
		rc = sqlite3_exec(db->h, "PRAGMA page_size=16384;"
		    "PRAGMA cache_size=-16384;", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = look(db);
	if (rc == SQLITE_OK)
		rc = mode == DB_CREATE_BULK ? leave_log(db) : keep_log(db);
	return rc;
}

/* Makes the file ourselves, so that only its owner can read it; SQLite gives
 * the log and the index the same rights.  One that is there is not touched: to close
 * it would drop every lock that this process has on it. */
static bool
create(const struct db *db, struct err *e)
{
	int fd = open(db->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd < 0 && errno == EEXIST)
		return true;
	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", db->path, strerror(errno));
	close(fd);
	return true;
}

static bool
exists(const struct db *db, struct err *e)
{
	struct stat st;

	if (stat(db->path, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", db->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "%s: not a file", db->path);
	return true;
}

bool
db_open(struct db *db, const char *path, enum db_mode mode, struct err *e)
{
	int rc;

	*db = (struct db){ 0 };
	/* "./" keeps SQLite from reading ":memory:" or "file:" into a name */
	if ((size_t)snprintf(db->path, sizeof(db->path), "%s%s",
	    path[0] == '/' || path[0] == '.' ? "" : "./", path) >=
	    sizeof(db->path))
		return err_set(e, ERR_IO, "%s: the name is too long", path);
	if (mode != DB_READ && !lock_take(db, e))
		return false;
	if ((mode >= DB_CREATE && !create(db, e)) || !exists(db, e)) {
		db_close(db);
		return false;
	}
	rc = mode == DB_READ ? open_reader(db) :
	    open_writer(db, mode);
	if (rc != SQLITE_OK) {
		explain(db, rc, e);
		db_close(db);
		return false;
	}
	return true;
}

void
db_close(struct db *db)
{
	if (db->h != NULL)
		sqlite3_close_v2(db->h);
	if (db->lock > 0)
		close(db->lock);	/* after the last write */
	db->h = NULL;
	db->lock = 0;
}

bool
db_empty_log(struct db *db)
{
	int rc;

	sqlite3_busy_timeout(db->h, 0);
	rc = sqlite3_wal_checkpoint_v2(db->h, NULL, SQLITE_CHECKPOINT_TRUNCATE,
	    NULL, NULL);
	sqlite3_busy_timeout(db->h, BUSY_MILLIS);
	return rc == SQLITE_OK;
}

bool
db_run(struct db *db, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);

	return rc == SQLITE_OK || explain(db, rc, e);
}

bool
db_version(struct db *db, int *version, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*version = 0;
	if (!stmt_open(db, &s, "PRAGMA user_version", e))
		return false;
	if (stmt_row(&s))
		*version = (int)col_int(&s, 0);
	return stmt_end(&s, e);
}

static bool
migrate_step(struct db *db, const char *step, int to, struct err *e)
{
	int got;

	return db_run(db, step, e) && db_version(db, &got, e) &&
	    (got == to || err_set(e, ERR_DB, "%s: step %d of the layout left "
	    "version %d", db->path, to, got));
}

bool
db_migrate(struct db *db, const char *const *steps, int n, struct err *e)
{
	int version;
	bool ok;

	if (!db_version(db, &version, e))
		return false;
	if (version == n)
		return true;
	if (version > n)
		return err_set(e, ERR_DB, "%s: a newer earshot made this file "
		    "(layout %d; this program knows %d). Use that one",
		    db->path, version, n);
	if (!db_run(db, "BEGIN IMMEDIATE", e))
		return false;
	for (ok = true; ok && version < n; version++)
		ok = migrate_step(db, steps[version], version + 1, e);
	if (ok && db_run(db, "COMMIT", e))
		return true;
	sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

bool
db_check(struct db *db, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct stmt k CLEAN(stmt_close) = { 0 };

	if (!stmt_open(db, &s, "PRAGMA integrity_check(1)", e) ||
	    !stmt_open(db, &k, "PRAGMA foreign_key_check", e))
		return false;
	if (stmt_row(&s) && strcmp(col_text(&s, 0), "ok") != 0)
		return err_set(e, ERR_DB, "%s: this file is damaged: %s. Keep "
		    "a copy of it, then restore the last backup", db->path,
		    col_text(&s, 0));
	if (!stmt_end(&s, e))
		return false;
	if (stmt_row(&k))
		return err_set(e, ERR_DB, "%s: row %lld of %s belongs to "
		    "nothing. Restore the last backup", db->path,
		    (long long)col_int(&k, 1), col_text(&k, 0));
	return stmt_end(&k, e);
}

/* ---- statements ---------------------------------------------------------- */

bool
stmt_open_(struct db *db, struct stmt *s, const char *sql, struct err *e)
{
	*s = (struct stmt){ .db = db };
	s->rc = sqlite3_prepare_v2(db->h, sql, -1, &s->s, NULL);
	return s->rc == SQLITE_OK || explain(db, s->rc, e);
}

static void
note(struct stmt *s, int rc)
{
	if (s->rc == SQLITE_OK)
		s->rc = rc;
}

void
stmt_int(struct stmt *s, int i, int64_t v)
{
	note(s, sqlite3_bind_int64(s->s, i, v));
}

void
stmt_text(struct stmt *s, int i, const char *v)
{
	note(s, sqlite3_bind_text(s->s, i, v, -1, SQLITE_TRANSIENT));
}

void
stmt_blob(struct stmt *s, int i, const void *p, size_t n)
{
	/* an empty blob is not NULL */
	note(s, sqlite3_bind_blob64(s->s, i, p ? p : "", n, SQLITE_TRANSIENT));
}

void
stmt_blob_held(struct stmt *s, int i, const void *p, size_t n)
{
	note(s, sqlite3_bind_blob64(s->s, i, p ? p : "", n, SQLITE_STATIC));
}

void
stmt_null(struct stmt *s, int i)
{
	note(s, sqlite3_bind_null(s->s, i));
}

bool
stmt_row(struct stmt *s)
{
	int rc;

	if (s->rc != SQLITE_OK)
		return false;
	rc = sqlite3_step(s->s);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		s->rc = rc;
	return rc == SQLITE_ROW;
}

bool
stmt_end(struct stmt *s, struct err *e)
{
	int rc = s->rc;

	if (rc != SQLITE_OK)
		explain(s->db, rc, e);	/* before reset, which speaks too */
	s->rc = s->s != NULL ? SQLITE_OK : SQLITE_MISUSE;
	if (s->s != NULL) {
		sqlite3_reset(s->s);
		sqlite3_clear_bindings(s->s);
	}
	return rc == SQLITE_OK;
}

bool
stmt_do(struct stmt *s, struct err *e)
{
	while (stmt_row(s))
		;
	return stmt_end(s, e);
}

void
stmt_close(struct stmt *s)
{
	sqlite3_finalize(s->s);
	*s = (struct stmt){ 0 };
}

int64_t
col_int(struct stmt *s, int i)
{
	return sqlite3_column_int64(s->s, i);
}

const char *
col_text(struct stmt *s, int i)
{
	const unsigned char *p = sqlite3_column_text(s->s, i);

	return p != NULL ? (const char *)p : "";
}

struct str
col_blob(struct stmt *s, int i)
{
	const void *p = sqlite3_column_blob(s->s, i);

	return (struct str){ p ? p : "",
	    (size_t)sqlite3_column_bytes(s->s, i) };
}

bool
col_null(struct stmt *s, int i)
{
	return sqlite3_column_type(s->s, i) == SQLITE_NULL;
}
