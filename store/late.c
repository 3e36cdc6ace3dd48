/* SPDX-License-Identifier: MIT
 *
 * late.c -- the newest rows in memory, the others in an index on the disk.
 */
#include "store/late.h"

#include <stdlib.h>

uint64_t
late_key(const void *bytes)
{
	const uint8_t *p = bytes;
	uint64_t key = 0;
	size_t i;

	for (i = 0; i < LATE_KEY; i++)
		key = key << 8 | p[i];
	return key;
}

static void
bind_key(struct stmt *s, uint64_t key)
{
	uint8_t bytes[LATE_KEY];
	size_t i;

	for (i = LATE_KEY; i-- > 0; key >>= 8)
		bytes[i] = (uint8_t)key;
	stmt_blob(s, 1, bytes, LATE_KEY);
}

/* ---- in memory ----------------------------------------------------------- */

static uint32_t *
head_of(const struct late_rows *r, uint64_t key)
{
	/* keys of letters differ in few of their bits: all are stirred in */
	return &r->heads[(key * 0x9e3779b97f4a7c15) >> 32 & (r->cap - 1)];
}

static void *
have(void *p)
{
	if (p == NULL)
		abort();
	return p;
}

/* Makes room for one more, and chains them anew when there is more room. */
static void
grow(struct late_rows *r)
{
	size_t i;

	if (r->n < r->cap)
		return;
	r->cap = r->cap > 0 ? 2 * r->cap : 256;
	r->row = have(realloc(r->row, r->cap * sizeof(*r->row)));
	free(r->heads);
	r->heads = have(calloc(r->cap, sizeof(*r->heads)));
	for (i = 0; i < r->n; i++) {
		uint32_t *head = head_of(r, r->row[i].key);

		r->row[i].next = *head;
		*head = (uint32_t)i + 1;
	}
}

static void
rows_free(struct late_rows *r)
{
	free(r->row);
	free(r->heads);
	*r = (struct late_rows){ 0 };
}

void
late_add(struct late *l, uint64_t key, int64_t id)
{
	struct late_rows *r = &l->fresh;
	uint32_t *head;

	pthread_mutex_lock(&l->lock);
	grow(r);
	head = head_of(r, key);
	r->row[r->n++] = (struct late_row){ key, id, *head };
	*head = (uint32_t)r->n;
	pthread_mutex_unlock(&l->lock);
}

size_t
late_mark(const struct late *l)
{
	return l->fresh.n;
}

void
late_undo(struct late *l, size_t mark)
{
	struct late_rows *r = &l->fresh;

	pthread_mutex_lock(&l->lock);
	while (r->n > mark) {
		const struct late_row *last = &r->row[--r->n];

		*head_of(r, last->key) = last->next;	/* it was the first */
	}
	pthread_mutex_unlock(&l->lock);
}

/* ---- the filter ------------------------------------------------------------ */

enum { PROBES = 4, PROBE_BITS = 24 };	/* 2 to the 24 is LATE_FILTER */
_Static_assert(LATE_FILTER == 1 << PROBE_BITS, "the probes reach every bit");

/* Sets the bits of a key, or tells whether they are set. */
static bool
filter(struct late *l, uint64_t key, bool set)
{
	bool all = true;
	int i;

	for (i = 0; i < PROBES; i++) {
		uint32_t bit;

		key = (key ^ key >> 29) * 0xbf58476d1ce4e5b9;
		bit = (uint32_t)(key >> (64 - PROBE_BITS));
		if (set)
			l->filter[bit / 8] |= (uint8_t)(1 << bit % 8);
		all = all && l->filter[bit / 8] & 1 << bit % 8;
	}
	return all;
}

/* ---- into the index on the disk -------------------------------------------- */

