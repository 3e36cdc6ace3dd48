/* SPDX-License-Identifier: MIT
 *
 * page_question.c -- one page of the form: showing it and taking it in.
 */
#include "survey/site/private.h"

/* The page and what is to be said about it. */
struct showing {
	const struct forms_page	*page;
	struct forms_problem	*problems;	/* NULL: none */
	bool			 changing;	/* came from "Change" */
	bool			 more;		/* an answer opened a question */
	bool			 unsaved;	/* we could not keep it */
	bool			 stopping;	/* not on to the next page */
	bool			 saving;	/* nor that: back later */
	const struct site_language *to;	/* … or in this language */
};

/* A preview shows what only some answers lead to as well. */
static bool
shown(const struct visit *v, const struct forms_expr *when)
{
	return v->site->opt.preview || forms_shown(&v->draft.answers, when);
}

bool
field_on_page(const struct visit *v, const struct forms_field *f,
    const struct forms_page *p)
{
	return f->page == p && shown(v, f->show);
}

/* Where a page was reached from "Change", that is kept in its address. */
static const char *
own_address(const struct visit *v, const struct showing *s)
{
	return arena_printf(v->a, "%s%s", page_address(v, s->page),
	    s->changing ? "?change=1" : "");
}

static const char *
summary_address(const struct visit *v, const struct forms_page *p)
{
	return address(v, page_apart(p) ? "send" : "check");
}

static const char *
back_address(struct visit *v, const struct showing *s)
{
	const struct forms_page *before = page_before(v, s->page);

	if (s->changing)
		return summary_address(v, s->page);
	if (before != NULL)
		return page_address(v, before);
	return address(v, page_apart(s->page) ? "equality" : "");
}

/* ---- showing --------------------------------------------------------- */

/* The first question that an answer on this very page has opened, and how many
 * it opened. */
static const struct forms_field *
opened_field(const struct visit *v, const struct forms_page *p, size_t *n)
{
	const struct forms_field *first = NULL;
	size_t i;

	*n = 0;
	for (i = 0; i < p->n_items; i++) {
		const struct forms_field *f = p->items[i].field;

		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    f->show != p->show && field_on_page(v, f, p) &&
		    v->draft.answers.v[f->index].state == FORMS_BLANK &&
		    (*n)++ == 0)
			first = f;
	}
	return first;
}

static void
draw_more(struct visit *v, const struct forms_page *p)
{
	size_t n;
	const struct forms_field *f = opened_field(v, p, &n);

	if (f == NULL)
		return;
	html_f(v->b, "<div class=\"nhsuk-inset-text\" tabindex=\"-1\" autofocus>"
	    "<p>%s <a href=\"#%s\">",
	    n == 1 ? tr(v->lo, "Thank you. Your answer leads to one more "
	    "question on this page:") : tr(v->lo, "Thank you. Your answer "
	    "leads to more questions on this page. The first is:"),
	    field_anchor(v, f));
	author(v, f->words);
	html_lit(v->b, "</a></p></div>\n");
}

static void
draw_unsaved(struct visit *v)
{
	html_f(v->b, "<div class=\"nhsuk-error-summary\" tabindex=\"-1\" "
	    "autofocus>\n<div role=\"alert\">\n"
	    "<h2 class=\"nhsuk-error-summary__heading\">%s</h2>\n"
	    "<div class=\"nhsuk-error-summary__body\"><p>%s</p></div>\n"
	    "</div>\n</div>\n",
	    tr(v->lo, "We could not save this page"),
	    tr(v->lo, "The fault is on our side. What you wrote is still "
	    "below. Please wait a few minutes and select Continue again, or "
	    "use one of the other ways to answer."));
}

/* What the questions of a grid have in common, above the first of them. */
static void
draw_grid(struct visit *v, const struct forms_grid *g)
{
	html_lit(v->b, "<h2 class=\"nhsuk-heading-m app-group\">");
	author(v, g->words);
	html_lit(v->b, "</h2>\n");
	if (g->hint == NULL || g->hint[0] == '\0')
		return;
	html_lit(v->b, "<p>");
	author(v, g->hint);
	html_lit(v->b, "</p>\n");
}

