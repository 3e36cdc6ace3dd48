/* SPDX-License-Identifier: MIT
 *
 * imports.c -- tests of reading other people's questionnaires.
 *
 * tests/golden/import holds NAME.tsv (an XLSForm as text) or NAME.lss, the
 * NAME.form that comes of it, and what is said about it in NAME.notes.
 * UPDATE=1 renews them.  All of it is made up.
 */
#include "forms/forms.h"
#include "tests/unit/forms/book.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <glob.h>
#include <stdio.h>

#define GOLDEN "tests/golden/import/"

static struct arena a;

static const char *
with_ending(const char *path, const char *ending)
{
	const char *dot = strrchr(path, '.');

	return arena_printf(&a, "%.*s%s", (int)(dot - path), path, ending);
}

static void
same_as(const char *path, const struct buf *got)
{
	struct err e = { 0 };
	struct str want;

	if (getenv("UPDATE") != NULL)
		ck_assert(file_write(path, buf_text(got), got->n, 0644, &e));
	ck_assert_msg(file_read(&a, path, 1 << 20, &want, &e), "%s", e.msg);
	ck_assert_msg(str_eq(want, (struct str){ buf_text(got), got->n }),
	    "%s is now:\n%s", path, buf_text(got));
}

/* What an import gives is without mistakes, and already in the one layout. */
static void
sound(const struct buf *form)
{
	struct buf again CLEAN(buf_free) = { 0 }, said CLEAN(buf_free) = { 0 };
	struct forms_source src = { "imported.form", { buf_text(form),
	    form->n } };
	struct forms_diags d;
	struct forms_form *f;
	bool ok;

	forms_diags_init(&d, &a);
	ok = forms_read(&a, &src, 1, &f, &d);
	forms_diags_print(&said, &d);
	ck_assert_msg(ok, "%s", buf_text(&said));
	ck_assert(forms_fmt(&a, &src, &again, &d));
	ck_assert_str_eq(buf_text(&again), buf_text(form));
}

static void
each(const char *pattern, enum forms_other from)
{
	glob_t all = { 0 };
	size_t i;

	ck_assert_int_eq(glob(pattern, 0, NULL, &all), 0);
	for (i = 0; i < all.gl_pathc; i++) {
		struct buf form CLEAN(buf_free) = { 0 };
		struct buf said CLEAN(buf_free) = { 0 };
		struct forms_notes notes;
		struct err e = { 0 };
		struct str text;

		ck_assert(file_read(&a, all.gl_pathv[i], 1 << 20, &text, &e));
		if (from == FORMS_XLSFORM)
			text = book(&a, text.p);
		ck_assert_msg(forms_import(&a, from, text, "made up", &form,
		    &notes, &e), "%s: %s", all.gl_pathv[i], e.msg);
		forms_notes_print(&said, &notes);
		sound(&form);
		same_as(with_ending(all.gl_pathv[i], ".form"), &form);
		same_as(with_ending(all.gl_pathv[i], ".notes"), &said);
	}
	globfree(&all);
}

START_TEST(an_xlsform_becomes_a_form_and_a_list_of_what_did_not_come)
{
	each(GOLDEN "*.tsv", FORMS_XLSFORM);
}
END_TEST

START_TEST(a_limesurvey_file_of_either_layout_becomes_a_form)
{
	each(GOLDEN "*.lss", FORMS_LIMESURVEY);
}
END_TEST

/* The form that comes of rows of the survey sheet, and of a list `yn`. */
static const char *
form_of(const char *rows)
{
	struct buf form = { 0 };
	struct forms_notes notes;
	struct err e = { 0 };
	struct str bytes = book(&a, arena_printf(&a, "@ survey\ntype\tname\t"
	    "label\trelevant\tconstraint\n%s@ choices\nlist_name\tname\tlabel\n"
	    "yn\tyes\tYes\nyn\tno\tNo\nn\t1\tOne\nn\t2\tTwo\nn\t3\tThree\n",
	    rows));
	const char *text;

	ck_assert_msg(forms_import(&a, FORMS_XLSFORM, bytes, "t", &form,
	    &notes, &e), "%s", e.msg);
	sound(&form);
	text = arena_str(&a, buf_text(&form));
	buf_free(&form);
	return text;
}

