/* SPDX-License-Identifier: MIT
 *
 * route.c -- which addresses there are, and who may ask for them.
 *
 * docs/OPERATING.md has the same table for people, and says why.
 */
#include "survey/desk/figures.h"
#include "survey/desk/keying.h"
#include "survey/desk/messages.h"
#include "survey/desk/results.h"

enum {
	BOTH = DESK_GET | DESK_POST,
	/* The draft and the settings; publishing is another step. */
	EDIT = STAFF_PUBLISHER | STAFF_ADMINISTRATOR,
	/* Names and addresses. */
	TASKS = STAFF_ANALYST,
	NAMES = STAFF_ANALYST,
	ACCOUNTS = STAFF_ADMINISTRATOR,
	LOG = STAFF_AUDITOR | STAFF_ADMINISTRATOR,
	/* Sheets; who settles them may not have keyed them. */
	KEY = STAFF_KEYER,
	SETTLE = STAFF_KEYER | STAFF_ANALYST,
	/* What the report would show; exact counts are for analysts. */
	RESULTS = STAFF_ANALYST | STAFF_PUBLISHER | STAFF_VIEWER,
	ANSWERS = STAFF_ANALYST,
	/* The paper once more, and how often each keyer was wrong. */
	SUPERVISE = STAFF_ANALYST
};

static const struct desk_route routes[] = {
	/* anybody */
	{ "/desk/sign-in", BOTH, DESK_NOBODY, 0, false, desk_sign_in },
	{ "/desk/first", BOTH, DESK_NOBODY, 0, false, desk_first },
	{ "/desk/sign-out", DESK_POST, DESK_NOBODY, 0, false, desk_sign_out },
	{ "/desk/help", DESK_GET, DESK_NOBODY, 0, false, desk_help },
	{ "/try/", BOTH, DESK_NOBODY, 0, true, desk_try },
	/* on the way in */
	{ "/desk/code", BOTH, DESK_HALF, 0, false, desk_code },
	{ "/desk/setup/password", BOTH, DESK_SETUP, 0, false,
	    desk_setup_password },
	{ "/desk/setup/phone", BOTH, DESK_SETUP, 0, false, desk_setup_phone },
	/* signed in */
	{ "/desk/account", BOTH, DESK_FULL, 0, false, desk_account },
	{ "/", DESK_GET, DESK_FULL, STAFF_ALL_ROLES, false, desk_home },
	{ "/desk/refresh", DESK_POST, DESK_FULL, STAFF_ALL_ROLES, false,
	    desk_refresh },
	{ "/desk/questionnaire", BOTH, DESK_FULL, EDIT, false, desk_edit },
	{ "/desk/check", DESK_POST, DESK_FULL, EDIT, false, desk_check },
	{ "/desk/paste", DESK_POST, DESK_FULL, EDIT, false, desk_paste },
	{ "/desk/tryout", BOTH, DESK_FULL, EDIT, false, desk_tryout },
	{ "/preview/", DESK_GET, DESK_FULL, EDIT, false, desk_preview },
	{ "/desk/tasks", BOTH, DESK_FULL, TASKS, false, desk_tasks },
	{ "/desk/tasks/withdraw", BOTH, DESK_FULL, TASKS, false,
	    desk_withdraw },
	{ "/desk/keying", BOTH, DESK_FULL, SETTLE, false, desk_paper },
	{ "/desk/keying/batch", BOTH, DESK_FULL, SETTLE, false, desk_batch },
	{ "/desk/keying/sheet", BOTH, DESK_FULL, SETTLE, false, desk_sheet },
	{ "/desk/keying/original", DESK_POST | DESK_FILES, DESK_FULL, SETTLE,
	    false, desk_original },
	{ "/desk/keying/copies", BOTH, DESK_FULL, SETTLE, false, desk_copies },
	{ "/desk/keying/first", BOTH, DESK_FULL, KEY, false, desk_key_first },
	{ "/desk/keying/second", BOTH, DESK_FULL, KEY, false,
	    desk_key_second },
	{ "/desk/keying/settle", BOTH, DESK_FULL, SETTLE, false, desk_settle },
	{ "/desk/messages", DESK_GET, DESK_FULL, SETTLE, false,
	    desk_messages },
	{ "/desk/messages/confirm", BOTH, DESK_FULL, SETTLE, false,
	    desk_message },
	{ "/desk/messages/files", DESK_POST | DESK_FILES, DESK_FULL, SETTLE,
	    false, desk_message_files },
	{ "/desk/messages/mailbox", DESK_POST, DESK_FULL, SETTLE, false,
	    desk_message_mailbox },
	{ "/desk/messages/sender", DESK_POST, DESK_FULL, NAMES, false,
	    desk_message_sender },
	{ "/desk/messages/original", DESK_POST, DESK_FULL, NAMES, false,
	    desk_message_original },
	{ "/desk/results", DESK_GET, DESK_FULL, RESULTS, false, desk_results },
	{ "/desk/results/workbook", DESK_POST, DESK_FULL, ANSWERS, false,
	    desk_workbook },
	{ "/desk/keying/sample", BOTH, DESK_FULL, SUPERVISE, false,
	    desk_sample },
	{ "/desk/keying/check", BOTH, DESK_FULL, SUPERVISE, false,
	    desk_recheck },
	{ "/desk/keying/keyers", DESK_GET, DESK_FULL, SUPERVISE, false,
	    desk_keyers },
	{ "/desk/staff", BOTH, DESK_FULL, ACCOUNTS, false, desk_staff },
	{ "/desk/log", DESK_GET, DESK_FULL, LOG, false, desk_log },
};

