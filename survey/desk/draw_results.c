/* SPDX-License-Identifier: MIT
 *
 * draw_results.c -- the page of results: what to show, and the tables.
 */
#include "survey/desk/results.h"

/* ---- choosing ------------------------------------------------------------ */

/* "4. How far do you agree … (Palliative care)", cut to fit a list. */
static const char *
title(struct desk_visit *v, const struct forms_field *f)
{
	const char *words = f->words, *p = words;
	size_t n = 0;

	while (*p != '\0' && n < 80) {
		utf8_next(&p);
		n++;
	}
	if (*p != '\0')
		words = arena_printf(v->a, "%.*s…", (int)(p - words), words);
	if (f->row == NULL || strstr(f->words, f->row->title) != NULL)
		return words;
	return arena_printf(v->a, "%s (%s)", words, f->row->title);
}

static void
option(struct desk_visit *v, const char *value, const char *words,
    const char *chosen)
{
	html_f(v->b, "<option value=\"%s\"%s", value,
	    strcmp(value, chosen) == 0 ? " selected" : "");
	html_f(v->b, ">%s</option>\n", words);
}

static void
list_begin(struct desk_visit *v, const char *name, const char *label,
    const char *none)
{
	html_f(v->b, "<div class=\"desk-field\"><label for=\"%s\">%s</label>"
	    "<select class=\"desk-input\" id=\"%s\" name=\"%s\">\n<option "
	    "value=\"\">%s</option>\n", name, label, name, name, none);
}

static void
list_end(struct desk_visit *v)
{
	html_lit(v->b, "</select></div>\n");
}

static bool
takes_one(const struct forms_field *f)
{
	return f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE;
}

static void
list_questions(struct desk_visit *v, const struct results *r)
{
	size_t i;

	list_begin(v, "rows", "Question", "All of them");
	for (i = 0; i < r->form->n_fields; i++)
		if (analysis_closed(r->form->fields[i].q))
			option(v, r->form->fields[i].id,
			    title(v, &r->form->fields[i]), r->rows);
	list_end(v);
	if (!r->analyst)
		return;
	list_begin(v, "by", "Beside each other, by", "Everybody together");
	for (i = 0; i < r->form->n_fields; i++)
		if (takes_one(&r->form->fields[i]))
			option(v, r->form->fields[i].id,
			    title(v, &r->form->fields[i]), r->by);
	list_end(v);
}

/* Every answer of every question, as a condition. */
static void
list_groups(struct desk_visit *v, const struct results *r, const char *name,
    const char *label, const char *chosen)
{
	size_t i, k;

	list_begin(v, name, label, "Everybody");
	for (i = 0; i < r->form->n_fields; i++) {
		const struct forms_field *f = &r->form->fields[i];

		if (!takes_one(f) && f->q->type != FORMS_MANY)
			continue;
		html_f(v->b, "<optgroup label=\"%s\">\n", title(v, f));
		for (k = 0; k < f->q->n_options; k++) {
			const struct forms_option *o = &f->q->options[k];

			if (o->missing == FORMS_ANSWERED)
				option(v, arena_printf(v->a, "%s %s %s",
				    f->id, takes_one(f) ? "=" : "includes",
				    o->name), o->words, chosen);
		}
		html_lit(v->b, "</optgroup>\n");
	}
	list_end(v);
}

static void
draw_groups(struct desk_visit *v, const struct results *r)
{
	list_groups(v, r, "only", "Only people who chose", r->only[0]);
	list_groups(v, r, "and", "and who chose", r->only[1]);
	html_f(v->b, "<details class=\"desk-field\"%s><summary>Another condition</summary>"
	    "<div class=\"desk-field\"><label for=\"where\">Only where</label>"
	    "<span class=\"desk-hint\" id=\"where-hint\">In the language of "
	    "the form, as in <code>age &gt;= 65 and area in (hill, dale)"
	    "</code></span><input class=\"desk-input\" id=\"where\" "
	    "name=\"where\" value=\"%s\" autocomplete=\"off\" "
	    "spellcheck=\"false\" aria-describedby=\"where-hint\"></div>"
	    "</details>\n", r->where[0] != '\0' ? " open" : "", r->where);
	html_lit(v->b, "<div class=\"desk-field\"><label for=\"show\">Show"
	    "</label><select class=\"desk-input\" id=\"show\" "
	    "name=\"show\">\n");
	option(v, "exact", "Exact counts, for staff", r->exact ? "exact" : "");
	option(v, "published", "What the report would show", r->exact ? "" :
	    "published");
	html_lit(v->b, "</select></div>\n");
}

