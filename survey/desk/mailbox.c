/* SPDX-License-Identifier: MIT
 *
 * mailbox.c -- a thread of the desk's own that reads the mailbox and opens what
 * is attached to messages.  No page and no count waits for a mail server.
 */
#include "survey/desk/private.h"

#include <stdio.h>
#include <stdlib.h>

enum { EVERY = 60, PATIENCE = 5 };	/* seconds */

struct mailbox {
	pthread_t	 thread;
	pthread_mutex_t	 lock;			/* over what follows */
	pthread_cond_t	 wake, done;
	bool		 stop, now;
	uint64_t	 asked, begun, over;	/* rounds */
	struct desk_mailbox state;
	char		 failed[508];		/* "" */
};

/* ---- the thread ---------------------------------------------------- */

/* Somebody in a terminal may be writing right now: then it waits its turn. */
static void
one_round(const struct desk_mail *m, struct mailbox *b, bool now)
{
	struct desk_mailbox state = { 0 };
	struct err e = { 0 };
	bool ok = m->poll(m->arg, now, &state, &e);

	pthread_mutex_lock(&b->lock);
	b->state = state;
	if (ok || e.code != ERR_BUSY)
		snprintf(b->failed, sizeof(b->failed), "%s", ok ? "" : e.msg);
	pthread_mutex_unlock(&b->lock);
}

static struct timespec
from_now(int seconds)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += seconds;
	return t;
}

static void *
rounds(void *arg)
{
	struct desk *d = arg;
	struct mailbox *b = d->mailbox;
	struct timespec until;
	bool now;

	pthread_mutex_lock(&b->lock);
	while (!b->stop) {
		b->begun = b->asked;
		now = b->now;
		b->now = false;
		pthread_mutex_unlock(&b->lock);
		one_round(d->mail, b, now);
		pthread_mutex_lock(&b->lock);
		b->over = b->begun;
		pthread_cond_broadcast(&b->done);
		until = from_now(EVERY);
		while (!b->stop && b->asked == b->begun &&
		    pthread_cond_timedwait(&b->wake, &b->lock, &until) == 0)
			continue;
	}
	pthread_mutex_unlock(&b->lock);
	return NULL;
}

static void
mailbox_free(struct mailbox *b)
{
	pthread_mutex_destroy(&b->lock);
	pthread_cond_destroy(&b->wake);
	pthread_cond_destroy(&b->done);
	free(b);
}

bool
mailbox_start(struct desk *d, struct err *e)
{
	pthread_condattr_t clock;
	struct mailbox *b;

	if (d->mail == NULL || d->mail->poll == NULL ||
	    d->mail->why_not != NULL)
		return true;
	if ((b = calloc(1, sizeof(*b))) == NULL)
		abort();
	pthread_mutex_init(&b->lock, NULL);
	pthread_condattr_init(&clock);
	pthread_condattr_setclock(&clock, CLOCK_MONOTONIC);
	pthread_cond_init(&b->wake, &clock);
	pthread_cond_init(&b->done, &clock);
	pthread_condattr_destroy(&clock);
	b->asked = 1;
	d->mailbox = b;
	if (pthread_create(&b->thread, NULL, rounds, d) == 0)
		return true;
	d->mailbox = NULL;
	mailbox_free(b);
	return err_set(e, ERR_IO, "no thread can be started to read messages "
	    "with");
}

void
mailbox_stop(struct desk *d)
{
	struct mailbox *b = d->mailbox;

	if (b == NULL)
		return;
	pthread_mutex_lock(&b->lock);
	b->stop = true;
	pthread_cond_broadcast(&b->wake);
	pthread_cond_broadcast(&b->done);
	pthread_mutex_unlock(&b->lock);
	pthread_join(b->thread, NULL);
	d->mailbox = NULL;
	mailbox_free(b);
}

/* ---- for pages ------------------------------------------------------ */

/* Holding the lock.  A round that began before would not have what was kept
 * since. */
static void
ask(struct mailbox *b)
{
	if (b->asked == b->begun)
		b->asked++;
	pthread_cond_broadcast(&b->wake);
}

void
mailbox_soon(struct desk *d)
{
	struct mailbox *b = d->mailbox;

	if (b == NULL)
		return;
	pthread_mutex_lock(&b->lock);
	ask(b);
	pthread_mutex_unlock(&b->lock);
}

void
mailbox_now(struct desk *d)
{
	const struct timespec until = from_now(PATIENCE);
	struct mailbox *b = d->mailbox;
	uint64_t which;

	if (b == NULL)
		return;
	pthread_mutex_lock(&b->lock);
	b->now = true;
	ask(b);
	which = b->asked;
	while (b->over < which && !b->stop &&
	    pthread_cond_timedwait(&b->done, &b->lock, &until) == 0)
		continue;
	pthread_mutex_unlock(&b->lock);
}

void
mailbox_state(struct desk_visit *v, struct desk_mailbox *out,
    const char **failed)
{
	struct mailbox *b = v->desk->mailbox;

	*out = (struct desk_mailbox){ 0 };
	*failed = NULL;
	if (b == NULL)
		return;
	pthread_mutex_lock(&b->lock);
	*out = b->state;
	if (b->failed[0] != '\0')
		*failed = arena_str(v->a, b->failed);
	pthread_mutex_unlock(&b->lock);
}
