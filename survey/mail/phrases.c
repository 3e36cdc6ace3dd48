/* SPDX-License-Identifier: MIT
 *
 * phrases.c -- looking up phrases of several languages in folded words.
 */
#include "survey/mail/phrases.h"

#include <pthread.h>
#include <stdlib.h>

static struct arena kept;	/* lives as long as the program */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int
by_words(const void *va, const void *vb)
{
	const struct phrase *a = va, *b = vb;
	size_t n = a->n < b->n ? a->n : b->n;
	int c = memcmp(a->p, b->p, n);

	return c != 0 ? c : (a->n > b->n) - (a->n < b->n);
}

/* Folds them as messages are folded, once. */
static void
ready(struct phrases *s)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct phrase *v;
	size_t i, n;

	if (__atomic_load_n(&s->n, __ATOMIC_ACQUIRE) > 0)
		return;
	pthread_mutex_lock(&lock);
	if (s->n == 0) {
		for (n = 0; s->written[n] != NULL; n++)
			;
		v = arena_array(&kept, struct phrase, n);
		for (i = 0; i < n; i++) {
			buf_clear(&b);
			fold_words(&b, str_of(s->written[i]));
			v[i].p = arena_strn(&kept, buf_text(&b), b.n);
			v[i].n = b.n;
		}
		qsort(v, n, sizeof(*v), by_words);
		for (i = n; i-- > 0;)
			s->first[(unsigned char)v[i].p[1]] = (uint16_t)(i + 1);
		s->v = v;
		__atomic_store_n(&s->n, n, __ATOMIC_RELEASE);
	}
	pthread_mutex_unlock(&lock);
}

/* The longest of them there, or NULL. */
static const struct phrase *
find(struct phrases *s, const char *words, size_t n, size_t at)
{
	const struct phrase *best = NULL;
	unsigned char c;
	size_t i;

	ready(s);
	if (at + 1 >= n)
		return NULL;
	c = (unsigned char)words[at + 1];
	if (s->first[c] == 0)
		return NULL;
	for (i = s->first[c] - 1u; i < s->n &&
	    (unsigned char)s->v[i].p[1] == c; i++)
		if (s->v[i].n <= n - at && (best == NULL ||
		    s->v[i].n > best->n) &&
		    memcmp(s->v[i].p, words + at, s->v[i].n) == 0)
			best = &s->v[i];
	return best;
}

size_t
phrase_at(struct phrases *s, const char *words, size_t n, size_t at)
{
	const struct phrase *p = find(s, words, n, at);

	return p == NULL ? 0 : p->n - 1;
}

bool
phrase_is(struct phrases *s, const char *words, size_t n)
{
	return n > 1 && phrase_at(s, words, n, 0) == n - 1;
}

bool
phrase_in(struct phrases *s, const char *words, size_t n)
{
	size_t at;

	for (at = 0; at + 1 < n; at++)
		if (words[at] == ' ' && find(s, words, n, at) != NULL)
			return true;
	return false;
}

size_t
phrase_count(struct phrases *s, const char *words, size_t n)
{
	uint64_t had[4] = { 0 };
	size_t at, i, count = 0;

	for (at = 0; at + 1 < n; at++) {
		const struct phrase *p = words[at] == ' ' ?
		    find(s, words, n, at) : NULL;

		if (p == NULL)
			continue;
		i = (size_t)(p - s->v) % 256;
		count += (had[i / 64] >> (i % 64) & 1) == 0;
		had[i / 64] |= (uint64_t)1 << (i % 64);
		at += p->n - 2;
	}
	return count;
}
