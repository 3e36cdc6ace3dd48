/* SPDX-License-Identifier: MIT
 *
 * staff_setup.c -- tests of the first sign-in, with a setup code.
 */
#include "tests/unit/store/staff_kit.h"
#include "tests/unit/unit.h"

static struct place at;
static struct arena a;
static char code[CODE_TEXT];	/* of kim */

static struct cases *
begin(void)
{
	struct cases *c;

	place_make(&at);
	c = asked_cases(&at, DB_CREATE);
	kit_add(c, "kim", STAFF_ALL_ROLES, code);
	return c;
}

static void
done(struct cases *c)
{
	cases_close(c);
	place_forget(&at);
}

static struct staff_result
begin_with(struct cases *c, const char *login, const char *typed, int64_t now)
{
	struct staff_result got;
	struct err e = { 0 };

	ck_assert_msg(staff_setup_begin(c, login, str_of(typed), now, &got,
	    &e), "%s", e.msg);
	return got;
}

static enum staff_answer
choose(struct cases *c, const struct staff_secret *k, struct str password,
    int64_t now)
{
	struct staff_password chosen;
	enum staff_answer answer;
	struct err e = { 0 };

	ck_assert_msg(staff_password(password, (struct str){ 0 }, "kim",
	    &chosen, &e), "%s", e.msg);
	ck_assert(staff_setup_password(c, k, &chosen, now, &answer, &e));
	return answer;
}

static enum staff_answer
show(struct cases *c, const struct staff_secret *k, int64_t now,
    struct person *p)
{
	enum staff_answer answer;
	struct err e = { 0 };

	ck_assert_msg(staff_setup_totp(c, k, now, p->totp, &answer, &e), "%s",
	    e.msg);
	return answer;
}

static struct staff_result
finish(struct cases *c, const struct staff_secret *k, struct str typed,
    int64_t now, struct person *p)
{
	struct staff_result got;
	struct err e = { 0 };

	ck_assert_msg(staff_setup_finish(c, k, typed, now, p->recovery, &got,
	    &e), "%s", e.msg);
	return got;
}

