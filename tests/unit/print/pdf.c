/* SPDX-License-Identifier: MIT
 *
 * pdf.c -- tests of the report as a tagged PDF, read back by poppler and
 * qpdf.
 */
#include "print/print.h"
#include "tests/unit/print/pdf_read.h"
#include "tests/unit/print/sample.h"
#include "tests/unit/print/suites.h"
#include "tests/unit/unit.h"

#include <locale.h>
#include <stdio.h>
#include <time.h>

/* print/pdf/pdf.h needs HarfBuzz and libharu: this is all a test wants. */
bool	pdf_print(const struct report *, const char *font_dir, struct buf *,
	    struct err *);
#define WORD	"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
#define FONTS	"/usr/share/fonts/truetype/noto"

static void
bytes_of(struct buf *b, const struct report *r)
{
	struct err e = { 0 };

	ck_assert_msg(pdf_print(r, FONTS, b, &e), "%s", e.msg);
}

START_TEST(the_same_tree_gives_the_same_bytes_in_any_zone_and_locale)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	struct buf other CLEAN(buf_free) = { 0 };
	struct report *r = sample_report(&a);

	bytes_of(&one, r);
	setenv("TZ", "Pacific/Kiritimati", 1);
	tzset();
	ck_assert(setlocale(LC_ALL, "C.utf8") != NULL);
	bytes_of(&two, sample_report(&a));
	ck_assert_uint_eq(one.n, two.n);
	ck_assert_mem_eq(one.p, two.p, one.n);
	/* The control: a different date is a different file. */
	r->date.day = 24;
	bytes_of(&other, r);
	ck_assert(other.n != one.n || memcmp(other.p, one.p, one.n) != 0);
}
END_TEST

START_TEST(the_file_says_what_it_is)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *info;

	pdf_file_write(&f, sample_report(&a));
	info = pdf_tool(&f, "pdfinfo '%s'");
	ck_assert(strstr(info, "Title:           All-Age Palliative") != NULL);
	ck_assert(strstr(info, "Tagged:          yes") != NULL);
	ck_assert(strstr(info, "Mon Sep 23 00:00:00 2024") != NULL);
	info = pdf_tool(&f, "pdfinfo -meta '%s'");
	ck_assert(strstr(info, "<pdfuaid:part>1<") != NULL);
	ck_assert(strstr(info, "<pdfaid:part>2<") != NULL);
	ck_assert(strstr(info, "<pdfaid:conformance>A<") != NULL);
	info = pdf_tool(&f, "qpdf --check '%s' && echo clean");
	ck_assert(strstr(info, "clean") != NULL);
}
END_TEST

START_TEST(poppler_can_use_the_colour_profile)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };

	pdf_file_write(&f, sample_sheet(&a));
	ck_assert_str_eq(pdf_tool(&f,
	    "pdftoppm -r 10 '%s' 2>&1 >/dev/null"), "");
}
END_TEST

/* ---- every word of the tree is on a page -------------------------------- */

static void
look_for(const struct pdf_file *f, const char *words)
{
	if (words == NULL)
		return;
	ck_assert_msg(pdf_has(f, words), "the PDF does not say \"%s\"", words);
}

static void
look_for_text(const struct pdf_file *f, const struct report_text *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		look_for(f, t->v[i].text);
}

static void
look_for_table(const struct pdf_file *f, const struct report *r,
    const struct report_table *t)
{
	size_t i, c;

	for (c = 0; c < t->n_columns; c++)
		look_for(f, t->columns[c].words);
	for (i = 0; i < t->n_rows; i++)
		for (c = 0; c < (t->rows[i].kind == ROW_GROUP ? 1 :
		    t->n_columns); c++) {
			struct buf b CLEAN(buf_free) = { 0 };

			print_cell(&b, r, &t->rows[i].cells[c]);
			/* Negative numbers are said with U+2212. */
			if (strncmp(buf_text(&b), "–", strlen("–")) == 0)
				look_for(f, b.p + strlen("–"));
			else
				look_for(f, buf_text(&b));
		}
}

static void
look_for_exhibit(const struct pdf_file *f, const struct report *r,
    const struct report_exhibit *x)
{
	size_t i;

	look_for(f, x->number);
	look_for(f, x->title);
	look_for(f, x->base);
	for (i = 0; i < x->n_notes; i++)
		look_for(f, x->notes[i]);
	if (x->table != NULL)
		look_for_table(f, r, x->table);
}

static bool
has_arabic(const char *s)
{
	while (*s != '\0') {
		uint32_t c = utf8_next(&s);

		if (c >= 0x600 && c < 0x700)
			return true;
	}
	return false;
}

static void
look_for_block(const struct pdf_file *f, const struct report *r,
    const struct report_block *b)
{
	size_t i;

	look_for(f, b->heading);
	look_for(f, b->rail);
	look_for_text(f, &b->text);
	look_for_text(f, &b->minor);
	for (i = 0; i < b->n; i++) {
		if (b->items != NULL)
			look_for_text(f, &b->items[i]);
		if (b->facts != NULL)
			look_for(f, b->facts[i].label);
		if (b->facts != NULL)
			look_for_text(f, &b->facts[i].text);
		if (b->numbers != NULL)
			look_for(f, b->numbers[i].words);
		if (b->tracks != NULL)
			look_for_text(f, &b->tracks[i].text);
		/* What runs from right to left is said by its element. */
		if (b->quotes != NULL && !has_arabic(b->quotes[i].text))
			look_for(f, b->quotes[i].text);
		if (b->quotes != NULL)
			look_for(f, b->quotes[i].who);
	}
	if (b->exhibit != NULL)
		look_for_exhibit(f, r, b->exhibit);
}

