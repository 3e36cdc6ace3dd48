/* SPDX-License-Identifier: MIT
 *
 * import_xlsform.c -- fuzz the reader of XLSForms: what comes of one is a form
 * without mistakes, and everything that is said is text.
 *
 * Bytes that start with PK are a workbook as it is.  Those that start with <
 * are a sheet and, after a line with %%, the texts that it shares; they are
 * packed here.  All others are sheets as text: see tests/unit/forms/book.h.
 */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#include "forms/import.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char book[] = "<workbook xmlns:r='r'><sheets><sheet name='survey' "
    "r:id='a'/><sheet name='choices' r:id='b'/></sheets></workbook>";
static const char links[] = "<Relationships><Relationship Id='a' "
    "Target='worksheets/sheet1.xml'/><Relationship Id='b' "
    "Target='worksheets/sheet1.xml'/></Relationships>";

static void
add(struct archive *z, const char *name, struct str text)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_size(entry, (int64_t)text.n);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (archive_write_header(z, entry) != ARCHIVE_OK ||
	    archive_write_data(z, text.p, text.n) < 0)
		abort();
	archive_entry_free(entry);
}

static struct str
packed(struct arena *a, struct str s)
{
	struct archive *z = archive_write_new();
	const char *cut = memmem(s.p, s.n, "\n%%\n", 4);
	size_t room = s.n + 4096, used = 0;
	char *out = arena_get(a, room, 1);
	struct str sheet = s, shared = { "", 0 };

	if (cut != NULL) {
		sheet.n = (size_t)(cut - s.p);
		shared = (struct str){ cut + 4, s.n - sheet.n - 4 };
	}
	archive_write_set_format_zip(z);
	archive_write_set_bytes_per_block(z, 0);
	if (archive_write_open_memory(z, out, room, &used) != ARCHIVE_OK)
		abort();
	add(z, "xl/workbook.xml", str_of(book));
	add(z, "xl/_rels/workbook.xml.rels", str_of(links));
	add(z, "xl/worksheets/sheet1.xml", sheet);
	add(z, "xl/sharedStrings.xml", shared);
	if (archive_write_close(z) != ARCHIVE_OK)
		abort();
	archive_write_free(z);
	return (struct str){ out, used };
}

static struct xlsx_sheet *
sheets(struct arena *a, struct str s)
{
	struct xlsx_sheet *first = NULL, **tail = &first, *now = NULL;
	struct str line;
	size_t row = 0, column;

	while (str_line(&s, &line)) {
		if (line.n > 2 && memcmp(line.p, "@ ", 2) == 0) {
			now = *tail = arena_new(a, struct xlsx_sheet);
			tail = &now->next;
			now->name = arena_strn(a, line.p + 2, line.n - 2);
			row = 0;
		}
		row++;
		for (column = 1; now != NULL && line.n > 0; column++) {
			const char *tab = memchr(line.p, '\t', line.n);
			size_t n = tab ? (size_t)(tab - line.p) : line.n;

			if (n > 0 && row > 1)
				*arena_push(a, now->cells, now->n, now->cap) =
				    (struct xlsx_cell){ row, column,
				    arena_strn(a, line.p, n) };
			n += tab != NULL;
			line = (struct str){ line.p + n, line.n - n };
		}
	}
	return first;
}

static bool
import(struct arena *a, struct str s, struct buf *form,
    struct forms_notes *notes, struct err *e)
{
	struct import im;

	*notes = (struct forms_notes){ 0 };
	if (s.n > 0 && s.p[0] == '<')
		s = packed(a, s);
	if (s.n > 1 && memcmp(s.p, "PK", 2) == 0)
		return forms_import(a, FORMS_XLSFORM, s, "fuzzed", form, notes,
		    e);
	if (!utf8_valid(s.p, s.n, NULL))
		return err_set(e, ERR_INPUT, "no text");
	import_init(&im, a, notes);
	return import_sheets(&im, sheets(a, s), "fuzzed", e) &&
	    import_finish(&im, form, e);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf form CLEAN(buf_free) = { 0 }, said CLEAN(buf_free) = { 0 };
	struct forms_source src = { "a.form", { 0 } };
	struct forms_notes notes;
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	if (!import(&a, (struct str){ (const char *)p, n }, &form, &notes,
	    &e)) {
		if (e.code == ERR_NONE || e.msg[0] == '\0' ||
		    !utf8_valid(e.msg, strlen(e.msg), NULL))
			abort();	/* it must say why, in text */
		return 0;
	}
	src.text = (struct str){ buf_text(&form), form.n };
	forms_diags_init(&d, &a);
	if (!forms_read(&a, &src, 1, &f, &d))
		abort();
	forms_notes_print(&said, &notes);
	if (!utf8_valid(buf_text(&said), said.n, NULL))
		abort();
	return 0;
}
