/* SPDX-License-Identifier: MIT
 *
 * pages.c -- the report's sections, blocks and tables, made in the arena.
 */
#include "analysis/findings.h"

void
f_page_begin(struct page *p, struct findings *f, const char *id,
    const char *rail, const char *title, const char *foot)
{
	*p = (struct page){ .f = f, .s = { .id = id, .rail = rail,
	    .title = title, .foot = foot } };
}

void
f_page_numbered(struct page *p, struct findings *f, const char *id,
    const char *title, const char *foot)
{
	int n = ++f->numbered;

	f_page_begin(p, f, id, arena_printf(f->a, "Section %d", n), title,
	    arena_printf(f->a, "%d %s", n, f_fit(f, foot, 15)));
}

void
f_page_appendix(struct page *p, struct findings *f, const char *id,
    const char *title, const char *foot)
{
	int n = f->appendices++;

	f_page_begin(p, f, id, arena_printf(f->a, "Appendix %c", 'A' + n % 26),
	    title, arena_printf(f->a, "%c %s", 'A' + n % 26,
	    f_fit(f, foot, 15)));
}

void
f_page_end(struct page *p)
{
	struct findings *f = p->f;

	p->s.blocks = p->v;
	p->s.n = p->n;
	*arena_push(f->a, f->sections, f->n_sections, f->sections_cap) = p->s;
}

struct report_block *
f_page_add(struct page *p, enum report_block_kind kind)
{
	struct report_block *b = arena_push(p->f->a, p->v, p->n, p->cap);

	*b = (struct report_block){ .kind = kind, .rail = "" };
	return b;
}

void
f_page_heading(struct page *p, int level, const char *words)
{
	struct report_block *b = f_page_add(p, BLOCK_HEADING);

	b->level = level;
	b->heading = words;
	b->id = arena_printf(p->f->a, "%s-%d", p->s.id, ++p->headings);
}

void
f_page_minor(struct page *p, const char *rail, struct report_text t,
    struct report_text minor)
{
	struct report_block *b = f_page_add(p, BLOCK_PARA);

	b->rail = rail;
	b->text = t;
	b->minor = minor;
}

void
f_page_para(struct page *p, const char *rail, struct report_text t)
{
	f_page_minor(p, rail, t, (struct report_text){ 0 });
}

void
f_page_finding(struct page *p, const char *rail, struct report_text t)
{
	struct report_block *b = f_page_add(p, BLOCK_FINDING);

	b->rail = rail;
	b->text = t;
}

/* ---- a form author's text ---------------------------------------------- */

/* Where the next ** or [words](name) begins. */
static size_t
next_mark(struct str s, size_t at)
{
	for (; at < s.n; at++)
		if (s.p[at] == '[' || (s.p[at] == '*' && at + 1 < s.n &&
		    s.p[at + 1] == '*'))
			break;
	return at;
}

static const char *
find(struct str s, size_t from, const char *what)
{
	return from < s.n ?
	    memmem(s.p + from, s.n - from, what, strlen(what)) : NULL;
}

/* A document of the consultation has no address of its own in the report:
 * its words stay, and web addresses become links. */
static const char *
address(struct findings *f, const char *p, size_t n)
{
	if ((n > 8 && memcmp(p, "https://", 8) == 0) ||
	    (n > 7 && memcmp(p, "mailto:", 7) == 0))
		return arena_strn(f->a, p, n);
	return NULL;
}

struct report_text
f_inline_text(struct findings *f, struct str s)
{
	struct report_span *v = NULL, *one;
	size_t n = 0, cap = 0, at = 0, to;

	while (at < s.n) {
		const char *mid, *end;

		to = next_mark(s, at);
		if (to == at && s.p[at] == '*' &&
		    (end = find(s, at + 2, "**")) != NULL) {
			one = arena_push(f->a, v, n, cap);
			*one = (struct report_span){ .mark = REPORT_STRONG,
			    .text = arena_strn(f->a, s.p + at + 2,
			    (size_t)(end - s.p) - at - 2) };
			at = (size_t)(end - s.p) + 2;
			continue;
		}
		if (to == at && s.p[at] == '[' &&
		    (mid = find(s, at, "](")) != NULL &&
		    (end = find(s, (size_t)(mid - s.p), ")")) != NULL) {
			one = arena_push(f->a, v, n, cap);
			*one = (struct report_span){ .text = arena_strn(f->a,
			    s.p + at + 1, (size_t)(mid - s.p) - at - 1) };
			one->href = address(f, mid + 2,
			    (size_t)(end - mid) - 2);
			if (one->href != NULL)
				one->mark = REPORT_LINK;
			at = (size_t)(end - s.p) + 1;
			continue;
		}
		if (to == at)		/* a mark that opens nothing */
			to = next_mark(s, at + 1);
		one = arena_push(f->a, v, n, cap);
		*one = (struct report_span){ .text = arena_strn(f->a, s.p + at,
		    to - at) };
		at = to;
	}
	return (struct report_text){ v, n };
}

/* One paragraph: lines that begin with "- " are a list. */
static void
prose_block(struct page *p, struct str s)
{
	struct texts list = { 0 };
	size_t at = 0, end, len;

	while (at < s.n) {
		bool item = s.n - at > 2 && memcmp(s.p + at, "- ", 2) == 0;
		const char *next = at + 1 < s.n ?
		    memmem(s.p + at + 1, s.n - at - 1, "\n- ", 3) : NULL;

		end = next != NULL ? (size_t)(next - s.p) : s.n;
		len = end - at - (item ? 2 : 0);
		if (item)
			f_texts_add(p->f, &list, f_inline_text(p->f,
			    (struct str){ s.p + at + 2, len }));
		else
			f_page_para(p, "", f_inline_text(p->f,
			    (struct str){ s.p + at, len }));
		at = end < s.n ? end + 1 : s.n;
	}
	f_page_list(p, &list, false);
}

