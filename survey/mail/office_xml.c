/* SPDX-License-Identifier: MIT
 *
 * office_xml.c -- the words of one document of DOCX (ECMA-376, WordprocessingML)
 * or ODT (OpenDocument 1.3).  A document type, and with it every entity of its
 * own, is refused.
 */
#include "survey/mail/read.h"

#include <libxml/parser.h>
#include <stdlib.h>

struct office_xml {
	struct reading	*g;
	enum office	 what;
	struct buf	*out;
	xmlParserCtxtPtr p;
	int		 skip;		/* elements deep in what is no text */
	int		 text;		/* in w:t, or in text:p */
	int		 boxes;		/* in w:checkBox */
	bool		 ticked, item, refused;
};

static bool
is(const xmlChar *name, const char *what)
{
	return strcmp((const char *)name, what) == 0;
}

/* The value of an attribute, whatever its prefix; NULL. */
static const char *
attr(struct office_xml *x, const xmlChar **atts, int n, const char *name)
{
	int i;

	for (i = 0; i < n; i++, atts += 5)
		if (is(atts[0], name))
			return arena_strn(x->g->a, (const char *)atts[3],
			    (size_t)(atts[4] - atts[3]));
	return NULL;
}

/* ---- DOCX ------------------------------------------------------------------------------ */

static bool
is_on(const char *value)
{
	return value == NULL || strcmp(value, "1") == 0 ||
	    strcmp(value, "true") == 0 || strcmp(value, "on") == 0;
}

/* Signs of the fonts Wingdings, which people tick with. */
static void
put_symbol(struct office_xml *x, const char *code)
{
	unsigned long c = code != NULL ? strtoul(code, NULL, 16) & 0xFF : 0;

	buf_puts(x->out, c == 0xFE || c == 0x52 || c == 0xFD || c == 0x78 ?
	    "☒" : c == 0xFC || c == 0xD6 ? "✓" :
	    c == 0xA8 || c == 0x6F || c == 0xA3 ? "☐" :
	    c == 0xB7 || c == 0xA7 ? "•" : "\xEF\xBF\xBD");
}

static void
start_docx(struct office_xml *x, const xmlChar *name, const xmlChar **atts,
    int n)
{
	if (is(name, "t"))
		x->text++;
	else if (is(name, "tab") && x->text == 0)
		buf_lit(x->out, "\t");
	else if (is(name, "br") || is(name, "cr"))
		buf_lit(x->out, "\n");
	else if (is(name, "noBreakHyphen"))
		buf_lit(x->out, "-");
	else if (is(name, "numPr"))
		x->item = true;
	else if (is(name, "sym"))
		put_symbol(x, attr(x, atts, n, "char"));
	else if (is(name, "checkBox"))
		x->boxes++;
	else if (x->boxes > 0 && (is(name, "checked") || is(name, "default")))
		x->ticked = is_on(attr(x, atts, n, "val"));
	if (is(name, "r") && x->item) {
		buf_lit(x->out, "- ");
		x->item = false;
	}
}

static void
end_docx(struct office_xml *x, const xmlChar *name)
{
	if (is(name, "t") && x->text > 0) {
		x->text--;
	} else if (is(name, "p")) {
		buf_lit(x->out, "\n");
		x->item = false;
	} else if (is(name, "checkBox") && x->boxes > 0) {
		x->boxes--;
		buf_puts(x->out, x->ticked ? "☒ " : "☐ ");
		x->ticked = false;
	}
}

/* ---- ODT ------------------------------------------------------------------------------- */

static void
start_odt(struct office_xml *x, const xmlChar *name, const xmlChar **atts,
    int n)
{
	const char *count;
	long i, spaces;

	if (is(name, "p") || is(name, "h")) {
		x->text++;
		if (x->item)
			buf_lit(x->out, "- ");
		x->item = false;
	} else if (is(name, "tab")) {
		buf_lit(x->out, "\t");
	} else if (is(name, "line-break")) {
		buf_lit(x->out, "\n");
	} else if (is(name, "list-item")) {
		x->item = true;
	} else if (is(name, "s")) {
		count = attr(x, atts, n, "c");
		spaces = count != NULL ? strtol(count, NULL, 10) : 1;
		for (i = 0; i < spaces && i < 200; i++)
			buf_lit(x->out, " ");
	}
}

static void
end_odt(struct office_xml *x, const xmlChar *name)
{
	if ((is(name, "p") || is(name, "h")) && x->text > 0) {
		x->text--;
		buf_lit(x->out, "\n");
	}
}

/* ---- both ------------------------------------------------------------------------------ */

static bool
is_skipped(const struct office_xml *x, const xmlChar *name)
{
	if (x->what == OFFICE_DOCX)
		return is(name, "Fallback") || is(name, "del") ||
		    is(name, "delText") || is(name, "instrText") ||
		    is(name, "pPrChange") || is(name, "rPrChange");
	return is(name, "tracked-changes") || is(name, "meta") ||
	    is(name, "automatic-styles") || is(name, "scripts");
}

static void
start(void *arg, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_ns, const xmlChar **ns, int n, int n_default,
    const xmlChar **atts)
{
	struct office_xml *x = arg;

	(void)prefix;
	(void)uri;
	(void)n_ns;
	(void)ns;
	(void)n_default;
	if (x->skip > 0 || is_skipped(x, name))
		x->skip++;
	else if (x->what == OFFICE_DOCX)
		start_docx(x, name, atts, n);
	else
		start_odt(x, name, atts, n);
}

static void
end(void *arg, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct office_xml *x = arg;

	(void)prefix;
	(void)uri;
	if (x->skip > 0)
		x->skip--;
	else if (x->what == OFFICE_DOCX)
		end_docx(x, name);
	else
		end_odt(x, name);
}

static void
characters(void *arg, const xmlChar *s, int n)
{
	struct office_xml *x = arg;

	if (x->text > 0 && x->skip == 0)
		buf_put(x->out, s, (size_t)n);
}

static void
refuse(void *arg, const xmlChar *name, const xmlChar *id, const xmlChar *uri)
{
	struct office_xml *x = arg;

	(void)name;
	(void)id;
	(void)uri;
	x->refused = true;
	xmlStopParser(x->p);
}

static xmlEntityPtr
entity(void *arg, const xmlChar *name)
{
	(void)arg;
	return xmlGetPredefinedEntity(name);
}

struct office_xml *
office_xml_new(struct reading *g, enum office what, struct buf *out)
{
	struct office_xml *x = arena_new(g->a, struct office_xml);
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
	    .startElementNs = start, .endElementNs = end,
	    .characters = characters, .cdataBlock = characters,
	    .internalSubset = refuse, .getEntity = entity };

	*x = (struct office_xml){ .g = g, .what = what, .out = out };
	x->p = xmlCreatePushParserCtxt(&sax, x, NULL, 0, NULL);
	if (x->p != NULL)
		(void)xmlCtxtUseOptions(x->p, XML_PARSE_NONET |
		    XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	return x;
}

bool
office_xml_take(struct office_xml *x, const char *s, size_t n)
{
	return x->p != NULL && xmlParseChunk(x->p, s, (int)n, 0) == 0 &&
	    !x->refused;
}

bool
office_xml_end(struct office_xml *x)
{
	bool ok = x->p != NULL && xmlParseChunk(x->p, "", 0, 1) == 0 &&
	    x->p->wellFormed && !x->refused;

	if (x->p != NULL) {
		if (x->p->myDoc != NULL)
			xmlFreeDoc(x->p->myDoc);
		xmlFreeParserCtxt(x->p);
	}
	return ok;
}
