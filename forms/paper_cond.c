/* SPDX-License-Identifier: MIT
 *
 * paper_cond.c -- a condition as whoever fills in the paper can see it.
 */
#include "forms/paper.h"

static const struct forms_expr *
truth(struct arena *a, bool v, struct forms_span at)
{
	struct forms_expr *x = arena_new(a, struct forms_expr);

	*x = (struct forms_expr){ .op = EXPR_CONST, .truth = v, .at = at };
	return x;
}

static bool
is_truth(const struct forms_expr *x, bool v)
{
	return x->op == EXPR_CONST && x->truth == v;
}

const struct forms_expr *
paper_join(struct arena *a, enum forms_expr_op op, const struct forms_expr *l,
    const struct forms_expr *r)
{
	struct forms_expr *x;
	bool stop = op == EXPR_OR;

	if (l == NULL || r == NULL)
		return l ? l : r;
	if (is_truth(l, stop) || is_truth(r, !stop))
		return l;
	if (is_truth(r, stop) || is_truth(l, !stop))
		return r;
	x = arena_new(a, struct forms_expr);
	*x = (struct forms_expr){ .op = op, .left = l, .right = r,
	    .at = r->at };
	return x;
}

const struct forms_expr *
paper_not(struct arena *a, const struct forms_expr *l)
{
	struct forms_expr *x;

	if (l->op == EXPR_CONST)
		return truth(a, !l->truth, l->at);
	if (l->op == EXPR_NOT)
		return l->left;
	x = arena_new(a, struct forms_expr);
	*x = (struct forms_expr){ .op = EXPR_NOT, .left = l, .at = l->at };
	return x;
}

/* ---- editions, and states ------------------------------------------------ */

static const struct forms_expr *
state(struct paper *p, const struct forms_expr *x, bool seen)
{
	struct forms_expr *other;

	if (!seen)
		return x;
	if (x->state == FORMS_ILLEGIBLE || x->state == FORMS_SEVERAL)
		return truth(p->a, false, x->at);
	if (x->state != FORMS_BLANK && x->state != FORMS_NOT_ASKED)
		return x;
	other = arena_new(p->a, struct forms_expr);
	*other = *x;
	other->state = x->state == FORMS_BLANK ? FORMS_NOT_ASKED : FORMS_BLANK;
	return paper_join(p->a, EXPR_OR, x, other);
}

static const struct forms_expr *
about_edition(struct paper *p, const struct forms_expr *x)
{
	p->blank.v[x->field->index] = (struct forms_answer){
	    .state = FORMS_ANSWERED, .chosen = &p->edition, .n = 1 };
	return truth(p->a, forms_shown(&p->blank, x), x->at);
}

static const struct forms_expr *fix(struct paper *, const struct forms_expr *,
    bool seen);

static const struct forms_expr *
fix_parts(struct paper *p, const struct forms_expr *x, bool seen)
{
	const struct forms_expr *l, *r;
	struct forms_expr *out;

	if (x->field != NULL)
		return x->field == p->form->edition && p->edition != NULL &&
		    x->op <= EXPR_IS ? about_edition(p, x) :
		    x->op == EXPR_IS ? state(p, x, seen) : x;
	l = x->left ? fix(p, x->left, seen) : NULL;
	r = x->right ? fix(p, x->right, seen) : NULL;
	if (l == x->left && r == x->right)
		return x;
	if (x->op == EXPR_AND || x->op == EXPR_OR)
		return paper_join(p->a, x->op, l, r);
	if (x->op == EXPR_NOT)
		return paper_not(p->a, l);
	out = arena_new(p->a, struct forms_expr);
	*out = *x;
	out->left = l;
	out->right = r;
	return out;
}

/* Conditions are shared by many questions. */
static const struct forms_expr *
fix(struct paper *p, const struct forms_expr *x, bool seen)
{
	uint32_t *known = map_at(&p->fixed, (uintptr_t)x << 1 | seen);
	const struct forms_expr *out;

	if (*known != UINT32_MAX)
		return p->fixes[*known];
	out = fix_parts(p, x, seen);
	*map_at(&p->fixed, (uintptr_t)x << 1 | seen) = (uint32_t)p->n_fixes;
	*arena_push(p->a, p->fixes, p->n_fixes, p->cap_fixes) = out;
	return out;
}

const struct forms_expr *
paper_edition(struct paper *p, const struct forms_expr *x)
{
	return x ? fix(p, x, false) : NULL;
}

const struct forms_expr *
paper_seen(struct paper *p, const struct forms_expr *x)
{
	return x ? fix(p, x, true) : NULL;
}

/* ---- looking at conditions ------------------------------------------------ */

bool
paper_never(const struct forms_expr *x)
{
	return x != NULL && is_truth(x, false);
}

static void
split(struct paper *p, const struct forms_expr *x, struct conds *c)
{
	for (; x->op == EXPR_AND; x = x->left)
		split(p, x->right, c);
	if (!is_truth(x, true))
		*arena_push(p->a, c->v, c->n, c->cap) = x;
}

void
paper_split(struct paper *p, const struct forms_expr *x, struct conds *c)
{
	const struct forms_expr *swap;
	size_t i;

	*c = (struct conds){ 0 };
	if (x == NULL)
		return;
	split(p, x, c);		/* the last one first */
	for (i = 0; i < c->n / 2; i++) {
		swap = c->v[i];
		c->v[i] = c->v[c->n - 1 - i];
		c->v[c->n - 1 - i] = swap;
	}
}

bool
paper_same(const struct forms_expr *x, const struct forms_expr *y)
{
	size_t i;

	for (; x != y; x = x->left, y = y->left) {
		if (x == NULL || y == NULL || x->op != y->op || x->field !=
		    y->field || x->n != y->n || x->state != y->state ||
		    x->truth != y->truth || x->number < y->number ||
		    x->number > y->number)
			return false;
		for (i = 0; i < x->n; i++)
			if (x->options[i] != y->options[i])
				return false;
		if (!paper_same(x->right, y->right))
			return false;
	}
	return true;
}

/* False: it asks about several. */
static bool
sole(const struct forms_expr *x, const struct forms_field **f)
{
	for (; x != NULL; x = x->left) {
		if (x->field != NULL && *f != NULL && *f != x->field)
			return false;
		if (x->field != NULL)
			*f = x->field;
		if (!sole(x->right, f))
			return false;
	}
	return true;
}

const struct forms_field *
paper_sole(const struct forms_expr *x)
{
	const struct forms_field *f = NULL;

	return sole(x, &f) ? f : NULL;
}

bool
paper_holds(struct paper *p, const struct forms_expr *x,
    const struct forms_field *f, enum forms_state s,
    const struct forms_option *o)
{
	bool out;

	p->blank.v[f->index] = (struct forms_answer){ .state = s,
	    .chosen = &o, .n = o != NULL };
	out = forms_shown(&p->blank, x);
	p->blank.v[f->index] = (struct forms_answer){ 0 };
	return out;
}

const struct forms_field *
paper_empty(const struct forms_expr *x)
{
	const struct forms_expr *l = x->left, *r = x->right;

	if (x->op != EXPR_OR || l->op != EXPR_IS || r->op != EXPR_IS ||
	    l->field != r->field || l->state > FORMS_BLANK ||
	    r->state > FORMS_BLANK)
		return NULL;
	return l->field;
}
