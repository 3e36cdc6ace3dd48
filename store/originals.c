/* SPDX-License-Identifier: MIT
 *
 * originals.c -- the files that belong to sheets: sealed, bound to the log, and
 * opened again.
 *
 * Each has an epoch of its own with one message in it, so that whoever takes the
 * desk's machine later opens none of them.
 */
#include "store/bound.h"
#include "store/intake.h"
#include "store/originals.h"
#include "store/sheets_in.h"

#include <sqlite3.h>
#include <stdio.h>

/* Padding makes it up to twice as long. */
enum { SEALED_MAX = 64 << 20 };

/* ---- the bytes ---------------------------------------------------------------------- */

/* What it is sealed with, so that it opens as this file of this sheet alone. */
static void
original_ad(int64_t sheet, const char *name, const char *type, int64_t size,
    const void *hash, struct buf *out)
{
	buf_lit(out, "earshot original 1\n");
	buf_printf(out, "%lld.%lld.", (long long)sheet, (long long)size);
	ad_text(out, name, strlen(name));
	ad_text(out, type, strlen(type));
	buf_put(out, hash, 32);
}

void
original_digest(const struct str v[4], uint8_t out[BOUND_DIGEST])
{
	struct seal_sum s;
	int i;

	seal_sum_start(&s);
	for (i = 0; i < 4; i++)
		seal_sum_add(&s, v[i].p, v[i].n);
	seal_sum_end(&s, out);
}

/* ---- attaching ------------------------------------------------------------------------ */

struct attaching {
	int64_t		 sheet, now;
	const char	*name, *type, *by;
	struct str	 bytes;
	const struct seal_public *to;
	uint8_t		 sha256[32];
};

static bool
may_attach(struct cases *c, const struct attaching *p, const struct sheet *s,
    struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	int64_t n = 0;
	bool same = false;

	if (s->state == SHEET_WITHDRAWN)
		return err_set(e, ERR_INPUT, "that sheet was withdrawn by its "
		    "author: nothing can be attached to it");
	if (!stmt_open(&c->db, &q, "SELECT count(*), coalesce(max(sha256 ="
	    " ?2), 0) FROM original WHERE sheet = ?1", e))
		return false;
	stmt_int(&q, 1, p->sheet);
	stmt_blob(&q, 2, p->sha256, sizeof(p->sha256));
	if (stmt_row(&q)) {
		n = col_int(&q, 0);
		same = col_int(&q, 1) != 0;
	}
	if (!stmt_end(&q, e))
		return false;
	if (same)
		return err_set(e, ERR_INPUT, "“%s” is attached to that sheet "
		    "already", p->name);
	return n < ORIGINALS_MAX || err_set(e, ERR_LIMIT, "%d files are the "
	    "most for one sheet", ORIGINALS_MAX);
}

static bool
keep_original(struct cases *c, const struct attaching *p, struct err *e)
{
	struct buf ad CLEAN(buf_free) = { 0 };
	struct buf sealed CLEAN(buf_free) = { .max = SEALED_MAX };
	struct stmt q CLEAN(stmt_close) = { 0 };
	uint8_t roots[SEAL_RECIPIENTS][SEAL_ROOT], digest[BOUND_DIGEST];
	struct seal_ratchet r;
	struct str v[4];

	seal_begin(&r, p->to, SEAL_RECIPIENTS, roots);
	original_ad(p->sheet, p->name, p->type, (int64_t)p->bytes.n,
	    p->sha256, &ad);
	seal_next(&r, ad.p, ad.n, p->bytes.p, p->bytes.n, &sealed);
	seal_wipe(r.key, sizeof(r.key));
	if (!buf_ok(&sealed))
		return err_set(e, ERR_LIMIT, "“%s” is too long", p->name);
	v[0] = (struct str){ (const char *)r.id, SEAL_ID };
	v[1] = (struct str){ (const char *)roots[0], SEAL_ROOT };
	v[2] = (struct str){ (const char *)roots[1], SEAL_ROOT };
	v[3] = (struct str){ sealed.p, sealed.n };
	original_digest(v, digest);
	if (!stmt_open(&c->db, &q, "INSERT INTO original (sheet, name, type,"
	    " size, sha256, by, at, epoch, analyst, recovery, sealed, digest)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)", e))
		return false;
	stmt_int(&q, 1, p->sheet);
	stmt_text(&q, 2, p->name);
	stmt_text(&q, 3, p->type);
	stmt_int(&q, 4, (int64_t)p->bytes.n);
	stmt_blob(&q, 5, p->sha256, sizeof(p->sha256));
	stmt_text(&q, 6, p->by);
	stmt_int(&q, 7, p->now);
	stmt_blob(&q, 8, v[0].p, v[0].n);
	stmt_blob(&q, 9, v[1].p, v[1].n);
	stmt_blob(&q, 10, v[2].p, v[2].n);
	stmt_blob(&q, 11, v[3].p, v[3].n);
	stmt_blob(&q, 12, digest, sizeof(digest));
	return stmt_do(&q, e);
}

