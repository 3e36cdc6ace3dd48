/* SPDX-License-Identifier: MIT
 *
 * staff_sign_in.c -- tests of signing in: what is answered, what it costs, and
 * how long people wait after failures.
 */
#include "tests/unit/store/staff_kit.h"
#include "tests/unit/unit.h"

#include <stdio.h>

static struct place at;
static struct arena a;
static struct person kim;

static struct cases *
begin(void)
{
	struct cases *c;

	place_make(&at);
	c = asked_cases(&at, DB_CREATE);
	kit_person(c, "kim", STAFF_ALL_ROLES, &kim);
	return c;
}

static void
done(struct cases *c)
{
	char head[AUDIT_HEAD];
	struct err e = { 0 };

	ck_assert_msg(cases_audit_verify(c, NULL, head, &e), "%s", e.msg);
	cases_close(c);
	place_forget(&at);
}

static struct staff_result
give(struct cases *c, const struct staff_secret *half, struct str code,
    int64_t now)
{
	struct staff_result got;
	struct err e = { 0 };

	ck_assert_msg(staff_code(c, half, code, now, &got, &e), "%s", e.msg);
	return got;
}

START_TEST(a_password_is_half_and_a_code_makes_it_whole)
{
	struct cases *c = begin();
	struct staff_result got = kit_try(c, " KIM ", PASS, NOW + 60);
	struct staff_secret half = got.secret;

	ck_assert(got.answer == STAFF_IN && got.wait == 0);
	ck_assert(!kit_holds(c, &half, NOW + 60));
	got = give(c, &half, kit_code(&kim, NOW + 60), NOW + 61);
	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert(kit_holds(c, &got.secret, NOW + 61));
	ck_assert_mem_ne(got.secret.k, half.k, sizeof(half.k));
	ck_assert_str_eq(kit_line(&a, c), "kim: signed in: with a code");
	/* the half is over, and one of the setup or a full one is no half */
	ck_assert_int_eq(give(c, &half, kit_code(&kim, NOW + 90),
	    NOW + 90).answer, STAFF_GONE);
	ck_assert_int_eq(give(c, &got.secret, kit_code(&kim, NOW + 90),
	    NOW + 90).answer, STAFF_GONE);
	/* five minutes for a code */
	got = kit_try(c, "kim", PASS, NOW + 120);
	ck_assert_int_eq(give(c, &got.secret, kit_code(&kim, NOW + 420),
	    NOW + 420).answer, STAFF_GONE);
	got = kit_try(c, "kim", PASS, NOW + 120);
	ck_assert_int_eq(give(c, &got.secret, kit_code(&kim, NOW + 419),
	    NOW + 419).answer, STAFF_IN);
	done(c);
}
END_TEST

START_TEST(with_the_real_hashes_it_is_the_same)
{
	struct cases *c;

	kit_real_hashes = true;
	c = begin();
	ck_assert_int_eq(strncmp(asked_text(&a, c, "SELECT password FROM"
	    " staff"), "$argon2id$", 10), 0);
	ck_assert_int_eq(kit_try(c, "kim", STR("Blue tram over the hill"),
	    NOW + 60).answer, STAFF_NO);
	ck_assert_int_eq(kit_try(c, "bo", PASS, NOW + 60).answer, STAFF_NO);
	(void)kit_sign_in(c, &kim, NOW + 60);
	done(c);
}
END_TEST

