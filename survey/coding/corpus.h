/* SPDX-License-Identifier: MIT
 *
 * corpus.h -- all comments, what people coded of them, and the engine that suggests
 * codes for the others.
 */
#ifndef SURVEY_CODING_CORPUS_H
#define SURVEY_CODING_CORPUS_H
#include "analysis/analysis.h"
#include "survey/coding/coding.h"

struct coding_corpus {
	struct arena	 a;
	struct coding_frame frame;
	const struct forms_entity **codes;
	size_t		 n_codes;
	struct cases_unit *units;	/* by id; of responses that count */
	size_t		 n;
	/* Of each unit: what stands of it, gold before main; NULL: nobody read it. */
	const struct coded **read;
	size_t		 n_read;
	const struct coded *all;	/* that stands, blind ones too, by comment */
	size_t		 n_all;
	int64_t		 lost;		/* codes that nobody can say any more */
	struct suggest	*suggest;	/* trained; numbers are places in units */
};
/* Reads everything, and trains.  Closed by the caller, after an error too. */
bool	coding_corpus_open(struct coding_corpus *, struct cases *,
	    const struct forms_form *, struct err *) MUST_USE;
void	coding_corpus_close(struct coding_corpus *);
/* The place of a code of the frame; n_codes: there is none. */
size_t	coding_corpus_code(const struct coding_corpus *, const char *name);
#endif
