/* SPDX-License-Identifier: MIT
 *
 * xlsx.c -- the rows of a sheet, one after the other.
 *
 * Numbers come as they would be typed, dates as 2024-06-03 14:05:00, formulas
 * as the results that are kept with them.
 */
#include "survey/import/xlsx.h"

#include <libxml/parser.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { RATIO = 200, RATIO_FROM = 4 << 20, ROW_BYTES = 64 << 20 };
static const uint64_t unpacked_max = (uint64_t)2 << 30;

/* ---- values --------------------------------------------------------------------------- */

/* Days since the last day of 1899, as spreadsheets count them; so many seconds
 * of the day. */
static void
put_date(struct buf *b, double v, bool from_1904)
{
	double day = floor(v), seconds = round((v - day) * 86400);
	struct date d;
	char text[11];
	int s;

	if (v < 0 || v > 2958466) {	/* the year 10000 */
		buf_printf(b, "%.15g", v);
		return;
	}
	if (seconds >= 86400) {
		day++;
		seconds = 0;
	}
	s = (int)seconds;
	d = date_from_days((int64_t)day - 25569 + (from_1904 ? 1462 : 0));
	date_text(d, text);
	if (day >= 1)
		buf_puts(b, text);
	if (s > 0 || day < 1)
		buf_printf(b, "%s%02d:%02d:%02d", day >= 1 ? " " : "",
		    s / 3600, s / 60 % 60, s % 60);
}

/* 0.10000000000000001 as people typed it: 0.1. */
static void
put_number(struct xlsx *x, const char *s)
{
	char *end;
	double v = strtod(s, &end);

	if (end == s || *end != '\0' || !isfinite(v))
		buf_puts(&x->cells, s);
	else if (x->style < x->n_styles && x->is_date[x->style])
		put_date(&x->cells, v, x->from_1904);
	else if (strlen(s) < 8)
		buf_puts(&x->cells, s);
	else
		buf_printf(&x->cells, "%.15g", v);
}

static void
failed_formula(struct xlsx *x)
{
	struct arena a CLEAN(arena_free) = { 0 };

	err_set(&x->e, ERR_INPUT, "row %zu, column %s: the formula there "
	    "failed (%.20s): mend it in the workbook, or write its value",
	    x->row, table_letter(&a, x->column), buf_text(&x->text));
}

static void
put_value(struct xlsx *x)
{
	const char *s = buf_text(&x->text);
	char *end;
	size_t i;

	if (strcmp(x->type, "s") == 0) {
		i = strtoul(s, &end, 10);
		if (*s != '\0' && *end == '\0' && i < x->n_strings)
			buf_puts(&x->cells, x->strings[i]);
	} else if (strcmp(x->type, "b") == 0) {
		buf_puts(&x->cells, strcmp(s, "1") == 0 ? "TRUE" : "FALSE");
	} else if (strcmp(x->type, "e") == 0) {
		failed_formula(x);
	} else if (strcmp(x->type, "") == 0 || strcmp(x->type, "n") == 0) {
		put_number(x, s);
	} else {
		buf_puts(&x->cells, s);
	}
}

/* ---- the sheet ------------------------------------------------------------------------- */

/* "BC12": column 54, from 0; what is no such thing: (size_t)-1. */
static size_t
column_of(const char *s)
{
	size_t n = 0;

	for (; *s >= 'A' && *s <= 'Z' && n <= TABLE_COLUMNS; s++)
		n = n * 26 + (size_t)(*s - 'A') + 1;
	return n - 1;
}

static void
begin_row(struct xlsx *x, const char *r)
{
	size_t n = strtoul(r, NULL, 10);

	x->row = n > x->row && n <= TABLE_ROWS ? n : x->row + 1;
	x->column = (size_t)-1;
	x->n_at = x->width = 0;
	buf_clear(&x->cells);
	if (x->row > TABLE_ROWS)
		err_set(&x->e, ERR_LIMIT, "more than %d rows", (int)TABLE_ROWS);
}

static void
begin_cell(struct xlsx *x, const char *r, const char *type, const char *style)
{
	size_t at = column_of(r);

	x->column = at != (size_t)-1 ? at : x->column + 1;
	if (x->column >= TABLE_COLUMNS)
		err_set(&x->e, ERR_LIMIT, "row %zu has more than %d cells",
		    x->row, (int)TABLE_COLUMNS);
	snprintf(x->type, sizeof(x->type), "%s", type);
	x->style = strtoul(style, NULL, 10);
	buf_clear(&x->text);
}

static void
start(void *arg, const xmlChar *el, const xmlChar *prefix, const xmlChar *uri,
    int n_ns, const xmlChar **ns, int n, int n_default, const xmlChar **v)
{
	struct xlsx *x = arg;
	struct arena a CLEAN(arena_free) = { 0 };
	const char *name = (const char *)el;

	(void)prefix;
	(void)uri;
	(void)n_ns;
	(void)ns;
	(void)n_default;
	x->in_text = false;
	if (strcmp(name, "row") == 0)
		begin_row(x, xlsx_attr(&a, v, n, "r"));
	else if (strcmp(name, "c") == 0)
		begin_cell(x, xlsx_attr(&a, v, n, "r"),
		    xlsx_attr(&a, v, n, "t"), xlsx_attr(&a, v, n, "s"));
	else if (strcmp(name, "rPh") == 0)
		x->in_reading = true;
	else if (strcmp(name, "v") == 0 || strcmp(name, "t") == 0)
		x->in_text = !x->in_reading;
}