START_TEST(no_code_works_twice)
{
	struct cases *c = begin();
	struct staff_secret half;
	struct staff_result got;
	struct str code;

	(void)kit_sign_in(c, &kim, NOW + 60);
	half = kit_try(c, "kim", PASS, NOW + 61).secret;
	code = kit_code(&kim, NOW + 60);
	ck_assert_int_eq(give(c, &half, code, NOW + 62).answer, STAFF_NO);
	/* nor one from before it, which is in the window */
	code = kit_code(&kim, NOW + 30);
	ck_assert_int_eq(give(c, &half, code, NOW + 62).answer, STAFF_NO);
	/* control: the next one does */
	code = kit_code(&kim, NOW + 90);
	ck_assert_int_eq(give(c, &half, code, NOW + 62).answer, STAFF_IN);
	/* recovery codes: as people write them, each once, nobody else's */
	half = kit_try(c, "kim", PASS, NOW + 63).secret;
	kim.recovery[3][0] |= 0x20;
	got = give(c, &half, str_of(kim.recovery[3]), NOW + 64);
	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert_str_eq(kit_line(&a, c),
	    "kim: signed in: with a recovery code; 9 left");
	half = kit_try(c, "kim", PASS, NOW + 65).secret;
	ck_assert_int_eq(give(c, &half, str_of(kim.recovery[3]),
	    NOW + 66).answer, STAFF_NO);
	ck_assert_int_eq(give(c, &half, str_of(kim.recovery[4]),
	    NOW + 66).answer, STAFF_IN);
	done(c);
}
END_TEST

START_TEST(a_recovery_code_is_of_one_person)
{
	struct cases *c = begin();
	struct person bo;
	struct staff_secret half;

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	half = kit_try(c, "bo", PASS, NOW + 60).secret;
	ck_assert_int_eq(give(c, &half, str_of(kim.recovery[0]),
	    NOW + 60).answer, STAFF_NO);
	ck_assert_int_eq(give(c, &half, kit_code(&kim, NOW + 60),
	    NOW + 60).answer, STAFF_NO);
	ck_assert_int_eq(give(c, &half, str_of(bo.recovery[0]),
	    NOW + 60).answer, STAFF_IN);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM recovery"), 19);
	done(c);
}
END_TEST

/* Answers, waits and hashes of eight attempts. */
static const char *
eight(struct cases *c, const char *login, struct str password)
{
	struct buf b CLEAN(buf_free) = { 0 };
	struct staff_result got;
	int i;

	for (i = 0; i < 8; i++) {
		kit_hashes = 0;
		got = kit_try(c, login, password, NOW + 1000 + i * 7);
		buf_printf(&b, "%d,%lld,%d ", got.answer, (long long)got.wait,
		    kit_hashes);
	}
	return arena_str(&a, buf_text(&b));
}

START_TEST(nobody_is_told_which_names_there_are)
{
	static const char *const others[] = { "nobody", "new", "off", "fresh",
	    "no name at all!", "", "k" };
	struct cases *c = begin();
	struct person off;
	char code[CODE_TEXT];
	struct err e = { 0 };
	const char *known;
	size_t i;

	kit_add(c, "new", STAFF_VIEWER, code);
	kit_person(c, "off", STAFF_VIEWER, &off);
	ck_assert(staff_disable(c, "off", "root", &e));
	kit_person(c, "fresh", STAFF_VIEWER, &off);
	ck_assert(staff_reset(c, "fresh", "root", NOW, code, &e));
	known = eight(c, "kim", STR("a wrong password"));
	ck_assert_str_eq(known, "1,0,1 1,0,1 1,0,1 1,5,1 1,10,1 2,3,0 1,20,1 "
	    "2,13,0 ");
	for (i = 0; i < LEN(others); i++)
		ck_assert_msg(strcmp(eight(c, others[i], PASS), known) == 0,
		    "%s", others[i]);
	done(c);
}
END_TEST

