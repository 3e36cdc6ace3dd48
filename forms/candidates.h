/* SPDX-License-Identifier: MIT
 *
 * candidates.h -- answers that may differ for some condition; private to the
 * making of classes.
 */
#ifndef FORMS_CANDIDATES_H
#define FORMS_CANDIDATES_H
#include "forms/paths.h"

struct candidate {
	struct forms_answer	 answer;
	double			 weight;	/* where it need not be given */
	bool			 blank;		/* not where it is required */
	bool			 desk;		/* never online */
};
struct candidates { struct candidate *v; size_t n, cap; };
bool	candidates_of(struct graph *, const struct pvar *, struct candidates *)
	    MUST_USE;
#endif
