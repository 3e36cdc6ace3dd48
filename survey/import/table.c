/* SPDX-License-Identifier: MIT
 *
 * table.c -- a file of rows: which kind it is, and its rows one after the other.
 */
#include "survey/import/table.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct table {
	const char	*path;
	struct table_how how;
	struct xlsx	*book;
	int		 fd;
	struct bytes	 bytes;
	struct csv	 csv;
	size_t		 mark;		/* bytes before the text */
	bool		 line;		/* `sep=;` comes first */
};

bool
table_ragged(const struct table *t)
{
	return t->how.xlsx;
}

static bool
from_file(void *arg, char *to, size_t room, size_t *n, struct err *e)
{
	const struct table *t = arg;
	ssize_t k = read(t->fd, to, room);

	*n = k > 0 ? (size_t)k : 0;
	return k >= 0 || err_set(e, ERR_IO, "%s", strerror(errno));
}

static bool
from_bytes(void *arg, char *to, size_t room, size_t *n, struct err *e)
{
	return bytes_read(arg, to, room, n, e);
}

/* Line `sep=;` is no row: spreadsheets do not show it either. */
static bool
begin_csv(struct table *t, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct table_row row;
	bool got;

	bytes_close(&t->bytes);
	csv_close(&t->csv);
	if (lseek(t->fd, (off_t)t->mark, SEEK_SET) < 0)
		return err_set(e, ERR_IO, "%s: %s", t->path, strerror(errno));
	t->csv = (struct csv){ .more = from_bytes, .arg = &t->bytes,
	    .separator = t->how.separator };
	if (!t->line)
		return true;
	if (!csv_row(&t->csv, &a, &row, &got, e))
		return err_wrap(e, "%s", t->path);
	t->csv.row = 0;
	return true;
}

static bool
choose_separator(struct table *t, struct err *e)
{
	struct buf b CLEAN(buf_free) = { 0 };
	char block[4096], found;
	size_t n;

	if (!begin_csv(t, e))
		return false;
	while (b.n < 65536) {
		if (!bytes_read(&t->bytes, block, sizeof(block), &n, e) &&
		    b.n == 0)
			return err_wrap(e, "%s: row 1", t->path);
		if (n == 0)
			break;		/* or it is wrong there: said later */
		buf_put(&b, block, n);
	}
	found = csv_separator((struct str){ buf_text(&b), b.n }, &t->line);
	if (t->how.separator == 0)
		t->how.separator = found;
	return true;
}

static const char *
separator_words(char c)
{
	return c == ',' ? "commas" : c == ';' ? "semicolons" : c == '\t' ?
	    "tabs" : "upright strokes (|)";
}

static bool
open_csv(struct arena *a, struct table *t, const char **said, struct err *e)
{
	enum bytes_as as;
	struct stat st;

	t->fd = open(t->path, O_RDONLY | O_CLOEXEC);
	if (t->fd < 0 || fstat(t->fd, &st) != 0)
		return err_set(e, ERR_IO, "%s: %s", t->path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(e, ERR_IO, "%s: not a file", t->path);
	if (t->how.encoding != NULL && bytes_from(t->how.encoding, &as)) {
		enum bytes_as ignored;
		struct err why = { 0 };

		if (!bytes_look(t->fd, &ignored, &t->mark, &why))
			t->mark = 0;
	} else if (!bytes_look(t->fd, &as, &t->mark, e))
		return err_wrap(e, "%s", t->path);
	t->bytes = (struct bytes){ .more = from_file, .arg = t, .as = as };
	if (!choose_separator(t, e) || !begin_csv(t, e))
		return false;
	*said = arena_printf(a, "%s%s, cells parted by %s", bytes_name(as),
	    t->mark > 0 ? " with its mark" : t->how.encoding != NULL ?
	    ", as the map says" : as == BYTES_1252 ? " (a guess: it is not "
	    "UTF-8)" : "", separator_words(t->how.separator));
	return true;
}

static bool
open_xlsx(struct arena *a, struct table *t, const char **said, struct err *e)
{
	const char *name;

	if (!xlsx_open(a, t->path, t->how.sheet, &t->book, &name, e))
		return err_wrap(e, "%s", t->path);
	*said = arena_printf(a, "a workbook, its sheet \"%s\"", name);
	return true;
}

bool
table_open(struct arena *a, const char *path, const struct table_how *how,
    struct table **out, const char **said, struct err *e)
{
	struct table *t = calloc(1, sizeof(*t));

	*out = NULL;
	*said = "";
	if (t == NULL)
		abort();
	t->fd = -1;
	t->path = path;
	t->how = *how;
	if (how->xlsx ? open_xlsx(a, t, said, e) : open_csv(a, t, said, e)) {
		*out = t;
		return true;
	}
	table_close(&t);
	return false;
}

bool
table_row(struct table *t, struct arena *a, struct table_row *row, bool *got,
    struct err *e)
{
	return (t->how.xlsx ? xlsx_row(t->book, a, row, got, e) :
	    csv_row(&t->csv, a, row, got, e)) || err_wrap(e, "%s", t->path);
}

bool
table_again(struct table *t, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct xlsx *book;
	const char *name;

	if (!t->how.xlsx)
		return begin_csv(t, e);
	if (!xlsx_open(&a, t->path, t->how.sheet, &book, &name, e))
		return err_wrap(e, "%s", t->path);
	xlsx_close(&t->book);
	t->book = book;
	return true;
}

void
table_close(struct table **p)
{
	struct table *t = *p;

	if (t == NULL)
		return;
	xlsx_close(&t->book);
	bytes_close(&t->bytes);
	csv_close(&t->csv);
	if (t->fd >= 0)
		close(t->fd);
	free(t);
	*p = NULL;
}
