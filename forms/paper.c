/* SPDX-License-Identifier: MIT
 *
 * paper.c -- the instructions that stand on a questionnaire on paper.
 *
 * Questions in a row that hang on the same conditions get one line before the
 * first; what hangs on more gets its own line inside.  Where a single answer
 * says that the next questions are not for this person, a line after it says
 * where to go; and where such lines say it all, the line before goes.
 */
#include "forms/paper.h"
#include "locales/locales.h"

#include <stdlib.h>

struct block { size_t first, last; struct conds c; bool gone; };

struct lines {
	struct paper	 p;
	struct forms_paper *out;
	size_t		*at;		/* printed questions, by their place */
	size_t		 n_at;
	struct conds	*conds;		/* likewise */
	struct block	*blocks;	/* first, last: places */
	size_t		 n_blocks, cap_blocks;
	struct forms_paper_line *v;
	size_t		 n, cap;
	struct forms_paper_gap *gaps;
	size_t		 n_gaps, cap_gaps;
};

static const struct forms_field *
field(const struct lines *l, size_t place)
{
	return &l->p.form->fields[l->at[place]];
}

/* ---- before questions ------------------------------------------------------- */

static void
gap(struct lines *l, const struct block *b, const struct forms_expr *x,
    const char *why)
{
	*arena_push(l->p.a, l->gaps, l->n_gaps, l->cap_gaps) =
	    (struct forms_paper_gap){ field(l, b->first), field(l, b->last), x,
	    why };
}

static void
block(struct lines *l, struct block b)
{
	struct conds all = b.c, one;
	const char *why;
	size_t i;

	if (paper_say(&l->p, &all, &why) == NULL) {
		b.c = (struct conds){ 0 };
		for (i = 0; i < all.n; i++) {
			one = (struct conds){ .v = &all.v[i], .n = 1 };
			if (paper_say(&l->p, &one, &why) == NULL)
				gap(l, &b, all.v[i], why);
			else
				*arena_push(l->p.a, b.c.v, b.c.n, b.c.cap) =
				    all.v[i];
		}
		if (b.c.n > 0 && paper_say(&l->p, &b.c, &why) == NULL) {
			for (i = 1; i < b.c.n; i++)
				gap(l, &b, b.c.v[i], why);
			b.c.n = 1;
		}
	}
	if (b.c.n > 0)
		*arena_push(l->p.a, l->blocks, l->n_blocks, l->cap_blocks) = b;
}

/* Of the questions from place i to before end, those that share a condition
 * after the first `depth`. */
static void
blocks(struct lines *l, size_t i, size_t end, size_t depth)
{
	size_t j, k, m;

	for (; i < end; i = j) {
		const struct conds *c = &l->conds[i];

		j = i + 1;
		if (c->n <= depth)
			continue;
		for (; j < end && l->conds[j].n > depth && paper_same(c->v[depth],
		    l->conds[j].v[depth]); j++)
			;
		m = c->n;
		for (k = i + 1; k < j; k++) {
			size_t same = depth;

			while (same < m && same < l->conds[k].n && paper_same(
			    c->v[same], l->conds[k].v[same]))
				same++;
			m = same;
		}
		block(l, (struct block){ .first = i, .last = j - 1, .c = {
		    .v = c->v + depth, .n = m - depth } });
		if (j - i > 1)
			blocks(l, i, j, m);
		else if (m < c->n)
			blocks(l, i, j, m);
	}
}

/* ---- after answers ---------------------------------------------------------- */

/* Is the question at this place passed over by whoever gives this answer? */
static bool
passed(struct lines *l, size_t place, const struct forms_field *f,
    const struct forms_option *o)
{
	const struct conds *c = &l->conds[place];
	size_t i;

	for (i = 0; i < c->n; i++)
		if (paper_sole(c->v[i]) == f && !paper_holds(&l->p, c->v[i], f,
		    o->missing, o))
			return true;
	return false;
}

/* Where this answer leads, not into the middle of what a line is about. */
static size_t
leads_to(struct lines *l, size_t from, const struct forms_option *o)
{
	size_t to = from + 1, i;

	while (to < l->n_at && passed(l, to, field(l, from), o))
		to++;
	for (i = 0; i < l->n_blocks; i++)
		if (l->blocks[i].first > from && l->blocks[i].first < to &&
		    l->blocks[i].last >= to) {
			to = l->blocks[i].first;
			i = SIZE_MAX;	/* again, from the start */
		}
	return to;
}

