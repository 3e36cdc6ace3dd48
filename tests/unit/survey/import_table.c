/* SPDX-License-Identifier: MIT
 *
 * import_table.c -- tests of reading rows out of CSV files and workbooks.
 */
#include "survey/import/import.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdio.h>
#include <unistd.h>
#include <xlsxwriter.h>

static struct arena a;
static char path[] = "/tmp/earshot-table-XXXXXX";
static struct table_how how;
static const char *said;
static struct err e;

static void
write_file(const char *bytes, size_t n)
{
	strcpy(path + strlen(path) - 6, "XXXXXX");
	close(mkstemp(path));
	e = (struct err){ 0 };
	ck_assert(file_write(path, bytes, n, 0600, &e));
}

/* All rows, cells parted by |, rows by /; or what is wrong. */
static const char *
rows(void)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct table *t CLEAN(table_close) = NULL;
	struct table_row r;
	bool got = true;
	size_t i;

	e = (struct err){ 0 };
	if (!table_open(&a, path, &how, &t, &said, &e))
		return e.msg;
	for (;;) {
		if (!table_row(t, &a, &r, &got, &e))
			return e.msg;
		if (!got)
			break;
		for (i = 0; i < r.n; i++)
			buf_printf(&b, "%s%s", i > 0 ? "|" : "", r.cells[i]);
		buf_lit(&b, "/");
	}
	return arena_str(&a, buf_text(&b));
}

static const char *
of(const char *bytes, size_t n)
{
	const char *got;

	write_file(bytes, n);
	got = rows();
	unlink(path);
	return got;
}
#define OF(lit) of(lit, sizeof(lit) - 1)

START_TEST(cells_are_read_as_rfc_4180_says)
{
	ck_assert_str_eq(OF("a,b\r\n1,2\r\n"), "a|b/1|2/");
	ck_assert_str_eq(OF("a,b\n1,2"), "a|b/1|2/");
	ck_assert_str_eq(OF("a,b\r1,2\r"), "a|b/1|2/");
	ck_assert_str_eq(OF("a,b\n\"x, \"\"y\"\"\nz\",2\n"),
	    "a|b/x, \"y\"\nz|2/");
	ck_assert_str_eq(OF("a,b\n,\n\n\"\",\n"), "a|b/|//|/");
	ck_assert_str_eq(OF("a\n=SUM(A1)\n-1+2\n@x\n"), "a/=SUM(A1)/-1+2/@x/");
}
END_TEST

START_TEST(the_separator_is_found_outside_quotation_marks)
{
	ck_assert_str_eq(OF("a;b;\"c,d,e,f\"\n1;2;3\n"), "a|b|c,d,e,f/1|2|3/");
	ck_assert_ptr_nonnull(strstr(said, "semicolons"));
	ck_assert_str_eq(OF("a\tb\n1,5\t2\n"), "a|b/1,5|2/");
	ck_assert_str_eq(OF("sep=;\na;b,c,d\n"), "a|b,c,d/");
	how.separator = ',';
	ck_assert_str_eq(OF("a;b;c\n"), "a;b;c/");
	how.separator = 0;
}
END_TEST

START_TEST(each_encoding_is_told_and_said)
{
	ck_assert_str_eq(OF("\xEF\xBB\xBF" "caf\xC3\xA9,b\n"), "café|b/");
	ck_assert_str_eq(said, "UTF-8 with its mark, cells parted by commas");
	ck_assert_str_eq(OF("caf\xE9,\x80 5,\x93x\x94\n"), "café|€ 5|“x”/");
	ck_assert_ptr_nonnull(strstr(said, "Windows-1252 (a guess"));
	ck_assert_str_eq(OF("\xFF\xFE" "c\0\xE9\0,\0b\0\n\0"), "cé|b/");
	ck_assert_str_eq(OF("\xFE\xFF\0c\0\xE9\0,\0b\0\n"), "cé|b/");
	ck_assert_ptr_nonnull(strstr(said, "UTF-16 (big-endian)"));
	ck_assert_str_eq(OF("c\0,\0b\0\n\0""1\0,\0""2\0\n\0"), "c|b/1|2/");
	ck_assert_str_eq(OF("\x3D\xD8\x00\xDE,\0b\0\n\0\n\0\n\0\n\0")
	    , "😀|b////");	/* a letter of two units; no mark */
}
END_TEST

START_TEST(letters_that_fall_between_two_pieces_stay_whole)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *got;
	size_t i;

	for (i = 0; i < 40000; i++)
		buf_lit(&b, "\xE2\x82\xAC" "a,");
	buf_lit(&b, "\n");
	how.separator = ';';
	got = of(b.p, b.n);
	how.separator = 0;
	ck_assert_uint_eq(strlen(got), b.n);
	ck_assert(utf8_valid(got, strlen(got), NULL));
	ck_assert_uint_eq(utf8_count(got, strlen(got)), 40000 * 3 + 1);
}
END_TEST

