/* SPDX-License-Identifier: MIT
 *
 * exchange_write.c -- a project and a codebook of REFI-QDA, in the strict order that
 * its schemas ask for, by libxml2's writer.
 */
#include "analysis/exchange_private.h"

#include <libxml/xmlwriter.h>

struct out {
	struct arena	*a;
	const struct exchange_project *p;
	xmlTextWriterPtr w;
	size_t		*first, *next;	/* children of codes; first[n]: of none */
	bool		 used[EXCHANGE_POLARITIES];
	bool		 bad;
};

/* ---- pieces --------------------------------------------------------------------------- */

static void
start(struct out *o, const char *name)
{
	o->bad |= xmlTextWriterStartElement(o->w, BAD_CAST name) < 0;
}

static void
end(struct out *o)
{
	o->bad |= xmlTextWriterEndElement(o->w) < 0;
}

static void
attr(struct out *o, const char *name, const char *value)
{
	o->bad |= xmlTextWriterWriteAttribute(o->w, BAD_CAST name, BAD_CAST
	    exchange_xml_text(o->a, value)) < 0;
}

static void
attr_if(struct out *o, const char *name, const char *value)
{
	if (*value != '\0')
		attr(o, name, value);
}

static void
text(struct out *o, const char *name, const char *words)
{
	start(o, name);
	o->bad |= xmlTextWriterWriteString(o->w, BAD_CAST
	    exchange_xml_text(o->a, words)) < 0;
	end(o);
}

static void
text_if(struct out *o, const char *name, const char *words)
{
	if (*words != '\0')
		text(o, name, words);
}

static void
ref(struct out *o, const char *name, const char *guid)
{
	start(o, name);
	attr(o, "targetGUID", guid);
	end(o);
}

static void
memo_refs(struct out *o, const struct exchange_refs *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		ref(o, "NoteRef", o->p->memos[r->v[i]].guid);
}

static void
made(struct out *o, size_t user, const char *when)
{
	if (user != EXCHANGE_NONE)
		attr(o, "creatingUser", o->p->users[user].guid);
	attr_if(o, "creationDateTime", when);
}

/* ---- codes ---------------------------------------------------------------------------- */

static void
children(struct out *o)
{
	size_t n = o->p->n_codes, i, *at;

	o->first = arena_array(o->a, size_t, n + 1);
	o->next = arena_array(o->a, size_t, n + 1);
	for (i = 0; i <= n; i++)
		o->first[i] = EXCHANGE_NONE;
	for (i = n; i-- > 0;) {
		at = &o->first[o->p->codes[i].parent == EXCHANGE_NONE ? n :
		    o->p->codes[i].parent];
		o->next[i] = *at;
		*at = i;
	}
}

/* At most EXCHANGE_DEPTH deep, which was checked. */
static void
codes_from(struct out *o, size_t at, bool notes)
{
	for (; at != EXCHANGE_NONE; at = o->next[at]) {
		const struct exchange_code *c = &o->p->codes[at];

		start(o, "Code");
		attr(o, "guid", c->guid);
		attr(o, "name", c->name);
		attr(o, "isCodable", c->codable ? "true" : "false");
		attr_if(o, "color", c->colour);
		text_if(o, "Description", c->description);
		if (notes)
			memo_refs(o, &c->memos);
		codes_from(o, o->first[at], notes);
		end(o);
	}
}

static void
codes(struct out *o, bool notes)
{
	children(o);
	start(o, "Codes");
	codes_from(o, o->first[o->p->n_codes], notes);
	end(o);
}

/* ---- people --------------------------------------------------------------------------- */

static void
users(struct out *o)
{
	size_t i;

	start(o, "Users");
	for (i = 0; i < o->p->n_users; i++) {
		start(o, "User");
		attr(o, "guid", o->p->users[i].guid);
		attr_if(o, "name", o->p->users[i].name);
		attr_if(o, "id", o->p->users[i].id);
		end(o);
	}
	end(o);
}

static void
variables(struct out *o)
{
	size_t i;

	start(o, "Variables");
	for (i = 0; i < o->p->n_variables; i++) {
		const struct exchange_variable *v = &o->p->variables[i];

		start(o, "Variable");
		attr(o, "guid", v->guid);
		attr(o, "name", v->name);
		attr(o, "typeOfVariable", exchange_type_name(v->type));
		text_if(o, "Description", v->description);
		end(o);
	}
	end(o);
}

