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

/* ---- what this version is --------------------------------------------------- */

struct how {
	bool		 replace, wording;
	const char	*why;
};

/* Nobody's answers may be left without the version that they belong to. */
static bool
may_replace(struct place *p, struct err *e)
{
	struct received r = { 0 };

	if (!count_received(p, &r, e))
		return false;
	if (r.real > 0)
		return err_set(e, ERR_INPUT, "%lld responses answer the version "
		    "that is published now, so it cannot be replaced; publish "
		    "without --replace", (long long)r.real);
	if (r.rehearsal > 0)
		printf("Note: %lld rehearsal responses answer the version "
		    "that this one replaces. Take them out with `earshot "
		    "rehearse %s --remove`.\n", (long long)r.rehearsal,
		    p->dir);
	return true;
}

static bool
may_correct(struct place *p, const struct forms_standing *s,
    const struct how *how, struct err *e)
{
	size_t i;

	if (how->why[0] == '\0')
		return err_set(e, ERR_USAGE, "say why, for the record: "
		    "--wording --why \"a slip of the pen in question 3\"");
	if (s->diff.weight == FORMS_WORDS)
		return true;
	for (i = 0; i < s->diff.n; i++) {
		const struct forms_difference *x = &s->diff.v[i];
		const char *says = x->analysts ? x->analysts : x->respondents ?
		    x->respondents : x->keyers;

		if (x->weight > FORMS_WORDS && says != NULL)
			fprintf(stderr, "  %s\n", says);
	}
	return err_set(e, ERR_INPUT, "more than words changed, as listed above,"
	    " so this is a new version: earshot publish %s", p->dir);
}

/* Prints what is wrong with the declarations, and what to paste. */
static bool
is_declared(struct place *p, const struct forms_standing *s, struct err *e)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct buf lines CLEAN(buf_free) = { 0 };
	struct forms_diags d;

	forms_diags_init(&d, &p->a);
	forms_diff_check(s->form, p->form, s->version->number, &s->diff, &d);
	if (d.errors == 0)
		return true;
	forms_diags_print(&out, &d);
	fputs(buf_text(&out), stderr);
	forms_diff_lines(p->form, s->version->number, &s->diff, &lines);
	if (lines.n > 0)
		fprintf(stderr, "\nWhat became of earlier answers is not said. "
		    "If this is right, write in the form%s:\n\n%s\n"
		    "(`split` and `merge` say that one answer became several, "
		    "or several one.)\n", s->declares ? ", below `changes`" :
		    ", at the margin", buf_text(&lines));
	return err_set(e, ERR_INPUT, "version %d is published, and people may "
	    "have answered it; nothing was changed. If nobody has: earshot "
	    "publish %s --replace", s->version->number, p->dir);
}

/* Which number it gets; false when it may not be published so. */
static bool
number_it(struct place *p, const struct forms_standing *s,
    const struct how *how, struct forms_version *as, struct err *e)
{
	as->number = s->version->number;
	if (how->replace)
		return may_replace(p, e);
	if (how->wording) {
		as->wording = s->version->wording + 1;
		return may_correct(p, s, how, e);
	}
	as->number++;
	if (s->diff.weight == FORMS_WORDS && !s->declares)
		return err_set(e, ERR_INPUT, "only words changed since version "
		    "%s. To correct them while people answer: earshot publish "
		    "%s --wording --why \"…\". (If they mean something else "
		    "now, declare it: `changes from %d`, and below it `reword "
		    "NAME meaning changed`.)", forms_version_words(&p->a,
		    s->version), p->dir, s->version->number);
	return is_declared(p, s, e);
}

static bool
publish(struct place *p, const struct how *how, struct err *e)
{
	struct forms_version as = { .number = 1, .why = how->why };
	struct forms_standing s;

	date_text(uk_date(now_seconds()), as.day);
	if (!forms_stand(&p->a, p->dir, p->form, &s, e))
		return false;
	if (s.version != NULL && s.same)
		as = *s.version;
	else if (s.version != NULL && !number_it(p, &s, how, &as, e))
		return false;
	if (!forms_publish_as(p->dir, p->form, &as, how->replace, e))
		return false;
	printf("Published %s: %zu questions on %zu pages, version %s "
	    "(%.12s).\n", p->form->name, p->form->n_fields, p->form->n_pages,
	    forms_version_words(&p->a, &as), p->form->hash);
	if (as.wording > 0 && !s.same)
		printf("This corrects the wording of version %d. Who has begun "
		    "may go on; their answers are counted together.\n",
		    as.number);
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
	struct how how = { .why = "" };
	const struct option_spec specs[] = {
		{ "--replace", NULL, &how.replace },
		{ "--wording", NULL, &how.wording },
		{ "--why", &how.why, NULL },
	};
	const char *dir;
	size_t n;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &n) ||
	    n != 1 || (how.replace && how.wording))
		return usage(argv[0]);
	if (!place_open_draft(&p, dir, &e) || !publish(&p, &how, &e))
		return fail(argv[0], &e);
	warn_of_placeholders(&p);
	return 0;
}
