/* SPDX-License-Identifier: MIT
 *
 * bytes.c -- what encoding a file is in, and its text as UTF-8.
 *
 * UTF-8 and UTF-16 are told by their bytes.  What is neither is taken for
 * Windows-1252, which spreadsheets in this country write when nobody asks; a
 * file that is UTF-8 in one place and not in another is refused, as either
 * reading would spoil words.
 */
#include "survey/import/table.h"

#include <errno.h>
#include <iconv.h>
#include <unistd.h>

static const struct { const char *word, *name, *iconv; } all[] = {
	[BYTES_UTF8] = { "utf-8", "UTF-8", NULL },
	[BYTES_UTF16LE] = { "utf-16le", "UTF-16 (little-endian)",
	    "UTF-16LE" },
	[BYTES_UTF16BE] = { "utf-16be", "UTF-16 (big-endian)", "UTF-16BE" },
	[BYTES_1252] = { "windows-1252", "Windows-1252", "CP1252" },
};

const char *
bytes_name(enum bytes_as as)
{
	return all[as].name;
}

bool
bytes_from(const char *word, enum bytes_as *as)
{
	size_t i;

	for (i = 0; i < LEN(all); i++)
		if (strcmp(all[i].word, word) == 0) {
			*as = (enum bytes_as)i;
			return true;
		}
	return false;
}

/* ---- what it seems to be ------------------------------------------------------ */

struct look {
	uint8_t	 first[4096];
	size_t	 n_first;
	size_t	 size, several, bad;	/* letters of several bytes, and what
					   is no UTF-8 */
	size_t	 line, bad_line;	/* line: from 1 */
	char	 left[4];
	size_t	 n_left;
};

/* Bytes of a letter that begins so; 0: none does. */
static size_t
length(unsigned char c)
{
	return c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 :
	    c < 0xF5 ? 4 : 0;
}

/* How much of a letter stands at the end, not yet whole. */
static size_t
unfinished(const char *p, size_t n)
{
	size_t k, want;

	for (k = 1; k <= 3 && k <= n; k++) {
		want = length((unsigned char)p[n - k]);
		if (want > 1)
			return want > k ? k : 0;
		if (want == 1)
			return 0;
	}
	return 0;
}

static void
look_at(struct look *l, const char *p, size_t n, bool last)
{
	size_t i = 0, len;

	while (i < n) {
		len = length((unsigned char)p[i]);
		if (!last && i + len > n && len > 1)
			break;
		if (p[i] == '\n')
			l->line++;
		if (len == 1 || (len > 1 && i + len <= n &&
		    utf8_valid(p + i, len, NULL))) {
			l->several += len > 1;
			i += len;
			continue;
		}
		if (p[i] != '\0' && l->bad++ == 0)
			l->bad_line = l->line;
		i++;
	}
	l->n_left = n - i;
	memcpy(l->left, p + i, l->n_left);
}

static bool
read_all(int fd, struct look *l, struct err *e)
{
	char block[65536 + 4];
	ssize_t n;

	for (;;) {
		memcpy(block, l->left, l->n_left);
		n = pread(fd, block + l->n_left, 65536, (off_t)l->size);
		if (n < 0)
			return err_set(e, ERR_IO, "%s", strerror(errno));
		if (l->size < sizeof(l->first)) {
			size_t k = sizeof(l->first) - l->size;

			k = (size_t)n < k ? (size_t)n : k;
			memcpy(l->first + l->size, block + l->n_left, k);
			l->n_first += k;
		}
		l->size += (size_t)n;
		look_at(l, block, l->n_left + (size_t)n, n == 0);
		if (n == 0)
			return true;
	}
}

static bool
starts(const struct look *l, const void *bytes, size_t n)
{
	return l->n_first >= n && memcmp(l->first, bytes, n) == 0;
}

/* UTF-16 without a mark: every other byte of most letters is 0. */
static bool
no_mark(const struct look *l, enum bytes_as *as)
{
	size_t i, zero[2] = { 0 };

	for (i = 0; i + 1 < l->n_first; i += 2) {
		zero[0] += l->first[i] == 0;
		zero[1] += l->first[i + 1] == 0;
	}
	if (zero[0] + zero[1] < l->n_first / 4 || l->n_first < 4)
		return false;
	*as = zero[1] > zero[0] ? BYTES_UTF16LE : BYTES_UTF16BE;
	return zero[*as == BYTES_UTF16LE ? 0 : 1] <= l->n_first / 32 + 1;
}

