/* SPDX-License-Identifier: MIT
 *
 * desk_tasks.c -- tests of the desk's page of tasks.  The people are made up.
 */
#include "survey/desk/desk.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>
#include <unistd.h>

enum { PORT = 8090 };

/* A folder, what people asked for in it, and the desk. */
struct room {
	struct arena	 a;
	char		 dir[40];
	struct seal_secret keys[SEAL_RECIPIENTS];
	struct intake	*intake;
	struct desk	*desk;
	const char	*token;
	struct http_response out;
};
static const struct desk_site no_site;

static const char *
in(struct room *k, const char *name)
{
	return path_join(&k->a, k->dir, name);
}

static void
room_open(struct room *k)
{
	static const char form[] = "earshot 1\nconsultation tea \"Tea\"\n"
	    "page tea \"Tea\"\n  question why text \"Why?\"\n";
	struct seal_public to[SEAL_RECIPIENTS];
	struct err e = { 0 };
	size_t i;

	*k = (struct room){ .token = "" };
	ck_assert(seal_start(&e));
	snprintf(k->dir, sizeof(k->dir), "/tmp/earshot-tasks-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(k->dir));
	ck_assert(file_write(in(k, "consultation.form"), form,
	    sizeof(form) - 1, 0600, &e));
	for (i = 0; i < SEAL_RECIPIENTS; i++) {
		seal_keypair(&k->keys[i]);
		to[i] = k->keys[i].pub;
	}
	ck_assert_msg(intake_open(&k->intake, in(k, "intake.db"), DB_CREATE,
	    to, SEAL_RECIPIENTS, &e), "%s", e.msg);
	ck_assert_msg(desk_open(k->dir, &no_site, &k->desk, &e), "%s", e.msg);
	desk_listens(k->desk, PORT);
}

static void
room_close(struct room *k)
{
	static const char *const names[] = { "intake.db", "intake.db-wal",
	    "intake.db-shm", "intake.db.lock", "cases.db", "cases.db-wal",
	    "cases.db-shm", "cases.db.lock", "consultation.form" };
	size_t i;

	desk_close(k->desk);
	intake_close(k->intake);
	for (i = 0; i < LEN(names); i++)
		unlink(in(k, names[i]));
	rmdir(k->dir);
	buf_free(&k->out.body);
	arena_free(&k->a);
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

	ck_assert(cases_open(&c, in(k, "cases.db"), DB_CREATE, &e));
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

	ck_assert(cases_open(&c, in(k, "cases.db"), DB_READ, &e));
	ck_assert(cases_tasks(&k->a, c, false, &t, &n, &e));
	cases_close(c);
	return n;
}

/* The newest line of the log: "Bo: done (task 1): Posted". */
static const char *
last_line(struct room *k)
{
	struct cases_line *l;
	struct cases *c;
	struct err e = { 0 };
	size_t n;

	ck_assert(cases_open(&c, in(k, "cases.db"), DB_READ, &e));
	ck_assert(cases_audit(&k->a, c, &l, &n, &e));
	ck_assert(cases_audit_verify(c, NULL, (char[AUDIT_HEAD]){ 0 }, &e));
	cases_close(c);
	ck_assert_uint_gt(n, 0);
	return arena_printf(&k->a, "%s: %s (task %lld): %s", l[n - 1].who,
	    l[n - 1].what, (long long)l[n - 1].task, l[n - 1].detail);
}

/* ---- the browser --------------------------------------------------------- */

static void
ask(struct room *k, enum http_method method, const char *path,
    const char *body)
{
	struct http_request r = { .a = &k->a, .method = method, .origin = "",
	    .fetch_site = "", .if_none_match = "", .accept_language = "",
	    .address = "", .host = "127.0.0.1:8090" };
	struct err e = { 0 };
	const char *at;

	ck_assert(http_decode_target(&k->a, str_of(path), &r.path, &r.query,
	    &e));
	ck_assert(http_decode_pairs(&k->a, str_of(body), &r.form, &e));
	buf_free(&k->out.body);
	k->out = (struct http_response){ 0 };
	desk_handle(k->desk, &r, &k->out);
	at = strstr(buf_text(&k->out.body), "name=\"token\" value=\"");
	if (at != NULL)
		k->token = arena_strn(&k->a, at + 20, strcspn(at + 20, "\""));
}

static void
get(struct room *k, const char *path)
{
	ask(k, HTTP_GET, path, "");
}

static void
post(struct room *k, const char *body)
{
	ask(k, HTTP_POST, "/desk/tasks", arena_printf(&k->a, "token=%s&%s",
	    k->token, body));
}

static bool
says(struct room *k, const char *words)
{
	return strstr(buf_text(&k->out.body), words) != NULL;
}

/* ---- tests --------------------------------------------------------------- */

START_TEST(before_a_pull_it_says_that_nothing_can_be_read)
{
	struct room k CLEAN(room_close);

	room_open(&k);
	somebody(&k, ann);
	get(&k, "/");
	ck_assert(says(&k, "Nothing was pulled yet."));
	get(&k, "/desk/tasks");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(says(&k, "Nothing was pulled yet"));
	ck_assert(says(&k, arena_printf(&k.a, "earshot pull %s<", k.dir)));
	ck_assert(!says(&k, "There are no open tasks"));
	ck_assert(!says(&k, "Zugzwang"));
	get(&k, "/desk/tryout");	/* a page that has the token */
	post(&k, "task=1&by=Bo&note=Posted");
	ck_assert(says(&k, "nothing was pulled yet"));
	ck_assert(!file_exists(in(&k, "cases.db")));
}
END_TEST

START_TEST(what_was_pulled_is_shown_and_what_came_since_is_not)
{
	struct room k CLEAN(room_close);

	room_open(&k);
	pull(&k);
	get(&k, "/");
	ck_assert(says(&k, "Nothing that was pulled is still to do."));
	get(&k, "/desk/tasks");
	ck_assert(says(&k, "There are no open tasks."));
	somebody(&k, ann);
	pull(&k);
	somebody(&k, anon);
	get(&k, "/desk/tasks");
	ck_assert(says(&k, "1 open task<"));
	ck_assert(says(&k, "Task 1: Send paper or another format"));
	ck_assert(says(&k, "on 5 June 2024, in <span lang=\"en\">English<"));
	ck_assert(says(&k, ">Ann &lt;b&gt;Old&lt;/b&gt;</dd>"));
	ck_assert(says(&k, ">1 Zugzwang Street</dd>"));
	ck_assert(says(&k, "In large print &amp; soon"));
	ck_assert(says(&k, "Send it, then mark this as done."));
	ck_assert(says(&k, "since the last pull cannot be read here"));
	ck_assert(!says(&k, "Page three is long"));
	get(&k, "/");
	ck_assert(says(&k, "What people asked for, since 5 June 2024."));
	ck_assert(says(&k, ">1 open task<"));
	pull(&k);
	get(&k, "/desk/tasks");
	ck_assert(says(&k, "2 open tasks<"));
	ck_assert(says(&k, "Page three is long"));
	get(&k, "/");
	ck_assert(says(&k, ">2 open tasks<"));
}
END_TEST

START_TEST(done_erases_it_and_adds_a_line_to_the_log)
{
	struct room k CLEAN(room_close);
	struct err e = { 0 };
	struct str bytes;

	room_open(&k);
	somebody(&k, ann);
	somebody(&k, anon);
	pull(&k);
	get(&k, "/desk/tasks?done=1");
	ck_assert(!says(&k, "Task 1 is done."));	/* it is not, yet */
	post(&k, "task=1&by=Bo&note=Posted+on+Monday");
	ck_assert_int_eq(k.out.status, 303);
	ck_assert_str_eq(k.out.location, "/desk/tasks?done=1");
	ck_assert_str_eq(last_line(&k), "Bo: done (task 1): Posted on Monday");
	ck_assert_uint_eq(still_open(&k), 1);
	get(&k, k.out.location);
	ck_assert(says(&k, "Task 1 is done. What it said, and how to reach "
	    "the person, is erased."));
	ck_assert(says(&k, "1 open task<"));
	ck_assert(says(&k, ">Posted on Monday</dd>"));
	ck_assert(!says(&k, "Zugzwang"));
	ck_assert(!says(&k, "id=\"done-1\""));	/* it has no form any more */
	ck_assert(says(&k, "id=\"done-2\""));
	ck_assert(file_read(&k.a, in(&k, "cases.db"), 1 << 26, &bytes, &e));
	ck_assert_ptr_null(memmem(bytes.p, bytes.n, "Zugzwang", 8));
	/* control: the other one's words are there */
	ck_assert_ptr_nonnull(memmem(bytes.p, bytes.n, "Page three", 10));
}
END_TEST

START_TEST(without_a_name_or_a_note_nothing_changes)
{
	struct room k CLEAN(room_close);

	room_open(&k);
	somebody(&k, ann);
	pull(&k);
	get(&k, "/desk/tasks");
	post(&k, "task=1&by=+&note=Posted+%22today%22");
	ck_assert(says(&k, "<title>Error: Tasks"));
	ck_assert(says(&k, "href=\"#by-1\">Write who did it<"));
	ck_assert(!says(&k, "href=\"#note-1\""));
	ck_assert(says(&k, "value=\"Posted &quot;today&quot;\""));
	ck_assert(says(&k, "class=\"desk-done\" open"));
	post(&k, "task=1&by=Bo");
	ck_assert(says(&k, "href=\"#note-1\""));
	ck_assert(says(&k, "value=\"Bo\""));
	post(&k, arena_printf(&k.a, "task=1&note=x&by=%0201d", 0));
	ck_assert(says(&k, "200 bytes is the most"));
	ck_assert_uint_eq(still_open(&k), 1);
	post(&k, "task=1&by=Bo&note=Posted");	/* control */
	ck_assert_uint_eq(still_open(&k), 0);
}
END_TEST

START_TEST(what_is_done_or_is_no_task_cannot_be_marked)
{
	static const char *const none[] = { "9", "0", "-1", "", "1x",
	    "99999999999999999999" };
	struct room k CLEAN(room_close);
	size_t i;

	room_open(&k);
	somebody(&k, ann);
	somebody(&k, anon);
	pull(&k);
	get(&k, "/desk/tasks");
	for (i = 0; i < LEN(none); i++) {
		post(&k, arena_printf(&k.a, "task=%s&by=Bo&note=x", none[i]));
		ck_assert(says(&k, "there is no task"));
	}
	ck_assert_uint_eq(still_open(&k), 2);
	post(&k, "task=1&by=Bo&note=Posted");
	post(&k, "task=1&by=Eve&note=Again");
	ck_assert(says(&k, "task 1 is done already"));
	ck_assert_str_eq(last_line(&k), "Bo: done (task 1): Posted");
}
END_TEST

START_TEST(only_a_page_of_the_desk_can_mark_one)
{
	struct room k CLEAN(room_close);

	room_open(&k);
	somebody(&k, ann);
	pull(&k);
	ask(&k, HTTP_POST, "/desk/tasks", "task=1&by=Eve&note=x");
	ck_assert_int_eq(k.out.status, 403);
	get(&k, "/desk/tasks?task=1&by=Eve&note=x");
	ck_assert_uint_eq(still_open(&k), 1);
	post(&k, "task=1&by=Bo&note=x");	/* control */
	ck_assert_uint_eq(still_open(&k), 0);
}
END_TEST

START_TEST(very_many_are_on_several_pages)
{
	struct room k CLEAN(room_close);
	size_t i;

	room_open(&k);
	for (i = 0; i < 60; i++)
		somebody(&k, anon);
	pull(&k);
	get(&k, "/desk/tasks");
	ck_assert(says(&k, "60 open tasks<"));
	ck_assert(says(&k, "Task 1: ") && says(&k, "Task 25: "));
	ck_assert(!says(&k, "Task 26: "));
	get(&k, "/desk/tasks?page=3");
	ck_assert(says(&k, "Task 51: ") && says(&k, "Task 60: "));
	ck_assert(!says(&k, "Task 50: "));
	ck_assert(says(&k, "page=3\" aria-current=\"page\""));
	get(&k, "/desk/tasks?page=4");
	ck_assert(says(&k, "Task 1: "));
	/* a form that failed is on the page that is shown */
	post(&k, "task=30&by=Bo&note=");
	ck_assert(says(&k, "Task 26: ") && !says(&k, "Task 25: "));
	ck_assert(says(&k, "id=\"note-wrong-30\""));
	for (i = 1; i <= 36; i++)
		post(&k, arena_printf(&k.a, "task=%zu&by=Bo&note=Read", i));
	get(&k, "/desk/tasks");
	ck_assert(says(&k, "24 open tasks<") && !says(&k, "?page="));
}
END_TEST

START_TEST(what_was_done_last_stands_first_and_old_ones_do_not_crowd_it)
{
	struct room k CLEAN(room_close);
	int64_t then;
	size_t i;

	room_open(&k);
	for (i = 0; i < 52; i++)
		somebody(&k, anon);
	pull(&k);
	get(&k, "/desk/tasks");
	for (i = 2; i <= 52; i++)
		post(&k, arena_printf(&k.a, "task=%zu&by=Bo&note=Read", i));
	for (then = now_seconds(); now_seconds() == then; usleep(10000))
		;
	post(&k, "task=1&by=Bo&note=Last");
	get(&k, "/desk/tasks");
	ck_assert(says(&k, "id=\"closed\">Done</h2>\n<article "
	    "class=\"desk-panel\" aria-labelledby=\"task-1\">"));
	ck_assert(says(&k, "Task 52: ") && says(&k, "Task 4: "));
	ck_assert(!says(&k, "Task 3: ") && !says(&k, "Task 2: "));
	ck_assert(says(&k, "2 that were done before are not shown."));
	ck_assert(says(&k, arena_printf(&k.a, "earshot tasks %s --all",
	    k.dir)));
}
END_TEST

UNIT_SUITE(desk_tasks, before_a_pull_it_says_that_nothing_can_be_read,
    what_was_pulled_is_shown_and_what_came_since_is_not,
    done_erases_it_and_adds_a_line_to_the_log,
    without_a_name_or_a_note_nothing_changes,
    what_is_done_or_is_no_task_cannot_be_marked,
    only_a_page_of_the_desk_can_mark_one, very_many_are_on_several_pages,
    what_was_done_last_stands_first_and_old_ones_do_not_crowd_it)
