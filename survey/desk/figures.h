/* SPDX-License-Identifier: MIT
 *
 * figures.h -- what has come in so far, as the desk knows it.
 *
 * Private to survey/desk.  A thread of the desk's own fetches answers from the
 * site's store and counts, at the start and then every minute, so that no page
 * waits for either.
 */
#ifndef SURVEY_DESK_FIGURES_H
#define SURVEY_DESK_FIGURES_H
#include "analysis/analysis.h"
#include "survey/desk/private.h"

enum { FIGURES_DAYS = 14 };

/* Answers to a question beside how many people there are of each. */
struct figures_reach {
	const struct forms_population *population;
	const char	*words;		/* of the question */
	int64_t		 base;		/* who chose one of these answers */
	bool		 hidden;	/* too few to show */
	struct figures_share {
		const char	*words;
		bool		 hidden;
		int		 percent;	/* of the base */
		int		 expected;	/* of the people */
	}		*v;
	size_t		 n;
};

/* Of one moment; only at moves on, while nothing else would change. */
struct figures {
	struct arena	 a;
	int64_t		 at;		/* seconds since 1970 */
	struct cases_arrivals in;
	int64_t		 days[FIGURES_DAYS];	/* the last is that of at */
	struct date	 first;			/* the first of them */
	struct figures_reach *reach;
	size_t		 n_reach;
	bool		 whole;		/* the log is as it was written */
	const char	*why;		/* not NULL: it could not be counted */
};
/* Counts what is in the folder; never NULL. */
struct figures *figures_count(const char *dir);
void	figures_free(struct figures *);		/* NULL is fine */

/* What the desk's thread did last. */
struct fetched {
	bool		 fetches;	/* it has a key, and tries to */
	const char	*why_not;	/* it does not; NULL */
	int64_t		 at;		/* when it last looked; 0: not yet */
	const char	*failed;	/* the last time, because of this; NULL */
	int64_t		 aside;		/* answers that could not be read */
	const char	*unerased;	/* names and addresses are still here,
					   because of this; NULL */
};
bool	fetch_start(struct desk *, const struct desk_source *, struct err *)
	    MUST_USE;
void	fetch_stop(struct desk *);
/* Asks for it to be done anew, and waits a few seconds for that. */
void	fetch_now(struct desk *);
void	fetch_soon(struct desk *);		/* the same without waiting */
/* Waits for the first count.  Until fetch_unlock nothing of both changes. */
void	fetch_lock(struct desk *, const struct figures **, struct fetched *);
void	fetch_unlock(struct desk *);

/* draw_figures.c: the panels of the home. */
void	draw_figures(struct desk_visit *, const struct figures *);

void	desk_refresh(struct desk_visit *);
#endif
