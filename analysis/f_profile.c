/* SPDX-License-Identifier: MIT
 *
 * f_profile.c -- who answered, and the equality profile.
 *
 * Every count here describes people, so small ones are hidden.
 */
#include "analysis/findings.h"

#include <stdlib.h>

static struct grid *
profile_grid(struct findings *f)
{
	struct grid *g = f_grid_new(f);

	f_grid_column(g, "Group", false, TONE_NONE);
	f_grid_column(g, "People", true, TONE_NONE);
	f_grid_column(g, "Share", true, TONE_NONE);
	return g;
}

/* Everybody who was asked and is not in the base. */
static int64_t
not_stated(const struct tally *t)
{
	return t->all - t->missing[FORMS_NOT_ASKED] - t->base;
}

static void
profile_options(struct grid *g, const struct profile *p)
{
	size_t i;

	for (i = 0; i < p->t.n_options; i++) {
		const struct forms_option *o = &p->t.options[i];
		struct report_cell *v;

		if (o->missing != FORMS_ANSWERED ||
		    (o->staff && p->t.n[i] == 0))
			continue;
		v = f_grid_row(g, ROW_BODY, o->words);
		v[1] = p->hidden[i] ? f_cell_hidden() : f_cell_count(p->t.n[i]);
		v[2] = p->hidden[i] ? f_cell_hidden() :
		    f_cell_percent(p->t.n[i], p->t.base);
	}
}

/* The rows of one question. */
static void
profile_rows(struct grid *g, const struct profile *p)
{
	struct findings *f = g->f;
	const char *words = p->t.field->words;

	if (f_gives_away(f, &p->t) || (p->few && p->t.base > 0)) {
		f_grid_row(g, ROW_GROUP, words);
		f_grid_row(g, ROW_BODY, p->few ? arena_printf(f->a, "Fewer "
		    "than %d people answered", ROW_BASE) : "Not shown, to "
		    "protect a count hidden elsewhere")[1] = f_cell_hidden();
		return;
	}
	if (p->t.base == 0) {
		f_grid_row(g, ROW_GROUP, words);
		f_grid_row(g, ROW_BODY, "Nobody answered")[1] = f_cell_count(0);
		return;
	}
	f_grid_row(g, ROW_GROUP, arena_printf(f->a, "%s Base %s.", words,
	    f_num(f, p->t.base)));
	profile_options(g, p);
	if (not_stated(&p->t) > 0)
		f_grid_row(g, ROW_BODY, "Not stated")[1] =
		    f_cell_count(not_stated(&p->t));
}

static bool
any_many(const struct forms_field *q)
{
	return q->q->type == FORMS_MANY;
}

/* A table of all profile questions in one part of the form. */
static bool
profile_exhibit(struct page *p, bool equality, const char *title)
{
	struct findings *f = p->f;
	struct grid *g = profile_grid(f);
	struct caption c = { .title = title, .base = "Base: those who "
	    "answered each question, given beside it." };
	bool hidden = false, many = false;
	size_t i;

	for (i = 0; i < f->form->n_fields; i++) {
		const struct profile *q = &f->profiles[i];
		const struct forms_field *field = &f->form->fields[i];

		if (!q->is || equality !=
		    (field->page->part == FORMS_PART_EQUALITY))
			continue;
		profile_rows(g, q);
		hidden |= q->any || f_gives_away(f, &q->t);
		many |= any_many(field);
	}
	if (g->n_rows == 0)
		return false;
	if (many)
		f_caption_note(&c, "Where people could choose more than one "
		    "answer, shares add up to more than 100%.");
	g->bar = 2;
	f_caption_note(&c, "Not stated: left blank, or preferred not to say.");
	if (hidden)
		f_caption_note(&c, f_hidden_note);
	f_page_exhibit(p, &c, g);
	return true;
}

/* ---- postcode districts ------------------------------------------------ */

struct district { const char *name; int64_t n; };

/* LE2 before LE10: letters, then the number, then the rest. */
static int
district_order(const void *a, const void *b)
{
	const char *x = *(const char *const *)a, *y = *(const char *const *)b;
	long m, n;

	while (*x != '\0' && *x == *y && (*x < '0' || *x > '9')) {
		x++;
		y++;
	}
	m = strtol(x, NULL, 10);
	n = strtol(y, NULL, 10);
	return m != n ? (m > n) - (m < n) : strcmp(x, y);
}

static struct district *
count_districts(struct findings *f, const struct forms_field *q, size_t *out)
{
	const char **v = arena_array(f->a, const char *, f->n);
	struct district *d = arena_array(f->a, struct district, f->n);
	size_t i, n = 0, m = 0;

	for (i = 0; i < f->n; i++) {
		const struct forms_answer *x = tally_answer(&f->r[i], q);

		/* Whole postcodes are counted by their first part alone. */
		if (x != NULL && x->text != NULL)
			v[n++] = arena_strn(f->a, x->text,
			    strcspn(x->text, " "));
	}
	if (n > 0)
		qsort(v, n, sizeof(*v), district_order);
	for (i = 0; i < n; i++) {
		if (m == 0 || strcmp(d[m - 1].name, v[i]) != 0)
			d[m++].name = v[i];
		d[m - 1].n++;
	}
	*out = m;
	return d;
}