static void
end_cell(struct xlsx *x)
{
	size_t start = x->cells.n;

	if (!buf_ok(&x->text)) {
		struct arena a CLEAN(arena_free) = { 0 };

		err_set(&x->e, ERR_LIMIT, "row %zu, column %s: this cell has "
		    "more than a million letters", x->row,
		    table_letter(&a, x->column));
		return;
	}
	put_value(x);
	if (x->cells.n == start || x->e.code != ERR_NONE)
		return;
	buf_put(&x->cells, "", 1);
	if (x->n_at == x->cap_at) {
		x->cap_at = x->cap_at ? 2 * x->cap_at : 64;
		x->at = realloc(x->at, x->cap_at * sizeof(*x->at));
		if (x->at == NULL)
			abort();
	}
	x->at[x->n_at].column = x->column;
	x->at[x->n_at++].start = start;
	if (x->column + 1 > x->width)
		x->width = x->column + 1;
}

static void
end_row(struct xlsx *x)
{
	struct xlsx_row_of *r = arena_new(&x->queue, struct xlsx_row_of);
	const char *text;
	size_t i;

	if (!buf_ok(&x->cells)) {
		err_set(&x->e, ERR_LIMIT, "row %zu is longer than what is "
		    "read here", x->row);
		return;
	}
	text = arena_strn(&x->queue, buf_text(&x->cells), x->cells.n);
	r->number = x->row;
	r->n = x->width;
	r->cells = arena_array(&x->queue, const char *, x->width + 1);
	for (i = 0; i < x->width; i++)
		r->cells[i] = "";
	for (i = 0; i < x->n_at; i++)
		r->cells[x->at[i].column] = text + x->at[i].start;
	*x->tail = r;
	x->tail = &r->next;
}

static void
end(void *arg, const xmlChar *el, const xmlChar *prefix, const xmlChar *uri)
{
	struct xlsx *x = arg;
	const char *name = (const char *)el;

	(void)prefix;
	(void)uri;
	x->in_text = false;
	if (strcmp(name, "rPh") == 0)
		x->in_reading = false;
	if (x->e.code != ERR_NONE)
		return;
	if (strcmp(name, "c") == 0)
		end_cell(x);
	else if (strcmp(name, "row") == 0)
		end_row(x);
}

static void
characters(void *arg, const xmlChar *s, int n)
{
	struct xlsx *x = arg;

	if (x->in_text && n > 0)
		buf_put(&x->text, s, (size_t)n);
}

static bool
begin(struct xlsx *x, const char *sheet, const char **name, struct err *e)
{
	const xmlSAXHandler sax = { .startElementNs = start, .endElementNs =
	    end, .characters = characters };
	struct err why = { 0 };
	const char *part;
	struct stat st;

	if (stat(x->path, &st) != 0 || !S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "there is no such file");
	x->left = (uint64_t)st.st_size * RATIO + RATIO_FROM;
	if (x->left > unpacked_max)
		x->left = unpacked_max;
	x->cells.max = ROW_BYTES;
	x->tail = &x->first;
	if (!xlsx_parts(x, e))
		return false;
	part = xlsx_find(x, sheet, name, e);
	if (part == NULL)
		return false;
	x->in_text = x->in_reading = false;
	if (xlsx_part_open(x, &x->part, part, &sax, &why))
		return true;
	return err_set(e, why.code != ERR_NONE ? why.code : ERR_INPUT, "%s",
	    why.code != ERR_NONE ? why.msg : "the workbook is damaged: the "
	    "sheet that it names is not there. Save it again");
}

bool
xlsx_open(struct arena *a, const char *path, const char *sheet,
    struct xlsx **out, const char **name, struct err *e)
{
	struct xlsx *x = calloc(1, sizeof(*x));

	*out = NULL;
	if (x == NULL)
		abort();
	x->path = arena_str(&x->a, path);
	if (begin(x, sheet, name, e)) {
		*name = arena_str(a, *name);
		*out = x;
		return true;
	}
	xlsx_close(&x);
	return false;
}

bool
xlsx_row(struct xlsx *x, struct arena *a, struct table_row *row, bool *got,
    struct err *e)
{
	const struct xlsx_row_of *r;
	bool more = true;
	size_t i;

	*row = (struct table_row){ 0 };
	while (x->first == NULL && !x->ended) {
		arena_free(&x->queue);
		x->tail = &x->first;
		if (!xlsx_part_feed(x, &x->part, &more, e))
			return false;
		x->ended = !more;
	}
	r = x->first;
	*got = r != NULL;
	if (r == NULL)
		return true;
	x->first = r->next;
	row->number = r->number;
	row->n = r->n;
	row->cells = arena_array(a, const char *, r->n + 1);
	for (i = 0; i < r->n; i++)
		row->cells[i] = arena_str(a, r->cells[i]);
	return true;
}

void
xlsx_close(struct xlsx **p)
{
	struct xlsx *x = *p;

	if (x == NULL)
		return;
	xlsx_part_close(&x->part);
	buf_free(&x->text);
	buf_free(&x->cells);
	free(x->at);
	arena_free(&x->queue);
	arena_free(&x->a);
	free(x);
	*p = NULL;
}
