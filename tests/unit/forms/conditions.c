/* SPDX-License-Identifier: MIT
 *
 * conditions.c -- tests of conditions, from their words to what they decide.
 */
#include "forms/expr.h"
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#define ASK	HEAD "use plan version 1\nscale s\n  2 yes \"Yes\" score 1\n" \
		"  1 no \"No\" score -1\n  8 dk \"?\" missing dont-know\n"    \
		"page x \"X\"\n  question c choose one \"C?\"\n"	      \
		"    1 a \"A\"\n    2 b \"B\"\n    3 d \"D\"\n"		      \
		"    net ab of a b \"AB\"\n"				      \
		"  question m choose many \"M?\"\n    1 r \"R\"\n"	      \
		"    2 g \"G\"\n  question n number 0..99 \"N?\"\n"	      \
		"  repeat p in priority\n    question q scale s \"Q?\"\n"     \
		"    question w line \"W?\"\n      show if q = no\n"	      \
		"    question only line \"O?\"\n      show if p = P2\n"	      \
		"  question z line \"Z?\"\n    show if "

struct asked { struct reading r; struct forms_answers v; };

static void
asked_done(struct asked *t)
{
	reading_done(&t->r);
}

static void
ask(struct asked *t, const char *condition)
{
	struct buf text = { 0 };

	buf_printf(&text, "%s%s\n", ASK, condition);
	ck_assert_msg(reading_of(&t->r, text.p), "%s", buf_text(&t->r.said));
	buf_free(&text);
	forms_answers_init(&t->v, &t->r.a, t->r.f);
}

static void
give(struct asked *t, const char *id, const char *one, const char *two)
{
	const char *values[2] = { one, two };
	struct forms_problem p = { 0 };

	forms_answer_set(&t->v, forms_field(t->r.f, id), values,
	    two ? 2 : 1, NULL, &p);
	ck_assert_int_eq(p.kind, FORMS_OK);
}

static bool
shown(struct asked *t, const char *id)
{
	return forms_shown(&t->v, forms_field(t->r.f, id)->show);
}

/* c = b, m = r g, n = 20, q[P1] = no, q[P2] = dk */
static bool
holds(const char *condition)
{
	struct asked t CLEAN(asked_done) = { 0 };

	ask(&t, condition);
	give(&t, "c", "b", NULL);
	give(&t, "m", "r", "g");
	give(&t, "n", "20", NULL);
	give(&t, "q[P1]", "no", NULL);
	give(&t, "q[P2]", "dk", NULL);
	return shown(&t, "z");
}

START_TEST(what_was_written_is_what_is_decided)
{
	static const char *const yes[] = { "c = b", "c <> a", "c in (a, b)",
	    "c in ab", "m includes g", "count(m) = 2", "n >= 20 and n < 21",
	    "n + 1 = 21", "2 * n - 10 = 30", "n / 4 = 5", "not (c = a)",
	    "q[P1] = no", "q[P2] is dont-know", "any(q = no)",
	    "count(q = no) = 1", "score(q[P1]) = -1", "c = d or c = b",
	    "(c = a or c = b) and n > 1", "not (c = a and n > 1)" };
	static const char *const no[] = { "c = a", "c <> b", "c in (a, d)",
	    "m includes r and c = d", "count(m) > 2", "n > 20",
	    "q[P2] = yes", "q[P2] <> yes", "every(q = no)", "any(q = yes)",
	    "score(q[P2]) < 1", "score(q[P2]) >= 1", "n / 0 > 1",
	    "c is blank", "w[P1] is answered" };
	size_t i;

	for (i = 0; i < LEN(yes); i++)
		ck_assert_msg(holds(yes[i]), "%s", yes[i]);
	for (i = 0; i < LEN(no); i++)
		ck_assert_msg(!holds(no[i]), "%s", no[i]);
}
END_TEST

START_TEST(inside_a_repeat_a_name_means_this_row)
{
	struct asked t CLEAN(asked_done) = { 0 };

	ask(&t, "c = a");
	give(&t, "q[P1]", "no", NULL);
	give(&t, "q[P2]", "yes", NULL);
	ck_assert(shown(&t, "w[P1]"));
	ck_assert(!shown(&t, "w[P2]"));
	ck_assert(!shown(&t, "only[P1]"));
	ck_assert(shown(&t, "only[P2]"));
}
END_TEST

START_TEST(the_question_about_quoting_waits_for_words)
{
	struct reading r CLEAN(reading_done);
	struct forms_answers v;
	struct forms_problem p = { 0 };
	const char *words = "Something";

	ck_assert(reading_of(&r, HEAD "page x \"X\"\n"
	    "  question a text \"A?\"\n    hint \"No names.\"\n"
	    "    quote if quote-consent = yes\n"
	    "  question b text \"B?\"\n    hint \"No names.\"\n"
	    "    quote if quote-consent = yes\n"));
	forms_answers_init(&v, &r.a, r.f);
	ck_assert(!forms_page_shown(&v, r.f->quote_consent->page));
	forms_answer_set(&v, forms_field(r.f, "b"), &words, 1, NULL, &p);
	ck_assert(forms_page_shown(&v, r.f->quote_consent->page));
}
END_TEST

START_TEST(page_group_and_question_join_their_conditions)
{
	struct reading r CLEAN(reading_done);
	struct forms_answers v;
	struct forms_problem p = { 0 };
	const char *one = "1", *two = "2";

	ck_assert_msg(reading_of(&r, HEAD "page x \"X\"\n"
	    "  question a number \"A?\"\n  question b number \"B?\"\n"
	    "page y \"Y\"\n  show if a = 1\n  group g \"G\"\n"
	    "    show if b = 2\n    question c line \"C?\"\n"
	    "    text t \"T\"\n"), "%s", buf_text(&r.said));
	forms_answers_init(&v, &r.a, r.f);
	forms_answer_set(&v, forms_field(r.f, "b"), &two, 1, NULL, &p);
	ck_assert(!forms_shown(&v, forms_field(r.f, "c")->show));
	ck_assert(forms_shown(&v, r.f->pages[1].items[2].show));
	ck_assert(!forms_page_shown(&v, &r.f->pages[1]));
	forms_answer_set(&v, forms_field(r.f, "a"), &one, 1, NULL, &p);
	ck_assert(forms_shown(&v, forms_field(r.f, "c")->show));
	ck_assert(forms_page_shown(&v, &r.f->pages[1]));
}
END_TEST

UNIT_SUITE(conditions, what_was_written_is_what_is_decided,
    inside_a_repeat_a_name_means_this_row,
    the_question_about_quoting_waits_for_words,
    page_group_and_question_join_their_conditions)
