/* SPDX-License-Identifier: MIT
 *
 * codec_kinds.c -- rankings, points, dates and files as JSON.
 */
#include "store/codec.h"

#include <math.h>
#include <stdlib.h>

/* ---- writing ------------------------------------------------------------- */

cJSON *
codec_share(const struct forms_answer *v)
{
	cJSON *list = codec_have(cJSON_CreateArray()), *pair;
	size_t i;

	for (i = 0; i < v->n; i++) {
		pair = codec_have(cJSON_CreateArray());
		cJSON_AddItemToArray(pair, codec_have(
		    cJSON_CreateString(v->chosen[i]->name)));
		cJSON_AddItemToArray(pair, codec_have(
		    cJSON_CreateNumber(v->amounts[i])));
		cJSON_AddItemToArray(list, pair);
	}
	return list;
}

cJSON *
codec_file(const struct forms_answer *v)
{
	cJSON *o = codec_have(cJSON_CreateObject());
	char *data = malloc(4 * (v->bytes.n + 2) / 3 + 1);

	if (data == NULL)
		abort();
	b64_put(data, v->bytes.p, v->bytes.n);
	codec_put(o, "name", cJSON_CreateString(v->text));
	codec_put(o, "size", cJSON_CreateNumber((double)v->bytes.n));
	codec_put(o, "data", cJSON_CreateString(data));
	seal_wipe(data, strlen(data));
	free(data);
	return o;
}

/* ---- reading ------------------------------------------------------------- */

/* Options that give a reason stand in an object that says so. */
static bool
all_answers(const struct forms_field *f, const struct forms_answer *v,
    struct err *e)
{
	size_t i;

	for (i = 0; i < v->n; i++)
		if (v->chosen[i]->missing != FORMS_ANSWERED)
			return codec_wrong(f, "should say why it is missing",
			    e);
	return v->n > 0 || codec_wrong(f, "is an empty list", e);
}

bool
codec_read_rank(const cJSON *list, struct forms_answers *as,
    const struct forms_field *f, struct err *e)
{
	struct forms_answer *v = &as->v[f->index];
	const cJSON *item;

	v->state = FORMS_ANSWERED;
	if (!cJSON_IsArray(list))
		return codec_wrong(f, "should be a list", e);
	cJSON_ArrayForEach(item, list)
		if (!codec_add_option(as->a, f, item, v, e))
			return false;
	return all_answers(f, v, e);
}

bool
codec_read_share(const cJSON *list, struct forms_answers *as,
    const struct forms_field *f, struct err *e)
{
	struct forms_answer *v = &as->v[f->index];
	double *amounts = arena_array(as->a, double, f->q->n_options);
	const cJSON *item, *points;

	v->state = FORMS_ANSWERED;
	v->amounts = amounts;
	if (!cJSON_IsArray(list))
		return codec_wrong(f, "should be a list", e);
	cJSON_ArrayForEach(item, list) {
		points = cJSON_GetArrayItem(item, 1);
		if (!cJSON_IsArray(item) || cJSON_GetArraySize(item) != 2 ||
		    !cJSON_IsNumber(points) || !(points->valuedouble > 0) ||
		    !isfinite(points->valuedouble))
			return codec_wrong(f, "should be pairs of a name and "
			    "a number above 0", e);
		if (!codec_add_option(as->a, f, item->child, v, e))
			return false;
		amounts[v->n - 1] = points->valuedouble;
	}
	return all_answers(f, v, e);
}

/* As forms_answer_set would keep it, and in no other way. */
bool
codec_read_date(const cJSON *item, struct forms_answers *as,
    const struct forms_field *f, struct err *e)
{
	const char *s = cJSON_GetStringValue(item);
	const struct forms_answer *v = &as->v[f->index];
	struct forms_problem p;

	if (s == NULL)
		return codec_wrong(f, "should be a date", e);
	forms_answer_set(as, f, &s, 1, NULL, &p);
	return (v->state == FORMS_ANSWERED && v->text != NULL &&
	    strcmp(v->text, s) == 0) || codec_wrong(f,
	    "should be a date such as 2024-06-03, as much of it as is asked",
	    e);
}

bool
codec_read_file(const cJSON *item, struct forms_answers *as,
    const struct forms_field *f, struct err *e)
{
	const cJSON *size = cJSON_GetObjectItemCaseSensitive(item, "size");
	const char *name = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(item, "name"));
	const char *data = cJSON_GetStringValue(
	    cJSON_GetObjectItemCaseSensitive(item, "data"));
	const struct forms_answer *v = &as->v[f->index];
	struct forms_problem p;
	char *bytes;
	size_t n;

	if (f->q->type != FORMS_FILE || cJSON_GetArraySize(item) != 3 ||
	    name == NULL || data == NULL || !cJSON_IsNumber(size) ||
	    !(size->valuedouble >= 1 && size->valuedouble <= FORMS_FILE_MAX))
		return codec_wrong(f, "has parts that are unknown", e);
	n = (size_t)size->valuedouble;
	bytes = arena_array(as->a, char, n);
	if ((double)n != size->valuedouble ||
	    !b64_get(bytes, n, str_of(data)))
		return codec_wrong(f, "is a file that was damaged", e);
	forms_answer_file(as, f, name, (struct str){ bytes, n }, &p);
	return (p.kind == FORMS_OK && v->text != NULL &&
	    strcmp(v->text, name) == 0) ||
	    codec_wrong(f, "is a file that was not asked for", e);
}
