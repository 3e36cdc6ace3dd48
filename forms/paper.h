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

struct locale;
struct paper {
	struct arena		*a;
	const struct forms_form	*form;
	const struct locale	*lo;		/* of the words */
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

/* ---- paper_words.c ------------------------------------------------------ */

#define PAPER	"on paper"	/* the context of these words */
struct locale_place;
const char *paper_fill(struct paper *, const char *words,
	    const struct locale_place *, size_t n);
/* Words with {number} in them. */
const char *paper_number(struct paper *, const char *pattern,
	    const char *number);
/* “Yes”, “No” or “answer 3” */
const char *paper_labels(struct paper *, const struct forms_option *const *,
	    size_t n);
extern const char *const paper_ticked, *const paper_not_ticked,
	    *const paper_ticked_other, *const paper_not_ticked_other,
	    *const paper_answered, *const paper_not_answered,
	    *const paper_left_empty, *const paper_gave_place,
	    *const paper_not_gave_place, *const paper_gave_points,
	    *const paper_not_gave_points;

/* ---- paper_say.c, paper_atom.c, paper_compare.c ------------------------------------------- */

/* What goes on after "if": "you ticked Carer at question 3".  NULL: no short
 * words can say it, and *why has the reason. */
const char *paper_say(struct paper *, const struct conds *, const char **why);
/* "question 5", "questions 5 and 6", "questions 5 to 9". */
const char *paper_questions(struct paper *, const struct forms_field *first,
	    const struct forms_field *last, size_t n);

/* One thing to look up: the words before and after the number of the
 * question. */
struct atom {
	const char	*before, *after;
	bool		 negative;	/* "you did not …" */
};
/* Of a pattern in which {questions} is left for the numbers.  True. */
bool	paper_atom_words(struct paper *, struct atom *, bool negative,
	    const char *pattern, const struct locale_place *, size_t n);
bool	paper_plain(struct paper *, struct atom *, bool negative,
	    const char *pattern);
bool	paper_about(struct paper *, struct atom *, bool negative,
	    const char *pattern, const char *answers);
/* The reasons that can be ticked, of one kind or (ANSWERED) of any. */
size_t	paper_reasons(struct paper *, const struct forms_question *,
	    enum forms_state, const struct forms_option ***out);
bool	paper_compare(struct paper *, const struct forms_expr *,
	    const struct forms_field *, bool not, struct atom *) MUST_USE;
/* A condition on one question, or its opposite; false: *why. */
bool	paper_atom(struct paper *, const struct forms_expr *,
	    const struct forms_field *, bool not, struct atom *,
	    const char **why) MUST_USE;
#endif
