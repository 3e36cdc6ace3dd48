/* SPDX-License-Identifier: MIT
 *
 * fold_texts.c -- the questions, titles and hints of a form, made ready to be
 * found in messages: each different text once, with an index of its words.
 */
#include "survey/mail/fold.h"

enum { TEXT_WORDS = 96, MOST_NUMBER = 9999 };

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	return h ^ h >> 33;
}

static struct fold_post *
post(const struct fold_form *ff, uint64_t word)
{
	size_t i = (size_t)mix(word) & (ff->room - 1);

	while (ff->posts[i].n > 0 && ff->posts[i].word != word)
		i = (i + 1) & (ff->room - 1);
	return &ff->posts[i];
}

const uint32_t *
fold_texts_with(const struct fold *f, uint64_t word, size_t *n)
{
	const struct fold_post *p;

	*n = 0;
	if (f->f.n == 0)
		return NULL;
	p = post(&f->f, word);
	*n = p->n;
	return p->v;
}

/* The text of this kind with these words: had already, or new. */
static struct fold_text *
text_of(struct fold *f, enum fold_text_kind kind, const char *written)
{
	struct fold_form *ff = &f->f;
	struct buf b CLEAN(buf_free) = { 0 };
	uint64_t v[TEXT_WORDS], h = (uint64_t)kind + 1;
	struct fold_text *t;
	size_t i, k, n;

	fold_words(&b, str_of(written));
	n = fold_hashes(buf_text(&b), b.n, v, TEXT_WORDS);
	if (n == 0)
		return NULL;
	for (i = 0; i < n; i++)
		h = mix(h * 31 + v[i]);
	k = (size_t)h & (ff->room - 1);
	for (i = ff->buckets[k]; i > 0; i = t->next) {
		t = &ff->texts[i - 1];
		if (t->kind == kind && t->n_words == n &&
		    memcmp(t->words, v, n * sizeof(*v)) == 0)
			return t;
	}
	t = arena_push(f->a, ff->texts, ff->n, ff->cap);
	*t = (struct fold_text){ .kind = kind, .n_words = n,
	    .next = ff->buckets[k] };
	t->words = memcpy(arena_array(f->a, uint64_t, n), v, n * sizeof(*v));
	ff->buckets[k] = (uint32_t)ff->n;
	return t;
}

static void
text_field(struct fold *f, struct fold_text *t, const struct forms_field *field)
{
	if (t != NULL && field != NULL)
		*arena_push(f->a, t->fields, t->n_fields, t->cap_fields) =
		    field;
}

/* The words of "Priority 3" in "Priority 3: Health equity". */
static size_t
name_words(const char *title)
{
	const char *colon = strchr(title, ':');
	struct buf b CLEAN(buf_free) = { 0 };
	struct str name;

	if (colon == NULL)
		return 0;
	name = (struct str){ title, (size_t)(colon - title) };
	return fold_digits(name) == 0 ? 0 : fold_words(&b, name);
}

/* The one question for words on each page, if there is one. */
static const struct forms_field **
wordy(struct fold *f, const struct forms_form *form)
{
	const struct forms_field **v = arena_array(f->a,
	    const struct forms_field *, form->n_pages + 1);
	bool *several = arena_array(f->a, bool, form->n_pages + 1);
	size_t i;

	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *q = &form->fields[i];

		if (q->page == NULL || q->q->type != FORMS_TEXT)
			continue;
		several[q->page->index] = v[q->page->index] != NULL;
		v[q->page->index] = q;
	}
	for (i = 0; i < form->n_pages; i++)
		if (several[i])
			v[i] = NULL;
	return v;
}

static void
titles(struct fold *f, const struct forms_form *first,
    const struct forms_form *form)
{
	const struct forms_field **one = wordy(f, first);
	size_t i;

	for (i = 0; i < form->n_pages && i < first->n_pages; i++) {
		size_t had = f->f.n;
		struct fold_text *t = text_of(f, TEXT_TITLE,
		    form->pages[i].title);

		if (t == NULL)
			continue;
		if (f->f.n == had) {
			if (t->page != &first->pages[i]) {
				t->page = NULL;
				t->n_fields = 0;
			}
			continue;
		}
		t->page = &first->pages[i];
		t->n_name = name_words(form->pages[i].title);
		text_field(f, t, one[i]);
	}
}

static void
index_words(struct fold *f)
{
	struct fold_form *ff = &f->f;
	size_t i, k;

	for (i = 0; i < ff->n; i++)
		for (k = 0; k < ff->texts[i].n_words; k++) {
			uint64_t w = ff->texts[i].words[k];
			struct fold_post *p = post(ff, w);

			p->word = w;
			if (p->n == 0 || p->v[p->n - 1] != i)
				*arena_push(f->a, p->v, p->n, p->cap) =
				    (uint32_t)i;
		}
}

static unsigned
number_value(const char *s)
{
	unsigned v = 0;

	for (; *s >= '0' && *s <= '9' && v <= MOST_NUMBER; s++)
		v = v * 10 + (unsigned)(*s - '0');
	return v;
}

static void
index_numbers(struct fold *f, const struct forms_form *form)
{
	size_t i, *many, most = 0;
	unsigned v;

	for (i = 0; i < form->n_fields; i++) {
		v = number_value(form->fields[i].number == NULL ? "" :
		    form->fields[i].number);
		if (v <= MOST_NUMBER && v > most)
			most = v;
	}
	f->f.n_numbered = most + 1;
	f->f.numbered = arena_array(f->a, const struct forms_field **, most + 1);
	many = arena_array(f->a, size_t, most + 1);
	for (i = 0; i < form->n_fields; i++)
		if (form->fields[i].number != NULL && (v =
		    number_value(form->fields[i].number)) <= most)
			many[v]++;
	for (i = 0; i <= most; i++) {
		f->f.numbered[i] = arena_array(f->a,
		    const struct forms_field *, many[i] + 1);
		many[i] = 0;
	}
	for (i = 0; i < form->n_fields; i++)
		if (form->fields[i].number != NULL && (v =
		    number_value(form->fields[i].number)) <= most)
			f->f.numbered[v][many[v]++] = &form->fields[i];
}

void
fold_form(struct fold *f, const struct forms_form *const *forms, size_t n)
{
	const struct forms_form *first;
	size_t i, k, words = 64;

	if (n == 0 || forms[0] == NULL)
		return;
	first = forms[0];
	for (i = 0; i < n; i++)
		words += forms[i]->n_fields * 40 + forms[i]->n_pages * 20;
	for (f->f.room = 64; f->f.room < words * 2; f->f.room *= 2)
		;
	f->f.forms = forms;
	f->f.n_forms = n;
	f->f.posts = arena_array(f->a, struct fold_post, f->f.room);
	f->f.buckets = arena_array(f->a, uint32_t, f->f.room);
	for (i = 0; i < n; i++) {
		for (k = 0; k < forms[i]->n_fields && k < first->n_fields; k++) {
			text_field(f, text_of(f, TEXT_QUESTION,
			    forms[i]->fields[k].words), &first->fields[k]);
			text_field(f, text_of(f, TEXT_HINT,
			    forms[i]->fields[k].hint), &first->fields[k]);
		}
		titles(f, first, forms[i]);
	}
	index_words(f);
	index_numbers(f, first);
}
