/* SPDX-License-Identifier: MIT
 *
 * random.h -- what the files that make answers up share.
 *
 * Private to forms/.
 */
#ifndef FORMS_RANDOM_H
#define FORMS_RANDOM_H
#include "forms/value.h"

typedef const char *words_fn(void *, const struct forms_answers *,
    const struct forms_field *, struct forms_rng *);

/* One field that is being answered. */
struct turn {
	struct forms_answers		*as;
	const struct forms_field	*f;
	struct forms_rng		*r;
	words_fn			*words;
	void				*arg;
};
/* Options that are alike: of the ordinary ones, or of those that stand alone
 * ("none of these", a reason why there is no answer). */
struct hat { const struct forms_option *o[64]; size_t n; };

double	random_unit(struct forms_rng *);	/* 0 to 1 */
bool	random_chance(struct forms_rng *, int percent);
void	random_hat(struct hat *, const struct forms_question *, bool ordinary);

/* random_rules.c */
/* Does the answer break a rule of its page that should hold?  What is only
 * asked about is let pass half of the time. */
bool	random_breaks(const struct turn *);
/* Looks for a number or a date that breaks no rule; false: none was found, and
 * the answer is anything. */
bool	random_search(struct turn *);

/* random_kinds.c */
void	random_rank(struct turn *);
void	random_share(struct turn *);
void	random_date(struct turn *);
void	random_file(struct turn *);
/* A line that looks as its format asks. */
const char *random_line(struct turn *);
/* The rest of a postcode after its district. */
const char *random_postcode(struct turn *, const char *district);
#endif
