/* SPDX-License-Identifier: MIT
 *
 * exchange_read.c -- what a project or a codebook of REFI-QDA says, by libxml2: element
 * after element, so that never the whole of a large project is a tree in memory.
 *
 * Namespaces are not looked at, as tools write several.  A document type is refused;
 * nothing is fetched.
 */
#include "analysis/exchange_private.h"

#include <libxml/xmlreader.h>

struct walk {
	struct raw	*r;
	xmlTextReaderPtr x;
	const char	*root;		/* "Project" */
	enum { IN_OTHER, IN_USERS, IN_CODEBOOK, IN_VARIABLES, IN_CASES,
	    IN_SOURCES, IN_NOTES } in;
	long		 wrong;		/* line of what is not well formed */
	bool		 deep, refused;
};

/* ---- one element ---------------------------------------------------------------------- */

const char *
raw_attr(struct raw *r, const struct _xmlNode *n, const char *name)
{
	xmlChar *s = xmlGetNoNsProp((xmlNode *)n, BAD_CAST name);
	const char *out = s != NULL ? exchange_xml_back(r->said.a,
	    arena_str(r->said.a, (const char *)s)) : NULL;

	xmlFree(s);
	return out;
}

const char *
raw_text(struct raw *r, const struct _xmlNode *n)
{
	xmlChar *s = xmlNodeGetContent(n);
	const char *out = s != NULL ? exchange_xml_back(r->said.a,
	    arena_str(r->said.a, (const char *)s)) : "";

	xmlFree(s);
	return out;
}

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

static const char *
canonical(struct raw *r, const char *s)
{
	const char *g = exchange_guid_read(r->said.a, s);

	return g != NULL ? g : exchange_guid(r->said.a, "odd", s);
}

/* That of a thing itself; what is none is replaced, so that references to it meet. */
const char *
raw_guid(struct raw *r, const struct _xmlNode *n, const char *kind)
{
	const char *s = raw_attr(r, n, "guid");
	const char *g = s != NULL ? exchange_guid_read(r->said.a, s) : NULL;

	if (g != NULL)
		return g;
	exchange_say(&r->said, FAULT_GUID_ODD, xmlGetLineNo(n), kind,
	    raw_attr(r, n, "name"), NULL);
	if (s != NULL && *s != '\0')
		return canonical(r, s);
	return exchange_guid(r->said.a, "none", arena_printf(r->said.a, "%zu",
	    r->guidless++));
}

/* That of another thing; NULL: none is named. */
const char *
raw_ref(struct raw *r, const struct _xmlNode *n, const char *name)
{
	const char *s = raw_attr(r, n, name);

	return s != NULL && *s != '\0' ? canonical(r, s) : NULL;
}

void
raw_left(struct raw *r, const struct _xmlNode *n)
{
	exchange_say(&r->said, FAULT_ELEMENT, xmlGetLineNo(n), NULL, NULL,
	    (const char *)n->name);
}

void
raw_note_ref(struct raw *r, const struct _xmlNode *n, struct raw_guids *to)
{
	const char *s = strcmp((const char *)n->name, "NoteRef") == 0 ?
	    raw_ref(r, n, "targetGUID") : NULL;

	if (s != NULL)
		*arena_push(r->said.a, to->v, to->n, to->cap) = s;
	else
		raw_left(r, n);
}

static bool
is(const xmlNode *n, const char *name)
{
	return strcmp((const char *)n->name, name) == 0;
}

static const xmlNode *
element(const xmlNode *n)
{
	while (n != NULL && n->type != XML_ELEMENT_NODE)
		n = n->next;
	return n;
}

static void
user(struct raw *r, const xmlNode *n)
{
	*arena_push(r->said.a, r->users, r->n_users, r->cap_users) =
	    (struct raw_user){ raw_guid(r, n, "user"),
	    or_empty(raw_attr(r, n, "name")), or_empty(raw_attr(r, n, "id")),
	    xmlGetLineNo(n) };
}

static const char *
named(struct raw *r, const xmlNode *n, const char *kind)
{
	const char *s = raw_attr(r, n, "name");

	if (s != NULL && *s != '\0')
		return s;
	exchange_say(&r->said, FAULT_NAMELESS, xmlGetLineNo(n), kind, NULL, NULL);
	return "Unnamed";
}

