/* SPDX-License-Identifier: MIT
 *
 * paper_field.c -- one question on paper: what to do, boxes and lines.
 */
#include "locales/locales.h"
#include "print/paper.h"

enum { MONEY_COMB = 6, COMB_MAX = 12, ACROSS_MAX = 7, SHORT = 30, LINES_MAX = 40 };

static bool
on_paper(const struct forms_option *o)
{
	return !o->staff;
}

static size_t
count_options(const struct forms_question *q)
{
	size_t i, n = 0;

	for (i = 0; i < q->n_options; i++)
		n += on_paper(&q->options[i]);
	return n;
}

/* ---- lines between the questions ------------------------------------------ */

static const struct forms_paper_line *
go_after(const struct sheet *s, const struct forms_field *f,
    const struct forms_option *o)
{
	size_t i, j;

	for (i = 0; i < s->paper->n_lines; i++) {
		const struct forms_paper_line *l = &s->paper->lines[i];

		if (l->kind != FORMS_PAPER_GO || l->field != f)
			continue;
		for (j = 0; j < l->n; j++)
			if (l->options[j] == o)
				return l;
	}
	return NULL;
}

static bool
goes(const struct sheet *s, const struct forms_field *f)
{
	size_t i;

	for (i = 0; i < s->paper->n_lines; i++)
		if (s->paper->lines[i].kind == FORMS_PAPER_GO &&
		    s->paper->lines[i].field == f)
			return true;
	return false;
}

/* It is about all that the page asks, or more. */
static bool
under_title(const struct sheet *s, const struct forms_paper_line *l)
{
	const struct forms_page *p = l->field->page;
	size_t i;

	for (i = 0; i < s->form->n_fields; i++)
		if (s->form->fields[i].page == p && s->paper->printed[i] &&
		    (i < l->field->index || i > l->last->index))
			return false;
	return true;
}

static void
only(struct sheet *s, const char *words)
{
	paper_ours(s, "p", "only");
	html_f(s->b, "%s</p>\n", words);
}

void
paper_before(struct sheet *s, const struct forms_field *f, bool title)
{
	size_t i;

	for (i = 0; i < s->paper->n_lines; i++) {
		const struct forms_paper_line *l = &s->paper->lines[i];

		if (l->kind == FORMS_PAPER_ONLY && l->field == f &&
		    under_title(s, l) == title)
			only(s, l->words);
	}
}

/* ---- answers --------------------------------------------------------------- */

static void
empty_line(struct sheet *s)
{
	html_lit(s->b, "<span class=\"line\"></span>");
}

/* Separate small boxes, one for each character. */
static void
comb(struct sheet *s, size_t n)
{
	size_t i;

	html_lit(s->b, "<span class=\"comb\">");
	for (i = 0; i < n; i++)
		html_lit(s->b, "<i></i>");
	html_lit(s->b, "</span>");
}

