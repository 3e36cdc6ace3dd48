/* SPDX-License-Identifier: MIT
 *
 * page_home.c -- what there is to do, for whoever asks: only what their roles
 * open.
 */
#include "survey/desk/figures.h"
#include "survey/desk/keying.h"
#include "survey/desk/messages.h"

enum { ROWS = 9 };
struct row { const char *address, *name, *detail, *tag; };
struct home {
	struct shown	*shown;
	struct forms_diags d;
	struct row	 v[ROWS];
	size_t		 n;
};

/* ---- what there is ----------------------------------------------- */

static void
row(struct desk_visit *v, struct home *h, const char *address,
    const char *name, const char *detail, const char *tag)
{
	if (desk_may(v, address) && h->n < ROWS)
		h->v[h->n++] = (struct row){ address, name, detail, tag };
}

/* What people see now, against what is in the files. */
static const char *
published(struct desk_visit *v, const struct shown *s)
{
	struct forms_form *form;
	struct err e = { 0 };

	if (!forms_load_published(v->a, v->desk->dir, NULL, &form, &e))
		return "Nothing is published yet.";
	if (s->form != NULL && strcmp(s->form->hash, form->hash) == 0)
		return "It is published as it stands.";
	return "It is not what is published.";
}

static bool
draft(struct desk_visit *v, struct home *h, struct err *e)
{
	const struct forms_form *form = h->shown->form;
	const char *now = published(v, h->shown);
	size_t wrong = h->d.errors;
	struct tryout_state t;

	if (!tryout_state(v, &t, e))
		return false;
	row(v, h, "/desk/questionnaire", "Questionnaire", form == NULL ? now :
	    arena_printf(v->a, "%zu question%s on %zu page%s. %s",
	    form->n_fields, form->n_fields == 1 ? "" : "s", form->n_pages,
	    form->n_pages == 1 ? "" : "s", now), wrong == 0 ? "" :
	    wrong == 1 ? "1 mistake" : arena_printf(v->a, "%zu mistakes",
	    wrong));
	row(v, h, "/desk/tryout", "Try it out", t.path[0] == '\0' ?
	    "There is no link yet." : arena_printf(v->a, "%lld answer%s from "
	    "colleagues.", (long long)t.answers, t.answers == 1 ? "" : "s"), "");
	return true;
}

static bool
look(struct desk_visit *v, struct home *h, struct err *e)
{
	const char *tasks = "", *open = "", *paper = "", *wait = "";
	const char *mail = "", *unread = "";

	h->shown = shown_check(v->desk, NULL, (struct str){ "", 0 }, &h->d, e);
	if (h->shown == NULL || (desk_may(v, "/desk/questionnaire") &&
	    !draft(v, h, e)))
		return false;
	if (desk_may(v, "/desk/tasks"))
		desk_tasks_sum(v, &tasks, &open);
	if (desk_may(v, "/desk/keying"))
		desk_paper_sum(v, &paper, &wait);
	row(v, h, "/desk/keying", "Paper, letters and calls", paper, wait);
	if (desk_may(v, "/desk/messages"))
		desk_messages_sum(v, &mail, &unread);
	row(v, h, "/desk/messages", "Messages", mail, unread);
	row(v, h, "/desk/tasks", "Tasks", tasks, open);
	row(v, h, "/desk/results", "Results", "Counts and tables, question by "
	    "question.", "");
	row(v, h, "/desk/staff", "Staff", "Who works at this desk, and as "
	    "what.", "");
	row(v, h, "/desk/log", "Log", "Who did what, and whether the log is "
	    "whole.", "");
	return true;
}

/* ---- drawing ----------------------------------------------------- */

static void
draw_row(struct desk_visit *v, const struct row *r, size_t key)
{
	html_f(v->b, "<tr><td class=\"k\"><kbd aria-hidden=\"true\">%zu</kbd>"
	    "</td><th scope=\"row\"><a href=\"%s\" data-key=\"%zu\">%s</a><br>"
	    "<span class=\"desk-grey\">%s</span></th><td>", key, r->address,
	    key, r->name, r->detail);
	if (*r->tag != '\0')
		html_f(v->b, "<span class=\"desk-tag desk-tag--now\">%s</span>",
		    r->tag);
	html_lit(v->b, "</td></tr>\n");
}

