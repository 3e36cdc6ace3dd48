/* SPDX-License-Identifier: MIT
 *
 * reach_slots.c -- the conditions that the walk keeps, and from which question
 * to which each has a place in a state.
 */
#include "forms/reach.h"

static size_t
slot(struct run *r, enum slot_kind kind, size_t i, uint32_t node)
{
	*arena_push(r->g->a, r->slots, r->n_slots, r->cap_slots) =
	    (struct slot){ .kind = kind, .i = i, .node = node };
	return r->n_slots - 1;
}

static size_t
field_slot(struct run *r, size_t i, uint32_t node)
{
	return node <= NODE_TRUE ? node : slot(r, SLOT_OF_FIELD, i, node);
}

/* Not asked, and for some answer it would not hold. */
static uint32_t
hangs_on(struct graph *g, const struct target *t, uint32_t x)
{
	const struct pvar *v = g->of[t->unasked->index];
	uint32_t other = NODE_FALSE;
	size_t c;

	for (c = 1; c < v->n_classes; c++)
		if (v->classes[c].ok[1])
			other = graph_both(g, NK_OR, other, graph_not(g,
			    graph_after(g, x, v, c)));
	return graph_both(g, NK_AND, other, graph_not(g, graph_compile(g,
	    t->unasked->show)));
}

static uint32_t
target_node(struct graph *g, const struct target *t)
{
	uint32_t x = graph_compile(g, t->x);
	uint32_t out = graph_both(g, NK_AND, graph_compile(g, t->context),
	    t->not ? graph_not(g, x) : x);

	if (t->unasked != NULL)
		out = graph_both(g, NK_AND, out, hangs_on(g, t, x));
	return out;
}

static void
mention(struct graph *g, struct job *job)
{
	size_t i;

	for (i = 0; i < job->n_targets; i++) {
		graph_mention(g, job->targets[i]->context);
		graph_mention(g, job->targets[i]->x);
		if (job->targets[i]->unasked != NULL)
			graph_mention(g, job->targets[i]->unasked->show);
	}
	for (i = 0; i < job->n_events; i++)
		graph_mention(g, job->events[i]->when);
	for (i = 0; i < job->n_rules; i++)
		graph_mention(g, job->rules[i]->fails);
	graph_close(g);
	g->compiled = (struct map){ .a = g->a };
}

static bool
domains(struct run *r)
{
	struct graph *g = r->g;
	size_t i;

	for (i = 0; i < g->n_vars; i++) {
		g->vars[i]->at = i;
		if (g->n_vars > REACH_SMALL && g->work > r->budget) {
			g->why_not = TOO_MUCH_WORK;
			return false;
		}
		if (!domain_build(g, g->vars[i]))
			return false;
	}
	return true;
}

static void
make(struct run *r)
{
	struct graph *g = r->g;
	struct job *job = r->job;
	size_t i;

	slot(r, SLOT_FIXED, 0, NODE_FALSE);
	slot(r, SLOT_FIXED, 0, NODE_TRUE);
	for (i = 0; i < g->n_vars; i++) {
		struct pvar *v = g->vars[i];

		v->show = field_slot(r, i, graph_compile(g, v->f->show));
		v->req = field_slot(r, i, v->f->required ? NODE_TRUE :
		    v->f->required_if ? graph_compile(g, v->f->required_if) :
		    NODE_FALSE);
	}
	for (i = 0; i < job->n_events; i++)
		slot(r, SLOT_EVENT, i, graph_compile(g, job->events[i]->when));
	for (i = 0; i < job->n_targets; i++)
		slot(r, SLOT_TARGET, i, target_node(g, job->targets[i]));
	for (i = 0; i < job->n_rules; i++)
		if (!job->rules[i]->rule->query)
			slot(r, SLOT_RULE, i, graph_compile(g,
			    job->rules[i]->fails));
}

/* ---- from where to where ----------------------------------------------------- */

