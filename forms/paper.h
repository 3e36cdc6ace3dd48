/* SPDX-License-Identifier: MIT
 *
 * paper.h -- from conditions to what a person with a pen is told.
 *
 * Private to forms/.  paper_cond.c makes of a condition what can be seen on
 * paper; paper_say.c puts it into words; paper.c sets the lines between the
 * questions; paper_proof.c compares them with the routing online.
 */
#ifndef FORMS_PAPER_H
#define FORMS_PAPER_H
#include "forms/paths.h"

struct conds { const struct forms_expr **v; size_t n, cap; };

struct paper {
	struct arena		*a;
	const struct forms_form	*form;
	const struct forms_option *edition;
	struct forms_answers	 blank;		/* lent to whoever tries an
						   answer */
	struct map		 fixed;		/* by condition: its place */
	const struct forms_expr	**fixes;
	size_t			 n_fixes, cap_fixes;
};

/* ---- paper_cond.c ------------------------------------------------------- */

/* The condition in this edition. */
const struct forms_expr *paper_edition(struct paper *,
	    const struct forms_expr *);
/* And as it can be seen on paper: there an empty question is empty, asked or
 * not, and nobody calls their own hand illegible. */
const struct forms_expr *paper_seen(struct paper *, const struct forms_expr *);
/* Splits at `and`; without what always holds. */
void	paper_split(struct paper *, const struct forms_expr *, struct conds *);
bool	paper_same(const struct forms_expr *, const struct forms_expr *);
bool	paper_never(const struct forms_expr *);
/* The one question it asks about; NULL: none or several. */
const struct forms_field *paper_sole(const struct forms_expr *);
/* Does it hold when this is the answer, and every other is missing? */
bool	paper_holds(struct paper *, const struct forms_expr *,
	    const struct forms_field *, enum forms_state,
	    const struct forms_option *);
const struct forms_expr *paper_join(struct arena *, enum forms_expr_op,
	    const struct forms_expr *, const struct forms_expr *);
const struct forms_expr *paper_not(struct arena *, const struct forms_expr *);
/* `is blank` as it is seen on paper; NULL: it is something else. */
const struct forms_field *paper_empty(const struct forms_expr *);

/* ---- paper_say.c, paper_atom.c ------------------------------------------- */

/* What goes on after "if": "you ticked Carer at question 3".  NULL: no short
 * words can say it, and *why has the reason. */
const char *paper_say(struct paper *, const struct conds *, const char **why);
/* "question 5", "questions 5 and 6", "questions 5 to 9". */
const char *paper_questions(struct arena *, const struct forms_field *first,
	    const struct forms_field *last, size_t n);

/* One thing to look up: the words before and after the number of the
 * question. */
struct atom {
	const char	*before, *after;
	bool		 negative;	/* "you did not …" */
};
/* A condition on one question, or its opposite; false: *why. */
bool	paper_atom(struct paper *, const struct forms_expr *,
	    const struct forms_field *, bool not, struct atom *,
	    const char **why) MUST_USE;
#endif
