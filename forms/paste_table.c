/* SPDX-License-Identifier: MIT
 *
 * paste_table.c -- what tables in questionnaires are: statements with a scale
 * above them, answers with a box beside each, or labels with room to write.
 */
#include "forms/paste.h"

/* ---- a grid ------------------------------------------------------ */

static bool
is_head(const struct paste_block *r)
{
	size_t i;

	if (r->n_cells < 3 || paste_count_words(r->cells[0]) > 12)
		return false;
	for (i = 1; i < r->n_cells; i++)
		if (*r->cells[i] == '\0' || paste_find_box(r->cells[i]) ||
		    paste_count_words(r->cells[i]) > 6)
			return false;
	return true;
}

static bool
is_statement(const struct paste_block *r)
{
	size_t i;

	if (r->n_cells < 2 || paste_is_blank(r->cells[0]))
		return false;
	for (i = 1; i < r->n_cells; i++)
		if (!paste_is_blank(r->cells[i]))
			return false;
	return true;
}

static const char *
scale_like(const char *words)
{
	static const struct { const char *has, *name; } likes[] = {
		{ "agree", "agreement" }, { "satisf", "satisfaction" },
		{ "important", "importance" }, { "likely", "likelihood" },
		{ "often", "frequency" }, { "never", "frequency" },
		{ "poor", "quality" }, { "good", "quality" },
		{ "support", "support-level" }, { "yes", "yes-no" },
	};
	size_t i;

	for (i = 0; i < LEN(likes); i++)
		if (paste_has(words, likes[i].has))
			return likes[i].name;
	return "answers";
}

static bool
same_scale(const struct paste_scale *s, const struct paste_block *head)
{
	const struct paste_option *o = s->list.first;
	size_t i;

	for (i = 1; i < head->n_cells && o != NULL; i++, o = o->next)
		if (strcmp(o->words, head->cells[i]) != 0)
			return false;
	return i == head->n_cells && o == NULL;
}

static const struct paste_scale *
scale_of(struct paste *p, const struct paste_block *head)
{
	struct paste_scale **s = &p->scales;
	size_t i;

	for (; *s != NULL; s = &(*s)->next)
		if (same_scale(*s, head))
			return *s;
	*s = arena_new(p->a, struct paste_scale);
	(*s)->list.tail = &(*s)->list.first;
	for (i = 1; i < head->n_cells; i++)
		paste_option(p, &(*s)->list, head->cells[i]);
	(*s)->name = paste_name(p, scale_like(head->cells[1]), "answers");
	return *s;
}

static size_t
grid(struct paste *p, const struct paste_block *head)
{
	struct paste_part *q = p->now;
	const struct paste_block *r;
	size_t n = 1;

	if (q == NULL || q->options.n > 0 || q->lines > 0 ||
	    q->type == PASTE_GRID) {
		q = paste_question(p, *head->cells[0] != '\0' ?
		    head->cells[0] : "Please give one answer on each line", "");
		paste_guess(p, q, "the words above the table");
	}
	q->type = PASTE_GRID;
	q->scale = scale_of(p, head);
	paste_guess(p, q, "a table of statements");
	for (r = head->next; r != NULL && r->kind == PASTE_ROW &&
	    r->table == head->table && is_statement(r); r = r->next, n++) {
		struct paste_mark m = paste_mark(p->a, r->cells[0]);

		paste_option(p, &q->rows, *m.rest != '\0' ? m.rest :
		    r->cells[0]);
	}
	p->now = NULL;
	return n;
}

/* ---- other rows -------------------------------------------------- */

static bool
has_box(const struct paste_block *r)
{
	size_t i;

	for (i = 0; i < r->n_cells; i++)
		if (paste_find_box(r->cells[i]) != NULL)
			return true;
	return false;
}

/* One answer, and a box beside it. */
static bool
is_answer(const struct paste_block *r)
{
	size_t i, words = 0;

	for (i = 0; i < r->n_cells; i++)
		words += !paste_is_blank(r->cells[i]);
	return has_box(r) && words == 1;
}

static const char *
only_words(const struct paste_block *r)
{
	size_t i;

	for (i = 0; i < r->n_cells; i++)
		if (!paste_is_blank(r->cells[i]))
			return r->cells[i];
	return "";
}

/* The only row of its table: rather a label than one answer of several. */
static bool
alone(const struct paste_block *r)
{
	return r->first && (r->next == NULL || r->next->kind != PASTE_ROW ||
	    r->next->table != r->table);
}

static void
row(struct paste *p, const struct paste_block *r)
{
	struct paste_part *q;
	size_t i;

	if (p->now != NULL && (is_answer(r) || (is_statement(r) && !alone(r) &&
	    p->now->type != PASTE_LINE && p->now->lines == 0))) {
		paste_option(p, &p->now->options, only_words(r));
	} else if (is_statement(r)) {
		q = paste_question(p, r->cells[0], "");
		q->type = PASTE_LINE;
		paste_guess(p, q, "room to write in a table");
	} else {
		for (i = 0; i < r->n_cells; i++) {
			struct paste_block b = { .kind = PASTE_TEXT,
			    .text = r->cells[i] };

			if (*b.text != '\0')
				paste_take(p, &b);
		}
	}
}

size_t
paste_table(struct paste *p, const struct paste_block *r)
{
	const struct paste_block *next = r->next;

	if (is_head(r) && next != NULL && next->kind == PASTE_ROW &&
	    next->table == r->table && is_statement(next))
		return grid(p, r);
	row(p, r);
	return 1;
}
