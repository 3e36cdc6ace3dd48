/* SPDX-License-Identifier: MIT
 *
 * gone.c -- what was withdrawn, stopped or made void since a copy was made is
 * erased from that copy too.
 *
 * Each becomes a task like the request that it came from, so that the same code
 * carries it out, now and at each pull after.
 */
#include "store/messages_in.h"
#include "store/pull.h"
#include "store/schema.h"
#include "store/sheets_in.h"
#include "store/withdraw_in.h"

#include <sqlite3.h>

/* The epoch of these tasks: nobody sealed them. */
static const char listed[] = "withdrawn list  ";
_Static_assert(sizeof(listed) - 1 == SEAL_ID, "an epoch's name");

bool
gone_by_reference(enum gone_kind k)
{
	return k != GONE_SHEET && k != GONE_MESSAGE;
}

bool
gone_by_token(enum gone_kind k)
{
	return k != GONE_VOID && k != GONE_OLD;
}

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
	    " gone FROM sheet WHERE length(gone) = 32 UNION ALL SELECT 4, '',"
	    " hash FROM message WHERE state = 'withdrawn' UNION ALL SELECT"
	    " 5, reference, zeroblob(32) FROM response WHERE withdrawn = 1"
	    " AND token IS NULL AND epoch NOT IN (?1, ?2) GROUP BY 2"
	    " ORDER BY 2, 1, 3", e))
		return false;
	stmt_blob(&s, 1, KEPT_KEYED, SEAL_ID);
	stmt_blob(&s, 2, KEPT_CONFIRMED, SEAL_ID);
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
		if ((k->v[i].kind == GONE_WITHDRAWN ||
		    k->v[i].kind == GONE_EQUALITY) &&
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

/* A response without a token. */
static bool
erase_old(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct store_gone *g = arg;
	bool here;

	if (!stmt_open(&c->db, &s, "SELECT 1 FROM response WHERE reference ="
	    " ?1 AND withdrawn = 0", e))
		return false;
	stmt_text(&s, 1, g->reference);
	here = stmt_row(&s);
	return stmt_end(&s, e) && (!here || response_erase(c, g->reference,
	    "earshot", "withdrew the response and erased its answers", 0, e));
}

static bool
old_again(struct cases *c, const struct store_gone *g, int64_t *did, struct err *e)
{
	struct store_gone one = *g;
	int64_t was, now, ignored;

	if (!cases_counts(c, &was, &ignored, e) ||
	    !cases_change(c, erase_old, &one, e) ||
	    !cases_counts(c, &now, &ignored, e))
		return false;
	*did += now < was;
	return true;
}

static bool
messages_again(struct cases *c, const struct store_gone *v, size_t n,
    int64_t *did, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct hash { uint8_t h[32]; } *all = NULL;
	size_t n_all = 0, cap = 0, i;
	int64_t more;

	for (i = 0; i < n; i++)
		if (v[i].kind == GONE_MESSAGE)
			memcpy(arena_push(&a, all, n_all, cap)->h, v[i].token,
			    sizeof(v[i].token));
	if (!messages_gone(c, (const uint8_t (*)[32])all, n_all, &more, e))
		return false;
	*did += more;
	return true;
}

static bool
one_again(struct cases *c, const struct store_gone *g, int64_t *did,
    struct err *e)
{
	switch (g->kind) {
	case GONE_VOID:
		return void_again(c, g, did, e);
	case GONE_SHEET:
		return sheet_again(c, g, did, e);
	case GONE_OLD:
		return old_again(c, g, did, e);
	default:
		return true;
	}
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
		if (!one_again(c, &v[i], did, e))
			return false;
	return messages_again(c, v, n, did, e) && cases_scrub(c, e);
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
