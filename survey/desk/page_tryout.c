/* SPDX-License-Identifier: MIT
 *
 * page_tryout.c -- the link that colleagues can try, and what came of it.
 */
#include "survey/desk/private.h"

static void
button(struct desk_visit *v, const char *id, const char *what,
    const char *words, bool main)
{
	desk_form_begin(v, "/desk/tryout", id);
	html_f(v->b, "<div class=\"desk-actions\"><button class=\"nhsuk-button"
	    "%s\" name=\"do\" value=\"%s\">%s</button></div>\n</form>\n",
	    main ? "" : " nhsuk-button--secondary", what, words);
}

static void
draw_link(struct desk_visit *v, const struct tryout_state *t)
{
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-link\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-link\">The link</h2>\n");
	if (t->path[0] == '\0')
		html_lit(v->b, "<p>There is no link yet. Make one, and the "
		    "questionnaire as it is saved now can be answered "
		    "there.</p>\n");
	else
		html_f(v->b, "<p><a id=\"link\" href=\"%s\">%s://%s%s</a></p>"
		    "\n<p>%s</p>\n", t->path,
		    v->desk->https != NULL ? "https" : "http", v->r->host,
		    t->path, t->current ?
		    "It shows the questionnaire as it is saved now. A new link "
		    "ends this one." :
		    "It shows the questionnaire as it was when the link was "
		    "made. Make a new link to show it as it is saved now; the "
		    "old link then ends.");
	html_f(v->b, v->desk->https != NULL ? "<p><b>Whoever has the link "
	    "can open it</b>, without signing in, where this desk can be "
	    "reached. Each page says that it is a try-out.</p>\n" :
	    "<p><b>The link works on this machine only</b>, and there for "
	    "whoever has it, without signing in. Let colleagues answer at "
	    "your screen. Each page says that it is a try-out.</p>\n");
	button(v, "start", "start", t->path[0] == '\0' ? "Make a link" :
	    "Make a new link", !t->current);
	html_lit(v->b, "</section>\n");
}

static void
draw_answers(struct desk_visit *v, const struct tryout_state *t)
{
	html_f(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-answers\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-answers\">Answers from try-outs</h2>\n"
	    "<p><b id=\"answers\">%lld</b> %s. They are kept apart in "
	    "the folder <code>tryout</code>, are sealed with keys of their "
	    "own, and never reach the report.</p>\n",
	    (long long)t->answers, t->answers == 1 ? "answer" : "answers");
	if (t->answers > 0)
		html_f(v->b, "<p>To read them, somebody who uses a terminal "
		    "can run <code>earshot pull %s/tryout</code> and then "
		    "<code>earshot report %s/tryout</code>.</p>\n",
		    v->desk->dir, v->desk->dir);
	if (t->answers > 0)
		button(v, "delete", "ask", "Delete them", false);
	html_lit(v->b, "</section>\n");
}

static void
draw(struct desk_visit *v, const char *said)
{
	struct desk_frame f = { .title = "Try it out",
	    .at = "/desk/tryout" };
	struct tryout_state t;
	struct err e = { 0 };

	if (!tryout_state(v, &t, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Try it "
	    "out</h1>\n");
	if (said != NULL)
		html_f(v->b, "<p class=\"desk-said\" role=\"status\">%s</p>\n",
		    said);
	draw_link(v, &t);
	draw_answers(v, &t);
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}

static void
ask(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Delete the answers from try-outs?",
	    .at = "/desk/tryout" };

	desk_frame_begin(v, 200, &f);
	html_f(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">%s</h1>\n"
	    "<p>Half-finished ones go as well. This cannot be undone.</p>\n",
	    f.title);
	button(v, "delete", "delete", "Delete them", true);
	html_lit(v->b, "<p><a href=\"/desk/tryout\">Keep them</a></p></div>\n");
	desk_frame_end(v);
}

void
desk_tryout(struct desk_visit *v)
{
	const char *what = desk_sent(v, "do");
	struct err e = { 0 };
	int64_t n;

	if (strcmp(what, "ask") == 0)
		ask(v);
	else if (strcmp(what, "start") == 0 && !tryout_start(v, &e))
		desk_failed(v, &e);
	else if (strcmp(what, "delete") == 0 && !tryout_delete(v, &n, &e))
		desk_failed(v, &e);
	else if (strcmp(what, "delete") == 0)
		draw(v, arena_printf(v->a, "Deleted: %lld.", (long long)n));
	else if (v->r->method == HTTP_POST)
		desk_redirect(v, "/desk/tryout");
	else
		draw(v, NULL);
}
