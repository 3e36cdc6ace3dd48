/* SPDX-License-Identifier: MIT
 *
 * reach.c -- walking all paths at once.
 *
 * A state is what is left of every condition after the questions so far, and
 * the sums of those who come there.  One question after another is answered
 * in every way; states that are the same become one.
 */
#include "forms/paths.h"

#include <assert.h>
#include <math.h>

enum {
	STATE_BYTES = 24 << 20,	/* of one layer */
	SMALL = 12,		/* so many questions are always tried, */
	SMALL_WORK = 4000000	/* however much else there was */
};

/* The first two slots stay false and true: most questions are always shown,
 * and never required. */
enum slot_kind { SLOT_FIXED, SLOT_OF_FIELD, SLOT_EVENT, SLOT_TARGET,
	SLOT_RULE };
/* What was settled is neither. */
enum { SETTLED = NODE_MISSING };
struct slot { enum slot_kind kind; size_t i; uint32_t node; };

struct state {
	uint32_t	*left;		/* what is left of each slot */
	uint32_t	 back;		/* the last answer; in run->steps */
	double		 share;		/* of online respondents */
	struct sums	 sums;
};
struct step { uint32_t before; const struct pvar *v; size_t class; };

struct layer {
	struct arena	 a;
	struct state	*v;
	size_t		 n, cap;
	uint32_t	*table;
	size_t		 size;
};

struct run {
	struct graph	*g;
	struct job	*job;
	struct arena	*results;
	struct slot	*slots;
	size_t		 n_slots, cap_slots;
	struct step	*steps;		/* [0] is the start */
	size_t		 n_steps, cap_steps;
	size_t		 budget;
	struct layer	 now, next;
};

static void
layer_free(struct layer *l)
{
	arena_free(&l->a);
	*l = (struct layer){ 0 };
}

static void
run_close(struct run *r)
{
	layer_free(&r->now);
	layer_free(&r->next);
}

/* ---- sums --------------------------------------------------------------- */

static void
add_amount(struct sums *s, enum part p, int what, struct span3 by, double share)
{
	int i;

	for (i = 0; i < 2; i++, p = PARTS) {
		s->low[p][what] += by.least;
		s->high[p][what] += by.most;
		s->mean[p][what] += share * by.mean;
	}
}

void
sums_event(struct sums *s, const struct event *e, double share)
{
	double asked = e->field != NULL;

	add_amount(s, e->part, N_QUESTIONS, (struct span3){ asked, asked,
	    asked }, share);
	add_amount(s, e->part, N_PAGES, (struct span3){ e->pages, e->pages,
	    e->pages }, share);
	add_amount(s, e->part, N_SECONDS, e->secs, share);
}

static enum part
part_of(const struct forms_field *f)
{
	return f->page->part == FORMS_PART_EQUALITY ? PART_EQUALITY : PART_MAIN;
}

static void
add_question(struct state *s, const struct pvar *v, struct span3 secs)
{
	struct event e = { .field = v->f, .part = part_of(v->f),
	    .secs = secs };

	sums_event(&s->sums, &e, s->share);
}

static void
merge(struct state *into, const struct state *s)
{
	double *low = &into->sums.low[0][0], *high = &into->sums.high[0][0];
	double *mean = &into->sums.mean[0][0];
	size_t i;

	for (i = 0; i < (PARTS + 1) * N_AMOUNTS; i++) {
		low[i] = fmin(low[i], (&s->sums.low[0][0])[i]);
		high[i] = fmax(high[i], (&s->sums.high[0][0])[i]);
		mean[i] += (&s->sums.mean[0][0])[i];
	}
	into->share += s->share;
}

/* ---- layers ------------------------------------------------------------- */

static size_t
find(const struct run *r, const struct layer *l, const uint32_t *left)
{
	size_t n = r->n_slots * sizeof(*left), i;
	uint64_t h = 0xCBF29CE484222325u;

	for (i = 0; i < r->n_slots; i++)
		h = (h ^ left[i]) * 0x100000001B3u;
	for (i = (h ^ h >> 31) & (l->size - 1); l->table[i] != 0;
	    i = (i + 1) & (l->size - 1))
		if (n == 0 || memcmp(l->v[l->table[i] - 1].left, left, n) == 0)
			break;
	return i;
}

static void
grow(struct run *r, struct layer *l)
{
	size_t i;

	l->size = l->size ? l->size * 2 : 64;
	l->table = arena_array(&l->a, uint32_t, l->size);
	for (i = 0; i < l->n; i++)
		l->table[find(r, l, l->v[i].left)] = (uint32_t)i + 1;
}

/* Takes a copy, or adds to the state that is the same. */
static void
put(struct run *r, struct state *s, struct step step)
{
	struct layer *l = &r->next;
	struct state *new;
	size_t at;

	if ((l->n + 1) * 2 >= l->size)
		grow(r, l);
	at = find(r, l, s->left);
	if (l->table[at] != 0) {
		merge(&l->v[l->table[at] - 1], s);
		return;
	}
	new = arena_push(&l->a, l->v, l->n, l->cap);
	*new = *s;
	new->left = arena_array(&l->a, uint32_t, r->n_slots);
	if (r->n_slots > 0)
		memcpy(new->left, s->left, r->n_slots * sizeof(*new->left));
	if (step.v != NULL) {
		*arena_push(r->g->a, r->steps, r->n_steps, r->cap_steps) = step;
		new->back = (uint32_t)r->n_steps - 1;
	}
	l->table[at] = (uint32_t)l->n;
}

