/* SPDX-License-Identifier: MIT
 *
 * value_format.c -- lines that must look like something: an address of email,
 * a telephone number, a link, a time of day.
 *
 * Each check forgives what people do and refuses only what could not work:
 * whether an address exists, nobody can tell by looking at it.
 */
#include "forms/value.h"

static bool
is_ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
starts(const char *s, const char *with)
{
	for (; *with != '\0'; s++, with++)
		if (lower(*s) != *with)
			return false;
	return true;
}

/* ---- email --------------------------------------------------------------- */

/* "example.org": two parts at least, none of them empty. */
static bool
is_host(const char *s, size_t n)
{
	size_t i, dots = 0;

	if (n < 3 || s[0] == '.' || s[0] == '-' || s[n - 1] == '.' ||
	    s[n - 1] == '-')
		return false;
	for (i = 0; i < n; i++) {
		char c = s[i];

		if (c == '.' && s[i - 1] == '.')
			return false;
		dots += c == '.';
		if (c != '.' && c != '-' && !is_ascii_digit(c) &&
		    !(lower(c) >= 'a' && lower(c) <= 'z') &&
		    (unsigned char)c < 0x80)
			return false;
	}
	return dots > 0;
}

static const char *
email(struct arena *a, const char *s)
{
	const char *at = strchr(s, '@');
	size_t n = at != NULL ? (size_t)(at - s) : 0;

	if (n == 0 || n > 64 || strpbrk(s, " \n\t,;<>()\"") != NULL ||
	    strchr(at + 1, '@') != NULL || s[0] == '.' || at[-1] == '.' ||
	    strlen(s) > 254 || !is_host(at + 1, strlen(at + 1)))
		return NULL;
	return arena_str(a, s);
}

/* ---- telephone ----------------------------------------------------------- */

/* "ext 12", "x12", "extension 12" at the end. */
static bool
is_extension(const char *s)
{
	size_t n;

	if (starts(s, "extension"))
		s += 9;
	else if (starts(s, "ext"))
		s += 3;
	else if (starts(s, "x"))
		s++;
	else
		return false;
	s += strspn(s, " .:");
	n = strspn(s, "0123456789");
	return n > 0 && n <= 6 && s[n] == '\0';
}

/* In the digits that we write, whatever script they came in. */
static const char *
plain_digits(struct arena *a, const char *s)
{
	struct buf b CLEAN(buf_free) = { 0 };

	while (*s != '\0') {
		uint32_t c = utf8_next(&s);
		int d = value_digit(c);

		utf8_put(&b, d >= 0 ? (uint32_t)('0' + d) : c);
	}
	return arena_str(a, buf_text(&b));
}

/* A UK number with its area code (ten or eleven digits from the 0), or one of
 * another country from its + or 00 (E.164: fifteen digits at most). */
static const char *
phone(struct arena *a, const char *s)
{
	const char *out = plain_digits(a, s), *p = out;
	char digits[20];
	size_t n = 0;
	bool plus = *p == '+';

	for (p += plus; *p != '\0' && !is_extension(p); p++) {
		if (strchr(" -().", *p) != NULL || strcmp(p, "/") == 0)
			continue;
		if (!is_ascii_digit(*p) || n == sizeof(digits) - 1)
			return NULL;
		digits[n++] = *p;
	}
	digits[n] = '\0';
	if (plus || (digits[0] == '0' && digits[1] == '0'))
		return n >= 8 && n <= (plus ? 16u : 18u) ? out : NULL;
	return digits[0] == '0' && (n == 10 || n == 11) ? out : NULL;
}

/* ---- links --------------------------------------------------------------- */

static const char *
link_to(struct arena *a, const char *s)
{
	const char *rest = s;
	size_t host;

	if (starts(s, "https://"))
		rest += 8;
	else if (starts(s, "http://"))
		rest += 7;
	host = strcspn(rest, "/?#:");
	if (strpbrk(s, " \n\t<>\"\\") != NULL || !is_host(rest, host))
		return NULL;
	/* "mailto:", "example.org:x"; a port is a number */
	if (rest[host] == ':') {
		size_t port = strspn(rest + host + 1, "0123456789");

		if (port == 0 || strchr("/?#", rest[host + 1 + port]) == NULL)
			return NULL;
	}
	return rest == s ? arena_printf(a, "https://%s", s) : arena_str(a, s);
}

/* ---- times --------------------------------------------------------------- */

/* "", "am", "p.m."; *half is 0, 'a' or 'p'.  False: anything else. */
static bool
half_of_day(const char *s, char *half)
{
	s += strspn(s, " ");
	*half = lower(*s);
	if (*s == '\0')
		return true;
	if (*half != 'a' && *half != 'p')
		return false;
	s++;
	s += *s == '.';
	if (lower(*s) != 'm')
		return false;
	s++;
	s += *s == '.';
	return *s == '\0';
}

static const char *
time_of_day(struct arena *a, const char *s)
{
	const char *p = plain_digits(a, s);
	size_t n = strspn(p, "0123456789"), minutes;
	int hour = 0, minute = 0;
	char half;

	if (starts(p, "noon") || starts(p, "midday"))
		return "12:00";
	if (starts(p, "midnight"))
		return "00:00";
	if (n == 4) {			/* 0930 */
		hour = (p[0] - '0') * 10 + (p[1] - '0');
		minute = (p[2] - '0') * 10 + (p[3] - '0');
		p += 4;
	} else if (n == 1 || n == 2) {
		hour = p[0] - '0';
		if (n == 2)
			hour = hour * 10 + (p[1] - '0');
		p += n;
		if (*p == ':' || *p == '.' || *p == 'h') {
			p++;
			minutes = strspn(p, "0123456789");
			if (minutes != 2)
				return NULL;
			minute = (p[0] - '0') * 10 + (p[1] - '0');
			p += 2;
		} else if (!half_of_day(p, &half) || half == '\0') {
			return NULL;	/* "9" could be either */
		}
	} else {
		return NULL;
	}
	if (!half_of_day(p, &half) || minute > 59 || hour > 23 ||
	    (half != '\0' && hour == 0))
		return NULL;
	if (half == 'a' && hour == 12)
		hour = 0;
	else if (half == 'p' && hour < 12)
		hour += 12;
	else if (half == 'a' && hour > 12)
		return NULL;
	return arena_printf(a, "%02d:%02d", hour, minute);
}

const char *
value_format(struct arena *a, enum forms_format format, const char *s)
{
	switch (format) {
	case FORMS_EMAIL:
		return email(a, s);
	case FORMS_PHONE:
		return phone(a, s);
	case FORMS_LINK:
		return link_to(a, s);
	case FORMS_TIME:
		return time_of_day(a, s);
	case FORMS_PLAIN:
	case FORMS_ADDRESS:
		break;
	}
	return s;
}
