/* SPDX-License-Identifier: MIT
 *
 * staff_attempt.c -- sign-ins that failed: counting them, and the wait after.
 *
 * A count belongs to a name as it was typed, whether anybody has it or not, so
 * that a wait tells nobody which names there are.
 */
#include "store/accounts.h"

#include <stdio.h>

enum {
	FREE = 3,		/* failures without a wait */
	WAIT_FIRST = 5, WAIT_MOST = 15 * 60,	/* seconds */
	FORGOTTEN = 86400,
	UNKNOWN_KEPT = 10000,	/* names that nobody has */
	UNKNOWN_LINE = 3600	/* a line of the log for those */
};

void
attempt_name(const char *typed, uint8_t out[32])
{
	struct buf b CLEAN(buf_free) = { 0 };
	char login[STAFF_LOGIN + 1];

	account_login(typed, login);
	buf_puts(&b, login[0] != '\0' ? login : typed);
	account_hash("earshot name that was typed", buf_text(&b), b.n, out);
}

/* 5, 10, 20 … seconds, up to a quarter of an hour */
static int64_t
wait_after(int64_t n)
{
	int64_t wait = WAIT_FIRST;

	if (n <= FREE)
		return 0;
	for (n -= FREE + 1; n > 0 && wait < WAIT_MOST; n--)
		wait *= 2;
	return wait < WAIT_MOST ? wait : WAIT_MOST;
}

static bool
read_count(struct cases *c, const uint8_t name[32], int64_t *n, int64_t *next,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	*n = *next = 0;
	if (!stmt_open(&c->db, &s, "SELECT n, next FROM attempt WHERE"
	    " name = ?1", e))
		return false;
	stmt_blob(&s, 1, name, 32);
	if (stmt_row(&s)) {
		*n = col_int(&s, 0);
		*next = col_int(&s, 1);
	}
	return stmt_end(&s, e);
}

bool
attempt_wait(struct cases *c, const uint8_t name[32], int64_t now,
    int64_t *wait, struct err *e)
{
	int64_t n, next;

	*wait = 0;
	if (!read_count(c, name, &n, &next, e))
		return false;
	/* later than that it cannot be, unless the clock was put back */
	if (next > now && next - now <= WAIT_MOST)
		*wait = next - now;
	return true;
}

static bool
write_count(struct cases *c, const uint8_t name[32], int64_t account,
    int64_t n, int64_t now, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "INSERT INTO attempt (name, staff, n, next,"
	    " last) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (name) DO UPDATE"
	    " SET staff = excluded.staff, n = excluded.n,"
	    " next = excluded.next, last = excluded.last",
	    e))
		return false;
	stmt_blob(&s, 1, name, 32);
	if (account != 0)
		stmt_int(&s, 2, account);
	else
		stmt_null(&s, 2);
	stmt_int(&s, 3, n);
	stmt_int(&s, 4, now + wait_after(n));
	stmt_int(&s, 5, now);
	return stmt_do(&s, e);
}

/* What is old is forgotten, and made-up names do not fill the disk.  Of those,
 * the oldest go: the wait of an account is never among them. */
static bool
forget(struct cases *c, int64_t now, struct err *e)
{
	struct stmt old CLEAN(stmt_close) = { 0 };
	struct stmt many CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &old, "DELETE FROM attempt WHERE last <= ?1",
	    e) || !stmt_open(&c->db, &many, "DELETE FROM attempt WHERE name IN"
	    " (SELECT name FROM attempt WHERE staff IS NULL"
	    " ORDER BY last DESC LIMIT -1 OFFSET ?1)", e))
		return false;
	stmt_int(&old, 1, now - FORGOTTEN);
	stmt_int(&many, 1, UNKNOWN_KEPT);
	return stmt_do(&old, e) && stmt_do(&many, e);
}

bool
attempt_failed(struct cases *c, const uint8_t name[32],
    const struct account *a, const char *how, int64_t now, int64_t *wait,
    struct err *e)
{
	char detail[160];
	int64_t n, next;

	if (!forget(c, now, e) || !read_count(c, name, &n, &next, e) ||
	    !write_count(c, name, a != NULL ? a->id : 0, n + 1, now, e))
		return false;
	*wait = wait_after(n + 1);
	if (a == NULL)
		return attempt_unknown(c, now, e);
	snprintf(detail, sizeof(detail), "%s; %lld in a row", how,
	    (long long)n + 1);
	return audit_add(c, a->login, "failed to sign in", 0, detail, e);
}

bool
attempt_clear(struct cases *c, const uint8_t name[32], struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "DELETE FROM attempt WHERE name = ?1", e))
		return false;
	stmt_blob(&s, 1, name, 32);
	return stmt_do(&s, e);
}

bool
attempt_unknown(struct cases *c, int64_t now, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct stmt w CLEAN(stmt_close) = { 0 };
	int64_t n = 0, next = 0;
	char detail[96];
	bool line;

	if (!stmt_open(&c->db, &s, "SELECT n, next FROM attempt_unknown", e) ||
	    !stmt_open(&c->db, &w, "UPDATE attempt_unknown SET n = ?1,"
	    " next = ?2", e))
		return false;
	if (stmt_row(&s)) {
		n = col_int(&s, 0) + 1;
		next = col_int(&s, 1);
	}
	line = next <= now || next > now + UNKNOWN_LINE;
	stmt_int(&w, 1, line ? 0 : n);
	stmt_int(&w, 2, line ? now + UNKNOWN_LINE : next);
	if (!stmt_end(&s, e) || !stmt_do(&w, e))
		return false;
	snprintf(detail, sizeof(detail), "an unknown name or a wrong setup "
	    "code; %lld since the last such line", (long long)n);
	return !line || audit_add(c, "somebody", "failed to sign in", 0,
	    detail, e);
}
