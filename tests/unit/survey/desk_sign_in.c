/* SPDX-License-Identifier: MIT
 *
 * desk_sign_in.c -- tests of signing in at the desk, and out, page by page, with
 * real passwords and codes.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <liboath/oath.h>
#include <stdio.h>
#include <stdlib.h>

#define PASSWORD	"blue+tram+over+the+hill"
#define OTHER		"green+boat+under+the+bridge"

static struct room k;
static uint8_t totp[TOTP_SECRET];	/* what the phone has */

/* What stands between two pieces of the page, without tags and spaces. */
static const char *
between(const char *from, const char *to)
{
	const char *p = strstr(buf_text(&k.out.body), from), *end;
	struct buf b CLEAN(buf_free) = { 0 };

	ck_assert_msg(p != NULL, "%s is not in the page", from);
	p += strlen(from);
	end = strstr(p, to);
	ck_assert_ptr_nonnull(end);
	for (; p < end; p++)
		if (*p == '<')
			p = strchr(p, '>');
		else if (*p != ' ' && *p != '\n')
			buf_put(&b, p, 1);
	return arena_str(&k.a, buf_text(&b));
}

static const char *
code_at(int64_t step)
{
	char *code = arena_array(&k.a, char, TOTP_DIGITS + 1);

	totp_code(totp, now_seconds() / TOTP_STEP + step, code);
	return code;
}

static void
goes(const char *where)
{
	ck_assert_msg(k.out.status == 303 && strcmp(k.out.location, where) ==
	    0, "%d %s: %s", k.out.status, k.out.location != NULL ?
	    k.out.location : "", buf_text(&k.out.body));
}

static const char *
add(const char *login, unsigned roles)
{
	struct cases *c = room_cases(&k, DB_CREATE);
	char *code = arena_array(&k.a, char, CODE_TEXT);
	struct err e = { 0 };

	ck_assert(staff_add(c, login, "Kim Lee", roles, "root", now_seconds(),
	    code, &e));
	cases_close(c);
	return code;
}

/* As whoever was given this setup code: to the recovery codes. */
static void
set_up(const char *login, const char *setup)
{
	const char *text;
	char *raw;
	size_t n;

	room_as(&k, NULL);
	room_get(&k, "/desk/first");
	room_post(&k, "/desk/first", arena_printf(&k.a, "login=%s&setup=%s",
	    login, setup));
	goes("/desk/setup/password");
	room_get(&k, "/desk/setup/password");
	room_post(&k, "/desk/setup/password", "password=" PASSWORD "&again="
	    PASSWORD);
	goes("/desk/setup/phone");
	room_get(&k, "/desk/setup/phone");
	text = between("id=\"totp\">", "</p>");
	ck_assert_int_eq(oath_base32_decode(text, strlen(text), &raw, &n),
	    OATH_OK);
	ck_assert_uint_eq(n, sizeof(totp));
	memcpy(totp, raw, n);
	free(raw);
	room_post(&k, "/desk/setup/phone", arena_printf(&k.a, "code=%s",
	    code_at(0)));
}

static void
begin(void)
{
	room_open(&k, NULL);
	set_up("kim", add("kim", STAFF_ALL_ROLES));
	ck_assert_int_eq(k.out.status, 200);
}

static void
sign_in(const char *login, const char *password, const char *to)
{
	room_as(&k, NULL);
	room_get(&k, arena_printf(&k.a, "/desk/sign-in?to=%s", to));
	room_post(&k, "/desk/sign-in", arena_printf(&k.a,
	    "login=%s&password=%s&to=%s", login, password, to));
}

static bool
is_in(void)
{
	room_get(&k, "/desk/account");
	return k.out.status == 200;
}

/* ---- tests ----------------------------------------------------------------- */