/* The log has the hash, and not the name: people put names of people in those,
 * and the log stays when the file goes. */
static bool
attach(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct attaching *p = arg;
	struct sheet s;

	if (!sheet_need(&a, c, p->sheet, &s, e) || !may_attach(c, p, &s, e) ||
	    !keep_original(c, p, e))
		return false;
	sheet_called(&s, &b);
	buf_printf(&b, ": file %lld, %s, %zu bytes",
	    (long long)sqlite3_last_insert_rowid(c->db.h), p->type,
	    p->bytes.n);
	return bound_sheet_line(c, p->sheet, p->by, "attached an original",
	    buf_text(&b), e);
}

bool
original_add(struct cases *c, int64_t sheet, const char *name,
    const char *type, struct str bytes,
    const struct seal_public to[SEAL_RECIPIENTS], const char *by, int64_t now,
    struct err *e)
{
	struct attaching p = { .sheet = sheet, .now = now, .name = name,
	    .type = type, .by = by, .bytes = bytes, .to = to };

	if (bytes.n == 0 || *name == '\0')
		return err_set(e, ERR_INPUT, "choose a file that is not empty");
	if (bytes.n > ORIGINAL_MAX)
		return err_set(e, ERR_LIMIT, "“%s” has %.1f MB: %d MB is the "
		    "most for one file. Scan it in grey or at 200 dots to the "
		    "inch, or attach its pages as several files", name,
		    (double)bytes.n / 1e6, ORIGINAL_MAX / 1000000);
	sha256(p.sha256, bytes.p, bytes.n);
	return cases_change(c, attach, &p, e);
}

/* ---- looking -------------------------------------------------------------------------- */

bool
original_list(struct arena *a, struct cases *c, int64_t sheet,
    struct sheet_original **out, size_t *n, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &q, "SELECT o.id, o.sheet, o.size, o.at, o.name,"
	    " o.type, o.by, o.sha256, b.name, s.place FROM original o"
	    " JOIN sheet s ON s.id = o.sheet JOIN batch b ON b.id = s.batch"
	    " WHERE ?1 = 0 OR o.sheet = ?1 ORDER BY o.sheet, o.id", e))
		return false;
	stmt_int(&q, 1, sheet);
	while (stmt_row(&q)) {
		struct sheet_original *o = arena_push(a, *out, *n, cap);

		*o = (struct sheet_original){ .id = col_int(&q, 0),
		    .sheet = col_int(&q, 1), .size = col_int(&q, 2),
		    .at = col_int(&q, 3),
		    .name = arena_str(a, col_text(&q, 4)),
		    .type = arena_str(a, col_text(&q, 5)),
		    .by = arena_str(a, col_text(&q, 6)),
		    .batch = arena_str(a, col_text(&q, 8)),
		    .place = col_int(&q, 9) };
		if (col_blob(&q, 7).n == sizeof(o->sha256))
			memcpy(o->sha256, col_blob(&q, 7).p,
			    sizeof(o->sha256));
	}
	return stmt_end(&q, e);
}

