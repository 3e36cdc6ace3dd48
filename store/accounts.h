/* SPDX-License-Identifier: MIT
 *
 * accounts.h -- inside the staff accounts: what their files share.
 *
 * Private to store/.  All of these run inside the caller's transaction, or only
 * read.
 */
#ifndef STORE_ACCOUNTS_H
#define STORE_ACCOUNTS_H
#include "store/bound.h"

struct account {
	int64_t		 id;
	char		 login[STAFF_LOGIN + 1], name[STAFF_NAME + 1];
	unsigned	 roles;
	char		 password[PASSWORD_HASH];	/* "": none */
	bool		 has_totp, has_new, has_setup, disabled, must_change;
	uint8_t		 totp[TOTP_SECRET], totp_new[TOTP_SECRET];
	int64_t		 step;
	uint8_t		 setup[32];			/* hash */
	int64_t		 setup_until;
	int64_t		 ends;	/* of the session by which it was found */
};

/* ---- staff.c ------------------------------------------------------------ */

/* Out of what was typed: small letters, nothing about it; "": no login name. */
void	account_login(const char *typed, char out[STAFF_LOGIN + 1]);
bool	account_find(struct cases *, const char *login, struct account *,
	    bool *found, struct err *) MUST_USE;
bool	account_get(struct cases *, int64_t id, struct account *, struct err *)
	    MUST_USE;
/* A hash under a label of its own, so that none of one sort is of another. */
void	account_hash(const char *label, const void *, size_t n,
	    uint8_t out[32]);

/* ---- staff_session.c ---------------------------------------------------- */

/* Ends with the longest time for its kind, and never after at_most. */
bool	session_new(struct cases *, int64_t account, enum staff_kind,
	    int64_t now, int64_t at_most, struct staff_secret *, struct err *)
	    MUST_USE;
/* One that holds, and its account. */
bool	session_find(struct cases *, const struct staff_secret *,
	    enum staff_kind, int64_t now, struct account *, bool *found,
	    struct err *) MUST_USE;
bool	session_end(struct cases *, const struct staff_secret *, struct err *)
	    MUST_USE;
bool	session_end_all(struct cases *, int64_t account, struct err *) MUST_USE;

/* ---- staff_attempt.c ---------------------------------------------------- */

void	attempt_name(const char *typed, uint8_t out[32]);
/* Seconds until an attempt under this name is looked at; 0: now. */
bool	attempt_wait(struct cases *, const uint8_t name[32], int64_t now,
	    int64_t *wait, struct err *) MUST_USE;
/* One more failed; a is NULL where nobody has the name.  how: "a wrong
 * password". */
bool	attempt_failed(struct cases *, const uint8_t name[32],
	    const struct account *a, const char *how, int64_t now,
	    int64_t *wait, struct err *) MUST_USE;
bool	attempt_clear(struct cases *, const uint8_t name[32], struct err *)
	    MUST_USE;
/* One that is in no account's count; the log has a line of them an hour. */
bool	attempt_unknown(struct cases *, int64_t now, struct err *) MUST_USE;

/* ---- staff_sign_in.c ---------------------------------------------------- */

/* What follows each whole sign-in; with: "with a recovery code". */
bool	account_signed_in(struct cases *, const struct account *,
	    const char *with, int64_t now, struct err *) MUST_USE;

/* Is it a code of this account's phone?  Uses it up. */
bool	account_code(struct cases *, const struct account *, struct str code,
	    int64_t now, bool *right, struct err *) MUST_USE;

/* ---- staff_recovery.c --------------------------------------------------- */

/* Ten new recovery codes, in the place of those that were left. */
bool	recovery_new(struct cases *, int64_t account,
	    char out[STAFF_RECOVERY][REFERENCE_SIZE], struct err *) MUST_USE;
/* Uses one up.  *left: how many are left; -1: this is none of them. */
bool	recovery_use(struct cases *, int64_t account, struct str typed,
	    int64_t *left, struct err *) MUST_USE;
#endif
