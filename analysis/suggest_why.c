/* SPDX-License-Identifier: MIT
 *
 * suggest_why.c -- the words of a text that speak most for a code.
 *
 * What the classifier weighs is hashed and cannot be read back, but the text at
 * hand can be cut again: each of its features goes back to the words that it
 * came from, and each word has the sum.
 */
#include "analysis/suggest_private.h"

#include <stdlib.h>

/* Words below this part of the heaviest are no reason. */
static const float PART = 0.25f;

struct reasons {
	const struct suggest_reader *r;
	size_t block, lane;
	float each[2]; /* one over the length, of stems and of
			  letters */
	size_t left;   /* stems still to come */
	float *weight; /* of each word */
};

static float
learnt_weight(const struct reasons *y, uint32_t column)
{
	const struct suggest *s = y->r->s;

	return s->w[y->block * s->n_columns + column]
	    .v[y->lane / 4][y->lane % 4];
}

/* A feature counts as if it were there once: a word said twice is no better a
 * reason for that. */
static void
take(void *arg, uint32_t bucket, size_t first, size_t last)
{
	struct reasons *y = arg;
	const struct suggest *s = y->r->s;
	bool letters = y->left == 0;
	float x;

	if (!letters)
		y->left--;
	if (s->column[bucket] == 0)
		return;
	x = s->idf[bucket] * y->each[letters] *
	    learnt_weight(y, s->column[bucket]) / (float)(last - first);
	for (; first < last; first++)
		y->weight[first] += x;
}

static void
take_rule(struct suggest_reader *r, size_t code, float x, float *weight)
{
	const struct place *v;
	size_t i, k, n;

	if (!r->signal[code].rule ||
	    !rule_run(&r->a, r->s->codes[code].rule, &r->words, &v, &n))
		return;
	for (i = 0; i < n; i++)
		for (k = v[i].first; k < v[i].last; k++)
			weight[k] += x / (float)(n * (v[i].last - v[i].first));
}

static void
take_description(
    const struct suggest_reader *r, size_t code, float x, float *weight)
{
	size_t i;

	if (r->bm25[code] <= 0)
		return;
	for (i = 0; i < r->words.n; i++)
		weight[i] += x * bm25_word(&r->s->bm25, &r->words.v[i], code) /
			     r->bm25[code];
}

static void
take_readings(struct suggest_reader *r, size_t code, float *weight)
{
	const struct suggest *s = r->s;
	const struct bag *b = &r->bag;
	struct reasons y = {.r = r,
	    .block = code / LANES,
	    .lane = code % LANES,
	    .weight = weight,
	    .each = {1 / bag_length(s, b->v, b->n_stems),
		1 / bag_length(s, b->v + b->n_stems, b->n - b->n_stems)},
	    .left = r->words.n > 0 ? 2 * r->words.n - 1 : 0};

	bag_each(&r->bag, &r->words, take, &y);
	take_rule(r, code, SIGNAL_RULE * learnt_weight(&y, column_rule(code)),
	    weight);
	take_description(r, code,
	    SIGNAL_FIT * r->signal[code].fit *
		learnt_weight(&y, column_fit(code)),
	    weight);
}

/* The heaviest words, each stem once, in the order of the text. */
static size_t
choose(const struct words *t, const float *weight, size_t out[SUGGEST_PLACES])
{
	size_t n = 0, i, k, best;
	float top = 0;

	while (n < SUGGEST_PLACES) {
		best = t->n;
		for (i = 0; i < t->n; i++) {
			if (weight[i] <= top * PART ||
			    (best < t->n && weight[i] <= weight[best]))
				continue;
			for (k = 0; k < n; k++)
				if (t->v[out[k]].hash == t->v[i].hash)
					break;
			if (k == n)
				best = i;
		}
		if (best == t->n)
			break;
		if (n == 0)
			top = weight[best];
		out[n++] = best;
	}
	for (i = 1; i < n; i++)
		for (k = i; k > 0 && out[k] < out[k - 1]; k--) {
			size_t x = out[k];

			out[k] = out[k - 1];
			out[k - 1] = x;
		}
	return n;
}

/* Words side by side are one place. */
static size_t
places(const struct words *t, const size_t *word, size_t n,
    struct suggest_place *v)
{
	size_t i, m = 0;

	for (i = 0; i < n; i++) {
		const struct word *w = &t->v[word[i]];

		if (i > 0 && word[i] == word[i - 1] + 1)
			v[m - 1].end = w->end;
		else
			v[m++] = (struct suggest_place){w->start, w->end};
	}
	return m;
}

static size_t
rule_places(struct suggest_reader *r, size_t code,
    struct suggest_place v[SUGGEST_PLACES])
{
	const struct words *t = &r->words;
	const struct place *p;
	size_t i, n, m = 0;

	if (!rule_run(&r->a, r->s->codes[code].rule, t, &p, &n))
		return 0;
	for (i = 0; i < n && m < SUGGEST_PLACES; i++) {
		int64_t start = t->v[p[i].first].start,
			end = t->v[p[i].last - 1].end;

		if (m > 0 && start <= v[m - 1].end) { /* two that overlap */
			v[m - 1].end = end > v[m - 1].end ? end : v[m - 1].end;
			continue;
		}
		v[m++] = (struct suggest_place){start, end};
	}
	return m;
}

size_t
suggest_why(struct suggest_reader *r, const struct suggestion *s,
    struct suggest_place v[SUGGEST_PLACES])
{
	size_t word[SUGGEST_PLACES], n;
	float *weight;

	if (s->from == SUGGEST_RULE)
		return rule_places(r, s->code, v);
	weight = arena_array(&r->a, float, r->words.n + 1);
	if (s->from == SUGGEST_DESCRIPTION)
		take_description(r, s->code, 1, weight);
	else
		take_readings(r, s->code, weight);
	n = choose(&r->words, weight, word);
	return places(&r->words, word, n, v);
}
