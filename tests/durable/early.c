/* SPDX-License-Identifier: MIT
 *
 * early.c -- a control: a server that acknowledges a response 30 milliseconds
 * before it keeps it.  Linked with --wrap=intake_later_start.
 */
#include "store/intake.h"

#include <stdlib.h>
#include <unistd.h>

void	__real_intake_later_start(struct intake_later *, void (*)(void *),
	    void *);
void	__wrap_intake_later_start(struct intake_later *, void (*)(void *),
	    void *);

struct copy { struct intake *it; struct intake_response r; };

static void *
keep(void *arg)
{
	struct copy *c = arg;
	char reference[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct err e = { 0 };

	usleep(30000);
	(void)!intake_add(c->it, &c->r, reference, &outcome, &e);
	return NULL;
}

void
__wrap_intake_later_start(struct intake_later *l, void (*done)(void *),
    void *arg)
{
	struct copy *c;
	char *bytes;
	pthread_t t;

	if (l->job.response == NULL) {
		__real_intake_later_start(l, done, arg);
		return;
	}
	c = calloc(1, sizeof(*c));
	bytes = malloc(l->response.plain.n);
	memcpy(bytes, l->response.plain.p, l->response.plain.n);
	*c = (struct copy){ .it = l->it, .r = l->response };
	c->r.plain.p = bytes;
	c->r.draft = NULL;
	c->r.after = NULL;
	pthread_create(&t, NULL, keep, c);
	pthread_detach(t);
	l->job.ok = true;
	done(arg);
}
