/* SPDX-License-Identifier: MIT
 *
 * data_csv.c -- a sheet of the dataset as CSV: RFC 4180, UTF-8 with its mark
 * at the beginning (Excel takes it for another encoding otherwise), CRLF.
 */
#include "survey/data.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PIECE = 1 << 20 };

static void
put_text(struct buf *b, const char *s)
{
	buf_lit(b, "\"");
	if (csv_formula(s))
		buf_lit(b, "'");
	for (; *s != '\0'; s++) {
		if (*s == '"')
			buf_lit(b, "\"");
		buf_put(b, s, 1);
	}
	buf_lit(b, "\"");
}

/* At most so many decimals, without the noughts at the end. */
static void
put_number(struct buf *b, double v, int decimals)
{
	char s[400], *p;

	snprintf(s, sizeof(s), "%.*f", decimals, v);
	if (strchr(s, '.') != NULL) {
		for (p = s + strlen(s); p[-1] == '0'; p--)
			;
		p -= p[-1] == '.';
		*p = '\0';
	}
	buf_puts(b, s);
}

static void
put_cell(struct buf *b, const struct dataset_cell *c)
{
	switch (c->kind) {
	case DATASET_NUMBER:
		put_number(b, c->number, c->decimals);
		break;
	case DATASET_DATE:
		buf_puts(b, c->text);
		break;
	case DATASET_TEXT:
		put_text(b, c->text);
		break;
	}
}

static void
put_row(struct buf *b, const struct dataset *d, enum dataset_sheet s,
    size_t row)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct dataset_cell c;
	size_t i, n = dataset_width(d, s);

	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_lit(b, ",");
		dataset_cell(&a, d, s, row, i, &c);
		put_cell(b, &c);
	}
	buf_lit(b, "\r\n");
}

static bool
flush(FILE *f, struct buf *b, size_t at_least)
{
	bool ok = buf_ok(b);

	if (!ok || b->n < at_least)
		return ok;
	ok = fwrite(b->p, 1, b->n, f) == b->n;
	buf_clear(b);
	return ok;
}

static bool
put_all(FILE *f, const struct dataset *d, enum dataset_sheet s)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };
	size_t i, n = dataset_width(d, s), rows = dataset_height(d, s);

	buf_lit(&b, "\xEF\xBB\xBF");
	for (i = 0; i < n; i++) {
		if (i > 0)
			buf_lit(&b, ",");
		put_text(&b, dataset_head(d, s, i));
	}
	buf_lit(&b, "\r\n");
	for (i = 0; i < rows; i++) {
		put_row(&b, d, s, i);
		if (!flush(f, &b, PIECE))
			return false;
	}
	return flush(f, &b, 1);
}

bool
data_csv(const struct dataset *d, enum dataset_sheet s, const char *path,
    struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *tmp = arena_printf(&a, "%s.XXXXXX", path);
	int fd = mkostemp(tmp, O_CLOEXEC), why;	/* 0600 */
	FILE *f = fd >= 0 ? fdopen(fd, "wb") : NULL;
	bool ok;

	if (f == NULL)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	errno = 0;
	ok = put_all(f, d, s) && fflush(f) == 0 && fsync(fd) == 0;
	why = errno;
	ok = fclose(f) == 0 && ok && rename(tmp, path) == 0;
	if (ok)
		return true;
	why = why != 0 ? why : errno;
	unlink(tmp);
	return err_set(e, ERR_IO, "%s: %s", path, strerror(why));
}
