/* SPDX-License-Identifier: MIT
 *
 * paper.c -- tests of the instructions on paper: which there are, and how they
 * are worded.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <dirent.h>
#include <stdio.h>

#define YES_NO	"    1 yes \"Yes\"\n    2 no \"No\"\n"
#define PAPER	HEAD "  accept online paper\n"

struct sheet { struct reading r; struct forms_paths p; };

static void
sheet_done(struct sheet *s)
{
	reading_done(&s->r);
}

static void
sheet(struct sheet *s, const char *text)
{
	ck_assert_msg(reading_of(&s->r, text), "%s", buf_text(&s->r.said));
	forms_paths(&s->r.a, s->r.f, &s->r.d, &s->p);
	ck_assert_uint_eq(s->p.n_papers, 1);
}

/* All lines of one kind, one below the other. */
static const char *
lines(struct sheet *s, enum forms_paper_kind kind)
{
	const struct forms_paper *p = &s->p.papers[0].paper;
	size_t i;

	buf_clear(&s->r.said);
	for (i = 0; i < p->n_lines; i++)
		if (p->lines[i].kind == kind)
			buf_printf(&s->r.said, "%s%s: %s\n",
			    p->lines[i].field ? p->lines[i].field->number : "",
			    kind == FORMS_PAPER_GO ?
			    p->lines[i].options[0]->name : "",
			    p->lines[i].words ? p->lines[i].words : "-");
	return buf_text(&s->r.said);
}

START_TEST(where_to_go_stands_after_the_answer)
{
	struct sheet s CLEAN(sheet_done) = { 0 };

	sheet(&s, PAPER "page a \"A\"\n  question a choose one \"A?\"\n"
	    "    required\n" YES_NO
	    "  question b line \"B?\"\n    show if a = yes\n"
	    "  question c line \"C?\"\n    show if a = yes\n"
	    "  question d line \"D?\"\n");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_GO), "1no: Go to question 4\n");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_ONLY), "");
	ck_assert_uint_eq(s.p.papers[0].differ, 0);
}
END_TEST

/* Whoever ticks nothing is told nothing by the answers. */
START_TEST(a_question_that_may_be_left_needs_the_line_before_as_well)
{
	struct sheet s CLEAN(sheet_done) = { 0 };

	sheet(&s, PAPER "page a \"A\"\n  question a choose one \"A?\"\n"
	    YES_NO "  question b line \"B?\"\n    show if a = yes\n"
	    "  question c line \"C?\"\n    show if a = yes\n");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_GO), "1no: Go to the end\n");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_ONLY), "2: Answer questions 2 "
	    "and 3 only if you ticked “Yes” at question 1.\n");
}
END_TEST

/* "Go to" would land in the middle of what the line before is about. */
START_TEST(nobody_is_sent_past_a_line_that_is_for_them)
{
	struct sheet s CLEAN(sheet_done) = { 0 };

	sheet(&s, PAPER "page a \"A\"\n  question z choose one \"Z?\"\n"
	    YES_NO "  question a choose one \"A?\"\n    required\n" YES_NO
	    "page b \"B\"\n  show if z = yes\n"
	    "  question b line \"B?\"\n    show if a = yes\n"
	    "  question c line \"C?\"\n"
	    "page c \"C\"\n  question d line \"D?\"\n");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_GO), "");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_ONLY), "3: Answer questions 3 "
	    "and 4 only if you ticked “Yes” at question 1. Otherwise, go to "
	    "question 5.\n3: Answer question 3 only if you ticked “Yes” at "
	    "question 2.\n");
	ck_assert_uint_eq(s.p.papers[0].differ, 0);
}
END_TEST

