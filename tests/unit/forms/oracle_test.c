/* SPDX-License-Identifier: MIT
 *
 * oracle_test.c -- the routing, the paper and what is said of all paths, beside
 * an interpreter that shares nothing with them.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/oracle.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

enum { FORMS = 600, PEOPLE = 40, ALL_MAX = 60000 };

struct tally {
	size_t	 fields, undecided, papers, alike, gaps, words;
	bool	 torn;		/* a control: the last line before a question
				   is missing on the paper */
};

/* ---- one person -------------------------------------------------------------- */

static void
set(struct forms_answers *as, const struct oracle *f, int i,
    const struct o_given *g)
{
	static const char *const names[] = { "a", "b", "c", "d" };
	const char *values[4];
	char text[3][12];
	struct forms_problem p;
	enum o_type t = i < O_QS ? f->q[i].type : O_LINE;
	size_t n = 0;
	int k, place;

	if (g->v == O_BLANK)
		t = O_TYPES;
	for (k = 0; (t == O_ONE || t == O_MANY) && k < 4; k++)
		if (g->ticks >> k & 1)
			values[n++] = names[k];
	for (place = 1; t == O_RANK && place < 4; place++)
		for (k = 0; k < 3; k++)
			if (g->at[k] == place)
				values[n++] = names[k];
	for (k = 0; t == O_SHARE && k < 3; k++) {
		snprintf(text[k], sizeof(text[k]), "%s=%d", names[k],
		    g->at[k]);
		values[n++] = text[k];
	}
	if (t == O_NUMBER || t == O_DATE)
		snprintf(text[0], sizeof(text[0]), t == O_DATE ?
		    "2024-01-0%d" : "%d", g->number);
	if (t == O_NUMBER || t == O_DATE)
		values[n++] = text[0];
	if (t == O_LINE)
		values[n++] = "x";
	forms_answer_set(as, &as->form->fields[i], values, n, g->wrote ? "w" :
	    NULL, &p);
	ck_assert_msg(p.kind == FORMS_OK, "question %d, problem %d", i,
	    (int)p.kind);
}

static void
anybody(struct oracle *f, struct o_given *v)
{
	struct o_given all[20];
	int i, n;

	for (i = 0; i < oracle_fields(f); i++) {
		n = oracle_answers(f, i, all);
		v[i] = oracle_below(f, 5) == 0 ? (struct o_given){ O_BLANK, 0,
		    0, { 0 }, false } : all[oracle_below(f, n)];
	}
}

/* Leaves what is not required where that was drawn, and takes the first answer
 * otherwise; and what is not asked is none. */
static void
route(struct oracle *f, const struct o_given *would, struct o_given *v)
{
	struct o_given all[20];
	int i;

	memset(v, 0, O_FIELDS * sizeof(*v));
	for (i = 0; i < oracle_fields(f); i++) {
		if (!oracle_shows(f, v, i))
			continue;
		v[i] = would[i];
		if (v[i].v == O_BLANK && oracle_required(f, v, i)) {
			(void)oracle_answers(f, i, all);
			v[i] = all[0];
		}
	}
}

/* The states of the answers, with the reason why there is none. */
static bool
states_alike(struct oracle *f, struct arena *a, const struct forms_form *form)
{
	static const enum forms_state states[] = { FORMS_NOT_ASKED,
	    FORMS_BLANK, FORMS_DONT_KNOW, FORMS_ANSWERED };
	struct o_given would[O_FIELDS], v[O_FIELDS] = { 0 };
	struct forms_answers as;
	int i;

	forms_answers_init(&as, a, form);
	anybody(f, would);
	for (i = 0; i < oracle_fields(f); i++)
		set(&as, f, i, &would[i]);
	forms_route(&as);
	for (i = 0; i < oracle_fields(f); i++) {
		if (oracle_shows(f, v, i))
			v[i] = would[i];
		if (as.v[i].state != states[v[i].v])
			return false;
	}
	return f->rule == NULL || !forms_page_shown(&as, &form->pages[1]) ||
	    forms_rule_fails(&as, &form->pages[1].rules[0]) ==
	    oracle_rule_broken(f, v);
}

