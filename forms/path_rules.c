/* SPDX-License-Identifier: MIT
 *
 * path_rules.c -- rules of pages on the paths of a form.
 *
 * A rule fails when it is false whatever the missing answers might be
 * (rules.c).  That is an ordinary condition, made here; online, nobody goes on
 * while it holds, so a path on which it does is no path.
 */
#include "forms/build.h"
#include "forms/paths.h"

static struct forms_expr *
node(struct arena *a, enum forms_expr_op op, const struct forms_expr *l,
    const struct forms_expr *r, struct forms_span at)
{
	struct forms_expr *x = arena_new(a, struct forms_expr);

	*x = (struct forms_expr){ .op = op, .left = l, .right = r, .at = at };
	return x;
}

static const struct forms_expr *
answered(struct arena *a, const struct forms_expr *x)
{
	struct forms_expr *is = node(a, EXPR_IS, NULL, NULL, x->at);

	is->field = x->field;
	is->state = FORMS_ANSWERED;
	return is;
}

/* The other side of the same comparison: false too where one is missing. */
static enum forms_expr_op
other(enum forms_expr_op op)
{
	switch (op) {
	case EXPR_EQ:
		return EXPR_NE;
	case EXPR_NE:
		return EXPR_EQ;
	case EXPR_LT:
		return EXPR_GE;
	case EXPR_LE:
		return EXPR_GT;
	case EXPR_GT:
		return EXPR_LE;
	default:
		return EXPR_LT;
	}
}

/* The condition that x is `want`, whatever the missing answers might be. */
static const struct forms_expr *
surely(struct arena *a, const struct forms_expr *x, bool want)
{
	enum forms_expr_op op = x->op;
	const struct forms_expr *all = NULL, *one;
	struct forms_expr *out;

	if (op == EXPR_AND || op == EXPR_OR) {
		enum forms_expr_op now = (op == EXPR_AND) == want ? EXPR_AND :
		    EXPR_OR;

		for (; x->op == op; x = x->left) {
			one = surely(a, x->right, want);
			all = all ? node(a, now, all, one, x->at) : one;
		}
		return node(a, now, all, surely(a, x, want), x->at);
	}
	if (op == EXPR_NOT)
		return surely(a, x->left, !want);
	if (want)
		return x;
	if (op >= EXPR_EQ && op <= EXPR_GE) {
		out = node(a, other(op), x->left, x->right, x->at);
		return out;
	}
	out = node(a, EXPR_NOT, x, NULL, x->at);
	return op == EXPR_IN || op == EXPR_NOT_IN || op == EXPR_INCLUDES ?
	    node(a, EXPR_AND, answered(a, x), out, x->at) : out;
}

bool
rules_required(const struct forms_answers *as, const struct forms_expr *x)
{
	for (; x != NULL; x = x->left)
		if ((x->field != NULL && as->v[x->field->index].state ==
		    FORMS_NOT_ASKED && (x->field->required ||
		    x->field->required_if != NULL)) ||
		    rules_required(as, x->right))
			return true;
	return false;
}

void
rules_gather(struct analysis *w)
{
	size_t i, j;

	for (i = 0; i < w->form->n_pages; i++) {
		const struct forms_page *p = &w->form->pages[i];

		for (j = 0; j < p->n_rules; j++) {
			struct path_rule *r = arena_push(&w->tmp, w->rules,
			    w->n_rules, w->cap_rules);

			*r = (struct path_rule){ .rule = &p->rules[j],
			    .shown = paths_page(&w->tmp, p) };
			r->fails = surely(&w->tmp, p->rules[j].expr, false);
			r->never = r->fails;
			if (r->shown != NULL)
				r->fails = node(&w->tmp, EXPR_AND, r->shown,
				    r->fails, r->fails->at);
		}
	}
}

/* ---- what authors are told ---------------------------------------------------- */

/* W725, W726: rules that nobody can keep, or break.  By themselves: with every
 * rule in force, none would ever be broken. */
void
rules_tell(struct analysis *w, struct forms_diags *d)
{
	struct analysis own = { .a = w->a, .form = w->form, .free = true,
	    .online = true };
	struct ctx c = { d->a, d };
	struct target **breaks, **keeps;
	size_t i;

	if (w->n_rules == 0)
		return;
	paths_open(&own);
	breaks = arena_array(&own.tmp, struct target *, w->n_rules);
	keeps = arena_array(&own.tmp, struct target *, w->n_rules);
	for (i = 0; i < w->n_rules; i++) {
		breaks[i] = paths_target(&own, w->rules[i].shown,
		    w->rules[i].never, false);
		keeps[i] = paths_target(&own, w->rules[i].shown,
		    w->rules[i].never, true);
	}
	paths_run(&own);
	for (i = 0; i < w->n_rules; i++) {
		struct forms_span at = w->rules[i].rule->expr->at;

		if (pathdiag_said(d, at))
			continue;
		if (breaks[i]->seen[1] && keeps[i]->decided &&
		    !keeps[i]->seen[1])
			doubt(&c, "W725", at, "change it, or nobody can go on "
			    "from this page", "nobody can keep this rule, "
			    "whatever they answer");
		if (breaks[i]->decided && !breaks[i]->seen[1])
			doubt(&c, "W726", at, "take it away, or change it",
			    "nobody can break this rule, whatever they answer");
	}
	arena_free(&own.tmp);
}
