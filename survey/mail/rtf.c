/* SPDX-License-Identifier: MIT
 *
 * rtf.c -- what a rich text says (Rich Text Format 1.9.1), without how it looks.
 * Outlook wraps HTML up in it ([MS-OXRTFEX]): the marks of HTML are left out.
 */
#include "survey/mail/read.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

enum { GROUPS_MOST = 256 };

struct group { bool skip; int after; };	/* after: signs that stand for \u */
struct rtf {
	struct reading	*g;
	struct buf	*out;
	struct buf	 bytes;		/* of the code page, not decoded yet */
	struct group	 at[GROUPS_MOST];
	size_t		 depth;
	bool		 wrapped;	/* HTML within */
	bool		 plain;		/* …and now what stays of it */
	int		 page, left;	/* left: signs to leave out */
	uint32_t	 high;		/* the first half of a pair */
};

/* Groups that are no text of the document. */
static const char *const skipped[] = { "fonttbl", "colortbl", "stylesheet",
    "info", "pict", "header", "footer", "headerl", "headerr", "footerl",
    "footerr", "listtable", "listoverridetable", "rsidtbl", "generator",
    "themedata", "colorschememapping", "latentstyles", "datastore", "object",
    "xmlnstbl", "mathPr", "fldinst", "bkmkstart", "bkmkend" };

static void
put_bytes(struct rtf *r)
{
	char page[16];

	if (r->bytes.n == 0)
		return;
	(void)snprintf(page, sizeof(page), "windows-%d", r->page);
	read_utf8(r->g, (struct str){ r->bytes.p, r->bytes.n },
	    r->page == 65001 ? "utf-8" : r->page == 10000 ? "macintosh" : page,
	    r->out);
	r->bytes.n = 0;
}

static bool
shows(const struct rtf *r)
{
	return !r->at[r->depth].skip && !(r->wrapped && r->plain);
}

static void
put_byte(struct rtf *r, int c)
{
	char b = (char)c;

	if (r->left > 0)
		r->left--;
	else if (shows(r) && c != 0)
		buf_put(&r->bytes, &b, 1);
}

static void
put_sign(struct rtf *r, const char *s)
{
	if (!shows(r))
		return;
	put_bytes(r);
	buf_puts(r->out, s);
}

/* Word writes UTF-16 in halves, as signed numbers. */
static void
put_unicode(struct rtf *r, long n)
{
	uint32_t c = (uint32_t)(n < 0 ? n + 65536 : n) & 0xFFFF;

	r->left = r->at[r->depth].after;
	if (!shows(r))
		return;
	put_bytes(r);
	if (c >= 0xD800 && c < 0xDC00) {
		r->high = c;
		return;
	}
	if (c >= 0xDC00 && c < 0xE000)
		c = r->high == 0 ? 0xFFFD : 0x10000 +
		    ((r->high & 0x3FF) << 10) + (c & 0x3FF);
	r->high = 0;
	if (c != 0)
		utf8_put(r->out, c);
}

/* ---- words of the format ------------------------------------------------------------ */

static bool
put_named(struct rtf *r, const char *word)
{
	static const struct { const char *word, *sign; } signs[] = {
		{ "par", "\n" }, { "line", "\n" }, { "row", "\n" },
		{ "sect", "\n" }, { "page", "\n" }, { "tab", "\t" },
		{ "cell", "\t" }, { "lquote", "‘" }, { "rquote", "’" },
		{ "ldblquote", "“" }, { "rdblquote", "”" }, { "bullet", "•" },
		{ "endash", "–" }, { "emdash", "—" }
	};
	size_t i;

	for (i = 0; i < LEN(signs); i++)
		if (strcmp(word, signs[i].word) == 0) {
			put_sign(r, signs[i].sign);
			return true;
		}
	return false;
}

static void
obey(struct rtf *r, const char *word, long n)
{
	size_t i;

	if (put_named(r, word))
		return;
	for (i = 0; i < LEN(skipped); i++)
		if (strcmp(word, skipped[i]) == 0)
			r->at[r->depth].skip = true;
	if (strcmp(word, "u") == 0)
		put_unicode(r, n);
	else if (strcmp(word, "uc") == 0)
		r->at[r->depth].after = n >= 0 && n < 100 ? (int)n : 1;
	else if (strcmp(word, "ansicpg") == 0 && n > 0 && n < 70000)
		r->page = (int)n;
	else if (strcmp(word, "fromhtml") == 0)
		r->wrapped = true;
	else if (strcmp(word, "htmlrtf") == 0)
		r->plain = n != 0;
}

static const char *
control(struct rtf *r, const char *p, const char *end)
{
	char word[33];
	size_t n = 0;
	long value = 1;
	char *after;

	while (p < end && isalpha((unsigned char)*p) && n < 32)
		word[n++] = *p++;
	word[n] = '\0';
	if (p < end && (isdigit((unsigned char)*p) || (*p == '-' &&
	    p + 1 < end && isdigit((unsigned char)p[1])))) {
		value = strtol(p, &after, 10);
		p = after;
	}
	if (p < end && *p == ' ')
		p++;
	obey(r, word, value);
	if (strcmp(word, "bin") == 0 && value > 0)
		p += value < end - p ? value : end - p;
	return p;
}

/* After a backslash. */
static const char *
escape(struct rtf *r, const char *p, const char *end)
{
	unsigned v;

	if (p == end)
		return p;
	if (isalpha((unsigned char)*p))
		return control(r, p, end);
	if (*p == '\'' && end - p >= 3) {
		char hex[3] = { p[1], p[2], '\0' };

		v = (unsigned)strtoul(hex, NULL, 16);
		put_byte(r, (int)v);
		return p + 3;
	}
	if (*p == '*')			/* a group that may be left out */
		r->at[r->depth].skip = true;
	else if (*p == '~')
		put_sign(r, " ");
	else if (*p == '_')
		put_sign(r, "-");
	else if (*p == '\n' || *p == '\r')
		put_sign(r, "\n");
	else if (strchr("\\{}", *p) != NULL)
		put_byte(r, *p);
	return p + 1;
}

bool
read_rtf(struct reading *g, struct str s, struct buf *out)
{
	struct rtf *r = arena_new(g->a, struct rtf);
	char *copy = arena_strn(g->a, s.p, s.n);	/* strtol wants an end */
	const char *p = copy, *end = copy + s.n;
	bool whole;

	*r = (struct rtf){ .g = g, .out = out, .page = 1252,
	    .at[0].after = 1, .bytes.max = READ_TEXT_MOST };
	while (p < end && buf_ok(out)) {
		char c = *p++;

		if (c == '{' && r->depth + 1 < GROUPS_MOST) {
			r->at[r->depth + 1] = r->at[r->depth];
			r->depth++;
		} else if (c == '{') {
			break;
		} else if (c == '}') {
			put_bytes(r);
			r->left = 0;
			if (r->depth == 0)
				break;
			r->depth--;
		} else if (c == '\\') {
			p = escape(r, p, end);
		} else if (c != '\n' && c != '\r') {
			put_byte(r, (unsigned char)c);
		}
	}
	put_bytes(r);
	whole = r->depth == 0 && buf_ok(out);
	buf_free(&r->bytes);
	return whole;
}