START_TEST(what_is_wrong_is_told_with_row_and_column)
{
	static const struct { const char *bytes; size_t n; const char *says; }
	v[] = {
#define WRONG(lit, says) { lit, sizeof(lit) - 1, says }
		WRONG("a,b\n1,\"2\n3,4\n", "row 2: a quotation mark opens in "
		    "its cell 2"),
		WRONG("a,b\n1,\"2\"x\n", "row 2, column B: something stands"),
		WRONG("a,b\n\n1,2\"\n", "row 3, column B: a quotation mark"),
		WRONG("a,b\n1,\0\n", "row 2, column B: a NUL"),
		WRONG("a,\xC3\xA9\n1,caf\xE9\n", "line 2 has bytes that are "
		    "not UTF-8"),
		WRONG("\xEF\xBB\xBF" "a,b\n1,caf\xE9\n", "row 2, column B: bytes "
		    "that are not UTF-8"),
		WRONG("\xFF\xFE" "a\0\n\0b", "row 2, column A: half a letter"),
		WRONG("a\n\x81\n", "row 2, column A: a byte (0x81) that is no "
		    "letter"),
		WRONG("PK\3\4xx", "import it with `xlsx`"),
		WRONG("", "the file is empty"),
	};
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		const char *got = of(v[i].bytes, v[i].n);

		ck_assert_msg(strstr(got, v[i].says) != NULL, "%zu: %s", i,
		    got);
		ck_assert_int_eq(e.code, ERR_INPUT);
	}
}
END_TEST

START_TEST(a_cell_without_end_is_refused_and_does_not_fill_memory)
{
	size_t n = (size_t)3 << 20;
	char *s = arena_get(&a, n, 1);

	memset(s, 'x', n);
	memcpy(s, "a,b\n1,\"", 7);
	ck_assert_ptr_nonnull(strstr(of(s, n), "row 2, column B: this cell has "
	    "more than a million"));
}
END_TEST

/* ---- workbooks --------------------------------------------------------------------- */

static void
write_book(void)
{
	lxw_workbook *b = workbook_new(path);
	lxw_worksheet *s = workbook_add_worksheet(b, "Form1");
	lxw_format *day = workbook_add_format(b), *own = workbook_add_format(b);
	lxw_datetime when = { 2026, 6, 3, 14, 5, 9 }, date = { 2026, 5, 14,
	    0, 0, 0 };

	format_set_num_format(day, "m/d/yy h:mm");
	format_set_num_format(own, "[$-409]dd \"of\" mmm yyyy");
	worksheet_write_string(s, 0, 0, "When", NULL);
	worksheet_write_string(s, 0, 1, "Old", NULL);
	worksheet_write_string(s, 0, 3, "Said", NULL);
	worksheet_write_datetime(s, 1, 0, &when, day);
	worksheet_write_number(s, 1, 1, 41.5, NULL);
	worksheet_write_string(s, 1, 3, "=1+1 & <b>café</b>", NULL);
	worksheet_write_datetime(s, 3, 0, &date, own);
	worksheet_write_number(s, 3, 1, 0.1 + 0.2, NULL);
	worksheet_write_boolean(s, 3, 2, 1, NULL);
	worksheet_write_formula_num(s, 3, 3, "=1+1", NULL, 2);
	s = workbook_add_worksheet(b, "Other");
	worksheet_write_string(s, 0, 0, "another sheet", NULL);
	ck_assert_int_eq(workbook_close(b), LXW_NO_ERROR);
}

START_TEST(a_sheet_is_read_with_its_dates_and_numbers)
{
	write_file("", 0);
	write_book();
	how.xlsx = true;
	ck_assert_str_eq(rows(), "When|Old||Said/2026-06-03 14:05:09|41.5||"
	    "=1+1 & <b>café</b>/2026-05-14|0.3|TRUE|2/");
	ck_assert_str_eq(said, "a workbook, its sheet \"Form1\"");
	how.sheet = "Other";
	ck_assert_str_eq(rows(), "another sheet/");
	how.sheet = "None";
	ck_assert_ptr_nonnull(strstr(rows(), "no sheet \"None\""));
	how = (struct table_how){ 0 };
	ck_assert_ptr_nonnull(strstr(rows(), "import it with `xlsx`"));
	unlink(path);
}
END_TEST

START_TEST(a_workbook_that_is_damaged_is_refused)
{
	struct str s;
	size_t cut;

	write_file("", 0);
	write_book();
	how.xlsx = true;
	ck_assert(file_read(&a, path, 1 << 20, &s, &e));
	for (cut = 0; cut < s.n; cut += s.n / 40) {
		ck_assert(file_write(path, s.p, cut, 0600, &e));
		rows();
		ck_assert_msg(e.code != ERR_NONE, "read when cut at %zu of %zu",
		    cut, s.n);
	}
	ck_assert(file_write(path, "a,b\n1,2\n", 8, 0600, &e));
	ck_assert_ptr_nonnull(strstr(rows(), "this is not a workbook"));
	how = (struct table_how){ 0 };
	unlink(path);
}
END_TEST