static void
add_go(struct lines *l, size_t from, const struct forms_option *o, size_t to)
{
	const struct forms_field *f = to < l->n_at ? field(l, to) : NULL;
	struct forms_paper_line *g = NULL;
	size_t i;

	for (i = l->n; i-- > 0 && l->v[i].field == field(l, from);)
		if (l->v[i].to == f)
			g = &l->v[i];
	if (g == NULL) {
		g = arena_push(l->p.a, l->v, l->n, l->cap);
		*g = (struct forms_paper_line){ .kind = FORMS_PAPER_GO,
		    .field = field(l, from), .to = f,
		    .options = arena_array(l->p.a, const struct forms_option *,
		    field(l, from)->q->n_options) };
		g->words = f ? paper_number(&l->p, TR_IN("on paper",
		    "Go to question {number}"), f->number) :
		    tr_in(l->p.lo, "on paper", "Go to the end");
	}
	g->options[g->n++] = o;
}

/* Everyone who comes to the block has just answered the question before it:
 * what is asked of that is said by its own lines. */
static bool
said_before(struct lines *l, const struct block *b, size_t from,
    const size_t *to)
{
	const struct forms_field *f = field(l, from);
	const struct conds *mine = &l->conds[from], *its = &l->conds[b->first];
	size_t i, depth = 0, o;

	if (!f->required || b->first != from + 1)
		return false;
	while (depth < its->n && its->v[depth] != b->c.v[0])
		depth++;
	if (mine->n != depth)
		return false;
	for (i = 0; i < depth; i++)
		if (!paper_same(mine->v[i], its->v[i]))
			return false;
	for (i = 0; i < b->c.n; i++)
		if (paper_sole(b->c.v[i]) != f)
			return false;
	for (o = 0; o < f->q->n_options; o++)
		for (i = 0; !f->q->options[o].staff && i < b->c.n; i++)
			if (!paper_holds(&l->p, b->c.v[i], f,
			    f->q->options[o].missing, &f->q->options[o]) &&
			    to[o] <= b->last)
				return false;
	return true;
}

static bool
choice(const struct forms_field *f)
{
	return (f->q->type == FORMS_ONE || f->q->type == FORMS_SCALE) &&
	    f->grid == NULL;
}

static void
after(struct lines *l, size_t from)
{
	const struct forms_field *f = field(l, from);
	size_t *to, i;

	if (!choice(f) || from + 1 == l->n_at || l->conds[from + 1].n == 0)
		return;
	to = arena_array(l->p.a, size_t, f->q->n_options);
	for (i = 0; i < f->q->n_options; i++) {
		if (f->q->options[i].staff)
			continue;
		to[i] = leads_to(l, from, &f->q->options[i]);
		if (to[i] > from + 1)
			add_go(l, from, &f->q->options[i], to[i]);
	}
	for (i = 0; i < l->n_blocks; i++)
		l->blocks[i].gone |= said_before(l, &l->blocks[i], from, to);
}

/* ---- texts ------------------------------------------------------------------ */

static void
texts(struct lines *l, const struct forms_page *page)
{
	const struct forms_expr *x;
	const char *said, *why;
	struct conds c;
	size_t i;

	for (i = 0; i < page->n_items; i++) {
		const struct forms_item *it = &page->items[i];

		if (it->kind == FORMS_ITEM_FIELD || it->show == NULL)
			continue;
		x = paper_seen(&l->p, it->show);
		paper_split(&l->p, x, &c);
		if (c.n == 0)
			continue;
		said = paper_never(x) ? NULL : paper_say(&l->p, &c, &why);
		*arena_push(l->p.a, l->v, l->n, l->cap) =
		    (struct forms_paper_line){ .kind = FORMS_PAPER_TEXT,
		    .item = it, .when = x, .words = said ? paper_fill(&l->p,
		    tr_in(l->p.lo, "on paper", "If {condition}:"),
		    &(struct locale_place){ "{condition}", said }, 1) :
		    NULL };
	}
}

/* ---- all -------------------------------------------------------------------- */

static void
printed(struct lines *l)
{
	const struct forms_form *form = l->p.form;
	bool *on = arena_array(l->p.a, bool, form->n_fields);
	size_t i;

	l->at = arena_array(l->p.a, size_t, form->n_fields + 1);
	l->conds = arena_array(l->p.a, struct conds, form->n_fields + 1);
	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *f = &form->fields[i];
		const struct forms_expr *x = paper_seen(&l->p, f->show);

		on[i] = f != form->edition && !paper_never(x);
		if (!on[i])
			continue;
		paper_split(&l->p, x, &l->conds[l->n_at]);
		l->at[l->n_at++] = i;
	}
	l->out->printed = on;
}

/* after: who is not asked these goes on there; NULL: there is no more. */
static const char *
only_if(struct paper *p, const char *which, const char *said,
    const struct forms_field *after)
{
	struct locale_place v[] = { { "{questions}", which },
	    { "{condition}", said }, { "{number}", after ? after->number :
	    "" } };

	return paper_fill(p, tr_in(p->lo, PAPER, after ? TR_IN("on paper",
	    "Answer {questions} only if {condition}. Otherwise, go to question "
	    "{number}.") : TR_IN("on paper", "Answer {questions} only if "
	    "{condition}.")), v, LEN(v));
}

