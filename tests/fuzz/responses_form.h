/* SPDX-License-Identifier: MIT
 *
 * responses_form.h -- the questionnaire of the fuzzers of imports.
 */
#ifndef TESTS_FUZZ_RESPONSES_FORM_H
#define TESTS_FUZZ_RESPONSES_FORM_H
#include "forms/forms.h"

#include <stdlib.h>

static const struct forms_form *
responses_form(void)
{
	static const char text[] = "earshot 1\n\n"
	    "consultation plan \"A plan\"\n"
	    "  owner     \"A council\"\n"
	    "  languages en cy\n"
	    "  accept    online\n\n"
	    "scale view\n  1 good \"Good\"\n  2 bad \"Bad\"\n"
	    "  8 dont-know \"Do not know\" missing dont-know\n\n"
	    "page one \"One\"\n\n"
	    "  question who choose one \"Who?\"\n    required\n"
	    "    1 me \"Me\"\n    9 other \"Other\" write-in\n\n"
	    "  question job line \"Job?\"\n    show if who = other\n\n"
	    "  question topics choose up to 2 \"Topics?\"\n"
	    "    1 home \"Home, day and night\"\n    2 roads \"Roads\"\n"
	    "    8 else \"Else\" write-in\n    9 none \"None\" exclusive\n\n"
	    "  grid grade scale view \"How are they?\"\n"
	    "    row buses \"Buses\"\n    row trams \"Trams\"\n\n"
	    "  question age number 0..120 \"Age?\"\n\n"
	    "  question when date \"When?\"\n\n"
	    "  question order rank \"Which first?\"\n"
	    "    1 up \"Up\"\n    2 down \"Down\"\n\n"
	    "  question points share 10 \"Points?\"\n"
	    "    1 red \"Red\"\n    2 blue \"Blue\"\n\n"
	    "  question more text \"More?\"\n";
	static const struct forms_source src = { "plan.form", { text,
	    sizeof(text) - 1 } };
	static struct arena a;
	static struct forms_form *f;
	struct forms_diags d;

	forms_diags_init(&d, &a);
	if (f == NULL && !forms_read(&a, &src, 1, &f, &d))
		abort();
	return f;
}
#endif
