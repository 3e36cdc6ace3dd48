/* SPDX-License-Identifier: MIT
 *
 * paper_pdf.c -- tests of the questionnaire on paper as a PDF.
 */
#include "print/print.h"
#include "tests/unit/print/pdf_read.h"
#include "tests/unit/print/suites.h"
#include "tests/unit/unit.h"

#include <unistd.h>

/* Every kind of question there is. */
static const char every_kind[] = "tests/golden/paper/every-kind.form";

static struct forms_form *
form_in(struct arena *a, const char *path)
{
	struct buf said CLEAN(buf_free) = { 0 };
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };
	struct str text;

	ck_assert_msg(file_read(a, path, 1 << 20, &text, &e), "%s", e.msg);
	forms_diags_init(&d, a);
	if (!forms_read(a, &(struct forms_source){ path, text }, 1, &f, &d)) {
		forms_diags_print(&said, &d);
		ck_abort_msg("%s", buf_text(&said));
	}
	return f;
}

static void
write_pdf(struct pdf_file *f, const struct forms_form *form,
    const struct print_paper *o, size_t *pages)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct err e = { 0 };

	ck_assert_msg(print_paper_pdf(form, o, &b, pages, &e), "%s", e.msg);
	pdf_file_take(f, &b);
}

/* The words between the tags of a page, each run of them by itself. */
static void
each_word(const char *html, bool (*found)(void *, const char *), void *arg)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *p = strstr(html, "<body>"), *end;

	while (p != NULL && *p != '\0') {
		p = strchr(p, '>');
		if (p == NULL)
			return;
		end = strchr(++p, '<');
		if (end == NULL)
			return;
		while (p < end) {
			size_t n = strcspn(p, " \n<");

			if (n > 0 && memchr(p, '&', n) == NULL)
				ck_assert_msg(found(arg, arena_strn(&a, p, n)),
				    "\"%.*s\" is not in the PDF", (int)n, p);
			p += n + (p[n] != '<');
		}
		p = end;
	}
}

static bool
is_there(void *arg, const char *word)
{
	return pdf_has(arg, word);
}

START_TEST(every_word_of_the_page_is_in_the_pdf)
{
	static const int sizes[] = { 12, 18, 24 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf html CLEAN(buf_free) = { 0 };
	struct forms_form *f = form_in(&a, every_kind);
	size_t pages, i;

	ck_assert(print_paper_html(f, &html));
	for (i = 0; i < LEN(sizes); i++) {
		struct pdf_file p = { 0 };

		write_pdf(&p, f, &(struct print_paper){ .size = sizes[i] },
		    &pages);
		ck_assert_uint_eq(pages % 4, 0);
		ck_assert_int_eq(pdf_pages(&p), (int)pages);
		pdf_read_structure(&p);
		/* Its title, and what the edition for the screen says. */
		each_word(buf_text(&html), is_there, &p);
		ck_assert(!pdf_has(&p, "nobodywrotethis"));
		pdf_file_free(&p);
	}
}
END_TEST

START_TEST(copies_are_alike_but_for_their_numbers)
{
	static const uint32_t serials[] = { 421, 422, 99999 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_form *f = form_in(&a, every_kind);
	struct pdf_file one = { 0 }, all = { 0 };
	size_t pages, each, i;
	char show[FORMS_SERIAL_SIZE];

	write_pdf(&one, f, &(struct print_paper){ .size = 12 }, &pages);
	write_pdf(&all, f, &(struct print_paper){ .size = 12,
	    .serials = serials, .n = 3 }, &each);
	ck_assert_uint_eq(each, pages);
	ck_assert_int_eq(pdf_pages(&all), (int)(3 * pages));
	for (i = 0; i < LEN(serials); i++) {
		forms_serial_put(serials[i], show);
		ck_assert_uint_eq(pdf_count(&all, show), pages);
		ck_assert(!pdf_has(&one, show));
	}
	ck_assert_uint_eq(pdf_count(&all, "Howtofillthisin"),
	    3 * pdf_count(&one, "Howtofillthisin"));
	pdf_file_free(&one);
	pdf_file_free(&all);
}
END_TEST

START_TEST(the_same_form_gives_the_same_bytes)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	const struct print_paper o = { .size = 18 };
	struct forms_form *f = form_in(&a, every_kind);
	struct err e = { 0 };
	size_t pages;

	ck_assert(print_paper_pdf(f, &o, &one, &pages, &e));
	ck_assert(print_paper_pdf(f, &o, &two, &pages, &e));
	ck_assert_uint_eq(one.n, two.n);
	ck_assert_mem_eq(one.p, two.p, one.n);
}
END_TEST

/* What pdftotext leaves out: fields, and whether anything says PDF/A. */
START_TEST(an_edition_for_the_screen_has_a_field_for_each_answer)
{
	static const char *const names[] = { "(", "/Tx", "/Btn" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_form *f = form_in(&a, every_kind);
	struct pdf_file p = { 0 };
	const char *file;
	size_t pages, i, n;

	write_pdf(&p, f, &(struct print_paper){ .size = 12, .fillable = true },
	    &pages);
	file = pdf_tool(&p, "qpdf --qdf --object-streams=disable '%s' - | "
	    "iconv -f latin1 -t utf8");
	for (i = 0; i < LEN(names); i++)
		ck_assert_ptr_nonnull(strstr(file, names[i]));
	ck_assert_ptr_null(strstr(file, "pdfaid:part"));
	ck_assert_ptr_nonnull(strstr(file, "pdfuaid:part"));
	for (i = 0, n = 0; i < f->n_fields; i++)
		n += f->fields[i].q->type == FORMS_TEXT;
	ck_assert_uint_gt(n, 0);
	pdf_file_free(&p);
	write_pdf(&p, f, &(struct print_paper){ .size = 12 }, &pages);
	file = pdf_tool(&p, "qpdf --qdf --object-streams=disable '%s' - | "
	    "iconv -f latin1 -t utf8");
	ck_assert_ptr_null(strstr(file, "/AcroForm"));
	ck_assert_ptr_nonnull(strstr(file, "pdfaid:part"));
	pdf_file_free(&p);
}
END_TEST

UNIT_SUITE(paper_pdf, every_word_of_the_page_is_in_the_pdf,
    copies_are_alike_but_for_their_numbers, the_same_form_gives_the_same_bytes,
    an_edition_for_the_screen_has_a_field_for_each_answer)
