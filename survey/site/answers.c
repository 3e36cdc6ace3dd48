/* SPDX-License-Identifier: MIT
 *
 * answers.c -- the list of answers before they are sent: each page with one
 * way to change it, and pages that were left blank in a run as one.
 */
#include "survey/site/private.h"

/* Pages that were left blank, one after the other. */
struct run { const struct forms_page *first, *last; size_t n; };

static bool
answered(const struct visit *v, const struct forms_field *f)
{
	return v->draft.answers.v[f->index].state > FORMS_BLANK;
}

/* How many questions the page shows, and how many have an answer. */
static size_t
count(const struct visit *v, const struct forms_page *p, size_t *n_answered)
{
	size_t i, n = 0;

	*n_answered = 0;
	for (i = 0; i < p->n_items; i++) {
		if (p->items[i].kind != FORMS_ITEM_FIELD ||
		    !field_on_page(v, p->items[i].field, p))
			continue;
		n++;
		*n_answered += answered(v, p->items[i].field);
	}
	return n;
}

/* ---- one page -------------------------------------------------------- */

/* Words of the author's, and perhaps a few of the respondent's. */
static void
draw_chosen(struct visit *v, const struct forms_field *f, const char *words)
{
	const struct locale *page = speak(v, f->lang);

	html_lit(v->b, "<div class=\"app-answer\"");
	if (v->lo == page)
		html_lit(v->b, " dir=\"auto\"");
	mark_spoken(v, page);
	html_f(v->b, ">%s</div>", words);
	v->lo = page;
}

/* Whole dates as the reader's language writes them. */
static void
answer_words(struct visit *v, const struct forms_field *f, struct buf *b)
{
	const struct forms_answer *a = &v->draft.answers.v[f->index];
	struct date d;

	if (f->q->type == FORMS_DATE && a->text != NULL &&
	    date_parse(str_of(a->text), &d))
		locale_date(b, v->lo, d);
	else if (field_is_rating(f->q) && a->state == FORMS_ANSWERED &&
	    a->n == 0 && f->q->low >= 0 && f->q->low <= 1)
		/* translators: a mark that was given, as in "4 out of 5". */
		buf_puts(b, fill(v, tr(v->lo, "%1$s out of %2$s"),
		    arena_printf(v->a, "%.0f", a->number),
		    arena_printf(v->a, "%.0f", f->q->high)));
	else
		forms_answer_words(b, f, a);
}

static void
draw_answer(struct visit *v, const struct forms_field *f)
{
	struct buf words CLEAN(buf_free) = { 0 };

	answer_words(v, f, &words);
	html_lit(v->b, "<div class=\"nhsuk-summary-list__row "
	    "nhsuk-summary-list__row--no-actions\">\n"
	    "<dt class=\"nhsuk-summary-list__key\">");
	author(v, f->words);
	html_lit(v->b, "</dt>\n<dd class=\"nhsuk-summary-list__value\">");
	if (words.n == 0)
		html_f(v->b, "<span class=\"nhsuk-u-secondary-text-colour\">%s"
		    "</span>", tr(v->lo, "Not provided"));
	else if (v->draft.answers.v[f->index].n > 0)
		draw_chosen(v, f, buf_text(&words));
	else
		html_f(v->b, "<div class=\"app-answer\" dir=\"auto\">%s</div>",
		    buf_text(&words));
	html_lit(v->b, "</dd>\n</div>\n");
}

static void
draw_change(struct visit *v, const struct forms_page *p)
{
	if (v->draft.sent)
		return;		/* a receipt */
	html_f(v->b, "<a href=\"%s?change=1\">%s<span class=\"nhsuk-u-"
	    "visually-hidden\"> ", page_address(v, p), tr(v->lo, "Change"));
	author(v, p->title);
	html_lit(v->b, "</span></a>");
}

/* Its heading is below that of its section; without one it is a section. */
static void
draw_heading(struct visit *v, const struct forms_page *p)
{
	html_lit(v->b, "<div class=\"app-page\">\n");
	if (p->section[0] == '\0' && !page_apart(p))
		html_lit(v->b, "<h2 class=\"nhsuk-heading-m\">");
	else
		html_lit(v->b, "<h3 class=\"nhsuk-heading-s\">");
	author(v, p->title);
	if (p->section[0] == '\0' && !page_apart(p))
		html_lit(v->b, "</h2>\n");
	else
		html_lit(v->b, "</h3>\n");
	draw_change(v, p);
	html_lit(v->b, "\n</div>\n");
}

