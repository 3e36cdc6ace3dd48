/* SPDX-License-Identifier: MIT
 *
 * million.c -- does taking in responses stay as quick as the store fills?
 *
 *	million FILE N
 *
 * N drafts are kept and then sent, each as a sealed response and a receipt, by
 * 64 callers at once.  Prints how long each tenth took, and how the last
 * 10,000 compare with the first.
 */
#include "store/store.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { CALLERS = 64, STEP = 10000, ANSWER = 900 };

static struct intake *intake;
static int64_t n_all;
static _Atomic int64_t taken, done;
static _Atomic int64_t *stamps;		/* when each STEP was complete */

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

static void
respond(char *answer)
{
	enum intake_outcome outcome;
	struct intake_response r = { .plain = { answer, ANSWER },
	    .arg = answer, .after = receipt, .expires = 2000000000 };
	struct err e = { 0 };
	char reference[REFERENCE_SIZE];
	uint8_t token[TOKEN_SIZE], draft[32];

	seal_random(token, sizeof(token));
	seal_hash(draft, NULL, 0, token, sizeof(token));
	memcpy(r.token, token, sizeof(token));
	r.draft = draft;
	snprintf(r.meta.form, sizeof(r.meta.form), "%064d", 1);
	snprintf(r.meta.channel, sizeof(r.meta.channel), "online");
	snprintf(r.meta.day, sizeof(r.meta.day), "2024-06-03");
	if (!intake_draft_put(intake, draft, r.plain, r.expires, &e) ||
	    !intake_add(intake, &r, reference, &outcome, &e))
		fail(&e);
}

static void *
caller(void *arg)
{
	char answer[ANSWER];
	int64_t now;

	(void)arg;
	seal_random(answer, sizeof(answer));
	while (atomic_fetch_add(&taken, 1) < n_all) {
		respond(answer);
		now = atomic_fetch_add(&done, 1) + 1;
		if (now % STEP == 0)
			atomic_store(&stamps[now / STEP], now_millis());
	}
	return NULL;
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
	printf("  first %d in %.2f s, last %d of %lld in %.2f s: %.2f times; "
	    "%ld MB of memory at most\n", STEP, seconds(0, 1), STEP,
	    (long long)n_all, seconds(steps - 1, steps),
	    seconds(steps - 1, steps) / seconds(0, 1), u.ru_maxrss / 1024);
}

int
main(int argc, char **argv)
{
	struct seal_secret keys[SEAL_RECIPIENTS];
	struct seal_public to[SEAL_RECIPIENTS];
	pthread_t threads[CALLERS];
	struct err e = { 0 };
	size_t i;

	n_all = argc == 3 ? atoll(argv[2]) / STEP * STEP : 0;
	if (n_all < STEP)
		return 2;
	stamps = calloc((size_t)(n_all / STEP) + 1, sizeof(*stamps));
	if (stamps == NULL || !seal_start(&e))
		fail(&e);
	for (i = 0; i < SEAL_RECIPIENTS; i++) {
		seal_keypair(&keys[i]);
		to[i] = keys[i].pub;
	}
	if (!intake_open(&intake, argv[1], DB_CREATE, to, SEAL_RECIPIENTS, &e))
		fail(&e);
	stamps[0] = now_millis();
	for (i = 0; i < CALLERS; i++)
		if (pthread_create(&threads[i], NULL, caller, NULL) != 0)
			abort();
	for (i = 0; i < CALLERS; i++)
		pthread_join(threads[i], NULL);
	intake_close(intake);
	report();
	return 0;
}
