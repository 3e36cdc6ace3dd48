/* SPDX-License-Identifier: MIT
 *
 * late.h -- finds rows by random keys without writing all over the disk.
 *
 * An index of random keys touches a page of its own for every row, so a store
 * grows slower as it fills.  Here the newest rows are known in memory only.
 * When GATHER of them have come they are put in the order of their keys, and
 * from then on a few go into the index on the disk with every commit: rows
 * whose keys are neighbours share a page.  (The small and the large component
 * of a log-structured merge tree: O'Neil and others, Acta Informatica 33,
 * 1996.)  Most keys that are looked for are new: a filter of those on the disk
 * (Bloom, Communications of the ACM 13, 1970) saves the way there.  What is in
 * memory is read from the rows themselves when the store is opened, so nothing
 * rests on the memory alone.
 *
 * The writer's thread changes it; any thread may look.
 */
#ifndef STORE_LATE_H
#define STORE_LATE_H
#include "base/base.h"

#include <pthread.h>

enum { LATE_KEY = 8, LATE_GATHER = 1 << 16,
	LATE_FILTER = 1 << 24 /* bits: 16 each for a million rows */ };

/* Rows in the order of their ids, in chains, found by their keys. */
struct late_rows {
	struct late_row { uint64_t key; int64_t id; uint32_t next; } *row;
	size_t		 n, cap;
	uint32_t	*heads;		/* number + 1; as many as cap */
};

struct late {
	const char	*name;		/* of the table of keys; static */
	size_t		 gather;	/* rows; LATE_GATHER but for tests */
	pthread_mutex_t	 lock;		/* the writer takes it to change these,
					   and others to look */
	struct late_rows fresh, going;
	/* the writer's own */
	size_t		 committed;	/* of fresh */
	uint8_t		*filter;	/* LATE_FILTER bits: never clear for a key
					   on the disk */
	uint32_t	*order;		/* of going, by their keys */
	size_t		 gone;		/* of order: written and committed */
	size_t		 going_to;	/* written by the open transaction */
	struct stmt	 put, done, disk;
};

/* Of the first LATE_KEY bytes of a hash, or of other bytes as random. */
uint64_t late_key(const void *);

/* table: (key, id), one row each; its name is in the table `late` with the
 * largest id it is complete to.  rows: a query of id and key bytes of all rows
 * whose id is larger than ?1, in the order of the ids.  *next: the id for the
 * next row, which is larger than any there ever was. */
struct late_sql { const char *name, *rows, *keys, *put, *disk; };
#define late_open(l, db, table, rows, next, e) \
	late_open_((l), (db), &(const struct late_sql){ "" table, "" rows, \
	    "SELECT key FROM " table, \
	    "INSERT OR IGNORE INTO " table " (key, id) VALUES (?1, ?2)", \
	    "SELECT id FROM " table " WHERE key = ?1 ORDER BY id DESC" }, \
	    (next), (e))
bool	late_open_(struct late *, struct db *w, const struct late_sql *,
	    int64_t *next, struct err *) MUST_USE;
void	late_close(struct late *);	/* safe on a zeroed struct */

/* The job that is running wrote this row.  Ids come in order. */
void	late_add(struct late *, uint64_t key, int64_t id);
/* How many there are now, and: what came since then is not to be. */
size_t	late_mark(const struct late *);
void	late_undo(struct late *, size_t mark);
/* Before a commit: writes on.  After it: it was kept, or it was lost. */
bool	late_write(struct late *, struct err *) MUST_USE;
void	late_kept(struct late *);
void	late_lost(struct late *);

/* Calls is() with the id of each row that may have this key, newest first,
 * until it says yes; the id or 0.  A row may be gone, or another by now: is()
 * looks.  disk: NULL, on the writer's thread; else a reader's own statement
 * "SELECT id FROM table WHERE key = ?1".  False: the store cannot be read. */
typedef bool	late_is(void *arg, int64_t id);
bool	late_find(struct late *, uint64_t key, struct stmt *disk, late_is *is,
	    void *arg, int64_t *id, struct err *) MUST_USE;
#endif