static int
by_key(const void *a, const void *b, void *rows)
{
	const struct late_row *x = rows, *y = rows;

	x += *(const uint32_t *)a;
	y += *(const uint32_t *)b;
	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Enough for those that are going to be gone before as many have come. */
static size_t
this_time(const struct late *l)
{
	size_t came = l->fresh.n - l->committed, left = l->going.n - l->gone;
	size_t n = came + came / 16 + 1;

	return l->fresh.n >= l->gather || n > left ? left : n;
}

bool
late_write(struct late *l, struct err *e)
{
	size_t end = l->gone + this_time(l);

	for (l->going_to = l->gone; l->going_to < end; l->going_to++) {
		const struct late_row *r = &l->going.row[l->order[l->going_to]];

		bind_key(&l->put, r->key);
		stmt_int(&l->put, 2, r->id);
		filter(l, r->key, true);	/* even if it is not kept */
		if (!stmt_do(&l->put, e))
			return false;
	}
	if (l->going.n == 0 || end < l->going.n)
		return true;
	stmt_text(&l->done, 1, l->name);
	stmt_int(&l->done, 2, l->going.row[l->going.n - 1].id);
	return stmt_do(&l->done, e);
}

/* All that were going are gone: the fresh ones go now, if they are many. */
static void
next_ones(struct late *l)
{
	size_t i;

	pthread_mutex_lock(&l->lock);
	rows_free(&l->going);
	if (l->fresh.n >= l->gather) {
		l->going = l->fresh;
		l->fresh = (struct late_rows){ 0 };
		l->committed = 0;
	}
	pthread_mutex_unlock(&l->lock);
	free(l->order);
	l->order = NULL;
	l->gone = l->going_to = 0;
	if (l->going.n == 0)
		return;
	l->order = have(calloc(l->going.n, sizeof(*l->order)));
	for (i = 0; i < l->going.n; i++)
		l->order[i] = (uint32_t)i;
	qsort_r(l->order, l->going.n, sizeof(*l->order), by_key, l->going.row);
}

void
late_kept(struct late *l)
{
	l->gone = l->going_to;
	l->committed = l->fresh.n;
	if (l->going.n > 0 ? l->gone == l->going.n : l->fresh.n >= l->gather)
		next_ones(l);
}

void
late_lost(struct late *l)
{
	late_undo(l, l->committed);
	l->going_to = l->gone;
}

/* ---- looking ------------------------------------------------------------- */

static int64_t
in_memory(const struct late_rows *r, uint64_t key, late_is *is, void *arg)
{
	uint32_t at;

	for (at = r->cap > 0 ? *head_of(r, key) : 0; at != 0;
	    at = r->row[at - 1].next)
		if (r->row[at - 1].key == key && is(arg, r->row[at - 1].id))
			return r->row[at - 1].id;
	return 0;
}

bool
late_find(struct late *l, uint64_t key, struct stmt *disk, late_is *is,
    void *arg, int64_t *id, struct err *e)
{
	bool reader = disk != NULL;

	if (reader)
		pthread_mutex_lock(&l->lock);
	*id = in_memory(&l->fresh, key, is, arg);
	if (*id == 0)
		*id = in_memory(&l->going, key, is, arg);
	if (reader)
		pthread_mutex_unlock(&l->lock);
	if (*id != 0)
		return true;
	if (!reader && !filter(l, key, false))
		return true;
	/* what went meanwhile was committed before it left the memory */
	if (!reader)
		disk = &l->disk;
	bind_key(disk, key);
	while (*id == 0 && stmt_row(disk))
		if (is(arg, col_int(disk, 0)))
			*id = col_int(disk, 0);
	return stmt_end(disk, e);
}

/* ---- opening and closing --------------------------------------------------- */

static bool
read_rows(struct late *l, struct db *w, const char *rows, int64_t *next,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(w, &s, "SELECT upto FROM late WHERE name = ?1", e))
		return false;
	stmt_text(&s, 1, l->name);
	*next = stmt_row(&s) ? col_int(&s, 0) : 0;
	if (!stmt_end(&s, e))
		return false;
	stmt_close(&s);
	if (!stmt_open_(w, &s, rows, e))
		return false;
	stmt_int(&s, 1, *next);
	while (stmt_row(&s)) {
		*next = col_int(&s, 0);
		if (col_blob(&s, 1).n >= LATE_KEY)
			late_add(l, late_key(col_blob(&s, 1).p), *next);
	}
	++*next;
	return stmt_end(&s, e);
}

static bool
read_keys(struct late *l, struct db *w, const char *keys, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open_(w, &s, keys, e))
		return false;
	while (stmt_row(&s))
		if (col_blob(&s, 0).n == LATE_KEY)
			filter(l, late_key(col_blob(&s, 0).p), true);
	return stmt_end(&s, e);
}

bool
late_open_(struct late *l, struct db *w, const struct late_sql *sql,
    int64_t *next, struct err *e)
{
	l->name = sql->name;
	l->gather = LATE_GATHER;
	pthread_mutex_init(&l->lock, NULL);
	l->filter = have(calloc(LATE_FILTER / 8, 1));
	if (!stmt_open_(w, &l->put, sql->put, e) ||
	    !stmt_open_(w, &l->disk, sql->disk, e) ||
	    !stmt_open(w, &l->done, "INSERT INTO late (name, upto)"
	    " VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE"
	    " SET upto = excluded.upto", e) ||
	    !read_keys(l, w, sql->keys, e) ||
	    !read_rows(l, w, sql->rows, next, e))
		return false;
	l->committed = l->fresh.n;
	return true;
}

void
late_close(struct late *l)
{
	if (l->name == NULL)
		return;
	stmt_close(&l->put);
	stmt_close(&l->done);
	stmt_close(&l->disk);
	rows_free(&l->fresh);
	rows_free(&l->going);
	free(l->order);
	free(l->filter);
	pthread_mutex_destroy(&l->lock);
}
