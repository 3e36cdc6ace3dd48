/* SPDX-License-Identifier: MIT
 *
 * seen.c -- `earshot words DIR --seen REFERENCE`: the questions in the words
 * that the person who sent this response saw.
 */
#include "locales/locales.h"
#include "survey/survey.h"

#include <stdio.h>

struct seen {
	struct arena	*a;
	const char	*dir;
	const struct forms_version *versions;
	size_t		 n_versions;
};

static const char *
version_words(struct seen *s, const char *hash)
{
	size_t i;

	for (i = 0; i < s->n_versions; i++)
		if (strcmp(s->versions[i].hash, hash) == 0)
			return arena_printf(s->a, "version %s",
			    forms_version_words(s->a, &s->versions[i]));
	return arena_printf(s->a, "the form %.12s", hash);
}

/* ---- one page ---------------------------------------------------------------- */

/* Further lines stand under the first. */
static void
indented(const char *mark, size_t by, const char *words)
{
	const char *end;

	printf("%*s%s", (int)by, "", mark);
	for (by += utf8_count(mark, strlen(mark)); *words != '\0';) {
		end = words + strcspn(words, "\n");
		printf("%.*s\n", (int)(end - words), words);
		for (words = end; *words == '\n'; words++)
			;
		if (*words != '\0')
			printf("%*s", (int)by, "");
	}
}

static void
question(struct seen *s, const struct forms_answers *as,
    const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	size_t i;

	printf("\n");
	indented(arena_printf(s->a, "%s. ", f->number), 0,
	    forms_words(as, f->words));
	if (f->hint[0] != '\0')
		indented("", 3, forms_words(as, f->hint));
	if (f->help[0] != '\0')
		indented("", 3, forms_words(as, f->help));
	for (i = 0; i < q->n_options; i++) {
		if (q->options[i].staff)
			continue;
		indented("- ", 3, forms_words(as, q->options[i].words));
		if (q->options[i].hint[0] != '\0')
			indented("", 5, forms_words(as, q->options[i].hint));
	}
}

static bool
was_asked(const struct forms_answers *as, const struct forms_page *p)
{
	size_t i;

	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    as->v[p->items[i].field->index].state != FORMS_NOT_ASKED)
			return true;
	return false;
}

static void
page(struct seen *s, const struct forms_answers *as,
    const struct forms_page *p)
{
	size_t i;

	if (!was_asked(as, p))
		return;
	printf("\n## %s\n", forms_words(as, p->title));
	for (i = 0; i < p->n_items; i++) {
		const struct forms_item *it = &p->items[i];

		if (it->kind == FORMS_ITEM_FIELD) {
			if (as->v[it->field->index].state != FORMS_NOT_ASKED)
				question(s, as, it->field);
		} else if (it->show == NULL || forms_shown(as, it->show)) {
			printf("\n");
			indented("", 0, forms_words(as, it->words));
		}
	}
}

/* ---- one response ------------------------------------------------------------ */

static bool
response(struct seen *s, const struct cases_sent *sent, struct err *e)
{
	const struct store_meta *m = &sent->meta;
	struct forms_answers as;
	struct store_meta again;
	struct forms_form *f;
	size_t i;

	if (!forms_load_seen(s->a, s->dir, m->form, m->lang, m->catalogue, &f,
	    e) || !store_decode(s->a, sent->json, f, &as, &again, e))
		return false;
	printf("Sent on %s in %s (%s), %s", m->day, locale_name(m->lang),
	    m->lang, version_words(s, m->form));
	if (m->catalogue[0] != '\0')
		printf(", translation %.12s", m->catalogue);
	printf(".\n");
	for (i = 0; i < m->n_seen; i++)
		printf("Part of it was answered in other words before: %s.\n",
		    version_words(s, m->seen[i]));
	printf("\n# %s\n", f->title);
	for (i = 0; i < f->n_pages; i++)
		page(s, &as, &f->pages[i]);
	return true;
}

bool
words_seen(const char *dir, const char *reference, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct seen s = { .a = &a, .dir = dir };
	const char *path = path_join(&a, dir, "cases.db");
	struct forms_version *versions;
	char ref[REFERENCE_SIZE];
	struct cases *c = NULL;
	struct cases_sent *v;
	size_t n, i;
	bool ok;

	if (!reference_read(str_of(reference), ref))
		return err_set(e, ERR_USAGE, "%s: this is not a reference",
		    reference);
	if (!file_exists(path))
		return err_set(e, ERR_INPUT, "%s: there is nothing here yet; "
		    "run: earshot pull %s", path, dir);
	if (!forms_history(&a, dir, &versions, &s.n_versions, e))
		return false;
	s.versions = versions;
	ok = cases_open(&c, path, DB_READ, e) &&
	    cases_sent(&a, c, ref, &v, &n, e);
	cases_close(c);
	if (ok && n == 0)
		return err_set(e, ERR_INPUT, "%s: no response that was pulled "
		    "has this reference", ref);
	for (i = 0; ok && i < n; i++) {
		if (i > 0)
			printf("\nIt was changed afterwards:\n");
		ok = response(&s, &v[i], e);
	}
	return ok;
}