/* ---- paper ------------------------------------------------------------------- */

static struct forms_paper
torn(const struct forms_paper *p)
{
	struct forms_paper out = *p;

	while (out.n_lines > 0 && out.lines[out.n_lines - 1].kind !=
	    FORMS_PAPER_ONLY)
		out.n_lines--;
	out.n_lines -= out.n_lines > 0;
	return out;
}

/* On this path: the first question where paper and website part; -1: none. */
static int
parts_at(struct oracle *f, const struct forms_paper *p, struct arena *a,
    const struct o_given *v, bool *understood, bool *more)
{
	bool by_words[O_FIELDS], by_lines[O_FIELDS];
	struct forms_answers as;
	int i;

	forms_answers_init(&as, a, p->form);
	for (i = 0; i < oracle_fields(f); i++)
		if (v[i].v != O_NOT_ASKED)
			set(&as, f, i, &v[i]);
	forms_paper_follow(p, &as, by_lines);
	*understood = oracle_read(f, p, v, by_words);
	for (i = 0; i < oracle_fields(f); i++)
		if (by_words[i] != by_lines[i])
			*understood = false;
	for (i = 0; i < oracle_fields(f); i++)
		if (by_words[i] != (v[i].v != O_NOT_ASKED)) {
			*more = by_words[i];
			return i;
		}
	return -1;
}

static bool
agreement_alike(struct oracle *f, const struct forms_paths *p, struct arena *a,
    struct tally *t)
{
	const struct forms_agreement *g = &p->papers[0];
	struct forms_paper paper = t->torn ? torn(&g->paper) : g->paper;
	struct o_given would[O_FIELDS], v[O_FIELDS];
	bool understood = true, more = false, ok = true;
	int i, at;

	for (i = 0; i < PEOPLE; i++) {
		anybody(f, would);
		route(f, would, v);
		at = oracle_rule_broken(f, v) ? -1 : parts_at(f, &paper, a,
		    v, &understood, &more);
		ok &= understood;
		if (at >= 0)
			ok &= g->fields[at] == (more ? FORMS_AGREE_MORE :
			    FORMS_AGREE_FEWER) || (g->fields[at] ==
			    FORMS_AGREE_MORE && !more) || g->fields[at] ==
			    FORMS_AGREE_UNDECIDED;
	}
	t->papers++;
	t->alike += g->differ + g->undecided == 0;
	t->gaps += g->paper.n_gaps > 0;
	t->words += g->paper.n_lines;
	t->undecided += g->undecided;
	return ok;
}

/* ---- every path -------------------------------------------------------------- */

struct found { bool yes[O_FIELDS], no[O_FIELDS]; };

static void
all(struct oracle *f, struct o_given *v, int i, struct found *out)
{
	struct o_given answers[20];
	int k, n;

	if (i == O_QS) {
		if (oracle_rule_broken(f, v))
			return;
		for (k = 0; k < oracle_fields(f); k++)
			*(oracle_shows(f, v, k) && (k >= O_QS ||
			    v[k].v != O_NOT_ASKED) ? &out->yes[k] :
			    &out->no[k]) = true;
		return;
	}
	if (!oracle_shows(f, v, i)) {
		all(f, v, i + 1, out);
		return;
	}
	n = oracle_answers(f, i, answers);
	for (k = oracle_required(f, v, i) ? 0 : -1; k < n; k++) {
		v[i] = k < 0 ? (struct o_given){ .v = O_BLANK } : answers[k];
		all(f, v, i + 1, out);
	}
	v[i] = (struct o_given){ 0 };
}

