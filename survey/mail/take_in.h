/* SPDX-License-Identifier: MIT
 *
 * take_in.h -- inside taking in: what keeping, opening and comparing share.
 */
#ifndef SURVEY_MAIL_TAKE_IN_H
#define SURVEY_MAIL_TAKE_IN_H
#include "survey/mail/take.h"

/* To write for a moment; given back by take_store_end.  bulk: much of it. */
bool	take_store_begin(struct mail_take *, bool bulk, struct cases **,
	    struct err *) MUST_USE;
void	take_store_end(struct mail_take *, struct cases *);
/* To read, for as long as it goes on; NULL: see e. */
struct cases *take_looks(struct mail_take *, struct err *);
/* ERR_BUSY once somebody stops it. */
bool	take_goes_on(const struct mail_take *, struct err *) MUST_USE;
/* As it will be kept; json is of it, as mail_read gives it.  same: which letter it
 * is a copy of; 0: none.  What is attached to a copy is opened all the same. */
void	take_as(struct arena *, const struct mail_reading *, struct str json,
	    bool deep, int64_t same, struct message_read *out);

/* repeats.c: looks which of those to confirm repeat others, and links them. */
bool	take_repeats(struct mail_take *, struct err *) MUST_USE;
#endif
