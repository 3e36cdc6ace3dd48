/* SPDX-License-Identifier: MIT
 *
 * exchange_text.c -- texts and values as the standards of others have them: ends of
 * lines, characters that XML cannot carry, times, numbers, colours.
 */
#include "analysis/exchange_private.h"

#include <errno.h>
#include <stdlib.h>

/* ---- ends of lines ------------------------------------------------------------------- */

void
exchange_lf(struct arena *a, const char *text, struct exchange_lf *out)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	const char *s = text;
	size_t cap = 0;
	uint32_t c;

	*out = (struct exchange_lf){ 0 };
	for (; *s != '\0'; out->before++) {
		c = utf8_next(&s);
		if ((c == 0xFEFF && out->n == 0) || (c == '\r' &&
		    *s == '\n')) {
			out->crlf |= c == '\r';
			out->marks += c != '\r';
			*arena_push(a, out->gone, out->n_gone, cap) =
			    out->before;
			continue;
		}
		utf8_put(&b, c == '\r' ? '\n' : c);
		out->n++;
	}
	out->text = arena_strn(a, buf_text(&b), b.n);
}

/* How many of those that are gone stand before it. */
static size_t
gone_before(const struct exchange_lf *l, int64_t at)
{
	size_t low = 0, high = l->n_gone, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (l->gone[mid] < at)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool
exchange_lf_inside(const struct exchange_lf *l, int64_t before)
{
	size_t n = gone_before(l, before);

	return n > l->marks && l->gone[n - 1] == before - 1;
}

void
exchange_lf_map(const struct exchange_lf *l, int64_t *start, int64_t *end)
{
	bool wider = *end > *start && exchange_lf_inside(l, *end);

	*start -= (int64_t)gone_before(l, *start);
	*end += (int64_t)wider - (int64_t)gone_before(l, *end);
}

/* ---- characters that XML cannot carry -------------------------------------------------- */

enum { ESCAPE = 0x241B };	/* ␛ */
#define ESCAPE_TEXT	"␛"

static bool
is_escaped(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') ||
	    c == 0xFFFE || c == 0xFFFF || c == ESCAPE;
}

const char *
exchange_xml_text(struct arena *a, const char *text)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	const char *s;
	uint32_t c;

	for (s = text; *s != '\0';) {
		c = utf8_next(&s);
		if (is_escaped(c))
			buf_printf(&b, ESCAPE_TEXT "%04X", c);
		else
			utf8_put(&b, c);
	}
	return b.n == strlen(text) ? text : arena_strn(a, buf_text(&b), b.n);
}

/* The character that four digits stand for; 0: none that is written so. */
static uint32_t
escaped(const char *s)
{
	uint32_t c = 0;
	int i;

	for (i = 0; i < 4; i++) {
		if ((s[i] < '0' || s[i] > '9') && (s[i] < 'A' || s[i] > 'F'))
			return 0;
		c = c * 16 + (uint32_t)(s[i] <= '9' ? s[i] - '0' :
		    s[i] - 'A' + 10);
	}
	return is_escaped(c) ? c : 0;
}

const char *
exchange_xml_back(struct arena *a, const char *text)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)1 << 30 };
	const char *s = text, *p;
	uint32_t c;

	if (strstr(text, ESCAPE_TEXT) == NULL)
		return text;
	while ((p = strstr(s, ESCAPE_TEXT)) != NULL) {
		buf_put(&b, s, (size_t)(p - s));
		s = p + sizeof(ESCAPE_TEXT) - 1;
		c = escaped(s);
		utf8_put(&b, c != 0 ? c : ESCAPE);
		s += c != 0 ? 4 : 0;
	}
	buf_puts(&b, s);
	return arena_strn(a, buf_text(&b), b.n);
}

/* ---- values ----------------------------------------------------------------------------- */

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

const char *
exchange_trim(struct arena *a, const char *s)
{
	size_t n;

	while (is_space(*s))
		s++;
	n = strlen(s);
	while (n > 0 && is_space(s[n - 1]))
		n--;
	return arena_strn(a, s, n);
}

bool
exchange_int(const char *s, int64_t *out)
{
	char *end;

	errno = 0;
	*out = strtoll(s, &end, 10);
	return errno == 0 && end != s && *end == '\0' && !is_space(*s);
}

static const char *
digits(const char *s)
{
	while (*s >= '0' && *s <= '9')
		s++;
	return s;
}

static bool
two(const char *s, int most, int *out)
{
	if (digits(s) < s + 2)
		return false;
	*out = (s[0] - '0') * 10 + s[1] - '0';
	return *out <= most;
}

/* "", "Z", "+01:00" */
static bool
is_zone(const char *s)
{
	int h, m;

	if (*s == '\0' || strcmp(s, "Z") == 0)
		return true;
	return (*s == '+' || *s == '-') && two(s + 1, 14, &h) && s[3] == ':' &&
	    two(s + 4, 59, &m) && s[6] == '\0' && (h < 14 || m == 0);
}

/* The day at its beginning; NULL: none. */
static const char *
day(const char *s)
{
	struct date d;

	if (strnlen(s, 10) < 10 || !date_parse((struct str){ s, 10 }, &d) ||
	    d.year < 1)
		return NULL;
	return s + 10;
}

bool
exchange_is_time(const char *s)
{
	const char *p = day(s), *q;
	int v;

	if (p == NULL || *p != 'T' || !two(p + 1, 23, &v) || p[3] != ':' ||
	    !two(p + 4, 59, &v) || p[6] != ':' || !two(p + 7, 59, &v))
		return false;
	p += 9;
	if (*p == '.') {
		q = digits(p + 1);
		if (q == p + 1)
			return false;
		p = q;
	}
	return is_zone(p);
}

static bool
is_number(const char *s, bool decimal)
{
	const char *p = s + (*s == '+' || *s == '-'), *q = digits(p);
	bool any = q > p;

	if (decimal && *q == '.') {
		p = q + 1;
		q = digits(p);
		any |= q > p;
	}
	return any && *q == '\0';
}

bool
exchange_is_value(enum exchange_type type, const char *s)
{
	const char *p;

	switch (type) {
	case EXCHANGE_TEXT:
		return true;
	case EXCHANGE_BOOLEAN:
		return strcmp(s, "true") == 0 || strcmp(s, "false") == 0 ||
		    strcmp(s, "1") == 0 || strcmp(s, "0") == 0;
	case EXCHANGE_INTEGER:
	case EXCHANGE_FLOAT:
		return is_number(s, type == EXCHANGE_FLOAT);
	case EXCHANGE_DATE:
		p = day(s);
		return p != NULL && is_zone(p);
	case EXCHANGE_DATETIME:
		return exchange_is_time(s);
	}
	return false;
}

bool
exchange_is_colour(const char *s)
{
	return s[0] == '#' && strlen(s) == 7 &&
	    strspn(s + 1, "0123456789abcdef") == 6;
}

static const char *const types[] = {
	[EXCHANGE_TEXT] = "Text", [EXCHANGE_BOOLEAN] = "Boolean",
	[EXCHANGE_INTEGER] = "Integer", [EXCHANGE_FLOAT] = "Float",
	[EXCHANGE_DATE] = "Date", [EXCHANGE_DATETIME] = "DateTime" };

const char *
exchange_type_name(enum exchange_type t)
{
	return types[t];
}

bool
exchange_type_from(const char *s, enum exchange_type *out)
{
	size_t i;

	for (i = 0; i < LEN(types); i++)
		if (strcmp(types[i], s) == 0) {
			*out = (enum exchange_type)i;
			return true;
		}
	return false;
}