START_TEST(each_failure_makes_the_wait_longer_and_none_is_for_good)
{
	static const int64_t waits[] = { 0, 0, 0, 5, 10, 20, 40, 80, 160, 320,
	    640, 900, 900, 900 };
	struct cases *c = begin();
	int64_t now = NOW + 60;
	struct staff_result got;
	size_t i;

	for (i = 0; i < LEN(waits); i++) {
		got = kit_try(c, "kim", STR("wrong"), now);
		ck_assert_int_eq(got.answer, STAFF_NO);
		ck_assert_int_eq(got.wait, waits[i]);
		now += waits[i];
	}
	ck_assert_str_eq(kit_line(&a, c), "kim: failed to sign in: a wrong "
	    "password; 14 in a row");
	/* while it lasts nothing is looked at, and it grows no longer */
	got = kit_try(c, "kim", PASS, now - 900 + 1);
	ck_assert(got.answer == STAFF_WAIT && got.wait == 899);
	got = kit_try(c, "kim", PASS, now - 1);
	ck_assert(got.answer == STAFF_WAIT && got.wait == 1);
	/* then the right one is, and all is forgotten */
	(void)kit_sign_in(c, &kim, now);
	ck_assert_int_eq(kit_try(c, "kim", STR("wrong"), now).wait, 0);
	ck_assert_str_eq(kit_line(&a, c), "kim: failed to sign in: a wrong "
	    "password; 1 in a row");
	done(c);
}
END_TEST

START_TEST(a_day_without_one_forgets_them)
{
	struct cases *c = begin();
	int i;

	for (i = 0; i < 4; i++)
		(void)kit_try(c, "kim", STR("wrong"), NOW);
	/* control: half a day does not */
	ck_assert_int_eq(kit_try(c, "kim", STR("wrong"), NOW + 43200).wait, 10);
	ck_assert_int_eq(kit_try(c, "kim", STR("wrong"),
	    NOW + 43200 + 86400).wait, 0);
	done(c);
}
END_TEST

START_TEST(codes_are_counted_with_passwords)
{
	struct cases *c = begin();
	struct staff_secret half;
	int64_t now = NOW + 60;
	struct staff_result got;
	int i;

	/* who has the password gives it again before each guess of a code */
	for (i = 0; i < 4; i++) {
		half = kit_try(c, "kim", PASS, now).secret;
		got = give(c, &half, STR("000000x"), now);
		ck_assert_int_eq(got.answer, STAFF_NO);
	}
	ck_assert_int_eq(got.wait, 5);
	ck_assert_str_eq(kit_line(&a, c), "kim: failed to sign in: the password "
	    "was right, and the code was not; 4 in a row");
	ck_assert_int_eq(kit_try(c, "kim", PASS, now + 4).answer, STAFF_WAIT);
	got = give(c, &half, kit_code(&kim, now), now + 4);
	ck_assert(got.answer == STAFF_WAIT && got.wait == 1);
	ck_assert_int_eq(give(c, &half, kit_code(&kim, now), now + 5).answer,
	    STAFF_IN);
	done(c);
}
END_TEST

START_TEST(many_at_once_are_as_many_in_a_row)
{
	struct cases *c = begin();
	struct staff_try t[8];
	struct staff_result got;
	struct err e = { 0 };
	size_t i;

	for (i = 0; i < LEN(t); i++)
		ck_assert(staff_try(c, "kim", NOW + 60, &t[i], &e) &&
		    t[i].wait == 0);
	for (i = 0; i < LEN(t); i++)
		ck_assert(staff_try_password(&t[i], i == 7 ? PASS :
		    STR("wrong"), &e));
	for (i = 0; i < LEN(t); i++) {
		ck_assert(staff_try_end(c, &t[i], NOW + 60, &got, &e));
		ck_assert_int_eq(got.answer, i < 4 ? STAFF_NO : STAFF_WAIT);
	}
	/* control: its password was right */
	ck_assert(t[7].right);
	ck_assert_int_eq(asked_number(c, "SELECT n FROM attempt"), 4);
	done(c);
}
END_TEST

