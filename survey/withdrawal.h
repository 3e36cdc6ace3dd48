/* SPDX-License-Identifier: MIT
 *
 * withdrawal.h -- what belongs to withdrawing a response, beside the store: its
 * words in DIR/quotations.txt, and the list of what may not come back.
 */
#ifndef SURVEY_WITHDRAWAL_H
#define SURVEY_WITHDRAWAL_H
#include "base/base.h"

struct cases;
/* Before: can the words be taken out?  ERR_INPUT: there is a slip in the file,
 * and so nothing should be erased. */
bool	withdrawal_ready(const char *dir, struct err *) MUST_USE;
/* After: takes them out, and adds to the list. */
bool	withdrawal_done(const char *dir, struct cases *, struct err *) MUST_USE;
#endif
