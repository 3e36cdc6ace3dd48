/* SPDX-License-Identifier: MIT
 *
 * rounds.c -- a thread of the desk's own that does the same once a minute, and when
 * it is asked.
 */
#include "survey/desk/rounds.h"

#include <time.h>

enum { EVERY = 60, PATIENCE = 5 };	/* seconds */

static struct timespec
from_now(int seconds)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += seconds;
	return t;
}

static void *
go_round(void *arg)
{
	struct rounds *r = arg;
	struct timespec until;

	pthread_mutex_lock(&r->lock);
	while (!r->stop) {
		r->begun = r->asked;
		pthread_mutex_unlock(&r->lock);
		r->one(r->arg);
		pthread_mutex_lock(&r->lock);
		r->over = r->begun;
		pthread_cond_broadcast(&r->done);
		until = from_now(EVERY);
		while (!r->stop && r->asked == r->begun &&
		    pthread_cond_timedwait(&r->wake, &r->lock, &until) == 0)
			continue;
	}
	pthread_mutex_unlock(&r->lock);
	return NULL;
}

static void
let_go(struct rounds *r)
{
	pthread_mutex_destroy(&r->lock);
	pthread_cond_destroy(&r->wake);
	pthread_cond_destroy(&r->done);
}

bool
rounds_start(struct rounds *r, void (*one)(void *), void *arg)
{
	pthread_condattr_t clock;

	*r = (struct rounds){ .asked = 1, .one = one, .arg = arg };
	pthread_mutex_init(&r->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&r->wake, &clock);
	pthread_cond_init(&r->done, &clock);
	pthread_condattr_destroy(&clock);
	if (pthread_create(&r->thread, NULL, go_round, r) == 0)
		return true;
	let_go(r);
	return false;
}

void
rounds_stop(struct rounds *r)
{
	pthread_mutex_lock(&r->lock);
	r->stop = true;
	pthread_cond_broadcast(&r->wake);
	pthread_cond_broadcast(&r->done);
	pthread_mutex_unlock(&r->lock);
	pthread_join(r->thread, NULL);
	let_go(r);
}

/* A round that began before would not have what was kept since. */
uint64_t
rounds_ask(struct rounds *r)
{
	if (r->asked == r->begun)
		r->asked++;
	pthread_cond_broadcast(&r->wake);
	return r->asked;
}

void
rounds_wait(struct rounds *r, uint64_t which)
{
	const struct timespec until = from_now(PATIENCE);

	while (r->over < which && !r->stop &&
	    pthread_cond_timedwait(&r->done, &r->lock, &until) == 0)
		continue;
}

void
rounds_soon(struct rounds *r)
{
	pthread_mutex_lock(&r->lock);
	(void)rounds_ask(r);
	pthread_mutex_unlock(&r->lock);
}

void
rounds_now(struct rounds *r)
{
	pthread_mutex_lock(&r->lock);
	rounds_wait(r, rounds_ask(r));
	pthread_mutex_unlock(&r->lock);
}
