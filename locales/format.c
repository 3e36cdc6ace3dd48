/* SPDX-License-Identifier: MIT
 *
 * format.c -- dates, times and counts in words.  The shape of each comes from
 * the catalogue too ("{day} {month} {year}"), because languages differ.
 */
#include "locales/locales.h"

#include <stdio.h>

void
locale_fill(struct buf *b, const char *pattern, const struct locale_place *v,
    size_t n)
{
	size_t i;

	while (*pattern != '\0') {
		size_t run = strcspn(pattern, "{");

		buf_put(b, pattern, run);
		pattern += run;
		if (*pattern == '\0')
			return;
		for (i = 0; i < n; i++)
			if (strncmp(pattern, v[i].name, strlen(v[i].name)) == 0)
				break;
		if (i < n) {
			buf_puts(b, v[i].words);
			pattern += strlen(v[i].name);
		} else
			buf_put(b, pattern++, 1);
	}
}

void
locale_date(struct buf *b, const struct locale *l, struct date d)
{
	static const char *const months[] = {
	    TR_IN("in a date", "January"), TR_IN("in a date", "February"),
	    TR_IN("in a date", "March"), TR_IN("in a date", "April"),
	    TR_IN("in a date", "May"), TR_IN("in a date", "June"),
	    TR_IN("in a date", "July"), TR_IN("in a date", "August"),
	    TR_IN("in a date", "September"), TR_IN("in a date", "October"),
	    TR_IN("in a date", "November"), TR_IN("in a date", "December") };
	char day[16], year[16];
	struct locale_place v[3] = { { "{day}", day }, { "{month}", "" },
	    { "{year}", year } };

	snprintf(day, sizeof(day), "%d", d.day);
	snprintf(year, sizeof(year), "%d", d.year);
	if (d.month >= 1 && d.month <= 12)
		v[1].words = tr_in(l, "in a date", months[d.month - 1]);
	/* translators: the order in a date, as in "3 June 2024". */
	locale_fill(b, tr_in(l, "date", "{day} {month} {year}"), v, LEN(v));
}

void
locale_time(struct buf *b, const struct locale *l, int minutes)
{
	int hour = minutes / 60 % 24, minute = minutes % 60;
	char clock[32];
	struct locale_place v[1] = { { "{time}", clock } };

	if (minute == 0 && hour % 12 == 0) {
		buf_puts(b, hour == 0 ? tr_in(l, "time", "midnight") :
		    tr_in(l, "time", "noon"));
		return;
	}
	if (minute == 0)
		snprintf(clock, sizeof(clock), "%d", (hour + 11) % 12 + 1);
	else
		snprintf(clock, sizeof(clock), "%d:%02d", (hour + 11) % 12 + 1,
		    minute);
	/* translators: after the digits of a time, as in "9am" and "5pm"; a day
	 * has twelve hours twice here. */
	locale_fill(b, hour < 12 ? tr_in(l, "time", "{time}am") :
	    tr_in(l, "time", "{time}pm"), v, LEN(v));
}

void
locale_count(struct buf *b, const struct locale *l, int64_t n)
{
	/* translators: the sign between thousands, as in "1,234". */
	const char *comma = tr_in(l, "between thousands", ",");
	uint64_t v = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digits[24];
	int i, len = snprintf(digits, sizeof(digits), "%llu",
	    (unsigned long long)v);

	if (n < 0)
		buf_lit(b, "-");
	for (i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			buf_puts(b, comma);
		buf_put(b, &digits[i], 1);
	}
}
