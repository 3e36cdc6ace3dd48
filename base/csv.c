/* SPDX-License-Identifier: MIT
 *
 * csv.c -- rows of comma-separated values, as RFC 4180 has them.
 *
 * What is not as it says there is refused with its place: a quotation mark in
 * the wrong place means that cells have been taken apart wrongly from there on.
 * A cell that looks like a formula is text as any other.
 */
#include "base/base.h"

#include <stdlib.h>

const char *
table_letter(struct arena *a, size_t column)
{
	char s[8];
	size_t i = sizeof(s);

	s[--i] = '\0';
	for (column++; column > 0 && i > 0; column = (column - 1) / 26)
		s[--i] = (char)('A' + (column - 1) % 26);
	return arena_str(a, s + i);
}

bool
table_empty(const char *s)
{
	const char *p = s;
	uint32_t c;

	while (*p != '\0') {
		c = utf8_next(&p);
		if (c > 0x20 && c != 0xA0 && c != 0x200B && c != 0xFEFF)
			return false;
	}
	return true;
}

/* ---- letters ------------------------------------------------------------------- */

/* The next byte, or -1 at the end; false: it cannot be read. */
static bool
peek(struct csv *c, int *out, struct err *e)
{
	*out = -1;
	if (c->at == c->n && !c->ended) {
		if (!c->more(c->arg, c->block, sizeof(c->block), &c->n, e))
			return false;
		c->at = 0;
		c->ended = c->n == 0;
	}
	if (c->at < c->n)
		*out = (unsigned char)c->block[c->at];
	return true;
}

static bool
wrong(struct csv *c, const char *words, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return err_set(e, ERR_INPUT, "row %zu, column %s: %s", c->row,
	    table_letter(&a, c->n_cells - 1), words);
}

static bool
unread(struct csv *c, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return err_wrap(e, "row %zu, column %s", c->row,
	    table_letter(&a, c->n_cells > 0 ? c->n_cells - 1 : 0));
}

static bool
add(struct csv *c, int byte, struct err *e)
{
	char one = (char)byte;

	if (byte == 0)
		return wrong(c, "a NUL byte, which is no text: the file is "
		    "damaged, or is no CSV. Fetch it again", e);
	if (c->cells.n - c->starts[c->n_cells - 1] >= TABLE_CELL)
		return wrong(c, "this cell has more than a million letters: "
		    "most likely a quotation mark is missing before it", e);
	buf_put(&c->cells, &one, 1);
	return true;
}

/* Adds what may be added without looking at each byte. */
static void
add_plain(struct csv *c, bool quoted)
{
	size_t i = c->at;

	for (; i < c->n && c->n - c->at < TABLE_CELL; i++) {
		char b = c->block[i];

		if (b == '"' || b == '\0' || (!quoted && (b == c->separator ||
		    b == '\n' || b == '\r')))
			break;
	}
	if (c->cells.n - c->starts[c->n_cells - 1] + i - c->at < TABLE_CELL) {
		buf_put(&c->cells, c->block + c->at, i - c->at);
		c->at = i;
	}
}

/* ---- cells ------------------------------------------------------------------------ */

/* After the mark that opens it, to behind the one that closes it. */
static bool
quoted(struct csv *c, struct err *e)
{
	size_t row = c->row;
	int b;

	for (;;) {
		add_plain(c, true);
		if (!peek(c, &b, e))
			return unread(c, e);
		if (b < 0)
			return err_set(e, ERR_INPUT, "row %zu: a quotation "
			    "mark opens in its cell %zu and never closes: the "
			    "file was cut off, or a mark is missing. Fetch it "
			    "again", row, c->n_cells);
		c->at++;
		if (b == '"') {
			if (!peek(c, &b, e))
				return unread(c, e);
			if (b != '"')
				return true;
			c->at++;
		}
		if (!add(c, b, e))
			return false;
	}
}

static bool
at_end(const struct csv *c, int b)
{
	return b < 0 || b == '\n' || b == '\r' ||
	    b == (unsigned char)c->separator;
}

