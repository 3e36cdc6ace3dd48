/* SPDX-License-Identifier: MIT
 *
 * page_account.c -- my account: another password, another phone, and where I am
 * signed in.
 */
#include "survey/desk/private.h"

/* What is drawn: of my account, and of a change that failed. */
struct mine {
	struct staff_open *open;
	size_t		 n;
	int64_t		 recovery;	/* codes left */
	const char	*said;		/* what was done; NULL: nothing */
	const char	*old_wrong, *new_wrong, *again_wrong, *anew_wrong;
};

static bool
read_mine(struct desk_visit *v, struct mine *m, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct staff_account *list;
	size_t n, i;

	if (!desk_store_open(v, DB_READ, &s, e) || !staff_sessions(v->a, s.c,
	    &v->secret, now_seconds(), &m->open, &m->n, e) ||
	    !staff_list(v->a, s.c, &list, &n, e))
		return false;
	for (i = 0; i < n; i++)
		if (list[i].id == v->me.account)
			m->recovery = list[i].recovery;
	return true;
}

/* ---- drawing ----------------------------------------------------- */

static void
draw_who(struct desk_visit *v, const struct mine *m)
{
	html_f(v->b, "<section class=\"desk-panel\" aria-labelledby=\"h-who\">"
	    "\n<h2 class=\"desk-h2\" id=\"h-who\">%s</h2>\n"
	    "<dl class=\"desk-facts\">\n<dt>Login name</dt><dd>%s</dd>\n",
	    v->me.name, v->me.login);
	if (!v->me.must_change)
		html_f(v->b, "<dt>Works here as</dt><dd>%s</dd>\n",
		    desk_roles_words(v, v->me.roles));
	html_f(v->b, "<dt>Recovery codes</dt><dd>%lld left%s</dd>\n</dl>\n"
	    "</section>\n", (long long)m->recovery, m->recovery < 3 ?
	    ". For new ones, set the account up anew, below." : "");
}

static void
draw_password(struct desk_visit *v, const struct mine *m)
{
	struct desk_box box[] = {
		{ .name = "old", .label = "The password that you have now",
		    .type = "password", .autocomplete = "current-password",
		    .wrong = m->old_wrong },
		{ .name = "password", .label = "A new password",
		    .type = "password", .hint = "12 to 128 characters of any "
		    "kind. Four words that do not belong together are a good "
		    "one.", .autocomplete = "new-password",
		    .wrong = m->new_wrong },
		{ .name = "again", .label = "The new password again",
		    .type = "password", .autocomplete = "new-password",
		    .wrong = m->again_wrong },
	};
	size_t i;

	desk_alert(v, "The password was not changed", NULL, box, LEN(box));
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-password\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-password\">Change the password</h2>\n");
	desk_form_begin(v, "/desk/account", "change");
	for (i = 0; i < LEN(box); i++)
		desk_box(v, &box[i]);
	html_lit(v->b, "<p>It also signs you out everywhere else.</p>\n"
	    "<div class=\"desk-actions\"><button class=\"nhsuk-button\" "
	    "name=\"do\" value=\"password\">Change the password</button></div>"
	    "\n</form>\n</section>\n");
}

/* For whoever has another phone, or used their recovery codes up. */
static void
draw_anew(struct desk_visit *v, const struct mine *m)
{
	struct desk_box box = { .name = "own", .label = "Your password",
	    .type = "password", .autocomplete = "current-password",
	    .wrong = m->anew_wrong };

	if (v->me.must_change)
		return;
	desk_alert(v, "The account was not set up anew", NULL, &box, 1);
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-anew\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-anew\">Another phone, or new recovery codes</h2>\n"
	    "<p>You get a setup code and are signed out everywhere. With it "
	    "you choose a password, set up the phone and get ten new recovery "
	    "codes, as the first time. The old ones end at once.</p>\n");
	desk_form_begin(v, "/desk/account", "anew");
	desk_box(v, &box);
	html_lit(v->b, "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button nhsuk-button--secondary\" name=\"do\" "
	    "value=\"anew\">Set my account up anew</button></div>\n</form>\n"
	    "</section>\n");
}

static void
draw_sessions(struct desk_visit *v, const struct mine *m)
{
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-open\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-open\">Where you are signed in</h2>\n"
	    "<ul class=\"desk-list\" id=\"sessions\">\n");
	for (i = 0; i < m->n; i++)
		html_f(v->b, "<li>%s, last used on %s; ends at the latest on "
		    "%s</li>\n", m->open[i].mine ? "Here" :
		    "In another browser", desk_moment(v, m->open[i].used),
		    desk_moment(v, m->open[i].ends));
	html_lit(v->b, "</ul>\n");
	desk_form_begin(v, "/desk/account", "everywhere");
	html_lit(v->b, "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button nhsuk-button--secondary\" name=\"do\" "
	    "value=\"everywhere\">Sign out everywhere</button></div>\n"
	    "</form>\n</section>\n");
}

