/* SPDX-License-Identifier: MIT
 *
 * codec_write.c -- a response as canonical JSON.
 */
#include "store/codec.h"

#include <stdlib.h>

static cJSON *
names(const struct forms_answer *v)
{
	cJSON *list = codec_have(cJSON_CreateArray());
	size_t i;

	for (i = 0; i < v->n; i++)
		cJSON_AddItemToArray(list,
		    codec_have(cJSON_CreateString(v->chosen[i]->name)));
	return list;
}

static cJSON *
missing(const struct forms_answer *v)
{
	cJSON *o = codec_have(cJSON_CreateObject());

	codec_put(o, "missing", cJSON_CreateString(forms_state_name(v->state)));
	if (v->n == 1)
		codec_put(o, "option", cJSON_CreateString(v->chosen[0]->name));
	else if (v->n > 1)
		codec_put(o, "option", names(v));
	return o;
}

static cJSON *
value(const struct forms_question *q, const struct forms_answer *v)
{
	cJSON *o;

	if (v->state != FORMS_ANSWERED)
		return missing(v);
	switch (q->type) {
	case FORMS_MANY:
	case FORMS_RANK:
		return names(v);
	case FORMS_SHARE:
		if (v->amounts != NULL)
			return codec_share(v);
		break;
	case FORMS_ONE:
	case FORMS_SCALE:
		return cJSON_CreateString(v->n > 0 ? v->chosen[0]->name : "");
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_NUMBER:
	case FORMS_POSTCODE:
	case FORMS_DATE:
	case FORMS_FILE:
		break;
	}
	if (v->n > 0) {		/* an option line of a typed question */
		o = codec_have(cJSON_CreateObject());
		codec_put(o, "option", cJSON_CreateString(v->chosen[0]->name));
		return o;
	}
	if (q->type == FORMS_NUMBER)
		return cJSON_CreateNumber(v->number);
	if (q->type == FORMS_FILE)
		return codec_file(v);
	return cJSON_CreateString(v->text != NULL ? v->text : "");
}

const struct forms_option *
codec_asks_for_words(const struct forms_answer *v)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->chosen[i]->write_in)
			return v->chosen[i];
	return NULL;
}

static cJSON *
answers(const struct forms_answers *as)
{
	cJSON *out = codec_have(cJSON_CreateObject());
	struct buf key CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < as->form->n_fields; i++) {
		const struct forms_field *f = &as->form->fields[i];
		const struct forms_answer *v = &as->v[i];
		const struct forms_option *o = codec_asks_for_words(v);

		codec_put(out, f->id, value(f->q, v));
		if (v->write_in == NULL || o == NULL)
			continue;
		buf_clear(&key);
		buf_printf(&key, "%s.%s", f->id, o->name);
		codec_put(out, key.p, cJSON_CreateString(v->write_in));
	}
	return out;
}

static const char *const flag_names[STORE_FLAGS] = { "fast", "trap",
	"unsigned", "many", "late" };

const char *
store_flag_name(enum store_flag f)
{
	size_t i = 0;

	while (i + 1 < STORE_FLAGS && (unsigned)f >> (i + 1) != 0)
		i++;
	return flag_names[i];
}

static cJSON *
flag_list(unsigned flags)
{
	cJSON *list = codec_have(cJSON_CreateArray());
	size_t i;

	for (i = 0; i < STORE_FLAGS; i++)
		if (flags & 1u << i)
			cJSON_AddItemToArray(list,
			    codec_have(cJSON_CreateString(flag_names[i])));
	return list;
}

static cJSON *
seen_list(const struct store_meta *m)
{
	cJSON *list = codec_have(cJSON_CreateArray());
	size_t i;

	for (i = 0; i < m->n_seen; i++)
		cJSON_AddItemToArray(list,
		    codec_have(cJSON_CreateString(m->seen[i])));
	return list;
}

void
store_encode(const struct forms_answers *as, const struct store_meta *m,
    struct buf *out)
{
	struct arena a CLEAN(arena_free) = { 0 };
	cJSON *top;
	char *text;

	codec_pieces(&a);
	top = codec_have(cJSON_CreateObject());
	codec_put(top, "v", cJSON_CreateNumber(1));
	codec_put(top, "form", cJSON_CreateString(m->form));
	codec_put(top, "channel", cJSON_CreateString(m->channel));
	codec_put(top, "lang", cJSON_CreateString(m->lang));
	if (m->catalogue[0] != '\0')
		codec_put(top, "catalogue", cJSON_CreateString(m->catalogue));
	codec_put(top, "day", cJSON_CreateString(m->day));
	codec_put(top, "rehearsal", cJSON_CreateBool(m->rehearsal));
	if (m->flags != 0)
		codec_put(top, "flags", flag_list(m->flags));
	if (m->n_seen > 0)
		codec_put(top, "seen", seen_list(m));
	codec_put(top, "answers", answers(as));
	text = cJSON_PrintUnformatted(top);
	if (text == NULL)
		abort();
	codec_pieces(NULL);
	buf_puts(out, text);
}
