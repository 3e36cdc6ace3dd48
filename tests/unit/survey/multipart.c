/* SPDX-License-Identifier: MIT
 *
 * multipart.c -- tests of forms that bring files.
 */
#include "survey/http/http.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

static struct arena a;
static struct http_pairs pairs;
static struct http_files files;
static struct err e;

static bool
reads_bytes(const char *s, size_t n)
{
	e = (struct err){ 0 };
	return http_decode_parts(&a, (struct str){ s, n }, "XX", &pairs,
	    &files, &e);
}

static bool
reads(const char *s)
{
	return reads_bytes(s, strlen(s));
}

#define TEXT(name, value) "--XX\r\nContent-Disposition: form-data; " \
	"name=\"" name "\"\r\n\r\n" value "\r\n"
#define FILE_PART(name, file, value) "--XX\r\nContent-Disposition: form-" \
	"data; name=\"" name "\"; filename=\"" file "\"\r\nContent-Type: " \
	"application/pdf\r\n\r\n" value "\r\n"
#define END "--XX--\r\n"

START_TEST(texts_and_files_are_read_as_browsers_write_them)
{
	static const char body[] = TEXT("a", "one\r\ntwo") TEXT("b", "")
	    FILE_PART("plan", "my \xE2\x9C\x93 %22plan%22.pdf",
	    "%PDF\0\r\n--X\r\n") FILE_PART("none", "", "") END;

	ck_assert_msg(reads_bytes(body, sizeof(body) - 1), "%s", e.msg);
	ck_assert_uint_eq(pairs.n, 2);
	ck_assert_str_eq(http_value(&pairs, "a"), "one\r\ntwo");
	ck_assert_str_eq(http_value(&pairs, "b"), "");
	ck_assert_uint_eq(files.n, 2);
	ck_assert_str_eq(http_file(&files, "plan")->name,
	    "my \xE2\x9C\x93 \"plan\".pdf");
	ck_assert_uint_eq(http_file(&files, "plan")->bytes.n, 12);
	ck_assert_mem_eq(http_file(&files, "plan")->bytes.p,
	    "%PDF\0\r\n--X\r\n", 12);
	ck_assert_str_eq(http_file(&files, "none")->name, "");
	ck_assert_ptr_null(http_file(&files, "a"));
	ck_assert(reads(END));		/* nothing was sent */
	ck_assert_uint_eq(pairs.n, 0);
}
END_TEST

START_TEST(what_is_put_together_badly_is_refused)
{
	static const char *const bad[] = { "", "--XX", "--XX\r\n", "--X--",
	    "junk " TEXT("a", "1") END, TEXT("a", "1"),
	    TEXT("a", "1") "--XX-", TEXT("a", "1") END "more",
	    "--XX\r\n\r\nvalue\r\n" END,
	    "--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n" END,
	    "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n" END,
	    "--XX\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n"
	    END,
	    "--XX\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\""
	    "\r\n\r\n1\r\n" END,
	    "--XX\r\nContent-Disposition: form-data; name=\"a\"; x=\"b\""
	    "\r\n\r\n1\r\n" END,
	    "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-"
	    "Disposition: form-data; name=\"b\"\r\n\r\n1\r\n" END,
	    TEXT("a", "\xFF") END, TEXT("\xC3", "1") END,
	    FILE_PART("a", "\xC3", "1") END };
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		ck_assert_msg(!reads(bad[i]), "%zu: %s", i, bad[i]);
		ck_assert_int_eq(e.code, ERR_INPUT);
	}
	ck_assert(!reads_bytes(TEXT("a", "1\0") END,
	    sizeof(TEXT("a", "1\0") END) - 1));
}
END_TEST

START_TEST(too_many_parts_are_refused)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < HTTP_MAX_FILES; i++)
		buf_lit(&b, FILE_PART("f", "x", "1"));
	buf_lit(&b, END);
	ck_assert_msg(reads(b.p), "%s", e.msg);
	b.n -= strlen(END);
	buf_lit(&b, FILE_PART("f", "x", "1") END);
	ck_assert(!reads(b.p));
	ck_assert_int_eq(e.code, ERR_LIMIT);
}
END_TEST

START_TEST(the_boundary_is_found_or_the_type_is_another)
{
	ck_assert_str_eq(http_boundary(&a, "multipart/form-data; boundary="
	    "----WebKitFormBoundaryx1"), "----WebKitFormBoundaryx1");
	ck_assert_str_eq(http_boundary(&a, "Multipart/Form-Data;boundary="
	    "\"a b\"") ? "" : "refused", "refused");
	ck_assert_str_eq(http_boundary(&a, "multipart/form-data; boundary="
	    "\"ab\""), "ab");
	ck_assert_str_eq(http_boundary(&a,
	    "application/x-www-form-urlencoded"), "");
	ck_assert_str_eq(http_boundary(&a, ""), "");
	ck_assert_ptr_null(http_boundary(&a, "multipart/form-data"));
	ck_assert_ptr_null(http_boundary(&a, "multipart/form-data; "
	    "boundary="));
	ck_assert_ptr_null(http_boundary(&a, "multipart/form-data; "
	    "boundary=a\r\nb"));
	ck_assert_ptr_null(http_boundary(&a, "multipart/form-data; boundary="
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaa"));
}
END_TEST

UNIT_SUITE(multipart, texts_and_files_are_read_as_browsers_write_them,
    what_is_put_together_badly_is_refused, too_many_parts_are_refused,
    the_boundary_is_found_or_the_type_is_another)