void
f_page_prose(struct page *p, const char *text)
{
	while (*text != '\0') {
		const char *end = strstr(text, "\n\n");
		size_t n = end != NULL ? (size_t)(end - text) : strlen(text);

		if (n > 0)
			prose_block(p, (struct str){ text, n });
		text += n + (end != NULL ? 2 : 0);
	}
}

/* ---- lists and facts --------------------------------------------------- */

void
f_texts_add(struct findings *f, struct texts *t, struct report_text x)
{
	*arena_push(f->a, t->v, t->n, t->cap) = x;
}

void
f_facts_add(struct findings *f, struct facts *t, const char *label,
    struct report_text x)
{
	*arena_push(f->a, t->v, t->n, t->cap) = (struct report_fact){ label,
	    x };
}

void
f_page_list(struct page *p, const struct texts *t, bool ordered)
{
	struct report_block *b;

	if (t->n == 0)
		return;
	b = f_page_add(p, BLOCK_LIST);
	b->items = t->v;
	b->n = t->n;
	b->ordered = ordered;
}

void
f_page_facts(struct page *p, const struct facts *t)
{
	struct report_block *b;

	if (t->n == 0)
		return;
	b = f_page_add(p, BLOCK_FACTS);
	b->facts = t->v;
	b->n = t->n;
}

/* ---- tables ------------------------------------------------------------ */

struct grid *
f_grid_new(struct findings *f)
{
	struct grid *g = arena_new(f->a, struct grid);

	*g = (struct grid){ .f = f, .bar = -1,
	    .columns = arena_array(f->a, struct report_column, GRID_MAX) };
	return g;
}

void
f_grid_column(struct grid *g, const char *words, bool number,
    enum report_tone tone)
{
	if (g->n_columns < GRID_MAX)
		g->columns[g->n_columns++] = (struct report_column){ words,
		    number, tone };
}

struct report_cell *
f_grid_row(struct grid *g, enum report_row_kind kind, const char *label)
{
	size_t n = kind == ROW_GROUP ? 1 : g->n_columns;
	struct report_cell *v = arena_array(g->f->a, struct report_cell, n);

	v[0] = (struct report_cell){ .kind = CELL_TEXT, .text = label };
	*arena_push(g->f->a, g->rows, g->n_rows, g->rows_cap) =
	    (struct report_row){ kind, v };
	return v;
}

struct report_cell
f_cell_count(int64_t n)
{
	return (struct report_cell){ .kind = CELL_COUNT, .n = n };
}

struct report_cell
f_cell_share(int64_t n, int64_t base)
{
	if (base < PERCENT_BASE)
		return (struct report_cell){ .kind = CELL_COUNT, .n = n,
		    .base = base };
	return (struct report_cell){ .kind = CELL_COUNT_PERCENT, .n = n,
	    .base = base, .percent = analysis_percent(n, base) };
}

struct report_cell
f_cell_percent(int64_t n, int64_t base)
{
	if (base < PERCENT_BASE)
		return (struct report_cell){ .kind = CELL_EMPTY };
	return (struct report_cell){ .kind = CELL_PERCENT, .n = n,
	    .base = base, .percent = analysis_percent(n, base) };
}

struct report_cell
f_cell_hidden(void)
{
	return (struct report_cell){ .kind = CELL_HIDDEN };
}

void
f_caption_note(struct caption *c, const char *words)
{
	if (words != NULL && c->n_notes < LEN(c->notes))
		c->notes[c->n_notes++] = words;
}

void
f_page_exhibit(struct page *p, const struct caption *c, struct grid *g)
{
	struct findings *f = p->f;
	struct report_exhibit *x = arena_new(f->a, struct report_exhibit);
	const char **notes = arena_array(f->a, const char *, c->n_notes);
	struct report_table *t;
	size_t i;

	if (c->figure != NULL)
		f->figures++;
	if (g != NULL) {
		f->tables++;
		t = arena_new(f->a, struct report_table);
		*t = (struct report_table){ .columns = g->columns,
		    .n_columns = g->n_columns, .rows = g->rows,
		    .n_rows = g->n_rows, .bar = g->bar };
		x->table = t;
	}
	x->id = g != NULL ? arena_printf(f->a, "table-%d", f->tables) :
	    arena_printf(f->a, "figure-%d", f->figures);
	if (c->figure != NULL && g != NULL)
		x->number = arena_printf(f->a, "Figure %d and Table %d",
		    f->figures, f->tables);
	else
		x->number = c->figure != NULL ?
		    arena_printf(f->a, "Figure %d", f->figures) :
		    arena_printf(f->a, "Table %d", f->tables);
	x->title = f_fit(f, c->title, 70);
	x->base = c->base;
	x->field = c->field;
	x->flows = c->flows;
	x->figure = c->figure;
	for (i = 0; i < c->n_notes; i++)
		notes[i] = c->notes[i];
	x->notes = notes;
	x->n_notes = c->n_notes;
	f_page_add(p, BLOCK_EXHIBIT)->exhibit = x;
}
