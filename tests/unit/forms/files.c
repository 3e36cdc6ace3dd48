/* SPDX-License-Identifier: MIT
 *
 * files.c -- tests of diagnostics, layout, settings, and freezing a form.
 */
#include "tests/unit/forms/language.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

START_TEST(the_caret_stands_under_the_mistake_past_accents)
{
	struct reading r CLEAN(reading_done);

	ck_assert(!reading_of(&r, HEAD "page x \"X\"\n"
	    "  question q line \"Où ça ?\" ici\n"));
	ck_assert_str_eq(buf_text(&r.said),
	    "a.form:4:29: error: this is more than `question` can take "
	    "[E116]\n"
	    "    4 |   question q line \"Où ça ?\" ici\n"
	    "      |                             ^^^ take it away, or put it "
	    "on a line of its own\n");
}
END_TEST

START_TEST(bytes_that_are_no_text_are_shown_as_numbers)
{
	struct reading r CLEAN(reading_done);

	ck_assert(!reading_of(&r, HEAD "page x \"X\"\n"
	    "  question q line \"\xE9\xE2\x80\xAE!\"\n"));
	ck_assert(said(&r, "E101"));
	ck_assert(said(&r, "E104"));
	ck_assert_ptr_nonnull(strstr(r.said.p, "\"\\xE9<U+202E>!\""));
	ck_assert(utf8_valid(r.said.p, r.said.n, NULL));
}
END_TEST

START_TEST(mistakes_past_the_limit_are_counted_once_each)
{
	struct buf form CLEAN(buf_free) = { 0 };
	struct reading r CLEAN(reading_done);
	int i;

	buf_puts(&form, HEAD "use plan version 1\npage x \"X\"\n"
	    "  repeat p in priority\n");
	for (i = 0; i < 30; i++)
		buf_printf(&form, "    question q%d line \"Q?\"\n"
		    "      show if nothing\n", i);
	ck_assert(!reading_of(&r, form.p));
	ck_assert_uint_eq(r.d.errors, 30);
	ck_assert_ptr_nonnull(strstr(r.said.p, "30 mistakes; the first 20"));
}
END_TEST

START_TEST(a_form_that_asks_too_much_is_refused_soon)
{
	struct buf form CLEAN(buf_free) = { 0 };
	struct reading r CLEAN(reading_done);
	int i;

	buf_puts(&form, HEAD "page x \"X\"\n");
	for (i = 0; i < 6000; i++)
		buf_printf(&form, "  question q%d line \"Q?\"\n", i);
	ck_assert(!reading_of(&r, form.p));
	ck_assert(said(&r, "E122"));
}
END_TEST

static bool
settings_of(struct arena *a, const char *text, struct forms_settings **s,
    struct forms_diags *d)
{
	struct forms_source *src = arena_new(a, struct forms_source);

	*src = (struct forms_source){ "site.settings", str_of(text) };
	forms_diags_init(d, a);
	return forms_settings_read(a, src, s, d);
}

