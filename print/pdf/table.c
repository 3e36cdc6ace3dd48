/* SPDX-License-Identifier: MIT
 *
 * table.c -- tables: columns as wide as their words, headers that come again
 * on the next page, bars below rows.
 */
#include "print/pdf/pdf.h"

#include <math.h>

enum { MOST_COLUMNS = 64 };
#define BAR_GAP	12.0			/* from the numbers to the bars */
struct column { double x, w, least, want; const char *id; };
struct table {
	struct pdf	*p;
	const struct report_table *t;
	const struct report_figure *f;
	struct column	*c;
	double		 gap, full;	/* width of the columns together */
	unsigned	 number;
	const char	*group;		/* id of the last group's header */
	struct pdf_row	*head;
};
struct bar { double percent; bool against, below; };

static const char *
words_of(struct pdf *p, const struct report_cell *c)
{
	struct buf b CLEAN(buf_free) = { 0 };

	print_cell(&b, p->r, c);
	return arena_str(p->a, buf_text(&b));
}

const char *
pdf_amount(struct pdf *p, int64_t n)
{
	const struct report_cell c = { .kind = CELL_COUNT, .n = n };

	return words_of(p, &c);
}

static const struct pdf_style *
style_of(const struct table *t, size_t row)
{
	const struct report_row *r = &t->t->rows[row];
	size_t i;

	if (r->kind == ROW_TOTAL)
		return &BOLD;
	/* A row that is strong in the figure is strong here too. */
	for (i = 0; t->f != NULL && t->f->kind == FIGURE_AGREEMENT &&
	    i < t->f->n; i++)
		if (t->f->agreement[i].strong && r->cells[0].text != NULL &&
		    strcmp(t->f->agreement[i].label, r->cells[0].text) == 0)
			return &BOLD;
	return &BODY;
}

/* ---- widths -------------------------------------------------------------- */

static void
measure(struct table *t)
{
	size_t i, c;

	for (c = 0; c < t->t->n_columns; c++) {
		struct pdf_para *q = pdf_words(t->p, &BOLD,
		    t->t->columns[c].words, 1e6, START);

		t->c[c].least = t->t->columns[c].swatch != TONE_NONE ?
		    fmax(24, q->longest) : q->longest;
		t->c[c].want = t->t->columns[c].number ? t->c[c].least :
		    q->widest;
	}
	for (i = 0; i < t->t->n_rows; i++)
		for (c = 0; c < t->t->n_columns &&
		    t->t->rows[i].kind != ROW_GROUP; c++) {
			struct pdf_para *q = pdf_words(t->p, style_of(t, i),
			    words_of(t->p, &t->t->rows[i].cells[c]), 1e6,
			    START);

			t->c[c].least = fmax(t->c[c].least, q->longest);
			t->c[c].want = fmax(t->c[c].want, q->widest);
		}
	for (c = 0; c < t->t->n_columns; c++)
		if (t->t->n_columns > 1)
			t->c[c].least = fmin(t->c[c].least, t->full * 2 / 5);
}

static double
total(const struct table *t, bool want)
{
	double w = t->gap * (double)(t->t->n_columns - 1);
	size_t c;

	for (c = 0; c < t->t->n_columns; c++)
		w += want ? t->c[c].want : t->c[c].least;
	return w;
}

/* When even the longest words are too wide, the widest columns give way, all
 * to the same width, and their words are cut. */
static void
squeeze(struct table *t)
{
	double low = 0, high = t->full, w;
	size_t c;
	int i;

	for (i = 0; i < 40; i++) {
		double cap = (low + high) / 2;

		w = t->gap * (double)(t->t->n_columns - 1);
		for (c = 0; c < t->t->n_columns; c++)
			w += fmin(cap, t->c[c].least);
		if (w > t->full)
			high = cap;
		else
			low = cap;
	}
	for (c = 0; c < t->t->n_columns; c++)
		t->c[c].least = fmin(low, t->c[c].least);
}

/* Shares what is left: numbers stand up to 20 mm apart where there is room,
 * columns of words take the rest. */
static void
spread(struct table *t, double left)
{
	size_t n = t->t->n_columns, c, words = 0;
	double lack = 0, part;

	for (c = 0; c < n; c++)
		if (t->t->columns[c].number)
			lack += fmax(0, MM(20) - t->gap - t->c[c].w);
		else
			words++;
	part = lack > left ? left / lack : 1;
	for (c = 0; c < n; c++)
		if (t->t->columns[c].number)
			t->c[c].w += part * fmax(0, MM(20) - t->gap -
			    t->c[c].w);
	left -= part * lack;
	for (c = 0; c < n; c++)
		if (!t->t->columns[c].number)
			t->c[c].w += left / (double)words;
	if (words == 0)
		t->c[0].w += left;
}