/* ---- codes ---------------------------------------------------------------------------- */

static bool
is_true(const char *s)
{
	return s == NULL || (strcmp(s, "false") != 0 && strcmp(s, "0") != 0);
}

/* "#05B" and "005EB8" are understood. */
static const char *
colour(struct raw *r, const xmlNode *n, const char *name)
{
	const char *s = raw_attr(r, n, "color");
	char *c, *p;

	s = s != NULL ? exchange_trim(r->said.a, s) : "";
	if (*s == '\0')
		return "";
	s += *s == '#';
	c = strlen(s) != 3 ? arena_printf(r->said.a, "#%s", s) :
	    arena_printf(r->said.a, "#%c%c%c%c%c%c", s[0], s[0], s[1], s[1],
	    s[2], s[2]);
	for (p = c; *p != '\0'; p++)
		*p = *p >= 'A' && *p <= 'F' ? (char)(*p - 'A' + 'a') : *p;
	if (exchange_is_colour(c))
		return c;
	exchange_say(&r->said, FAULT_COLOUR, xmlGetLineNo(n), "code", name, NULL);
	return "";
}

static bool
code(struct walk *w, const xmlNode *n, size_t parent, int deep)
{
	struct raw *r = w->r;
	struct raw_code c = { .parent = parent, .line = xmlGetLineNo(n),
	    .description = "" };
	const xmlNode *k;
	size_t at = r->n_codes;

	if (deep > EXCHANGE_DEPTH || at >= RAW_MOST) {
		w->deep = deep > EXCHANGE_DEPTH;
		w->wrong = c.line;
		return false;
	}
	c.guid = raw_guid(r, n, "code");
	c.name = named(r, n, "code");
	c.codable = is_true(raw_attr(r, n, "isCodable"));
	c.colour = colour(r, n, c.name);
	*arena_push(r->said.a, r->codes, r->n_codes, r->cap_codes) = c;
	for (k = element(n->children); k != NULL; k = element(k->next)) {
		if (is(k, "Code")) {
			if (!code(w, k, at, deep + 1))
				return false;
		} else if (is(k, "Description")) {
			r->codes[at].description = raw_text(r, k);
		} else {
			raw_note_ref(r, k, &r->codes[at].memos);
		}
	}
	return true;
}

/* ---- variables and cases ----------------------------------------------------------------- */

static void
variable(struct raw *r, const xmlNode *n)
{
	struct raw_variable v = { .guid = raw_guid(r, n, "variable"),
	    .name = named(r, n, "variable"), .description = "",
	    .line = xmlGetLineNo(n) };
	const char *type = raw_attr(r, n, "typeOfVariable");
	const xmlNode *k;

	if (type == NULL || !exchange_type_from(exchange_trim(r->said.a, type),
	    &v.type))
		exchange_say(&r->said, FAULT_VARIABLE_TYPE, v.line, "variable",
		    v.name, NULL);
	for (k = element(n->children); k != NULL; k = element(k->next)) {
		if (is(k, "Description"))
			v.description = raw_text(r, k);
		else
			raw_left(r, k);
	}
	*arena_push(r->said.a, r->variables, r->n_variables, r->cap_variables) = v;
}

void
raw_value(struct raw *r, const struct _xmlNode *n, struct raw_values *to)
{
	struct raw_value v = { 0 };
	const xmlNode *k;
	size_t len;

	for (k = element(n->children); k != NULL; k = element(k->next)) {
		len = strlen((const char *)k->name);
		if (is(k, "VariableRef"))
			v.variable = raw_ref(r, k, "targetGUID");
		else if (len > 5 && is(k, "TextValue"))
			v.text = raw_text(r, k);
		else if (len > 5 && strcmp((const char *)k->name + len - 5,
		    "Value") == 0)
			v.text = raw_text(r, k);
		else
			raw_left(r, k);
	}
	if (v.variable != NULL && v.text != NULL)
		*arena_push(r->said.a, to->v, to->n, to->cap) = v;
}

