/* SPDX-License-Identifier: MIT
 *
 * words.c -- headings and answers as other tools write them, so that they can
 * be compared.
 */
#include "survey/import/import.h"

static bool
is_space(uint32_t c)
{
	return c <= 0x20 || c == 0xA0 || c == 0x200B || c == 0x202F ||
	    c == 0xFEFF;
}

static const char *
line_of(struct arena *a, const char *s, bool like)
{
	struct buf b CLEAN(buf_free) = { 0 };
	bool gap = false;
	uint32_t c;

	while (*s != '\0') {
		const char *from = s;

		if (like && *s == '<' && (s[1] == '/' || (s[1] >= 'a' &&
		    s[1] <= 'z')) && strchr(s, '>') != NULL) {
			s = strchr(s, '>') + 1;
			continue;
		}
		c = utf8_next(&s);
		if (is_space(c)) {
			gap = b.n > 0;
			continue;
		}
		if (gap)
			buf_lit(&b, " ");
		gap = false;
		if (like && c >= 'A' && c <= 'Z')
			utf8_put(&b, c + 32);
		else if (like && (c == 0x2018 || c == 0x2019))
			buf_lit(&b, "'");
		else if (like && (c == 0x201C || c == 0x201D))
			buf_lit(&b, "\"");
		else if (like && c >= 0x2010 && c <= 0x2015)
			buf_lit(&b, "-");
		else
			buf_put(&b, from, (size_t)(s - from));
	}
	while (like && b.n > 0 && strchr(".:;*, ", b.p[b.n - 1]) != NULL)
		b.p[--b.n] = '\0';
	return arena_str(a, buf_text(&b));
}

const char *
words_line(struct arena *a, const char *s)
{
	return line_of(a, s, false);
}

const char *
words_like(struct arena *a, const char *s)
{
	return line_of(a, s, true);
}

const char *
words_brief(struct arena *a, const char *s)
{
	const char *line = words_line(a, s), *p = line;
	size_t n = 0;

	while (*p != '\0' && n++ < 60)
		utf8_next(&p);
	return *p == '\0' ? line :
	    arena_printf(a, "%.*s…", (int)(p - line), line);
}

/* ---- what two have in common ------------------------------------------------- */

enum { WORDS_MAX = 80 };
struct some { struct str v[WORDS_MAX]; size_t n; };

static bool
is_letter(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static void
take_words(const char *s, struct some *out)
{
	size_t n, i;

	for (out->n = 0; *s != '\0' && out->n < WORDS_MAX; s += n) {
		for (n = 0; is_letter((unsigned char)s[n]) ||
		    (n > 0 && s[n] == '\''); n++)
			;
		for (i = 0; n > 0 && i < out->n; i++)
			if (str_eq(out->v[i], (struct str){ s, n }))
				break;
		if (n > 0 && i == out->n)
			out->v[out->n++] = (struct str){ s, n };
		n += n == 0;
	}
}

double
words_common(struct arena *a, const char *x, const char *y)
{
	struct some in, other;
	size_t i, k, both = 0;

	take_words(words_like(a, x), &in);
	take_words(words_like(a, y), &other);
	for (i = 0; i < in.n; i++)
		for (k = 0; k < other.n; k++)
			both += str_eq(in.v[i], other.v[k]);
	k = in.n + other.n - both;
	return k == 0 ? 0 : (double)both / (double)k;
}
