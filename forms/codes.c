/* SPDX-License-Identifier: MIT
 *
 * codes.c -- a codebook: kinds, and the entities that text is coded against.
 */
#include "forms/build.h"

enum { EXAMPLES_MAX = 20 };

struct forms_kind *
kind_named(const struct build *b, const char *name)
{
	struct forms_kind *k;

	for (k = b->f->kinds; k != NULL; k = k->next)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}

const char *
nearest_kind(struct build *b, const char *name)
{
	const char *names[64];
	struct forms_kind *k;
	size_t n = 0;

	for (k = b->f->kinds; k != NULL && n < LEN(names); k = k->next)
		names[n++] = k->name;
	return n == 0 ? "name the codebook: use NAME version 1" :
	    closest(&b->c, str_of(name), names, n);
}

static void
add_kind(struct build *b, struct line *l)
{
	struct forms_kind **tail = &b->f->kinds;
	const char *name, *words;
	struct forms_span at;

	l->cursor = 1;
	if (too_many(&b->c, l, b->n_kinds++))
		return;
	name = want_name(&b->c, l, "the name of a kind", &at);
	words = name ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	if (words == NULL)
		return;
	if (lang_keyword(str_of(name))) {
		fault(&b->c, "E202", at, "choose another name", "`%s` starts a "
		    "line of another sort, so no kind can have it as its name",
		    name);
		return;
	}
	if (kind_named(b, name) != NULL) {
		fault(&b->c, "E203", at, "", "there is a kind `%s` already",
		    name);
		return;
	}
	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = arena_new(b->c.a, struct forms_kind);
	(*tail)->name = name;
	(*tail)->words = words_plain(b, l, words);
}

static struct forms_kind *
kind_of_line(struct build *b, const struct line *l)
{
	const struct str word = l->toks[0].text;
	const char *names[64];
	struct forms_kind *k;
	size_t n = 0;

	for (k = b->f->kinds; k != NULL; k = k->next) {
		if (str_is(word, k->name))
			return k;
		if (n < LEN(names) - 1)
			names[n++] = k->name;
	}
	names[n++] = "kind";
	fault(&b->c, "E501", line_key(l), arena_printf(b->c.a, "%s%s",
	    closest(&b->c, word, names, n), n > 1 ? "" :
	    "a codebook declares its kinds first: kind priority \"Priority\""),
	    "no kind `%.*s` is declared above", STRF(word));
	return NULL;
}

static void
fact(struct build *b, struct line *l, const char **to)
{
	const char *words;

	l->cursor = 1;
	take_twice(&b->c, l, *to != NULL);
	words = want_words(&b->c, l);
	want_end(&b->c, l);
	if (words != NULL)
		*to = words_plain(b, l, words);
}

static void
example(struct build *b, struct line *l, struct forms_entity *e, size_t *cap)
{
	const char *words;

	l->cursor = 1;
	words = want_words(&b->c, l);
	want_end(&b->c, l);
	if (words == NULL)
		return;
	if (e->n_examples == EXAMPLES_MAX) {
		fault(&b->c, "E122", line_key(l), "", "a code has %d examples "
		    "at most", (int)EXAMPLES_MAX);
		return;
	}
	*arena_push(b->c.a, e->examples, e->n_examples, *cap) = words;
}

static void
details(struct build *b, struct line *l, struct forms_entity *e)
{
	struct line *child;
	size_t cap = 0;

	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind == L_EXAMPLE)
			example(b, child, e, &cap);
		if (child->kind == L_SAYS) {
			fact(b, child, &e->says);
		} else if (child->kind == L_COVERS) {
			fact(b, child, &e->covers);
		} else if (child->kind == L_EXCLUDES) {
			fact(b, child, &e->excludes);
		} else if (child->kind == L_MATCH) {
			child->cursor = 1;
			if (!take_twice(&b->c, child, e->match != NULL))
				e->match = build_search(&b->c, child);
		}
	}
	e->says = e->says ? e->says : "";
	e->covers = e->covers ? e->covers : "";
	e->excludes = e->excludes ? e->excludes : "";
}

static void
add_entity(struct build *b, struct line *l, struct forms_entity ***tail)
{
	struct forms_kind *kind = kind_of_line(b, l);
	struct forms_entity *e, *other;
	const char *name, *words;
	struct forms_span at;
	int number = 1;

	l->cursor = 1;
	if (kind == NULL)
		return;
	name = want_name(&b->c, l, "a name", &at);
	words = name ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	if (words == NULL)
		return;
	for (other = b->f->entities; other != NULL; other = other->next) {
		number += other->kind == kind;
		if (strcasecmp(other->name, name) == 0) {
			fault(&b->c, "E203", at, "", "there is `%s` already",
			    other->name);
			return;
		}
	}
	e = arena_new(b->c.a, struct forms_entity);
	*e = (struct forms_entity){ .kind = kind, .name = name,
	    .title = words_plain(b, l, words), .number = number, .at = at };
	details(b, l, e);
	**tail = e;
	*tail = &e->next;
}

/* Does a line start so?  It may have been complained of already. */
static bool
was_tried(const struct text *t, const char *name)
{
	const struct line *l;

	for (l = t->top.first->next; l != NULL; l = l->next)
		if (l->n > 1 && str_is(l->toks[1].text, name))
			return true;
	return false;
}

/* `under P3`, once every entity is known. */
static void
link_under(struct build *b, const struct text *t, const struct line *l)
{
	struct forms_entity *e, *up, *step;
	struct forms_span at;
	struct line *child;
	const char *name;

	e = l->n > 1 ? forms_entity(b->f, arena_strn(b->c.a,
	    l->toks[1].text.p, l->toks[1].text.n)) : NULL;
	for (child = l->first; child != NULL; child = child->next) {
		if (child->kind != L_UNDER)
			continue;
		child->cursor = 1;
		name = want_name(&b->c, child, "a name", &at);
		want_end(&b->c, child);
		if (name == NULL || e == NULL ||
		    take_twice(&b->c, child, e->under != NULL))
			continue;
		up = forms_entity(b->f, name);
		for (step = up; step != NULL && step != e; step = step->under)
			;
		if (up == NULL && was_tried(t, name))
			continue;
		if (up == NULL)
			fault(&b->c, "E505", at, "", "there is no `%s` in this "
			    "codebook", name);
		else if (step != NULL)
			fault(&b->c, "E502", at, "", "`%s` would stand under "
			    "itself", e->name);
		else
			e->under = up;
	}
}

void
build_codes(struct build *b, struct text *t)
{
	struct forms_entity **tail = &b->f->entities;
	struct line *l;
	size_t n = 0;

	for (l = t->top.first->first; l != NULL; l = l->next)
		if (l->kind == L_KIND)
			add_kind(b, l);
	for (l = t->top.first->next; l != NULL; l = l->next) {
		if (l->kind == L_KIND)
			add_kind(b, l);
		if (l->kind != L_ENTITY)
			continue;
		if (++n > ENTITIES_MAX) {
			fault(&b->c, "E122", line_key(l), "",
			    "a codebook holds "
			    "%d entries at most", (int)ENTITIES_MAX);
			return;
		}
		add_entity(b, l, &tail);
	}
	for (l = t->top.first->next; l != NULL; l = l->next)
		if (l->kind == L_ENTITY)
			link_under(b, t, l);
}
