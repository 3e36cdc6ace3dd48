/* SPDX-License-Identifier: MIT
 *
 * compile.c -- from conditions as they were bound to nodes.
 */
#include "forms/paths.h"

#include <stdlib.h>

/* ---- what is mentioned -------------------------------------------------- */

static bool
compares(const struct forms_expr *x)
{
	return x->op >= EXPR_EQ && x->op <= EXPR_GE;
}

static bool
asks(const struct forms_expr *x)
{
	return x->op == EXPR_IN || x->op == EXPR_NOT_IN ||
	    x->op == EXPR_INCLUDES || x->op == EXPR_WROTE ||
	    x->op == EXPR_IS;
}

/* The one question of a number; false: there are several, or a count of
 * conditions. */
static bool
sole(const struct forms_expr *x, const struct forms_field **f)
{
	for (; x != NULL; x = x->left) {
		if (x->op == EXPR_TRUTH || x->op == EXPR_WHEN)
			return false;
		if (x->field != NULL) {
			if (*f != NULL && *f != x->field)
				return false;
			*f = x->field;
		}
		if (x->right != NULL && !sole(x->right, f))
			return false;
	}
	return true;
}

static void
leaf(struct graph *g, const struct forms_field *f, const struct forms_expr *x,
    bool number)
{
	uint32_t *at = map_at(&g->leaves, (uintptr_t)x);
	struct pvar *v = g->of[f->index];

	if (*at != UINT32_MAX)
		return;
	if (v == NULL) {
		v = g->of[f->index] = arena_new(g->a, struct pvar);
		v->f = f;
		*arena_push(g->a, g->vars, g->n_vars, g->cap_vars) = v;
	}
	*at = (uint32_t)v->n_leaves;
	v->grid |= number && (x->op == EXPR_FIELD || x->op == EXPR_PART);
	*arena_push(g->a, v->leaves, v->n_leaves, v->cap_leaves) =
	    (struct pleaf){ .x = x, .number = number };
}

static void
mention_number(struct graph *g, const struct forms_expr *x)
{
	for (; x != NULL; x = x->left) {
		if (x->op == EXPR_TRUTH) {
			graph_mention(g, x->left);
			return;
		}
		if (x->op == EXPR_WHEN) {
			graph_mention(g, x->left);
			mention_number(g, x->right);
			return;
		}
		if (x->field != NULL)
			leaf(g, x->field, x, true);
		mention_number(g, x->right);
	}
}

void
graph_mention(struct graph *g, const struct forms_expr *x)
{
	const struct forms_field *f = NULL;
	uint32_t *seen;

	for (; x != NULL; x = x->left) {
		seen = map_at(&g->compiled, (uintptr_t)x);
		if (*seen == UINT32_MAX - 1)
			return;
		*seen = UINT32_MAX - 1;
		if (asks(x)) {
			leaf(g, x->field, x, false);
			return;
		}
		if (compares(x)) {
			if (sole(x, &f) && f != NULL) {
				leaf(g, f, x, false);
				return;
			}
			mention_number(g, x->left);
			mention_number(g, x->right);
			return;
		}
		graph_mention(g, x->right);
	}
}

static int
by_index(const void *a, const void *b)
{
	const struct pvar *x = *(struct pvar *const *)a;
	const struct pvar *y = *(struct pvar *const *)b;

	return (x->f->index > y->f->index) - (x->f->index < y->f->index);
}

void
graph_close(struct graph *g)
{
	size_t i;

	for (i = 0; i < g->n_vars; i++) {
		graph_mention(g, g->vars[i]->f->show);
		graph_mention(g, g->vars[i]->f->required_if);
	}
	if (g->n_vars > 1)
		qsort(g->vars, g->n_vars, sizeof(*g->vars), by_index);
}

/* ---- nodes -------------------------------------------------------------- */

