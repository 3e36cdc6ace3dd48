/* SPDX-License-Identifier: MIT
 *
 * xlsx_parts.c -- the parts of a workbook: its zip, and what stands beside the
 * sheets (their names, shared texts, which formats are dates).
 *
 * All XML goes through a reader that builds no tree.  What is unpacked is
 * counted, as a small file can claim to hold very much.
 */
#include "survey/import/xlsx.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <stdlib.h>

enum { STRINGS_MAX = 4000000, STYLES_MAX = 65536, SHEETS_MAX = 200,
	TEXT_MAX = TABLE_CELL };
static const size_t string_bytes_max = (size_t)512 << 20;

/* ---- the zip ---------------------------------------------------------------------- */

void
xlsx_part_close(struct xlsx_part *p)
{
	if (p->xml != NULL)
		xmlFreeParserCtxt(p->xml);
	if (p->zip != NULL)
		archive_read_free(p->zip);
	*p = (struct xlsx_part){ 0 };
}

static bool
no_workbook(struct err *e)
{
	return err_set(e, ERR_INPUT, "this is not a workbook (.xlsx), or it is "
	    "damaged: fetch it again, or import it as `csv` if it is one");
}

static bool
find_entry(struct xlsx *x, struct archive *z, const char *name, bool *found,
    struct err *e)
{
	struct archive_entry *entry;
	int r, n = 0;

	*found = false;
	/* by the list at its end: of a file that was cut off there is none */
	if (archive_read_support_format_zip_seekable(z) != ARCHIVE_OK ||
	    archive_read_open_filename(z, x->path, 65536) != ARCHIVE_OK)
		return no_workbook(e);
	while ((r = archive_read_next_header(z, &entry)) == ARCHIVE_OK ||
	    r == ARCHIVE_WARN) {
		const char *is = archive_entry_pathname(entry);

		if (is != NULL && strcmp(is, name) == 0) {
			*found = true;
			return true;
		}
		if (++n > 5000)
			return err_set(e, ERR_LIMIT, "the workbook has more "
			    "than 5000 parts");
	}
	return r == ARCHIVE_EOF || no_workbook(e);
}

/* No workbook has one, and entities begin there. */
static void
doctype(void *arg, const xmlChar *name, const xmlChar *id,
    const xmlChar *system)
{
	struct xlsx *x = arg;

	(void)name;
	(void)id;
	(void)system;
	err_set(&x->e, ERR_INPUT, "a part of the workbook declares a type of "
	    "document, as none does: it was not made by a spreadsheet");
}

bool
xlsx_part_open(struct xlsx *x, struct xlsx_part *p, const char *name,
    const xmlSAXHandler *sax, struct err *e)
{
	xmlSAXHandler own = *sax;
	bool found;

	*p = (struct xlsx_part){ .zip = archive_read_new() };
	if (p->zip == NULL)
		abort();
	if (!find_entry(x, p->zip, name, &found, e) || !found) {
		xlsx_part_close(p);
		return false;
	}
	own.initialized = XML_SAX2_MAGIC;
	own.internalSubset = doctype;
	p->xml = xmlCreatePushParserCtxt(&own, x, NULL, 0, NULL);
	if (p->xml == NULL)
		abort();
	xmlCtxtUseOptions(p->xml, XML_PARSE_NONET | XML_PARSE_NOERROR |
	    XML_PARSE_NOWARNING);
	return true;
}

bool
xlsx_part_feed(struct xlsx *x, struct xlsx_part *p, bool *more, struct err *e)
{
	char block[16384];
	la_ssize_t n = archive_read_data(p->zip, block, sizeof(block));

	*more = n > 0;
	if (n < 0)
		return err_set(e, ERR_INPUT, "the workbook is damaged: a part "
		    "of it cannot be unpacked. Fetch it again");
	if ((uint64_t)n > x->left)
		return err_set(e, ERR_LIMIT, "the workbook unpacks to more "
		    "than is read here: save the sheet as CSV UTF-8");
	x->left -= (uint64_t)n;
	if (xmlParseChunk(p->xml, block, (int)n, n == 0) != 0 &&
	    x->e.code == ERR_NONE)
		return err_set(e, ERR_INPUT, "the workbook is damaged: a part "
		    "of it is not the XML that it should be. Save it again");
	if (x->e.code == ERR_NONE)
		return true;
	*e = x->e;
	return false;
}