static void
draw_rows(struct desk_visit *v, const struct home *h)
{
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-work\"><h2 class=\"desk-h2\" id=\"h-work\">"
	    "Work</h2>\n<table class=\"desk-wait\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Work</caption><thead "
	    "class=\"nhsuk-u-visually-hidden\"><tr><th scope=\"col\">Key</th>"
	    "<th scope=\"col\">Work</th><th scope=\"col\">State</th></tr>"
	    "</thead><tbody>\n");
	for (i = 0; i < h->n; i++)
		draw_row(v, &h->v[i], i + 1);
	html_lit(v->b, "</tbody></table>\n"
	    "<p class=\"desk-xs desk-js\"><button class=\"desk-link\" "
	    "type=\"button\" id=\"keys\">Turn single keys off</button></p>\n"
	    "</section>\n");
}

static void
draw_none(struct desk_visit *v)
{
	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-none\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-none\">No page of the desk is for you yet</h2>\n<p>You "
	    "work here as: %s. What that is for is done in a terminal so far, "
	    "or reaches you as a finished report. <a href=\"/desk/help\">"
	    "Which pages there are, and for whom</a>.</p>\n</section>\n",
	    desk_roles_words(v, v->me.roles));
}

/* ---- dates ------------------------------------------------------------- */

static void
draw_date(struct desk_visit *v, struct date d, const char *what)
{
	html_f(v->b, "<li><b>%s</b><span>%s</span></li>\n", desk_day(v, d),
	    what);
}

/* Past its day that is said as the store has it, not as the calendar. */
static void
draw_senders(struct desk_visit *v, const struct forms_settings *s, int64_t now)
{
	struct desk_store store CLEAN(desk_store_close) = { 0 };
	const char *words = "Names and addresses of those who wrote are erased";
	struct err e = { 0 };
	int64_t left = 0;

	if (now >= s->senders) {
		bool known = (!desk_store_there(v) || desk_store_open(v,
		    DB_READ, &store, &e)) && msg_expired(store.c, s, now,
		    &left, &e);

		words = !known ? "Names and addresses of those who wrote were "
		    "to be erased: whether they were cannot be seen" :
		    left > 0 ? "Names and addresses of those who wrote were to "
		    "be erased, and some are still here" :
		    "Names and addresses of those who wrote were erased";
	}
	draw_date(v, s->senders_day, words);
}

/* In their order. */
static void
draw_dates(struct desk_visit *v, const struct forms_settings *s)
{
	enum { DAY = 24 * 60 * 60 };
	int64_t now = now_seconds();
	int64_t codes = s->closes + (int64_t)s->receipt_days * DAY;

	html_lit(v->b, "<ul class=\"desk-plain desk-dl\">\n");
	draw_date(v, s->open_day, now < s->opens ? "People can begin" :
	    "It opened");
	draw_date(v, s->close_day, now < s->closes ? arena_printf(v->a,
	    "It closes at %d:%02d", s->close_minute / 60,
	    s->close_minute % 60) : "It closed");
	draw_date(v, s->close_day, "The last postmark that is in time");
	if (s->erases_senders && s->senders < codes)
		draw_senders(v, s, now);
	draw_date(v, uk_date(codes), "Return codes stop opening what people "
	    "sent");
	if (s->erases_senders && s->senders >= codes)
		draw_senders(v, s, now);
	html_lit(v->b, "</ul>\n");
}

