/* SPDX-License-Identifier: MIT
 *
 * staff_session.c -- sessions at the desk: from a sign-in to a sign-out.
 *
 * The browser has 256 random bits and the store their hash: who reads the store
 * is signed in nowhere.
 */
#include "store/accounts.h"

#include <sqlite3.h>
#include <stdio.h>

enum { MINUTE = 60 };

static const struct { const char *name; int64_t most; } kinds[] = {
	[STAFF_SETUP] = { "setup", STAFF_SETUP_MOST },
	[STAFF_HALF] = { "half", STAFF_HALF_MOST },
	[STAFF_FULL] = { "full", STAFF_FULL_MOST },
};

static void
secret_hash(const struct staff_secret *k, uint8_t out[32])
{
	account_hash("earshot session", k->k, sizeof(k->k), out);
}

/* ---- beginning and ending ----------------------------------------------- */

static bool
purge(struct cases *c, int64_t now, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "DELETE FROM session WHERE ends <= ?1"
	    " OR used <= ?2", e))
		return false;
	stmt_int(&s, 1, now);
	stmt_int(&s, 2, now - STAFF_IDLE);
	return stmt_do(&s, e);
}

bool
session_new(struct cases *c, int64_t account, enum staff_kind kind,
    int64_t now, int64_t at_most, struct staff_secret *k, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t ends = now + kinds[kind].most;
	uint8_t hash[32];

	seal_random(k->k, sizeof(k->k));
	secret_hash(k, hash);
	if (!purge(c, now, e) || !stmt_open(&c->db, &s, "INSERT INTO session"
	    " (hash, staff, kind, ends, used) VALUES (?1, ?2, ?3, ?4, ?5)", e))
		return false;
	stmt_blob(&s, 1, hash, sizeof(hash));
	stmt_int(&s, 2, account);
	stmt_text(&s, 3, kinds[kind].name);
	stmt_int(&s, 4, ends < at_most ? ends : at_most);
	stmt_int(&s, 5, now);
	return stmt_do(&s, e);
}

bool
session_end(struct cases *c, const struct staff_secret *k, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t hash[32];

	secret_hash(k, hash);
	if (!stmt_open(&c->db, &s, "DELETE FROM session WHERE hash = ?1", e))
		return false;
	stmt_blob(&s, 1, hash, sizeof(hash));
	return stmt_do(&s, e);
}

bool
session_end_all(struct cases *c, int64_t account, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "DELETE FROM session WHERE staff = ?1", e))
		return false;
	stmt_int(&s, 1, account);
	return stmt_do(&s, e);
}

/* ---- finding ------------------------------------------------------------ */

struct live { int64_t account, ends, used; };

static bool
find(struct cases *c, const struct staff_secret *k, enum staff_kind kind,
    int64_t now, struct live *l, bool *found, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t hash[32];

	*l = (struct live){ 0 };
	secret_hash(k, hash);
	if (!stmt_open(&c->db, &s, "SELECT s.staff, s.ends, s.used FROM"
	    " session s JOIN staff a ON a.id = s.staff WHERE s.hash = ?1"
	    " AND s.kind = ?2 AND s.ends > ?3 AND s.used > ?4"
	    " AND a.disabled = 0", e))
		return false;
	stmt_blob(&s, 1, hash, sizeof(hash));
	stmt_text(&s, 2, kinds[kind].name);
	stmt_int(&s, 3, now);
	stmt_int(&s, 4, now - STAFF_IDLE);
	*found = stmt_row(&s);
	if (*found)
		*l = (struct live){ col_int(&s, 0), col_int(&s, 1),
		    col_int(&s, 2) };
	return stmt_end(&s, e);
}

bool
session_find(struct cases *c, const struct staff_secret *k,
    enum staff_kind kind, int64_t now, struct account *a, bool *found,
    struct err *e)
{
	struct live l;

	*a = (struct account){ 0 };
	if (!find(c, k, kind, now, &l, found, e) || (*found &&
	    !account_get(c, l.account, a, e)))
		return false;
	a->ends = l.ends;
	return true;
}

/* ---- using -------------------------------------------------------------- */

struct touching { const struct staff_secret *k; int64_t now; };

static bool
touch(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct touching *t = arg;
	uint8_t hash[32];

	secret_hash(t->k, hash);
	if (!purge(c, t->now, e) || !stmt_open(&c->db, &s, "UPDATE session"
	    " SET used = ?2 WHERE hash = ?1", e))
		return false;
	stmt_blob(&s, 1, hash, sizeof(hash));
	stmt_int(&s, 2, t->now);
	return stmt_do(&s, e);
}

