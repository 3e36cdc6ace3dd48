/* SPDX-License-Identifier: MIT
 *
 * staff_confirm.c -- a colleague who agrees, at the page of somebody else.
 *
 * By a code of their phone, which is used up: a password that was typed on another
 * person's computer would be known there.  Failures count as at signing in.
 */
#include "store/accounts.h"

#include <stdio.h>

struct confirming {
	const char	*typed, *at;
	struct str	 code;
	unsigned	 roles;
	int64_t		 now;
	struct staff_result *out;
	char		*login;
};

/* What failed, for the log alone; NULL: nothing did. */
static const char *
wrong(const struct confirming *k, const struct account *a, bool right)
{
	if (a->disabled)
		return "the account is disabled";
	if (a->password[0] == '\0' || !a->has_totp || a->must_change)
		return "it is not set up yet, or the password must be changed";
	if (!(a->roles & k->roles))
		return "it has no role for that";
	return right ? NULL : "a wrong code, at a colleague's page";
}

static bool
confirm(struct cases *c, void *arg, struct err *e)
{
	struct confirming *k = arg;
	struct staff_result *out = k->out;
	struct account a = { 0 };
	bool found, right = false;
	const char *how = NULL;
	uint8_t name[32];
	char detail[STAFF_LOGIN + 32];

	out->answer = STAFF_WAIT;
	attempt_name(k->typed, name);
	account_login(k->typed, k->login);
	if (!attempt_wait(c, name, k->now, &out->wait, e))
		return false;
	if (out->wait != 0)
		return true;
	if (!account_find(c, k->login, &a, &found, e) || (found &&
	    !account_code(c, &a, k->code, k->now, &right, e)))
		return false;
	if (found)
		how = wrong(k, &a, right);
	out->answer = found && how == NULL ? STAFF_IN : STAFF_NO;
	if (out->answer == STAFF_NO)
		return attempt_failed(c, name, found ? &a : NULL, how, k->now,
		    &out->wait, e);
	snprintf(detail, sizeof(detail), "at the page of %s", k->at);
	return audit_add(c, a.login, "agreed with a code", 0, detail, e);
}

bool
staff_confirm(struct cases *c, const char *login, struct str code,
    unsigned roles, const char *at, int64_t now,
    char confirmed[STAFF_LOGIN + 1], struct staff_result *out, struct err *e)
{
	struct confirming k = { login, at, code, roles, now, out, confirmed };

	*out = (struct staff_result){ 0 };
	account_login(login, confirmed);
	if (strcmp(confirmed, at) == 0)
		return err_set(e, ERR_INPUT, "two people settle a sheet "
		    "together: the other one cannot be you");
	return cases_change(c, confirm, &k, e);
}