START_TEST(conditions_are_plain_english)
{
	struct sheet s CLEAN(sheet_done) = { 0 };

	sheet(&s, PAPER "page a \"A\"\n"
	    "  question m choose many \"M?\"\n    1 x \"X\"\n    2 y \"Y\"\n"
	    "    3 z \"Z\" write-in\n"
	    "  question n number 0..9 \"N?\"\n    unit \"beds\"\n"
	    "  question g money GBP \"G?\"\n"
	    "  question d date \"D?\"\n"
	    "  question r rank \"R?\"\n    1 x \"X\"\n    2 y \"Y\"\n"
	    "  question s share 10 \"S?\"\n    1 x \"X\"\n    2 y \"Y\"\n"
	    "  question q1 line \"?\"\n    show if m includes x or n >= 3\n"
	    "  question q2 line \"?\"\n    show if not (m includes x) and "
	    "(g > 5 or d < 2024-03-01)\n"
	    "  question q3 line \"?\"\n    show if r.x = 1 and s.y <= 4\n"
	    "  question q4 line \"?\"\n    show if q1 is answered or q2 is "
	    "answered or q3 is answered\n"
	    "  question q5 line \"?\"\n    show if count(m) >= 2 or "
	    "m.z is answered\n");
	ck_assert_str_eq(lines(&s, FORMS_PAPER_ONLY),
	    "7: Answer question 7 only if you ticked “X” at question 1 or you "
	    "answered question 2 with 3 beds or more.\n"
	    "8: Answer question 8 only if you did not tick “X” at question 1 "
	    "and either you answered question 3 with more than £5 or you gave "
	    "a date before 1 March 2024 at question 4.\n"
	    "9: Answer question 9 only if you put “X” first at question 5 and "
	    "you answered question 6 and gave “Y” 4 points or fewer.\n"
	    "10: Answer question 10 only if you wrote something at any of "
	    "questions 7 to 9.\n"
	    "11: Answer question 11 only if you ticked 2 answers or more at "
	    "question 1 or you wrote something beside “Z” at question 1.\n");
	ck_assert_uint_eq(s.p.papers[0].differ, 0);
}
END_TEST

START_TEST(each_edition_has_its_own_paper)
{
	struct reading r CLEAN(reading_done) = { 0 };
	struct forms_paths p;

	ck_assert_msg(reading_of(&r, PAPER "  edition one \"For one\"\n"
	    "  edition two \"For two\"\n"
	    "page a \"A\"\n  question a line \"A?\"\n"
	    "page b \"B\"\n  for two\n  question b line \"B?\"\n"), "%s",
	    buf_text(&r.said));
	forms_paths(&r.a, r.f, NULL, &p);
	ck_assert_uint_eq(p.n_papers, 2);
	ck_assert(!p.papers[0].paper.printed[forms_field(r.f, "b")->index]);
	ck_assert(p.papers[1].paper.printed[forms_field(r.f, "b")->index]);
	ck_assert(!p.papers[1].paper.printed[r.f->edition->index]);
	ck_assert_uint_eq(p.papers[1].paper.n_lines, 0);
}
END_TEST

START_TEST(nothing_is_undecided_in_what_ships)
{
	DIR *d = opendir("examples");
	struct dirent *e;
	size_t n = 0, all = 0, undecided = 0;

	ck_assert_ptr_nonnull(d);
	while ((e = readdir(d)) != NULL) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct forms_diags diags;
		struct forms_form *f;
		struct forms_paths p;
		struct err err = { 0 };
		size_t i;

		if (e->d_name[0] == '.')
			continue;
		forms_diags_init(&diags, &a);
		ck_assert_msg(forms_load(&a, path_join(&a, "examples",
		    e->d_name), &f, &diags, &err), "%s: %s", e->d_name,
		    err.msg);
		forms_paths(&a, f, NULL, &p);
		all += f->n_fields + f->n_pages + p.n_conditions;
		undecided += p.undecided;
		for (i = 0; i < p.n_papers; i++)
			undecided += p.papers[i].undecided;
		n++;
	}
	closedir(d);
	printf("paper: %zu examples; not decided: %zu of %zu, %.1f%%\n", n,
	    undecided, all, 100 * (double)undecided / (double)all);
	ck_assert_uint_eq(undecided, 0);
}
END_TEST

UNIT_SUITE(paper, where_to_go_stands_after_the_answer,
    a_question_that_may_be_left_needs_the_line_before_as_well,
    nobody_is_sent_past_a_line_that_is_for_them,
    conditions_are_plain_english,
    each_edition_has_its_own_paper,
    nothing_is_undecided_in_what_ships)
