/* SPDX-License-Identifier: MIT
 *
 * audit.c -- the log of what was done, each line chained to those before it.
 *
 * A line's hash is BLAKE2b-256 of the hash before it (32 zeros before the
 * first) and of the line, with the length of each text before it so that no two
 * lines give the same bytes.  Who can write to the file can write the whole
 * chain anew: a head that was written down elsewhere shows that, too.
 */
#include "store/cases.h"
#include "store/intake.h"

#include <stdio.h>
#include <stdlib.h>

struct head { int64_t n; uint8_t hash[32]; };

static void
chain(const uint8_t before[32], const struct cases_line *l, uint8_t out[32])
{
	struct buf b CLEAN(buf_free) = { 0 };

	bool binds = l->subject != NULL && *l->subject != '\0';

	/* a line that binds nothing is as it always was */
	buf_puts(&b, binds ? "earshot audit 2\n" : "earshot audit 1\n");
	buf_put(&b, before, 32);
	buf_printf(&b, "%lld.%lld.%lld.", (long long)l->id, (long long)l->at,
	    (long long)l->task);
	ad_text(&b, l->who, strlen(l->who));
	ad_text(&b, l->what, strlen(l->what));
	ad_text(&b, l->detail, strlen(l->detail));
	if (binds) {
		ad_text(&b, l->subject, strlen(l->subject));
		ad_text(&b, l->digest.p, l->digest.n);
	}
	seal_hash(out, NULL, 0, b.p, b.n);
}

static bool
read_head(struct cases *c, struct head *h, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct str hash = { 0 };

	*h = (struct head){ 0 };
	if (!stmt_open(&c->db, &s, "SELECT n, hash FROM audit_head", e))
		return false;
	if (stmt_row(&s)) {
		h->n = col_int(&s, 0);
		hash = col_blob(&s, 1);
	}
	if (hash.n == sizeof(h->hash))
		memcpy(h->hash, hash.p, hash.n);
	else
		err_set(e, ERR_DB, "%s: the head of the log is gone",
		    c->db.path);
	return hash.n == sizeof(h->hash) && stmt_end(&s, e);
}

static bool
write_line(struct cases *c, const struct cases_line *l,
    const uint8_t hash[32], struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct stmt h CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "INSERT INTO audit (id, at, who, what, task,"
	    " detail, hash, subject, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
	    " ?7, nullif(?8, ''), ?9)", e) ||
	    !stmt_open(&c->db, &h,
	    "UPDATE audit_head SET n = ?1, hash = ?2", e))
		return false;
	stmt_int(&s, 1, l->id);
	stmt_int(&s, 2, l->at);
	stmt_text(&s, 3, l->who);
	stmt_text(&s, 4, l->what);
	if (l->task != 0)
		stmt_int(&s, 5, l->task);
	else
		stmt_null(&s, 5);
	stmt_text(&s, 6, l->detail);
	stmt_blob(&s, 7, hash, 32);
	stmt_text(&s, 8, l->subject != NULL ? l->subject : "");
	if (l->digest.n > 0)
		stmt_blob(&s, 9, l->digest.p, l->digest.n);
	else
		stmt_null(&s, 9);
	stmt_int(&h, 1, l->id);
	stmt_blob(&h, 2, hash, 32);
	return stmt_do(&s, e) && stmt_do(&h, e);
}

bool
audit_bind(struct cases *c, const struct cases_line *line, struct err *e)
{
	struct cases_line l = *line;
	struct head before;
	uint8_t hash[32];

	if (!read_head(c, &before, e))
		return false;
	l.id = before.n + 1;
	l.at = now_seconds();
	chain(before.hash, &l, hash);
	return write_line(c, &l, hash, e);
}

bool
audit_add(struct cases *c, const char *who, const char *what, int64_t task,
    const char *detail, struct err *e)
{
	return audit_bind(c, &(struct cases_line){ .task = task, .who = who,
	    .what = what, .detail = detail }, e);
}

bool
audit_next(struct cases *c, int64_t *n, struct err *e)
{
	struct head before;

	if (!read_head(c, &before, e))
		return false;
	*n = before.n + 1;
	return true;
}

/* Some words, and not only spaces. */
bool
audit_says(const char *s, size_t most, const char *missing, struct err *e)
{
	if (s == NULL || s[strspn(s, " \t\r\n")] == '\0')
		return err_set(e, ERR_INPUT, "%s", missing);
	if (!utf8_valid(s, strlen(s), NULL))
		return err_set(e, ERR_INPUT, "the note or the name is not "
		    "text (UTF-8)");
	return strlen(s) <= most || err_set(e, ERR_LIMIT, "the note or the "
	    "name is too long; %zu bytes is the most", most);
}

