/* SPDX-License-Identifier: MIT
 *
 * staff_sign_in.c -- signing in: a name and a password, then a code.
 *
 * The count of failures starts again only after a whole sign-in: who has the
 * password cannot try codes without a wait by giving it in between.
 */
#include "store/accounts.h"

#include <stdio.h>

/* ---- name and password -------------------------------------------------- */

bool
staff_try(struct cases *c, const char *login, int64_t now,
    struct staff_try *t, struct err *e)
{
	struct account a;
	bool found;

	*t = (struct staff_try){ 0 };
	account_login(login, t->login);
	attempt_name(login, t->name);
	if (!attempt_wait(c, t->name, now, &t->wait, e) ||
	    !account_find(c, t->login, &a, &found, e))
		return false;
	t->account = a.id;
	memcpy(t->hash, a.password, sizeof(t->hash));
	seal_wipe(&a, sizeof(a));
	return true;
}

bool
staff_try_password(struct staff_try *t, struct str password, struct err *e)
{
	t->right = false;
	return t->wait != 0 || password_check(password,
	    t->hash[0] != '\0' ? t->hash : NULL, &t->right, e);
}

struct ending {
	const struct staff_try *t;
	int64_t		 now;
	struct staff_result *out;
	/* of a change of the password */
	struct staff_secret session;	/* a copy: it may stand in out */
	const struct staff_password *chosen;
};

/* What failed, for the log alone; NULL: nothing did. */
static const char *
wrong(const struct staff_try *t, const struct account *a)
{
	if (a->disabled)
		return "the account is disabled";
	if (a->password[0] == '\0' || !a->has_totp)
		return "it is not set up yet";
	/* it may have been changed in the meantime */
	return t->right && strcmp(t->hash, a->password) == 0 ? NULL :
	    "a wrong password";
}

/* Counts an attempt, and says what it came to: STAFF_IN, with nothing begun. */
static bool
settle(struct cases *c, const struct ending *k, struct account *a,
    struct err *e)
{
	struct staff_result *out = k->out;
	const char *how = NULL;

	out->answer = STAFF_WAIT;
	out->wait = k->t->wait;
	/* others may have failed while the password was looked at */
	if (out->wait == 0 && !attempt_wait(c, k->t->name, k->now, &out->wait,
	    e))
		return false;
	if (out->wait != 0)
		return true;
	if (k->t->account != 0) {
		if (!account_get(c, k->t->account, a, e))
			return false;
		how = wrong(k->t, a);
	}
	out->answer = k->t->account != 0 && how == NULL ? STAFF_IN : STAFF_NO;
	return out->answer == STAFF_IN || attempt_failed(c, k->t->name,
	    k->t->account != 0 ? a : NULL, how, k->now, &out->wait, e);
}

static bool
end_try(struct cases *c, void *arg, struct err *e)
{
	const struct ending *k = arg;
	struct account a = { 0 };

	return settle(c, k, &a, e) && (k->out->answer != STAFF_IN ||
	    session_new(c, a.id, STAFF_HALF, k->now, INT64_MAX,
	    &k->out->secret, e));
}

bool
staff_try_end(struct cases *c, const struct staff_try *t, int64_t now,
    struct staff_result *out, struct err *e)
{
	struct ending k = { .t = t, .now = now, .out = out };

	*out = (struct staff_result){ 0 };
	return cases_change(c, end_try, &k, e);
}

/* ---- a code ------------------------------------------------------------- */