/* A workbook out of the XML of its sheet. */
static void
raw_book(const char *sheet)
{
	static const char workbook[] = "<workbook xmlns:r='r'><sheets><sheet "
	    "name='S' r:id='a'/></sheets></workbook>", links[] =
	    "<Relationships><Relationship Id='a' Target='worksheets/s.xml'/>"
	    "</Relationships>";
	const char *const parts[][2] = { { "xl/workbook.xml", workbook },
	    { "xl/_rels/workbook.xml.rels", links },
	    { "xl/worksheets/s.xml", sheet } };
	struct archive *z = archive_write_new();
	struct archive_entry *entry;
	size_t i;

	archive_write_set_format_zip(z);
	ck_assert_int_eq(archive_write_open_filename(z, path), ARCHIVE_OK);
	for (i = 0; i < LEN(parts); i++) {
		entry = archive_entry_new();
		archive_entry_set_pathname(entry, parts[i][0]);
		archive_entry_set_size(entry, (int64_t)strlen(parts[i][1]));
		archive_entry_set_filetype(entry, AE_IFREG);
		ck_assert_int_eq(archive_write_header(z, entry), ARCHIVE_OK);
		archive_write_data(z, parts[i][1], strlen(parts[i][1]));
		archive_entry_free(entry);
	}
	ck_assert_int_eq(archive_write_free(z), ARCHIVE_OK);
}

START_TEST(a_sheet_that_is_hostile_is_refused)
{
	write_file("", 0);
	how.xlsx = true;
	raw_book("<worksheet><sheetData><row r='2'><c r='B2' t='inlineStr'>"
	    "<is><t>x</t><r><t>y</t></r></is></c></row><row><c><v>1</v></c>"
	    "</row></sheetData></worksheet>");
	ck_assert_str_eq(rows(), "|xy/1/");	/* the control */
	raw_book("<worksheet><sheetData><row><c t='e'><v>#REF!</v></c></row>"
	    "</sheetData></worksheet>");
	ck_assert_ptr_nonnull(strstr(rows(), "row 1, column A: the formula "
	    "there failed (#REF!)"));
	raw_book("<!DOCTYPE w [<!ENTITY x 'xxxxxxxxxx'>]><worksheet><sheetData>"
	    "<row><c><v>&x;</v></c></row></sheetData></worksheet>");
	ck_assert_ptr_nonnull(strstr(rows(), "declares a type of document"));
	raw_book("<worksheet><sheetData><row><c r='ZZZZ1'><v>1</v></c></row>"
	    "</sheetData></worksheet>");
	ck_assert_ptr_nonnull(strstr(rows(), "row 1 has more than 4000"));
	raw_book("<worksheet><sheetData><row></sheetData></worksheet>");
	ck_assert_ptr_nonnull(strstr(rows(), "is not the XML"));
	how = (struct table_how){ 0 };
	unlink(path);
}
END_TEST

/* Row by row: a file of many rows is not held in memory. */
START_TEST(rows_are_read_one_by_one)
{
	struct buf b CLEAN(buf_free) = { .max = 64 << 20 };
	struct table *t CLEAN(table_close) = NULL;
	struct table_row r;
	size_t i, n = 0;
	bool got = true;

	for (i = 0; i < 200000; i++)
		buf_printf(&b, "R%zu,some words,\"and, more\"\r\n", i);
	write_file(b.p, b.n);
	ck_assert(table_open(&a, path, &how, &t, &said, &e));
	for (;;) {
		struct arena row CLEAN(arena_free) = { 0 };

		ck_assert(table_row(t, &row, &r, &got, &e));
		if (!got)
			break;
		ck_assert_uint_eq(r.n, 3);
		ck_assert_uint_eq(r.number, ++n);
	}
	ck_assert_uint_eq(n, 200000);
	ck_assert(table_again(t, &e));
	ck_assert(table_row(t, &a, &r, &got, &e));
	ck_assert_str_eq(r.cells[0], "R0");
	unlink(path);
}
END_TEST

UNIT_SUITE(import_table, cells_are_read_as_rfc_4180_says,
    the_separator_is_found_outside_quotation_marks,
    each_encoding_is_told_and_said,
    letters_that_fall_between_two_pieces_stay_whole,
    what_is_wrong_is_told_with_row_and_column,
    a_cell_without_end_is_refused_and_does_not_fill_memory,
    a_sheet_is_read_with_its_dates_and_numbers,
    a_workbook_that_is_damaged_is_refused,
    a_sheet_that_is_hostile_is_refused, rows_are_read_one_by_one)