static void
value(struct out *o, const struct exchange_value *v)
{
	const struct exchange_variable *of = &o->p->variables[v->variable];

	start(o, "VariableValue");
	ref(o, "VariableRef", of->guid);
	text(o, arena_printf(o->a, "%sValue", exchange_type_name(of->type)),
	    v->text);
	end(o);
}

static void
cases(struct out *o)
{
	size_t i, k;

	start(o, "Cases");
	for (i = 0; i < o->p->n_cases; i++) {
		const struct exchange_case *c = &o->p->cases[i];

		start(o, "Case");
		attr(o, "guid", c->guid);
		attr_if(o, "name", c->name);
		text_if(o, "Description", c->description);
		for (k = 0; k < c->n_values; k++)
			value(o, &c->values[k]);
		for (k = 0; k < c->sources.n; k++)
			ref(o, "SourceRef", o->p->sources[c->sources.v[k]].guid);
		end(o);
	}
	end(o);
}

/* ---- sources -------------------------------------------------------------------------- */

static void
coding(struct out *o, const struct exchange_coding *c)
{
	start(o, "Coding");
	attr(o, "guid", c->guid);
	made(o, c->user, c->when);
	ref(o, "CodeRef", o->p->codes[c->code].guid);
	if (c->polarity != EXCHANGE_NO_POLARITY)
		ref(o, "NoteRef", exchange_polarity_guid(c->polarity));
	o->used[c->polarity] = true;
	memo_refs(o, &c->memos);
	end(o);
}

static void
selection(struct out *o, const struct exchange_lf *l,
    const struct exchange_selection *s)
{
	int64_t from = s->start, to = s->end;
	size_t i;

	exchange_lf_map(l, &from, &to);
	start(o, "PlainTextSelection");
	attr(o, "guid", s->guid);
	attr_if(o, "name", s->name);
	attr(o, "startPosition", arena_printf(o->a, "%lld", (long long)from));
	attr(o, "endPosition", arena_printf(o->a, "%lld", (long long)to));
	made(o, s->user, s->when);
	text_if(o, "Description", s->description);
	for (i = 0; i < s->n_codings; i++)
		coding(o, &s->codings[i]);
	memo_refs(o, &s->memos);
	end(o);
}

static void
source(struct out *o, const struct exchange_source *s)
{
	struct arena a CLEAN(arena_free) = { 0 }, *whole = o->a;
	struct exchange_lf l;
	size_t i;

	o->a = &a;		/* what is made on the way goes with each source */
	exchange_lf(&a, s->text, &l);
	start(o, "TextSource");
	attr(o, "guid", s->guid);
	attr_if(o, "name", s->name);
	attr(o, "plainTextPath", arena_printf(&a, "internal://%s.txt", s->guid));
	made(o, s->user, s->when);
	text_if(o, "Description", s->description);
	for (i = 0; i < s->n_selections; i++)
		selection(o, &l, &s->selections[i]);
	memo_refs(o, &s->memos);
	end(o);
	o->a = whole;
}

static void
sources(struct out *o)
{
	size_t i;

	start(o, "Sources");
	for (i = 0; i < o->p->n_sources; i++)
		source(o, &o->p->sources[i]);
	end(o);
}

/* ---- notes ---------------------------------------------------------------------------- */

static void
note(struct out *o, const struct exchange_memo *m)
{
	start(o, "Note");
	attr(o, "guid", m->guid);
	attr_if(o, "name", m->name);
	made(o, m->user, m->when);
	text_if(o, "Description", m->description);
	text(o, "PlainTextContent", m->text);
	end(o);
}

static void
polarity_note(struct out *o, enum exchange_polarity p)
{
	static const char *const texts[EXCHANGE_POLARITIES] = {
		[EXCHANGE_FOR] = "The comment is for what its code names.",
		[EXCHANGE_AGAINST] = "The comment is against what its code names.",
		[EXCHANGE_MIXED] = "The comment is for and against what its code "
		    "names.",
		[EXCHANGE_SUGGESTS] = "The comment suggests something about what "
		    "its code names." };
	struct exchange_memo m = { .guid = exchange_polarity_guid(p),
	    .name = arena_printf(o->a, "Polarity: %s", exchange_polarity_name(p)),
	    .text = texts[p], .description = "", .user = EXCHANGE_NONE,
	    .when = o->p->at };		/* QualCoder wants one */

	note(o, &m);
}

