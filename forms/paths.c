/* SPDX-License-Identifier: MIT
 *
 * paths.c -- the analysis of a form, one group of conditions at a time.
 *
 * Conditions belong to one group when they ask about the same questions, or
 * about questions that hang on one another.  Where a group is too large to
 * walk as a whole, each condition is tried by itself, with only the questions
 * that it hangs on.
 */
#include "forms/paths.h"

enum {
	WORK_ALL = 60000000,	/* about a second */
	WORK_GROUP = 8000000,
	WORK_ONE = 1000000
};

/* The condition under which a page is shown (see forms_page_shown). */
const struct forms_expr *
paths_page(struct arena *a, const struct forms_page *p)
{
	const struct forms_expr *any = NULL;
	size_t i, fields = 0;

	for (i = 0; i < p->n_items; i++) {
		const struct forms_field *f = p->items[i].field;
		struct forms_expr *or;

		if (p->items[i].kind != FORMS_ITEM_FIELD)
			continue;
		if (f->show == NULL || f->show == p->show)
			return f->show;
		if (fields++ == 0 || any == f->show) {
			any = f->show;
			continue;
		}
		or = arena_new(a, struct forms_expr);
		*or = (struct forms_expr){ .op = EXPR_OR, .left = any,
		    .right = f->show };
		any = or;
	}
	return fields ? any : p->show;
}

struct target *
paths_target(struct analysis *w, const struct forms_expr *context,
    const struct forms_expr *x, bool not)
{
	struct target *t;
	uint32_t *known = NULL;

	if (context == NULL && x != NULL && !not) {
		known = map_at(&w->asked, (uintptr_t)x);
		if (*known != UINT32_MAX)
			return w->targets[*known];
		*known = (uint32_t)w->n_targets;
	}
	t = arena_new(&w->tmp, struct target);
	*t = (struct target){ .context = context, .x = x, .not = not };
	*arena_push(&w->tmp, w->targets, w->n_targets, w->cap_targets) = t;
	return t;
}

/* ---- groups ------------------------------------------------------------- */

struct groups {
	size_t		*up;		/* by index of the field */
	bool		*mentioned;
	size_t		*looked, round;	/* at a field, in this round */
	struct map	 seen;
};

static size_t
root(struct groups *g, size_t i)
{
	while (g->up[i] != i)
		i = g->up[i] = g->up[g->up[i]];
	return i;
}

/* Joins all questions of a condition; *with is one of them, or SIZE_MAX.  A
 * part that was met before has been joined before. */
static void
join(struct groups *g, const struct forms_expr *x, size_t *with)
{
	for (; x != NULL; x = x->left) {
		uint32_t *seen = map_at(&g->seen, (uintptr_t)x);
		size_t one = SIZE_MAX;

		if (*seen != UINT32_MAX) {
			one = *seen;
		} else if (x->field != NULL) {
			one = x->field->index;
			g->mentioned[one] = true;
			*seen = (uint32_t)one;
		} else if (x->right != NULL || x->left != NULL) {
			size_t inner = SIZE_MAX;

			join(g, x->right, &inner);
			join(g, x->left, &inner);
			if (inner != SIZE_MAX)
				*map_at(&g->seen, (uintptr_t)x) =
				    (uint32_t)inner;
			one = inner;
		}
		if (one == SIZE_MAX)
			return;
		if (*with == SIZE_MAX)
			*with = one;
		else
			g->up[root(g, one)] = root(g, *with);
		return;
	}
}

/* Does it ask about a question that is in a group, or that hangs on one?  Each
 * question is looked at once in a round. */
static bool
asks_known(struct groups *g, const struct forms_expr *x)
{
	for (; x != NULL; x = x->left) {
		const struct forms_field *f = x->field;

		if (f != NULL && g->mentioned[f->index])
			return true;
		if (f != NULL && g->looked[f->index] != g->round) {
			g->looked[f->index] = g->round;
			if (asks_known(g, f->show) ||
			    asks_known(g, f->required_if))
				return true;
		}
		if (asks_known(g, x->right))
			return true;
	}
	return false;
}

static size_t
join_target(struct groups *g, const struct target *t)
{
	size_t with = SIZE_MAX;

	join(g, t->context, &with);
	join(g, t->x, &with);
	if (t->unasked != NULL)
		join(g, t->unasked->show, &with);
	return with;
}

