/* SPDX-License-Identifier: MIT
 *
 * paper_field.c -- one question on paper: what to do, boxes and lines.
 */
#include "locales/locales.h"
#include "print/paper.h"

static void
only(struct paper_form *s, const char *words)
{
	paper_ours(s, "p", "only");
	html_f(s->b, "%s</p>\n", words);
}

void
paper_before(struct paper_form *s, const struct forms_field *f, bool title)
{
	size_t i;

	for (i = 0; i < s->paper->n_lines; i++) {
		const struct forms_paper_line *l = &s->paper->lines[i];

		if (l->kind == FORMS_PAPER_ONLY && l->field == f &&
		    paper_under_title(s, l) == title)
			only(s, l->words);
	}
}

/* ---- answers --------------------------------------------------------------- */

static void
empty_line(struct paper_form *s)
{
	html_lit(s->b, "<span class=\"line\"></span>");
}

/* Separate small boxes, one for each character. */
static void
comb(struct paper_form *s, size_t n)
{
	size_t i;

	html_lit(s->b, "<span class=\"comb\">");
	for (i = 0; i < n; i++)
		html_lit(s->b, "<i></i>");
	html_lit(s->b, "</span>");
}

static void
option(struct paper_form *s, const struct forms_field *f,
    const struct forms_option *o, const char *box)
{
	const struct forms_paper_line *go = paper_go(s, f, o);

	html_f(s->b, "<li><span class=\"%s\"></span>", box);
	if (strcmp(box, "blank") != 0)	/* people write numbers there */
		html_f(s->b, "<span class=\"code\">%d</span>", o->number);
	html_f(s->b, "<span class=\"answer\">%s", paper_said(s, o->words));
	if (o->hint[0] != '\0')
		html_f(s->b, "<span class=\"hint\">%s</span>", o->hint);
	if (o->write_in)
		empty_line(s);
	html_lit(s->b, "</span>");
	if (go != NULL) {
		paper_ours(s, "span", "go");
		html_f(s->b, "%s</span>", go->words);
	}
	html_lit(s->b, "</li>\n");
}

static void
boxes(struct paper_form *s, const struct forms_field *f, const char *kind,
    const char *box)
{
	size_t i;

	html_f(s->b, "<ul class=\"boxes %s\">\n", kind);
	for (i = 0; i < f->q->n_options; i++)
		if (paper_has(&f->q->options[i]))
			option(s, f, &f->q->options[i],
			    f->q->options[i].missing == FORMS_ANSWERED ? box :
			    "box");
	html_lit(s->b, "</ul>\n");
}

static void
number(struct paper_form *s, const struct forms_question *q)
{
	const char *unit = paper_said(s, q->unit);

	html_lit(s->b, "<p class=\"given\">");
	if (strcmp(q->currency, "GBP") == 0)
		html_lit(s->b, "<span class=\"unit\">\xC2\xA3</span>");
	else if (q->currency[0] != '\0')
		html_f(s->b, "<span class=\"unit\">%s</span>", q->currency);
	comb(s, paper_digits(q));
	if (q->decimals > 0) {
		html_lit(s->b, "<span class=\"unit\">.</span>");
		comb(s, (size_t)q->decimals);
	}
	if (unit[0] != '\0')
		html_f(s->b, "<span class=\"unit\">%s</span>", unit);
	html_lit(s->b, "</p>\n");
}

/* Only the ends of a rating have words. */
static void
rating(struct paper_form *s, const struct forms_question *q)
{
	int i;

	html_lit(s->b, "<div class=\"rating\"><ul>\n");
	for (i = (int)q->low; i <= (int)q->high; i++)
		html_f(s->b, "<li><span class=\"box\"></span><span "
		    "class=\"code\">%d</span></li>\n", i);
	html_lit(s->b, "</ul>\n");
	if (q->low_words[0] != '\0' || q->high_words[0] != '\0')
		html_f(s->b, "<p class=\"ends\"><span>%s</span><span>%s"
		    "</span></p>\n", q->low_words, q->high_words);
	html_lit(s->b, "</div>\n");
}

static void
date(struct paper_form *s, enum forms_date d)
{
	html_lit(s->b, "<p class=\"given date\">");
	if (d == FORMS_DAY || d == FORMS_PARTIAL) {
		html_f(s->b, "<span>%s", tr(s->lo, "Day"));
		comb(s, 2);
		html_lit(s->b, "</span>");
	}
	if (d != FORMS_YEAR) {
		html_f(s->b, "<span>%s", tr(s->lo, "Month"));
		comb(s, 2);
		html_lit(s->b, "</span>");
	}
	html_f(s->b, "<span>%s", tr(s->lo, "Year"));
	comb(s, 4);
	html_lit(s->b, "</span></p>\n");
}

