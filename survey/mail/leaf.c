/* SPDX-License-Identifier: MIT
 *
 * leaf.c -- the bytes of one part: where they lie, and decoded.
 */
#include "survey/mail/read.h"

#include <ctype.h>
#include <gmime/gmime.h>

/* As it stands in the message: GMime keeps offsets into it. */
static struct str
encoded(GMimePart *part, GMimeContentEncoding *how)
{
	GMimeDataWrapper *w = g_mime_part_get_content(part);
	GMimeStream *s = w != NULL ? g_mime_data_wrapper_get_stream(w) : NULL;
	GByteArray *all;
	gint64 start, end;

	*how = GMIME_CONTENT_ENCODING_DEFAULT;
	if (s == NULL || !GMIME_IS_STREAM_MEM(s))
		return STR("");
	*how = g_mime_data_wrapper_get_encoding(w);
	all = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(s));
	start = s->bound_start;
	end = s->bound_end < 0 ? (gint64)all->len : s->bound_end;
	if (start < 0 || end < start || end > (gint64)all->len)
		return STR("");
	return (struct str){ (const char *)all->data + start,
	    (size_t)(end - start) };
}

/* How many characters stand in its last group; 0: a whole one, or none. */
static size_t
judge_base64(struct reading *g, struct str s)
{
	size_t i, odd = 0, n = 0;

	for (i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (isalnum(c) || c == '+' || c == '/')
			n++;
		else if (c != '=' && !isspace(c))
			odd++;
	}
	g->base64 += odd;
	if (n % 4 != 0 && memchr(s.p, '=', s.n) == NULL)
		read_mended(g, "the end of its base64 is missing: it may have "
		    "been cut off");
	return n % 4;
}

static void
judge_printable(struct reading *g, struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *q;

	for (; (p = memchr(p, '=', (size_t)(end - p))) != NULL; p++) {
		if (end - p >= 3 && isxdigit((unsigned char)p[1]) &&
		    isxdigit((unsigned char)p[2]))
			continue;
		for (q = p + 1; q < end && (*q == ' ' || *q == '\t' ||
		    *q == '\r'); q++)
			continue;
		if (q < end && *q != '\n')
			g->printable++;
	}
}

struct str
read_content(struct reading *g, GMimePart *part)
{
	GMimeContentEncoding how;
	struct str s = encoded(part, &how);
	GMimeEncoding state;
	size_t n, over = 0;
	char *out;

	if (how != GMIME_CONTENT_ENCODING_BASE64 &&
	    how != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
	    how != GMIME_CONTENT_ENCODING_UUENCODE)
		return s;
	if (how == GMIME_CONTENT_ENCODING_BASE64)
		over = judge_base64(g, s);
	if (how == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
		judge_printable(g, s);
	g_mime_encoding_init_decode(&state, how);
	out = arena_get(g->a, g_mime_encoding_outlen(&state, s.n) + 4, 1);
	n = g_mime_encoding_step(&state, s.p, s.n, out);
	/* Without its end, GMime would keep the last signs. */
	if (over > 1 && memchr(s.p, '=', s.n) == NULL)
		n += g_mime_encoding_step(&state, "==", 4 - over, out + n);
	n += g_mime_encoding_flush(&state, "", 0, out + n);
	return (struct str){ out, n };
}

/* What base64 stands for, by its length: most of what is attached is large, and need
 * not be decoded for that. */
static int64_t
length_base64(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *line;
	int64_t n = 0;

	for (; p < end; p = line + 1) {
		const char *q;

		line = memchr(p, '\n', (size_t)(end - p));
		if (line == NULL)
			line = end;
		for (q = line; q > p && (isspace((unsigned char)q[-1]) ||
		    q[-1] == '='); q--)
			continue;
		n += q - p;
	}
	return n * 3 / 4;
}

int64_t
read_size(GMimePart *part)
{
	GMimeContentEncoding how;
	struct str s = encoded(part, &how);
	GMimeEncoding state;
	char out[8192];
	int64_t n = 0;
	size_t take;

	if (how == GMIME_CONTENT_ENCODING_BASE64)
		return length_base64(s);
	if (how != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE &&
	    how != GMIME_CONTENT_ENCODING_UUENCODE)
		return (int64_t)s.n;
	g_mime_encoding_init_decode(&state, how);
	for (; s.n > 0; s.p += take, s.n -= take) {
		take = s.n < 4096 ? s.n : 4096;
		n += (int64_t)g_mime_encoding_step(&state, s.p, take, out);
	}
	return n + (int64_t)g_mime_encoding_flush(&state, "", 0, out);
}

const char *
read_charset_of(GMimeObject *o)
{
	return g_mime_object_get_content_type_parameter(o, "charset");
}
