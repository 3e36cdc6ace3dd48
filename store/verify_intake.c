/* SPDX-License-Identifier: MIT
 *
 * verify_intake.c -- sealed rows, receipts and epochs, as far as they can be
 * checked without a key.
 */
#include "store/intake.h"
#include "store/verify_in.h"

static bool
number(struct stmt *s, int64_t *n, struct err *e)
{
	*n = stmt_row(s) ? col_int(s, 0) : 0;
	return stmt_end(s, e);
}

static bool
check_epochs(struct intake *it, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, k CLEAN(stmt_close) = { 0 };
	int64_t n = 0;

	if (!stmt_open(&it->r, &s, "SELECT count(*) FROM epoch", e) ||
	    !number(&s, &n, e) || !stmt_open(&it->r, &k, "SELECT id,"
	    " (SELECT count(*) FROM root WHERE epoch = epoch.id) AS roots,"
	    " (SELECT count(*) FROM response WHERE epoch = epoch.id) FROM"
	    " epoch WHERE roots <> ?1", e))
		return false;
	stmt_int(&k, 1, SEAL_RECIPIENTS);
	while (stmt_row(&k))
		verify_found(v, "epoch %lld has %lld keys, which is not all of "
		    "them: its %lld sealed responses may not open",
		    (long long)col_int(&k, 0), (long long)col_int(&k, 1),
		    (long long)col_int(&k, 2));
	if (!stmt_end(&k, e))
		return false;
	verify_end(v, "epochs: %lld, each with its sealed keys", (long long)n);
	return true;
}

/* ---- receipts ------------------------------------------------------------------- */

struct known { struct stmt reference, request; };

static void
known_close(struct known *k)
{
	stmt_close(&k->reference);
	stmt_close(&k->request);
}

static bool
known_open(struct known *k, struct cases *c, struct err *e)
{
	return c == NULL || (stmt_open(&c->db, &k->reference, "SELECT 1 FROM"
	    " response WHERE reference = ?1 AND withdrawn = 1 UNION ALL SELECT"
	    " 1 FROM task WHERE reference = ?1 AND kind = 'withdraw'", e) &&
	    stmt_open(&c->db, &k->request, "SELECT 1 FROM task WHERE epoch ="
	    " ?1 AND seq = ?2", e));
}

static bool
is_withdrawn(struct known *k, const char *reference, bool *is, struct err *e)
{
	*is = false;
	if (k->reference.s == NULL)
		return true;
	stmt_text(&k->reference, 1, reference);
	*is = stmt_row(&k->reference);
	return stmt_end(&k->reference, e);
}

/* Requests that the case store does not have: each may be a withdrawal. */
static bool
unopened(struct intake *it, struct known *k, int64_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct str name;
	bool there;

	*n = 0;
	if (!stmt_open(&it->r, &s, "SELECT e.name, q.seq FROM request q JOIN"
	    " epoch e ON e.id = q.epoch", e))
		return false;
	while (stmt_row(&s)) {
		there = false;
		if (k->request.s != NULL) {
			name = col_blob(&s, 0);
			stmt_blob(&k->request, 1, name.p, name.n);
			stmt_int(&k->request, 2, col_int(&s, 1));
			there = stmt_row(&k->request);
			if (!stmt_end(&k->request, e))
				return false;
		}
		*n += !there;
	}
	return stmt_end(&s, e);
}

/* A receipt without a row is one that was withdrawn, or a row was lost. */
static bool
check_receipts(struct intake *it, struct known *k, struct verify *v,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, n CLEAN(stmt_close) = { 0 };
	int64_t empty = 0, unexplained = 0, open, all = 0;
	bool is;

	if (!stmt_open(&it->r, &n, "SELECT count(*) FROM response", e) ||
	    !number(&n, &all, e) || !stmt_open(&it->r, &s, "SELECT"
	    " reference FROM receipt t WHERE NOT EXISTS (SELECT 1 FROM"
	    " response WHERE receipt = t.id)", e))
		return false;
	for (; stmt_row(&s); empty++) {
		if (!is_withdrawn(k, col_text(&s, 0), &is, e))
			return false;
		unexplained += !is;
	}
	if (!stmt_end(&s, e) || !unopened(it, k, &open, e))
		return false;
	if (unexplained > open)
		verify_found(v, "%lld receipts have no sealed response, and no "
		    "withdrawal explains it", (long long)(unexplained - open));
	verify_end(v, "sealed responses: %lld; %lld more were withdrawn",
	    (long long)all, (long long)empty);
	return true;
}

/* ---- what was opened, and is gone here ------------------------------------------ */

static bool
check_opened(struct intake *it, struct cases *c, struct verify *v,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 }, in CLEAN(stmt_close) = { 0 },
	    t CLEAN(stmt_close) = { 0 };

	/* withdrawn here and not pulled yet: its receipt has no row at all */
	if (!stmt_open(&c->db, &s, "SELECT epoch, seq, reference FROM response"
	    " WHERE withdrawn = 0 AND rehearsal = 0 AND token IS NOT NULL", e)
	    || !stmt_open(&it->r, &in, "SELECT EXISTS (SELECT 1 FROM response"
	    " WHERE epoch = e.id AND seq = ?2) FROM epoch e WHERE name = ?1",
	    e) || !stmt_open(&it->r, &t, "SELECT 1 FROM receipt t WHERE"
	    " t.reference = ?1 AND NOT EXISTS (SELECT 1 FROM response WHERE"
	    " receipt = t.id)", e))
		return false;
	while (stmt_row(&s)) {
		struct str name = col_blob(&s, 0);
		bool gone, withdrawn;

		stmt_blob(&in, 1, name.p, name.n);
		stmt_int(&in, 2, col_int(&s, 1));
		gone = stmt_row(&in) && col_int(&in, 0) == 0;
		if (!stmt_end(&in, e))
			return false;
		if (!gone)
			continue;
		stmt_text(&t, 1, col_text(&s, 2));
		withdrawn = stmt_row(&t);
		if (!stmt_end(&t, e))
			return false;
		if (!withdrawn)
			verify_found(v, "the sealed row of response %s is "
			    "gone", col_text(&s, 2));
	}
	if (!stmt_end(&s, e))
		return false;
	verify_end(v, "opened responses: the sealed row of each is here, or "
	    "was never in this file");
	return true;
}

bool
intake_verify(struct intake *it, struct cases *c, struct verify *v,
    struct err *e)
{
	struct known k CLEAN(known_close) = { 0 };
	struct err why = { 0 };
	bool ok;

	v->here = 0;
	pthread_mutex_lock(&it->reading);
	ok = db_run(&it->r, "BEGIN", e);
	if (ok && !db_check(&it->r, &why))
		verify_found(v, "the file: %s", why.msg);
	if (ok)
		verify_end(v, "intake.db: the file is whole, and all of its "
		    "rows belong to something");
	ok = ok && known_open(&k, c, e) && check_epochs(it, v, e) &&
	    check_receipts(it, &k, v, e) &&
	    (c == NULL || check_opened(it, c, v, e));
	ok = db_run(&it->r, "COMMIT", ok ? e : &why) && ok;
	pthread_mutex_unlock(&it->reading);
	return ok;
}
