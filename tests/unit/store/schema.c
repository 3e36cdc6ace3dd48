/* SPDX-License-Identifier: MIT
 *
 * schema.c -- the JSON Schema of a form against what is really stored: all
 * that store_encode writes is accepted, and what its reader refuses is not.
 *
 * The small validator here knows the words of JSON Schema that the export
 * uses, and stops at any other.
 */
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include "store/store.h"

#include <cjson/cJSON.h>
#include <glob.h>
#include <regex.h>

static struct arena a;

static bool valid(const cJSON *schema, const cJSON *v);

static const cJSON *
get(const cJSON *o, const char *key)
{
	return cJSON_GetObjectItemCaseSensitive(o, key);
}

static bool
has_type(const char *type, const cJSON *v)
{
	if (strcmp(type, "object") == 0)
		return cJSON_IsObject(v);
	if (strcmp(type, "array") == 0)
		return cJSON_IsArray(v);
	if (strcmp(type, "string") == 0)
		return cJSON_IsString(v);
	if (strcmp(type, "boolean") == 0)
		return cJSON_IsBool(v);
	if (strcmp(type, "integer") == 0)
		return cJSON_IsNumber(v) &&
		    v->valuedouble == (double)(long long)v->valuedouble;
	ck_assert_str_eq(type, "number");
	return cJSON_IsNumber(v);
}

static bool
one_of(const cJSON *list, const cJSON *v)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, list)
		if (cJSON_Compare(one, v, true))
			return true;
	return false;
}

static bool
any(const cJSON *schemas, const cJSON *v)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, schemas)
		if (valid(one, v))
			return true;
	return false;
}

static bool
matches(const char *pattern, const cJSON *v)
{
	regex_t re;
	bool ok;

	if (!cJSON_IsString(v))
		return true;
	ck_assert_int_eq(regcomp(&re, pattern, REG_EXTENDED | REG_NOSUB), 0);
	ok = regexec(&re, v->valuestring, 0, NULL, 0) == 0;
	regfree(&re);
	return ok;
}

static bool
members(const cJSON *schema, const cJSON *v)
{
	const cJSON *properties = get(schema, "properties"), *one;

	if (!cJSON_IsObject(v))
		return true;
	cJSON_ArrayForEach(one, get(schema, "required"))
		if (get(v, one->valuestring) == NULL)
			return false;
	cJSON_ArrayForEach(one, v) {
		const cJSON *s = get(properties, one->string);

		if (s != NULL ? !valid(s, one) :
		    cJSON_IsFalse(get(schema, "additionalProperties")))
			return false;
	}
	return true;
}

static bool
elements(const cJSON *schema, const cJSON *v)
{
	const cJSON *first = get(schema, "prefixItems"), *items, *one, *other;
	int i = 0, n;

	if (!cJSON_IsArray(v))
		return true;
	items = get(schema, "items");
	n = cJSON_GetArraySize(v);
	if (get(schema, "minItems") && n < get(schema, "minItems")->valueint)
		return false;
	cJSON_ArrayForEach(one, v) {
		const cJSON *s = i < cJSON_GetArraySize(first) ?
		    cJSON_GetArrayItem(first, i) : items;

		i++;
		if (cJSON_IsFalse(s) || (s != NULL && !valid(s, one)))
			return false;
		for (other = one->next; other != NULL &&
		    get(schema, "uniqueItems"); other = other->next)
			if (cJSON_Compare(one, other, true))
				return false;
	}
	return true;
}

static void
only_known(const cJSON *schema)
{
	static const char *const known[] = { "$schema", "title", "description",
	    "type", "const", "enum", "anyOf", "pattern", "minLength",
	    "properties", "required", "additionalProperties", "items",
	    "prefixItems", "minItems", "uniqueItems", "contentEncoding" };
	const cJSON *one;
	size_t i;

	cJSON_ArrayForEach(one, schema) {
		for (i = 0; i < LEN(known); i++)
			if (strcmp(known[i], one->string) == 0)
				break;
		ck_assert_msg(i < LEN(known), "%s", one->string);
	}
}

static bool
valid(const cJSON *s, const cJSON *v)
{
	const cJSON *p;

	only_known(s);
	if ((p = get(s, "type")) != NULL && !has_type(p->valuestring, v))
		return false;
	if ((p = get(s, "const")) != NULL && !cJSON_Compare(p, v, true))
		return false;
	if ((p = get(s, "enum")) != NULL && !one_of(p, v))
		return false;
	if ((p = get(s, "anyOf")) != NULL && !any(p, v))
		return false;
	if ((p = get(s, "pattern")) != NULL && !matches(p->valuestring, v))
		return false;
	if ((p = get(s, "minLength")) != NULL && cJSON_IsString(v) &&
	    strlen(v->valuestring) < (size_t)p->valueint)
		return false;
	return members(s, v) && elements(s, v);
}

/* ---- the tests --------------------------------------------------------- */

