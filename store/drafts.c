/* SPDX-License-Identifier: MIT
 *
 * drafts.c -- answers on their way, which the store cannot read.
 */
#include "store/intake.h"

#include <sqlite3.h>

/* A response of the largest size, sealed. */
enum { DRAFT_MAX = (4 << 20) + 1024 };

bool
drafts_open(struct intake *it, struct err *e)
{
	struct stmt *s = it->sql;

	return stmt_open(&it->w, &s[SQL_DRAFT], "INSERT INTO draft (id,"
	    " expires, sealed) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE"
	    " SET expires = excluded.expires, sealed = excluded.sealed", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_AGAIN], "UPDATE draft SET"
	    " sealed = ?3 WHERE id = ?1 AND expires = ?2", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_DROP],
	    "DELETE FROM draft WHERE id = ?1", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_EXPIRE],
	    "DELETE FROM draft WHERE expires <= ?1", e);
}

/* Most drafts are saved again with the same time to live: then their place in
 * the index of those times stays as it is. */
static bool
put(struct intake *it, struct job *j, struct err *e)
{
	static const enum intake_sql ways[] = { SQL_DRAFT_AGAIN, SQL_DRAFT };
	size_t i;

	for (i = 0; i < LEN(ways); i++) {
		struct stmt *s = &it->sql[ways[i]];

		stmt_blob(s, 1, j->draft, 32);
		stmt_int(s, 2, j->when);
		stmt_blob(s, 3, j->sealed.p, j->sealed.n);
		if (!stmt_do(s, e))
			return false;
		if (sqlite3_changes64(it->w.h) > 0)
			break;
	}
	recent_note(it, j->draft, j->sealed, j->when);
	return true;
}

bool
intake_draft_put(struct intake *it, const uint8_t id[32], struct str sealed,
    int64_t expires, struct err *e)
{
	struct job j = { .run = put, .grows = true, .draft = id,
	    .sealed = sealed, .when = expires };

	if (sealed.n > DRAFT_MAX)
		return err_set(e, ERR_LIMIT, "this is more than can be kept");
	return intake_do(it, &j, e);
}

struct intake_later *
intake_draft_later(struct arena *a, struct intake *it, const uint8_t id[32],
    struct str sealed, int64_t expires, struct err *e)
{
	struct intake_later *l;

	if (sealed.n > DRAFT_MAX) {
		err_set(e, ERR_LIMIT, "this is more than can be kept");
		return NULL;
	}
	l = arena_new(a, struct intake_later);
	l->it = it;
	l->job = (struct job){ .run = put, .grows = true, .draft = id,
	    .sealed = sealed, .when = expires };
	return l;
}

static bool
drop(struct intake *it, struct job *j, struct err *e)
{
	struct stmt *s = &it->sql[SQL_DRAFT_DROP];

	stmt_blob(s, 1, j->draft, 32);
	recent_note(it, j->draft, (struct str){ 0 }, 0);
	return stmt_do(s, e);
}

bool
intake_draft_drop(struct intake *it, const uint8_t id[32], struct err *e)
{
	struct job j = { .run = drop, .draft = id };

	return intake_do(it, &j, e);
}

/* After sending, the draft becomes what the person may look at again. */
bool
drafts_after(struct intake *it, const struct intake_response *r,
    const char *reference, struct err *e)
{
	struct buf sealed CLEAN(buf_free) = { 0 };
	struct job j = { .draft = r->draft, .when = r->expires };

	if (r->draft == NULL)
		return true;
	if (r->after == NULL)
		return drop(it, &j, e);
	r->after(r->arg, reference, &sealed);
	if (sealed.n == 0 || sealed.n > DRAFT_MAX)
		return err_set(e, ERR_LIMIT, "this is more than can be kept");
	j.sealed = (struct str){ sealed.p, sealed.n };
	return put(it, &j, e);
}

bool
drafts_replace(struct intake *it, const uint8_t id[32], struct str sealed,
    int64_t expires, struct err *e)
{
	struct job j = { .draft = id, .sealed = sealed, .when = expires };

	return put(it, &j, e);
}

static bool
expire(struct intake *it, struct job *j, struct err *e)
{
	struct stmt *s = &it->sql[SQL_DRAFT_EXPIRE];

	stmt_int(s, 1, j->when);
	if (!stmt_do(s, e))
		return false;
	j->count = sqlite3_changes64(it->w.h);
	recent_note(it, (const uint8_t[32]){ 0 }, (struct str){ 0 }, j->when);
	return true;
}

bool
intake_drafts_expire(struct intake *it, int64_t now, size_t *dropped,
    struct err *e)
{
	struct job j = { .run = expire, .when = now };

	*dropped = 0;
	if (!intake_do(it, &j, e))
		return false;
	*dropped = (size_t)j.count;
	return true;
}

static bool
follow_drafts(struct intake *it, const struct intake_close *c, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t end = c->closes + c->grace, from = c->was + c->grace;

	if (!stmt_open(&it->w, &s, "UPDATE draft SET expires = ?1"
	    " WHERE expires BETWEEN ?2 AND ?3 AND (expires < ?1) = ?4", e))
		return false;
	if (c->closes < c->was && end < c->now + c->least)
		end = c->now + c->least;
	stmt_int(&s, 1, end);
	stmt_int(&s, 2, from);
	stmt_int(&s, 3, from + c->least);
	stmt_int(&s, 4, c->closes > c->was);
	return stmt_do(&s, e);
}

static bool
follow(struct intake *it, struct job *j, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct intake_close *c = j->close;

	if (!follow_drafts(it, c, e) || !stmt_open(&it->w, &s,
	    "UPDATE draft SET expires = ?1 WHERE expires = ?2", e))
		return false;
	stmt_int(&s, 1, c->closes + c->receipts);
	stmt_int(&s, 2, c->was + c->receipts);
	recent_note(it, (const uint8_t[32]){ 0 }, (struct str){ 0 },
	    INT64_MAX);		/* none that is in memory has its old time */
	return stmt_do(&s, e);
}

bool
intake_drafts_follow(struct intake *it, const struct intake_close *c,
    struct err *e)
{
	struct job j = { .run = follow, .close = c };

	return intake_do(it, &j, e);
}

bool
intake_draft_get(struct intake *it, const uint8_t id[32], int64_t now,
    struct buf *sealed, bool *found, struct err *e)
{
	struct stmt *s = &it->draft_get;
	bool ok;

	*found = recent_get(it, id, now, sealed);
	if (*found)
		return true;
	pthread_mutex_lock(&it->reading);
	ok = s->s != NULL || stmt_open(&it->r, s, "SELECT sealed FROM draft"
	    " WHERE id = ?1 AND expires > ?2", e);
	if (ok) {
		stmt_blob(s, 1, id, 32);
		stmt_int(s, 2, now);
		*found = stmt_row(s);
		if (*found)
			buf_put(sealed, col_blob(s, 0).p, col_blob(s, 0).n);
		ok = stmt_end(s, e);
	}
	pthread_mutex_unlock(&it->reading);
	return ok;
}
