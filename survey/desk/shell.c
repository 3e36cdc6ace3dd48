/* SPDX-License-Identifier: MIT
 *
 * shell.c -- the frame around every page of the desk.
 */
#include "survey/desk/private.h"

static const struct { const char *address, *name; } parts[] = {
	{ "/", "Home" },
	{ "/desk/questionnaire", "Questionnaire" },
	{ "/desk/tryout", "Try it out" },
	{ "/desk/keying", "Keying" },
	{ "/desk/messages", "Messages" },
	{ "/desk/tasks", "Tasks" },
	{ "/desk/results", "Results" },
	{ "/desk/staff", "Staff" },
	{ "/desk/log", "Log" },
};

static void
head(struct desk_visit *v, const struct desk_frame *f)
{
	html_f(v->b, "<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">\n<head>\n"
	    "<meta charset=\"utf-8\">\n<title>%s%s – Earshot desk</title>\n"
	    "<meta name=\"viewport\" content=\"width=device-width, "
	    "initial-scale=1\">\n"
	    "<link rel=\"icon\" href=\"%s\" type=\"image/svg+xml\">\n"
	    "<link rel=\"stylesheet\" href=\"%s\">\n"
	    "<link rel=\"stylesheet\" href=\"%s\">\n"
	    "<script src=\"%s\" defer></script>\n",
	    f->error ? "Error: " : "", f->title, asset_path("favicon_svg"),
	    asset_path("nhsuk_css"), asset_path("desk_css"),
	    asset_path("desk_js"));
	if (strcmp(f->at, "/desk/keying") == 0)
		html_f(v->b, "<script src=\"%s\" defer></script>\n",
		    asset_path("keying_js"));
	if (strcmp(f->at, "/desk/messages") == 0)
		html_f(v->b, "<script src=\"%s\" defer></script>\n",
		    asset_path("message_js"));
	html_lit(v->b, "</head>\n");
}

/* "Open, 37 days left: closes on 3 January 2027" */
static const char *
days_words(struct desk_visit *v, const struct forms_settings *s)
{
	int64_t now = now_seconds(), left;

	if (s == NULL || !s->has_dates)
		return "";
	if (now < s->opens)
		return arena_printf(v->a, "Opens on %s",
		    desk_day(v, s->open_day));
	if (now >= s->closes)
		return arena_printf(v->a, "Closed since %s",
		    desk_day(v, s->close_day));
	left = date_days(s->close_day) - date_days(uk_date(now));
	if (left == 0)
		return "Open: closes today";
	return arena_printf(v->a, "Open, %lld day%s left: closes on %s",
	    (long long)left, left == 1 ? "" : "s", desk_day(v, s->close_day));
}

/* Only whoever has signed in is told which consultation this is. */
static void
consultation(struct desk_visit *v, const struct desk_frame *f)
{
	const struct shown *shown = f->shown;
	const struct forms_form *form;
	struct shown *own = NULL;
	struct forms_diags d;
	struct err ignored;

	if (v->who != DESK_FULL)
		return;
	if (shown == NULL)
		shown = own = shown_check(v->desk, NULL, (struct str){ "", 0 },
		    &d, &ignored);
	form = shown != NULL ? shown->form : NULL;
	html_lit(v->b, "<div class=\"desk-sub\"><div class=\"desk-wrap\">"
	    "<span>");
	if (form != NULL && form->owner[0] != '\0')
		html_f(v->b, "<b>%s</b> · %s", form->owner, form->title);
	else
		html_f(v->b, "<b>%s</b>", form != NULL ? form->title :
		    path_name(v->a, v->desk->dir));
	html_f(v->b, "</span><span class=\"desk-num\">%s</span></div></div>",
	    shown != NULL ? days_words(v, shown->settings) : "");
	shown_drop(own);
}

static void
link_to(struct desk_visit *v, const struct desk_frame *f, const char *address,
    const char *name)
{
	if (strcmp(f->at, address) == 0)
		html_f(v->b, "<a href=\"%s\" aria-current=\"page\">%s</a>",
		    address, name);
	else
		html_f(v->b, "<a href=\"%s\">%s</a>", address, name);
}

/* Only what whoever asks may open. */
static void
parts_of(struct desk_visit *v, const struct desk_frame *f)
{
	size_t i;

	if (v->who != DESK_FULL)
		return;
	html_lit(v->b, "<nav aria-label=\"Desk\">"
	    "<ul class=\"desk-nav\">\n");
	for (i = 0; i < LEN(parts); i++) {
		if (!desk_may(v, parts[i].address))
			continue;
		html_lit(v->b, "<li>");
		link_to(v, f, parts[i].address, parts[i].name);
		html_lit(v->b, "</li>\n");
	}
	html_lit(v->b, "</ul></nav>\n");
}

static void
me(struct desk_visit *v, const struct desk_frame *f)
{
	html_lit(v->b, "<div class=\"desk-bar__me\">");
	if (v->who == DESK_FULL)
		html_f(v->b, "<span>%s%s%s</span>", v->me.name,
		    v->me.roles != 0 ? ", " : "", v->me.roles != 0 ?
		    desk_roles_words(v, v->me.roles) : "");
	if (v->who == DESK_FULL)
		link_to(v, f, "/desk/account", "My account");
	link_to(v, f, "/desk/help", "Help");
	if (v->who == DESK_NOBODY) {
		link_to(v, f, "/desk/sign-in", "Sign in");
	} else {
		desk_form_begin(v, "/desk/sign-out", "sign-out");
		html_lit(v->b, "<button class=\"desk-bar__out\">Sign out"
		    "</button></form>");
	}
	html_lit(v->b, "</div>\n");
}

