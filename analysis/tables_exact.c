/* SPDX-License-Identifier: MIT
 *
 * tables_exact.c -- exact counts for staff: nothing is hidden, and answers that
 * are not for publication are counted.
 */
#include "analysis/tables_private.h"

/* Which answer of m->by: its option, or NULL for none. */
static const struct forms_option *
group_of(const struct maker *m, size_t i)
{
	const struct forms_answer *v = &m->r[i].answers.v[m->by->index];

	return v->state == FORMS_ANSWERED && v->n == 1 ? v->chosen[0] : NULL;
}

static bool
belongs(const struct maker *m, size_t i, const struct forms_option *group)
{
	const struct forms_option *o;

	if (!m->in[i])
		return false;
	if (group == NULL)
		return true;
	o = group_of(m, i);
	return o != NULL && strcmp(o->name, group->name) == 0;
}

void
tables_tally(struct maker *m, const struct forms_field *f,
    const struct forms_option *group, struct tally *t)
{
	size_t i;

	*t = (struct tally){ .field = f };
	t->options = tally_options(f->q, &t->n_options);
	t->n = arena_array(m->a, int64_t, t->n_options);
	for (i = 0; i < m->n; i++)
		if (belongs(m, i, group))
			tally_add(t, &m->r[i].answers.v[f->index]);
}

static bool
in_net(const struct forms_answer *v, const struct forms_net *net)
{
	size_t i, k;

	for (i = 0; v->state == FORMS_ANSWERED && i < v->n; i++)
		for (k = 0; k < net->n; k++)
			if (strcmp(v->chosen[i]->name, net->of[k]->name) == 0)
				return true;
	return false;
}

int64_t
tables_net(struct maker *m, const struct forms_field *f,
    const struct forms_net *net)
{
	int64_t n = 0;
	size_t i;

	if (!m->exact)
		return tally_net(f, net, m->r, m->n, NULL);
	for (i = 0; i < m->n; i++)
		n += m->in[i] && in_net(&m->r[i].answers.v[f->index], net);
	return n;
}

static void
column(struct analysis_table *t, size_t g, const struct tally *n)
{
	size_t i;

	t->groups[g].shown = true;
	t->groups[g].base = n->base;
	for (i = 0; i < t->n_lines; i++)
		t->lines[i].v[g] = tables_count(n->n[tally_index(n,
		    t->lines[i].option)], n->base, false);
}

/* Those who did not answer `by`: everybody less the groups. */
static void
no_group(struct analysis_table *t, const struct tally *all)
{
	size_t last = t->n_groups - 1, g, i;
	struct tally n = *all;

	for (g = 1; g < last; g++)
		n.base -= t->groups[g].base;
	t->groups[last].shown = true;
	t->groups[last].base = n.base;
	for (i = 0; i < t->n_lines; i++) {
		int64_t left = t->lines[i].v[0].n;

		for (g = 1; g < last; g++)
			left -= t->lines[i].v[g].n;
		t->lines[i].v[last] = tables_count(left, n.base, false);
	}
}

void
tables_cross_exact(struct maker *m, struct analysis_table *t,
    const struct tally *all)
{
	size_t n, i;
	const struct forms_option *o = tally_options(m->by->q, &n);
	struct tally part;

	t->groups = arena_array(m->a, struct analysis_group, n + 2);
	t->groups[t->n_groups++] = (struct analysis_group){ .name = "all",
	    .words = "All" };
	for (i = 0; i < n; i++)
		if (o[i].missing == FORMS_ANSWERED)
			t->groups[t->n_groups++] = (struct analysis_group){
			    .option = &o[i], .name = o[i].name,
			    .words = o[i].words };
	t->groups[t->n_groups++] = (struct analysis_group){ .name = "none",
	    .words = "Did not say" };
	tables_lines(m, t, t->n_groups);
	column(t, 0, all);
	for (i = 1; i + 1 < t->n_groups; i++) {
		tables_tally(m, t->rows, t->groups[i].option, &part);
		column(t, i, &part);
	}
	no_group(t, all);
}
