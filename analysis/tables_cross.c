/* SPDX-License-Identifier: MIT
 *
 * tables_cross.c -- a question by groups, or of those who meet a condition,
 * with what is small hidden.
 *
 * The responses are written out for cross.c as answers to two questions alone:
 * the one that is counted, and the group.  Where a condition leaves people
 * out, they are a group as well, and those whom it takes in are "the rest".  A
 * question with several answers is counted as one question for each answer,
 * chosen or not: its answers do not add up to anything else.
 */
#include "analysis/tables_private.h"

static const struct forms_option yes_no[] = {
	{ .number = 1, .name = "yes", .missing = FORMS_ANSWERED },
	{ .number = 0, .name = "no", .missing = FORMS_ANSWERED }
};
/* Names that no author can give. */
static const struct forms_option outside = { .name = " outside",
	.missing = FORMS_ANSWERED };
static const struct forms_option inside = { .name = " inside",
	.missing = FORMS_ANSWERED };

struct pair {
	struct forms_question q[2];
	struct forms_field f[2];
	struct forms_form form;
	struct forms_option *groups;
	size_t		 n_groups;
	bool		*skip;		/* groups whose size is hidden */
	const struct forms_option *apart;
	struct cases_response *r;
};

/* ---- two questions ------------------------------------------------------- */

/* The answers of `by`, and where people are left out those; or in and out. */
static void
pair_groups(struct maker *m, struct pair *p)
{
	const struct forms_option *o = NULL;
	size_t n = 0, i;

	if (m->by != NULL)
		o = tally_options(m->by->q, &n);
	p->groups = arena_array(m->a, struct forms_option, n + 2);
	p->skip = arena_array(m->a, bool, n + 2);
	for (i = 0; i < n; i++) {
		p->groups[p->n_groups++] = o[i];
		p->skip[i] = m->f->profiles[m->by->index].is &&
		    m->f->profiles[m->by->index].hidden[i];
	}
	if (m->by == NULL)
		p->groups[p->n_groups++] = inside;
	if (m->where != NULL) {
		p->groups[p->n_groups++] = outside;
		if (m->by != NULL)
			p->apart = &outside;
	}
}

static void
pair_make(struct maker *m, const struct forms_field *f, struct pair *p)
{
	*p = (struct pair){ .form.fields = p->f, .form.n_fields = 2 };
	pair_groups(m, p);
	p->q[0] = *f->q;
	p->q[0].publish = FORMS_ALWAYS;
	if (f->q->type == FORMS_MANY) {
		p->q[0].type = FORMS_ONE;
		p->q[0].options = (struct forms_option *)(uintptr_t)yes_no;
		p->q[0].n_options = LEN(yes_no);
		p->q[0].nets = NULL;
		p->q[0].n_nets = 0;
	}
	p->q[1] = (struct forms_question){ .type = FORMS_ONE,
	    .options = p->groups, .n_options = p->n_groups,
	    .publish = FORMS_ALWAYS };
	p->f[0] = (struct forms_field){ .index = 0, .q = &p->q[0] };
	p->f[1] = (struct forms_field){ .index = 1, .q = &p->q[1] };
	p->r = arena_array(m->a, struct cases_response, m->n + 1);
}

/* ---- the answers to them ------------------------------------------------- */

static struct forms_answer
chose(struct arena *a, const struct forms_option *o)
{
	struct forms_answer v = { .state = FORMS_ANSWERED, .n = 1,
	    .chosen = arena_new(a, const struct forms_option *) };

	v.chosen[0] = o;
	return v;
}

static struct forms_answer
group_of(struct maker *m, size_t i, struct arena *a)
{
	const struct forms_answer *v;

	if (!m->in[i])
		return chose(a, &outside);
	if (m->by == NULL)
		return chose(a, &inside);
	v = tally_answer(&m->r[i], m->by);
	return v != NULL ? *v : (struct forms_answer){ .state = FORMS_BLANK };
}

/* option: of a question with several answers; else NULL. */
static void
pair_answers(struct maker *m, struct pair *p, const struct forms_field *f,
    const struct forms_option *option, struct arena *a)
{
	size_t i, k;

	for (i = 0; i < m->n; i++) {
		const struct forms_answer *v = tally_answer(&m->r[i], f);
		struct forms_answers *as = &p->r[i].answers;

		*as = (struct forms_answers){ .a = a, .form = &p->form,
		    .v = arena_array(a, struct forms_answer, 2) };
		as->v[0] = (struct forms_answer){ .state = FORMS_BLANK };
		as->v[1] = group_of(m, i, a);
		if (v == NULL)
			continue;
		as->v[0] = *v;
		if (option == NULL)
			continue;
		for (k = 0; k < v->n; k++)
			if (strcmp(v->chosen[k]->name, option->name) == 0)
				break;
		as->v[0] = chose(a, &yes_no[k < v->n ? 0 : 1]);
	}
}