START_TEST(without_accounts_the_page_says_how_to_make_one)
{
	room_open(&k, NULL);
	room_get(&k, "/");
	goes("/desk/sign-in");
	room_get(&k, "/desk/sign-in");
	ck_assert(room_says(&k, arena_printf(&k.a, "earshot staff %s add",
	    k.dir)));
	ck_assert(!room_says(&k, "name=\"password\""));
	room_get(&k, "/desk/first");	/* a page that has the token */
	room_post(&k, "/desk/first", "login=kim&setup=x");
	ck_assert(room_says(&k, "There are no accounts yet"));
	ck_assert(!file_exists(room_in(&k, "cases.db")));
	(void)add("kim", STAFF_VIEWER);	/* control */
	room_get(&k, "/desk/sign-in");
	ck_assert(room_says(&k, "name=\"password\""));
	ck_assert(!room_says(&k, "earshot staff"));
	room_close(&k);
}
END_TEST

START_TEST(the_first_sign_in_goes_from_the_code_to_the_recovery_codes)
{
	const char *setup, *first;

	room_open(&k, NULL);
	setup = add("kim", STAFF_ALL_ROLES);
	room_get(&k, "/desk/first");
	room_post(&k, "/desk/first", "login=kim&setup=0000-0000-0000-0000-"
	    "0000-0000-0000");
	ck_assert(room_says(&k, "do not belong together"));
	set_up("kim", setup);
	ck_assert(room_says(&k, "They are not shown again."));
	ck_assert(room_says(&k, "Kim Lee, Manager"));
	first = between("id=\"recovery\">", "</li>");
	ck_assert_uint_eq(strlen(first), REFERENCE_SIZE - 1);
	ck_assert_str_eq(room_line(&k), "kim: signed in (task 0): for the "
	    "first time since the setup code");
	ck_assert(is_in());
	room_get(&k, "/desk/setup/phone");
	goes("/");
	/* the setup code is used up */
	room_as(&k, NULL);
	room_get(&k, "/desk/first");
	room_post(&k, "/desk/first", arena_printf(&k.a, "login=kim&setup=%s",
	    setup));
	ck_assert(room_says(&k, "do not belong together"));
	room_close(&k);
}
END_TEST

START_TEST(the_password_of_a_setup_is_typed_twice_and_may_not_be_easy)
{
	const char *setup;

	room_open(&k, NULL);
	setup = add("kim", STAFF_ALL_ROLES);
	room_get(&k, "/desk/first");
	room_post(&k, "/desk/first", arena_printf(&k.a, "login=kim&setup=%s",
	    setup));
	room_post(&k, "/desk/setup/password", "password=short&again=short");
	ck_assert_int_eq(k.out.status, 403);	/* the token of before */
	room_get(&k, "/desk/setup/password");
	room_post(&k, "/desk/setup/password", "password=short&again=short");
	ck_assert(room_says(&k, "id=\"password-wrong\""));
	room_post(&k, "/desk/setup/password", "password=" PASSWORD
	    "&again=" OTHER);
	ck_assert(room_says(&k, "id=\"again-wrong\""));
	ck_assert(!room_says(&k, "blue tram"));
	/* without one there is no end of the setup */
	room_get(&k, "/desk/setup/phone");
	room_post(&k, "/desk/setup/phone", "code=000000");
	goes("/desk/setup/password");
	room_close(&k);
}
END_TEST

START_TEST(a_name_a_password_and_a_code_sign_in)
{
	begin();
	sign_in("kim", PASSWORD, "/");
	goes("/desk/code");
	ck_assert(!is_in());
	room_get(&k, "/desk/code");
	room_post(&k, "/desk/code", "code=000000");
	ck_assert(room_says(&k, "id=\"code-wrong\""));
	ck_assert(!is_in());
	room_get(&k, "/desk/code");
	room_post(&k, "/desk/code", arena_printf(&k.a, "code=%s", code_at(1)));
	goes("/");
	ck_assert(is_in());
	ck_assert_str_eq(room_line(&k),
	    "kim: signed in (task 0): with a code");
	/* the half session has ended, and the code is used up */
	sign_in("kim", PASSWORD, "/");
	room_get(&k, "/desk/code");
	room_post(&k, "/desk/code", arena_printf(&k.a, "code=%s", code_at(1)));
	ck_assert(!is_in());
	room_close(&k);
}
END_TEST

