/* SPDX-License-Identifier: MIT
 *
 * page_check.c -- checking answers, the questions about equality, and the
 * page from which answers are sent.
 */
#include "survey/site/private.h"

/* ---- stopping before the end ----------------------------------------- */

/* True: every page of the part was filled in, or somebody stopped on the way;
 * otherwise goes to the first that was not. */
static bool
part_done(struct visit *v, bool apart)
{
	const struct forms_page *undone = page_undone(v, apart);

	if (undone == NULL || v->draft.stopped)
		return true;
	redirect(v, page_address(v, undone));
	return false;
}

static void
draw_need(struct visit *v, const struct forms_page *p,
    const struct forms_problem *need)
{
	html_f(v->b, "<li><a href=\"%s?change=1#%s\">", page_address(v, p),
	    field_anchor(v, need->field));
	author(v, need->kind == FORMS_P_RULE ? need->rule->words :
	    need->field->words);
	html_lit(v->b, "</a></li>\n");
}

/* What must have an answer before anything can be sent. */
static void
draw_needed(struct visit *v, bool apart)
{
	const struct forms_page *p = page_needed(v, apart);
	const struct forms_problem *need;

	html_f(v->b, "<section class=\"nhsuk-inset-text\" aria-labelledby="
	    "\"needed\">\n<h2 class=\"nhsuk-heading-m\" id=\"needed\">%s"
	    "</h2>\n<p>%s</p>\n<ul>\n",
	    tr(v->lo, "Before you send"), tr(v->lo, "We need an answer to "
	    "this first. Everything else can stay as it is."));
	for (; p != NULL; p = page_next(v, p))
		for (need = page_problems(v, p); need != NULL;
		    need = need->next)
			draw_need(v, p, need);
	html_lit(v->b, "</ul>\n</section>\n");
}

static bool
unreached_any(struct visit *v, bool apart)
{
	const struct forms_page *p;

	for (p = page_first(v, apart); p != NULL; p = page_next(v, p))
		if (!page_reached(v, p))
			return true;
	return false;
}

static void
draw_unreached(struct visit *v, bool apart)
{
	/* "You do not have to" would be wrong while something is needed. */
	if (page_needed(v, apart) == NULL && unreached_any(v, apart))
		html_f(v->b, "<p>%s <a href=\"%s\">%s</a></p>\n",
		    tr(v->lo, "You have not answered the other pages. You do "
		    "not have to."), page_address(v, page_undone(v, apart)),
		    tr(v->lo, "Carry on with the questions"));
}

/* Who stopped is not led through the questions about equality. */
static bool
may_pass_equality(const struct visit *v)
{
	return v->draft.stopped && v->form->equality_skippable &&
	    v->draft.equality == EQUALITY_OPEN;
}

/* ---- checking answers ------------------------------------------------ */

static void
draw_send(struct visit *v)
{
	para(v, "Your answers are not sent until you select the button "
	    "below. You cannot change them after that.");
	form_begin(v, address(v, "send"));
	fair_trap(v);
	button(v, "Send my answers");
	html_lit(v->b, "</form>\n");
}

/* The way on from the list of answers. */
static void
draw_onward(struct visit *v)
{
	if (page_needed(v, false) != NULL) {
		draw_needed(v, false);
	} else if (!v->form->has_equality) {
		draw_send(v);
	} else if (may_pass_equality(v)) {
		draw_send(v);
		html_f(v->b, "<p>%s <a href=\"%s\">%s</a></p>\n",
		    tr(v->lo, "There are also some questions about you. You "
		    "do not have to answer them."), address(v, "equality"),
		    tr(v->lo, "Look at these questions first"));
	} else {
		html_f(v->b, "<p><a class=\"nhsuk-button\" href=\"%s\">%s</a>"
		    "</p>\n", address(v, v->draft.equality == EQUALITY_OPEN ||
		    page_undone(v, true) != NULL ? "equality" : "send"),
		    tr(v->lo, "Continue"));
	}
}

void
go_check(struct visit *v)
{
	const struct forms_page *last = page_last(v, false);
	struct frame f = { .title = tr(v->lo, "Check your answers"),
	    .back = last != NULL ? page_address(v, last) : address(v, ""),
	    .wide = true };

	if (!part_done(v, false))
		return;
	frame_begin(v, 200, &f);
	closing_soon(v);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	answers_html(v, false);
	draw_unreached(v, false);
	draw_onward(v);
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "save"),
	    tr(v->lo, "Save and come back later"));
	frame_end(v);
}

/* ---- equality -------------------------------------------------------- */

static void
draw_choice(struct visit *v, const char *id, const char *value,
    const char *english, bool chosen)
{
	html_f(v->b, "<div class=\"nhsuk-radios__item\"><input class="
	    "\"nhsuk-radios__input\" id=\"%s\" name=\"equality\" "
	    "type=\"radio\" value=\"%s\"", id, value);
	if (chosen)
		html_lit(v->b, " checked");
	html_f(v->b, "><label class=\"nhsuk-label nhsuk-radios__label\" "
	    "for=\"%s\">%s</label></div>\n", id, tr(v->lo, english));
}

