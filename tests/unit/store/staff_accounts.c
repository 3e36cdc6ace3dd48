/* SPDX-License-Identifier: MIT
 *
 * staff_accounts.c -- tests of the accounts of staff: who is there, what they
 * may do, and who changed it.
 */
#include "tests/unit/store/staff_kit.h"
#include "tests/unit/unit.h"

static struct place at;
static struct arena a;
static struct err e;

static struct cases *
begin(void)
{
	place_make(&at);
	return asked_cases(&at, DB_CREATE);
}

static void
done(struct cases *c)
{
	char head[AUDIT_HEAD];

	ck_assert_msg(cases_audit_verify(c, NULL, head, &e), "%s", e.msg);
	cases_close(c);
	place_forget(&at);
}

/* A failure that says these words. */
#define REFUSED(call, words) do {					\
	e = (struct err){ 0 };						\
	ck_assert(!(call));						\
	ck_assert_int_eq(e.code, ERR_INPUT);				\
	ck_assert_msg(strstr(e.msg, (words)) != NULL, "%s", e.msg);	\
} while (0)

START_TEST(an_account_is_there_with_what_is_known_of_it)
{
	struct cases *c = begin();
	struct staff_account *v;
	char code[CODE_TEXT];
	size_t n;

	ck_assert(staff_list(&a, c, &v, &n, &e) && n == 0);
	kit_add(c, "kim.lee", STAFF_KEYER | STAFF_CODER, code);
	kit_add(c, "bo", STAFF_ALL_ROLES, code);
	ck_assert_msg(staff_list(&a, c, &v, &n, &e), "%s", e.msg);
	ck_assert_uint_eq(n, 2);
	ck_assert_str_eq(v[0].login, "bo");
	ck_assert_str_eq(v[1].login, "kim.lee");
	ck_assert_str_eq(v[1].name, "Kim Lee");
	ck_assert_uint_eq(v[1].roles, 6);
	ck_assert(!v[1].disabled && !v[1].must_change && !v[1].ready);
	ck_assert(v[1].created == NOW && v[1].signed_in == 0);
	ck_assert_int_eq(v[1].setup_until, NOW + 7 * 86400);
	ck_assert_int_eq(v[1].recovery, 0);
	ck_assert_str_eq(asked_text(&a, c, "SELECT who || ': ' || what || ': '"
	    " || detail FROM audit ORDER BY id"),
	    "root: added the account kim.lee: keyer, coder\n"
	    "root: added the account bo: administrator, keyer, coder, analyst, "
	    "publisher, viewer, auditor");
	/* the code is letters in groups, another each time, and kept nowhere */
	ck_assert(code_read(str_of(code), (uint8_t[CODE_SIZE]){ 0 }));
	ck_assert(!place_holds(&at, code, strlen(code)));
	done(c);
}
END_TEST

START_TEST(a_login_name_is_small_and_plain)
{
	static const char *const bad[] = { "", "k", "Kim", "kim lee", "kim@lee",
	    ".kim", "-kim", "_kim", " kim", "kim ", "k\xC3\xADm", "kim\n",
	    "kim/lee", "123456789012345678901234567890123" };
	static const char *const good[] = { "ki", "k1", "1k", "kim.lee",
	    "kim-lee_2", "12345678901234567890123456789012" };
	struct cases *c = begin();
	char code[CODE_TEXT] = "x";
	size_t i;

	for (i = 0; i < LEN(bad); i++) {
		REFUSED(staff_add(c, bad[i], "Kim", 1, "root", NOW, code, &e),
		    "login name");
		ck_assert_str_eq(code, "");
	}
	for (i = 0; i < LEN(good); i++)
		kit_add(c, good[i], STAFF_VIEWER, code);
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM staff"),
	    LEN(good));
	done(c);
}
END_TEST

START_TEST(what_is_missing_or_taken_is_said)
{
	struct cases *c = begin();
	char code[CODE_TEXT];

	kit_add(c, "kim", STAFF_VIEWER, code);
	REFUSED(staff_add(c, "kim", "Kim", 1, "root", NOW, code, &e),
	    "already");
	ck_assert_str_eq(code, "");
	REFUSED(staff_add(c, "bo", " ", 1, "root", NOW, code, &e),
	    "the person's name");
	REFUSED(staff_add(c, "bo", "Bo", 0, "root", NOW, code, &e),
	    "at least one role");
	REFUSED(staff_add(c, "bo", "Bo", 128, "root", NOW, code, &e),
	    "at least one role");
	REFUSED(staff_add(c, "bo", "Bo", 1, "", NOW, code, &e), "who does it");
	REFUSED(staff_disable(c, "bo", "root", &e), "no account `bo`");
	REFUSED(staff_enable(c, "bo", "root", &e), "no account `bo`");
	REFUSED(staff_reset(c, "bo", "root", NOW, code, &e), "no account `bo`");
	REFUSED(staff_set_roles(c, "bo", 1, "root", &e), "no account `bo`");
	REFUSED(staff_must_change(c, "bo", "root", &e), "no account `bo`");
	REFUSED(staff_must_change(c, "kim", "root", &e), "already");
	REFUSED(staff_enable(c, "kim", "root", &e), "enabled already");
	REFUSED(staff_set_roles(c, "kim", STAFF_VIEWER, "root", &e),
	    "these roles already");
	REFUSED(staff_set_roles(c, "kim", 0, "root", &e), "at least one role");
	REFUSED(staff_disable(c, "kim", " ", &e), "who does it");
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM audit"), 1);
	done(c);
}
END_TEST