static void
draw_wish(struct desk_visit *v, const struct results *r)
{
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-wish\"><h2 class=\"desk-h2\" id=\"h-wish\">"
	    "What to show</h2>\n<form action=\"/desk/results\" "
	    "method=\"get\">\n");
	list_questions(v, r);
	if (r->analyst)
		draw_groups(v, r);
	html_lit(v->b, "<button class=\"nhsuk-button\">Show</button></form>\n");
	if (!r->analyst)
		html_lit(v->b, "<p class=\"desk-xs desk-grey\">Counts that "
		    "could tell what one person answered are hidden, as in the "
		    "report. Analysts see all, and groups of people side by side."
		    "</p>\n");
	html_lit(v->b, "</section>\n");
}

static void
draw_workbook(struct desk_visit *v, const struct results *r)
{
	html_lit(v->b, "<section class=\"desk-panel\" "
	    "aria-labelledby=\"h-book\"><h2 class=\"desk-h2\" id=\"h-book\">"
	    "All of it, as a workbook</h2>\n<p>One row a response, with a sheet "
	    "that says what stands where. It holds what people wrote: keep it "
	    "as carefully as the answers. The log says who took it.</p>\n");
	desk_form_begin(v, "/desk/results/workbook", "book");
	if (!r->form->equality_apart)
		html_lit(v->b, "<p class=\"desk-field\"><input class=\"desk-inline\" type=\"checkbox\" id=\"equality\" "
		    "name=\"equality\" value=\"yes\"> <label "
		    "for=\"equality\">With the equality answers</label></p>\n");
	html_lit(v->b, "<button class=\"nhsuk-button nhsuk-button--secondary\">"
	    "Download the workbook (xlsx)</button></form></section>\n");
}

/* ---- tables --------------------------------------------------------------- */

static void
cell(struct desk_visit *v, const struct analysis_count *c)
{
	if (c->hidden)
		html_lit(v->b, "<td class=\"n\"><abbr title=\"hidden to "
		    "protect people\">[c]</abbr></td>");
	else if (c->percent < 0)
		html_f(v->b, "<td class=\"n\">%s</td>", desk_count(v, c->n));
	else
		html_f(v->b, "<td class=\"n\">%s <span class=\"desk-grey\">"
		    "%d%%</span></td>", desk_count(v, c->n), c->percent);
}

static void
bar(struct desk_visit *v, const struct analysis_count *c)
{
	int width = c->hidden || c->percent < 0 ? 0 : c->percent;

	html_f(v->b, "<td class=\"bar\"><svg aria-hidden=\"true\" "
	    "focusable=\"false\"><rect class=\"base\" x=\"0\" y=\"15%%\" "
	    "width=\"100%%\" height=\"70%%\"></rect><rect class=\"f\" "
	    "x=\"0\" y=\"15%%\" width=\"%d%%\" height=\"70%%\"></rect></svg>"
	    "</td>", width);
}

static void
lines(struct desk_visit *v, const struct analysis_table *t,
    const struct analysis_line *l, size_t n, const char *before)
{
	size_t i, g;

	for (i = 0; i < n; i++) {
		html_f(v->b, "<tr><th scope=\"row\">%s%s</th>", before,
		    l[i].words);
		for (g = 0; g < t->n_groups; g++)
			cell(v, &l[i].v[g]);
		if (t->by == NULL)
			bar(v, &l[i].v[0]);
		html_lit(v->b, "</tr>\n");
	}
}

static void
heads(struct desk_visit *v, const struct analysis_table *t)
{
	size_t g;

	html_lit(v->b, "<thead><tr><th scope=\"col\">Answer</th>");
	for (g = 0; g < t->n_groups; g++)
		html_f(v->b, "<th scope=\"col\" class=\"n\">%s</th>",
		    t->by == NULL ? "People" : t->groups[g].words);
	if (t->by == NULL)
		html_lit(v->b, "<td></td>");
	html_lit(v->b, "</tr></thead><tbody>\n");
	if (t->by == NULL)
		return;
	html_lit(v->b, "<tr><th scope=\"row\">Base</th>");
	for (g = 0; g < t->n_groups; g++)
		if (t->groups[g].shown)
			html_f(v->b, "<td class=\"n\">%s</td>",
			    desk_count(v, t->groups[g].base));
		else
			html_lit(v->b, "<td class=\"n\"><abbr title=\"hidden to "
			    "protect people\">[c]</abbr></td>");
	html_lit(v->b, "</tr>\n");
}

static void
missing(struct desk_visit *v, const struct analysis_table *t)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < t->n_missing && t->says_missing; i++)
		if (t->missing[i].n > 0)
			buf_printf(&b, "%s%s %s", b.n > 0 ? "; " :
			    "Not in the base: ", desk_count(v,
			    t->missing[i].n), t->missing[i].words);
	if (b.n > 0)
		html_f(v->b, "<p class=\"desk-xs desk-grey\">%s.</p>\n",
		    buf_text(&b));
}

