/* SPDX-License-Identifier: MIT
 *
 * power.c -- a layer under SQLite that knows what was synced, so that a test
 * can take away everything else.
 *
 * It is harsher than a disk in one way (a file is as it was at its last sync,
 * nothing later survives) and kinder in another (no page is ever half written
 * between syncs, and names are durable at once).
 */
#include "tests/unit/store/power.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct file {
	sqlite3_file	 base;
	const char	*path;		/* NULL: a nameless temporary */
	sqlite3_file	*real;
};

static sqlite3_vfs vfs, *below;

#define REAL(f)		(((struct file *)(f))->real)
#define CALL(f, m, ...)	REAL(f)->pMethods->m(REAL(f), __VA_ARGS__)

static int
f_close(sqlite3_file *f)
{
	return REAL(f)->pMethods ? REAL(f)->pMethods->xClose(REAL(f)) :
	    SQLITE_OK;
}

static int
f_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	return CALL(f, xRead, p, n, at);
}

static int
f_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	return CALL(f, xWrite, p, n, at);
}

static int
f_truncate(sqlite3_file *f, sqlite3_int64 n)
{
	return CALL(f, xTruncate, n);
}

/* Read through SQLite's own handle: closing another one of the same file
 * would drop its locks. */
static void
copy(struct file *f)
{
	char name[600], tmp[620], page[4096];
	sqlite3_int64 size, at;
	FILE *out;

	snprintf(name, sizeof(name), "%s.durable", f->path);
	snprintf(tmp, sizeof(tmp), "%s.tmp", name);
	out = fopen(tmp, "w");
	if (out == NULL || CALL(f, xFileSize, &size) != SQLITE_OK)
		abort();
	for (at = 0; at < size; at += (sqlite3_int64)sizeof(page)) {
		int n = size - at < (sqlite3_int64)sizeof(page) ?
		    (int)(size - at) : (int)sizeof(page);

		if (CALL(f, xRead, page, n, at) != SQLITE_OK ||
		    fwrite(page, 1, (size_t)n, out) != (size_t)n)
			abort();
	}
	if (fclose(out) != 0 || rename(tmp, name) != 0)
		abort();
}

static int
f_sync(sqlite3_file *f, int flags)
{
	int rc = CALL(f, xSync, flags);

	if (rc == SQLITE_OK && ((struct file *)f)->path != NULL)
		copy((struct file *)f);
	return rc;
}

static int
f_size(sqlite3_file *f, sqlite3_int64 *n)
{
	return CALL(f, xFileSize, n);
}

static int
f_lock(sqlite3_file *f, int kind)
{
	return CALL(f, xLock, kind);
}

static int
f_unlock(sqlite3_file *f, int kind)
{
	return CALL(f, xUnlock, kind);
}

static int
f_reserved(sqlite3_file *f, int *out)
{
	return CALL(f, xCheckReservedLock, out);
}

static int
f_control(sqlite3_file *f, int op, void *arg)
{
	return CALL(f, xFileControl, op, arg);
}

static int
f_sector(sqlite3_file *f)
{
	return REAL(f)->pMethods->xSectorSize(REAL(f));
}

static int
f_traits(sqlite3_file *f)
{
	return REAL(f)->pMethods->xDeviceCharacteristics(REAL(f));
}

static int
f_shm_map(sqlite3_file *f, int i, int n, int more, void volatile **p)
{
	return CALL(f, xShmMap, i, n, more, p);
}

static int
f_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return CALL(f, xShmLock, at, n, flags);
}

static void
f_shm_barrier(sqlite3_file *f)
{
	REAL(f)->pMethods->xShmBarrier(REAL(f));
}

static int
f_shm_unmap(sqlite3_file *f, int gone)
{
	return CALL(f, xShmUnmap, gone);
}

static const sqlite3_io_methods methods = { 2, f_close, f_read, f_write,
	f_truncate, f_sync, f_size, f_lock, f_unlock, f_reserved, f_control,
	f_sector, f_traits, f_shm_map, f_shm_lock, f_shm_barrier, f_shm_unmap,
	NULL, NULL };

static int
v_open(sqlite3_vfs *v, const char *path, sqlite3_file *f, int flags, int *out)
{
	struct file *mine = (struct file *)f;
	char name[600];
	int rc;

	(void)v;
	mine->path = path;
	mine->real = (sqlite3_file *)(void *)(mine + 1);
	mine->base.pMethods = NULL;
	rc = below->xOpen(below, path, mine->real, flags, out);
	if (rc != SQLITE_OK)
		return rc;
	mine->base.pMethods = &methods;
	/* what is there when the power comes on is on the disk */
	if (path != NULL && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL))) {
		snprintf(name, sizeof(name), "%s.durable", path);
		if (access(name, F_OK) != 0)
			copy(mine);
	}
	return SQLITE_OK;
}

void
power_watch(void)
{
	below = sqlite3_vfs_find(NULL);
	vfs = *below;
	vfs.zName = "power";
	vfs.pNext = NULL;
	vfs.szOsFile = (int)sizeof(struct file) + below->szOsFile;
	vfs.xOpen = v_open;
	if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
		abort();
}

void
power_cut(const char *path)
{
	static const char *const ends[] = { "", "-wal" };
	char name[600], durable[620];
	size_t i;

	for (i = 0; i < 2; i++) {
		snprintf(name, sizeof(name), "%s%s", path, ends[i]);
		snprintf(durable, sizeof(durable), "%s.durable", name);
		if (rename(durable, name) != 0)
			unlink(name);
	}
	snprintf(name, sizeof(name), "%s-shm", path);
	unlink(name);
}
