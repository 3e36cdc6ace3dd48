/* SPDX-License-Identifier: MIT
 *
 * tables.h -- counts and cross-tables for staff, with the small counts hidden
 * as the report hides them, or exact.
 *
 * Part of analysis.h, which includes it.
 */
#ifndef ANALYSIS_TABLES_H
#define ANALYSIS_TABLES_H
#include "forms/forms.h"
#include "store/store.h"

/* The rules of small numbers: a count from 1 to small - 1 and a group of fewer
 * people than group are hidden, and a percent needs a base of percent. */
struct analysis_rules { int small, group, percent; };
extern const struct analysis_rules analysis_rules;

struct analysis_count {
	bool		 hidden;	/* n and percent say nothing then */
	int64_t		 n;
	int		 percent;	/* of the group's base, rounded half up
					   from the counts; -1: too small */
};
struct analysis_line {			/* an answer, or several together */
	const struct forms_option *option;	/* NULL: a net */
	const char	*name, *words;
	struct analysis_count *v;	/* one for each group */
};
struct analysis_group {
	const struct forms_option *option;	/* NULL: [0], everybody; or the
						   last: no answer to `by` */
	const char	*name, *words;
	bool		 shown;		/* false: all of it is hidden */
	int64_t		 base;		/* people who answered */
};
struct analysis_missing { enum forms_state state; const char *words;
	int64_t n; };
struct analysis_table {
	const struct forms_field *rows, *by;	/* by NULL: counts alone */
	const char	*why;		/* not NULL: nothing is shown, because
					   of this; then no lines, no groups */
	const char	*base;		/* whom the base of [0] is */
	bool		 several;	/* one person may be in several lines */
	struct analysis_group *groups;
	size_t		 n_groups;
	struct analysis_line *lines;
	size_t		 n_lines;
	struct analysis_line *nets;
	size_t		 n_nets;
	bool		 says_missing;	/* false: it may not be said, or there
					   are groups */
	struct analysis_missing *missing;	/* not in the base */
	size_t		 n_missing;
	bool		 any_hidden, any_absent;
};
struct analysis_tables {
	const struct forms_form *form;
	bool		 exact;
	int64_t		 responses;	/* that count */
	int64_t		 rehearsal;	/* of them made up */
	int64_t		 left_out;	/* not among them */
	bool		 within;	/* there is a condition; */
	struct analysis_count matching;	/* so many meet it */
	struct analysis_table *v;
	size_t		 n;
};

struct analysis_wish {
	const struct forms_form *form;	/* with the versions before it */
	const struct forms_field *rows;	/* NULL: each closed question */
	const struct forms_field *by;	/* NULL: none */
	const struct forms_expr *where;	/* of form; NULL: everybody */
	bool		 exact;		/* hide nothing: for staff alone.  Then
					   answers that are not for publication
					   are counted too. */
};
/* Do people choose among answers?  Only such a question can be tabulated. */
bool	analysis_closed(const struct forms_question *);
/* ERR_INPUT: rows is not closed, by does not take one answer, or an equality
 * answer that the form stores apart would be counted beside another.  Where rows
 * is NULL, questions of the other kind than by and where are left out then.  Lives
 * in the arena. */
bool	analysis_tables(struct arena *, struct cases *,
	    const struct analysis_wish *, struct analysis_tables **,
	    struct err *) MUST_USE;
#endif
