/* SPDX-License-Identifier: MIT
 *
 * delay.c -- a response that waits before it leaves, while its thread goes on
 * with others.
 */
#include "survey/http/private.h"

#include <time.h>

/* More than these wait no longer: waiting must not use up the connections. */
enum { MOST_WAITING = 256, MOST_MILLIS = 10 * 1000 };

bool
delay_begin(struct client *c, struct MHD_Connection *m, unsigned millis,
    int status, struct MHD_Response *r)
{
	struct http_server *s = c->server;

	if (millis > MOST_MILLIS)
		millis = MOST_MILLIS;
	pthread_mutex_lock(&s->lock);
	if (millis == 0 || s->stopping || s->waiting >= MOST_WAITING) {
		pthread_mutex_unlock(&s->lock);
		return false;
	}
	s->waiting++;
	c->late = r;
	c->late_status = (unsigned)status;
	c->due = now_millis() + millis;
	c->asleep = m;
	/* Under the lock, so that nobody wakes it before it sleeps. */
	MHD_suspend_connection(m);
	pthread_mutex_unlock(&s->lock);
	return true;
}

/* Without the lock: start is called after the connection fell asleep, and only
 * this wakes it. */
static void
committed(void *arg)
{
	struct client *c = arg;
	struct http_server *s = c->server;

	c->since = now_millis();
	MHD_resume_connection(c->committing);	/* c may be gone after this */
	s->committing--;
}

void
delay_commit(struct client *c, struct MHD_Connection *m, unsigned millis,
    int status, struct MHD_Response *r)
{
	c->server->committing++;
	c->late = r;
	c->late_status = (unsigned)status;
	c->late_delay = millis;
	c->committing = m;
	MHD_suspend_connection(m);
	c->wait.start(c->wait.self, committed, c);
}

bool
delay_kept(struct client *c, struct err *e)
{
	struct http_wait w = c->wait;

	c->wait = (struct http_wait){ 0 };
	if (w.self == NULL || w.kept(w.self, e))
		return true;
	MHD_destroy_response(c->late);
	c->late = NULL;
	return false;
}

void
delay_settle(struct http_server *s)
{
	struct timespec brief = { 0, 1000000 };

	while (s->handling > 0 || s->committing > 0)
		nanosleep(&brief, NULL);
}

void
delay_wake(struct http_server *s, int64_t now)
{
	struct client *c;

	for (c = s->clients; c != NULL; c = c->next) {
		if (c->asleep == NULL || c->due > now)
			continue;
		/* The deadline counts from when it may leave. */
		c->since = now_millis();
		MHD_resume_connection(c->asleep);
		c->asleep = NULL;
		s->waiting--;
	}
}

enum MHD_Result
delay_end(struct client *c, struct MHD_Connection *m)
{
	unsigned millis = c->late_delay;
	enum MHD_Result queued;

	c->late_delay = 0;
	if (delay_begin(c, m, millis, (int)c->late_status, c->late))
		return MHD_YES;
	queued = MHD_queue_response(m, c->late_status, c->late);
	MHD_destroy_response(c->late);
	c->late = NULL;
	return queued;
}

void
delay_drop(struct client *c)
{
	if (c->asleep != NULL)
		c->server->waiting--;
	c->asleep = NULL;
	if (c->late != NULL)
		MHD_destroy_response(c->late);
	c->late = NULL;
}
