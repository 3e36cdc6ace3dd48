/* SPDX-License-Identifier: MIT
 *
 * crowd.c -- how much comes from each part of the network, in memory only.
 *
 * A network goes by a hash under a key that is made anew each day and is never
 * written down, so what is counted says nothing of anybody, and yesterday's
 * counts mean nothing today.  The table has a fixed size; where it is full, who
 * was least busy is forgotten.
 */
#include "survey/site/private.h"

#include <pthread.h>
#include <stdlib.h>

enum { SETS = 1024, WAYS = 4, DAY = 86400 };

struct counter {
	uint64_t	 who;		/* 0: free */
	int64_t		 at;		/* when the levels were right */
	double		 sent, begun;	/* they leak, CROWD_HOURLY an hour */
};

struct crowd {
	pthread_mutex_t	 lock;
	int64_t		 day;		/* of this key; -1: none yet */
	uint8_t		 key[32];
	struct counter	 table[SETS][WAYS];
};

struct crowd *
crowd_new(void)
{
	struct crowd *c = calloc(1, sizeof(*c));

	if (c == NULL)
		abort();
	pthread_mutex_init(&c->lock, NULL);
	c->day = -1;
	return c;
}

void
crowd_free(struct crowd *c)
{
	if (c == NULL)
		return;
	pthread_mutex_destroy(&c->lock);
	seal_wipe(c, sizeof(*c));
	free(c);
}

static void
new_day(struct crowd *c, int64_t now)
{
	if (c->day == now / DAY)
		return;
	c->day = now / DAY;
	seal_random(c->key, sizeof(c->key));
	memset(c->table, 0, sizeof(c->table));
}

static void
leak(struct counter *n, int64_t now)
{
	double gone = now > n->at ?
	    (double)(now - n->at) * CROWD_HOURLY / 3600 : 0;

	n->sent = n->sent > gone ? n->sent - gone : 0;
	n->begun = n->begun > gone ? n->begun - gone : 0;
	if (now > n->at)
		n->at = now;
}

/* That network's counter, or the place of whoever is missed least. */
static struct counter *
counter_of(struct crowd *c, const uint8_t network[HTTP_NETWORK], int64_t now)
{
	struct counter *set, *least;
	uint8_t hash[32];
	uint64_t who;
	size_t i;

	seal_hash(hash, c->key, sizeof(c->key), network, HTTP_NETWORK);
	memcpy(&who, hash, sizeof(who));
	who |= 1;
	set = c->table[hash[8] % 4 * 256 + hash[9]];
	least = &set[0];
	for (i = 0; i < WAYS; i++) {
		if (set[i].who == who) {
			leak(&set[i], now);
			return &set[i];
		}
		leak(&set[i], now);
		if (set[i].sent + set[i].begun < least->sent + least->begun)
			least = &set[i];
	}
	*least = (struct counter){ .who = who, .at = now };
	return least;
}

struct crowd_says
crowd_count(struct crowd *c, const char *address, bool sent, int64_t now)
{
	struct crowd_says says = { 0 };
	uint8_t network[HTTP_NETWORK];
	struct counter *n;
	double over;

	if (address == NULL || !http_network(address, network))
		return says;
	pthread_mutex_lock(&c->lock);
	new_day(c, now);
	n = counter_of(c, network, now);
	if (sent)
		n->sent += 1;
	else if (n->begun < CROWD_SLOW + CROWD_SLOWEST)
		n->begun += 1;
	says.many = n->sent > CROWD_MANY;
	over = n->begun - CROWD_SLOW;
	says.delay_millis = over > 0 ? (unsigned)(over * CROWD_STEP_MILLIS) : 0;
	pthread_mutex_unlock(&c->lock);
	return says;
}
