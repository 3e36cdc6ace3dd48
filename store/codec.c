/* SPDX-License-Identifier: MIT
 *
 * codec.c -- a response out of canonical JSON.
 */
#include "store/codec.h"

#include <math.h>

enum { JSON_MAX = 4 << 20 };

/* ---- the envelope -------------------------------------------------------- */

/* cJSON would end a text at \u0000 without a word. */
static bool
has_nul(struct str s)
{
	size_t i, slashes = 0;

	for (i = 0; i < s.n; i++) {
		if (s.p[i] != '\\') {
			slashes = 0;
			continue;
		}
		if (++slashes % 2 == 1 && s.n - i >= 6 &&
		    memcmp(s.p + i, "\\u0000", 6) == 0)
			return true;
	}
	return false;
}

cJSON *
codec_parse(struct arena *a, struct str json, struct err *e)
{
	const char *end = NULL;
	cJSON *top;
	size_t bad;

	if (json.n > JSON_MAX) {
		err_set(e, ERR_LIMIT, "a response of %zu bytes", json.n);
		return NULL;
	}
	if (!utf8_valid(json.p, json.n, &bad) || has_nul(json)) {
		err_set(e, ERR_INPUT, "a response with bytes that are no text");
		return NULL;
	}
	codec_pieces(a);
	top = cJSON_ParseWithLengthOpts(json.p, json.n, &end, false);
	codec_pieces(NULL);
	if (!cJSON_IsObject(top) || end != json.p + json.n) {
		err_set(e, ERR_INPUT, "a response that is not JSON");
		return NULL;
	}
	return top;
}

/* As much of a key as a message has room for, never half a letter. */
static int
brief(const char *key)
{
	const char *p = key, *next = key;

	while (*next != '\0' && next - key <= 60) {
		p = next;
		utf8_next(&next);
	}
	return (int)((next - key <= 60 ? next : p) - key);
}

static bool
meta_text(const cJSON *item, char *out, size_t size, struct err *e)
{
	const char *s = cJSON_GetStringValue(item);

	if (s == NULL || strlen(s) >= size)
		return err_set(e, ERR_INPUT, "\"%s\" of a response is not "
		    "what it should be", item->string);
	memcpy(out, s, strlen(s) + 1);
	return true;
}

enum meta_key { M_V, M_FORM, M_CHANNEL, M_LANG, M_DAY, M_REHEARSAL, M_ANSWERS,
	M_SEEN, M_CATALOGUE, M_FLAGS, M_N };
static const char *const meta_keys[M_N] = { "v", "form", "channel", "lang",
	"day", "rehearsal", "answers", "seen", "catalogue",
	"flags" };

static bool
read_flags(const cJSON *list, struct store_meta *m, struct err *e)
{
	const cJSON *item;
	size_t i;

	cJSON_ArrayForEach(item, list) {
		const char *s = cJSON_GetStringValue(item);

		for (i = 0; s != NULL && i < STORE_FLAGS; i++)
			if (strcmp(s, store_flag_name(1u << i)) == 0)
				break;
		if (s == NULL || i == STORE_FLAGS || m->flags & 1u << i)
			return err_set(e, ERR_INPUT, "\"flags\" is not a "
			    "list of flags");
		m->flags |= 1u << i;
	}
	return cJSON_IsArray(list) || err_set(e, ERR_INPUT,
	    "\"flags\" is not a list");
}

static bool
read_seen(const cJSON *list, struct store_meta *m, struct err *e)
{
	const cJSON *item;
	uint8_t hash[32];

	cJSON_ArrayForEach(item, list) {
		const char *s = cJSON_GetStringValue(item);

		if (s == NULL || m->n_seen == STORE_SEEN ||
		    !hex_get(hash, 32, str_of(s)))
			return err_set(e, ERR_INPUT, "\"seen\" is not a list "
			    "of hashes");
		memcpy(m->seen[m->n_seen++], s, 65);
	}
	return cJSON_IsArray(list) || err_set(e, ERR_INPUT,
	    "\"seen\" is not a list");
}

static bool
meta_one(enum meta_key key, const cJSON *item, struct store_meta *m,
    const cJSON **found, struct err *e)
{
	uint8_t hash[32];
	struct date d;

	switch (key) {
	case M_V:
		return (cJSON_IsNumber(item) && item->valuedouble == 1) ||
		    err_set(e, ERR_INPUT,
		    "a newer earshot wrote this response");
	case M_FORM:
		return meta_text(item, m->form, sizeof(m->form), e) &&
		    (hex_get(hash, 32, str_of(m->form)) ||
		    err_set(e, ERR_INPUT, "\"form\" is not a hash"));
	case M_CHANNEL:
		return meta_text(item, m->channel, sizeof(m->channel), e);
	case M_LANG:
		return meta_text(item, m->lang, sizeof(m->lang), e);
	case M_DAY:
		return meta_text(item, m->day, sizeof(m->day), e) &&
		    (date_parse(str_of(m->day), &d) ||
		    err_set(e, ERR_INPUT, "\"day\" is not a day"));
	case M_REHEARSAL:
		m->rehearsal = cJSON_IsTrue(item);
		return cJSON_IsBool(item) ||
		    err_set(e, ERR_INPUT, "\"rehearsal\" is not true or false");
	case M_ANSWERS:
		*found = item;
		return cJSON_IsObject(item) ||
		    err_set(e, ERR_INPUT, "\"answers\" holds no answers");
	case M_FLAGS:
		return read_flags(item, m, e);
	case M_SEEN:
		return read_seen(item, m, e);
	case M_CATALOGUE:
		return meta_text(item, m->catalogue, sizeof(m->catalogue),
		    e) && (hex_get(hash, 32, str_of(m->catalogue)) ||
		    err_set(e, ERR_INPUT, "\"catalogue\" is not a hash"));
	case M_N:
		break;
	}
	return false;
}

