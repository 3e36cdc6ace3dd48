/* SPDX-License-Identifier: MIT
 *
 * head.c -- what a consultation says of itself: owner, languages, documents,
 * sources of support.
 */
#include "forms/build.h"

static void
name_list(struct build *b, struct line *l, const char ***list, size_t *n,
    const char *const *allowed)
{
	size_t cap = 0, count = 0, i;
	const char *name;
	int which = 0;

	l->cursor = 1;
	if (take_twice(&b->c, l, *n > 0))
		return;
	do {
		if (allowed != NULL)
			which = want_one_of(&b->c, l, allowed);
		name = allowed == NULL ? want_name(&b->c, l, "a name", NULL) :
		    which >= 0 ? allowed[which] : NULL;
		if (name == NULL)
			return;
		for (i = 0; i < *n; i++)
			if (strcmp((*list)[i], name) == 0)
				break;
		if (i == *n)
			*arena_push(b->c.a, *list, *n, cap) = name;
	} while (take_peek(l) != NULL && ++count < 100);
	want_end(&b->c, l);
}

/* The shape of a tag of BCP 47, as long as a response has room for: a
 * language of two or three letters, then script, region and the like, and after
 * an x what is agreed here: en-x-easy is Easy Read. */
static bool
tag_ok(const char *s)
{
	size_t n = strcspn(s, "-");

	if (n < 2 || n > 3 || strcspn(s, "0123456789") < n || strlen(s) > 15)
		return false;
	for (s += n; *s == '-'; s += n + 1) {
		n = strcspn(s + 1, "-");
		if (n > 8 || (n < 2 && (n == 0 || s[1] != 'x')))
			return false;
	}
	return true;
}

static void
languages(struct build *b, struct line *l)
{
	size_t i;

	b->f->languages_at = l->at;
	name_list(b, l, &b->f->languages, &b->f->n_languages, NULL);
	for (i = 0; i < b->f->n_languages && i + 1 < l->n && !l->bad; i++)
		if (!tag_ok(b->f->languages[i]))
			fault(&b->c, "E201", line_key(l), "give it by its tag, "
			    "for example en, gu or pa-Arab",
			    "`%s` is not the tag of a language",
			    b->f->languages[i]);
}

static void
owner(struct build *b, struct line *l)
{
	const char *words;

	l->cursor = 1;
	take_twice(&b->c, l, b->f->owner[0] != '\0');
	words = want_words(&b->c, l);
	want_end(&b->c, l);
	if (words != NULL)
		b->f->owner = words_plain(b, l, words);
}

bool
too_many(struct ctx *c, const struct line *l, size_t n)
{
	if (n < LIST_MAX)
		return false;
	fault(c, "E122", line_key(l), "", "there are more than %d of these",
	    (int)LIST_MAX);
	return true;
}

/* A path inside the consultation's folder. */
bool
path_inside_folder(struct str p)
{
	return p.n > 0 && p.p[0] != '/' && p.p[0] != '.' &&
	    memmem(p.p, p.n, "/.", 2) == NULL &&
	    memchr(p.p, '\\', p.n) == NULL;
}

static void
document(struct build *b, struct line *l)
{
	struct forms_document *d;
	const struct tok *path;
	const char *name, *words;
	struct forms_span at;
	size_t i;

	l->cursor = 1;
	if (too_many(&b->c, l, b->f->n_documents))
		return;
	name = want_name(&b->c, l, "the name of a document", &at);
	if (name == NULL || !want_word(&b->c, l, "file"))
		return;
	path = want_any(&b->c, l, "the path of a file");
	words = path ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	for (i = 0; i < b->f->n_documents; i++)
		if (strcmp(b->f->documents[i].name, name) == 0)
			fault(&b->c, "E203", at, "",
			    "there is a document `%s` already", name);
	if (path != NULL && !path_inside_folder(path->text)) {
		fault(&b->c, "E214", path->at, "for example "
		    "documents/plan.pdf", "a document has to be in the "
		    "consultation's own folder");
		return;
	}
	if (words == NULL)
		return;
	d = arena_push(b->c.a, b->f->documents, b->f->n_documents,
	    b->cap_documents);
	*d = (struct forms_document){ name, arena_strn(b->c.a, path->text.p,
	    path->text.n), words_plain(b, l, words), path->at };
}

const char *
take_url(struct ctx *c, struct line *l)
{
	const struct tok *t = want_any(c, l, "an address (https://…)");
	const char *url;

	if (t == NULL)
		return NULL;
	url = arena_strn(c->a, t->text.p, t->text.n);
	want_end(c, l);
	if (strncmp(url, "https://", 8) == 0 && url[8] != '\0')
		return url;
	if (strncmp(url, "http://", 7) == 0 && url[7] != '\0')
		return url;
	fault(c, "E605", t->at, "write it from https:// on",
	    "this is not an address on the web");
	return NULL;
}

static void
support(struct build *b, struct line *l)
{
	struct forms_support s = { .phone = "", .link = "" };
	struct line *child;
	const char *words;
	struct forms_span at;
	size_t i;

	l->cursor = 1;
	if (too_many(&b->c, l, b->f->n_supports))
		return;
	s.name = want_name(&b->c, l, "the name of a source of support", &at);
	words = s.name ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	for (i = 0; s.name && i < b->f->n_supports; i++)
		if (strcmp(b->f->supports[i].name, s.name) == 0)
			fault(&b->c, "E203", at, "",
			    "there is a source `%s` already", s.name);
	for (child = l->first; child != NULL; child = child->next) {
		const char **to = child->kind == L_PHONE ? &s.phone : &s.link;
		const char *got;

		if (child->kind != L_PHONE && child->kind != L_LINK)
			continue;
		take_twice(&b->c, child, (*to)[0] != '\0');
		child->cursor = 1;
		got = child->kind == L_PHONE ? want_words(&b->c, child) :
		    take_url(&b->c, child);
		want_end(&b->c, child);
		if (got != NULL)
			*to = got;
	}
	if (words == NULL)
		return;
	s.words = words_plain(b, l, words);
	*arena_push(b->c.a, b->f->supports, b->f->n_supports,
	    b->cap_supports) = s;
}

void
build_facts(struct build *b, struct line *l)
{
	static const char *const ways[] = { "online", "paper", "email",
	    "letter", "phone", NULL };

	for (; l != NULL; l = l->next) {
		if (l->kind == L_OWNER)
			owner(b, l);
		else if (l->kind == L_LANGUAGES)
			languages(b, l);
		else if (l->kind == L_ACCEPT)
			name_list(b, l, &b->f->accept, &b->f->n_accept, ways);
		else if (l->kind == L_DOCUMENT)
			document(b, l);
		else if (l->kind == L_SUPPORT)
			support(b, l);
	}
}
