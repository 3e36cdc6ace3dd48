/* SPDX-License-Identifier: MIT
 *
 * when.c -- tests of dates and UK wall-clock time.
 */
#include "base/base.h"
#include "tests/unit/base/suites.h"
#include "tests/unit/unit.h"

START_TEST(days_round_trip_over_centuries)
{
	int64_t day;

	for (day = -800000; day < 800000; day += 97)
		ck_assert_int_eq(date_days(date_from_days(day)), day);
	ck_assert_int_eq(date_days((struct date){ 1970, 1, 1 }), 0);
	ck_assert_int_eq(date_days((struct date){ 2000, 3, 1 }), 11017);
}
END_TEST

START_TEST(only_real_days_are_read)
{
	struct date d;

	ck_assert(date_parse(STR("2024-02-29"), &d));
	ck_assert(!date_parse(STR("2023-02-29"), &d));
	ck_assert(!date_parse(STR("2024-13-01"), &d));
	ck_assert(!date_parse(STR("2024-6-01"), &d));
	ck_assert(!date_parse(STR("2024-06-00"), &d));
	ck_assert(!date_parse(STR("2024-06-011"), &d));
}
END_TEST

START_TEST(uk_time_knows_summer)
{
	/* values of `TZ=Europe/London date -d ... +%s` */
	ck_assert_int_eq(uk_seconds((struct date){ 2024, 6, 3 }, 540),
	    1717401600);
	ck_assert_int_eq(uk_seconds((struct date){ 2024, 12, 1 }, 540),
	    1733043600);
	ck_assert_int_eq(uk_seconds((struct date){ 2024, 3, 31 }, 150),
	    1711848600);
	ck_assert_int_eq(uk_seconds((struct date){ 2024, 10, 27 }, 0),
	    1729983600);
}
END_TEST

START_TEST(uk_date_turns_at_uk_midnight)
{
	struct date d = uk_date(1717369199);	/* 2 June, 23:59:59 BST */

	ck_assert_int_eq(d.day, 2);
	d = uk_date(1717369200);
	ck_assert_int_eq(d.day, 3);
	ck_assert_int_eq(d.month, 6);
}
END_TEST

START_TEST(uk_minute_is_what_clocks_show)
{
	struct date d = { 2027, 3, 28 };

	/* The clocks go forward at 1am, and back at 2am. */
	ck_assert_int_eq(uk_minute(uk_seconds(d, 30)), 30);
	ck_assert_int_eq(uk_minute(uk_seconds(d, 9 * 60)), 9 * 60);
	ck_assert_int_eq(uk_minute(uk_seconds(d, 23 * 60 + 59)), 23 * 60 + 59);
	d = (struct date){ 2027, 10, 31 };
	ck_assert_int_eq(uk_minute(uk_seconds(d, 30)), 30);
	ck_assert_int_eq(uk_minute(uk_seconds(d, 9 * 60)), 9 * 60);
	ck_assert_int_eq(uk_minute(uk_seconds(d, 23 * 60 + 59)), 23 * 60 + 59);
	ck_assert_int_eq(uk_minute(-60), 23 * 60 + 59);
}
END_TEST

START_TEST(time_is_hh_mm)
{
	int m;

	ck_assert(time_parse(STR("23:59"), &m));
	ck_assert_int_eq(m, 1439);
	ck_assert(!time_parse(STR("24:00"), &m));
	ck_assert(!time_parse(STR("9:00"), &m));
}
END_TEST

UNIT_SUITE(when, days_round_trip_over_centuries, only_real_days_are_read,
    uk_time_knows_summer, uk_date_turns_at_uk_midnight,
    uk_minute_is_what_clocks_show, time_is_hh_mm)