static bool
cell(struct csv *c, struct err *e)
{
	int b;

	if (!peek(c, &b, e))
		return unread(c, e);
	if (b == '"') {
		c->at++;
		if (!quoted(c, e))
			return false;
		if (!peek(c, &b, e))
			return unread(c, e);
		return at_end(c, b) || wrong(c, "something stands behind the "
		    "quotation mark that closes the cell: a mark in a cell is "
		    "written twice", e);
	}
	for (;;) {
		add_plain(c, false);
		if (!peek(c, &b, e))
			return unread(c, e);
		if (at_end(c, b))
			return true;
		if (b == '"')
			return wrong(c, "a quotation mark in a cell that does "
			    "not begin with one: put the cell in quotation "
			    "marks, and write that one twice", e);
		c->at++;
		if (!add(c, b, e))
			return false;
	}
}

static bool
begin_cell(struct csv *c, struct err *e)
{
	if (c->n_cells == TABLE_COLUMNS)
		return err_set(e, ERR_LIMIT, "row %zu has more than %d "
		    "cells", c->row, (int)TABLE_COLUMNS);
	if (c->n_cells == c->cap_cells) {
		c->cap_cells = c->cap_cells ? 2 * c->cap_cells : 64;
		c->starts = realloc(c->starts,
		    c->cap_cells * sizeof(*c->starts));
		if (c->starts == NULL)
			abort();
	}
	c->starts[c->n_cells++] = c->cells.n;
	return true;
}

/* Past the end of the line; CR LF is one. */
static bool
end_line(struct csv *c, int b, struct err *e)
{
	if (b < 0)
		return true;
	c->at++;
	if (b == '\r') {
		if (!peek(c, &b, e))
			return unread(c, e);
		c->at += b == '\n';
	}
	return true;
}

static bool
read_cells(struct csv *c, struct err *e)
{
	int b;

	for (;;) {
		if (!begin_cell(c, e) || !cell(c, e))
			return false;
		buf_put(&c->cells, "", 1);
		if (!buf_ok(&c->cells))
			return err_set(e, ERR_LIMIT, "row %zu is longer than "
			    "what is read here", c->row);
		if (!peek(c, &b, e))
			return unread(c, e);
		if (b != (unsigned char)c->separator)
			return end_line(c, b, e);
		c->at++;
	}
}

bool
csv_row(struct csv *c, struct arena *a, struct table_row *out, bool *got,
    struct err *e)
{
	const char *text;
	size_t i;
	int b;

	*out = (struct table_row){ 0 };
	*got = false;
	c->cells.max = (size_t)64 << 20;
	buf_clear(&c->cells);
	c->n_cells = 0;
	c->row++;
	if (!peek(c, &b, e))
		return unread(c, e);
	if (b < 0)
		return true;
	if (c->row > TABLE_ROWS)
		return err_set(e, ERR_LIMIT, "more than %d rows",
		    (int)TABLE_ROWS);
	if (!read_cells(c, e))
		return false;
	*got = true;
	text = arena_strn(a, c->cells.p, c->cells.n);
	out->number = c->row;
	out->n = c->n_cells;
	out->cells = arena_array(a, const char *, c->n_cells);
	for (i = 0; i < c->n_cells; i++)
		out->cells[i] = text + c->starts[i];
	return true;
}

void
csv_close(struct csv *c)
{
	buf_free(&c->cells);
	free(c->starts);
	c->starts = NULL;
	c->n_cells = c->cap_cells = 0;
}

/* ---- which separator ------------------------------------------------------------------ */

char
csv_separator(struct str s, bool *line)
{
	static const char all[] = ",;\t|";
	size_t i, k, n[sizeof(all) - 1] = { 0 }, best = 0;
	bool in = false;

	*line = false;
	if (s.n >= 6 && memcmp(s.p, "sep=", 4) == 0 &&
	    (s.p[5] == '\n' || s.p[5] == '\r') && s.p[4] != '\0' &&
	    strchr(all, s.p[4]) != NULL) {
		*line = true;
		return s.p[4];
	}
	for (i = 0; i < s.n && (in || (s.p[i] != '\n' && s.p[i] != '\r'));
	    i++) {
		in ^= s.p[i] == '"';
		for (k = 0; !in && k < LEN(n); k++)
			n[k] += s.p[i] == all[k];
	}
	for (k = 1; k < LEN(n); k++)
		if (n[k] > n[best])
			best = k;
	return all[best];
}

/* ---- formulas ---------------------------------------------------------------------- */

bool
csv_formula(const char *s)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };
	size_t i;

	if (*s != '\0' && strchr("=+-@\t\r\n", *s) != NULL)
		return true;
	for (i = 0; i < LEN(wide); i++)
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return true;
	return false;
}