static bool
few_enough(const struct oracle *f)
{
	struct o_given answers[20];
	double n = 1;
	int i;

	for (i = 0; i < O_QS; i++)
		n *= oracle_answers(f, i, answers) + 1;
	return n <= ALL_MAX;
}

static bool
reach_alike(struct oracle *f, const struct forms_paths *p, struct tally *t)
{
	struct found o = { 0 };
	struct o_given v[O_FIELDS] = { 0 };
	bool ok = true;
	int i;

	if (!few_enough(f))
		return true;
	all(f, v, 0, &o);
	for (i = 0; i < oracle_fields(f); i++) {
		enum forms_reach r = p->fields[i].reach;

		t->fields++;
		t->undecided += r == FORMS_REACH_UNDECIDED;
		ok &= r == (o.yes[i] && o.no[i] ? FORMS_REACH_SOMETIMES :
		    o.yes[i] ? FORMS_REACH_ALWAYS : FORMS_REACH_NEVER) ||
		    (!o.yes[i] && !o.no[i]);	/* no path keeps the rule */
	}
	return ok;
}

/* ---- forms ------------------------------------------------------------------- */

static bool
agree(struct oracle *f, uint64_t seed, struct tally *t)
{
	static const char *const accept[] = { "online", "online paper" };
	bool ok[3] = { true, true, true };
	struct buf text CLEAN(buf_free) = { 0 };
	struct forms_paths p;
	int i, k;

	oracle_make(f, seed);
	for (k = 0; k < 2; k++) {
		struct reading r CLEAN(reading_done) = { 0 };

		buf_clear(&text);
		oracle_text(f, &text, accept[k]);
		ck_assert_msg(reading_of(&r, buf_text(&text)), "%s%s",
		    buf_text(&text), buf_text(&r.said));
		forms_paths(&r.a, r.f, NULL, &p);
		if (k == 0)
			ok[0] = reach_alike(f, &p, t);
		for (i = 0; k == 0 && i < PEOPLE; i++)
			ok[1] &= states_alike(f, &r.a, r.f);
		if (k == 1)
			ok[2] = agreement_alike(f, &p, &r.a, t);
	}
	if (!(ok[0] && ok[1] && ok[2]) && !f->wrong && !t->torn)
		fprintf(stderr, "seed %llu: reach %d, states %d, paper %d\n%s",
		    (unsigned long long)seed, ok[0], ok[1], ok[2],
		    buf_text(&text));
	return ok[0] && ok[1] && ok[2];
}

START_TEST(website_paper_and_proofs_are_what_the_form_means)
{
	static struct oracle f;
	struct tally t = { 0 };
	uint64_t seed;

	for (seed = 1; seed <= FORMS; seed++)
		ck_assert(agree(&f, seed, &t));
	printf("oracle: %d forms, %zu questions on every path, %zu not "
	    "decided; %zu lines on paper, alike in %zu of %zu, no short words "
	    "in %zu\n", FORMS, t.fields, t.undecided, t.words, t.alike,
	    t.papers, t.gaps);
}
END_TEST

/* The control: an interpreter that is wrong about `not` of a missing answer. */
START_TEST(a_wrong_interpreter_is_caught)
{
	static struct oracle f;
	struct tally t = { 0 };
	size_t caught = 0;
	uint64_t seed;

	f.wrong = true;
	for (seed = 1; seed <= 100; seed++)
		caught += !agree(&f, seed, &t);
	ck_assert_uint_gt(caught, 10);
}
END_TEST

START_TEST(a_line_that_is_missing_on_paper_is_caught)
{
	static struct oracle f;
	struct tally t = { .torn = true };
	size_t caught = 0;
	uint64_t seed;

	for (seed = 1; seed <= 100; seed++)
		caught += !agree(&f, seed, &t);
	ck_assert_uint_gt(caught, 20);
}
END_TEST

UNIT_SUITE(oracle, website_paper_and_proofs_are_what_the_form_means,
    a_wrong_interpreter_is_caught,
    a_line_that_is_missing_on_paper_is_caught)
