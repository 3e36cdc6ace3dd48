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

bool
key_quality(struct desk_visit *v, struct cases *c, const char **out,
    struct err *e)
{
	struct analysis_keyed k;
	struct analysis_keying q;

	if (!key_sheets(v, c, &k, e) || !analysis_keying(k.v, k.n, &q, e))
		return false;
	*out = k.n == 0 ? "" : analysis_keying_words(v->a, NULL, &q);
	return true;
}
