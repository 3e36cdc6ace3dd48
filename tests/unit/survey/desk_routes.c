/* SPDX-License-Identifier: MIT
 *
 * desk_routes.c -- who may ask the desk for what: every route, both methods,
 * every role and preset, and everybody who is not signed in whole.
 *
 * The table below says it a second time, on purpose: a route that is added to
 * the desk, or opened to somebody, fails here until it is written down.
 */
#include "tests/unit/survey/desk_kit.h"
#include "tests/unit/survey/suites.h"
#include "tests/unit/unit.h"

#include <stdio.h>

enum {
	ADMIN = STAFF_ADMINISTRATOR, KEYER = STAFF_KEYER, CODER = STAFF_CODER,
	ANALYST = STAFF_ANALYST, PUBLISHER = STAFF_PUBLISHER,
	VIEWER = STAFF_VIEWER, AUDITOR = STAFF_AUDITOR
};
enum { NONE, GET, POST, BOTH };

/* What an address is for: nobody else than who is named here gets in. */
enum door { ANYBODY, SETUP, HALF, SIGNED_IN, ROLE };
static const struct want {
	const char	*path;
	int		 methods;
	enum door	 door;
	unsigned	 roles;		/* of ROLE */
} wanted[] = {
	{ "/", GET, ROLE, STAFF_ALL_ROLES },
	{ "/desk/account", BOTH, SIGNED_IN, 0 },
	{ "/desk/check", POST, ROLE, PUBLISHER | ADMIN },
	{ "/desk/code", BOTH, HALF, 0 },
	{ "/desk/first", BOTH, ANYBODY, 0 },
	{ "/desk/help", GET, ANYBODY, 0 },
	{ "/desk/keying", BOTH, ROLE, KEYER | ANALYST },
	{ "/desk/keying/batch", BOTH, ROLE, KEYER | ANALYST },
	{ "/desk/keying/check", BOTH, ROLE, ANALYST },
	{ "/desk/keying/copies", BOTH, ROLE, KEYER | ANALYST },
	{ "/desk/keying/first", BOTH, ROLE, KEYER },
	{ "/desk/keying/keyers", GET, ROLE, ANALYST },
	{ "/desk/keying/original", POST, ROLE, KEYER | ANALYST },
	{ "/desk/keying/sample", BOTH, ROLE, ANALYST },
	{ "/desk/keying/second", BOTH, ROLE, KEYER },
	{ "/desk/keying/settle", BOTH, ROLE, KEYER | ANALYST },
	{ "/desk/keying/sheet", BOTH, ROLE, KEYER | ANALYST },
	{ "/desk/log", GET, ROLE, AUDITOR | ADMIN },
	{ "/desk/messages", GET, ROLE, KEYER | ANALYST },
	{ "/desk/messages/confirm", BOTH, ROLE, KEYER | ANALYST },
	{ "/desk/messages/files", POST, ROLE, KEYER | ANALYST },
	{ "/desk/messages/mailbox", POST, ROLE, KEYER | ANALYST },
	{ "/desk/messages/original", POST, ROLE, ANALYST },
	{ "/desk/messages/sender", POST, ROLE, ANALYST },
	{ "/desk/paste", POST, ROLE, PUBLISHER | ADMIN },
	{ "/desk/questionnaire", BOTH, ROLE, PUBLISHER | ADMIN },
	{ "/desk/refresh", POST, ROLE, STAFF_ALL_ROLES },
	{ "/desk/results", GET, ROLE, ANALYST | PUBLISHER | VIEWER },
	{ "/desk/results/workbook", POST, ROLE, ANALYST },
	{ "/desk/setup/password", BOTH, SETUP, 0 },
	{ "/desk/setup/phone", BOTH, SETUP, 0 },
	{ "/desk/sign-in", BOTH, ANYBODY, 0 },
	{ "/desk/sign-out", POST, ANYBODY, 0 },
	{ "/desk/staff", BOTH, ROLE, ADMIN },
	{ "/desk/tasks", BOTH, ROLE, ANALYST },
	{ "/desk/tasks/withdraw", BOTH, ROLE, ANALYST },
	{ "/desk/tryout", BOTH, ROLE, PUBLISHER | ADMIN },
	{ "/preview/", GET, ROLE, PUBLISHER | ADMIN },
	{ "/try/", BOTH, ANYBODY, 0 },
};

