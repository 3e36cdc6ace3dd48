/* SPDX-License-Identifier: MIT
 *
 * answers.h -- what the files that take answers in share.
 *
 * Private to forms/.
 */
#ifndef FORMS_ANSWERS_H
#define FORMS_ANSWERS_H
#include "forms/value.h"

/* One field being set. */
struct setting {
	struct forms_answers		*as;
	const struct forms_field	*field;
	struct forms_answer		*v;
	struct forms_answer		 before;	/* what it was */
	struct forms_problem		*p, ignored;
};

/* The first problem is the one that people are told; later ones go nowhere. */
struct forms_problem *answer_complain(struct setting *,
	    enum forms_problem_kind);
/* An option by name, or by its number where no number could be meant; NULL
 * when there is none, or when it is for staff. */
const struct forms_option *answer_option(const struct forms_question *,
	    const char *, bool by_number);
/* "None of these", or a reason why there is no answer. */
bool	answer_alone(const struct forms_option *);
/* Is there nothing in it to see? */
bool	answer_empty(const char *);
/* Only one option that says why there is no answer, and nothing beside it. */
void	answer_reason(struct setting *, const struct forms_option *);
/* The fewest and the most that may be chosen. */
void	answer_check_count(struct setting *);

/* answers_parts.c: answers that come in several parts. */
void	answer_set_rank(struct setting *, const char *const *values, size_t n);
void	answer_set_share(struct setting *, const char *const *values, size_t n);
void	answer_set_date(struct setting *, const char *const *values, size_t n);

/* answers_file.c */
void	answer_set_file(struct setting *, const char *const *values, size_t n);
#endif
