/* SPDX-License-Identifier: MIT
 *
 * hasty.c -- a control: a server that says of one draft in ten that it is saved,
 * 30 milliseconds before it is.  Linked with --wrap=intake_later_start.
 */
#include "store/intake.h"

#include <stdlib.h>
#include <unistd.h>

void	__real_intake_later_start(struct intake_later *, void (*)(void *),
	    void *);
void	__wrap_intake_later_start(struct intake_later *, void (*)(void *),
	    void *);

struct copy { struct intake *it; uint8_t id[32]; struct str s; int64_t when; };

static void *
keep(void *arg)
{
	struct copy *c = arg;
	struct err e = { 0 };

	usleep(30000);
	(void)!intake_draft_put(c->it, c->id, c->s, c->when, &e);
	return NULL;
}

void
__wrap_intake_later_start(struct intake_later *l, void (*done)(void *),
    void *arg)
{
	static _Atomic unsigned n;
	struct copy *c;
	char *bytes;
	pthread_t t;

	if (l->job.response != NULL || ++n % 10 != 0) {
		__real_intake_later_start(l, done, arg);
		return;
	}
	c = calloc(1, sizeof(*c));
	bytes = malloc(l->job.sealed.n);
	memcpy(bytes, l->job.sealed.p, l->job.sealed.n);
	*c = (struct copy){ .it = l->it, .s = { bytes, l->job.sealed.n },
	    .when = l->job.when };
	memcpy(c->id, l->job.draft, sizeof(c->id));
	pthread_create(&t, NULL, keep, c);
	pthread_detach(t);
	l->job.ok = true;
	done(arg);
}
