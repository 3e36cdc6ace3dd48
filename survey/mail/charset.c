/* SPDX-License-Identifier: MIT
 *
 * charset.c -- bytes as UTF-8, whatever they are said to be.
 *
 * Names mean what mail programs mean by them (as the Encoding Standard of the
 * WHATWG has it): ISO 8859-1 is windows-1252.  Each guess is said.
 */
#include "survey/mail/read.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <strings.h>

static const char unknown[] = "";

/* What is written; what iconv calls it. */
static const char *const names[][2] = {
	{ "us-ascii", "utf-8" }, { "ascii", "utf-8" },
	{ "ansi_x3.4-1968", "utf-8" }, { "iso-646-us", "utf-8" },
	{ "utf8", "utf-8" }, { "utf-8", "utf-8" }, { "cp65001", "utf-8" },
	{ "unicode-1-1-utf-8", "utf-8" }, { "utf-8-mac", "utf-8" },
	{ "iso-8859-1", "cp1252" }, { "iso8859-1", "cp1252" },
	{ "iso_8859-1", "cp1252" }, { "latin1", "cp1252" },
	{ "latin-1", "cp1252" }, { "l1", "cp1252" }, { "ansi", "cp1252" },
	{ "windows-1252", "cp1252" }, { "windows1252", "cp1252" },
	{ "x-ansi", "cp1252" }, { "cp-1252", "cp1252" },
	{ "iso-8859-9", "cp1254" }, { "latin5", "cp1254" },
	{ "iso-8859-11", "cp874" }, { "tis-620", "cp874" },
	{ "gb2312", "gb18030" }, { "gbk", "gb18030" }, { "x-gbk", "gb18030" },
	{ "euc-kr", "cp949" }, { "ks_c_5601-1987", "cp949" },
	{ "shift_jis", "cp932" }, { "x-sjis", "cp932" }, { "sjis", "cp932" },
	{ "unicode-1-1-utf-7", "utf-7" }, { "x-unicode-2-0-utf-7", "utf-7" },
	{ "utf7", "utf-7" }, { "unicode", "utf-16" },
	{ "macintosh", "macintosh" }, { "x-mac-roman", "macintosh" },
	{ "unknown", unknown }, { "unknown-8bit", unknown },
	{ "x-unknown", unknown }, { "8bit", unknown }, { "7bit", unknown },
	{ "binary", unknown }, { "default", unknown }, { "none", unknown },
	{ "x-user-defined", unknown }
};

/* As iconv calls it, in small letters; unknown where it cannot be a name. */
static const char *
known_as(const char *charset, char out[40])
{
	size_t n = 0, i;

	for (; *charset != '\0'; charset++) {
		if (strchr("\"' \t", *charset) != NULL)
			continue;
		if (n == 39 || (!isalnum((unsigned char)*charset) &&
		    strchr("-_.:+()", *charset) == NULL))
			return unknown;
		out[n++] = (char)tolower((unsigned char)*charset);
	}
	out[n] = '\0';
	for (i = 0; i < LEN(names); i++)
		if (strcmp(out, names[i][0]) == 0)
			return names[i][1];
	return out;
}

/* ---- with iconv ------------------------------------------------------------------- */

/* The last one that was opened: most messages are alike. */
static iconv_t
opened(const char *name)
{
	static iconv_t cd = (iconv_t)-1;
	static char last[40];

	if (cd != (iconv_t)-1 && strcmp(name, last) == 0) {
		(void)iconv(cd, NULL, NULL, NULL, NULL);
		return cd;
	}
	if (cd != (iconv_t)-1)
		(void)iconv_close(cd);
	cd = iconv_open("UTF-8", name);
	memcpy(last, name, strlen(name) + 1);
	return cd;
}

static void
replace(struct reading *g, const char *said, struct buf *out)
{
	buf_lit(out, "\xEF\xBF\xBD");
	g->not_utf8++;
	if (g->charset == NULL)
		g->charset = arena_str(g->a, said);
}

static bool
by_iconv(struct reading *g, struct str s, const char *name, const char *said,
    struct buf *out)
{
	iconv_t cd = opened(name);
	size_t unit = strncmp(name, "utf-16", 6) == 0 ? 2 :
	    strncmp(name, "utf-32", 6) == 0 ? 4 : 1;
	char *in = (char *)(uintptr_t)s.p, piece[4096], *to;
	size_t left = s.n, room, rc;

