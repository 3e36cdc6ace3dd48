/* SPDX-License-Identifier: MIT
 *
 * cmd_rehearse.c -- `earshot rehearse DIR`: made-up respondents who answer
 * the real questionnaire, page by page.
 *
 * Nothing is written straight into a table: each respondent goes through the
 * site's own handler, and their response is checked, sealed and committed as
 * any other.  Their clock runs from the opening to the close, so that the
 * report shows a whole consultation.  The same seed gives the same responses.
 */
#include "survey/rehearse/bank.h"
#include "survey/site/site.h"
#include "survey/survey.h"

#include <stdio.h>
#include <unistd.h>

static int64_t rehearsed_now;

static int64_t
rehearsal_clock(void)
{
	return rehearsed_now;
}

/* One respondent's answers: each question that their path shows. */
static void
answer_all(struct forms_answers *v, struct arena *a,
    const struct forms_form *form, struct forms_rng *rng, struct bank *bank)
{
	size_t i;

	forms_answers_init(v, a, form);
	for (i = 0; i < form->n_fields; i++)
		if (forms_shown(v, form->fields[i].show))
			forms_random_answer(v, &form->fields[i], rng,
			    bank_words, bank);
	forms_route(v);
}

/* People come in waves: more in the first days and near the close. */
static int64_t
moment(const struct forms_settings *s, struct forms_rng *rng)
{
	int64_t span = s->closes - s->opens, at;

	if (!s->has_dates || span <= 0)
		return now_seconds();
	at = (int64_t)forms_rng_below(rng, (size_t)span);
	if (forms_rng_below(rng, 100) < 30)
		at /= 6;
	else if (forms_rng_below(rng, 100) < 25)
		at = span - 1 - at / 6;
	return s->opens + at;
}

static void
progress(int64_t done, int64_t n)
{
	if (isatty(STDERR_FILENO) && (done % 20 == 0 || done == n))
		fprintf(stderr, "\r%lld of %lld%s", (long long)done,
		    (long long)n, done == n ? "\n" : "");
}

static bool
send_all(struct place *p, struct intake *in, int64_t n, uint64_t seed,
    struct err *e)
{
	struct site_options so = { .rehearsal = true, .now = rehearsal_clock };
	char reference[REFERENCE_SIZE];
	struct site *site;
	struct bank bank;
	int64_t i;

	if (!bank_read(&p->a, p->dir, &bank, e))
		return false;
	if (bank.n == 0)
		fprintf(stderr, "earshot rehearse: warning: %s has no "
		    "rehearsal/comments.txt, so nobody will write a comment\n",
		    p->dir);
	if (!site_open(&p->a, p->dir, p->form, p->settings, in, &so, &site, e))
		return false;
	for (i = 0; i < n; i++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct forms_answers v;
		struct forms_rng rng;

		forms_rng_seed(&rng, seed * 1000003 + (uint64_t)i);
		rehearsed_now = moment(p->settings, &rng);
		answer_all(&v, &a, p->form, &rng, &bank);
		if (!site_walk(site, &v, forms_rng_below(&rng, 100) < 25,
		    reference, e))
			break;
		progress(i + 1, n);
	}
	site_close(site);
	return i == n || err_wrap(e, "after %lld of %lld responses",
	    (long long)i, (long long)n);
}

static int
rehearse(struct place *p, const char *n, const char *seed)
{
	struct seal_public to[SEAL_RECIPIENTS];
	struct intake *in = NULL;
	struct err e = { 0 };
	int64_t count, number;
	bool ok;

	if (!option_number("-n", n, 1, 1000000, &count) ||
	    !option_number("--seed", seed, 0, INT64_MAX, &number))
		return 2;
	ok = place_public_keys(p, to, &e) &&
	    intake_open(&in, place_path(p, "intake.db"), DB_CREATE, to,
	    SEAL_RECIPIENTS, &e) &&
	    send_all(p, in, count, (uint64_t)number, &e);
	intake_close(in);
	if (!ok)
		return fail("rehearse", &e);
	printf("%lld made-up responses are in, marked as rehearsal.\n"
	    "Next: `earshot pull %s`, `earshot code %s`, `earshot report %s`.\n"
	    "To take them out again: `earshot rehearse %s --remove`.\n",
	    (long long)count, p->dir, p->dir, p->dir, p->dir);
	return 0;
}

static int
remove_all(struct place *p)
{
	const char *cases_path = place_path(p, "cases.db");
	struct seal_public to[SEAL_RECIPIENTS];
	int64_t sealed = 0, opened = 0;
	struct intake *in = NULL;
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	ok = place_public_keys(p, to, &e) &&
	    intake_open(&in, place_path(p, "intake.db"), DB_CREATE, to,
	    SEAL_RECIPIENTS, &e) && intake_remove_rehearsal(in, &sealed, &e);
	intake_close(in);
	if (ok && file_exists(cases_path))
		ok = cases_open(&c, cases_path, DB_WRITE, &e) &&
		    cases_remove_rehearsal(c, &opened, &e);
	cases_close(c);
	if (!ok)
		return fail("rehearse", &e);
	printf("Removed %lld sealed and %lld opened rehearsal responses.\n",
	    (long long)sealed, (long long)opened);
	return 0;
}

int
cmd_rehearse(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	const char *dir, *n = NULL, *seed = "1";
	bool take_out = false;
	const struct option_spec specs[] = {
		{ "-n", &n, NULL }, { "--seed", &seed, NULL },
		{ "--remove", NULL, &take_out },
	};
	struct err e = { 0 };
	size_t words;

	if (!options_read(argc, argv, specs, LEN(specs), &dir, 1, &words) ||
	    words != 1 || (n == NULL) == !take_out)
		return usage(argv[0]);
	if (!place_open(&p, dir, &e))
		return fail(argv[0], &e);
	return take_out ? remove_all(&p) : rehearse(&p, n, seed);
}
