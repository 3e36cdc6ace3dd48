/* SPDX-License-Identifier: MIT
 *
 * who.c -- who asks: the cookie, the session behind it, and the store that has
 * it.
 *
 * The cookie has a secret and nothing else.  Before somebody signs in it is one
 * that the store does not know; the forms' token is made of it all the same, so
 * that no page elsewhere can sign anybody in.  Signing in always makes another
 * secret, in the store: one that was planted is never signed in.
 */
#include "survey/desk/private.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- the case store ---------------------------------------------- */

const char *
desk_store_path(struct desk_visit *v)
{
	return path_join(v->a, v->desk->dir, "cases.db");
}

bool
desk_store_there(struct desk_visit *v)
{
	return file_exists(desk_store_path(v));
}

bool
desk_store_open(struct desk_visit *v, enum db_mode mode, struct desk_store *s,
    struct err *e)
{
	const char *path = desk_store_path(v);

	*s = (struct desk_store){ 0 };
	if (mode == DB_READ)
		return cases_open(&s->c, path, mode, e);
	s->held = &v->desk->writing;
	pthread_mutex_lock(s->held);
	if (cases_open(&s->c, path, mode, e))
		return true;
	desk_store_close(s);
	return false;
}

void
desk_store_close(struct desk_store *s)
{
	cases_close(s->c);
	if (s->held != NULL)
		pthread_mutex_unlock(s->held);
	*s = (struct desk_store){ 0 };
}

bool
desk_has_accounts(const char *dir, bool *any, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, dir, "cases.db");
	struct staff_account *list;
	struct cases *c;
	size_t n = 0;
	bool ok;

	*any = false;
	if (!file_exists(path))
		return true;
	if (!cases_open(&c, path, DB_READ, e))
		return false;
	ok = staff_list(&a, c, &list, &n, e);
	cases_close(c);
	*any = n > 0;
	return ok;
}

/* ---- the cookie -------------------------------------------------- */

/* Browsers send a cookie to every port of a host: two desks on one machine
 * must not take each other's.  "__Host-" needs HTTPS. */
static const char *
cookie_name(const struct desk_visit *v)
{
	return v->desk->https != NULL ? "__Host-earshot-desk" :
	    arena_printf(v->a, "earshot-desk-%u", v->desk->port);
}

/* Lax, so that a link in an email can be followed: looking changes nothing, and
 * what is posted needs the token. */
static void
set_cookie(struct desk_visit *v, const char *value, const char *more)
{
	v->out->cookie = arena_printf(v->a, "%s=%s; Path=/; HttpOnly; "
	    "SameSite=Lax%s%s", cookie_name(v), value, v->desk->https != NULL ?
	    "; Secure" : "", more);
}

void
desk_remember(struct desk_visit *v, const struct staff_secret *k)
{
	char value[STAFF_CSRF];

	v->secret = *k;
	v->has_secret = true;
	b64_put(value, k->k, sizeof(k->k));
	set_cookie(v, value, "");
	seal_wipe(value, sizeof(value));
}

void
desk_forget(struct desk_visit *v)
{
	v->has_secret = false;
	v->who = DESK_NOBODY;
	set_cookie(v, "", "; Max-Age=0");
}

const char *
desk_token(struct desk_visit *v)
{
	char *token = arena_array(v->a, char, STAFF_CSRF);
	struct staff_secret fresh;

	if (!v->has_secret) {
		seal_random(fresh.k, sizeof(fresh.k));
		desk_remember(v, &fresh);
	}
	staff_csrf(&v->secret, token);
	return token;
}

/* ---- the session ------------------------------------------------- */

static bool
look_up(struct desk_visit *v, struct cases *c, struct err *e)
{
	static const struct { enum staff_kind kind; enum desk_who who; }
	kinds[] = { { STAFF_FULL, DESK_FULL }, { STAFF_HALF, DESK_HALF },
	    { STAFF_SETUP, DESK_SETUP } };
	int64_t now = now_seconds();
	bool found = false;
	size_t i;

	for (i = 0; i < LEN(kinds) && !found; i++) {
		if (!staff_session(v->a, c, &v->secret, kinds[i].kind, now,
		    &v->me, &found, e))
			return false;
		if (found)
			v->who = kinds[i].who;
	}
	return true;
}

/* That it was used; where somebody else is writing, the next request says so. */
static void
mark_used(struct desk_visit *v)
{
	struct desk_visit again = *v;
	struct err ignored = { 0 };
	struct cases *c;

	pthread_mutex_lock(&v->desk->writing);
	if (cases_open(&c, desk_store_path(v), DB_WRITE, &ignored)) {
		(void)!look_up(&again, c, &ignored);
		cases_close(c);
	}
	pthread_mutex_unlock(&v->desk->writing);
}

bool
desk_meet_again(struct desk_visit *v, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };

	v->who = DESK_NOBODY;
	return desk_store_open(v, DB_READ, &s, e) && look_up(v, s.c, e);
}

bool
desk_recognise(struct desk_visit *v, struct err *e)
{
	const char *sent = http_value(&v->r->cookies, cookie_name(v));

	v->has_secret = sent != NULL && b64_get(v->secret.k,
	    sizeof(v->secret.k), str_of(sent));
	return !v->has_secret || !desk_store_there(v) || desk_meet_again(v, e);
}

bool
desk_meet(struct desk_visit *v, struct err *e)
{
	if (!desk_recognise(v, e))
		return false;
	if (v->who != DESK_NOBODY && v->me.due)
		mark_used(v);
	return true;
}

/* ---- in words ---------------------------------------------------- */

const char *
desk_roles_words(struct desk_visit *v, unsigned roles)
{
	struct buf b CLEAN(buf_free) = { 0 };
	const char *title = staff_preset_title(roles);

	if (title != NULL)
		return title;
	staff_roles_text(roles, &b);
	return arena_str(v->a, buf_text(&b));
}

const char *
desk_dir_words(struct desk_visit *v)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@";
	struct buf b CLEAN(buf_free) = { 0 };
	const char *dir = v->desk->dir, *p;
	char real[PATH_MAX];

	if (realpath(dir, real) != NULL)
		dir = real;
	if (dir[strspn(dir, plain)] == '\0')
		return arena_str(v->a, dir);
	buf_lit(&b, "'");
	for (p = dir; *p != '\0'; p++)
		if (*p == '\'')
			buf_lit(&b, "'\\''");
		else
			buf_put(&b, p, 1);
	buf_lit(&b, "'");
	return arena_str(v->a, buf_text(&b));
}
