/* SPDX-License-Identifier: MIT
 *
 * suppress.c -- hides small counts so that they cannot be worked out.
 */
#include "analysis/tabulate.h"

enum {
	NEVER = INT32_MAX,	/* no way along here */
	EACH = 16		/* what hiding one more number costs, beside
				   its size: a few large before many small */
};

/* What it costs to let one person more (up) or fewer flow along f. */
static int64_t
price(const struct flow *f, bool up)
{
	int64_t low = f->state == FLOW_ABSENT ? 0 : 1;

	if (up ? f->high > 0 && f->n >= f->high : f->n - 1 < low)
		return NEVER;
	if (f->state != FLOW_SHOWN)
		return 0;
	return f->fixed || f->n == 0 ? NEVER : EACH + f->n;
}

/* The cheapest way from node a to node b that does not use f[skip]
 * (Bellman and Ford; the graphs are small).  via[node] is 1 + 2 * flow + up,
 * of the last step. */
static int64_t
cheapest(const struct flow *f, size_t n, size_t nodes, size_t a, size_t b,
    size_t skip, int64_t *cost, size_t *via)
{
	size_t i, round;
	bool again = true;
	int up;

	for (i = 0; i < nodes; i++) {
		cost[i] = NEVER;
		via[i] = 0;
	}
	cost[a] = 0;
	for (round = 0; again && round < nodes; round++) {
		again = false;
		for (i = 0; i < n; i++)
			for (up = 0; up < 2; up++) {
				size_t x = up ? f[i].from : f[i].to;
				size_t y = up ? f[i].to : f[i].from;
				int64_t p = i == skip ? NEVER :
				    price(&f[i], up);

				if (p == NEVER || cost[x] == NEVER ||
				    cost[x] + p >= cost[y])
					continue;
				cost[y] = cost[x] + p;
				via[y] = 1 + 2 * i + (size_t)up;
				again = true;
			}
	}
	return cost[b];
}

struct loop { int64_t cost; bool up; };

/* The cheapest loop through f[i]: with one person more in it, or one fewer. */
static struct loop
loop_through(const struct flow *f, size_t n, size_t nodes, size_t i,
    int64_t *cost, size_t *via)
{
	struct loop best = { NEVER, false };
	int64_t c;
	int up;

	for (up = 0; up < 2; up++) {
		if (price(&f[i], up) == NEVER)
			continue;
		c = cheapest(f, n, nodes, up ? f[i].to : f[i].from,
		    up ? f[i].from : f[i].to, i, cost, via);
		if (c < best.cost)
			best = (struct loop){ c, up };
	}
	return best;
}

bool
suppress_known(const struct flow *f, size_t n, size_t nodes, size_t i)
{
	struct arena a CLEAN(arena_free) = { 0 };

	return loop_through(f, n, nodes, i, arena_array(&a, int64_t, nodes),
	    arena_array(&a, size_t, nodes)).cost > 0;
}

/* Hides what lies on the cheapest loop through f[i]. */
static bool
protect(struct flow *f, size_t n, size_t nodes, size_t i, int64_t *cost,
    size_t *via)
{
	struct loop l = loop_through(f, n, nodes, i, cost, via);
	size_t start = l.up ? f[i].to : f[i].from;
	size_t at = l.up ? f[i].from : f[i].to;

	if (l.cost == 0)
		return true;
	if (l.cost == NEVER)
		return false;
	cheapest(f, n, nodes, start, at, i, cost, via);
	while (at != start) {
		size_t step = via[at] - 1;
		struct flow *g = &f[step / 2];

		if (g->state == FLOW_SHOWN)
			g->state = FLOW_HIDDEN;
		at = step % 2 ? g->from : g->to;
	}
	return true;
}

bool
suppress(struct flow *f, size_t n, size_t nodes)
{
	struct arena a CLEAN(arena_free) = { 0 };
	int64_t *cost = arena_array(&a, int64_t, nodes);
	size_t *via = arena_array(&a, size_t, nodes), i;

	for (i = 0; i < n; i++)
		if (f[i].guard && f[i].state == FLOW_SHOWN && f[i].n > 0 &&
		    f[i].n < SMALL) {
			if (f[i].fixed)
				return false;
			f[i].state = FLOW_HIDDEN;
		}
	/* A number hidden on the way lies on a loop, and a loop stays one
	 * when more is hidden: one pass is enough. */
	for (i = 0; i < n; i++)
		if (f[i].guard && f[i].state != FLOW_SHOWN && f[i].n > 0 &&
		    !protect(f, n, nodes, i, cost, via))
			return false;
	return true;
}

bool
suppress_list_but(struct arena *a, const int64_t *v, size_t n, size_t open,
    bool *hidden)
{
	struct flow *f = arena_array(a, struct flow, n + 1);
	bool done;
	size_t i;

	for (i = 0; i < n; i++) {
		f[i] = (struct flow){ .from = 0, .to = 1, .n = v[i],
		    .guard = i != open, .fixed = i == open };
		f[n].n += v[i];
	}
	f[n].from = 1;
	f[n].fixed = true;
	done = suppress(f, n + 1, 2);
	for (i = 0; i < n; i++)
		hidden[i] = !done || f[i].state == FLOW_HIDDEN;
	return done;
}

void
suppress_list(struct arena *a, const int64_t *v, size_t n, bool *hidden)
{
	(void)suppress_list_but(a, v, n, n, hidden);
}
