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

/* audit.c: adds one line, inside the caller's transaction.  task 0: of none. */
bool	audit_add(struct cases *, const char *who, const char *what,
	    int64_t task, const char *detail, struct err *) MUST_USE;
/* The same with what the line binds; its id and time are filled in here. */
bool	audit_bind(struct cases *, const struct cases_line *, struct err *)
	    MUST_USE;
/* The number of the next line. */
bool	audit_next(struct cases *, int64_t *n, struct err *) MUST_USE;
enum { AUDIT_BY_MAX = 200, AUDIT_NOTE_MAX = 4000 };	/* bytes */
/* Is s text, with some words in it, and not too long?  ERR_INPUT with missing
 * when there is nothing; ERR_LIMIT. */
bool	audit_says(const char *s, size_t most, const char *missing,
	    struct err *) MUST_USE;

/* tasks.c: inside the caller's transaction, and what is to be looked at before:
 * are by and note texts? */
bool	task_close(struct cases *, int64_t id, const char *by,
	    const char *note, struct err *) MUST_USE;
bool	task_says(const char *by, const char *note, struct err *) MUST_USE;

/* flags.c: a statement that settles whether the new row ?1, which has flags and
 * does not count yet, is left out. */
bool	flags_open(struct db *, struct stmt *, struct err *) MUST_USE;
/* "fast trap" */
void	flags_text(unsigned flags, struct buf *out);
#endif
