/* SPDX-License-Identifier: MIT
 *
 * data_xlsx.c -- the dataset as a workbook, by libxlsxwriter.
 *
 * Written row by row, so that memory does not grow with the responses.  Every
 * text is written as a string: nothing in a response can become a formula.
 */
#include "survey/data.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define CUT_MARK " […cut here: the CSV file has it whole]"
enum {
	HEADS = 2,		/* names, and words */
	FIRST_DAY = -25508,	/* 1900-03-01: Excel counts a day before it that
				   there never was */
	DAY_ZERO = 25569	/* Excel's number of 1970-01-01 */
};

struct book {
	const struct dataset *d;
	lxw_workbook	*book;
	lxw_worksheet	*sheet;
	lxw_format	*head, *words, *date;
	bool		 ok;
};

/* ---- cells --------------------------------------------------------------- */

/* At most so many UTF-16 units of s, and what XML cannot carry left out. */
static const char *
fitting(struct arena *a, const char *s)
{
	size_t most = DATASET_CELL_MAX, mark = utf8_count16(CUT_MARK,
	    strlen(CUT_MARK)), n = 0;
	bool cut = utf8_count16(s, strlen(s)) > most;
	struct buf b CLEAN(buf_free) = { 0 };
	uint32_t c;

	if (!cut && strstr(s, "\xEF\xBF\xBE") == NULL &&
	    strstr(s, "\xEF\xBF\xBF") == NULL)
		return s;
	while (*s != '\0') {
		c = utf8_next(&s);
		n += c > 0xFFFF ? 2 : 1;
		if (cut && n > most - mark) {
			buf_lit(&b, CUT_MARK);
			break;
		}
		if (c != 0xFFFE && c != 0xFFFF)
			utf8_put(&b, c);
	}
	return arena_str(a, buf_text(&b));
}

static void
put_text(struct book *b, lxw_row_t row, size_t col, const char *s,
    lxw_format *format)
{
	struct arena a CLEAN(arena_free) = { 0 };

	if (*s != '\0')
		b->ok &= worksheet_write_string(b->sheet, row, (lxw_col_t)col,
		    fitting(&a, s), format) == LXW_NO_ERROR;
}

static void
put_cell(struct book *b, lxw_row_t row, size_t col,
    const struct dataset_cell *c)
{
	if (c->kind == DATASET_TEXT ||
	    (c->kind == DATASET_DATE && c->number < FIRST_DAY))
		put_text(b, row, col, c->text, NULL);
	else
		b->ok &= worksheet_write_number(b->sheet, row, (lxw_col_t)col,
		    c->kind == DATASET_DATE ? c->number + DAY_ZERO : c->number,
		    c->kind == DATASET_DATE ? b->date : NULL) == LXW_NO_ERROR;
}

/* ---- sheets -------------------------------------------------------------- */

static double
width_of(enum dataset_sheet s, size_t col)
{
	if (s == DATASET_ABOUT)
		return col == 0 ? 34 : 90;
	if (s == DATASET_DICTIONARY)
		return col == 2 ? 60 : col == 3 || col == 5 || col == 7 ? 40 :
		    18;
	return s == DATASET_LABELS ? 22 : 14;
}

static void
put_sheet(struct book *b, enum dataset_sheet s)
{
	size_t i, row, n = dataset_width(b->d, s),
	    rows = dataset_height(b->d, s);
	struct dataset_cell c;

	b->sheet = workbook_add_worksheet(b->book, dataset_name(s));
	if (b->sheet == NULL) {
		b->ok = false;
		return;
	}
	for (i = 0; i < n; i++)
		worksheet_set_column(b->sheet, (lxw_col_t)i, (lxw_col_t)i,
		    width_of(s, i), NULL);
	worksheet_freeze_panes(b->sheet, HEADS, 1);
	for (i = 0; i < n; i++)
		put_text(b, 0, i, dataset_head(b->d, s, i), b->head);
	for (i = 0; i < n; i++)
		put_text(b, 1, i, dataset_words(b->d, s, i), b->words);
	for (row = 0; row < rows; row++) {
		struct arena a CLEAN(arena_free) = { 0 };

		for (i = 0; i < n; i++) {
			dataset_cell(&a, b->d, s, row, i, &c);
			put_cell(b, (lxw_row_t)(row + HEADS), i, &c);
		}
	}
}

/* The moment that the file says it was made is that of its newest response:
 * the same responses give the same bytes. */
static void
begin(struct book *b)
{
	int64_t day = dataset_day(b->d);
	lxw_doc_properties made = { .created = (time_t)((day > 0 ? day : 1) *
	    86400), .title = (char *)"Responses: not for publication" };

	workbook_set_properties(b->book, &made);
	b->head = workbook_add_format(b->book);
	format_set_bold(b->head);
	b->words = workbook_add_format(b->book);
	format_set_italic(b->words);
	format_set_text_wrap(b->words);
	b->date = workbook_add_format(b->book);
	format_set_num_format(b->date, "yyyy-mm-dd");
}

static bool
fits(const struct dataset *d, const char *path, struct err *e)
{
	int s;

	for (s = 0; s < DATASET_SHEETS; s++)
		if (dataset_width(d, (enum dataset_sheet)s) > LXW_COL_MAX ||
		    dataset_height(d, (enum dataset_sheet)s) + HEADS >
		    LXW_ROW_MAX)
			return err_set(e, ERR_LIMIT, "%s: a workbook holds %d "
			    "rows and %d columns, and there are more; use "
			    "--format csv", path, LXW_ROW_MAX, LXW_COL_MAX);
	return true;
}

static bool
finish(const char *tmp, const char *path, struct err *e)
{
	int fd = open(tmp, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0 && rename(tmp, path) == 0;
	int why = errno;

	if (fd >= 0)
		close(fd);
	return ok || err_set(e, ERR_IO, "%s: %s", path, strerror(why));
}

bool
data_xlsx(const struct dataset *d, const char *path, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *tmp = arena_printf(&a, "%s.XXXXXX", path), *slash;
	char *folder = arena_str(&a, path);
	lxw_workbook_options options = { .constant_memory = LXW_TRUE };
	struct book b = { .d = d, .ok = true };
	int fd, s;

	if (!fits(d, path, e))
		return false;
	fd = mkostemp(tmp, O_CLOEXEC);		/* 0600 */
	if (fd < 0)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	close(fd);
	/* What it keeps on the way stays beside the file, not in /tmp. */
	slash = strrchr(folder, '/');
	if (slash != NULL)
		slash[slash == folder] = '\0';
	options.tmpdir = slash != NULL ? folder : (char *)".";
	b.book = workbook_new_opt(tmp, &options);
	if (b.book != NULL) {
		begin(&b);
		for (s = 0; s < DATASET_SHEETS; s++)
			put_sheet(&b, (enum dataset_sheet)s);
		b.ok &= workbook_close(b.book) == LXW_NO_ERROR;
	}
	if (b.book == NULL || !b.ok) {
		unlink(tmp);
		return err_set(e, ERR_IO, "%s: the workbook could not be "
		    "written", path);
	}
	if (finish(tmp, path, e))
		return true;
	unlink(tmp);
	return false;
}