static void
draw_items(struct visit *v, const struct showing *s)
{
	const struct forms_grid *grid = NULL;
	size_t i;

	for (i = 0; i < s->page->n_items; i++) {
		const struct forms_item *it = &s->page->items[i];

		if (it->kind == FORMS_ITEM_FIELD) {
			if (!field_on_page(v, it->field, s->page))
				continue;
			if (it->field->grid != grid && it->field->grid != NULL)
				draw_grid(v, it->field->grid);
			grid = it->field->grid;
			field_html(v, it->field, s->problems);
		} else if (!shown(v, it->show)) {
			continue;
		} else if (it->kind == FORMS_ITEM_TEXT) {
			picture_begin(v, it->picture);
			prose(v, it->words);
			picture_end(v, it->picture);
		} else {
			html_lit(v->b, "<h2 class=\"nhsuk-heading-m "
			    "app-group\">");
			author(v, it->words);
			html_lit(v->b, "</h2>\n");
		}
	}
}

/* Was there a page before this one that named who to talk to? */
static bool
seen_support(struct visit *v, const struct forms_page *p)
{
	while ((p = page_before(v, p)) != NULL)
		if (p->support)
			return true;
	return false;
}

static void
draw_title(struct visit *v, const struct forms_page *p)
{
	html_lit(v->b, "<h1 class=\"nhsuk-heading-l\"><span class=\"nhsuk-"
	    "caption-l\">");
	if (page_apart(p))
		html_text(v->b, tr(v->lo, "Equality questions"));
	else
		author(v, p->section);
	if (page_apart(p) || p->section[0] != '\0')
		/* translators: between the name of a section and a page, as in
		 * "About you. Page 4 of 18"; the space counts. */
		html_text(v->b, tr_in(v->lo, "after a section", ". "));
	html_f(v->b, "%s<span class=\"nhsuk-u-visually-hidden\">: </span>"
	    "</span>\n", page_progress(v, p));
	author(v, p->title);
	html_lit(v->b, "</h1>\n");
}

static void
show(struct visit *v, const struct showing *s)
{
	struct frame f = { .title = said(v, s->page->title),
	    .back = back_address(v, s), .fold = true,
	    .typing = !v->site->opt.preview,
	    .error = !problem_only_queries(s->problems) || s->unsaved };

	frame_begin(v, s->unsaved ? 503 : 200, &f);
	if (s->unsaved)
		draw_unsaved(v);
	else if (s->problems != NULL)
		problem_summary(v, s->problems);
	closing_soon(v);
	picture_begin(v, s->page->picture);
	draw_title(v, s->page);
	picture_end(v, s->page->picture);
	if (s->more)
		draw_more(v, s->page);
	if (page_takes_files(s->page))
		form_begin_files(v, own_address(v, s));
	else
		form_begin(v, own_address(v, s));
	draw_items(v, s);
	sure_keep(v, s->page);
	button(v, "Continue");
	html_f(v->b, "<p><button class=\"nhsuk-button "
	    "nhsuk-button--secondary app-stop\" type=\"submit\" "
	    "name=\"save\" value=\"1\">%s</button></p>\n",
	    tr(v->lo, "Save and come back later"));
	if (!s->changing)
		html_f(v->b, "<p><button class=\"nhsuk-button "
		    "nhsuk-button--secondary app-stop\" type=\"submit\" "
		    "name=\"stop\" value=\"1\">%s</button></p>\n",
		    tr(v->lo, "Stop here and send what I have so far"));
	html_lit(v->b, "</form>\n");
	if (s->page->support)
		support(v, seen_support(v, s->page));
	frame_end(v);
}

/* ---- taking in ------------------------------------------------------- */

/* Did an answer open a question on this page that was not there before? */
static bool
opened_any(const struct visit *v, const struct forms_page *page)
{
	size_t i;

	for (i = 0; i < page->n_items; i++)
		if (page->items[i].kind == FORMS_ITEM_FIELD &&
		    field_on_page(v, page->items[i].field, page) &&
		    !take_was_on_page(v, page->items[i].field))
			return true;
	return false;
}

static const char *
next_address(struct visit *v, const struct showing *s)
{
	bool apart = page_apart(s->page);
	const struct forms_page *next;

	if (v->draft.stopped)
		return summary_address(v, s->page);
	next = s->changing ? page_undone(v, apart) :
	    page_next(v, s->page);

	if (next == NULL)
		next = page_undone(v, apart);
	if (next == NULL)
		return summary_address(v, s->page);
	/* One that was filled in before has a new question on it. */
	return s->changing && v->draft.done[next->index] ?
	    arena_printf(v->a, "%s?change=1&more=1", page_address(v, next)) :
	    page_address(v, next);
}