bool
cases_audit(struct arena *a, struct cases *c, struct cases_line **out,
    size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT id, at, task, who, what, detail,"
	    " subject, digest FROM audit ORDER BY id", e))
		return false;
	while (stmt_row(&s)) {
		struct str d = col_blob(&s, 7);

		*arena_push(a, *out, *n, cap) = (struct cases_line){
		    .id = col_int(&s, 0), .at = col_int(&s, 1),
		    .task = col_int(&s, 2),
		    .who = arena_str(a, col_text(&s, 3)),
		    .what = arena_str(a, col_text(&s, 4)),
		    .detail = arena_str(a, col_text(&s, 5)),
		    .subject = arena_str(a, col_text(&s, 6)),
		    .digest = { arena_strn(a, d.p, d.n), d.n } };
	}
	return stmt_end(&s, e);
}

/* ---- whether it is as it was written ---------------------------------------- */

/* "12:3f…" */
static bool
head_from(const char *text, struct head *h, struct err *e)
{
	char *end;

	h->n = strtoll(text, &end, 10);
	return (end != text && *end == ':' && h->n >= 0 &&
	    hex_get(h->hash, 32, str_of(end + 1))) ||
	    err_set(e, ERR_INPUT, "`%s` is no head of a log: it must be like "
	    "12:3f… with 64 digits after the colon", text);
}

static void
head_text(const struct head *h, char out[AUDIT_HEAD])
{
	char hex[65];

	hex_put(hex, h->hash, 32);
	snprintf(out, AUDIT_HEAD, "%lld:%s", (long long)h->n, hex);
}

static bool
walk(struct cases *c, const struct head *since, bool *met, struct head *at,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct cases_line l;
	struct str kept;

	if (!stmt_open(&c->db, &s, "SELECT id, at, task, who, what, detail,"
	    " hash, subject, digest FROM audit ORDER BY id", e))
		return false;
	while (stmt_row(&s)) {
		l = (struct cases_line){ col_int(&s, 0), col_int(&s, 1),
		    col_int(&s, 2), col_text(&s, 3), col_text(&s, 4),
		    col_text(&s, 5), col_text(&s, 7), col_blob(&s, 8) };
		kept = col_blob(&s, 6);
		if (l.id != at->n + 1)
			return err_set(e, ERR_DB, "%s: line %lld of the log "
			    "was taken out or moved", c->db.path,
			    (long long)at->n + 1);
		chain(at->hash, &l, at->hash);
		at->n = l.id;
		if (kept.n != 32 || memcmp(kept.p, at->hash, 32) != 0)
			return err_set(e, ERR_DB, "%s: line %lld of the log, "
			    "or one before it, was changed after it was "
			    "written", c->db.path, (long long)l.id);
		*met |= at->n == since->n &&
		    memcmp(at->hash, since->hash, 32) == 0;
	}
	return stmt_end(&s, e);
}

/* The head and the lines, at one moment: somebody else may be adding some.  The
 * caller may be inside a transaction already. */
static bool
read_whole(struct cases *c, const struct head *told, struct head *said,
    struct head *at, bool *met, struct err *e)
{
	bool ok;

	if (!db_run(&c->db, "SAVEPOINT moment", e))
		return false;
	ok = read_head(c, said, e) && walk(c, told, met, at, e);
	return db_run(&c->db, "RELEASE moment", ok ? e : &(struct err){ 0 }) && ok;
}

bool
cases_audit_verify(struct cases *c, const char *since, char head[AUDIT_HEAD],
    struct err *e)
{
	struct head told = { 0 }, said, at = { 0 };
	bool met;

	head[0] = '\0';
	if (since != NULL && !head_from(since, &told, e))
		return false;
	met = told.n == 0;
	if (!read_whole(c, &told, &said, &at, &met, e))
		return false;
	if (said.n != at.n || memcmp(said.hash, at.hash, 32) != 0)
		return err_set(e, ERR_DB, "%s: the log should have %lld lines, "
		    "and it has %lld: its end was cut off or changed",
		    c->db.path, (long long)said.n, (long long)at.n);
	if (!met)
		return err_set(e, ERR_DB, "%s: line %lld of the log is not the "
		    "one that was written down: the log was cut off or "
		    "written anew", c->db.path, (long long)told.n);
	head_text(&at, head);
	return true;
}

/* ---- what is done outside the store --------------------------------------- */

struct deed { const char *by, *what, *detail; };

static bool
add_deed(struct cases *c, void *arg, struct err *e)
{
	const struct deed *d = arg;

	return audit_add(c, d->by, d->what, 0, d->detail, e);
}

bool
cases_did(struct cases *c, const char *by, const char *what,
    const char *detail, struct err *e)
{
	struct deed d = { by, what, detail };

	return audit_says(by, AUDIT_BY_MAX, "who did it is missing", e) &&
	    audit_says(detail, AUDIT_NOTE_MAX, "what was done is missing", e) &&
	    cases_change(c, add_deed, &d, e);
}
