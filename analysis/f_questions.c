/* SPDX-License-Identifier: MIT
 *
 * f_questions.c -- a section for each thing that people were asked about.
 *
 * Questions about one entity make that entity's section; the other questions
 * of a page make the page's.
 */
#include "analysis/findings.h"

#include <stdlib.h>

static const struct view *
view_of(const struct findings *f, const struct forms_field *q)
{
	size_t i;

	for (i = 0; i < f->n_views; i++)
		if (f->views[i].field == q)
			return &f->views[i];
	return NULL;
}

/* The agreement question that goes with a comment: about the same thing, or
 * on the same page. */
static const struct view *
view_beside(const struct findings *f, const struct forms_field *q)
{
	const struct view *found = NULL;
	size_t i;

	for (i = 0; i < f->n_views; i++) {
		const struct view *v = &f->views[i];

		if (q->n_about == 1 ? v->about == q->about[0] :
		    v->about == NULL && v->field->page == q->page) {
			if (found != NULL)
				return NULL;	/* which one is unclear */
			found = v;
		}
	}
	return found;
}

static const char *
rail_of(struct findings *f, const struct forms_field *q)
{
	return q->number[0] != '\0' ? arena_printf(f->a, "Question %s",
	    q->number) : "Question";
}

static void
ask(struct page *p, const struct forms_field *q, const char *minor)
{
	struct findings *f = p->f;
	const char *words = q->words;

	/* What the section has said already is not said again. */
	if (q->hint[0] != '\0' && tally_closed(q->q) && (q->n_about != 1 ||
	    q->about[0]->says[0] == '\0' ||
	    strstr(q->hint, q->about[0]->says) == NULL))
		words = arena_printf(f->a, "%s %s", words, q->hint);
	f_page_minor(p, rail_of(f, q), f_plain(f, "%s", words),
	    f_plain(f, "%s", minor));
}

/* ---- other closed questions -------------------------------------------- */

