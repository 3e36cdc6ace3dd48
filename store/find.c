/* SPDX-License-Identifier: MIT
 *
 * find.c -- finds receipts by token and drafts by id, and whether a reference
 * is taken; gives new rows their numbers.
 */
#include "store/intake.h"

/* Everything the numbers of the rows are known by, to undo and to commit. */
static struct late *
each(struct intake *it, size_t i)
{
	struct late *all[FIND_N] = { &it->by_token, &it->by_reference,
		&it->by_draft };

	return all[i];
}

bool
find_open(struct intake *it, struct err *e)
{
	int64_t next;

	if (!stmt_open(&it->w, &it->sql[SQL_RECEIPT],
	    "SELECT token, reference FROM receipt WHERE id = ?1", e) ||
	    !stmt_open(&it->w, &it->sql[SQL_DRAFT_IS],
	    "SELECT id FROM draft WHERE num = ?1", e) ||
	    !late_open(&it->by_token, &it->w, "receipt_by_token",
	    "SELECT id, token FROM receipt WHERE id > ?1 ORDER BY id",
	    &it->next_receipt, e) ||
	    !late_open(&it->by_reference, &it->w, "receipt_by_reference",
	    "SELECT id, CAST(replace(reference, '-', '') AS BLOB) FROM receipt"
	    " WHERE id > ?1 ORDER BY id", &next, e) ||
	    !late_open(&it->by_draft, &it->w, "draft_by_id",
	    "SELECT num, id FROM draft WHERE num > ?1 ORDER BY num",
	    &it->next_draft, e))
		return false;
	if (next > it->next_receipt)
		it->next_receipt = next;
	return true;
}

void
find_close(struct intake *it)
{
	size_t i;

	for (i = 0; i < FIND_N; i++)
		late_close(each(it, i));
	stmt_close(&it->draft_by);
}

struct find_mark
find_mark(struct intake *it)
{
	struct find_mark m;
	size_t i;

	for (i = 0; i < FIND_N; i++)
		m.n[i] = late_mark(each(it, i));
	return m;
}

void
find_undo(struct intake *it, const struct find_mark *m)
{
	size_t i;

	for (i = 0; i < FIND_N; i++)
		late_undo(each(it, i), m->n[i]);
}

bool
find_write(struct intake *it, struct err *e)
{
	size_t i;

	for (i = 0; i < FIND_N; i++)
		if (!late_write(each(it, i), e))
			return false;
	return true;
}

void
find_kept(struct intake *it, bool kept)
{
	size_t i;

	for (i = 0; i < FIND_N; i++)
		if (kept)
			late_kept(each(it, i));
		else
			late_lost(each(it, i));
}

/* ---- receipts ------------------------------------------------------------ */

struct looking {
	struct intake	*it;
	const uint8_t	*hash;		/* 32 bytes */
	char		*reference;	/* NULL: not wanted */
	struct err	*e;
	bool		 failed;
};

static bool
receipt_is(void *arg, int64_t id)
{
	struct looking *l = arg;
	struct stmt *s = &l->it->sql[SQL_RECEIPT];
	bool is = false;

	stmt_int(s, 1, id);
	if (stmt_row(s)) {
		struct str token = col_blob(s, 0);

		is = token.n == 32 && memcmp(token.p, l->hash, 32) == 0;
		if (is && l->reference != NULL)
			strncpy(l->reference, col_text(s, 1),
			    REFERENCE_SIZE - 1);
	}
	if (!stmt_end(s, l->e))
		l->failed = true;
	return is || l->failed;
}

bool
find_receipt(struct intake *it, const uint8_t token[32],
    char reference[REFERENCE_SIZE], int64_t *id, struct err *e)
{
	struct looking l = { .it = it, .hash = token, .reference = reference,
	    .e = e };

	return late_find(&it->by_token, late_key(token), NULL, receipt_is, &l,
	    id, e) && !l.failed;
}

