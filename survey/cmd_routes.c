/* SPDX-License-Identifier: MIT
 *
 * cmd_routes.c -- `earshot routes`: the table of pages, for the browser tests.
 */
#include "survey/site/site.h"
#include "survey/survey.h"

#include <stdio.h>

int
cmd_routes(int argc, char **argv)
{
	struct buf out CLEAN(buf_free) = { 0 };

	if (argc != 1)
		return usage(argv[0]);
	site_routes_print(&out);
	fputs(buf_text(&out), stdout);
	return 0;
}
