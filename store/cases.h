/* SPDX-License-Identifier: MIT
 *
 * cases.h -- inside the case store.
 *
 * Private to store/.
 */
#ifndef STORE_CASES_H
#define STORE_CASES_H
#include "store/store.h"

struct cases { struct db db; };

/* Runs a change in a transaction of its own: all or nothing. */
bool	cases_change(struct cases *, bool (*)(struct cases *, void *,
	    struct err *), void *, struct err *) MUST_USE;
#endif
