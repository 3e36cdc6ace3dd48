/* SPDX-License-Identifier: MIT
 *
 * take_in.h -- inside taking in: what keeping and opening share.
 */
#ifndef SURVEY_MAIL_TAKE_IN_H
#define SURVEY_MAIL_TAKE_IN_H
#include "survey/mail/take.h"

/* To write for a moment; given back by take_store_end. */
bool	take_store_begin(struct mail_take *, struct cases **, struct err *)
	    MUST_USE;
void	take_store_end(struct mail_take *, struct cases *);
/* As it will be kept; json is of it, as mail_read gives it. */
void	take_as(struct arena *, const struct mail_reading *, struct str json,
	    bool deep, struct message_read *out);
#endif