static void
writing(struct paper_form *s, const struct forms_question *q)
{
	int n = paper_lines(q), i;

	html_lit(s->b, "<div class=\"lines\">");
	for (i = 0; i < n; i++)
		html_lit(s->b, "<i></i>");
	html_lit(s->b, "</div>\n");
}

static void
share(struct paper_form *s, const struct forms_field *f)
{
	boxes(s, f, "points", "blank");
	paper_ours(s, "p", "total");
	html_text(s->b, paper_filled(s, tr_in(s->lo, "on paper", "Together {number}"),
	    f->q->total));
	html_lit(s->b, "</p>\n");
}

static void
answers(struct paper_form *s, const struct forms_field *f)
{
	static const char *const shapes[] = { [PAPER_DOWN] = "down",
	    [PAPER_ACROSS] = "across", [PAPER_TWO] = "two" };
	const struct forms_question *q = f->q;

	switch (q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
		boxes(s, f, shapes[paper_shape(s, f)], "box");
		return;
	case FORMS_RANK:
		boxes(s, f, "down", "blank");
		return;
	case FORMS_SHARE:
		share(s, f);
		return;
	case FORMS_NUMBER:
		if (q->rating)
			rating(s, q);
		else
			number(s, q);
		break;
	case FORMS_POSTCODE:
		html_lit(s->b, "<p class=\"given\">");
		comb(s, paper_letters(q));
		html_lit(s->b, "</p>\n");
		break;
	case FORMS_DATE:
		date(s, q->date);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_FILE:
		writing(s, q);
		break;
	}
	if (paper_options(q) > 0)
		boxes(s, f, "down", "box");
}

/* ---- what is asked --------------------------------------------------------- */

static void
what_to_do(struct paper_form *s, const struct forms_field *f)
{
	const char *words = paper_do(s, f);

	if (*words == '\0')
		return;
	paper_ours(s, "p", "do");
	html_f(s->b, "%s</p>\n", words);
}

static void
asked(struct paper_form *s, const struct forms_field *f)
{
	html_f(s->b, "<h4><span class=\"no\">%s</span><span>%s</span></h4>\n",
	    f->number, paper_said(s, f->words));
	if (f->hint[0] != '\0') {
		html_lit(s->b, "<div class=\"hint\">");
		paper_prose(s, f->hint);
		html_lit(s->b, "</div>\n");
	}
	if (f->help[0] != '\0') {
		html_lit(s->b, "<div class=\"hint\">");
		paper_prose(s, f->help);
		html_lit(s->b, "</div>\n");
	}
}

void
paper_field(struct paper_form *s, const struct forms_field *f)
{
	html_lit(s->b, "<div class=\"q\">\n");
	paper_before(s, f, false);
	asked(s, f);
	what_to_do(s, f);
	answers(s, f);
	html_lit(s->b, "</div>\n");
}

/* ---- grids ----------------------------------------------------------------- */

static void
grid_head(struct paper_form *s, const struct forms_question *q)
{
	size_t i;

	html_lit(s->b, "<thead><tr><td></td>");
	for (i = 0; i < q->n_options; i++)
		if (paper_has(&q->options[i]))
			html_f(s->b, "<th scope=\"col\">%s</th>",
			    paper_said(s, q->options[i].words));
	html_lit(s->b, "</tr></thead>\n");
}

static void
grid_row(struct paper_form *s, const struct forms_field *f)
{
	size_t i;

	html_f(s->b, "<tr><th scope=\"row\"><div><span class=\"no\">%s</span>"
	    "<span>%s</span></div></th>", f->number,
	    f->item ? f->item->title : f->words);
	for (i = 0; i < f->q->n_options; i++)
		if (paper_has(&f->q->options[i]))
			html_f(s->b, "<td><span class=\"box\"></span><span "
			    "class=\"code\">%d</span></td>",
			    f->q->options[i].number);
	html_lit(s->b, "</tr>\n");
}

void
paper_grid(struct paper_form *s, const struct forms_grid *g)
{
	size_t i;

	html_lit(s->b, "<div class=\"q grid\">\n");
	for (i = g->first; i < g->first + g->n; i++)
		if (s->paper->printed[i])
			paper_before(s, &s->form->fields[i], false);
	html_f(s->b, "<h4><span>%s</span></h4>\n", paper_said(s, g->words));
	if (g->hint[0] != '\0') {
		html_lit(s->b, "<div class=\"hint\">");
		paper_prose(s, g->hint);
		html_lit(s->b, "</div>\n");
	}
	paper_ours(s, "p", "do");
	html_f(s->b, "%s</p>\n<table>\n", tr_in(s->lo, "on paper",
	    "Tick one box on each line."));
	grid_head(s, s->form->fields[g->first].q);
	html_lit(s->b, "<tbody>\n");
	for (i = g->first; i < g->first + g->n; i++)
		if (s->paper->printed[i])
			grid_row(s, &s->form->fields[i]);
	html_lit(s->b, "</tbody>\n</table>\n</div>\n");
}
