/* SPDX-License-Identifier: MIT
 *
 * alike.c -- how far two messages say the same: Dice's coefficient of their
 * shingles, which are all runs of five letters and digits.
 *
 * In a short text one word is many of its shingles.  Short ones are compared word
 * by word as well: how many must be changed so that the shorter stands in the longer
 * (Sellers, "The theory and computation of evolutionary distances: pattern
 * recognition", Journal of Algorithms 1 (1980)).
 *
 * Of long texts only shingles whose hash divides by a number are kept (of both
 * the same ones; Manber, "Finding similar files in a large file system", USENIX
 * Winter 1994), so that memory stays bounded.
 */
#include "survey/mail/fold.h"

#include <stdlib.h>

enum { SHINGLE = 5, MOST_SHINGLES = 1 << 18,
	SHORT = 300,		/* words; in longer ones shingles tell as much */
	ABOVE = 20,		/* words that may stand above, or below */
	LEAST = 8,		/* words that may have any there */
	PER_CHANGE = 20 };	/* words for each that may be changed */

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

/* ---- short texts ------------------------------------------------------------------------ */

struct words {
	uint64_t	 v[SHORT + ABOVE + 1];
	size_t		 n;
	struct buf	 numbers;	/* in order, a space before each */
};

static void
words_free(struct words *w)
{
	buf_free(&w->numbers);
}

static void
words_of(struct str s, struct words *w)
{
	struct buf b CLEAN(buf_free) = { .max = s.n * 2 + 64 };
	const char *p;
	size_t n;

	fold_words(&b, s);
	w->n = fold_hashes(buf_text(&b), b.n, w->v, LEN(w->v));
	w->numbers.max = b.max;
	for (p = buf_text(&b); *p != '\0'; p += n) {
		n = 1 + strcspn(p + 1, " ");
		if (fold_digits((struct str){ p, n }) > 0)
			buf_put(&w->numbers, p, n);
	}
}

/* How many words of x must be changed, left out or put in, so that it stands
 * somewhere in y. */
static size_t
changes(const struct words *x, const struct words *y)
{
	size_t row[SHORT + ABOVE + 2] = { 0 }, i, k, least;

	for (i = 1; i <= x->n; i++) {
		size_t before = row[0];

		row[0] = i;
		for (k = 1; k <= y->n; k++) {
			size_t c = before + (x->v[i - 1] != y->v[k - 1]);

			before = row[k];
			if (row[k] + 1 < c)
				c = row[k] + 1;
			if (row[k - 1] + 1 < c)
				c = row[k - 1] + 1;
			row[k] = c;
		}
	}
	for (k = 1, least = row[0]; k <= y->n; k++)
		least = row[k] < least ? row[k] : least;
	return least;
}

static bool
short_repeat(struct str a, struct str b)
{
	struct words one CLEAN(words_free) = { 0 };
	struct words two CLEAN(words_free) = { 0 };
	const struct words *x = &one, *y = &two;
	size_t more;

	words_of(a, &one);
	words_of(b, &two);
	if (one.n > two.n) {
		x = &two;
		y = &one;
	}
	more = y->n - x->n;
	/* the same words about another question, or with another number */
	if (x->n > SHORT || x->n < LEAST || more > ABOVE || more > x->n / 2 ||
	    x->numbers.n != y->numbers.n || memcmp(buf_text(&x->numbers),
	    buf_text(&y->numbers), x->numbers.n) != 0)
		return false;
	return changes(x, y) <= x->n / PER_CHANGE;
}

bool
mail_repeats(struct arena *a, struct str x, struct str y)
{
	return mail_alike(a, x, y) >= MAIL_REPEAT || short_repeat(x, y);
}
