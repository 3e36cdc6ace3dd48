/* SPDX-License-Identifier: MIT
 *
 * suggest_features.c -- the features of a text: stems and pairs of stems, and
 * runs of 3 to 5 letters inside a word and across its edges.
 *
 * There is no vocabulary: a feature is a hash of 18 bits.  A text's features
 * are gathered in a small table that is used again for the next text.
 */
#include "analysis/suggest_private.h"

#include <stdlib.h>

enum { SHORTEST = 3, LONGEST = 5, EDGE = ' ' };

static uint32_t
bucket(uint64_t h)
{
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93u;
	return (uint32_t)(h >> (64 - BUCKET_BITS));
}

static uint64_t
join(uint64_t h, uint64_t next)
{
	return (h ^ next) * 0x9e3779b97f4a7c15u + (h >> 29);
}

/* The letters of a word between two edges; returns how many. */
static size_t
spell(struct bag *b, const struct word *w)
{
	const char *p = w->fold, *end = p + w->n_fold;
	size_t n = 0;

	b->letters = suggest_room(
	    b->letters, w->n_fold + 2, &b->letters_cap, sizeof(*b->letters));
	b->letters[n++] = EDGE;
	while (p < end)
		b->letters[n++] = utf8_next(&p);
	b->letters[n++] = EDGE;
	return n;
}

static void
each_stems(const struct words *t,
    void (*take)(void *, uint32_t, size_t, size_t), void *arg)
{
	size_t i;

	for (i = 0; i < t->n; i++) {
		take(arg, bucket(t->v[i].hash), i, i + 1);
		if (i + 1 < t->n)
			take(arg,
			    bucket(join(t->v[i].hash + 1, t->v[i + 1].hash)), i,
			    i + 2);
	}
}

static void
each_letters(struct bag *b, const struct words *t,
    void (*take)(void *, uint32_t, size_t, size_t), void *arg)
{
	size_t i, at, k, n;

	for (i = 0; i < t->n; i++) {
		n = spell(b, &t->v[i]);
		for (at = 0; at + SHORTEST <= n; at++) {
			uint64_t h = 0x2545f4914f6cdd1du;

			for (k = 0; k < LONGEST && at + k < n; k++) {
				h = join(h, b->letters[at + k]);
				if (k + 1 >= SHORTEST)
					take(arg, bucket(h), i, i + 1);
			}
		}
	}
}

void
bag_each(struct bag *b, const struct words *t,
    void (*take)(void *, uint32_t, size_t, size_t), void *arg)
{
	each_stems(t, take, arg);
	each_letters(b, t, take, arg);
}

/* ---- counted ----------------------------------------------------------------
 */

static void
table_clear(struct bag *b, size_t slots)
{
	b->table =
	    suggest_room(b->table, slots, &b->table_cap, sizeof(*b->table));
	b->slots = slots;
	memset(b->table, 0, b->slots * sizeof(*b->table));
}

static inline void
count(struct bag *b, uint32_t bucket_of)
{
	size_t mask = b->slots - 1, at;

	/* Buckets are hashes already. */
	for (at = bucket_of & mask; b->table[at] != 0; at = (at + 1) & mask)
		if (b->v[b->table[at] - 1].bucket == bucket_of) {
			b->v[b->table[at] - 1].count++;
			return;
		}
	b->v[b->n] = (struct gram){bucket_of, 1};
	b->table[at] = (uint32_t)++b->n;
}

static void
take_count(void *arg, uint32_t bucket_of, size_t first, size_t last)
{
	(void)first;
	(void)last;
	count(arg, bucket_of);
}

/* A power of two with room to spare for n features, which cannot be more than
 * there are buckets. */
static size_t
slots_for(size_t n)
{
	size_t slots = 256;

	while (slots < 2 * n && slots < 2 * (size_t)BUCKETS)
		slots *= 2;
	return slots;
}

void
bag_fill(struct bag *b, const struct words *t)
{
	size_t i, letters = 0, most = 2 * t->n;

	for (i = 0; i < t->n; i++)
		letters += 3 * (t->v[i].n_fold + 2);
	letters = letters < BUCKETS ? letters : BUCKETS;
	most = (most < BUCKETS ? most : BUCKETS) + letters;
	b->v = suggest_room(b->v, most, &b->cap, sizeof(*b->v));
	b->n = 0;
	/* Each kind by itself: a stem and a run of letters that fall into one
	 * bucket stay two. */
	table_clear(b, slots_for(2 * t->n));
	each_stems(t, take_count, b);
	b->n_stems = b->n;
	table_clear(b, slots_for(letters));
	each_letters(b, t, take_count, b);
}

void
bag_free(struct bag *b)
{
	free(b->v);
	free(b->table);
	free(b->letters);
	*b = (struct bag){0};
}