static const struct want *
want_of(const char *path)
{
	size_t i;

	for (i = 0; i < LEN(wanted); i++)
		if (strcmp(wanted[i].path, path) == 0)
			return &wanted[i];
	return NULL;
}

/* ---- who asks ------------------------------------------------------------ */

enum kind { OUT, IS_SETUP, IS_HALF, IS_FULL, MUST_CHANGE };
struct asker {
	const char	*name;
	enum kind	 kind;		/* as the desk should see them */
	unsigned	 roles;
	bool		 cookie;
	struct staff_secret secret;
};
enum { ASKERS = 20 };

static struct room room, other;
static struct asker askers[ASKERS];
static size_t n_askers;

static struct asker *
somebody(const char *name, enum kind kind, unsigned roles,
    const struct staff_secret *s)
{
	struct asker *a = &askers[n_askers++];

	ck_assert_uint_le(n_askers, ASKERS);
	*a = (struct asker){ .name = name, .kind = kind, .roles = roles };
	a->cookie = s != NULL;
	if (s != NULL)
		a->secret = *s;
	return a;
}

static void
with_roles(const char *name, unsigned roles)
{
	struct staff_secret s = room_person(&room, name, roles, now_seconds());

	somebody(name, IS_FULL, roles, &s);
}

/* Those who were signed in, and are no more. */
static void
without_a_session(void)
{
	struct staff_secret s, made = { { 7 } };
	struct cases *c;
	struct err e = { 0 };

	somebody("not signed in", OUT, 0, NULL);
	somebody("with a made-up cookie", OUT, 0, &made);
	s = room_person(&room, "gone", STAFF_ALL_ROLES, now_seconds());
	c = room_cases(&room, DB_WRITE);
	ck_assert(staff_disable(c, "gone", "root", &e));
	cases_close(c);
	somebody("disabled meanwhile", OUT, 0, &s);
	s = room_person(&room, "late", STAFF_ALL_ROLES, now_seconds() -
	    STAFF_FULL_MOST - 1);
	somebody("expired", OUT, 0, &s);
	s = room_person(&room, "idle", STAFF_ALL_ROLES, now_seconds() -
	    STAFF_IDLE - 1);
	somebody("idle too long", OUT, 0, &s);
	s = room_person(&other, "kim", STAFF_ALL_ROLES, now_seconds());
	somebody("of another consultation's desk", OUT, 0, &s);
}

static void
everybody(void)
{
	struct staff_secret s;
	struct cases *c;
	struct err e = { 0 };
	unsigned i;

	n_askers = 0;
	room_open(&room, NULL);
	room_open(&other, NULL);
	/* one who is enabled all the time, whoever is disabled */
	(void)room_person(&room, "root", ADMIN, now_seconds());
	for (i = 1; i < STAFF_ALL_ROLES; i <<= 1)
		with_roles(staff_role_name(i), i);
	with_roles("preset-manager", staff_preset(STR("manager")));
	with_roles("preset-keyer", staff_preset(STR("keyer")));
	with_roles("preset-viewer", staff_preset(STR("viewer")));
	without_a_session();
	s = room_half(&room, "preset-manager", now_seconds());
	somebody("half signed in", IS_HALF, 0, &s);
	s = room_setup(&room, "new", now_seconds());
	somebody("in the middle of the setup", IS_SETUP, 0, &s);
	s = room_person(&room, "seen", STAFF_ALL_ROLES, now_seconds());
	c = room_cases(&room, DB_WRITE);
	ck_assert(staff_must_change(c, "seen", "root", &e));
	cases_close(c);
	somebody("who must change the password", MUST_CHANGE, 0, &s);
}