const char *
xlsx_attr(struct arena *a, const unsigned char **v, int n, const char *name)
{
	int i;

	for (i = 0; i < n; i++, v += 5)
		if (strcmp((const char *)v[0], name) == 0)
			return arena_strn(a, (const char *)v[3],
			    (size_t)(v[4] - v[3]));
	return "";
}

/* ---- handlers --------------------------------------------------------------------- */

#define START(name) static void						\
	name(void *arg, const xmlChar *el, const xmlChar *prefix,		\
	    const xmlChar *uri, int n_ns, const xmlChar **ns, int n,		\
	    int n_default, const xmlChar **v)
#define UNUSED ((void)prefix, (void)uri, (void)n_ns, (void)ns, (void)n_default)

static bool
is(const xmlChar *el, const char *name)
{
	return strcmp((const char *)el, name) == 0;
}

START(in_workbook)
{
	struct xlsx *x = arg;

	UNUSED;
	if (is(el, "workbookPr")) {
		const char *s = xlsx_attr(&x->a, v, n, "date1904");

		x->from_1904 = strcmp(s, "1") == 0 || strcmp(s, "true") == 0;
	}
	if (is(el, "sheet") && x->n_sheets < SHEETS_MAX)
		*arena_push(&x->a, x->sheets, x->n_sheets, x->cap_sheets) =
		    (struct xlsx_sheet_of){ xlsx_attr(&x->a, v, n, "name"),
		    xlsx_attr(&x->a, v, n, "id") };
}

START(in_links)
{
	struct xlsx *x = arg;

	UNUSED;
	if (is(el, "Relationship") && x->n_targets < 5000)
		*arena_push(&x->a, x->targets, x->n_targets, x->cap_targets) =
		    (struct xlsx_target){ xlsx_attr(&x->a, v, n, "Id"),
		    xlsx_attr(&x->a, v, n, "Target") };
}

/* <si><t>words</t></si>, or runs of them; how they are read aloud (rPh) is
 * left out. */
START(in_strings)
{
	struct xlsx *x = arg;

	UNUSED;
	(void)n;
	(void)v;
	if (is(el, "si"))
		buf_clear(&x->text);
	if (is(el, "rPh"))
		x->in_reading = true;
	x->in_text = is(el, "t") && !x->in_reading;
}

static void
end_strings(void *arg, const xmlChar *el, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct xlsx *x = arg;

	(void)prefix;
	(void)uri;
	x->in_text = false;
	if (is(el, "rPh"))
		x->in_reading = false;
	if (!is(el, "si"))
		return;
	x->string_bytes += x->text.n;
	if (x->n_strings == STRINGS_MAX || !buf_ok(&x->text) ||
	    x->string_bytes > string_bytes_max) {
		err_set(&x->e, ERR_LIMIT, "the workbook has more texts than "
		    "are read here: save the sheet as CSV UTF-8");
		return;
	}
	*arena_push(&x->a, x->strings, x->n_strings, x->cap_strings) =
	    arena_str(&x->a, buf_text(&x->text));
}

static void
characters(void *arg, const xmlChar *s, int n)
{
	struct xlsx *x = arg;

	if (x->in_text && n > 0)
		buf_put(&x->text, s, (size_t)n);
}

/* ---- formats ----------------------------------------------------------------------- */

