/* SPDX-License-Identifier: MIT
 *
 * cmd_pull.c -- `earshot pull DIR`: open sealed responses at the desk.
 */
#include "survey/backup/backup.h"
#include "survey/desk/tasks.h"
#include "survey/quotations.h"
#include "survey/survey.h"

#include <stdio.h>

/* Words of withdrawn responses stand in the file of quotations as well, and must
 * leave both: a slip in it is found while nothing has been stored yet. */
static bool
may_unquote(struct place *p, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, p->dir, "quotations.txt");
	struct quotations ignored;

	return !file_exists(path) || quotations_read(&a, path, &ignored, e) ||
	    err_wrap(e, "nothing was pulled");
}

bool
pull_once(struct place *p, const char *from, const struct seal_secret *key,
    struct cases_pull *did, struct err *e)
{
	struct versions met CLEAN(versions_close) = { .dir = p->dir,
	    .from = from };
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, from ? from : p->dir, "intake.db");
	struct intake *in = NULL;
	struct cases *c = NULL;
	bool ok;

	*did = (struct cases_pull){ 0 };
	if (!file_exists(path))
		return err_set(e, ERR_INPUT, "%s: there is nothing here yet; "
		    "no response was ever received in this folder", path);
	ok = may_unquote(p, e) &&
	    intake_open(&in, path, DB_READ, NULL, 0, e) &&
	    cases_open(&c, path_join(&a, p->dir, "cases.db"), DB_CREATE, e) &&
	    cases_pull(c, in, key, versions_form, &met, did, e) &&
	    quotations_withdrawn(p->dir, c, e) && withdrawn_keep(p->dir, c, e);
	cases_close(c);
	intake_close(in);
	return ok;
}

/* What was read is kept; what was not is named, and is not lost. */
static int
aside(const struct cases_pull *did)
{
	if (did->bad == 0)
		return 0;
	fflush(stdout);
	fprintf(stderr, "earshot pull: %lld of them could not be read, and "
	    "%s set aside%s:\n  %s\n"
	    "The others are safe in the case store. What was set aside stays "
	    "in intake.db.\nFetch intake.db again from the public server, or "
	    "take the last good copy of it,\nand pull again: what is here "
	    "already is left alone.\n", (long long)did->bad,
	    did->bad == 1 ? "was" : "were", did->bad == 1 ? "" :
	    "; the first of them", did->bad_why);
	return 3;
}

int
cmd_pull(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	const char *dir, *from = NULL, *key_path = NULL;
	const struct option_spec specs[] = {
		{ "--from", &from, NULL }, { "--key", &key_path, NULL },
	};
	struct buf news CLEAN(buf_free) = { 0 };
	struct seal_secret key;
	struct cases_pull did;
	struct err e = { 0 };
	size_t n;
	bool ok;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!place_open(&p, dir, &e))
		return fail(argv[0], &e);
	if (key_path == NULL)
		key_path = place_secret_path(&p.a, dir, "analyst.key");
	ok = seal_secret_read(key_path, &key, &e) &&
	    pull_once(&p, from, &key, &did, &e);
	seal_wipe(&key, sizeof(key));
	if (!ok)
		return fail(argv[0], &e);
	printf("%lld sealed responses: %lld new, %lld already here",
	    (long long)did.seen, (long long)did.added, (long long)did.already);
	if (did.amended > 0)
		printf(", %lld of the new ones replace an earlier answer",
		    (long long)did.amended);
	printf(".\n");
	task_news(&did, &news);
	if (news.n > 0)
		printf("%s.\nSee them: earshot tasks %s\n", news.p, dir);
	if (did.flagged > 0)
		printf("%lld of the new ones %s flagged, to be looked at: "
		    "earshot flags %s\n", (long long)did.flagged,
		    did.flagged == 1 ? "is" : "are", dir);
	if (did.erased > 0)
		printf("%lld response%s withdrawn or had answers erased. "
		    "Make the report again.\n", (long long)did.erased,
		    did.erased == 1 ? " was" : "s were");
	return aside(&did);
}
