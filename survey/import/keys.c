/* SPDX-License-Identifier: MIT
 *
 * keys.c -- what a row of a file is known by, so that it counts once.
 */
#include "survey/import/import.h"

#include <stdlib.h>

struct keys_one { uint8_t key[16]; size_t number; bool there; };

static struct keys_one *
slot(const struct keys *k, const uint8_t key[16])
{
	uint64_t at;

	memcpy(&at, key, sizeof(at));
	for (at &= k->cap - 1; k->v[at].there; at = (at + 1) & (k->cap - 1))
		if (memcmp(k->v[at].key, key, 16) == 0)
			break;
	return &k->v[at];
}

/* Never more than half full. */
static void
grow(struct keys *k)
{
	struct keys more = { .n = k->n, .cap = k->cap ? 2 * k->cap : 1024 };
	size_t i;

	more.v = calloc(more.cap, sizeof(*more.v));
	if (more.v == NULL)
		abort();
	for (i = 0; i < k->cap; i++)
		if (k->v[i].there)
			*slot(&more, k->v[i].key) = k->v[i];
	free(k->v);
	*k = more;
}

size_t *
keys_at(struct keys *k, const uint8_t key[32])
{
	struct keys_one *o;

	if (2 * (k->n + 1) > k->cap)
		grow(k);
	o = slot(k, key);
	if (!o->there) {
		memcpy(o->key, key, sizeof(o->key));
		o->there = true;
		k->n++;
	}
	return &o->number;
}

void
keys_free(struct keys *k)
{
	free(k->v);
	*k = (struct keys){ 0 };
}

/* ---- hashes -------------------------------------------------------------------- */

void
key_of_respondent(const struct map *m, const char *id, uint8_t out[32])
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };

	buf_lit(&b, "earshot respondent 1\n");
	buf_put(&b, m->source, strlen(m->source) + 1);
	buf_puts(&b, words_line(&a, id));
	seal_hash(out, NULL, 0, b.p, b.n);
}

/* Empty cells at the end may be there or not. */
void
key_of_cells(const struct map *m, const struct table_row *r, uint8_t out[32])
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	size_t i, n = r->n;

	while (n > 0 && table_empty(r->cells[n - 1]))
		n--;
	buf_lit(&b, "earshot row 1\n");
	buf_put(&b, m->source, strlen(m->source) + 1);
	for (i = 0; i < n; i++)
		buf_put(&b, r->cells[i], strlen(r->cells[i]) + 1);
	seal_hash(out, NULL, 0, b.p, b.n);
}

void
key_again(uint8_t key[32], size_t times)
{
	struct buf b CLEAN(buf_free) = { 0 };

	buf_printf(&b, "earshot row again %zu\n", times);
	seal_hash(key, key, 32, b.p, b.n);
}

void
key_of_content(const struct placing *p, const struct forms_answers *as,
    const struct store_meta *m, uint8_t out[32])
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct store_meta bare = *m;

	bare.form[0] = '\0';
	bare.flags = 0;
	if (p->date == NULL)
		bare.day[0] = '\0';
	store_encode(as, &bare, &b);
	seal_hash(out, NULL, 0, b.p, b.n);
}