static void
widths(struct table *t)
{
	size_t n = t->t->n_columns, c;
	double least, want, x = LEFT, part;

	t->full = FULL;
	measure(t);
	t->gap = 14;
	if (t->t->bar >= 0 && total(t, false) <= FULL - RAIL - BAR_GAP)
		t->full = FULL - RAIL - BAR_GAP;
	/* The widest gap that spares every word a second line, if one does;
	 * else the widest that spares cutting words. */
	t->gap = 8;
	want = total(t, true);
	for (t->gap = 14; t->gap > 6 && total(t, want <= t->full) > t->full;
	    t->gap -= 2)
		;
	if (total(t, false) > t->full)
		squeeze(t);
	least = total(t, false);
	want = total(t, true);
	part = want <= t->full ? 1 : (t->full - least) / (want - least);
	for (c = 0; c < n; c++)
		t->c[c].w = t->c[c].least +
		    part * (t->c[c].want - t->c[c].least);
	if (want < t->full)
		spread(t, t->full - want);
	for (c = 0; c < n; c++) {
		t->c[c].x = x;
		x += t->c[c].w + t->gap;
		t->c[c].w += 0.01;	/* as measured, whatever the rounding */
	}
}

/* ---- the header ---------------------------------------------------------- */

static void
swatches(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	const struct table *t = r->data;
	size_t c;

	pdf_artifact(p);
	for (c = 0; c < t->t->n_columns; c++)
		pdf_swatch(p, t->t->columns[c].swatch, t->t->columns[c].number ?
		    t->c[c].x + t->c[c].w - 24 : t->c[c].x, b->y);
	pdf_end(p);
}

static bool
has_swatches(const struct report_table *t)
{
	size_t c;

	for (c = 0; c < t->n_columns; c++)
		if (t->columns[c].swatch != TONE_NONE)
			return true;
	return false;
}

static struct pdf_elem *
header(struct table *t, struct pdf_elem *row, const char *scope,
    const char *kind, size_t number)
{
	struct pdf_elem *e = pdf_elem(t->p, row, "TH");

	e->scope = scope;
	pdf_id(t->p, e, arena_printf(t->p->a, "t%u-%s%zu", t->number, kind,
	    number));
	return e;
}

static void
head_row(struct table *t, struct pdf_elem *section)
{
	struct pdf_elem *tr = pdf_elem(t->p, section, "TR");
	size_t n = t->t->n_columns, c;
	struct pdf_row *r = pdf_row_new(t->p, n);
	double tall = 0;

	for (c = 0; c < n; c++) {
		const struct report_column *col = &t->t->columns[c];
		struct pdf_elem *e = header(t, tr, "Column", "c", c);

		t->c[c].id = e->id;
		pdf_row_cell(r, c, pdf_words(t->p, &BOLD, col->words, t->c[c].w,
		    col->number ? END : START), e, t->c[c].x, 0);
		tall = fmax(tall, (double)r->cells[c].para->n_lines *
		    r->cells[c].para->leading);
	}
	for (c = 0; c < n; c++)		/* all end on the same line */
		r->cells[c].dy = tall - (double)r->cells[c].para->n_lines *
		    r->cells[c].para->leading;
	r->data = t;
	r->below = 8;
	r->rule = RULE_STRONG;
	if (has_swatches(t->t)) {
		r->above = 12;
		r->adorn = swatches;
	}
	t->head = r;
}

/* ---- rows ---------------------------------------------------------------- */

/* On the right of the first line, 40 mm long at 100%; below the row, and as
 * wide as the table, where words leave no room. */
static void
bar_of_row(struct pdf *p, const struct pdf_row *r, const struct pdf_box *b)
{
	const struct bar *bar = r->data;

	if (bar->below ? b->to < r->lines : b->from > 0)
		return;
	pdf_artifact(p);
	if (bar->below)
		pdf_bar(p, bar->against, LEFT, b->y + b->height - 8,
		    FULL * bar->percent / 100, 8);
	else
		pdf_bar(p, bar->against, RIGHT - RAIL, pdf_row_top(r, b) + 4,
		    RAIL * bar->percent / 100, 8);
	pdf_end(p);
}

static void
add_bar(struct table *t, struct pdf_row *r, const struct report_row *row)
{
	const struct report_cell *c = &row->cells[t->t->bar];
	struct bar *bar;

	if (row->kind != ROW_BODY)
		return;
	if (t->full == FULL) {
		r->below = 12;
		r->slack = 2;
		r->rule = RULE_NONE;
	}
	if (c->kind != CELL_PERCENT && c->kind != CELL_COUNT_PERCENT)
		return;
	bar = arena_new(t->p->a, struct bar);
	bar->against = t->t->bar_against;
	bar->below = t->full == FULL;
	bar->percent = fmin(100, c->percent);
	/* As exact as the counts allow: 0.4% is a line, not nothing. */
	if (c->base > 0 && c->n >= 0 && c->n <= c->base)
		bar->percent = 100.0 * (double)c->n / (double)c->base;
	r->adorn = bar_of_row;
	r->data = bar;
}

