/* SPDX-License-Identifier: MIT
 *
 * verdicts.c -- which questions to put to the paths of a form, and what their
 * answers mean for its fields, pages and conditions.
 */
#include "forms/build.h"
#include "forms/paths.h"

/* One condition in one place. */
struct use {
	const struct forms_expr	*x, *context;
	const struct forms_field *unasked;
	struct target	*alone, *yes, *no, *without;
	bool		 required;
	size_t		 written;	/* its index there */
};
struct verdicts {
	struct target	**fields, **pages;	/* NULL: always */
	struct use	*uses;
	size_t		 n_uses, cap_uses;
	struct map	 seen;		/* conditions, by where they stand */
	struct written	*written;
	size_t		 n_written, cap_written;
};

/* ---- asking ------------------------------------------------------------- */

static const struct forms_field *
required_in(struct verdicts *v, const struct forms_expr *x)
{
	const struct forms_field *f;

	for (; x != NULL; x = x->left) {
		if (x->op == EXPR_IS)
			return NULL;
		if (x->field != NULL && x->field->required &&
		    x->field->show != NULL)
			return x->field;
		f = required_in(v, x->right);
		if (f != NULL)
			return f;
	}
	return NULL;
}

/* The author knows that there may be no answer. */
static bool
says_is(const struct forms_expr *x, const struct forms_field *f)
{
	for (; x != NULL; x = x->left)
		if ((x->op == EXPR_IS && x->field == f) ||
		    says_is(x->right, f))
			return true;
	return false;
}

static void
add_use(struct analysis *w, const struct forms_expr *x,
    const struct forms_expr *context, bool required)
{
	struct verdicts *v = w->verdicts;
	uint32_t *seen = map_at(&v->seen, (uintptr_t)x);
	struct use *u;

	if (*seen != UINT32_MAX)
		return;
	*seen = 0;
	u = arena_push(&w->tmp, v->uses, v->n_uses, v->cap_uses);
	*u = (struct use){ .x = x, .context = context, .required = required };
	u->alone = paths_target(w, NULL, x, false);
	u->yes = context ? paths_target(w, context, x, false) : u->alone;
	u->no = paths_target(w, context, x, true);
	u->unasked = required_in(v, x);
	if (u->unasked == NULL || says_is(x, u->unasked))
		return;
	u->without = paths_target(w, context, x, false);
	if (u->without == u->yes) {
		u->without = arena_new(&w->tmp, struct target);
		*u->without = *u->yes;
		*arena_push(&w->tmp, w->targets, w->n_targets,
		    w->cap_targets) = u->without;
	}
	u->without->unasked = u->unasked;
}

/* Was this put together from a condition above and one of its own?  Then it
 * stands where its own one does (expr_both); what the author joined starts
 * further left. */
static bool
joined(const struct forms_expr *x)
{
	return x->op == EXPR_AND && x->at.src == x->right->at.src &&
	    x->at.start == x->right->at.start && x->at.end == x->right->at.end;
}

/* Each condition that was joined, down to the one where it stops. */
static void
each_use(struct analysis *w, const struct forms_expr *x,
    const struct forms_expr *stop, const struct forms_expr *above)
{
	for (; x != NULL && x != stop; x = x->left) {
		if (!joined(x)) {
			add_use(w, x, above, false);
			return;
		}
		add_use(w, x->right, expr_both(&w->tmp, above, x->left), false);
	}
}

static void
page(struct analysis *w, const struct forms_page *p)
{
	size_t i;

	if (p->part == FORMS_PART_CONSENT)
		return;		/* nobody wrote its condition */
	each_use(w, p->show, NULL, NULL);
	for (i = 0; i < p->n_items; i++) {
		const struct forms_field *f = p->items[i].field;

		if (p->items[i].kind != FORMS_ITEM_FIELD)
			continue;
		each_use(w, f->show, p->show, NULL);
		if (f->required_if != NULL)
			add_use(w, f->required_if, f->show, true);
	}
	for (i = 0; i < p->n_items; i++)
		if (p->items[i].kind != FORMS_ITEM_FIELD)
			each_use(w, p->items[i].show, NULL, p->show);
}

/* With an example of a path that shows it. */
static struct target *
wanted(struct analysis *w, const struct forms_expr *x)
{
	struct target *t = paths_target(w, NULL, x, false);

	t->keep = true;
	return t;
}

