/* SPDX-License-Identifier: MIT
 *
 * pdf_page.c -- tests of what stands where on the pages of a PDF.
 */
#include "print/print.h"
#include "tests/unit/print/pdf_read.h"
#include "tests/unit/print/sample.h"
#include "tests/unit/print/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

bool	pdf_print(const struct report *, const char *font_dir, struct buf *,
	    struct err *);

START_TEST(a_sheet_is_one_page_without_cover_or_contents)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };

	pdf_file_write(&f, sample_sheet(&a));
	ck_assert_int_eq(pdf_pages(&f), 1);
	ck_assert(pdf_has(&f, "Recovery key sheet"));
	ck_assert(pdf_has(&f, "3f9a 77c1 0b24 e6d8 51aa 9c03 7f42 bb19"));
	ck_assert(pdf_has(&f, "3f9a77c10b24e6d851aa9c037f42bb190c5d8e31d2f6"
	    "4407a1b963ce58f02d7b3f9a77c10b24e6d851aa9c037f42bb190c5d8e31d2"
	    "f64407"));
	ck_assert(!pdf_has(&f, "Contents"));
}
END_TEST

START_TEST(a_report_of_many_sections_counts_its_pages)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	int n;

	pdf_file_write(&f, sample_long(&a, 20));
	n = pdf_pages(&f);
	ck_assert_int_gt(n, 40);
	ck_assert(pdf_has(&f, arena_printf(&a, "Page %d of %d", n, n)));
	ck_assert(pdf_has(&f, arena_printf(&a, "Page 2 of %d", n)));
	ck_assert(!pdf_has(&f, arena_printf(&a, "Page %d of", n + 1)));
}
END_TEST

/* Runs pdftotext over one page. */
static const char *
page_text(struct pdf_file *f, int page)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return pdf_tool(f, arena_printf(&a, "pdftotext -layout -f %d -l %d "
	    "'%%s' -", page, page));
}

START_TEST(the_contents_give_the_page_of_each_section)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_long(&a, 3);
	size_t i;

	pdf_file_write(&f, r);
	for (i = 0; i < r->n_sections; i++) {
		const char *line = strstr(page_text(&f, 2),
		    r->sections[i].title), *end;
		char number[8] = "";
		int page;

		ck_assert(line != NULL);
		end = strchr(line, '\n');
		ck_assert(end != NULL && end - line > 4);
		memcpy(number, end - 4, 4);
		page = atoi(number);
		ck_assert_int_gt(page, 2);
		ck_assert_msg(strstr(page_text(&f, page),
		    r->sections[i].title) != NULL, "\"%s\" is not on page %d",
		    r->sections[i].title, page);
		ck_assert(strstr(page_text(&f, page), r->sections[i].rail) !=
		    NULL);
	}
}
END_TEST

START_TEST(captions_stand_on_the_page_of_their_tables)
{
	static const struct { const char *caption, *header, *end; } v[] = {
		{ "Figure 2 and Table 2.", "disagree", "[c] Hidden" },
		{ "Table 3.", "For  ", "One plan all staff can see" },
		{ "Table 4.", "Against or", "Plan not followed in a crisis" },
		{ "Table 5.", "Share", "All individuals" }
	};
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	int page, n;
	size_t i;

	pdf_file_write(&f, sample_report(&a));
	n = pdf_pages(&f);
	for (i = 0; i < LEN(v); i++) {
		for (page = 1; page <= n && strstr(page_text(&f, page),
		    v[i].caption) == NULL; page++)
			;
		ck_assert_int_le(page, n);
		ck_assert(strstr(page_text(&f, page), v[i].header) != NULL);
		ck_assert_msg(strstr(page_text(&f, page), v[i].end) != NULL,
		    "%s is cut", v[i].caption);
	}
}
END_TEST

START_TEST(counts_with_no_break_spaces_stay_on_one_line)
{
	static const char *const counts[] = { "(371 of 405, 92%)",
	    "(96 of 193, 50%)", "(71 of 396, 18%)", "(300 of 398, 75%)",
	    "398 of 412 (97%)", "9% (31 of 361)" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *text;
	size_t i;

	pdf_file_write(&f, sample_report(&a));
	text = pdf_tool(&f, "pdftotext -layout '%s' - | sed 's/\xC2\xA0/ /g'");
	for (i = 0; i < LEN(counts); i++)
		ck_assert_msg(strstr(text, counts[i]) != NULL, "%s is broken "
		    "over two lines", counts[i]);
}
END_TEST

/* The number after name in a line of pdftotext -bbox. */
static double
number_after(const char *line, const char *name)
{
	const char *s = strstr(line, name);

	ck_assert(s != NULL);
	return strtod(s + strlen(name), NULL);
}

START_TEST(no_word_runs_over_a_margin)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct report *all[] = { sample_report(&a), sample_hard(&a),
	    sample_sheet(&a), sample_hard(&a) };
	size_t i, words = 0;

	all[3]->rtl = true;
	for (i = 0; i < LEN(all); i++) {
		struct pdf_file f CLEAN(pdf_file_free) = { 0 };
		const char *s;

		pdf_file_write(&f, all[i]);
		s = pdf_tool(&f, "pdftotext -bbox '%s' -");
		for (; (s = strstr(s, "<word ")) != NULL; s++, words++) {
			ck_assert_double_ge(number_after(s, "xMin=\""), 55);
			ck_assert_double_le(number_after(s, "xMax=\""), 540);
			ck_assert_double_ge(number_after(s, "yMin=\""), 28);
			ck_assert_double_le(number_after(s, "yMax=\""), 830);
		}
	}
	ck_assert_uint_gt(words, 1000);
}
END_TEST