static const char asked[] = "select_one yn\ta\tA\nselect_multiple n\tm\tM\n"
    "integer\ti\tI\ndate\td\tD\ntext\tt\tT\nselect_one n\ts\tS\n";

START_TEST(conditions_keep_their_meaning)
{
	static const struct { const char *xpath, *ours; } v[] = {
		{ "${a} = 'yes'", "a = yes" },
		{ "'yes' = ${a}", "a = yes" },
		{ "${a} != 'yes'", "not (a = yes)" },
		{ "${a} = ''", "not (a is answered)" },
		{ "${a} != ''", "a is answered" },
		{ "not(selected(${m}, '2'))", "not (m includes two)" },
		{ "${m} = '2'", "m includes two and count(m) = 1" },
		{ "count-selected(${m}) >= 2", "count(m) >= 2" },
		{ "${i} > 3 and ${i} <= 10", "i > 3 and i <= 10" },
		{ "3 < ${i}", "i > 3" },
		{ "${i} + 2 * 3 > 10", "i + (2 * 3) > 10" },
		{ "${i} != 5", "not (i = 5)" },
		{ "${d} < date('2020-02-29')", "d < 2020-02-29" },
		{ "'2020-01-01' <= ${d}", "d >= 2020-01-01" },
		{ "${a}='yes' or ${i}=1 and ${t}!=''",
		    "a = yes or (i = 1 and t is answered)" },
		{ "(${a}='yes' or ${i}=1) and ${t}!=''",
		    "(a = yes or i = 1) and t is answered" },
		{ "${s} >= 2", "s = two or s = three" },
		{ "not(${a} = 'yes' and ${i} = 2)",
		    "not (a = yes and i = 2)" },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		const char *form = form_of(arena_printf(&a, "%snote\tx\tX\t%s"
		    "\n", asked, v[i].xpath));
		const char *want = arena_printf(&a, "    show if %s\n",
		    v[i].ours);

		ck_assert_msg(strstr(form, want) != NULL, "%s is not in:\n%s",
		    want, form);
	}
}
END_TEST

START_TEST(conditions_that_cannot_come_are_left_out_and_listed)
{
	static const char *const v[] = { "${t} = 'x'", "${nobody} = 'yes'",
	    "regex(${t}, 'a')", "${a} = 'perhaps'", "${a} > 1", "((${i} > 1)",
	    "${i} > 1 >", "/data/a = 'yes'", "today() > ${d}", "'x'",
	    "${i} = 'many'", "if(${i} > 1, 'a', 'b') = 'a'", "${i} and" };
	size_t i;

	for (i = 0; i < LEN(v); i++)
		ck_assert_msg(strstr(form_of(arena_printf(&a, "%snote\tx\tX\t"
		    "%s\n", asked, v[i])), "show if") == NULL, "%s", v[i]);
	/* A control: one that can come does. */
	ck_assert_ptr_nonnull(strstr(form_of(arena_printf(&a, "%snote\tx\tX\t"
	    "${i} > 1\n", asked)), "show if"));
}
END_TEST

/* `if(c, 1, 0)` becomes a sum in which c stands twice. */
START_TEST(conditions_that_would_double_again_and_again_are_left_out)
{
	const char *c = "${i} > 1";
	int i;

	for (i = 0; i < 24; i++)
		c = arena_printf(&a, "if(%s, 1, 0) = 1", c);
	ck_assert_ptr_null(strstr(form_of(arena_printf(&a, "%snote\tx\tX\t%s"
	    "\n", asked, c)), "show if"));
}
END_TEST

