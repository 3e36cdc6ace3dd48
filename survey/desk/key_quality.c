/* SPDX-License-Identifier: MIT
 *
 * key_quality.c -- how good the keying is, from the sheets keyed so far.
 */
#include "analysis/analysis.h"
#include "survey/desk/keying.h"

static size_t
fields_on(struct desk_visit *v, const struct sheet_count *s, struct err *e)
{
	struct sheet like = { 0 };
	struct key_form k;
	size_t n = 0, i;

	memcpy(like.form, s->form, sizeof(like.form));
	if (!key_form(v, &like, &k, e))
		return 0;
	for (i = 0; i < k.form->n_fields; i++)
		n += key_has(&k, &k.form->fields[i]);
	return n;
}

static int
number_of(const char **names, size_t *n, const char *name)
{
	size_t i;

	for (i = 0; i < *n; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	names[(*n)++] = name;
	return (int)i;
}

bool
key_quality(struct desk_visit *v, struct cases *c, const char **out,
    struct err *e)
{
	struct sheet_count *s;
	struct analysis_sheet *v2;
	struct analysis_keying k;
	const char **names, *form = "";
	size_t n, i, people = 0, fields = 0;

	if (!sheet_counts(v->a, c, &s, &n, e))
		return false;
	v2 = arena_array(v->a, struct analysis_sheet, n + 1);
	names = arena_array(v->a, const char *, 2 * n + 1);
	for (i = 0; i < n; i++) {
		if (strcmp(form, s[i].form) != 0)
			fields = fields_on(v, &s[i], e);
		form = s[i].form;
		if (fields == 0)
			return false;
		v2[i] = (struct analysis_sheet){ .fields = (int64_t)fields,
		    .compared = s[i].twice ? (int64_t)fields : 0,
		    .differ = s[i].differ, .first_wrong = s[i].first_wrong,
		    .second_wrong = s[i].second_wrong,
		    .both_wrong = s[i].both_wrong, .drawn = s[i].by_risk ?
		    KEYED_BY_RISK : KEYED_BY_CHANCE, .chance = s[i].chance,
		    .same_person = s[i].same_person,
		    .first = number_of(names, &people, s[i].first) };
		v2[i].second = s[i].twice ? number_of(names, &people,
		    s[i].second) : 0;
	}
	if (!analysis_keying(v2, n, &k, e))
		return false;
	*out = n == 0 ? "" : analysis_keying_words(v->a, NULL, &k);
	return true;
}
