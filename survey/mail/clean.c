/* SPDX-License-Identifier: MIT
 *
 * clean.c -- text without controls and marks of direction, in lines that end
 * with LF.
 */
#include "survey/mail/read.h"

/* Goes past one sign that may not stay, or that ends a line. */
static const char *
one(struct reading *g, const char *p, const char *end, struct buf *out)
{
	const char *start = p;
	uint32_t c = utf8_next(&p);

	if (c == '\r') {
		buf_lit(out, "\n");
		return p < end && *p == '\n' ? p + 1 : p;
	}
	if (c == 0x2028 || c == 0x2029 || c == 0x85 || c == '\f' || c == '\v')
		buf_lit(out, "\n");
	else if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		g->controls++;
	else if (utf8_is_bidi_control(c))
		g->marks++;
	else if (c != 0xFEFF)
		buf_put(out, start, (size_t)(p - start));
	return p;
}

/* May begin a sign that is looked at. */
static bool
stops(unsigned char c)
{
	return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c == 0xC2 ||
	    c == 0xD8 || c == 0xE2 || c == 0xEF;
}

void
read_clean(struct reading *g, struct str s, struct buf *out)
{
	const char *p = s.p, *end = s.p + s.n, *from = p;

	while (p < end) {
		if (!stops((unsigned char)*p)) {
			p++;
			continue;
		}
		buf_put(out, from, (size_t)(p - from));
		from = p = one(g, p, end, out);
	}
	buf_put(out, from, (size_t)(p - from));
}

/* Most lines have nothing in them that is to be changed. */
static bool
is_plain(const char *s)
{
	const char *p;

	for (p = s; *p != '\0'; p++)
		if (*p < ' ' || *p == 0x7F || (*p == ' ' && (p == s ||
		    p[1] == ' ' || p[1] == '\0')))
			return false;
	return p - s <= 1000;
}

const char *
read_line(struct reading *g, const char *s)
{
	struct buf utf8 CLEAN(buf_free) = { .max = 4096 };
	struct buf b CLEAN(buf_free) = { .max = 4096 };
	const char *p;
	char *out;
	size_t n, at = 0;

	if (s == NULL || *s == '\0')
		return "";
	if (is_plain(s))
		return arena_str(g->a, s);
	n = strlen(s);
	n = n > 1000 ? 1000 : n;
	while (n > 0 && s[n] != '\0' && (s[n] & 0xC0) == 0x80)
		n--;			/* no half letter */
	read_utf8(g, (struct str){ s, n }, "utf-8", &utf8);
	read_clean(g, (struct str){ buf_text(&utf8), utf8.n }, &b);
	out = arena_strn(g->a, buf_text(&b), b.n);
	for (p = buf_text(&b); *p != '\0'; p++)
		if (*p == '\n' || *p == '\t' || *p == ' ') {
			if (at > 0 && out[at - 1] != ' ')
				out[at++] = ' ';
		} else {
			out[at++] = *p;
		}
	while (at > 0 && out[at - 1] == ' ')
		at--;
	out[at] = '\0';
	return out;
}

bool
read_text(struct reading *g, struct str bytes, const char *charset,
    struct buf *out)
{
	struct buf utf8 CLEAN(buf_free) = { .max = 4 * READ_TEXT_MOST + 16 };
	bool whole = bytes.n <= READ_TEXT_MOST;
	size_t n;

	if (g->all >= READ_ALL_MOST)
		return bytes.n == 0;
	if (!whole)
		bytes.n = READ_TEXT_MOST;
	read_utf8(g, bytes, charset, &utf8);
	if (utf8.n > READ_TEXT_MOST) {
		for (n = READ_TEXT_MOST; (utf8.p[n] & 0xC0) == 0x80; n--)
			continue;
		utf8.n = n;
		whole = false;
	}
	n = out->n;
	read_clean(g, (struct str){ buf_text(&utf8), utf8.n }, out);
	g->all += out->n - n;
	return whole;
}

const char *
read_tidy(struct reading *g, const struct buf *b)
{
	const char *p = buf_text(b), *end = p + b->n, *q;
	char *out = arena_get(g->a, b->n + 2, 1);
	size_t at = 0, empty = 0;

	for (; p < end; p = q + 1) {
		size_t n;

		q = memchr(p, '\n', (size_t)(end - p));
		q = q != NULL ? q : end;
		for (n = (size_t)(q - p); n > 0; n--)
			if (p[n - 1] != ' ' && p[n - 1] != '\t')
				break;
		if (n == 0) {
			empty++;
			continue;
		}
		if (at > 0)
			for (empty = empty > 2 ? 2 : empty; empty > 0; empty--)
				out[at++] = '\n';
		empty = 0;
		n = (size_t)(q - p);
		memcpy(out + at, p, n);
		at += n;
		out[at++] = '\n';
	}
	out[at] = '\0';
	return out;
}