/* ---- running ------------------------------------------------------------ */

static bool
elsewhere(const struct analysis *w)
{
	return !w->online && (w->form->n_accept > 1 || !forms_accepts(w->form,
	    "online"));
}

static struct graph
graph_for(struct analysis *w, struct arena *a)
{
	struct graph g = { .a = a, .form = w->form, .blank = &w->blank,
	    .of = w->of, .secs = w->secs };

	g.elsewhere = elsewhere(w);
	graph_init(&g);
	return g;
}

static void
graph_close_all(struct analysis *w, struct graph *g)
{
	size_t i;

	for (i = 0; i < g->n_vars; i++)
		w->of[g->vars[i]->f->index] = NULL;
	w->work -= g->work < w->work ? g->work : w->work;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* An answer that is left out breaks no rule, and may be left out where it is
 * not required: if this path keeps the rules so, somebody can take it. */
static bool
keeps_rules(struct analysis *w, const struct target *t, bool truth,
    const struct job *group)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < t->n_path[truth]; i++)
		w->blank.v[t->path[truth][i].field->index] =
		    t->path[truth][i].answer;
	for (i = 0; i < group->n_rules; i++)
		ok &= !forms_shown(&w->blank, group->rules[i]->fails) &&
		    !rules_required(&w->blank, group->rules[i]->never);
	for (i = 0; i < t->n_path[truth]; i++)
		w->blank.v[t->path[truth][i].field->index] =
		    (struct forms_answer){ 0 };
	return ok;
}

static void
run_alone(struct analysis *w, struct target *t, const struct job *group,
    bool ruled)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct graph g = graph_for(w, &a);
	struct job job = { .targets = &t, .n_targets = 1,
	    .rules = group->rules, .n_rules = ruled ? group->n_rules : 0,
	    .whole = group->n_rules > 0 };

	t->decided = reach_run(&g, &job, w->a, least(WORK_ONE, w->work));
	t->why_not = g.why_not;
	t->because = g.because;
	t->n_group = g.n_vars;
	graph_close_all(w, &g);
}

/* One condition by itself, when its group was too much: with the rules, and if
 * that is too much still, without them.  Then a path that was found may break
 * one. */
static void
run_one(struct analysis *w, struct target *t, const struct job *group)
{
	bool sure[2], ruled = group->n_rules > 0 && !elsewhere(w);
	int k;

	if (ruled)
		run_alone(w, t, group, true);
	if (ruled && t->decided)
		return;
	sure[0] = t->seen[0];
	sure[1] = t->seen[1];
	run_alone(w, t, group, false);
	for (k = 0; k < 2 && ruled; k++)
		if (t->seen[k] && !sure[k] && !keeps_rules(w, t, k, group))
			t->seen[k] = t->decided = false;
}

static void
add_sums(struct sums *to, const struct sums *s)
{
	size_t i;

	for (i = 0; i < (PARTS + 1) * N_AMOUNTS; i++) {
		(&to->low[0][0])[i] += (&s->low[0][0])[i];
		(&to->high[0][0])[i] += (&s->high[0][0])[i];
		(&to->mean[0][0])[i] += (&s->mean[0][0])[i];
	}
}

static void
run_group(struct analysis *w, struct job *job)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct graph g = graph_for(w, &a);
	bool ok = reach_run(&g, job, w->a, least(WORK_GROUP, w->work));
	size_t i;

	if (!ok) {
		w->exact = false;
		lengths_sample(w, &g, job);
	}
	add_sums(&w->sums, &job->sums);
	graph_close_all(w, &g);
	for (i = 0; i < job->n_targets; i++) {
		struct target *t = job->targets[i];

		t->decided = ok || (t->seen[0] && t->seen[1]);
		if (!t->decided)
			run_one(w, t, job);
	}
}

/* Conditions that ask nothing are known; the rest goes to its group. */
static void
sort_targets(struct analysis *w, struct groups *g, struct job *jobs)
{
	size_t i, at;

	for (i = 0; i < w->n_targets; i++) {
		struct target *t = w->targets[i];
		struct job *job;
		bool x;

		at = join_target(g, t);
		if (at == SIZE_MAX) {
			x = forms_shown(&w->blank, t->context) &&
			    forms_shown(&w->blank, t->x) != t->not;
			t->seen[x] = t->decided = true;
			continue;
		}
		job = &jobs[root(g, at)];
		*arena_push(&w->tmp, job->targets, job->n_targets,
		    job->cap_targets) = t;
	}
}