/* Has it a day, a month, a year or an hour outside quotes and brackets? */
static bool
shows_date(const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\\' && s[1] != '\0') {
			s++;
		} else if (*s == '"' || (*s == '[' && s[1] != 'h' &&
		    s[1] != 'm' && s[1] != 's')) {
			const char *end = strchr(s + 1, *s == '"' ? '"' : ']');

			if (end == NULL)
				return false;
			s = end;
		} else if (strchr("dDmMyYhH", *s) != NULL) {
			return true;
		}
	}
	return false;
}

/* The formats that a workbook need not describe (ECMA-376, 18.8.30). */
static bool
is_built_in(int id)
{
	return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) ||
	    (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

START(in_styles)
{
	struct xlsx *x = arg;
	bool date;
	size_t i;
	int id;

	UNUSED;
	id = atoi(xlsx_attr(&x->a, v, n, "numFmtId"));
	if (is(el, "cellXfs"))
		x->in_styles = true;
	if (is(el, "numFmt") && x->n_dates < STYLES_MAX &&
	    shows_date(xlsx_attr(&x->a, v, n, "formatCode")))
		*arena_push(&x->a, x->dates, x->n_dates, x->cap_dates) = id;
	if (!x->in_styles || !is(el, "xf") || x->n_styles == STYLES_MAX)
		return;
	date = is_built_in(id);
	for (i = 0; i < x->n_dates; i++)
		date |= x->dates[i] == id;
	*arena_push(&x->a, x->is_date, x->n_styles, x->cap_styles) = date;
}

static void
end_styles(void *arg, const xmlChar *el, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct xlsx *x = arg;

	(void)prefix;
	(void)uri;
	if (is(el, "cellXfs"))
		x->in_styles = false;
}

/* ---- all of them --------------------------------------------------------------------- */

static bool
read_part(struct xlsx *x, const char *name, const xmlSAXHandler *sax,
    bool needed, struct err *e)
{
	struct xlsx_part p CLEAN(xlsx_part_close) = { 0 };
	struct err why = { 0 };
	bool more = true;

	if (!xlsx_part_open(x, &p, name, sax, &why)) {
		if (why.code != ERR_NONE)
			*e = why;
		return why.code == ERR_NONE && (!needed || no_workbook(e));
	}
	while (more)
		if (!xlsx_part_feed(x, &p, &more, e))
			return false;
	return true;
}

bool
xlsx_parts(struct xlsx *x, struct err *e)
{
	const xmlSAXHandler workbook = { .startElementNs = in_workbook },
	    links = { .startElementNs = in_links },
	    strings = { .startElementNs = in_strings, .endElementNs =
	    end_strings, .characters = characters },
	    styles = { .startElementNs = in_styles, .endElementNs =
	    end_styles };

	x->text.max = TEXT_MAX;
	return read_part(x, "xl/workbook.xml", &workbook, true, e) &&
	    read_part(x, "xl/_rels/workbook.xml.rels", &links, true, e) &&
	    read_part(x, "xl/styles.xml", &styles, false, e) &&
	    read_part(x, "xl/sharedStrings.xml", &strings, false, e);
}

const char *
xlsx_find(struct xlsx *x, const char *sheet, const char **name, struct err *e)
{
	const struct xlsx_sheet_of *s = NULL;
	size_t i;

	for (i = 0; i < x->n_sheets && s == NULL; i++)
		if (sheet == NULL || strcmp(x->sheets[i].name, sheet) == 0)
			s = &x->sheets[i];
	if (s == NULL) {
		if (sheet != NULL)
			err_set(e, ERR_INPUT, "the workbook has no sheet "
			    "\"%.100s\"; its first one is \"%.100s\"", sheet,
			    x->n_sheets > 0 ? x->sheets[0].name : "");
		else
			no_workbook(e);
		return NULL;
	}
	*name = s->name;
	for (i = 0; i < x->n_targets; i++)
		if (strcmp(x->targets[i].id, s->id) == 0)
			return x->targets[i].to[0] == '/' ?
			    x->targets[i].to + 1 : arena_printf(&x->a,
			    "xl/%s", x->targets[i].to);
	no_workbook(e);
	return NULL;
}
