/* SPDX-License-Identifier: MIT
 *
 * cmd_backup.c -- `earshot backup DIR FILE`: the whole folder in one file.
 */
#include "survey/backup/backup.h"

#include <stdio.h>

/* What was withdrawn up to now goes on the list as well. */
static bool
keep_list(struct arena *a, const char *dir, struct err *e)
{
	const char *path = path_join(a, dir, "cases.db");
	struct cases *c = NULL;
	bool ok;

	if (!file_exists(path))
		return true;
	ok = cases_open(&c, path, DB_READ, e) && withdrawn_keep(dir, c, e);
	cases_close(c);
	return ok;
}

int
cmd_backup(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *words[2];
	struct backup_done done;
	struct err e = { 0 };
	size_t n;

	if (!options_read(argc, argv, NULL, 0, words, 2, &n) || n != 2)
		return usage(argv[0]);
	if (!keep_list(&a, words[0], &e) ||
	    !backup_make(&a, words[0], words[1], &done, &e))
		return fail(argv[0], &e);
	printf("%s: %zu files, %lld sealed and %lld opened responses, "
	    "%.1f MB.\n", words[1], done.m.n, (long long)done.m.sealed,
	    (long long)done.m.opened, (double)done.bytes / 1e6);
	if (*done.m.head != '\0')
		printf("The head of its log: %s\n", done.m.head);
	printf("No private key is in it. Without one nobody can read what is "
	    "sealed: keep the\nfiles of %s, or the printed recovery "
	    "sheet, in another place.\n",
	    place_secret_path(&a, words[0], ""));
	if (*done.m.head != '\0')
		printf("The answers that were opened are in it, and can be "
		    "read: keep it on an encrypted\ndisk, and delete it when "
		    "it is no longer needed. Keep the newest copy of\n%s "
		    "with it, if there is one: it names what was\nwithdrawn "
		    "since.\n", withdrawn_path(&a, words[0]));
	return 0;
}
