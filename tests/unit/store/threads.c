/* SPDX-License-Identifier: MIT
 *
 * threads.c -- many callers at once.  Run it with MODE=tsan, too.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 8, EACH = 40, SHARED = 10 };

static struct place at;
static struct intake *it;

struct worker {
	pthread_t	 thread;
	uint64_t	 number;
	char		 own[EACH][REFERENCE_SIZE];
	char		 shared[SHARED][REFERENCE_SIZE];
	int		 first;		/* INTAKE_NEW of the shared ones */
	int		 failed;
};

static enum intake_outcome
send(struct worker *w, uint64_t n, char ref[REFERENCE_SIZE])
{
	enum intake_outcome outcome = INTAKE_SAME;
	struct place_response p;
	struct err e = { 0 };

	place_response(&p, n, "because");
	w->failed += !intake_add(it, &p.r, ref, &outcome, &e);
	place_response_free(&p);
	return outcome;
}

static void
keep_draft(struct worker *w, uint8_t i)
{
	uint8_t id[32] = { (uint8_t)w->number, i };
	struct buf got CLEAN(buf_free) = { 0 };
	struct err e = { 0 };
	bool found = false;

	w->failed += !intake_draft_put(it, id, STR("half an answer"), 5, &e);
	w->failed += !intake_draft_get(it, id, 0, &got, &found, &e);
	w->failed += !found || strcmp(buf_text(&got), "half an answer") != 0;
	w->failed += i % 2 == 0 && !intake_draft_drop(it, id, &e);
}

static void *
work(void *arg)
{
	struct worker *w = arg;
	struct intake_count c[4];
	struct err e = { 0 };
	size_t n = LEN(c);
	uint8_t i;

	for (i = 0; i < EACH; i++) {
		send(w, w->number * 1000 + i, w->own[i]);
		if (i % 4 == 0 && i / 4 < SHARED)
			w->first += send(w, 500000u + i, w->shared[i / 4]) ==
			    INTAKE_NEW;
		if (i % 5 == 0)
			keep_draft(w, i);
		n = LEN(c);
		if (i % 8 == 0)
			w->failed += !intake_counts(it, c, &n, &e);
	}
	return NULL;
}

static int
by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

START_TEST(many_at_once_each_get_their_own_reference)
{
	static struct worker w[THREADS];
	static char all[THREADS * EACH][REFERENCE_SIZE];
	struct intake_count c[4];
	struct err e = { 0 };
	size_t i, k, n = 0, rows = LEN(c);
	int first = 0;

	place_make(&at);
	answers_form();		/* made before anybody shares it */
	it = place_intake(&at, DB_CREATE);
	for (i = 0; i < THREADS; i++) {
		w[i].number = i + 1;
		ck_assert_int_eq(pthread_create(&w[i].thread, NULL, work,
		    &w[i]), 0);
	}
	for (i = 0; i < THREADS; i++) {
		pthread_join(w[i].thread, NULL);
		ck_assert_int_eq(w[i].failed, 0);
		first += w[i].first;
		for (k = 0; k < EACH; k++)
			memcpy(all[n++], w[i].own[k], REFERENCE_SIZE);
		for (k = 0; k < SHARED; k++)
			ck_assert_str_eq(w[i].shared[k], w[0].shared[k]);
	}
	ck_assert_int_eq(first, SHARED);	/* one of eight was the first */
	qsort(all, n, REFERENCE_SIZE, by_text);
	for (i = 1; i < n; i++)
		ck_assert_str_ne(all[i - 1], all[i]);
	ck_assert(intake_counts(it, c, &rows, &e));
	ck_assert_uint_eq(rows, 1);
	ck_assert_int_eq(c[0].n, THREADS * EACH + SHARED);
	intake_close(it);
	place_forget(&at);
}
END_TEST

UNIT_SUITE(threads, many_at_once_each_get_their_own_reference)
