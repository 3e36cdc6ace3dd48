/* SPDX-License-Identifier: MIT
 *
 * cmd_restore.c -- `earshot restore FILE DIR`: all of a backup, or nothing.
 *
 * Everything is done in a folder beside DIR, which gets its name at the end.
 */
#include "survey/backup/backup.h"
#include "survey/expiry.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct restore {
	struct arena	 a;
	const char	*file, *dir, *list;
	bool		 anyway;
	char		*stage;		/* NULL: none, or it has its name */
	struct manifest	 m;
	int64_t		 found, erased, unsealed;
	struct messages_expired expired;
	struct err	 unexpired;	/* why it could not be done */
};

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *f)
{
	(void)st;
	(void)type;
	(void)f;
	return remove(path);
}

static void
restore_close(struct restore *r)
{
	if (r->stage != NULL)
		(void)nftw(r->stage, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	arena_free(&r->a);
}

static void
say(void *arg, bool good, const char *words)
{
	(void)arg;
	printf("%s %s\n", good ? "ok   " : "WRONG", words);
}

/* ---- is it what the manifest says? --------------------------------------------- */

static bool
counts_are(struct restore *r, struct err *e)
{
	const char *cases = path_join(&r->a, r->stage, "cases.db");
	const char *intake = path_join(&r->a, r->stage, "intake.db");
	struct intake_count v[64];
	int64_t real = 0, rehearsal = 0, sealed = 0;
	struct intake *in = NULL;
	struct cases *c = NULL;
	size_t n = LEN(v), i;
	bool ok = true;

	if (file_exists(cases))
		ok = cases_open(&c, cases, DB_READ, e) &&
		    cases_counts(c, &real, &rehearsal, e);
	cases_close(c);
	if (ok && file_exists(intake)) {
		ok = intake_open(&in, intake, DB_READ, NULL, 0, e) &&
		    intake_counts(in, v, &n, e);
		for (i = 0; ok && i < n; i++)
			sealed += v[i].n;
	}
	intake_close(in);
	return ok && ((real + rehearsal == r->m.opened &&
	    sealed == r->m.sealed) || err_set(e, ERR_INPUT, "%s: it should "
	    "have %lld sealed and %lld opened responses, and has %lld and "
	    "%lld", r->file, (long long)r->m.sealed, (long long)r->m.opened,
	    (long long)sealed, (long long)(real + rehearsal)));
}

static bool
verify(struct restore *r, struct err *e)
{
	struct verify v = { .say = say };
	char head[AUDIT_HEAD];

	if (!verify_folder(r->stage, r->m.head[0] != '\0' ? r->m.head : NULL,
	    head, &v, e))
		return false;
	if (v.found == 0 && strcmp(head, r->m.head) != 0)
		return err_set(e, ERR_INPUT, "%s: its log does not end as its "
		    "manifest says", r->file);
	r->found = v.found;
	return v.found == 0 || r->anyway || err_set(e, ERR_INPUT, "%s does "
	    "not verify, as said above, and nothing was restored. Take an "
	    "older backup; --anyway restores this one, to look at it",
	    r->file);
}

/* ---- what was withdrawn since --------------------------------------------------- */

static const struct forms_form *
form_for(void *arg, const char *hash, struct err *e)
{
	struct restore *r = arg;
	struct forms_form *f;

	return forms_load_published(&r->a, r->stage, hash, &f, e) ? f : NULL;
}

static bool
erase_again(struct restore *r, struct err *e)
{
	const char *cases = path_join(&r->a, r->stage, "cases.db");
	const char *intake = path_join(&r->a, r->stage, "intake.db");
	struct store_gone *v;
	struct cases *c = NULL;
	size_t n;
	bool ok = true;

	if (r->list == NULL)
		return true;
	if (!withdrawn_read(&r->a, r->list, &v, &n, e))
		return false;
	if (n == 0)
		return true;
	if (file_exists(intake))
		ok = intake_gone_again(intake, v, n, &r->unsealed, e);
	/* and where it is made later: what is pulled is erased then */
	ok = ok && cases_open(&c, cases, DB_CREATE, e) &&
	    cases_gone_again(c, v, n, form_for, r, &r->erased, e);
	cases_close(c);
	return ok;
}

/* Who wrote is in the copy, and its day may have come since.  A store that does not
 * verify is to be looked at as it is.  A slip in the settings is no reason to keep
 * everything else from whoever needs it back. */
static void
expire_again(struct restore *r)
{
	bool due;

	if (r->found == 0 && !expiry_run(r->stage, now_seconds(), &due,
	    &r->expired, &r->unexpired))
		r->expired = (struct messages_expired){ 0 };
}

static void
warn_unexpired(struct restore *r)
{
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_settings *s;
	struct forms_diags d;
	struct err ignored = { 0 };

	forms_diags_init(&d, &r->a);
	(void)!forms_settings_load(&r->a, r->dir, &s, &d, &ignored);
	forms_diags_print(&said, &d);
	fprintf(stderr, "\nWARNING: it is restored, but who sent messages was "
	    "not erased, even if\ntheir day has come: %s.\n%sMend that, then "
	    "run: earshot expire %s\n", d.errors > 0 ? "there is a mistake in "
	    "its settings" : r->unexpired.msg, buf_text(&said), r->dir);
}

/* ---- all of it ------------------------------------------------------------------ */

static bool
restore(struct restore *r, struct err *e)
{
	struct stat st;
	char *stage;

	if (lstat(r->dir, &st) == 0)
		return err_set(e, ERR_INPUT, "%s is there already: a backup is "
		    "restored to a new folder", r->dir);
	stage = arena_printf(&r->a, "%s.part-XXXXXX", r->dir);
	if (mkdtemp(stage) == NULL)
		return err_set(e, ERR_IO, "%s: %s", r->dir, strerror(errno));
	r->stage = stage;
	if (!backup_unpack(&r->a, r->file, stage, &r->m, e) ||
	    !counts_are(r, e) || !verify(r, e) || !erase_again(r, e))
		return false;
	expire_again(r);
	if (chmod(stage, 0755) != 0 || rename(stage, r->dir) != 0)
		return err_set(e, ERR_IO, "%s: %s", r->dir, strerror(errno));
	r->stage = NULL;
	return true;
}

static void
what_next(struct restore *r)
{
	printf("\n%s: as it was at %s, %zu files, %lld sealed and %lld opened "
	    "responses.\n", r->dir, r->m.made, r->m.n,
	    (long long)r->m.sealed, (long long)r->m.opened);
	if (r->found > 0)
		printf("It does NOT verify: keep it apart, and work with "
		    "another one.\n");
	if (r->list != NULL)
		printf("What %s names was erased again: %lld opened responses, "
		    "%lld sealed ones.\n", r->list, (long long)r->erased,
		    (long long)r->unsealed);
	else
		printf("Nothing says what was withdrawn since then: %s is not "
		    "there.\nIf there is a list beside the folder that the "
		    "backup is of (FOLDER.withdrawn),\ndelete this folder and "
		    "restore with --withdrawn FOLDER.withdrawn: otherwise what\n"
		    "people withdrew is back.\n", withdrawn_path(&r->a,
		    r->dir));
	if (r->expired.senders > 0 || r->expired.emptied > 0)
		printf("The day of erase-senders has come: %lld names and "
		    "addresses, and %lld messages\nas they came, were erased "
		    "again.\n", (long long)r->expired.senders,
		    (long long)r->expired.emptied);
	printf("Next:\n"
	    "- Put the private keys where they were: %s.\n"
	    "- Look at the dates in site.settings: `earshot amend %s` shows "
	    "what was changed.\n"
	    "- Bring the public server's newest intake.db, and pull: "
	    "withdrawals come with it.\n"
	    "- Make tables and reports again.\n",
	    place_secret_path(&r->a, r->dir, "analyst.key"), r->dir);
}

int
cmd_restore(int argc, char **argv)
{
	struct restore r CLEAN(restore_close) = { 0 };
	const struct option_spec specs[] = {
		{ "--withdrawn", &r.list, NULL }, { "--anyway", NULL, &r.anyway },
	};
	const char *words[2], *beside;
	struct err e = { 0 };
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), words, 2, &n) ||
	    n != 2)
		return usage(argv[0]);
	r.file = words[0];
	r.dir = words[1];
	beside = withdrawn_path(&r.a, r.dir);
	if (r.list == NULL && file_exists(beside))
		r.list = beside;
	if (!restore(&r, &e))
		return fail(argv[0], &e);
	what_next(&r);
	if (r.unexpired.code != ERR_NONE)
		warn_unexpired(&r);
	return 0;
}
