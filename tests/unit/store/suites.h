/* SPDX-License-Identifier: MIT
 *
 * suites.h -- the suites of store/, and what they share.
 */
#ifndef TESTS_UNIT_STORE_H
#define TESTS_UNIT_STORE_H
#include "store/store.h"
#include <check.h>

Suite	*codec_suite(void);
Suite	*schema_suite(void);
Suite	*intake_suite(void);
Suite	*cases_suite(void);
Suite	*threads_suite(void);
Suite	*crash_suite(void);
Suite	*requests_suite(void);
Suite	*tasks_suite(void);
Suite	*audit_suite(void);
Suite	*readings_suite(void);
Suite	*verify_suite(void);
Suite	*flags_suite(void);
Suite	*late_suite(void);
Suite	*drafts_suite(void);
Suite	*arrivals_suite(void);
Suite	*brought_suite(void);
Suite	*sheets_suite(void);
Suite	*keyed_suite(void);
Suite	*sheets_key_suite(void);
Suite	*sheets_check_suite(void);
Suite	*sheets_draw_suite(void);
Suite	*sheets_again_suite(void);
Suite	*originals_suite(void);
Suite	*messages_suite(void);
Suite	*expire_suite(void);
Suite	*withdraw_suite(void);
Suite	*staff_accounts_suite(void);
Suite	*staff_setup_suite(void);
Suite	*staff_sign_in_suite(void);
Suite	*staff_sessions_suite(void);

/* place.c: a folder of its own for each test, with keys. */
struct place {
	char			 dir[40], intake[64], cases[64];
	struct seal_secret	 analyst, recovery;
	struct seal_public	 to[2];
};
void	place_make(struct place *);
void	place_forget(struct place *);
struct intake *place_intake(struct place *, enum db_mode);
/* A response of which the token and the words depend on n alone. */
struct place_response {
	struct intake_response	 r;
	struct buf		 json;
};
void	place_response(struct place_response *, uint64_t n, const char *why);
void	place_response_free(struct place_response *);
/* Does any file of the folder hold these bytes? */
bool	place_holds(const struct place *, const void *, size_t n);
#endif