static bool
is_another(const struct look *l, struct err *e)
{
	if (starts(l, "PK\3\4", 4))
		return err_set(e, ERR_INPUT, "this is a workbook or another "
		    "packed file: import it with `xlsx`, not `csv`");
	if (starts(l, "\xD0\xCF\x11\xE0", 4))
		return err_set(e, ERR_INPUT, "this is a workbook of the old "
		    "kind (.xls): save it as .xlsx or as CSV (UTF-8), and "
		    "import that");
	if (starts(l, "%PDF", 4))
		return err_set(e, ERR_INPUT, "this is a PDF: fetch the "
		    "responses from the survey tool as CSV or .xlsx");
	return true;
}

bool
bytes_look(int fd, enum bytes_as *as, size_t *mark, struct err *e)
{
	struct look l = { .line = 1 };

	*as = BYTES_UTF8;
	*mark = 0;
	if (!read_all(fd, &l, e) || !is_another(&l, e))
		return false;
	if (l.size == 0)
		return err_set(e, ERR_INPUT, "the file is empty: fetch it from "
		    "the survey tool again");
	if (starts(&l, "\xEF\xBB\xBF", 3)) {
		*mark = 3;
		return true;
	}
	if (starts(&l, "\xFF\xFE", 2) || starts(&l, "\xFE\xFF", 2)) {
		*as = l.first[0] == 0xFF ? BYTES_UTF16LE : BYTES_UTF16BE;
		*mark = 2;
		return true;
	}
	if (no_mark(&l, as) || l.bad == 0)
		return true;
	if (l.several > 0)
		return err_set(e, ERR_INPUT, "line %zu has bytes that are not "
		    "UTF-8, and other places are UTF-8: the file is a mixture. "
		    "Fetch it again, or save it as CSV UTF-8; if words may be "
		    "spoilt, write `encoding windows-1252` in the map",
		    l.bad_line);
	*as = BYTES_1252;
	return true;
}

/* ---- reading ------------------------------------------------------------------- */

static bool
fill(struct bytes *b, struct err *e)
{
	size_t n;

	if (b->ended || b->n_raw > sizeof(b->raw) / 2)
		return true;
	if (!b->more(b->arg, b->raw + b->n_raw, sizeof(b->raw) - b->n_raw, &n,
	    e))
		return false;
	b->ended = n == 0;
	b->n_raw += n;
	return true;
}

static void
used(struct bytes *b, size_t n)
{
	memmove(b->raw, b->raw + n, b->n_raw - n);
	b->n_raw -= n;
}

static bool
read_utf8(struct bytes *b, char *to, size_t room, size_t *n, struct err *e)
{
	size_t k = b->n_raw < room ? b->n_raw : room, bad;

	if (!b->ended || k < b->n_raw)
		k -= unfinished(b->raw, k);
	for (bad = 0; bad < k && !utf8_valid(b->raw, k, &bad); k = bad)
		if (bad == 0)
			break;
	if (k > 0 && !utf8_valid(b->raw, k, &bad)) {
		/* a NUL is text that somebody else refuses */
		if (b->raw[0] != '\0')
			return err_set(e, ERR_INPUT, "bytes that are not "
			    "UTF-8: save the file as CSV UTF-8, or write "
			    "`encoding windows-1252` in the map");
		k = 1;
	}
	memcpy(to, b->raw, k);
	used(b, k);
	*n = k;
	return true;
}

static bool
cannot(const struct bytes *b, struct err *e)
{
	if (b->as == BYTES_1252)
		return err_set(e, ERR_INPUT, "a byte (0x%02X) that is no "
		    "letter of Windows-1252: save the file as CSV UTF-8",
		    (unsigned char)b->raw[0]);
	return err_set(e, ERR_INPUT, "half a letter of UTF-16: the file was "
	    "cut off or changed. Fetch it again");
}

static bool
read_other(struct bytes *b, char *to, size_t room, size_t *n, struct err *e)
{
	char *in = b->raw, *out = to;
	size_t left = b->n_raw;

	if (b->convert == NULL) {
		b->convert = iconv_open("UTF-8", all[b->as].iconv);
		if (b->convert == (iconv_t)-1) {
			b->convert = NULL;
			return err_set(e, ERR_IO, "this machine cannot read "
			    "%s", all[b->as].name);
		}
	}
	iconv(b->convert, &in, &left, &out, &room);
	*n = (size_t)(out - to);
	used(b, b->n_raw - left);
	if (*n > 0 || b->n_raw == 0)
		return true;
	return cannot(b, e);
}

bool
bytes_read(struct bytes *b, char *to, size_t room, size_t *n, struct err *e)
{
	*n = 0;
	do {
		if (!fill(b, e))
			return false;
	} while (b->n_raw < 8 && !b->ended);
	if (b->n_raw == 0)
		return true;
	return b->as == BYTES_UTF8 ? read_utf8(b, to, room, n, e) :
	    read_other(b, to, room, n, e);
}

void
bytes_close(struct bytes *b)
{
	if (b->convert != NULL)
		iconv_close(b->convert);
	b->convert = NULL;
	b->n_raw = 0;
	b->ended = false;
}
