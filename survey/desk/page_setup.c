/* SPDX-License-Identifier: MIT
 *
 * page_setup.c -- the first sign-in: a setup code, a password, a phone that
 * makes codes, and recovery codes.
 */
#include "survey/desk/private.h"

static void
begin(struct desk_visit *v, const char *at, const char *title, bool error)
{
	struct desk_frame f = { .title = title, .at = at, .error = error };

	desk_frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1>\n",
	    title);
}

static void
end(struct desk_visit *v, const char *button)
{
	html_f(v->b, "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button\">%s</button></div>\n</div>\n</form>\n"
	    "</div>\n", button);
	desk_frame_end(v);
}

/* ---- the setup code ---------------------------------------------- */

static void
draw_first(struct desk_visit *v, const char *wrong)
{
	struct desk_box box[] = {
		{ .name = "login", .label = "Login name",
		    .value = desk_sent(v, "login"),
		    .autocomplete = "username", .wrong = wrong },
		{ .name = "setup", .label = "Setup code", .code = true,
		    .hint = "Seven groups of four letters and digits" },
	};

	begin(v, "/desk/first", "Sign in for the first time", wrong != NULL);
	desk_alert(v, "This did not work", NULL, box, LEN(box));
	html_lit(v->b, "<p>You need the setup code that you were given, and a "
	    "phone with an app that makes codes by time (an authenticator "
	    "app). There are three steps: a password, the phone, and codes to "
	    "keep on paper.</p>\n");
	desk_form_begin(v, "/desk/first", "first");
	html_lit(v->b, "<div class=\"desk-panel\">\n");
	desk_box(v, &box[0]);
	desk_box(v, &box[1]);
	end(v, "Continue");
}

void
desk_first(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct staff_result r = { 0 };
	struct err e = { 0 };

	if (v->who == DESK_FULL) {
		desk_redirect(v, "/");
	} else if (v->r->method != HTTP_POST || !desk_store_there(v)) {
		draw_first(v, v->r->method != HTTP_POST ? NULL :
		    "There are no accounts yet");
	} else if (!desk_store_open(v, DB_WRITE, &s, &e) ||
	    !staff_setup_begin(s.c, desk_sent(v, "login"),
	    str_of(desk_sent(v, "setup")), now_seconds(), &r, &e)) {
		desk_failed(v, &e);
	} else if (r.answer == STAFF_IN) {
		desk_remember(v, &r.secret);
		desk_redirect(v, "/desk/setup/password");
	} else {
		draw_first(v, "The login name and the setup code do not belong "
		    "together, or the code is over");
	}
}

/* ---- the password ------------------------------------------------ */

static void
draw_password(struct desk_visit *v, const char *wrong, const char *again)
{
	struct desk_box box[] = {
		{ .name = "password", .label = "Password", .type = "password",
		    .hint = "12 to 128 characters of any kind. Four words that "
		    "do not belong together are a good one.",
		    .autocomplete = "new-password", .wrong = wrong },
		{ .name = "again", .label = "The same password again",
		    .type = "password", .autocomplete = "new-password",
		    .wrong = again },
	};

	begin(v, "/desk/first", "Step 1 of 3: choose a password",
	    wrong != NULL || again != NULL);
	desk_alert(v, "Choose another password", NULL, box, LEN(box));
	desk_form_begin(v, "/desk/setup/password", "choose");
	/* for whatever keeps passwords */
	html_f(v->b, "<input class=\"nhsuk-u-visually-hidden\" type=\"text\" "
	    "name=\"login\" value=\"%s\" autocomplete=\"username\" readonly "
	    "tabindex=\"-1\" aria-label=\"Login name\">\n"
	    "<div class=\"desk-panel\">\n", v->me.login);
	desk_box(v, &box[0]);
	desk_box(v, &box[1]);
	end(v, "Continue");
}

void
desk_setup_password(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	const char *chosen = desk_sent(v, "password");
	struct staff_password p;
	enum staff_answer answer;
	struct err e = { 0 };

	if (v->r->method != HTTP_POST) {
		draw_password(v, NULL, NULL);
	} else if (strcmp(chosen, desk_sent(v, "again")) != 0) {
		draw_password(v, NULL, "The two passwords differ: type the "
		    "same one twice");
	} else if (!staff_password(str_of(chosen), (struct str){ "", 0 },
	    v->me.login, &p, &e)) {
		if (e.code == ERR_INPUT || e.code == ERR_LIMIT)
			draw_password(v, desk_sentence(v, &e), NULL);
		else
			desk_failed(v, &e);
	} else if (!desk_store_open(v, DB_WRITE, &s, &e) ||
	    !staff_setup_password(s.c, &v->secret, &p, now_seconds(), &answer,
	    &e)) {
		desk_failed(v, &e);
	} else {
		desk_redirect(v, answer == STAFF_IN ? "/desk/setup/phone" :
		    "/desk/first");
	}
}

/* ---- the phone --------------------------------------------------- */

