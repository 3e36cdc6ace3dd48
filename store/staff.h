/* SPDX-License-Identifier: MIT
 *
 * staff.h -- who works at the desk: accounts, signing in, sessions.
 *
 * Part of store.h.  Accounts stand in the case store.  It holds the secrets
 * from which codes are made as they are, for it must work the same codes out:
 * the file must lie on the organisation's encrypted disk.  Passwords, setup
 * codes, recovery codes and the secrets of sessions are there only as hashes.
 *
 * now is the time in seconds since 1970, UTC; by is who did it, for the log:
 * every change is a line of it, in the same transaction.
 */
#ifndef STORE_STAFF_H
#define STORE_STAFF_H
#include "base/base.h"

struct cases;

/* ---- roles -----------------------------------------------------------------
 * What each may do at the desk; an account has one or several. */
enum staff_role {
	STAFF_ADMINISTRATOR = 1,	/* accounts and settings; no answers */
	STAFF_KEYER = 2,	/* enters what came on paper or by phone */
	STAFF_CODER = 4,	/* codes comments; no contact details, and no
				   answers about equality */
	STAFF_ANALYST = 8,	/* reads responses and tasks, decides what is
				   left out, makes tables and reports */
	STAFF_PUBLISHER = 16,	/* publishes the questionnaire and the report,
				   amends dates */
	STAFF_VIEWER = 32,	/* reads finished tables and reports */
	STAFF_AUDITOR = 64	/* reads the log; changes nothing */
};
enum { STAFF_ROLES = 7, STAFF_ALL_ROLES = 127 };
const char *staff_role_name(enum staff_role);	/* "keyer" */
/* "keyer, coder" */
void	staff_roles_text(unsigned roles, struct buf *out);
/* "keyer,coder", with or without spaces.  ERR_INPUT: none, or unknown. */
bool	staff_roles_read(struct str, unsigned *roles, struct err *) MUST_USE;
/* Three sets that most teams need: "manager" (all roles, so that a team of one
 * can work), "keyer" (keyer and coder), "viewer".  0: there is no such name. */
unsigned staff_preset(struct str name);
/* "Manager", "Keyer and coder", "Viewer", or NULL: it is none of them. */
const char *staff_preset_title(unsigned roles);

/* ---- accounts ----------------------------------------------------------- */

enum { STAFF_LOGIN = 32, STAFF_NAME = 100 };	/* bytes at most */
enum { STAFF_RECOVERY = 10 };
struct staff_account {
	int64_t		 id;
	const char	*login, *name;
	unsigned	 roles;
	bool		 disabled;
	bool		 must_change;	/* the password, before anything else */
	bool		 ready;		/* has a password and makes codes */
	int64_t		 setup_until;	/* 0: no setup code waits */
	int64_t		 created, signed_in;	/* signed_in 0: never */
	int64_t		 recovery;	/* codes left */
};
/* By login name. */
bool	staff_list(struct arena *, struct cases *, struct staff_account **,
	    size_t *n, struct err *) MUST_USE;

/* A new account, and the setup code with which its owner chooses a password: it
 * holds for seven days and is shown this once.  ERR_INPUT: the name is no login
 * name (2 to 32 of a-z, 0-9, ".", "-" and "_", beginning with a letter or
 * digit), is taken, or there are no roles. */
bool	staff_add(struct cases *, const char *login, const char *name,
	    unsigned roles, const char *by, int64_t now, char code[CODE_TEXT],
	    struct err *) MUST_USE;
/* A new setup code.  The password, the phone and the recovery codes end here,
 * and so do all sessions and any wait after failed attempts. */
bool	staff_reset(struct cases *, const char *login, const char *by,
	    int64_t now, char code[CODE_TEXT], struct err *) MUST_USE;
/* These end all sessions of the account.  ERR_INPUT: it is so already, there is
 * no such account, or it is the last enabled administrator. */
bool	staff_disable(struct cases *, const char *login, const char *by,
	    struct err *) MUST_USE;
bool	staff_set_roles(struct cases *, const char *login, unsigned roles,
	    const char *by, struct err *) MUST_USE;
bool	staff_enable(struct cases *, const char *login, const char *by,
	    struct err *) MUST_USE;
/* From now on its sessions have no roles, until the password was changed. */
bool	staff_must_change(struct cases *, const char *login, const char *by,
	    struct err *) MUST_USE;

/* ---- what a step came to ------------------------------------------------ */

/* Lives in a cookie; the store has its hash. */
struct staff_secret { uint8_t k[32]; };
enum staff_answer {
	STAFF_IN,		/* it was right */
	STAFF_NO,		/* it was not: of which part, nobody is told */
	STAFF_WAIT,		/* too many failed: it was not looked at */
	STAFF_GONE		/* this session is over: begin again */
};
struct staff_result {
	enum staff_answer answer;
	int64_t		 wait;		/* seconds, before the next attempt is
					   looked at; 0: none */
	struct staff_secret secret;	/* STAFF_IN: of the new session */
};

/* A password that may be chosen, as a hash.  Takes a fifth of a second, and no
 * store meanwhile.  before: the one that it takes the place of, or nothing.
 * ERR_INPUT: it may not be chosen (password_ok), or is the same; ERR_LIMIT: too
 * many wait (password_hash). */
struct staff_password { char hash[PASSWORD_HASH]; };
bool	staff_password(struct str chosen, struct str before, const char *login,
	    struct staff_password *, struct err *) MUST_USE;

