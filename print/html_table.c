/* SPDX-License-Identifier: MIT
 *
 * html_table.c -- an exhibit on the web page: caption, figure, table, notes.
 *
 * Cells carry their numbers in data-n, data-base and data-percent, so that a
 * program can read the page without guessing.
 */
#include "print/html.h"

enum { NARROW = 3 };	/* columns that fit on a telephone */

static bool
has_groups(const struct report_table *t)
{
	size_t i;

	for (i = 0; i < t->n_rows; i++)
		if (t->rows[i].kind == ROW_GROUP)
			return true;
	return false;
}

static void
put_cell_words(struct buf *b, const struct report *r,
    const struct report_cell *c)
{
	struct buf words CLEAN(buf_free) = { 0 };

	print_cell(&words, r, c);
	if (r->rtl && c->kind != CELL_TEXT)	/* keeps "–21" in its order */
		html_f(b, "<bdi dir=\"ltr\">%s</bdi>", buf_text(&words));
	else
		html_text(b, buf_text(&words));
}

static void
put_numbers(struct buf *b, const struct report_cell *c)
{
	bool count = c->kind == CELL_COUNT || c->kind == CELL_COUNT_PERCENT;
	bool share = c->kind == CELL_PERCENT || c->kind == CELL_COUNT_PERCENT;

	if (count || share)
		html_f(b, " data-n=\"%lld\"", (long long)c->n);
	if (share)
		html_f(b, " data-base=\"%lld\" data-percent=\"%d\"",
		    (long long)c->base, c->percent);
	if (c->kind == CELL_HIDDEN)
		html_lit(b, " data-hidden");
}

/* ---- the header ------------------------------------------------------------ */

static void
put_column(struct buf *b, const struct report_exhibit *e, size_t i)
{
	const struct report_column *c = &e->table->columns[i];

	if (*c->words == '\0' && c->swatch == TONE_NONE) {
		html_lit(b, "<td></td>");	/* a header must say something */
		return;
	}
	html_lit(b, "<th scope=\"col\"");
	if (has_groups(e->table))
		html_f(b, " id=\"%s-c%zu\"", e->id, i);
	if (c->number)
		html_lit(b, " class=\"n\"");
	html_lit(b, ">");
	if (c->swatch != TONE_NONE)
		html_swatch(b, c->swatch);
	html_f(b, "%s</th>", c->words);
}

/* ---- rows ------------------------------------------------------------------ */

struct row_at { const struct report_exhibit *e; size_t row, group; };

static void
put_row_header(struct buf *b, const struct report *r, const struct row_at *at)
{
	const struct report_table *t = at->e->table;
	const struct report_cell *cells = t->rows[at->row].cells;

	html_lit(b, "<th scope=\"row\"");
	if (has_groups(t)) {
		html_f(b, " id=\"%s-r%zu\"", at->e->id, at->row);
		if (at->group < t->n_rows)
			html_f(b, " headers=\"%s-r%zu\"", at->e->id, at->group);
	}
	html_lit(b, ">");
	put_cell_words(b, r, &cells[0]);
	if (t->bar >= 0 && (size_t)t->bar < t->n_columns &&
	    t->rows[at->row].kind == ROW_BODY &&
	    cells[t->bar].kind != CELL_HIDDEN)
		html_bar(b, r, cells[t->bar].percent, t->bar_against);
	html_lit(b, "</th>");
}

static void
put_data(struct buf *b, const struct report *r, const struct row_at *at,
    size_t column)
{
	const struct report_table *t = at->e->table;
	const struct report_cell *c = &t->rows[at->row].cells[column];

	html_lit(b, "<td");
	if (t->columns[column].number)
		html_lit(b, " class=\"n\"");
	put_numbers(b, c);
	if (has_groups(t) && t->rows[at->row].cells[0].kind == CELL_TEXT) {
		html_f(b, " headers=\"%s-c%zu %s-r%zu", at->e->id, column,
		    at->e->id, at->row);
		if (at->group < t->n_rows)
			html_f(b, " %s-r%zu", at->e->id, at->group);
		html_lit(b, "\"");
	}
	html_lit(b, ">");
	put_cell_words(b, r, c);
	html_lit(b, "</td>");
}

