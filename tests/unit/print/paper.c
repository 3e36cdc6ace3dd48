/* SPDX-License-Identifier: MIT
 *
 * paper.c -- tests of the questionnaire on paper.
 */
#include "print/print.h"
#include "tests/unit/print/suites.h"
#include "tests/unit/unit.h"

static const char source[] = "tests/golden/paper/every-kind.form";
static const char golden[] = "tests/golden/paper/every-kind.html";

static void
page_of(struct arena *a, struct buf *b, struct forms_source text)
{
	struct forms_diags d;
	struct forms_form *f;
	struct buf said CLEAN(buf_free) = { 0 };

	forms_diags_init(&d, a);
	if (!forms_read(a, &text, 1, &f, &d)) {
		forms_diags_print(&said, &d);
		ck_abort_msg("%s", buf_text(&said));
	}
	ck_assert(print_paper_html(f, b));
	ck_assert(utf8_valid(b->p, b->n, NULL));
}

START_TEST(every_kind_of_question_is_the_golden_page)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	struct str text, want;

	ck_assert_msg(file_read(&a, source, 1 << 20, &text, &e), "%s", e.msg);
	page_of(&a, &b, (struct forms_source){ source, text });
	if (getenv("UPDATE") != NULL)
		ck_assert_msg(file_write(golden, b.p, b.n, 0644, &e), "%s",
		    e.msg);
	ck_assert_msg(file_read(&a, golden, 1 << 20, &want, &e), "%s", e.msg);
	ck_assert_msg(str_eq(want, (struct str){ b.p, b.n }), "the page "
	    "changed: look at it, then UPDATE=1 renews %s", golden);
}
END_TEST

START_TEST(words_of_the_form_are_never_markup)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	page_of(&a, &b, (struct forms_source){ "a.form", STR("earshot 1\n"
	    "consultation t \"<b>T</b>\"\n  owner \"<b>O</b>\"\n"
	    "page a \"<b>A</b>\"\n  text t \"<b>**x** & [y]</b>\"\n"
	    "  question q choose one \"<b>Q</b>\"\n    hint \"<b>H</b>\"\n"
	    "    1 o \"<b>O</b>\" write-in\n    2 p \"<b>P</b>\"\n"
	    "  question r line \"<b>R</b>\"\n    show if q = o\n") });
	ck_assert_ptr_null(strstr(b.p, "<b>"));
	ck_assert_ptr_nonnull(strstr(b.p, "ticked “&lt;b&gt;O&lt;/b&gt;” at "
	    "question 1."));
	ck_assert_ptr_nonnull(strstr(b.p, "<strong>x</strong> &amp; [y]"));
}
END_TEST

START_TEST(what_the_answers_come_to_is_not_said_on_paper)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	page_of(&a, &b, (struct forms_source){ "a.form", STR("earshot 1\n"
	    "consultation t \"T\"\n  owner \"O\"\n"
	    "page a \"A\"\n  question q choose one \"Q\"\n"
	    "    1 o \"O\" score 1\n    2 p \"P\" score 2\n"
	    "value ready = score(q) \"Ready\"\n"
	    "page b \"Your result\"\n  text t \"You have {ready}.\"\n"
	    "page c \"C\"\n  text t \"You have {ready}.\"\n"
	    "  text u \"Thank you.\"\n  question r line \"R\"\n") });
	ck_assert_ptr_null(strstr(b.p, "You have"));
	ck_assert_ptr_null(strstr(b.p, "Your result"));
	ck_assert_ptr_nonnull(strstr(b.p, "Thank you."));
}
END_TEST

UNIT_SUITE(paper, every_kind_of_question_is_the_golden_page,
    words_of_the_form_are_never_markup,
    what_the_answers_come_to_is_not_said_on_paper)
