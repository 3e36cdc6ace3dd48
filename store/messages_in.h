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

/* When it was received, or taken in if it says that it is younger.  t: the table's
 * alias and a dot. */
#define MESSAGE_AGE(t) "min(" t "received, coalesce((SELECT at FROM audit" \
	" WHERE id = " t "step), " t "received))"

/* How it was read, without the Message-IDs, which may name a person's machine. */
#define MESSAGE_UNNAMED(reading) "iif(json_valid(" reading "), json_replace(" \
	reading ", '$.id', '', '$.parent', '', '$.root', ''), " reading ")"

/* What is left of how it was read, with a salt where its Message-ID was, which goes
 * with it: the log binds it by a digest that stays, and nobody should try words until
 * that agrees. */
#define MESSAGE_SALTED(reading) "iif(json_valid(" reading "), json_replace(" \
	reading ", '$.id', lower(hex(randomblob(16)))), " reading ")"

/* Of message_place: it lay in a file, whose name people chose.  By its place in a
 * mailbox at a server it is known that it need not be fetched again. */
#define MESSAGE_FILE "source NOT GLOB 'imap://*'"

/* What a message is sealed with, so that it opens as itself alone. */
void	message_ad(int64_t size, const void *hash, struct buf *out);
/* Over what came, and how it was sealed. */
void	message_digest(const void *hash, struct str epoch, int64_t seq,
	    struct str sealed, uint8_t out[BOUND_DIGEST]);
/* Over what was decided about it. */
bool	message_decision(struct cases *, int64_t id, uint8_t out[BOUND_DIGEST],
	    struct err *) MUST_USE;
/* Over which one it was, and what is left of how it was read. */
bool	message_emptied(struct cases *, int64_t id, uint8_t out[BOUND_DIGEST],
	    struct err *) MUST_USE;
bool	message_state_from(const char *, enum message_state *);
/* Inside the caller's transaction: this one alone is withdrawn, as it was
 * before somewhere else. */
bool	message_gone(struct cases *, int64_t id, struct err *) MUST_USE;
/* Those with these hashes are withdrawn, and stay away where they are not here.
 * did: how many were here. */
bool	messages_gone(struct cases *, const uint8_t (*hashes)[32], size_t n,
	    int64_t *did, struct err *) MUST_USE;
#endif
