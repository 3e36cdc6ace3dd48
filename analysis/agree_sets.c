/* SPDX-License-Identifier: MIT
 *
 * agree_sets.c -- sets of codes, and how far apart two of them are.
 */
#include "analysis/agree_private.h"

struct agree_codings *
agree_codings_new(struct arena *a, size_t units, size_t coders, size_t codes)
{
	struct agree_codings *s = arena_new(a, struct agree_codings);
	size_t cells = units * coders;

	*s = (struct agree_codings){ .units = units, .coders = coders,
	    .codes = codes, .words = (codes + 63) / 64 };
	s->bits = arena_array(a, uint64_t, cells * s->words + 1);
	s->coded = arena_array(a, bool, cells + 1);
	return s;
}

void
agree_codings_done(struct agree_codings *s, size_t unit, size_t coder)
{
	s->coded[unit * s->coders + coder] = true;
}

void
agree_codings_add(struct agree_codings *s, size_t unit, size_t coder,
    size_t code)
{
	size_t cell = unit * s->coders + coder;

	s->coded[cell] = true;
	s->bits[cell * s->words + code / 64] |= (uint64_t)1 << code % 64;
}

bool
agree_codings_has(const struct agree_codings *s, size_t unit, size_t coder,
    size_t code)
{
	size_t cell = unit * s->coders + coder;

	return s->bits[cell * s->words + code / 64] >> code % 64 & 1;
}

double
agree_masi(const uint64_t *x, const uint64_t *y, size_t n)
{
	double both = 0, either = 0, in_x = 0, in_y = 0, how;
	size_t i;

	for (i = 0; i < n; i++) {
		both += __builtin_popcountll(x[i] & y[i]);
		either += __builtin_popcountll(x[i] | y[i]);
		in_x += __builtin_popcountll(x[i]);
		in_y += __builtin_popcountll(y[i]);
	}
	if (both >= either)
		return 0;
	if (both <= 0)
		return 1;
	how = both >= in_x || both >= in_y ? 2.0 / 3 : 1.0 / 3;
	return 1 - both / either * how;
}

struct agree_value
agree_sets(const struct agree_codings *s)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_index x;

	agree_index_sets(&a, s, &x);
	return agree_alpha(&x, AGREE_NOMINAL);
}
