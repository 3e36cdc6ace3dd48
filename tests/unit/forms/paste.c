/* SPDX-License-Identifier: MIT
 *
 * paste.c -- tests of what becomes of questionnaires from word processors.
 *
 * Each file of tests/golden/paste stands beside the lines that it becomes; they
 * must be lines that the language takes.  GOLDEN=write writes them anew.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static void
pasted(const char *text, bool html, struct buf *out)
{
	struct forms_pasted did;
	struct err e = { 0 };

	ck_assert(forms_paste(str_of(text), html, out, &did, &e));
}

/* What a form says of it. */
static void
must_be_taken(struct arena *a, const char *lines)
{
	struct forms_source src = { "pasted.form", str_of(arena_printf(a,
	    "earshot 1\nconsultation t \"T\"\n\n%s", lines)) };
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_form *f;
	struct forms_diags d;

	forms_diags_init(&d, a);
	if (forms_read(a, &src, 1, &f, &d))
		return;
	forms_diags_print(&said, &d);
	ck_abort_msg("%s\n%s", lines, buf_text(&said));
}

START_TEST(questionnaires_become_the_lines_beside_them)
{
	static const char *const files[] = { "plain.txt", "tabs.txt",
	    "word.html", "docs.html", "libre.html" };
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(files); i++) {
		const char *path = path_join(&a, "tests/golden/paste",
		    files[i]);
		const char *golden = arena_printf(&a, "%s.lines", path);
		struct buf out CLEAN(buf_free) = { 0 };
		struct str in, want;
		struct err e = { 0 };

		ck_assert(file_read_text(&a, path, 1 << 20, &in, &e));
		pasted(in.p, strstr(path, ".html") != NULL, &out);
		if (getenv("GOLDEN") != NULL)
			ck_assert(file_write(golden, out.p, out.n, 0644, &e));
		ck_assert_msg(file_read_text(&a, golden, 1 << 20, &want, &e),
		    "%s", e.msg);
		ck_assert_str_eq(out.p, want.p);
		must_be_taken(&a, out.p);
	}
}
END_TEST

START_TEST(what_is_pasted_twice_is_the_same)
{
	const char *text = "1. Do you agree?\n☐ Yes\n☐ No\n";
	struct buf a CLEAN(buf_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	pasted(text, false, &a);
	pasted(text, false, &b);
	ck_assert_str_eq(a.p, b.p);
}
END_TEST

START_TEST(nothing_and_nonsense_become_nothing_that_is_refused)
{
	static const char *const texts[] = { "", "\n\n", "?", "1.", "☐",
	    "☐ ☐ ☐", "____", "\t\t\t\n\t\t\t\n", "a\tb\tc\nd\t\t\n",
	    "1. \"{x}\"\n☐ a\n☐ a\n☐ a\n☐ a-2\n", "Q1 not\n☐ in\n☐ or",
	    "1. A?\n☐ Yes, go to question 9\n2. B?",
	    "1. A?\nIf perhaps, go to question 2\n2. If so, why?",
	    "If yes, why?", "- - - -", "Comments:", "1. x\n1. x\n1. x\n" };
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(texts); i++) {
		struct buf out CLEAN(buf_free) = { 0 };

		pasted(texts[i], false, &out);
		if (out.n > 0 && strstr(out.p, "question ") != NULL)
			must_be_taken(&a, out.p);
		buf_clear(&out);
		pasted(texts[i], true, &out);
	}
}
END_TEST

START_TEST(too_much_and_bytes_that_are_no_text_are_refused)
{
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_pasted did;
	struct err e = { 0 };
	char *big = calloc(1, FORMS_PASTE_MAX + 2);

	ck_assert_ptr_nonnull(big);
	memset(big, 'x', FORMS_PASTE_MAX + 1);
	ck_assert(!forms_paste(str_of(big), false, &out, &did, &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	free(big);
	ck_assert(!forms_paste(str_of("\xFF"), true, &out, &did, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
}
END_TEST

START_TEST(many_questions_alike_are_soon_told_apart)
{
	struct buf text CLEAN(buf_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	int i;

	for (i = 1; i < 4000; i++)
		buf_puts(&text, "What do you think of the plan?\n");
	pasted(text.p, false, &out);
	ck_assert(buf_ok(&out));
}
END_TEST

UNIT_SUITE(paste, questionnaires_become_the_lines_beside_them,
    what_is_pasted_twice_is_the_same,
    nothing_and_nonsense_become_nothing_that_is_refused,
    too_much_and_bytes_that_are_no_text_are_refused,
    many_questions_alike_are_soon_told_apart)