static uint64_t
reference_key(const char *reference)
{
	char letters[REFERENCE_SIZE] = "";
	size_t n = 0;

	for (; *reference != '\0'; reference++)
		if (*reference != '-')
			letters[n++] = *reference;
	return late_key(letters);
}

/* One that only begins alike will do: then another is made up. */
static bool
any(void *arg, int64_t id)
{
	(void)arg;
	return id != 0;
}

bool
find_reference_free(struct intake *it, const char *reference, bool *is,
    struct err *e)
{
	int64_t id;

	if (!late_find(&it->by_reference, reference_key(reference), NULL, any,
	    NULL, &id, e))
		return false;
	*is = id == 0;
	return true;
}

int64_t
find_new_receipt(struct intake *it, const uint8_t token[32],
    const char *reference)
{
	int64_t id = it->next_receipt++;

	late_add(&it->by_token, late_key(token), id);
	late_add(&it->by_reference, reference_key(reference), id);
	return id;
}

/* ---- drafts -------------------------------------------------------------- */

static bool
draft_is(void *arg, int64_t num)
{
	struct looking *l = arg;
	struct stmt *s = &l->it->sql[SQL_DRAFT_IS];
	bool is;

	stmt_int(s, 1, num);
	is = stmt_row(s) && col_blob(s, 0).n == 32 &&
	    memcmp(col_blob(s, 0).p, l->hash, 32) == 0;
	if (!stmt_end(s, l->e))
		l->failed = true;
	return is || l->failed;
}

bool
find_draft(struct intake *it, const uint8_t id[32], int64_t *num,
    struct err *e)
{
	struct looking l = { .it = it, .hash = id, .e = e };

	return late_find(&it->by_draft, late_key(id), NULL, draft_is, &l, num,
	    e) && !l.failed;
}

int64_t
find_new_draft(struct intake *it, const uint8_t id[32])
{
	int64_t num = it->next_draft++;

	late_add(&it->by_draft, late_key(id), num);
	return num;
}

/* ---- drafts, for readers --------------------------------------------------- */

struct reading {
	struct stmt	*s;
	int64_t		 now;
	const uint8_t	*id;
	struct buf	*sealed;
	struct err	*e;
	bool		 found, failed;
};

static bool
read_one(void *arg, int64_t num)
{
	struct reading *r = arg;

	stmt_int(r->s, 1, num);
	stmt_blob(r->s, 2, r->id, 32);
	stmt_int(r->s, 3, r->now);
	r->found = stmt_row(r->s);
	if (r->found)
		buf_put(r->sealed, col_blob(r->s, 0).p, col_blob(r->s, 0).n);
	r->failed = !stmt_end(r->s, r->e);
	return r->found || r->failed;
}

/* Where nothing is written, nothing is in memory: then every row is looked at,
 * of which there are few. */
static bool
open_reading(struct intake *it, struct err *e)
{
	static const char found[] = "SELECT sealed FROM draft"
	    " WHERE num = ?1 AND id = ?2 AND expires > ?3";
	static const char every[] = "SELECT sealed FROM draft"
	    " WHERE id = ?2 AND expires > ?3";

	return stmt_open_(&it->r, &it->draft_get, it->writes ? found : every,
	    e) && stmt_open(&it->r, &it->draft_by,
	    "SELECT id FROM draft_by_id WHERE key = ?1", e);
}

bool
find_read_draft(struct intake *it, const uint8_t id[32], int64_t now,
    struct buf *sealed, bool *found, struct err *e)
{
	struct reading r = { .s = &it->draft_get, .now = now, .id = id,
	    .sealed = sealed, .e = e };
	int64_t num = 0;
	bool ok;

	*found = false;
	pthread_mutex_lock(&it->reading);
	ok = r.s->s != NULL || open_reading(it, e);
	if (ok && it->writes)
		ok = late_find(&it->by_draft, late_key(id), &it->draft_by,
		    read_one, &r, &num, e) && !r.failed;
	else if (ok) {
		read_one(&r, num);
		ok = !r.failed;
	}
	*found = r.found;
	pthread_mutex_unlock(&it->reading);
	return ok;
}
