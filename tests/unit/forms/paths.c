/* SPDX-License-Identifier: MIT
 *
 * paths.c -- tests of what is known about all paths through a form.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <math.h>

#define YES_NO	"    1 yes \"Yes\"\n    2 no \"No\"\n"

struct walked { struct reading r; struct forms_paths p; };

static void
walked_done(struct walked *w)
{
	reading_done(&w->r);
}

static void
walk(struct walked *w, const char *text)
{
	ck_assert_msg(reading_of(&w->r, text), "%s", buf_text(&w->r.said));
	forms_paths(&w->r.a, w->r.f, &w->r.d, &w->p);
}

static enum forms_reach
reach(const struct walked *w, const char *id)
{
	return w->p.fields[forms_field(w->r.f, id)->index].reach;
}

START_TEST(questions_pages_and_minutes_are_counted)
{
	struct walked w CLEAN(walked_done) = { 0 };

	walk(&w, HEAD "page x \"X\"\n  question a choose one \"Ten words "
	    "are one two three four five six seven\"\n    required\n" YES_NO
	    "page y \"Y\"\n  show if a = yes\n"
	    "  question b line \"Why?\"\n  question c line \"How?\"\n"
	    "    required\n");
	ck_assert_double_eq(w.p.whole.shortest.questions, 1);
	ck_assert_double_eq(w.p.whole.shortest.pages, 1);
	ck_assert_double_eq(w.p.whole.longest.questions, 3);
	ck_assert_double_eq(w.p.whole.longest.pages, 2);
	ck_assert_double_eq_tol(w.p.whole.typical.questions, 2, 1e-9);
	ck_assert_double_eq_tol(w.p.whole.typical.pages, 1.5, 1e-9);
	/* 13 words at 200 a minute, 5 seconds to choose, 3 to turn a page;
	 * then 3 words, one text of 12 seconds and one of 2 or 12 */
	ck_assert_double_eq_tol(w.p.whole.shortest.minutes * 60,
	    13 * .3 + 5 + 3, 1e-9);
	ck_assert_double_eq_tol(w.p.whole.longest.minutes * 60,
	    13 * .3 + 5 + 3 + 3 * .3 + 3 + 24, 1e-9);
	ck_assert_double_eq_tol(w.p.whole.typical.minutes * 60,
	    13 * .3 + 5 + 3 + (3 * .3 + 3 + 12 + 7) / 2, 1e-9);
	ck_assert(w.p.exact);
}
END_TEST

START_TEST(the_shortest_path_skips_what_may_be_skipped)
{
	struct walked w CLEAN(walked_done) = { 0 };

	walk(&w, HEAD "page x \"X\"\n  question a line \"A?\"\n"
	    "include equality version 2021 after check-answers\n"
	    "  skippable\n");
	ck_assert_double_eq(w.p.whole.shortest.questions, 1);
	ck_assert_double_eq(w.p.main.longest.questions, 1);
	ck_assert_double_eq(w.p.equality.shortest.questions, 8);
	ck_assert_double_eq(w.p.equality.longest.questions, 10);
	ck_assert_double_eq(w.p.whole.longest.questions, 11);
	ck_assert_uint_eq(w.p.undecided, 0);
}
END_TEST

/* A sheet of paper cannot insist. */
START_TEST(on_paper_a_required_question_may_be_left_blank)
{
	static const char *const rest = "page x \"X\"\n  question a line "
	    "\"A?\"\n    required\n  question b line \"B?\"\n"
	    "    show if a is answered\n";
	struct walked online CLEAN(walked_done) = { 0 };
	struct walked paper CLEAN(walked_done) = { 0 };
	struct buf text CLEAN(buf_free) = { 0 };

	buf_printf(&text, HEAD "%s", rest);
	walk(&online, buf_text(&text));
	ck_assert_int_eq(reach(&online, "b"), FORMS_REACH_ALWAYS);
	ck_assert(said(&online.r, "W721"));
	buf_clear(&text);
	buf_printf(&text, HEAD "  accept online paper\n%s", rest);
	walk(&paper, buf_text(&text));
	ck_assert_int_eq(reach(&paper, "b"), FORMS_REACH_SOMETIMES);
	ck_assert(!said(&paper.r, "W721"));
	/* lengths are those of people who answer online */
	ck_assert_double_eq(paper.p.whole.shortest.questions, 2);
}
END_TEST

START_TEST(a_line_that_some_row_needs_is_not_doubted)
{
	struct walked w CLEAN(walked_done) = { 0 };

	walk(&w, HEAD "use plan version 1\npage x \"X\"\n"
	    "  repeat p in priority\n    question a choose one \"A?\"\n"
	    "      1 yes \"Yes\"\n      2 no \"No\"\n"
	    "    question b line \"B?\"\n"
	    "      show if p = P2\n    question c line \"C?\"\n"
	    "      show if p = P1 and a = yes\n");
	ck_assert_int_eq(reach(&w, "b[P1]"), FORMS_REACH_NEVER);
	ck_assert_int_eq(reach(&w, "b[P2]"), FORMS_REACH_ALWAYS);
	ck_assert_int_eq(reach(&w, "c[P1]"), FORMS_REACH_SOMETIMES);
	ck_assert_int_eq(reach(&w, "c[P2]"), FORMS_REACH_NEVER);
	ck_assert(!said(&w.r, "W720"));
	ck_assert(!said(&w.r, "W721"));
	ck_assert(!said(&w.r, "W722"));
}
END_TEST

/* 24 rows, then 24 questions that hang on them, and a sum of those: 2^24
 * beginnings, of which each leaves something else. */