static void
add_headers(struct table *t, struct pdf_elem *e, const char *column,
    const char *row)
{
	const char **v = arena_array(t->p->a, const char *, 3);

	e->headers = v;
	v[e->n_headers++] = column;
	if (t->group != NULL)
		v[e->n_headers++] = t->group;
	if (row != NULL)
		v[e->n_headers++] = row;
}

static struct pdf_row *
body_row(struct table *t, struct pdf_elem *tr, size_t i)
{
	const struct report_row *row = &t->t->rows[i];
	size_t n = t->t->n_columns, c;
	struct pdf_row *r = pdf_row_new(t->p, n);
	const char *row_id = NULL;

	if (row->kind == ROW_TOTAL)
		t->group = NULL;	/* a total is of all groups */
	for (c = 0; c < n; c++) {
		bool names = c == 0 && !t->t->columns[0].number && n > 1;
		bool all = row->kind == ROW_TOTAL || c == 0;
		struct pdf_elem *e = names ? header(t, tr, "Row", "r", i) :
		    pdf_elem(t->p, tr, "TD");

		if (names)
			row_id = e->id;
		else
			add_headers(t, e, t->c[c].id, row_id);
		pdf_row_cell(r, c, pdf_words(t->p, all ? style_of(t, i) : &BODY,
		    words_of(t->p, &row->cells[c]), t->c[c].w,
		    t->t->columns[c].number ? END : START), e, t->c[c].x, 0);
	}
	r->above = r->below = 4;
	r->rule = row->kind == ROW_TOTAL ? RULE_STRONG : RULE_HAIR;
	if (t->t->bar >= 0 && (size_t)t->t->bar < n)
		add_bar(t, r, row);
	return r;
}

static struct pdf_row *
group_row(struct table *t, struct pdf_elem *tr, size_t i)
{
	struct pdf_elem *e = header(t, tr, "Column", "g", i);
	struct pdf_row *r = pdf_row_new(t->p, 1);

	e->colspan = (int)t->t->n_columns;
	t->group = e->id;
	pdf_row_cell(r, 0, pdf_words(t->p, &LABEL, words_of(t->p,
	    &t->t->rows[i].cells[0]), FULL, START), e, LEFT, 0);
	r->above = 12;
	r->below = 4;
	r->rule = RULE_GROUP;
	return r;
}

static void
rows(struct table *t, struct pdf_elem *body)
{
	size_t i, n = t->t->n_rows, from;

	for (i = 0; i < n; i++) {
		struct pdf_elem *tr = pdf_elem(t->p, body, "TR");
		bool group = t->t->rows[i].kind == ROW_GROUP;
		struct pdf_row *r = group ? group_row(t, tr, i) :
		    body_row(t, tr, i);

		from = t->p->n_boxes;
		pdf_row(t->p, r, 0, 0);
		/* No header, no group and no total stands alone. */
		t->p->boxes[t->p->n_boxes - 1].keep = group ||
		    (i == 0 && n > 1) || (i + 2 == n &&
		    t->t->rows[n - 1].kind == ROW_TOTAL);
		for (; from < t->p->n_boxes; from++)
			t->p->boxes[from].head = t->head;
	}
}

void
pdf_table(struct pdf *p, struct pdf_elem *elem, const struct report_table *rt,
    const struct report_figure *figure)
{
	struct table *t = arena_new(p->a, struct table);
	struct pdf_elem *body;

	if (rt->n_columns == 0 || rt->n_columns > MOST_COLUMNS) {
		if (rt->n_columns > 0)
			pdf_fail(p, ERR_LIMIT, "a table has more than %d "
			    "columns", MOST_COLUMNS);
		return;
	}
	t->p = p;
	t->t = rt;
	t->f = figure;
	t->c = arena_array(p->a, struct column, rt->n_columns);
	t->number = ++p->tables;
	widths(t);
	/* THead wants a TBody with rows: without, the header is the body. */
	body = pdf_elem(p, elem, rt->n_rows > 0 ? "THead" : "TBody");
	head_row(t, body);
	pdf_row(p, t->head, figure != NULL ? 8 : 16, figure != NULL ? 8 : 8)->
	    keep = rt->n_rows > 0;
	if (rt->n_rows > 0)
		rows(t, pdf_elem(p, elem, "TBody"));
}
