/* SPDX-License-Identifier: MIT
 *
 * tabulate.h -- counting answers, and hiding small counts.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_TABULATE_H
#define ANALYSIS_TABULATE_H
#include "analysis/analysis.h"

/* The rules of small numbers; each is printed in the report. */
enum {
	SMALL = 5,		/* a breakdown never shows a count from 1 to
				   SMALL - 1 */
	ROW_BASE = 10,		/* nor a group with fewer people than this */
	PERCENT_BASE = 20	/* a percent needs a base of this at least */
};

enum { N_STATES = FORMS_SEVERAL + 1 };

/* ---- one question ----------
 * Every response is in exactly one place: base, or missing by its state, or
 * withheld (its author did not agree to this answer being published).  So
 * base + the missing + withheld = all. */
struct tally {
	const struct forms_field *field;
	const struct forms_option *options;
	size_t		 n_options;
	int64_t		*n;		/* per option, chosen by so many; those
					   that give a missing reason too */
	int64_t		 base;		/* FORMS_ANSWERED */
	int64_t		 missing[N_STATES];
	int64_t		 withheld;
	int64_t		 all;
};
/* ONE, MANY, SCALE: people choose among options. */
bool	tally_closed(const struct forms_question *);
const struct forms_option *tally_options(const struct forms_question *,
	    size_t *n);
/* Counts one answer. */
void	tally_add(struct tally *, const struct forms_answer *);
/* Which of q's options o is; n_options when it is none. */
size_t	tally_index(const struct tally *, const struct forms_option *o);
/* Counts the field over r[n]; in (NULL: everybody) says who belongs to the
 * group.  Numbers and texts have no options; base still counts them. */
void	tally_field(struct arena *, const struct forms_field *,
	    const struct cases_response *r, size_t n, const bool *in,
	    struct tally *);
/* Respondents in the group whose answer is in the net; each counts once. */
int64_t	tally_net(const struct forms_field *, const struct forms_net *,
	    const struct cases_response *r, size_t n, const bool *in);
const struct forms_net *tally_nets(const struct forms_question *, size_t *n);
/* The respondent's answer, when it is one and may be counted in public. */
const struct forms_answer *tally_answer(const struct cases_response *,
	    const struct forms_field *);
/* True when the respondent said that their words may be quoted. */
bool	tally_consent(const struct cases_response *);

/* ---- hiding small counts ----------
 * A table whose rows and columns add up is a set of numbers that flow from
 * node to node: what comes into a node goes out again.  A number that the
 * reader does not see can be worked out exactly when no loop of other unseen
 * numbers runs through it: only along such a loop could people be moved
 * without changing anything that the reader sees.  (This is the audit of
 * two-way tables by cycles: Gusfield, "A graph theoretic approach to
 * statistical data security", SIAM J. Comput. 17 (1988).)  The loops used here
 * keep to whole people, and the reader is taken to know the rules: that a
 * hidden count is at least 1. */
enum flow_state {
	FLOW_SHOWN,
	FLOW_HIDDEN,		/* printed as [c]; readers know it is not 0 */
	FLOW_ABSENT		/* not in the table at all; could be 0 */
};
struct flow {
	size_t		 from, to;	/* nodes */
	int64_t		 n;
	enum flow_state	 state;
	bool		 guard;		/* must not be worked out when unseen,
					   nor shown when 1 to SMALL - 1 */
	bool		 fixed;		/* may not be hidden */
	int64_t		 high;		/* the reader knows it is at most this;
					   0: knows nothing */
};
/* True when a reader can work out f[i], which is not shown. */
bool	suppress_known(const struct flow *f, size_t n, size_t nodes, size_t i);
/* Hides small guarded counts, then others until none can be worked out,
 * taking small ones first.  False: that cannot be done without hiding a fixed
 * one; the states are then unfinished. */
bool	suppress(struct flow *, size_t n, size_t nodes);
/* For a list that adds up to a known total: which are hidden.  When even the
 * whole list cannot be protected, all of it is. */
void	suppress_list(struct arena *, const int64_t *v, size_t n, bool *hidden);
/* The same where readers know v[open] from elsewhere: it is not hidden.  False:
 * the others cannot be protected then; all are hidden. */
bool	suppress_list_but(struct arena *, const int64_t *v, size_t n,
	    size_t open, bool *hidden);

/* ---- a question by groups ----------
 * The groups are the answers to another question that takes one answer.  With
 * apart (an option: "on behalf of an organisation") all others are also
 * summed as one row. */
enum cross_kind { CROSS_ALL, CROSS_REST, CROSS_APART, CROSS_GROUP,
	CROSS_UNSTATED };
struct cross_row {
	enum cross_kind	 kind;
	const struct forms_option *group;	/* NULL: ALL, REST, UNSTATED */
	struct tally	 t;
	int64_t		*n;		/* per column */
	bool		 shown;
	bool		 known;		/* its size is told elsewhere: APART */
	bool		*hidden;	/* per column: print [c] */
	bool		 whole;		/* shown, and nothing in it is hidden */
};
struct cross {
	struct cross_row *v;
	size_t		 n, n_columns;
	bool		 any_hidden;	/* a shown row has a [c] */
	bool		 any_absent;	/* a group with people is not shown */
};
/* f and by take one answer (ONE or SCALE).  column (per option of f, or NULL:
 * each its own) puts answers together: below n_columns, or anything where the
 * option gives a missing reason.
 * skip (per option of by, or NULL): groups whose size is hidden elsewhere. */
void	cross_make(struct arena *, const struct forms_field *f,
	    const size_t *column, size_t n_columns,
	    const struct forms_field *by, const struct forms_option *apart,
	    const bool *skip, const struct cases_response *r, size_t n,
	    struct cross *);
/* The same where readers know that everybody is in one of the groups: nobody
 * could hide among those who did not say. */
void	cross_make_known(struct arena *, const struct forms_field *f,
	    const struct forms_field *by, const struct cases_response *r,
	    size_t n, struct cross *);
#endif
