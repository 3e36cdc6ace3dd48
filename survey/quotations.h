/* SPDX-License-Identifier: MIT
 *
 * quotations.h -- DIR/quotations.txt: which words may be printed.
 *
 *	yes 4F7K-2M9Q-X3C why[P3]
 *	    We waited two days for the [equipment].
 *
 * An entry is a line with yes, no or ? (not decided), the response's reference
 * and the question; below it, further in, the words as they may be printed.
 * # starts a comment line.
 */
#ifndef SURVEY_QUOTATIONS_H
#define SURVEY_QUOTATIONS_H
#include "analysis/analysis.h"
#include "base/base.h"

enum verdict { VERDICT_OPEN, VERDICT_YES, VERDICT_NO };
struct quotation {
	enum verdict	 verdict;
	struct analysis_quotation q;
};
struct quotations {
	struct quotation *v;
	size_t		 n, cap;
};
/* Reads the file; a folder without one gives none.  ERR_INPUT: a line that
 * cannot be read, with its number. */
bool	quotations_read(struct arena *, const char *path, struct quotations *,
	    struct err *) MUST_USE;
bool	quotations_write(const char *path, const struct quotations *,
	    struct err *) MUST_USE;
/* Whether an entry for this comment is there; arg is the struct. */
bool	quotations_have(void *arg, const char *reference, const char *field);
/* Those with yes. */
size_t	quotations_allowed(struct arena *, const struct quotations *,
	    const struct analysis_quotation **);
/* Takes out what the responses with these references said; writes the file only
 * where there is something of theirs. */
bool	quotations_forget(struct arena *, const char *path,
	    const char *const *refs, size_t n, struct err *) MUST_USE;
/* The same for all that were withdrawn, in the file of this folder. */
struct cases;
bool	quotations_withdrawn(const char *dir, struct cases *, struct err *)
	    MUST_USE;
#endif
