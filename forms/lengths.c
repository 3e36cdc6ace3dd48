/* SPDX-License-Identifier: MIT
 *
 * lengths.c -- how long it takes to read a questionnaire and to answer it.
 *
 * Reading: 200 words a minute.  Adults read English prose in silence at about
 * 240 words a minute (Brysbaert 2019, a review of 190 studies); here people
 * may be ill, upset, or reading in their second language.
 * Answering, after reading, in seconds: our own estimates, on the slow side,
 * until a consultation has measured its own.
 */
#include "forms/build.h"
#include "forms/paths.h"

#include <math.h>

#define WORDS_A_MINUTE	200.0
enum {
	CHOOSE_SECS = 5,	/* find the answer, choose it */
	SCALE_SECS = 4,		/* the same answers as before */
	MANY_SECS = 10,		/* about three ticks */
	NUMBER_SECS = 8,	/* remember, type */
	RANK_SECS = 8,		/* for each place: look, compare, choose */
	SHARE_SECS = 7,		/* for each answer: weigh, type, add up */
	RANK_MAX = 5,		/* so many are thought about; after that, most
				   people only fill in */
	DATE_SECS = 10,
	FILE_SECS = 45,		/* to find it */
	POSTCODE_SECS = 6,
	LINE_SECS = 12,		/* half a dozen words */
	TEXT_SECS = 75,		/* 30 words at 25 a minute, people who are not
				   typists */
	BLANK_SECS = 2,		/* to decide to leave it */
	PAGE_SECS = 3,		/* to press Continue and see the next */
	SAMPLE = 2000,
	SAMPLE_SEED = 20240603
};

static double
reading(const char *s)
{
	size_t n = 0;

	while (s != NULL && *s != '\0') {
		s += strspn(s, " \t\r\n");
		n += *s != '\0';
		s += strcspn(s, " \t\r\n");
	}
	return (double)n * 60 / WORDS_A_MINUTE;
}

bool
length_written(const struct forms_question *q)
{
	return q->type == FORMS_LINE || q->type == FORMS_TEXT || q->type ==
	    FORMS_POSTCODE || q->type == FORMS_FILE;
}

static double
each_of(const struct forms_question *q, double secs)
{
	size_t n = q->n_options < RANK_MAX ? q->n_options : RANK_MAX;

	return (q->most > 0 && q->most < n ? (double)q->most : (double)n) *
	    secs;
}

double
length_answer(const struct forms_question *q, bool written)
{
	if (!written)
		return BLANK_SECS;
	switch (q->type) {
	case FORMS_ONE:
		return CHOOSE_SECS;
	case FORMS_SCALE:
		return SCALE_SECS;
	case FORMS_MANY:
		return MANY_SECS;
	case FORMS_NUMBER:
		return NUMBER_SECS;
	case FORMS_POSTCODE:
		return POSTCODE_SECS;
	case FORMS_RANK:
		return each_of(q, RANK_SECS);
	case FORMS_SHARE:
		return each_of(q, SHARE_SECS);
	case FORMS_DATE:
		return DATE_SECS;
	case FORMS_FILE:
		return FILE_SECS;
	case FORMS_LINE:
		return LINE_SECS;
	case FORMS_TEXT:
		break;
	}
	return TEXT_SECS;
}

/* The answers of a scale are read once, where they come first. */
static double
read_question(const struct forms_form *form, const struct forms_field *f)
{
	double s = reading(f->words) + reading(f->hint);
	size_t i;

	for (i = 0; f->q->scale != NULL && i < f->index; i++)
		if (form->fields[i].q->scale == f->q->scale)
			return s;
	for (i = 0; i < f->q->n_options; i++)
		if (!f->q->options[i].staff)
			s += reading(f->q->options[i].words) +
			    reading(f->q->options[i].hint);
	return s;
}

static struct event *
add(struct analysis *w, const struct forms_expr *when, enum part part,
    double secs)
{
	struct event *e = arena_new(&w->tmp, struct event);

	*e = (struct event){ .when = when, .part = part,
	    .secs = { secs, secs, secs } };
	*arena_push(&w->tmp, w->events, w->n_events, w->cap_events) = e;
	return e;
}

static void
field_event(struct analysis *w, const struct forms_field *f, enum part part)
{
	double given = length_answer(f->q, true), read = w->secs[f->index];
	struct event *e = add(w, f->show, part, read + given);

	e->field = f;
	if (f->required)
		return;
	e->secs.least = read + BLANK_SECS;
	if (length_written(f->q) && f->required_if == NULL)
		e->secs.mean = read + (given + BLANK_SECS) / 2;
}

void
lengths_events(struct analysis *w)
{
	const struct forms_expr *shown;
	size_t i, j;

	for (i = 0; i < w->form->n_fields; i++)
		w->secs[i] = read_question(w->form, &w->form->fields[i]);
	for (i = 0; i < w->form->n_pages; i++) {
		const struct forms_page *p = &w->form->pages[i];
		enum part part = p->part == FORMS_PART_EQUALITY ?
		    PART_EQUALITY : PART_MAIN;

		shown = paths_page(&w->tmp, p);
		add(w, shown, part, PAGE_SECS + reading(p->title))->pages = 1;
		for (j = 0; j < p->n_items; j++) {
			const struct forms_item *it = &p->items[j];

			if (it->kind == FORMS_ITEM_FIELD)
				field_event(w, it->field, part);
			else
				add(w, expr_both(&w->tmp, shown, it->show),
				    part, reading(it->words));
		}
	}
}

