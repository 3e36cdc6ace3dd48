/* SPDX-License-Identifier: MIT
 *
 * cmd_check.c -- `earshot check DIR|FILE`: every mistake, with its place and
 * what to do; silence when there is none.
 */
#include "survey/survey.h"

#include <stdio.h>

int
cmd_check(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct err e = { 0 };
	const char *path;
	size_t n;
	bool ok;

	if (!options_read(argc, argv, NULL, 0, &path, 1, &n) || n != 1)
		return usage(argv[0]);
	forms_diags_init(&d, &a);
	ok = forms_check(&a, path, &d, &e);
	forms_diags_print(&out, &d);
	fputs(buf_text(&out), stderr);
	if (ok)
		return 0;
	/* The mistakes have been printed; their number adds nothing. */
	return e.code == ERR_INPUT ? 1 : fail(argv[0], &e);
}
