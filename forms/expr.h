/* SPDX-License-Identifier: MIT
 *
 * expr.h -- a condition after its names were found and its types checked.
 *
 * Private to forms/.  expr.c and bind.c make these; answers.c works them out.
 * Trees are binary and at most FORMS_EXPR_DEPTH deep through brackets, but a
 * chain of `or` may be long and leans to the left.
 *
 * Truth (decision 16): a comparison with a missing answer is false, also with
 * `<>`, so a comparison never needs a third value; NOT, AND and OR are the
 * ordinary ones.  A number made from a missing answer is missing.  A field
 * counts as having an answer only when its state is FORMS_ANSWERED.
 */
#ifndef FORMS_EXPR_H
#define FORMS_EXPR_H
#include "forms/forms.h"

enum { FORMS_EXPR_DEPTH = 32 };

enum forms_expr_op {
	/* true or false */
	EXPR_CONST,	/* truth: decided while reading, e.g. `p = P3` */
	EXPR_AND,	/* left, right */
	EXPR_OR,	/* left, right */
	EXPR_NOT,	/* left */
	EXPR_IN,	/* field (ONE, SCALE) is answered and its option is one
			   of options[n]; also what `=` on a choice becomes */
	EXPR_NOT_IN,	/* field is answered and its option is none of them:
			   what `<>` on a choice becomes */
	EXPR_INCLUDES,	/* field (MANY, RANK, SHARE) is answered and one at least of
			   options[n] is ticked */
	EXPR_WROTE,	/* field (ONE, MANY): words were written in beside
			   options[0] */
	EXPR_IS,	/* the state of field is state (`is answered` is
			   FORMS_ANSWERED) */
	EXPR_EQ, EXPR_NE, EXPR_LT, EXPR_LE, EXPR_GT, EXPR_GE,
			/* left, right: numbers; false if either is missing */
	/* numbers, which may be missing */
	EXPR_NUMBER,	/* number */
	EXPR_FIELD,	/* field (NUMBER, DATE): what was answered; a date that
			   is not whole is missing */
	EXPR_PART,	/* field (SHARE): the points of options[0], 0 when others
			   have them all; (RANK): its place, from 1, missing when
			   it was given none */
	EXPR_COUNT,	/* field (MANY, RANK, SHARE): how many are ticked; 0 when blank or
			   not asked, never missing */
	EXPR_SCORE,	/* field (ONE, SCALE, MANY): forms_score() */
	EXPR_FIRST,	/* left, or right where left is missing */
	EXPR_WHEN,	/* right where the condition left holds; else missing */
	EXPR_TRUTH,	/* left is a condition: 1 or 0; from count(condition) */
	EXPR_ADD, EXPR_SUB, EXPR_MUL,
	EXPR_DIV	/* by nought: missing */
};

struct forms_expr {
	enum forms_expr_op	 op;
	const struct forms_expr	*left, *right;
	const struct forms_field *field;
	const struct forms_option **options;
	size_t			 n;
	enum forms_state	 state;
	double			 number;
	bool			 truth;
	bool			 date;	/* it counts days since 1970 */
	struct forms_span	 at;	/* where it was written */
};

/* The comparison with its sides changed over: `20 < age` is `age > 20`. */
enum forms_expr_op expr_turned(enum forms_expr_op);
/* The number that an expression comes to; false: it is missing. */
bool	expr_number(const struct forms_answers *, const struct forms_expr *,
	    double *);
/* Two numbers compared (EQ to GE), with nothing made of what sums of decimals
 * lose. */
bool	expr_compare(enum forms_expr_op, double, double);
/* The score of an option, counted from the other end where the field says
 * `reverse`; false: it has none. */
bool	expr_score(const struct forms_field *, const struct forms_option *,
	    double *);
/* Adds the rules of a page that are broken to a list of problems; its new
 * end. */
struct forms_problem **rules_problems(struct forms_answers *,
	    const struct forms_page *, struct forms_problem **tail);
/* The score of an answer: of the options that were chosen, added up; false:
 * missing. */
bool	expr_scored(const struct forms_field *, const struct forms_answer *,
	    double *out);
#endif