START_TEST(a_recovery_code_signs_in_once)
{
	const char *code;

	begin();
	code = between("id=\"recovery\">", "</li>");
	sign_in("kim", PASSWORD, "/");
	room_get(&k, "/desk/code");
	room_post(&k, "/desk/code", arena_printf(&k.a, "code=%s", code));
	goes("/");
	ck_assert(is_in());
	ck_assert(room_says(&k, "9 left"));
	sign_in("kim", PASSWORD, "/");
	room_get(&k, "/desk/code");
	room_post(&k, "/desk/code", arena_printf(&k.a, "code=%s", code));
	ck_assert(room_says(&k, "id=\"code-wrong\""));
	room_close(&k);
}
END_TEST

/* Only what stood in the table comes back, whatever was sent. */
START_TEST(one_goes_where_one_wanted_to_and_never_elsewhere)
{
	static const char *const elsewhere[] = { "//evil.example/",
	    "https://evil.example/", "/desk/tasks@evil.example",
	    "/desk/nothing", "/try/x/", "/preview/x", "/desk/check",
	    "/desk/sign-out", "\\evil", "/%0d%0aLocation:x", "" };
	size_t i;

	begin();
	room_as(&k, NULL);
	room_get(&k, "/desk/tasks?page=2");
	goes("/desk/sign-in?to=/desk/tasks");
	room_get(&k, k.out.location);
	ck_assert(room_says(&k, "name=\"to\" value=\"/desk/tasks\""));
	sign_in("kim", PASSWORD, "/desk/tasks");
	goes("/desk/code?to=/desk/tasks");
	room_get(&k, k.out.location);
	ck_assert(room_says(&k, "name=\"to\" value=\"/desk/tasks\""));
	room_post(&k, "/desk/code", arena_printf(&k.a,
	    "to=/desk/tasks&code=%s", code_at(1)));
	goes("/desk/tasks");
	for (i = 0; i < LEN(elsewhere); i++) {
		room_get(&k, arena_printf(&k.a, "/desk/sign-in?to=%s",
		    elsewhere[i]));
		goes("/");
	}
	room_close(&k);
}
END_TEST

START_TEST(of_what_was_wrong_nobody_is_told)
{
	const char *nobody, *password;
	int i;

	begin();
	sign_in("nobody", PASSWORD, "/");
	nobody = between("<main", "name=\"token\"");
	sign_in("kim", OTHER, "/");
	password = between("<main", "name=\"token\"");
	ck_assert_str_eq(nobody, password);
	ck_assert(room_says(&k, "The login name or the password is not "
	    "right"));
	ck_assert(!room_says(&k, "green boat"));
	for (i = 0; i < 3; i++)
		sign_in("kim", OTHER, "/");
	/* then the right one is not looked at either */
	sign_in("kim", PASSWORD, "/");
	ck_assert(room_says(&k, "Nobody is shut out: wait, and try again in"));
	room_close(&k);
}
END_TEST

START_TEST(a_planted_cookie_is_never_signed_in)
{
	struct staff_secret planted = { { 1, 2, 3 } };
	const char *mine;

	begin();
	room_as(&k, &planted);
	mine = k.cookie;
	room_get(&k, "/desk/sign-in");
	room_post(&k, "/desk/sign-in", "login=kim&password=" PASSWORD);
	goes("/desk/code");
	ck_assert_str_ne(k.cookie, mine);
	room_get(&k, "/desk/code");
	mine = k.cookie;
	room_post(&k, "/desk/code", arena_printf(&k.a, "code=%s", code_at(1)));
	ck_assert_str_ne(k.cookie, mine);
	ck_assert(is_in());
	k.cookie = mine;	/* the half one is over, too */
	ck_assert(!is_in());
	room_as(&k, &planted);
	ck_assert(!is_in());
	room_close(&k);
}
END_TEST