/* The last question of each node; parts are older than what is made of them. */
static size_t *
last_of(const struct graph *g)
{
	size_t *last = arena_array(g->a, size_t, g->n_nodes), i;

	for (i = 0; i < g->n_nodes; i++) {
		const struct gnode *n = &g->nodes[i];

		if (n->kind == NK_LEAF)
			last[i] = g->of[n->first]->at;
		else if (n->kind != NK_CONST && n->kind != NK_NUMBER)
			last[i] = last[n->left] > last[n->right] ?
			    last[n->left] : last[n->right];
	}
	return last;
}

static bool
open(const struct slot *s)
{
	return s->kind != SLOT_FIXED && s->node > NODE_TRUE;
}

/* Where rules can end a path, nothing is settled before they are. */
static void
wait_for_rules(struct run *r)
{
	size_t i, end = 0;

	for (i = 0; i < r->n_slots; i++)
		if (r->slots[i].kind == SLOT_RULE && open(&r->slots[i])) {
			r->slots[i].begin = 0;
			end = r->slots[i].end > end ? r->slots[i].end : end;
		}
	for (i = 0; i < r->n_slots; i++)
		if (r->slots[i].kind != SLOT_RULE && r->slots[i].end < end)
			r->slots[i].end = end;
}

/* In the order of begin. */
static void
line_up(struct run *r)
{
	size_t n = r->g->n_vars, i, *count = arena_array(r->g->a, size_t,
	    n + 1), *where = arena_array(r->g->a, size_t, n + 1);

	for (i = 0; i < r->n_slots; i++)
		if (open(&r->slots[i]))
			count[r->slots[i].begin + 1]++;
	for (i = 1; i <= n; i++)
		where[i] = where[i - 1] + count[i];
	r->coming = arena_array(r->g->a, size_t, r->n_slots);
	for (i = 0; i < r->n_slots; i++)
		if (open(&r->slots[i])) {
			r->coming[where[r->slots[i].begin]++] = i;
			r->n_coming++;
		}
}

static void
spans(struct run *r)
{
	struct graph *g = r->g;
	size_t *last = last_of(g), i;

	for (i = 0; i < r->n_slots; i++) {
		struct slot *s = &r->slots[i];

		if (!open(s))
			continue;
		s->begin = g->of[g->nodes[s->node].first]->at;
		s->end = last[s->node];
		if (s->kind == SLOT_OF_FIELD && g->vars[s->i]->at > s->end)
			s->end = g->vars[s->i]->at;
	}
	if (!g->elsewhere && r->job->n_rules > 0)
		wait_for_rules(r);
	line_up(r);
}

bool
slots_prepare(struct run *r)
{
	mention(r->g, r->job);
	if (!domains(r))
		return false;
	make(r);
	spans(r);
	r->on = arena_array(r->g->a, size_t, r->n_slots);
	r->then = arena_array(r->g->a, size_t, r->n_slots);
	r->from = arena_array(r->g->a, size_t, r->n_slots);
	r->place = arena_array(r->g->a, size_t, r->n_slots);
	r->packed = arena_array(r->g->a, uint32_t, r->n_slots);
	return true;
}

/* The first two are always on, at their own places. */
void
slots_open(struct run *r, size_t question)
{
	size_t *swap = r->on, i, n = 0;

	if (question > 0) {
		r->on = r->then;
		r->then = swap;
		r->n_on = r->n_then;
	}
	for (i = 0; i < r->n_on; i++) {
		r->place[r->on[i]] = i;
		if (r->on[i] > NODE_TRUE && r->slots[r->on[i]].end < question)
			continue;
		r->from[n] = i;
		r->then[n++] = r->on[i];
	}
	for (i = 0; question == 0 && i <= NODE_TRUE; i++) {
		r->from[n] = SIZE_MAX;
		r->then[n++] = i;
	}
	for (; r->at_coming < r->n_coming && r->slots[r->coming[
	    r->at_coming]].begin == question; r->at_coming++) {
		r->from[n] = SIZE_MAX;
		r->then[n++] = r->coming[r->at_coming];
	}
	r->n_then = n;
}

