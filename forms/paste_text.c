/* SPDX-License-Identifier: MIT
 *
 * paste_text.c -- plain text as blocks: a line each; lines with tabs are rows
 * of a table, unless the tab only follows a number or a bullet.
 */
#include "forms/paste.h"

struct paste_block *
paste_add(struct paste_blocks *b, enum paste_kind kind, struct str text)
{
	const char *clean = paste_clean(b->a, text);
	struct paste_block *x;

	if ((*clean == '\0' && kind != PASTE_ROW) || b->n >= PASTE_BLOCKS)
		return NULL;
	x = arena_new(b->a, struct paste_block);
	x->kind = kind;
	x->text = clean;
	*b->tail = x;
	b->tail = &x->next;
	b->n++;
	return x;
}

/* Is what stands before the first tab no more than a mark? */
static bool
is_marked(struct arena *a, struct str line)
{
	const char *tab = memchr(line.p, '\t', line.n);
	const char *first = paste_clean(a, (struct str){ line.p,
	    tab != NULL ? (size_t)(tab - line.p) : line.n });
	struct paste_mark m = paste_mark(a, first);

	return m.kind != MARK_NONE && *m.rest == '\0';
}

/* Two cells with words at least, or an empty one and two more: the head of a
 * grid starts so.  Tabs that only move a line to the right are none. */
static bool
is_row(struct arena *a, struct str line)
{
	const char *end = line.p + line.n, *tab;
	bool moved = line.n > 0 && line.p[0] == '\t';

	while (line.p < end && *line.p == '\t')
		line.p++;
	line.n = (size_t)(end - line.p);
	tab = memchr(line.p, '\t', line.n);
	if (tab == NULL || is_marked(a, line))
		return false;
	if (moved)
		return true;
	return tab + 1 < end || memchr(line.p, '?', line.n) == NULL;
}

static void
row(struct paste_blocks *b, struct str line, size_t table)
{
	struct paste_block *x = paste_add(b, PASTE_ROW,
	    (struct str){ "", 0 });
	const char *tab;

	if (x == NULL)
		return;
	x->table = table;
	x->cells = arena_array(b->a, const char *, PASTE_CELLS);
	while (x->n_cells < PASTE_CELLS) {
		tab = memchr(line.p, '\t', line.n);
		x->cells[x->n_cells++] = paste_clean(b->a, (struct str){
		    line.p, tab != NULL ? (size_t)(tab - line.p) : line.n });
		if (tab == NULL)
			break;
		line.n -= (size_t)(tab + 1 - line.p);
		line.p = tab + 1;
	}
}

void
paste_text(struct paste_blocks *b, struct str s)
{
	struct str line;
	size_t table = 0;
	bool in = false;

	while (str_line(&s, &line)) {
		bool tabs = memchr(line.p, '\t', line.n) != NULL;

		if (tabs && (in ? !is_marked(b->a, line) :
		    is_row(b->a, line))) {
			table += !in;
			in = true;
			row(b, line, table);
		} else {
			in = false;
			paste_add(b, PASTE_TEXT, line);
		}
	}
}
