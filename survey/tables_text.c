/* SPDX-License-Identifier: MIT
 *
 * tables_text.c -- tables on a terminal of 80 columns.
 *
 * A table by groups has a letter at the head of each column, and says below
 * which group it is; one with more groups than fit goes on below.
 */
#include "survey/data.h"
#include "survey/terminal.h"

#include <stdio.h>

enum {
	WIDTH = 78,
	CELL = 11,		/* " 1,234 100%" */
	LABEL = 32,		/* of a line, in a table by groups */
	ACROSS = (WIDTH - LABEL) / CELL
};

/* ---- words --------------------------------------------------------------- */

/* The next line of words: as much of them as fits in width columns. */
static struct str
take_line(const char **words, size_t width)
{
	const char *from = *words + strspn(*words, " \n"), *p = from, *end = p;
	size_t n = 0;

	while (*p != '\0' && n < width) {
		if (*p == ' ' || *p == '\n')
			end = p;
		utf8_next(&p);
		n++;
	}
	if (*p == '\0' || *p == ' ' || *p == '\n' || end == from)
		end = p;
	*words = end + strspn(end, " \n");
	return (struct str){ from, (size_t)(end - from) };
}

static void
put_padded(struct buf *b, struct str s, size_t width)
{
	size_t n = utf8_count(s.p, s.n);

	terminal_put(b, s.p, s.p + s.n);
	buf_printf(b, "%*s", n < width ? (int)(width - n) : 0, "");
}

static void
paragraph(struct buf *b, const char *indent, const char *words)
{
	while (*words != '\0') {
		struct str s = take_line(&words, WIDTH - strlen(indent));

		buf_puts(b, indent);
		terminal_put(b, s.p, s.p + s.n);
		buf_lit(b, "\n");
	}
}

/* "A" to "Z", "AA", …: of the group, from 1. */
static const char *
letters(struct arena *a, size_t group)
{
	return group <= 26 ? arena_printf(a, "%c", 'A' + (int)group - 1) :
	    arena_printf(a, "%s%c", letters(a, (group - 1) / 26),
	    'A' + (int)((group - 1) % 26));
}

static const char *
plural(int64_t n)
{
	return n == 1 ? "" : "s";
}

/* ---- cells --------------------------------------------------------------- */

static void
put_count(struct buf *b, const struct analysis_count *c)
{
	if (c->hidden)
		buf_printf(b, "%*s", CELL, "[c]     ");
	else if (c->percent < 0)
		buf_printf(b, " %5lld     ", (long long)c->n);
	else
		buf_printf(b, " %5lld %3d%%", (long long)c->n, c->percent);
}

/* A label, over as many lines as it needs, with cells beside the last. */
static void
put_line(struct buf *b, const char *prefix, const struct analysis_line *l,
    size_t from, size_t n, size_t label)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *words = arena_printf(&a, "%s%s", prefix, l->words);
	size_t i;

	do {
		struct str s = take_line(&words, label - 3);

		buf_lit(b, "  ");
		put_padded(b, s, *words != '\0' ? 0 : label - 2);
		if (*words != '\0')
			buf_lit(b, "\n");
	} while (*words != '\0');
	for (i = 0; i < n; i++)
		put_count(b, &l->v[from + i]);
	while (b->n > 0 && b->p[b->n - 1] == ' ')
		b->p[--b->n] = '\0';
	buf_lit(b, "\n");
}

static void
put_lines(struct buf *b, const struct analysis_table *t, size_t from, size_t n,
    size_t label)
{
	size_t i;

	for (i = 0; i < t->n_lines; i++)
		put_line(b, "", &t->lines[i], from, n, label);
	for (i = 0; i < t->n_nets; i++)
		put_line(b, "Together: ", &t->nets[i], from, n, label);
}

/* ---- one table ----------------------------------------------------------- */

/* "agree[P3]: How far … (Palliative care)": the words of a question that is
 * repeated may be the same for each row. */
static const char *
title(struct arena *a, const struct forms_field *f)
{
	if (f->row == NULL || strstr(f->words, f->row->title) != NULL)
		return arena_printf(a, "%s: %s", f->id, f->words);
	return arena_printf(a, "%s: %s (%s)", f->id, f->words, f->row->title);
}

