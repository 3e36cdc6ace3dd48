/* SPDX-License-Identifier: MIT
 *
 * check_meta.c -- the XMP metadata: Matterhorn 06, 11-006 and ISO 19005-2,
 * 6.6.
 */
#include "tests/pdf/check.h"
#include "tests/pdf/xml.h"

#define RDF		"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define DC		"http://purl.org/dc/elements/1.1/"
#define PDFUA		"http://www.aiim.org/pdfua/ns/id/"
#define PDFA		"http://www.aiim.org/pdfa/ns/id/"
#define EXTENSION	"http://www.aiim.org/pdfa/ns/extension/"
#define SCHEMA		"http://www.aiim.org/pdfa/ns/schema#"
#define PROPERTY	"http://www.aiim.org/pdfa/ns/property#"

/* A simple property, written as an element or as an attribute; *prefix is
 * the prefix that it has.  NULL: absent. */
static const char *
simple(const struct xml *root, const char *ns, const char *name,
    const char **prefix)
{
	const struct xml *x, *kid;
	size_t i;

	for (x = root; x != NULL; x = xml_next(root, x)) {
		if (!xml_is(x, RDF, "Description"))
			continue;
		if ((kid = xml_child(x, ns, name)) != NULL) {
			*prefix = kid->prefix;
			return kid->text;
		}
		for (i = 0; i < x->nattrs; i++)
			if (strcmp(x->attrs[i].ns, ns) == 0 &&
			    strcmp(x->attrs[i].name, name) == 0) {
				*prefix = x->attrs[i].prefix;
				return x->attrs[i].value;
			}
	}
	return NULL;
}

static void
check_identity(struct pdf *p, const struct xml *root)
{
	const char *prefix = "", *part = simple(root, PDFUA, "part", &prefix);
	const char *level;

	if (part == NULL)
		fault(p, 0, "06-002", "the metadata does not say that this is "
		    "PDF/UA (pdfuaid:part)");
	else if (strcmp(part, "1") != 0 || strcmp(prefix, "pdfuaid") != 0)
		fault(p, 0, "06-002", "the metadata says %s:part %s, not "
		    "pdfuaid:part 1", prefix, part);
	part = simple(root, PDFA, "part", &prefix);
	level = simple(root, PDFA, "conformance", &prefix);
	/* A form to fill in leaves it out: what says it is PDF/A is opened
	 * read-only. */
	if (part == NULL && length_of(p, get(p, get(p, p->root, "/AcroForm"),
	    "/Fields")) > 0)
		return;
	if (part == NULL || level == NULL || strcmp(part, "2") != 0 ||
	    strcmp(level, "A") != 0 || strcmp(prefix, "pdfaid") != 0)
		fault(p, 0, "A2-6.6.4", "the metadata does not say PDF/A-2a "
		    "(pdfaid:part 2, pdfaid:conformance A)");
}

static void
check_title(struct pdf *p, const struct xml *root)
{
	const struct xml *x, *li = NULL;
	const char *lang;

	for (x = root; x != NULL && li == NULL; x = xml_next(root, x))
		if (xml_is(x, DC, "title"))
			li = xml_child(xml_child(x, RDF, "Alt"), RDF, "li");
	if (li == NULL || li->text[strspn(li->text, " \t\r\n")] == '\0') {
		fault(p, 0, "06-003", "the metadata has no title (dc:title)");
		return;
	}
	lang = xml_attr(li, "xml", "lang");
	if (lang == NULL || strcmp(lang, "x-default") == 0) {
		if (!p->lang)
			fault(p, 0, "11-006", "the language of the metadata "
			    "cannot be determined");
	} else if (!lang_valid(lang))
		fault(p, 0, "11-006", "the metadata's language \"%s\" is not "
		    "a language code", lang);
}

/* The schema of pdfuaid, which PDF/A does not know by itself, is described:
 * ISO 19005-2, 6.6.2.3. */
static bool
describes(const struct xml *schema)
{
	const struct xml *ns = xml_child(schema, SCHEMA, "namespaceURI");
	const struct xml *prefix = xml_child(schema, SCHEMA, "prefix");
	const struct xml *list = xml_child(schema, SCHEMA, "property"), *x;
	const struct xml *name;

	if (ns == NULL || strcmp(ns->text, PDFUA) != 0 || prefix == NULL ||
	    strcmp(prefix->text, "pdfuaid") != 0 || list == NULL ||
	    xml_child(schema, SCHEMA, "schema") == NULL)
		return false;
	for (x = list; x != NULL; x = xml_next(list, x)) {
		name = xml_child(x, PROPERTY, "name");
		if (name != NULL && strcmp(name->text, "part") == 0)
			return xml_child(x, PROPERTY, "valueType") &&
			    xml_child(x, PROPERTY, "category") &&
			    xml_child(x, PROPERTY, "description");
	}
	return false;
}

static void
check_extension(struct pdf *p, const struct xml *root)
{
	const struct xml *x, *li;
	bool found = false;

	for (x = root; x != NULL; x = xml_next(root, x)) {
		if (!xml_is(x, EXTENSION, "schemas"))
			continue;
		li = xml_child(xml_child(x, RDF, "Bag"), RDF, "li");
		for (; li != NULL; li = li->next)
			found |= describes(li);
	}
	if (!found)
		fault(p, 0, "A2-6.6.2.3.1", "the metadata does not describe "
		    "the pdfuaid schema");
}

/* The packet wrapper may not say bytes or encoding: ISO 19005-2, 6.6.2.1. */
static void
check_packet(struct pdf *p, struct str s)
{
	static const char open[] = "<?xpacket begin";
	size_t i, k;

	for (i = 0; i + sizeof(open) < s.n; i++)
		if (memcmp(s.p + i, open, sizeof(open) - 1) == 0)
			break;
	if (i + sizeof(open) >= s.n) {
		fault(p, 0, "A2-6.6.2.1", "the metadata is not an XMP packet");
		return;
	}
	for (k = i; k + 9 < s.n && s.p[k] != '>'; k++)
		if (memcmp(s.p + k, "bytes=", 6) == 0 ||
		    memcmp(s.p + k, "encoding=", 9) == 0) {
			fault(p, 0, "A2-6.6.2.1", "the metadata's packet says "
			    "bytes or encoding");
			return;
		}
}

void
check_meta(struct pdf *p)
{
	qpdf_oh o = get(p, p->root, "/Metadata");
	const struct xml *root;
	struct str s;

	if (!qpdf_oh_is_stream(p->q, o) || !stream_of(p, o, &s)) {
		fault(p, 0, "06-001", "there is no XMP metadata");
		return;
	}
	if (!name_is(p, get(p, o, "/Type"), "Metadata") ||
	    !name_is(p, get(p, o, "/Subtype"), "XML"))
		fault(p, 0, "06-001", "the metadata stream is not marked as "
		    "XML metadata");
	if ((root = xml_parse(&p->a, s)) == NULL) {
		fault(p, 0, "06-001", "the metadata is not well-formed XML");
		return;
	}
	check_packet(p, s);
	check_identity(p, root);
	check_title(p, root);
	check_extension(p, root);
}
