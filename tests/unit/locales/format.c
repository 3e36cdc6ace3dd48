/* SPDX-License-Identifier: MIT
 *
 * format.c -- tests of dates, times, counts and names of languages.
 */
#include "tests/unit/locales/suites.h"
#include "tests/unit/unit.h"

START_TEST(dates_are_day_month_year)
{
	static const struct make_text v[] = { HEADER(""),
	    { T("date\4{day} {month} {year}"),
	      T("{day} de {month} de {year}") },
	    { T("in a date\4June"), T("junho") } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct locale *pt = make_locale(&a, "pt", v, LEN(v));

	locale_date(&b, locale_english(), (struct date){ 2024, 6, 3 });
	ck_assert_str_eq(b.p, "3 June 2024");
	buf_clear(&b);
	locale_date(&b, pt, (struct date){ 2024, 6, 3 });
	ck_assert_str_eq(b.p, "3 de junho de 2024");
	buf_clear(&b);
	locale_date(&b, pt, (struct date){ 2025, 12, 31 });
	ck_assert_str_eq(b.p, "31 de December de 2025");
}
END_TEST

START_TEST(times_are_said_as_people_say_them)
{
	static const struct { int minutes; const char *words; } times[] = {
	    { 0, "midnight" }, { 1, "12:01am" }, { 9 * 60, "9am" },
	    { 9 * 60 + 5, "9:05am" }, { 11 * 60 + 59, "11:59am" },
	    { 12 * 60, "noon" }, { 12 * 60 + 30, "12:30pm" },
	    { 13 * 60, "1pm" }, { 23 * 60 + 59, "11:59pm" } };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(times); i++) {
		buf_clear(&b);
		locale_time(&b, locale_english(), times[i].minutes);
		ck_assert_str_eq(b.p, times[i].words);
	}
}
END_TEST

START_TEST(counts_are_grouped_in_threes)
{
	static const struct { int64_t n; const char *words; } counts[] = {
	    { 0, "0" }, { 999, "999" }, { 1000, "1,000" },
	    { 12345, "12,345" }, { 1234567, "1,234,567" },
	    { -1234, "-1,234" }, { INT64_MIN, "-9,223,372,036,854,775,808" } };
	static const struct make_text v[] = { HEADER(""),
	    { T("between thousands\4,"), T("\xC2\xA0") } };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < LEN(counts); i++) {
		buf_clear(&b);
		locale_count(&b, locale_english(), counts[i].n);
		ck_assert_str_eq(b.p, counts[i].words);
	}
	buf_clear(&b);
	locale_count(&b, make_locale(&a, "pl", v, LEN(v)), 12345);
	ck_assert_str_eq(b.p, "12\xC2\xA0" "345");
}
END_TEST

START_TEST(languages_are_called_what_their_speakers_call_them)
{
	ck_assert_str_eq(locale_name("gu"), "ગુજરાતી");
	ck_assert_str_eq(locale_name("cy"), "Cymraeg");
	ck_assert_str_eq(locale_name("ur-PK"), "اردو");
	ck_assert_str_eq(locale_name("pa-Arab-PK"), "پنجابی");
	ck_assert_str_eq(locale_name("pa"), "ਪੰਜਾਬੀ");
	ck_assert_str_eq(locale_name("xx"), "xx");
	ck_assert_str_eq(locale_name("g"), "g");
	ck_assert_str_eq(locale_name(""), "");
}
END_TEST

START_TEST(direction_follows_the_script)
{
	static const char *const rtl[] = { "ar", "ur", "fa", "he", "ps",
	    "ar-EG", "pa-Arab" };
	static const char *const ltr[] = { "en", "gu", "pa", "pl", "xx", "" };
	struct arena a CLEAN(arena_free) = { 0 };
	struct locale *l;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(rtl); i++) {
		ck_assert(locale_open(&a, rtl[i], STR(""), &l, &e));
		ck_assert_msg(locale_rtl(l), "%s", rtl[i]);
	}
	for (i = 0; i < LEN(ltr); i++) {
		ck_assert(locale_open(&a, ltr[i], STR(""), &l, &e));
		ck_assert_msg(!locale_rtl(l), "%s", ltr[i]);
	}
}
END_TEST

UNIT_SUITE(format, dates_are_day_month_year, times_are_said_as_people_say_them,
    counts_are_grouped_in_threes,
    languages_are_called_what_their_speakers_call_them,
    direction_follows_the_script)
