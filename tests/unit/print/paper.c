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

/* A form whose own words are all a star. */
static const char stars[] = "earshot 1\nconsultation t \"*\"\n"
    "  owner \"*\"\n  accept online paper\n  languages ";
static const char more[] = "  support s \"*\"\ntext next \"*\"\n"
    "scale s\n  1 x \"*\"\n  2 y \"**\"\n"
    "page a \"*\"\n"
    "  question q choose one \"*\"\n    required\n    1 o \"*\"\n"
    "    2 p \"**\"\n"
    "  question d date \"*\"\n    show if q = o\n"
    "  question e date partial \"*\"\n    show if q = o\n"
    "  question m choose 1 to 2 \"*\"\n    1 o \"*\"\n    2 p \"**\"\n"
    "    3 r \"*\"\n"
    "  question h share 100 each 1..60 \"*\"\n    1 o \"*\"\n"
    "    2 p \"**\"\n    show if m includes o or m includes p\n"
    "  question n number 0..9 \"*\"\n    show if h.o > 9 and count(m) >= 2\n"
    "  question k rank up to 2 \"*\"\n    1 o \"*\"\n    2 p \"**\"\n"
    "    show if n > 3 or d >= 2024-06-03\n"
    "  grid g scale s \"*\"\n    row i \"*\"\n    row j \"**\"\n"
    "  question f file pdf up to 1 MB \"*\"\n    show if k.o <= 1\n"
    "  text z \"*\"\n    show if q = p\n";

static bool
latin(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A word of English in what people read; NULL: none ("9a" is a number). */
static const char *
english_in(const char *page)
{
	const char *p = strstr(page, "<body>");
	bool tag = false;

	for (; *p != '\0'; p++) {
		if (*p == '<')
			tag = true;
		if (!tag && latin(p[0]) && latin(p[1]))
			return p;
		if (*p == '>')
			tag = false;
	}
	return NULL;
}

START_TEST(in_another_language_it_is_in_that_language_throughout)
{
	static const char *const tags[] = { "ar", "bn", "gu", "pa", "ur" };
	struct arena a CLEAN(arena_free) = { 0 };
	const char *bad;
	size_t i;

	for (i = 0; i < LEN(tags); i++) {
		struct buf b CLEAN(buf_free) = { 0 }, f CLEAN(buf_free) = { 0 };

		buf_printf(&f, "%s%s en\n%s", stars, tags[i], more);
		page_of(&a, &b, (struct forms_source){ "a.form", { buf_text(&f),
		    f.n } });
		bad = english_in(buf_text(&b));
		ck_assert_msg(bad == NULL, "%s: %.60s", tags[i], bad);
		ck_assert_msg((strstr(b.p, "dir=\"rtl\">\n<head>") != NULL) ==
		    (i == 0 || i == 4), "%s", tags[i]);
	}
}
END_TEST

UNIT_SUITE(paper, every_kind_of_question_is_the_golden_page,
    words_of_the_form_are_never_markup,
    what_the_answers_come_to_is_not_said_on_paper,
    in_another_language_it_is_in_that_language_throughout)
