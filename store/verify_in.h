/* SPDX-License-Identifier: MIT
 *
 * verify_in.h -- what the files that verify a case store share.
 *
 * Private to store/.
 */
#ifndef STORE_VERIFY_IN_H
#define STORE_VERIFY_IN_H
#include "store/bound.h"

/* Rows with ids up to these were kept before the log bound rows. */
struct unbound { int64_t response, sheet, staff; };

bool	verify_digest_is(struct str kept, const void *now);
int64_t	verify_number(struct str);
/* Over the digests that q selects by ?1, in its order; none of another length. */
bool	verify_sum(struct stmt *q, int64_t step, struct bound_sum *, struct err *)
	    MUST_USE;
bool	verify_responses(struct cases *, const struct forms_form *(*form)(
	    void *, const char *, struct err *), void *arg,
	    const struct unbound *, struct verify *, struct err *) MUST_USE;
bool	verify_messages(struct cases *, struct verify *, struct err *) MUST_USE;
bool	verify_readings(struct cases *, struct verify *, struct err *) MUST_USE;
bool	verify_sheets(struct cases *, const struct unbound *, struct verify *,
	    struct err *) MUST_USE;
#endif
