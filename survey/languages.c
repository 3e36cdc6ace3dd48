/* SPDX-License-Identifier: MIT
 *
 * languages.c -- which languages a questionnaire is served in.
 *
 * A language is open to the public when its translation of the form is, and
 * when a named person has checked the program's own words in it.  Until then
 * it is there in rehearsals alone.
 */
#include "locales/locales.h"
#include "survey/site/site.h"
#include "survey/survey.h"

#include <stdio.h>

static bool
is_checked(const char *tag)
{
	const struct locale_about *list;
	size_t i, n;

	if (locale_easy(tag))
		return true;	/* it is English in other words */
	list = locale_list(&n);
	for (i = 0; i < n; i++)
		if (strcmp(list[i].tag, tag) == 0)
			return list[i].checked;
	return false;
}

const char *
language_shut(const struct forms_language *l)
{
	if (!l->open)
		return l->why;
	return is_checked(l->tag) ? NULL : "nobody has checked the program's "
	    "own words in it yet (docs/TRANSLATING.md)";
}

static void
say_not_open(const struct forms_language *l, bool rehearsal, const char *why)
{
	fprintf(stderr, "%s %s (%s): %s.\n", rehearsal ?
	    "Only in this rehearsal in" : "Not open in", locale_name(l->tag),
	    l->tag, why);
}

static void
add(struct site_options *o, struct site_language *all,
    const struct forms_language *l, bool say)
{
	const struct locale *words = locale_builtin(l->tag);
	const char *shut = language_shut(l);

	if (words == NULL) {
		if (say)
			say_not_open(l, false, "the program has no words of its own "
			    "in it");
		return;
	}
	if (say && shut != NULL)
		say_not_open(l, o->rehearsal, shut);
	all[o->n_languages++] = (struct site_language){ .words = words,
	    .form = l->form, .catalogue = l->catalogue,
	    .open = shut == NULL };
}

static bool
languages(struct arena *a, const char *dir, const struct forms_form *form,
    bool published, struct site_options *o, struct err *e)
{
	struct forms_language *v;
	struct site_language *all;
	size_t i, n;

	if (!forms_languages(a, dir, form, published, &v, &n, e))
		return false;
	o->languages = all = arena_array(a, struct site_language, n);
	for (i = 0; i < n; i++)
		add(o, all, &v[i], published);
	return true;
}

bool
place_languages(struct place *p, struct site_options *o, struct err *e)
{
	return languages(&p->a, p->dir, p->form, true, o, e);
}

void
draft_languages(struct arena *a, const char *dir,
    const struct forms_form *form, struct site_options *o)
{
	struct err ignored;

	if (!languages(a, dir, form, false, o, &ignored))
		o->n_languages = 0;
}
