/* SPDX-License-Identifier: MIT
 *
 * totp.c -- tests of the codes by time.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

/* The key of RFC 6238, appendix B. */
static const uint8_t rfc[TOTP_SECRET] = "12345678901234567890";

static bool
is(const char *code, int64_t now, int64_t after, int64_t *step)
{
	return totp_check(rfc, str_of(code), now, after, step);
}

/* The table has eight digits; the last six of those are the code of six. */
START_TEST(codes_are_those_of_the_standard)
{
	static const struct { int64_t at; const char *eight; } v[] = {
		{ 59, "94287082" }, { 1111111109, "07081804" },
		{ 1111111111, "14050471" }, { 1234567890, "89005924" },
		{ 2000000000, "69279037" }, { 20000000000, "65353130" },
	};
	char code[TOTP_DIGITS + 1];
	int64_t step;
	size_t i;

	for (i = 0; i < LEN(v); i++) {
		totp_code(rfc, v[i].at / TOTP_STEP, code);
		ck_assert_str_eq(code, v[i].eight + 2);
		ck_assert(is(v[i].eight + 2, v[i].at, 0, &step));
		ck_assert_int_eq(step, v[i].at / 30);
	}
}
END_TEST

START_TEST(a_clock_may_be_one_step_off_and_not_two)
{
	const int64_t at = 1234567890 / TOTP_STEP;
	char code[TOTP_DIGITS + 1];
	int64_t off, step;

	totp_code(rfc, at, code);
	for (off = -3; off <= 3; off++) {
		step = -7;
		ck_assert_int_eq(is(code, (at + off) * TOTP_STEP, 0, &step),
		    off >= -1 && off <= 1);
		ck_assert_int_eq(step, off >= -1 && off <= 1 ? at : -7);
	}
	/* to the second */
	ck_assert(is(code, (at + 2) * TOTP_STEP - 1, 0, &step));
	ck_assert(!is(code, (at + 2) * TOTP_STEP, 0, &step));
	ck_assert(is(code, (at - 1) * TOTP_STEP, 0, &step));
	ck_assert(!is(code, (at - 1) * TOTP_STEP - 1, 0, &step));
}
END_TEST

START_TEST(a_step_that_was_used_and_those_before_are_over)
{
	const int64_t at = 1234567890 / TOTP_STEP;
	char code[TOTP_DIGITS + 1], next[TOTP_DIGITS + 1];
	int64_t step = 0;

	totp_code(rfc, at, code);
	totp_code(rfc, at + 1, next);
	/* control: it was good, and the one after it still is */
	ck_assert(is(code, at * TOTP_STEP, at - 1, &step));
	ck_assert(!is(code, at * TOTP_STEP, step, &step));
	ck_assert(is(next, at * TOTP_STEP, step, &step));
	ck_assert_int_eq(step, at + 1);
	ck_assert(!is(code, at * TOTP_STEP, step, &step));
}
END_TEST

START_TEST(what_is_no_code_is_refused)
{
	static const char *const v[] = { "", " ", "28708", "2870822", "28708a",
	    "287 08", "+87082", "287082 1", "94287082", "287081", "\xD9\xA1" };
	static const uint8_t other[TOTP_SECRET] = "12345678901234567891";
	int64_t step = -7;
	size_t i;

	ck_assert(is("287082", 59, 0, &step));
	ck_assert(is("287 082", 59, 0, &step));
	ck_assert(is(" 287082 ", 59, 0, &step));
	step = -7;
	for (i = 0; i < LEN(v); i++)
		ck_assert_msg(!is(v[i], 59, 0, &step), "%s", v[i]);
	ck_assert(!totp_check(other, STR("287082"), 59, 0, &step));
	/* before the first step there is no step before */
	ck_assert(!is("755224", 0, -9, &step));
	ck_assert(!is("755224", -59, -9, &step));
	ck_assert_int_eq(step, -7);
}
END_TEST

START_TEST(a_secret_is_written_for_apps_and_for_people)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char text[TOTP_BASE32];

	totp_base32(rfc, text);
	ck_assert_str_eq(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
	totp_uri(rfc, "Earshot: b\xC3\xBCs & co", "kim.lee", &b);
	ck_assert_str_eq(buf_text(&b), "otpauth://totp/"
	    "Earshot%3A%20b%C3%BCs%20%26%20co:kim.lee"
	    "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	    "&issuer=Earshot%3A%20b%C3%BCs%20%26%20co"
	    "&algorithm=SHA1&digits=6&period=30");
}
END_TEST

START_TEST(secrets_are_made_anew)
{
	uint8_t one[TOTP_SECRET] = { 0 }, two[TOTP_SECRET] = { 0 };
	struct err e = { 0 };
	size_t i, zeros = 0;

	ck_assert(seal_start(&e));
	totp_new(one);
	totp_new(two);
	ck_assert_mem_ne(one, two, TOTP_SECRET);
	for (i = 0; i < TOTP_SECRET; i++)
		zeros += one[i] == 0 && two[i] == 0;
	ck_assert_uint_lt(zeros, 3);	/* all of it is filled */
}
END_TEST

UNIT_SUITE(totp, codes_are_those_of_the_standard,
    a_clock_may_be_one_step_off_and_not_two,
    a_step_that_was_used_and_those_before_are_over,
    what_is_no_code_is_refused, a_secret_is_written_for_apps_and_for_people,
    secrets_are_made_anew)