static void
draw(struct desk_visit *v, struct mine *m)
{
	struct desk_frame f = { .title = "My account", .at = "/desk/account",
	    .error = m->old_wrong != NULL || m->new_wrong != NULL ||
	    m->again_wrong != NULL || m->anew_wrong != NULL };
	struct err e = { 0 };

	if (!read_mine(v, m, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">My "
	    "account</h1>\n");
	if (m->said != NULL)
		html_f(v->b, "<p class=\"desk-said\" role=\"status\">%s</p>\n",
		    m->said);
	if (v->me.must_change)
		html_lit(v->b, "<p id=\"must\"><b>Choose another password "
		    "first.</b> Somebody may have seen the one that you have, "
		    "so until then no other page opens.</p>\n");
	draw_who(v, m);
	draw_password(v, m);
	draw_anew(v, m);
	draw_sessions(v, m);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* ---- another password -------------------------------------------- */

/* The old one is looked at first.  Where it is wrong the new one is of no use,
 * and the attempt still counts. */
static bool
change(struct desk_visit *v, struct staff_result *r, const char **wrong,
    struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct str old = str_of(desk_sent(v, "old"));
	struct staff_password chosen = { 0 };
	struct staff_try t;
	bool ok;

	if (!desk_store_open(v, DB_READ, &s, e) ||
	    !staff_try(s.c, v->me.login, now_seconds(), &t, e))
		return false;
	desk_store_close(&s);
	ok = staff_try_password(&t, old, e);
	if (ok && t.right && !staff_password(str_of(desk_sent(v, "password")),
	    old, v->me.login, &chosen, e)) {
		ok = e->code == ERR_INPUT;
		*wrong = ok ? desk_sentence(v, e) : NULL;
	} else if (ok) {
		ok = desk_store_open(v, DB_WRITE, &s, e) &&
		    staff_change_password(s.c, &v->secret, &t, &chosen,
		    now_seconds(), r, e);
	}
	seal_wipe(&t, sizeof(t));
	return ok;
}

static void
changed(struct desk_visit *v, struct staff_result *r)
{
	struct mine m = { .said = "The password is changed." };
	struct err e = { 0 };

	desk_remember(v, &r->secret);
	seal_wipe(&r->secret, sizeof(r->secret));
	if (!desk_meet_again(v, &e))
		desk_failed(v, &e);
	else
		draw(v, &m);
}

static void
change_password(struct desk_visit *v)
{
	struct staff_result r = { 0 };
	struct mine m = { 0 };
	struct err e = { 0 };

	if (strcmp(desk_sent(v, "password"), desk_sent(v, "again")) != 0) {
		m.again_wrong = "The two new passwords differ: type the same "
		    "one twice";
		draw(v, &m);
	} else if (!change(v, &r, &m.new_wrong, &e)) {
		desk_failed(v, &e);
	} else if (m.new_wrong != NULL) {
		draw(v, &m);
	} else if (r.answer == STAFF_IN) {
		changed(v, &r);
	} else if (r.answer == STAFF_GONE) {
		desk_redirect(v, "/desk/sign-in?out=");
	} else {
		m.old_wrong = r.answer == STAFF_WAIT ? desk_wait(v, r.wait) :
		    "This is not the password that you have now";
		draw(v, &m);
	}
}

/* ---- another phone ----------------------------------------------- */

/* A wrong password counts as at signing in. */
static bool
reset(struct desk_visit *v, char code[CODE_TEXT], struct staff_result *r,
    struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct staff_try t;
	bool ok;

	if (!desk_store_open(v, DB_READ, &s, e) ||
	    !staff_try(s.c, v->me.login, now_seconds(), &t, e))
		return false;
	desk_store_close(&s);
	ok = staff_try_password(&t, str_of(desk_sent(v, "own")), e) &&
	    desk_store_open(v, DB_WRITE, &s, e) &&
	    staff_try_end(s.c, &t, now_seconds(), r, e) &&
	    (r->answer != STAFF_IN || staff_reset(s.c, v->me.login,
	    v->me.login, now_seconds(), code, e));
	seal_wipe(&t, sizeof(t));
	seal_wipe(&r->secret, sizeof(r->secret));
	return ok;
}

static void
draw_setup(struct desk_visit *v, const char *code)
{
	struct desk_frame f = { .title = "Your setup code",
	    .at = "/desk/account" };

	v->who = DESK_NOBODY;
	desk_frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Your "
	    "setup code</h1>\n<section class=\"desk-panel desk-new\">\n"
	    "<p class=\"desk-secret\" id=\"setup-code\">%s</p>\n<p>Good until "
	    "%s, once. <b>It is not shown again.</b> You are signed out. Your "
	    "login name is <b>%s</b>.</p>\n<p><a class=\"nhsuk-button\" "
	    "href=\"/desk/first\">Use it now</a></p>\n</section></div>\n",
	    code, desk_moment(v, now_seconds() + STAFF_SETUP_CODE),
	    v->me.login);
	desk_frame_end(v);
}

static void
anew(struct desk_visit *v)
{
	struct staff_result r = { 0 };
	struct mine m = { 0 };
	struct err e = { 0 };
	char code[CODE_TEXT];

	if (!reset(v, code, &r, &e)) {
		desk_failed(v, &e);
	} else if (r.answer == STAFF_IN) {
		desk_forget(v);
		draw_setup(v, code);
		seal_wipe(code, sizeof(code));
	} else {
		m.anew_wrong = r.answer == STAFF_WAIT ? desk_wait(v, r.wait) :
		    "This is not your password";
		draw(v, &m);
	}
}

static void
everywhere(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct err e = { 0 };

	if (!desk_store_open(v, DB_WRITE, &s, &e) ||
	    !staff_sign_out_everywhere(s.c, &v->secret, now_seconds(), &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_forget(v);
	v->out->clear = true;
	desk_redirect(v, "/desk/sign-in?out=");
}

void
desk_account(struct desk_visit *v)
{
	const char *what = desk_sent(v, "do");
	struct mine m = { 0 };

	if (strcmp(what, "password") == 0)
		change_password(v);
	else if (strcmp(what, "anew") == 0 && !v->me.must_change)
		anew(v);
	else if (strcmp(what, "everywhere") == 0)
		everywhere(v);
	else
		draw(v, &m);
}
