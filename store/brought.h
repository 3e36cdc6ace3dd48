/* SPDX-License-Identifier: MIT
 *
 * brought.h -- responses that people gave elsewhere: to another survey tool,
 * whose export is imported.
 *
 * Part of store.h.  Each is known by a key, a hash that whoever imports makes
 * of what tells it from all others (another tool's number for the respondent,
 * or the cells of its row), so that it is kept once however often it comes.
 */
#ifndef STORE_BROUGHT_H
#define STORE_BROUGHT_H
#include "base/base.h"

struct cases;
struct forms_answers;
struct store_meta;

enum { BROUGHT_KEY = 32 };
struct brought {
	uint8_t		 key[BROUGHT_KEY];
	/* A hash of what was answered.  Another one under a key that is there
	 * already takes the place of the earlier response, as an amended one
	 * does. */
	uint8_t		 content[BROUGHT_KEY];
	const struct store_meta *meta;
	const struct forms_answers *answers;	/* routed (forms_route) */
};
struct brought_counts {
	int64_t		 added;		/* under a key that is new */
	int64_t		 replaced;	/* took the place of an earlier one */
	int64_t		 already;	/* were there: nothing was changed */
	int64_t		 withdrawn;	/* had been withdrawn: stay away */
	int64_t		 late;		/* of added and replaced: flagged so */
};
struct bringing {
	/* The next one, good until it is asked again; *got false: that was the
	 * last. */
	bool		(*next)(void *arg, struct brought *, bool *got,
			    struct err *);
	/* When all were taken: false stops it, and nothing is kept. */
	bool		(*done)(void *arg, const struct brought_counts *,
			    struct err *);
	void		*arg;
	const char	*by;		/* for the log */
	const char	*from;		/* "care.csv (…)"; stands in the log
					   after the number of responses */
};
/* Keeps them all, or none: one transaction, and one line of the log, which binds
 * them.  Without any that are new or changed nothing is written. */
bool	cases_bring(struct cases *, const struct bringing *,
	    struct brought_counts *, struct err *) MUST_USE;
#endif
