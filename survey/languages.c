/* SPDX-License-Identifier: MIT
 *
 * languages.c -- which languages a questionnaire is served in.
 *
 * A language is open to the public when the form's words in it are open and a
 * named person has checked the program's own.  Until then it is there in
 * rehearsals alone.
 */
#include "survey/site/site.h"
#include "survey/survey.h"

#include <stdio.h>

static bool
is_checked(const char *tag)
{
	const struct locale_about *list;
	size_t i, n;

	list = locale_list(&n);
	for (i = 0; i < n; i++)
		if (strcmp(list[i].tag, tag) == 0)
			return list[i].checked;
	return false;
}

void
place_languages(struct place *p, struct site_options *o)
{
	const struct forms_form *f = p->form;
	struct site_language *all = arena_array(&p->a, struct site_language,
	    f->n_languages);
	size_t i, n = 0;

	for (i = 1; i < f->n_languages; i++) {
		const struct locale *words = locale_builtin(f->languages[i]);

		if (words == NULL) {
			fprintf(stderr, "earshot: the program has no words in "
			    "%s yet, so the questionnaire is not shown in "
			    "it\n", f->languages[i]);
			continue;
		}
		all[n++] = (struct site_language){ .words = words, .form = f,
		    .open = false && is_checked(f->languages[i]) };
	}
	o->languages = all;
	o->n_languages = n;
}