/* Who stops may leave out what a page asks for: they are told before they
 * send. */
static struct forms_problem *
without_required(struct forms_problem *p)
{
	struct forms_problem *first = NULL, **tail = &first;

	for (; p != NULL; p = p->next)
		if (p->kind != FORMS_P_REQUIRED) {
			*tail = p;
			tail = &p->next;
		}
	*tail = NULL;
	return first;
}

/* A blank page on which somebody stops was not reached. */
static void
note_done(struct visit *v, const struct showing *s, bool more)
{
	bool *done = &v->draft.done[s->page->index];

	*done = s->stopping ? page_reached(v, s->page) : !more;
	if (v->draft.linked && s->page == v->form->edition->page)
		v->draft.linked = false;	/* their own answer now */
	if (!s->changing)
		v->draft.stopped = s->stopping;
}

/* Whoever has to leave now is not held up by what is wrong: the page comes up
 * again, and they are told. */
static void
save(struct visit *v, struct showing *s)
{
	static const char *const next[] = { [TYPED_NONE] = "save",
	    [TYPED_KEPT] = "save?look=kept", [TYPED_LOST] = "save?look=1" };
	bool had = v->draft.typed[s->page->index];
	enum typed typed;
	struct err e = { 0 };

	v->draft.done[s->page->index] = v->draft.done[s->page->index] &&
	    problem_only_queries(s->problems);
	if (!draft_readable(v)) {
		show(v, s);
	} else if (!typed_keep(v, s->page, s->problems, &typed, &e) ||
	    !draft_save(v, &e)) {
		s->unsaved = true;
		show(v, s);
	} else {
		if (had && !v->draft.typed[s->page->index])
			typed_drop(v, s->page);
		if (s->to != NULL)
			language_set(v, s->to);
		redirect(v, s->to != NULL ? own_address(v, s) :
		    address(v, next[typed]));
	}
}

static void
take(struct visit *v, struct showing *s)
{
	bool more, had = v->draft.typed[s->page->index];
	struct err e = { 0 };

	s->problems = take_page(v, s->page);
	if (s->saving) {
		save(v, s);
		return;
	}
	if (s->stopping)
		s->problems = without_required(s->problems);
	more = !s->stopping && opened_any(v, s->page);
	/* What is only to be looked at again waits for the new questions. */
	if (s->problems != NULL &&
	    !(more && problem_only_queries(s->problems))) {
		show(v, s);
		return;
	}
	note_done(v, s, more);
	v->draft.typed[s->page->index] = false;
	if (!draft_save(v, &e)) {
		s->unsaved = true;
		show(v, s);
		return;
	}
	if (had)
		typed_drop(v, s->page);
	if (more) {
		redirect(v, arena_printf(v->a, "%s?%smore=1",
		    page_address(v, s->page), s->changing ? "change=1&" : ""));
	} else {
		redirect(v, next_address(v, s));
	}
}

void
go_question(struct visit *v)
{
	struct showing s = { .page = forms_page(v->form, v->slug) };
	const struct forms_page *first;
	bool skipped;

	if (s.page == NULL) {
		page_error(v, 404);
		return;
	}
	if (v->site->opt.preview) {
		show(v, &s);
		return;
	}
	skipped = page_apart(s.page) && v->draft.equality != EQUALITY_YES;
	if (skipped || !forms_page_shown(&v->draft.answers, s.page)) {
		first = page_undone(v, page_apart(s.page));
		if (unkept_any(v))
			page_error(v, 409);
		else
			redirect(v, skipped ? address(v, "equality") :
			    first != NULL ? page_address(v, first) :
			    summary_address(v, s.page));
		return;
	}
	s.changing = http_value(&v->r->query, "change") != NULL;
	s.more = http_value(&v->r->query, "more") != NULL;
	s.to = language_wanted(v);
	s.saving = s.to != NULL || http_value(&v->r->form, "save") != NULL;
	s.stopping = http_value(&v->r->form, "stop") != NULL;
	if (v->r->method == HTTP_POST) {
		take(v, &s);
	} else {
		s.problems = typed_show(v, s.page);
		show(v, &s);
	}
}
