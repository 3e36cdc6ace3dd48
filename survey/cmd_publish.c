/* SPDX-License-Identifier: MIT
 *
 * cmd_publish.c -- `earshot publish DIR`: freeze this version.
 */
#include "survey/survey.h"

#include <stdio.h>

struct received { int64_t real, rehearsal; };

static bool
count_sealed(const char *path, struct received *r, struct err *e)
{
	struct intake_count c[32];
	struct intake *in = NULL;
	size_t n = LEN(c), i;
	bool ok;

	ok = intake_open(&in, path, DB_READ, NULL, 0, e) &&
	    intake_counts(in, c, &n, e);
	for (i = 0; ok && i < n; i++)
		*(c[i].rehearsal ? &r->rehearsal : &r->real) += c[i].n;
	intake_close(in);
	return ok;
}

static bool
count_opened(const char *path, struct received *r, struct err *e)
{
	struct cases *c = NULL;
	bool ok;

	ok = cases_open(&c, path, DB_READ, e) &&
	    cases_counts(c, &r->real, &r->rehearsal, e);
	cases_close(c);
	return ok;
}

/* What has come in so far, sealed or opened: the larger of the two. */
static bool
count_received(struct place *p, struct received *r, struct err *e)
{
	const char *sealed = place_path(p, "intake.db");
	const char *opened = place_path(p, "cases.db");
	struct received a = { 0 }, b = { 0 };

	if ((file_exists(sealed) && !count_sealed(sealed, &a, e)) ||
	    (file_exists(opened) && !count_opened(opened, &b, e)))
		return false;
	r->real = a.real > b.real ? a.real : b.real;
	r->rehearsal = a.rehearsal > b.rehearsal ? a.rehearsal : b.rehearsal;
	return true;
}

/* Another version than the one that people have answered?  Answers to two
 * versions cannot stand in one report yet, so this must be meant. */
static bool
may_replace(struct place *p, bool replace, struct err *e)
{
	struct received r = { 0 };
	struct str current;
	const char *path = place_path(p, "published/current");

	if (!file_exists(path))
		return true;
	if (!file_read(&p->a, path, 256, &current, e))
		return false;
	if (current.n >= 64 && memcmp(current.p, p->form->hash, 64) == 0)
		return true;
	if (!count_received(p, &r, e))
		return false;
	if (r.real > 0 && !replace)
		return err_set(e, ERR_INPUT, "%lld responses answer the version "
		    "that is published now. Answers to two versions cannot "
		    "stand in one report yet, so nothing was changed. To "
		    "publish the new version all the same: earshot publish %s "
		    "--replace", (long long)r.real, p->dir);
	if (r.rehearsal > 0)
		printf("Note: %lld rehearsal responses answer the version "
		    "before this one. Take them out with `earshot rehearse %s "
		    "--remove`.\n", (long long)r.rehearsal, p->dir);
	return true;
}

/* The starter's own contacts must not reach the public. */
static void
warn_of_placeholders(const struct place *p)
{
	static const char *const starter[] = { "@example.", "01632 960",
	    "EXAMPLE" };
	const struct forms_settings *s = p->settings;
	size_t i, k;

	for (i = 0; i < s->n_contacts; i++)
		for (k = 0; k < LEN(starter); k++)
			if (strstr(s->contacts[i].words, starter[k]) != NULL) {
				fprintf(stderr, "earshot publish: warning: "
				    "site.settings still has the starter's %s "
				    "contact, \"%s\"; change it before people "
				    "see it\n", s->contacts[i].kind,
				    s->contacts[i].words);
				break;
			}
	if (!s->has_dates)
		fprintf(stderr, "earshot publish: warning: site.settings does "
		    "not say when the consultation opens and closes\n");
}

int
cmd_publish(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	struct err e = { 0 };
	bool replace = false;
	const struct option_spec specs[] = { { "--replace", NULL, &replace } };
	const char *dir;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!place_open_draft(&p, dir, &e) || !may_replace(&p, replace, &e) ||
	    !forms_publish(dir, p.form, &e))
		return fail(argv[0], &e);
	warn_of_placeholders(&p);
	printf("Published %s: %zu questions on %zu pages, version %.12s.\n",
	    p.form->name, p.form->n_fields, p.form->n_pages, p.form->hash);
	return 0;
}
