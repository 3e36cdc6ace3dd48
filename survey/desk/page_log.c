/* SPDX-License-Identifier: MIT
 *
 * page_log.c -- the log of what was done, the newest line first, and whether it
 * is as it was written.
 */
#include "survey/desk/private.h"

enum { LOG_SHOWN = 50 };

struct log {
	struct cases_line *v;
	size_t		 n, page, pages;	/* page from 0 */
	char		 head[AUDIT_HEAD];
	const char	*broken;		/* why; NULL: it is whole */
};

static bool
read_log(struct desk_visit *v, struct log *l, struct err *e)
{
	struct desk_store s CLEAN(desk_store_close) = { 0 };
	struct err why = { 0 };

	if (!desk_store_open(v, DB_READ, &s, e) ||
	    !cases_audit(v->a, s.c, &l->v, &l->n, e))
		return false;
	if (!cases_audit_verify(s.c, NULL, l->head, &why))
		l->broken = arena_str(v->a, why.msg);
	l->pages = (l->n + LOG_SHOWN - 1) / LOG_SHOWN;
	l->page = desk_page(v, l->pages);
	return true;
}

static void
draw_state(struct desk_visit *v, const struct log *l)
{
	if (l->broken != NULL) {
		html_f(v->b, "<div class=\"desk-panel desk-alert\" "
		    "id=\"chain\">\n<h2 class=\"desk-h2\">The log is not as it "
		    "was written</h2>\n<p>%s.</p>\n<p>Keep a copy of the "
		    "file as it is, and compare it with the last backup."
		    "</p>\n</div>\n", l->broken);
		return;
	}
	html_f(v->b, "<div class=\"desk-panel\" id=\"chain\">\n<p class=\""
	    "desk-said\">✓ The log is whole: no line was changed, taken out "
	    "or moved.</p>\n<p>Its head now. Written down somewhere else, it "
	    "shows later that the log was not written anew either "
	    "(<code>earshot tasks %s --audit --since HEAD</code>):</p>\n"
	    "<p><code>%s</code></p>\n</div>\n", desk_dir_words(v), l->head);
}

static void
draw_line(struct desk_visit *v, const struct cases_line *l)
{
	html_f(v->b, "<li><span class=\"desk-grey\"><span class=\"desk-num\">"
	    "%lld</span> · %s</span><br><b>%s</b>: %s", (long long)l->id,
	    desk_moment(v, l->at), l->who, l->what);
	if (l->task != 0)
		html_f(v->b, " (task %lld)", (long long)l->task);
	if (l->detail[0] != '\0')
		html_f(v->b, ": <bdi>%s</bdi>", l->detail);
	html_lit(v->b, "</li>\n");
}

void
desk_log(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Log", .at = "/desk/log" };
	struct log l = { 0 };
	struct err e = { 0 };
	size_t first, i;

	if (!read_log(v, &l, &e)) {
		desk_failed(v, &e);
		return;
	}
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Log"
	    "</h1>\n<p>Who did what, the newest first. Lines are only ever "
	    "added, and each is chained to the one before.</p>\n");
	draw_state(v, &l);
	first = l.page * LOG_SHOWN;
	html_lit(v->b, "<ol class=\"desk-panel desk-list desk-lines\" "
	    "id=\"lines\">\n");
	for (i = first; i < l.n && i < first + LOG_SHOWN; i++)
		draw_line(v, &l.v[l.n - 1 - i]);
	html_lit(v->b, "</ol>\n");
	desk_steps(v, &(struct desk_steps){ "Pages of the log",
	    "/desk/log?page=", "Newer", "Older", l.page, l.pages });
	html_lit(v->b, "</div>\n");
	desk_frame_end(v);
}
