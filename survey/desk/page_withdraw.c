/* SPDX-License-Identifier: MIT
 *
 * page_withdraw.c -- any response that its author wants back, by its reference:
 * first which one it is, then it is erased.
 */
#include "survey/desk/figures.h"
#include "survey/desk/keying.h"

struct asked {
	const char *typed; /* as it was */
	char reference[REFERENCE_SIZE];
	struct response_known r;
	bool found;
	const char *wrong;  /* with the reference; NULL */
	const char *failed; /* to erase it; NULL */
	const char *done;   /* which one was erased; NULL */
};

static const char *
channel_words(const char *channel)
{
	static const char *const words[][2] = { { "online", "On the site" },
		{ "paper", "On paper" }, { "letter", "A letter" },
		{ "phone", "A phone call" }, { "meeting", "A meeting" },
		{ "petition", "A petition" }, { "email", "By email" },
		{ "elsewhere", "In another survey tool" } };
	size_t i;

	for (i = 0; i < LEN(words); i++)
		if (strcmp(words[i][0], channel) == 0)
			return words[i][1];
	return channel;
}

/* What goes with it, and what does not. */
static const char *
goes(enum response_way way)
{
	switch (way) {
	case RESPONSE_SHEET:
		return "The response, all that was keyed and the originals are "
		       "erased. Then destroy the paper.";
	case RESPONSE_MESSAGE:
		return "The response, its message, who sent it and what "
		       "repeats "
		       "it are erased. Then delete it in the mailbox, too.";
	case RESPONSE_ELSEWHERE:
		return "The response is erased, and the file of the other tool "
		       "does not bring it back. Then delete it there, too.";
	default:
		return "The response is erased here. What came sealed stays in "
		       "the public server’s store, where only the private keys "
		       "open it, and is not taken in again.";
	}
}

/* ---- drawing -------------------------------------------------------------------- */

