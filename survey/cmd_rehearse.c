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

/* So many people in a row may find no way to the end. */
enum { PEOPLE = 5 };

static int64_t rehearsed_now;

static int64_t
rehearsal_clock(void)
{
	return rehearsed_now;
}

/* What people could not get past, and how often. */
struct stuck {
	const struct forms_problem *why[8];
	int64_t		 times[8];
	size_t		 n;
	int64_t		 people;	/* who were given up */
};

/* why is of one person's arena: what it is about is of the form. */
static void
remember(struct stuck *s, struct arena *a, const struct forms_problem *why)
{
	struct forms_problem *copy;
	size_t i;

	for (i = 0; i < s->n; i++)
		if (s->why[i]->rule == why->rule &&
		    (why->rule != NULL || s->why[i]->field == why->field))
			break;
	if (i == LEN(s->why))
		return;
	if (i == s->n) {
		copy = arena_new(a, struct forms_problem);
		*copy = *why;
		s->why[s->n++] = copy;
	}
	s->times[i]++;
}

/* The answers of one person.  Who cannot go on gives way to another; false:
 * several in a row could not. */
static bool
answer_all(struct forms_answers *v, struct arena *a, struct place *p,
    struct forms_rng *rng, struct bank *bank, struct stuck *stuck)
{
	struct forms_problem *why;
	int tries;

	for (tries = 0; tries < PEOPLE; tries++) {
		forms_answers_init(v, a, p->form);
		if (forms_random_answers(v, rng, bank_words, bank, &why))
			return true;
		remember(stuck, &p->a, why);
	}
	stuck->people++;
	return false;
}

static void
tell(const struct stuck *s, int64_t n)
{
	size_t i;

	for (i = 0; i < s->n; i++) {
		const struct forms_problem *p = s->why[i];
		bool rule = p->rule != NULL;

		fprintf(stderr, "earshot rehearse: warning: people stopped "
		    "on the page \"%s\" (%lld times); no answer was found "
		    "%s: \"%s\"\n", p->field->page->title,
		    (long long)s->times[i], rule ? "that keeps this rule" :
		    "to this question", rule ? p->rule->words :
		    p->field->words);
	}
	if (s->people > 0)
		fprintf(stderr, "earshot rehearse: warning: %lld of %lld "
		    "people found no way to the end\n",
		    (long long)s->people, (long long)n);
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

/* One person, from the first page to the last, unless they are given up. */
static bool
send_one(struct place *p, struct site *site, struct bank *bank,
    uint64_t seed, struct stuck *stuck, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char reference[REFERENCE_SIZE];
	struct forms_answers v;
	struct forms_rng rng;

	forms_rng_seed(&rng, seed);
	rehearsed_now = moment(p->settings, &rng);
	if (!answer_all(&v, &a, p, &rng, bank, stuck))
		return true;
	return site_walk(site, &v, forms_rng_below(&rng, 100) < 25,
	    reference, e);
}

/* *in_all: how many of them got through. */
static bool
send_all(struct place *p, struct intake *in, int64_t n, uint64_t seed,
    int64_t *in_all, struct err *e)
{
	struct site_options so = { .rehearsal = true, .now = rehearsal_clock };
	struct stuck stuck = { 0 };
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
		if (!send_one(p, site, &bank, seed * 1000003 + (uint64_t)i,
		    &stuck, e))
			break;
		progress(i + 1, n);
	}
	site_close(site);
	if (i < n)
		return err_wrap(e, "after %lld of %lld responses",
		    (long long)i, (long long)n);
	tell(&stuck, n);
	*in_all = n - stuck.people;
	return *in_all > 0 || err_set(e, ERR_INPUT, "nobody could answer "
	    "this questionnaire to its end; see what stopped them above");
}

static int
rehearse(struct place *p, const char *n, const char *seed)
{
	struct seal_public to[SEAL_RECIPIENTS];
	struct intake *in = NULL;
	struct err e = { 0 };
	int64_t count, number, there = 0;
	bool ok;

	if (!option_number("-n", n, 1, 1000000, &count) ||
	    !option_number("--seed", seed, 0, INT64_MAX, &number))
		return 2;
	ok = place_public_keys(p, to, &e) &&
	    intake_open(&in, place_path(p, "intake.db"), DB_CREATE, to,
	    SEAL_RECIPIENTS, &e) &&
	    send_all(p, in, count, (uint64_t)number, &there, &e);
	intake_close(in);
	if (!ok)
		return fail("rehearse", &e);
	printf("%lld made-up responses are in, marked as rehearsal.\n"
	    "Next: `earshot pull %s`, `earshot code %s`, `earshot report %s`.\n"
	    "To take them out again: `earshot rehearse %s --remove`.\n",
	    (long long)there, p->dir, p->dir, p->dir, p->dir);
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
