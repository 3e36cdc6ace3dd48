/* SPDX-License-Identifier: MIT
 *
 * graph.c -- what is left of conditions: nodes of which no two are the same.
 */
#include "forms/paths.h"

#include <math.h>

/* ---- maps --------------------------------------------------------------- */

static size_t
spot(const struct map *m, uint64_t key)
{
	uint64_t h = key * 0x9E3779B97F4A7C15u;
	size_t i;

	for (i = (h ^ h >> 29) & (m->cap - 1); m->k[i] != 0 && m->k[i] != key;)
		i = (i + 1) & (m->cap - 1);
	return i;
}

static void
widen(struct map *m)
{
	struct map old = *m;
	size_t i, at;

	m->cap = old.cap ? old.cap * 2 : 64;
	m->k = arena_array(m->a, uint64_t, m->cap);
	m->v = arena_array(m->a, uint32_t, m->cap);
	for (i = 0; i < old.cap; i++) {
		if (old.k[i] == 0)
			continue;
		at = spot(m, old.k[i]);
		m->k[at] = old.k[i];
		m->v[at] = old.v[i];
	}
}

uint32_t *
map_at(struct map *m, uint64_t key)
{
	size_t i;

	if (m->n * 2 >= m->cap)
		widen(m);
	i = spot(m, key);
	if (m->k[i] == 0) {
		m->k[i] = key;
		m->v[i] = UINT32_MAX;
		m->n++;
	}
	return &m->v[i];
}

/* ---- nodes -------------------------------------------------------------- */

static uint32_t
add(struct graph *g, struct gnode n)
{
	*arena_push(g->a, g->nodes, g->n_nodes, g->cap_nodes) = n;
	g->work++;
	return (uint32_t)(g->n_nodes - 1);
}

void
graph_init(struct graph *g)
{
	g->cons.a = g->leaves.a = g->compiled.a = g->after.a =
	    g->numbers.a = g->a;
	while (g->n_nodes <= NODE_MISSING)
		add(g, (struct gnode){ .kind = NK_CONST,
		    .first = UINT32_MAX });
}

/* Nodes are counted in 28 bits: the limit on work is far below that. */
static uint32_t
cons(struct graph *g, enum node_kind k, uint32_t l, uint32_t r)
{
	uint32_t *at = map_at(&g->cons, (uint64_t)k << 56 | (uint64_t)l << 28 |
	    r), a = g->nodes[l].first, b = g->nodes[r].first, n;

	if (*at == UINT32_MAX) {
		n = add(g, (struct gnode){ .kind = k, .left = l, .right = r,
		    .first = a < b ? a : b });
		*at = n;
	}
	return *at;
}

uint32_t
graph_number(struct graph *g, double v)
{
	uint64_t bits;
	uint32_t *at;

	if (isnan(v))
		return NODE_MISSING;
	v += 0.0;		/* no minus nought */
	memcpy(&bits, &v, sizeof(bits));
	at = map_at(&g->numbers, ~bits);	/* ~bits is 0 for a NAN only */
	if (*at == UINT32_MAX)
		*at = add(g, (struct gnode){ .kind = NK_NUMBER,
		    .first = UINT32_MAX, .number = v });
	return *at;
}

uint32_t
graph_leaf(struct graph *g, const struct pleaf *leaf, size_t field)
{
	return add(g, (struct gnode){ .kind = NK_LEAF, .leaf = leaf,
	    .first = (uint32_t)field });
}

uint32_t
graph_not(struct graph *g, uint32_t n)
{
	if (n <= NODE_TRUE)
		return NODE_TRUE - n;
	if (g->nodes[n].kind == NK_NOT)
		return g->nodes[n].left;
	return cons(g, NK_NOT, n, n);
}

uint32_t
graph_both(struct graph *g, enum node_kind k, uint32_t l, uint32_t r)
{
	uint32_t stop = k == NK_AND ? NODE_FALSE : NODE_TRUE, t;

	if (l == stop || r == stop)
		return stop;
	if (l <= NODE_TRUE || l == r)
		return r;
	if (r <= NODE_TRUE)
		return l;
	/* the part that is asked first on the left, for short chains */
	if (g->nodes[l].kind == k && g->nodes[r].kind != k) {
		t = l;
		l = r;
		r = t;
	}
	return cons(g, k, l, r);
}

