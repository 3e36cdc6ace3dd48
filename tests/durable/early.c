/* SPDX-License-Identifier: MIT
 *
 * early.c -- a control: a server that acknowledges a response 30 milliseconds
 * before it keeps it.  Linked with --wrap=intake_add.
 */
#include "store/store.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

bool	__real_intake_add(struct intake *, const struct intake_response *,
	    char *, enum intake_outcome *, struct err *);
bool	__wrap_intake_add(struct intake *, const struct intake_response *,
	    char *, enum intake_outcome *, struct err *);

struct later { struct intake *it; struct intake_response r; };

static void *
keep(void *arg)
{
	struct later *l = arg;
	char reference[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct err e = { 0 };

	usleep(30000);
	(void)__real_intake_add(l->it, &l->r, reference, &outcome, &e);
	return NULL;
}

bool
__wrap_intake_add(struct intake *it, const struct intake_response *r,
    char *reference, enum intake_outcome *outcome, struct err *e)
{
	struct later *l = calloc(1, sizeof(*l));
	char *bytes = malloc(r->plain.n);
	pthread_t t;

	(void)e;
	memcpy(bytes, r->plain.p, r->plain.n);
	*l = (struct later){ .it = it, .r = *r };
	l->r.plain.p = bytes;
	l->r.draft = NULL;
	l->r.after = NULL;
	pthread_create(&t, NULL, keep, l);
	pthread_detach(t);
	memset(reference, 'A', REFERENCE_SIZE - 1);
	reference[REFERENCE_SIZE - 1] = '\0';
	*outcome = INTAKE_NEW;
	return true;
}
