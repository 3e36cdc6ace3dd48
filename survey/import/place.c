/* SPDX-License-Identifier: MIT
 *
 * place.c -- one row of a file as a response, by the rules that hold online.
 */
#include "survey/import/import.h"

#include <stdio.h>

void
placing_init(struct placing *p, struct arena *a)
{
	size_t n = p->form->n_fields, i;
	size_t *cap = arena_array(a, size_t, n);

	p->of = arena_array(a, const struct map_column **, n);
	p->n_of = arena_array(a, size_t, n);
	for (i = 0; i < p->map->n; i++) {
		const struct map_column *c = &p->map->columns[i];
		size_t f = c->field != NULL ? c->field->index : 0;

		if (c->goes == GOES_QUESTION)
			*arena_push(a, p->of[f], p->n_of[f], cap[f]) = c;
		else if (c->goes == GOES_RESPONDENT)
			p->respondent = c;
		else if (c->goes == GOES_DATE)
			p->date = c;
		else if (c->goes == GOES_CHANNEL)
			p->channel = c;
		else if (c->goes == GOES_LANGUAGE)
			p->language = c;
	}
}

/* ---- is it a row, and is it kept? ---------------------------------------------- */

static bool
has_heading(const struct placing *p, size_t column)
{
	size_t i;

	for (i = 0; i < p->heads->n; i++)
		if (p->heads->v[i].at == column)
			return true;
	return false;
}

static bool
all_empty(const struct table_row *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (!table_empty(r->cells[i]))
			return false;
	return true;
}

/* As many cells as there are headings; those at the end that are too many may
 * be empty. */
static void
check_width(struct placing *p, struct arena *a, const struct table_row *r)
{
	size_t i, width = p->heads->width;

	if (r->n < width && !p->ragged)
		fault_add(p->faults, r->number, NULL, "Most likely a separator "
		    "or a quotation mark is missing in it, or the end of a "
		    "line stands in a cell without quotation marks.",
		    "%zu cells, and the headings have %zu", r->n, width);
	for (i = 0; i < r->n; i++) {
		if (table_empty(r->cells[i]) || has_heading(p, i))
			continue;
		fault_add(p->faults, r->number, NULL, i >= width ? "Most "
		    "likely a separator in a cell without quotation marks." :
		    "Write a heading in row 1, or empty the column.",
		    "column %s has no heading, and \"%s\" stands in it",
		    table_letter(a, i), words_brief(a, r->cells[i]));
		return;
	}
}

static bool
is_kept(struct placing *p, struct arena *a, const struct table_row *r)
{
	size_t i, k;

	for (i = 0; i < p->map->n; i++) {
		const struct map_column *c = &p->map->columns[i];
		const char *cell;

		if (c->goes != GOES_ONLY)
			continue;
		cell = words_like(a, row_cell(r, c));
		for (k = 0; k < c->n_answers; k++)
			if (strcmp(c->answers[k].like, cell) == 0)
				break;
		if (k < c->n_answers)
			continue;
		fault_add(p->notes, r->number, c->at, "", "\"%s\", so it is "
		    "left out", words_brief(a, row_cell(r, c)));
		return false;
	}
	return true;
}

static bool
says_something(const struct placing *p, const struct table_row *r)
{
	size_t i;

	for (i = 0; i < p->map->n; i++)
		if (p->map->columns[i].goes == GOES_QUESTION &&
		    !table_empty(row_cell(r, &p->map->columns[i])))
			return true;
	return false;
}

/* ---- beside the answers ------------------------------------------------------------ */

static const char *
named(struct placing *p, struct arena *a, const struct table_row *r,
    const struct map_column *c, const char *otherwise)
{
	const char *cell, *like;
	size_t i;

	if (c == NULL)
		return otherwise;
	cell = words_line(a, row_cell(r, c));
	like = words_like(a, cell);
	for (i = 0; i < c->n_answers; i++)
		if (strcmp(c->answers[i].like, like) == 0)
			return c->answers[i].name;
	if (cell[0] == '\0')
		return otherwise;
	if (c->goes == GOES_CHANNEL && map_channel(like))
		return like;
	for (i = 0; c->goes == GOES_LANGUAGE && i < p->form->n_languages;
	    i++)
		if (strcmp(words_like(a, p->form->languages[i]), like) == 0)
			return p->form->languages[i];
	fault_add(p->faults, r->number, c->at, arena_printf(a, "Write under "
	    "this column in the map:  \"%s\" = %s", words_brief(a, cell),
	    c->goes == GOES_CHANNEL ? "elsewhere, online, paper, email, "
	    "letter or phone" : "the language's tag, such as en"),
	    "\"%s\" is no %s that is known here", words_brief(a, cell),
	    c->goes == GOES_CHANNEL ? "channel" : "language");
	return otherwise;
}

static const char *
day_of(struct placing *p, struct arena *a, const struct table_row *r)
{
	const char *cell, *otherwise = p->map->day[0] != '\0' ? p->map->day :
	    p->today;
	char day[11];

	if (p->date == NULL)
		return otherwise;
	cell = row_cell(r, p->date);
	if (!cell_date(cell, p->date->order, day)) {
		fault_add(p->faults, r->number, p->date->at, "Say in the map "
		    "how dates stand: date, day/month/year or date, "
		    "month/day/year.", table_empty(cell) ? "no date%s" :
		    "\"%s\" is no date that can be read",
		    table_empty(cell) ? "" : words_brief(a, cell));
		return otherwise;
	}
	if (strcmp(day, p->today) > 0)
		fault_add(p->faults, r->number, p->date->at, "Say in the map "
		    "whether the day or the month comes first.",
		    "%s is still to come", day);
	return arena_str(a, day);
}

