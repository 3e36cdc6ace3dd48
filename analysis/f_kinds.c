/* SPDX-License-Identifier: MIT
 *
 * f_kinds.c -- what people ranked, gave points to, dated, rated and sent; and
 * the values that the form works out of their answers.
 *
 * A mean is printed only where so many people stand behind it that it says
 * nothing about one of them.
 */
#include "analysis/findings.h"

#include <math.h>
#include <stdlib.h>

/* ---- words and cells ----------------------------------------------------- */

static struct report_cell
number_cell(struct findings *f, double v, int decimals)
{
	return (struct report_cell){ .kind = CELL_TEXT,
	    .text = arena_printf(f->a, "%.*f", decimals, v) };
}

/* A mean over so many people; "–" where they are few. */
static struct report_cell
mean_cell(struct findings *f, double sum, int64_t people, int decimals)
{
	if (people < ROW_BASE)
		return (struct report_cell){ .kind = CELL_TEXT, .text = "–" };
	return number_cell(f, sum / (double)people, decimals);
}

static const char *
label_of(struct findings *f, const struct forms_option *o)
{
	return o->entity != NULL ? f_entity_label(f, o->entity) : o->words;
}

/* Options that can be ranked or given points. */
static bool
ordinary(const struct forms_option *o, int64_t chosen)
{
	return o->missing == FORMS_ANSWERED && !o->exclusive &&
	    (!o->staff || chosen > 0);
}

static void
caption(struct findings *f, struct caption *c, const struct forms_field *q,
    const struct tally *t, const char *about)
{
	c->field = q->id;
	c->title = q->number[0] != '\0' ? arena_printf(f->a, "%s question %s",
	    "Answers to", q->number) : "Answers";
	c->base = arena_printf(f->a, "Base: the %s who answered.%s%s",
	    f_num(f, t->base), about[0] != '\0' ? " " : "", about);
	f_caption_note(c, f_missing_note(f, t));
}

static bool
too_few(struct page *p, const struct tally *t, const char *what)
{
	if (t->base >= PERCENT_BASE)
		return false;
	f_page_para(p, "", t->base == 0 ? f_plain(p->f, "Nobody answered this "
	    "question.") : f_plain(p->f, "Fewer than %d people answered, so "
	    "%s not shown.", PERCENT_BASE, what));
	return true;
}

/* ---- rankings ------------------------------------------------------------ */

void
f_ranking(struct page *p, const struct forms_field *q, const struct tally *t)
{
	struct findings *f = p->f;
	int64_t *first = arena_array(f->a, int64_t, t->n_options);
	double *places = arena_array(f->a, double, t->n_options);
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	size_t i, k, o, best = t->n_options;

	if (t->base == 0) {
		too_few(p, t, "");
		return;
	}
	for (i = 0; i < f->n; i++) {
		const struct forms_answer *v = tally_answer(&f->r[i], q);

		for (k = 0; v != NULL && k < v->n; k++) {
			o = tally_index(t, v->chosen[k]);
			if (o < t->n_options) {
				first[o] += k == 0;
				places[o] += (double)(k + 1);
			}
		}
	}
	f_grid_column(g, "Answer", false, TONE_NONE);
	f_grid_column(g, "Ranked first", true, TONE_NONE);
	f_grid_column(g, "Ranked at all", true, TONE_NONE);
	f_grid_column(g, "Mean place", true, TONE_NONE);
	for (i = 0; i < t->n_options; i++) {
		struct report_cell *row;

		if (!ordinary(&t->options[i], t->n[i]))
			continue;
		if (best == t->n_options || first[i] > first[best])
			best = i;
		row = f_grid_row(g, ROW_BODY, label_of(f, &t->options[i]));
		row[1] = f_cell_share(first[i], t->base);
		row[2] = f_cell_share(t->n[i], t->base);
		row[3] = mean_cell(f, places[i], t->n[i], 1);
	}
	if (best < t->n_options)
		f_page_finding(p, "Finding", f_plain(f, "Nothing was ranked "
		    "first more often than “%s” %s.",
		    label_of(f, &t->options[best]),
		    f_share(f, first[best], t->base)));
	caption(f, &c, q, t, "");
	f_caption_note(&c, "The mean place is of those who ranked it: 1 is the "
	    "best. “–” stands where fewer than 10 people did.");
	g->bar = t->base >= PERCENT_BASE ? 1 : -1;
	f_page_exhibit(p, &c, g);
}

/* ---- points -------------------------------------------------------------- */

