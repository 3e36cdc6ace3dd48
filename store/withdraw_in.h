/* SPDX-License-Identifier: MIT
 *
 * withdraw_in.h -- inside the case store: erasing a response.
 *
 * Private to store/.
 */
#ifndef STORE_WITHDRAW_IN_H
#define STORE_WITHDRAW_IN_H
#include "store/bound.h"

/* Every row of this reference: its answers and texts go, and a line of the log
 * says so (task 0: of none).  Inside the caller's transaction. */
bool	response_erase(struct cases *, const char *reference, const char *by,
    const char *what, int64_t task, struct err *) MUST_USE;
#endif