static void
nobody(void)
{
	room_close(&room);
	room_close(&other);
}

/* ---- what comes of it ------------------------------------------------------ */

enum end { IN, TO_SIGN_IN, TO_HOME, TO_ACCOUNT, FORBIDDEN, NOT_SO };
static const char *const ends[] = { "lets in", "sends to sign in",
	"sends home", "sends to the account", "forbids", "has no such method" };

static enum end
should(const struct want *w, bool post, const struct asker *a)
{
	bool full = a->kind == IS_FULL || a->kind == MUST_CHANGE;

	if (!(w->methods & (post ? POST : GET)))
		return NOT_SO;
	switch (w->door) {
	case ANYBODY:
		return IN;
	case SETUP:
	case HALF:
		return (w->door == SETUP ? a->kind == IS_SETUP :
		    a->kind == IS_HALF) ? IN : full ? TO_HOME : TO_SIGN_IN;
	case SIGNED_IN:
		return full ? IN : TO_SIGN_IN;
	case ROLE:
		break;
	}
	return !full ? TO_SIGN_IN : a->kind == MUST_CHANGE ? TO_ACCOUNT :
	    a->roles & w->roles ? IN : FORBIDDEN;
}

static bool
at(const char *where)
{
	const char *to = room.out.location != NULL ? room.out.location : "";

	return room.out.status == 303 &&
	    strncmp(to, where, strlen(where)) == 0 &&
	    (to[strlen(where)] == '\0' || strncmp(to + strlen(where), "?to=/",
	    5) == 0);
}

/* A post without its token is refused only once it may be made at all, so that
 * refusal is how a page that does things is known to be open. */
static enum end
does(const struct want *w, bool post)
{
	int status = room.out.status;

	if (status == 405)
		return NOT_SO;
	if (status == 403 && room_says(&room, "This page is for people with"))
		return FORBIDDEN;
	if (status == 403 && post)
		return room_says(&room, "did not come from a page") ? IN :
		    FORBIDDEN;
	if (w->door != ANYBODY && at("/desk/sign-in"))
		return TO_SIGN_IN;
	if (w->door != ANYBODY && w->door != SIGNED_IN && at("/desk/account"))
		return TO_ACCOUNT;
	if ((w->door == SETUP || w->door == HALF) && at("/"))
		return TO_HOME;
	return IN;
}

static void
one(const struct want *w, const struct asker *a, bool post)
{
	const char *path = w->path;
	enum end is, want = should(w, post, a);

	if (path[strlen(path) - 1] == '/' && path[1] != '\0')
		path = arena_printf(&room.a, "%s0123456789abcdef/en/", path);
	room_as(&room, a->cookie ? &a->secret : NULL);
	room_ask(&room, post ? HTTP_POST : HTTP_GET, path, "");
	is = does(w, post);
	ck_assert_msg(is == want, "%s %s by somebody %s: it %s (%d %s), and "
	    "should be one that %s", post ? "POST" : "GET", path, a->name,
	    ends[is], room.out.status, room.out.location != NULL ?
	    room.out.location : "", ends[want]);
	ck_assert_msg(want == IN || !room_says(&room, "desk-nav") ||
	    a->kind == IS_FULL || a->kind == MUST_CHANGE,
	    "%s: parts of the desk are shown to somebody %s", path, a->name);
}

/* ---- tests ------------------------------------------------------------------ */

START_TEST(every_route_is_written_down_here_and_no_other)
{
	const struct desk_route *r;
	size_t n, i;

	r = desk_routes(&n);
	for (i = 0; i < n; i++)
		ck_assert_msg(want_of(r[i].path) != NULL, "%s: say in this "
		    "file who may ask for it", r[i].path);
	ck_assert_uint_eq(n, LEN(wanted));
}
END_TEST

START_TEST(each_lets_in_whom_it_should_and_nobody_else)
{
	size_t i, j;

	everybody();
	for (i = 0; i < LEN(wanted); i++)
		for (j = 0; j < n_askers; j++) {
			one(&wanted[i], &askers[j], false);
			one(&wanted[i], &askers[j], true);
		}
	nobody();
}
END_TEST

