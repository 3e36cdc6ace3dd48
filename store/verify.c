/* SPDX-License-Identifier: MIT
 *
 * verify.c -- the log, accounts and decisions against each other; and the whole
 * check of a case store.
 */
#include "store/verify_in.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOLD = 5 };	/* findings of one check that are told one by one */

void
verify_found(struct verify *v, const char *fmt, ...)
{
	char words[600];
	va_list ap;

	v->found++;
	if (v->here++ >= TOLD)
		return;
	va_start(ap, fmt);
	vsnprintf(words, sizeof(words), fmt, ap);
	va_end(ap);
	v->say(v->arg, false, words);
}

void
verify_end(struct verify *v, const char *fmt, ...)
{
	char words[600];
	va_list ap;

	if (v->here > TOLD) {
		snprintf(words, sizeof(words), "and %lld more of this kind",
		    (long long)v->here - TOLD);
		v->say(v->arg, false, words);
	} else if (v->here == 0) {
		va_start(ap, fmt);
		vsnprintf(words, sizeof(words), fmt, ap);
		va_end(ap);
		v->say(v->arg, true, words);
	}
	v->here = 0;
}

bool
verify_sum(struct stmt *q, int64_t step, struct bound_sum *sum, struct err *e)
{
	*sum = (struct bound_sum){ 0 };
	stmt_int(q, 1, step);
	while (stmt_row(q))
		if (col_blob(q, 0).n == BOUND_DIGEST)
			bound_add(sum, col_blob(q, 0).p);
	return stmt_end(q, e);
}

bool
verify_digest_is(struct str kept, const void *now)
{
	return kept.n == BOUND_DIGEST &&
	    memcmp(kept.p, now, BOUND_DIGEST) == 0;
}

int64_t
verify_number(struct str s)
{
	char text[24];

	snprintf(text, sizeof(text), "%.*s", (int)(s.n < 20 ? s.n : 20), s.p);
	return strtoll(text, NULL, 10);
}

/* ---- the log --------------------------------------------------------------------- */

static bool
check_log(struct cases *c, const char *since, char head[AUDIT_HEAD],
    struct verify *v, struct err *e)
{
	struct err why = { 0 };

	if (cases_audit_verify(c, since, head, &why)) {
		verify_end(v, "the log: no line was changed, taken out, put in "
		    "or moved%s; its head is %s", since != NULL ?
		    " since that head" : "", head);
		return true;
	}
	if (why.code == ERR_INPUT) {
		*e = why;
		return false;
	}
	head[0] = '\0';
	verify_found(v, "the log: %s", why.msg);
	verify_end(v, " ");
	return true;
}

/* "unbound 1234 56 3": the first such line holds. */
static bool
read_unbound(struct cases *c, struct unbound *out, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	long long r = 0, h = 0, a = 0;

	*out = (struct unbound){ 0 };
	if (!stmt_open(&c->db, &s, "SELECT subject FROM audit WHERE subject"
	    " GLOB 'unbound *' ORDER BY id LIMIT 1", e))
		return false;
	if (stmt_row(&s) && sscanf(col_text(&s, 0), "unbound %lld %lld %lld",
	    &r, &h, &a) == 3)
		*out = (struct unbound){ r, h, a };
	return stmt_end(&s, e);
}

/* ---- accounts -------------------------------------------------------------------- */

static bool
check_account(struct cases *c, int64_t id, const char *login,
    struct str bound, const struct unbound *before, int64_t *old,
    struct verify *v, struct err *e)
{
	uint8_t now[BOUND_DIGEST];

	if (bound.n == 0) {
		*old += id <= before->staff;
		if (id > before->staff)
			verify_found(v, "the account %s: no line of the log "
			    "says that it was added", login);
		return true;
	}
	if (!bound_staff(c, login, now, e))
		return false;
	if (!verify_digest_is(bound, now))
		verify_found(v, "the account %s: its name, roles, password or "
		    "state was changed without a line of the log", login);
	return true;
}

