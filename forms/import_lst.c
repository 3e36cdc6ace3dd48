/* SPDX-License-Identifier: MIT
 *
 * import_lst.c -- words of a LimeSurvey questionnaire in other languages, as
 * drafts of translations.
 *
 * Up to version 3 a row is there once for each language; from version 4 on
 * the words have tables of their own.  Either way two rows belong together when
 * they have the same ID.
 */
#include "forms/import_lss.h"
#include "forms/lookup.h"

enum { TAGS_MAX = 20 };

struct tags { const char *v[TAGS_MAX]; size_t n, cells[TAGS_MAX]; };

/* A tag that `languages` takes. */
static bool
tag_ok(const char *s)
{
	size_t n = strcspn(s, "-");

	return n >= 2 && n <= 3 && strlen(s) <= 15 &&
	    s[strspn(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")]
	    == '\0' && s[strlen(s) - 1] != '-';
}

static size_t
tag_at(struct ls *s, struct tags *t, const char *language)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		if (strcmp(t->v[i], language) == 0)
			return i;
	if (t->n == TAGS_MAX || !tag_ok(language))
		return TAGS_MAX;
	t->v[t->n] = arena_str(s->im->a, language);
	return t->n++;
}

/* What rows of different languages have in common. */
static const char *
same(struct ls *s, struct ls_row r, const char *const *keys)
{
	const char *all = "";

	for (; *keys != NULL; keys++)
		all = arena_printf(s->im->a, "%s/%s", all, ls_get(s, r, *keys));
	return all;
}

static void
words(struct ls *s, struct tags *t, const char *table, const char *const *keys,
    const char *field)
{
	struct lookup base = { 0 };
	struct ls_rows rows = { 0 };
	struct arena *a = s->im->a;
	const struct ls_row *first;
	const char *other;
	size_t i, at;

	ls_table(s, table, keys[0], &rows);
	for (i = 0; i < rows.n; i++)
		if (ls_mine(s, rows.v[i]))
			lookup_put(&base, a, same(s, rows.v[i], keys),
			    &rows.v[i]);
	for (i = 0; i < rows.n; i++) {
		other = ls_get(s, rows.v[i], field);
		if (other[0] == '\0' || ls_mine(s, rows.v[i]))
			continue;
		first = lookup_get(&base, str_of(same(s, rows.v[i], keys)));
		at = tag_at(s, t, ls_get(s, rows.v[i], "language"));
		if (first == NULL || at == TAGS_MAX)
			continue;
		t->cells[at]++;
		import_translated(s->im, t->v[at], ls_get(s, *first, field),
		    other, strcmp(field, "answer") != 0);
	}
}

/* Each table that words may stand in, of either layout. */
static void
tables(struct ls *s, struct tags *t)
{
	static const struct { const char *table, *field, *keys[4]; } v[] = {
		{ "questions", "question", { "qid", NULL } },
		{ "questions", "help", { "qid", NULL } },
		{ "subquestions", "question", { "qid", NULL } },
		{ "answers", "answer", { "qid", "code", "scale_id", NULL } },
		{ "groups", "group_name", { "gid", NULL } },
		{ "question_l10ns", "question", { "qid", NULL } },
		{ "question_l10ns", "help", { "qid", NULL } },
		{ "answer_l10ns", "answer", { "aid", NULL } },
		{ "group_l10ns", "group_name", { "gid", NULL } },
		{ "group_l10ns", "description", { "gid", NULL } },
	};
	size_t i;

	for (i = 0; i < LEN(v); i++)
		words(s, t, v[i].table, v[i].keys, v[i].field);
}

const char *
ls_translations(struct ls *s)
{
	struct tags t = { 0 };
	const char *out = "";
	size_t i;

	tables(s, &t);
	for (i = 0; i < t.n; i++) {
		if (t.cells[i] == 0)
			continue;
		out = arena_printf(s->im->a, "%s %s", out, t.v[i]);
		import_guess(s->im, "element languages", "words in another "
		    "language (texts: %zu) are drafts in locales/%s.po",
		    t.cells[i], t.v[i]);
	}
	return out;
}
