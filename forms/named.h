/* SPDX-License-Identifier: MIT
 *
 * named.h -- the names that `changes` uses, found in a form.
 *
 * Private to forms/.
 */
#ifndef FORMS_NAMED_H
#define FORMS_NAMED_H
#include "forms/forms.h"

struct named {
	const struct forms_question *q;		/* a question, or one with o */
	const struct forms_scale *scale;	/* or a scale, with o */
	const struct forms_option *o;
	const struct forms_entity *row;		/* or a row of the codebook */
};
bool	named_find(const struct forms_form *, const char *name, struct named *);
/* The question with this name, or NULL. */
const struct forms_question *named_question(const struct forms_form *,
	    const char *name);
/* Its first field. */
const struct forms_field *named_field(const struct forms_form *,
	    const char *name);
/* "did you mean `capacity.carer`?", or "". */
const char *named_nearest(struct arena *, const struct forms_form *,
	    const char *name);
/* What this name is called after the renames; name itself when it stays.
 * named_now also follows the question of an answer. */
const char *named_into(const struct forms_changes *, const char *name);
const char *named_now(struct arena *, const struct forms_changes *,
	    const char *name);
#endif
