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
struct candidate *candidate_add(struct graph *, struct candidates *,
	    enum forms_state, double weight);
void	candidate_option(struct graph *, struct candidates *,
	    const struct forms_option *, double weight);
/* candidates_rank.c: does a number in this comparison speak of the option? */
bool	candidates_mention(const struct forms_expr *,
	    const struct forms_option *);
/* candidates_rank.c, candidates_share.c; false: too many. */
bool	candidates_rank(struct graph *, const struct pvar *,
	    struct candidates *) MUST_USE;
bool	candidates_share(struct graph *, const struct pvar *,
	    struct candidates *) MUST_USE;
bool	candidates_of(struct graph *, const struct pvar *, struct candidates *)
	    MUST_USE;
#endif
