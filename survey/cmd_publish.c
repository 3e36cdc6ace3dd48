/* SPDX-License-Identifier: MIT
 *
 * cmd_publish.c -- `earshot publish DIR`: freeze this version.
 */
#include "survey/survey.h"

#include <stdio.h>

int
cmd_publish(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	struct err e = { 0 };
	const char *dir;
	size_t n;

	if (!options_read(argc, argv, NULL, 0, &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!place_open_draft(&p, dir, &e) ||
	    !forms_publish(dir, p.form, &e))
		return fail(argv[0], &e);
	printf("Published %s: %zu questions on %zu pages, version %.12s.\n",
	    p.form->name, p.form->n_fields, p.form->n_pages, p.form->hash);
	return 0;
}
