/* SPDX-License-Identifier: MIT
 *
 * editing.c -- tests of what editors ask: mistakes of a text that is not saved
 * yet, as JSON, and what one click would mend.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <unistd.h>

#define GOOD "earshot 1\nconsultation t \"T\"\npage p \"P\"\n"		\
	"  question q line \"Q?\"\n"

static const char *
folder(struct arena *a)
{
	char *dir = arena_str(a, "/tmp/earshot-edit-XXXXXX");
	struct err e;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert(file_write(path_join(a, dir, "consultation.form"),
	    GOOD, strlen(GOOD), 0600, &e));
	return dir;
}

struct edit {
	struct arena	 a;
	struct forms_form *form;
	struct forms_settings *settings;
	struct forms_diags d;
	struct err	 e;
};

static bool
edit(struct edit *x, const char *name, const char *text)
{
	const char *dir = folder(&x->a);
	struct forms_source *src = arena_new(&x->a, struct forms_source);

	*src = (struct forms_source){ path_join(&x->a, dir, name),
	    str_of(text) };
	forms_diags_init(&x->d, &x->a);
	return forms_check_edited(&x->a, dir, src, &x->form, &x->settings,
	    &x->d, &x->e);
}

static void
edit_done(struct edit *x)
{
	arena_free(&x->a);
}

START_TEST(an_edited_text_stands_for_the_file)
{
	struct edit x CLEAN(edit_done) = { 0 };
	struct edit y CLEAN(edit_done) = { 0 };

	ck_assert(edit(&x, "consultation.form",
	    "earshot 1\nconsultation t \"Other\"\npage p \"P\"\n"
	    "  question q line \"Q?\"\n"));
	ck_assert_str_eq(x.form->title, "Other");
	ck_assert_ptr_null(x.settings);
	ck_assert(!edit(&y, "consultation.form",
	    "earshot 1\nconsultation t \"T\"\npage p \"P\"\n"
	    "  question q lnie \"Q?\"\n"));
	ck_assert_ptr_null(y.form);
	ck_assert_uint_eq(y.d.errors, 1);
}
END_TEST

START_TEST(edited_settings_are_held_against_the_form)
{
	struct edit x CLEAN(edit_done) = { 0 };
	struct edit y CLEAN(edit_done) = { 0 };

	ck_assert(edit(&x, "site.settings", "earshot 1\nsettings t\n"));
	ck_assert_ptr_nonnull(x.settings);
	ck_assert(!edit(&y, "site.settings", "earshot 1\nsettings u\n"));
	ck_assert_str_eq(y.d.first->id, "E219");
	ck_assert_str_eq(forms_diag_fix(&y.a, y.d.first), "settings t");
}
END_TEST

START_TEST(json_names_what_one_click_mends)
{
	struct edit x CLEAN(edit_done) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };

	ck_assert(!edit(&x, "consultation.form",
	    "earshot 1\nconsultation t \"T\"\npage p \"P\"\n"
	    "  question q lnie \"Q?\"\n"));
	forms_diags_json(&out, &x.d);
	ck_assert_ptr_nonnull(strstr(out.p, "\"line\":4,\"column\":14,"
	    "\"end\":18,"));
	ck_assert_ptr_nonnull(strstr(out.p, "\"fix\":\"line\""));
}
END_TEST

START_TEST(hints_that_need_more_than_a_word_are_no_fix)
{
	static const struct { const char *hint, *fix; } cases[] = {
		{ "did you mean `agree`?", "agree" },
		{ "write `text`", "text" },
		{ "write `includes` instead", "includes" },
		{ "write `number`, and below it: unit \"kg\"", NULL },
		{ "write `consultation NAME \"words\"`", NULL },
		{ "write `text NAME`", NULL },
		{ "write = instead", NULL },
		{ "there is `a`, `b` or `c`", NULL },
		{ "", NULL },
	};
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_source src = { "a.form", STR("x y z") };
	size_t i;

	for (i = 0; i < LEN(cases); i++) {
		struct forms_diag d = { .id = "E1", .at = { &src, 2, 3 },
		    .text = "", .hint = cases[i].hint };
		const char *fix = forms_diag_fix(&a, &d);

		ck_assert_msg((fix == NULL) == (cases[i].fix == NULL) &&
		    (fix == NULL || strcmp(fix, cases[i].fix) == 0),
		    "%s: %s", cases[i].hint, fix != NULL ? fix : "none");
	}
}
END_TEST

UNIT_SUITE(editing, an_edited_text_stands_for_the_file,
    edited_settings_are_held_against_the_form,
    json_names_what_one_click_mends,
    hints_that_need_more_than_a_word_are_no_fix)
