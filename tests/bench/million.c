/* SPDX-License-Identifier: MIT
 *
 * million.c -- does taking in responses stay as quick as the store fills?
 *
 *	million FILE N
 *
 * N drafts are kept and then sent, each as a sealed response and a receipt, by
 * 64 people at once, who wait for each commit as the server's connections do.
 * Prints how quick each tenth was, and how the last 10,000 compare with the
 * first.
 */
#include "store/store.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { PEOPLE = 64, STEP = 10000, ANSWER = 900 };

static struct intake *intake;
static int64_t n_all;
static _Atomic int64_t begun, done;
static int64_t *stamps;			/* when each STEP was complete */
static double *spent;			/* of processor time by then, seconds */

/* One who answers: keeps a draft, sends it, and is followed by another. */
struct person {
	struct arena	 a;
	struct intake_later *later;
	bool		 sending;
	struct intake_response r;
	uint8_t		 draft[32];
	char		 answer[ANSWER];
};

static void
fail(const struct err *e)
{
	fprintf(stderr, "million: %s\n", e->msg);
	exit(3);
}

static void
receipt(void *arg, const char *reference, struct buf *sealed)
{
	(void)reference;
	buf_put(sealed, arg, ANSWER);
}

static void went_on(void *);

static void
go(struct person *p)
{
	struct err e = { 0 };

	p->later = p->sending ? intake_add_later(&p->a, intake, &p->r, &e) :
	    intake_draft_later(&p->a, intake, p->draft, p->r.plain,
	    p->r.expires, &e);
	if (p->later == NULL)
		fail(&e);
	intake_later_start(p->later, went_on, p);
}

/* Another person in this one's place; nobody when enough have come. */
static void
come(struct person *p)
{
	arena_free(&p->a);
	if (atomic_fetch_add(&begun, 1) >= n_all)
		return;
	p->sending = false;
	p->r = (struct intake_response){ .plain = { p->answer, ANSWER },
	    .arg = p->answer, .after = receipt, .expires = 2000000000,
	    .draft = p->draft };
	seal_random(p->r.token, sizeof(p->r.token));
	seal_hash(p->draft, NULL, 0, p->r.token, sizeof(p->r.token));
	snprintf(p->r.meta.form, sizeof(p->r.meta.form), "%064d", 1);
	snprintf(p->r.meta.channel, sizeof(p->r.meta.channel), "online");
	snprintf(p->r.meta.day, sizeof(p->r.meta.day), "2024-06-03");
	go(p);
}

static void
stamp(int64_t step)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	stamps[step] = now_millis();
	spent[step] = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* On the writer's thread, after a commit. */
static void
went_on(void *arg)
{
	struct person *p = arg;
	struct err e = { 0 };

	if (!intake_later_kept(p->later, &e))
		fail(&e);
	p->sending = !p->sending;
	if (p->sending) {
		go(p);
		return;
	}
	if ((done + 1) % STEP == 0)
		stamp((done + 1) / STEP);
	done++;
	come(p);
}

static double
seconds(int64_t from, int64_t to)
{
	return (double)(stamps[to] - stamps[from]) / 1000.0;
}

static void
report(void)
{
	int64_t steps = n_all / STEP, i;
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	for (i = 1; i <= 10 && steps >= 20; i++)
		printf("  responses %9lld to %9lld: %6.0f a second\n",
		    (long long)(n_all / 10 * (i - 1)),
		    (long long)(n_all / 10 * i), (double)(n_all / 10) /
		    seconds(steps * (i - 1) / 10, steps * i / 10));
	printf("  first %d in %.2f s, last %d of %lld in %.2f s: %.2f times "
	    "(aim: at most 1.2); of processor time %.2f times; %ld MB of memory "
	    "at most\n", STEP, seconds(0, 1), STEP, (long long)n_all,
	    seconds(steps - 1, steps), seconds(steps - 1, steps) /
	    seconds(0, 1), (spent[steps] - spent[steps - 1]) / spent[1],
	    u.ru_maxrss / 1024);
}

int
main(int argc, char **argv)
{
	struct seal_secret keys[SEAL_RECIPIENTS];
	struct seal_public to[SEAL_RECIPIENTS];
	static struct person people[PEOPLE];
	struct err e = { 0 };
	size_t i;

	n_all = argc == 3 ? atoll(argv[2]) / STEP * STEP : 0;
	if (n_all < STEP)
		return 2;
	stamps = calloc((size_t)(n_all / STEP) + 1, sizeof(*stamps));
	spent = calloc((size_t)(n_all / STEP) + 1, sizeof(*spent));
	if (stamps == NULL || spent == NULL || !seal_start(&e))
		fail(&e);
	for (i = 0; i < SEAL_RECIPIENTS; i++) {
		seal_keypair(&keys[i]);
		to[i] = keys[i].pub;
	}
	if (!intake_open(&intake, argv[1], DB_CREATE, to, SEAL_RECIPIENTS, &e))
		fail(&e);
	stamp(0);
	for (i = 0; i < PEOPLE; i++) {
		seal_random(people[i].answer, ANSWER);
		come(&people[i]);
	}
	while (done < n_all)
		usleep(20000);
	intake_close(intake);
	report();
	return 0;
}