static bool
check_missing_accounts(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "SELECT DISTINCT substr(subject, 7) FROM"
	    " audit WHERE subject GLOB 'staff *' AND substr(subject, 7) NOT IN"
	    " (SELECT login FROM staff)", e))
		return false;
	while (stmt_row(&s))
		verify_found(v, "the account %s is gone, and accounts are "
		    "never deleted", col_text(&s, 0));
	return stmt_end(&s, e);
}

static bool
check_accounts(struct cases *c, const struct unbound *before,
    struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t n = 0, old = 0;

	if (!stmt_open(&c->db, &s, "SELECT s.id, s.login, (SELECT digest FROM"
	    " audit WHERE subject = 'staff ' || s.login ORDER BY id DESC"
	    " LIMIT 1) FROM staff s ORDER BY s.id", e))
		return false;
	for (; stmt_row(&s); n++)
		if (!check_account(c, col_int(&s, 0), col_text(&s, 1),
		    col_blob(&s, 2), before, &old, v, e))
			return false;
	if (!stmt_end(&s, e) || !check_missing_accounts(c, v, e))
		return false;
	if (old > 0)
		verify_end(v, "accounts: %lld as the log says; %lld kept "
		    "before this was recorded: not covered",
		    (long long)(n - old), (long long)old);
	else
		verify_end(v, "accounts: %lld, all as the log says",
		    (long long)n);
	return true;
}

/* ---- who left what out ----------------------------------------------------------- */

/* A decision and the last line of the log about the same say one thing. */
static bool
check_decisions(struct cases *c, struct verify *v, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t n = 0;

	if (!stmt_open(&c->db, &s, "WITH said AS (SELECT max(id) AS line,"
	    " replace(replace(replace(replace(what, 'left out ', ''),"
	    " 'counted again ', ''), 'responses flagged ', ''), 'response ',"
	    " '') AS what FROM audit WHERE subject IS NULL AND (what GLOB"
	    " 'left out response*' OR what GLOB 'counted again response*')"
	    " GROUP BY 2) SELECT coalesce(d.what, s.what), d.what IS NOT NULL"
	    " AND s.line IS NOT NULL AND d.line = s.line AND d.out = (SELECT"
	    " what GLOB 'left out *' FROM audit WHERE id = s.line)"
	    " FROM decision d LEFT JOIN said s ON s.what = d.what"
	    " UNION ALL SELECT s.what, 0 FROM said s WHERE s.what NOT IN"
	    " (SELECT what FROM decision)", e))
		return false;
	for (; stmt_row(&s); n++)
		if (col_int(&s, 1) == 0)
			verify_found(v, "the decision about `%s` is not what "
			    "the log says", col_text(&s, 0));
	if (!stmt_end(&s, e))
		return false;
	verify_end(v, "decisions about flags: %lld, all as the log says",
	    (long long)n);
	return true;
}

/* ---- all of it ------------------------------------------------------------------- */

static bool
check_file(struct cases *c, struct verify *v)
{
	struct err why = { 0 };
	bool ok = db_check(&c->db, &why);

	if (!ok)
		verify_found(v, "the file: %s", why.msg);
	verify_end(v, "cases.db: the file is whole, and all of its rows "
	    "belong to something");
	return ok;
}

bool
cases_verify(struct cases *c, const struct forms_form *(*form)(void *,
    const char *, struct err *), void *arg, const char *since,
    char head[AUDIT_HEAD], struct verify *v, struct err *e)
{
	struct unbound before;
	bool ok;

	head[0] = '\0';
	v->here = 0;
	if (!db_run(&c->db, "BEGIN", e))
		return false;
	check_file(c, v);
	ok = check_log(c, since, head, v, e) && read_unbound(c, &before, e) &&
	    verify_responses(c, form, arg, &before, v, e) &&
	    verify_sheets(c, &before, v, e) &&
	    verify_messages(c, v, e) && verify_readings(c, v, e) &&
	    check_decisions(c, v, e) && check_accounts(c, &before, v, e);
	return db_run(&c->db, "COMMIT", ok ? e : &(struct err){ 0 }) && ok;
}