/* Districts with few people are put together, so that none stands alone. */
static void
districts(struct page *p, const struct forms_field *q)
{
	struct findings *f = p->f;
	struct caption c = { .title = "Postcode districts" };
	struct grid *g = profile_grid(f);
	size_t i, n, m = 0, small = 0;
	struct district *d = count_districts(f, q, &n);
	int64_t *v = arena_array(f->a, int64_t, n + 1), base = 0, few = 0;
	bool *hide = arena_array(f->a, bool, n + 1), hidden = false;
	struct report_cell *cell;
	struct tally t;

	tally_field(f->a, q, f->r, f->n, NULL, &t);
	for (i = 0; i < n; i++) {
		base += d[i].n;
		if (d[i].n < SMALL) {
			few += d[i].n;
			small++;
		} else {
			d[m++] = d[i];
		}
	}
	if (base < ROW_BASE || f_gives_away(f, &t)) {
		f_page_para(p, "", f_plain(f, "%s", base == 0 ? "Nobody gave "
		    "a postcode district." : "Too few people gave a postcode "
		    "district to show a table of them."));
		return;
	}
	for (i = 0; i < m; i++)
		v[i] = d[i].n;
	v[m] = few;
	suppress_list(f->a, v, m + (small > 0), hide);
	for (i = 0; i < m + (small > 0); i++) {
		cell = f_grid_row(g, ROW_BODY, i < m ? d[i].name :
		    arena_printf(f->a, "Other districts, each under %d people",
		    SMALL));
		cell[1] = hide[i] ? f_cell_hidden() : f_cell_count(v[i]);
		cell[2] =
		    hide[i] ? f_cell_hidden() : f_cell_percent(v[i], base);
		hidden |= hide[i];
	}
	c.base = arena_printf(f->a, "Base: the %s who gave one.",
	    f_num(f, base));
	g->bar = 2;
	if (hidden)
		f_caption_note(&c, f_hidden_note);
	f_page_exhibit(p, &c, g);
}

/* ---- the sections ------------------------------------------------------ */

static void
who_finding(struct page *p)
{
	struct findings *f = p->f;
	const struct profile *q;
	size_t i;

	if (f->capacity == NULL) {
		f_page_finding(p, "Finding", f_plain(f, "%s answered. The "
		    "questionnaire did not ask in what role.", f_count_of(f,
		    (int64_t)f->n, "person or organisation",
		    "people and organisations")));
		return;
	}
	q = &f->profiles[f->capacity->index];
	i = tally_index(&q->t, f->apart);
	if (q->few)
		f_page_finding(p, "Finding", f_plain(f, "We heard from fewer "
		    "than %d people who said in what role they answered.",
		    ROW_BASE));
	else if (q->hidden[i])
		f_page_finding(p, "Finding", f_plain(f, "We heard from %s.",
		    f_count_of(f, q->t.base,
		    "respondent who told us their role",
		    "respondents who told us their role")));
	else
		f_page_finding(p, "Finding", f_plain(f, "We heard from %s and "
		    "%s.", f_count_of(f, q->t.base - q->t.n[i], "individual",
		    "individuals"), f_count_of(f, q->t.n[i], "organisation",
		    "organisations")));
}

void
f_who(struct findings *f)
{
	struct page p;
	bool any;
	size_t i;

	f_page_numbered(&p, f, "who", "Who answered", "Who answered");
	if (f->n == 0) {
		f_page_finding(&p, "Finding", f_plain(f, "Nobody has answered "
		    "yet."));
		f_page_end(&p);
		return;
	}
	who_finding(&p);
	any = profile_exhibit(&p, false, "Who answered");
	for (i = 0; i < f->form->n_fields; i++) {
		const struct forms_field *q = &f->form->fields[i];

		if (q->q->type == FORMS_POSTCODE && f_published(q)) {
			districts(&p, q);
			any = true;
		}
	}
	if (!any)
		f_page_para(&p, "", f_plain(f, "The questionnaire asked "
		    "nothing about the people who answered."));
	else
		f_page_para(&p, "", f_plain(f, "We did not compare these "
		    "people with everybody who lives here."));
	f_page_end(&p);
}

void
f_equality(struct findings *f)
{
	struct page p;

	if (!f->form->has_equality)
		return;
	f_page_numbered(&p, f, "equality", "Equality profile", "Equality");
	f_page_para(&p, "", f_plain(f, "These questions could be left out. We "
	    "asked them to see whether we have heard from all the people whom "
	    "the decisions will affect."));
	if (f->n == 0)
		f_page_para(&p, "", f_plain(f, "Nobody has answered yet."));
	else
		profile_exhibit(&p, true, "Equality questions");
	f_page_end(&p);
}
