/* SPDX-License-Identifier: MIT
 *
 * alike.c -- how far two messages say the same: Dice's coefficient of their
 * shingles, which are all runs of five letters and digits.
 *
 * Of long texts only shingles whose hash divides by a number are kept (of both
 * the same ones; Manber, "Finding similar files in a large file system", USENIX
 * Winter 1994), so that memory stays bounded.
 */
#include "survey/mail/fold.h"

#include <stdlib.h>

enum { SHINGLE = 5, MOST_SHINGLES = 1 << 18 };

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 33;
	h *= 0xff51afd7ed558ccdu;
	h ^= h >> 33;
	h *= 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

/* Letters and digits, folded; no spaces. */
static void
letters(struct str s, struct buf *b)
{
	struct buf words CLEAN(buf_free) = { .max = s.n * 2 + 64 };
	size_t i;

	b->max = words.max;
	fold_words(&words, s);
	for (i = 0; i < words.n; i++)
		if (words.p[i] != ' ')
			buf_put(b, words.p + i, 1);
}

static int
by_value(const void *va, const void *vb)
{
	const uint64_t *a = va, *b = vb;

	return (*a > *b) - (*a < *b);
}

struct shingles { uint64_t *v; size_t n; };

static struct shingles
shingles(struct arena *a, const struct buf *b, uint64_t every)
{
	uint32_t ring[SHINGLE] = { 0 };
	const char *p = buf_text(b), *end = p + b->n;
	struct shingles s = { 0 };
	size_t cap = 0, n = 0, i;

	while (p < end) {
		uint64_t h = 0;

		ring[n++ % SHINGLE] = utf8_next(&p);
		if (n < SHINGLE)
			continue;
		for (i = 0; i < SHINGLE; i++)
			h = mix(h * 31 + ring[(n + i) % SHINGLE]);
		if (h % every == 0)
			*arena_push(a, s.v, s.n, cap) = h;
	}
	if (s.n > 0)
		qsort(s.v, s.n, sizeof(*s.v), by_value);
	return s;
}

unsigned
mail_alike(struct arena *a, struct str x, struct str y)
{
	struct buf bx CLEAN(buf_free) = { 0 }, by CLEAN(buf_free) = { 0 };
	struct shingles sx, sy;
	uint64_t every;
	size_t i = 0, k = 0, both = 0;

	letters(x, &bx);
	letters(y, &by);
	if (bx.n == by.n && (bx.n == 0 || memcmp(bx.p, by.p, bx.n) == 0))
		return 1000;
	every = (bx.n > by.n ? bx.n : by.n) / MOST_SHINGLES + 1;
	sx = shingles(a, &bx, every);
	sy = shingles(a, &by, every);
	while (i < sx.n && k < sy.n) {
		if (sx.v[i] == sy.v[k]) {
			both++;
			i++;
			k++;
		} else if (sx.v[i] < sy.v[k])
			i++;
		else
			k++;
	}
	return sx.n + sy.n == 0 ? 0 :
	    (unsigned)(2000 * both / (sx.n + sy.n));
}