START_TEST(signing_in_needs_the_token_of_its_page)
{
	begin();
	room_as(&k, NULL);
	room_ask(&k, HTTP_POST, "/desk/sign-in", "login=kim&password="
	    PASSWORD);
	ck_assert_int_eq(k.out.status, 403);
	room_get(&k, "/desk/sign-in");
	room_ask(&k, HTTP_POST, "/desk/sign-in", "login=kim&password="
	    PASSWORD "&token=x");
	ck_assert_int_eq(k.out.status, 403);
	room_get(&k, "/desk/sign-in");
	k.cookie = "";		/* the token without the cookie */
	room_post(&k, "/desk/sign-in", "login=kim&password=" PASSWORD);
	ck_assert_int_eq(k.out.status, 403);
	room_close(&k);
}
END_TEST

START_TEST(words_that_were_typed_for_long_come_back)
{
	begin();
	room_get(&k, "/desk/questionnaire");
	room_ask(&k, HTTP_POST, "/desk/questionnaire", "token=x&text=my+%3Cb%3E"
	    "+words");
	ck_assert_int_eq(k.out.status, 403);
	ck_assert(room_says(&k, "my &lt;b&gt; words</textarea>"));
	room_as(&k, NULL);
	room_ask(&k, HTTP_POST, "/desk/questionnaire", "text=my+words");
	ck_assert(room_says(&k, "my words</textarea>"));
	ck_assert(room_says(&k, "You are not signed in any more."));
	/* not to another site */
	k.origin = "http://evil.example";
	room_ask(&k, HTTP_POST, "/desk/questionnaire", "text=my+words");
	ck_assert(!room_says(&k, "my words"));
	goes("/desk/sign-in?to=/desk/questionnaire");
	room_close(&k);
}
END_TEST

START_TEST(signing_out_ends_the_session_and_the_cookie)
{
	const char *mine;

	begin();
	mine = k.cookie;
	room_get(&k, "/");
	room_post(&k, "/desk/sign-out", "");
	goes("/desk/sign-in?out=");
	ck_assert(k.out.clear);
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "=; Path=/; "));
	ck_assert_ptr_nonnull(strstr(k.out.cookie, "Max-Age=0"));
	k.cookie = mine;
	ck_assert(!is_in());
	ck_assert_str_eq(room_line(&k), "kim: signed out (task 0): ");
	room_close(&k);
}
END_TEST

START_TEST(the_cookie_is_one_for_this_way_of_serving)
{
	struct staff_secret kim;

	room_open(&k, NULL);
	room_get(&k, "/desk/sign-in");
	(void)add("kim", STAFF_VIEWER);
	room_get(&k, "/desk/sign-in");
	ck_assert_str_eq(strchr(k.out.cookie, ';'),
	    "; Path=/; HttpOnly; SameSite=Lax");
	ck_assert_ptr_eq(strstr(k.out.cookie, "earshot-desk-8090="),
	    k.out.cookie);
	room_close(&k);

	room_open(&k, "desk.example.org");
	k.host = "desk.example.org";
	kim = room_person(&k, "kim", STAFF_ALL_ROLES, now_seconds());
	room_get(&k, "/desk/sign-in");
	ck_assert_str_eq(strchr(k.out.cookie, ';'),
	    "; Path=/; HttpOnly; SameSite=Lax; Secure");
	ck_assert_ptr_eq(strstr(k.out.cookie, "__Host-earshot-desk="),
	    k.out.cookie);
	/* it has this name alone, and its pages come by HTTPS */
	k.host = "127.0.0.1:8090";
	room_as(&k, &kim);
	room_get(&k, "/");
	ck_assert_int_eq(k.out.status, 403);
	k.host = "desk.example.org";
	k.origin = "http://desk.example.org";
	room_post(&k, "/desk/account", "do=x");
	ck_assert_int_eq(k.out.status, 403);
	k.origin = "https://desk.example.org";
	room_post(&k, "/desk/account", "do=x");	/* control */
	ck_assert_int_eq(k.out.status, 200);
	room_close(&k);
}
END_TEST

