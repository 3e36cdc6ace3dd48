/* SPDX-License-Identifier: MIT
 *
 * desk_tasks.c -- tests of the desk's page of tasks.  The people are made up.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

static struct staff_secret bo;

static void
open_with_bo(struct room *k)
{
	room_open(k, NULL);
	bo = room_person(k, "bo", STAFF_ANALYST | STAFF_PUBLISHER,
	    now_seconds());
	room_as(k, &bo);
}

/* ---- people, and the analyst with the key -------------------------------- */

static void
somebody(struct room *k, struct store_request r)
{
	struct intake_request q = { .r = r };
	enum intake_outcome outcome;
	struct err e = { 0 };

	snprintf(q.r.day, sizeof(q.r.day), "2024-06-05");
	snprintf(q.r.lang, sizeof(q.r.lang), "en");
	seal_random(q.token, TOKEN_SIZE);
	ck_assert_msg(intake_request(k->intake, &q, &outcome, &e), "%s",
	    e.msg);
}

static const struct store_request ann = { .kind = REQUEST_PAPER,
	.name = "Ann <b>Old</b>", .address = "1 Zugzwang Street",
	.words = "In large print & soon" };
static const struct store_request anon = { .kind = REQUEST_FEEDBACK,
	.words = "Page three is long" };

static const struct forms_form *
no_form(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	err_set(e, ERR_INPUT, "no version %.12s", hash);
	return NULL;
}

static void
pull(struct room *k)
{
	struct cases_pull did;
	struct cases *c;
	struct err e = { 0 };

	ck_assert(cases_open(&c, room_in(k, "cases.db"), DB_CREATE, &e));
	ck_assert_msg(cases_pull(c, k->intake, &k->keys[0], no_form, NULL,
	    &did, &e), "%s", e.msg);
	cases_close(c);
}

/* The tasks that are open, as the command line would list them. */
static size_t
still_open(struct room *k)
{
	struct cases_task *t;
	struct cases *c;
	struct err e = { 0 };
	size_t n;

	ck_assert(cases_open(&c, room_in(k, "cases.db"), DB_READ, &e));
	ck_assert(cases_tasks(&k->a, c, false, &t, &n, &e));
	cases_close(c);
	return n;
}

static void
post(struct room *k, const char *body)
{
	room_post(k, "/desk/tasks", body);
}

/* ---- tests --------------------------------------------------------------- */

START_TEST(before_a_pull_it_says_that_nothing_can_be_read)
{
	struct room k CLEAN(room_close);

	open_with_bo(&k);
	somebody(&k, ann);
	room_get(&k, "/");
	ck_assert(room_says(&k, "Nothing was pulled yet."));
	room_get(&k, "/desk/tasks");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "Nothing was pulled yet"));
	ck_assert(room_says(&k, arena_printf(&k.a, "earshot pull %s<", k.dir)));
	ck_assert(!room_says(&k, "There are no open tasks"));
	ck_assert(!room_says(&k, "Zugzwang"));
	post(&k, "task=1&note=Posted");
	ck_assert(room_says(&k, "there is no task 1"));
}
END_TEST

START_TEST(what_was_pulled_is_shown_and_what_came_since_is_not)
{
	struct room k CLEAN(room_close);

	open_with_bo(&k);
	pull(&k);
	room_get(&k, "/");
	ck_assert(room_says(&k, "Nothing was pulled yet."));
	somebody(&k, ann);
	pull(&k);
	somebody(&k, anon);
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "1 open task<"));
	ck_assert(room_says(&k, "Task 1: Send paper or another format"));
	ck_assert(room_says(&k, "on 5 June 2024, in <span lang=\"en\">English<"));
	ck_assert(room_says(&k, ">Ann &lt;b&gt;Old&lt;/b&gt;</dd>"));
	ck_assert(room_says(&k, ">1 Zugzwang Street</dd>"));
	ck_assert(room_says(&k, "In large print &amp; soon"));
	ck_assert(room_says(&k, "Send it, then mark this as done."));
	ck_assert(room_says(&k, "since the last pull cannot be read here"));
	ck_assert(!room_says(&k, "Page three is long"));
	room_get(&k, "/");
	ck_assert(room_says(&k, "What people asked for, since 5 June 2024."));
	ck_assert(room_says(&k, ">1 open task<"));
	pull(&k);
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "2 open tasks<"));
	ck_assert(room_says(&k, "Page three is long"));
	room_get(&k, "/");
	ck_assert(room_says(&k, ">2 open tasks<"));
}
END_TEST

