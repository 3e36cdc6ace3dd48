/* SPDX-License-Identifier: MIT
 *
 * when.c -- days, UK wall-clock time and the two clocks.
 *
 * The day arithmetic is Howard Hinnant's "chrono-compatible low-level date
 * algorithms" (public domain description): years run from March, so that the
 * leap day is the last of its year.
 */
#include "base/base.h"

#include <stdio.h>
#include <time.h>

enum { DAY = 86400 };

int64_t
date_days(struct date d)
{
	int64_t y = d.year - (d.month <= 2);
	int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int64_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 +
	    d.day - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date
date_from_days(int64_t z)
{
	int64_t era, doe, yoe, doy, mp;
	struct date d;

	z += 719468;
	era = (z >= 0 ? z : z - 146096) / 146097;
	doe = z - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	d.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	d.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	d.year = (int)(yoe + era * 400 + (d.month <= 2));
	return d;
}

/* Exactly n digits at p. */
static bool
digits(const char *p, size_t n, int *out)
{
	int v = 0;
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return false;
		v = v * 10 + (p[i] - '0');
	}
	*out = v;
	return true;
}

bool
date_parse(struct str s, struct date *d)
{
	struct date back;

	if (s.n != 10 || s.p[4] != '-' || s.p[7] != '-' ||
	    !digits(s.p, 4, &d->year) || !digits(s.p + 5, 2, &d->month) ||
	    !digits(s.p + 8, 2, &d->day) || d->month < 1 || d->month > 12 ||
	    d->day < 1 || d->year < 1)
		return false;
	back = date_from_days(date_days(*d));
	return back.month == d->month && back.day == d->day;
}

bool
time_parse(struct str s, int *minutes)
{
	int h, m;

	if (s.n != 5 || s.p[2] != ':' || !digits(s.p, 2, &h) ||
	    !digits(s.p + 3, 2, &m) || h > 23 || m > 59)
		return false;
	*minutes = h * 60 + m;
	return true;
}

void
date_text(struct date d, char out[11])
{
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000,
	    (unsigned)d.month % 100, (unsigned)d.day % 100);
}

/* 01:00 UTC on the last Sunday of the month. */
static int64_t
last_sunday(int year, int month)
{
	int64_t day = date_days((struct date){ year, month, 31 });

	/* 1970-01-01 was a Thursday, so day % 7 == 3 is a Sunday. */
	while ((day % 7 + 7) % 7 != 3)
		day--;
	return day * DAY + 3600;
}

static bool
summer(int64_t utc, int year)
{
	return utc >= last_sunday(year, 3) && utc < last_sunday(year, 10);
}

int64_t
uk_seconds(struct date d, int minutes)
{
	int64_t wall = date_days(d) * DAY + minutes * 60;

	return summer(wall - 3600, d.year) ? wall - 3600 : wall;
}

static int64_t
day_of(int64_t s)
{
	return (s >= 0 ? s : s - (DAY - 1)) / DAY;
}

/* What clocks in the UK show, as seconds. */
static int64_t
uk_wall(int64_t s)
{
	return summer(s, date_from_days(day_of(s)).year) ? s + 3600 : s;
}

struct date
uk_date(int64_t s)
{
	return date_from_days(day_of(uk_wall(s)));
}

int
uk_minute(int64_t s)
{
	int64_t wall = uk_wall(s);

	return (int)((wall - day_of(wall) * DAY) / 60);
}

int64_t
now_seconds(void)
{
	return (int64_t)time(NULL);
}

int64_t
now_millis(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

double
now_precise(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

const double meter_bounds[METER_BOUNDS] = { 0.001, 0.0025, 0.01, 0.025, 0.1,
	0.25, 1, 5 };

void
meter_add(struct meter *m, double seconds)
{
	size_t i;

	for (i = 0; i < METER_BOUNDS && seconds > meter_bounds[i]; i++)
		;
	if (i < METER_BOUNDS)
		m->within[i]++;
	m->n++;
	m->seconds += seconds;
}
