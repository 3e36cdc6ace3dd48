/* SPDX-License-Identifier: MIT
 *
 * desk_fetch.c -- the desk's own thread: it takes over what came to the site,
 * counts, says what failed, and stops when the desk does.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

enum { READERS = 4, ROUNDS = 12 };

static struct room k;
static struct staff_secret kim;
static _Atomic int pulls;
static _Atomic bool fails;

static const struct forms_form *
no_form(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	err_set(e, ERR_INPUT, "no version %.12s", hash);
	return NULL;
}

static bool
pull(void *arg, struct cases_pull *did, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct room *r = arg;
	struct cases *c = NULL;
	bool ok;

	pulls++;
	if (fails)
		return err_set(e, ERR_IO, "the cupboard is shut");
	ok = cases_open(&c, path_join(&a, r->dir, "cases.db"), DB_CREATE, e) &&
	    cases_pull(c, r->intake, &r->keys[0], no_form, NULL, did, e);
	cases_close(c);
	return ok;
}

static const struct desk_source source = { .pull = pull, .arg = &k };

static void
begin(void)
{
	room_open(&k, NULL);
	kim = room_person(&k, "kim", STAFF_ALL_ROLES, now_seconds());
	room_as(&k, &kim);
	pulls = 0;
	fails = false;
}

static void
somebody_asks(void)
{
	struct intake_request q = { .r = { .kind = REQUEST_FEEDBACK,
	    .words = "Page three is long" } };
	enum intake_outcome outcome;
	struct err e = { 0 };

	snprintf(q.r.day, sizeof(q.r.day), "2024-06-05");
	snprintf(q.r.lang, sizeof(q.r.lang), "en");
	seal_random(q.token, TOKEN_SIZE);
	ck_assert_msg(intake_request(k.intake, &q, &outcome, &e), "%s", e.msg);
}

START_TEST(a_desk_without_a_thread_shows_no_counts)
{
	begin();
	room_get(&k, "/");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(!room_says(&k, "Counted at"));
	ck_assert(room_says(&k, "not fetched by this desk"));
	room_close(&k);
}
END_TEST

START_TEST(what_came_is_there_at_the_start_and_when_asked)
{
	struct err e = { 0 };

	begin();
	somebody_asks();
	ck_assert(desk_fetches(k.desk, &source, &e));
	room_get(&k, "/");
	ck_assert(room_says(&k, "Counted at"));
	ck_assert(room_says(&k, "1 open task"));
	ck_assert(!room_says(&k, "not fetched by this desk"));
	somebody_asks();
	room_post(&k, "/desk/refresh", "");
	ck_assert_int_eq(k.out.status, 303);
	room_get(&k, "/");
	ck_assert(room_says(&k, "2 open tasks"));
	ck_assert_int_eq(pulls, 2);
	room_close(&k);
}
END_TEST

START_TEST(a_fetch_that_fails_is_said_until_one_succeeds)
{
	struct err e = { 0 };

	begin();
	fails = true;
	ck_assert(desk_fetches(k.desk, &source, &e));
	room_get(&k, "/");
	ck_assert(room_says(&k, "could not be fetched: the cupboard is shut."));
	fails = false;
	room_post(&k, "/desk/refresh", "");
	room_get(&k, "/");
	ck_assert(!room_says(&k, "could not be fetched"));
	room_close(&k);
}
END_TEST

START_TEST(a_desk_without_the_key_counts_all_the_same)
{
	static const struct desk_source none = { .why_not = "the key is away" };
	struct err e = { 0 };

	begin();
	ck_assert(desk_fetches(k.desk, &none, &e));
	room_get(&k, "/");
	ck_assert(room_says(&k, "Counted at"));
	ck_assert(room_says(&k, "not fetched by this desk: the key is away"));
	room_close(&k);
}
END_TEST

static void *
reader(void *arg)
{
	struct room mine = k;
	bool *wrong = arg;
	int i;

	mine.a = (struct arena){ 0 };
	mine.out = (struct http_response){ 0 };
	for (i = 0; i < ROUNDS && !*wrong; i++) {
		room_get(&mine, "/");
		*wrong = mine.out.status != 200;
		if (i % 4 == 0) {
			room_post(&mine, "/desk/refresh", "");
			*wrong |= mine.out.status != 303;
		}
	}
	buf_free(&mine.out.body);
	arena_free(&mine.a);
	return NULL;
}

/* Under tsan: pages, pulls, counts and the end of it all at once. */
START_TEST(many_ask_while_it_fetches)
{
	pthread_t t[READERS];
	bool wrong[READERS] = { false };
	struct err e = { 0 };
	int i;

	begin();
	room_get(&k, "/");			/* the token of its forms */
	ck_assert(desk_fetches(k.desk, &source, &e));
	for (i = 0; i < READERS; i++)
		ck_assert_int_eq(pthread_create(&t[i], NULL, reader,
		    &wrong[i]), 0);
	for (i = 0; i < READERS; i++)
		somebody_asks();
	for (i = 0; i < READERS; i++)
		pthread_join(t[i], NULL);
	for (i = 0; i < READERS; i++)
		ck_assert(!wrong[i]);
	room_post(&k, "/desk/refresh", "");
	room_get(&k, "/");
	ck_assert(room_says(&k, "4 open tasks"));
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_fetch, a_desk_without_a_thread_shows_no_counts,
    what_came_is_there_at_the_start_and_when_asked,
    a_fetch_that_fails_is_said_until_one_succeeds,
    a_desk_without_the_key_counts_all_the_same, many_ask_while_it_fetches)
