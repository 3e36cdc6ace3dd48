/* SPDX-License-Identifier: MIT
 *
 * page_sign_in.c -- signing in with a name, a password and a code, and out.
 */
#include "survey/desk/private.h"

/* After a step that ended well: the new secret, and on. */
static void
go_on(struct desk_visit *v, struct staff_result *r, const char *where)
{
	desk_remember(v, &r->secret);
	seal_wipe(&r->secret, sizeof(r->secret));
	desk_redirect(v, where);
}

static void
hidden_to(struct desk_visit *v, const char *to)
{
	if (strcmp(to, "/") != 0)
		html_f(v->b, "<input type=\"hidden\" name=\"to\" "
		    "value=\"%s\">\n", to);
}

static const char *
asked_to(struct desk_visit *v)
{
	const char *to = http_value(v->r->method == HTTP_POST ? &v->r->form :
	    &v->r->query, "to");

	return desk_destination(to != NULL ? to : "/");
}

/* ---- name and password ------------------------------------------- */

static void
draw_nobody(struct desk_visit *v)
{
	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-none\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-none\">There are no accounts yet</h2>\n<p>The first is "
	    "made on the machine that this desk runs on, in a terminal. Put "
	    "your own login and name in it:</p>\n<p><code>earshot staff %s "
	    "add kim.lee --name \"Kim Lee\" --preset manager</code></p>\n"
	    "<p>It shows a setup code. With that, <a href=\"/desk/first\">"
	    "sign in for the first time</a>.</p>\n</section>\n",
	    v->desk->https != NULL ? "FOLDER" : desk_dir_words(v));
}

static void
draw_name(struct desk_visit *v, const char *wrong)
{
	struct desk_box box[] = {
		{ .name = "login", .label = "Login name",
		    .value = desk_sent(v, "login"),
		    .autocomplete = "username", .wrong = wrong },
		{ .name = "password", .label = "Password", .type = "password",
		    .autocomplete = "current-password" },
	};

	desk_alert(v, "You are not signed in", NULL, box, LEN(box));
	desk_form_begin(v, "/desk/sign-in", "sign-in");
	hidden_to(v, asked_to(v));
	html_lit(v->b, "<div class=\"desk-panel\">\n");
	desk_box(v, &box[0]);
	desk_box(v, &box[1]);
	html_lit(v->b, "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button\">Continue</button></div>\n</div>\n"
	    "</form>\n<p>Have you been given a setup code? <a "
	    "href=\"/desk/first\">Sign in for the first time</a>.</p>\n"
	    "<p>If you forgot your password, ask an administrator of this "
	    "desk for a new setup code.</p>\n");
}

static void
draw_sign_in(struct desk_visit *v, int status, const char *wrong)
{
	struct desk_frame f = { .title = "Sign in", .at = "/desk/sign-in",
	    .error = wrong != NULL };
	struct err e = { 0 };
	bool any;

	if (!desk_has_accounts(v->desk->dir, &any, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, status, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Sign "
	    "in</h1>\n");
	if (http_value(&v->r->query, "out") != NULL)
		html_lit(v->b, "<p class=\"desk-said\" role=\"status\">You "
		    "are not signed in any more.</p>\n");
	if (any)
		draw_name(v, wrong);
	else
		draw_nobody(v);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* The store is closed while the password is looked at. */
static bool
try_it(struct desk_visit *v, struct staff_result *r, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct staff_try t;
	bool ok;

	if (!desk_store_open(v, DB_READ, &s, e) || !staff_try(s.c,
	    desk_sent(v, "login"), now_seconds(), &t, e))
		return false;
	desk_store_close(&s);
	ok = staff_try_password(&t, str_of(desk_sent(v, "password")), e) &&
	    desk_store_open(v, DB_WRITE, &s, e) &&
	    staff_try_end(s.c, &t, now_seconds(), r, e);
	seal_wipe(&t, sizeof(t));
	return ok;
}

void
desk_sign_in(struct desk_visit *v)
{
	const char *to = asked_to(v);
	struct staff_result r = { 0 };
	struct err e = { 0 };

	if (v->who == DESK_FULL)
		desk_redirect(v, to);
	else if (v->r->method != HTTP_POST || !desk_store_there(v))
		draw_sign_in(v, 200, NULL);
	else if (!try_it(v, &r, &e) && e.code == ERR_LIMIT)
		draw_sign_in(v, 503, "Several people are signing in at this "
		    "moment. Try again.");
	else if (e.code != ERR_NONE)
		desk_failed(v, &e);
	else if (r.answer == STAFF_IN)
		go_on(v, &r, strcmp(to, "/") == 0 ? "/desk/code" :
		    arena_printf(v->a, "/desk/code?to=%s", to));
	else
		draw_sign_in(v, 200, r.answer == STAFF_WAIT ?
		    desk_wait(v, r.wait) : "The login name or the password "
		    "is not right");
}

/* ---- the code ---------------------------------------------------- */

static void
draw_code(struct desk_visit *v, const char *wrong)
{
	struct desk_frame f = { .title = "Your code", .at = "/desk/code",
	    .error = wrong != NULL };
	struct desk_box box = { .name = "code", .label = "Code",
	    .hint = "The six digits that your phone shows now, or one of your "
	    "recovery codes", .autocomplete = "one-time-code", .code = true,
	    .wrong = wrong };

	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Your "
	    "code</h1>\n");
	desk_alert(v, "You are not signed in yet", NULL, &box, 1);
	desk_form_begin(v, "/desk/code", "give-code");
	hidden_to(v, asked_to(v));
	html_lit(v->b, "<div class=\"desk-panel\">\n");
	desk_box(v, &box);
	html_lit(v->b, "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button\">Sign in</button></div>\n</div>\n</form>\n"
	    "<p>Each code works once. If you have neither your phone nor a "
	    "recovery code, ask an administrator of this desk for a new setup "
	    "code.</p>\n</div>\n");
	desk_frame_end(v);
}

void
desk_code(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct staff_result r = { 0 };
	struct err e = { 0 };

	if (v->r->method != HTTP_POST)
		draw_code(v, NULL);
	else if (!desk_store_open(v, DB_WRITE, &s, &e) || !staff_code(s.c,
	    &v->secret, str_of(desk_sent(v, "code")), now_seconds(), &r, &e))
		desk_failed(v, &e);
	else if (r.answer == STAFF_IN)
		go_on(v, &r, asked_to(v));
	else if (r.answer == STAFF_GONE)
		desk_redirect(v, "/desk/sign-in?out=");
	else
		draw_code(v, r.answer == STAFF_WAIT ? desk_wait(v, r.wait) :
		    "This code is not right, or was used before. Wait for the "
		    "next one");
}

/* ---- out --------------------------------------------------------- */

void
desk_sign_out(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct err e = { 0 };

	if (v->who != DESK_NOBODY && (!desk_store_open(v, DB_WRITE, &s, &e) ||
	    !staff_sign_out(s.c, &v->secret, now_seconds(), &e))) {
		desk_failed(v, &e);
		return;
	}
	desk_forget(v);
	v->out->clear = true;
	desk_redirect(v, "/desk/sign-in?out=");
}
