/* SPDX-License-Identifier: MIT
 *
 * model.c -- finding things in a form that was read, and the names of the
 * reasons why an answer is missing.
 */
#include "forms/forms.h"
#include "forms/lookup.h"

static const char *const states[] = {
	[FORMS_NOT_ASKED] = "not-asked",
	[FORMS_BLANK] = "blank",
	[FORMS_ANSWERED] = "answered",
	[FORMS_PREFER_NOT] = "prefer-not",
	[FORMS_DONT_KNOW] = "dont-know",
	[FORMS_NOT_APPLICABLE] = "not-applicable",
	[FORMS_ILLEGIBLE] = "illegible",
	[FORMS_SEVERAL] = "several",
};

const char *
forms_state_name(enum forms_state s)
{
	return (size_t)s < LEN(states) ? states[s] : "";
}

bool
forms_state_from(const char *name, enum forms_state *out)
{
	size_t i;

	for (i = 0; i < LEN(states); i++)
		if (strcmp(states[i], name) == 0) {
			*out = (enum forms_state)i;
			return true;
		}
	return false;
}

const struct forms_field *
forms_field(const struct forms_form *f, const char *id)
{
	size_t i;

	if (f->by_id != NULL)
		return lookup_get(f->by_id, str_of(id));
	for (i = 0; i < f->n_fields; i++)
		if (strcmp(f->fields[i].id, id) == 0)
			return &f->fields[i];
	return NULL;
}

const struct forms_page *
forms_page(const struct forms_form *f, const char *slug)
{
	size_t i;

	if (f->by_slug != NULL)
		return lookup_get(f->by_slug, str_of(slug));
	for (i = 0; i < f->n_pages; i++)
		if (strcmp(f->pages[i].slug, slug) == 0)
			return &f->pages[i];
	return NULL;
}

struct forms_entity *
forms_entity(const struct forms_form *f, const char *name)
{
	struct forms_entity *e;

	for (e = f->entities; e != NULL; e = e->next)
		if (strcmp(e->name, name) == 0)
			return e;
	return NULL;
}

const struct forms_option *
forms_option(const struct forms_question *q, const char *name)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (strcmp(q->options[i].name, name) == 0)
			return &q->options[i];
	return NULL;
}

bool
forms_accepts(const struct forms_form *f, const char *channel)
{
	size_t i;

	for (i = 0; i < f->n_accept; i++)
		if (strcmp(f->accept[i], channel) == 0)
			return true;
	return false;
}

static const char *
about(const struct forms_contact *v, size_t n, const char *kind)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(v[i].kind, kind) == 0)
			return v[i].words;
	return NULL;
}

const char *
forms_contact(const struct forms_settings *s, const char *kind)
{
	return about(s->contacts, s->n_contacts, kind);
}

const char *
forms_privacy(const struct forms_settings *s, const char *kind)
{
	return about(s->privacy, s->n_privacy, kind);
}