START_TEST(a_setup_code_leads_to_a_password_and_a_phone)
{
	struct cases *c = begin();
	struct staff_result got = begin_with(c, "kim", code, NOW);
	struct person p = { .login = "kim" }, again = p;
	struct staff_secret k = got.secret;
	struct staff_account *v;
	struct err e = { 0 };
	size_t n, i, j;

	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert(!kit_holds(c, &k, NOW));
	ck_assert_int_eq(choose(c, &k, PASS, NOW + 1), STAFF_IN);
	ck_assert_int_eq(show(c, &k, NOW + 2, &p), STAFF_IN);
	ck_assert_int_eq(show(c, &k, NOW + 3, &again), STAFF_IN);
	ck_assert_mem_eq(p.totp, again.totp, TOTP_SECRET);
	/* not before a code of the phone has come */
	ck_assert_int_eq(kit_try(c, "kim", PASS, NOW + 4).answer, STAFF_NO);
	got = finish(c, &k, STR("000000x"), NOW + 5, &p);
	ck_assert_int_eq(got.answer, STAFF_NO);
	ck_assert_str_eq(p.recovery[0], "");
	got = finish(c, &k, kit_code(&p, NOW + 5), NOW + 5, &p);
	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert(kit_holds(c, &got.secret, NOW + 6));
	ck_assert_mem_ne(got.secret.k, k.k, sizeof(k.k));
	for (i = 0; i < STAFF_RECOVERY; i++) {
		ck_assert(reference_valid(str_of(p.recovery[i])));
		for (j = 0; j < i; j++)
			ck_assert_str_ne(p.recovery[i], p.recovery[j]);
	}
	ck_assert(staff_list(&a, c, &v, &n, &e));
	ck_assert(v[0].ready && v[0].setup_until == 0 && v[0].recovery == 10 &&
	    v[0].signed_in == NOW + 5);
	/* the code of the setup is used up as well */
	got = kit_try(c, "kim", PASS, NOW + 7);
	ck_assert_int_eq(got.answer, STAFF_IN);
	k = got.secret;
	ck_assert(staff_code(c, &k, kit_code(&p, NOW + 5), NOW + 7, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_NO);
	(void)kit_sign_in(c, &p, NOW + 40);
	done(c);
}
END_TEST

START_TEST(a_setup_code_is_for_one_person_for_a_week_and_once)
{
	const int64_t week = NOW + 7 * 86400;
	struct cases *c = begin();
	char other[CODE_TEXT], wrong[CODE_TEXT];
	struct staff_result got;
	struct person p = { .login = "kim" };
	uint8_t secret[CODE_SIZE];
	struct err e = { 0 };

	kit_add(c, "bo", STAFF_VIEWER, other);
	ck_assert(code_read(str_of(code), secret));
	secret[15] ^= 1;
	code_put(wrong, secret);
	ck_assert_int_eq(begin_with(c, "kim", other, NOW).answer, STAFF_NO);
	ck_assert_int_eq(begin_with(c, "bo", code, NOW).answer, STAFF_NO);
	ck_assert_int_eq(begin_with(c, "nobody", code, NOW).answer, STAFF_NO);
	ck_assert_int_eq(begin_with(c, "kim", wrong, NOW).answer, STAFF_NO);
	ck_assert_int_eq(begin_with(c, "kim", "", NOW).answer, STAFF_NO);
	/* what is no code at all is not the code of zeros either */
	ck_assert_int_eq(begin_with(c, "kim", "0000-0000-0000-0000-0000-0000-"
	    "0000", NOW).answer, STAFF_NO);
	ck_assert_int_eq(begin_with(c, "kim", code, week).answer, STAFF_NO);
	ck_assert_int_eq(begin_with(c, " Kim ", code, week - 1).answer,
	    STAFF_IN);
	/* again, as long as it was not finished */
	got = begin_with(c, "kim", code, NOW);
	ck_assert_int_eq(got.answer, STAFF_IN);
	ck_assert_int_eq(choose(c, &got.secret, PASS, NOW), STAFF_IN);
	ck_assert_int_eq(show(c, &got.secret, NOW, &p), STAFF_IN);
	ck_assert_int_eq(finish(c, &got.secret, kit_code(&p, NOW), NOW,
	    &p).answer, STAFF_IN);
	ck_assert_int_eq(begin_with(c, "kim", code, NOW).answer, STAFF_NO);
	/* nor for an account that was disabled */
	ck_assert(staff_disable(c, "bo", "root", &e));
	ck_assert_int_eq(begin_with(c, "bo", other, NOW).answer, STAFF_NO);
	done(c);
}
END_TEST

START_TEST(each_step_needs_the_session_of_the_code)
{
	struct cases *c = begin();
	struct staff_result got = begin_with(c, "kim", code, NOW), second;
	struct person p = { .login = "kim" }, other = p;
	struct staff_secret k = got.secret, made_up = { { 7 } };
	struct err e = { 0 };

	ck_assert_int_eq(choose(c, &made_up, PASS, NOW), STAFF_GONE);
	ck_assert_int_eq(show(c, &made_up, NOW, &p), STAFF_GONE);
	ck_assert_int_eq(finish(c, &made_up, STR("123456"), NOW, &p).answer,
	    STAFF_GONE);
	/* a password comes first */
	ck_assert_int_eq(show(c, &k, NOW, &p), STAFF_IN);
	ck_assert(!staff_setup_finish(c, &k, kit_code(&p, NOW), NOW,
	    p.recovery, &got, &e));
	ck_assert_int_eq(e.code, ERR_INPUT);
	ck_assert_int_eq(choose(c, &k, PASS, NOW), STAFF_IN);
	/* who begins again takes nothing over, and ends the one before */
	second = begin_with(c, "kim", code, NOW + 1);
	ck_assert_int_eq(choose(c, &k, PASS, NOW + 1), STAFF_GONE);
	ck_assert_int_eq(show(c, &second.secret, NOW + 1, &other), STAFF_IN);
	ck_assert_mem_ne(p.totp, other.totp, TOTP_SECRET);
	ck_assert(!staff_setup_finish(c, &second.secret, kit_code(&other, NOW),
	    NOW, p.recovery, &got, &e));
	/* after half an hour the code is asked for again */
	ck_assert_int_eq(choose(c, &second.secret, PASS, NOW + 1799), STAFF_IN);
	ck_assert_int_eq(choose(c, &second.secret, PASS, NOW + 1801),
	    STAFF_GONE);
	done(c);
}
END_TEST

START_TEST(a_full_session_is_no_session_of_the_setup)
{
	struct cases *c = begin();
	struct person bo;

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	ck_assert_int_eq(show(c, &bo.session, NOW, &bo), STAFF_GONE);
	ck_assert_int_eq(choose(c, &bo.session, PASS, NOW), STAFF_GONE);
	done(c);
}
END_TEST

START_TEST(wrong_setup_codes_make_nobody_wait_and_fill_no_log)
{
	struct cases *c = begin();
	int i;

	for (i = 0; i < 50; i++)
		ck_assert_int_eq(begin_with(c, "kim", "wrong", NOW + i).answer,
		    STAFF_NO);
	ck_assert_str_eq(asked_text(&a, c, "SELECT who || ': ' || what || ': '"
	    " || detail FROM audit WHERE id > 1"), "somebody: failed to sign "
	    "in: an unknown name or a wrong setup code; 1 since the last such "
	    "line");
	ck_assert_int_eq(begin_with(c, "kim", code, NOW + 50).answer,
	    STAFF_IN);
	done(c);
}
END_TEST

START_TEST(a_reset_leaves_nothing_of_before)
{
	struct cases *c = begin();
	struct staff_result got;
	struct person bo, now = { .login = "bo" };
	struct staff_secret half;
	struct staff_account *v;
	struct err e = { 0 };
	size_t n;

	kit_person(c, "bo", STAFF_VIEWER, &bo);
	/* control: the secret stands in the file, as staff.h says */
	ck_assert(place_holds(&at, bo.totp, TOTP_SECRET));
	ck_assert(staff_must_change(c, "bo", "root", &e));
	ck_assert(staff_reset(c, "bo", "root", NOW + 9, code, &e));
	ck_assert(!place_holds(&at, bo.totp, TOTP_SECRET));
	ck_assert(staff_list(&a, c, &v, &n, &e));
	ck_assert(!v[0].ready && v[0].recovery == 0 && !v[0].must_change &&
	    v[0].setup_until == NOW + 9 + STAFF_SETUP_CODE);
	ck_assert_int_eq(kit_try(c, "bo", PASS, NOW + 10).answer, STAFF_NO);
	got = begin_with(c, "bo", code, NOW + 11);
	ck_assert_int_eq(choose(c, &got.secret, PASS, NOW + 11), STAFF_IN);
	ck_assert_int_eq(show(c, &got.secret, NOW + 11, &now), STAFF_IN);
	ck_assert_int_eq(finish(c, &got.secret, kit_code(&bo, NOW + 11),
	    NOW + 11, &now).answer, STAFF_NO);
	ck_assert_int_eq(finish(c, &got.secret, kit_code(&now, NOW + 11),
	    NOW + 11, &now).answer, STAFF_IN);
	/* nor do the recovery codes of before work any more */
	got = kit_try(c, "bo", PASS, NOW + 12);
	ck_assert_int_eq(got.answer, STAFF_IN);
	half = got.secret;
	ck_assert(staff_code(c, &half, str_of(bo.recovery[0]), NOW + 12, &got,
	    &e));
	ck_assert_int_eq(got.answer, STAFF_NO);
	got.secret = half;
	ck_assert(staff_code(c, &got.secret, str_of(now.recovery[0]), NOW + 12,
	    &got, &e));
	ck_assert_int_eq(got.answer, STAFF_IN);
	done(c);
}
END_TEST

START_TEST(what_is_secret_is_in_no_file_as_it_is)
{
	struct cases *c = begin();
	struct person bo;
	char shown[CODE_TEXT];
	struct staff_result got;
	uint8_t secret[CODE_SIZE];
	size_t i;

	kit_add(c, "viv", STAFF_VIEWER, shown);
	ck_assert(code_read(str_of(shown), secret));
	kit_person(c, "bo", STAFF_VIEWER, &bo);
	got = kit_try(c, "bo", PASS, NOW + 60);
	ck_assert(!place_holds(&at, shown, strlen(shown)));
	ck_assert(!place_holds(&at, secret, sizeof(secret)));
	ck_assert(!place_holds(&at, PASS.p, PASS.n));
	ck_assert(!place_holds(&at, bo.session.k, sizeof(bo.session.k)));
	ck_assert(!place_holds(&at, got.secret.k, sizeof(got.secret.k)));
	for (i = 0; i < STAFF_RECOVERY; i++)
		ck_assert(!place_holds(&at, bo.recovery[i],
		    strlen(bo.recovery[i])));
	/* what is typed into the box for the name may be a password */
	(void)kit_try(c, "correct horse battery", PASS, NOW + 61);
	(void)kit_try(c, "swordfishpass", PASS, NOW + 61);
	ck_assert(!place_holds(&at, "correct horse", 13));
	ck_assert(!place_holds(&at, "swordfishpass", 13));
	/* control: names are found like that */
	ck_assert(place_holds(&at, "Kim Lee", 7));
	done(c);
}
END_TEST

UNIT_SUITE(staff_setup, a_setup_code_leads_to_a_password_and_a_phone,
    a_setup_code_is_for_one_person_for_a_week_and_once,
    each_step_needs_the_session_of_the_code,
    a_full_session_is_no_session_of_the_setup,
    wrong_setup_codes_make_nobody_wait_and_fill_no_log,
    a_reset_leaves_nothing_of_before, what_is_secret_is_in_no_file_as_it_is)
