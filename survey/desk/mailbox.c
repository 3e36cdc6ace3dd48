/* SPDX-License-Identifier: MIT
 *
 * mailbox.c -- a thread of the desk's own that reads the mailbox and opens what
 * is attached to messages.  No page and no count waits for a mail server.
 */
#include "survey/desk/private.h"
#include "survey/desk/rounds.h"

#include <stdio.h>
#include <stdlib.h>

struct mailbox {
	struct rounds	 rounds;		/* its lock is over what follows */
	const struct desk_mail *mail;
	bool		 now;
	struct desk_mailbox state;
	char		 failed[508];		/* "" */
};

/* ---- the thread ---------------------------------------------------- */

/* Somebody in a terminal may be writing right now: then it waits its turn. */
static void
one_round(void *arg)
{
	struct desk_mailbox state = { 0 };
	struct mailbox *b = arg;
	struct err e = { 0 };
	bool ok, now;

	pthread_mutex_lock(&b->rounds.lock);
	now = b->now;
	b->now = false;
	pthread_mutex_unlock(&b->rounds.lock);
	ok = b->mail->poll(b->mail->arg, now, &state, &e);
	pthread_mutex_lock(&b->rounds.lock);
	b->state = state;
	if (ok || e.code != ERR_BUSY)
		snprintf(b->failed, sizeof(b->failed), "%s", ok ? "" : e.msg);
	pthread_mutex_unlock(&b->rounds.lock);
}

bool
mailbox_start(struct desk *d, struct err *e)
{
	struct mailbox *b;

	if (d->mail == NULL || d->mail->poll == NULL ||
	    d->mail->why_not != NULL)
		return true;
	if ((b = calloc(1, sizeof(*b))) == NULL)
		abort();
	b->mail = d->mail;
	if (rounds_start(&b->rounds, one_round, b)) {
		d->mailbox = b;
		return true;
	}
	free(b);
	return err_set(e, ERR_IO, "no thread can be started to read messages "
	    "with");
}

void
mailbox_stop(struct desk *d)
{
	if (d->mailbox == NULL)
		return;
	rounds_stop(&d->mailbox->rounds);
	free(d->mailbox);
	d->mailbox = NULL;
}

/* ---- for pages ------------------------------------------------------ */

void
mailbox_soon(struct desk *d)
{
	if (d->mailbox != NULL)
		rounds_soon(&d->mailbox->rounds);
}

void
mailbox_now(struct desk *d)
{
	struct mailbox *b = d->mailbox;

	if (b == NULL)
		return;
	pthread_mutex_lock(&b->rounds.lock);
	b->now = true;
	rounds_wait(&b->rounds, rounds_ask(&b->rounds));
	pthread_mutex_unlock(&b->rounds.lock);
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
	pthread_mutex_lock(&b->rounds.lock);
	*out = b->state;
	if (b->failed[0] != '\0')
		*failed = arena_str(v->a, b->failed);
	pthread_mutex_unlock(&b->rounds.lock);
}
