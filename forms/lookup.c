/* SPDX-License-Identifier: MIT
 *
 * lookup.c -- things by their names, found at once: a table of hashes (FNV-1a)
 * with the next free place taken where two fall together.
 */
#include "forms/lookup.h"

static uint64_t
hash(struct str s)
{
	uint64_t h = 0xCBF29CE484222325u;
	size_t i;

	for (i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001B3u;
	return h ^ h >> 29;
}

static struct lookup_slot *
slot(const struct lookup *t, struct str key)
{
	size_t i = hash(key) & (t->cap - 1);

	while (t->v[i].key.p != NULL && (t->v[i].key.n != key.n ||
	    memcmp(t->v[i].key.p, key.p, key.n) != 0))
		i = (i + 1) & (t->cap - 1);
	return &t->v[i];
}

void *
lookup_get(const struct lookup *t, struct str key)
{
	return t == NULL || t->n == 0 ? NULL : slot(t, key)->value;
}

static void
grow(struct lookup *t, struct arena *a)
{
	const struct lookup old = *t;
	size_t i;

	t->cap = old.cap ? old.cap * 2 : 64;
	t->v = arena_array(a, struct lookup_slot, t->cap);
	for (i = 0; i < old.cap; i++)
		if (old.v[i].key.p != NULL)
			*slot(t, old.v[i].key) = old.v[i];
}

void
lookup_put(struct lookup *t, struct arena *a, const char *key, void *value)
{
	struct lookup_slot *s;

	if (t->n * 2 >= t->cap)
		grow(t, a);
	s = slot(t, str_of(key));
	if (s->key.p != NULL)
		return;		/* the first of a name is the one meant */
	*s = (struct lookup_slot){ str_of(key), value };
	t->n++;
}
