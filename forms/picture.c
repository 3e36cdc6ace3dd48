/* SPDX-License-Identifier: MIT
 *
 * picture.c -- `picture NAME file PATH "what it shows"` under a question, a page
 * or a text: what Easy Read shows beside the words.
 */
#include "forms/build.h"

/* The same line is read again for each row of a repeat. */
static const struct forms_document *
read_already(const struct build *b, const struct line *l)
{
	size_t i;

	for (i = 0; i < b->f->n_pictures; i++)
		if (b->f->pictures[i]->at.src == l->at.src &&
		    b->f->pictures[i]->at.start > l->at.start &&
		    b->f->pictures[i]->at.start < l->at.end)
			return b->f->pictures[i];
	return NULL;
}

static void
name_free(struct build *b, const char *name, struct forms_span at)
{
	bool taken = false;
	size_t i;

	for (i = 0; i < b->f->n_pictures; i++)
		taken |= strcmp(b->f->pictures[i]->name, name) == 0;
	for (i = 0; i < b->f->n_documents; i++)
		taken |= strcmp(b->f->documents[i].name, name) == 0;
	if (taken)
		fault(&b->c, "E203", at, "", "there is a document or picture "
		    "`%s` already", name);
}

const struct forms_document *
build_picture(struct build *b, const struct line *parent)
{
	struct line *l = line_child(parent, L_PICTURE);
	const struct forms_document *there;
	struct forms_document *p;
	const struct tok *path;
	const char *name, *words;
	struct forms_span at;

	if (l == NULL)
		return NULL;
	there = read_already(b, l);
	if (there != NULL || l->bad)
		return there;
	l->cursor = 1;
	name = want_name(&b->c, l, "the name of a picture", &at);
	if (name == NULL || !want_word(&b->c, l, "file"))
		return NULL;
	path = want_any(&b->c, l, "the path of a file");
	words = path ? want_words(&b->c, l) : NULL;
	want_end(&b->c, l);
	if (words == NULL || too_many(&b->c, l, b->f->n_pictures))
		return NULL;
	if (!path_inside_folder(path->text)) {
		fault(&b->c, "E214", path->at, "for example pictures/bus.svg",
		    "a picture has to be in the consultation's own folder");
		return NULL;
	}
	name_free(b, name, at);
	p = arena_new(b->c.a, struct forms_document);
	*p = (struct forms_document){ name, arena_strn(b->c.a, path->text.p,
	    path->text.n), words_plain(b, l, words), path->at };
	*arena_push(b->c.a, b->f->pictures, b->f->n_pictures,
	    b->cap_pictures) = p;
	return p;
}