START_TEST(settings_are_read_in_uk_time)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_settings *s;
	struct forms_diags d;

	ck_assert(settings_of(&a, "earshot 1\nsettings t\n"
	    "  opens 2024-06-03 09:00\n  closes 2024-12-24\n"
	    "contact phone \"1\"\nanalysed-by \"Us\"\n"
	    "public-url https://example.org/\n"
	    "minutes 15\nreceipt-days 30\nfindings https://example.org/report\n"
	    "privacy kept \"Two years.\"\nprivacy officer \"The officer\"\n"
	    "accessibility tested \"By hand.\"\naccessibility fault \"One.\"\n"
	    "accessibility fault \"Two.\"\n", &s, &d));
	ck_assert_str_eq(s->minutes, "15");
	ck_assert_int_eq(s->receipt_days, 30);
	ck_assert_str_eq(s->findings, "https://example.org/report");
	ck_assert_str_eq(forms_privacy(s, "kept"), "Two years.");
	ck_assert_ptr_null(forms_privacy(s, "basis"));
	ck_assert_uint_eq(s->n_access, 3);
	ck_assert_str_eq(s->access[2].words, "Two.");
	ck_assert(s->has_dates);
	ck_assert_int_eq(s->opens, 1717401600);		/* 08:00 UTC */
	ck_assert_int_eq(s->closes, 1735084800);	/* 25 December, 00:00 */
	ck_assert_int_eq(s->close_day.day, 24);
	ck_assert_int_eq(s->close_minute, 1439);
	ck_assert_str_eq(forms_contact(s, "phone"), "1");
	ck_assert_ptr_null(forms_contact(s, "email"));
	ck_assert_str_eq(s->edition, "1.0");
	ck_assert_str_eq(s->analysed_by, "Us");
	ck_assert_str_eq(s->public_url, "https://example.org/");
	ck_assert(!settings_of(&a, "earshot 1\nsettings t\nopens soon\n", &s,
	    &d));
	ck_assert_str_eq(d.first->id, "E601");
	ck_assert_ptr_null(s);
}
END_TEST

static void
write_form(struct arena *a, const char *dir, const char *name,
    const char *text)
{
	struct err e;

	ck_assert(file_write(path_join(a, dir, name), text, strlen(text), 0644,
	    &e));
}

static struct forms_form *
load(struct arena *a, const char *dir)
{
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	forms_diags_init(&d, a);
	ck_assert_msg(forms_load(a, dir, &f, &d, &e), "%s", e.msg);
	return f;
}

#define FORM(words)	HEAD "use plan version 1\npage x \"X\"\n"	\
			"  question a text \"" words "\"\n"		\
			"    hint \"No names.\"\n"			\
			"    quote if quote-consent = yes\n"