static bool
is_late(const struct placing *p, const char *day)
{
	char close[11];

	if (p->settings == NULL || !p->settings->has_dates ||
	    (p->date == NULL && p->map->day[0] == '\0'))
		return false;
	date_text(p->settings->close_day, close);
	return strcmp(day, close) > 0;
}

static void
facts(struct placing *p, struct arena *a, const struct table_row *r,
    struct store_meta *m)
{
	*m = (struct store_meta){ 0 };
	snprintf(m->form, sizeof(m->form), "%s", p->form->hash);
	snprintf(m->channel, sizeof(m->channel), "%s",
	    named(p, a, r, p->channel, p->map->channel));
	snprintf(m->lang, sizeof(m->lang), "%s",
	    named(p, a, r, p->language, p->map->lang));
	snprintf(m->day, sizeof(m->day), "%s", day_of(p, a, r));
	m->flags = is_late(p, m->day) ? STORE_LATE : 0;
}

/* ---- routing and rules --------------------------------------------------------------- */

static const struct heading *
heading_of(const struct placing *p, const struct table_row *r,
    const struct forms_field *f)
{
	size_t i, n = p->n_of[f->index];

	for (i = 0; i < n; i++)
		if (!table_empty(row_cell(r, p->of[f->index][i])))
			return p->of[f->index][i]->at;
	return n > 0 ? p->of[f->index][0]->at : NULL;
}

static void
route(struct placing *p, const struct table_row *r, struct forms_answers *as)
{
	const struct forms_form *form = p->form;
	bool *said = arena_array(as->a, bool, form->n_fields);
	size_t i;

	for (i = 0; i < form->n_fields; i++)
		said[i] = as->v[i].state != FORMS_BLANK &&
		    as->v[i].state != FORMS_NOT_ASKED;
	forms_route(as);
	for (i = 0; i < form->n_fields; i++) {
		const struct forms_field *f = &form->fields[i];

		if (!said[i] || as->v[i].state != FORMS_NOT_ASKED)
			continue;
		if (p->map->drop_unasked)
			fault_add(p->notes, r->number, heading_of(p, r, f), "",
			    "%s is not asked after the other answers: its "
			    "answer is dropped", f->id);
		else
			fault_add(p->faults, r->number, heading_of(p, r, f),
			    "Put the row right, or write `routing drop` in the "
			    "map: such answers are then dropped, as online.",
			    "an answer to %s, which is not asked after the "
			    "other answers of this row", f->id);
	}
}

static void
page_problem(struct placing *p, struct arena *a, const struct table_row *r,
    const struct forms_problem *x)
{
	const struct heading *at = heading_of(p, r, x->field);
	const char *words = fault_words(a, x, "");
	bool blank = x->kind == FORMS_P_REQUIRED;

	if (x->kind == FORMS_P_QUERY || (blank && p->map->blank_required) ||
	    (!blank && p->map->keep_broken))
		fault_add(p->notes, r->number, at, "", "%s: it is kept so",
		    words);
	else
		fault_add(p->faults, r->number, at, blank ? "Put the row right, "
		    "or write `required blank` in the map: it then counts as "
		    "left blank, as on paper (or as not asked, where no column "
		    "goes to it)." : "Put the row right, or write "
		    "`rules keep` in the map.", "%s%s", words,
		    blank && at == NULL ? "; no column goes to it" : "");
}

static void
check_pages(struct placing *p, const struct table_row *r,
    struct forms_answers *as)
{
	const struct forms_problem *x;
	size_t i;

	for (i = 0; i < p->form->n_pages; i++) {
		if (!forms_page_shown(as, &p->form->pages[i]))
			continue;
		for (x = forms_page_problems(as, &p->form->pages[i]);
		    x != NULL; x = x->next)
			page_problem(p, as->a, r, x);
	}
}

/* What the other survey did not ask at all was not left blank. */
static void
not_asked(const struct placing *p, struct forms_answers *as)
{
	size_t i;

	for (i = 0; i < p->form->n_fields; i++)
		if (p->n_of[i] == 0 && as->v[i].state == FORMS_BLANK)
			as->v[i].state = FORMS_NOT_ASKED;
}

void
place_row(struct placing *p, struct arena *a, const struct table_row *r,
    struct forms_answers *as, struct store_meta *m, bool *keep)
{
	int64_t before = p->faults->n;
	size_t i;

	*keep = false;
	if (all_empty(r))
		return;
	check_width(p, a, r);
	if (p->faults->n > before || !is_kept(p, a, r))
		return;
	if (!says_something(p, r)) {
		fault_add(p->notes, r->number, NULL, "", "no answers: not "
		    "counted");
		return;
	}
	facts(p, a, r, m);
	forms_answers_init(as, a, p->form);
	for (i = 0; i < p->form->n_fields; i++)
		place_answer(p, r, &p->form->fields[i], as);
	if (p->faults->n > before)
		return;
	route(p, r, as);
	if (p->faults->n == before)
		check_pages(p, r, as);
	*keep = p->faults->n == before;
	if (*keep)
		not_asked(p, as);
}
