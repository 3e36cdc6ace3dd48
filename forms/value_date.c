/* SPDX-License-Identifier: MIT
 *
 * value_date.c -- dates as people write them: in three boxes, or in one text.
 */
#include "forms/value.h"

static const char *const months[] = { "January", "February", "March", "April",
	"May", "June", "July", "August", "September", "October", "November",
	"December" };

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
	    31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* A whole number of at most four digits, in any of our scripts; "3rd" and
 * "1st" are days too.  -1: none. */
static int
whole(const char *s)
{
	static const char *const ends[] = { "", "st", "nd", "rd", "th" };
	int v = 0, n = 0, d;
	size_t i;

	while (*s != '\0') {
		const char *next = s;

		d = value_digit(utf8_next(&next));
		if (d < 0)
			break;
		v = v * 10 + d;
		s = next;
		if (++n > 4)
			return -1;
	}
	for (i = 0; i < LEN(ends); i++)
		if (n > 0 && strcmp(s, ends[i]) == 0)
			return v;
	return -1;
}

/* 1 to 12 of "6", "June" or "jun"; -1: none. */
static int
month_of(const char *s)
{
	size_t i, k, n = strlen(s);
	int v = whole(s);

	if (n > 0 && s[n - 1] == '.')
		n--;
	for (i = 0; v < 0 && n >= 3 && i < LEN(months); i++) {
		for (k = 0; k < n && months[i][k] != '\0' &&
		    (s[k] | 0x20) == (months[i][k] | 0x20); k++)
			;
		if (k == n || (i == 8 && n == 4 && k == 3 && s[3] == 't'))
			v = (int)i + 1;
	}
	return v >= 1 && v <= 12 ? v : -1;
}

bool
value_date_split(struct arena *a, const char *s, struct value_parts *out)
{
	const char *part[3] = { "", "", "" };
	char mark = 0;
	size_t n = 0;

	*out = (struct value_parts){ "", "", "" };
	s += strspn(s, " ");
	while (*s != '\0') {
		size_t k = strcspn(s, " /.-,");

		if (n == 3 || k == 0)
			return false;
		part[n++] = arena_strn(a, s, k);
		s += k;
		if (mark == 0)
			mark = *s;
		s += strspn(s, " ,");
		if (*s == '/' || *s == '.' || *s == '-')
			s += 1 + strspn(s + 1, " ");
	}
	if (n == 0)
		return false;
	if (strlen(part[0]) == 4 && mark == '-') {	/* 2024-06-03 */
		out->year = part[0];
		out->month = part[1];
		out->day = part[2];
	} else {
		out->year = part[n - 1];
		out->month = n >= 2 ? part[n - 2] : "";
		out->day = n == 3 ? part[0] : "";
	}
	return true;
}

/* Which parts must be there, and which may. */
static unsigned
needed(enum forms_date much, const struct value_parts *p)
{
	switch (much) {
	case FORMS_DAY:
		return DATE_DAY | DATE_MONTH | DATE_YEAR;
	case FORMS_MONTH:
		return DATE_MONTH | DATE_YEAR;
	case FORMS_YEAR:
	case FORMS_PARTIAL:
		break;
	}
	if (much == FORMS_PARTIAL && p->day[0] != '\0')
		return DATE_DAY | DATE_MONTH | DATE_YEAR;
	return DATE_YEAR;
}

unsigned
value_date(const struct value_parts *p, enum forms_date much, struct date *out)
{
	unsigned need = needed(much, p), bad = 0;

	*out = (struct date){ 0 };
	if (much == FORMS_PARTIAL && p->month[0] != '\0')
		need |= DATE_MONTH;
	if (need & DATE_YEAR) {
		out->year = whole(p->year);
		bad |= out->year < 1000 ? DATE_YEAR : 0;
	}
	if (need & DATE_MONTH) {
		out->month = month_of(p->month);
		bad |= out->month < 0 ? DATE_MONTH : 0;
	}
	if (need & DATE_DAY) {
		out->day = whole(p->day);
		if (out->day < 1 || out->day > 31 || (bad == 0 &&
		    out->day > month_days(out->year, out->month)))
			bad |= DATE_DAY;
	}
	return bad;
}

const char *
value_date_text(struct arena *a, struct date d)
{
	if (d.day > 0)
		return arena_printf(a, "%04d-%02d-%02d", d.year, d.month,
		    d.day);
	if (d.month > 0)
		return arena_printf(a, "%04d-%02d", d.year, d.month);
	return arena_printf(a, "%04d", d.year);
}

void
value_date_span(struct date d, int64_t *first, int64_t *last)
{
	int month = d.month > 0 ? d.month : 12;

	*first = date_days((struct date){ d.year, d.month > 0 ? d.month : 1,
	    d.day > 0 ? d.day : 1 });
	*last = date_days((struct date){ d.year, month, d.day > 0 ? d.day :
	    month_days(d.year, month) });
}

/* The two digits of the stored text at s. */
static int
two(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

void
value_put_date(struct buf *b, const char *s)
{
	size_t n = strlen(s);
	int month = n >= 7 ? two(s + 5) : 0;

	if (n >= 10)
		buf_printf(b, "%d ", two(s + 8));
	if (month >= 1 && month <= 12)
		buf_printf(b, "%s ", months[month - 1]);
	buf_printf(b, "%.4s", s);
}