/* Several blanks beside an answer are said in one line. */
static void
draw_page(struct visit *v, const struct forms_page *p)
{
	size_t i, n_answered, n = count(v, p, &n_answered);
	bool each = n - n_answered <= 1;

	draw_heading(v, p);
	html_lit(v->b, "<dl class=\"nhsuk-summary-list\">\n");
	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD &&
		    field_on_page(v, p->items[i].field, p) &&
		    (each || answered(v, p->items[i].field)))
			draw_answer(v, p->items[i].field);
	html_lit(v->b, "</dl>\n");
	if (!each)
		para(v, "You did not answer the other questions on this page.");
}

/* ---- pages left blank ------------------------------------------------ */

/* What the page repeats for: "Priority 4"; NULL: it does not. */
static const struct forms_entity *
row_of(const struct forms_page *p)
{
	size_t i;

	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind == FORMS_ITEM_FIELD)
			return p->items[i].field->row;
	return NULL;
}

/* "Priority 4 to 10: you did not answer these". */
static const char *
run_words(struct visit *v, const struct run *r)
{
	const struct forms_entity *from = row_of(r->first), *row = from;
	const struct forms_page *p = r->first;
	struct buf n CLEAN(buf_free) = { 0 };

	while (p != r->last && row != NULL && row->kind == from->kind) {
		p = page_next(v, p);
		row = row_of(p);
	}
	if (row != NULL && row->kind == from->kind)
		/* translators: names of pages, as in "Priority 4 to 10". */
		return fill(v, tr(v->lo, "%1$s to %2$s: you did not answer "
		    "these"), arena_printf(v->a, "%s %d", from->kind->words,
		    from->number), arena_printf(v->a, "%d", row->number));
	locale_count(&n, v->lo, (int64_t)r->n);
	return fill(v, tr_n(v->lo, "You did not answer this %s page",
	    "You did not answer these %s pages", r->n), buf_text(&n), "");
}

static void
draw_blank(struct visit *v, const struct forms_page *p)
{
	html_lit(v->b, "<li>");
	author(v, p->title);
	html_lit(v->b, " ");
	draw_change(v, p);
	html_lit(v->b, "</li>\n");
}

/* The author's word for a row and ours around it, in one language. */
static void
draw_run_words(struct visit *v, const struct run *r)
{
	const struct locale *page = speak(v,
	    r->first->lang);

	html_lit(v->b, "<details class=\"nhsuk-details\"><summary class="
	    "\"nhsuk-details__summary\"><span class=\"nhsuk-details__summary-"
	    "text\"");
	mark_spoken(v, page);
	html_f(v->b, ">%s</span></summary>\n<div class=\"nhsuk-details__text"
	    "\">\n<ul class=\"nhsuk-list\">\n", run_words(v, r));
	v->lo = page;
}

static void
draw_run(struct visit *v, struct run *r)
{
	const struct forms_page *p = r->first;
	size_t i;

	if (r->n == 1) {
		draw_heading(v, p);
		html_f(v->b, "<p class=\"nhsuk-u-secondary-text-colour\">%s"
		    "</p>\n", tr(v->lo, "You did not answer this."));
	} else if (r->n > 1) {
		draw_run_words(v, r);
		for (i = 0; i < r->n; i++, p = page_next(v, p))
			draw_blank(v, p);
		html_lit(v->b, "</ul>\n</div>\n</details>\n");
	}
	*r = (struct run){ 0 };
}

/* ---- all of them ----------------------------------------------------- */

static const char *
section_of(struct visit *v, const struct forms_page *p)
{
	return p->section[0] == '\0' && page_apart(p) ?
	    tr(v->lo, "About you") : p->section;
}

static void
draw_section(struct visit *v, const struct forms_page *p, const char *name)
{
	html_lit(v->b, "<h2 class=\"nhsuk-heading-m\">");
	if (name == p->section)
		author(v, name);
	else
		html_text(v->b, name);
	html_lit(v->b, "</h2>\n");
}

/* Takes p into the run, or draws what came before and then p. */
static void
add_page(struct visit *v, struct run *r, const struct forms_page *p)
{
	size_t n_answered, n = count(v, p, &n_answered);

	if (n > 0 && n_answered == 0) {
		/* A run is of neighbours. */
		if (r->n > 0 && page_next(v, r->last) != p)
			draw_run(v, r);
		if (r->n++ == 0)
			r->first = p;
		r->last = p;
		return;
	}
	draw_run(v, r);
	if (n > 0)
		draw_page(v, p);
}

void
answers_html(struct visit *v, bool apart)
{
	const char *section = "", *name;
	const struct forms_page *p;
	struct run r = { 0 };

	for (p = page_first(v, apart); p != NULL; p = page_next(v, p)) {
		if (!page_reached(v, p))
			continue;
		name = section_of(v, p);
		if (strcmp(section, name) != 0) {
			draw_run(v, &r);
			if (name[0] != '\0')
				draw_section(v, p, name);
		}
		section = name;
		add_page(v, &r, p);
	}
	draw_run(v, &r);
}
