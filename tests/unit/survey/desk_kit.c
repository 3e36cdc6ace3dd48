/* SPDX-License-Identifier: MIT
 *
 * desk_kit.c -- what tests of the desk share.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/unit.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The site that a try-out would show. */
static bool
open_nothing(struct arena *a, const char *dir, const struct forms_form *form,
    const struct forms_settings *settings, struct intake *intake,
    const char *base, void **site, struct err *e)
{
	static int nothing;

	(void)a, (void)dir, (void)form, (void)settings, (void)intake;
	(void)base, (void)e;
	*site = &nothing;
	return true;
}

static void
shows_nothing(void *site, const struct http_request *r,
    struct http_response *out)
{
	(void)site, (void)r;
	out->status = 200;
}

static void
close_nothing(void *site)
{
	(void)site;
}

static const struct desk_site no_site = { open_nothing, shows_nothing,
	close_nothing };

/* ---- the room ------------------------------------------------------------ */

const char *
room_in(struct room *k, const char *name)
{
	return path_join(&k->a, k->dir, name);
}

void
room_open(struct room *k, const char *https)
{
	static const char form[] = "earshot 1\nconsultation tea \"Tea\"\n"
	    "page tea \"Tea\"\n  question why text \"Why?\"\n";
	struct seal_public to[SEAL_RECIPIENTS];
	struct err e = { 0 };
	size_t i;

	*k = (struct room){ .token = "", .cookie = "", .origin = "",
	    .host = "127.0.0.1:8090" };
	ck_assert(seal_start(&e));
	snprintf(k->dir, sizeof(k->dir), "/tmp/earshot-desk-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(k->dir));
	ck_assert(file_write(room_in(k, "consultation.form"), form,
	    sizeof(form) - 1, 0600, &e));
	for (i = 0; i < SEAL_RECIPIENTS; i++) {
		seal_keypair(&k->keys[i]);
		to[i] = k->keys[i].pub;
	}
	ck_assert_msg(intake_open(&k->intake, room_in(k, "intake.db"),
	    DB_CREATE, to, SEAL_RECIPIENTS, &e), "%s", e.msg);
	ck_assert_msg(desk_open(k->dir, https, &no_site, &k->desk, &e), "%s",
	    e.msg);
	desk_listens(k->desk, ROOM_PORT);
}

void
room_publish(struct room *k)
{
	static const char *const names[] = { "analyst.pub", "recovery.pub" };
	static const char settings[] = "earshot 1\nsettings tea\n"
	    "opens 2024-06-03 09:00\ncloses 2024-08-25 23:59\n"
	    "contact email \"tea@example.org\"\n"
	    "contact phone \"0116 496 0000\"\n"
	    "contact post \"Tea, 1 Some Street\"\n"
	    "contact formats \"Ask us\"\n";
	struct forms_diags d;
	struct forms_form *form;
	struct err e = { 0 };
	size_t i;

	ck_assert(file_write(room_in(k, "site.settings"), settings,
	    sizeof(settings) - 1, 0600, &e));
	forms_diags_init(&d, &k->a);
	ck_assert_msg(forms_load(&k->a, k->dir, &form, &d, &e), "%s", e.msg);
	ck_assert_msg(forms_publish(k->dir, form, &e), "%s", e.msg);
	ck_assert_int_eq(mkdir(room_in(k, "keys"), 0700), 0);
	for (i = 0; i < LEN(names); i++)
		ck_assert_msg(seal_public_write(path_join(&k->a,
		    room_in(k, "keys"), names[i]), names[i], &k->keys[i].pub,
		    &e), "%s", e.msg);
}

static void
remove_all(struct arena *a, const char *dir)
{
	DIR *d = opendir(dir);
	struct dirent *entry;
	const char *path;

	while (d != NULL && (entry = readdir(d)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		path = path_join(a, dir, entry->d_name);
		if (unlink(path) != 0)
			remove_all(a, path);
	}
	if (d != NULL)
		closedir(d);
	rmdir(dir);
}

void
room_close(struct room *k)
{
	desk_close(k->desk);
	intake_close(k->intake);
	remove_all(&k->a, k->dir);
	remove_all(&k->a, arena_printf(&k->a, "%s/tryout.keys", k->dir));
	buf_free(&k->out.body);
	arena_free(&k->a);
}

struct cases *
room_cases(struct room *k, enum db_mode mode)
{
	struct cases *c;
	struct err e = { 0 };

	ck_assert_msg(cases_open(&c, room_in(k, "cases.db"), mode, &e), "%s",
	    e.msg);
	return c;
}

/* ---- people --------------------------------------------------------------- */

/* What the password of everybody here would be, if it were looked at. */
static const struct staff_password no_password = { "not looked at" };

static struct staff_secret
begin(struct cases *c, const char *login, unsigned roles, int64_t now)
{
	char code[CODE_TEXT];
	struct staff_result got;
	struct err e = { 0 };

	ck_assert_msg(staff_add(c, login, "Kim <b>Lee</b>", roles, "root", now,
	    code, &e), "%s", e.msg);
	ck_assert(staff_setup_begin(c, login, str_of(code), now, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_IN);
	return got.secret;
}

struct staff_secret
room_setup(struct room *k, const char *login, int64_t now)
{
	struct cases *c = room_cases(k, DB_CREATE);
	struct staff_secret setup = begin(c, login, STAFF_ALL_ROLES, now);

	cases_close(c);
	return setup;
}

struct staff_secret
room_person(struct room *k, const char *login, unsigned roles, int64_t now)
{
	struct cases *c = room_cases(k, DB_CREATE);
	struct staff_secret setup = begin(c, login, roles, now);
	char recovery[STAFF_RECOVERY][REFERENCE_SIZE], code[TOTP_DIGITS + 1];
	enum staff_answer answer;
	uint8_t totp[TOTP_SECRET];
	struct staff_result got;
	struct err e = { 0 };

	ck_assert(staff_setup_password(c, &setup, &no_password, now, &answer,
	    &e) && answer == STAFF_IN);
	ck_assert(staff_setup_totp(c, &setup, now, totp, &answer, &e) &&
	    answer == STAFF_IN);
	totp_code(totp, now / TOTP_STEP, code);
	ck_assert_msg(staff_setup_finish(c, &setup, str_of(code), now,
	    recovery, &got, &e), "%s", e.msg);
	ck_assert_int_eq(got.answer, STAFF_IN);
	cases_close(c);
	return got.secret;
}

struct staff_secret
room_half(struct room *k, const char *login, int64_t now)
{
	struct cases *c = room_cases(k, DB_WRITE);
	struct staff_result got;
	struct staff_try t;
	struct err e = { 0 };

	ck_assert(staff_try(c, login, now, &t, &e));
	t.right = true;
	ck_assert(staff_try_end(c, &t, now, &got, &e));
	ck_assert_int_eq(got.answer, STAFF_IN);
	cases_close(c);
	return got.secret;
}

/* ---- the browser ---------------------------------------------------------- */

void
room_as(struct room *k, const struct staff_secret *s)
{
	char *value = arena_array(&k->a, char, STAFF_CSRF),
	    *token = arena_array(&k->a, char, STAFF_CSRF);

	k->cookie = k->token = "";
	if (s == NULL)
		return;
	b64_put(value, s->k, sizeof(s->k));
	staff_csrf(s, token);
	k->cookie = value;
	k->token = token;
}

/* It keeps the cookie that it is told to, and the token of the form. */
static void
learn(struct room *k)
{
	const char *at = strstr(buf_text(&k->out.body),
	    "name=\"token\" value=\""), *value;

	if (at != NULL)
		k->token = arena_strn(&k->a, at + 20, strcspn(at + 20, "\""));
	if (k->out.cookie == NULL)
		return;
	value = strchr(k->out.cookie, '=') + 1;
	k->cookie = arena_strn(&k->a, value, strcspn(value, ";"));
}

void
room_ask(struct room *k, enum http_method method, const char *path,
    const char *body)
{
	struct http_pair cookies[] = {
		{ "earshot-desk-8090", k->cookie },
		{ "__Host-earshot-desk", k->cookie },
	};
	struct http_request r = { .a = &k->a, .method = method,
	    .origin = k->origin, .fetch_site = "", .if_none_match = "",
	    .accept_language = "", .address = "", .host = k->host,
	    .cookies = { cookies, LEN(cookies) } };
	struct err e = { 0 };

	ck_assert(http_decode_target(&k->a, str_of(path), &r.path, &r.query,
	    &e));
	ck_assert(http_decode_pairs(&k->a, str_of(body), &r.form, &e));
	buf_free(&k->out.body);
	k->out = (struct http_response){ 0 };
	desk_handle(k->desk, &r, &k->out);
	learn(k);
}

void
room_get(struct room *k, const char *path)
{
	room_ask(k, HTTP_GET, path, "");
}

void
room_post(struct room *k, const char *path, const char *body)
{
	room_ask(k, HTTP_POST, path, arena_printf(&k->a, "token=%s&%s",
	    k->token, body));
}

bool
room_says(struct room *k, const char *words)
{
	return strstr(buf_text(&k->out.body), words) != NULL;
}

const char *
room_line(struct room *k)
{
	struct cases *c = room_cases(k, DB_READ);
	struct cases_line *l;
	struct err e = { 0 };
	size_t n;

	ck_assert(cases_audit(&k->a, c, &l, &n, &e));
	ck_assert(cases_audit_verify(c, NULL, (char[AUDIT_HEAD]){ 0 }, &e));
	cases_close(c);
	ck_assert_uint_gt(n, 0);
	return arena_printf(&k->a, "%s: %s (task %lld): %s", l[n - 1].who,
	    l[n - 1].what, (long long)l[n - 1].task, l[n - 1].detail);
}
