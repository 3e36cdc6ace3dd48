/* SPDX-License-Identifier: MIT
 *
 * suggest.c -- what the suggestion engine is told: codes, comments, readings.
 */
#include "analysis/suggest_private.h"

#include <stdio.h>
#include <stdlib.h>

void *
suggest_room(void *v, size_t n, size_t *cap, size_t each)
{
	size_t want = *cap > 0 ? *cap : 64;

	if (n <= *cap && v != NULL)
		return v;
	while (want < n)
		want = arena_size(want, 2);
	v = realloc(v, arena_size(want, each));
	if (v == NULL) {
		fprintf(stderr, "earshot: out of memory (%zu bytes)\n",
		    want * each);
		abort();
	}
	*cap = want;
	return v;
}

static struct forms_search *
copy_rule(struct arena *a, const struct forms_search *f)
{
	struct forms_search *r;

	if (f == NULL)
		return NULL;
	r = arena_new(a, struct forms_search);
	*r = *f;
	r->text = f->text != NULL ? arena_str(a, f->text) : NULL;
	r->left = copy_rule(a, f->left);
	r->right = copy_rule(a, f->right);
	return r;
}

static const char *
copy_text(struct arena *a, const char *s)
{
	return arena_str(a, s != NULL ? s : "");
}

static void
copy_code(struct suggest *s, struct code *to, const struct suggest_code *c)
{
	const char **examples =
	    arena_array(&s->a, const char *, c->n_examples + 1);
	size_t i;

	for (i = 0; i < c->n_examples; i++)
		examples[i] = copy_text(&s->a, c->examples[i]);
	to->c = (struct suggest_code){.id = copy_text(&s->a, c->id),
	    .title = copy_text(&s->a, c->title),
	    .words = copy_text(&s->a, c->words),
	    .examples = examples,
	    .n_examples = c->n_examples,
	    .rule = copy_rule(&s->a, c->rule)};
	to->rule = rule_make(&s->a, s->stemmer, to->c.rule);
}

static void
describe(struct suggest *s)
{
	struct arena a CLEAN(arena_free) = {0};
	struct words **titles = arena_array(&a, struct words *, s->n_codes + 1),
		     **texts = arena_array(&a, struct words *, s->n_codes + 1);
	size_t i, k;

	for (i = 0; i < s->n_codes; i++) {
		struct buf b CLEAN(buf_free) = {0};

		titles[i] = arena_new(&a, struct words);
		texts[i] = arena_new(&a, struct words);
		words_split(&a, s->stemmer, s->codes[i].c.title, titles[i]);
		buf_puts(&b, s->codes[i].c.words);
		for (k = 0; k < s->codes[i].c.n_examples; k++) {
			buf_lit(&b, "\n");
			buf_puts(&b, s->codes[i].c.examples[k]);
		}
		words_split(
		    &a, s->stemmer, arena_str(&a, buf_text(&b)), texts[i]);
	}
	bm25_make(&s->bm25, (const struct words *const *)titles,
	    (const struct words *const *)texts, s->n_codes);
}

struct suggest *
suggest_new(const struct suggest_code *codes, size_t n)
{
	struct suggest *s = suggest_room(NULL, 1, &(size_t){1}, sizeof(*s));
	size_t i;

	*s = (struct suggest){.stemmer = words_stemmer(),
	    .n_codes = n,
	    .n_blocks = (n + LANES - 1) / LANES};
	s->codes = arena_array(&s->a, struct code, n + 1);
	s->seen = arena_array(&s->a, uint32_t, BUCKETS);
	s->idf = arena_array(&s->a, float, BUCKETS);
	s->column = arena_array(&s->a, uint32_t, BUCKETS);
	for (i = 0; i < n; i++)
		copy_code(s, &s->codes[i], &codes[i]);
	describe(s);
	return s;
}

void
suggest_free(struct suggest **s)
{
	size_t i;

	if (*s == NULL)
		return;
	for (i = 0; i < (*s)->n_units; i++)
		free((*s)->units[i].codes);
	free((*s)->units);
	free((*s)->questions);
	free((*s)->w);
	bm25_free(&(*s)->bm25);
	bag_free(&(*s)->bag);
	words_stemmer_free(&(*s)->stemmer);
	arena_free(&(*s)->a);
	free(*s);
	*s = NULL;
}

/* ---- comments
 * ------------------------------------------------------------------ */

size_t
suggest_question(const struct suggest *s, const char *question)
{
	size_t i;

	for (i = 0; i < s->n_questions; i++)
		if (strcmp(s->questions[i], question) == 0)
			break;
	return i;
}

size_t
suggest_add(struct suggest *s, const char *question, const char *text)
{
	struct arena a CLEAN(arena_free) = {0};
	struct words t;
	size_t i, q = suggest_question(s, question);

	if (q == s->n_questions) {
		s->questions = suggest_room(s->questions, q + 1,
		    &s->questions_cap, sizeof(*s->questions));
		s->questions[s->n_questions++] = question;
	}
	words_split(&a, s->stemmer, text, &t);
	bag_fill(&s->bag, &t);
	for (i = 0; i < s->bag.n; i++)
		s->seen[s->bag.v[i].bucket]++;
	s->units = suggest_room(
	    s->units, s->n_units + 1, &s->units_cap, sizeof(*s->units));
	s->units[s->n_units] =
	    (struct unit){.text = text, .question = (uint32_t)q};
	return s->n_units++;
}

void
suggest_unread(struct suggest *s, size_t text)
{
	struct unit *u = &s->units[text];
	size_t i;

	for (i = 0; i < u->n_codes; i++)
		s->codes[u->codes[i]].known--;
	free(u->codes);
	u->codes = NULL;
	u->n_codes = 0;
	u->read = false;
}

void
suggest_read(struct suggest *s, size_t text, const size_t *codes, size_t n)
{
	struct unit *u = &s->units[text];
	size_t i, k;

	suggest_unread(s, text);
	u->read = true;
	u->codes = suggest_room(NULL, n + 1, &(size_t){1}, sizeof(*codes));
	for (i = 0; i < n; i++) {
		for (k = 0; k < u->n_codes; k++)
			if (u->codes[k] == codes[i])
				break;
		if (k < u->n_codes)
			continue; /* named twice */
		u->codes[u->n_codes++] = codes[i];
		s->codes[codes[i]].known++;
	}
}

size_t
suggest_known(const struct suggest *s, size_t code)
{
	return s->codes[code].known;
}

bool
suggest_learnt(const struct suggest *s, size_t code)
{
	return s->codes[code].learnt;
}