/* ---- what is decided on the way ----------------------------------------- */

/* Answers live as long as their classes; what is told lives longer. */
static void
keep(struct arena *a, struct forms_answer *v)
{
	const struct forms_option **c;
	double *amounts;

	if (v->n > 0) {
		c = arena_array(a, const struct forms_option *, v->n);
		memcpy(c, v->chosen, v->n * sizeof(*c));
		v->chosen = c;
	}
	if (v->n > 0 && v->amounts != NULL) {
		amounts = arena_array(a, double, v->n);
		memcpy(amounts, v->amounts, v->n * sizeof(*amounts));
		v->amounts = amounts;
	}
	if (v->text != NULL)
		v->text = arena_str(a, v->text);
}

static void
remember(struct run *r, struct target *t, bool truth, uint32_t back,
    const struct step *last)
{
	struct forms_step *out = NULL;
	size_t n = 0, cap = 0, i, j;
	struct forms_step s;

	if (t->seen[truth])
		return;
	t->seen[truth] = true;
	if (last->v != NULL)
		*arena_push(r->results, out, n, cap) = (struct forms_step){
		    last->v->f, last->v->classes[last->class].answer };
	for (; back != 0; back = r->steps[back].before) {
		const struct step *b = &r->steps[back];

		*arena_push(r->results, out, n, cap) = (struct forms_step){
		    b->v->f, b->v->classes[b->class].answer };
	}
	for (i = 0; i < n / 2; i++) {
		s = out[i];
		out[i] = out[n - 1 - i];
		out[n - 1 - i] = s;
	}
	for (i = j = 0; i < n; i++) {
		if (out[i].answer.state == FORMS_NOT_ASKED)
			continue;
		keep(r->results, &out[i].answer);
		out[j++] = out[i];
	}
	t->path[truth] = out;
	t->n_path[truth] = j;
}

/* A slot of which nothing more is open is counted and forgotten. */
static void
settle(struct run *r, struct state *s, size_t i, const struct step *last)
{
	const struct slot *slot = &r->slots[i];
	bool truth = s->left[i] == NODE_TRUE;

	if (s->left[i] > NODE_TRUE)
		return;
	if (slot->kind == SLOT_EVENT && truth)
		sums_event(&s->sums, r->job->events[slot->i], s->share);
	if (slot->kind == SLOT_TARGET)
		remember(r, r->job->targets[slot->i], truth, s->back, last);
	if (slot->kind == SLOT_EVENT || slot->kind == SLOT_TARGET)
		s->left[i] = SETTLED;
}

/* Nothing counts before it is sure that every rule can be kept. */
static bool
rules_open(const struct run *r, const struct state *s)
{
	size_t i;

	for (i = 0; r->job->n_rules > 0 && i < r->n_slots; i++)
		if (r->slots[i].kind == SLOT_RULE && s->left[i] > NODE_TRUE)
			return true;
	return false;
}

static bool
rule_broken(struct run *r, struct state *s)
{
	bool broken = false;
	size_t i;

	for (i = 0; r->job->n_rules > 0 && i < r->n_slots; i++)
		if (r->slots[i].kind == SLOT_RULE && s->left[i] == NODE_TRUE) {
			broken = true;
			s->left[i] = NODE_FALSE;
		}
	return broken;
}

/* Online nobody comes here, but by another way somebody may. */
static void
not_online(struct state *s)
{
	size_t i;

	for (i = 0; i < (PARTS + 1) * N_AMOUNTS; i++) {
		(&s->sums.low[0][0])[i] = INFINITY;
		(&s->sums.high[0][0])[i] = -INFINITY;
		(&s->sums.mean[0][0])[i] = 0;
	}
	s->share = 0;
}

/* How it was shown is of no more interest. */
static void
forget(struct state *s, const struct pvar *v)
{
	if (v->show > NODE_TRUE)
		s->left[v->show] = NODE_FALSE;
	if (v->req > NODE_TRUE)
		s->left[v->req] = NODE_FALSE;
}