START_TEST(done_erases_it_and_adds_a_line_to_the_log)
{
	struct room k CLEAN(room_close);
	struct err e = { 0 };
	struct str bytes;

	open_with_bo(&k);
	somebody(&k, ann);
	somebody(&k, anon);
	pull(&k);
	room_get(&k, "/desk/tasks?done=1");
	ck_assert(!room_says(&k, "Task 1 is done."));	/* it is not, yet */
	post(&k, "task=1&note=Posted+on+Monday");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_str_eq(k.out.location, "/desk/tasks?done=1");
	ck_assert_str_eq(room_line(&k), "bo: done (task 1): Posted on Monday");
	ck_assert_uint_eq(still_open(&k), 1);
	room_get(&k, k.out.location);
	ck_assert(room_says(&k, "Task 1 is done. What it said, and how to reach "
	    "the person, is erased."));
	ck_assert(room_says(&k, "1 open task<"));
	ck_assert(room_says(&k, ">Posted on Monday</dd>"));
	ck_assert(!room_says(&k, "Zugzwang"));
	ck_assert(!room_says(&k, "id=\"done-1\""));	/* it has no form any more */
	ck_assert(room_says(&k, "id=\"done-2\""));
	ck_assert(file_read(&k.a, room_in(&k, "cases.db"), 1 << 26, &bytes, &e));
	ck_assert_ptr_null(memmem(bytes.p, bytes.n, "Zugzwang", 8));
	/* control: the other one's words are there */
	ck_assert_ptr_nonnull(memmem(bytes.p, bytes.n, "Page three", 10));
}
END_TEST

START_TEST(without_a_note_nothing_changes)
{
	struct room k CLEAN(room_close);

	open_with_bo(&k);
	somebody(&k, ann);
	pull(&k);
	room_get(&k, "/desk/tasks");
	ck_assert(!room_says(&k, "name=\"by\""));
	post(&k, "task=1&note=+");
	ck_assert(room_says(&k, "<title>Error: Tasks"));
	ck_assert(room_says(&k, "href=\"#note-1\">Write in a few words"));
	ck_assert(room_says(&k, "class=\"desk-done\" open"));
	post(&k, arena_printf(&k.a, "task=1&note=%%22%04001d", 0));
	ck_assert(room_says(&k, "4000 bytes is the most"));
	ck_assert(room_says(&k, "value=\"&quot;000"));
	ck_assert_uint_eq(still_open(&k), 1);
	post(&k, "task=1&by=Eve&note=Posted");	/* control */
	ck_assert_uint_eq(still_open(&k), 0);
	/* who did it is who is signed in, and nobody else */
	ck_assert_str_eq(room_line(&k), "bo: done (task 1): Posted");
}
END_TEST

START_TEST(what_is_done_or_is_no_task_cannot_be_marked)
{
	static const char *const none[] = { "9", "0", "-1", "", "1x",
	    "99999999999999999999" };
	struct room k CLEAN(room_close);
	size_t i;

	open_with_bo(&k);
	somebody(&k, ann);
	somebody(&k, anon);
	pull(&k);
	room_get(&k, "/desk/tasks");
	for (i = 0; i < LEN(none); i++) {
		post(&k, arena_printf(&k.a, "task=%s&note=x", none[i]));
		ck_assert(room_says(&k, "there is no task"));
	}
	ck_assert_uint_eq(still_open(&k), 2);
	post(&k, "task=1&note=Posted");
	post(&k, "task=1&note=Again");
	ck_assert(room_says(&k, "task 1 is done already"));
	ck_assert_str_eq(room_line(&k), "bo: done (task 1): Posted");
}
END_TEST

START_TEST(only_a_page_of_the_desk_can_mark_one)
{
	struct room k CLEAN(room_close);

	open_with_bo(&k);
	somebody(&k, ann);
	pull(&k);
	room_ask(&k, HTTP_POST, "/desk/tasks", "task=1&note=x");
	ck_assert_int_eq(k.out.status, 403);
	room_get(&k, "/desk/tasks?task=1&note=x");
	ck_assert_uint_eq(still_open(&k), 1);
	post(&k, "task=1&note=x");	/* control */
	ck_assert_uint_eq(still_open(&k), 0);
}
END_TEST

START_TEST(very_many_are_on_several_pages)
{
	struct room k CLEAN(room_close);
	size_t i;

	open_with_bo(&k);
	for (i = 0; i < 60; i++)
		somebody(&k, anon);
	pull(&k);
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "60 open tasks<"));
	ck_assert(room_says(&k, "Task 1: ") && room_says(&k, "Task 25: "));
	ck_assert(!room_says(&k, "Task 26: "));
	room_get(&k, "/desk/tasks?page=3");
	ck_assert(room_says(&k, "Task 51: ") && room_says(&k, "Task 60: "));
	ck_assert(!room_says(&k, "Task 50: "));
	ck_assert(room_says(&k, "page=3\" aria-current=\"page\""));
	room_get(&k, "/desk/tasks?page=4");
	ck_assert(room_says(&k, "Task 1: "));
	/* a form that failed is on the page that is shown */
	post(&k, "task=30&note=");
	ck_assert(room_says(&k, "Task 26: ") && !room_says(&k, "Task 25: "));
	ck_assert(room_says(&k, "id=\"note-wrong-30\""));
	for (i = 1; i <= 36; i++)
		post(&k, arena_printf(&k.a, "task=%zu&note=Read", i));
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "24 open tasks<") && !room_says(&k, "?page="));
}
END_TEST

