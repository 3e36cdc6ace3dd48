/* SPDX-License-Identifier: MIT
 *
 * mbox_line.c -- what the lines at the beginning of a message look like.
 */
#include "survey/mail/mbox.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of digits alone. */
static bool
number(struct str s, size_t least, size_t most, int *out)
{
	size_t i;
	int n = 0;

	if (s.n < least || s.n > most)
		return false;
	for (i = 0; i < s.n; i++) {
		if (!is_digit(s.p[i]))
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	*out = n;
	return true;
}

static bool
month(struct str s, int *out)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int i;

	if (s.n != 3)
		return false;
	for (i = 0; i < 12; i++)
		if (memcmp(names + i * 3, s.p, 3) == 0) {
			*out = i + 1;
			return true;
		}
	return false;
}

/* HH:MM or HH:MM:SS. */
static bool
clock_time(struct str s, int *seconds)
{
	int h, m, sec = 0;

	if ((s.n != 5 && s.n != 8) || s.p[2] != ':' ||
	    !number((struct str){ s.p, 2 }, 2, 2, &h) ||
	    !number((struct str){ s.p + 3, 2 }, 2, 2, &m) ||
	    (s.n == 8 && (s.p[5] != ':' ||
	    !number((struct str){ s.p + 6, 2 }, 2, 2, &sec))))
		return false;
	if (h > 23 || m > 59 || sec > 60)
		return false;
	*seconds = h * 3600 + m * 60 + sec;
	return true;
}

/* +HHMM, in seconds. */
static bool
zone(struct str s, int *seconds)
{
	int n;

	if (s.n != 5 || (s.p[0] != '+' && s.p[0] != '-') ||
	    !number((struct str){ s.p + 1, 4 }, 4, 4, &n) || n % 100 > 59)
		return false;
	*seconds = n / 100 * 3600 + n % 100 * 60;
	if (s.p[0] == '-')
		*seconds = -*seconds;
	return true;
}

bool
mbox_date(struct str line, int64_t *seconds)
{
	struct date d = { 0 };
	struct str t;
	int time = -1, off = 0;
	size_t i, from;

	for (i = 0; i < line.n;) {
		while (i < line.n && (line.p[i] == ' ' || line.p[i] == '\t' ||
		    line.p[i] == '\r'))
			i++;
		from = i;
		while (i < line.n && line.p[i] != ' ' && line.p[i] != '\t' &&
		    line.p[i] != '\r')
			i++;
		t = (struct str){ line.p + from, i - from };
		if (t.n == 0 || month(t, &d.month) || clock_time(t, &time) ||
		    zone(t, &off))
			continue;
		if (!number(t, 4, 4, &d.year))
			(void)number(t, 1, 2, &d.day);
	}
	if (d.month == 0 || time < 0 || d.year < 1970 || d.day < 1 ||
	    d.day > 31)
		return false;
	*seconds = date_days(d) * 86400 + time - off;
	return true;
}

bool
mbox_header_like(struct str line)
{
	enum { NAME = 76 };
	size_t i;

	for (i = 0; i < line.n && i <= NAME; i++) {
		if (line.p[i] == ':')
			return i > 0;
		if (line.p[i] < 33 || line.p[i] > 126)
			return false;
	}
	return false;
}
