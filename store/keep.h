/* SPDX-License-Identifier: MIT
 *
 * keep.h -- inside the case store: a response spread out into its answers and
 * texts, whatever way it came.
 *
 * Private to store/.
 */
#ifndef STORE_KEEP_H
#define STORE_KEEP_H
#include "store/cases.h"

struct keep { struct stmt keep, sift, answer, unit, newest; };
struct keep_row {
	struct str	 epoch;		/* with seq: where it came from */
	int64_t		 seq, place;
	const char	*reference;
	struct str	 token;		/* hash; empty: none */
	const struct store_meta *meta;
	const char	*json;		/* of answers, with meta */
	const struct forms_answers *answers;
};
bool	keep_open(struct keep *, struct db *, struct err *) MUST_USE;
void	keep_close(struct keep *);
/* Inside the caller's transaction.  Which row of its reference counts is settled
 * anew; *id is the new one's. */
bool	keep_response(struct keep *, struct db *, const struct keep_row *,
	    int64_t *id, struct err *) MUST_USE;
#endif
