/* SPDX-License-Identifier: MIT
 *
 * logo.c -- is this a picture that can be shown to everybody: a PNG, or an SVG
 * that only draws?
 *
 * What an SVG may have is listed; everything else is refused by name.
 */
#include "forms/brand.h"
#include "forms/import.h"

#include <libxml/tree.h>
#include <strings.h>

enum { DEEP = 64, SIDE_MAX = 4096 };

static const char *const drawing[] = { "svg", "g", "path", "rect", "circle",
	"ellipse", "line", "polyline", "polygon", "text", "tspan", "title",
	"desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath",
	"mask", "symbol", "use", "metadata" };

static bool
draws(const char *name)
{
	size_t i;

	for (i = 0; i < LEN(drawing); i++)
		if (strcmp(name, drawing[i]) == 0)
			return true;
	return false;
}

/* url(#here) is the file itself. */
static bool
reaches_out(const char *value)
{
	const char *p;

	for (p = value; (p = strcasestr(p, "url(")) != NULL; p += 4)
		if (p[4 + strspn(p + 4, " \t\n'\"")] != '#')
			return true;
	return strcasestr(value, "javascript:") != NULL ||
	    strchr(value, '\\') != NULL;
}

static const char *
attribute_fault(struct arena *a, const char *name, const char *value)
{
	if (strncasecmp(name, "on", 2) == 0)
		return arena_printf(a, "has a script: the attribute `%s`",
		    name);
	if (strcmp(name, "style") == 0)
		return "has a `style`; write it as attributes, such as fill";
	if (strcmp(name, "base") == 0 || strcmp(name, "src") == 0 ||
	    (strcmp(name, "href") == 0 && value[0] != '#') ||
	    reaches_out(value))
		return arena_printf(a, "asks for something outside itself: "
		    "the attribute `%s`", name);
	return NULL;
}

static const char *
element_fault(struct arena *a, xmlNodePtr e, int depth)
{
	const char *why = NULL;
	xmlAttrPtr at;
	xmlNodePtr x;

	if (depth > DEEP)
		return "has too many parts in one another";
	if (strcmp((const char *)e->name, "script") == 0)
		return "has a script";
	if (!draws((const char *)e->name))
		return arena_printf(a, "has a part that does not only draw: "
		    "`%s`", (const char *)e->name);
	for (at = e->properties; why == NULL && at != NULL; at = at->next) {
		xmlChar *value = xmlNodeGetContent((xmlNodePtr)at);

		why = attribute_fault(a, (const char *)at->name,
		    value != NULL ? (const char *)value : "");
		xmlFree(value);
	}
	for (x = e->children; why == NULL && x != NULL; x = x->next)
		if (x->type == XML_ELEMENT_NODE)
			why = element_fault(a, x, depth + 1);
		else if (x->type == XML_PI_NODE ||
		    x->type == XML_ENTITY_REF_NODE)
			why = "has an instruction for another program";
	return why;
}

static const char *
svg_fault(struct arena *a, struct str bytes)
{
	struct _xmlDoc *doc CLEAN(xml_close) = NULL;
	struct err e = { 0 };
	xmlNodePtr root, x;

	doc = xml_open(bytes, "logo", &e);
	root = doc != NULL ? xmlDocGetRootElement(doc) : NULL;
	if (root == NULL || strcmp((const char *)root->name, "svg") != 0 ||
	    root->ns == NULL || strcmp((const char *)root->ns->href,
	    "http://www.w3.org/2000/svg") != 0)
		return "is neither an SVG nor a PNG";
	for (x = doc->children; x != NULL; x = x->next)
		if (x->type == XML_PI_NODE)
			return "has an instruction for another program";
	return element_fault(a, root, 0);
}

static uint32_t
big_endian(const char *p)
{
	const unsigned char *b = (const unsigned char *)p;

	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	    (uint32_t)b[2] << 8 | b[3];
}

const char *
forms_logo_fault(struct arena *a, struct str bytes, bool *svg)
{
	static const char png[] = "\x89PNG\r\n\x1a\n";
	uint32_t width, height;

	*svg = bytes.n < 8 || memcmp(bytes.p, png, 8) != 0;
	if (bytes.n > LOGO_MAX)
		return "is larger than 16 KiB";
	if (*svg)
		return svg_fault(a, bytes);
	if (bytes.n < 45 || memcmp(bytes.p + 12, "IHDR", 4) != 0 ||
	    memcmp(bytes.p + bytes.n - 8, "IEND", 4) != 0)
		return "is a damaged PNG";
	width = big_endian(bytes.p + 16);
	height = big_endian(bytes.p + 20);
	return width == 0 || height == 0 || width > SIDE_MAX ||
	    height > SIDE_MAX ? "is too large to show" : NULL;
}