static void
draw_choices(struct visit *v, bool error)
{
	const char *must = tr(v->lo, "Choose whether to answer the equality "
	    "questions");

	html_f(v->b, "<div class=\"nhsuk-form-group%s\">\n"
	    "<fieldset class=\"nhsuk-fieldset\"",
	    error ? " nhsuk-form-group--error" : "");
	if (error)
		html_lit(v->b, " aria-describedby=\"equality-error\"");
	html_f(v->b, ">\n<legend class=\"nhsuk-fieldset__legend "
	    "nhsuk-fieldset__legend--m\">%s</legend>\n",
	    tr(v->lo, "Do you want to answer the equality questions?"));
	if (error)
		html_f(v->b, "<span class=\"nhsuk-error-message\" "
		    "id=\"equality-error\">"
		    "<span class=\"nhsuk-u-visually-hidden\">%s</span> %s"
		    "</span>\n", tr(v->lo, "Error:"), must);
	html_lit(v->b, "<div class=\"nhsuk-radios\">\n");
	draw_choice(v, "equality", "yes",
	    TR("Yes, answer the equality questions"),
	    v->draft.equality == EQUALITY_YES);
	draw_choice(v, "equality-2", "no",
	    TR("No, skip the equality questions"),
	    v->draft.equality == EQUALITY_SKIP);
	html_lit(v->b, "</div>\n</fieldset>\n</div>\n");
}

static void
draw_error(struct visit *v)
{
	html_f(v->b, "<div class=\"nhsuk-error-summary\" tabindex=\"-1\" "
	    "autofocus>\n<div role=\"alert\">\n"
	    "<h2 class=\"nhsuk-error-summary__heading\">%s</h2>\n"
	    "<div class=\"nhsuk-error-summary__body\"><ul class=\"nhsuk-list "
	    "nhsuk-error-summary__list\"><li><a href=\"#equality\">%s</a></li>"
	    "</ul></div>\n</div>\n</div>\n", tr(v->lo, "There is a problem"),
	    tr(v->lo, "Choose whether to answer the equality questions"));
}

static void
show_equality(struct visit *v, bool error)
{
	struct frame f = { .title = tr(v->lo, "Equality questions"),
	    .back = address(v, "check"), .error = error };

	frame_begin(v, 200, &f);
	if (error)
		draw_error(v);
	closing_soon(v);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	if (v->form->equality_intro[0] != '\0')
		prose(v, v->form->equality_intro);
	else
		para(v, "We would like to ask a few questions about you. They "
		    "help us see whether we have heard from everyone. Your "
		    "other answers count just the same without them.");
	form_begin(v, address(v, "equality"));
	if (v->form->equality_skippable)
		draw_choices(v, error);
	button(v, "Continue");
	html_lit(v->b, "</form>\n");
	frame_end(v);
}

static bool
choose(struct visit *v)
{
	const char *choice = http_value(&v->r->form, "equality");

	if (!v->form->equality_skippable)
		v->draft.equality = EQUALITY_YES;
	else if (choice != NULL && strcmp(choice, "yes") == 0)
		v->draft.equality = EQUALITY_YES;
	else if (choice != NULL && strcmp(choice, "no") == 0)
		v->draft.equality = EQUALITY_SKIP;
	else
		return false;
	return true;
}

void
go_equality(struct visit *v)
{
	const struct forms_page *first = page_first(v, true);
	struct err e = { 0 };

	if (!v->form->has_equality) {
		redirect(v, address(v, "check"));
		return;
	}
	if (!part_done(v, false))
		return;
	if (page_needed(v, false) != NULL)
		redirect(v, address(v, "check"));
	else if (v->r->method != HTTP_POST)
		show_equality(v, false);
	else if (!choose(v))
		show_equality(v, true);
	else if (!draft_save(v, &e))
		page_failed(v, &e);
	else
		redirect(v, v->draft.equality == EQUALITY_YES &&
		    first != NULL ? page_address(v, first) :
		    address(v, "send"));
}

/* ---- the last page before sending ------------------------------------ */

static bool
equality_done(struct visit *v)
{
	if (!v->form->has_equality || v->draft.equality == EQUALITY_SKIP)
		return true;
	if (v->draft.equality == EQUALITY_YES)
		return part_done(v, true);
	if (v->r->method == HTTP_POST && may_pass_equality(v))
		return true;
	redirect(v, address(v, "equality"));
	return false;
}

/* Nothing is sent without what is needed; the page that says so is shown. */
static bool
nothing_needed(struct visit *v)
{
	bool yes = v->draft.equality == EQUALITY_YES;

	if (page_needed(v, false) != NULL)
		redirect(v, address(v, "check"));
	else if (v->r->method == HTTP_POST && yes &&
	    page_needed(v, true) != NULL)
		redirect(v, address(v, "send"));
	else
		return true;
	return false;
}

bool
all_done(struct visit *v)
{
	return part_done(v, false) && equality_done(v) && nothing_needed(v);
}

void
show_send(struct visit *v)
{
	const struct forms_page *last = page_last(v, true);
	bool yes = v->draft.equality == EQUALITY_YES;
	struct frame f = { .title = tr(v->lo, "Send your answers"),
	    .back = yes && last != NULL ? page_address(v, last) :
	    address(v, "equality"), .wide = true };

	frame_begin(v, 200, &f);
	closing_soon(v);
	html_f(v->b, "<h1 class=\"nhsuk-heading-l\">%s</h1>\n", f.title);
	if (yes) {
		answers_html(v, true);
		draw_unreached(v, true);
	} else {
		html_f(v->b, "<p>%s <a href=\"%s\">%s</a></p>\n",
		    tr(v->lo, "You chose to skip the equality questions."),
		    address(v, "equality"), tr(v->lo, "Change this"));
	}
	html_f(v->b, "<p><a href=\"%s\">%s</a></p>\n", address(v, "check"),
	    tr(v->lo, "Look at your other answers again"));
	if (yes && page_needed(v, true) != NULL)
		draw_needed(v, true);
	else
		draw_send(v);
	frame_end(v);
}
