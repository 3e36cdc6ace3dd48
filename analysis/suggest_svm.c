/* SPDX-License-Identifier: MIT
 *
 * suggest_svm.c -- a linear support vector machine a code, by dual coordinate
 * descent (Hsieh and others, ICML 2008: L2 regularised, squared hinge).
 *
 * LIBLINEAR, which Debian has, was the first choice and cannot be used: its
 * solver shuffles with rand(), whose state all threads of the process share and
 * which the library never seeds, so that a second training differs from the
 * first and two at once disturb each other; and Debian's build sums with
 * whichever BLAS is installed, some of which depend on the number of cores.
 * Learning LANES codes in one walk over the texts is also several times
 * quicker: each feature is fetched once for all of them.
 *
 * Sums are of float, lane by lane and in one order, so that they come out the
 * same whenever the same program runs.
 */
#include "analysis/suggest_private.h"

enum { MOST_PASSES = 60 };
static const float ENOUGH = 0.05f; /* the largest projected gradient */

typedef int32_t four_bits __attribute__((vector_size(16)));

static uint64_t
draw(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15u; /* SplitMix64 */

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

static void
shuffle(uint32_t *v, size_t n, uint64_t *state)
{
	size_t i, j;

	for (i = n; i > 1; i--) {
		uint32_t t = v[i - 1];

		j = (size_t)(draw(state) % i);
		v[i - 1] = v[j];
		v[j] = t;
	}
}

static inline four
all(float x)
{
	return (four){x, x, x, x};
}

static inline four
not_below_zero(four x)
{
	return (four)((four_bits)x & (x > all(0)));
}

static inline void
dot(const struct rows *r, size_t i, const struct lanes *w, struct lanes *out)
{
	four a = all(0), b = all(0), c = all(0), d = all(0);
	size_t k;

	for (k = r->from[i]; k < r->from[i + 1]; k++) {
		const struct lanes *col = &w[r->column[k]];
		four x = all(r->x[k]);

		a += x * col->v[0];
		b += x * col->v[1];
		c += x * col->v[2];
		d += x * col->v[3];
	}
	*out = (struct lanes){{a, b, c, d}};
}

struct lanes
svm_apply(const struct rows *r, size_t i, const struct lanes *w)
{
	struct lanes out;

	dot(r, i, w, &out);
	return out;
}

/* One text: moves its alphas to where they are best while all else stays.
 * Returns the largest projected gradient. */
static float
step(const struct rows *r, size_t i, struct lanes y, float square, float cost,
    struct lanes *alpha, struct lanes *w)
{
	float diagonal = 0.5f / cost, total = square + diagonal, most = 0;
	struct lanes sum, move;
	bool moved = false;
	size_t k, l;

	dot(r, i, w, &sum);
	for (l = 0; l < LANES / 4; l++) {
		four was = alpha->v[l], now;

		now = not_below_zero(
		    was - (y.v[l] * sum.v[l] - all(1) + all(diagonal) * was) *
			      all(1 / total));
		alpha->v[l] = now;
		move.v[l] = (now - was) * y.v[l];
		for (k = 0; k < 4; k++) {
			float g =
			    move.v[l][k] < 0 ? -move.v[l][k] : move.v[l][k];

			moved |= g > 0;
			most = g > most ? g : most;
		}
	}
	if (!moved)
		return 0;
	for (k = r->from[i]; k < r->from[i + 1]; k++) {
		struct lanes *col = &w[r->column[k]];
		four x = all(r->x[k]);

		for (l = 0; l < LANES / 4; l++)
			col->v[l] += x * move.v[l];
	}
	return most * total;
}

/* Takes a row out of w again. */
static void
forget(const struct rows *r, size_t i, struct lanes y, struct lanes *alpha,
    struct lanes *w)
{
	size_t k, l;

	for (l = 0; l < LANES / 4; l++) {
		four move = alpha->v[l] * y.v[l];

		for (k = r->from[i]; k < r->from[i + 1]; k++)
			w[r->column[k]].v[l] -= all(r->x[k]) * move;
		alpha->v[l] = all(0);
	}
}

void
svm_train(const struct rows *r, const struct lanes *y, const float *cost,
    const uint8_t *part, int without, uint64_t seed, struct lanes *alpha,
    struct lanes *w)
{
	struct arena a CLEAN(arena_free) = {0};
	uint32_t *order = arena_array(&a, uint32_t, r->n + 1);
	float *square = arena_array(&a, float, r->n + 1);
	size_t i, k, n = 0;
	int pass;

	for (i = 0; i < r->n; i++) {
		for (k = r->from[i]; k < r->from[i + 1]; k++)
			square[i] += r->x[k] * r->x[k];
		if (part == NULL || part[i] != without)
			order[n++] = (uint32_t)i;
		else
			forget(r, i, y[i], &alpha[i], w);
	}
	for (pass = 0; pass < MOST_PASSES; pass++) {
		float most = 0, g;

		shuffle(order, n, &seed);
		for (k = 0; k < n; k++) {
			i = order[k];
			g = step(r, i, y[i], square[i], cost[i], &alpha[i], w);
			most = g > most ? g : most;
		}
		if (most < ENOUGH)
			break;
	}
}
