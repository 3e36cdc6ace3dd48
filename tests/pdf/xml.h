/* SPDX-License-Identifier: MIT
 *
 * xml.h -- a small reader of well-formed XML with namespaces, for XMP.
 */
#ifndef TESTS_PDF_XML_H
#define TESTS_PDF_XML_H

#include "base/base.h"

struct xml_attr { const char *ns, *prefix, *name, *value; };
struct xml {
	const char	*ns, *prefix, *name;	/* ns "" when there is none */
	const char	*text;		/* its own text, joined */
	struct xml_attr	*attrs;		/* xmlns ones included */
	size_t		 nattrs, capattrs;
	struct xml	*parent, *first, *last, *next;
};

/* Parses UTF-8.  NULL: not well-formed.  All lives in the arena. */
struct xml *xml_parse(struct arena *, struct str);
/* The next node in document order, within root; NULL at the end. */
const struct xml *xml_next(const struct xml *root, const struct xml *at);
bool	 xml_is(const struct xml *, const char *ns, const char *name);
const struct xml *xml_child(const struct xml *, const char *ns,
	    const char *name);
const char *xml_attr(const struct xml *, const char *ns, const char *name);
#endif