/* What the desk's own thread found, and when. */
static void
draw_fetched(struct desk_visit *v, const struct figures *f,
    const struct fetched *s)
{
	if (s->failed != NULL)
		html_f(v->b, "<p class=\"desk-alert desk-xs\">Answers from "
		    "the site could not be fetched: %s.</p>\n", s->failed);
	else if (!s->fetches)
		html_f(v->b, "<p class=\"desk-xs\">Answers from the site are "
		    "not fetched by this desk%s%s. They come with <code>"
		    "earshot pull %s</code>.</p>\n", s->why_not != NULL ?
		    ": " : "", s->why_not != NULL ? s->why_not : "",
		    desk_dir_words(v));
	if (s->aside > 0)
		html_f(v->b, "<p class=\"desk-alert desk-xs\">%s answer%s "
		    "from the site could not be read and %s set aside. "
		    "<code>earshot pull %s</code> says which, and what to do."
		    "</p>\n", desk_count(v, s->aside), s->aside == 1 ? "" :
		    "s", s->aside == 1 ? "is" : "are", desk_dir_words(v));
	if (s->unerased != NULL)
		html_f(v->b, "<p class=\"desk-alert desk-xs\">The names and "
		    "addresses of those who wrote could not be erased: %s."
		    "</p>\n", s->unerased);
	if (f != NULL && f->why == NULL && f->whole)
		html_lit(v->b, "<p class=\"desk-xs\"><span class=\"desk-ok\">"
		    "✓ The log is whole.</span></p>\n");
	else if (f != NULL && f->why == NULL)
		html_lit(v->b, "<p class=\"desk-alert desk-xs\">The log is not as it was "
		    "written. An auditor should look at it now.</p>\n");
}

static void
draw_state(struct desk_visit *v, const struct home *h,
    const struct figures *f, const struct fetched *s)
{
	const struct forms_settings *set = h->shown->settings;

	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-dates\"><h2 class=\"desk-h2\" "
	    "id=\"h-dates\">Dates</h2>\n");
	if (set != NULL && set->has_dates)
		draw_dates(v, set);
	else
		html_lit(v->b, "<p>The settings have no dates yet.</p>\n");
	draw_fetched(v, f, s);
	html_lit(v->b, "</section>\n");
}

static void
draw_head(struct desk_visit *v, const struct figures *f)
{
	html_lit(v->b, "<div class=\"desk-home\"><div "
	    "class=\"desk-home__head\"><h1 class=\"desk-h1\">What there is to "
	    "do</h1>\n");
	if (f != NULL) {
		int minute = uk_minute(f->at);

		desk_form_begin(v, "/desk/refresh", "refresh");
		html_f(v->b, "<p class=\"desk-xs desk-grey\">Counted at "
		    "%s. <button class=\"desk-link\">Fetch and count again"
		    "</button></p></form>", arena_printf(v->a, "%d:%02d",
		    minute / 60, minute % 60));
	}
	html_lit(v->b, "</div>\n");
}

static void
draw_counted(struct desk_visit *v, const struct figures *f)
{
	if (f == NULL)
		return;
	if (f->why == NULL)
		draw_figures(v, f);
	else
		html_f(v->b, "<section class=\"desk-panel desk-alert\"><h2 "
		    "class=\"desk-h2\">What came in could not be counted</h2>"
		    "<p>%s.</p></section>\n", f->why);
}

void
desk_home(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Home", .at = "/" };
	const struct figures *figures;
	struct fetched fetched;
	struct home h = { 0 };
	struct err e = { 0 };

	/* what the first round brings in is part of the work below */
	fetch_lock(v->desk, &figures, &fetched);
	fetch_unlock(v->desk);
	if (!look(v, &h, &e)) {
		desk_failed(v, &e);
		shown_drop(h.shown);
		return;
	}
	f.shown = h.shown;
	desk_frame_begin(v, 200, &f);
	fetch_lock(v->desk, &figures, &fetched);
	draw_head(v, figures);
	if (h.n > 0)
		draw_rows(v, &h);
	else
		draw_none(v);
	draw_state(v, &h, figures, &fetched);
	draw_counted(v, figures);
	fetch_unlock(v->desk);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
	shown_drop(h.shown);
}

void
desk_refresh(struct desk_visit *v)
{
	fetch_now(v->desk);
	desk_redirect(v, "/");
}
