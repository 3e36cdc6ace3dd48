/* SPDX-License-Identifier: MIT
 *
 * tables_private.h -- while tables for staff are made.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_TABLES_PRIVATE_H
#define ANALYSIS_TABLES_PRIVATE_H
#include "analysis/findings.h"

struct maker {
	struct arena	*a;
	struct findings	*f;		/* what the report hides */
	const struct cases_response *r;
	size_t		 n;
	const struct forms_field *by;	/* NULL: no groups */
	const struct forms_expr *where;	/* NULL: everybody */
	bool		*in;		/* who meets it */
	bool		 exact;
	const char	*secret_group;	/* why no groups can be shown; NULL */
};

bool	tables_one(const struct forms_question *);
struct analysis_count tables_count(int64_t n, int64_t base, bool hidden);
/* The lines of a table, one for each answer that stays in the base. */
struct analysis_line *tables_lines(struct maker *, struct analysis_table *,
	    size_t n_groups);
/* Makes the tables of n responses. */
void	tables_make(struct arena *, const struct analysis_wish *,
	    const struct cases_response *, size_t n, struct analysis_tables *);

/* ---- tables_exact.c: nothing is hidden or withheld ----------------------- */

/* Counts those who meet the condition; of a group: NULL everybody, or those
 * who chose this answer of m->by. */
void	tables_tally(struct maker *, const struct forms_field *,
	    const struct forms_option *group, struct tally *);
int64_t	tables_net(struct maker *, const struct forms_field *,
	    const struct forms_net *);
void	tables_cross_exact(struct maker *, struct analysis_table *,
	    const struct tally *all);

/* ---- tables_cross.c: with what is small hidden --------------------------- */

void	tables_cross(struct maker *, struct analysis_table *);
#endif