START_TEST(a_published_form_stays_as_it_was)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char dir[] = "/tmp/earshot-forms-XXXXXX";
	struct forms_form *f, *g, *old;
	struct err e = { 0 };
	const char *file;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	ck_assert(!forms_load_published(&a, dir, NULL, &old, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	write_form(&a, dir, "consultation.form", FORM("First?"));
	write_form(&a, dir, "plan.codes", PLAN);
	f = load(&a, dir);
	ck_assert(forms_publish(dir, f, &e));
	ck_assert(forms_publish(dir, f, &e));
	write_form(&a, dir, "consultation.form", FORM("Second?"));
	g = load(&a, dir);
	ck_assert(forms_load_published(&a, dir, NULL, &old, &e));
	ck_assert_str_eq(old->hash, f->hash);
	ck_assert_str_eq(old->fields[0].words, "First?");
	ck_assert_uint_eq(old->n_sources, 3);	/* with quote-consent */
	ck_assert(forms_publish(dir, g, &e));
	ck_assert(forms_load_published(&a, dir, NULL, &old, &e));
	ck_assert_str_eq(old->hash, g->hash);
	ck_assert(forms_load_published(&a, dir, f->hash, &old, &e));
	ck_assert_str_eq(old->fields[0].words, "First?");

	/* Whoever changes a frozen file is found out. */
	file = arena_printf(&a, "%s/published/%s", dir, f->hash);
	write_form(&a, file, "consultation.form", FORM("Third?"));
	ck_assert(!forms_load_published(&a, dir, f->hash, &old, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_ptr_null(old);
	ck_assert(!forms_load_published(&a, dir, "../../x", &old, &e));
}
END_TEST

START_TEST(a_form_of_many_modules_can_be_published)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf form CLEAN(buf_free) = { 0 };
	char dir[] = "/tmp/earshot-forms-XXXXXX";
	struct forms_form *f, *old;
	struct err e = { 0 };
	int i;

	ck_assert_ptr_nonnull(mkdtemp(dir));
	buf_puts(&form, HEAD);
	for (i = 0; i < 40; i++) {
		buf_printf(&form, "include m%d version 1\n", i);
		write_form(&a, dir, arena_printf(&a, "m%d.module", i),
		    arena_printf(&a, "earshot 1\nmodule m%d version 1 \"M\"\n"
		    "page p \"P\"\n  question q line \"Q?\"\n", i));
	}
	write_form(&a, dir, "consultation.form", form.p);
	f = load(&a, dir);
	ck_assert_msg(forms_publish(dir, f, &e), "%s", e.msg);
	ck_assert(forms_load_published(&a, dir, NULL, &old, &e));
	ck_assert_uint_eq(old->n_fields, 40);
}
END_TEST

START_TEST(modules_without_end_are_refused_soon)
{
	struct buf form CLEAN(buf_free) = { 0 };
	struct reading r CLEAN(reading_done) = { 0 };
	struct forms_source v[] = { { "a.form", { 0 } }, { "m.module", str_of(
	    "earshot 1\nmodule m version 1 \"M\"\n"
	    "text t \"It asks nothing.\"\n") } };
	int i;

	buf_puts(&form, HEAD "page x \"X\"\n  question q line \"Q?\"\n");
	for (i = 0; i < 20000; i++)
		buf_printf(&form, "include m version 1 as m%d\n", i);
	v[0].text = (struct str){ form.p, form.n };
	forms_diags_init(&r.d, &r.a);
	ck_assert(!forms_read(&r.a, v, 2, &r.f, &r.d));
	ck_assert(said(&r, "E122"));
}
END_TEST

START_TEST(what_could_not_be_read_back_is_not_published)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char dir[] = "/tmp/earshot-forms-XXXXXX";
	struct forms_form *f;
	struct err e = { 0 };

	ck_assert_ptr_nonnull(mkdtemp(dir));
	write_form(&a, dir, "two\nlines.form", FORM("First?"));
	write_form(&a, dir, "plan.codes", PLAN);
	f = load(&a, dir);
	ck_assert(!forms_publish(dir, f, &e));
	ck_assert_str_ne(e.msg, "");
	ck_assert(!file_exists(arena_printf(&a, "%s/published/current", dir)));
}
END_TEST

START_TEST(the_example_is_sound_and_silent)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	forms_diags_init(&d, &a);
	ck_assert_msg(forms_check(&a, "examples/eol-2024", &d, &e), "%s",
	    e.msg);
	ck_assert_ptr_null(d.first);
	f = load(&a, "examples/eol-2024");
	ck_assert_ptr_nonnull(forms_field(f, "agree[P10]"));
	ck_assert_ptr_nonnull(f->quote_consent);
	ck_assert(f->has_equality);
}
END_TEST

START_TEST(a_missing_folder_is_our_trouble_not_the_authors)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	forms_diags_init(&d, &a);
	ck_assert(!forms_load(&a, "/nowhere/at/all", &f, &d, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_uint_eq(d.errors, 0);
	ck_assert_ptr_null(f);
}
END_TEST

START_TEST(settings_that_are_too_long_are_not_called_mistakes)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char dir[] = "/tmp/earshot-forms-XXXXXX", *big;
	struct forms_diags d;
	struct err e = { 0 };

	ck_assert_ptr_nonnull(mkdtemp(dir));
	write_form(&a, dir, "consultation.form", FORM("First?"));
	write_form(&a, dir, "plan.codes", PLAN);
	big = arena_array(&a, char, FORMS_MAX_BYTES + 2);
	memset(big, '#', FORMS_MAX_BYTES + 1);
	write_form(&a, dir, "site.settings", big);
	forms_diags_init(&d, &a);
	ck_assert(!forms_check(&a, dir, &d, &e));
	ck_assert_int_eq(e.code, ERR_LIMIT);
	ck_assert_uint_eq(d.errors, 0);
}
END_TEST