START_TEST(roles_have_names)
{
	static const char *const bad[] = { "", ",", "keyers", "Keyer", "key",
	    "keyer;coder", "keyer,coder,x" };
	struct buf b CLEAN(buf_free) = { 0 };
	unsigned roles, i, again;

	for (roles = 1; roles <= STAFF_ALL_ROLES; roles++) {
		buf_clear(&b);
		staff_roles_text(roles, &b);
		ck_assert(staff_roles_read((struct str){ b.p, b.n }, &again,
		    &e));
		ck_assert_uint_eq(again, roles);
	}
	for (i = 0; i < STAFF_ROLES; i++) {
		const char *name = staff_role_name((enum staff_role)(1u << i));

		ck_assert(staff_roles_read(str_of(name), &again, &e));
		ck_assert_uint_eq(again, 1u << i);
	}
	ck_assert(staff_roles_read(STR("keyer,coder,keyer"), &roles, &e));
	ck_assert_uint_eq(roles, STAFF_KEYER | STAFF_CODER);
	for (i = 0; i < LEN(bad); i++)
		REFUSED(staff_roles_read(str_of(bad[i]), &roles, &e), "role");
	ck_assert_uint_eq(staff_preset(STR("manager")), STAFF_ALL_ROLES);
	ck_assert_uint_eq(staff_preset(STR("keyer")), 6);
	ck_assert_uint_eq(staff_preset(STR("viewer")), STAFF_VIEWER);
	ck_assert_uint_eq(staff_preset(STR("coder")), 0);
	ck_assert_str_eq(staff_preset_title(6), "Keyer and coder");
	ck_assert_ptr_null(staff_preset_title(STAFF_KEYER));
}
END_TEST

START_TEST(the_last_administrator_stays)
{
	struct cases *c = begin();
	char code[CODE_TEXT];

	kit_add(c, "kim", STAFF_ALL_ROLES, code);
	kit_add(c, "viv", STAFF_VIEWER, code);
	REFUSED(staff_disable(c, "kim", "root", &e), "last administrator");
	REFUSED(staff_set_roles(c, "kim", STAFF_KEYER, "root", &e),
	    "last administrator");
	/* controls: others may go, and it may change its other roles */
	ck_assert(staff_disable(c, "viv", "root", &e));
	ck_assert(staff_set_roles(c, "kim", STAFF_ADMINISTRATOR, "root", &e));
	/* one that is disabled does not count */
	kit_add(c, "bo", STAFF_ADMINISTRATOR, code);
	ck_assert(staff_disable(c, "bo", "root", &e));
	REFUSED(staff_disable(c, "kim", "root", &e), "last administrator");
	/* and with one that is enabled, the first may go, but not both */
	ck_assert(staff_enable(c, "bo", "root", &e));
	ck_assert(staff_set_roles(c, "kim", STAFF_KEYER, "root", &e));
	REFUSED(staff_disable(c, "bo", "root", &e), "last administrator");
	ck_assert_str_eq(asked_text(&a, c, "SELECT login FROM staff WHERE"
	    " disabled = 0 AND roles & 1"), "bo");
	done(c);
}
END_TEST

START_TEST(what_changes_an_account_ends_its_sessions)
{
	struct cases *c = begin();
	struct person kim, bo;
	struct staff_secret s;
	char code[CODE_TEXT];

	kit_person(c, "kim", STAFF_KEYER, &kim);
	kit_person(c, "bo", STAFF_ADMINISTRATOR, &bo);
	ck_assert(kit_holds(c, &kim.session, NOW + 1));
	ck_assert(staff_set_roles(c, "kim", STAFF_VIEWER, "bo", &e));
	ck_assert(!kit_holds(c, &kim.session, NOW + 1));
	s = kit_sign_in(c, &kim, NOW + 60);
	ck_assert(kit_holds(c, &s, NOW + 61));
	ck_assert(staff_disable(c, "kim", "bo", &e));
	ck_assert(!kit_holds(c, &s, NOW + 61));
	ck_assert_int_eq(kit_try(c, "kim", PASS, NOW + 90).answer, STAFF_NO);
	ck_assert(staff_enable(c, "kim", "bo", &e));
	ck_assert(!kit_holds(c, &s, NOW + 91));
	s = kit_sign_in(c, &kim, NOW + 120);
	ck_assert(staff_reset(c, "kim", "bo", NOW + 121, code, &e));
	ck_assert(!kit_holds(c, &s, NOW + 121));
	/* control: nobody else's */
	ck_assert(kit_holds(c, &bo.session, NOW + 121));
	done(c);
}
END_TEST

