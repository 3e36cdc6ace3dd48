/* SPDX-License-Identifier: MIT
 *
 * cmd_check.c -- `earshot check DIR|FILE`: every mistake, with its place and
 * what to do; silence when there is none.
 */
#include "survey/survey.h"

#include <stdio.h>

static int
explain(struct arena *a, const char *id)
{
	const char *page = forms_explain(a, id);

	if (page != NULL) {
		fputs(page, stdout);
		return 0;
	}
	fprintf(stderr, "earshot check: there is no message %s; a message "
	    "ends with its own, as in [E204]\n", id);
	return 2;
}

int
cmd_check(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct err e = { 0 };
	const char *path, *id = NULL;
	bool json = false, paths = false, ok;
	const struct option_spec specs[] = {
		{ "--explain", &id, NULL }, { "--json", NULL, &json },
		{ "--paths", NULL, &paths },
	};
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &path, 1, &n))
		return usage(argv[0]);
	if (id != NULL && n == 0 && !json && !paths)
		return explain(&a, id);
	if (id != NULL || n != 1 || (json && paths))
		return usage(argv[0]);
	if (paths)
		return check_paths(path);
	forms_diags_init(&d, &a);
	ok = forms_check(&a, path, &d, &e);
	if (!ok && e.code != ERR_INPUT)
		return fail(argv[0], &e);
	if (json) {
		forms_diags_json(&out, &d);
		printf("%s\n", buf_text(&out));
	} else {
		forms_diags_print(&out, &d);
		fputs(buf_text(&out), stderr);
	}
	/* The mistakes have been printed; their number adds nothing. */
	return ok ? 0 : 1;
}