/* Rules matter to a group when they ask about its questions. */
static void
join_rules(struct analysis *w, struct groups *g)
{
	bool more;
	size_t i, with;

	do {
		more = false;
		for (i = 0; i < w->n_rules && !w->free; i++) {
			with = SIZE_MAX;
			g->round++;
			if (w->rules[i].joined || w->rules[i].rule->query ||
			    !asks_known(g, w->rules[i].fails))
				continue;
			join(g, w->rules[i].fails, &with);
			w->rules[i].joined = more = true;
		}
	} while (more);
}

static void
sort_rules(struct analysis *w, struct groups *g, struct job *jobs)
{
	struct job *job;
	size_t i, at;

	for (i = 0; i < w->n_rules; i++) {
		if (!w->rules[i].joined)
			continue;
		at = SIZE_MAX;
		join(g, w->rules[i].fails, &at);
		job = &jobs[root(g, at)];
		*arena_push(&w->tmp, job->rules, job->n_rules,
		    job->cap_rules) = &w->rules[i];
	}
}

static void
sort_events(struct analysis *w, struct groups *g, struct job *jobs)
{
	size_t i;

	for (i = 0; i < w->n_events; i++) {
		struct event *e = w->events[i];
		size_t at = SIZE_MAX;
		struct job *job;

		/* it is counted where it is answered */
		if (e->field != NULL && g->mentioned[e->field->index])
			continue;
		join(g, e->when, &at);
		if (at == SIZE_MAX) {
			if (forms_shown(&w->blank, e->when))
				sums_event(&w->sums, e, 1);
			continue;
		}
		job = &jobs[root(g, at)];
		*arena_push(&w->tmp, job->events, job->n_events,
		    job->cap_events) = e;
	}
}

void
paths_run(struct analysis *w)
{
	size_t n = w->form->n_fields, i, at;
	struct groups g = { .up = arena_array(&w->tmp, size_t, n),
	    .mentioned = arena_array(&w->tmp, bool, n),
	    .looked = arena_array(&w->tmp, size_t, n),
	    .seen = { .a = &w->tmp } };
	struct job *jobs = arena_array(&w->tmp, struct job, n);

	for (i = 0; i < n; i++)
		g.up[i] = i;
	for (i = 0; i < w->n_targets; i++)
		join_target(&g, w->targets[i]);
	for (i = 0; i < w->n_events; i++) {
		at = SIZE_MAX;
		join(&g, w->events[i]->when, &at);
	}
	join_rules(w, &g);
	for (i = 0; i < n; i++) {
		if (!g.mentioned[i])
			continue;
		at = i;
		join(&g, w->form->fields[i].show, &at);
		join(&g, w->form->fields[i].required_if, &at);
	}
	sort_targets(w, &g, jobs);
	sort_events(w, &g, jobs);
	sort_rules(w, &g, jobs);
	for (i = 0; i < n; i++)
		if (g.mentioned[i] && root(&g, i) == i)
			run_group(w, &jobs[i]);
}

void
paths_open(struct analysis *w)
{
	w->exact = true;
	w->work = WORK_ALL;
	w->asked.a = &w->tmp;
	forms_answers_init(&w->blank, &w->tmp, w->form);
	w->of = arena_array(&w->tmp, struct pvar *, w->form->n_fields);
	w->secs = arena_array(&w->tmp, double, w->form->n_fields);
	if (!w->free)
		rules_gather(w);
}

void
forms_paths(struct arena *a, const struct forms_form *form,
    struct forms_diags *d, struct forms_paths *out)
{
	struct analysis w = { .a = a, .form = form, .out = out };

	*out = (struct forms_paths){ 0 };
	paths_open(&w);
	verdicts_ask(&w);
	lengths_events(&w);
	paths_run(&w);
	verdicts_tell(&w);
	lengths_tell(&w);
	if (d != NULL)
		pathdiag_tell(&w, d);
	if (d != NULL)
		rules_tell(&w, d);
	paper_prove(&w, d);
	arena_free(&w.tmp);
}