/* One state, one class of answers. */
static void
answer(struct run *r, const struct state *from, struct state *s,
    const struct pvar *v, size_t class, double share)
{
	struct step step = { from->back, v, class };
	double *mean = &s->sums.mean[0][0];
	uint32_t *left = s->left;
	size_t i;

	*s = *from;
	s->left = left;
	for (i = 0; i < (PARTS + 1) * N_AMOUNTS; i++)
		mean[i] *= share;
	s->share = from->share * share;
	if (share < 0)
		not_online(s);
	if (class > 0)
		add_question(s, v, v->classes[class].secs[
		    from->left[v->req] == NODE_TRUE]);
	for (i = 0; i < r->n_slots; i++) {
		s->left[i] = from->left[i];
		if (s->left[i] <= NODE_TRUE)
			continue;
		if (r->g->nodes[s->left[i]].first == v->f->index)
			s->left[i] = graph_after(r->g, s->left[i], v, class);
	}
	if (rule_broken(r, s)) {
		if (!r->g->elsewhere)
			return;
		not_online(s);
	}
	if (r->g->elsewhere || !rules_open(r, s))
		for (i = 0; i < r->n_slots; i++)
			settle(r, s, i, &step);
	forget(s, v);
	r->g->work += r->n_slots;
	put(r, s, step);
}

static bool
matters(const struct run *r, const struct state *s, const struct pvar *v)
{
	size_t i;

	for (i = 0; i < r->n_slots; i++)
		if (r->g->nodes[s->left[i]].first == v->f->index)
			return true;
	return false;
}

/* The question is answered somehow, and nothing hangs on it any more. */
static void
pass(struct run *r, const struct state *from, struct state *s,
    const struct pvar *v, bool shown, bool required)
{
	uint32_t *left = s->left;

	*s = *from;
	s->left = left;
	if (r->n_slots > 0)
		memcpy(left, from->left, r->n_slots * sizeof(*left));
	if (shown)
		add_question(s, v, v->secs[required]);
	forget(s, v);
	r->g->work += r->n_slots;
	put(r, s, (struct step){ 0 });
}

static void
question(struct run *r, const struct state *from, struct state *room,
    const struct pvar *v)
{
	bool shown = from->left[v->show] == NODE_TRUE;
	bool required = from->left[v->req] == NODE_TRUE;
	size_t c;

	if (!matters(r, from, v)) {
		pass(r, from, room, v, shown, required);
		return;
	}
	if (!shown) {
		answer(r, from, room, v, 0, 1);
		return;
	}
	for (c = 1; c < v->n_classes; c++) {
		const struct pclass *k = &v->classes[c];

		if (k->ok[required])
			answer(r, from, room, v, c, v->weight[required] > 0 ?
			    k->weight[required] / v->weight[required] : 0);
		else if (r->g->elsewhere || !required)
			answer(r, from, room, v, c, -1);
	}
}

/* ---- setting up --------------------------------------------------------- */

static size_t
slot(struct run *r, enum slot_kind kind, size_t i, uint32_t node)
{
	*arena_push(r->g->a, r->slots, r->n_slots, r->cap_slots) =
	    (struct slot){ kind, i, node };
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

static bool
prepare(struct run *r)
{
	struct graph *g = r->g;
	struct job *job = r->job;
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
	for (i = 0; i < g->n_vars; i++)
		if (!domain_build(g, g->vars[i]))
			return false;
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
	return true;
}

static void
start(struct run *r, struct state *s)
{
	struct step none = { 0 };
	size_t i;

	*arena_push(r->g->a, r->steps, r->n_steps, r->cap_steps) = none;
	*s = (struct state){ .share = 1, .left = arena_array(r->g->a, uint32_t,
	    r->n_slots + 1) };
	for (i = 0; i < r->n_slots; i++)
		s->left[i] = r->slots[i].node;
	if (rule_broken(r, s))
		not_online(s);	/* whatever people answer: W725 */
	for (i = 0; i < r->n_slots && (r->g->elsewhere ||
	    !rules_open(r, s)); i++)
		settle(r, s, i, &none);
	put(r, s, none);
}

static bool
too_much(struct run *r)
{
	size_t each = sizeof(struct state) + r->n_slots * sizeof(uint32_t);

	if (r->g->work <= r->budget && r->next.n * each <= STATE_BYTES)
		return false;
	r->g->why_not = TOO_MUCH_WORK;
	return true;
}

/* Nobody online can get through: there are no lengths. */
static bool
no_sums(struct job *job)
{
	job->sums = (struct sums){ 0 };
	return true;
}

bool
reach_run(struct graph *g, struct job *job, struct arena *results, size_t work)
{
	struct run r CLEAN(run_close) = { .g = g, .job = job,
	    .results = results, .budget = g->work + work };
	struct state room;
	size_t i, j;

	if (!prepare(&r))
		return false;
	if (g->n_vars <= SMALL && work < SMALL_WORK)
		r.budget = g->work + SMALL_WORK;
	start(&r, &room);
	for (i = 0; i < g->n_vars; i++) {
		layer_free(&r.now);
		r.now = r.next;
		r.next = (struct layer){ 0 };
		for (j = 0; j < r.now.n; j++) {
			question(&r, &r.now.v[j], &room, g->vars[i]);
			if (too_much(&r))
				return false;
		}
	}
	assert(r.next.n <= 1);	/* nothing is open any more */
	if (r.next.n == 0 || r.next.v[0].share <= 0)
		return no_sums(job);
	job->sums = r.next.v[0].sums;
	for (i = 0; i < (PARTS + 1) * N_AMOUNTS; i++)
		(&job->sums.mean[0][0])[i] /= r.next.v[0].share;
	return true;
}
