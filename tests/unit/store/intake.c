/* SPDX-License-Identifier: MIT
 *
 * intake.c -- tests of accepting responses and keeping drafts.
 */
#include "store/intake.h"
#include "tests/unit/store/suites.h"
#include "tests/unit/unit.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static struct place at;

static enum intake_outcome
add(struct intake *it, uint64_t n, const char *why, char ref[REFERENCE_SIZE])
{
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };

	place_response(&p, n, why);
	ck_assert_msg(intake_add(it, &p.r, ref, &outcome, &e), "%s", e.msg);
	place_response_free(&p);
	return outcome;
}

static int64_t
counted(struct intake *it)
{
	struct intake_count c[8];
	struct err e = { 0 };
	size_t n = LEN(c), i;
	int64_t all = 0;

	ck_assert_msg(intake_counts(it, c, &n, &e), "%s", e.msg);
	for (i = 0; i < n; i++)
		all += c[i].n;
	return all;
}

START_TEST(a_token_gives_one_reference_however_often_it_comes)
{
	char one[REFERENCE_SIZE], two[REFERENCE_SIZE], three[REFERENCE_SIZE];
	struct intake *it;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	ck_assert_int_eq(add(it, 1, "because", one), INTAKE_NEW);
	ck_assert(reference_valid(str_of(one)));
	ck_assert_int_eq(add(it, 1, "because", two), INTAKE_SAME);
	ck_assert_str_eq(one, two);
	ck_assert_int_eq(add(it, 1, "on second thoughts", two), INTAKE_AMENDED);
	ck_assert_str_eq(one, two);
	/* who goes back to the first words means them */
	ck_assert_int_eq(add(it, 1, "because", two), INTAKE_AMENDED);
	ck_assert_int_eq(add(it, 1, "because", two), INTAKE_SAME);
	ck_assert_int_eq(add(it, 2, "because", three), INTAKE_NEW);
	ck_assert_str_ne(one, three);
	ck_assert_int_eq(counted(it), 2);
	intake_close(it);
	/* and after starting again */
	it = place_intake(&at, DB_WRITE);
	ck_assert_int_eq(add(it, 1, "because", two), INTAKE_SAME);
	ck_assert_str_eq(one, two);
	ck_assert_int_eq(counted(it), 2);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(no_answer_can_be_found_in_any_file)
{
	char ref[REFERENCE_SIZE];
	struct place_response p;
	struct intake *it;
	uint8_t hash[32];
	int i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	for (i = 0; i < 20; i++)
		add(it, (uint64_t)i, "xylophone quarterdeck", ref);
	ck_assert(!place_holds(&at, "xylophone", 9));
	ck_assert(!place_holds(&at, "a friend", 8));
	ck_assert(!place_holds(&at, "agree", 5));
	ck_assert(place_holds(&at, ref, 13));		/* control */
	ck_assert(place_holds(&at, "2024-06-03", 10));	/* control */
	/* nor a hash with which guesses could be tried, nor the token */
	place_response(&p, 3, "xylophone quarterdeck");
	seal_hash(hash, NULL, 0, p.json.p, p.json.n);
	ck_assert(!place_holds(&at, hash, 32));
	ck_assert(!place_holds(&at, p.r.token, TOKEN_SIZE));
	seal_hash(hash, "earshot token v1", 16, p.r.token, TOKEN_SIZE);
	ck_assert(place_holds(&at, hash, 32));		/* control */
	place_response_free(&p);
	intake_close(it);
	ck_assert(!place_holds(&at, "xylophone", 9));
	place_forget(&at);
}
END_TEST

START_TEST(rehearsals_are_counted_apart_and_go_without_a_trace)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct intake_count c[8];
	struct err e = { 0 };
	struct intake *it;
	int64_t removed;
	size_t n = LEN(c), i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", ref);
	for (i = 0; i < 30; i++) {
		place_response(&p, 100 + i, "made up");
		p.r.meta.rehearsal = true;
		ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
		place_response_free(&p);
	}
	ck_assert(intake_counts(it, c, &n, &e));
	ck_assert_uint_eq(n, 2);
	ck_assert(!c[0].rehearsal && c[0].n == 1);
	ck_assert(c[1].rehearsal && c[1].n == 30);
	ck_assert_msg(intake_remove_rehearsal(it, &removed, &e), "%s", e.msg);
	ck_assert_int_eq(removed, 30);
	ck_assert_int_eq(counted(it), 1);
	ck_assert_int_eq(add(it, 2, "because", ref), INTAKE_NEW);
	ck_assert_int_eq(add(it, 1, "because", ref), INTAKE_SAME);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(an_intake_that_is_read_takes_nothing_in)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	struct intake *it, *reader, *none;

	place_make(&at);
	ck_assert(!intake_open(&none, at.intake, DB_READ, NULL, 0, &e));
	ck_assert(!intake_open(&none, at.intake, DB_CREATE, NULL, 0, &e));
	ck_assert_int_eq(e.code, ERR_KEY);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", ref);
	ck_assert(!intake_open(&none, at.intake, DB_WRITE, at.to, 2, &e));
	ck_assert_int_eq(e.code, ERR_BUSY);
	reader = place_intake(&at, DB_READ);
	ck_assert_int_eq(counted(reader), 1);
	place_response(&p, 2, "because");
	ck_assert(!intake_add(reader, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(e.code, ERR_USAGE);
	place_response_free(&p);
	intake_close(reader);
	intake_close(it);
	intake_close(NULL);
	place_forget(&at);
}
END_TEST

START_TEST(another_kind_of_database_is_not_taken_for_an_intake)
{
	struct intake *it;
	struct cases *c;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	intake_close(it);
	ck_assert(!cases_open(&c, at.intake, DB_WRITE, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert_ptr_nonnull(strstr(e.msg, "case store"));
	place_forget(&at);
}
END_TEST

START_TEST(somebody_elses_database_is_left_alone)
{
	struct intake *it;
	struct cases *c;
	struct db db;
	struct err e = { 0 };

	place_make(&at);
	ck_assert(db_open(&db, at.intake, DB_CREATE, &e));
	ck_assert(db_run(&db, "CREATE TABLE recipe (words TEXT)", &e));
	db_close(&db);
	ck_assert(!cases_open(&c, at.intake, DB_CREATE, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert(!cases_open(&c, at.intake, DB_WRITE, &e));
	ck_assert(!intake_open(&it, at.intake, DB_CREATE, &at.analyst.pub, 1,
	    &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert(db_open(&db, at.intake, DB_WRITE, &e));
	ck_assert(db_run(&db, "DROP TABLE recipe", &e));
	db_close(&db);
	ck_assert_msg(cases_open(&c, at.intake, DB_WRITE, &e), "%s", e.msg);
	cases_close(c);
	place_forget(&at);
}
END_TEST

/* An empty row could be sealed, and then stop every pull for ever. */
START_TEST(a_response_of_nothing_is_refused)
{
	enum intake_outcome outcome;
	char ref[REFERENCE_SIZE];
	struct place_response p;
	struct intake *it;
	struct err e = { 0 };

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	place_response(&p, 1, "words");
	p.r.plain.n = 0;
	ck_assert(!intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_int_eq(counted(it), 0);
	place_response_free(&p);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(keys_change_after_so_many_responses)
{
	char ref[REFERENCE_SIZE];
	struct intake *it;
	int64_t first;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", ref);
	first = it->epoch;
	add(it, 2, "because", ref);
	ck_assert_int_eq(it->epoch, first);		/* control */
	it->ratchet.seq = 4096;
	add(it, 3, "because", ref);
	ck_assert_int_ne(it->epoch, first);
	first = it->epoch;
	it->epoch_began -= 5 * 60 * 1000;
	add(it, 4, "because", ref);
	ck_assert_int_ne(it->epoch, first);
	intake_close(it);
	place_forget(&at);
}
END_TEST

static int
refuse_commit(void *arg)
{
	(void)arg;
	return 1;
}

/* Its keys went with what failed: the next response begins anew, and can be
 * opened. */
START_TEST(an_epoch_that_began_in_what_failed_is_not_used)
{
	enum intake_outcome outcome;
	char ref[REFERENCE_SIZE];
	struct place_response p;
	struct intake *it;
	struct err e = { 0 };
	struct stmt s CLEAN(stmt_close) = { 0 };
	int most;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	/* room for an epoch, not for what is sealed */
	most = sqlite3_limit(it->w.h, SQLITE_LIMIT_LENGTH, 500);
	place_response(&p, 1, "because");
	ck_assert(!intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(counted(it), 0);
	sqlite3_limit(it->w.h, SQLITE_LIMIT_LENGTH, most);
	sqlite3_commit_hook(it->w.h, refuse_commit, NULL);
	ck_assert(!intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(counted(it), 0);
	sqlite3_commit_hook(it->w.h, NULL, NULL);
	ck_assert_msg(intake_add(it, &p.r, ref, &outcome, &e), "%s", e.msg);
	ck_assert_int_eq(outcome, INTAKE_NEW);
	ck_assert(stmt_open(&it->r, &s, "SELECT count(*) FROM response r"
	    " JOIN epoch e ON e.id = r.epoch JOIN root t ON t.epoch = e.id"
	    " WHERE r.seq = 0", &e));
	ck_assert(stmt_row(&s));
	ck_assert_int_eq(col_int(&s, 0), 2);
	stmt_close(&s);
	place_response_free(&p);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(below_the_floor_of_free_space_nothing_more_is_taken)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	struct intake *it;
	uint8_t id[32] = { 1 };
	size_t n;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", ref);
	intake_floor(it, UINT64_MAX);
	place_response(&p, 2, "because");
	ck_assert(!intake_add(it, &p.r, ref, &outcome, &e));
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_ptr_nonnull(strstr(e.msg, "disk is nearly full"));
	ck_assert(!intake_draft_put(it, id, STR("x"), 1, &e));
	/* making room is still possible */
	ck_assert(intake_drafts_expire(it, 5, &n, &e));
	intake_floor(it, 0);
	ck_assert(intake_add(it, &p.r, ref, &outcome, &e));
	place_response_free(&p);
	ck_assert_int_eq(counted(it), 2);
	intake_close(it);
	place_forget(&at);
}
END_TEST

/* Files may not grow past a size: what a full disk looks like from here.
 * Tells through the pipe how many were acknowledged. */
static void
fill_disk(int fd)
{
	struct rlimit most = { 1 << 20, 1 << 20 };
	struct place_response p;
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct err e = { 0 };
	struct intake *it = place_intake(&at, DB_CREATE);
	int acked = 0, refused = 0, i;

	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &most);
	for (i = 0; i < 400; i++) {
		place_response(&p, (uint64_t)i, "because");
		if (intake_add(it, &p.r, ref, &outcome, &e))
			acked++;
		else if (strstr(e.msg, "it is full or failing") != NULL)
			refused++;
		else
			fprintf(stderr, "other words: %s\n", e.msg);
		place_response_free(&p);
	}
	dprintf(fd, "%d %d\n", acked, refused);
	_exit(0);
}

START_TEST(a_full_disk_refuses_plainly_and_loses_nothing)
{
	struct intake *it;
	struct err e = { 0 };
	char said[64] = "";
	int fd[2], acked, refused, status;

	place_make(&at);
	ck_assert_int_eq(pipe(fd), 0);
	if (fork() == 0)
		fill_disk(fd[1]);
	ck_assert(wait(&status) > 0);
	ck_assert_int_eq(status, 0);
	ck_assert(read(fd[0], said, sizeof(said) - 1) > 0);
	ck_assert_int_eq(sscanf(said, "%d %d", &acked, &refused), 2);
	ck_assert_int_gt(acked, 20);
	ck_assert_int_eq(acked + refused, 400);
	ck_assert_int_gt(refused, 20);
	/* with room again, what was acknowledged is there, and it goes on */
	it = place_intake(&at, DB_WRITE);
	ck_assert_msg(db_check(&it->w, &e), "%s", e.msg);
	ck_assert_int_eq(counted(it), acked);
	ck_assert_int_eq(add(it, 1000, "because", said), INTAKE_NEW);
	intake_close(it);
	place_forget(&at);
}
END_TEST

START_TEST(a_full_database_refuses_one_and_keeps_the_rest)
{
	char ref[REFERENCE_SIZE];
	enum intake_outcome outcome;
	struct place_response p;
	struct err e = { 0 };
	struct intake *it;
	int i;

	place_make(&at);
	it = place_intake(&at, DB_CREATE);
	add(it, 1, "because", ref);
	ck_assert(db_run(&it->w, "PRAGMA max_page_count = 40", &e));
	for (i = 2; i < 200; i++) {
		place_response(&p, (uint64_t)i, "because");
		if (!intake_add(it, &p.r, ref, &outcome, &e))
			break;
		place_response_free(&p);
	}
	ck_assert_int_lt(i, 200);
	ck_assert_int_gt(i, 5);
	ck_assert_int_eq(e.code, ERR_IO);
	ck_assert_msg(strstr(e.msg, "no room left on the disk") != NULL, "%s",
	    e.msg);
	ck_assert_int_eq(counted(it), i - 1);
	ck_assert(db_run(&it->w, "PRAGMA max_page_count = 4000", &e));
	ck_assert_msg(intake_add(it, &p.r, ref, &outcome, &e), "%s", e.msg);
	ck_assert_int_eq(outcome, INTAKE_NEW);
	place_response_free(&p);
	ck_assert(db_check(&it->w, &e));
	intake_close(it);
	place_forget(&at);
}
END_TEST

UNIT_SUITE(intake, a_token_gives_one_reference_however_often_it_comes,
    no_answer_can_be_found_in_any_file,
    rehearsals_are_counted_apart_and_go_without_a_trace,
    an_intake_that_is_read_takes_nothing_in,
    another_kind_of_database_is_not_taken_for_an_intake,
    somebody_elses_database_is_left_alone, a_response_of_nothing_is_refused,
    keys_change_after_so_many_responses,
    an_epoch_that_began_in_what_failed_is_not_used,
    below_the_floor_of_free_space_nothing_more_is_taken,
    a_full_disk_refuses_plainly_and_loses_nothing,
    a_full_database_refuses_one_and_keeps_the_rest)
