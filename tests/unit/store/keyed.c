/* SPDX-License-Identifier: MIT
 *
 * keyed.c -- tests that an answer keyed from paper is stored as it is online,
 * for made-up people who between them come to every set of questions.
 */
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <stdlib.h>

enum { STEADY = 4000, MOST = 20000 };

static const char *
words(void *arg, const struct forms_answers *as, const struct forms_field *f,
    struct forms_rng *rng)
{
	static const char *const said[] = { "Yes", "The nurse came at 3, thanks",
	    "પેલિએટિવ", "don't know", "1 2 3", "- never", "*** no", "a/b" };

	(void)as;
	if (*(const bool *)arg)
		return NULL;		/* somebody who writes nothing */
	if (f->q->format == FORMS_EMAIL)
		return "ann@example.org";
	if (f->q->format == FORMS_PHONE)
		return "0116 496 0000";
	if (f->q->format == FORMS_LINK)
		return "https://www.example.org/";
	if (f->q->format == FORMS_TIME)
		return "10:30";
	return said[forms_rng_below(rng, LEN(said))];
}

static void
encode(struct buf *b, const struct forms_answers *as)
{
	struct store_meta m = { .channel = "paper", .lang = "en",
	    .day = "2024-06-03" };

	memcpy(m.form, as->form->hash, sizeof(m.form));
	buf_clear(b);
	store_encode(as, &m, b);
}

/* What somebody wrote, as it stands on paper, keyed. */
static void
key(struct arena *a, const struct forms_answers *online,
    struct forms_answers *keyed)
{
	const struct forms_form *form = online->form;
	struct buf b CLEAN(buf_free) = { 0 };
	struct forms_problem p;
	size_t i;

	forms_answers_init(keyed, a, form);
	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *f = &form->fields[i];

		buf_clear(&b);
		forms_keyed_text(&b, f, &online->v[i]);
		ck_assert_msg(forms_keyed(keyed, f, buf_text(&b),
		    online->v[i].write_in, &p), "%s: \"%s\" is problem %d",
		    f->id, buf_text(&b), (int)p.kind);
	}
	forms_route(keyed);
}

/* Which questions were asked, as a number. */
static uint64_t
asked(const struct forms_answers *as)
{
	uint8_t h[32];
	uint64_t n;
	char *set = calloc(as->form->n_fields + 1, 1);
	size_t i;

	for (i = 0; i < as->form->n_fields; i++)
		set[i] = as->v[i].state == FORMS_NOT_ASKED ? '0' : '1';
	seal_hash(h, NULL, 0, set, as->form->n_fields);
	memcpy(&n, h, sizeof(n));
	free(set);
	return n;
}

static bool
is_new(uint64_t **seen, size_t *n, uint64_t set)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if ((*seen)[i] == set)
			return false;
	*seen = realloc(*seen, (*n + 1) * sizeof(**seen));
	(*seen)[(*n)++] = set;
	return true;
}

static void
try_form(const char *dir)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf online CLEAN(buf_free) = { 0 }, paper CLEAN(buf_free) = { 0 };
	struct forms_form *form;
	struct forms_diags d;
	struct forms_rng rng;
	struct err e = { 0 };
	uint64_t *sets = NULL;
	size_t n = 0, people = 0, since = 0;

	forms_diags_init(&d, &a);
	ck_assert_msg(forms_load(&a, dir, &form, &d, &e), "%s: %s", dir,
	    e.msg);
	forms_rng_seed(&rng, 5);
	for (; since < STEADY && people < MOST; people++, since++) {
		struct arena one CLEAN(arena_free) = { 0 };
		struct forms_answers as, keyed;
		struct forms_problem *why;
		bool silent = people % 4 == 3;
		size_t i;

		forms_answers_init(&as, &one, form);
		if (!forms_random_answers(&as, &rng, words, &silent,
		    &why))
			continue;
		for (i = 0; i < form->n_fields; i++)	/* no files on paper */
			if (form->fields[i].q->type == FORMS_FILE)
				as.v[i] = (struct forms_answer){
				    .state = FORMS_BLANK };
			/* A dash means that it cannot be read. */
			else if (as.v[i].text != NULL &&
			    strcmp(as.v[i].text, "-") == 0)
				as.v[i].text = "None";
		forms_route(&as);
		if (is_new(&sets, &n, asked(&as)))
			since = 0;
		key(&one, &as, &keyed);
		encode(&online, &as);
		encode(&paper, &keyed);
		ck_assert_msg(strcmp(buf_text(&online), buf_text(&paper)) == 0,
		    "%s, person %zu:\n%s\n%s", dir, people, buf_text(&online),
		    buf_text(&paper));
	}
	printf("%s: %zu people, %zu sets of questions, each stored alike\n",
	    dir, people, n);
	free(sets);
}

