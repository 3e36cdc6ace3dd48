/* SPDX-License-Identifier: MIT
 *
 * sheets_check.h -- the audit sample: sheets that were keyed twice, drawn at
 * random and checked once more against the paper; and what became of all sheets.
 *
 * Part of store.h.  Two people may misread one hand in the same way, and no
 * comparing finds that.  So somebody who neither keyed nor settled a sheet looks
 * at each of its answers with the paper in hand.  An answer that is wrong is put
 * right: the response is kept anew, and the one before it no longer counts, as
 * when somebody corrects what they sent.  A sheet is checked once.
 */
#ifndef STORE_SHEETS_CHECK_H
#define STORE_SHEETS_CHECK_H
#include "store/sheets.h"

/* ---- drawing ------------------------------------------------------------------- */

struct sheet_draw {
	int64_t		 batch;		/* 0: of all but those for practice */
	int64_t		 n;		/* so many, or as many as there are */
	uint64_t	 seed;		/* random; kept, so that the draw can be
					   done again */
	const char	*by;
	int64_t		 now;
};
struct sheet_sample {
	int64_t		 id, made, batch;	/* batch 0: of all */
	const char	*by, *seed, *batch_name;
	int64_t		 among, n;	/* so many sheets of so many */
	int64_t		 checked;	/* of them */
	int64_t		 gone;		/* not checked, and void meanwhile */
	/* Answers, on those that were checked independently. */
	int64_t		 agreed_checked, agreed_wrong;
	int64_t		 settled_checked, settled_wrong;
	int64_t		 alone;		/* sheets checked, but not so */
};
/* Draws from the sheets that are settled and in no sample yet, each with the same
 * chance.  ERR_INPUT: n is not 1 to 10,000, or there is none. */
bool	sheet_sample_draw(struct cases *, const struct sheet_draw *,
	    int64_t *id, struct err *) MUST_USE;
/* How many it could draw. */
bool	sheet_sample_among(struct cases *, int64_t batch, int64_t *n,
	    struct err *) MUST_USE;
/* The newest first. */
bool	sheet_sample_list(struct arena *, struct cases *,
	    struct sheet_sample **, size_t *n, struct err *) MUST_USE;

/* ---- checking ------------------------------------------------------------------ */

/* The next sheet of a sample for this person: in the order of the draw, none that
 * they keyed or settled (alone: those too), none that somebody has in hand.  It is
 * theirs for a while.  *id 0: there is none. */
bool	sheet_check_next(struct cases *, const char *by, bool alone,
	    int64_t now, int64_t *id, struct err *) MUST_USE;
/* How many wait for them, and for anybody. */
bool	sheet_check_waiting(struct cases *, const char *by, bool alone,
	    int64_t now, int64_t *theirs, int64_t *all, struct err *) MUST_USE;
/* The answers as they stand, not routed; form must be the sheet's. */
bool	sheet_final(struct arena *, struct cases *, int64_t sheet,
	    const struct forms_form *, struct forms_answers *, struct err *)
	    MUST_USE;
struct sheet_checked { const char *field; bool wrong; };
/* Notes that each field of v was looked at, and which were wrong; k->answers has
 * what is right for those.  ERR_INPUT: the sheet does not wait to be checked, k->by
 * keyed or settled it (k->alone: they may), or what is right is what is stored. */
bool	sheet_check(struct cases *, const struct sheet_keyed *k,
	    const struct sheet_checked *v, size_t n, struct err *) MUST_USE;

/* ---- what became of them -------------------------------------------------------- */

/* Of sheets that are not for practice, and of what was withdrawn. */
struct sheet_ledger {
	int64_t		 n[SHEET_STATES];	/* all of them, by state */
	int64_t		 none[SHEET_STATES];	/* of them, those without a
						   response in the store */
	int64_t		 withdrawn;	/* responses that were no sheets, taken
					   back by whoever sent them */
	/* Less those that are void. */
	int64_t		 meetings, petitions;
	int64_t		 took_part, signed_it;	/* people */
};
bool	sheet_ledger(struct cases *, struct sheet_ledger *, struct err *)
	    MUST_USE;
#endif
