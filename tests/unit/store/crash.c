/* SPDX-License-Identifier: MIT
 *
 * crash.c -- what was acknowledged is there after kill -9, and after a power
 * cut that takes all that was not synced.  Each check comes with a writer that
 * is wrong, and is caught.
 */
#include "store/intake.h"
#include "tests/unit/forms/answers_form.h"
#include "tests/unit/store/power.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 4, ACKS = 20000 };
struct ack { uint64_t n; char reference[REFERENCE_SIZE]; };

static struct place at;
static struct ack acks[ACKS];
static size_t n_acks;

/* ---- killing ------------------------------------------------------------- */

static void
drain(int fd)
{
	while (n_acks < ACKS && read(fd, &acks[n_acks], sizeof(acks[0])) ==
	    (ssize_t)sizeof(acks[0]))
		n_acks++;
}

/* Runs a writer that never ends, waits for its first acknowledgement, lets it
 * run a little more, and kills it. */
static void
kill_one(void (*writer)(int fd, uint64_t cycle, bool watched), uint64_t cycle,
    bool watched)
{
	size_t before = n_acks;
	int fd[2], status;
	pid_t pid;

	ck_assert_int_eq(pipe(fd), 0);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		close(fd[0]);
		if (watched)
			power_watch();
		writer(fd[1], cycle, watched);
		_exit(1);
	}
	close(fd[1]);
	ck_assert_msg(read(fd[0], &acks[n_acks], sizeof(acks[0])) ==
	    (ssize_t)sizeof(acks[0]), "the writer never acknowledged");
	n_acks++;
	usleep((useconds_t)(cycle * 7919 % 23000));
	kill(pid, SIGKILL);
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	drain(fd[0]);
	close(fd[0]);
	ck_assert_uint_gt(n_acks, before);
	if (watched)
		power_cut(at.intake);
}

/* ---- the real writer ----------------------------------------------------- */

struct sender { pthread_t thread; struct intake *it; uint64_t from; int fd; };

static void *
send_for_ever(void *arg)
{
	struct sender *s = arg;
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	struct ack a = { 0 };

	for (a.n = s->from;; a.n++) {
		place_response(&p, a.n, "because");
		if (!intake_add(s->it, &p.r, a.reference, &outcome, &e))
			_exit(2);
		place_response_free(&p);
		if (write(s->fd, &a, sizeof(a)) != (ssize_t)sizeof(a))
			_exit(3);
	}
}

static void
intake_writer(int fd, uint64_t cycle, bool watched)
{
	struct sender s[THREADS];
	struct intake *it;
	struct err e = { 0 };
	size_t i;

	(void)watched;
	if (!intake_open(&it, at.intake, DB_CREATE, at.to, 2, &e))
		_exit(4);
	for (i = 0; i < THREADS; i++) {
		s[i] = (struct sender){ .it = it, .fd = fd,
		    .from = cycle * 1000000 + i * 100000 };
		if (pthread_create(&s[i].thread, NULL, send_for_ever, &s[i]))
			_exit(5);
	}
	pause();
}

/* Sends each acknowledged response again: it must be known, by the reference
 * that was given.  How many are not? */
static size_t
intake_lost(size_t from)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	struct intake *it = place_intake(&at, DB_WRITE);
	size_t i, lost = 0;

	ck_assert_msg(db_check(&it->w, &e), "%s", e.msg);
	for (i = from; i < n_acks; i++) {
		place_response(&p, acks[i].n, "because");
		ck_assert_msg(intake_add(it, &p.r, ref, &outcome, &e), "%s",
		    e.msg);
		place_response_free(&p);
		lost += outcome != INTAKE_SAME ||
		    strcmp(ref, acks[i].reference) != 0;
	}
	intake_close(it);
	return lost;
}

/* Every row that is there can still be opened. */
static const struct forms_form *
form_of(void *arg, const char *hash, struct err *e)
{
	(void)arg;
	(void)hash;
	(void)e;
	return answers_form();
}

static void
all_open(void)
{
	struct intake *it = place_intake(&at, DB_READ);
	struct cases_pull got;
	struct cases *c;
	struct err e = { 0 };

	ck_assert(cases_open(&c, at.cases, DB_CREATE, &e));
	ck_assert_msg(cases_pull(c, it, &at.recovery, form_of, NULL, &got, &e),
	    "%s", e.msg);
	ck_assert_int_ge(got.added, (int64_t)n_acks);
	cases_close(c);
	intake_close(it);
}

