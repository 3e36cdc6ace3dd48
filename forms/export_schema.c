/* SPDX-License-Identifier: MIT
 *
 * export_schema.c -- JSON Schema (2020-12) of a response as it is stored.
 *
 * It accepts what store/codec.c writes for this form, and refuses what its
 * reader refuses, as far as a schema can: limits that hold while people answer
 * (at most three, a range) are in the descriptions, since paper may break them.
 */
#include "forms/export.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static void
json_free(cJSON **j)
{
	cJSON_Delete(*j);
}

static cJSON *
put(cJSON *to, const char *key, cJSON *item)
{
	if (item == NULL || (key != NULL ? !cJSON_AddItemToObject(to, key,
	    item) : !cJSON_AddItemToArray(to, item)))
		abort();
	return item;
}

static cJSON *
object(cJSON *to, const char *key)
{
	return put(to, key, cJSON_CreateObject());
}

static cJSON *
array(cJSON *to, const char *key)
{
	return put(to, key, cJSON_CreateArray());
}

static void
text(cJSON *to, const char *key, const char *s)
{
	put(to, key, cJSON_CreateString(s));
}

static cJSON *
typed(cJSON *to, const char *key, const char *type)
{
	cJSON *o = object(to, key);

	text(o, "type", type);
	return o;
}

/* { "type": "object", … } with these members, all of them there. */
static cJSON *
closed(cJSON *to, const char *key)
{
	cJSON *o = typed(to, key, "object");

	object(o, "properties");
	array(o, "required");
	put(o, "additionalProperties", cJSON_CreateFalse());
	return cJSON_GetObjectItemCaseSensitive(o, "properties");
}

static void
needs(cJSON *of, const char *key)
{
	text(cJSON_GetObjectItemCaseSensitive(of, "required"), NULL, key);
}

/* The names of the options with this reason (FORMS_ANSWERED: of answers).
 * False, and nothing added, when there are none. */
static bool
names(cJSON *to, const char *key, const struct forms_question *q,
    enum forms_state s, bool all)
{
	cJSON *list = NULL;
	size_t i;

	for (i = 0; i < q->n_options; i++) {
		if (!all && q->options[i].missing != s)
			continue;
		if (list == NULL)
			list = array(object(to, key), "enum");
		text(list, NULL, q->options[i].name);
	}
	return list != NULL;
}

/* One way of having no answer. */
static void
missing(cJSON *any, const struct forms_question *q, enum forms_state s)
{
	bool paper = s == FORMS_ILLEGIBLE || s == FORMS_SEVERAL;
	cJSON *p = closed(any, NULL), *o = any->child->prev, *several, *list;

	text(object(p, "missing"), "const", forms_state_name(s));
	needs(o, "missing");
	if (!paper) {
		(void)names(p, "option", q, s, false);
		return;
	}
	if (q->n_options == 0)
		return;
	several = array(object(p, "option"), "anyOf");
	(void)names(several, NULL, q, s, true);
	list = typed(several, NULL, "array");
	(void)names(list, "items", q, s, true);
	put(list, "minItems", cJSON_CreateNumber(1));
	put(list, "uniqueItems", cJSON_CreateTrue());
}

/* ---- answers ----------------------------------------------------------- */

static void
list_of(cJSON *any, const struct forms_question *q)
{
	cJSON *o = typed(any, NULL, "array");

	(void)names(o, "items", q, FORMS_ANSWERED, false);
	put(o, "minItems", cJSON_CreateNumber(1));
	put(o, "uniqueItems", cJSON_CreateTrue());
}

static void
share(cJSON *any, const struct forms_question *q)
{
	cJSON *o = typed(any, NULL, "array"), *pair, *parts;

	put(o, "minItems", cJSON_CreateNumber(1));
	pair = typed(o, "items", "array");
	parts = array(pair, "prefixItems");
	(void)names(parts, NULL, q, FORMS_ANSWERED, false);
	typed(parts, NULL, "number");
	put(pair, "items", cJSON_CreateFalse());
	put(pair, "minItems", cJSON_CreateNumber(2));
}

