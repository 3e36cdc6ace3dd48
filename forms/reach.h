/* SPDX-License-Identifier: MIT
 *
 * reach.h -- what the walk along all paths keeps; private to reach.c and
 * reach_slots.c.
 */
#ifndef FORMS_REACH_H
#define FORMS_REACH_H
#include "forms/paths.h"

/* So many questions are always tried, however much else there was. */
enum { REACH_SMALL = 12 };

/* The first two slots stay false and true: most questions are always shown,
 * and never required. */
enum slot_kind { SLOT_FIXED, SLOT_OF_FIELD, SLOT_EVENT, SLOT_TARGET,
	SLOT_RULE };
/* What was settled is neither. */
enum { SETTLED = NODE_MISSING };
struct slot {
	enum slot_kind	 kind;
	size_t		 i;
	uint32_t	 node;
	size_t		 begin, end;	/* questions, by their place in order;
					   end is the last */
};

struct state {
	uint32_t	*left;		/* of each slot that is on */
	uint32_t	 back;		/* the last answer; in run->steps */
	double		 share;		/* of online respondents */
	struct sums	 sums;
};
struct step { uint32_t before; const struct pvar *v; size_t class; };

struct layer {
	struct arena	 a;
	struct state	*v;
	size_t		 n, cap;
	uint32_t	*table;
	size_t		 size;
};

struct run {
	struct graph	*g;
	struct job	*job;
	struct arena	*results;
	struct slot	*slots;
	size_t		 n_slots, cap_slots;
	struct step	*steps;		/* [0] is the start */
	size_t		 n_steps, cap_steps;
	size_t		 budget;
	struct layer	 now, next;
	size_t		*on, n_on;	/* slots, before this question */
	size_t		*then, n_then;	/* and after it: */
	size_t		*from;		/* where each stood; SIZE_MAX: new */
	size_t		*place;		/* of each slot among those on */
	size_t		*coming;	/* slots in the order of begin */
	size_t		 n_coming, at_coming;
	uint32_t	*packed;	/* room for one state */
};

/* Mentions and builds everything; false: it is too much. */
bool	slots_prepare(struct run *) MUST_USE;
/* Which slots are on before this question, and where each of them stood among
 * those that are on before the one before. */
void	slots_open(struct run *, size_t question);
#endif