static void
one_case(struct raw *r, const xmlNode *n)
{
	struct raw_case c = { .guid = raw_guid(r, n, "case"),
	    .name = or_empty(raw_attr(r, n, "name")), .description = "",
	    .line = xmlGetLineNo(n) };
	const char *to;
	const xmlNode *k;

	for (k = element(n->children); k != NULL; k = element(k->next)) {
		if (is(k, "Description"))
			c.description = raw_text(r, k);
		else if (is(k, "VariableValue"))
			raw_value(r, k, &c.values);
		else if (is(k, "SourceRef") &&
		    (to = raw_ref(r, k, "targetGUID")) != NULL)
			*arena_push(r->said.a, c.sources.v, c.sources.n,
			    c.sources.cap) = to;
		else
			raw_left(r, k);
	}
	*arena_push(r->said.a, r->cases, r->n_cases, r->cap_cases) = c;
}

/* ---- the walk ------------------------------------------------------------------------------ */

static void
heard(void *arg, xmlErrorPtr e)
{
	struct walk *w = arg;

	if (e->level == XML_ERR_FATAL && w->wrong == 0)
		w->wrong = e->line > 0 ? e->line : 1;
	w->deep |= e->code == XML_ERR_INTERNAL_ERROR && e->message != NULL &&
	    strstr(e->message, "depth") != NULL;
}

static bool
too_many(const struct raw *r)
{
	return r->n_users > RAW_MOST || r->n_variables > RAW_MOST ||
	    r->n_cases > RAW_MOST || r->n_sources > RAW_MOST ||
	    r->n_notes > RAW_MOST || r->n_selections > RAW_MOST ||
	    r->n_codings > RAW_MOST || r->n_codes >= RAW_MOST;
}

static void
root(struct walk *w, xmlNode *n)
{
	struct raw *r = w->r;

	w->root = arena_str(r->said.a, (const char *)n->name);
	r->name = or_empty(raw_attr(r, n, "name"));
	r->origin = or_empty(raw_attr(r, n, "origin"));
	r->at = or_empty(raw_attr(r, n, "creationDateTime"));
	r->by = raw_ref(r, n, "creatingUserGUID");
	w->in = strcmp(w->root, "CodeBook") == 0 ? IN_CODEBOOK : IN_OTHER;
	if (w->in != IN_CODEBOOK && strcmp(w->root, "Project") != 0)
		w->refused = !exchange_refuse(&r->said, FAULT_NOT_QDA,
		    xmlGetLineNo(n), w->root);
}

/* Each link, each set; an empty list of them is nothing. */
static void
left_each(struct raw *r, const xmlNode *n)
{
	const xmlNode *k = element(n->children);

	if (k == NULL && !is(n, "Links") && !is(n, "Sets") && !is(n, "Graphs"))
		raw_left(r, n);
	for (; k != NULL; k = element(k->next))
		raw_left(r, k);
}

/* Directly below the project.  False: it was dealt with here. */
static bool
enter(struct walk *w, const xmlNode *n)
{
	static const char *const names[] = { NULL, "Users", "CodeBook",
		"Variables", "Cases", "Sources", "Notes" };
	struct raw *r = w->r;
	const xmlNode *whole;
	size_t i;

	for (i = 1; i < LEN(names); i++)
		if (is(n, names[i])) {
			w->in = i;
			return true;
		}
	w->in = IN_OTHER;
	whole = xmlTextReaderExpand(w->x);
	if (whole == NULL)
		return false;
	if (is(whole, "Description"))
		r->description = raw_text(r, whole);
	else if (is(whole, "NoteRef"))
		raw_note_ref(r, whole, &r->about);
	else
		left_each(r, whole);
	return false;
}

/* A thing of the kind that its container holds. */
static void
take(struct walk *w, xmlNode *n)
{
	static const char *const kinds[] = { [IN_USERS] = "User",
		[IN_CODEBOOK] = "Code", [IN_VARIABLES] = "Variable",
		[IN_CASES] = "Case", [IN_SOURCES] = "TextSource",
		[IN_NOTES] = "Note" };
	struct raw *r = w->r;

	if (w->in == IN_OTHER || !is(n, kinds[w->in])) {
		if (w->in == IN_SOURCES)
			exchange_say(&r->said, FAULT_SOURCE_KIND,
			    xmlGetLineNo(n), "source", raw_attr(r, n, "name"),
			    (const char *)n->name);
		else
			left_each(r, n);
		return;
	}
	if (w->in == IN_USERS)
		user(r, n);
	else if (w->in == IN_CODEBOOK)
		(void)code(w, n, EXCHANGE_NONE, 1);
	else if (w->in == IN_VARIABLES)
		variable(r, n);
	else if (w->in == IN_CASES)
		one_case(r, n);
	else if (w->in == IN_SOURCES)
		raw_source(r, n, arena_push(r->said.a, r->sources,
		    r->n_sources, r->cap_sources), false);
	else
		raw_source(r, n, arena_push(r->said.a, r->notes, r->n_notes,
		    r->cap_notes), true);
}

