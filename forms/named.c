/* SPDX-License-Identifier: MIT
 *
 * named.c -- questions, answers and rows by the names that `changes` uses.
 */
#include "forms/named.h"
#include "forms/lines.h"

const struct forms_field *
named_field(const struct forms_form *f, const char *name)
{
	size_t i;

	for (i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].q->name, name) == 0)
			return &f->fields[i];
	return NULL;
}

const struct forms_question *
named_question(const struct forms_form *f, const char *name)
{
	const struct forms_field *field = named_field(f, name);

	return field != NULL ? field->q : NULL;
}

static const struct forms_scale *
scale_named(const struct forms_form *f, const char *name)
{
	const struct forms_scale *s;

	for (s = f->scales; s != NULL; s = s->next)
		if (strcmp(s->name, name) == 0)
			return s;
	return NULL;
}

static const struct forms_option *
option_of(const struct forms_option *v, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].name, name) == 0)
			return &v[i];
	return NULL;
}

bool
named_find(const struct forms_form *f, const char *name, struct named *out)
{
	const char *dot = strrchr(name, '.');
	char of[128];

	*out = (struct named){ .q = named_question(f, name) };
	if (out->q != NULL)
		return true;
	out->row = forms_entity(f, name);
	if (out->row != NULL)
		return true;
	if (dot == NULL || (size_t)(dot - name) >= sizeof(of))
		return false;
	memcpy(of, name, (size_t)(dot - name));
	of[dot - name] = '\0';
	out->q = named_question(f, of);
	if (out->q != NULL) {
		out->o = forms_option(out->q, dot + 1);
		return out->o != NULL;
	}
	out->scale = scale_named(f, of);
	if (out->scale != NULL)
		out->o = option_of(out->scale->options, out->scale->n,
		    dot + 1);
	return out->o != NULL;
}

const char *
named_nearest(struct arena *a, const struct forms_form *f, const char *name)
{
	struct forms_diags quiet;
	struct ctx c = { a, &quiet };
	const char **v = NULL;
	size_t n = 0, cap = 0, i, k;
	const struct forms_question *last = NULL;

	forms_diags_init(&quiet, a);
	for (i = 0; i < f->n_fields; i++) {
		const struct forms_question *q = f->fields[i].q;

		if (q == last)
			continue;
		last = q;
		*arena_push(a, v, n, cap) = q->name;
		for (k = 0; k < q->n_options; k++)
			*arena_push(a, v, n, cap) = arena_printf(a, "%s.%s",
			    q->name, q->options[k].name);
	}
	return closest(&c, str_of(name), v, n);
}