/* The work grows with the text, not with its square. */
START_TEST(a_long_comment_is_laid_out_soon)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf in CLEAN(buf_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_source src = { .name = "a.form" };
	struct forms_diags d;
	size_t i;

	buf_puts(&in, HEAD);
	for (i = 0; i < 300000; i++)
		buf_lit(&in, "#\n");
	src.text = (struct str){ in.p, in.n };
	forms_diags_init(&d, &a);
	alarm(20);
	ck_assert(forms_fmt(&a, &src, &out, &d));
	alarm(0);
	ck_assert_str_eq(out.p, in.p);
}
END_TEST

/* A search may have phrases in Urdu on the lines that continue it. */
START_TEST(phrases_of_a_search_stay_where_they_are)
{
	static const char sound[] = "earshot 1\ncodebook plan version 1 "
	    "\"Plan\"\nkind priority \"Priority\"\n\npriority P1 \"First\"\n"
	    "  match care\n    or \"\xD8\xA7\" or home\n"
	    "    and \"\xD8\xA7\"\n";
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_source src = { "a.codes", str_of(sound) };
	struct forms_diags d;

	forms_diags_init(&d, &a);
	ck_assert(forms_fmt(&a, &src, &out, &d));
	ck_assert_str_eq(out.p, sound);
}
END_TEST

START_TEST(a_long_name_is_never_cut_inside_a_letter)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf in CLEAN(buf_free) = { 0 };
	struct forms_source src = { .name = "a.form" };
	struct forms_diags d;
	struct forms_form *f;
	size_t i;

	for (i = 0; i < 2; i++) {	/* one of these would cut one in two */
		buf_clear(&in);
		buf_puts(&in, i ? HEAD "page p \"P\"\n  question a" :
		    HEAD "page p \"P\"\n  question aa");
		while (in.n < 2000)
			buf_puts(&in, "\xC3\xA9");
		buf_puts(&in, " line \"Q?\"\n");
		src.text = (struct str){ in.p, in.n };
		forms_diags_init(&d, &a);
		ck_assert(!forms_read(&a, &src, 1, &f, &d));
		ck_assert_str_eq(d.first->id, "E201");
		ck_assert(utf8_valid(d.first->text, strlen(d.first->text),
		    NULL));
	}
}
END_TEST

START_TEST(layout_is_refused_where_lines_cannot_be_told_apart)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct forms_source src = { "a.form",
	    str_of(HEAD "page x \"X\n") };
	struct forms_diags d;

	forms_diags_init(&d, &a);
	ck_assert(!forms_fmt(&a, &src, &out, &d));
	ck_assert_str_eq(d.first->id, "E106");
	ck_assert_uint_eq(out.n, 0);
	src.text = str_of("earshot 1\nconsultation t   \"Test\"\n"
	    "what is this\n");
	ck_assert(forms_fmt(&a, &src, &out, &d));
	ck_assert_str_eq(out.p,
	    "earshot 1\nconsultation t \"Test\"\nwhat is this\n");
}
END_TEST

UNIT_SUITE(files, the_caret_stands_under_the_mistake_past_accents,
    bytes_that_are_no_text_are_shown_as_numbers,
    mistakes_past_the_limit_are_counted_once_each,
    a_form_that_asks_too_much_is_refused_soon, settings_are_read_in_uk_time,
    a_published_form_stays_as_it_was,
    a_form_of_many_modules_can_be_published,
    modules_without_end_are_refused_soon,
    what_could_not_be_read_back_is_not_published,
    settings_that_are_too_long_are_not_called_mistakes,
    a_long_comment_is_laid_out_soon, phrases_of_a_search_stay_where_they_are, a_long_name_is_never_cut_inside_a_letter,
    the_example_is_sound_and_silent,
    a_missing_folder_is_our_trouble_not_the_authors,
    layout_is_refused_where_lines_cannot_be_told_apart)