static void
crash(uint64_t cycles, bool watched)
{
	uint64_t cycle;
	size_t from;

	place_make(&at);
	answers_form();
	n_acks = 0;
	for (cycle = 1; cycle <= cycles && n_acks < ACKS; cycle++) {
		from = n_acks;
		kill_one(intake_writer, cycle, watched);
		ck_assert_uint_eq(intake_lost(from), 0);
	}
	ck_assert_uint_eq(intake_lost(0), 0);
	ck_assert_uint_ge(n_acks, cycles);
	all_open();
	place_forget(&at);
}

START_TEST(sixty_kills_lose_nothing_that_was_acknowledged)
{
	crash(60, false);
}
END_TEST

START_TEST(power_cuts_lose_nothing_that_was_acknowledged)
{
	crash(20, true);
}
END_TEST

/* ---- writers that are wrong ---------------------------------------------- */

/* What both share: a table of numbers.  early tells before the commit, in
 * groups so large that every kill falls inside one; else the commit is not
 * synced, which only a power cut can show. */
static void
plain_writer(int fd, uint64_t cycle, bool early)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	struct ack a = { .n = cycle * 1000000 };
	struct db db;
	int i;

	if (!db_open(&db, at.intake, DB_CREATE, &e) ||
	    !db_run(&db, "CREATE TABLE IF NOT EXISTS t(n INTEGER)", &e) ||
	    !db_run(&db, early ? "PRAGMA synchronous=FULL" :
	    "PRAGMA synchronous=NORMAL", &e) ||
	    !stmt_open(&db, &s, "INSERT INTO t VALUES(?1)", &e))
		_exit(6);
	for (;;) {
		if (!db_run(&db, "BEGIN", &e))
			_exit(7);
		for (i = 0; i < (early ? 5000 : 5); i++) {
			stmt_int(&s, 1, (int64_t)++a.n);
			if (!stmt_do(&s, &e) || (early &&
			    write(fd, &a, sizeof(a)) != (ssize_t)sizeof(a)))
				_exit(8);
		}
		if (!db_run(&db, "COMMIT", &e) || (!early &&
		    write(fd, &a, sizeof(a)) != (ssize_t)sizeof(a)))
			_exit(9);
	}
}

static void
hasty_writer(int fd, uint64_t cycle, bool watched)
{
	(void)watched;
	plain_writer(fd, cycle, true);
}

static void
unsynced_writer(int fd, uint64_t cycle, bool watched)
{
	(void)watched;
	plain_writer(fd, cycle, false);
}

static size_t
plain_lost(void)
{
	struct stmt s CLEAN(stmt_close) = { 0 };
	struct err e = { 0 };
	struct db db;
	size_t i, lost = 0;

	ck_assert_msg(db_open(&db, at.intake, DB_CREATE, &e), "%s", e.msg);
	ck_assert(db_run(&db, "CREATE TABLE IF NOT EXISTS t(n INTEGER);"
	    "CREATE INDEX IF NOT EXISTS i ON t(n)", &e));
	ck_assert(stmt_open(&db, &s, "SELECT 1 FROM t WHERE n = ?1", &e));
	for (i = 0; i < n_acks; i++) {
		stmt_int(&s, 1, (int64_t)acks[i].n);
		lost += !stmt_row(&s);
		ck_assert(stmt_end(&s, &e));
	}
	stmt_close(&s);
	db_close(&db);
	return lost;
}

static size_t
wrong(void (*writer)(int, uint64_t, bool), uint64_t cycles, bool watched)
{
	uint64_t cycle;
	size_t lost;

	place_make(&at);
	n_acks = 0;
	for (cycle = 1; cycle <= cycles && n_acks < ACKS / 2; cycle++)
		kill_one(writer, cycle, watched);
	lost = plain_lost();
	place_forget(&at);
	return lost;
}

START_TEST(control_telling_before_the_commit_is_caught_by_kills)
{
	ck_assert_uint_gt(wrong(hasty_writer, 20, false), 0);
}
END_TEST

START_TEST(control_a_commit_that_is_not_synced_is_caught_by_power_cuts)
{
	ck_assert_uint_eq(wrong(unsynced_writer, 5, false), 0);
	ck_assert_uint_gt(wrong(unsynced_writer, 5, true), 0);
}
END_TEST

UNIT_SUITE(crash, sixty_kills_lose_nothing_that_was_acknowledged,
    power_cuts_lose_nothing_that_was_acknowledged,
    control_telling_before_the_commit_is_caught_by_kills,
    control_a_commit_that_is_not_synced_is_caught_by_power_cuts)
