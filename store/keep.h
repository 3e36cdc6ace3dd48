/* SPDX-License-Identifier: MIT
 *
 * keep.h -- inside the case store: a response spread out into its answers and
 * texts, whatever way it came.
 *
 * Private to store/.
 */
#ifndef STORE_KEEP_H
#define STORE_KEEP_H
#include "store/bound.h"

/* The epoch of what was keyed: its rows were never sealed. */
#define KEPT_KEYED "keyed by staff  "
/* That of what was imported (brought.c). */
#define KEPT_BROUGHT "given elsewhere "
/* Keyed for practice, which counts nowhere.  t: "" or the table's alias and a
 * dot. */
#define KEPT_PRACTICE(t) "(" t "rehearsal = 1 AND " t "epoch = CAST('" \
	KEPT_KEYED "' AS BLOB))"

struct keep {
	struct stmt	 keep, sift, answer, unit, newest;
	/* Which step keeps rows (audit_next when it began), and the sums of
	 * their digests: real ones, and of rehearsals. */
	int64_t		 step;
	struct bound_sum sum[2];
};
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
/* How an answer stands in a row: what is in the column "value" (false: nothing
 * is), and whether it is a text to be coded. */
bool	keep_plain(const struct forms_question *, const struct forms_answer *,
	    struct buf *out);
bool	keep_is_unit(const struct forms_question *,
	    const struct forms_answer *);
#endif
