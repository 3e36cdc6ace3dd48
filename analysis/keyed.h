/* SPDX-License-Identifier: MIT
 *
 * keyed.h -- the sheets of a case store as analysis_keying takes them.
 *
 * Public: analysis.h includes it.
 */
#ifndef ANALYSIS_KEYED_H
#define ANALYSIS_KEYED_H
#include "analysis/keying.h"
#include "store/store.h"

struct analysis_keyed {
	struct analysis_sheet *v;	/* first and second: indices of people */
	size_t		 n;
	const char	**people;	/* login names */
	size_t		 n_people;
	size_t		 twice;		/* sheets keyed again, by whomever */
	size_t		 checked;	/* sheets checked against the paper by
					   somebody who had not keyed or settled
					   them */
	size_t		 checked_of_batch;	/* of them, drawn from one batch:
					   they speak for that batch */
	/* Sheets that are not in v, as form() did not know their version. */
	size_t		 unknown;
};
/* Every keyed sheet but those for practice and void ones.  form(arg, hash) gives
 * a version of the questionnaire, or NULL.  Lives in the arena. */
bool	analysis_keyed(struct arena *, struct cases *,
	    const struct forms_form *(*form)(void *, const char *hash),
	    void *arg, struct analysis_keyed *, struct err *) MUST_USE;

/* What one person keyed. */
struct analysis_person {
	int64_t		 sheets;	/* keyed, first or second */
	int64_t		 answers;	/* on them */
	int64_t		 compared;	/* of them, with what another keyed */
	int64_t		 settled;	/* of those that differ */
	int64_t		 wrong;		/* of those, this person's */
	struct analysis_rate rate;	/* see analysis_keyer */
	bool		 few;		/* too few to say anything of the rate */
};
/* Fewer answers compared, or on fewer sheets, say nothing: the interval would be
 * wider than 1 in 100 without a single error (3.7 / n, see keying.h). */
enum { PERSON_ANSWERS = 370, PERSON_SHEETS = 10 };
void	analysis_person(const struct analysis_keyed *, size_t person,
	    struct analysis_person *);
#endif
