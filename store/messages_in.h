/* SPDX-License-Identifier: MIT
 *
 * messages_in.h -- inside the case store: messages, and how the log binds them.
 *
 * Private to store/.
 */
#ifndef STORE_MESSAGES_IN_H
#define STORE_MESSAGES_IN_H
#include "store/bound.h"

/* The epoch of responses that staff confirmed: they were never sealed as such. */
#define KEPT_CONFIRMED "confirmed email "

/* What a message is sealed with, so that it opens as itself alone. */
void	message_ad(int64_t size, const void *hash, struct buf *out);
/* Over what came, and how it was sealed. */
void	message_digest(const void *hash, struct str epoch, int64_t seq,
	    struct str sealed, uint8_t out[BOUND_DIGEST]);
/* Over what was decided about it. */
bool	message_decision(struct cases *, int64_t id, uint8_t out[BOUND_DIGEST],
	    struct err *) MUST_USE;
bool	message_state_from(const char *, enum message_state *);
#endif
