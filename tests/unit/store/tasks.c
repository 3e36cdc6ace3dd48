/* SPDX-License-Identifier: MIT
 *
 * tasks.c -- tests of requests that are opened: what they do to responses, and
 * the tasks that they become.
 */
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/asked.h"
#include "tests/unit/unit.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static struct place at;
static struct arena a;
static const char words[] = "zugzwang in the kitchen";

static void
copy(const char *from, const char *to)
{
	struct err e = { 0 };
	struct str s;

	ck_assert_msg(file_read(&a, from, 1 << 26, &s, &e), "%s", e.msg);
	ck_assert_msg(file_write(to, s.p, s.n, 0600, &e), "%s", e.msg);
}

/* Nothing of one response is left, and the other one is as it was. */
static void
gone(struct cases *c, const struct asked *who)
{
	struct cases_response *r;
	struct cases_unit *u;
	struct cases_coding *k;
	struct cases_sent *s;
	int64_t real, rehearsal;
	struct err e = { 0 };
	const char **refs;
	size_t n;

	ck_assert(cases_load(&a, c, answers_form(), &r, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_ne(r[0].reference, who->reference);
	ck_assert_str_eq(r[0].answers.v[WHY].text, "it is kind");
	ck_assert(cases_units(&a, c, &u, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert(cases_codings(&a, c, &k, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(cases_sent(&a, c, who->reference, &s, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(cases_counts(c, &real, &rehearsal, &e));
	ck_assert_int_eq(real, 1);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM answer a JOIN"
	    " response r ON r.id = a.response WHERE r.withdrawn = 1"), 0);
	ck_assert_str_eq(asked_text(&a, c, "SELECT DISTINCT json || flags ||"
	    " counts FROM response WHERE withdrawn = 1"), "0");
	ck_assert(cases_withdrawn(&a, c, &refs, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(refs[0], who->reference);
	ck_assert(!place_holds(&at, words, strlen(words)));
	ck_assert(cases_audit_verify(c, NULL, (char[AUDIT_HEAD]){ 0 }, &e));
}

static void
code_it(struct cases *c)
{
	struct cases_run run = { CODED_RULE, "rules", "", "" };
	struct cases_coding one = { .code = "P1", .start = -1, .end = -1,
	    .why = words };
	struct cases_unit *u;
	struct err e = { 0 };
	int64_t id;
	size_t n;

	ck_assert(cases_units(&a, c, &u, &n, &e));
	one.unit = u[n - 1].id;	/* theirs is the last */
	ck_assert(cases_run(c, &run, &one, 1, &id, &e));
}

START_TEST(a_response_withdrawn_after_it_was_pulled_is_erased)
{
	struct asked one, two;
	struct cases_pull got;
	struct intake *it;
	struct cases *c;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, words, &one);
	asked_answer(it, 2, "it is kind", &two);
	asked_answer(it, 1, "zugzwang in the kitchen, again", &one);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	code_it(c);
	/* control: it is all there before */
	ck_assert(place_holds(&at, words, strlen(words)));
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM coding"), 1);
	asked_for(it, REQUEST_WITHDRAW, &one);
	got = asked_pull(&at, c);
	ck_assert(got.asked[REQUEST_WITHDRAW] == 1 && got.erased == 1 &&
	    got.unproven == 0 && got.bad == 0);
	gone(c, &one);
	got = asked_pull(&at, c);
	ck_assert(got.asked[REQUEST_WITHDRAW] == 0 && got.erased == 0);
	gone(c, &one);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM task"), 1);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM audit WHERE"
	    " task = 1"), 2);
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* An old copy of the public server's store still has the response. */
START_TEST(a_response_that_is_pulled_after_its_withdrawal_never_counts)
{
	char newer[80];
	struct asked one, two;
	struct cases_pull got;
	struct intake *it;
	struct cases *c;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, words, &one);
	asked_answer(it, 2, "it is kind", &two);
	intake_close(it);
	snprintf(newer, sizeof(newer), "%s.old", at.intake);
	copy(at.intake, newer);
	it = place_intake(&at, DB_WRITE);
	asked_for(it, REQUEST_WITHDRAW, &one);
	intake_close(it);
	c = asked_cases(&at, DB_CREATE);
	got = asked_pull(&at, c);
	ck_assert(got.added == 1 && got.asked[REQUEST_WITHDRAW] == 1 &&
	    got.erased == 0);
	ck_assert_str_eq(asked_text(&a, c, "SELECT result FROM task"),
	    "absent");
	copy(newer, at.intake);
	got = asked_pull(&at, c);
	ck_assert(got.added == 1 && got.erased == 1);
	ck_assert_str_eq(asked_text(&a, c, "SELECT result FROM task"), "here");
	gone(c, &one);
	cases_close(c);
	place_forget(&at);
}
END_TEST

START_TEST(without_the_proof_nothing_is_withdrawn)
{
	struct intake *it;
	struct intake_request q;
	struct asked one, two, mixed;
	struct cases_task *t;
	struct cases_pull got;
	struct cases *c;
	struct err e = { 0 };
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &one);
	asked_answer(it, 2, "it is kind", &two);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	/* the token of one's own response, the reference of another's */
	mixed = one;
	memcpy(mixed.reference, two.reference, REFERENCE_SIZE);
	asked_init(&q, REQUEST_STOP_EQUALITY, &mixed);
	asked_send(it, &q);
	memcpy(mixed.token, "guessed at once!", TOKEN_SIZE);
	asked_init(&q, REQUEST_WITHDRAW, &mixed);
	asked_send(it, &q);
	got = asked_pull(&at, c);
	ck_assert(got.unproven == 2 && got.erased == 0);
	ck_assert_int_eq(asked_number(c, "SELECT sum(counts) FROM response"),
	    2);
	ck_assert_int_eq(asked_number(c, "SELECT sum(equality) FROM response"),
	    2);
	ck_assert(cases_tasks(&a, c, false, &t, &n, &e));
	ck_assert(n == 2 && t[0].result == TASK_UNPROVEN &&
	    t[1].result == TASK_UNPROVEN);
	/* control: with it, it is */
	asked_for(it, REQUEST_WITHDRAW, &two);
	got = asked_pull(&at, c);
	ck_assert(got.unproven == 0 && got.erased == 1);
	ck_assert_int_eq(asked_number(c, "SELECT sum(counts) FROM response"),
	    1);
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(stopping_erases_the_equality_answers_alone)
{
	struct cases_response *r;
	struct intake *it;
	struct asked one, two;
	struct cases *c;
	struct err e = { 0 };
	size_t n;

	place_make(&at);
	asked_form();
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &one);
	asked_answer(it, 2, "it is kind", &two);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	asked_for(it, REQUEST_STOP_EQUALITY, &one);
	/* when no definition can be read it is said, and tried again */
	ck_assert_int_eq(asked_pull_lost(&at, c).erased, 0);
	ck_assert_str_eq(asked_text(&a, c, "SELECT result FROM task"),
	    "failed");
	ck_assert_int_eq(asked_pull(&at, c).erased, 1);
	ck_assert_str_eq(asked_text(&a, c, "SELECT result FROM task"), "here");
	ck_assert(cases_load(&a, c, answers_form(), &r, &n, &e));
	ck_assert_uint_eq(n, 2);
	ck_assert_int_eq(r[0].answers.v[CAPACITY].state, FORMS_NOT_ASKED);
	ck_assert_ptr_null(r[0].answers.v[CAPACITY].write_in);
	ck_assert_str_eq(r[0].answers.v[WHY].text, "because");
	/* control: the other one's are there */
	ck_assert_str_eq(r[1].answers.v[CAPACITY].write_in, "a friend");
	ck_assert_str_eq(asked_text(&a, c, "SELECT response || state ||"
	    " ifnull(value, '-') || ifnull(write_in, '-') FROM answer WHERE"
	    " field = 'capacity' ORDER BY response"),
	    "1not-asked--\n2answeredothera friend");
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM unit"), 2);
	ck_assert_int_eq(asked_pull(&at, c).erased, 0);
	/* what comes later under the same token is treated alike */
	asked_answer(it, 1, "on second thoughts", &one);
	ck_assert_int_eq(asked_pull(&at, c).erased, 1);
	ck_assert_str_eq(asked_text(&a, c, "SELECT equality FROM response"
	    " ORDER BY id"), "0\n1\n0");
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(what_an_older_earshot_kept_learns_its_token)
{
	struct intake *it;
	struct asked one, two;
	struct cases *c;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, "because", &one);
	asked_answer(it, 2, "it is kind", &two);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	ck_assert(db_run(&c->db, "UPDATE response SET token = NULL", &e));
	asked_for(it, REQUEST_WITHDRAW, &one);
	/* its sealed row is gone, so its token cannot be learnt any more */
	ck_assert_int_eq(asked_pull(&at, c).unproven, 1);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM response"
	    " WHERE token IS NULL"), 1);
	asked_for(it, REQUEST_OUTCOME, &two);
	asked_pull(&at, c);
	ck_assert_str_eq(asked_text(&a, c, "SELECT result FROM task"
	    " ORDER BY id"), "unproven\nhere");
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(a_request_that_was_changed_is_set_aside)
{
	struct intake *it;
	struct intake_request q;
	struct cases_pull got;
	struct cases *c;
	struct db db;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_init(&q, REQUEST_FEEDBACK, NULL);
	q.r.words = "It was easy.";
	asked_send(it, &q);
	seal_random(q.token, TOKEN_SIZE);
	asked_send(it, &q);
	intake_close(it);
	ck_assert(db_open(&db, at.intake, DB_WRITE, &e));
	ck_assert(db_run(&db, "UPDATE request SET day = '2024-06-06'"
	    " WHERE id = 1", &e));
	db_close(&db);
	c = asked_cases(&at, DB_CREATE);
	got = asked_pull(&at, c);
	ck_assert(got.bad == 1 && got.bad_row == 1 &&
	    got.asked[REQUEST_FEEDBACK] == 1);
	ck_assert_msg(strstr(got.bad_why, "a request (row 1)") != NULL, "%s",
	    got.bad_why);
	cases_close(c);
	place_forget(&at);
}
END_TEST

/* ---- tasks ------------------------------------------------------------------- */

START_TEST(a_task_that_is_done_forgets_how_to_reach_the_person)
{
	static const char street[] = "1 Quiet Street";
	struct intake *it;
	struct intake_request q;
	struct cases_task *t;
	struct cases *c;
	struct err e = { 0 };
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_init(&q, REQUEST_PAPER, NULL);
	q.r.address = street;
	q.r.format = "large-print";
	asked_send(it, &q);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	ck_assert(cases_tasks(&a, c, false, &t, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(t[0].r.address, street);
	ck_assert(place_holds(&at, street, strlen(street)));
	ck_assert(!cases_task_done(c, 1, "", "posted", &e));
	ck_assert(!cases_task_done(c, 1, "Ann", " \n", &e));
	ck_assert(!cases_task_done(c, 9, "Ann", "posted", &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_msg(cases_task_done(c, 1, "Ann", "posted", &e), "%s", e.msg);
	ck_assert(!cases_task_done(c, 1, "Ann", "posted", &e));
	ck_assert(!place_holds(&at, street, strlen(street)));
	ck_assert(cases_tasks(&a, c, false, &t, &n, &e));
	ck_assert_uint_eq(n, 0);
	ck_assert(cases_tasks(&a, c, true, &t, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert(t[0].r.kind == REQUEST_PAPER && t[0].done > 0);
	ck_assert_str_eq(t[0].r.address, "");
	ck_assert_str_eq(t[0].r.lang, "gu");
	ck_assert_str_eq(t[0].by, "Ann");
	ck_assert_str_eq(t[0].note, "posted");
	/* pulling it again does not bring it back */
	ck_assert_int_eq(asked_pull(&at, c).asked[REQUEST_PAPER], 0);
	ck_assert(!place_holds(&at, street, strlen(street)));
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(tasks_of_rehearsals_go_with_them)
{
	struct intake *it;
	struct intake_request q;
	struct cases_task *t;
	struct cases *c;
	struct err e = { 0 };
	int64_t removed;
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	asked_init(&q, REQUEST_FEEDBACK, NULL);
	q.r.words = "Only practice";
	q.r.rehearsal = true;
	asked_send(it, &q);
	asked_init(&q, REQUEST_FEEDBACK, NULL);
	q.r.words = "For real";
	asked_send(it, &q);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	ck_assert(place_holds(&at, "Only practice", 13));
	ck_assert(intake_remove_rehearsal(it, &removed, &e));
	ck_assert(cases_remove_rehearsal(c, &removed, &e));
	ck_assert(!place_holds(&at, "Only practice", 13));
	ck_assert_int_eq(asked_pull(&at, c).asked[REQUEST_FEEDBACK], 0);
	ck_assert(cases_tasks(&a, c, true, &t, &n, &e));
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(t[0].r.words, "For real");
	ck_assert(cases_audit_verify(c, NULL, (char[AUDIT_HEAD]){ 0 }, &e));
	cases_close(c);
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* ---- kill -9 between any two steps ------------------------------------------- */

static int kill_after;

static void
count_down(void *arg, int what, const char *db, const char *table,
    sqlite3_int64 row)
{
	(void)arg, (void)what, (void)db, (void)table, (void)row;
	if (kill_after-- == 0)
		kill(getpid(), SIGKILL);
}

static int
at_commit(void *arg)
{
	(void)arg;
	if (kill_after-- == 0)
		kill(getpid(), SIGKILL);
	return 0;
}

/* Pulls in a process that dies at its n-th change; false: it lived. */
static bool
killed(int n)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct cases *c = asked_cases(&at, DB_CREATE);

		kill_after = n;
		sqlite3_update_hook(c->db.h, count_down, NULL);
		sqlite3_commit_hook(c->db.h, at_commit, NULL);
		asked_pull(&at, c);
		cases_close(c);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) ? WTERMSIG(status) == SIGKILL :
	    WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

/* All that a pull leaves, but for the time. */
static const char *
dump(void)
{
	struct cases *c = asked_cases(&at, DB_CREATE);
	struct err e = { 0 };
	const char *all;

	all = arena_printf(&a, "%s\n%s\n%s\n%s\n%s",
	    asked_text(&a, c, "SELECT id || reference || withdrawn || equality"
	    " || counts || json || hex(token) FROM response ORDER BY id"),
	    asked_text(&a, c, "SELECT response || field || state ||"
	    " ifnull(value, '') || ifnull(write_in, '') FROM answer"
	    " ORDER BY response, field"),
	    asked_text(&a, c, "SELECT response || field || text FROM unit"
	    " ORDER BY id"),
	    asked_text(&a, c, "SELECT id || kind || result || json FROM task"
	    " ORDER BY id"),
	    asked_text(&a, c, "SELECT id || who || what || task || detail FROM"
	    " audit ORDER BY id"));
	ck_assert_msg(db_check(&c->db, &e), "%s", e.msg);
	ck_assert_msg(cases_audit_verify(c, NULL, (char[AUDIT_HEAD]){ 0 }, &e),
	    "%s", e.msg);
	cases_close(c);
	return all;
}

START_TEST(killed_at_any_step_and_pulled_again_it_is_the_same)
{
	char base[80];
	struct asked one, two;
	struct intake *it;
	struct cases *c;
	const char *want;
	int n, deaths = 0;

	place_make(&at);
	asked_form();
	it = place_intake(&at, DB_CREATE);
	asked_answer(it, 1, words, &one);
	asked_answer(it, 2, "it is kind", &two);
	c = asked_cases(&at, DB_CREATE);
	asked_pull(&at, c);
	cases_close(c);
	snprintf(base, sizeof(base), "%s.base", at.cases);
	copy(at.cases, base);
	asked_for(it, REQUEST_WITHDRAW, &one);
	asked_for(it, REQUEST_STOP_EQUALITY, &two);
	asked_for(it, REQUEST_PAPER, NULL);
	c = asked_cases(&at, DB_WRITE);
	asked_pull(&at, c);
	cases_close(c);
	want = dump();
	for (n = 0;; n++) {
		copy(base, at.cases);
		if (!killed(n))
			break;
		deaths++;
		ck_assert(!killed(1000000));
		ck_assert_str_eq(dump(), want);
	}
	ck_assert_int_gt(deaths, 15);
	/* control: what was there before the pull is something else */
	copy(base, at.cases);
	ck_assert_str_ne(dump(), want);
	intake_close(it);
	place_forget(&at);
}
END_TEST

UNIT_SUITE(tasks, a_response_withdrawn_after_it_was_pulled_is_erased,
    a_response_that_is_pulled_after_its_withdrawal_never_counts,
    without_the_proof_nothing_is_withdrawn,
    stopping_erases_the_equality_answers_alone,
    what_an_older_earshot_kept_learns_its_token,
    a_request_that_was_changed_is_set_aside,
    a_task_that_is_done_forgets_how_to_reach_the_person,
    tasks_of_rehearsals_go_with_them,
    killed_at_any_step_and_pulled_again_it_is_the_same)
