/* SPDX-License-Identifier: MIT
 *
 * withdraw.h -- a response that its author wants back, by its reference.
 *
 * Part of store.h.
 */
#ifndef STORE_WITHDRAW_H
#define STORE_WITHDRAW_H
#include "base/base.h"

struct cases;

/* By which way it came, and so what is erased with it. */
enum response_way {
	RESPONSE_SITE,      /* sealed, through the public site */
	RESPONSE_ELSEWHERE, /* given to another survey tool */
	RESPONSE_SHEET,     /* keyed: its sheet's keyings and originals */
	RESPONSE_MESSAGE    /* confirmed: its message, and what repeats it */
};
struct response_known {
	enum response_way way;
	int64_t id; /* of the sheet or message; or 0 */
	char channel[16], day[11];
	bool rehearsal;
	bool withdrawn; /* nothing of it is here any more */
	/* RESPONSE_MESSAGE: whoever confirmed it took it back.  Its message is
	 * here, and may be another response now, or "". */
	bool taken_back;
	char now[REFERENCE_SIZE];
};
/* *found false: no response has this reference here. */
bool	response_find(struct cases *, const char *reference,
    struct response_known *, bool *found, struct err *) MUST_USE;
/* Its author wishes it: all that is here of it is erased for good, and neither
 * a copy from before nor its file brings it back.  What is still sealed in the
 * public server's store is not touched, and stays away as well.  ERR_INPUT:
 * there is none, it was withdrawn already, it was taken back (the words say what
 * to withdraw instead), or reason or by is missing. */
bool	response_withdraw(struct cases *, const char *reference,
    const char *reason, const char *by, int64_t now, struct err *) MUST_USE;
#endif