static uint32_t
add_numbers(struct graph *g, uint32_t l, uint32_t r)
{
	const struct gnode *a, *b, *c;
	uint32_t t;

	if (g->nodes[r].kind == NK_NUMBER) {
		t = l;
		l = r;
		r = t;
	}
	a = &g->nodes[l];
	b = &g->nodes[r];
	if (a->kind != NK_NUMBER)
		return cons(g, NK_ADD, l, r);
	if (b->kind == NK_NUMBER)
		return graph_number(g, a->number + b->number);
	c = &g->nodes[b->left];
	if (b->kind == NK_ADD && c->kind == NK_NUMBER) {
		t = b->right;
		return add_numbers(g, graph_number(g, a->number + c->number),
		    t);
	}
	return a->number == 0 ? r : cons(g, NK_ADD, l, r);
}

static uint32_t
multiply(struct graph *g, enum node_kind k, uint32_t l, uint32_t r)
{
	const struct gnode *a = &g->nodes[l], *b = &g->nodes[r];

	if (k == NK_DIV && b->kind == NK_NUMBER && b->number == 0)
		return NODE_MISSING;
	if (a->kind != NK_NUMBER || b->kind != NK_NUMBER)
		return cons(g, k, l, r);
	return graph_number(g, k == NK_MUL ? a->number * b->number :
	    a->number / b->number);
}

/* Any node of two parts, with what is plain worked out. */
uint32_t
graph_make(struct graph *g, enum node_kind k, uint32_t l, uint32_t r)
{
	const struct gnode *a = &g->nodes[l], *b = &g->nodes[r];

	switch (k) {
	case NK_AND:
	case NK_OR:
		return graph_both(g, k, l, r);
	case NK_NOT:
		return graph_not(g, l);
	case NK_TRUTH:
		return l <= NODE_TRUE ? graph_number(g, l) : cons(g, k, l, l);
	case NK_FIRST:
		return l == NODE_MISSING ? r : a->kind == NK_NUMBER ? l :
		    cons(g, k, l, r);
	case NK_WHEN:
		return l == NODE_FALSE || r == NODE_MISSING ? NODE_MISSING :
		    l == NODE_TRUE ? r : cons(g, k, l, r);
	case NK_ADD:
		return l == NODE_MISSING || r == NODE_MISSING ? NODE_MISSING :
		    add_numbers(g, l, r);
	case NK_MUL:
	case NK_DIV:
		return l == NODE_MISSING || r == NODE_MISSING ? NODE_MISSING :
		    multiply(g, k, l, r);
	default:
		break;
	}
	if (l == NODE_MISSING || r == NODE_MISSING)
		return NODE_FALSE;
	if (a->kind == NK_NUMBER && b->kind == NK_NUMBER)
		return expr_compare((enum forms_expr_op)(EXPR_EQ + (k - NK_EQ)),
		    a->number, b->number);
	return cons(g, k, l, r);
}

uint32_t
graph_after(struct graph *g, uint32_t node, const struct pvar *v, size_t class)
{
	const struct gnode n = g->nodes[node];
	uint64_t key = (uint64_t)node << 36 | (uint64_t)v->f->index << 16 |
	    class;
	uint32_t out, l, r;
	double x;

	g->work++;
	if (n.first > v->f->index)
		return node;
	if (n.kind == NK_LEAF) {
		if (n.first != v->f->index)
			return node;
		x = n.leaf->values[class];
		return n.leaf->number ? graph_number(g, x) : x != 0;
	}
	out = *map_at(&g->after, key);
	if (out != UINT32_MAX)
		return out;
	l = graph_after(g, n.left, v, class);
	r = n.right == n.left ? l : graph_after(g, n.right, v, class);
	out = graph_make(g, n.kind, l, r);
	*map_at(&g->after, key) = out;
	return out;
}
