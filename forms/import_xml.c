/* SPDX-License-Identifier: MIT
 *
 * import_xml.c -- XML from strangers, by libxml2 with everything off that
 * reaches outside the bytes or makes much of little.
 */
#include "forms/import.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

void
xml_close(struct _xmlDoc **doc)
{
	xmlFreeDoc(*doc);
	*doc = NULL;
}

/* libxml2 has messages that no option of the reader keeps quiet. */
static void
quiet(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

struct _xmlDoc *
xml_open(struct str bytes, const char *what, struct err *e)
{
	xmlDocPtr doc = NULL;

	xmlSetStructuredErrorFunc(NULL, quiet);
	if (bytes.n > 0 && bytes.n < INT32_MAX &&
	    memmem(bytes.p, bytes.n, "<!DOCTYPE", 9) == NULL)
		doc = xmlReadMemory(bytes.p, (int)bytes.n, NULL, NULL,
		    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
		    XML_PARSE_NOCDATA | XML_PARSE_COMPACT);
	xmlSetStructuredErrorFunc(NULL, NULL);
	/* The search above does not see one in UTF-16. */
	if (doc != NULL && (doc->intSubset != NULL || doc->extSubset != NULL ||
	    xmlDocGetRootElement(doc) == NULL))
		xml_close(&doc);
	if (doc == NULL)
		err_set(e, ERR_INPUT, "%s is not XML that can be read here",
		    what);
	return doc;
}

bool
xml_is(const struct _xmlNode *n, const char *name)
{
	return n != NULL && n->type == XML_ELEMENT_NODE &&
	    strcmp((const char *)n->name, name) == 0;
}

static struct _xmlNode *
element(struct _xmlNode *n, const char *name)
{
	for (; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && (name == NULL ||
		    strcmp((const char *)n->name, name) == 0))
			return n;
	return NULL;
}

struct _xmlNode *
xml_child(const struct _xmlNode *n, const char *name)
{
	return n != NULL ? element(n->children, name) : NULL;
}

struct _xmlNode *
xml_after(const struct _xmlNode *n, const char *name)
{
	return n != NULL ? element(n->next, name) : NULL;
}

const char *
xml_text(struct arena *a, const struct _xmlNode *n)
{
	xmlChar *s = n != NULL ? xmlNodeGetContent(n) : NULL;
	const char *out = s != NULL ? arena_str(a, (const char *)s) : "";

	xmlFree(s);
	return out;
}

const char *
xml_attr(struct arena *a, const struct _xmlNode *n, const char *name)
{
	const xmlAttr *p;
	xmlChar *s;
	const char *out;

	for (p = n != NULL ? n->properties : NULL; p != NULL; p = p->next) {
		if (strcmp((const char *)p->name, name) != 0)
			continue;
		s = xmlNodeGetContent((const xmlNode *)p);
		out = s != NULL ? arena_str(a, (const char *)s) : "";
		xmlFree(s);
		return out;
	}
	return "";
}
