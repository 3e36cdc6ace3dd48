/* SPDX-License-Identifier: MIT
 *
 * pull.h -- inside a pull: what pull.c and pull_requests.c share.
 *
 * Private to store/.
 */
#ifndef STORE_PULL_H
#define STORE_PULL_H
#include "store/cases.h"
#include "store/intake.h"
#include "store/keep.h"

struct pull {
	struct intake			*from;
	const struct seal_secret	*key;
	const struct forms_form		*(*form)(void *, const char *,
					    struct err *);
	void				*arg;
	struct cases_pull		*out;
	/* of the epoch being read */
	struct seal_reader		 reader;
	uint8_t				 epoch[SEAL_ID];
	bool				 tried, open;
	/* of the whole pull */
	bool				 opened;	/* some epoch's root */
	int64_t				 unopened;	/* rows of others */
	struct stmt			 rows, root, have, known, amends;
	struct keep			 keep;
	/* pull_requests.c */
	struct stmt			 asked, have_task, task, about, result,
					 withdraw, no_answers, no_units,
					 stopped, stop, blank, no_unit;
};

/* The root of the epoch with this row id and name, with whichever copy our key
 * opens.  False: the store cannot be read; p->open says whether it opened. */
bool	pull_epoch(struct pull *, int64_t id, struct str name, struct err *)
	    MUST_USE;
/* Opens one row of that epoch; why says what is wrong with it. */
bool	pull_unseal(struct pull *, int64_t seq, const struct buf *ad,
	    struct str sealed, struct buf *plain, struct err *why) MUST_USE;
/* Counts a row that is not taken over; names the first. */
void	pull_aside(struct pull *, int64_t row, struct err *why);
/* Frees a buffer of which nothing may stay in memory. */
void	pull_forget(struct buf *);

/* pull_requests.c: takes new requests over as tasks, then carries out what all
 * tasks ask for. */
bool	pull_requests_open(struct pull *, struct cases *, struct err *)
	    MUST_USE;
bool	pull_requests(struct pull *, struct cases *, struct err *) MUST_USE;
void	pull_requests_close(struct pull *);
/* The second half alone, without an intake store. */
bool	pull_settle_open(struct pull *, struct cases *, struct err *) MUST_USE;
bool	pull_settle(struct pull *, struct cases *, struct err *) MUST_USE;
#endif
