/* SPDX-License-Identifier: MIT
 *
 * xml.c -- a small reader of well-formed XML with namespaces, for XMP.
 * No document types: XMP has none.
 */
#include "tests/pdf/xml.h"

#include <stdlib.h>

enum { XML_DEEP = 100 };

struct reader { struct arena *a; const char *p, *end; bool bad; };

static bool
blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void
spaces(struct reader *r)
{
	while (r->p < r->end && blank(*r->p))
		r->p++;
}

static bool
take(struct reader *r, const char *s)
{
	size_t n = strlen(s);

	if ((size_t)(r->end - r->p) < n || memcmp(r->p, s, n) != 0)
		return false;
	r->p += n;
	return true;
}

static void
skip_to(struct reader *r, const char *s)
{
	for (; r->p < r->end; r->p++)
		if (take(r, s))
			return;
	r->bad = true;
}

static void
entity(struct reader *r, struct buf *b)
{
	static const struct { const char *name; char c; } known[] = {
		{ "lt;", '<' }, { "gt;", '>' }, { "amp;", '&' },
		{ "quot;", '"' }, { "apos;", '\'' }
	};
	uint32_t c = 0;
	size_t i;
	int base;

	for (i = 0; i < LEN(known); i++)
		if (take(r, known[i].name)) {
			buf_put(b, &known[i].c, 1);
			return;
		}
	if (!take(r, "#")) {
		r->bad = true;
		return;
	}
	base = take(r, "x") ? 16 : 10;
	for (; r->p < r->end && *r->p != ';' && c < 0x110000; r->p++) {
		char d[2] = { *r->p, '\0' }, *stop;
		long v = strtol(d, &stop, base);

		r->bad |= stop == d;
		c = c * (uint32_t)base + (uint32_t)v;
	}
	r->bad |= !take(r, ";") || c == 0 || c >= 0x110000 ||
	    (c >= 0xD800 && c < 0xE000);
	if (!r->bad)
		utf8_put(b, c);
}

/* A name, split at its colon. */
static bool
name(struct reader *r, const char **prefix, const char **local)
{
	const char *start = r->p, *colon = NULL;

	for (; r->p < r->end && !blank(*r->p) &&
	    strchr("=/>?<\"'&", *r->p) == NULL; r->p++)
		if (*r->p == ':' && colon == NULL)
			colon = r->p;
	*prefix = colon ? arena_strn(r->a, start, (size_t)(colon - start)) :
	    "";
	start = colon ? colon + 1 : start;
	*local = arena_strn(r->a, start, (size_t)(r->p - start));
	return r->p > start;
}

static void
attribute(struct reader *r, struct xml *x)
{
	struct xml_attr *at = arena_push(r->a, x->attrs, x->nattrs,
	    x->capattrs);
	struct buf CLEAN(buf_free) b = { 0 };
	char quote;

	if (!name(r, &at->prefix, &at->name)) {
		r->bad = true;
		return;
	}
	at->ns = at->value = "";
	spaces(r);
	r->bad |= !take(r, "=");
	spaces(r);
	if (r->p >= r->end || (*r->p != '"' && *r->p != '\'')) {
		r->bad = true;
		return;
	}
	quote = *r->p++;
	while (r->p < r->end && *r->p != quote && !r->bad) {
		r->bad |= *r->p == '<';
		if (take(r, "&"))
			entity(r, &b);
		else
			buf_put(&b, r->p++, 1);
	}
	r->bad |= r->p++ >= r->end;
	at->value = arena_str(r->a, buf_text(&b));
}

/* The namespace that a prefix stands for at x; NULL: none declared. */
static const char *
namespace(const struct xml *x, const char *prefix)
{
	size_t i;

	if (strcmp(prefix, "xml") == 0)
		return "xml";
	for (; x != NULL; x = x->parent)
		for (i = 0; i < x->nattrs; i++) {
			const struct xml_attr *a = &x->attrs[i];

			if (*prefix == '\0' ? *a->prefix == '\0' &&
			    strcmp(a->name, "xmlns") == 0 :
			    strcmp(a->prefix, "xmlns") == 0 &&
			    strcmp(a->name, prefix) == 0)
				return a->value;
		}
	return *prefix == '\0' ? "" : NULL;
}