void
verdicts_ask(struct analysis *w)
{
	const struct forms_form *form = w->form;
	struct verdicts *v = w->verdicts = arena_new(&w->tmp, struct verdicts);
	const struct forms_expr *x;
	size_t i;

	v->seen.a = &w->tmp;
	v->fields = arena_array(&w->tmp, struct target *, form->n_fields);
	v->pages = arena_array(&w->tmp, struct target *, form->n_pages);
	for (i = 0; i < form->n_fields; i++)
		if (form->fields[i].show != NULL)
			v->fields[i] = wanted(w, form->fields[i].show);
	for (i = 0; i < form->n_pages; i++) {
		x = paths_page(&w->tmp, &form->pages[i]);
		if (x != NULL)
			v->pages[i] = wanted(w, x);
	}
	for (i = 0; i < form->n_pages; i++)
		page(w, &form->pages[i]);
}

/* ---- telling ------------------------------------------------------------ */

static enum forms_reach
verdict(bool yes, bool no, bool decided)
{
	if (yes && no)
		return FORMS_REACH_SOMETIMES;
	if (!decided)
		return FORMS_REACH_UNDECIDED;
	return yes ? FORMS_REACH_ALWAYS : FORMS_REACH_NEVER;
}

static struct forms_verdict *
tell(struct analysis *w, struct target **ts, size_t n)
{
	struct forms_verdict *v = arena_array(w->a, struct forms_verdict, n);
	size_t i;

	for (i = 0; i < n; i++) {
		if (ts[i] == NULL) {
			v[i].reach = FORMS_REACH_ALWAYS;
			continue;
		}
		v[i].example = ts[i]->path[1];
		v[i].n = ts[i]->n_path[1];
		v[i].reach = verdict(ts[i]->seen[1], ts[i]->seen[0],
		    ts[i]->decided);
		w->out->undecided += v[i].reach == FORMS_REACH_UNDECIDED;
	}
	return v;
}

/* All rows of a repeat share one line of the author's text. */
static struct written *
written_at(struct analysis *w, struct map *at, const struct use *u)
{
	struct verdicts *v = w->verdicts;
	uint64_t key = (uint64_t)u->x->at.start << 24 | u->x->at.end;
	uint32_t *known;
	size_t i;

	/* a text has 2 MiB at most, which is 22 bits */
	for (i = 0; i < w->form->n_sources; i++)
		if (strcmp(w->form->sources[i].name, u->x->at.src->name) == 0)
			key |= (uint64_t)(i + 1) << 48;
	known = map_at(at, key);
	if (*known == UINT32_MAX) {
		*known = (uint32_t)v->n_written;
		*arena_push(&w->tmp, v->written, v->n_written,
		    v->cap_written) = (struct written){ .at = u->x->at,
		    .decided = true, .required = u->required };
	}
	return &v->written[*known];
}

static void
gather(struct written *t, const struct use *u)
{
	t->yes |= u->yes->seen[1];
	t->no |= u->no->seen[1];
	t->alone |= u->alone->seen[1];
	if (u->without != NULL && u->without->seen[1])
		t->unasked = u->unasked;
	if (u->yes->decided && u->no->decided && u->alone->decided)
		return;
	t->decided = false;
	t->open = !u->yes->decided ? u->yes : !u->no->decided ? u->no :
	    u->alone;
}

void
verdicts_tell(struct analysis *w)
{
	const struct forms_form *form = w->form;
	struct verdicts *v = w->verdicts;
	struct map at = { .a = &w->tmp };
	struct forms_condition *c;
	size_t i;

	w->out->fields = tell(w, v->fields, form->n_fields);
	w->out->pages = tell(w, v->pages, form->n_pages);
	for (i = 0; i < v->n_uses; i++)
		gather(written_at(w, &at, &v->uses[i]), &v->uses[i]);
	c = arena_array(w->a, struct forms_condition, v->n_written);
	for (i = 0; i < v->n_written; i++) {
		const struct written *t = &v->written[i];

		c[i] = (struct forms_condition){ .at = t->at,
		    .required = t->required, .holds = verdict(t->yes, t->no,
		    t->decided) };
		w->out->undecided += c[i].holds == FORMS_REACH_UNDECIDED;
	}
	w->out->conditions = c;
	w->out->n_conditions = v->n_written;
}

const struct written *
verdicts_written(const struct analysis *w, size_t *n)
{
	*n = w->verdicts->n_written;
	return w->verdicts->written;
}
