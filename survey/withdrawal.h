/* SPDX-License-Identifier: MIT
 *
 * withdrawal.h -- what belongs to withdrawing a response, beside the store: its
 * words in DIR/quotations.txt, and the list of what may not come back.
 */
#ifndef SURVEY_WITHDRAWAL_H
#define SURVEY_WITHDRAWAL_H
#include "store/store.h"

/* What its author wants back. */
struct withdrawal {
	const char *dir;
	struct cases *c;
	enum response_way what; /* SHEET, MESSAGE: by id; else by reference */
	const char *reference;
	int64_t id;
	const char *reason, *by;
};
enum withdrawn {
	WITHDRAWN_NOT,        /* nothing was erased */
	WITHDRAWN_UNFINISHED, /* it is erased, and not all of the rest is done */
	WITHDRAWN_BEFORE,     /* it was erased before; the rest is done */
	WITHDRAWN_NOW
};
/* Erases it; then takes its words out of the quotations, adds it to the list, and
 * writes over what was erased.  Again, after it was left unfinished: does that rest
 * again.  e says why, unless it is WITHDRAWN_NOW. */
enum withdrawn withdrawal_run(const struct withdrawal *, struct err *);
#endif