START_TEST(what_was_done_last_stands_first_and_old_ones_do_not_crowd_it)
{
	struct room k CLEAN(room_close);
	int64_t then;
	size_t i;

	open_with_bo(&k);
	for (i = 0; i < 52; i++)
		somebody(&k, anon);
	pull(&k);
	room_get(&k, "/desk/tasks");
	for (i = 2; i <= 52; i++)
		post(&k, arena_printf(&k.a, "task=%zu&note=Read", i));
	for (then = now_seconds(); now_seconds() == then; usleep(10000))
		;
	post(&k, "task=1&note=Last");
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "id=\"closed\">Done</h2>\n<article "
	    "class=\"desk-panel\" aria-labelledby=\"task-1\">"));
	ck_assert(room_says(&k, "Task 52: ") && room_says(&k, "Task 4: "));
	ck_assert(!room_says(&k, "Task 3: ") && !room_says(&k, "Task 2: "));
	ck_assert(room_says(&k, "2 that were done before are not shown."));
	ck_assert(room_says(&k, arena_printf(&k.a, "earshot tasks %s --all",
	    k.dir)));
}
END_TEST

/* Numbers of the copies, and the address goes. */
START_TEST(a_task_says_which_copies_went_out)
{
	struct sheet_copy like = { .lang = "gu", .size = 18 };
	struct room k CLEAN(room_close);
	struct cases *c;
	struct err e = { 0 };
	uint32_t first;

	open_with_bo(&k);
	somebody(&k, ann);
	somebody(&k, anon);
	pull(&k);
	c = room_cases(&k, DB_WRITE);
	ck_assert(copies_new(c, &like, 9, "bo", now_seconds(), &first, &e));
	cases_close(c);
	room_get(&k, "/desk/tasks");
	ck_assert(room_says(&k, "id=\"numbers-1\""));
	ck_assert(!room_says(&k, "id=\"numbers-2\""));	/* it is feedback */
	post(&k, "task=1&note=Two+copies&posted-on=2024-06-07&numbers=000026"
	    "%0D%0A12345");
	ck_assert(room_says(&k, "Nothing was changed"));
	ck_assert(room_says(&k, ">000026\r\n12345</textarea>"));
	ck_assert(room_says(&k, "value=\"Two copies\""));
	ck_assert(room_says(&k, "value=\"2024-06-07\""));
	post(&k, "task=1&note=Two+copies&posted-on=&numbers=000026");
	ck_assert(room_says(&k, "on which day they were posted"));
	ck_assert_uint_eq(still_open(&k), 2);
	post(&k, "task=1&note=One+copy&posted-on=2024-06-07&numbers=000026");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_str_eq(room_line(&k), "bo: done (task 1): One copy");
	room_get(&k, "/desk/tasks");
	ck_assert(!room_says(&k, "Zugzwang"));
	room_get(&k, "/desk/keying/copies");
	ck_assert(room_says(&k, "7 June 2024, for task 1"));
	ck_assert(room_says(&k, "18 points, large print"));
	ck_assert(room_says(&k, "<span lang=\"gu\">ગુજરાતી</span>"));
	ck_assert(!room_says(&k, "Zugzwang"));
}
END_TEST

/* It took a while to write, and meanwhile the session ended. */
START_TEST(a_note_is_given_back_when_the_session_ended)
{
	struct staff_secret late;
	struct room k CLEAN(room_close);

	open_with_bo(&k);
	somebody(&k, ann);
	pull(&k);
	late = room_person(&k, "late", STAFF_ANALYST, now_seconds() -
	    STAFF_IDLE - 1);
	room_as(&k, &late);
	post(&k, "task=1&note=Sent+%3Cb%3Eboth%3C/b%3E+copies&numbers=000026");
	ck_assert_int_eq(k.out.status, 403);
	ck_assert(room_says(&k, "You are not signed in any more"));
	ck_assert(room_says(&k, "Sent &lt;b&gt;both&lt;/b&gt; copies"
	    "</textarea>"));
	ck_assert(room_says(&k, "000026</textarea>"));
	ck_assert_uint_eq(still_open(&k), 1);
	post(&k, "task=1&note=");	/* control: nothing was typed */
	ck_assert_int_eq(k.out.status, 303);
	/* nor is what comes from a page elsewhere given back */
	k.origin = "https://evil.example";
	post(&k, "task=1&note=Sent");
	ck_assert_int_eq(k.out.status, 303);
}
END_TEST

UNIT_SUITE(desk_tasks, before_a_pull_it_says_that_nothing_can_be_read,
    what_was_pulled_is_shown_and_what_came_since_is_not,
    done_erases_it_and_adds_a_line_to_the_log,
    without_a_note_nothing_changes,
    what_is_done_or_is_no_task_cannot_be_marked,
    only_a_page_of_the_desk_can_mark_one, very_many_are_on_several_pages,
    what_was_done_last_stands_first_and_old_ones_do_not_crowd_it,
    a_task_says_which_copies_went_out,
    a_note_is_given_back_when_the_session_ended)