/* ---- where not every path could be tried -------------------------------- */

static double
any_number(const struct forms_question *q, struct forms_rng *r)
{
	double low = q->has_range ? q->low : 0;
	double high = q->has_range ? q->high : 100;

	return low + (double)forms_rng_below(r, (size_t)(high - low) + 1);
}

static void
any_choice(struct analysis *w, const struct forms_question *q,
    struct forms_answer *v, struct forms_rng *r)
{
	const struct forms_option *o;
	size_t i, most = q->most ? q->most : q->n_options;

	v->chosen = arena_array(&w->tmp, const struct forms_option *,
	    q->n_options);
	v->state = FORMS_BLANK;
	for (i = 0; i < q->n_options && q->options[i].staff; i++)
		;
	while (i < q->n_options && v->n == 0) {
		o = &q->options[forms_rng_below(r, q->n_options)];
		if (o->staff)
			continue;
		v->chosen[v->n++] = o;
		v->state = o->missing;
		if (q->type != FORMS_MANY || o->exclusive ||
		    o->missing != FORMS_ANSWERED)
			return;
	}
	for (i = 0; v->n > 0 && i < q->n_options && v->n < most; i++)
		if (!q->options[i].staff && !q->options[i].exclusive &&
		    q->options[i].missing == FORMS_ANSWERED &&
		    &q->options[i] != v->chosen[0] && forms_rng_below(r, 2))
			v->chosen[v->n++] = &q->options[i];
}

static void
any_answer(struct analysis *w, const struct forms_field *f, bool required,
    struct forms_rng *r)
{
	struct forms_answer *v = &w->blank.v[f->index];

	*v = (struct forms_answer){ .state = FORMS_ANSWERED, .text = "…" };
	switch (f->q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
	case FORMS_MANY:
		any_choice(w, f->q, v, r);
		break;
	case FORMS_NUMBER:
		v->number = any_number(f->q, r);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
	case FORMS_RANK:
	case FORMS_SHARE:
	case FORMS_DATE:
	case FORMS_FILE:
		if (!required && forms_rng_below(r, 2))
			v->state = FORMS_BLANK;
		break;
	}
}

static void
one_person(struct analysis *w, struct graph *g, struct job *job,
    struct forms_rng *r, struct sums *s)
{
	struct event e;
	size_t i;

	for (i = 0; i < g->n_vars; i++) {
		const struct forms_field *f = g->vars[i]->f;
		double secs;

		if (!forms_shown(&w->blank, f->show))
			continue;
		any_answer(w, f, forms_required(&w->blank, f), r);
		secs = w->secs[f->index] + length_answer(f->q,
		    w->blank.v[f->index].state != FORMS_BLANK);
		e = (struct event){ .field = f, .part = f->page->part ==
		    FORMS_PART_EQUALITY ? PART_EQUALITY : PART_MAIN,
		    .secs = { secs, secs, secs } };
		sums_event(s, &e, 1);
	}
	for (i = 0; i < job->n_events; i++)
		if (forms_shown(&w->blank, job->events[i]->when))
			sums_event(s, job->events[i], 1);
	for (i = 0; i < g->n_vars; i++)
		w->blank.v[g->vars[i]->f->index] = (struct forms_answer){ 0 };
}

void
lengths_sample(struct analysis *w, struct graph *g, struct job *job)
{
	double *low = &job->sums.low[0][0], *high = &job->sums.high[0][0];
	double *mean = &job->sums.mean[0][0];
	struct forms_rng r;
	size_t i, n;

	forms_rng_seed(&r, SAMPLE_SEED);
	job->sums = (struct sums){ 0 };
	for (n = 0; n < SAMPLE; n++) {
		struct sums s = { 0 };
		const double *l = &s.low[0][0], *h = &s.high[0][0];

		one_person(w, g, job, &r, &s);
		for (i = 0; i < (PARTS + 1) * N_AMOUNTS; i++) {
			low[i] = n ? fmin(low[i], l[i]) : l[i];
			high[i] = n ? fmax(high[i], h[i]) : h[i];
			mean[i] += (&s.mean[0][0])[i] / SAMPLE;
		}
	}
}

/* ---- telling ------------------------------------------------------------ */

static struct forms_length
of(double v[N_AMOUNTS])
{
	return (struct forms_length){ v[N_QUESTIONS], v[N_PAGES],
	    v[N_SECONDS] / 60 };
}

static struct forms_lengths
all_of(struct sums *s, int part)
{
	return (struct forms_lengths){ of(s->low[part]), of(s->mean[part]),
	    of(s->high[part]) };
}

void
lengths_tell(struct analysis *w)
{
	struct forms_paths *out = w->out;

	out->main = all_of(&w->sums, PART_MAIN);
	out->equality = all_of(&w->sums, PART_EQUALITY);
	out->whole = all_of(&w->sums, PARTS);
	if (w->form->equality_skippable)
		out->whole.shortest = out->main.shortest;
	out->exact = w->exact;
}
