/* SPDX-License-Identifier: MIT
 *
 * sample.h -- forms and made-up responses for the tests of the report.
 */
#ifndef TESTS_UNIT_ANALYSIS_SAMPLE_H
#define TESTS_UNIT_ANALYSIS_SAMPLE_H
#include "analysis/findings.h"

/* A form with everything that a report can show, one with no codebook and no
 * scale, and one whose questions all depend on others. */
enum sample_form { SAMPLE_FULL, SAMPLE_BARE, SAMPLE_KINDS };
struct forms_form *sample_form(struct arena *, enum sample_form);

struct sample {
	struct forms_form	*form;
	struct forms_settings	 settings;
	struct cases_response	*r;
	size_t			 n;
	struct cases_unit	*units;
	size_t			 n_units;
	struct cases_coding	*codings;
	size_t			 n_codings;
	/* Every comment, as if somebody had allowed it; none when unread. */
	bool			 unread;
	struct analysis_quotation *allowed;
	size_t			 n_allowed;
};
/* n made-up responses; the same seed gives the same ones.  Comments are coded
 * by the form's rules. */
void	sample_make(struct sample *, struct arena *, enum sample_form,
	    size_t n, uint64_t seed);
/* Takes comments and codings from the responses as they are now. */
void	sample_units(struct sample *, struct arena *);
/* The report of the sample; settings may be NULL. */
struct report *sample_findings(struct sample *, struct arena *,
	    struct findings *, bool with_settings);
/* Every word and number of the tree, a line each, for comparing and for
 * searching. */
void	sample_print(struct buf *, const struct report *);
#endif