static void
put_heads(struct buf *b, const struct analysis_table *t, size_t from, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	size_t i;

	buf_printf(b, "%*s", LABEL, "");
	for (i = from; i < from + n; i++)
		buf_printf(b, "%*s%s", CELL - 5, i == 0 ? "All" :
		    letters(&a, i), i + 1 < from + n ? "     " : "");
	buf_lit(b, "\n");
	buf_printf(b, "  %-*s", LABEL - 2, "Base");
	for (i = from; i < from + n; i++)
		if (t->groups[i].shown)
			buf_printf(b, " %5lld     ",
			    (long long)t->groups[i].base);
		else
			buf_printf(b, "%*s", CELL, "[c]     ");
	while (b->p[b->n - 1] == ' ')
		b->p[--b->n] = '\0';
	buf_lit(b, "\n");
}

static void
put_groups(struct buf *b, const struct analysis_table *t)
{
	struct arena a CLEAN(arena_free) = { 0 };
	size_t from, n, i;

	paragraph(b, "", arena_printf(&a, "By %s", title(&a, t->by)));
	for (i = 1; i < t->n_groups; i++)
		paragraph(b, "  ", arena_printf(&a, "%s  %s",
		    letters(&a, i), t->groups[i].words));
	for (from = 0; from < t->n_groups; from += n) {
		n = t->n_groups - from < ACROSS ? t->n_groups - from : ACROSS;
		buf_lit(b, "\n");
		put_heads(b, t, from, n);
		put_lines(b, t, from, n, LABEL);
	}
}

static void
put_missing(struct buf *b, const struct analysis_table *t)
{
	struct buf list CLEAN(buf_free) = { 0 };
	size_t i;

	for (i = 0; i < t->n_missing; i++)
		if (t->missing[i].n > 0)
			buf_printf(&list, "%s%lld %s", list.n ? "; " :
			    "Not in the base: ", (long long)t->missing[i].n,
			    t->missing[i].words);
	if (list.n > 0) {
		buf_lit(&list, ".");
		paragraph(b, "  ", buf_text(&list));
	}
}

static void
put_table(struct buf *b, const struct analysis_table *t)
{
	struct arena a CLEAN(arena_free) = { 0 };

	buf_lit(b, "\n");
	paragraph(b, "", title(&a, t->rows));
	if (t->why != NULL) {
		paragraph(b, "  ", arena_printf(&a, "[c] Not shown: %s.",
		    t->why));
		return;
	}
	if (t->by != NULL) {
		paragraph(b, "", arena_printf(&a, "Base: %s.", t->base));
		put_groups(b, t);
		return;
	}
	paragraph(b, "", arena_printf(&a, "Base: %lld %s.",
	    (long long)t->groups[0].base, t->base));
	put_lines(b, t, 0, 1, WIDTH - CELL);
	put_missing(b, t);
}

/* ---- the whole ----------------------------------------------------------- */

static void
put_head(struct buf *b, const struct tables_said *s)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const struct analysis_tables *t = s->t;

	paragraph(b, "", arena_printf(&a, "%s: %lld response%s, %lld made up "
	    "in a rehearsal, %lld left out.", t->form->name,
	    (long long)t->responses, plural(t->responses),
	    (long long)t->rehearsal, (long long)t->left_out));
	if (t->within)
		paragraph(b, "", t->matching.hidden ? arena_printf(&a, "Only "
		    "those where %s. How many they are is not shown.",
		    s->where) : arena_printf(&a, "Only those where %s: %lld "
		    "response%s.", s->where, (long long)t->matching.n,
		    plural(t->matching.n)));
	if (t->exact)
		paragraph(b, "", "EXACT COUNTS, for staff alone. Nothing is "
		    "hidden: small counts can tell what one person answered. "
		    "Do not publish them or pass them on.");
}

static void
put_foot(struct buf *b, const struct analysis_tables *t)
{
	struct arena a CLEAN(arena_free) = { 0 };
	bool hidden = false;
	size_t i;

	for (i = 0; i < t->n; i++)
		hidden |= t->v[i].any_hidden || t->v[i].any_absent ||
		    t->v[i].why != NULL;
	if (hidden)
		paragraph(b, "", arena_printf(&a, "\n[c] Hidden to protect "
		    "people: a count from 1 to %d, a group of fewer than %d, "
		    "or what would tell one.", analysis_rules.small - 1,
		    analysis_rules.group));
	paragraph(b, "", arena_printf(&a, "Percentages are of the base, "
	    "rounded from the counts; there are none of fewer than %d people.",
	    analysis_rules.percent));
}

void
tables_text(const struct tables_said *s)
{
	struct buf b CLEAN(buf_free) = { .max = (size_t)256 << 20 };
	size_t i;

	put_head(&b, s);
	for (i = 0; i < s->t->n; i++)
		put_table(&b, &s->t->v[i]);
	buf_lit(&b, "\n");
	put_foot(&b, s->t);
	fputs(buf_text(&b), stdout);
}