START_TEST(what_changed_while_the_password_was_looked_at_counts)
{
	struct cases *c = begin();
	char code[CODE_TEXT];
	struct staff_try t[3];
	struct staff_password other;
	struct staff_result got;
	struct person bo;
	struct err e = { 0 };
	size_t i;

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	for (i = 0; i < LEN(t); i++)
		ck_assert(staff_try(c, "bo", NOW + 60, &t[i], &e) &&
		    staff_try_password(&t[i], PASS, &e) && t[i].right);
	ck_assert(staff_try_end(c, &t[0], NOW + 60, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert(staff_disable(c, "bo", "root", &e));
	ck_assert(staff_try_end(c, &t[1], NOW + 60, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_NO);
	ck_assert(staff_enable(c, "bo", "root", &e));
	ck_assert(staff_reset(c, "bo", "root", NOW + 60, code, &e));
	ck_assert(staff_try_end(c, &t[2], NOW + 60, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_NO);
	/* and another password */
	ck_assert(staff_try(c, "kim", NOW + 60, &t[0], &e) &&
	    staff_try_password(&t[0], PASS, &e));
	t[1] = t[0];
	ck_assert(staff_password(STR("seven kites in june rain"), PASS, "kim",
	    &other, &e));
	ck_assert(staff_change_password(c, &kim.session, &t[0], &other,
	    NOW + 60, &got, &e) && got.answer == STAFF_IN);
	ck_assert(staff_try_end(c, &t[1], NOW + 60, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_NO);
	done(c);
}
END_TEST

START_TEST(unknown_names_have_one_line_an_hour)
{
	struct cases *c = begin();
	char name[16];
	int i;

	for (i = 0; i < 100; i++) {
		snprintf(name, sizeof(name), "name%d", i);
		(void)kit_try(c, name, PASS, NOW + 60 + i);
	}
	(void)kit_try(c, "name", PASS, NOW + 60 + 3599);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM audit WHERE"
	    " who = 'somebody'"), 1);
	(void)kit_try(c, "name", PASS, NOW + 60 + 3600);
	ck_assert_str_eq(kit_line(&a, c), "somebody: failed to sign in: an "
	    "unknown name or a wrong setup code; 101 since the last such line");
	done(c);
}
END_TEST

START_TEST(made_up_names_do_not_fill_the_store)
{
	struct cases *c = begin();
	struct err e = { 0 };
	int i;

	for (i = 0; i < 5; i++)
		(void)kit_try(c, "kim", STR("wrong"), NOW + 60 + i * 6);
	ck_assert_msg(db_run(&c->db, "WITH RECURSIVE k(i) AS (VALUES (1) UNION"
	    " ALL SELECT i + 1 FROM k WHERE i < 10000) INSERT INTO attempt"
	    " SELECT randomblob(32), NULL, 4, 0, 1800001000 + i FROM k", &e),
	    "%s", e.msg);
	(void)kit_try(c, "nobody", PASS, NOW + 20000);
	(void)kit_try(c, "nobody2", PASS, NOW + 20000);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM attempt WHERE"
	    " staff IS NULL"), 10001);
	/* the oldest went, and none that is an account's */
	ck_assert_int_eq(asked_number(c, "SELECT min(last) FROM attempt WHERE"
	    " staff IS NULL"), NOW + 1002);
	ck_assert_int_eq(asked_number(c, "SELECT n FROM attempt WHERE staff"
	    " IS NOT NULL"), 5);
	done(c);
}
END_TEST

START_TEST(a_clock_that_is_put_back_shuts_nobody_out)
{
	struct cases *c = begin();
	int i;

	for (i = 0; i < 5; i++)
		(void)kit_try(c, "kim", STR("wrong"), NOW + 90000000 + 6 * i);
	/* control: then and there it is a wait */
	ck_assert_int_eq(kit_try(c, "kim", PASS, NOW + 90000025).answer,
	    STAFF_WAIT);
	(void)kit_sign_in(c, &kim, NOW + 60);
	done(c);
}
END_TEST

UNIT_SUITE(staff_sign_in, a_password_is_half_and_a_code_makes_it_whole,
    with_the_real_hashes_it_is_the_same, no_code_works_twice,
    a_recovery_code_is_of_one_person, nobody_is_told_which_names_there_are,
    each_failure_makes_the_wait_longer_and_none_is_for_good,
    a_day_without_one_forgets_them, codes_are_counted_with_passwords,
    many_at_once_are_as_many_in_a_row,
    what_changed_while_the_password_was_looked_at_counts,
    unknown_names_have_one_line_an_hour, made_up_names_do_not_fill_the_store,
    a_clock_that_is_put_back_shuts_nobody_out)
