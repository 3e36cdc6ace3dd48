/* SPDX-License-Identifier: MIT
 *
 * cmd_verify.c -- `earshot verify DIR`: is everything as it was kept?
 */
#include "survey/backup/backup.h"

#include <stdio.h>

static void
say(void *arg, bool good, const char *words)
{
	(void)arg;
	printf("%s %s\n", good ? "ok   " : "WRONG", words);
	fflush(stdout);
}

int
cmd_verify(int argc, char **argv)
{
	struct verify v = { .say = say };
	const char *dir, *since = NULL;
	const struct option_spec specs[] = { { "--since", &since, NULL } };
	char head[AUDIT_HEAD];
	struct err e = { 0 };
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!verify_folder(dir, since, head, &v, &e))
		return fail(argv[0], &e);
	if (v.found > 0) {
		printf("\n%lld finding%s. Leave everything as it is, make a "
		    "copy of the whole folder, and find\nout who could write "
		    "to it. The last backup that verifies is what to go back "
		    "to.\n", (long long)v.found, v.found == 1 ? "" : "s");
		return 1;
	}
	if (head[0] != '\0' && since == NULL)
		printf("\nNothing is wrong. Write the head down somewhere else: "
		    "`--since HEAD` then shows\nthat nothing before it was "
		    "written anew.\n");
	else
		printf("\nNothing is wrong.\n");
	return 0;
}
