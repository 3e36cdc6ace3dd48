/* SPDX-License-Identifier: MIT
 *
 * decode.c -- forms, targets and cookies: strictly, or not at all.
 */
#include "survey/http/http.h"

const char *
http_value(const struct http_pairs *pairs, const char *name)
{
	size_t i;

	for (i = 0; i < pairs->n; i++)
		if (strcmp(pairs->v[i].name, name) == 0)
			return pairs->v[i].value;
	return NULL;
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* Undoes percent escapes (and "+" for a space in forms).  NULL when an escape
 * is broken, or when the result is not a text. */
static const char *
unescape(struct arena *a, struct str s, bool plus)
{
	char *out = arena_array(a, char, s.n + 1);
	size_t i, n = 0;

	for (i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '+' && plus) {
			c = ' ';
		} else if (c == '%') {
			int hi = s.n - i > 2 ? hex_digit(s.p[i + 1]) : -1;
			int lo = hi >= 0 ? hex_digit(s.p[i + 2]) : -1;

			if (lo < 0)
				return NULL;
			c = (char)(hi * 16 + lo);
			i += 2;
		}
		out[n++] = c;
	}
	out[n] = '\0';
	return utf8_valid(out, n, NULL) ? out : NULL;
}

/* The part of *s before the first c; *s is what follows it. */
static struct str
cut(struct str *s, char c)
{
	const char *at = s->n > 0 ? memchr(s->p, c, s->n) : NULL;
	struct str part = *s;

	if (at == NULL) {
		*s = (struct str){ s->p + s->n, 0 };
		return part;
	}
	part.n = (size_t)(at - s->p);
	s->p += part.n + 1;
	s->n -= part.n + 1;
	return part;
}

bool
http_decode_pairs(struct arena *a, struct str s, struct http_pairs *out,
    struct err *e)
{
	size_t cap = 0;

	*out = (struct http_pairs){ 0 };
	if (s.n > HTTP_MAX_BODY)
		return err_set(e, ERR_LIMIT, "more than %d bytes",
		    HTTP_MAX_BODY);
	while (s.n > 0) {
		struct str value = cut(&s, '&'), name;
		struct http_pair p;

		if (value.n == 0)
			continue;
		name = cut(&value, '=');
		p.name = unescape(a, name, true);
		p.value = unescape(a, value, true);
		if (p.name == NULL || p.value == NULL)
			return err_set(e, ERR_INPUT,
			    "pair %zu is not text in UTF-8", out->n + 1);
		if (out->n == HTTP_MAX_PAIRS)
			return err_set(e, ERR_LIMIT, "more than %d pairs",
			    HTTP_MAX_PAIRS);
		*arena_push(a, out->v, out->n, cap) = p;
	}
	return true;
}

/* Whether a path has a segment that climbs, or could be read as climbing. */
static bool
climbs(const char *path)
{
	struct str rest = str_of(path);

	while (rest.n > 0) {
		struct str segment = cut(&rest, '/');

		if (str_is(segment, ".") || str_is(segment, ".."))
			return true;
	}
	return strchr(path, '\\') != NULL;
}

bool
http_decode_target(struct arena *a, struct str s, const char **path,
    struct http_pairs *query, struct err *e)
{
	struct str before = cut(&s, '?');

	*path = "/";
	*query = (struct http_pairs){ 0 };
	if (before.n == 0 || before.p[0] != '/')
		return err_set(e, ERR_INPUT, "the address has no path");
	*path = unescape(a, before, false);
	if (*path == NULL || climbs(*path)) {
		*path = "/";
		return err_set(e, ERR_INPUT, "the path is not allowed");
	}
	return http_decode_pairs(a, s, query, e);
}

static bool
cookie_octet(char c)
{
	return c > ' ' && c < 0x7F && c != '"' && c != ',' && c != ';' &&
	    c != '\\';
}

bool
http_decode_cookies(struct arena *a, struct str s, struct http_pairs *out,
    struct err *e)
{
	size_t cap = 0, i;

	*out = (struct http_pairs){ 0 };
	while (s.n > 0) {
		struct str value = cut(&s, ';'), name;
		bool good = true;

		while (value.n > 0 && (*value.p == ' ' || *value.p == '\t'))
			value.p++, value.n--;
		name = cut(&value, '=');
		for (i = 0; i < name.n; i++)
			good = good && cookie_octet(name.p[i]);
		for (i = 0; i < value.n; i++)
			good = good && cookie_octet(value.p[i]);
		if (name.n == 0 || !good)
			continue;
		if (out->n == HTTP_MAX_PAIRS)
			return err_set(e, ERR_LIMIT, "more than %d cookies",
			    HTTP_MAX_PAIRS);
		*arena_push(a, out->v, out->n, cap) = (struct http_pair){
		    arena_strn(a, name.p, name.n),
		    arena_strn(a, value.p, value.n) };
	}
	return true;
}

/* "gzip", "gzip;q=0.5" and "*" take it; "gzip;q=0" does not. */
bool
http_takes_gzip(const char *accept)
{
	struct str s = str_of(accept);

	while (s.n > 0) {
		struct str item = cut(&s, ','), name;
		size_t i;
		bool zero;

		while (item.n > 0 && *item.p == ' ')
			item.p++, item.n--;
		name = cut(&item, ';');
		while (name.n > 0 && name.p[name.n - 1] == ' ')
			name.n--;
		if (!str_is(name, "gzip") && !str_is(name, "*"))
			continue;
		zero = false;
		for (i = 0; i < item.n; i++)
			if (item.p[i] == '=')
				zero = true;
			else if (item.p[i] >= '1' && item.p[i] <= '9')
				return true;
		return !zero;
	}
	return false;
}

void
http_encode_segment(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		char c = *s;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		    (c >= '0' && c <= '9') || strchr("-._~", c) != NULL)
			buf_put(b, &c, 1);
		else
			buf_printf(b, "%%%02X", (unsigned char)c);
	}
}
