/* SPDX-License-Identifier: MIT
 *
 * bound.h -- inside the case store: rows bound to the lines of the log that
 * tell of them.
 *
 * Private to store/.  A line of the log has a subject and a digest:
 *
 *   opened STEP	a pull; over the digests of the responses that it kept,
 *   rehearsed STEP	by id; those of rehearsals apart, as they can be removed
 *   imported STEP	an import of what people gave elsewhere; likewise
 *   withdrawn REF	what was under this reference is erased; no digest
 *   equality REF	over the digests of its rows of which equality answers
 *			are erased, by id
 *   sheet ID		over the sheet, its keyings and differences, its originals,
 *			and what was found when it was checked against the paper
 *   sample ID		over the draw of a sample of sheets
 *   redraw ID		over a draw of sheets to be keyed again
 *   messages STEP	over the messages that were kept then, as they are sealed
 *   message ID		over what was decided about it
 *   expired MOMENT	who sent messages from before it is erased; no digest
 *   emptied ID		over which message it was, and what is left of how it was
 *			read
 *   staff LOGIN	over the account, less what each sign-in changes
 *   removed		all responses of rehearsals up to here; no digest
 *   unbound R S A	rows with ids to these were kept before; no digest
 *
 * Digests are BLAKE2b-256, with the length of each text before it.  Those of
 * responses and sheets are keyed by a random salt, which is erased with them.
 */
#ifndef STORE_BOUND_H
#define STORE_BOUND_H
#include "store/cases.h"

enum { BOUND_SALT = 16, BOUND_DIGEST = 32, BOUND_SUBJECT = 80 };

/* Over digests in order; starts zeroed. */
struct bound_sum { uint8_t h[BOUND_DIGEST]; int64_t n; };
void	bound_add(struct bound_sum *, const void *digest);

struct bound_row {
	struct str	 epoch, token;		/* token empty: none */
	int64_t		 seq, place;
	const char	*reference, *form, *channel, *lang, *day, *flags, *json;
	bool		 rehearsal;
};
void	bound_response(const struct bound_row *, const void *salt,
	    uint8_t out[BOUND_DIGEST]);
/* The columns that bound_read reads, from 0. */
#define BOUND_ROW "epoch, seq, place, reference, form, channel, lang, day," \
	" rehearsal, json, token, flags"
enum { BOUND_COLUMNS = 12 };
void	bound_read(struct stmt *, struct bound_row *);

/* After a row was changed rightly: another salt, and its digest as "again". */
bool	bound_again(struct cases *, int64_t response, struct err *) MUST_USE;
/* Over "again" of all rows of a reference. */
bool	bound_equality(struct cases *, const char *reference,
	    struct bound_sum *, struct err *) MUST_USE;

/* A line about a sheet; makes its salt when there is none. */
bool	bound_sheet_line(struct cases *, int64_t sheet, const char *by,
	    const char *what, const char *detail, struct err *) MUST_USE;
/* *has false: it has no salt. */
bool	bound_sheet(struct cases *, int64_t sheet, bool *has,
	    uint8_t out[BOUND_DIGEST], struct err *) MUST_USE;

/* A line about a sample; and about one that was drawn later. */
bool	bound_sample_line(struct cases *, int64_t sample, const char *by,
	    const char *what, const char *detail, struct err *) MUST_USE;
bool	bound_sample(struct cases *, int64_t sample,
	    uint8_t out[BOUND_DIGEST], struct err *) MUST_USE;
bool	bound_redraw_line(struct cases *, int64_t id, const char *by,
	    const char *what, const char *detail, struct err *) MUST_USE;
bool	bound_redraw(struct cases *, int64_t id, uint8_t out[BOUND_DIGEST],
	    struct err *) MUST_USE;

/* A line about an account. */
bool	bound_staff_line(struct cases *, const char *login, const char *by,
	    const char *what, const char *detail, struct err *) MUST_USE;
bool	bound_staff(struct cases *, const char *login,
	    uint8_t out[BOUND_DIGEST], struct err *) MUST_USE;

/* When the store was opened to write: says once which rows are from before. */
bool	bound_begin(struct cases *, struct err *) MUST_USE;
#endif