static void
option(struct sheet *s, const struct forms_field *f,
    const struct forms_option *o, const char *box)
{
	const struct forms_paper_line *go = go_after(s, f, o);

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
boxes(struct sheet *s, const struct forms_field *f, const char *kind,
    const char *box)
{
	size_t i;

	html_f(s->b, "<ul class=\"boxes %s\">\n", kind);
	for (i = 0; i < f->q->n_options; i++)
		if (on_paper(&f->q->options[i]))
			option(s, f, &f->q->options[i],
			    f->q->options[i].missing == FORMS_ANSWERED ? box :
			    "box");
	html_lit(s->b, "</ul>\n");
}

static size_t
longest(const struct forms_question *q)
{
	size_t i, n, most = 0;

	for (i = 0; i < q->n_options; i++) {
		n = utf8_count(q->options[i].words,
		    strlen(q->options[i].words));
		if (q->options[i].hint[0] != '\0' || q->options[i].write_in)
			n = SIZE_MAX;
		if (on_paper(&q->options[i]) && n > most)
			most = n;
	}
	return most;
}

static const char *
laid_out(const struct sheet *s, const struct forms_field *f)
{
	size_t n = count_options(f->q), wide = longest(f->q);

	if (goes(s, f))
		return "down";
	if (f->q->type == FORMS_SCALE && n <= ACROSS_MAX && wide <= SHORT)
		return "across";
	return n > 8 && wide <= 2 * SHORT ? "two" : "down";
}

static size_t
digits(double v)
{
	size_t n = v < 0 ? 2 : 1;

	for (v = v < 0 ? -v : v; v >= 10; v /= 10)
		n++;
	return n;
}

static void
number(struct sheet *s, const struct forms_question *q)
{
	size_t n = 8, low;
	const char *unit = paper_said(s, q->unit);

	if (q->has_range) {
		low = digits(q->low);
		n = digits(q->high) > low ? digits(q->high) : low;
	}
	if (q->currency[0] != '\0' && n > MONEY_COMB)
		n = MONEY_COMB;
	html_lit(s->b, "<p class=\"given\">");
	if (strcmp(q->currency, "GBP") == 0)
		html_lit(s->b, "<span class=\"unit\">\xC2\xA3</span>");
	else if (q->currency[0] != '\0')
		html_f(s->b, "<span class=\"unit\">%s</span>", q->currency);
	comb(s, n <= COMB_MAX ? n : COMB_MAX);
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
rating(struct sheet *s, const struct forms_question *q)
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
date(struct sheet *s, enum forms_date d)
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
writing(struct sheet *s, const struct forms_question *q)
{
	int n = q->paper_lines, i;

	if (n <= 0)
		n = q->type == FORMS_TEXT ? q->format == FORMS_ADDRESS ? 4 : 5 :
		    1;
	html_lit(s->b, "<div class=\"lines\">");
	for (i = 0; i < n && i < LINES_MAX; i++)
		html_lit(s->b, "<i></i>");
	html_lit(s->b, "</div>\n");
}

/* Words with {number} in them; in the arena. */
static const char *
filled(const struct sheet *s, const char *words, double n)
{
	struct buf b CLEAN(buf_free) = { 0 };

	locale_fill(&b, words, &(struct locale_place){ "{number}",
	    arena_printf(s->nobody.a, "%.0f", n) }, 1);
	return arena_str(s->nobody.a, buf_text(&b));
}

static void
share(struct sheet *s, const struct forms_field *f)
{
	boxes(s, f, "points", "blank");
	paper_ours(s, "p", "total");
	html_text(s->b, filled(s, tr_in(s->lo, "on paper", "Together {number}"),
	    f->q->total));
	html_lit(s->b, "</p>\n");
}

static void
answers(struct sheet *s, const struct forms_field *f)
{
	const struct forms_question *q = f->q;

	switch (q->type) {
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
		boxes(s, f, laid_out(s, f), "box");
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
		comb(s, q->postcode == FORMS_FULL ? 8 :
		    q->postcode == FORMS_SECTOR ? 6 : 4);
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
	if (count_options(q) > 0)
		boxes(s, f, "down", "box");
}

/* ---- what to do ------------------------------------------------------------ */

/* What is a range only so that there is an end. */
#define ANY_MONEY	999999999

static void
range(const struct sheet *s, struct buf *b, const char *words, int decimals,
    double low, double high)
{
	struct arena *a = s->nobody.a;

	locale_fill(b, words, (struct locale_place[]){ { "{low}",
	    arena_printf(a, "%.*f", decimals, low) }, { "{high}",
	    arena_printf(a, "%.*f", decimals, high) } }, 2);
}

static void
number_range(const struct sheet *s, struct buf *b,
    const struct forms_question *q)
{
	if (q->has_range && (q->currency[0] == '\0' || q->high < ANY_MONEY))
		range(s, b, tr_in(s->lo, "on paper", "A number from {low} to "
		    "{high}."), q->decimals < 0 ? 0 : q->decimals, q->low,
		    q->high);
}

static void
several(const struct sheet *s, struct buf *b, const struct forms_question *q)
{
	double least = (double)q->least, most = (double)q->most;

	if (q->least > 0 && q->most > q->least)
		range(s, b, tr_in(s->lo, "on paper", "Tick {low} to {high} "
		    "boxes."), 0, least, most);
	else if (q->least > 0 && q->most == q->least)
		buf_puts(b, filled(s, tr_in(s->lo, "on paper", "Tick {number} "
		    "boxes."), least));
	else if (q->least > 0)
		buf_puts(b, filled(s, tr_in(s->lo, "on paper", "Tick {number} "
		    "boxes or more."), least));
	else if (q->most > 0)
		buf_puts(b, filled(s, tr_in(s->lo, "on paper", "Tick up to "
		    "{number} boxes."), most));
	else
		buf_puts(b, tr_in(s->lo, "on paper", "Tick all that apply."));
}

static void
points(const struct sheet *s, struct buf *b, const struct forms_question *q)
{
	buf_puts(b, filled(s, tr_in(s->lo, "on paper", "Write how many points "
	    "you give to each. Together they must make {number}."), q->total));
	if (q->low > 0)
		buf_printf(b, " %s", filled(s, tr_in(s->lo, "on paper",
		    "Give each at least {number}."), q->low));
	if (q->high < q->total)
		buf_printf(b, " %s", filled(s, tr_in(s->lo, "on paper",
		    "Give none more than {number}."), q->high));
}

static void
what_to_do(struct sheet *s, const struct forms_field *f)
{
	const struct forms_question *q = f->q;
	struct buf b CLEAN(buf_free) = { 0 };

	if (q->type == FORMS_ONE || q->type == FORMS_SCALE || q->rating)
		buf_puts(&b, tr_in(s->lo, "on paper", "Tick one box."));
	else if (q->type == FORMS_MANY)
		several(s, &b, q);
	else if (q->type == FORMS_RANK && q->most > 0)
		buf_puts(&b, filled(s, tr_in(s->lo, "on paper", "Write 1 "
		    "beside your first choice, 2 beside your second, and so on "
		    "up to {number}."), (double)q->most));
	else if (q->type == FORMS_RANK)
		buf_puts(&b, tr_in(s->lo, "on paper", "Write 1 beside your "
		    "first choice, 2 beside your second, and so on."));
	else if (q->type == FORMS_SHARE)
		points(s, &b, q);
	else if (q->type == FORMS_FILE)
		buf_puts(&b, tr_in(s->lo, "on paper", "Put it in the envelope "
		    "with this questionnaire, and write here what it is."));
	else if (q->type == FORMS_NUMBER)
		number_range(s, &b, q);
	if (q->type == FORMS_DATE && q->date == FORMS_PARTIAL)
		buf_puts(&b, tr_in(s->lo, "on paper", "Leave out what you do "
		    "not know."));
	if (b.n == 0)
		return;
	paper_ours(s, "p", "do");
	html_f(s->b, "%s</p>\n", buf_text(&b));
}

static void
asked(struct sheet *s, const struct forms_field *f)
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
paper_field(struct sheet *s, const struct forms_field *f)
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
grid_head(struct sheet *s, const struct forms_question *q)
{
	size_t i;

	html_lit(s->b, "<thead><tr><td></td>");
	for (i = 0; i < q->n_options; i++)
		if (on_paper(&q->options[i]))
			html_f(s->b, "<th scope=\"col\">%s</th>",
			    paper_said(s, q->options[i].words));
	html_lit(s->b, "</tr></thead>\n");
}

static void
grid_row(struct sheet *s, const struct forms_field *f)
{
	size_t i;

	html_f(s->b, "<tr><th scope=\"row\"><div><span class=\"no\">%s</span>"
	    "<span>%s</span></div></th>", f->number,
	    f->item ? f->item->title : f->words);
	for (i = 0; i < f->q->n_options; i++)
		if (on_paper(&f->q->options[i]))
			html_f(s->b, "<td><span class=\"box\"></span><span "
			    "class=\"code\">%d</span></td>",
			    f->q->options[i].number);
	html_lit(s->b, "</tr>\n");
}

void
paper_grid(struct sheet *s, const struct forms_grid *g)
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
