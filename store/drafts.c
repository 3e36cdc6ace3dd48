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

	return stmt_open(&it->w, &s[SQL_DRAFT], "INSERT INTO draft (num,"
	    " expires, sealed, sent, id) VALUES (?1, ?2, ?3, ?4, ?5)", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_AGAIN], "UPDATE draft SET"
	    " sealed = ?3 WHERE num = ?1 AND expires = ?2"
	    " AND sent = ?4", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_MOVE], "UPDATE draft SET"
	    " expires = ?2, sealed = ?3, sent = ?4 WHERE num = ?1"
	    " AND sent <= ?4", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_DROP],
	    "DELETE FROM draft WHERE num = ?1 AND sent = 0", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_DROP_KEY], "DELETE FROM draft_by_id"
	    " WHERE key = substr(?2, 1, 8) AND id = ?1", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_EXPIRE_KEYS],
	    "DELETE FROM draft_by_id WHERE (key, id) IN (SELECT"
	    " substr(id, 1, 8), num FROM draft WHERE expires <= ?1"
	    " ORDER BY expires, sent, num LIMIT ?2)", e) &&
	    stmt_open(&it->w, &s[SQL_DRAFT_EXPIRE],
	    "DELETE FROM draft WHERE num IN (SELECT num FROM draft WHERE"
	    " expires <= ?1 ORDER BY expires, sent, num LIMIT ?2)", e);
}

static bool
write(struct intake *it, enum intake_sql how, int64_t num,
    const struct job *j, struct err *e)
{
	struct stmt *s = &it->sql[how];

	stmt_int(s, 1, num);
	stmt_int(s, 2, j->when);
	stmt_blob(s, 3, j->sealed.p, j->sealed.n);
	stmt_int(s, 4, j->sent);
	if (how == SQL_DRAFT)
		stmt_blob(s, 5, j->draft, 32);
	return stmt_do(s, e);
}

/* Most drafts are saved again with the same time to live: then their place in
 * the index of those times stays as it is. */
static bool
put(struct intake *it, struct job *j, struct err *e)
{
	int64_t num;

	if (!find_draft(it, j->draft, &num, e))
		return false;
	if (num == 0) {
		num = find_new_draft(it, j->draft);
		if (!write(it, SQL_DRAFT, num, j, e))
			return false;
	} else if (!write(it, SQL_DRAFT_AGAIN, num, j, e) ||
	    (sqlite3_changes64(it->w.h) == 0 &&
	    !write(it, SQL_DRAFT_MOVE, num, j, e)))
		return false;
	/* a second window, which did not know of it */
	if (sqlite3_changes64(it->w.h) == 0)
		return err_set(e, ERR_INPUT, "these answers were sent already");
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
	struct stmt *k = &it->sql[SQL_DRAFT_DROP_KEY];
	int64_t num;

	if (!find_draft(it, j->draft, &num, e))
		return false;
	stmt_int(s, 1, num);
	if (!stmt_do(s, e))
		return false;
	if (num == 0 || sqlite3_changes64(it->w.h) == 0)
		return true;
	recent_note(it, j->draft, (struct str){ 0 }, 0);
	stmt_int(k, 1, num);
	stmt_blob(k, 2, j->draft, 32);
	return stmt_do(k, e);
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
	struct job j = { .draft = r->draft, .when = r->expires, .sent = true };

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
	struct job j = { .draft = id, .sealed = sealed, .when = expires,
	    .sent = true };

	return put(it, &j, e);
}

/* All drafts of a consultation expire together.  They go a few at a time: others
 * are taken in between, and the log stays small when the disk is full. */
enum { EXPIRE_AT_ONCE = 100 };

static bool
expire(struct intake *it, struct job *j, struct err *e)
{
	struct stmt *s = &it->sql[SQL_DRAFT_EXPIRE];
	struct stmt *k = &it->sql[SQL_DRAFT_EXPIRE_KEYS];

	stmt_int(s, 1, j->when);
	stmt_int(s, 2, EXPIRE_AT_ONCE);
	stmt_int(k, 1, j->when);
	stmt_int(k, 2, EXPIRE_AT_ONCE);
	if (!stmt_do(k, e) || !stmt_do(s, e))
		return false;
	j->count = sqlite3_changes64(it->w.h);
	if (j->count > 0)
		it->erased = true;
	recent_note(it, (const uint8_t[32]){ 0 }, (struct str){ 0 }, j->when);
	return true;
}

bool
intake_drafts_expire(struct intake *it, int64_t now, size_t *dropped,
    struct err *e)
{
	*dropped = 0;
	for (;;) {
		struct job j = { .run = expire, .when = now };

		if (!intake_do(it, &j, e))
			return false;
		*dropped += (size_t)j.count;
		if (j.count < EXPIRE_AT_ONCE)
			return true;
	}
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
intake_drafts_begun(struct intake *it, int64_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	bool ok;

	pthread_mutex_lock(&it->reading);
	ok = stmt_open(&it->r, &s,
	    "SELECT count(*) FROM draft WHERE sent = 0", e);
	*n = ok && stmt_row(&s) ? col_int(&s, 0) : 0;
	ok = ok && stmt_end(&s, e);
	stmt_close(&s);
	pthread_mutex_unlock(&it->reading);
	return ok;
}

bool
intake_draft_get(struct intake *it, const uint8_t id[32], int64_t now,
    struct buf *sealed, bool *found, struct err *e)
{
	*found = recent_get(it, id, now, sealed);
	return *found || find_read_draft(it, id, now, sealed, found, e);
}
