/* SPDX-License-Identifier: MIT
 *
 * cmd_diff.c -- `earshot diff DIR [V1 [V2]]`: what changed, for whom.
 */
#include "survey/survey.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

struct step {
	const char	*from, *to;	/* "1", "1.1", "" for the definition */
	const struct forms_form *newer;
	int		 number;	/* of the older */
	struct forms_diff diff;
};
struct steps {
	struct arena	*a;
	const char	*dir;
	struct forms_version *v;
	size_t		 n;
	struct step	*step;
	size_t		 n_steps, cap;
};

static void
add_step(struct steps *s, const struct forms_version *from,
    const struct forms_form *older, const struct forms_version *to,
    const struct forms_form *newer)
{
	struct step *x = arena_push(s->a, s->step, s->n_steps, s->cap);

	*x = (struct step){ .from = forms_version_words(s->a, from),
	    .to = to != NULL ? forms_version_words(s->a, to) : "",
	    .newer = newer, .number = from->number };
	forms_diff(s->a, older, newer, newer->changes != NULL &&
	    newer->changes->from == from->number, &x->diff);
}

/* From one published version to the next, until `to`; then, with draft, to
 * the definition as it stands. */
static bool
walk(struct steps *s, const struct forms_version *from,
    const struct forms_version *to, const struct forms_form *draft,
    struct err *e)
{
	struct forms_form *older, *newer;
	const struct forms_version *v;

	if (!forms_load_published(s->a, s->dir, from->hash, &older, e))
		return false;
	for (v = from; v < to; v++, older = newer) {
		if (!forms_load_published(s->a, s->dir, v[1].hash, &newer, e))
			return false;
		add_step(s, v, older, v + 1, newer);
	}
	if (draft != NULL)
		add_step(s, to, older, NULL, draft);
	return true;
}

static const struct forms_version *
named(const struct steps *s, const char *name, struct err *e)
{
	const struct forms_version *v = forms_version_named(s->v, s->n, name);

	if (v == NULL)
		err_set(e, ERR_USAGE, "there is no version %s here; "
		    "%s/published/history lists them", name, s->dir);
	return v;
}

static bool
compare(struct place *p, struct steps *s, const char *const *names, size_t n,
    struct err *e)
{
	const struct forms_version *from, *to;

	if (!forms_history(s->a, s->dir, &s->v, &s->n, e))
		return false;
	if (s->n == 0)
		return err_set(e, ERR_INPUT, "%s: nothing was published yet; "
		    "run: earshot publish %s", s->dir, s->dir);
	to = &s->v[s->n - 1];
	from = n > 0 ? named(s, names[0], e) : to;
	if (n > 1)
		to = named(s, names[1], e);
	if (from == NULL || to == NULL)
		return false;
	if (from > to)
		return err_set(e, ERR_USAGE, "version %s is older than %s; "
		    "give the older one first", names[1], names[0]);
	if (n < 2 && !place_open_draft(p, s->dir, e))
		return false;
	return walk(s, from, to, n < 2 ? p->form : NULL, e);
}

/* ---- in words ---------------------------------------------------------------- */

enum reader { RESPONDENTS, KEYERS, ANALYSTS, READERS };
static const char *const readers[READERS] = { "respondents", "keyers",
	"analysts" };
static const char *const heads[READERS] = {
	"For respondents: what they read and are asked",
	"For keyers: numbers, codes and order on paper",
	"For analysts: what can still be compared" };

static const char *
sentence(const struct forms_difference *x, enum reader r)
{
	return r == RESPONDENTS ? x->respondents : r == KEYERS ? x->keyers :
	    x->analysts;
}

/* Lines of at most 80 columns. */
static void
print_item(const char *s)
{
	size_t column = 2, n, wide, i;

	printf("  - ");
	for (column = 4; *s != '\0'; s += n + (s[n] == ' ')) {
		n = strcspn(s, " ");
		for (wide = i = 0; i < n; i++)
			wide += ((unsigned char)s[i] & 0xC0) != 0x80;
		if (column > 4 && column + 1 + wide > 80) {
			printf("\n    ");
			column = 4;
		}
		printf("%s%.*s", column > 4 ? " " : "", (int)n, s);
		column += wide + (column > 4);
	}
	printf("\n");
}

static void
print_step(const struct step *s)
{
	struct buf lines CLEAN(buf_free) = { 0 };
	size_t i, said;
	int r;

	printf("From version %s to %s%s\n", s->from, s->to[0] != '\0' ?
	    "version " : "the definition as it stands", s->to);
	for (r = 0; r < READERS; r++) {
		printf("\n%s\n", heads[r]);
		for (i = said = 0; i < s->diff.n; i++)
			if (sentence(&s->diff.v[i], (enum reader)r) != NULL) {
				print_item(sentence(&s->diff.v[i],
				    (enum reader)r));
				said++;
			}
		if (said == 0)
			printf("  Nothing changed.\n");
	}
	if (s->to[0] != '\0' || s->diff.weight == FORMS_WORDS)
		return;
	forms_diff_lines(s->newer, s->number, &s->diff, &lines);
	if (lines.n > 0)
		printf("\nTo publish this, declare what became of earlier "
		    "answers:\n\n%s", buf_text(&lines));
}

/* ---- as JSON ----------------------------------------------------------------- */

static cJSON *
have(cJSON *j)
{
	if (j == NULL)
		abort();
	return j;
}

static void
add_text(cJSON *o, const char *key, const char *s)
{
	if (s != NULL)
		have(cJSON_AddStringToObject(o, key, s));
}

static void
add_change(cJSON *list, const struct step *s, const struct forms_difference *x)
{
	static const char *const weights[] = { "words", "new-version",
		"declare", "refused" };
	cJSON *o = have(cJSON_CreateObject());
	int r;

	cJSON_AddItemToArray(list, o);
	add_text(o, "from", s->from);
	add_text(o, "to", s->to);
	add_text(o, "name", x->name);
	add_text(o, "weight", weights[x->weight]);
	have(cJSON_AddBoolToObject(o, "declared", x->declared));
	if (x->line != NULL && x->line[0] != '\0')
		add_text(o, "line", x->line);
	for (r = 0; r < READERS; r++)
		add_text(o, readers[r], sentence(x, (enum reader)r));
}

static void
print_json(const struct steps *s)
{
	cJSON *list = have(cJSON_CreateArray());
	size_t i, k;
	char *text;

	for (i = 0; i < s->n_steps; i++)
		for (k = 0; k < s->step[i].diff.n; k++)
			add_change(list, &s->step[i], &s->step[i].diff.v[k]);
	text = cJSON_PrintUnformatted(list);
	if (text == NULL)
		abort();
	printf("%s\n", text);
	cJSON_free(text);
	cJSON_Delete(list);
}

int
cmd_diff(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	struct arena a CLEAN(arena_free) = { 0 };
	struct steps s = { .a = &a };
	struct err e = { 0 };
	const char *words[3];
	bool json = false;
	const struct option_spec specs[] = { { "--json", NULL, &json } };
	size_t n, i;

	if (!options_read(argc, argv, specs, LEN(specs), words, 3, &n) ||
	    n == 0)
		return usage(argv[0]);
	s.dir = words[0];
	if (!compare(&p, &s, words + 1, n - 1, &e))
		return fail(argv[0], &e);
	if (json)
		print_json(&s);
	for (i = 0; !json && i < s.n_steps; i++) {
		if (i > 0)
			printf("\n");
		print_step(&s.step[i]);
	}
	if (!json && s.n_steps == 0)
		printf("These are one and the same version.\n");
	return 0;
}
