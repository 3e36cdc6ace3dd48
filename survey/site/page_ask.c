/* SPDX-License-Identifier: MIT
 *
 * page_ask.c -- what people may ask for without having answered: a paper copy or
 * another format, and to tell us about the site.
 *
 * Each is sealed at once and reaches the desk as a task.
 */
#include "survey/site/private.h"

#include <stdio.h>

enum { ONCE = 16 };

/* So that pressing the button twice asks once. */
static void
draw_once(struct visit *v)
{
	const char *once = http_value(&v->r->form, "once");
	uint8_t random[ONCE];
	char hex[2 * ONCE + 1];

	if (once == NULL) {
		seal_random(random, sizeof(random));
		hex_put(hex, random, ONCE);
		once = hex;
	}
	html_f(v->b, "<input type=\"hidden\" name=\"once\" value=\"%s\">\n",
	    once);
}

/* What the desk is told of a form that a program may have filled in. */
static const char *
marked(struct visit *v, const char *words)
{
	unsigned flags = fair_form(v);

	if (flags == 0)
		return words;
	return arena_printf(v->a, "%s%s[A program may have sent this:%s%s%s%s.]",
	    words, *words != '\0' ? "\n" : "",
	    flags & STORE_TRAP ? " the hidden box was filled in" : "",
	    flags & STORE_TRAP && flags & ~(unsigned)STORE_TRAP ? ";" : "",
	    flags & STORE_UNSIGNED ? " it did not come from our form" : "",
	    flags & STORE_FAST ? " it was sent within a second" : "");
}

/* The same words from the same page are the same request; who goes back and
 * corrects an address asks anew. */
static void
make_token(const struct visit *v, const struct store_request *r,
    uint8_t token[TOKEN_SIZE])
{
	const char *once = http_value(&v->r->form, "once");
	struct buf b CLEAN(buf_free) = { 0 };
	uint8_t hash[32];

	if (once == NULL || strlen(once) != 2 * ONCE) {
		seal_random(token, TOKEN_SIZE);
		return;
	}
	buf_printf(&b, "earshot once %s ", once);
	request_encode(r, &b);
	seal_hash(hash, NULL, 0, b.p, b.n);
	memcpy(token, hash, TOKEN_SIZE);
	seal_wipe(b.p, b.n);
}

static void
ask(struct visit *v, struct store_request *r)
{
	struct intake_request q = { 0 };
	enum intake_outcome outcome;
	struct err e = { 0 };

	date_text(uk_date(v->now), r->day);
	snprintf(r->lang, sizeof(r->lang), "%s",
	    locale_tag(v->language->words));
	r->rehearsal = v->site->opt.rehearsal;
	make_token(v, r, q.token);
	r->words = marked(v, r->words);
	q.r = *r;
	if (intake_request(v->site->intake, &q, &outcome, &e))
		redirect(v, address(v, "thanks"));
	else
		page_failed(v, &e);
}

static void
begin(struct visit *v, const char *title, const char *anchor,
    const char *problem)
{
	struct frame f = { .title = title, .back = address(v, ""),
	    .error = problem != NULL };

	frame_begin(v, 200, &f);
	if (problem != NULL)
		form_problem(v, anchor, problem);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
}

static void
draw_reach(struct visit *v, const char *problem)
{
	para(v, "Tell us how to reach you: by email, phone or letter. What you "
	    "write here is locked like your answers. We use it for this "
	    "alone.");
	box_line(v, "name", TR("Your name, if you like"), "text", NULL);
	box_area(v, "address", TR("Postal address"), 4, problem);
	box_line(v, "email", TR("Email address"), "email", NULL);
	box_line(v, "phone", TR("Phone number"), "tel", NULL);
}

static struct store_request
typed(const struct visit *v, enum request_kind kind)
{
	return (struct store_request){ .kind = kind,
	    .name = box_typed(v, "name"), .email = box_typed(v, "email"),
	    .phone = box_typed(v, "phone"),
	    .address = box_typed(v, "address"),
	    .words = box_typed(v, "words") };
}

static bool
reachable(const struct store_request *r)
{
	return *r->email != '\0' || *r->phone != '\0' || *r->address != '\0';
}

/* ---- feedback -------------------------------------------------------- */

