/* SPDX-License-Identifier: MIT
 *
 * results.h -- what the desk's pages of results share.
 *
 * Private to survey/desk.
 */
#ifndef SURVEY_DESK_RESULTS_H
#define SURVEY_DESK_RESULTS_H
#include "analysis/analysis.h"
#include "survey/desk/private.h"

enum { RESULTS_ONLY = 2 };	/* lists to choose a group of people from */

/* What somebody wants to see, as it was sent. */
struct results {
	bool		 analyst;	/* may see exact counts, and groups; for
					   others by, only and where are "" */
	const char	*rows, *by, *only[RESULTS_ONLY], *where;
	bool		 exact;
	const char	*wrong;		/* with it; NULL */
	const struct forms_form *form;
	const struct analysis_tables *t;	/* NULL: there are none */
	const char	*group;		/* the condition; "" */
	int64_t		 together;	/* of meetings and petitions */
};
/* The form that is published now, with the versions before it that somebody
 * answered, for counting.  *form NULL: nothing is published. */
bool	results_form(struct arena *, const char *dir, struct cases *,
	    struct forms_form **form, struct err *) MUST_USE;

/* draw_results.c */
void	draw_results(struct desk_visit *, const struct results *);

void	desk_results(struct desk_visit *);
void	desk_workbook(struct desk_visit *);
#endif
