/* SPDX-License-Identifier: MIT
 *
 * language.h -- reading a form from a string, for the tests of the language.
 */
#ifndef TESTS_UNIT_FORMS_LANGUAGE_H
#define TESTS_UNIT_FORMS_LANGUAGE_H
#include "forms/forms.h"

#define HEAD	"earshot 1\nconsultation t \"Test\"\n"
#define PLAN	"earshot 1\ncodebook plan version 1 \"Plan\"\n"		\
		"kind priority \"Priority\"\nkind theme \"Theme\"\n"	\
		"priority P1 \"First\"\n  says \"We do {{this}.\"\n"	\
		"priority P2 \"Second\"\n"				\
		"theme T1 \"Sub\"\n  under P2\n  match fair* near/2 share\n"

struct reading {
	struct arena		 a;
	struct forms_diags	 d;
	struct forms_form	*f;
	struct forms_source	 v[2];
	struct buf		 said;	/* the diagnostics, printed */
};
/* The form, with the codebook above beside it. */
bool	reading_of(struct reading *, const char *form);
void	reading_done(struct reading *);
/* The diagnostics have this ID. */
bool	said(const struct reading *, const char *id);
#endif