bool
staff_session(struct arena *a, struct cases *c, const struct staff_secret *k,
    enum staff_kind kind, int64_t now, struct staff_session *out, bool *found,
    struct err *e)
{
	struct touching t = { k, now };
	struct account who;
	struct live l;

	*out = (struct staff_session){ 0 };
	if (!find(c, k, kind, now, &l, found, e) || (*found &&
	    !account_get(c, l.account, &who, e)))
		return false;
	if (!*found)
		return true;
	*out = (struct staff_session){ .account = who.id,
	    .login = arena_str(a, who.login), .name = arena_str(a, who.name),
	    .roles = who.must_change ? 0 : who.roles,
	    .must_change = who.must_change, .due = now - l.used >= MINUTE };
	staff_csrf(k, out->csrf);
	if (!out->due || c->db.lock == 0)
		return true;
	out->due = false;
	return cases_change(c, touch, &t, e);
}

bool
staff_sessions(struct arena *a, struct cases *c, const struct staff_secret *k,
    int64_t now, struct staff_open **out, size_t *n, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t hash[32];
	struct live l;
	size_t cap = 0;
	bool found;

	*out = NULL;
	*n = 0;
	if (!find(c, k, STAFF_FULL, now, &l, &found, e))
		return false;
	if (!found)
		return true;
	secret_hash(k, hash);
	if (!stmt_open(&c->db, &s, "SELECT used, ends, hash = ?2 FROM session"
	    " WHERE staff = ?1 AND kind = 'full' AND ends > ?3 AND used > ?4"
	    " ORDER BY used DESC, ends DESC", e))
		return false;
	stmt_int(&s, 1, l.account);
	stmt_blob(&s, 2, hash, sizeof(hash));
	stmt_int(&s, 3, now);
	stmt_int(&s, 4, now - STAFF_IDLE);
	while (stmt_row(&s))
		*arena_push(a, *out, *n, cap) = (struct staff_open){
		    col_int(&s, 0), col_int(&s, 1), col_int(&s, 2) != 0 };
	return stmt_end(&s, e);
}

void
staff_csrf(const struct staff_secret *k, char out[STAFF_CSRF])
{
	static const char label[] = "earshot token of a session's forms";
	uint8_t hash[32];

	seal_hash(hash, k->k, sizeof(k->k), label, strlen(label));
	b64_put(out, hash, sizeof(hash));
}

bool
staff_csrf_is(const struct staff_secret *k, struct str sent)
{
	char right[STAFF_CSRF];

	staff_csrf(k, right);
	return sent.n == STAFF_CSRF - 1 && seal_same(sent.p, right, sent.n);
}

/* ---- signing out -------------------------------------------------------- */

struct leaving { const struct staff_secret *k; int64_t now; };

static bool
sign_out(struct cases *c, void *arg, struct err *e)
{
	const struct leaving *w = arg;
	struct account a;
	bool found;

	if (!session_find(c, w->k, STAFF_FULL, w->now, &a, &found, e) ||
	    !session_end(c, w->k, e))
		return false;
	return !found || audit_add(c, a.login, "signed out", 0, "", e);
}

bool
staff_sign_out(struct cases *c, const struct staff_secret *k, int64_t now,
    struct err *e)
{
	struct leaving w = { k, now };

	return cases_change(c, sign_out, &w, e);
}

static bool
sign_out_everywhere(struct cases *c, void *arg, struct err *e)
{
	const struct leaving *w = arg;
	struct account a;
	char detail[64];
	bool found;

	if (!session_find(c, w->k, STAFF_FULL, w->now, &a, &found, e))
		return false;
	if (!found)
		return session_end(c, w->k, e);
	if (!purge(c, w->now, e) || !session_end_all(c, a.id, e))
		return false;
	snprintf(detail, sizeof(detail), "sessions ended: %lld",
	    (long long)sqlite3_changes64(c->db.h));
	return audit_add(c, a.login, "signed out everywhere", 0, detail, e);
}

bool
staff_sign_out_everywhere(struct cases *c, const struct staff_secret *k,
    int64_t now, struct err *e)
{
	struct leaving w = { k, now };

	return cases_change(c, sign_out_everywhere, &w, e);
}