static void
look_for_all(const struct pdf_file *f, const struct report *r)
{
	size_t s, i;

	look_for(f, r->title);
	look_for(f, r->kicker);
	look_for(f, r->dots_words);
	for (i = 0; i < r->n_cover; i++)
		look_for_text(f, &r->cover[i].text);
	for (s = 0; s < r->n_sections; s++) {
		look_for(f, r->sections[s].rail);
		look_for(f, r->sections[s].title);
		for (i = 0; i < r->sections[s].n; i++)
			look_for_block(f, r, &r->sections[s].blocks[i]);
	}
}

START_TEST(every_word_and_number_of_the_tree_is_in_the_text)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_report(&a);

	pdf_file_write(&f, r);
	look_for_all(&f, r);
	ck_assert(!pdf_has(&f, "words that nobody wrote"));	/* control */
}
END_TEST

START_TEST(awkward_words_are_all_in_the_structure)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_hard(&a);

	pdf_file_write(&f, r);
	pdf_read_structure(&f);
	look_for(&f, r->title);
	look_for(&f, WORD WORD);
	look_for(&f, "First line.");
	look_for(&f, "👩‍👩‍👧 and 你好.");
	look_for(&f, "Row number 89");
	look_for(&f, "A heading that skips a level and is long enough to run "
	    "over the end of its line");
}
END_TEST

/* ---- structure ------------------------------------------------------------ */

START_TEST(a_number_below_zero_is_said_with_its_minus)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	struct pdf_file g CLEAN(pdf_file_free) = { 0 };
	struct report *r = sample_report(&a);

	pdf_file_write(&f, r);
	ck_assert(pdf_has(&f, "\xE2\x88\x92" "19"));
	r->w_minus = "minus ";
	pdf_file_write(&g, r);
	ck_assert(pdf_has(&g, "minus 19"));
	ck_assert(!pdf_has(&f, "minus 19"));
}
END_TEST

START_TEST(there_is_one_title_and_no_heading_level_is_skipped)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct report *all[] = { sample_report(&a), sample_hard(&a),
	    sample_sheet(&a) };
	size_t i;

	for (i = 0; i < LEN(all); i++) {
		struct pdf_file f CLEAN(pdf_file_free) = { 0 };
		const char *s;
		int last = 0, titles = 0;

		pdf_file_write(&f, all[i]);
		s = pdf_tool(&f, "pdfinfo -struct '%s'");
		while ((s = strstr(s, " H")) != NULL) {
			int level = s[2] - '0';

			s += 2;
			if (level < 1 || level > 6 || strncmp(s + 1, " (block",
			    7) != 0)
				continue;
			titles += level == 1;
			ck_assert_int_le(level, last + 1);
			last = level;
		}
		ck_assert_int_eq(titles, 1);
	}
}
END_TEST

START_TEST(bookmarks_are_the_headings)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *s;
	size_t n = 0;

	pdf_file_write(&f, sample_report(&a));
	s = pdf_tool(&f, "qpdf --json --json-key=outlines '%s'");
	ck_assert(strstr(s, "\"title\": \"All-Age Palliative and End of Life "
	    "Care Strategy\"") != NULL);
	ck_assert(strstr(s, "\"title\": \"The steps\"") != NULL);
	while ((s = strstr(s, "\"title\":")) != NULL) {
		s++;
		n++;
	}
	s = pdf_tool(&f, "pdfinfo -struct '%s' | grep -c 'H[1-6] (block'");
	ck_assert_int_eq((int)n, atoi(s));
}
END_TEST

START_TEST(a_long_table_repeats_its_header_outside_the_structure)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *header = "What people said, at length";

	pdf_file_write(&f, sample_hard(&a));
	ck_assert_uint_gt(pdf_count(&f, header), 2);
	pdf_read_structure(&f);
	ck_assert_uint_eq(pdf_count(&f, header), 2);	/* of two tables */
}
END_TEST

START_TEST(cells_name_their_headers)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct pdf_file f CLEAN(pdf_file_free) = { 0 };
	const char *s;

	pdf_file_write(&f, sample_report(&a));
	s = pdf_tool(&f, "pdfinfo -struct-text '%s'");
	ck_assert(strstr(s, "TH <t1-c1>:") != NULL);
	ck_assert(strstr(s, "/Scope /Column") != NULL);
	ck_assert(strstr(s, "/Scope /Row") != NULL);
	ck_assert(strstr(s, "/Headers [(t1-c1) (t1-r0)]") != NULL);
	/* In a grouped table, the group as well. */
	ck_assert(strstr(s, "/Headers [(t5-c1) (t5-g0) (t5-r1)]") != NULL);
	ck_assert(strstr(s, "/ColSpan 4") != NULL);
}
END_TEST

UNIT_SUITE(pdf, the_same_tree_gives_the_same_bytes_in_any_zone_and_locale,
    the_file_says_what_it_is, poppler_can_use_the_colour_profile,
    every_word_and_number_of_the_tree_is_in_the_text,
    awkward_words_are_all_in_the_structure,
    a_number_below_zero_is_said_with_its_minus,
    there_is_one_title_and_no_heading_level_is_skipped,
    bookmarks_are_the_headings,
    a_long_table_repeats_its_header_outside_the_structure,
    cells_name_their_headers)