/* Even if a session of a disabled account were there. */
START_TEST(a_disabled_account_has_no_session_whatever_is_there)
{
	struct cases *c = begin();
	struct person kim;

	kit_person(c, "kim", STAFF_KEYER, &kim);
	ck_assert(kit_holds(c, &kim.session, NOW));
	ck_assert(db_run(&c->db, "UPDATE staff SET disabled = 1", &e));
	ck_assert_int_eq(asked_number(c, "SELECT count(*) FROM session"), 1);
	ck_assert(!kit_holds(c, &kim.session, NOW));
	done(c);
}
END_TEST

START_TEST(every_change_is_a_line_with_a_name)
{
	struct cases *c = begin();
	struct person kim;
	struct staff_secret s;
	char code[CODE_TEXT];

	kit_person(c, "kim", STAFF_VIEWER, &kim);
	ck_assert(staff_set_roles(c, "kim", STAFF_KEYER, "Ann", &e));
	ck_assert(staff_must_change(c, "kim", "Ann", &e));
	ck_assert(staff_disable(c, "kim", "Bob", &e));
	ck_assert(staff_enable(c, "kim", "Bob", &e));
	s = kit_sign_in(c, &kim, NOW + 60);
	ck_assert(staff_sign_out(c, &s, NOW + 61, &e));
	(void)kit_try(c, "kim", STR("wrong"), NOW + 62);
	ck_assert(staff_reset(c, "kim", "Cem", NOW + 63, code, &e));
	ck_assert_str_eq(asked_text(&a, c, "SELECT who || ': ' || what || ': '"
	    " || detail FROM audit ORDER BY id"),
	    "root: added the account kim: viewer\n"
	    "kim: gave the setup code: \n"
	    "kim: chose a password: \n"
	    "kim: was shown the secret of their codes: \n"
	    "kim: set up their codes: \n"
	    "kim: signed in: for the first time since the setup code\n"
	    "Ann: changed the roles of the account kim: keyer; before: viewer\n"
	    "Ann: asked for another password of the account kim: \n"
	    "Bob: disabled the account kim: \n"
	    "Bob: enabled the account kim: \n"
	    "kim: signed in: with a code\n"
	    "kim: signed out: \n"
	    "kim: failed to sign in: a wrong password; 1 in a row\n"
	    "Cem: reset the account kim: ");
	done(c);
}
END_TEST

/* ---- older files ------------------------------------------------------------ */

extern const char schema_cases_1[], schema_cases_2[], schema_cases_3[];

START_TEST(an_older_store_learns_of_accounts_where_it_can_be_written)
{
	static const char *const older[] = { schema_cases_1, schema_cases_2,
	    schema_cases_3 };
	struct cases *c;
	struct person kim;
	struct db db;
	size_t i;

	place_make(&at);
	ck_assert(db_open(&db, at.cases, DB_CREATE, &e));
	for (i = 0; i < LEN(older); i++)
		ck_assert_msg(db_run(&db, older[i], &e), "%s", e.msg);
	ck_assert(db_run(&db, "INSERT INTO decision SELECT 'fast', 1, 1"
	    " WHERE 0; INSERT INTO run VALUES (1, 'rule', 'rules', 'b', '', 9,"
	    " NULL)", &e));
	db_close(&db);
	ck_assert(!cases_open(&c, at.cases, DB_READ, &e));
	ck_assert_int_eq(e.code, ERR_DB);
	ck_assert_msg(strstr(e.msg, "an older earshot made it") != NULL, "%s",
	    e.msg);
	c = asked_cases(&at, DB_WRITE);
	ck_assert_int_ge(asked_number(c, "PRAGMA user_version"), 4);
	ck_assert_int_eq(asked_number(c, "SELECT at FROM run"), 9);
	kit_person(c, "kim", STAFF_KEYER, &kim);
	cases_close(c);
	c = asked_cases(&at, DB_READ);
	ck_assert(kit_holds(c, &kim.session, NOW));
	done(c);
}
END_TEST

UNIT_SUITE(staff_accounts, an_account_is_there_with_what_is_known_of_it,
    a_login_name_is_small_and_plain, what_is_missing_or_taken_is_said,
    roles_have_names, the_last_administrator_stays,
    what_changes_an_account_ends_its_sessions,
    a_disabled_account_has_no_session_whatever_is_there,
    every_change_is_a_line_with_a_name,
    an_older_store_learns_of_accounts_where_it_can_be_written)
