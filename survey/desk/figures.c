/* SPDX-License-Identifier: MIT
 *
 * figures.c -- counting what has come in, for the desk's home.
 */
#include "survey/desk/figures.h"
#include "survey/desk/results.h"

#include <stdlib.h>

enum { DAY = 24 * 60 * 60 };

/* ---- beside the population ------------------------------------------- */

static const struct analysis_line *
line_of(const struct analysis_table *t, const char *option)
{
	size_t i;

	for (i = 0; i < t->n_lines; i++)
		if (strcmp(t->lines[i].name, option) == 0)
			return &t->lines[i];
	return NULL;
}

/* Percent, rounded half up; 0 of nothing. */
static int
percent(int64_t n, int64_t of)
{
	return of == 0 ? 0 : (int)((200 * n + of) / (2 * of));
}

/* Shares are of those who chose one of the answers that have a population:
 * somebody from elsewhere is in neither. */
static void
share(struct figures *f, const struct analysis_table *t,
    struct figures_reach *r)
{
	const struct forms_population *p = r->population;
	int64_t people = 0;
	size_t i;

	r->v = arena_array(&f->a, struct figures_share, p->n);
	for (i = 0; i < p->n; i++) {
		const struct analysis_line *l = line_of(t, p->v[i].option);

		people += p->v[i].n;
		if (l == NULL)
			continue;
		r->v[r->n++] = (struct figures_share){ .words = l->words,
		    .hidden = l->v[0].hidden };
		if (l->v[0].hidden)
			r->hidden = true;
		else
			r->base += l->v[0].n;
	}
	r->hidden |= t->why != NULL || r->base < analysis_rules.percent ||
	    r->n < p->n;
	for (i = 0; i < r->n && !r->hidden; i++) {
		r->v[i].percent = percent(line_of(t, p->v[i].option)->v[0].n,
		    r->base);
		r->v[i].expected = percent(p->v[i].n, people);
	}
}

static bool
reach(struct figures *f, struct cases *c, const struct forms_form *form,
    const struct forms_population *p, struct err *e)
{
	struct figures_reach *r = &f->reach[f->n_reach];
	struct analysis_wish w = { .form = form,
	    .rows = forms_field(form, p->field) };
	struct analysis_tables *t;

	if (w.rows == NULL || w.rows->q->type != FORMS_ONE)
		return true;	/* `earshot check` has said so */
	if (!analysis_tables(&f->a, c, &w, &t, e) || t->n == 0)
		return e->code == ERR_NONE;
	*r = (struct figures_reach){ .population = p, .words = w.rows->words };
	share(f, &t->v[0], r);
	f->n_reach++;
	return true;
}

/* Everybody's place by the newest version of the questionnaire. */
static bool
reaches(struct figures *f, const char *dir, struct cases *c, struct err *e)
{
	struct forms_settings *s;
	struct forms_form *form;
	struct forms_diags d;
	struct err none = { 0 };
	size_t i;

	forms_diags_init(&d, &f->a);
	if (!forms_settings_load(&f->a, dir, &s, &d, &none) ||
	    s->n_populations == 0)
		return true;
	if (!results_form(&f->a, dir, c, &form, e))
		return false;
	if (form == NULL)
		return true;
	f->reach = arena_array(&f->a, struct figures_reach, s->n_populations);
	for (i = 0; i < s->n_populations; i++)
		if (!reach(f, c, form, &s->populations[i], e))
			return false;
	return true;
}

/* ---- all of it --------------------------------------------------------- */

static void
spread_days(struct figures *f)
{
	int64_t first = date_days(f->first);
	struct date d;
	size_t i;

	for (i = 0; i < f->in.n_days; i++)
		if (date_parse(str_of(f->in.days[i].name), &d) &&
		    date_days(d) - first < FIGURES_DAYS)
			f->days[date_days(d) - first] += f->in.days[i].n;
}

static bool
count(struct figures *f, const char *dir, struct err *e)
{
	const char *path = path_join(&f->a, dir, "cases.db");
	struct cases *c = NULL;
	char head[AUDIT_HEAD], since[11];
	struct err ignored = { 0 };
	bool ok;

	f->first = uk_date((date_days(uk_date(f->at)) - (FIGURES_DAYS - 1)) *
	    DAY + DAY / 2);
	f->whole = true;
	if (!file_exists(path))
		return true;
	date_text(f->first, since);
	ok = cases_open(&c, path, DB_READ, e) &&
	    cases_arrivals(&f->a, c, since, &f->in, e) &&
	    reaches(f, dir, c, e);
	if (ok) {
		f->whole = cases_audit_verify(c, NULL, head, &ignored) ||
		    ignored.code == ERR_BUSY;
		spread_days(f);
	}
	cases_close(c);
	return ok;
}

struct figures *
figures_count(const char *dir)
{
	struct figures *f = calloc(1, sizeof(*f));
	struct err e = { 0 };

	if (f == NULL)
		abort();
	f->at = now_seconds();
	if (!count(f, dir, &e))
		f->why = arena_str(&f->a, e.msg);
	return f;
}

void
figures_free(struct figures *f)
{
	if (f == NULL)
		return;
	arena_free(&f->a);
	free(f);
}