static void
draw_feedback(struct visit *v, const char *problem)
{
	begin(v, tr(v->lo, "Give feedback on this website"),
	    "words", problem);
	para(v, "This is only about the website. To say what you think of the "
	    "proposals, please answer the questions.");
	form_begin(v, address(v, "feedback"));
	fair_marks(v);
	draw_once(v);
	box_area(v, "words", TR("What would you like to tell us about this "
	    "website?"), 6, problem);
	html_f(v->b, "<h2 class=\"nhsuk-heading-m\">%s</h2>\n",
	    tr(v->lo, "If you would like a reply"));
	draw_reach(v, NULL);
	button(v, "Send feedback");
	html_lit(v->b, "</form>\n");
	frame_end(v);
}

void
go_feedback(struct visit *v)
{
	struct store_request r = typed(v, REQUEST_FEEDBACK);

	if (v->r->method != HTTP_POST)
		draw_feedback(v, NULL);
	else if (*r.words == '\0')
		draw_feedback(v, TR("Write what you would like to tell us"));
	else
		ask(v, &r);
}

/* ---- paper, or another format ---------------------------------------- */

static const struct { const char *name, *words; } formats[] = {
	{ "paper", TR("A paper copy") }, { "large-print", TR("Large print") },
	{ "easy-read", TR("Easy Read") }, { "braille", TR("Braille") },
	{ "audio", TR("Audio") },
	{ "other", TR("Another language or format") },
};

static const char *
chosen(const struct visit *v)
{
	const char *name = box_typed(v, "format");
	size_t i;

	for (i = 0; i < LEN(formats); i++)
		if (strcmp(formats[i].name, name) == 0)
			return formats[i].name;
	return "";
}

static void
draw_formats(struct visit *v, const char *problem)
{
	size_t i;

	html_f(v->b, "<div class=\"nhsuk-form-group%s\">\n<fieldset class="
	    "\"nhsuk-fieldset\"%s>\n<legend class=\"nhsuk-fieldset__legend "
	    "nhsuk-fieldset__legend--m\">%s</legend>\n", problem != NULL ?
	    " nhsuk-form-group--error" : "", problem != NULL ?
	    " aria-describedby=\"format-error\"" : "",
	    tr(v->lo, "What would you like us to send you?"));
	if (problem != NULL)
		html_f(v->b, "<span class=\"nhsuk-error-message\" id=\"format-"
		    "error\"><span class=\"nhsuk-u-visually-hidden\">%s</span> "
		    "%s</span>\n", tr(v->lo, "Error:"), tr(v->lo, problem));
	html_lit(v->b, "<div class=\"nhsuk-radios\">\n");
	for (i = 0; i < LEN(formats); i++)
		html_f(v->b, "<div class=\"nhsuk-radios__item\"><input class="
		    "\"nhsuk-radios__input\" id=\"%s\" name=\"format\" type="
		    "\"radio\" value=\"%s\"%s><label class=\"nhsuk-label "
		    "nhsuk-radios__label\" for=\"%s\">%s</label></div>\n",
		    i == 0 ? "format" : formats[i].name, formats[i].name,
		    strcmp(chosen(v), formats[i].name) == 0 ? " checked" : "",
		    i == 0 ? "format" : formats[i].name,
		    tr(v->lo, formats[i].words));
	html_lit(v->b, "</div>\n</fieldset>\n</div>\n");
}

static void
draw_paper(struct visit *v, const char *what, const char *where)
{
	begin(v, tr(v->lo, "Ask for a paper copy or another format"),
	    what != NULL ? "format" : "address", what != NULL ? what : where);
	form_begin(v, address(v, "paper"));
	fair_marks(v);
	draw_once(v);
	draw_formats(v, what);
	box_area(v, "words", TR("Which language or format, or anything else "
	    "that we should know"), 3, NULL);
	draw_reach(v, where);
	button(v, "Send my request");
	html_lit(v->b, "</form>\n");
	frame_end(v);
}

void
go_paper(struct visit *v)
{
	struct store_request r = typed(v, REQUEST_PAPER);

	r.format = chosen(v);
	if (v->r->method != HTTP_POST)
		draw_paper(v, NULL, NULL);
	else if (*r.format == '\0')
		draw_paper(v, TR("Choose what you would like us to send you"),
		    NULL);
	else if (!reachable(&r))
		draw_paper(v, NULL, TR("Enter an email address, a phone number "
		    "or a postal address"));
	else
		ask(v, &r);
}

/* ---- it has arrived -------------------------------------------------- */

void
go_thanks(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "Thank you. We have what you "
	    "wrote") };

	frame_begin(v, 200, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	para(v, "If you asked for something, we will send it to you.");
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, ""),
	    tr(v->lo, "Go to the first page"));
	frame_end(v);
}
