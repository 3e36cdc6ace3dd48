/* SPDX-License-Identifier: MIT
 *
 * page_home.c -- what there is to do, for whoever asks: only what their roles
 * open.
 */
#include "survey/desk/keying.h"

enum { ROWS = 5 };
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
	    arena_printf(v->a, "%zu questions on %zu pages. %s",
	    form->n_fields, form->n_pages, now), wrong == 0 ? "" :
	    wrong == 1 ? "1 mistake" : arena_printf(v->a, "%zu mistakes",
	    wrong));
	row(v, h, "/desk/tryout", "Try it out", t.path[0] == '\0' ?
	    "There is no link yet." : arena_printf(v->a, "%lld answers from "
	    "colleagues.", (long long)t.answers), "");
	return true;
}

static bool
look(struct desk_visit *v, struct home *h, struct err *e)
{
	const char *tasks = "", *open = "", *paper = "", *wait = "";

	h->shown = shown_check(v->desk, NULL, (struct str){ "", 0 }, &h->d, e);
	if (h->shown == NULL || (desk_may(v, "/desk/questionnaire") &&
	    !draft(v, h, e)))
		return false;
	if (desk_may(v, "/desk/tasks"))
		desk_tasks_sum(v, &tasks, &open);
	if (desk_may(v, "/desk/keying"))
		desk_paper_sum(v, &paper, &wait);
	row(v, h, "/desk/keying", "Paper, letters and calls", paper, wait);
	row(v, h, "/desk/tasks", "Tasks", tasks, open);
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

	html_lit(v->b, "<section class=\"desk-panel\" aria-label=\"Work\">\n"
	    "<table class=\"desk-wait\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Work</caption><thead "
	    "class=\"nhsuk-u-visually-hidden\"><tr><th scope=\"col\">Key</th>"
	    "<th scope=\"col\">Work</th><th scope=\"col\">State</th></tr>"
	    "</thead><tbody>\n");
	for (i = 0; i < h->n; i++)
		draw_row(v, &h->v[i], i + 1);
	html_lit(v->b, "</tbody></table>\n</section>\n"
	    "<p class=\"desk-xs desk-js\"><button class=\"desk-link\" "
	    "type=\"button\" id=\"keys\">Turn single keys off</button></p>\n");
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

void
desk_home(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Home", .at = "/" };
	struct home h = { 0 };
	struct err e = { 0 };

	if (!look(v, &h, &e)) {
		desk_failed(v, &e);
		shown_drop(h.shown);
		return;
	}
	f.shown = h.shown;
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">What "
	    "there is to do</h1>\n");
	if (h.n > 0)
		draw_rows(v, &h);
	else
		draw_none(v);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
	shown_drop(h.shown);
}
