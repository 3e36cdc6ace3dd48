/* SPDX-License-Identifier: MIT
 *
 * staff_setup.c -- the first sign-in: with a setup code, somebody chooses a
 * password and lets their phone make codes.
 *
 * A setup code is 128 random bits.  Nobody guesses one, so nobody has to wait
 * after a wrong one, and nobody can make others wait by giving wrong ones.
 */
#include "store/accounts.h"

/* ---- the code ----------------------------------------------------------- */

struct beginning {
	char		 login[STAFF_LOGIN + 1];
	bool		 is_code;
	uint8_t		 setup[32];
	int64_t		 now;
	struct staff_result *out;
};

static bool
begin(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct beginning *k = arg;
	struct account a;
	bool found;

	if (!account_find(c, k->login, &a, &found, e))
		return false;
	k->out->answer = STAFF_NO;
	if (!found || a.disabled || !a.has_setup || !k->is_code ||
	    a.setup_until <= k->now ||
	    !seal_same(a.setup, k->setup, sizeof(a.setup)))
		return attempt_unknown(c, k->now, e);
	k->out->answer = STAFF_IN;
	/* what another beginning chose is not taken over */
	if (!stmt_open(&c->db, &s, "UPDATE staff SET password = NULL,"
	    " totp_new = NULL WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, a.id);
	return stmt_do(&s, e) && session_end_all(c, a.id, e) &&
	    session_new(c, a.id, STAFF_SETUP, k->now, INT64_MAX,
	    &k->out->secret, e) &&
	    bound_staff_line(c, a.login, a.login, "gave the setup code", "",
	    e);
}

bool
staff_setup_begin(struct cases *c, const char *login, struct str code,
    int64_t now, struct staff_result *out, struct err *e)
{
	struct beginning k = { .now = now, .out = out };
	uint8_t secret[CODE_SIZE] = { 0 };

	*out = (struct staff_result){ 0 };
	account_login(login, k.login);
	k.is_code = code_read(code, secret);
	account_hash("earshot setup code", secret, sizeof(secret), k.setup);
	seal_wipe(secret, sizeof(secret));
	return cases_change(c, begin, &k, e);
}

/* ---- the steps after it ------------------------------------------------- */

struct step {
	struct staff_secret session;	/* a copy: it may stand in a result */
	int64_t		 now;
	enum staff_answer *answer;
	const struct staff_password *chosen;
	uint8_t		*totp;
	struct str	 code;
	char		(*recovery)[REFERENCE_SIZE];
	struct staff_secret *full;
};

/* STAFF_IN, or STAFF_GONE; false: see e. */
static bool
goes_on(struct cases *c, const struct step *k, struct account *a,
    struct err *e)
{
	bool found;

	if (!session_find(c, &k->session, STAFF_SETUP, k->now, a, &found, e))
		return false;
	*k->answer = found ? STAFF_IN : STAFF_GONE;
	return true;
}

static bool
choose(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct step *k = arg;
	struct account a;

	if (!goes_on(c, k, &a, e))
		return false;
	if (*k->answer != STAFF_IN)
		return true;
	if (!stmt_open(&c->db, &s, "UPDATE staff SET password = ?2,"
	    " must_change = 0 WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, a.id);
	stmt_text(&s, 2, k->chosen->hash);
	return stmt_do(&s, e) &&
	    bound_staff_line(c, a.login, a.login, "chose a password", "", e);
}

bool
staff_setup_password(struct cases *c, const struct staff_secret *session,
    const struct staff_password *chosen, int64_t now,
    enum staff_answer *answer, struct err *e)
{
	struct step k = { .session = *session, .now = now, .answer = answer,
	    .chosen = chosen };

	return cases_change(c, choose, &k, e);
}

static bool
show_totp(struct cases *c, void *arg, struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	const struct step *k = arg;
	struct account a;

	if (!goes_on(c, k, &a, e))
		return false;
	if (*k->answer != STAFF_IN)
		return true;
	if (a.has_new) {
		memcpy(k->totp, a.totp_new, TOTP_SECRET);
		return true;
	}
	totp_new(k->totp);
	if (!stmt_open(&c->db, &s, "UPDATE staff SET totp_new = ?2"
	    " WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, a.id);
	stmt_blob(&s, 2, k->totp, TOTP_SECRET);
	return stmt_do(&s, e) && audit_add(c, a.login, "was shown the secret "
	    "of their codes", 0, "", e);
}

bool
staff_setup_totp(struct cases *c, const struct staff_secret *session,
    int64_t now, uint8_t totp[TOTP_SECRET], enum staff_answer *answer,
    struct err *e)
{
	struct step k = { .session = *session, .now = now, .answer = answer,
	    .totp = totp };

	return cases_change(c, show_totp, &k, e);
}

static bool
keep_totp(struct cases *c, const struct account *a, int64_t step,
    struct err *e)
{
	struct stmt s CLEAN(stmt_close) = { 0 };

	if (!stmt_open(&c->db, &s, "UPDATE staff SET totp = totp_new,"
	    " totp_new = NULL, step = ?2, setup = NULL, setup_until = NULL"
	    " WHERE id = ?1", e))
		return false;
	stmt_int(&s, 1, a->id);
	stmt_int(&s, 2, step);
	return stmt_do(&s, e);
}

static bool
finish(struct cases *c, void *arg, struct err *e)
{
	const struct step *k = arg;
	struct account a;
	int64_t step;

	if (!goes_on(c, k, &a, e))
		return false;
	if (*k->answer != STAFF_IN)
		return true;
	if (a.password[0] == '\0')
		return err_set(e, ERR_INPUT, "choose a password first");
	if (!a.has_new || !totp_check(a.totp_new, k->code, k->now, 0, &step)) {
		*k->answer = STAFF_NO;
		return true;
	}
	return keep_totp(c, &a, step, e) &&
	    recovery_new(c, a.id, k->recovery, e) &&
	    bound_staff_line(c, a.login, a.login, "set up their codes", "",
	    e) &&
	    session_end_all(c, a.id, e) && session_new(c, a.id, STAFF_FULL,
	    k->now, INT64_MAX, k->full, e) &&
	    account_signed_in(c, &a, "for the first time since the setup code",
	    k->now, e);
}

bool
staff_setup_finish(struct cases *c, const struct staff_secret *session,
    struct str code, int64_t now,
    char recovery[STAFF_RECOVERY][REFERENCE_SIZE], struct staff_result *out,
    struct err *e)
{
	struct step k = { .session = *session, .now = now,
	    .answer = &out->answer, .code = code, .recovery = recovery,
	    .full = &out->secret };

	*out = (struct staff_result){ 0 };
	memset(recovery, 0, STAFF_RECOVERY * sizeof(recovery[0]));
	return cases_change(c, finish, &k, e);
}