START_TEST(paper_and_online_give_the_same_response)
{
	static const char *const dirs[] = { "examples/eol-2024",
	    "examples/day-services", "examples/budget",
	    "examples/network-audit", "examples/programme-registry",
	    "examples/easy-read", "examples/workforce" };

	try_form(dirs[_i]);
}
END_TEST

/* A slip in what is kept would be seen. */
START_TEST(an_answer_that_is_keyed_otherwise_is_stored_otherwise)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	struct forms_form *form;
	struct forms_diags d;
	struct forms_answers as;
	struct forms_problem p;
	const struct forms_field *f;
	struct err e = { 0 };

	forms_diags_init(&d, &a);
	ck_assert(forms_load(&a, "examples/eol-2024", &form, &d, &e));
	f = forms_field(form, "agree[P3]");
	forms_answers_init(&as, &a, form);
	ck_assert(forms_keyed(&as, f, "5", NULL, &p));
	encode(&one, &as);
	ck_assert(forms_keyed(&as, f, "4", NULL, &p));
	encode(&two, &as);
	ck_assert_str_ne(buf_text(&one), buf_text(&two));
}
END_TEST

START_TEST(what_a_keyer_may_type)
{
	static const struct { const char *field, *typed; bool ok;
	    enum forms_state state; } some[] = {
	    { "agree[P3]", "5", true, FORMS_ANSWERED },
	    { "agree[P3]", " 5 ", true, FORMS_ANSWERED },
	    { "agree[P3]", "", true, FORMS_BLANK },
	    { "agree[P3]", "-", true, FORMS_ILLEGIBLE },
	    { "agree[P3]", "*", true, FORMS_SEVERAL },
	    { "agree[P3]", "8", true, FORMS_DONT_KNOW },
	    { "agree[P3]", "7", false, FORMS_BLANK },
	    { "agree[P3]", "5 4", false, FORMS_BLANK },
	    { "agree[P3]", "x", false, FORMS_BLANK },
	    { "ambitions", "1 3", true, FORMS_ANSWERED },
	    { "ambitions", "13", true, FORMS_ANSWERED },
	    { "ambitions", "1,3", true, FORMS_ANSWERED },
	    { "ambitions", "19", false, FORMS_BLANK },
	    { "why[P3]", "/9 is not a code here", true, FORMS_ANSWERED },
	    { "why[P3]", "-", true, FORMS_ILLEGIBLE } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_form *form;
	struct forms_diags d;
	struct err e = { 0 };
	size_t i;

	forms_diags_init(&d, &a);
	ck_assert(forms_load(&a, "examples/eol-2024", &form, &d, &e));
	for (i = 0; i < LEN(some); i++) {
		const struct forms_field *f = forms_field(form,
		    some[i].field);
		struct forms_answers as;
		struct forms_problem p;

		ck_assert_msg(f != NULL, "%s", some[i].field);
		forms_answers_init(&as, &a, form);
		ck_assert_msg(forms_keyed(&as, f, some[i].typed, NULL, &p) ==
		    some[i].ok, "%s: \"%s\"", some[i].field, some[i].typed);
		if (some[i].ok)
			ck_assert_msg(as.v[f->index].state == some[i].state,
			    "%s: \"%s\" is %s", some[i].field, some[i].typed,
			    forms_state_name(as.v[f->index].state));
	}
}
END_TEST

Suite *
keyed_suite(void)
{
	Suite *s = suite_create("keyed");
	TCase *t = tcase_create("keyed");

	tcase_set_timeout(t, 120);
	tcase_add_loop_test(t, paper_and_online_give_the_same_response, 0, 7);
	tcase_add_test(t, an_answer_that_is_keyed_otherwise_is_stored_otherwise);
	tcase_add_test(t, what_a_keyer_may_type);
	suite_add_tcase(s, t);
	return s;
}
