/* SPDX-License-Identifier: MIT
 *
 * suggest_look.c -- a text as rules, descriptions and the classifier see it.
 */
#include "analysis/suggest_private.h"

#include <math.h>
#include <stdlib.h>

/* A best description that weighs so much is half as good as can be. */
static const float HALF_FIT = 4;

struct suggest_reader *
suggest_reader(const struct suggest *s)
{
	struct suggest_reader *r =
	    suggest_room(NULL, 1, &(size_t){1}, sizeof(*r));
	size_t n = s->n_codes + 1, none = 0;

	*r = (struct suggest_reader){.s = s, .stemmer = words_stemmer()};
	r->bm25 = suggest_room(NULL, n, &(size_t){n}, sizeof(*r->bm25));
	r->score =
	    suggest_room(NULL, n + LANES, &(size_t){n}, sizeof(*r->score));
	r->signal = suggest_room(NULL, n, &(size_t){n}, sizeof(*r->signal));
	r->row.from = suggest_room(NULL, 2, &none, sizeof(*r->row.from));
	return r;
}

void
suggest_reader_free(struct suggest_reader **r)
{
	if (*r == NULL)
		return;
	rows_free(&(*r)->row);
	free((*r)->bm25);
	free((*r)->score);
	free((*r)->signal);
	bag_free(&(*r)->bag);
	words_stemmer_free(&(*r)->stemmer);
	arena_free(&(*r)->a);
	free(*r);
	*r = NULL;
}

void
rows_free(struct rows *r)
{
	free(r->from);
	free(r->column);
	free(r->x);
	*r = (struct rows){0};
}

void
reader_look(struct suggest_reader *r, const char *text)
{
	const struct suggest *s = r->s;
	size_t c;

	arena_free(&r->a);
	words_split(&r->a, r->stemmer, text, &r->words);
	bag_fill(&r->bag, &r->words);
	memset(r->bm25, 0, s->n_codes * sizeof(*r->bm25));
	bm25_score(&s->bm25, &r->words, r->bm25);
	r->best_fit = 0;
	for (c = 0; c < s->n_codes; c++)
		r->best_fit =
		    r->bm25[c] > r->best_fit ? r->bm25[c] : r->best_fit;
	for (c = 0; c < s->n_codes; c++) {
		r->signal[c].fit = r->bm25[c] / (r->best_fit + HALF_FIT);
		r->signal[c].rule =
		    s->codes[c].rule != NULL &&
		    rule_holds(&r->a, s->codes[c].rule, &r->words);
	}
}

/* ---- a row of columns
 * ---------------------------------------------------------- */

static void
put(struct rows *r, uint32_t column, float x)
{
	size_t k = r->from[r->n + 1]++; /* the end of the row at hand */

	r->column[k] = column;
	r->x[k] = x;
}

float
weight_of(const struct suggest *s, const struct gram *g)
{
	return (g->count == 1 ? 1 : 1 + logf((float)g->count)) *
	       s->idf[g->bucket];
}

float
bag_length(const struct suggest *s, const struct gram *v, size_t n)
{
	float sum = 0, x;
	size_t i;

	for (i = 0; i < n; i++) {
		x = weight_of(s, &v[i]);
		sum += x * x;
	}
	return sum > 0 ? sqrtf(sum) : 1;
}

/* Features without a column count in the length: a text of mostly unknown words
 * is less sure. */
static void
put_grams(
    const struct suggest *s, struct rows *r, const struct gram *v, size_t n)
{
	float each = 1 / bag_length(s, v, n);
	size_t i;

	for (i = 0; i < n; i++)
		if (s->column[v[i].bucket] != 0)
			put(r, s->column[v[i].bucket],
			    weight_of(s, &v[i]) * each);
}

void
reader_row(struct suggest_reader *r, struct rows *to, size_t question)
{
	const struct suggest *s = r->s;
	const struct bag *b = &r->bag;
	size_t c,
	    room =
		(to->n > 0 ? to->from[to->n] : 0) + b->n + 2 + 2 * s->n_codes,
	    x_cap = to->cap;

	to->from =
	    suggest_room(to->from, to->n + 2, &to->n_cap, sizeof(*to->from));
	if (to->n == 0)
		to->from[0] = 0;
	to->from[to->n + 1] = to->from[to->n];
	to->x = suggest_room(to->x, room, &x_cap, sizeof(*to->x));
	to->column =
	    suggest_room(to->column, room, &to->cap, sizeof(*to->column));
	put(to, COLUMN_ALWAYS, 1);
	if (question < s->n_known_questions)
		put(to, column_question(s, question), SIGNAL_QUESTION);
	for (c = 0; c < s->n_codes; c++) {
		if (r->signal[c].rule)
			put(to, column_rule(c), SIGNAL_RULE);
		if (r->signal[c].fit > 0)
			put(to, column_fit(c), SIGNAL_FIT * r->signal[c].fit);
	}
	put_grams(s, to, b->v, b->n_stems);
	put_grams(s, to, b->v + b->n_stems, b->n - b->n_stems);
	to->n++;
}