static void
notes(struct out *o)
{
	bool any = o->p->n_memos > 0;
	size_t i;

	for (i = 1; i < EXCHANGE_POLARITIES; i++)
		any |= o->used[i];
	if (!any)
		return;
	start(o, "Notes");
	for (i = 1; i < EXCHANGE_POLARITIES; i++)
		if (o->used[i])
			polarity_note(o, (enum exchange_polarity)i);
	for (i = 0; i < o->p->n_memos; i++)
		note(o, &o->p->memos[i]);
	end(o);
}

/* ---- the two documents ------------------------------------------------------------------ */

static void
project(struct out *o)
{
	const struct exchange_project *p = o->p;

	o->bad |= xmlTextWriterStartElementNS(o->w, NULL, BAD_CAST "Project",
	    BAD_CAST "urn:QDA-XML:project:1.0") < 0;
	attr(o, "name", p->name);
	attr(o, "origin", "Earshot");
	if (p->by != EXCHANGE_NONE)
		attr(o, "creatingUserGUID", p->users[p->by].guid);
	attr_if(o, "creationDateTime", p->at);
	if (p->n_users > 0)
		users(o);
	if (p->n_codes > 0) {
		start(o, "CodeBook");
		codes(o, true);
		end(o);
	}
	if (p->n_variables > 0)
		variables(o);
	if (p->n_cases > 0)
		cases(o);
	if (p->n_sources > 0)
		sources(o);
	notes(o);
	text_if(o, "Description", p->description);
	memo_refs(o, &p->about);
	end(o);
}

static void
codebook(struct out *o)
{
	o->bad |= xmlTextWriterStartElementNS(o->w, NULL, BAD_CAST "CodeBook",
	    BAD_CAST "urn:QDA-XML:codebook:1.0") < 0;
	attr(o, "origin", "Earshot");
	codes(o, false);
	end(o);
}

static bool
document(const struct exchange_project *p, void (*put)(struct out *),
    struct buf *to, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct out o = { .a = &a, .p = p };
	xmlBufferPtr b = xmlBufferCreate();

	if (b != NULL)		/* it would grow by as little as can be */
		xmlBufferSetAllocationScheme(b, XML_BUFFER_ALLOC_DOUBLEIT);
	o.w = b != NULL ? xmlNewTextWriterMemory(b, 0) : NULL;
	if (o.w != NULL) {
		xmlTextWriterSetIndent(o.w, 1);
		o.bad |= xmlTextWriterStartDocument(o.w, "1.0", "UTF-8",
		    NULL) < 0;
		put(&o);
		o.bad |= xmlTextWriterEndDocument(o.w) < 0;
		xmlFreeTextWriter(o.w);
		buf_put(to, xmlBufferContent(b), (size_t)xmlBufferLength(b));
	}
	xmlBufferFree(b);
	if (o.w == NULL || o.bad || !buf_ok(to))
		return err_set(e, ERR_LIMIT, "the project is too large to be "
		    "written: export fewer questions at a time");
	return true;
}

bool
exchange_write_qde(const struct exchange_project *p, struct buf *to,
    struct err *e)
{
	return exchange_check(p, e) && document(p, project, to, e);
}

bool
exchange_write_qdc(const struct exchange_project *p, struct buf *to,
    struct err *e)
{
	if (p->n_codes == 0)
		return err_set(e, ERR_INPUT, "there is no code to export: write the "
		    "codebook first");
	return exchange_check_codes(p, e) && document(p, codebook, to, e);
}

/* ---- the archive --------------------------------------------------------------------------- */

bool
exchange_write_qdpx(const struct exchange_project *p, int64_t zip_time,
    struct buf *to, struct err *e)
{
	struct buf qde CLEAN(buf_free) = { .max = EXCHANGE_FILE_MAX };
	struct arena a CLEAN(arena_free) = { 0 };
	struct exchange_file *f = arena_array(&a, struct exchange_file,
	    p->n_sources + 1);
	struct exchange_lf l;
	size_t i;

	if (!exchange_write_qde(p, &qde, e))
		return false;
	f[0] = (struct exchange_file){ "project.qde", { qde.p, qde.n } };
	for (i = 0; i < p->n_sources; i++) {
		exchange_lf(&a, p->sources[i].text, &l);
		f[i + 1] = (struct exchange_file){ arena_printf(&a,
		    "sources/%s.txt", p->sources[i].guid), str_of(l.text) };
	}
	return exchange_pack(f, p->n_sources + 1, zip_time, to, e);
}
