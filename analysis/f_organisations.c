/* SPDX-License-Identifier: MIT
 *
 * f_organisations.c -- the organisations that answered, by name where they gave
 * one.
 */
#include "analysis/findings.h"

#include <stdlib.h>

static int
name_order(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A name that it gave, and that may be printed; or NULL. */
static const char *
name_of(const struct findings *f, const struct cases_response *r)
{
	const struct forms_answer *x =
	    f->org_name == NULL ? NULL : tally_answer(r, f->org_name);

	return x == NULL || x->text == NULL || f_quotes_personal(x->text)
		   ? NULL
		   : x->text;
}

void
f_organisations_find(struct findings *f)
{
	const char **v = arena_array(f->a, const char *, f->n);
	size_t i, n = 0;

	for (i = 0; i < f->n; i++) {
		const struct forms_answer *x =
		    f->capacity == NULL ? NULL
					: tally_answer(&f->r[i], f->capacity);
		const char *name = name_of(f, &f->r[i]);

		if (name != NULL)
			v[n++] = name;
		else
			f->unnamed +=
			    x != NULL && x->n == 1 &&
			    strcmp(x->chosen[0]->name, f->apart->name) == 0;
	}
	if (n > 0)
		qsort(v, n, sizeof(*v), name_order);
	f->names = arena_array(f->a, const char *, n);
	for (i = 0; i < n; i++)
		if (i == 0 || strcmp(v[i - 1], v[i]) != 0)
			f->names[f->n_names++] = v[i];
	f->names_open = f->capacity == NULL; /* else the profile decides */
}

static void
list_names(struct page *p)
{
	struct findings *f = p->f;
	struct texts list = {0};
	size_t i;

	f_page_para(p, "",
	    f_plain(f, "%s gave %s name%s.",
		f->n_names == 1 ? "This organisation" : "These organisations",
		f->n_names == 1 ? "its" : "their",
		f->n_rehearsal > 0 ? ", or a made-up one in the "
				     "rehearsal"
				   : ""));
	for (i = 0; i < f->n_names; i++)
		f_texts_add(f, &list, f_plain(f, "%s", f->names[i]));
	if (f->unnamed > 0)
		f_texts_add(f, &list,
		    f_plain(f, "and %s not named",
			f_count_of(f, f->unnamed, "other that is",
			    "others that are")));
	f_page_list(p, &list, false);
	if (f->unnamed > 0)
		f_page_para(p, "",
		    f_plain(f, "An organisation is not named "
			       "where it gave no name, or one that we may not "
			       "print."));
}

void
f_organisations(struct findings *f)
{
	struct tally t;
	struct page p;

	if (f->org_name == NULL || f->n_names == 0)
		return;
	tally_field(f->a, f->org_name, f->r, f->n, NULL, &t);
	f_page_appendix(&p, f, "organisations", "Organisations that answered",
	    "Organisations");
	if (f->names_open && (f->capacity != NULL || !f_gives_away(f, &t)))
		list_names(&p);
	else
		f_page_para(&p, "",
		    f_plain(f, "Some organisations gave their "
			       "name. We do not list them: how many they are "
			       "could tell "
			       "how few people another group has."));
	f_page_end(&p);
}
