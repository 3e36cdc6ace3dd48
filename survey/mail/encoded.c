/* SPDX-License-Identifier: MIT
 *
 * encoded.c -- encoded words of a header (RFC 2047) made ready for GMime.
 *
 * GMime reads neighbours of one charset in base64 as one run, for programs that
 * cut a letter in two; what follows padding inside such a run it loses.  Other
 * programs pad each word, as they should: a run is put into one word.
 */
#include "survey/mail/read.h"

#include <ctype.h>
#include <glib.h>

/* One =?charset?b?text?= of base64. */
struct word { struct str whole, charset, text; };

static bool
word_at(const char *p, struct word *w)
{
	const char *charset = p + 2, *text, *end;
	size_t n;

	if (p[0] != '=' || p[1] != '?')
		return false;
	n = strcspn(charset, "? \t\r\n");
	if (n == 0 || charset[n] != '?' ||
	    tolower((unsigned char)charset[n + 1]) != 'b' ||
	    charset[n + 2] != '?')
		return false;
	text = charset + n + 3;
	end = text + strcspn(text, "? \t\r\n");
	if (end[0] != '?' || end[1] != '=')
		return false;
	*w = (struct word){ { p, (size_t)(end + 2 - p) }, { charset, n },
	    { text, (size_t)(end - text) } };
	return true;
}

static bool
padded(struct str s)
{
	return s.n > 0 && s.p[s.n - 1] == '=';
}

/* What text says goes to bytes, and text is empty. */
static void
decode(struct buf *text, struct buf *bytes)
{
	gsize n;
	guchar *p = g_base64_decode(buf_text(text), &n);

	buf_put(bytes, p, n);
	g_free(p);
	buf_clear(text);
}

/* The words from first on that are one run, put at out's end; where it ends.  Some
 * programs cut the base64 anywhere: it goes on until one that is padded. */
static const char *
run(struct word first, struct buf *out)
{
	struct buf bytes CLEAN(buf_free) = { 0 }, text CLEAN(buf_free) = { 0 };
	const char *p, *next = first.whole.p;
	struct word w = first;
	char *all;

	do {
		p = next + w.whole.n;
		buf_put(&text, w.text.p, w.text.n);
		if (padded(w.text))
			decode(&text, &bytes);
		next = p + strspn(p, " \t\r\n");
	} while (next > p && word_at(next, &w) &&
	    w.charset.n == first.charset.n && g_ascii_strncasecmp(w.charset.p,
	    first.charset.p, w.charset.n) == 0);
	if (p == first.whole.p + first.whole.n) {
		buf_put(out, first.whole.p, first.whole.n);
		return p;
	}
	decode(&text, &bytes);
	all = g_base64_encode((const guchar *)buf_text(&bytes), bytes.n);
	buf_printf(out, "=?%.*s?B?%s?=", STRF(first.charset), all);
	g_free(all);
	return p;
}

const char *
read_words(struct reading *g, const char *raw)
{
	struct buf b CLEAN(buf_free) = { .max = 4 << 20 };
	const char *p = raw;
	struct word w;

	while (*p != '\0')
		if (word_at(p, &w))
			p = run(w, &b);
		else
			buf_put(&b, p++, 1);
	return buf_ok(&b) ? arena_strn(g->a, buf_text(&b), b.n) : raw;
}
