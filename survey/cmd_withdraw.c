/* SPDX-License-Identifier: MIT
 *
 * cmd_withdraw.c -- `earshot withdraw DIR REFERENCE`: a response that its
 * author wants back.
 */
#include "survey/survey.h"
#include "survey/withdrawal.h"

#include <stdio.h>

struct wish {
	const char *dir, *by, *why;
	char reference[REFERENCE_SIZE];
};

static void
say_done(const struct wish *w, const struct response_known *r)
{
	static const char *const also[] = {
		[RESPONSE_SITE] =
		    "What came sealed stays in the public "
		    "server's intake.db, where only the private keys\nopen it; "
		    "it is not taken in again.\n",
		[RESPONSE_ELSEWHERE] =
		    "The other tool may still have it: "
		    "delete it there, too. Its file does not bring it\nback "
		    "here.\n",
		[RESPONSE_SHEET] = "So are its keyings and originals. Destroy "
				   "the paper.\n",
		[RESPONSE_MESSAGE] =
		    "So are its message, who sent it, and "
		    "what repeats it. Delete it in the mailbox, too.\n",
	};

	printf("Response %s is erased, and counts nowhere any more.\n%s"
	       "Make tables, reports and exports again: those made before have "
	       "it still.\n",
	    w->reference, also[r->way]);
}

static int
run(const struct wish *w)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, w->dir, "cases.db");
	struct response_known r = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	enum withdrawn did = WITHDRAWN_NOT;
	bool found;

	if (!file_exists(path)) {
		err_set(&e, ERR_INPUT,
		    "%s: there is nothing here yet; run: "
		    "earshot pull %s",
		    path, w->dir);
		return fail("withdraw", &e);
	}
	if (cases_open(&c, path, DB_WRITE, &e) &&
	    response_find(c, w->reference, &r, &found, &e))
		did = withdrawal_run(
		    &(struct withdrawal){ .dir = w->dir,
			.c = c,
			.reference = w->reference,
			.reason = w->why,
			.by = w->by },
		    &e);
	cases_close(c);
	if (did != WITHDRAWN_NOW)
		return fail("withdraw", &e);
	say_done(w, &r);
	return 0;
}

int
cmd_withdraw(int argc, char **argv)
{
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--by", &w.by, NULL },
		{ "--why", &w.why, NULL },
	};
	const char *words[2];
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), words, 2, &n) ||
	    n != 2)
		return usage(argv[0]);
	w.dir = words[0];
	if (w.by == NULL || w.why == NULL) {
		fprintf(stderr,
		    "earshot withdraw: it needs --by NAME, who "
		    "does it, and --why TEXT, how its author asked for it, "
		    "without names\n");
		return 2;
	}
	if (!reference_read(str_of(words[1]), w.reference)) {
		fprintf(stderr,
		    "earshot withdraw: `%s` is no reference; one "
		    "looks like 4F7K-2M9Q-X3C\n",
		    words[1]);
		return 2;
	}
	return run(&w);
}