START_TEST(constraints_find_their_places)
{
	static const struct { const char *row, *ours; } v[] = {
		{ "integer\tx\tX\t\t. >= 0 and . <= 120",
		    "question x number 0..120 \"X\"" },
		{ "integer\tx\tX\t\t. > 0 and 11 > .",
		    "question x number 1..10 \"X\"" },
		{ "integer\tx\tX\t\t. >= 18", "must not (x is answered) or "
		    "(x >= 18)" },
		{ "text\tx\tX\t\tstring-length(.) < 101",
		    "limit 100 characters" },
		{ "select_multiple n\tx\tX\t\tcount-selected(.) <= 2",
		    "choose up to 2" },
		{ "select_multiple n\tx\tX\t\tcount-selected(.) >= 2 and "
		    "count-selected(.) <= 3", "choose 2 to 3" },
		{ "select_multiple n\tx\tX\t\tnot(selected(., '3') and "
		    "count-selected(.) > 1)", "3 three \"Three\" exclusive" },
		{ "integer\tx\tX\t\t. >= ${i}", "must not (x is answered) or "
		    "(x >= i)" },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		const char *form = form_of(arena_printf(&a, "%s%s\n", asked,
		    v[i].row));

		ck_assert_msg(strstr(form, v[i].ours) != NULL,
		    "%s is not in:\n%s", v[i].ours, form);
	}
}
END_TEST

START_TEST(words_in_other_languages_become_drafts_of_translations)
{
	struct buf form CLEAN(buf_free) = { 0 }, po CLEAN(buf_free) = { 0 };
	struct str bytes = book(&a, "@ survey\ntype\tname\tlabel::English "
	    "(en)\tlabel::Polish (pl)\tlabel::Klingon\nselect_one l\tq\t"
	    "Well?\tI \"jak\"?\tnuq\nnote\tn\tOne.\\nTwo.\tRaz.\\nDwa.\n"
	    "@ choices\nlist_name\tname\tlabel::English (en)\t"
	    "label::Polish (pl)\nl\ta\tYes\tTak\nl\tb\tNo\n");
	struct forms_source src = { "t.form", { 0 } };
	struct forms_notes notes;
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	ck_assert_msg(forms_import(&a, FORMS_XLSFORM, bytes, "t", &form,
	    &notes, &e), "%s", e.msg);
	src.text = (struct str){ buf_text(&form), form.n };
	forms_diags_init(&d, &a);
	ck_assert(forms_read(&a, &src, 1, &f, &d));
	ck_assert_uint_eq(f->n_languages, 2);
	ck_assert(forms_import_po(f, &notes, "pl", &po));
	ck_assert_ptr_nonnull(strstr(buf_text(&po), "msgctxt \"q\"\n"
	    "msgid \"Well?\"\nmsgstr \"I \\\"jak\\\"?\"\n"));
	ck_assert_ptr_nonnull(strstr(buf_text(&po), "msgid \"Two.\"\n"
	    "msgstr \"Dwa.\"\n"));
	ck_assert_ptr_nonnull(strstr(buf_text(&po), "msgstr \"Tak\"\n"));
	ck_assert_ptr_null(strstr(buf_text(&po), "msgid \"No\""));
	ck_assert_ptr_null(strstr(buf_text(&po), "nuq"));
	ck_assert(!forms_import_po(f, &notes, "tlh", &po));
}
END_TEST

START_TEST(what_is_no_workbook_is_refused_with_a_reason)
{
	static const char *const v[] = { "", "PK", "<?xml version=\"1.0\"?>",
	    "type,name,label\ntext,a,A\n" };
	struct buf form CLEAN(buf_free) = { 0 };
	struct forms_notes notes;
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		struct err e = { 0 };

		ck_assert(!forms_import(&a, FORMS_XLSFORM, str_of(v[i]), "t",
		    &form, &notes, &e));
		ck_assert_int_eq(e.code, ERR_INPUT);
		ck_assert_str_ne(e.msg, "");
	}
}
END_TEST

UNIT_SUITE(imports, an_xlsform_becomes_a_form_and_a_list_of_what_did_not_come,
    a_limesurvey_file_of_either_layout_becomes_a_form,
    conditions_keep_their_meaning,
    conditions_that_cannot_come_are_left_out_and_listed,
    conditions_that_would_double_again_and_again_are_left_out,
    constraints_find_their_places,
    words_in_other_languages_become_drafts_of_translations,
    what_is_no_workbook_is_refused_with_a_reason)
