/* SPDX-License-Identifier: MIT
 *
 * sheets_kit.h -- what tests of sheets share: a store, a batch, and people who
 * key.
 */
#ifndef TESTS_UNIT_STORE_SHEETS_KIT_H
#define TESTS_UNIT_STORE_SHEETS_KIT_H
#include "tests/unit/store/asked.h"

enum { NOON = 1719000000 };		/* of some day */
struct desk_kit {
	struct place	 at;
	struct arena	 a;
	struct cases	*c;
	int64_t		 batch, now;
	uint32_t	 draw;
	bool		 alone;
};
/* A new store with one batch; until sheets_kit_end. */
void	sheets_kit(struct desk_kit *);
void	sheets_kit_end(struct desk_kit *);	/* and the log is whole */
/* A sheet of paper without a number, received; its id. */
int64_t	sheets_in(struct desk_kit *);
struct sheet sheets_get(struct desk_kit *, int64_t id);
/* Somebody writes these answers; "" leaves one out. */
struct forms_answers sheets_said(struct desk_kit *, const char *capacity,
	    const char *agree, const char *why);
/* Keys it and says what came of it: the state, or the message. */
const char *sheets_key(struct desk_kit *, int round, int64_t id,
	    const char *by, struct forms_answers);
/* The comment on a sheet that counts. */
const char *sheets_text(struct desk_kit *, int64_t id);
/* How many findings the check of the whole store has. */
int64_t	sheets_findings(struct desk_kit *);
void	sheets_plan(struct desk_kit *, int64_t one_in, int64_t first,
	    int64_t marks);
#endif
