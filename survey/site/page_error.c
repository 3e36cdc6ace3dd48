/* SPDX-License-Identifier: MIT
 *
 * page_error.c -- pages for when something did not go as it should.
 */
#include "survey/site/private.h"

#include <stdio.h>

enum { SAY_SECONDS = 10 };

static const struct words {
	int		 status;
	const char	*title, *says;
} words[] = {
	{ 404, TR("Page not found"), TR("There is no page at this address. If "
	    "you typed it, please check it. If you followed a link, it may be "
	    "out of date.") },
	{ 405, TR("That is not possible here"), TR("This address does not take "
	    "that kind of request.") },
	{ 409, TR("This page is out of date"), TR("One of your other answers "
	    "has changed since you opened it, perhaps in another window, so "
	    "we do not ask this any more.") },
	{ 413, TR("That was too much to send at once"), TR("We could not take "
	    "all of it. Please go back, make your answer shorter or choose a "
	    "smaller file, and send the rest by email or letter.") },
	{ 500, TR("Sorry, something is wrong on our side"), TR("Your answers "
	    "have not been sent. You can try again later, or use one of the "
	    "other ways to answer.") },
	{ 503, TR("Sorry, we cannot keep answers at the moment"), TR("Your "
	    "answers have not been sent. What you had saved is still there. "
	    "Please try again in a few minutes, or use one of the other ways "
	    "to answer.") },
	/* The last is for every other status. */
	{ 400, TR("Sorry, we could not read that"), TR("Something in the "
	    "request was not as we expected. Please go back and try again.") },
};

/* Is it about answers that are not sent yet? */
static bool
is_answering(const struct visit *v)
{
	const char *kind = v->out->kind != NULL ? v->out->kind : "";

	return strcmp(kind, "feedback") != 0 && strcmp(kind, "paper") != 0 &&
	    !(v->has_draft && v->draft.sent);
}

void
page_error(struct visit *v, int status)
{
	const struct words *w = words;
	struct frame f = { 0 };

	while (w->status != status && w < &words[LEN(words) - 1])
		w++;
	f.title = tr(v->lo, w->title);
	frame_begin(v, status, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	para(v, status >= 500 && !is_answering(v) ? TR("We could not do what "
	    "you asked. Nothing else has changed. Please try again in a few "
	    "minutes.") : w->says);
	unkept(v, TR("We have not kept this. Please copy it before you leave "
	    "this page."));
	if (v->has_draft && !v->draft.sent && (status >= 500 || status == 409))
		html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n",
		    address(v, "check"), tr(v->lo, "Go back to your answers"));
	else
		html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n",
		    address(v, ""), tr(v->lo, "Go to the first page"));
	frame_end(v);
}

void
page_failed(struct visit *v, const struct err *e)
{
	int64_t last = v->site->said;

	if (e->code == ERR_LIMIT) {	/* it is never taken, however often */
		page_error(v, 413);
		return;
	}
	/* Once is enough: everybody who presses Continue would add a line. */
	if ((v->now < last || v->now - last >= SAY_SECONDS) &&
	    atomic_compare_exchange_strong(&v->site->said, &last, v->now))
		fprintf(stderr, "earshot: %s\n", e->msg);
	page_error(v, e->code == ERR_IO || e->code == ERR_BUSY ? 503 : 500);
}

/* For whoever watches the server, or sends people to another one. */
void
go_healthz(struct visit *v)
{
	struct intake_meter m;

	intake_meter(v->site->intake, &m);
	v->out->status = m.well ? 200 : 503;
	v->out->type = "text/plain; charset=utf-8";
	buf_puts(v->b, m.well ? "ok\n" : "not well: answers cannot be kept\n");
}

void
page_gone(struct visit *v)
{
	struct frame f = { .title = tr(v->lo, "We cannot find your answers") };

	frame_begin(v, 410, &f);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	para(v, "The answers that you had started are not there any more. "
	    "This happens when they were kept for too long, when cookies were "
	    "cleared, or on another device.");
	para(v, "We are sorry. If you have already sent your answers, we have "
	    "them and you do not need to do anything.");
	unkept(v, TR("We have not kept this. Please copy it before you leave "
	    "this page. You can paste it in when you have started again."));
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "back"),
	    tr(v->lo, "I have a return code"));
	if (season(v) == SEASON_OPEN) {
		html_f(v->b, "<form action=\"%s\" method=\"post\" "
		    "novalidate>\n", address(v, "start"));
		fair_marks(v);
		button(v, "Start again");
		html_lit(v->b, "</form>\n");
	} else {
		html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, ""),
		    tr(v->lo, "Go to the first page"));
	}
	frame_end(v);
}
