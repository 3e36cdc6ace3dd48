/* SPDX-License-Identifier: MIT
 *
 * mark.c -- tests of the numbers of paper copies and of their marks.
 */
#include "forms/forms.h"
#include "tests/unit/forms/suites.h"
#include "tests/unit/unit.h"

START_TEST(a_number_reads_back_as_it_was_printed)
{
	static const uint32_t some[] = { 1, 9, 421, 99999, 100000,
	    FORMS_SERIAL_MAX };
	char s[FORMS_SERIAL_SIZE], shown[FORMS_SERIAL_SIZE];
	struct err e = { 0 };
	uint32_t n;
	size_t i;

	for (i = 0; i < LEN(some); i++) {
		forms_serial_put(some[i], s);
		forms_serial_show(some[i], shown);
		ck_assert_uint_ge(strlen(s), 6);
		ck_assert(forms_serial_read(s, &n, &e));
		ck_assert_uint_eq(n, some[i]);
		ck_assert(forms_serial_read(shown, &n, &e));
		ck_assert_uint_eq(n, some[i]);
	}
	forms_serial_show(421, shown);
	ck_assert_str_eq(shown, "004 214");
}
END_TEST

/* Of every number: each digit wrong in each way.  Of neighbours that change
 * places MOD 11,10 misses 1 in 90 or so. */
START_TEST(a_slip_of_a_key_is_noticed)
{
	char s[FORMS_SERIAL_SIZE], other[FORMS_SERIAL_SIZE];
	size_t missed = 0, swaps = 0, i;
	struct err e = { 0 };
	uint32_t n, back;
	char d;

	for (n = 1; n < 3000; n += 7) {
		forms_serial_put(n, s);
		for (i = 0; s[i] != '\0'; i++) {
			strcpy(other, s);
			for (d = '0'; d <= '9'; d++) {
				other[i] = d;
				ck_assert_msg(forms_serial_read(other, &back,
				    &e) == (d == s[i]), "%s for %s", other, s);
			}
			strcpy(other, s);
			if (s[i + 1] == '\0' || s[i] == s[i + 1])
				continue;
			other[i] = s[i + 1];
			other[i + 1] = s[i];
			swaps++;
			missed += forms_serial_read(other, &back, &e);
		}
	}
	ck_assert_uint_gt(swaps, 500);
	ck_assert_msg(missed * 40 <= swaps, "%zu of %zu", missed, swaps);
}
END_TEST

/* The published example of a German tax number, which has the same check digit:
 * too large for ours, but right. */
START_TEST(the_check_digit_is_that_of_the_standard)
{
	struct err e = { 0 };
	uint32_t n;

	ck_assert(!forms_serial_read("86095742719", &n, &e));
	ck_assert_ptr_null(strstr(e.msg, "one of its digits"));
	ck_assert(!forms_serial_read("86095742718", &n, &e));
	ck_assert_ptr_nonnull(strstr(e.msg, "one of its digits"));
}
END_TEST

START_TEST(what_is_no_number_says_why)
{
	static const struct { const char *s, *why; } bad[] = {
		{ "", "too short" }, { "12345", "too short" },
		{ "00421x", "is no number" }, { "000001", "one of its digits" },
		{ "-004214", "is no number" }, { "004215", "one of its digits" },
		{ "12345678901234567890", "is no number" } };
	struct err e;
	uint32_t n;
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		e = (struct err){ 0 };
		ck_assert(!forms_serial_read(bad[i].s, &n, &e));
		ck_assert_int_eq(e.code, ERR_INPUT);
		ck_assert_msg(strstr(e.msg, bad[i].why) != NULL, "%s: %s",
		    bad[i].s, e.msg);
	}
}
END_TEST

START_TEST(a_mark_reads_back)
{
	struct forms_mark m = { "eol-2024", "9f3a77c01b22", "en-x-easy", 421, 3,
	    12 }, back;
	struct err e = { 0 };
	char s[FORMS_MARK_SIZE];

	forms_mark_put(&m, s);
	ck_assert_str_eq(s, "EARSHOT 1 EOL-2024 9F3A77C01B22 EN-X-EASY 004214 "
	    "3:12");
	ck_assert_msg(forms_mark_read(s, &back, &e), "%s", e.msg);
	ck_assert_str_eq(back.form, m.form);
	ck_assert_str_eq(back.hash, m.hash);
	ck_assert_str_eq(back.lang, m.lang);
	ck_assert_uint_eq(back.serial, 421);
	ck_assert_int_eq(back.page, 3);
	ck_assert_int_eq(back.pages, 12);
	m.serial = 0;
	forms_mark_put(&m, s);
	ck_assert(forms_mark_read(s, &back, &e));
	ck_assert_uint_eq(back.serial, 0);
}
END_TEST

START_TEST(what_is_no_mark_is_refused)
{
	static const char *const bad[] = { "", "https://www.example.org/",
	    "EARSHOT 2 A 9F3A77C01B22 EN 0 1:1", "EARSHOT 1",
	    "EARSHOT 1 A 9F3A77C01B22 EN 0", "EARSHOT 1 A 9F3A77C0 EN 0 1:1",
	    "EARSHOT 1 A 9F3A77C01B2Z EN 0 1:1",
	    "EARSHOT 1 A 9F3A77C01B22 EN 004215 1:1",
	    "EARSHOT 1 A 9F3A77C01B22 EN 0 2:1",
	    "EARSHOT 1 A 9F3A77C01B22 EN 0 0:1",
	    "EARSHOT 1 A 9F3A77C01B22 EN 0 1:1 MORE",
	    "EARSHOT 1 ../A 9F3A77C01B22 EN 0 1:1" };
	struct forms_mark m;
	struct err e;
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		e = (struct err){ 0 };
		ck_assert_msg(!forms_mark_read(bad[i], &m, &e), "%s", bad[i]);
		ck_assert_int_eq(e.code, ERR_INPUT);
	}
}
END_TEST

UNIT_SUITE(mark, a_number_reads_back_as_it_was_printed,
    a_slip_of_a_key_is_noticed,
    the_check_digit_is_that_of_the_standard, what_is_no_number_says_why, a_mark_reads_back,
    what_is_no_mark_is_refused)