bool
account_signed_in(struct cases *c, const struct account *a, const char *with,
    int64_t now, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	uint8_t name[32];

	attempt_name(a->login, name);
	if (!attempt_clear(c, name, e) || !stmt_open(&c->db, &s,
	    "UPDATE staff SET signed_in = ?2 WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, a->id);
	stmt_int(&s, 2, now);
	return stmt_do(&s, e) && audit_add(c, a->login, "signed in", 0, with,
	    e);
}

struct coding {
	struct staff_secret half;	/* a copy: it may stand in out */
	struct str	 code;
	int64_t		 now;
	struct staff_result *out;
};

bool
account_code(struct cases *c, const struct account *a, struct str code,
    int64_t now, bool *right, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	int64_t step;

	*right = a->has_totp && totp_check(a->totp, code, now, a->step, &step);
	if (!*right)
		return true;
	if (!stmt_open(&c->db, &s, "UPDATE staff SET step = ?2 WHERE id = ?1",
	    e))
		return false;
	stmt_int(&s, 1, a->id);
	stmt_int(&s, 2, step);
	return stmt_do(&s, e);
}

/* Looks at the code, and uses it up. */
static bool
use_code(struct cases *c, const struct coding *k, const struct account *a,
    bool *right, char with[64], struct err *e)
{
	int64_t left;

	if (!account_code(c, a, k->code, k->now, right, e))
		return false;
	if (*right) {
		snprintf(with, 64, "with a code");
		return true;
	}
	if (!recovery_use(c, a->id, k->code, &left, e))
		return false;
	*right = left >= 0;
	snprintf(with, 64, "with a recovery code; %lld left", (long long)left);
	return true;
}

static bool
take_code(struct cases *c, void *arg, struct err *e)
{
	const struct coding *k = arg;
	struct staff_result *out = k->out;
	struct account a;
	uint8_t name[32];
	char with[64];
	bool right;

	out->answer = STAFF_GONE;
	if (!session_find(c, &k->half, STAFF_HALF, k->now, &a, &right, e))
		return false;
	if (!right)
		return true;
	out->answer = STAFF_WAIT;
	attempt_name(a.login, name);
	if (!attempt_wait(c, name, k->now, &out->wait, e))
		return false;
	if (out->wait != 0)
		return true;
	if (!use_code(c, k, &a, &right, with, e))
		return false;
	out->answer = right ? STAFF_IN : STAFF_NO;
	if (!right)
		return attempt_failed(c, name, &a, "the password was right, "
		    "and the code was not", k->now, &out->wait, e);
	return session_end(c, &k->half, e) && session_new(c, a.id, STAFF_FULL,
	    k->now, INT64_MAX, &out->secret, e) &&
	    account_signed_in(c, &a, with, k->now, e);
}

bool
staff_code(struct cases *c, const struct staff_secret *half, struct str code,
    int64_t now, struct staff_result *out, struct err *e)
{
	struct coding k = { *half, code, now, out };

	*out = (struct staff_result){ 0 };
	return cases_change(c, take_code, &k, e);
}

/* ---- another password --------------------------------------------------- */

bool
staff_password(struct str chosen, struct str before, const char *login,
    struct staff_password *out, struct err *e)
{
	*out = (struct staff_password){ 0 };
	if (before.n > 0 && str_eq(chosen, before))
		return err_set(e, ERR_INPUT, "this is the password that you "
		    "have: choose another");
	return password_ok(chosen, login, e) &&
	    password_hash(chosen, out->hash, e);
}

static bool
change_password(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct ending *k = arg;
	struct account mine, a;
	bool found;

	k->out->answer = STAFF_GONE;
	if (!session_find(c, &k->session, STAFF_FULL, k->now, &mine, &found, e))
		return false;
	if (!found || mine.id != k->t->account)
		return true;
	if (!settle(c, k, &a, e) || k->out->answer != STAFF_IN)
		return k->out->answer != STAFF_IN;
	if (!stmt_open(&c->db, &s, "UPDATE staff SET password = ?2,"
	    " must_change = 0 WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, a.id);
	stmt_text(&s, 2, k->chosen->hash);
	return stmt_do(&s, e) && session_end_all(c, a.id, e) &&
	    session_new(c, a.id, STAFF_FULL, k->now, mine.ends,
	    &k->out->secret, e) && attempt_clear(c, k->t->name, e) &&
	    bound_staff_line(c, a.login, a.login, "changed their password",
	    "", e);
}

bool
staff_change_password(struct cases *c, const struct staff_secret *session,
    const struct staff_try *old, const struct staff_password *chosen,
    int64_t now, struct staff_result *out, struct err *e)
{
	struct ending k = { old, now, out, *session, chosen };

	*out = (struct staff_result){ 0 };
	return cases_change(c, change_password, &k, e) && cases_scrub(c, e);
}