static void
put_row(struct buf *b, const struct report *r, const struct row_at *at)
{
	const struct report_table *t = at->e->table;
	const struct report_row *row = &t->rows[at->row];
	size_t i = 0;

	html_lit(b, "<tr");
	if (row->kind == ROW_TOTAL)
		html_lit(b, " class=\"total\"");
	html_lit(b, ">");
	if (row->cells[0].kind == CELL_TEXT && t->n_columns > 0) {
		put_row_header(b, r, at);
		i = 1;
	}
	for (; i < t->n_columns; i++)
		put_data(b, r, at, i);
	html_lit(b, "</tr>\n");
}

/* A group starts a row group of its own and heads it. */
static void
put_group(struct buf *b, const struct report *r, const struct row_at *at)
{
	const struct report_table *t = at->e->table;

	html_f(b, "<tr class=\"group\"><th scope=\"rowgroup\" id=\"%s-r%zu\" "
	    "colspan=\"%zu\">", at->e->id, at->row, t->n_columns);
	put_cell_words(b, r, &t->rows[at->row].cells[0]);
	html_lit(b, "</th></tr>\n");
}

static void
put_rows(struct buf *b, const struct report *r, const struct report_exhibit *e)
{
	const struct report_table *t = e->table;
	struct row_at at = { .e = e, .group = t->n_rows };

	html_lit(b, "<tbody>\n");
	for (at.row = 0; at.row < t->n_rows; at.row++) {
		enum report_row_kind kind = t->rows[at.row].kind;

		/* a group or the total starts its own row group */
		if (at.row > 0 && (kind == ROW_GROUP ||
		    (kind == ROW_TOTAL && at.group < t->n_rows)))
			html_lit(b, "</tbody>\n<tbody>\n");
		if (kind == ROW_GROUP) {
			at.group = at.row;
			put_group(b, r, &at);
			continue;
		}
		if (kind == ROW_TOTAL)
			at.group = t->n_rows;
		put_row(b, r, &at);
	}
	html_lit(b, "</tbody>\n");
}

/* ---- the exhibit ----------------------------------------------------------- */

static void
put_caption(struct buf *b, const struct report_exhibit *e)
{
	html_f(b, "<b id=\"%s-title\">%s. %s</b>", e->id, e->number, e->title);
	if (*e->base != '\0')
		html_f(b, " <span class=\"base\">%s</span>", e->base);
}

static void
put_table(struct buf *b, const struct report *r,
    const struct report_exhibit *e)
{
	const struct report_table *t = e->table;
	bool wide = t->n_columns > NARROW;
	size_t i;

	if (wide)
		html_f(b, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		    "aria-labelledby=\"%s-title\">\n", e->id);
	html_f(b, "<table class=\"%s%s\">\n<caption><div class=\"cap\">",
	    wide ? "wide" : "narrow", t->bar >= 0 ? " with-bars" : "");
	put_caption(b, e);
	if (e->figure != NULL)
		html_figure(b, r, e->figure);
	html_lit(b, "</div></caption>\n<thead><tr>");
	for (i = 0; i < t->n_columns; i++)
		put_column(b, e, i);
	html_lit(b, "</tr></thead>\n");
	put_rows(b, r, e);
	html_lit(b, "</table>\n");
	if (wide)
		html_lit(b, "</div>\n");
}

void
html_exhibit(struct buf *b, const struct report *r,
    const struct report_exhibit *e)
{
	size_t i;

	html_f(b, "<div class=\"exhibit\" id=\"%s\"", e->id);
	if (e->field != NULL)
		html_f(b, " data-field=\"%s\"", e->field);
	html_lit(b, ">\n");
	if (e->table != NULL)
		put_table(b, r, e);
	else {
		html_lit(b, "<figure><figcaption class=\"cap\">");
		put_caption(b, e);
		html_lit(b, "</figcaption>\n");
		if (e->figure != NULL)
			html_figure(b, r, e->figure);
		html_lit(b, "</figure>\n");
	}
	for (i = 0; i < e->n_notes; i++)
		html_f(b, "<p class=\"note\">%s</p>\n", e->notes[i]);
	html_lit(b, "</div>\n");
}
