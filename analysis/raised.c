/* SPDX-License-Identifier: MIT
 *
 * raised.c -- what comments are about: respondents counted by code.
 *
 * The unit is the respondent: who raises a theme twice counts once, and who
 * raises a theme counts for what it is under as well, so that parts may add
 * up to more than their whole.
 */
#include "analysis/findings.h"

#include <stdlib.h>

/* Rows that a question's table has for subjects, and how many at least are for
 * others than its own. */
enum { ROWS = 9, OTHERS = 3 };

static size_t
index_of(const struct findings *f, const struct forms_entity *e)
{
	size_t i;

	for (i = 0; i < f->n_entities; i++)
		if (f->entities[i] == e)
			break;
	return i;
}

void
f_raised_count(struct findings *f, const struct forms_field *q,
    struct raised *out)
{
	struct arena scratch CLEAN(arena_free) = { 0 };
	bool *seen = arena_array(&scratch, bool, f->n_entities * f->n);
	bool *wrote = arena_array(&scratch, bool, f->n);
	bool *coded = arena_array(&scratch, bool, f->n);
	size_t i, k, *up = arena_array(&scratch, size_t, f->n_entities);

	*out = (struct raised){ .n = arena_array(f->a, int64_t,
	    f->n_entities) };
	for (i = 0; i < f->n_entities; i++)
		up[i] = f->entities[i]->under == NULL ? f->n_entities :
		    index_of(f, f->entities[i]->under);
	for (i = 0; i < f->n_comments; i++) {
		const struct comment *c = &f->comments[i];

		if (q != NULL && c->field != q)
			continue;
		out->comments++;
		wrote[c->who] = true;
		coded[c->who] |= c->n > 0;
		for (k = 0; k < c->n; k++) {
			size_t e = c->codes[k];

			for (; e < f->n_entities; e = up[e])
				seen[e * f->n + c->who] = true;
		}
	}
	for (i = 0; i < f->n; i++) {
		out->people += wrote[i];
		out->none += wrote[i] && !coded[i];
	}
	for (i = 0; i < f->n_entities; i++)
		for (k = 0; k < f->n; k++)
			out->n[i] += seen[i * f->n + k];
}

struct rank { int64_t n; size_t at; };

static int
rank_order(const void *a, const void *b)
{
	const struct rank *x = a, *y = b;

	if (x->n != y->n)
		return x->n > y->n ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

static void
own_rows(struct grid *g, const struct forms_entity *own,
    const struct raised *r)
{
	struct findings *f = g->f;
	size_t i;

	f_grid_row(g, ROW_BODY, arena_printf(f->a, "This %s",
	    f_lower_first(f, own->kind->words)))[1] =
	    f_cell_share(r->n[index_of(f, own)], r->people);
	for (i = 0; i < f->n_entities; i++)
		if (f->entities[i] != own && r->n[i] > 0 &&
		    f_entity_within(f->entities[i], own))
			f_grid_row(g, ROW_BODY, arena_printf(f->a, "of which: "
			    "%s", f->entities[i]->title))[1] =
			    f_cell_share(r->n[i], r->people);
}

/* The other subjects by number of people; what they are under is left out of
 * the names, for a theme stands on its own here. */
static void
other_rows(struct grid *g, const struct forms_entity *own,
    const struct raised *r, struct caption *c)
{
	struct findings *f = g->f;
	struct rank *v = arena_array(f->a, struct rank, f->n_entities);
	size_t i, n = 0, most;

	most = g->n_rows + OTHERS > ROWS ? OTHERS : ROWS - g->n_rows;
	for (i = 0; i < f->n_entities; i++)
		if (r->n[i] > 0 && !f_entity_within(f->entities[i], own))
			v[n++] = (struct rank){ r->n[i], i };
	if (n == 0)
		return;
	qsort(v, n, sizeof(*v), rank_order);
	if (own != NULL)
		f_grid_row(g, ROW_GROUP, "Other subjects");
	for (i = 0; i < n && i < most; i++)
		f_grid_row(g, ROW_BODY, f_entity_label(f,
		    f->entities[v[i].at]))[1] = f_cell_share(v[i].n, r->people);
	if (n > most)
		f_caption_note(c, arena_printf(f->a, "%s came up as well, "
		    "each from %s or fewer.", f_count_of(f,
		    (int64_t)(n - most), "other subject", "other subjects"),
		    f_count_of(f, v[most].n, "person", "people")));
}

void
f_raised_exhibit(struct page *p, const struct forms_field *q,
    const struct forms_entity *own, const struct raised *r)
{
	struct findings *f = p->f;
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	struct raised any;
	size_t at;

	if (r->people == 0 || f->n_entities == 0)	/* no codebook */
		return;
	f_grid_column(g, "What they wrote about", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	if (own != NULL)
		own_rows(g, own, r);
	other_rows(g, own, r, &c);
	if (r->none > 0)
		f_grid_row(g, ROW_BODY, "No subject found")[1] =
		    f_cell_share(r->none, r->people);
	if (own != NULL && (at = index_of(f, own)) < f->n_entities) {
		f_raised_count(f, NULL, &any);
		f_caption_note(&c, arena_printf(f->a, "In all comments "
		    "together, %s wrote about this %s %s.",
		    f_lower_first(f, f_share_short(f, any.n[at], any.people)),
		    f_lower_first(f, own->kind->words),
		    f_share(f, any.n[at], any.people)));
	}
	g->bar = r->people >= PERCENT_BASE ? 1 : -1;
	c.field = q->id;
	c.title = q->number[0] != '\0' ? arena_printf(f->a, "What comments on "
	    "question %s were about", q->number) :
	    "What these comments were about";
	c.base = arena_printf(f->a, "Base: the %s who wrote a comment here. "
	    "One person may raise several subjects.", f_num(f, r->people));
	f_page_exhibit(p, &c, g);
}