static bool
envelope(const cJSON *top, struct store_meta *m, const cJSON **found,
    struct err *e)
{
	bool seen[M_N] = { false };
	const cJSON *item;
	int k;

	*m = (struct store_meta){ 0 };
	cJSON_ArrayForEach(item, top) {
		for (k = 0; k < M_N && strcmp(meta_keys[k], item->string) != 0;
		    k++)
			;
		if (k == M_N || seen[k])
			return err_set(e, ERR_INPUT, "\"%.*s\" has no place in "
			    "a response, or is there twice",
			    brief(item->string), item->string);
		seen[k] = true;
		if (!meta_one((enum meta_key)k, item, m, found, e))
			return false;
	}
	for (k = 0; k < M_SEEN; k++)	/* what need not be there is last */
		if (!seen[k])
			return err_set(e, ERR_INPUT, "a response without "
			    "\"%s\"", meta_keys[k]);
	return true;
}

bool
store_decode_meta(struct str json, struct store_meta *m, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	cJSON *top = codec_parse(&a, json, e);
	const cJSON *unused;

	return top != NULL && envelope(top, m, &unused, e);
}

/* ---- the answers ------------------------------------------------ */

bool
codec_wrong(const struct forms_field *f, const char *why, struct err *e)
{
	return err_set(e, ERR_INPUT, "the answer to \"%.*s\" %s",
	    brief(f->id), f->id, why);
}

bool
codec_add_option(struct arena *a, const struct forms_field *f,
    const cJSON *item, struct forms_answer *v, struct err *e)
{
	const char *name = cJSON_GetStringValue(item);
	const struct forms_option *o = name != NULL ?
	    forms_option(f->q, name) : NULL;
	size_t i;

	if (o == NULL)
		return codec_wrong(f, "is an option that the question does not have",
		    e);
	if (v->chosen == NULL)
		v->chosen = arena_array(a, const struct forms_option *,
		    f->q->n_options);
	for (i = 0; i < v->n; i++)
		if (v->chosen[i] == o)
			return codec_wrong(f, "names an option twice", e);
	v->chosen[v->n++] = o;
	return true;
}

static bool
add_options(struct arena *a, const struct forms_field *f,
    const cJSON *list, struct forms_answer *v, struct err *e)
{
	const cJSON *item;

	if (!cJSON_IsArray(list))
		return codec_add_option(a, f, list, v, e);
	cJSON_ArrayForEach(item, list)
		if (!codec_add_option(a, f, item, v, e))
			return false;
	return v->n > 0 || codec_wrong(f, "is an empty list", e);
}

/* The reason that an option gives must be the one that is stated; paper may
 * leave several ticks, or one that cannot be made out. */
static bool
reasons_agree(const struct forms_answer *v)
{
	size_t i;

	if (v->state == FORMS_SEVERAL || v->state == FORMS_ILLEGIBLE)
		return true;
	for (i = 0; i < v->n; i++)
		if (v->chosen[i]->missing != v->state)
			return false;
	return v->n <= 1;
}

static bool
read_object(struct arena *a, const struct forms_field *f, const cJSON *item,
    struct forms_answer *v, struct err *e)
{
	const cJSON *reason = cJSON_GetObjectItemCaseSensitive(item, "missing");
	const cJSON *option = cJSON_GetObjectItemCaseSensitive(item, "option");
	const char *name = cJSON_GetStringValue(reason);

	if (cJSON_GetArraySize(item) != (reason != NULL) + (option != NULL) ||
	    (reason == NULL && option == NULL))
		return codec_wrong(f, "has parts that are unknown", e);
	v->state = FORMS_ANSWERED;
	if (reason != NULL && (name == NULL ||
	    !forms_state_from(name, &v->state) || v->state == FORMS_ANSWERED))
		return codec_wrong(f, "is missing for an unknown reason", e);
	if (option != NULL && !add_options(a, f, option, v, e))
		return false;
	return reasons_agree(v) ||
	    codec_wrong(f, "gives a reason that its option does not", e);
}

