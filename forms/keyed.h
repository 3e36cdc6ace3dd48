/* SPDX-License-Identifier: MIT
 *
 * keyed.h -- what a keyer types for an answer on paper.
 *
 * Part of forms.h.  One line a question, with the codes that are printed beside
 * the boxes:
 *
 *	one box		3
 *	several boxes	1 2 4	or 124 where no code has two digits
 *	preference,	2 0 1	what stands in the boxes, from the top down; 0
 *	points			for an empty one
 *	a number	42
 *	a date		3 6 2024, or 3/6/2024; 6 2024 or 2024 where no more is
 *			asked or known
 *	words		as they are written
 *	a box beside	/9	its code after a stroke, for a question that also
 *	those			has room to write ("I would rather not say")
 *	-		it cannot be read
 *	*		more is ticked than may be, or it does not add up
 *
 * Nothing is blank.  A file that came along is not typed.
 */
#ifndef FORMS_KEYED_H
#define FORMS_KEYED_H
#include "base/base.h"

struct forms_answers;
struct forms_answer;
struct forms_field;
struct forms_problem;

/* Sets one field; write_in: what is written on the line of an option, or NULL.
 * False: p says what is wrong with it, as forms_answer_set does. */
bool	forms_keyed(struct forms_answers *, const struct forms_field *,
	    const char *typed, const char *write_in, struct forms_problem *p)
	    MUST_USE;
/* What gives this answer when it is typed; "" for a blank one.  The words of a
 * write-in are in the answer. */
void	forms_keyed_text(struct buf *, const struct forms_field *,
	    const struct forms_answer *);
/* Are its answers codes that are printed beside boxes?  Then they are these:
 * "1 2 3 9", in the arena. */
const char *forms_keyed_codes(struct arena *, const struct forms_field *);
struct forms_paper;
/* Is a question on this paper, and keyed? */
bool	forms_keyed_asks(const struct forms_paper *, const struct forms_field *);
/* Does one of its options have a line to write on? */
bool	forms_keyed_write_in(const struct forms_field *);
#endif
