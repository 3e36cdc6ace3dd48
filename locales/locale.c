/* SPDX-License-Identifier: MIT
 *
 * locale.c -- a reader's language: its words and plurals.
 */
#include "locales/catalogue.h"

static const struct locale english = { .tag = "en" };

bool
locale_open(struct arena *a, const char *tag, struct str mo,
    struct locale **out, struct err *e)
{
	struct locale *l = arena_new(a, struct locale);

	*out = NULL;
	l->tag = arena_str(a, tag);
	if (mo.n > 0 && !catalogue_open(&l->catalogue, mo, e))
		return err_wrap(e, "%s", tag);
	*out = l;
	return true;
}

const struct locale *
locale_english(void)
{
	return &english;
}

const char *
locale_tag(const struct locale *l)
{
	return l->tag;
}

const char *
tr_in(const struct locale *l, const char *context, const char *words)
{
	size_t n;
	const char *s = catalogue_find(&l->catalogue, context, words, &n);

	return s != NULL && *s != '\0' ? s : words;
}

const char *
tr(const struct locale *l, const char *words)
{
	/* "" is the key of the catalogue's header, not a text */
	return *words == '\0' ? words : tr_in(l, NULL, words);
}

const char *
tr_n(const struct locale *l, const char *one, const char *many, uint64_t n)
{
	size_t size;
	const char *s = catalogue_find(&l->catalogue, NULL, one, &size), *end;
	unsigned form;

	if (s == NULL)
		return n == 1 ? one : many;
	end = s + size;
	for (form = plural_form(&l->catalogue.plural, n); form > 0 && s < end;
	    form--)
		s += strlen(s) + 1;
	if (form == 0 && s < end && *s != '\0')
		return s;
	return n == 1 ? one : many;
}
