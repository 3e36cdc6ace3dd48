/* SPDX-License-Identifier: MIT
 *
 * cmd_expire.c -- `earshot expire DIR`: names and addresses of those who wrote
 * are erased when their time is over.
 */
#include "survey/expiry.h"
#include "survey/survey.h"

#include <stdio.h>

struct wish {
	const char *dir, *before, *by;
	bool dry;
};

/* "12 names and addresses, and 10 messages as they came" */
static void
say_what(const struct messages_expired *n)
{
	printf("%lld name%s and address%s, and %lld message%s as %s came.\n",
	    (long long)n->senders, n->senders == 1 ? "" : "s",
	    n->senders == 1 ? "" : "es", (long long)n->emptied,
	    n->emptied == 1 ? "" : "s", n->emptied == 1 ? "it" : "they");
}

static void
say_waiting(const struct messages_expired *n)
{
	if (n->waiting > 0)
		printf(
		    "%lld message%s still to be read, and stay%s as %s "
		    "came, sealed, until somebody\nhas decided. What came may "
		    "say who wrote it. See the page \"Messages\" of the "
		    "desk.\n",
		    (long long)n->waiting, n->waiting == 1 ? " is" : "s are",
		    n->waiting == 1 ? "s" : "",
		    n->waiting == 1 ? "it" : "they");
	if (n->confirm > 0)
		printf("%lld message%s still to be confirmed, and how %s read "
		       "stays till then: with the\nname below it, where there "
		       "is one.\n",
		    (long long)n->confirm, n->confirm == 1 ? " is" : "s are",
		    n->confirm == 1 ? "it was" : "they were");
}

static int
erase(const struct wish *w, struct cases *c, int64_t before, struct err *e)
{
	/* what was decided about today can be undone till tomorrow */
	int64_t settled = w->before != NULL ? INT64_MAX : before;
	struct messages_expired n;

	if (w->dry ? !messages_expiring(c, before, settled, &n, e)
		   : !messages_expire(c, before, settled, w->by, &n, e))
		return fail("expire", e);
	if (n.senders == 0 && n.emptied == 0)
		printf("There is nothing to erase.\n");
	else {
		printf(w->dry ? "This would erase " : "Erased ");
		say_what(&n);
	}
	say_waiting(&n);
	if (!w->dry && (n.senders > 0 || n.emptied > 0))
		printf("Backups made before this still have them: delete "
		       "those, or restore none without\nrunning this again.\n");
	return 0;
}

/* Their day is still to come. */
static int
foretell(struct cases *c, const struct forms_settings *s, struct err *e)
{
	struct messages_expired n;
	char day[11];

	if (!messages_expiring(c, s->senders, INT64_MAX, &n, e))
		return fail("expire", e);
	date_text(s->senders_day, day);
	printf("Nothing is erased before %s. Of what is here, that day will "
	       "erase ",
	    day);
	say_what(&n);
	say_waiting(&n);
	return 0;
}

static bool
settings(struct arena *a, const struct wish *w, struct forms_settings **s,
    struct err *e)
{
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	bool ok;

	forms_diags_init(&d, a);
	ok = forms_settings_load(a, w->dir, s, &d, e);
	forms_diags_print(&said, &d);
	fputs(buf_text(&said), stderr);
	return ok &&
	    ((*s)->erases_senders ||
		err_set(e, ERR_INPUT,
		    "%s/site.settings has no line `erase-senders "
		    "DATE`: write one, or "
		    "say --before DATE",
		    w->dir));
}

static int
run(const struct wish *w, const struct date *before)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, w->dir, "cases.db");
	int64_t now = now_seconds(), moment;
	struct forms_settings *s = NULL;
	struct cases *c = NULL;
	struct err e = { 0 };
	int status;

	if (before == NULL && !settings(&a, w, &s, &e))
		return fail("expire", &e);
	if (!file_exists(path)) {
		printf("No message came in yet.\n");
		return 0;
	}
	moment = uk_seconds(before != NULL ? *before : uk_date(now), 0);
	if (!cases_open(&c, path,
		w->dry || (s != NULL && now < s->senders) ? DB_READ : DB_WRITE,
		&e))
		return fail("expire", &e);
	status = s != NULL && now < s->senders ? foretell(c, s, &e)
					       : erase(w, c, moment, &e);
	cases_close(c);
	return status;
}

int
cmd_expire(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct wish w = { 0 };
	const struct option_spec specs[] = {
		{ "--before", &w.before, NULL },
		{ "--by", &w.by, NULL },
		{ "--dry-run", NULL, &w.dry },
	};
	struct date before;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &w.dir, 1, &n) ||
	    n != 1)
		return usage(argv[0]);
	if (w.by == NULL)
		w.by = own_name(&a);
	if (w.before != NULL &&
	    (!date_parse(str_of(w.before), &before) ||
		date_days(before) > date_days(uk_date(now_seconds())))) {
		fprintf(stderr,
		    "earshot expire: --before is a day like 2026-11-20, today "
		    "at the latest; `%s` is not\n", w.before);
		return 2;
	}
	return run(&w, w.before != NULL ? &before : NULL);
}
