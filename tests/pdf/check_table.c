/* SPDX-License-Identifier: MIT
 *
 * check_table.c -- each cell's headers can be determined: Matterhorn 15.
 */
#include "tests/pdf/check.h"

enum { WIDEST = 512, LONGEST = 20000 };

struct cell { const struct elem *e; int row, column, rows, columns; };
struct grid {
	struct pdf	*p;
	const struct elem *table;
	struct cell	*cells;
	size_t		 ncells, cap;
	int		 reach[WIDEST];	/* rows used up in each column */
	int		 row, width;	/* rows done; columns */
	bool		 told;
};

static void
ragged(struct grid *g, int page, const char *what)
{
	if (!g->told)
		fault(g->p, page, "15-005", "a table's cells cannot be matched "
		    "with their headers: %s", what);
	g->told = true;
}

static int
span(struct pdf *p, const struct elem *e, const char *key)
{
	return int_of(p, tree_attr(p, e, "Table", key), 1);
}

static void
place_cell(struct grid *g, const struct elem *e, int *column)
{
	struct cell c = { e, g->row, 0, span(g->p, e, "/RowSpan"),
		span(g->p, e, "/ColSpan") };
	int i;

	while (*column < WIDEST && g->reach[*column] > g->row)
		++*column;
	c.column = *column;
	if (c.rows < 1 || c.columns < 1 || c.rows > LONGEST ||
	    c.columns > WIDEST - *column) {
		ragged(g, e->page, "a span makes no sense");
		return;
	}
	for (i = 0; i < c.columns; i++) {
		if (g->reach[*column + i] > g->row)
			ragged(g, e->page, "two cells overlap");
		g->reach[*column + i] = g->row + c.rows;
	}
	*column += c.columns;
	*arena_push(&g->p->a, g->cells, g->ncells, g->cap) = c;
}

static void
place_row(struct grid *g, const struct elem *row)
{
	int column = 0, i, wide = 0;
	size_t k;

	for (k = 0; k < row->nkids; k++)
		if (row->kids[k].kind == KID_ELEM)
			place_cell(g, row->kids[k].e, &column);
	for (i = 0; i < WIDEST; i++)
		wide += g->reach[i] > g->row;
	if (g->row == 0)
		g->width = wide;
	else if (wide != g->width)
		ragged(g, row->page, "the rows are not equally long");
	g->row++;
}

static void
place_rows(struct grid *g, const struct elem *e)
{
	size_t i;
	int k;

	for (i = 0; i < e->nkids; i++) {
		const struct elem *kid = e->kids[i].e;

		if (e->kids[i].kind != KID_ELEM)
			continue;
		if (is_role(kid, "TR"))
			place_row(g, kid);
		else if (is_role(kid, "THead") || is_role(kid, "TBody") ||
		    is_role(kid, "TFoot")) {
			place_rows(g, kid);
			for (k = 0; k < WIDEST; k++)
				if (g->reach[k] > g->row)
					ragged(g, kid->page, "a cell reaches "
					    "below the last row");
		}
	}
}

/* The IDs in Headers: known, and of header cells of this table. */
static bool
check_header_ids(struct grid *g, const struct cell *c)
{
	struct pdf *p = g->p;
	qpdf_oh v = tree_attr(p, c->e, "Table", "/Headers");
	int i, n = length_of(p, v);
	const struct elem *h, *up;
	const char *id;

	for (i = 0; i < n; i++) {
		id = text_of(p, item(p, v, i));
		h = id ? elem_by_id(p, id) : NULL;
		for (up = h; up != NULL && up != g->table; up = up->parent)
			;
		if (up == NULL || !is_role(h, "TH"))
			fault(p, c->e->page, "15-005", "%s names the header "
			    "\"%s\", which the table does not have", c->e->role,
			    id ? id : "");
	}
	return n > 0;
}

static bool
scoped(struct pdf *p, const struct elem *e, const char *way)
{
	qpdf_oh v = tree_attr(p, e, "Table", "/Scope");

	return name_is(p, v, way) || name_is(p, v, "Both");
}

static bool
across(const struct cell *a, const struct cell *b)
{
	return a->row < b->row + b->rows && b->row < a->row + a->rows;
}

static bool
along(const struct cell *a, const struct cell *b)
{
	return a->column < b->column + b->columns &&
	    b->column < a->column + a->columns;
}

/* Does a header with a scope reach this data cell? */
static bool
reached(struct grid *g, const struct cell *c)
{
	const struct cell *h;
	size_t i;

	for (i = 0; i < g->ncells; i++) {
		h = &g->cells[i];
		if (is_role(h->e, "TH") &&
		    ((across(h, c) && scoped(g->p, h->e, "Row")) ||
		    (along(h, c) && scoped(g->p, h->e, "Column"))))
			return true;
	}
	return false;
}

static bool
empty(struct pdf *p, const struct elem *e)
{
	struct buf CLEAN(buf_free) b = { 0 };

	elem_text(p, e, &b);
	return buf_text(&b)[strspn(buf_text(&b), " \t\n")] == '\0';
}

/* Headers by Scope, where cells do not all name their headers. */
static void
check_scopes(struct grid *g, const bool *named)
{
	struct pdf *p = g->p;
	const struct elem *e;
	bool bare = false;
	size_t i;

	for (i = 0; i < g->ncells; i++) {
		e = g->cells[i].e;
		if (!is_role(e, "TH") || scoped(p, e, "Row") ||
		    scoped(p, e, "Column"))
			continue;
		fault(p, e->page, "15-003", "a header cell has no Scope, and "
		    "not every cell names its headers");
		bare = true;
	}
	for (i = 0; i < g->ncells && !bare; i++) {
		e = g->cells[i].e;
		if (is_role(e, "TD") && !named[i] && !empty(p, e) &&
		    !reached(g, &g->cells[i]))
			fault(p, e->page, "15-005", "no header reaches a cell "
			    "in row %d", g->cells[i].row + 1);
	}
}

static void
check_table(struct pdf *p, const struct elem *table)
{
	struct grid *g = arena_new(&p->a, struct grid);
	bool by_id = true, *named;
	size_t i, headers = 0;

	g->p = p;
	g->table = table;
	place_rows(g, table);
	named = arena_array(&p->a, bool, g->ncells + 1);
	for (i = 0; i < g->ncells; i++) {
		named[i] = check_header_ids(g, &g->cells[i]);
		headers += is_role(g->cells[i].e, "TH");
		if (is_role(g->cells[i].e, "TD") &&
		    !empty(p, g->cells[i].e))
			by_id &= named[i];
	}
	if (headers == 0)
		fault(p, table->page, "15-003", "a table has no header cell");
	else if (!by_id && g->ncells > LONGEST)
		fault(p, table->page, "X-005", "a table has too many cells");
	else if (!by_id)
		check_scopes(g, named);
}

void
check_tables(struct pdf *p)
{
	size_t i;

	for (i = 0; i < p->nelems; i++)
		if (is_role(p->elems[i], "Table"))
			check_table(p, p->elems[i]);
}
