/* SPDX-License-Identifier: MIT
 *
 * staff_kit.h -- what tests of staff accounts share: somebody who works at the
 * desk, their password and their phone.
 */
#ifndef TESTS_UNIT_STORE_STAFF_KIT_H
#define TESTS_UNIT_STORE_STAFF_KIT_H
#include "tests/unit/store/asked.h"

/* When the tests begin, and a step of codes does. */
enum { NOW = 1800000000 };
#define PASS STR("blue tram over the hill")

/* In this program a hash of a password is quick, and counted; true: it is the
 * real one. */
extern bool	kit_real_hashes;
extern int	kit_hashes;

struct person {
	const char	*login;
	uint8_t		 totp[TOTP_SECRET];
	char		 recovery[STAFF_RECOVERY][REFERENCE_SIZE];
	struct staff_secret session;	/* of the setup */
};
/* An account that was added; the setup code. */
void	kit_add(struct cases *, const char *login, unsigned roles,
	    char code[CODE_TEXT]);
/* The same, set up at NOW with the password PASS, and signed in. */
void	kit_person(struct cases *, const char *login, unsigned roles,
	    struct person *);
/* What the phone shows then; lives until the next call. */
struct str kit_code(const struct person *, int64_t now);
/* One attempt with a name and a password. */
struct staff_result kit_try(struct cases *, const char *login, struct str,
	    int64_t now);
/* Name, password and code: STAFF_IN is asserted. */
struct staff_secret kit_sign_in(struct cases *, const struct person *,
	    int64_t now);
/* Does a full session with this secret hold? */
bool	kit_holds(struct cases *, const struct staff_secret *, int64_t now);
/* The last line of the log: "kim: signed in: with a code". */
const char *kit_line(struct arena *, struct cases *);
#endif
