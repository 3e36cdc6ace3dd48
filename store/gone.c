/* SPDX-License-Identifier: MIT
 *
 * gone.c -- what was withdrawn, stopped or made void since a copy was made is
 * erased from that copy too.
 *
 * Each becomes a task like the request that it came from, so that the same code
 * carries it out, now and at each pull after.
 */
#include "store/pull.h"
#include "store/schema.h"
#include "store/sheets_in.h"

#include <sqlite3.h>

/* The epoch of these tasks: nobody sealed them. */
static const char listed[] = "withdrawn list  ";
_Static_assert(sizeof(listed) - 1 == SEAL_ID, "an epoch's name");

bool
cases_gone(struct arena *a, struct cases *c, struct store_gone **out, size_t *n,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	size_t cap = 0;

	*out = NULL;
	*n = 0;
	if (!stmt_open(&c->db, &s, "SELECT DISTINCT CASE kind WHEN 'withdraw'"
	    " THEN 0 ELSE 1 END, reference, token FROM task WHERE kind IN"
	    " ('withdraw', 'stop-equality') AND result <> 'unproven' AND"
	    " length(token) = 32 AND reference IS NOT NULL UNION ALL SELECT 2,"
	    " reference, zeroblob(32) FROM sheet WHERE state = 'void' AND"
	    " gone IS NULL AND reference IS NOT NULL UNION ALL SELECT 3, '',"
	    " gone FROM sheet WHERE length(gone) = 32 ORDER BY 2, 1, 3", e))
		return false;
	while (stmt_row(&s)) {
		struct store_gone *g = arena_push(a, *out, *n, cap);

		g->kind = (enum gone_kind)col_int(&s, 0);
		strncpy(g->reference, col_text(&s, 1), REFERENCE_SIZE - 1);
		memcpy(g->token, col_blob(&s, 2).p, sizeof(g->token));
	}
	return stmt_end(&s, e);
}

/* ---- the case store --------------------------------------------------------------- */

struct again { const struct store_gone *v; size_t n; struct pull *p; int64_t did; };

static bool
add_task(struct cases *c, const struct store_gone *g, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	char day[11];

	if (!stmt_open(&c->db, &s, "INSERT INTO task (epoch, seq, kind, day,"
	    " lang, rehearsal, reference, token, result, json, done) SELECT"
	    " ?1, (SELECT coalesce(max(seq), 0) + 1 FROM task WHERE epoch ="
	    " ?1), ?2, ?3, 'en', 0, ?4, ?5, '', '', ?6 WHERE NOT EXISTS (SELECT"
	    " 1 FROM task WHERE kind = ?2 AND reference = ?4 AND token = ?5)",
	    e))
		return false;
	date_text(uk_date(now_seconds()), day);
	stmt_blob(&s, 1, listed, SEAL_ID);
	stmt_text(&s, 2, g->kind == GONE_WITHDRAWN ? "withdraw" :
	    "stop-equality");
	stmt_text(&s, 3, day);
	stmt_text(&s, 4, g->reference);
	stmt_blob(&s, 5, g->token, sizeof(g->token));
	stmt_int(&s, 6, now_seconds());
	if (!stmt_do(&s, e))
		return false;
	return sqlite3_changes64(c->db.h) == 0 || audit_add(c, "earshot",
	    "took a request over from the list of what was withdrawn",
	    sqlite3_last_insert_rowid(c->db.h), g->reference, e);
}

static bool
do_again(struct cases *c, void *arg, struct err *e)
{
	struct again *k = arg;
	size_t i;

	for (i = 0; i < k->n; i++)
		if (k->v[i].kind != GONE_VOID && k->v[i].kind != GONE_SHEET &&
		    !add_task(c, &k->v[i], e))
			return false;
	return pull_settle(k->p, c, e);
}

/* A sheet that was made void later is made void now. */
static bool
void_again(struct cases *c, const struct store_gone *g, int64_t *did, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t id = 0;

	if (!stmt_open(&c->db, &s, "SELECT id FROM sheet WHERE reference = ?1"
	    " AND state <> 'void'", e))
		return false;
	stmt_text(&s, 1, g->reference);
	if (stmt_row(&s))
		id = col_int(&s, 0);
	if (!stmt_end(&s, e))
		return false;
	if (id == 0)
		return true;
	++*did;
	return sheet_void(c, id, "it was made void after the copy was made "
	    "from which this was restored", "earshot", e);
}

/* Every sheet with a salt is looked at: there are some thousands at most. */
static bool
find_sheet(struct cases *c, const uint8_t token[32], int64_t *id,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t is[BOUND_DIGEST];

	*id = 0;
	if (!stmt_open(&c->db, &s, "SELECT id, salt FROM sheet WHERE"
	    " length(salt) = 16 AND gone IS NULL", e))
		return false;
	while (stmt_row(&s)) {
		sheet_gone_token(col_blob(&s, 1), is);
		if (memcmp(is, token, sizeof(is)) == 0)
			*id = col_int(&s, 0);
	}
	return stmt_end(&s, e);
}

/* A sheet that its author withdrew later is withdrawn now. */
static bool
sheet_again(struct cases *c, const struct store_gone *g, int64_t *did, struct err *e)
{
	int64_t id;

	if (!find_sheet(c, g->token, &id, e))
		return false;
	if (id == 0)
		return true;
	++*did;
	return sheet_withdraw(c, id, "it was withdrawn after the copy was made "
	    "from which this was restored", "earshot", e);
}

static void
settle_close(struct pull *p)
{
	pull_requests_close(p);
}

bool
cases_gone_again(struct cases *c, const struct store_gone *v, size_t n,
    const struct forms_form *(*form)(void *, const char *, struct err *),
    void *arg, int64_t *did, struct err *e)
{
	struct cases_pull out = { 0 };
	struct pull p CLEAN(settle_close) = { .form = form, .arg = arg,
	    .out = &out };
	struct again k = { v, n, &p, 0 };
	size_t i;

	*did = 0;
	if (!pull_settle_open(&p, c, e) || !cases_change(c, do_again, &k, e))
		return false;
	*did = out.erased;
	for (i = 0; i < n; i++)
		if ((v[i].kind == GONE_VOID && !void_again(c, &v[i], did, e)) ||
		    (v[i].kind == GONE_SHEET &&
		    !sheet_again(c, &v[i], did, e)))
			return false;
	return cases_scrub(c, e);
}

/* ---- the intake store ------------------------------------------------------------- */

bool
intake_gone_again(const char *path, const struct store_gone *v, size_t n,
    int64_t *did, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct db db CLEAN(db_close) = { 0 };
	size_t i;

	*did = 0;
	if (!schema_open(&db, path, DB_WRITE, SCHEMA_INTAKE, e) ||
	    !db_run(&db, "BEGIN IMMEDIATE", e) || !stmt_open(&db, &s, "DELETE"
	    " FROM response WHERE receipt IN (SELECT id FROM receipt WHERE"
	    " reference = ?1 AND token = ?2)", e))
		return false;
	for (i = 0; i < n; i++) {
		if (v[i].kind != GONE_WITHDRAWN)
			continue;
		stmt_text(&s, 1, v[i].reference);
		stmt_blob(&s, 2, v[i].token, sizeof(v[i].token));
		if (!stmt_do(&s, e))
			return false;
		*did += sqlite3_changes64(db.h);
	}
	stmt_close(&s);
	return db_run(&db, "COMMIT", e) &&
	    db_run(&db, "PRAGMA wal_checkpoint(TRUNCATE)", e);
}