void
f_points(struct page *p, const struct forms_field *q, const struct tally *t)
{
	struct findings *f = p->f;
	double *sum = arena_array(f->a, double, t->n_options), all = 0;
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	size_t i, k, o, best = t->n_options;

	if (too_few(p, t, "their points are"))
		return;
	for (i = 0; i < f->n; i++) {
		const struct forms_answer *v = tally_answer(&f->r[i], q);

		for (k = 0; v != NULL && v->amounts != NULL && k < v->n; k++) {
			o = tally_index(t, v->chosen[k]);
			if (o < t->n_options)
				sum[o] += v->amounts[k];
			all += v->amounts[k];
		}
	}
	f_grid_column(g, "Answer", false, TONE_NONE);
	f_grid_column(g, "Mean points", true, TONE_NONE);
	f_grid_column(g, "Of all points", true, TONE_NONE);
	f_grid_column(g, "Gave it any", true, TONE_NONE);
	for (i = 0; i < t->n_options; i++) {
		struct report_cell *row;

		if (!ordinary(&t->options[i], t->n[i]))
			continue;
		if (best == t->n_options || sum[i] > sum[best])
			best = i;
		row = f_grid_row(g, ROW_BODY, label_of(f, &t->options[i]));
		row[1] = mean_cell(f, sum[i], t->base, 1);
		row[2] = (struct report_cell){ .kind = CELL_TEXT,
		    .text = arena_printf(f->a, "%.0f%%",
		    all > 0 ? 100 * sum[i] / all : 0) };
		row[3] = f_cell_share(t->n[i], t->base);
	}
	if (best < t->n_options)
		f_page_finding(p, "Finding", f_plain(f, "Nothing was given "
		    "more points than “%s”: %.1f of %d on average.",
		    label_of(f, &t->options[best]),
		    sum[best] / (double)t->base, q->q->total));
	caption(f, &c, q, t, arena_printf(f->a, "Each had %d points to give "
	    "out.", q->q->total));
	f_page_exhibit(p, &c, g);
}

/* ---- dates --------------------------------------------------------------- */

/* Rows of single years; more are put together by tens. */
enum { YEARS_MOST = 12, TENS_MOST = 16 };

