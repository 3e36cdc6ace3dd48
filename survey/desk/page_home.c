/* SPDX-License-Identifier: MIT
 *
 * page_home.c -- what there is to do.
 */
#include "survey/desk/private.h"

static void
row(struct desk_visit *v, int key, const char *address, const char *name,
    const char *detail, const char *tag)
{
	html_f(v->b, "<tr><td class=\"k\"><kbd aria-hidden=\"true\">%d</kbd>"
	    "</td><th scope=\"row\"><a href=\"%s\" data-key=\"%d\">%s</a><br>"
	    "<span class=\"desk-grey\">%s</span></th><td>", key, address, key,
	    name, detail);
	if (*tag != '\0')
		html_f(v->b, "<span class=\"desk-tag desk-tag--now\">%s</span>",
		    tag);
	html_lit(v->b, "</td></tr>\n");
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

void
desk_home(struct desk_visit *v)
{
	struct desk_frame f = { .title = "Home", .at = "/" };
	struct tryout_state t;
	struct forms_diags d;
	struct err e = { 0 };
	struct shown *s = shown_check(v->desk, NULL, (struct str){ "", 0 },
	    &d, &e);
	const char *tasks, *open;

	if (s == NULL || !tryout_state(v, &t, &e)) {
		desk_failed(v, &e);
		shown_drop(s);
		return;
	}
	f.form = s->form;
	desk_tasks_sum(v, &tasks, &open);
	desk_frame_begin(v, 200, &f);
	html_lit(v->b, "<div class=\"desk-page\"><h1 class=\"desk-h1\">What "
	    "there is to do</h1>\n<section class=\"desk-panel\" "
	    "aria-label=\"Work\">\n<table class=\"desk-wait\"><caption "
	    "class=\"nhsuk-u-visually-hidden\">Work</caption><thead "
	    "class=\"nhsuk-u-visually-hidden\"><tr><th scope=\"col\">Key</th>"
	    "<th scope=\"col\">Work</th><th scope=\"col\">State</th></tr>"
	    "</thead><tbody>\n");
	row(v, 1, "/desk/questionnaire", "Questionnaire",
	    s->form == NULL ? published(v, s) : arena_printf(v->a,
	    "%zu questions on %zu pages. %s", s->form->n_fields,
	    s->form->n_pages, published(v, s)), d.errors == 0 ? "" : d.errors == 1 ?
	    "1 mistake" : arena_printf(v->a, "%zu mistakes", d.errors));
	row(v, 2, "/desk/tryout", "Try it out", t.path[0] == '\0' ?
	    "There is no link yet." : arena_printf(v->a, "%lld answers from "
	    "colleagues.", (long long)t.answers), "");
	row(v, 3, "/desk/tasks", "Tasks", tasks, open);
	html_lit(v->b, "</tbody></table>\n</section>\n<p class=\"desk-xs "
	    "desk-grey\">The desk has no accounts yet, so it is served to "
	    "this machine only. Whoever can use this machine can use it.</p>\n"
	    "<p class=\"desk-xs desk-js\"><button class=\"desk-link\" "
	    "type=\"button\" id=\"keys\">Turn single keys off</button></p>\n"
	    "</div>\n");
	desk_frame_end(v);
	shown_drop(s);
}
