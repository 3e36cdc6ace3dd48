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
head_of(const struct late *l, uint64_t key)
{
	return &l->heads[key & (l->n_heads - 1)];
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
grow(struct late *l)
{
	size_t i;

	if (l->n_fresh < l->cap)
		return;
	l->cap = l->cap > 0 ? 2 * l->cap : 256;
	l->fresh = have(realloc(l->fresh, l->cap * sizeof(*l->fresh)));
	free(l->heads);
	l->n_heads = l->cap;
	l->heads = have(calloc(l->n_heads, sizeof(*l->heads)));
	for (i = 0; i < l->n_fresh; i++) {
		uint32_t *head = head_of(l, l->fresh[i].key);

		l->fresh[i].next = *head;
		*head = (uint32_t)i + 1;
	}
}

void
late_add(struct late *l, uint64_t key, int64_t id)
{
	uint32_t *head;

	pthread_mutex_lock(&l->lock);
	grow(l);
	head = head_of(l, key);
	l->fresh[l->n_fresh++] = (struct late_row){ key, id, *head };
	*head = (uint32_t)l->n_fresh;
	pthread_mutex_unlock(&l->lock);
}

size_t
late_mark(const struct late *l)
{
	return l->n_fresh;
}

void
late_undo(struct late *l, size_t mark)
{
	pthread_mutex_lock(&l->lock);
	while (l->n_fresh > mark) {
		const struct late_row *r = &l->fresh[--l->n_fresh];

		*head_of(l, r->key) = r->next;	/* the newest is the first */
	}
	pthread_mutex_unlock(&l->lock);
}

/* ---- into the index on the disk -------------------------------------------- */

static int
by_key(const void *a, const void *b)
{
	const struct late_row *x = a, *y = b;

	if (x->key != y->key)
		return x->key < y->key ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* Enough for those that are going to be gone before as many have come. */
static size_t
this_time(const struct late *l)
{
	size_t came = l->n_fresh - l->committed, left = l->n_going - l->gone;
	size_t n = came + came / 16 + 1;

	return l->n_fresh >= l->gather || n > left ? left : n;
}

bool
late_write(struct late *l, struct err *e)
{
	size_t end = l->gone + this_time(l);

	for (l->going_to = l->gone; l->going_to < end; l->going_to++) {
		bind_key(&l->put, l->going[l->going_to].key);
		stmt_int(&l->put, 2, l->going[l->going_to].id);
		if (!stmt_do(&l->put, e))
			return false;
	}
	if (l->n_going == 0 || end < l->n_going)
		return true;
	stmt_text(&l->done, 1, l->name);
	stmt_int(&l->done, 2, l->upto);
	return stmt_do(&l->done, e);
}

void
late_kept(struct late *l)
{
	l->gone = l->going_to;
	l->committed = l->n_fresh;
	if (l->gone < l->n_going)
		return;
	if (l->n_going == 0 && l->n_fresh < l->gather)
		return;
	pthread_mutex_lock(&l->lock);
	free(l->going);
	l->going = NULL;
	l->n_going = l->gone = l->going_to = 0;
	if (l->n_fresh >= l->gather) {
		l->upto = l->fresh[l->n_fresh - 1].id;
		l->going = l->fresh;
		l->n_going = l->n_fresh;
		qsort(l->going, l->n_going, sizeof(*l->going), by_key);
		free(l->heads);
		l->fresh = NULL;
		l->heads = NULL;
		l->n_fresh = l->cap = l->n_heads = l->committed = 0;
	}
	pthread_mutex_unlock(&l->lock);
}

void
late_lost(struct late *l)
{
	late_undo(l, l->committed);
	l->going_to = l->gone;
}

/* ---- looking ------------------------------------------------------------- */

static int64_t
in_memory(const struct late *l, uint64_t key, late_is *is, void *arg)
{
	size_t low = 0, high = l->n_going;
	uint32_t at;

	for (at = l->n_heads > 0 ? *head_of(l, key) : 0; at != 0;
	    at = l->fresh[at - 1].next)
		if (l->fresh[at - 1].key == key && is(arg, l->fresh[at - 1].id))
			return l->fresh[at - 1].id;
	while (low < high) {	/* to the first that is larger */
		size_t middle = low + (high - low) / 2;

		if (l->going[middle].key <= key)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low > 0 && l->going[low - 1].key == key; low--)
		if (is(arg, l->going[low - 1].id))
			return l->going[low - 1].id;
	return 0;
}

bool
late_find(struct late *l, uint64_t key, struct stmt *disk, late_is *is,
    void *arg, int64_t *id, struct err *e)
{
	if (disk == NULL)
		disk = &l->disk;
	pthread_mutex_lock(&l->lock);
	*id = in_memory(l, key, is, arg);
	pthread_mutex_unlock(&l->lock);
	if (*id != 0)
		return true;
	/* what went meanwhile was committed before it left the memory */
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

bool
late_open_(struct late *l, struct db *w, const char *name, const char *rows,
    const char *put, const char *disk, int64_t *next, struct err *e)
{
	l->name = name;
	l->gather = LATE_GATHER;
	pthread_mutex_init(&l->lock, NULL);
	if (!stmt_open_(w, &l->put, put, e) ||
	    !stmt_open_(w, &l->disk, disk, e) ||
	    !stmt_open(w, &l->done, "INSERT INTO late (name, upto)"
	    " VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE"
	    " SET upto = excluded.upto", e) ||
	    !read_rows(l, w, rows, next, e))
		return false;
	l->committed = l->n_fresh;
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
	free(l->fresh);
	free(l->heads);
	free(l->going);
	pthread_mutex_destroy(&l->lock);
}