static void
years_exhibit(struct page *p, const struct forms_field *q,
    const struct tally *t, int from, int step, const int64_t *v, size_t n)
{
	struct findings *f = p->f;
	bool *hide = arena_array(f->a, bool, n), hidden = false;
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	size_t i;

	suppress_list(f->a, v, n, hide);
	f_grid_column(g, step == 1 ? "Year" : "Years", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	for (i = 0; i < n; i++) {
		int year = from + (int)i * step;

		f_grid_row(g, ROW_BODY, step == 1 ?
		    arena_printf(f->a, "%d", year) :
		    arena_printf(f->a, "%d to %d", year, year + step - 1))[1] =
		    hide[i] ? f_cell_hidden() : f_cell_share(v[i], t->base);
		hidden |= hide[i];
	}
	caption(f, &c, q, t, "");
	if (hidden)
		f_caption_note(&c, f_hidden_note);
	f_page_exhibit(p, &c, g);
}

void
f_dates(struct page *p, const struct forms_field *q, const struct tally *t)
{
	struct findings *f = p->f;
	int low = 9999, high = 0, from, step = 1, year;
	int64_t *v;
	size_t i, n;

	if (too_few(p, t, "their dates are"))
		return;
	for (i = 0; i < f->n; i++) {
		const struct forms_answer *x = tally_answer(&f->r[i], q);

		if (x == NULL || x->text == NULL)
			continue;
		year = atoi(x->text);
		low = year < low ? year : low;
		high = year > high ? year : high;
	}
	while ((high - low) / step >= (step == 1 ? YEARS_MOST : TENS_MOST))
		step *= 10;
	from = low - low % step;
	n = (size_t)((high - from) / step) + 1;
	v = arena_array(f->a, int64_t, n);
	for (i = 0; i < f->n; i++) {
		const struct forms_answer *x = tally_answer(&f->r[i], q);

		if (x != NULL && x->text != NULL)
			v[(atoi(x->text) - from) / step]++;
	}
	years_exhibit(p, q, t, from, step, v, n);
}

/* ---- ratings ------------------------------------------------------------- */

bool
f_is_rating(const struct forms_question *q)
{
	return q->rating && q->has_range && q->decimals == 0 &&
	    q->high - q->low < 12;
}

void
f_rating(struct page *p, const struct forms_field *q, const struct tally *t)
{
	struct findings *f = p->f;
	int low = (int)q->q->low, n = (int)q->q->high - low + 1, i;
	int64_t *v = arena_array(f->a, int64_t, (size_t)n);
	struct grid *g = f_grid_new(f);
	struct caption c = { 0 };
	double sum = 0;
	size_t k;

	if (too_few(p, t, "their ratings are"))
		return;
	for (k = 0; k < f->n; k++) {
		const struct forms_answer *x = tally_answer(&f->r[k], q);
		int at = x != NULL ? (int)lround(x->number) - low : -1;

		if (at < 0 || at >= n || x->n > 0)
			continue;
		v[at]++;
		sum += x->number;
	}
	f_grid_column(g, "Rating", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	for (i = 0; i < n; i++) {
		const char *words = i == 0 ? q->q->low_words : i == n - 1 ?
		    q->q->high_words : "";

		f_grid_row(g, ROW_BODY, words[0] == '\0' ?
		    arena_printf(f->a, "%d", low + i) :
		    arena_printf(f->a, "%d (%s)", low + i, words))[1] =
		    f_cell_share(v[i], t->base);
	}
	f_page_finding(p, "Finding", f_plain(f, "The mean rating was %.1f, on "
	    "a scale from %d to %d.", sum / (double)t->base, low,
	    low + n - 1));
	caption(f, &c, q, t, "");
	g->bar = 1;
	f_page_exhibit(p, &c, g);
}

/* ---- files --------------------------------------------------------------- */

void
f_files(struct page *p, const struct tally *t)
{
	if (t->base == 0)
		f_page_para(p, "", f_plain(p->f, "Nobody sent a file."));
	else
		f_page_para(p, "", f_plain(p->f, "%s. The files are read by "
		    "the people who analyse the answers; this report does not "
		    "show them.", f_count_of(p->f, t->base,
		    "respondent sent a file", "respondents sent a file")));
}

/* ---- values that the form works out -------------------------------------- */

/* May it be told without telling what one of its questions would? */
static bool
may_tell(const struct findings *f, const struct forms_value *v)
{
	size_t i;

	for (i = 0; i < f->form->n_fields; i++)
		if (forms_value_asks(v, &f->form->fields[i]) &&
		    (!f_published(&f->form->fields[i]) ||
		    f->form->fields[i].q->publish == FORMS_IF ||
		    f->form->fields[i].page->part == FORMS_PART_EQUALITY ||
		    f->profiles[i].is))
			return false;
	return v->words[0] != '\0';
}

static void
bands_exhibit(struct page *p, const struct forms_value *v, const int64_t *n,
    int64_t base)
{
	struct findings *f = p->f;
	bool *hide = arena_array(f->a, bool, v->n_bands), hidden = false;
	struct caption c = { .title = v->words };
	struct grid *g = f_grid_new(f);
	size_t i;

	suppress_list(f->a, n, v->n_bands, hide);
	f_grid_column(g, "Band", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	for (i = 0; i < v->n_bands; i++) {
		f_grid_row(g, ROW_BODY, v->bands[i].words)[1] = hide[i] ?
		    f_cell_hidden() : f_cell_share(n[i], base);
		hidden |= hide[i];
	}
	c.base = arena_printf(f->a, "Base: the %s whose answers gave one.",
	    f_num(f, base));
	if (hidden)
		f_caption_note(&c, f_hidden_note);
	g->bar = hidden ? -1 : 1;
	f_page_exhibit(p, &c, g);
}

static void
score(struct page *p, const struct forms_value *v)
{
	struct findings *f = p->f;
	int64_t *n = arena_array(f->a, int64_t, v->n_bands + 1), base = 0;
	const struct forms_band *band;
	double x, sum = 0;
	size_t i;

	for (i = 0; i < f->n; i++) {
		if (!forms_value(&f->r[i].answers, v, &x))
			continue;
		base++;
		sum += x;
		band = forms_band(v, x);
		if (band != NULL)
			n[band - v->bands]++;
	}
	f_page_heading(p, 3, v->words);
	if (base < PERCENT_BASE) {
		f_page_para(p, "", f_plain(f, "Fewer than %d people gave "
		    "answers from which this can be worked out, so it is not "
		    "shown.", PERCENT_BASE));
		return;
	}
	f_page_finding(p, "Finding", f_plain(f, "The mean was %.1f, over %s "
	    "people.", sum / (double)base, f_num(f, base)));
	if (v->n_bands > 0)
		bands_exhibit(p, v, n, base);
}

void
f_scores(struct findings *f)
{
	struct page p;
	size_t i, n = 0;

	for (i = 0; i < f->form->n_values; i++) {
		if (!may_tell(f, &f->form->values[i]))
			continue;
		if (n++ == 0)
			f_page_numbered(&p, f, "scores", "Scores", "Scores");
		score(&p, &f->form->values[i]);
	}
	if (n > 0)
		f_page_end(&p);
}
