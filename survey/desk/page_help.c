/* SPDX-License-Identifier: MIT
 *
 * page_help.c -- what there is at the desk, and who may use it.
 */
#include "survey/desk/private.h"

static const struct { enum staff_role role; const char *does; } roles[] = {
	{ STAFF_ADMINISTRATOR, "accounts, and the desk’s settings; no "
	    "answers" },
	{ STAFF_KEYER, "enters what came on paper or by phone" },
	{ STAFF_CODER, "codes comments, without contact details and answers "
	    "about equality" },
	{ STAFF_ANALYST, "reads responses and tasks, decides what is left "
	    "out, makes tables and reports" },
	{ STAFF_PUBLISHER, "publishes the questionnaire and the report, "
	    "amends dates" },
	{ STAFF_VIEWER, "reads finished tables and reports" },
	{ STAFF_AUDITOR, "reads the log; changes nothing" },
};

const char *
desk_role_does(enum staff_role role)
{
	size_t i;

	for (i = 0; i + 1 < LEN(roles) && roles[i].role != role; i++)
		;
	return roles[i].does;
}

/* As the table of routes has it: what is said here is what is done. */
static void
draw_who(struct desk_visit *v)
{
	static const struct { const char *path, *words; } pages[] = {
		{ "/desk/questionnaire", "Questionnaire: write it, see it, "
		    "try it out" },
		{ "/desk/tasks", "Tasks: what people asked for, with names "
		    "and addresses" },
		{ "/desk/keying", "Keying: paper, letters, calls, meetings "
		    "and petitions" },
		{ "/desk/keying/first", "Keying: typing in what stands on "
		    "sheets" },
		{ "/desk/keying/sample", "Keying: checking a sample against "
		    "the paper, and how the keyers do" },
		{ "/desk/results", "Results: counts and tables; exact ones, "
		    "and groups, for analysts" },
		{ "/desk/staff", "Staff: who works here, and as what" },
		{ "/desk/log", "Log: who did what" },
	};
	const struct desk_route *r;
	size_t i;

	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-may\">\n<h2 class=\"desk-h2\" id=\"h-may\">"
	    "Who may open which page</h2>\n<ul class=\"desk-list\">\n");
	for (i = 0; i < LEN(pages); i++) {
		struct buf b CLEAN(buf_free) = { 0 };

		r = desk_route_find(pages[i].path);
		if (r == NULL)
			continue;
		staff_roles_text(r->roles, &b);
		html_f(v->b, "<li>%s. <b>%s</b></li>\n", pages[i].words,
		    buf_text(&b));
	}
	html_lit(v->b, "</ul>\n<p>A manager has all roles. An administrator "
	    "gives roles.</p>\n</section>\n");
}

void
desk_help(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Help", .at = "/desk/help" };
	size_t i;

	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">Help"
	    "</h1>\n<section class=\"desk-panel\" aria-labelledby=\"h-in\">\n"
	    "<h2 class=\"desk-h2\" id=\"h-in\">Signing in</h2>\n<p>You need "
	    "your login name, your password, and a code from your phone or "
	    "one of your recovery codes. After half an hour without a request, "
	    "and after twelve hours, you are signed out.</p>\n<p>A lost phone "
	    "or a forgotten password: an administrator of this desk gives you "
	    "a new setup code. Where there is none, whoever looks after the "
	    "machine can make one in a terminal: <code>earshot staff FOLDER "
	    "reset LOGIN</code></p>\n</section>\n");
	draw_who(v);
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-roles\">\n<h2 class=\"desk-h2\" "
	    "id=\"h-roles\">The roles</h2>\n<dl class=\"desk-facts\">\n");
	for (i = 0; i < LEN(roles); i++)
		html_f(v->b, "<dt>%s</dt><dd>%s</dd>\n",
		    staff_role_name(roles[i].role), roles[i].does);
	html_lit(v->b, "</dl>\n</section>\n<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-keys\">\n<h2 class=\"desk-h2\" id=\"h-keys\">"
	    "Keys</h2>\n<p>At home, the number beside a line opens it; the "
	    "button below them turns that off. In the questionnaire, F8 goes to the "
	    "next mistake, Ctrl and S saves, and Esc leaves the text.</p>\n"
	    "</section>\n</div>\n");
	desk_frame_end(v);
}
