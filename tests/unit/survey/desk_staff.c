/* SPDX-License-Identifier: MIT
 *
 * desk_staff.c -- tests of the desk's pages of staff and of the log.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <sqlite3.h>

static struct room k;
static struct staff_secret ada;

static void
begin(void)
{
	room_open(&k, NULL);
	ada = room_person(&k, "ada", STAFF_ADMINISTRATOR, now_seconds());
	room_as(&k, &ada);
	room_get(&k, "/desk/staff");
}

static void
post(const char *body)
{
	room_post(&k, "/desk/staff", body);
}

static struct staff_account
account(const char *login)
{
	struct cases *c = room_cases(&k, DB_READ);
	struct staff_account *list;
	struct err e = { 0 };
	size_t n, i;

	ck_assert(staff_list(&k.a, c, &list, &n, &e));
	cases_close(c);
	for (i = 0; i < n && strcmp(list[i].login, login) != 0; i++)
		;
	ck_assert_msg(i < n, "%s", login);
	return list[i];
}

START_TEST(an_administrator_adds_somebody_and_sees_the_setup_code_once)
{
	const char *at, *code;

	begin();
	post("do=add&login=bo&name=Bo+%3CB%3E&preset=keyer&role=auditor");
	ck_assert_int_eq(k.out.status, 200);
	at = strstr(buf_text(&k.out.body), "id=\"setup-code\">");
	ck_assert_ptr_nonnull(at);
	code = arena_strn(&k.a, at + 16, CODE_TEXT - 1);
	ck_assert(room_says(&k, "Bo &lt;B&gt;"));
	ck_assert_uint_eq(account("bo").roles, STAFF_KEYER | STAFF_CODER);
	ck_assert_ptr_nonnull(strstr(room_line(&k), "ada: "));
	room_get(&k, "/desk/staff");
	ck_assert(room_says(&k, "Not set up yet. The setup code is good"));
	ck_assert(!room_says(&k, code));
	/* roles one by one */
	post("do=add&login=cy&name=Cy&preset=&role=auditor&role=viewer");
	ck_assert_uint_eq(account("cy").roles, STAFF_AUDITOR | STAFF_VIEWER);
	/* what is wrong is said, and what was typed is kept */
	post("do=add&login=cy&name=Cy+2&preset=&role=coder");
	ck_assert(room_says(&k, "Nothing was changed"));
	ck_assert(room_says(&k, "value=\"Cy 2\""));
	ck_assert(room_says(&k, "value=\"coder\" checked"));
	post("do=add&login=di&name=Di&preset=");
	ck_assert(room_says(&k, "Nothing was changed"));
	room_close(&k);
}
END_TEST

START_TEST(an_account_is_changed_and_its_sessions_end)
{
	struct staff_secret bo;

	begin();
	bo = room_person(&k, "bo", STAFF_VIEWER, now_seconds());
	post("do=roles&login=bo&role=analyst&role=coder");
	ck_assert_uint_eq(account("bo").roles, STAFF_ANALYST | STAFF_CODER);
	room_as(&k, &bo);
	room_get(&k, "/desk/tasks");
	ck_assert_int_eq(k.out.status, 303);
	room_as(&k, &ada);
	post("do=must-change&login=bo");
	ck_assert(account("bo").must_change);
	post("do=disable&login=bo");
	ck_assert(account("bo").disabled);
	ck_assert(room_says(&k, "value=\"enable\">Enable bo"));
	post("do=enable&login=bo");
	ck_assert(!account("bo").disabled);
	post("do=reset&login=bo");
	ck_assert(room_says(&k, "id=\"setup-code\""));
	ck_assert(!account("bo").ready);
	post("do=delete&login=bo");
	ck_assert(room_says(&k, "there is no such button"));
	(void)account("bo");
	room_close(&k);
}
END_TEST