START_TEST(the_password_can_be_changed)
{
	const char *mine, *elsewhere;

	begin();
	elsewhere = k.cookie;
	sign_in("kim", PASSWORD, "/");
	room_get(&k, "/desk/code");
	room_post(&k, "/desk/code", arena_printf(&k.a, "code=%s", code_at(1)));
	room_get(&k, "/desk/account");
	ck_assert(room_says(&k, "In another browser, last used"));
	room_post(&k, "/desk/account", "do=password&old=" OTHER "&password="
	    OTHER "&again=" OTHER);
	ck_assert(room_says(&k, "id=\"old-wrong\""));
	room_post(&k, "/desk/account", "do=password&old=" PASSWORD
	    "&password=" OTHER "&again=x");
	ck_assert(room_says(&k, "id=\"again-wrong\""));
	room_post(&k, "/desk/account", "do=password&old=" PASSWORD
	    "&password=" PASSWORD "&again=" PASSWORD);
	ck_assert(room_says(&k, "This is the password that you have"));
	mine = k.cookie;
	room_post(&k, "/desk/account", "do=password&old=" PASSWORD
	    "&password=" OTHER "&again=" OTHER);
	ck_assert(room_says(&k, "The password is changed."));
	ck_assert_str_ne(k.cookie, mine);
	ck_assert(is_in());
	ck_assert(!room_says(&k, "In another browser"));
	k.cookie = elsewhere;
	ck_assert(!is_in());
	k.cookie = mine;
	ck_assert(!is_in());
	sign_in("kim", OTHER, "/");
	goes("/desk/code");
	room_close(&k);
}
END_TEST

START_TEST(signing_out_everywhere_ends_every_session)
{
	struct staff_secret one, two = { { 0 } };
	struct cases *c;
	char code[TOTP_DIGITS + 1];
	struct staff_result got;
	struct err e = { 0 };

	begin();
	ck_assert(b64_get(one.k, sizeof(one.k), str_of(k.cookie)));
	two = room_half(&k, "kim", now_seconds());
	c = room_cases(&k, DB_WRITE);
	totp_code(totp, now_seconds() / TOTP_STEP + 1, code);
	ck_assert(staff_code(c, &two, str_of(code), now_seconds(), &got, &e) &&
	    got.answer == STAFF_IN);
	cases_close(c);
	room_as(&k, &got.secret);
	ck_assert(is_in());
	room_as(&k, &one);
	room_post(&k, "/desk/account", "do=everywhere");
	goes("/desk/sign-in?out=");
	room_as(&k, &got.secret);
	ck_assert(!is_in());
	room_as(&k, &one);
	ck_assert(!is_in());
	room_close(&k);
}
END_TEST

UNIT_SUITE(desk_sign_in, without_accounts_the_page_says_how_to_make_one,
    the_first_sign_in_goes_from_the_code_to_the_recovery_codes,
    the_password_of_a_setup_is_typed_twice_and_may_not_be_easy,
    a_name_a_password_and_a_code_sign_in, a_recovery_code_signs_in_once,
    one_goes_where_one_wanted_to_and_never_elsewhere,
    of_what_was_wrong_nobody_is_told, a_planted_cookie_is_never_signed_in,
    signing_in_needs_the_token_of_its_page,
    words_that_were_typed_for_long_come_back,
    signing_out_ends_the_session_and_the_cookie,
    the_cookie_is_one_for_this_way_of_serving, the_password_can_be_changed,
    signing_out_everywhere_ends_every_session)
