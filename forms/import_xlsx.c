/* SPDX-License-Identifier: MIT
 *
 * import_xlsx.c -- the texts and numbers of a workbook.
 *
 * A workbook is a zip of XML files.  Only four sorts of them are opened, and
 * what they unpack to is counted: a small file can claim to hold very much.
 */
#include "forms/import.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	UNPACKED_MAX = 32 << 20,
	RATIO_MAX = 100, RATIO_FROM = 1 << 20,	/* bytes that any may have */
	ENTRIES_MAX = 2000,
	CELLS_MAX = 200000, ROWS_MAX = 50000, COLUMNS_MAX = 400,
	SHEETS_MAX = 50
};

struct part { const char *name; struct str text; struct part *next; };
struct book {
	struct arena	*a;
	struct part	*parts;
	const char	**strings;
	size_t		 n_strings, cap_strings, n_cells, n_sheets;
	struct xlsx_sheet **tail;
	struct err	*e;
};

/* ---- the zip ----------------------------------------------------------- */

static void
close_archive(struct archive **z)
{
	archive_read_free(*z);
}

static bool
wanted(const char *name)
{
	size_t n = strlen(name);

	return strncmp(name, "xl/", 3) == 0 && n < 200 && n > 4 &&
	    (strcmp(name + n - 4, ".xml") == 0 ||
	    strcmp(name, "xl/_rels/workbook.xml.rels") == 0) &&
	    strstr(name, "/theme/") == NULL && strstr(name, "styles") == NULL;
}

/* *left counts down what may still be unpacked. */
static bool
unpack_one(struct book *b, struct archive *z, const char *name, size_t *left)
{
	struct buf text CLEAN(buf_free) = { .max = UNPACKED_MAX + 1 };
	struct part *p;
	char block[16384];
	la_ssize_t n;

	while ((n = archive_read_data(z, block, sizeof(block))) > 0) {
		if ((size_t)n > *left)
			return err_set(b->e, ERR_LIMIT, "the workbook unpacks "
			    "to more than is read here");
		*left -= (size_t)n;
		buf_put(&text, block, (size_t)n);
	}
	if (n < 0)
		return err_set(b->e, ERR_INPUT, "the workbook is damaged: "
		    "%.60s cannot be unpacked", name);
	p = arena_new(b->a, struct part);
	p->name = arena_str(b->a, name);
	p->text = (struct str){ arena_strn(b->a, buf_text(&text), text.n),
	    text.n };
	p->next = b->parts;
	b->parts = p;
	return true;
}

static bool
unpack(struct book *b, struct str bytes)
{
	struct archive *z CLEAN(close_archive) = archive_read_new();
	struct archive_entry *entry;
	size_t left = UNPACKED_MAX, n = 0;
	const char *name;
	int r;

	if (bytes.n * RATIO_MAX + RATIO_FROM < left)
		left = bytes.n * RATIO_MAX + RATIO_FROM;
	if (z == NULL || archive_read_support_format_zip(z) != ARCHIVE_OK ||
	    archive_read_open_memory(z, bytes.p, bytes.n) != ARCHIVE_OK)
		return err_set(b->e, ERR_INPUT, "this is not a workbook "
		    "(.xlsx)");
	while ((r = archive_read_next_header(z, &entry)) == ARCHIVE_OK ||
	    r == ARCHIVE_WARN) {
		if (++n > ENTRIES_MAX)
			return err_set(b->e, ERR_LIMIT, "the workbook has more "
			    "than %d parts", (int)ENTRIES_MAX);
		name = archive_entry_pathname(entry);
		if (name != NULL && utf8_valid(name, strlen(name), NULL) &&
		    wanted(name) && !unpack_one(b, z, name, &left))
			return false;
	}
	if (r != ARCHIVE_EOF || b->parts == NULL)
		return err_set(b->e, ERR_INPUT, "this is not a workbook "
		    "(.xlsx), or it is damaged");
	return true;
}

static const struct part *
part_named(const struct book *b, const char *name)
{
	const struct part *p;

	for (p = b->parts; p != NULL; p = p->next)
		if (strcmp(p->name, name) == 0)
			return p;
	return NULL;
}

/* ---- the sheets -------------------------------------------------------- */

/* <t>words</t>, or runs of them: <r><t>…</t></r>; how they are said in
 * Japanese (rPh) is left out. */
static const char *
rich(struct arena *a, const struct _xmlNode *n)
{
	struct buf out CLEAN(buf_free) = { 0 };
	const struct _xmlNode *c;

	for (c = xml_child(n, NULL); c != NULL; c = xml_after(c, NULL)) {
		if (xml_is(c, "t"))
			buf_puts(&out, xml_text(a, c));
		else if (xml_is(c, "r"))
			buf_puts(&out, xml_text(a, xml_child(c, "t")));
	}
	return arena_str(a, buf_text(&out));
}

static bool
strings(struct book *b)
{
	const struct part *p = part_named(b, "xl/sharedStrings.xml");
	struct _xmlDoc *doc CLEAN(xml_close) = NULL;
	const struct _xmlNode *n;

	if (p == NULL)
		return true;
	doc = xml_open(p->text, p->name, b->e);
	if (doc == NULL)
		return false;
	for (n = xml_child(xmlDocGetRootElement(doc), "si"); n != NULL;
	    n = xml_after(n, "si")) {
		if (b->n_strings == CELLS_MAX)
			return err_set(b->e, ERR_LIMIT, "the workbook has more "
			    "than %d texts", (int)CELLS_MAX);
		*arena_push(b->a, b->strings, b->n_strings, b->cap_strings) =
		    rich(b->a, n);
	}
	return true;
}

