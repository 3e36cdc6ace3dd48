/* SPDX-License-Identifier: MIT
 *
 * book.c -- workbooks made of text, by libxlsxwriter.
 */
#include "tests/unit/forms/book.h"

#include <check.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

static void
put_cell(lxw_worksheet *s, lxw_row_t row, lxw_col_t column, struct str text)
{
	char cell[4096], *end;
	size_t i, n = 0;
	double v;

	for (i = 0; i < text.n && n + 1 < sizeof(cell); i++) {
		if (text.n - i >= 2 && memcmp(text.p + i, "\\n", 2) == 0) {
			cell[n++] = '\n';
			i++;
		} else {
			cell[n++] = text.p[i];
		}
	}
	cell[n] = '\0';
	v = strtod(cell, &end);
	if (n > 0 && *end == '\0')
		worksheet_write_number(s, row, column, v, NULL);
	else if (n > 0)
		worksheet_write_string(s, row, column, cell, NULL);
}

struct str
book(struct arena *a, const char *text)
{
	char path[] = "/tmp/earshot-book-XXXXXX";
	int fd = mkstemp(path);
	lxw_workbook *b = workbook_new(path);
	lxw_worksheet *sheet = NULL;
	struct str rest = str_of(text), line, out;
	lxw_row_t row = 0;
	struct err e = { 0 };

	ck_assert(fd >= 0 && b != NULL);
	close(fd);
	while (str_line(&rest, &line)) {
		lxw_col_t column = 0;

		if (line.n > 2 && memcmp(line.p, "@ ", 2) == 0) {
			sheet = workbook_add_worksheet(b, arena_strn(a,
			    line.p + 2, line.n - 2));
			row = 0;
			continue;
		}
		if (sheet == NULL)
			continue;
		for (;;) {
			const char *tab = memchr(line.p, '\t', line.n);
			size_t n = tab ? (size_t)(tab - line.p) : line.n;

			put_cell(sheet, row, column++,
			    (struct str){ line.p, n });
			if (tab == NULL)
				break;
			line = (struct str){ tab + 1, line.n - n - 1 };
		}
		row++;
	}
	ck_assert_int_eq(workbook_close(b), LXW_NO_ERROR);
	ck_assert_msg(file_read(a, path, 16 << 20, &out, &e), "%s", e.msg);
	unlink(path);
	return out;
}