/* ---- opening -------------------------------------------------------------------------- */

/* With whichever copy of the root this key opens. */
static bool
open_root(struct stmt *q, struct seal_reader *r, const struct seal_secret *key,
    struct err *e)
{
	int i;

	for (i = 5; i <= 6; i++) {
		struct str root = col_blob(q, i);

		*e = (struct err){ 0 };
		if (root.n == SEAL_ROOT && seal_open_root(r,
		    (const uint8_t *)root.p, key, e))
			return true;
	}
	return err_set(e, ERR_KEY, "this key does not open what is attached");
}

static bool
open_row(struct stmt *q, const struct seal_secret *key, struct buf *plain,
    struct err *e)
{
	struct buf ad CLEAN(buf_free) = { 0 };
	struct str hash = col_blob(q, 4);
	struct seal_reader r;
	uint8_t is[32];
	bool ok;

	if (hash.n != sizeof(is))
		return err_set(e, ERR_DB, "“%s” was changed", col_text(q, 1));
	if (!open_root(q, &r, key, e))
		return false;
	original_ad(col_int(q, 0), col_text(q, 1), col_text(q, 2),
	    col_int(q, 3), hash.p, &ad);
	ok = seal_open(&r, 0, ad.p, ad.n, col_blob(q, 7), plain, e);
	seal_reader_wipe(&r);
	if (!ok)
		return err_wrap(e, "%s", col_text(q, 1));
	sha256(is, plain->p, plain->n);
	return buf_ok(plain) && memcmp(is, hash.p, sizeof(is)) == 0 ? true :
	    err_set(e, ERR_DB, "“%s” is not what was attached", col_text(q, 1));
}

bool
original_open(struct cases *c, int64_t id, const struct seal_secret *key,
    struct buf *plain, struct err *e)
{
	struct stmt q CLEAN(stmt_close) = { 0 };

	buf_clear(plain);
	plain->max = SEALED_MAX;
	if (!stmt_open(&c->db, &q, "SELECT sheet, name, type, size, sha256,"
	    " analyst, recovery, sealed FROM original WHERE id = ?1", e))
		return false;
	stmt_int(&q, 1, id);
	if (!stmt_row(&q))
		return stmt_end(&q, e) && err_set(e, ERR_INPUT, "there is no "
		    "original %lld", (long long)id);
	return open_row(&q, key, plain, e) && stmt_end(&q, e);
}

/* ---- taking away ------------------------------------------------------------------------ */

struct removing { int64_t sheet, id; const char *reason, *by; };
enum { REASON_MAX = 500 };

static bool
take_away(struct cases *c, void *arg, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct stmt q CLEAN(stmt_close) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	const struct removing *p = arg;
	struct sheet s;

	if (!sheet_need(&a, c, p->sheet, &s, e) || !stmt_open(&c->db, &q,
	    "DELETE FROM original WHERE id = ?1 AND sheet = ?2", e))
		return false;
	stmt_int(&q, 1, p->id);
	stmt_int(&q, 2, p->sheet);
	if (!stmt_do(&q, e))
		return false;
	if (sqlite3_changes64(c->db.h) == 0)
		return err_set(e, ERR_INPUT, "that file is not attached to "
		    "that sheet (any more)");
	sheet_called(&s, &b);
	buf_printf(&b, ": file %lld; %s", (long long)p->id, p->reason);
	return bound_sheet_line(c, p->sheet, p->by, "removed an original",
	    buf_text(&b), e);
}

bool
original_remove(struct cases *c, int64_t sheet, int64_t id, const char *reason,
    const char *by, struct err *e)
{
	struct removing p = { sheet, id, reason, by };

	return audit_says(reason, REASON_MAX, "say in a few words why it is "
	    "removed", e) && cases_change(c, take_away, &p, e) &&
	    cases_scrub(c, e);
}