static void
draw_secret(struct desk_visit *v, const uint8_t totp[TOTP_SECRET])
{
	struct buf uri CLEAN(buf_free) = { 0 };
	char text[TOTP_BASE32];
	size_t i;

	totp_uri(totp, "Earshot desk", v->me.login, &uri);
	totp_base32(totp, text);
	html_lit(v->b, "<p>In the app on your phone, add an account and point "
	    "the camera at this picture.</p>\n");
	qr_draw(v->b, "desk-qr", "A picture with the secret, for the camera "
	    "of a phone", buf_text(&uri));
	html_lit(v->b, "<p>Without a camera, choose “enter a key” or “setup "
	    "key” in the app, and type this; it is by time:</p>\n"
	    "<p class=\"desk-secret\" id=\"totp\">");
	for (i = 0; text[i] != '\0'; i += 4)
		html_f(v->b, "<span>%s</span> ", arena_strn(v->a, text + i,
		    4));
	html_lit(v->b, "</p>\n<p>Whoever has it can make your codes: show it "
	    "to nobody.</p>\n");
	seal_wipe(text, sizeof(text));
}

static void
draw_phone(struct desk_visit *v, const uint8_t totp[TOTP_SECRET],
    const char *wrong)
{
	struct desk_box box = { .name = "code", .label = "The six digits that "
	    "the app shows now", .autocomplete = "one-time-code", .code = true,
	    .wrong = wrong };

	begin(v, "/desk/first", "Step 2 of 3: let your phone make codes",
	    wrong != NULL);
	desk_alert(v, "The code is not right", NULL, &box, 1);
	desk_form_begin(v, "/desk/setup/phone", "phone");
	html_lit(v->b, "<div class=\"desk-panel\">\n");
	draw_secret(v, totp);
	desk_box(v, &box);
	end(v, "Continue");
}

static void
draw_recovery(struct desk_visit *v,
    char codes[STAFF_RECOVERY][REFERENCE_SIZE])
{
	size_t i;

	begin(v, "/desk/first", "Step 3 of 3: keep these codes", false);
	html_lit(v->b, "<div class=\"desk-panel desk-print\">\n<p>You are "
	    "signed in. If your phone is lost or broken, each of these ten "
	    "recovery codes signs you in once, in the place of a code of the "
	    "phone.</p>\n<p><b>They are not shown again.</b> Print this page "
	    "or write them down, and lock them away; not in the place where "
	    "your password is.</p>\n<ol class=\"desk-recovery\" "
	    "id=\"recovery\">\n");
	for (i = 0; i < STAFF_RECOVERY; i++)
		html_f(v->b, "<li>%s</li>\n", codes[i]);
	html_f(v->b, "</ol>\n<p>Earshot desk, login name %s</p>\n</div>\n"
	    "<div class=\"desk-actions\"><button type=\"button\" "
	    "class=\"nhsuk-button nhsuk-button--secondary desk-js\" "
	    "data-print>Print this page</button>\n<a class=\"nhsuk-button\" "
	    "href=\"/\">I have them: go to the desk</a></div>\n</div>\n",
	    v->me.login);
	desk_frame_end(v);
}

/* Signed in from here on, as the frame around the codes shows. */
static void
finished(struct desk_visit *v, const struct staff_result *r,
    char codes[STAFF_RECOVERY][REFERENCE_SIZE], struct err *e)
{
	desk_remember(v, &r->secret);
	if (!desk_meet_again(v, e))
		desk_failed(v, e);
	else
		draw_recovery(v, codes);
}

static void
take_code(struct desk_visit *v, struct desk_store *s,
    const uint8_t totp[TOTP_SECRET], struct err *e)
{
	char codes[STAFF_RECOVERY][REFERENCE_SIZE];
	struct staff_result r;

	if (!staff_setup_finish(s->c, &v->secret, str_of(desk_sent(v, "code")),
	    now_seconds(), codes, &r, e)) {
		if (e->code == ERR_INPUT)
			desk_redirect(v, "/desk/setup/password");
		else
			desk_failed(v, e);
		return;
	}
	desk_store_close(s);
	if (r.answer == STAFF_GONE)
		desk_redirect(v, "/desk/first");
	else if (r.answer == STAFF_IN)
		finished(v, &r, codes, e);
	else
		draw_phone(v, totp, "This code is not right. Wait for the next "
		    "one; the clock of the phone must be right, too");
	seal_wipe(codes, sizeof(codes));
}

void
desk_setup_phone(struct desk_visit *v)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	uint8_t totp[TOTP_SECRET] = { 0 };
	enum staff_answer answer;
	struct err e = { 0 };

	if (!desk_store_open(v, DB_WRITE, &s, &e) || !staff_setup_totp(s.c,
	    &v->secret, now_seconds(), totp, &answer, &e))
		desk_failed(v, &e);
	else if (answer != STAFF_IN)
		desk_redirect(v, "/desk/first");
	else if (v->r->method == HTTP_POST)
		take_code(v, &s, totp, &e);
	else
		draw_phone(v, totp, NULL);
	seal_wipe(totp, sizeof(totp));
}