/* ---- the table ----------------------------------------------------------- */

/* Which row of the cross-table is the group; NULL: there is none. */
static const struct cross_row *
row_of(const struct maker *m, const struct cross *x,
    const struct analysis_group *g)
{
	enum cross_kind all = m->where == NULL ? CROSS_ALL : CROSS_REST;
	size_t i;

	for (i = 0; i < x->n; i++) {
		const struct cross_row *w = &x->v[i];

		if (g->option == NULL && m->by == NULL ?
		    w->group != NULL && strcmp(w->group->name,
		    inside.name) == 0 :
		    g->option == NULL ? w->kind == all : w->group != NULL &&
		    strcmp(w->group->name, g->option->name) == 0)
			return w;
	}
	return NULL;
}

static void
table_groups(struct maker *m, struct analysis_table *t)
{
	size_t n = 0, i;
	const struct forms_option *o = NULL;

	if (m->by != NULL)
		o = tally_options(m->by->q, &n);
	t->groups = arena_array(m->a, struct analysis_group, n + 1);
	t->groups[t->n_groups++] = (struct analysis_group){ .name = "all",
	    .words = "All", .shown = true };
	for (i = 0; i < n; i++)
		if (o[i].missing == FORMS_ANSWERED)
			t->groups[t->n_groups++] = (struct analysis_group){
			    .option = &o[i], .name = o[i].name,
			    .words = o[i].words, .shown = true };
}

/* Takes over what a cross-table shows: all lines, or (its first column) one. */
static void
take(const struct maker *m, struct analysis_table *t, const struct cross *x,
    struct analysis_line *one)
{
	size_t g, i, at;

	for (g = 0; g < t->n_groups; g++) {
		const struct cross_row *w = row_of(m, x, &t->groups[g]);

		if (w == NULL || !w->shown) {
			t->groups[g].shown = false;
			continue;
		}
		t->groups[g].base = w->t.base;
		for (i = 0; i < (one != NULL ? 1 : t->n_lines); i++) {
			struct analysis_line *l = one ? one : &t->lines[i];

			at = one ? 0 : tally_index(&w->t, l->option);
			l->v[g] = tables_count(w->n[at], w->t.base,
			    w->hidden[at]);
		}
	}
}

/* A group that is not shown in one line is shown in none; where everybody is
 * not, nothing is. */
static void
settle(struct maker *m, struct analysis_table *t)
{
	size_t g, i;

	for (g = 0; g < t->n_groups; g++) {
		if (!t->groups[g].shown)
			t->groups[g].base = 0;
		for (i = 0; i < t->n_lines; i++) {
			if (!t->groups[g].shown)
				t->lines[i].v[g] = tables_count(0, 0, true);
			t->any_hidden |= t->groups[g].shown &&
			    t->lines[i].v[g].hidden;
		}
		t->any_absent |= !t->groups[g].shown;
	}
	if (t->groups[0].shown || m->by != NULL)
		return;
	t->why = arena_printf(m->a, "fewer than %d of those who meet the "
	    "condition answered, or too much would be hidden", ROW_BASE);
	t->n_groups = t->n_lines = 0;
	t->any_hidden = t->any_absent = false;
}

void
tables_cross(struct maker *m, struct analysis_table *t)
{
	struct pair p;
	struct cross x;
	size_t i;

	pair_make(m, t->rows, &p);
	table_groups(m, t);
	tables_lines(m, t, t->n_groups);
	for (i = 0; i < (t->several ? t->n_lines : 1); i++) {
		struct arena a CLEAN(arena_free) = { 0 };

		pair_answers(m, &p, t->rows, t->several ?
		    t->lines[i].option : NULL, &a);
		if (m->by == NULL)
			cross_make_known(&a, &p.f[0], &p.f[1], p.r, m->n, &x);
		else
			cross_make(&a, &p.f[0], NULL, 0, &p.f[1], p.apart,
			    p.skip, p.r, m->n, &x);
		take(m, t, &x, t->several ? &t->lines[i] : NULL);
	}
	settle(m, t);
}
