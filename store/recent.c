/* SPDX-License-Identifier: MIT
 *
 * recent.c -- the drafts that were written last, as they stand in the store,
 * so that reading one seldom needs SQLite.
 *
 * Sealed as in the store.  The writer notes what its jobs change and shows it
 * here only after their commit, so nobody reads what is not on the disk.  A
 * draft that is not here is read from the store, and does not come in by that:
 * then nothing old can take the place of something new.
 */
#include "store/intake.h"

#include <stdio.h>
#include <stdlib.h>

enum { SLOTS = 4096, LARGEST = 8192 };

struct recent_draft {
	uint8_t		 id[32];
	int64_t		 expires;
	char		*sealed;	/* NULL: the slot is free */
	size_t		 n;
};

static struct recent_draft *
slot_of(struct intake *it, const uint8_t id[32])
{
	uint32_t at;

	/* ids are hashes: four bytes of one are as good as any hash of it */
	memcpy(&at, id, sizeof(at));
	return &it->recent[at % SLOTS];
}

void
recent_open(struct intake *it)
{
	it->recent = calloc(SLOTS, sizeof(*it->recent));
	if (it->recent == NULL)
		abort();
}

void
recent_close(struct intake *it)
{
	size_t i;

	recent_forget(it, 0);
	free(it->changed);
	for (i = 0; it->recent != NULL && i < SLOTS; i++)
		free(it->recent[i].sealed);
	free(it->recent);
}

void
recent_note(struct intake *it, const uint8_t id[32], struct str sealed,
    int64_t expires)
{
	struct recent_draft *d;

	if (it->n_changed == it->changed_cap) {
		it->changed_cap = it->changed_cap > 0 ? 2 * it->changed_cap :
		    64;
		it->changed = realloc(it->changed, it->changed_cap *
		    sizeof(*it->changed));
		if (it->changed == NULL)
			abort();
	}
	d = &it->changed[it->n_changed++];
	*d = (struct recent_draft){ .expires = expires, .n = sealed.n };
	memcpy(d->id, id, sizeof(d->id));
	if (sealed.n == 0 || sealed.n > LARGEST)
		return;
	d->sealed = malloc(sealed.n);
	if (d->sealed == NULL)
		abort();
	memcpy(d->sealed, sealed.p, sealed.n);
}

void
recent_forget(struct intake *it, size_t from)
{
	while (it->n_changed > from)
		free(it->changed[--it->n_changed].sealed);
}

static void
expire(struct intake *it, int64_t by)
{
	size_t i;

	for (i = 0; i < SLOTS; i++)
		if (it->recent[i].sealed != NULL &&
		    it->recent[i].expires <= by) {
			free(it->recent[i].sealed);
			it->recent[i] = (struct recent_draft){ 0 };
		}
}

void
recent_show(struct intake *it)
{
	size_t i;

	pthread_mutex_lock(&it->recent_lock);
	for (i = 0; i < it->n_changed; i++) {
		const struct recent_draft *d = &it->changed[i];
		struct recent_draft *slot = slot_of(it, d->id);

		if (d->n == 0 && d->expires > 0)
			expire(it, d->expires);
		/* what is gone or too large only pushes its own old self out */
		if (d->sealed == NULL && memcmp(slot->id, d->id,
		    sizeof(d->id)) != 0)
			continue;
		free(slot->sealed);
		*slot = *d;
	}
	it->n_changed = 0;
	pthread_mutex_unlock(&it->recent_lock);
}

bool
recent_get(struct intake *it, const uint8_t id[32], int64_t now,
    struct buf *sealed)
{
	const struct recent_draft *slot;
	bool is;

	if (it->recent == NULL)
		return false;
	pthread_mutex_lock(&it->recent_lock);
	slot = slot_of(it, id);
	is = slot->sealed != NULL && slot->expires > now &&
	    memcmp(slot->id, id, sizeof(slot->id)) == 0;
	if (is)
		buf_put(sealed, slot->sealed, slot->n);
	pthread_mutex_unlock(&it->recent_lock);
	return is;
}
