/* SPDX-License-Identifier: MIT
 *
 * expiry.h -- the day of `erase-senders` in site.settings, and what it asks
 * for.
 */
#ifndef SURVEY_EXPIRY_H
#define SURVEY_EXPIRY_H
#include "base/base.h"
#include "store/store.h"

/* Who does it, in the log, where no person does. */
#define EXPIRY_BY "earshot"

/* Erases in this folder what the settings ask for now: on that day all that
 * came before it, and from then on each day what came before that day.  What
 * was decided about today can still be undone and is left till tomorrow.  The
 * store is opened to write only when there is something to erase, or when a reader
 * may have kept what was erased before in the file.  *due false:
 * there is no such line, or its day is still to come. */
bool	expiry_run(const char *dir, int64_t now, bool *due,
    struct messages_expired *, struct err *) MUST_USE;
#endif