/* ---- the first sign-in -----------------------------------------------------
 * With the setup code: begin, password, totp (a QR code), finish (a code of the
 * phone).  The setup code ends with the last step; before it, one can begin
 * again.  Each is STAFF_NO, STAFF_GONE or STAFF_IN. */

bool	staff_setup_begin(struct cases *, const char *login, struct str code,
	    int64_t now, struct staff_result *, struct err *) MUST_USE;
bool	staff_setup_password(struct cases *, const struct staff_secret *,
	    const struct staff_password *, int64_t now, enum staff_answer *,
	    struct err *) MUST_USE;
/* The same secret as often as it is asked for. */
bool	staff_setup_totp(struct cases *, const struct staff_secret *,
	    int64_t now, uint8_t totp[TOTP_SECRET], enum staff_answer *,
	    struct err *) MUST_USE;
/* Signed in: a full session, and the ten recovery codes, shown this once.
 * ERR_INPUT: a password was not chosen yet. */
bool	staff_setup_finish(struct cases *, const struct staff_secret *,
	    struct str code, int64_t now,
	    char recovery[STAFF_RECOVERY][REFERENCE_SIZE],
	    struct staff_result *, struct err *) MUST_USE;

/* ---- signing in ------------------------------------------------------------
 * First the name and password, in three steps, so that the store is open for
 * writing only in the last: look (any mode), password (no store; slow), and
 * settle.  Then a code.
 *
 * After four failures in a row the next attempt is looked at only after a while
 * that doubles, up to a quarter of an hour; never is anybody shut out for good.
 * A name that nobody has gets the same answers, waits and cost. */

struct staff_try {
	char		 login[STAFF_LOGIN + 1];	/* "": can be no one's */
	uint8_t		 name[32];	/* hash of what was typed */
	int64_t		 account;	/* 0: none */
	char		 hash[PASSWORD_HASH];	/* "": none */
	bool		 right;
	int64_t		 wait;		/* not 0: no password will be looked at */
};
bool	staff_try(struct cases *, const char *login, int64_t now,
	    struct staff_try *, struct err *) MUST_USE;
bool	staff_try_password(struct staff_try *, struct str password,
	    struct err *) MUST_USE;
/* STAFF_IN: half a session, for five minutes, in which a code is asked for. */
bool	staff_try_end(struct cases *, const struct staff_try *, int64_t now,
	    struct staff_result *, struct err *) MUST_USE;
/* code: of the phone, or a recovery code.  STAFF_IN: a full session. */
bool	staff_code(struct cases *, const struct staff_secret *half,
	    struct str code, int64_t now, struct staff_result *, struct err *)
	    MUST_USE;
/* Somebody agrees at the page of another, at (a login): by a code of their phone,
 * which is used up.  STAFF_IN: they have one of the roles, and confirmed is their
 * login.  Failures count as at signing in.  ERR_INPUT: it is the same person. */
bool	staff_confirm(struct cases *, const char *login, struct str code,
	    unsigned roles, const char *at, int64_t now,
	    char confirmed[STAFF_LOGIN + 1], struct staff_result *,
	    struct err *) MUST_USE;

/* ---- sessions ----------------------------------------------------------- */

enum staff_kind { STAFF_SETUP, STAFF_HALF, STAFF_FULL };
enum {
	STAFF_IDLE = 30 * 60,		/* seconds without a request */
	STAFF_FULL_MOST = 12 * 3600,	/* altogether */
	STAFF_HALF_MOST = 5 * 60,
	STAFF_SETUP_MOST = 30 * 60,
	STAFF_SETUP_CODE = 7 * 86400
};
enum { STAFF_CSRF = 44 };
struct staff_session {
	int64_t		 account;
	const char	*login, *name;
	unsigned	 roles;		/* 0 while must_change */
	bool		 must_change;
	char		 csrf[STAFF_CSRF];	/* for every form */
	bool		 due;	/* it was used, and this should be kept: look
				   it up again in a store opened to write */
};
/* The session with this secret, if it is of that kind, still holds, and its
 * account is enabled.  In a store that was opened to write it is also marked
 * as used, at most once a minute. */
bool	staff_session(struct arena *, struct cases *,
	    const struct staff_secret *, enum staff_kind, int64_t now,
	    struct staff_session *, bool *found, struct err *) MUST_USE;
/* The token of a session's forms, and whether this is it (in constant time). */
void	staff_csrf(const struct staff_secret *, char out[STAFF_CSRF]);
bool	staff_csrf_is(const struct staff_secret *, struct str);
/* The full sessions of the account that has this one, the one used last first;
 * none where this one is over. */
struct staff_open {
	int64_t		 used, ends;	/* used: to the minute */
	bool		 mine;		/* it is this one */
};
bool	staff_sessions(struct arena *, struct cases *,
	    const struct staff_secret *, int64_t now, struct staff_open **,
	    size_t *n, struct err *) MUST_USE;
/* This one; or all of its account's.  Fine when it is over already. */
bool	staff_sign_out(struct cases *, const struct staff_secret *,
	    int64_t now, struct err *) MUST_USE;
bool	staff_sign_out_everywhere(struct cases *, const struct staff_secret *,
	    int64_t now, struct err *) MUST_USE;
/* old: an attempt with the password that is to end, of whoever's full session
 * this is (staff_try, staff_try_password).  STAFF_IN: it is changed, all
 * sessions are over, and here is a new one, which ends when the old one would
 * have ended at the latest. */
bool	staff_change_password(struct cases *, const struct staff_secret *,
	    const struct staff_try *old, const struct staff_password *,
	    int64_t now, struct staff_result *, struct err *) MUST_USE;
#endif