static const struct forms_form *
load(const char *path)
{
	struct forms_diags d;
	struct forms_form *f;
	struct err e = { 0 };

	forms_diags_init(&d, &a);
	ck_assert_msg(forms_load(&a, path, &f, &d, &e), "%s", path);
	return f;
}

static cJSON *
schema_of(const struct forms_form *f)
{
	struct buf out CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct forms_notes notes;
	struct err e = { 0 };
	cJSON *s;

	ck_assert(forms_export(&a, f, FORMS_EXPORT_JSON_SCHEMA, &out, &notes,
	    &e));
	s = cJSON_Parse(buf_text(&out));
	ck_assert_ptr_nonnull(s);
	return s;
}

static const char *
some_words(void *arg, const struct forms_answers *as,
    const struct forms_field *f, struct forms_rng *r)
{
	(void)arg;
	(void)as;
	(void)f;
	return forms_rng_below(r, 2) ? "made up" : NULL;
}

static cJSON *
somebody(const struct forms_form *f, struct forms_rng *r, size_t k)
{
	struct arena mine CLEAN(arena_free) = { 0 };
	struct buf out CLEAN(buf_free) = { 0 };
	struct store_meta m = { .channel = "online", .lang = "en",
	    .day = "2024-06-03", .rehearsal = true };
	struct forms_answers as;
	cJSON *j;
	size_t i;

	memcpy(m.form, f->hash, sizeof(m.form));
	forms_answers_init(&as, &mine, f);
	for (i = 0; i < f->n_fields; i++)
		forms_random_answer(&as, &f->fields[i], r, some_words, NULL);
	forms_route(&as);
	if (k % 5 == 0 && as.v[k % f->n_fields].n < 2)	/* from paper */
		as.v[k % f->n_fields].state = FORMS_ILLEGIBLE;
	store_encode(&as, &m, &out);
	j = cJSON_Parse(buf_text(&out));
	ck_assert_ptr_nonnull(j);
	return j;
}

START_TEST(what_anybody_answers_is_accepted_by_the_schema)
{
	glob_t all = { 0 };
	struct forms_rng r;
	size_t i, k;

	ck_assert_int_eq(glob("examples/*/consultation.form", 0, NULL, &all),
	    0);
	(void)glob("tests/golden/export/*.form", GLOB_APPEND, NULL, &all);
	forms_rng_seed(&r, 11);
	for (i = 0; i < all.gl_pathc; i++) {
		const struct forms_form *f = load(all.gl_pathv[i]);
		cJSON *schema = schema_of(f);

		for (k = 0; k < 100; k++) {
			cJSON *j = somebody(f, &r, k);
			char *text = cJSON_PrintUnformatted(j);

			ck_assert_msg(valid(schema, j), "%s: %s",
			    all.gl_pathv[i], text);
			cJSON_free(text);
			cJSON_Delete(j);
		}
		cJSON_Delete(schema);
	}
	globfree(&all);
}
END_TEST

START_TEST(what_the_reader_refuses_the_schema_refuses_too)
{
	static const struct { const char *field, *json; } v[] = {
		{ "capacity", "\"nobody\"" }, { "capacity", "[\"patient\"]" },
		{ "capacity", "1" }, { "capacity", "\"prefer-not\"" },
		{ "capacity", "{\"missing\":\"answered\"}" },
		{ "capacity", "{\"missing\":\"tired\"}" },
		{ "capacity", "{\"missing\":\"blank\",\"more\":1}" },
		{ "capacity", "{\"missing\":\"prefer-not\",\"option\":"
		    "\"patient\"}" },
		{ "topics", "\"pain\"" }, { "topics", "[]" },
		{ "topics", "[\"pain\",\"pain\"]" }, { "topics", "[\"x\"]" },
		{ "age", "\"42\"" }, { "why", "\"\"" }, { "why", "7" },
		{ "points", "[[\"roads\"]]" }, { "points", "[\"roads\",1]" },
		{ "born", "\"yesterday\"" }, { "proof", "{\"name\":\"x\"}" },
		{ "nothing", "1" },
	};
	const struct forms_form *f = load("tests/golden/export/kinds.form");
	cJSON *schema = schema_of(f);
	struct forms_rng r;
	size_t i;

	forms_rng_seed(&r, 5);
	for (i = 0; i < LEN(v); i++) {
		cJSON *j = somebody(f, &r, 1);
		cJSON *answers = cJSON_GetObjectItem(j, "answers");

		ck_assert(valid(schema, j));
		cJSON_DeleteItemFromObject(answers, v[i].field);
		cJSON_AddItemToObject(answers, v[i].field,
		    cJSON_Parse(v[i].json));
		ck_assert_msg(!valid(schema, j), "%s: %s", v[i].field,
		    v[i].json);
		cJSON_Delete(j);
	}
	cJSON_Delete(schema);
}
END_TEST

UNIT_SUITE(schema, what_anybody_answers_is_accepted_by_the_schema,
    what_the_reader_refuses_the_schema_refuses_too)
