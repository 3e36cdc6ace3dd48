/* SPDX-License-Identifier: MIT
 *
 * agree_score.c -- one coder against a reference: precision, recall and F1.
 */
#include "analysis/agree_private.h"

/* The units that both coded, as two sets each. */
struct duel {
	const struct agree_codings *s;
	const uint64_t	**coder, **reference;	/* [units] */
	size_t		units;
};

static void
duel_make(struct arena *a, const struct agree_codings *s, size_t coder,
    size_t reference, struct duel *d)
{
	size_t u, x, y;

	*d = (struct duel){ s, arena_array(a, const uint64_t *, s->units + 1),
	    arena_array(a, const uint64_t *, s->units + 1), 0 };
	for (u = 0; u < s->units; u++) {
		x = u * s->coders + coder;
		y = u * s->coders + reference;
		if (!s->coded[x] || !s->coded[y])
			continue;
		d->coder[d->units] = s->bits + x * s->words;
		d->reference[d->units++] = s->bits + y * s->words;
	}
}

/* ---- counting ------------------------------------------------------------ */

static void
count_codes(uint64_t bits, size_t word, size_t times, size_t *first,
    size_t step)
{
	size_t code;

	for (; bits != 0; bits &= bits - 1) {
		code = word * 64 + (size_t)__builtin_ctzll(bits);
		first[code * step] += times;
	}
}

/* n[code * 3]: by both, by the coder alone, by the reference alone. */
static void
count(const struct duel *d, const unsigned *times, size_t *n)
{
	size_t u, w, often;
	uint64_t x, y;

	memset(n, 0, d->s->codes * 3 * sizeof(*n));
	for (u = 0; u < d->units; u++) {
		often = times == NULL ? 1 : times[u];
		for (w = 0; often > 0 && w < d->s->words; w++) {
			x = d->coder[u][w];
			y = d->reference[u][w];
			count_codes(x & y, w, often, n, 3);
			count_codes(x & ~y, w, often, n + 1, 3);
			count_codes(y & ~x, w, often, n + 2, 3);
		}
	}
}

static struct agree_score
score(const size_t *n)
{
	double both = (double)n[0];
	double given = both + (double)n[1], due = both + (double)n[2];

	return (struct agree_score){ n[0], n[1], n[2],
	    agree_share(both, given, AGREE_NOT_GIVEN),
	    agree_share(both, due, AGREE_NOT_DUE),
	    agree_share(2 * both, given + due, AGREE_UNUSED) };
}

/* ---- over all codes ------------------------------------------------------ */

static struct agree_score
micro(const size_t *n, size_t codes)
{
	size_t sum[3] = { 0 }, i;

	for (i = 0; i < codes * 3; i++)
		sum[i % 3] += n[i];
	return score(sum);
}

static struct agree_value
macro_f1(const size_t *n, size_t codes)
{
	struct agree_value f1;
	double sum = 0, used = 0;
	size_t i;

	for (i = 0; i < codes; i++) {
		f1 = score(n + i * 3).f1;
		used += f1.why == AGREE_KNOWN;
		sum += f1.value;
	}
	return agree_share(sum, used, AGREE_UNUSED);
}

static void
means(struct agree_scores *out, size_t codes)
{
	double precision = 0, recall = 0, f1 = 0, used;
	size_t i;

	for (i = 0; i < codes; i++) {
		out->macro_codes += out->codes[i].f1.why == AGREE_KNOWN;
		precision += out->codes[i].precision.value;
		recall += out->codes[i].recall.value;
		f1 += out->codes[i].f1.value;
	}
	used = (double)out->macro_codes;
	out->macro_precision = agree_share(precision, used, AGREE_UNUSED);
	out->macro_recall = agree_share(recall, used, AGREE_UNUSED);
	out->macro_f1 = agree_share(f1, used, AGREE_UNUSED);
}

static void
ranges(struct arena *a, const struct duel *d, const struct agree_draws *draws,
    size_t *n, struct agree_scores *out)
{
	struct agree_sample mi, ma;
	struct agree_drawing w;

	agree_drawing_start(a, d->units, draws, &w);
	agree_sample_start(a, draws, &mi);
	agree_sample_start(a, draws, &ma);
	while (agree_drawing_next(&w)) {
		count(d, w.times, n);
		agree_sample_add(&mi, micro(n, d->s->codes).f1);
		agree_sample_add(&ma, macro_f1(n, d->s->codes));
	}
	out->micro_range = agree_sample_range(&mi, draws, out->micro.f1);
	out->macro_range = agree_sample_range(&ma, draws, out->macro_f1);
}

void
agree_score_all(struct arena *a, const struct agree_codings *s, size_t coder,
    size_t reference, const struct agree_draws *draws,
    struct agree_scores *out)
{
	size_t *n = arena_array(a, size_t, s->codes * 3 + 1);
	struct duel d;
	size_t i;

	duel_make(a, s, coder, reference, &d);
	*out = (struct agree_scores){ .units = d.units,
	    .codes = arena_array(a, struct agree_score, s->codes + 1),
	    .micro_range.why = AGREE_TOO_FEW,
	    .macro_range.why = AGREE_TOO_FEW };
	count(&d, NULL, n);
	for (i = 0; i < s->codes; i++)
		out->codes[i] = score(n + i * 3);
	out->micro = micro(n, s->codes);
	means(out, s->codes);
	if (draws != NULL)
		ranges(a, &d, draws, n, out);
}