/* Pages for reading are whole, and not only not refused. */
START_TEST(who_is_let_in_sees_the_page)
{
	static const struct { const char *path, *says; } pages[] = {
		{ "/", "What there is to do" },
		{ "/desk/questionnaire", "consultation tea" },
		{ "/desk/tryout", "Make a link" },
		{ "/desk/tasks", "What people asked for" },
		{ "/desk/keying/sample", "Check a sample against the paper" },
		{ "/desk/keying/check", "No sheet waits for you to check" },
		{ "/desk/keying/keyers", "How the keyers do" },
		{ "/desk/staff", "Add somebody" },
		{ "/desk/log", "The log is whole" },
		{ "/desk/account", "Change the password" },
	};
	size_t i, j;

	everybody();
	for (i = 0; i < LEN(pages); i++)
		for (j = 0; j < n_askers; j++) {
			bool in = should(want_of(pages[i].path), false,
			    &askers[j]) == IN;

			room_as(&room, askers[j].cookie ? &askers[j].secret :
			    NULL);
			room_get(&room, pages[i].path);
			ck_assert_msg(room_says(&room, pages[i].says) == in,
			    "%s, %s", pages[i].path, askers[j].name);
		}
	nobody();
}
END_TEST

/* What is posted needs the token of this session, whatever the role. */
START_TEST(a_post_needs_the_token_of_its_session)
{
	struct staff_secret mine, theirs;
	char token[STAFF_CSRF];
	size_t i;

	room_open(&room, NULL);
	theirs = room_person(&room, "bo", STAFF_ALL_ROLES, now_seconds());
	staff_csrf(&theirs, token);
	for (i = 0; i < LEN(wanted); i++) {
		if (!(wanted[i].methods & POST) || wanted[i].door == SETUP ||
		    wanted[i].door == HALF || strcmp(wanted[i].path,
		    "/try/") == 0)
			continue;
		/* one for each, as some end it */
		mine = room_person(&room, arena_printf(&room.a, "kim%zu", i),
		    STAFF_ALL_ROLES, now_seconds());
		room_as(&room, &mine);
		room_ask(&room, HTTP_POST, wanted[i].path, "do=x");
		ck_assert_msg(room.out.status == 403, "%s", wanted[i].path);
		room_ask(&room, HTTP_POST, wanted[i].path, arena_printf(
		    &room.a, "do=x&token=%s", token));
		ck_assert_msg(room.out.status == 403, "%s", wanted[i].path);
		room_as(&room, &mine);
		room_post(&room, wanted[i].path, "do=x");	/* control */
		ck_assert_msg(room.out.status != 403, "%s", wanted[i].path);
	}
	room_close(&room);
}
END_TEST

START_TEST(what_is_in_no_table_is_not_there)
{
	static const char *const paths[] = { "/desk", "/desk/", "/desk/tasks/",
	    "/desk/staff/kim", "/desk/log2", "/cases.db", "/preview", "/try",
	    "/Desk/staff", "/desk/setup", "//" };
	struct staff_secret kim;
	size_t i;

	room_open(&room, NULL);
	kim = room_person(&room, "kim", STAFF_ALL_ROLES, now_seconds());
	for (i = 0; i < LEN(paths); i++) {
		room_as(&room, NULL);
		room_get(&room, paths[i]);
		ck_assert_msg(room.out.status == 404, "%s", paths[i]);
		room_as(&room, &kim);
		room_get(&room, paths[i]);
		ck_assert_msg(room.out.status == 404, "%s", paths[i]);
	}
	room_close(&room);
}
END_TEST

UNIT_SUITE(desk_routes, every_route_is_written_down_here_and_no_other,
    each_lets_in_whom_it_should_and_nobody_else, who_is_let_in_sees_the_page,
    a_post_needs_the_token_of_its_session, what_is_in_no_table_is_not_there)