static void
draw_table(struct desk_visit *v, const struct analysis_table *t, size_t i)
{
	const struct forms_field *f = t->rows;
	bool row = f->row != NULL && strstr(f->words, f->row->title) == NULL;

	html_f(v->b, "<section class=\"desk-panel\">"
	    "<h3 class=\"desk-h2\" id=\"t%zu\">%s%s%s%s</h3>\n", i, f->words,
	    row ? " (" : "", row ? f->row->title : "", row ? ")" : "");
	if (t->why != NULL) {
		html_f(v->b, "<p>Not shown: %s.</p></section>\n", t->why);
		return;
	}
	if (t->by != NULL)
		html_f(v->b, "<p class=\"desk-xs desk-grey\">By: %s Base: %s."
		    "</p>\n", t->by->words, t->base);
	else
		html_f(v->b, "<p class=\"desk-xs desk-grey\">Base: %s %s.</p>"
		    "\n", desk_count(v, t->groups[0].base), t->base);
	html_f(v->b, "<div class=\"desk-wide\" role=\"region\" tabindex=\"0\" "
	    "aria-labelledby=\"t%zu\"><table class=\"desk-bars\">", i);
	heads(v, t);
	lines(v, t, t->lines, t->n_lines, "");
	lines(v, t, t->nets, t->n_nets, "Together: ");
	html_lit(v->b, "</tbody></table></div>\n");
	missing(v, t);
	if (t->several)
		html_lit(v->b, "<p class=\"desk-xs desk-grey\">One person may "
		    "be in several lines.</p>\n");
	html_lit(v->b, "</section>\n");
}

/* ---- the whole -------------------------------------------------------------- */

static void
draw_said(struct desk_visit *v, const struct results *r)
{
	const struct analysis_tables *t = r->t;

	html_f(v->b, "<p id=\"said\">%s response%s count%s.",
	    desk_count(v, t->responses), t->responses == 1 ? "" : "s",
	    t->responses == 1 ? "s" : "");
	if (t->rehearsal > 0)
		html_f(v->b, " %s of them %s made up, for practice.",
		    desk_count(v, t->rehearsal), t->rehearsal == 1 ? "is" :
		    "are");
	if (r->together > 0)
		html_f(v->b, " %s of them %s from meetings and petitions, "
		    "each counted once.", desk_count(v, r->together),
		    r->together == 1 ? "is" : "are");
	if (t->left_out > 0)
		html_f(v->b, " %s more %s left out.",
		    desk_count(v, t->left_out), t->left_out == 1 ? "was" :
		    "were");
	if (t->within && t->matching.hidden)
		html_f(v->b, " Shown are those where <code>%s</code>. How many "
		    "they are is not shown.", r->group);
	else if (t->within)
		html_f(v->b, " Shown %s the %s where <code>%s</code>.",
		    t->matching.n == 1 ? "is" : "are",
		    desk_count(v, t->matching.n), r->group);
	html_lit(v->b, "</p>\n");
	if (t->exact)
		html_lit(v->b, "<p class=\"desk-alert desk-exact\"><b>Exact "
		    "counts, for staff alone.</b> Small ones can tell what one "
		    "person answered. Do not publish them or pass them on."
		    "</p>\n");
	else
		html_f(v->b, "<p class=\"desk-xs desk-grey\">[c]: hidden to "
		    "protect people. That is a count from 1 to %d, a group of "
		    "fewer than %d, or what would tell one.</p>\n",
		    analysis_rules.small - 1, analysis_rules.group);
}

void
draw_results(struct desk_visit *v, const struct results *r)
{
	size_t i;

	html_lit(v->b, "<div class=\"desk-page desk-page--wide\"><h1 "
	    "class=\"desk-h1\">Results"
	    "</h1>\n");
	if (r->form == NULL) {
		html_lit(v->b, "<p>There are none yet: no response has been "
		    "taken in.</p></div>\n");
		return;
	}
	if (r->wrong != NULL)
		html_f(v->b, "<div class=\"desk-panel desk-alert\" "
		    "role=\"alert\"><h2 class=\"desk-h2\">This cannot be "
		    "shown</h2><p>%s</p></div>\n", r->wrong);
	draw_wish(v, r);
	if (r->t != NULL) {
		html_lit(v->b, "<h2 class=\"desk-h2\">Tables</h2>\n");
		draw_said(v, r);
		for (i = 0; i < r->t->n; i++)
			draw_table(v, &r->t->v[i], i + 1);
	}
	if (r->analyst)
		draw_workbook(v, r);
	html_lit(v->b, "</div>\n");
}
