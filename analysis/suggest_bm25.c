/* SPDX-License-Identifier: MIT
 *
 * suggest_bm25.c -- how well a text fits what the codebook says of each code
 * (BM25, Robertson and others, with k1 1.2 and b 0.75).
 *
 * A code's document is its title, which counts TITLE times, what it covers, and
 * the comments that the codebook quotes.  The text is the query: each stem
 * once.
 */
#include "analysis/suggest_private.h"

#include <math.h>
#include <stdlib.h>

enum { TITLE = 3 };
static const float K1 = 1.2f, B = 0.75f;

struct entry {
	uint64_t hash;
	uint32_t code;
	float count;
};

static int
entry_order(const void *va, const void *vb)
{
	const struct entry *x = va, *y = vb;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

/* The stems of all documents, each once a code, in order. */
static struct entry *
entries(struct arena *a, const struct words *const *titles,
    const struct words *const *texts, size_t n, size_t *n_out)
{
	struct entry *v;
	size_t c, i, total = 0, m = 0;

	for (c = 0; c < n; c++)
		total += titles[c]->n + texts[c]->n;
	v = arena_array(a, struct entry, total + 1);
	for (c = 0, total = 0; c < n; c++) {
		for (i = 0; i < titles[c]->n; i++)
			v[total++] = (struct entry){
			    titles[c]->v[i].hash, (uint32_t)c, TITLE};
		for (i = 0; i < texts[c]->n; i++)
			v[total++] =
			    (struct entry){texts[c]->v[i].hash, (uint32_t)c, 1};
	}
	qsort(v, total, sizeof(*v), entry_order);
	for (i = 0; i < total; i++) {
		if (m > 0 && entry_order(&v[m - 1], &v[i]) == 0)
			v[m - 1].count += v[i].count;
		else
			v[m++] = v[i];
	}
	*n_out = m;
	return v;
}

static struct term *
find(const struct bm25 *b, uint64_t hash)
{
	size_t at = (size_t)(hash * 0x9e3779b97f4a7c15u >> 32) & (b->slots - 1);

	while (b->v[at].n != 0 && b->v[at].hash != hash)
		at = (at + 1) & (b->slots - 1);
	return &b->v[at];
}

void
bm25_make(struct bm25 *b, const struct words *const *titles,
    const struct words *const *texts, size_t n)
{
	struct arena a CLEAN(arena_free) = {0};
	size_t i, m, last;
	struct entry *v = entries(&a, titles, texts, n, &m);
	float *length = arena_array(&a, float, n + 1), mean = 0;

	for (i = 0; i < m; i++)
		length[v[i].code] += v[i].count;
	for (i = 0; i < n; i++)
		mean += length[i] / (float)n;
	for (b->slots = 64; b->slots < 2 * m;)
		b->slots *= 2;
	b->v = suggest_room(NULL, b->slots, &(size_t){0}, sizeof(*b->v));
	memset(b->v, 0, b->slots * sizeof(*b->v));
	b->at = suggest_room(NULL, m + 1, &(size_t){0}, sizeof(*b->at));
	for (i = 0; i < m; i = last) {
		float idf;

		for (last = i; last < m && v[last].hash == v[i].hash; last++)
			;
		idf = logf(1 + ((float)n - (float)(last - i) + 0.5f) /
				   ((float)(last - i) + 0.5f));
		*find(b, v[i].hash) =
		    (struct term){v[i].hash, (uint32_t)i, (uint32_t)(last - i)};
		for (size_t k = i; k < last; k++)
			b->at[k] = (struct posting){v[k].code,
			    idf * v[k].count * (K1 + 1) /
				(v[k].count +
				    K1 * (1 - B +
					     B * length[v[k].code] / mean))};
	}
}

void
bm25_free(struct bm25 *b)
{
	free(b->v);
	free(b->at);
	*b = (struct bm25){0};
}

/* Was this stem there before?  Looking back far would take long in a long text,
 * where a few repeats more say little. */
static bool
again(const struct words *t, size_t i)
{
	size_t k, from = i > 64 ? i - 64 : 0;

	for (k = from; k < i; k++)
		if (t->v[k].hash == t->v[i].hash)
			return true;
	return false;
}

void
bm25_score(const struct bm25 *b, const struct words *t, float *score)
{
	size_t i, k;

	for (i = 0; i < t->n; i++) {
		const struct term *x = find(b, t->v[i].hash);

		if (x->n == 0 || again(t, i))
			continue;
		for (k = x->first; k < (size_t)x->first + x->n; k++)
			score[b->at[k].code] += b->at[k].weight;
	}
}

float
bm25_word(const struct bm25 *b, const struct word *w, size_t code)
{
	const struct term *x = find(b, w->hash);
	size_t k;

	for (k = x->first; k < (size_t)x->first + x->n; k++)
		if (b->at[k].code == code)
			return b->at[k].weight;
	return 0;
}