static void
bar(struct desk_visit *v, const struct desk_frame *f)
{
	html_lit(v->b, "<body class=\"desk\">\n<a class=\"nhsuk-skip-link\" "
	    "href=\"#maincontent\">Skip to main content</a>\n"
	    "<header class=\"desk-bar\"><div class=\"desk-wrap\">\n"
	    "<a class=\"desk-bar__name\" href=\"/\"><svg width=\"24\" "
	    "height=\"24\" aria-hidden=\"true\" focusable=\"false\">"
	    "<circle cx=\"6\" cy=\"12\" r=\"3.5\" fill=\"#fff\"></circle>"
	    "<path d=\"M11.5 6.5a8 8 0 0 1 0 11M15.5 3.5a12.5 12.5 0 0 1 0 "
	    "17\" fill=\"none\" stroke=\"#fff\" stroke-width=\"2.4\" "
	    "stroke-linecap=\"round\"></path></svg><span>Earshot desk</span>"
	    "</a>\n");
	parts_of(v, f);
	me(v, f);
	html_lit(v->b, "</div>\n");
	consultation(v, f);
	html_lit(v->b, "</header>\n<main id=\"maincontent\" "
	    "class=\"desk-wrap\" tabindex=\"-1\">\n");
}

void
desk_frame_begin(struct desk_visit *v, int status, const struct desk_frame *f)
{
	v->out->status = status;
	v->out->type = "text/html; charset=utf-8";
	buf_clear(v->b);
	head(v, f);
	bar(v, f);
}

void
desk_frame_end(struct desk_visit *v)
{
	html_lit(v->b, "</main>\n</body>\n</html>\n");
}

void
desk_form_begin(struct desk_visit *v, const char *action, const char *id)
{
	html_f(v->b, "<form id=\"%s\" action=\"%s\" method=\"post\">\n"
	    "<input type=\"hidden\" name=\"token\" value=\"%s\">\n", id,
	    action, desk_token(v));
}

void
desk_redirect(struct desk_visit *v, const char *address)
{
	buf_clear(v->b);
	v->out->status = 303;
	v->out->type = NULL;
	v->out->location = address;
}

void
desk_says(struct desk_visit *v, int status, const char *words)
{
	struct desk_frame f = { .title = words, .at = "", .error = true };

	f.title = status == 404 ? "Not found" : "Not done";
	desk_frame_begin(v, status, &f);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1>"
	    "<p>%s</p></div>\n", f.title, words);
	desk_frame_end(v);
}

/* What people type at length, and a page sends under these names. */
static const struct { const char *name, *id, *label; int rows; } typed[] = {
	{ "text", "kept", "What you wrote. It is not saved: copy it from here",
	    20 },
	{ "note", "kept-note", "Your note. It is not saved: copy it from here",
	    4 },
	{ "reason", "kept-reason", "Your reason. It is not saved: copy it from "
	    "here", 4 },
	{ "numbers", "kept-numbers", "The numbers. They are not saved: copy "
	    "them from here", 6 },
};

/* A sheet that was keyed, a line for each question: "agree[P3]: 4". */
static const char *
keyed(const struct desk_visit *v)
{
	const struct http_pairs *p = &v->r->form;
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < p->n; i++)
		if (p->v[i].value[0] != '\0' &&
		    (strncmp(p->v[i].name, "k.", 2) == 0 ||
		    strncmp(p->v[i].name, "w.", 2) == 0))
			buf_printf(&b, "%s%s: %s\n", p->v[i].name + 2,
			    p->v[i].name[0] == 'w' ? ", beside it" : "",
			    p->v[i].value);
	return arena_str(v->a, buf_text(&b));
}

bool
desk_typed(const struct desk_visit *v)
{
	size_t i;

	for (i = 0; i < LEN(typed); i++)
		if (*desk_sent(v, typed[i].name) != '\0')
			return true;
	return *keyed(v) != '\0';
}

static void
give_back(struct desk_visit *v, const char *id, const char *label, int rows,
    const char *words)
{
	if (*words != '\0')
		html_f(v->b, "<p><label for=\"%s\"><b>%s</b></label></p>\n"
		    "<textarea class=\"desk-input desk-mono\" id=\"%s\" "
		    "rows=\"%d\" readonly spellcheck=\"false\">\n%s"
		    "</textarea>\n", id, label, id, rows, words);
}

void
desk_not_taken(struct desk_visit *v, const char *words)
{
	struct desk_frame f = { .title = "Not done", .at = "", .error = true };
	size_t i;

	if (!desk_typed(v)) {
		desk_says(v, 403, words);
		return;
	}
	desk_frame_begin(v, 403, &f);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1>\n"
	    "<p>%s</p>\n", f.title, words);
	for (i = 0; i < LEN(typed); i++)
		give_back(v, typed[i].id, typed[i].label, typed[i].rows,
		    desk_sent(v, typed[i].name));
	give_back(v, "kept-keyed", "What you keyed, by the names of the "
	    "questions. It is not saved: copy it from here", 12, keyed(v));
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

void
desk_failed(struct desk_visit *v, const struct err *e)
{
	desk_says(v, e->code == ERR_INPUT || e->code == ERR_USAGE ? 409 :
	    e->code == ERR_BUSY || e->code == ERR_LIMIT ? 503 : 500, e->msg);
}

const char *
desk_sent(const struct desk_visit *v, const char *name)
{
	const char *value = http_value(&v->r->form, name);

	return value != NULL ? value : "";
}
