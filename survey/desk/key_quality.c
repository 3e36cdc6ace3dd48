/* SPDX-License-Identifier: MIT
 *
 * key_quality.c -- how good the keying is, from the sheets keyed so far.
 */
#include "survey/desk/keying.h"

/* Opened once for each version. */
struct versions {
	struct desk_visit *v;
	struct one { const char *hash; const struct forms_form *form; } *all;
	size_t		 n, cap;
};

static const struct forms_form *
version(void *arg, const char *hash)
{
	struct versions *p = arg;
	struct forms_form *form;
	struct err ignored;
	size_t i;

	for (i = 0; i < p->n; i++)
		if (strcmp(p->all[i].hash, hash) == 0)
			return p->all[i].form;
	if (!forms_load_published(p->v->a, p->v->desk->dir, hash, &form,
	    &ignored))
		form = NULL;
	*arena_push(p->v->a, p->all, p->n, p->cap) = (struct one){
	    arena_str(p->v->a, hash), form };
	return form;
}

bool
key_sheets(struct desk_visit *v, struct cases *c, struct analysis_keyed *out,
    struct err *e)
{
	struct versions p = { .v = v };

	return analysis_keyed(v->a, c, version, &p, out, e);
}

/* What two settled who may both have keyed it is said apart: a third person may
 * see what they both read wrong. */
static const char *
agreement(struct desk_visit *v, const struct sheet_count *s, size_t n)
{
	size_t differ = 0, agreed = 0, i;

	for (i = 0; i < n; i++) {
		differ += s[i].differ > 0;
		agreed += s[i].agreed;
	}
	return agreed == 0 ? "" : arena_printf(v->a, " %zu of %zu sheets with "
	    "differences %s settled by agreement of two people, at least one "
	    "of whom had keyed it.", agreed, differ, agreed == 1 ? "was" :
	    "were");
}

bool
key_quality(struct desk_visit *v, struct cases *c, const char **out,
    struct err *e)
{
	struct analysis_keyed k;
	struct analysis_keying q;
	struct sheet_count *s;
	size_t n;

	if (!key_sheets(v, c, &k, e) || !analysis_keying(k.v, k.n, &q, e))
		return false;
	if (!sheet_counts(v->a, c, &s, &n, e))
		return false;
	*out = k.n == 0 ? "" : arena_printf(v->a, "%s%s",
	    analysis_keying_words(v->a, NULL, &q), agreement(v, s, n));
	return true;
}