static void
resolve(struct reader *r, struct xml *x)
{
	size_t i;

	x->ns = namespace(x, x->prefix);
	r->bad |= x->ns == NULL;
	for (i = 0; i < x->nattrs && !r->bad; i++) {
		struct xml_attr *a = &x->attrs[i];

		if (*a->prefix == '\0' || strcmp(a->prefix, "xmlns") == 0)
			continue;
		a->ns = namespace(x, a->prefix);
		r->bad |= a->ns == NULL;
	}
}

static struct xml *element(struct reader *, struct xml *parent, int depth);

static void
content(struct reader *r, struct xml *x, int depth)
{
	struct buf CLEAN(buf_free) b = { 0 };
	const char *prefix, *local;
	struct xml *kid;

	while (!r->bad) {
		if (r->p >= r->end) {
			r->bad = true;
		} else if (take(r, "</")) {
			r->bad |= !name(r, &prefix, &local) ||
			    strcmp(prefix, x->prefix) != 0 ||
			    strcmp(local, x->name) != 0;
			spaces(r);
			r->bad |= !take(r, ">");
			break;
		} else if (take(r, "<!--")) {
			skip_to(r, "-->");
		} else if (take(r, "<?")) {
			skip_to(r, "?>");
		} else if (*r->p == '<') {
			if ((kid = element(r, x, depth + 1)) == NULL)
				continue;
			if (x->last != NULL)
				x->last->next = kid;
			else
				x->first = kid;
			x->last = kid;
		} else if (take(r, "&"))
			entity(r, &b);
		else
			buf_put(&b, r->p++, 1);
	}
	x->text = arena_str(r->a, buf_text(&b));
}

static struct xml *
element(struct reader *r, struct xml *parent, int depth)
{
	struct xml *x = arena_new(r->a, struct xml);

	x->parent = parent;
	x->text = x->ns = "";
	if (depth > XML_DEEP || !take(r, "<") ||
	    !name(r, &x->prefix, &x->name)) {
		r->bad = true;
		return NULL;
	}
	for (spaces(r); !r->bad && r->p < r->end && *r->p != '>' &&
	    *r->p != '/'; spaces(r))
		attribute(r, x);
	if (!r->bad)
		resolve(r, x);
	if (r->bad || take(r, "/>"))
		return x;
	r->bad |= !take(r, ">");
	content(r, x, depth);
	return x;
}

struct xml *
xml_parse(struct arena *a, struct str s)
{
	struct reader r = { a, s.p, s.p + s.n, false };
	struct xml *x = NULL;

	if (!utf8_valid(s.p, s.n, NULL))
		return NULL;
	take(&r, "\xEF\xBB\xBF");
	while (!r.bad) {
		spaces(&r);
		if (r.p >= r.end)
			break;
		if (take(&r, "<?"))
			skip_to(&r, "?>");
		else if (take(&r, "<!--"))
			skip_to(&r, "-->");
		else if (x != NULL)
			r.bad = true;
		else
			x = element(&r, NULL, 0);
	}
	return r.bad ? NULL : x;
}

const struct xml *
xml_next(const struct xml *root, const struct xml *at)
{
	if (at->first != NULL)
		return at->first;
	for (; at != NULL && at != root; at = at->parent)
		if (at->next != NULL)
			return at->next;
	return NULL;
}

bool
xml_is(const struct xml *x, const char *ns, const char *local)
{
	return strcmp(x->ns, ns) == 0 && strcmp(x->name, local) == 0;
}

const struct xml *
xml_child(const struct xml *x, const char *ns, const char *local)
{
	if (x == NULL)
		return NULL;
	for (x = x->first; x != NULL; x = x->next)
		if (xml_is(x, ns, local))
			return x;
	return NULL;
}

const char *
xml_attr(const struct xml *x, const char *ns, const char *local)
{
	size_t i;

	for (i = 0; i < x->nattrs; i++)
		if (strcmp(x->attrs[i].ns, ns) == 0 &&
		    strcmp(x->attrs[i].name, local) == 0 &&
		    strcmp(x->attrs[i].prefix, "xmlns") != 0)
			return x->attrs[i].value;
	return NULL;
}