/* True: go into it. */
static bool
visit(struct walk *w)
{
	xmlNode *n = xmlTextReaderCurrentNode(w->x);
	int depth = xmlTextReaderDepth(w->x);

	if (n == NULL)
		return true;
	if (depth == 0) {
		root(w, n);
		return true;
	}
	if (depth == 1 && strcmp(w->root, "Project") == 0)
		return enter(w, n);
	/* A codebook has Codes below it; in a project, it stands in CodeBook. */
	if (w->in == IN_CODEBOOK && is(n, "Codes"))
		return true;
	n = xmlTextReaderExpand(w->x);
	if (n != NULL)
		take(w, n);
	return false;
}

static bool
walk(struct walk *w)
{
	int rc = xmlTextReaderRead(w->x), type;

	while (rc == 1 && !w->refused && !w->deep && !too_many(w->r)) {
		type = xmlTextReaderNodeType(w->x);
		if (type == XML_READER_TYPE_DOCUMENT_TYPE)
			return exchange_refuse(&w->r->said, FAULT_DOCTYPE, 0,
			    NULL);
		rc = type == XML_READER_TYPE_ELEMENT && !visit(w) ?
		    xmlTextReaderNext(w->x) : xmlTextReaderRead(w->x);
	}
	if (w->refused)
		return false;
	if (w->deep)
		return exchange_refuse(&w->r->said, FAULT_DEEP, w->wrong,
		    arena_printf(w->r->said.a, "%d", EXCHANGE_DEPTH));
	if (too_many(w->r))
		return exchange_refuse(&w->r->said, FAULT_MANY, 0,
		    arena_printf(w->r->said.a, "%d", RAW_MOST));
	return (rc == 0 && w->wrong == 0) || exchange_refuse(&w->r->said,
	    FAULT_NOT_XML, w->wrong, NULL);
}

/* Is there a document type before the first element?  It is refused before libxml2
 * reads what is declared in it. */
static bool
has_doctype(struct str s)
{
	const char *p = s.p, *end = s.p + s.n, *to;

	while (p < end) {
		if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r') {
			p++;
			continue;
		}
		if (end - p > 4 && memcmp(p, "<!--", 4) == 0)
			to = memmem(p + 4, (size_t)(end - p) - 4, "-->", 3);
		else if (end - p > 2 && memcmp(p, "<?", 2) == 0)
			to = memmem(p, (size_t)(end - p), "?>", 2);
		else
			return end - p > 2 && memcmp(p, "<!", 2) == 0;
		if (to == NULL)
			return false;
		p = to + (*to == '-' ? 3 : 2);
	}
	return false;
}

bool
raw_read(struct raw *r, struct str s)
{
	struct walk w = { .r = r, .root = "" };
	size_t bad;
	bool ok;

	if (s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0)
		s = (struct str){ s.p + 3, s.n - 3 };
	if (s.n == 0)
		return exchange_refuse(&r->said, FAULT_NO_FILE, 0, NULL);
	if (s.n > EXCHANGE_QDE_MOST)
		return exchange_refuse(&r->said, FAULT_TOO_LARGE, 0,
		    "project.qde");
	if (!utf8_valid(s.p, s.n, &bad))
		return exchange_refuse(&r->said, FAULT_NOT_UTF8, 0,
		    arena_printf(r->said.a, "%zu", bad + 1));
	if (has_doctype(s))
		return exchange_refuse(&r->said, FAULT_DOCTYPE, 0, NULL);
	w.x = xmlReaderForMemory(s.p, (int)s.n, NULL, "UTF-8",
	    XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
	    XML_PARSE_COMPACT);
	if (w.x == NULL)
		return exchange_refuse(&r->said, FAULT_NOT_XML, 1, NULL);
	xmlTextReaderSetStructuredErrorHandler(w.x, (xmlStructuredErrorFunc)heard,
	    &w);
	ok = walk(&w);
	xmlFreeTextReader(w.x);
	return ok;
}
