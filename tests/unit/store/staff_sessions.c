/* SPDX-License-Identifier: MIT
 *
 * staff_sessions.c -- tests of sessions at the desk: how long they last, what
 * ends them, and who may do what in them.
 */
#include "tests/unit/store/staff_kit.h"
#include "tests/unit/unit.h"

static struct place at;
static struct arena a;
static struct person kim;

static struct cases *
begin(void)
{
	struct cases *c;

	place_make(&at);
	c = asked_cases(&at, DB_CREATE);
	kit_person(c, "kim", STAFF_KEYER | STAFF_CODER, &kim);
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

static struct staff_session
look(struct cases *c, const struct staff_secret *k, int64_t now)
{
	struct staff_session s;
	struct err e = { 0 };
	bool found;

	ck_assert_msg(staff_session(&a, c, k, STAFF_FULL, now, &s, &found, &e),
	    "%s", e.msg);
	ck_assert(found);
	return s;
}

START_TEST(a_session_says_who_it_is_of)
{
	struct cases *c = begin();
	struct staff_session s = look(c, &kim.session, NOW);
	struct staff_secret wrong = kim.session;
	struct err e = { 0 };
	bool found;

	ck_assert_str_eq(s.login, "kim");
	ck_assert_str_eq(s.name, "Kim Lee");
	ck_assert(s.roles == (STAFF_KEYER | STAFF_CODER) && !s.must_change);
	wrong.k[31] ^= 1;
	ck_assert(!kit_holds(c, &wrong, NOW));
	/* a kind is asked for, and no other will do */
	ck_assert(staff_session(&a, c, &kim.session, STAFF_HALF, NOW, &s,
	    &found, &e) && !found);
	ck_assert_ptr_null(s.login);
	ck_assert(staff_session(&a, c, &kim.session, STAFF_SETUP, NOW, &s,
	    &found, &e) && !found);
	done(c);
}
END_TEST

START_TEST(somebody_sees_where_they_are_signed_in)
{
	struct cases *c = begin();
	struct staff_secret other = kit_sign_in(c, &kim, NOW + 60), none;
	struct staff_open *open;
	struct person bo;
	struct err e = { 0 };
	size_t n;

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	(void)kit_try(c, "kim", PASS, NOW + 90);	/* half a session */
	ck_assert(staff_sessions(&a, c, &kim.session, NOW + 120, &open, &n,
	    &e));
	ck_assert_uint_eq(n, 2);
	ck_assert(!open[0].mine && open[1].mine);
	ck_assert_int_eq(open[0].used, NOW + 60);
	ck_assert_int_eq(open[1].ends, NOW + STAFF_FULL_MOST);
	ck_assert(staff_sessions(&a, c, &other, NOW + 120, &open, &n, &e));
	ck_assert(n == 2 && open[0].mine);
	/* one that has ended is none, nor sees any */
	ck_assert(staff_sessions(&a, c, &other, NOW + STAFF_IDLE, &open, &n,
	    &e));
	ck_assert_uint_eq(n, 1);
	memset(&none, 0, sizeof(none));
	ck_assert(staff_sessions(&a, c, &none, NOW, &open, &n, &e));
	ck_assert_uint_eq(n, 0);
	done(c);
}
END_TEST

START_TEST(half_an_hour_without_a_request_ends_it)
{
	struct cases *c = begin();
	int64_t now = NOW;

	ck_assert(kit_holds(c, &kim.session, now += 1799));
	ck_assert(kit_holds(c, &kim.session, now += 1799));
	ck_assert(!kit_holds(c, &kim.session, now + 1800));
	/* looking did not wake it */
	ck_assert(!kit_holds(c, &kim.session, now + 1801));
	ck_assert(kit_holds(c, &kim.session, now + 1799));
	done(c);
}
END_TEST

START_TEST(twelve_hours_end_it_whatever_happens)
{
	struct cases *c = begin();
	int64_t now;

	for (now = NOW; now < NOW + 12 * 3600 - 600; now += 600)
		ck_assert(kit_holds(c, &kim.session, now));
	ck_assert(kit_holds(c, &kim.session, NOW + 12 * 3600 - 1));
	ck_assert(!kit_holds(c, &kim.session, NOW + 12 * 3600));
	done(c);
}
END_TEST

START_TEST(being_used_is_written_at_most_once_a_minute)
{
	static const char used[] = "SELECT used - 1800000000 FROM session";
	struct cases *c = begin();

	(void)look(c, &kim.session, NOW + 59);
	ck_assert_int_eq(asked_number(c, used), 0);
	(void)look(c, &kim.session, NOW + 60);
	ck_assert_int_eq(asked_number(c, used), 60);
	(void)look(c, &kim.session, NOW + 119);
	ck_assert_int_eq(asked_number(c, used), 60);
	cases_close(c);
	/* who only reads is told that it is due */
	c = asked_cases(&at, DB_READ);
	ck_assert(!look(c, &kim.session, NOW + 119).due);
	ck_assert(look(c, &kim.session, NOW + 120).due);
	ck_assert_int_eq(asked_number(c, used), 60);
	cases_close(c);
	c = asked_cases(&at, DB_WRITE);
	ck_assert(!look(c, &kim.session, NOW + 120).due);
	ck_assert_int_eq(asked_number(c, used), 120);
	done(c);
}
END_TEST

START_TEST(the_token_of_forms_is_of_one_session)
{
	struct cases *c = begin();
	struct staff_secret other = kit_sign_in(c, &kim, NOW + 60);
	struct staff_session one = look(c, &kim.session, NOW + 60),
	    again = look(c, &kim.session, NOW + 61),
	    two = look(c, &other, NOW + 61);

	ck_assert_uint_eq(strlen(one.csrf), STAFF_CSRF - 1);
	ck_assert_str_eq(one.csrf, again.csrf);
	ck_assert_str_ne(one.csrf, two.csrf);
	ck_assert(staff_csrf_is(&kim.session, str_of(one.csrf)));
	ck_assert(!staff_csrf_is(&kim.session, str_of(two.csrf)));
	ck_assert(!staff_csrf_is(&kim.session, STR("")));
	ck_assert(!staff_csrf_is(&kim.session,
	    (struct str){ one.csrf, STAFF_CSRF - 2 }));
	one.csrf[STAFF_CSRF - 2] ^= 1;
	ck_assert(!staff_csrf_is(&kim.session, str_of(one.csrf)));
	done(c);
}
END_TEST

START_TEST(signing_out_ends_one_and_everywhere_all)
{
	struct cases *c = begin();
	struct staff_secret two = kit_sign_in(c, &kim, NOW + 60),
	    three = kit_sign_in(c, &kim, NOW + 90), bos;
	struct person bo;
	struct err e = { 0 };

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	bos = bo.session;
	ck_assert(staff_sign_out(c, &kim.session, NOW + 91, &e));
	ck_assert_str_eq(kit_line(&a, c), "kim: signed out");
	ck_assert(!kit_holds(c, &kim.session, NOW + 91));
	ck_assert(kit_holds(c, &two, NOW + 91) && kit_holds(c, &three,
	    NOW + 91));
	ck_assert(staff_sign_out_everywhere(c, &two, NOW + 92, &e));
	ck_assert_str_eq(kit_line(&a, c),
	    "kim: signed out everywhere: sessions ended: 2");
	ck_assert(!kit_holds(c, &two, NOW + 92) && !kit_holds(c, &three,
	    NOW + 92));
	ck_assert(kit_holds(c, &bos, NOW + 92));
	/* what is over already is no mistake, and no line */
	ck_assert(staff_sign_out(c, &two, NOW + 93, &e));
	ck_assert(staff_sign_out_everywhere(c, &two, NOW + 93, &e));
	ck_assert_str_eq(kit_line(&a, c),
	    "kim: signed out everywhere: sessions ended: 2");
	ck_assert(kit_holds(c, &bos, NOW + 93));
	done(c);
}
END_TEST

START_TEST(what_is_over_is_taken_out)
{
	struct cases *c = begin();

	(void)kit_try(c, "kim", PASS, NOW + 60);	/* half */
	(void)kit_sign_in(c, &kim, NOW + 90);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM session"), 3);
	(void)kit_sign_in(c, &kim, NOW + 400);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM session"), 3);
	(void)kit_sign_in(c, &kim, NOW + 10000);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM session"), 1);
	done(c);
}
END_TEST

/* ---- another password ------------------------------------------------------- */

#define NEW STR("seven kites in june rain")

static struct staff_result
change(struct cases *c, const struct staff_secret *k, const char *login,
    struct str old, struct str chosen, int64_t now)
{
	struct staff_password p;
	struct staff_result got;
	struct staff_try t;
	struct err e = { 0 };

	ck_assert_msg(staff_password(chosen, old, login, &p, &e), "%s", e.msg);
	ck_assert(staff_try(c, login, now, &t, &e));
	ck_assert(staff_try_password(&t, old, &e));
	ck_assert_msg(staff_change_password(c, k, &t, &p, now, &got, &e), "%s",
	    e.msg);
	return got;
}

START_TEST(another_password_ends_all_sessions_but_a_new_one)
{
	struct cases *c = begin();
	struct staff_secret other = kit_sign_in(c, &kim, NOW + 60);
	const char *old;
	struct staff_result got;
	int64_t now;

	old = asked_text(&a, c, "SELECT password FROM staff");
	ck_assert(place_holds(&at, old, strlen(old)));
	got = change(c, &kim.session, "kim", PASS, NEW, NOW + 70);
	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert_str_eq(kit_line(&a, c), "kim: changed their password");
	ck_assert(!kit_holds(c, &kim.session, NOW + 70));
	ck_assert(!kit_holds(c, &other, NOW + 70));
	ck_assert(kit_holds(c, &got.secret, NOW + 70));
	ck_assert_int_eq(kit_try(c, "kim", PASS, NOW + 71).answer, STAFF_NO);
	ck_assert_int_eq(kit_try(c, "kim", NEW, NOW + 71).answer, STAFF_IN);
	ck_assert(!place_holds(&at, old, strlen(old)));
	/* it does not make the twelve hours longer */
	for (now = NOW + 70; now < NOW + 12 * 3600 - 600; now += 600)
		ck_assert(kit_holds(c, &got.secret, now));
	ck_assert(!kit_holds(c, &got.secret, NOW + 12 * 3600));
	done(c);
}
END_TEST

START_TEST(it_takes_the_old_password_and_ones_own_session)
{
	struct cases *c = begin();
	struct staff_password p;
	struct staff_secret half;
	struct person bo;
	struct err e = { 0 };
	int i;

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	ck_assert_int_eq(change(c, &bo.session, "kim", PASS, NEW,
	    NOW + 60).answer, STAFF_GONE);
	half = kit_try(c, "kim", PASS, NOW + 60).secret;
	ck_assert_int_eq(change(c, &half, "kim", PASS, NEW, NOW + 60).answer,
	    STAFF_GONE);
	ck_assert_int_eq(change(c, &kim.session, "kim", PASS, NEW,
	    NOW + 1800).answer, STAFF_GONE);
	/* guesses are counted like those of a sign-in */
	for (i = 0; i < 4; i++)
		ck_assert_int_eq(change(c, &kim.session, "kim", STR("wrong"),
		    NEW, NOW + 60).answer, STAFF_NO);
	ck_assert_int_eq(change(c, &kim.session, "kim", PASS, NEW,
	    NOW + 60).answer, STAFF_WAIT);
	ck_assert_int_eq(kit_try(c, "kim", PASS, NOW + 60).answer, STAFF_WAIT);
	ck_assert(kit_holds(c, &kim.session, NOW + 60));
	/* not the same again, and not a poor one */
	ck_assert(!staff_password(PASS, PASS, "kim", &p, &e));
	ck_assert_msg(e.code == ERR_INPUT && strstr(e.msg, "that you have"),
	    "%s", e.msg);
	ck_assert(!staff_password(STR("password1234"), PASS, "kim", &p, &e));
	ck_assert_str_eq(p.hash, "");
	ck_assert_int_eq(change(c, &kim.session, "kim", PASS, NEW,
	    NOW + 65).answer, STAFF_IN);
	done(c);
}
END_TEST

START_TEST(who_must_change_it_may_do_nothing_else)
{
	struct cases *c = begin();
	struct staff_session s;
	struct staff_result got;
	struct err e = { 0 };

	ck_assert_uint_eq(look(c, &kim.session, NOW).roles, 6);
	ck_assert(staff_must_change(c, "kim", "root", &e));
	s = look(c, &kim.session, NOW);
	ck_assert(s.must_change && s.roles == 0);
	s = look(c, &(struct staff_secret[]){ kit_sign_in(c, &kim,
	    NOW + 60) }[0], NOW + 60);
	ck_assert(s.must_change && s.roles == 0);
	got = change(c, &kim.session, "kim", PASS, NEW, NOW + 61);
	ck_assert_int_eq(got.answer, STAFF_IN);
	s = look(c, &got.secret, NOW + 61);
	ck_assert(!s.must_change && s.roles == 6);
	done(c);
}
END_TEST

UNIT_SUITE(staff_sessions, a_session_says_who_it_is_of,
    somebody_sees_where_they_are_signed_in,
    half_an_hour_without_a_request_ends_it,
    twelve_hours_end_it_whatever_happens,
    being_used_is_written_at_most_once_a_minute,
    the_token_of_forms_is_of_one_session,
    signing_out_ends_one_and_everywhere_all, what_is_over_is_taken_out,
    another_password_ends_all_sessions_but_a_new_one,
    it_takes_the_old_password_and_ones_own_session,
    who_must_change_it_may_do_nothing_else)
