/* SPDX-License-Identifier: MIT
 *
 * responses_csv.c -- fuzz the reader of CSV: what it gives is text, what it
 * refuses it says where, and rows that are written again read back the same.
 *
 * The first byte chooses the encoding and the separator.
 */
#include <stdio.h>
#include <stdlib.h>

#include "survey/import/table.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct memory { const char *p; size_t n; };

static bool
more(void *arg, char *to, size_t room, size_t *n, struct err *e)
{
	struct memory *m = arg;

	(void)e;
	*n = m->n < room ? m->n : room;
	if (*n > 7)
		*n = *n / 2 + 1;	/* in pieces */
	memcpy(to, m->p, *n);
	m->p += *n;
	m->n -= *n;
	return true;
}

static bool
decoded(void *arg, char *to, size_t room, size_t *n, struct err *e)
{
	return bytes_read(arg, to, room, n, e);
}

/* Writes each row again, all of its cells in quotation marks. */
static void
again(struct buf *b, const struct table_row *r)
{
	const char *s;
	size_t i;

	for (i = 0; i < r->n; i++) {
		if (!utf8_valid(r->cells[i], strlen(r->cells[i]), NULL))
			abort();
		buf_puts(b, i > 0 ? ",\"" : "\"");
		for (s = r->cells[i]; *s != '\0'; s++) {
			buf_put(b, s, 1);
			if (*s == '"')
				buf_lit(b, "\"");
		}
		buf_lit(b, "\"");
	}
	buf_lit(b, "\r\n");
}

static bool
read_all(struct csv *c, struct buf *out, struct err *e)
{
	struct table_row r;
	bool got = true, ok = true;

	while (ok && got) {
		struct arena a CLEAN(arena_free) = { 0 };

		ok = csv_row(c, &a, &r, &got, e);
		if (ok && got)
			again(out, &r);
	}
	csv_close(c);
	return ok;
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	struct memory m = { (const char *)p + 1, n - 1 }, back;
	struct bytes b = { .more = more, .arg = &m };
	struct csv c = { .more = decoded, .arg = &b }, d = { .more = more,
	    .arg = &back };
	struct err e = { 0 };
	bool ok;

	if (n == 0)
		return 0;
	b.as = (enum bytes_as)(p[0] & 3);
	c.separator = ",;\t|"[p[0] >> 2 & 3];
	ok = read_all(&c, &one, &e);
	bytes_close(&b);
	if (!ok) {
		if (e.code == ERR_NONE || strncmp(e.msg, "row ", 4) != 0 ||
		    !utf8_valid(e.msg, strlen(e.msg), NULL))
			abort();
		return 0;
	}
	back = (struct memory){ buf_text(&one), one.n };
	d.separator = ',';
	if (!buf_ok(&one) || !read_all(&d, &two, &e) ||
	    strcmp(buf_text(&one), buf_text(&two)) != 0)
		abort();
	return 0;
}