static void
file(cJSON *any)
{
	cJSON *p = closed(any, NULL), *o = any->child->prev;

	typed(p, "name", "string");
	typed(p, "size", "integer");
	text(typed(p, "data", "string"), "contentEncoding", "base64");
	needs(o, "name");
	needs(o, "size");
	needs(o, "data");
}

static void
answer(cJSON *any, const struct forms_question *q)
{
	cJSON *o;

	switch (q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		(void)names(any, NULL, q, FORMS_ANSWERED, false);
		return;
	case FORMS_MANY:
	case FORMS_RANK:
		list_of(any, q);
		return;
	case FORMS_SHARE:
		share(any, q);
		return;
	case FORMS_NUMBER:
		typed(any, NULL, "number");
		return;
	case FORMS_FILE:
		file(any);
		return;
	case FORMS_DATE:
		o = typed(any, NULL, "string");
		text(o, "pattern", "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
		return;
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
		o = typed(any, NULL, "string");
		put(o, "minLength", cJSON_CreateNumber(1));
		return;
	}
}

/* Words beside an answer, which are there only when it is chosen. */
static void
write_ins(struct export *x, cJSON *properties, const struct forms_field *f)
{
	cJSON *o;
	size_t i;

	for (i = 0; i < f->q->n_options; i++) {
		if (!f->q->options[i].write_in)
			continue;
		o = typed(properties, arena_printf(x->im.a, "%s.%s", f->id,
		    f->q->options[i].name), "string");
		put(o, "minLength", cJSON_CreateNumber(1));
	}
}

static void
field(struct export *x, cJSON *answers, cJSON *properties,
    const struct forms_field *f)
{
	cJSON *o = object(properties, f->id), *any;
	int s;

	text(o, "title", f->words);
	text(o, "description", arena_printf(x->im.a, "Question %s: %s. Asked "
	    "of: %s.", f->number, export_type(x->im.a, f),
	    export_condition(x->im.a, f->show)));
	any = array(o, "anyOf");
	answer(any, f->q);
	/* Letters and phone calls may give a reason that is not offered. */
	for (s = FORMS_NOT_ASKED; s <= FORMS_SEVERAL; s++)
		if (s != FORMS_ANSWERED)
			missing(any, f->q, (enum forms_state)s);
	needs(answers, f->id);
	write_ins(x, properties, f);
}

bool
export_json_schema(struct export *x, struct err *e)
{
	static const char *const envelope[] = { "v", "form", "channel", "lang",
	    "day", "rehearsal", "answers" };
	cJSON *top CLEAN(json_free) = cJSON_CreateObject();
	cJSON *p, *answers, *q;
	char *printed;
	size_t i;

	(void)e;
	text(top, "$schema", "https://json-schema.org/draft/2020-12/schema");
	text(top, "title", x->form->title);
	text(top, "description", "One response, as Earshot stores it before it "
	    "is sealed.");
	text(top, "type", "object");
	p = object(top, "properties");
	put(object(p, "v"), "const", cJSON_CreateNumber(1));
	text(object(p, "form"), "const", x->form->hash);
	typed(p, "channel", "string");
	typed(p, "lang", "string");
	/* Of the translation that was shown. */
	text(typed(p, "catalogue", "string"), "pattern", "^[0-9a-f]{64}$");
	text(typed(p, "day", "string"), "pattern",
	    "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
	typed(p, "rehearsal", "boolean");
	/* Earlier versions that part of it was answered under. */
	text(typed(typed(p, "seen", "array"), "items", "string"), "pattern",
	    "^[0-9a-f]{64}$");
	q = closed(p, "answers");
	answers = cJSON_GetObjectItemCaseSensitive(p, "answers");
	for (i = 0; i < x->form->n_fields; i++)
		field(x, answers, q, &x->form->fields[i]);
	array(top, "required");
	for (i = 0; i < LEN(envelope); i++)
		needs(top, envelope[i]);
	put(top, "additionalProperties", cJSON_CreateFalse());
	printed = cJSON_Print(top);
	if (printed == NULL)
		abort();
	buf_puts(x->out, printed);
	buf_lit(x->out, "\n");
	cJSON_free(printed);
	return true;
}