static bool
read_choice(struct arena *a, const struct forms_field *f, const cJSON *item,
    struct forms_answer *v, struct err *e)
{
	size_t i;

	v->state = FORMS_ANSWERED;
	if (cJSON_IsArray(item) != (f->q->type == FORMS_MANY))
		return codec_wrong(f, f->q->type == FORMS_MANY ?
		    "should be a list" : "should be one option", e);
	if (!add_options(a, f, item, v, e))
		return false;
	for (i = 0; i < v->n; i++)
		if (v->chosen[i]->missing != FORMS_ANSWERED)
			return codec_wrong(f, "should say why it is missing", e);
	return true;
}

static bool
read_typed(struct arena *a, const struct forms_field *f, const cJSON *item,
    struct forms_answer *v, struct err *e)
{
	const char *s = cJSON_GetStringValue(item);

	v->state = FORMS_ANSWERED;
	if (f->q->type == FORMS_NUMBER) {
		v->number = cJSON_GetNumberValue(item);
		return (cJSON_IsNumber(item) && isfinite(v->number)) ||
		    codec_wrong(f, "should be a number", e);
	}
	if (s == NULL || s[0] == '\0')
		return codec_wrong(f, "should be a text", e);
	v->text = arena_str(a, s);
	return true;
}

/* A file is an object too: it is told by its name. */
static bool
read_answer(struct forms_answers *as, const struct forms_field *f,
    const cJSON *item, struct err *e)
{
	struct forms_answer *v = &as->v[f->index];

	if (cJSON_IsObject(item) &&
	    cJSON_GetObjectItemCaseSensitive(item, "name") != NULL)
		return codec_read_file(item, as, f, e);
	if (cJSON_IsObject(item))
		return read_object(as->a, f, item, v, e);
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
		return read_choice(as->a, f, item, v, e);
	case FORMS_RANK:
		return codec_read_rank(item, as, f, e);
	case FORMS_SHARE:
		return codec_read_share(item, as, f, e);
	case FORMS_DATE:
		return codec_read_date(item, as, f, e);
	case FORMS_FILE:
		return codec_wrong(f, "should be a file", e);
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_NUMBER:
	case FORMS_POSTCODE:
		break;
	}
	return read_typed(as->a, f, item, v, e);
}

/* "capacity.other" belongs to the field "capacity", and to the option "other"
 * which must be chosen and must ask for words. */
static bool
read_write_in(struct arena *a, const cJSON *item,
    const struct forms_answers *as, struct err *e)
{
	const char *key = item->string, *dot = strrchr(key, '.');
	const char *s = cJSON_GetStringValue(item);
	const struct forms_field *f = dot == NULL ? NULL :
	    forms_field(as->form, arena_strn(a, key, (size_t)(dot - key)));
	const struct forms_option *o;

	if (f == NULL)
		return err_set(e, ERR_INPUT, "\"%.*s\" is not asked in this "
		    "form", brief(key), key);
	o = codec_asks_for_words(&as->v[f->index]);
	if (o == NULL || strcmp(o->name, dot + 1) != 0 || s == NULL ||
	    s[0] == '\0' || as->v[f->index].write_in != NULL)
		return codec_wrong(f, "has words that nobody asked for", e);
	as->v[f->index].write_in = arena_str(a, s);
	return true;
}

/* Fields come in the order of the form, so the next one is tried first. */
static const struct forms_field *
field_of(const struct forms_form *form, const char *id, size_t *next)
{
	const struct forms_field *f;

	if (*next < form->n_fields &&
	    strcmp(form->fields[*next].id, id) == 0)
		return &form->fields[(*next)++];
	f = forms_field(form, id);
	if (f != NULL)
		*next = f->index + 1;
	return f;
}

static bool
read_answers(struct arena *a, const cJSON *list, struct forms_answers *as,
    struct err *e)
{
	bool *seen = arena_array(a, bool, as->form->n_fields);
	const cJSON *item;
	size_t next = 0;

	cJSON_ArrayForEach(item, list) {
		const struct forms_field *f = field_of(as->form, item->string,
		    &next);

		if (f == NULL) {
			if (!read_write_in(a, item, as, e))
				return false;
			continue;
		}
		if (seen[f->index])
			return codec_wrong(f, "is there twice", e);
		seen[f->index] = true;
		if (!read_answer(as, f, item, e))
			return false;
	}
	return true;
}

bool
store_decode(struct arena *a, struct str json, const struct forms_form *form,
    struct forms_answers *as, struct store_meta *m, struct err *e)
{
	struct arena tree CLEAN(arena_free) = { 0 };
	cJSON *top = codec_parse(&tree, json, e);
	const cJSON *list = NULL;

	if (top == NULL || !envelope(top, m, &list, e))
		return false;
	if (strcmp(m->form, form->hash) != 0)
		return err_set(e, ERR_INPUT, "this response answers another "
		    "version of the form (%.12s, not %.12s)", m->form,
		    form->hash);
	forms_answers_init(as, a, form);
	return read_answers(a, list, as, e);
}
