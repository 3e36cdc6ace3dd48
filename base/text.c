/* SPDX-License-Identifier: MIT
 *
 * text.c -- borrowed strings and strict UTF-8.
 */
#include "base/base.h"

bool
str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool
str_is(struct str a, const char *s)
{
	return str_eq(a, str_of(s));
}

bool
str_line(struct str *rest, struct str *line)
{
	const char *nl;

	if (rest->n == 0)
		return false;
	nl = memchr(rest->p, '\n', rest->n);
	*line = (struct str){ rest->p, nl ? (size_t)(nl - rest->p) : rest->n };
	rest->p += line->n + (nl != NULL);
	rest->n -= line->n + (nl != NULL);
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

/* Three rows of the usual table are enough; names are short. */
size_t
str_distance(struct str a, struct str b, size_t limit)
{
	enum { MAX = 64 };
	size_t row[3][MAX + 1], i, j;

	if (a.n > MAX || b.n > MAX)
		return limit + 1;
	for (j = 0; j <= b.n; j++)
		row[0][j] = j;
	for (i = 1; i <= a.n; i++) {
		size_t *now = row[i % 3], *up = row[(i + 2) % 3];
		size_t *up2 = row[(i + 1) % 3];

		now[0] = i;
		for (j = 1; j <= b.n; j++) {
			bool same = a.p[i - 1] == b.p[j - 1];
			size_t best = up[j - 1] + !same;

			if (up[j] + 1 < best)
				best = up[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] &&
			    a.p[i - 2] == b.p[j - 1] && up2[j - 2] + 1 < best)
				best = up2[j - 2] + 1;
			now[j] = best;
		}
	}
	return row[a.n % 3][b.n] > limit ? limit + 1 : row[a.n % 3][b.n];
}

/* Length of the well-formed sequence at p (Unicode 15, table 3-7), or 0. */
static size_t
sequence(const unsigned char *p, size_t n)
{
	unsigned char lo = 0x80, hi = 0xBF;
	size_t len, i;

	if (p[0] == 0)
		return 0;
	if (p[0] < 0x80)
		return 1;
	if (p[0] < 0xC2 || p[0] > 0xF4)
		return 0;
	len = p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : 4;
	if (n < len)
		return 0;
	if (p[0] == 0xE0)
		lo = 0xA0;
	else if (p[0] == 0xED)
		hi = 0x9F;
	else if (p[0] == 0xF0)
		lo = 0x90;
	else if (p[0] == 0xF4)
		hi = 0x8F;
	for (i = 1; i < len; i++, lo = 0x80, hi = 0xBF)
		if (p[i] < lo || p[i] > hi)
			return 0;
	return len;
}

/* Are these eight bytes letters of ASCII and their like, and none NUL? */
static bool
eight_plain(const char *p)
{
	const uint64_t high = 0x8080808080808080u, ones = 0x0101010101010101u;
	uint64_t w;

	memcpy(&w, p, sizeof(w));
	return ((w | (w - ones)) & high) == 0;
}

bool
utf8_valid(const char *p, size_t n, size_t *bad)
{
	size_t i = 0, len;

	while (i < n) {
		while (n - i >= 8 && eight_plain(p + i))
			i += 8;
		if (i == n)
			break;
		len = sequence((const unsigned char *)p + i, n - i);
		if (len == 0) {
			if (bad != NULL)
				*bad = i;
			return false;
		}
		i += len;
	}
	return true;
}

uint32_t
utf8_next(const char **pp)
{
	const unsigned char *p = (const unsigned char *)*pp;
	uint32_t c = p[0];

	if (c < 0x80) {
		*pp += 1;
		return c;
	}
	if (c < 0xE0) {
		*pp += 2;
		return (c & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if (c < 0xF0) {
		*pp += 3;
		return (c & 0x0F) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3F);
	}
	*pp += 4;
	return (c & 0x07) << 18 | (p[1] & 0x3Fu) << 12 |
	    (p[2] & 0x3Fu) << 6 | (p[3] & 0x3F);
}

size_t
utf8_count(const char *p, size_t n)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++)
		count += ((unsigned char)p[i] & 0xC0) != 0x80;
	return count;
}

size_t
utf8_count16(const char *p, size_t n)
{
	size_t i, count = 0;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)p[i];

		if (c == '\r' && i + 1 < n && p[i + 1] == '\n')
			continue;
		count += (c & 0xC0) != 0x80;
		count += c >= 0xF0;	/* outside the first plane: two units */
	}
	return count;
}

void
utf8_put(struct buf *b, uint32_t c)
{
	char s[4];

	if (c < 0x80) {
		s[0] = (char)c;
		buf_put(b, s, 1);
	} else if (c < 0x800) {
		s[0] = (char)(0xC0 | c >> 6);
		s[1] = (char)(0x80 | (c & 0x3F));
		buf_put(b, s, 2);
	} else if (c < 0x10000) {
		s[0] = (char)(0xE0 | c >> 12);
		s[1] = (char)(0x80 | (c >> 6 & 0x3F));
		s[2] = (char)(0x80 | (c & 0x3F));
		buf_put(b, s, 3);
	} else {
		s[0] = (char)(0xF0 | c >> 18);
		s[1] = (char)(0x80 | (c >> 12 & 0x3F));
		s[2] = (char)(0x80 | (c >> 6 & 0x3F));
		s[3] = (char)(0x80 | (c & 0x3F));
		buf_put(b, s, 4);
	}
}

bool
utf8_is_bidi_control(uint32_t c)
{
	return c == 0x061C || c == 0x200E || c == 0x200F ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}