static void
matrix(struct buf *b)
{
	int i;

	buf_puts(b, HEAD "page x \"X\"\n");
	for (i = 0; i < 24; i++)
		buf_printf(b, "  question q%d choose one \"Q?\"\n" YES_NO, i);
	for (i = 0; i < 24; i++)
		buf_printf(b, "  question w%d number 0..9 \"W?\"\n"
		    "    show if q%d = no\n", i, i);
	buf_puts(b, "  question z line \"Z?\"\n    show if ");
	for (i = 0; i < 24; i++)
		buf_printf(b, "%sw%d", i ? " + " : "", i);
	buf_puts(b, " > 3\n");
}

START_TEST(what_is_easy_in_a_large_group_is_decided_all_the_same)
{
	struct walked w CLEAN(walked_done) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	matrix(&b);
	walk(&w, buf_text(&b));
	ck_assert_int_eq(reach(&w, "w7"), FORMS_REACH_SOMETIMES);
	ck_assert_int_eq(reach(&w, "z"), FORMS_REACH_UNDECIDED);
	ck_assert_uint_eq(w.p.undecided, 2);	/* z, and its condition */
}
END_TEST

START_TEST(what_cannot_be_decided_is_said_and_counted)
{
	struct walked w CLEAN(walked_done) = { 0 };

	walk(&w, HEAD "page x \"X\"\n  question a number \"A?\"\n"
	    "  question b number \"B?\"\n  question c line \"C?\"\n"
	    "    show if a > b\n  question d line \"D?\"\n"
	    "    show if a > 3\n");
	ck_assert_int_eq(reach(&w, "c"), FORMS_REACH_UNDECIDED);
	ck_assert_int_eq(reach(&w, "d"), FORMS_REACH_SOMETIMES);
	ck_assert_uint_eq(w.p.undecided, 2);	/* c, and its condition */
	ck_assert(said(&w.r, "N724"));
	/* 2,000 people who answer at random find both ends */
	ck_assert(!w.p.exact);
	ck_assert_double_eq(w.p.whole.shortest.questions, 2);
	ck_assert_double_eq(w.p.whole.longest.questions, 4);
}
END_TEST

/* There is an answer for analysts alone, and numbers without end. */
START_TEST(a_question_that_nobody_can_answer_stops_nothing)
{
	struct walked w CLEAN(walked_done) = { 0 };

	walk(&w, HEAD "scale s\n  1 a \"A\" staff\n  2 b \"B\" staff\n"
	    "page x \"X\"\n  question q scale s \"Q?\"\n    required\n"
	    "  question a number \"A?\"\n  question b number \"B?\"\n"
	    "  question c line \"C?\"\n    show if a > b and q = b\n"
	    "  question d line \"D?\"\n    show if q = a\n");
	ck_assert_int_eq(reach(&w, "c"), FORMS_REACH_UNDECIDED);
	ck_assert_int_eq(reach(&w, "d"), FORMS_REACH_NEVER);
	ck_assert_double_eq(w.p.whole.longest.questions, 3);
}
END_TEST

START_TEST(five_hundred_questions_take_no_time)
{
	struct walked w CLEAN(walked_done) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	int64_t start;
	int i;

	buf_puts(&b, HEAD);
	for (i = 0; i < 500; i++) {
		if (i % 5 == 0)
			buf_printf(&b, "page p%d \"P\"\n", i);
		buf_printf(&b, "  question q%d choose one \"Q?\"\n" YES_NO, i);
		if (i >= 20 && i % 5 < 2)
			buf_printf(&b, "    show if q%d = yes or (q%d = no "
			    "and q%d <> no)\n", i - 3, i - 11, i - 20);
	}
	start = now_millis();
	walk(&w, buf_text(&b));
	ck_assert_int_lt(now_millis() - start, 5000);	/* 100 times slower
						   under a sanitizer */
	ck_assert_uint_eq(w.p.undecided, 0);
	ck_assert_int_eq(reach(&w, "q495"), FORMS_REACH_SOMETIMES);
}
END_TEST

/* Each question hangs on the two before it, so there are more ways back than
 * anybody could go. */
START_TEST(a_rule_at_the_end_of_a_long_chain_is_looked_at_soon)
{
	struct buf text CLEAN(buf_free) = { 0 };
	struct reading r CLEAN(reading_done) = { 0 };
	struct forms_paths p;
	int i;

	buf_puts(&text, HEAD "  accept online paper\npage p \"P\"\n");
	for (i = 0; i < 80; i++) {
		buf_printf(&text, "  question q%d choose one \"Q?\"\n"
		    "    1 a \"A\"\n    2 b \"B\"\n", i);
		if (i > 1)
			buf_printf(&text, "    show if q%d = a or q%d = b\n",
			    i - 1, i - 2);
	}
	buf_puts(&text, "  must q79 = a or q0 = b \"Sure?\"\n");
	ck_assert_msg(reading_of(&r, buf_text(&text)), "%s", buf_text(&r.said));
	forms_paths(&r.a, r.f, NULL, &p);
	ck_assert_uint_eq(p.undecided, 0);
}
END_TEST

UNIT_SUITE(paths, a_rule_at_the_end_of_a_long_chain_is_looked_at_soon,
    questions_pages_and_minutes_are_counted,
    the_shortest_path_skips_what_may_be_skipped,
    on_paper_a_required_question_may_be_left_blank,
    a_line_that_some_row_needs_is_not_doubted,
    what_is_easy_in_a_large_group_is_decided_all_the_same,
    what_cannot_be_decided_is_said_and_counted,
    a_question_that_nobody_can_answer_stops_nothing,
    five_hundred_questions_take_no_time)
