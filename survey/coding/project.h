/* SPDX-License-Identifier: MIT
 *
 * project.h -- what people coded as a project of other analysis tools, and back.
 */
#ifndef SURVEY_CODING_PROJECT_H
#define SURVEY_CODING_PROJECT_H
#include "survey/coding/corpus.h"

/* All comments with what stands of them, in the arena of p: a source for each, called by
 * its response's reference and its field ("4F7K-2M9Q-X3C why[P3]").  Nothing of who wrote
 * it, and no other answer.  by, now: who takes it out, and when.  units (may be NULL): of
 * each source, its place in p->units. */
bool	coding_project(struct coding_corpus *p, struct cases *,
	    const struct forms_form *, const char *by, int64_t now,
	    struct exchange_project *, const size_t **units, struct err *)
	    MUST_USE;

/* Codings that came back. */
struct coding_brought {
	struct coded	*v;		/* of one coder, without those that stand
					   so already */
	size_t		 n;
	size_t		 same;		/* those */
	size_t		 unknown;	/* sources that are no comment here, with
					   codings */
	size_t		 other;		/* whose text is not the comment's */
	size_t		 strange;	/* codings by a code that the frame has not */
	size_t		 others;	/* codings of other people: where several coded,
					   by's own are taken, and those without a
					   name */
};
bool	coding_brought(struct coding_corpus *p, struct cases *,
	    const struct forms_form *, const struct exchange_project *,
	    const char *by, enum reading_purpose, struct coding_brought *,
	    struct err *) MUST_USE;
#endif