const struct desk_route *
desk_routes(size_t *n)
{
	*n = LEN(routes);
	return routes;
}

/* ---- finding ----------------------------------------------------- */

static bool
is_folder(const char *path)
{
	size_t n = strlen(path);

	return n > 1 && path[n - 1] == '/';
}

const struct desk_route *
desk_route_find(const char *path)
{
	const char *p;
	size_t i;

	for (i = 0; i < LEN(routes); i++) {
		p = routes[i].path;
		if (is_folder(p) ? strncmp(p, path, strlen(p)) == 0 :
		    strcmp(p, path) == 0)
			return &routes[i];
	}
	return NULL;
}

const char *
desk_destination(const char *to)
{
	const struct desk_route *r = desk_route_find(to);

	return r != NULL && r->who == DESK_FULL &&
	    (r->methods & DESK_GET) != 0 && !is_folder(r->path) ?
	    r->path : "/";
}

/* ---- refusing ---------------------------------------------------- */

static bool
signed_in(const struct desk_visit *v, const struct desk_route *r)
{
	return r->who == DESK_NOBODY || v->who == r->who;
}

static bool
has_role(const struct desk_visit *v, const struct desk_route *r)
{
	return r->roles == 0 || (v->me.roles & r->roles) != 0;
}

bool
desk_may(const struct desk_visit *v, const char *path)
{
	const struct desk_route *r = desk_route_find(path);

	return r != NULL && signed_in(v, r) && has_role(v, r);
}

bool
desk_route_files(const struct desk_visit *v)
{
	const struct desk_route *r = desk_route_find(v->r->path);

	return r != NULL && (r->methods & DESK_FILES) != 0 &&
	    v->r->method == HTTP_POST &&
	    signed_in(v, r) && has_role(v, r);
}

/* What a browser says of where a post was made. */
static bool
made_here(const struct desk_visit *v)
{
	const char *site = v->r->fetch_site, *origin = v->r->origin;
	const char *scheme = v->desk->https != NULL ? "https://" : "http://";
	size_t n = strlen(scheme);

	if (*site != '\0' && strcmp(site, "same-origin") != 0)
		return false;
	if (*origin != '\0' && strcmp(origin, "null") != 0 &&
	    (strncmp(origin, scheme, n) != 0 ||
	    strcmp(origin + n, v->r->host) != 0))
		return false;
	return true;
}

static bool
brings_token(const struct desk_visit *v)
{
	const char *token = http_value(&v->r->form, "token");

	return v->has_secret && token != NULL &&
	    staff_csrf_is(&v->secret, str_of(token));
}

static void
no_role(struct desk_visit *v)
{
	struct buf b CLEAN(buf_free) = { 0 };
	unsigned i;

	for (i = 1; i < STAFF_ALL_ROLES; i <<= 1)
		if (v->route->roles & i)
			buf_printf(&b, "%s%s", b.n > 0 ? " or " : "",
			    staff_role_name(i));
	desk_says(v, 403, arena_printf(v->a, "This page is for people with "
	    "the role %s, and you work here as: %s. If you need it, ask an "
	    "administrator of this desk.", buf_text(&b),
	    desk_roles_words(v, v->me.roles)));
}

/* To where one signs in, and from there on to where one wanted to go.  Words
 * that somebody typed for long are given back first. */
static void
sign_in_first(struct desk_visit *v)
{
	const char *to = desk_destination(v->r->path);

	if (v->r->method == HTTP_POST && made_here(v) && desk_typed(v))
		desk_not_taken(v, "You are not signed in any more. Copy what "
		    "you wrote, sign in, and open the page again.");
	else
		desk_redirect(v, strcmp(to, "/") == 0 ? "/desk/sign-in" :
		    arena_printf(v->a, "/desk/sign-in?to=%s", to));
}

/* ---- going ------------------------------------------------------- */

void
desk_go(struct desk_visit *v)
{
	const struct desk_route *r = desk_route_find(v->r->path);
	bool post = v->r->method == HTTP_POST;

	v->route = r;
	if (r == NULL)
		desk_says(v, 404, "There is no such page.");
	else if (!(r->methods & (post ? DESK_POST : DESK_GET)))
		desk_says(v, 405, "This page cannot be used so.");
	else if (!signed_in(v, r) && v->who == DESK_FULL)
		desk_redirect(v, "/");		/* is past that step */
	else if (!signed_in(v, r))
		sign_in_first(v);
	else if (!has_role(v, r) && v->me.must_change)
		desk_redirect(v, "/desk/account");
	else if (!has_role(v, r))
		no_role(v);
	else if (post && !r->own_tokens && !made_here(v))
		desk_says(v, 403, "This did not come from a page of this "
		    "desk.");
	else if (post && !r->own_tokens && !brings_token(v))
		desk_not_taken(v, "This did not come from a page of this desk "
		    "as you have it open now: you may have signed in again "
		    "since. Open the page again.");
	else
		r->go(v);
}