static void
say_blocks(struct lines *l)
{
	size_t i, j;

	for (i = 0; i < l->n_blocks; i++) {
		const struct block *b = &l->blocks[i];
		const struct forms_field *f = field(l, b->first);
		const struct forms_field *last = field(l, b->last);
		const struct forms_expr *when = NULL;
		const char *why, *said, *which;
		bool on = b->last > b->first && b->last + 1 < l->n_at;

		if (b->gone)
			continue;
		for (j = 0; j < b->c.n; j++)
			when = paper_join(l->p.a, EXPR_AND, when, b->c.v[j]);
		said = paper_say(&l->p, &b->c, &why);
		which = paper_questions(&l->p, f, last, b->last - b->first +
		    1);
		*arena_push(l->p.a, l->v, l->n, l->cap) =
		    (struct forms_paper_line){ .kind = FORMS_PAPER_ONLY,
		    .field = f, .last = last, .when = when,
		    .words = only_if(&l->p, which, said, on ? field(l,
		    b->last + 1) : NULL) };
	}
}

/* By place; at one place what is about more comes first; texts last. */
static int
by_place(const void *x, const void *y)
{
	const struct forms_paper_line *a = x, *b = y;

	if ((a->kind == FORMS_PAPER_TEXT) != (b->kind == FORMS_PAPER_TEXT))
		return a->kind == FORMS_PAPER_TEXT ? 1 : -1;
	if (a->kind == FORMS_PAPER_TEXT)
		return (a->item > b->item) - (a->item < b->item);
	if (a->field != b->field)
		return a->field->index < b->field->index ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind == FORMS_PAPER_ONLY ? -1 : 1;
	if (a->kind == FORMS_PAPER_ONLY)
		return (a->last->index < b->last->index) -
		    (a->last->index > b->last->index);
	return (a->options[0] > b->options[0]) - (a->options[0] <
	    b->options[0]);
}

const struct forms_option *
forms_paper_edition(const struct forms_form *form, const char *name)
{
	const struct forms_option *o;

	if (form->edition == NULL)
		return NULL;
	o = forms_option(form->edition->q, name);
	return o != NULL ? o : &form->edition->q->options[0];
}

void
forms_paper(struct arena *a, const struct forms_form *form,
    const struct forms_option *edition, struct forms_paper *out)
{
	const struct locale *lo = locale_builtin(form->lang);
	struct lines l = { .p = { .a = a, .form = form, .edition = edition,
	    .lo = lo ? lo : locale_english(), .fixed = { .a = a } }, .out = out };
	size_t i;

	*out = (struct forms_paper){ .form = form, .edition = edition };
	forms_answers_init(&l.p.blank, a, form);
	printed(&l);
	blocks(&l, 0, l.n_at, 0);
	for (i = 0; i < l.n_at; i++)
		after(&l, i);
	say_blocks(&l);
	for (i = 0; i < form->n_pages; i++)
		texts(&l, &form->pages[i]);
	if (l.n > 1)
		qsort(l.v, l.n, sizeof(*l.v), by_place);
	out->lines = l.v;
	out->n_lines = l.n;
	out->gaps = l.gaps;
	out->n_gaps = l.n_gaps;
}

/* ---- following them --------------------------------------------------------- */

static size_t
gone_to(const struct forms_paper_line *l, const struct forms_answer *v,
    size_t n)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		if (v->n == 1 && v->chosen[0] == l->options[i])
			return l->to ? l->to->index : n;
	return 0;
}

void
forms_paper_follow(const struct forms_paper *p,
    const struct forms_answers *would, bool *asked)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct forms_answers seen;
	size_t i, at = 0, until = 0, to, n = p->form->n_fields;

	forms_answers_init(&seen, &a, p->form);
	for (i = 0; i < n; i++) {
		const struct forms_field *f = &p->form->fields[i];

		for (; at < p->n_lines && p->lines[at].kind ==
		    FORMS_PAPER_ONLY && p->lines[at].field == f; at++)
			if (i >= until && !forms_shown(&seen,
			    p->lines[at].when))
				until = p->lines[at].last->index + 1;
		asked[i] = p->printed[i] && i >= until;
		if (asked[i])
			seen.v[i] = would->v[i];
		if (asked[i] && seen.v[i].state == FORMS_NOT_ASKED)
			seen.v[i].state = FORMS_BLANK;
		for (; at < p->n_lines && p->lines[at].kind ==
		    FORMS_PAPER_GO && p->lines[at].field == f; at++) {
			to = asked[i] ? gone_to(&p->lines[at], &seen.v[i], n) :
			    0;
			until = to > until ? to : until;
		}
	}
}
