/* SPDX-License-Identifier: MIT
 *
 * field.h -- what the files that draw questions share.
 *
 * Private to survey/site.
 */
#ifndef SURVEY_SITE_FIELD_H
#define SURVEY_SITE_FIELD_H
#include "survey/site/private.h"

struct drawing {
	struct visit		*v;
	const struct forms_field *f;
	const struct forms_answer *a;
	const struct forms_problem *p;	/* NULL: none here */
	const char		*id;	/* "f3" */
	const char		*describes;	/* ids, for aria-describedby */
	const char		*words;	/* of the question, as said here */
	bool			 required;
	const struct locale	*page;	/* what is around it is in */
};

/* Words of the form, as they are said to this person. */
const char *drawing_said(const struct drawing *, const char *);
void	drawing_hint(struct drawing *);
/* The problem with this field, or with the box beside its write-in option. */
void	drawing_error(struct drawing *, bool write_in);
void	drawing_described(struct drawing *);
/* Adds an id to what the box is described by. */
void	drawing_describe(struct drawing *, const char *id);
/* The fieldset with words, hint and error, open. */
void	drawing_fieldset(struct drawing *);
/* What was sent under a name of this field, where it is shown again because of
 * a problem; else NULL. */
const char *drawing_sent(const struct drawing *, const char *name);
/* Ordinary options: not for staff, not a reason nor "none of these". */
bool	field_ordinary(const struct forms_option *);

/* field_hint.c: how to answer; "" when there is nothing to say. */
const char *field_limit_words(const struct drawing *);
/* field_choice.c */
void	draw_choice(struct drawing *);
void	draw_rating(struct drawing *);
/* Answers that may stand instead of a typed one, below it. */
void	draw_instead(struct drawing *);
/* The box for words beside an option. */
void	draw_write_in(struct drawing *, const struct forms_option *);
/* field_typed.c */
void	draw_typed(struct drawing *);
/* field_parts.c */
void	draw_date(struct drawing *);
void	draw_rank(struct drawing *);
void	draw_share(struct drawing *);
void	draw_file(struct drawing *);
#endif