static uint32_t
leaf_node(struct graph *g, const struct forms_field *f,
    const struct forms_expr *x)
{
	return g->of[f->index]->leaves[*map_at(&g->leaves,
	    (uintptr_t)x)].node;
}

static uint32_t number_node(struct graph *, const struct forms_expr *);

/* Chains lean to the left and may be long; they are turned so that what is
 * asked first comes first, and an answer changes only the top. */
static uint32_t
sum_node(struct graph *g, const struct forms_expr *x)
{
	uint32_t sum = UINT32_MAX, one;

	for (; x->op == EXPR_ADD || x->op == EXPR_SUB; x = x->left) {
		one = number_node(g, x->right);
		if (x->op == EXPR_SUB)
			one = graph_make(g, NK_MUL, graph_number(g, -1), one);
		sum = sum == UINT32_MAX ? one : graph_make(g, NK_ADD, one,
		    sum);
	}
	return graph_make(g, NK_ADD, number_node(g, x), sum);
}

static uint32_t
number_node(struct graph *g, const struct forms_expr *x)
{
	switch (x->op) {
	case EXPR_NUMBER:
		return graph_number(g, x->number);
	case EXPR_TRUTH:
		return graph_make(g, NK_TRUTH, graph_compile(g, x->left), 0);
	case EXPR_FIRST:
		return graph_make(g, NK_FIRST, number_node(g, x->left),
		    number_node(g, x->right));
	case EXPR_WHEN:
		return graph_make(g, NK_WHEN, graph_compile(g, x->left),
		    number_node(g, x->right));
	case EXPR_ADD:
	case EXPR_SUB:
		return sum_node(g, x);
	case EXPR_MUL:
	case EXPR_DIV:
		return graph_make(g, x->op == EXPR_MUL ? NK_MUL : NK_DIV,
		    number_node(g, x->left), number_node(g, x->right));
	default:
		return leaf_node(g, x->field, x);
	}
}

struct part_of { uint32_t node, first; size_t place; };

static int
by_first(const void *a, const void *b)
{
	const struct part_of *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static uint32_t
chain_node(struct graph *g, const struct forms_expr *x)
{
	enum forms_expr_op op = x->op;
	struct part_of *parts = NULL, this;
	size_t n = 0, cap = 0, i;
	uint32_t out, one;

	for (;; x = x->left) {
		one = graph_compile(g, x->op == op ? x->right : x);
		this = (struct part_of){ one, g->nodes[one].first, n };
		*arena_push(g->a, parts, n, cap) = this;
		if (x->op != op)
			break;
	}
	qsort(parts, n, sizeof(*parts), by_first);
	out = parts[n - 1].node;
	for (i = n - 1; i-- > 0;)
		out = graph_both(g, op == EXPR_AND ? NK_AND : NK_OR,
		    parts[i].node, out);
	return out;
}

static uint32_t
compile(struct graph *g, const struct forms_expr *x)
{
	const struct forms_field *f = NULL;

	switch (x->op) {
	case EXPR_CONST:
		return x->truth;
	case EXPR_AND:
	case EXPR_OR:
		return chain_node(g, x);
	case EXPR_NOT:
		return graph_not(g, graph_compile(g, x->left));
	default:
		break;
	}
	if (asks(x))
		return leaf_node(g, x->field, x);
	if (sole(x, &f) && f != NULL)
		return leaf_node(g, f, x);
	return graph_make(g, (enum node_kind)(NK_EQ + (x->op - EXPR_EQ)),
	    number_node(g, x->left), number_node(g, x->right));
}

uint32_t
graph_compile(struct graph *g, const struct forms_expr *x)
{
	uint32_t out;

	if (x == NULL)
		return NODE_TRUE;
	out = *map_at(&g->compiled, (uintptr_t)x);
	if (out < UINT32_MAX - 1)
		return out;
	out = compile(g, x);
	*map_at(&g->compiled, (uintptr_t)x) = out;
	return out;
}
