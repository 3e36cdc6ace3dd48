/* SPDX-License-Identifier: MIT
 *
 * campaign_link.c -- which texts are alike, without comparing each with each:
 * MinHash with one permutation, and bands of it that are the same.
 */
#include "analysis/campaigns_private.h"

enum {
	BINS = 128,
	ROWS = 4,		/* of a band */
	BANDS = BINS / ROWS,
	PROBES = 64,		/* to fill an empty bin */
	SPEAKERS = 8		/* of a bucket: each is compared with these */
};

static uint32_t
mix32(uint32_t x)
{
	x ^= x >> 16;
	x *= 0x85ebca6b;
	x ^= x >> 13;
	x *= 0xc2b2ae35;
	return x ^ x >> 16;
}

/* ---- signatures ------------------------ */

/* Where each bin looks when it is empty: the same for every text. */
struct probes { uint8_t at[BINS][PROBES]; };

static void
make_probes(struct probes *p)
{
	uint32_t i, k;

	for (i = 0; i < BINS; i++)
		for (k = 0; k < PROBES; k++)
			p->at[i][k] = (uint8_t)(mix32(i * 0x9e3779b9u +
			    k * 0x7f4a7c15u + 1) % BINS);
}

/* Which bin fills bin i, and after how many looks.  One is full. */
static uint32_t
filled(const struct probes *p, const bool *full, uint32_t i, uint32_t *tries)
{
	uint32_t k;

	for (k = 0; k < PROBES; k++)
		if (full[p->at[i][k]]) {
			*tries = k + 1;
			return p->at[i][k];
		}
	for (k = 1; !full[(i + k) % BINS]; k++)
		continue;
	*tries = PROBES + k;
	return (i + k) % BINS;
}

/* The least run of each bin; the runs are in order, so it is the first. */
static void
sign(const struct probes *p, const struct campaign_text *t, uint32_t sig[BINS])
{
	bool full[BINS] = { false };
	uint32_t i, tries;

	for (i = 0; i < t->n; i++) {
		uint32_t bin = t->v[i] % BINS;

		if (!full[bin])
			sig[bin] = t->v[i];
		full[bin] = true;
	}
	for (i = 0; i < BINS; i++)
		if (!full[i]) {
			uint32_t from = filled(p, full, i, &tries);

			sig[i] = sig[from] + tries * 0x85ebca6bu;
		}
}

/* ---- groups that grow together ------------------------ */

static uint32_t
root(uint32_t *up, uint32_t i)
{
	while (up[i] != i)
		i = up[i] = up[up[i]];
	return i;
}

static void
join(uint32_t *up, uint32_t x, uint32_t y)
{
	x = root(up, x);
	y = root(up, y);
	up[x < y ? y : x] = x < y ? x : y;
}

/* ---- bands ------------------------ */

struct bands {
	uint32_t	*text;		/* those with runs */
	uint32_t	*key[BANDS];	/* of each of them */
	size_t		 n;
};

static void
make_bands(struct arena *a, const struct campaign_texts *t, struct bands *out)
{
	struct probes p;
	uint32_t sig[BINS];
	size_t i, b, r;

	make_probes(&p);
	*out = (struct bands){ .text = arena_array(a, uint32_t, t->n) };
	for (i = 0; i < t->n; i++)
		if (t->v[i].n > 0)
			out->text[out->n++] = (uint32_t)i;
	for (b = 0; b < BANDS; b++)
		out->key[b] = arena_array(a, uint32_t, out->n);
	for (i = 0; i < out->n; i++) {
		sign(&p, &t->v[out->text[i]], sig);
		for (b = 0; b < BANDS; b++) {
			uint32_t key = 0;

			for (r = 0; r < ROWS; r++)
				key = mix32(key * 31 + sig[b * ROWS + r]);
			out->key[b][i] = key;
		}
	}
}

struct pair { uint32_t key, text; };

/* Sorts by the key; what is the same stays in its order.  The result is in v. */
static void
sort_pairs(struct pair *v, struct pair *spare, size_t n)
{
	enum { DIGIT = 8, DIGITS = 1 << DIGIT };
	struct pair *from = v, *to = spare, *swap;
	unsigned shift;
	size_t i;

	for (shift = 0; shift < 32; shift += DIGIT) {
		size_t at[DIGITS + 1] = { 0 };

		for (i = 0; i < n; i++)
			at[(from[i].key >> shift) % DIGITS + 1]++;
		for (i = 1; i < DIGITS; i++)
			at[i] += at[i - 1];
		for (i = 0; i < n; i++)
			to[at[(from[i].key >> shift) % DIGITS]++] = from[i];
		swap = from;
		from = to;
		to = swap;
	}
}

/* Texts with the same band.  Each is compared with a few that speak for those
 * before it, so that the time does not grow with the square of them: one for each
 * group that is among them so far. */
static void
bucket(const struct campaign_texts *t, uint32_t *up, const struct pair *v,
    size_t n)
{
	uint32_t speaker[SPEAKERS];
	size_t i, k, speakers = 0;

	for (i = 0; i < n; i++) {
		uint32_t text = v[i].text, mine = root(up, text);

		for (k = 0; k < speakers; k++)
			if (root(up, speaker[k]) == mine)
				break;
		if (k < speakers)
			continue;
		for (k = 0; k < speakers; k++)
			if (campaign_alike(&t->v[speaker[k]], &t->v[text])) {
				join(up, speaker[k], text);
				break;
			}
		if (k == speakers && speakers < SPEAKERS)
			speaker[speakers++] = text;
	}
}

void
campaign_link(const struct campaign_texts *t, uint32_t *first)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct bands s;
	struct pair *v, *spare;
	size_t b, i, end;

	for (i = 0; i < t->n; i++)
		first[i] = (uint32_t)i;
	make_bands(&a, t, &s);
	v = arena_array(&a, struct pair, s.n);
	spare = arena_array(&a, struct pair, s.n);
	for (b = 0; b < BANDS; b++) {
		for (i = 0; i < s.n; i++)
			v[i] = (struct pair){ s.key[b][i], s.text[i] };
		sort_pairs(v, spare, s.n);
		for (i = 0; i < s.n; i = end) {
			for (end = i + 1; end < s.n && v[end].key == v[i].key;
			    end++)
				continue;
			if (end - i > 1)
				bucket(t, first, v + i, end - i);
		}
	}
	for (i = 0; i < t->n; i++)
		first[i] = root(first, (uint32_t)i);
}
