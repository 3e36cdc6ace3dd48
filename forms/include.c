/* SPDX-License-Identifier: MIT
 *
 * include.c -- questions from a module: between the pages of a form, or after
 * people have checked their answers.
 */
#include "forms/build.h"

struct scope *
add_scope(struct build *b, const struct forms_source *src, const char *prefix)
{
	struct scope *s = arena_new(b->c.a, struct scope), **tail = &b->scopes;

	s->prefix = prefix;
	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = s;
	lang_parse(&b->c, src, &s->text);
	return s;
}

static const char *
module_intro(struct build *b, const struct scope *s)
{
	struct line *l;
	const char *words;

	for (l = s->text.top.first; l != NULL; l = l->next) {
		if (l->kind != L_TEXT)
			continue;
		l->cursor = 1;
		if (want_name(&b->c, l, "a name", NULL) == NULL)
			return "";
		words = want_words(&b->c, l);
		want_end(&b->c, l);
		return words ? words_plain(b, l, words) : "";
	}
	return "";
}

/* A text given with the form comes before the one in the program: that is
 * how a frozen form keeps the module that it was published with. */
const struct forms_source *
module_text(struct build *b, const char *name, int version)
{
	int other;
	const struct forms_source *src = find_text(b, L_MODULE, name, version,
	    &other);

	return src ? src : forms_module(name, version);
}

static void
include_flags(struct build *b, struct line *l)
{
	for (l = l->first; l != NULL; l = l->next) {
		l->cursor = 1;
		if (l->kind == L_SKIPPABLE) {
			b->f->equality_skippable = true;
			want_end(&b->c, l);
		} else if (l->kind == L_STORE) {
			b->f->equality_apart = want_word(&b->c, l, "apart");
			want_end(&b->c, l);
		}
	}
}

/* NAME.part would then be a question of the module and also the words beside
 * an answer of that question. */
static bool
name_taken(struct build *b, const char *as, struct forms_span at)
{
	if (known_named(b, as) == NULL)
		return false;
	fault(&b->c, "E203", at, "include it under another name: "
	    "`as other-name` before `after`",
	    "there is a question `%s` already", as);
	return true;
}

/* NAME version INT [as NAME]; the source, and the prefix of its names. */
static const struct forms_source *
named_module(struct build *b, struct line *l, const char **as)
{
	const struct forms_source *src;
	struct forms_span at, as_at;
	const char *name;
	int version;

	if (too_many(&b->c, l, b->n_includes++) ||
	    !name_version(b, l, &name, &version, &at))
		return NULL;
	as_at = at;
	*as = take_word(l, "as") ? want_name(&b->c, l, "a name", &as_at) : name;
	if (*as == NULL || name_taken(b, *as, as_at))
		return NULL;
	src = module_text(b, name, version);
	if (src == NULL)
		fault(&b->c, "E212", at, arena_printf(b->c.a, "put it beside "
		    "the form, as %s.module; `equality version 2021` comes "
		    "with the program", name),
		    "there is no module `%s` version %d", name, version);
	return src;
}

static struct scope *
open_module(struct build *b, const struct forms_source *src, const char *as,
    const struct line *l)
{
	struct scope *s;
	struct head head;

	use_source(b, src);
	s = add_scope(b, src, arena_printf(b->c.a, "%s.", as));
	s->include = l;
	if (s->text.top.kind != L_MODULE || !head_of(b, &s->text, &head))
		return NULL;
	module_parameters(b, s);
	return s;
}

/* `… after check-answers`: these questions come last. */
bool
include_is_last(const struct line *l)
{
	return l->own > 0 && str_is(l->toks[l->own - 1].text, "check-answers");
}

void
include_last(struct build *b, struct line *l)
{
	const struct forms_source *src;
	struct scope *s;
	const char *as;

	src = named_module(b, l, &as);
	if (src == NULL || !want_word(&b->c, l, "after") ||
	    !want_word(&b->c, l, "check-answers"))
		return;
	want_end(&b->c, l);
	if (b->f->has_equality) {
		fault(&b->c, "E120", line_key(l), "keep one of them",
		    "one module can be included after check-answers");
		return;
	}
	b->f->has_equality = true;
	include_flags(b, l);
	s = open_module(b, src, as, l);
	if (s == NULL)
		return;
	s->last = true;
	b->f->equality_intro = module_intro(b, s);
	build_index(b, s);
}

/* Between the pages of the form. */
void
include_here(struct build *b, struct line *l)
{
	const struct forms_source *src;
	const struct line *child;
	struct scope *s, *other;
	const char *as;

	src = named_module(b, l, &as);
	l->bad |= src == NULL;
	if (src == NULL)
		return;
	want_end(&b->c, l);
	for (child = l->first; child != NULL; child = child->next)
		if (child->kind == L_SKIPPABLE || child->kind == L_STORE)
			fault(&b->c, "E226", line_key(child), "include it "
			    "`after check-answers`", "only questions that come "
			    "last can be skipped or stored apart as a whole");
	for (other = b->scopes; other != NULL; other = other->next)
		if (other->include != NULL && strncmp(other->prefix, as,
		    strlen(as)) == 0 && other->prefix[strlen(as)] == '.') {
			fault(&b->c, "E203", line_key(l), "include it under "
			    "another name: `as other-name`",
			    "a module `%s` is included already", as);
			return;
		}
	s = open_module(b, src, as, l);
	if (s != NULL)
		build_index(b, s);
}

/* What was included by this line; NULL: it could not be read. */
struct scope *
include_scope(const struct build *b, const struct line *l)
{
	struct scope *s;

	for (s = b->scopes; s != NULL; s = s->next)
		if (s->include == l)
			return s;
	return NULL;
}