static void
draw_which(struct desk_visit *v, const struct asked *a)
{
	struct desk_box box = { .name = "reference",
		.label = "Reference of the response",
		.hint = "Its author has it on the receipt; Results has it in "
			"the workbook.",
		.wrong = a->wrong,
		.value = a->typed,
		.code = true };

	html_lit(v->b,
	    "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "Which one</h2>\n");
	desk_form_begin(v, "/desk/tasks/withdraw", "which");
	desk_box(v, &box);
	html_lit(v->b,
	    "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button\" name=\"do\" value=\"look\">Look it up"
	    "</button></div></form></section>\n");
}

static void
draw_found(struct desk_visit *v, const struct asked *a)
{
	struct desk_box box = { .name = "reason",
		.label = "How did its author ask for it?",
		.hint = "In a few words, without names: it is kept for good.",
		.wrong = a->failed,
		.value = desk_sent(v, "reason") };
	struct date d;

	html_f(v->b,
	    "<section class=\"desk-panel\"><h2 class=\"desk-h2\">"
	    "Response %s</h2><dl class=\"desk-facts\"><dt>How it came</dt><dd>"
	    "%s%s</dd>",
	    a->reference, channel_words(a->r.channel),
	    a->r.rehearsal ? " (a rehearsal)" : "");
	if (date_parse(str_of(a->r.day), &d))
		html_f(v->b, "<dt>On</dt><dd>%s</dd>", desk_day(v, d));
	html_f(v->b,
	    "</dl><p>%s It cannot be undone, and it does not come "
	    "back from a backup. Be sure that whoever asks is its author.</p>"
	    "\n",
	    goes(a->r.way));
	desk_form_begin(v, "/desk/tasks/withdraw", "erase");
	html_f(v->b,
	    "<input type=\"hidden\" name=\"reference\" "
	    "value=\"%s\">\n",
	    a->reference);
	desk_box(v, &box);
	html_lit(v->b,
	    "<div class=\"desk-actions\"><button "
	    "class=\"nhsuk-button\" name=\"do\" value=\"erase\">Erase it for "
	    "good</button></div></form></section>\n");
}

/* It is here still, under its number. */
static void
draw_taken_back(struct desk_visit *v, const struct asked *a)
{
	html_f(v->b,
	    "<p class=\"desk-note\">Response %s was made of a message, and "
	    "whoever confirmed it took it back. What its author wrote is "
	    "still here: erase it on the page of <a "
	    "href=\"/desk/messages/confirm?id=%lld\">message %lld</a>, under "
	    "“Its author asks for it back”.</p>\n",
	    a->reference, (long long)a->r.id, (long long)a->r.id);
}

static void
draw(struct desk_visit *v, const struct asked *a)
{
	bool wrong = a->wrong != NULL || a->failed != NULL;
	struct desk_frame f = { .title = "Withdraw a response",
		.at = "/desk/tasks",
		.error = wrong };
	struct desk_box one = { .name =
				    a->wrong != NULL ? "reference" : "reason",
		.wrong = a->wrong != NULL ? a->wrong : a->failed };

	desk_frame_begin(v, wrong ? 422 : 200, &f);
	html_lit(v->b,
	    "<div class=\"desk-page\"><p><a href=\"/desk/tasks\">"
	    "Tasks</a></p><h1 class=\"desk-h1\">Withdraw a response</h1>\n");
	if (a->done != NULL)
		html_f(v->b,
		    "<p class=\"desk-said\" role=\"status\">Response %s "
		    "is erased. Make tables, reports and exports again: those "
		    "made before have it still.</p>\n",
		    a->done);
	if (wrong)
		desk_alert(v, "Nothing was erased", NULL, &one, 1);
	html_lit(v->b,
	    "<p>For somebody who wants their response back, and "
	    "cannot withdraw it on the site: because they lost their return "
	    "code, or answered in another way.</p>\n");
	if (a->r.taken_back)
		draw_taken_back(v, a);
	if (a->found && a->wrong == NULL)
		draw_found(v, a);
	else
		draw_which(v, a);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

/* ---- what is done --------------------------------------------------------------- */

static bool
find(struct desk_visit *v, struct cases *c, struct asked *a, struct err *e)
{
	if (!reference_read(str_of(a->typed), a->reference)) {
		a->wrong = "That is no reference: one looks like "
			   "4F7K-2M9Q-X3C. Look for a letter that was misread";
		return true;
	}
	if (!response_find(c, a->reference, &a->r, &a->found, e))
		return false;
	if (!a->found)
		a->wrong = arena_printf(
		    v->a, "There is no response %s here", a->reference);
	else if (a->r.taken_back)
		a->wrong = arena_printf(v->a,
		    "Response %s was taken back, "
		    "and its message is still here",
		    a->reference);
	else if (a->r.withdrawn && strcmp(desk_sent(v, "do"), "erase") != 0)
		a->wrong = arena_printf(v->a,
		    "Response %s was withdrawn "
		    "before: nothing of it is here",
		    a->reference);
	return true;
}

enum withdrawn
desk_withdrew(struct desk_visit *v, struct cases *c, enum response_way what,
    int64_t id, const char *reference, struct err *e)
{
	return withdrawal_run(
	    &(struct withdrawal){ .dir = v->desk->dir,
		.c = c,
		.what = what,
		.reference = reference,
		.id = id,
		.reason = desk_sent(v, "reason"),
		.by = desk_login(v) },
	    e);
}

void
desk_unfinished(struct desk_visit *v, int64_t id, const struct err *e)
{
	struct desk_frame f = { .title = "Erased, but not finished",
		.at = "",
		.error = true };

	desk_frame_begin(v, 500, &f);
	html_f(v->b,
	    "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1><p "
	    "class=\"desk-panel desk-alert\" role=\"alert\">%s</p>\n",
	    f.title, desk_sentence(v, e));
	desk_form_begin(v, v->r->path, "again");
	if (id != 0)
		html_f(v->b,
		    "<input type=\"hidden\" name=\"id\" "
		    "value=\"%lld\">",
		    (long long)id);
	else
		html_f(v->b,
		    "<input type=\"hidden\" name=\"reference\" "
		    "value=\"%s\">",
		    desk_sent(v, "reference"));
	html_f(v->b,
	    "<input type=\"hidden\" name=\"reason\" value=\"%s\"><div "
	    "class=\"desk-actions\"><button class=\"nhsuk-button\" "
	    "name=\"do\" value=\"%s\">Try the rest again</button></div>"
	    "</form></div>\n",
	    desk_sent(v, "reason"), desk_sent(v, "do"));
	desk_frame_end(v);
}

/* Said only when it is so: anybody can make such a link. */
static bool
done(struct desk_visit *v, struct asked *a, struct err *e)
{
	const char *sent = http_value(&v->r->query, "done");
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	char reference[REFERENCE_SIZE];
	struct response_known r;
	bool found;

	if (sent == NULL || !reference_read(str_of(sent), reference) ||
	    !desk_store_there(v))
		return true;
	if (!desk_store_open(v, DB_READ, &store, e) ||
	    !response_find(store.c, reference, &r, &found, e))
		return false;
	if (found && r.withdrawn)
		a->done = arena_str(v->a, reference);
	return true;
}

static void
erase(struct desk_visit *v, struct cases *c, struct asked *a)
{
	struct err e = { 0 };

	switch (desk_withdrew(v, c, RESPONSE_SITE, 0, a->reference, &e)) {
	case WITHDRAWN_NOT:
		a->failed = desk_sentence(v, &e);
		draw(v, a);
		break;
	case WITHDRAWN_UNFINISHED:
		desk_unfinished(v, 0, &e);
		break;
	default:
		fetch_soon(v->desk);
		desk_redirect(v,
		    arena_printf(v->a, "/desk/tasks/withdraw?done=%s",
			a->reference));
	}
}

void
desk_withdraw(struct desk_visit *v)
{
	struct asked a = { .typed = desk_sent(v, "reference") };
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	bool post = v->r->method == HTTP_POST;
	struct err e = { 0 };

	if (!post) {
		if (done(v, &a, &e))
			draw(v, &a);
		else
			desk_failed(v, &e);
		return;
	}
	if (!desk_store_open(v, DB_WRITE, &store, &e) ||
	    !find(v, store.c, &a, &e)) {
		desk_failed(v, &e);
		return;
	}
	if (a.wrong == NULL && strcmp(desk_sent(v, "do"), "erase") == 0)
		erase(v, store.c, &a);
	else
		draw(v, &a);
}
