/* SPDX-License-Identifier: MIT
 *
 * exchange_source.c -- one source of text or one note, as a project of REFI-QDA has it.
 */
#include "analysis/exchange_private.h"

#include <libxml/tree.h>

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

static const char *
or_empty(const char *s)
{
	return s != NULL ? s : "";
}

/* Whoever made it, or changed it last where that is all that is said. */
static const char *
maker(struct raw *r, const xmlNode *n)
{
	const char *s = raw_ref(r, n, "creatingUser");

	return s != NULL ? s : raw_ref(r, n, "modifyingUser");
}

static const char *
moment(struct raw *r, const xmlNode *n)
{
	const char *s = raw_attr(r, n, "creationDateTime");

	return or_empty(s != NULL ? s : raw_attr(r, n, "modifiedDateTime"));
}

/* ---- codings -------------------------------------------------------------------------- */

static void
coding(struct raw *r, const xmlNode *n, struct raw_selection *to,
    const char *source)
{
	struct raw_coding c = { .guid = raw_guid(r, n, "coding"),
	    .user = maker(r, n), .when = moment(r, n),
	    .line = xmlGetLineNo(n) };
	const xmlNode *k;

	for (k = element(n->children); k != NULL; k = element(k->next)) {
		if (!is(k, "CodeRef"))
			raw_note_ref(r, k, &c.memos);
		else if (c.code == NULL)
			c.code = raw_ref(r, k, "targetGUID");
		else
			exchange_say(&r->said, FAULT_CODING_CODES, c.line,
			    "source", source, NULL);
	}
	if (c.code == NULL) {
		exchange_say(&r->said, FAULT_CODING_NO_CODE, c.line, "source",
		    source, NULL);
		return;
	}
	r->n_codings++;
	*arena_push(r->said.a, to->codings, to->n_codings, to->cap_codings) = c;
}

static void
add(struct raw *r, struct raw_source *to, const struct raw_selection *s)
{
	r->n_selections++;
	*arena_push(r->said.a, to->selections, to->n_selections,
	    to->cap_selections) = *s;
}

static void
selection(struct raw *r, const xmlNode *n, struct raw_source *to)
{
	struct raw_selection s = { .name = or_empty(raw_attr(r, n, "name")),
	    .description = "", .user = maker(r, n), .when = moment(r, n),
	    .line = xmlGetLineNo(n) };
	const char *from = raw_attr(r, n, "startPosition");
	const char *until = raw_attr(r, n, "endPosition");
	const xmlNode *k;

	if (from == NULL || until == NULL ||
	    !exchange_int(exchange_trim(r->said.a, from), &s.start) ||
	    !exchange_int(exchange_trim(r->said.a, until), &s.end)) {
		exchange_say(&r->said, FAULT_POSITION_NUMBER, s.line, "source",
		    to->name, NULL);
		return;
	}
	if (s.start < 0 || s.end < 0) {	/* -1 stands for all of it, inside */
		exchange_say(&r->said, FAULT_POSITION_RANGE, s.line, "source",
		    to->name, NULL);
		return;
	}
	s.guid = raw_guid(r, n, "selection");
	for (k = element(n->children); k != NULL; k = element(k->next)) {
		if (is(k, "Description"))
			s.description = raw_text(r, k);
		else if (is(k, "Coding"))
			coding(r, k, &s, to->name);
		else
			raw_note_ref(r, k, &s.memos);
	}
	add(r, to, &s);
}

/* A coding of the whole source. */
static void
whole(struct raw *r, const xmlNode *n, struct raw_source *to)
{
	struct raw_selection s = { .name = "", .description = "",
	    .user = maker(r, n), .when = moment(r, n), .start = -1, .end = -1,
	    .line = xmlGetLineNo(n) };

	coding(r, n, &s, to->name);
	if (s.n_codings == 0)
		return;
	s.guid = exchange_guid(r->said.a, "whole", s.codings[0].guid);
	add(r, to, &s);
}

/* ---- the source ------------------------------------------------------------------------ */

static void
child(struct raw *r, const xmlNode *k, struct raw_source *s, bool note)
{
	if (is(k, "Description"))
		s->description = raw_text(r, k);
	else if (is(k, "PlainTextContent"))
		s->text = raw_text(r, k);
	else if (!note && is(k, "PlainTextSelection"))
		selection(r, k, s);
	else if (!note && is(k, "Coding"))
		whole(r, k, s);
	else if (!note && is(k, "VariableValue"))
		raw_value(r, k, &s->values);
	else
		raw_note_ref(r, k, &s->memos);
}

void
raw_source(struct raw *r, const struct _xmlNode *n, struct raw_source *out,
    bool note)
{
	struct raw_source s = { .guid = raw_guid(r, n, note ? "note" : "source"),
	    .name = or_empty(raw_attr(r, n, "name")), .description = "",
	    .user = maker(r, n), .when = moment(r, n),
	    .path = raw_attr(r, n, "plainTextPath"),
	    .rich = raw_attr(r, n, "richTextPath") != NULL,
	    .line = xmlGetLineNo(n) };
	const xmlNode *k;

	if (s.path != NULL && *s.path == '\0')
		s.path = NULL;
	for (k = element(n->children); k != NULL; k = element(k->next))
		child(r, k, &s, note);
	if (s.text != NULL && s.path != NULL) {
		if (*s.text == '\0')
			s.text = NULL;
		else
			exchange_say(&r->said, FAULT_TEXT_TWICE, s.line,
			    note ? "note" : "source", s.name, NULL);
	}
	if (s.rich && (s.text != NULL || s.path != NULL))
		exchange_say(&r->said, FAULT_RICH, s.line, note ? "note" :
		    "source", s.name, NULL);
	*out = s;
}