/* Where the second page's foot has the word "Page". */
static double
foot_x(const struct report *r)
{
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *s;

	pdf_file_write(&f, r);
	s = strstr(pdf_tool(&f, "pdftotext -f 2 -l 2 -bbox '%s' - | "
	    "grep '>Page<'"), "<word");
	ck_assert(s != NULL);
	return number_after(s, "xMin=\"");
}

START_TEST(a_report_from_right_to_left_is_mirrored)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct report *r = sample_report(&a);

	ck_assert_double_gt(foot_x(r), 400);
	r->rtl = true;
	ck_assert_double_lt(foot_x(r), 60);
}
END_TEST

START_TEST(a_report_with_nothing_in_it_is_a_file_all_the_same)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct report *r = arena_new(&a, struct report);
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };

	r->lang = "en";
	r->title = "Nothing";
	r->date = (struct date){ 2024, 1, 1 };
	pdf_file_write(&f, r);
	ck_assert_int_eq(pdf_pages(&f), 1);
	ck_assert(pdf_has(&f, "Nothing"));
	ck_assert(strstr(pdf_tool(&f, "qpdf --check '%s' && echo clean"),
	    "clean") != NULL);
}
END_TEST

START_TEST(the_tag_is_on_every_page)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_report(&a);
	int n;

	r->tag = "Rehearsal: made-up answers";
	pdf_file_write(&f, r);
	n = pdf_pages(&f);
	ck_assert_int_eq((int)pdf_count(&f, r->tag), n);
}
END_TEST

START_TEST(a_missing_font_names_its_package)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };

	ck_assert(!pdf_print(sample_report(&a), "/nonexistent", &b, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert(strstr(e.msg, "fonts-noto-core") != NULL);
	ck_assert(strstr(e.msg, "NotoSans") != NULL);
	ck_assert_uint_eq(b.n, 0);
}
END_TEST

START_TEST(a_path_that_cannot_be_written_is_an_error)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct err e = { 0 };

	ck_assert(!print_pdf(sample_sheet(&a), "/nonexistent/x.pdf", &e));
	ck_assert_int_eq(e.code, ERR_IO);
}
END_TEST

START_TEST(other_scripts_bring_their_fonts_and_languages)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *s;

	pdf_file_write(&f, sample_report(&a));
	s = pdf_tool(&f, "pdffonts '%s'");
	ck_assert(strstr(s, "+NotoSansGujarati-Regular") != NULL);
	ck_assert(strstr(s, "+NotoNaskhArabic-Regular") != NULL);
	ck_assert(strstr(s, "+NotoSansTamil") == NULL);
	ck_assert(strstr(s, " no ") == NULL);	/* embedded, subset, Unicode */
	s = pdf_tool(&f, "qpdf --qdf --object-streams=disable '%s' - | "
	    "grep -a '/Lang'");
	ck_assert(strstr(s, "/Lang (gu)") != NULL);
	ck_assert(strstr(s, "/Lang (ur)") != NULL);
	ck_assert(strstr(s, "/Lang (fr)") == NULL);
}
END_TEST

START_TEST(the_covers_dots_are_a_figure_that_has_words)
{
	static const char command[] = "qpdf --json=2 --json-key=qpdf "
	    "--json-stream-data=none '%s'";
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_report(&a);

	r->dots_alt = "Dots in three fields.";
	pdf_file_write(&f, r);
	ck_assert(strstr(pdf_tool(&f, command), "u:Dots in three fields.") !=
	    NULL);
	/* The control: without words they are decoration. */
	r->dots_alt = NULL;
	pdf_file_free(&f);
	f = (struct pdf_file){ 0 };
	pdf_file_write(&f, r);
	ck_assert(strstr(pdf_tool(&f, command), "u:Dots in") == NULL);
}
END_TEST

START_TEST(marks_in_a_title_do_not_break_the_metadata)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_sheet(&a);
	const char *s;

	r->title = "Care & \"comfort\" <now>, ]]> here (\\ 50%)";
	r->owner = "A & B";
	pdf_file_write(&f, r);
	s = pdf_tool(&f, "pdfinfo -meta '%s'");
	ck_assert(strstr(s, "Care &amp; ") != NULL);
	ck_assert(strstr(s, "&lt;now") != NULL);
	ck_assert(strstr(s, "A &amp; B") != NULL);
	ck_assert(strstr(s, "& ") == NULL);
	s = pdf_tool(&f, "pdfinfo '%s'");
	ck_assert(strstr(s, "Care & \"comfort\" <now>, ]]> here (\\ 50%)") !=
	    NULL);
}
END_TEST

UNIT_SUITE(pdf_page, a_sheet_is_one_page_without_cover_or_contents,
    a_report_of_many_sections_counts_its_pages,
    the_contents_give_the_page_of_each_section,
    captions_stand_on_the_page_of_their_tables,
    counts_with_no_break_spaces_stay_on_one_line, no_word_runs_over_a_margin,
    a_report_from_right_to_left_is_mirrored,
    a_report_with_nothing_in_it_is_a_file_all_the_same,
    the_tag_is_on_every_page, a_missing_font_names_its_package,
    a_path_that_cannot_be_written_is_an_error,
    other_scripts_bring_their_fonts_and_languages,
    the_covers_dots_are_a_figure_that_has_words,
    marks_in_a_title_do_not_break_the_metadata)
