/* SPDX-License-Identifier: MIT
 *
 * agree_private.h -- what the files of agree share.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_AGREE_PRIVATE_H
#define ANALYSIS_AGREE_PRIVATE_H
#include "analysis/agree.h"

struct agree_value agree_known(double);
struct agree_value agree_unknown(enum agree_why);
/* top / bottom; bottom 0: unknown, why. */
struct agree_value agree_share(double top, double bottom, enum agree_why);

/* ---- agree_index.c: values as numbers 0, 1, 2 ... ------------------------- */

enum { AGREE_MISSING = -1 };
/* Units that fewer than two coded are not in it. */
struct agree_index {
	size_t		units, coders, n;	/* n different values */
	const size_t	*coded;			/* [units] by how many: >= 2 */
	const double	*value;			/* [n] in order; NULL: sets */
	const int	*at;			/* [units * coders] */
	const double	*distance;		/* [n * n]; NULL: from values */
	double		*margin;		/* [n], filled by agree_margins */
	/* How often each unit was drawn; NULL: each once. */
	const unsigned	*times;
	/* Of sets too many for a table of distances: their bits. */
	const uint64_t	*const *set;
	size_t		words;
};
void	agree_index_matrix(struct arena *, const struct agree_matrix *,
	    struct agree_index *);
void	agree_index_sets(struct arena *, const struct agree_codings *,
	    struct agree_index *);
/* Does the coder have the code?  0 and 1 for two values. */
void	agree_index_code(struct arena *, const struct agree_codings *,
	    size_t code, struct agree_index *);

static inline double
agree_times(const struct agree_index *x, size_t unit)
{
	return x->times == NULL ? 1 : (double)x->times[unit];
}
/* Counts how often each value was used; returns the sum. */
double	agree_margins(const struct agree_index *);

/* ---- agree.c, agree_alpha.c ------------------------------------------------- */

struct agree_value agree_statistic(const struct agree_index *,
	    enum agree_stat);
struct agree_value agree_alpha(const struct agree_index *, enum agree_stat);

/* ---- agree_draw.c: the bootstrap -------------------------------------------- */

struct agree_drawing {
	size_t		units, rounds, round;
	uint64_t	state;
	unsigned	*times;			/* [units] of this round */
};
void	agree_drawing_start(struct arena *, size_t units,
	    const struct agree_draws *, struct agree_drawing *);
/* Draws once more; false when all rounds are done. */
bool	agree_drawing_next(struct agree_drawing *);

struct agree_sample { double *v; size_t n; };	/* what rounds gave */
void	agree_sample_start(struct arena *, const struct agree_draws *,
	    struct agree_sample *);
/* Unknown values are left out. */
void	agree_sample_add(struct agree_sample *, struct agree_value);
/* Sorts the sample. */
struct agree_range agree_sample_range(struct agree_sample *,
	    const struct agree_draws *, struct agree_value estimate);
#endif
