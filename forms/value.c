/* SPDX-License-Identifier: MIT
 *
 * value.c -- one value as people type it: a text or a number.
 */
#include "forms/value.h"

#include <math.h>

/* ---- texts --------------------------------------------------------------- */

/* Blanks and marks that leave nothing to see. */
static bool
is_space(uint32_t c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 ||
	    (c >= 0x2000 && c <= 0x200F) || c == 0x202F || c == 0x205F ||
	    c == 0x2060 || c == 0x3000;
}

/* Control characters, the mark that Notepad puts first, and those that turn
 * text round past the end of what was typed. */
static bool
is_dropped(uint32_t c)
{
	return (c < ' ' && c != '\n' && c != '\t') ||
	    (c >= 0x7F && c < 0xA0) || c == 0xFEFF ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* One character of the text, with the ends of lines made alike. */
static uint32_t
next(const char **s, bool lines)
{
	uint32_t c = utf8_next(s);

	if (c == '\r' && **s == '\n')
		c = utf8_next(s);
	if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
		c = '\n';
	return !lines && (c == '\n' || c == '\t') ? ' ' : c;
}

char *
value_text(struct arena *a, const char *s, bool lines)
{
	struct buf out CLEAN(buf_free) = { .max = SIZE_MAX };
	size_t end = 0;

	if (!utf8_valid(s, strlen(s), NULL))
		return NULL;
	while (*s != '\0') {
		uint32_t c = next(&s, lines);

		if (is_dropped(c) || (end == 0 && is_space(c)))
			continue;
		utf8_put(&out, c);
		if (!is_space(c))
			end = out.n;
	}
	return end > 0 ? arena_strn(a, out.p, end) : NULL;
}

size_t
value_words(const char *s)
{
	bool in = false, counted = false;
	size_t n = 0;

	while (*s != '\0') {
		uint32_t c = utf8_next(&s);

		if (is_space(c)) {
			in = false;
			continue;
		}
		counted = in && counted;
		in = true;
		/* dashes and quotation marks alone are no words */
		if (!counted && ((c >= 0xC0 && (c < 0x2000 || c > 0x206F)) ||
		    (c >= '0' && c <= '9') ||
		    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
			counted = true;
			n++;
		}
	}
	return n;
}

size_t
value_limit(const struct forms_question *q)
{
	size_t limit = q->limit > 0 ? q->limit :
	    q->type == FORMS_LINE ? 200 : 5000;

	return q->soft && limit < 5000 ? 5000 : limit;
}

/* ---- numbers ------------------------------------------------------------- */

int
value_digit(uint32_t c)
{
	/* ASCII, Arabic, Persian and Urdu, Devanagari, Bengali, Gurmukhi,
	 * Gujarati, full width */
	static const uint32_t nought[] = { '0', 0x660, 0x6F0, 0x966, 0x9E6,
	    0xA66, 0xAE6, 0xFF10 };
	size_t i;

	for (i = 0; i < LEN(nought); i++)
		if (c >= nought[i] && c < nought[i] + 10)
			return (int)(c - nought[i]);
	return -1;
}

enum { PLAIN = 40 };

/* Rewrites as ASCII digits, commas and one point, without sign and spaces. */
static bool
plain_number(const char *s, char out[PLAIN], bool *minus)
{
	size_t n = 0;

	*minus = false;
	while (*s != '\0') {
		uint32_t c = utf8_next(&s);
		int d = value_digit(c);

		if (n == 0 && !*minus && (c == '-' || c == 0x2212)) {
			*minus = true;
			continue;
		}
		if (c == ' ' || c == 0xA0 || c == 0x202F)
			continue;
		if (c == 0x66B)		/* Arabic decimal separator */
			c = '.';
		if (c == 0x66C)		/* Arabic thousands separator */
			c = ',';
		if ((d < 0 && c != '.' && c != ',') || n >= PLAIN - 1)
			return false;
		out[n++] = d >= 0 ? (char)('0' + d) : (char)c;
	}
	out[n] = '\0';
	return n > 0;
}

/* Is every comma of s followed by three digits and then no digit, and the
 * first one behind no more than three? */
static bool
groups(const char *s)
{
	const char *c;

	if (strcspn(s, ",") > 3)
		return false;
	for (c = strchr(s, ','); c != NULL; c = strchr(c + 1, ','))
		if (c == s || strspn(c + 1, "0123456789") != 3)
			return false;
	return true;
}

bool
value_number(const char *s, int decimals, double *out)
{
	char p[PLAIN], *comma, *point;
	bool minus, after = false;
	double v = 0, unit = 1;
	int seen = 0, places = 0;
	size_t i;

	if (!utf8_valid(s, strlen(s), NULL) || !plain_number(s, p, &minus))
		return false;
	comma = strchr(p, ',');
	point = strchr(p, '.');
	/* "2,5" and "0,500"; but "1,000" is a thousand, as English has it */
	if (comma != NULL && point == NULL && decimals > 0 &&
	    strchr(comma + 1, ',') == NULL && (!groups(p) || p[0] == '0'))
		*comma = '.';
	else if (comma != NULL && (!groups(p) ||
	    (point != NULL && strchr(point, ',') != NULL)))
		return false;
	for (i = 0; p[i] != '\0'; i++) {
		if (p[i] == '.') {
			if (after)
				return false;
			after = true;
		} else if (p[i] != ',') {
			v = v * 10 + (p[i] - '0');
			unit *= after ? 10 : 1;
			places += after;
			if (places > decimals && p[i] != '0')
				return false;
			if (++seen > 15)
				return false;
		}
	}
	*out = (minus ? -v : v) / unit + 0.0;	/* no minus nought */
	return seen > 0;
}

void
value_put(struct buf *b, double v, int decimals)
{
	double scale = pow(10, decimals);
	long long whole;

	if (!(fabs(v) * scale < 9e15)) {
		buf_printf(b, "%.0f", v);
		return;
	}
	whole = llround(v * scale);
	if (whole < 0) {
		buf_lit(b, "-");
		whole = -whole;
	}
	buf_printf(b, "%lld", whole / (long long)scale);
	if (decimals > 0)
		buf_printf(b, ".%0*lld", decimals, whole % (long long)scale);
}

/* ---- money --------------------------------------------------------------- */

const char *
forms_currency_sign(const char *currency)
{
	static const struct { const char *code, *sign; } signs[] = {
		{ "GBP", "£" }, { "EUR", "€" }, { "USD", "$" },
	};
	size_t i;

	for (i = 0; i < LEN(signs); i++)
		if (strcmp(signs[i].code, currency) == 0)
			return signs[i].sign;
	return "";
}

/* Passes over one mark of the currency and the spaces round it. */
static const char *
past_mark(const char *s, const char *mark)
{
	size_t n = strlen(mark);

	s += strspn(s, " ");
	if (n > 0 && strncmp(s, mark, n) == 0)
		s += n;
	return s + strspn(s, " ");
}

bool
value_money(const char *s, const char *currency, int decimals, double *out)
{
	const char *sign = forms_currency_sign(currency);
	bool minus = false;
	char number[PLAIN * 2];
	size_t n, k;

	s += strspn(s, " ");
	if (*s == '-') {
		minus = true;
		s++;
	}
	s = past_mark(past_mark(s, sign), currency);
	n = strlen(s);
	while (n > 0 && s[n - 1] == ' ')
		n--;
	if ((k = strlen(currency)) > 0 && n > k &&
	    memcmp(s + n - k, currency, k) == 0)
		n -= k;
	else if ((k = strlen(sign)) > 0 && n > k &&
	    memcmp(s + n - k, sign, k) == 0)
		n -= k;
	if (n >= sizeof(number))
		return false;
	memcpy(number, s, n);
	number[n] = '\0';
	if (!value_number(number, decimals, out))
		return false;
	*out = minus ? -*out + 0.0 : *out;
	return true;
}

void
value_put_money(struct buf *b, double v, const char *currency, int decimals)
{
	const char *sign = forms_currency_sign(currency), *p;
	struct buf plain CLEAN(buf_free) = { 0 };
	size_t whole, i;

	value_put(&plain, fabs(v), decimals);
	p = buf_text(&plain);
	whole = strcspn(p, ".");
	buf_printf(b, "%s%s", v < 0 ? "-" : "", sign);
	for (i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0)
			buf_lit(b, ",");
		buf_put(b, p + i, 1);
	}
	buf_puts(b, p + whole);
	if (*sign == '\0')
		buf_printf(b, " %s", currency);
}