START_TEST(the_last_administrator_stays_one)
{
	begin();
	post("do=disable&login=ada");
	ck_assert(room_says(&k, "Nothing was changed"));
	post("do=roles&login=ada&role=viewer");
	ck_assert(room_says(&k, "Nothing was changed"));
	ck_assert_uint_eq(account("ada").roles, STAFF_ADMINISTRATOR);
	(void)room_person(&k, "bo", STAFF_ADMINISTRATOR, now_seconds());
	post("do=roles&login=ada&role=viewer");		/* control */
	ck_assert_str_eq(k.out.location, "/desk/sign-in?out=");
	room_get(&k, "/desk/staff");
	ck_assert_int_eq(k.out.status, 303);
	room_close(&k);
}
END_TEST

START_TEST(the_log_is_shown_from_its_end_in_pages)
{
	size_t i;

	begin();
	for (i = 0; i < 60; i++)
		post(i % 2 == 0 ? "do=add&login=bo&name=Bo&preset=viewer" :
		    "do=reset&login=bo");
	for (i = 0; i < 60; i++)
		post("do=reset&login=bo");
	room_get(&k, "/desk/log");
	ck_assert(room_says(&k, "The log is whole"));
	ck_assert(room_says(&k, "<b>ada</b>: "));
	ck_assert(room_says(&k, "Page 1 of 2"));
	ck_assert(!room_says(&k, "desk-num\">1</span>"));
	room_get(&k, "/desk/log?page=2");
	ck_assert(room_says(&k, "desk-num\">1</span>"));
	room_get(&k, "/desk/log?page=99");
	ck_assert(room_says(&k, "Page 1 of 2"));
	room_close(&k);
}
END_TEST

START_TEST(a_log_that_was_changed_is_shown_as_such)
{
	sqlite3 *db;

	begin();
	ck_assert_int_eq(sqlite3_open(room_in(&k, "cases.db"), &db), 0);
	ck_assert_int_eq(sqlite3_exec(db, "DROP TRIGGER audit_stays; "
	    "DELETE FROM audit WHERE id = 1", NULL, NULL, NULL), 0);
	sqlite3_close(db);
	room_get(&k, "/desk/log");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "The log is not as it was written"));
	ck_assert(room_says(&k, "line 1 of the log was taken out"));
	ck_assert(!room_says(&k, "The log is whole"));
	room_close(&k);
}
END_TEST

START_TEST(each_sees_only_the_parts_that_their_roles_open)
{
	struct staff_secret vi, co, au;

	begin();
	room_get(&k, "/");
	ck_assert(room_says(&k, "href=\"/desk/staff\""));
	ck_assert(!room_says(&k, "href=\"/desk/tasks\""));
	ck_assert(!room_says(&k, "/desk/keying"));	/* no such route yet */
	ck_assert(room_says(&k, "Kim &lt;b&gt;Lee&lt;/b&gt;, administrator"));
	vi = room_person(&k, "vi", STAFF_VIEWER, now_seconds());
	room_as(&k, &vi);
	room_get(&k, "/");
	ck_assert_int_eq(k.out.status, 200);
	ck_assert(room_says(&k, "href=\"/desk/results\""));
	ck_assert(!room_says(&k, "href=\"/desk/log\""));
	room_get(&k, "/desk/log");
	ck_assert_int_eq(k.out.status, 403);
	ck_assert(room_says(&k, "the role administrator or auditor, and you "
	    "work here as: Viewer."));
	co = room_person(&k, "co", STAFF_CODER, now_seconds());
	room_as(&k, &co);
	room_get(&k, "/");
	ck_assert(room_says(&k, "No page of the desk is for you yet"));
	ck_assert(!room_says(&k, "href=\"/desk/results\""));
	au = room_person(&k, "au", STAFF_AUDITOR, now_seconds());
	room_as(&k, &au);
	room_get(&k, "/");
	ck_assert(room_says(&k, "href=\"/desk/log\""));
	ck_assert(!room_says(&k, "href=\"/desk/staff\""));
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_staff,
    an_administrator_adds_somebody_and_sees_the_setup_code_once,
    an_account_is_changed_and_its_sessions_end,
    the_last_administrator_stays_one, the_log_is_shown_from_its_end_in_pages,
    a_log_that_was_changed_is_shown_as_such,
    each_sees_only_the_parts_that_their_roles_open)
