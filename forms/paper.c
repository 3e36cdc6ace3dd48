/* SPDX-License-Identifier: MIT
 *
 * paper.c -- the instructions that stand on a questionnaire on paper.
 */
#include "forms/expr.h"

void
forms_paper(struct arena *a, const struct forms_form *form,
    const struct forms_option *edition, struct forms_paper *out)
{
	bool *printed = arena_array(a, bool, form->n_fields);
	size_t i;

	for (i = 0; i < form->n_fields; i++)
		printed[i] = &form->fields[i] != form->edition;
	*out = (struct forms_paper){ .form = form, .edition = edition,
	    .printed = printed };
}