	if (cd == (iconv_t)-1)
		return false;
	do {
		to = piece;
		room = sizeof(piece);
		rc = iconv(cd, left > 0 ? &in : NULL, left > 0 ? &left : NULL,
		    &to, &room);
		buf_put(out, piece, sizeof(piece) - room);
		if (rc == (size_t)-1 && errno != E2BIG && left > 0) {
			size_t skip = left < unit ? left : unit;

			replace(g, said, out);
			in += skip;
			left -= skip;
		}
	} while ((left > 0 || (rc == (size_t)-1 && errno == E2BIG)) &&
	    buf_ok(out));
	return true;
}

/* ---- UTF-8 ---------------------------------------------------------------------------- */

static void
by_mending(struct reading *g, struct str s, struct buf *out)
{
	size_t bad;

	while (s.n > 0 && !utf8_valid(s.p, s.n, &bad)) {
		buf_put(out, s.p, bad);
		if (s.p[bad] == '\0')
			g->controls++;
		else
			replace(g, "UTF-8", out);
		s.p += bad + 1;
		s.n -= bad + 1;
	}
	buf_put(out, s.p, s.n);
}

static bool
is_ascii(struct str s)
{
	uint64_t w, all = 0;
	size_t i;

	for (i = 0; i + 8 <= s.n; i += 8) {
		memcpy(&w, s.p + i, 8);
		all |= w;
	}
	for (; i < s.n; i++)
		all |= (unsigned char)s.p[i];
	return (all & 0x8080808080808080u) == 0;
}

static bool
has_c1(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] >= 0x80 &&
		    (unsigned char)s.p[i] < 0xA0)
			return true;
	return false;
}

/* No charset, one that says too little, or one that nobody knows. */
static void
by_guessing(struct reading *g, struct str s, const char *said, struct buf *out)
{
	bool utf8 = utf8_valid(s.p, s.n, NULL);

	if (is_ascii(s)) {
		by_mending(g, s, out);
		return;
	}
	if (strncasecmp(said, "us-a", 4) == 0 || strcasecmp(said, "ascii") == 0)
		read_mended(g, "it says %.40s and is not; read as %s", said,
		    utf8 ? "UTF-8" : "windows-1252");
	else if (*said != '\0')
		read_mended(g, "“%.40s” is no character set that is known; "
		    "read as %s", said,
		    utf8 ? "UTF-8" : "windows-1252");
	else
		read_mended(g, "it does not say its character set; read as %s",
		    utf8 ? "UTF-8" : "windows-1252");
	if (utf8 || !by_iconv(g, s, "cp1252", "windows-1252", out))
		by_mending(g, s, out);
}

/* One byte a letter, and yet it is valid as UTF-8 throughout: no text in any
 * language is so by chance. */
static bool
is_really_utf8(struct reading *g, struct str s, const char *name,
    const char *said, struct buf *out)
{
	if (strncmp(name, "cp125", 5) != 0 && strncmp(name, "iso-8859", 8) != 0)
		return false;
	if (is_ascii(s) || !utf8_valid(s.p, s.n, NULL))
		return false;
	read_mended(g, "it says %.40s and is UTF-8; read as that", said);
	buf_put(out, s.p, s.n);
	return true;
}

void
read_utf8(struct reading *g, struct str s, const char *charset,
    struct buf *out)
{
	char as[40];
	const char *said = charset != NULL ? charset : "";
	const char *name = known_as(said, as);
	bool vague = *said == '\0' || name == unknown ||
	    (strcmp(name, "utf-8") == 0 && strncmp(said, "u", 1) != 0 &&
	    strncmp(said, "U", 1) != 0) || strncmp(said, "us", 2) == 0 ||
	    strncmp(said, "US", 2) == 0;

	if (strcmp(name, "utf-8") == 0 && utf8_valid(s.p, s.n, NULL) &&
	    (!vague || is_ascii(s)))
		buf_put(out, s.p, s.n);
	else if (vague)
		by_guessing(g, s, said, out);
	else if (strcmp(name, "utf-8") == 0)
		by_mending(g, s, out);
	else if (is_really_utf8(g, s, name, said, out))
		return;
	else if (!by_iconv(g, s, name, said, out))
		by_guessing(g, s, said, out);
	else if (strcmp(name, "cp1252") == 0 && strstr(said, "1252") == NULL &&
	    has_c1(s))
		read_mended(g, "it says %.40s and has signs of windows-1252; "
		    "read as that", said);
}
