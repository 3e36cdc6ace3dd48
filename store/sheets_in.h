/* SPDX-License-Identifier: MIT
 *
 * sheets_in.h -- what the files on sheets share.
 *
 * Private to store/.
 */
#ifndef STORE_SHEETS_IN_H
#define STORE_SHEETS_IN_H
#include "store/bound.h"

/* The name of the state of sheet s. */
#define SHEET_STATE " CASE WHEN s.gone IS NOT NULL THEN 'withdrawn'" \
	" ELSE s.state END"
/* By which a sheet that was withdrawn is found in a copy from before; salt is
 * what it had until then. */
void	sheet_gone_token(struct str salt, uint8_t out[BOUND_DIGEST]);

/* copies.c: the smallest number above those of all copies and sheets.
 * ERR_LIMIT. */
bool	copies_next(struct cases *, uint32_t *, struct err *) MUST_USE;

/* sheets_queue.c: it is in this person's hand for a while. */
bool	sheet_claim(struct cases *, int64_t id, const char *by, int64_t now,
	    struct err *) MUST_USE;

bool	sheet_state_from(const char *, enum sheet_state *);
/* "sheet 004 214 (B-0003, number 17)" */
void	sheet_called(const struct sheet *, struct buf *out);
/* Reads it inside the caller's transaction; ERR_INPUT: there is none. */
bool	sheet_need(struct arena *, struct cases *, int64_t id, struct sheet *,
	    struct err *) MUST_USE;
/* What a response of the sheet says of where it came from. */
struct store_meta sheet_meta(const struct sheet *);
/* Is what was keyed of the sheet's version of the questionnaire?  ERR_INPUT. */
bool	sheet_is_of(const struct sheet *, const struct sheet_keyed *,
	    struct err *) MUST_USE;
/* The same answer twice, but for what does not matter? */
bool	sheet_same(const struct sheet_keyed *, const struct forms_question *,
	    const struct forms_answer *, const struct forms_answer *);
/* Keeps the sheet's response, of what was keyed; one that it had no longer
 * counts, and codings of texts that are the same go over. */
bool	sheet_keep(struct cases *, struct sheet *,
	    const struct forms_answers *keyed, struct err *) MUST_USE;
/* To another state, with a line of the log: what was done, and more about it
 * ("" is nothing).  Comes last: the line binds the sheet as it is then.
 * ERR_INPUT: it may not go there from where it is. */
bool	sheet_move(struct cases *, struct sheet *, enum sheet_state to,
	    const char *by, const char *what, const char *more, struct err *)
	    MUST_USE;
/* A statement with one number and, if text is not NULL, a text; sql is a
 * literal. */
#define	sheet_run(c, sql, id, text, e)					\
	sheet_run_((c), "" sql, (id), (text), (e))
bool	sheet_run_(struct cases *, const char *sql, int64_t id,
	    const char *text, struct err *) MUST_USE;
#endif
