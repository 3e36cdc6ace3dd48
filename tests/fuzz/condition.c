/* SPDX-License-Identifier: MIT
 *
 * condition.c -- fuzz the conditions that somebody gives about a form: what is
 * taken can be worked out, and what is not says why.
 */
#include <stdlib.h>

#include "forms/forms.h"

static const char text[] =
"earshot 1\n"
"consultation small \"Small\"\n"
"scale sure\n"
"  1 yes \"Yes\" score 2\n"
"  2 no \"No\" score 0\n"
"page one \"One\"\n"
"  question a choose one \"A?\"\n"
"    1 x \"X\"\n"
"    2 y \"Y\" write-in\n"
"    9 rather-not \"Rather not\" missing prefer-not\n"
"  question b choose many \"B?\"\n"
"    1 x \"X\"\n"
"    2 y \"Y\"\n"
"  question n number 0..9 \"N?\"\n"
"  question d date \"D?\"\n"
"  question s share 10 \"S?\"\n"
"    1 x \"X\"\n"
"    2 y \"Y\"\n"
"  grid g scale sure \"G\"\n"
"    row r \"R\"\n"
"    row t \"T\"\n"
"value v = score(g[r]) + n \"V\"\n";

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const struct forms_source form = { "small.form",
	    { text, sizeof(text) - 1 } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_source given = { "given",
	    { arena_strn(&a, (const char *)p, n), n } };
	struct buf said CLEAN(buf_free) = { 0 };
	const struct forms_expr *x;
	struct forms_answers as;
	struct forms_diags d;
	struct forms_form *f;

	forms_diags_init(&d, &a);
	if (!forms_read(&a, &form, 1, &f, &d))
		abort();
	if (forms_condition(&a, f, &given, &x, &d) != (d.errors == 0) ||
	    (x == NULL) != (d.errors > 0))
		abort();
	forms_diags_print(&said, &d);
	if (x == NULL)
		return 0;
	forms_answers_init(&as, &a, f);
	(void)forms_shown(&as, x);
	forms_route(&as);
	(void)forms_shown(&as, x);
	return 0;
}
