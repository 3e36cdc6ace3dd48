/* SPDX-License-Identifier: MIT
 *
 * agree_index.c -- what coders gave as numbers 0, 1, 2 ..., one for each value
 * or set that occurs.
 */
#include "analysis/agree_private.h"

#include <stdlib.h>

/* Distances between so many sets fit into 32 MiB. */
enum { TABLE_MAX = 2048 };

double
agree_margins(const struct agree_index *x)
{
	double sum = 0;
	size_t u, c;
	int at;

	memset(x->margin, 0, x->n * sizeof(*x->margin));
	for (u = 0; u < x->units; u++)
		for (c = 0; c < x->coders; c++) {
			at = x->at[u * x->coders + c];
			if (at == AGREE_MISSING)
				continue;
			x->margin[at] += agree_times(x, u);
			sum += agree_times(x, u);
		}
	return sum;
}

/* Leaves units out that fewer than two coded. */
static void
keep_pairs(struct arena *a, int *at, struct agree_index *x)
{
	size_t *coded = arena_array(a, size_t, x->units + 1);
	size_t u, c, n, kept = 0;

	for (u = 0; u < x->units; u++) {
		n = 0;
		for (c = 0; c < x->coders; c++)
			n += at[u * x->coders + c] != AGREE_MISSING;
		if (n < 2)
			continue;
		memmove(at + kept * x->coders, at + u * x->coders,
		    x->coders * sizeof(*at));
		coded[kept++] = n;
	}
	x->units = kept;
	x->coded = coded;
	x->at = at;
}

/* ---- numbers ------------------------------------------------------------ */

static int
number_order(const void *va, const void *vb)
{
	const double *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

void
agree_index_matrix(struct arena *a, const struct agree_matrix *m,
    struct agree_index *x)
{
	size_t i, k, n = 0, cells = m->units * m->coders;
	double *v = arena_array(a, double, cells + 1), *found;
	int *at = arena_array(a, int, cells + 1);

	for (i = 0; i < cells; i++)
		if (!isnan(m->v[i]))
			v[n++] = m->v[i];
	qsort(v, n, sizeof(*v), number_order);
	for (i = k = 0; i < n; i++)
		if (k == 0 || v[i] > v[k - 1])
			v[k++] = v[i];
	for (i = 0; i < cells; i++) {
		at[i] = AGREE_MISSING;
		if (isnan(m->v[i]))
			continue;
		found = bsearch(&m->v[i], v, k, sizeof(*v), number_order);
		at[i] = (int)(found - v);
	}
	*x = (struct agree_index){ .units = m->units, .coders = m->coders,
	    .n = k, .value = v,
	    .margin = arena_array(a, double, k + 1) };
	keep_pairs(a, at, x);
}

/* ---- codes -------------------------------------------------------------- */

void
agree_index_code(struct arena *a, const struct agree_codings *s, size_t code,
    struct agree_index *x)
{
	static const double values[] = { 0, 1 };
	size_t u, c, i, cells = s->units * s->coders;
	int *at = arena_array(a, int, cells + 1);

	for (u = 0; u < s->units; u++)
		for (c = 0; c < s->coders; c++) {
			i = u * s->coders + c;
			at[i] = !s->coded[i] ? AGREE_MISSING :
			    agree_codings_has(s, u, c, code);
		}
	*x = (struct agree_index){ .units = s->units, .coders = s->coders,
	    .n = 2, .value = values,
	    .margin = arena_array(a, double, 2) };
	keep_pairs(a, at, x);
}

struct cell { const uint64_t *bits; size_t words, at; };

static int
bits_order(const struct cell *a, const struct cell *b)
{
	size_t i;

	for (i = 0; i < a->words; i++)
		if (a->bits[i] != b->bits[i])
			return a->bits[i] < b->bits[i] ? -1 : 1;
	return 0;
}

static int
cell_order(const void *va, const void *vb)
{
	const struct cell *a = va, *b = vb;
	int order = bits_order(a, b);

	return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static const double *
table(struct arena *a, const uint64_t *const *set, size_t n, size_t words)
{
	double *t = arena_array(a, double, n * n + 1);
	size_t i, k;

	for (i = 0; i < n; i++)
		for (k = 0; k < n; k++)
			t[i * n + k] = agree_masi(set[i], set[k], words);
	return t;
}

void
agree_index_sets(struct arena *a, const struct agree_codings *s,
    struct agree_index *x)
{
	size_t i, n = 0, k = 0, cells = s->units * s->coders;
	struct cell *v = arena_array(a, struct cell, cells + 1);
	const uint64_t **set = arena_array(a, const uint64_t *, cells + 1);
	int *at = arena_array(a, int, cells + 1);

	for (i = 0; i < cells; i++) {
		at[i] = AGREE_MISSING;
		if (s->coded[i])
			v[n++] = (struct cell){ s->bits + i * s->words,
			    s->words, i };
	}
	qsort(v, n, sizeof(*v), cell_order);
	for (i = 0; i < n; i++) {
		if (i == 0 || bits_order(&v[i - 1], &v[i]) != 0)
			set[k++] = v[i].bits;
		at[v[i].at] = (int)k - 1;
	}
	*x = (struct agree_index){ .units = s->units, .coders = s->coders,
	    .n = k, .margin = arena_array(a, double, k + 1),
	    .set = set, .words = s->words };
	keep_pairs(a, at, x);
	if (k <= TABLE_MAX)
		x->distance = table(a, set, k, s->words);
}