static void
closed_exhibit(struct page *p, const struct forms_field *q,
    const struct tally *t)
{
	struct findings *f = p->f;
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	const struct forms_net *net;
	size_t i, n;

	f_grid_column(g, "Answer", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	for (i = 0; i < t->n_options; i++) {
		const struct forms_option *o = &t->options[i];

		if (o->missing == FORMS_ANSWERED && (!o->staff || t->n[i] > 0))
			f_grid_row(g, ROW_BODY, o->entity != NULL ?
			    f_entity_label(f, o->entity) : o->words)[1] =
			    f_cell_share(t->n[i], t->base);
	}
	net = tally_nets(q->q, &n);
	for (i = 0; i < n; i++)
		f_grid_row(g, ROW_BODY, arena_printf(f->a, "Together: %s",
		    net[i].words))[1] = f_cell_share(tally_net(q, &net[i], f->r,
		    f->n, NULL), t->base);
	g->bar = t->base >= PERCENT_BASE ? 1 : -1;
	c.field = q->id;
	c.title = q->number[0] != '\0' ? arena_printf(f->a, "Answers to "
	    "question %s", q->number) : "Answers";
	c.base = arena_printf(f->a, "Base: the %s who answered.%s",
	    f_num(f, t->base), q->q->type == FORMS_MANY ? " People could "
	    "choose more than one." : "");
	f_caption_note(&c, f_missing_note(f, t));
	f_page_exhibit(p, &c, g);
}

/* The most chosen answer, in a sentence. */
static void
closed_finding(struct page *p, const struct tally *t)
{
	struct findings *f = p->f;
	size_t i, best = t->n_options;
	const struct forms_option *o;

	for (i = 0; i < t->n_options; i++)
		if (t->options[i].missing == FORMS_ANSWERED &&
		    (best == t->n_options || t->n[i] > t->n[best]))
			best = i;
	if (best == t->n_options || t->base == 0) {
		f_page_finding(p, "Finding", f_plain(f, "Nobody answered this "
		    "question."));
		return;
	}
	o = &t->options[best];
	f_page_finding(p, "Finding", f_plain(f, "No answer was more common "
	    "than “%s” %s.",
	    o->entity != NULL ? o->entity->title : o->words,
	    f_share(f, t->n[best], t->base)));
}

static int
number_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Between which numbers the middle half of the answers lies: the smallest and
 * the largest would each be one person's own. */
static void
number_words(struct page *p, const struct forms_field *q,
    const struct tally *t)
{
	struct findings *f = p->f;
	double *v = arena_array(f->a, double, f->n);
	const char *unit = q->q->unit != NULL ? q->q->unit : "";
	const char *sign = q->q->currency != NULL && q->q->currency[0] != '\0' ?
	    forms_currency_sign(q->q->currency) : "";
	size_t i, n = 0;

	if (t->base < PERCENT_BASE) {
		f_page_para(p, "", f_plain(f, "Fewer than %d people answered, "
		    "so their numbers are not shown.", PERCENT_BASE));
		return;
	}
	for (i = 0; i < f->n; i++) {
		const struct forms_answer *x = tally_answer(&f->r[i], q);

		/* an option instead of a number is not one */
		if (x != NULL && x->n == 0)
			v[n++] = x->number;
	}
	if (n == 0)
		return;
	qsort(v, n, sizeof(*v), number_order);
	f_page_para(p, "", f_plain(f, "Half of the %s numbers that people "
	    "gave lie between %s%.*f and %s%.*f%s%s. A quarter are no larger than "
	    "the first, and a quarter no smaller than the second.",
	    f_num(f, (int64_t)n), sign, q->q->decimals, v[n / 4], sign,
	    q->q->decimals, v[n - 1 - n / 4], unit[0] != '\0' ? " " : "", unit));
}

/* ---- comments ---------------------------------------------------------- */

static void
comments(struct page *p, const struct forms_field *q, const struct tally *t)
{
	struct findings *f = p->f;
	const struct forms_entity *own = q->n_about == 1 ? q->about[0] : NULL;
	struct raised r;

	f_raised_count(f, q, &r);
	ask(p, q, f_asked_words(f, t));
	if (r.people == 0) {
		f_page_para(p, "", f_plain(f, "Nobody wrote a comment here."));
		return;
	}
	f_raised_exhibit(p, q, own, &r);
	f_quotes_add(p, q, view_beside(f, q));
}

/* ---- sections ---------------------------------------------------------- */

/* What there is to say about an answer of this kind. */
static void
answers(struct page *p, const struct forms_field *q, const struct tally *t)
{
	switch (q->q->type) {
	case FORMS_NUMBER:
		if (f_is_rating(q->q))
			f_rating(p, q, t);
		else
			number_words(p, q, t);
		break;
	case FORMS_RANK:
		f_ranking(p, q, t);
		break;
	case FORMS_SHARE:
		f_points(p, q, t);
		break;
	case FORMS_DATE:
		f_dates(p, q, t);
		break;
	case FORMS_FILE:
		f_files(p, t);
		break;
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
		closed_finding(p, t);
		if (t->base > 0)
			closed_exhibit(p, q, t);
		break;
	}
}

static void
question(struct page *p, const struct forms_field *q)
{
	struct findings *f = p->f;
	const struct view *v = view_of(f, q);
	struct tally t;

	tally_field(f->a, q, f->r, f->n, NULL, &t);
	if (q->q->type == FORMS_TEXT) {
		comments(p, q, &t);
		return;
	}
	ask(p, q, f_asked_words(f, &t));
	if (f_gives_away(f, &t)) {
		f_page_para(p, "", f_plain(f, "The answers are not shown: how "
		    "many were asked would give away a count that is hidden "
		    "elsewhere."));
	} else if (v != NULL) {
		f_view_finding(p, v);
		if (v->t.base > 0)
			f_view_exhibit(p, v);
	} else {
		answers(p, q, &t);
	}
}

static void
entity_section(struct findings *f, const struct forms_entity *e)
{
	struct page p;
	size_t i;

	f_page_begin(&p, f, arena_printf(f->a, "%s-%d", e->kind->name,
	    e->number), arena_printf(f->a, "%s %d", e->kind->words, e->number),
	    e->title, arena_printf(f->a, "%s %d", e->kind->words, e->number));
	if (e->says[0] != '\0')
		f_page_para(&p, "", f_plain(f, "%s", e->says));
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];

		if (f_substantive(f, q) && q->n_about == 1 && q->about[0] == e)
			question(&p, q);
	}
	f_page_end(&p);
}

static void
page_section(struct findings *f, const struct forms_page *at, size_t first)
{
	struct page p;
	size_t i;

	f_page_numbered(&p, f, arena_printf(f->a, "page-%s", at->slug),
	    at->title[0] != '\0' ? at->title : "Questions",
	    at->title[0] != '\0' ? at->title : "Questions");
	for (i = 0; i < at->n_items; i++)
		if (at->items[i].kind == FORMS_ITEM_TEXT &&
		    at->items[i].show == NULL)
			f_page_prose(&p, at->items[i].words);
	for (i = first; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];

		if (q->page == at && f_substantive(f, q) && q->n_about != 1)
			question(&p, q);
	}
	f_page_end(&p);
}

/* In the order in which people met the first question of each. */
void
f_questions(struct findings *f)
{
	bool *done = arena_array(f->a, bool, f->n_entities);
	const struct forms_page *last = NULL;
	size_t i, k;

	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];

		if (!f_substantive(f, q))
			continue;
		if (q->n_about != 1) {
			if (q->page != last)
				page_section(f, q->page, i);
			last = q->page;
			continue;
		}
		for (k = 0; k < f->n_entities; k++)
			if (f->entities[k] == q->about[0] && !done[k]) {
				done[k] = true;
				entity_section(f, q->about[0]);
			}
	}
}
