/* SPDX-License-Identifier: MIT
 *
 * letters.h -- comments that are made up from lists of words: organised campaigns
 * with everything that people do to their letters, and much else.
 */
#ifndef TESTS_BENCH_LETTERS_H
#define TESTS_BENCH_LETTERS_H
#include "analysis/analysis.h"

enum letter_kind {
	/* of a campaign */
	LETTER_SAME,		/* but for spaces, capitals and punctuation */
	LETTER_NAMES,		/* another greeting, name, place, a few words */
	LETTER_ORDER,		/* paragraphs in another order */
	LETTER_ADDED,		/* a paragraph more */
	LETTER_LONG,		/* own paragraphs, longer than the template */
	LETTER_DROPPED,		/* without some sentences */
	LETTER_MIXED,		/* names, order, dropped and added at once */
	LETTER_PART,		/* one or two paragraphs alone */
	/* of none */
	LETTER_NEAR,		/* somebody's own letter on a campaign's subject */
	LETTER_QUOTES,		/* the same, with one sentence of the campaign's */
	LETTER_ORDINARY,	/* one word to a few sentences */
	LETTER_STOCK,		/* "nothing", "n/a" */
	LETTER_KINDS
};
extern const char *const letter_kinds[LETTER_KINDS];

struct letters {
	struct arena	 a;
	struct analysis_comment *v;
	uint8_t		*campaign;	/* from 1; 0: none */
	uint8_t		*kind;
	size_t		 n, campaigns;
};
/* n comments: two in five are of campaigns (of which the first is the largest, the
 * second half as large, the third a third), one in ten is somebody's own letter on
 * the same subjects, one in ten says nothing.  The same for the same seed. */
void	letters_make(struct letters *, size_t n, size_t campaigns, uint64_t seed);
void	letters_free(struct letters *);
#endif