/* "BC12": row 12, column 55.  Rows and columns too far out are 0. */
static void
place(const char *s, size_t *row, size_t *column)
{
	*row = *column = 0;
	for (; *s >= 'A' && *s <= 'Z' && *column <= COLUMNS_MAX; s++)
		*column = *column * 26 + (size_t)(*s - 'A') + 1;
	for (; *s >= '0' && *s <= '9' && *row <= ROWS_MAX; s++)
		*row = *row * 10 + (size_t)(*s - '0');
	if (*s != '\0' || *row > ROWS_MAX || *column > COLUMNS_MAX)
		*row = *column = 0;
}

/* 0.10000000000000001 as people typed it: 0.1. */
static const char *
number(struct arena *a, const char *s)
{
	char *end;
	double v = strtod(s, &end);

	if (end == s || *end != '\0' || strlen(s) < 8)
		return s;
	return arena_printf(a, "%.15g", v);
}

static const char *
value(struct book *b, const struct _xmlNode *c)
{
	const char *type = xml_attr(b->a, c, "t");
	const char *v = xml_text(b->a, xml_child(c, "v"));
	size_t i;
	char *end;

	if (strcmp(type, "inlineStr") == 0)
		return rich(b->a, xml_child(c, "is"));
	if (strcmp(type, "s") == 0) {
		i = strtoul(v, &end, 10);
		return *v != '\0' && *end == '\0' && i < b->n_strings ?
		    b->strings[i] : "";
	}
	if (strcmp(type, "b") == 0)
		return strcmp(v, "1") == 0 ? "TRUE" : "FALSE";
	if (strcmp(type, "e") == 0)
		return "";
	return strcmp(type, "str") == 0 ? v : number(b->a, v);
}

static bool
sheet(struct book *b, const char *name, const struct part *p)
{
	struct _xmlDoc *doc CLEAN(xml_close) = xml_open(p->text, p->name, b->e);
	struct xlsx_sheet *s = arena_new(b->a, struct xlsx_sheet);
	const struct _xmlNode *r, *c;
	size_t row = 0, column, at_row, at_column;
	const char *text;

	if (doc == NULL)
		return false;
	s->name = name;
	*b->tail = s;
	b->tail = &s->next;
	for (r = xml_child(xml_child(xmlDocGetRootElement(doc), "sheetData"),
	    "row"); r != NULL; r = xml_after(r, "row")) {
		row++;
		column = 0;
		for (c = xml_child(r, "c"); c != NULL; c = xml_after(c, "c")) {
			place(xml_attr(b->a, c, "r"), &at_row, &at_column);
			column = at_column ? at_column : column + 1;
			row = at_row ? at_row : row;
			text = value(b, c);
			if (text[strspn(text, " \t\r\n")] == '\0' ||
			    column > COLUMNS_MAX || row > ROWS_MAX)
				continue;
			if (++b->n_cells > CELLS_MAX)
				return err_set(b->e, ERR_LIMIT, "the workbook "
				    "has more than %d cells", (int)CELLS_MAX);
			*arena_push(b->a, s->cells, s->n, s->cap) =
			    (struct xlsx_cell){ row, column, text };
		}
	}
	return true;
}

/* The file of a sheet, by its number among the relations of the workbook. */
static const struct part *
target(struct book *b, const struct _xmlNode *relations, const char *id)
{
	const struct _xmlNode *n;
	const char *to;

	for (n = xml_child(relations, "Relationship"); n != NULL;
	    n = xml_after(n, "Relationship")) {
		if (strcmp(xml_attr(b->a, n, "Id"), id) != 0)
			continue;
		to = xml_attr(b->a, n, "Target");
		return part_named(b, to[0] == '/' ? to + 1 :
		    arena_printf(b->a, "xl/%s", to));
	}
	return NULL;
}

static bool
sheets(struct book *b)
{
	const struct part *book = part_named(b, "xl/workbook.xml");
	const struct part *rels = part_named(b, "xl/_rels/workbook.xml.rels");
	struct _xmlDoc *doc CLEAN(xml_close) = NULL;
	struct _xmlDoc *links CLEAN(xml_close) = NULL;
	const struct _xmlNode *n;
	const struct part *p;

	if (book == NULL || rels == NULL)
		return err_set(b->e, ERR_INPUT, "this is not a workbook "
		    "(.xlsx)");
	doc = xml_open(book->text, book->name, b->e);
	links = doc ? xml_open(rels->text, rels->name, b->e) : NULL;
	if (links == NULL)
		return false;
	for (n = xml_child(xml_child(xmlDocGetRootElement(doc), "sheets"),
	    "sheet"); n != NULL; n = xml_after(n, "sheet")) {
		if (b->n_sheets++ == SHEETS_MAX)
			return err_set(b->e, ERR_LIMIT, "the workbook has more "
			    "than %d sheets", (int)SHEETS_MAX);
		p = target(b, xmlDocGetRootElement(links),
		    xml_attr(b->a, n, "id"));
		if (p != NULL && !sheet(b, xml_attr(b->a, n, "name"), p))
			return false;
	}
	return true;
}

bool
xlsx_read(struct arena *a, struct str bytes, struct xlsx_sheet **out,
    struct err *e)
{
	struct book b = { .a = a, .tail = out, .e = e };

	*out = NULL;
	return unpack(&b, bytes) && strings(&b) && sheets(&b);
}
