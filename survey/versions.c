/* SPDX-License-Identifier: MIT
 *
 * versions.c -- the frozen versions that responses name, each read once.
 */
#include "survey/survey.h"

void
versions_close(struct versions *s)
{
	arena_free(&s->a);
}

const struct forms_form *
versions_form(void *arg, const char *hash, struct err *e)
{
	struct versions *s = arg;
	struct forms_form *f;
	size_t i;

	for (i = 0; i < s->n; i++)
		if (strcmp(hash, s->v[i]->hash) == 0)
			return s->v[i];
	if (!forms_load_published(&s->a, s->dir, hash, &f, e) ||
	    (s->from != NULL && !forms_bring_catalogues(s->from, s->dir, f,
	    e)))
		return NULL;
	*arena_push(&s->a, s->v, s->n, s->cap) = f;
	return f;
}
