/* SPDX-License-Identifier: MIT
 *
 * asked.h -- what tests of requests share: somebody answers, then asks.
 */
#ifndef TESTS_UNIT_STORE_ASKED_H
#define TESTS_UNIT_STORE_ASKED_H
#include "store/cases.h"
#include "tests/unit/store/suites.h"

struct asked { uint8_t token[TOKEN_SIZE]; char reference[REFERENCE_SIZE]; };

/* Makes the page with "capacity" the equality part, in this process. */
void	asked_form(void);
void	asked_answer(struct intake *, uint64_t n, const char *why,
	    struct asked *);
/* A request; who NULL: about no response. */
void	asked_init(struct intake_request *, enum request_kind,
	    const struct asked *who);
enum intake_outcome asked_send(struct intake *,
	    const struct intake_request *);
void	asked_for(struct intake *, enum request_kind, const struct asked *);
struct cases *asked_cases(struct place *, enum db_mode);
struct cases_pull asked_pull(struct place *, struct cases *);
/* The same when no definition can be read. */
struct cases_pull asked_pull_lost(struct place *, struct cases *);
int64_t	asked_number(struct cases *, const char *sql);
const char *asked_text(struct arena *, struct cases *, const char *sql);
#endif
