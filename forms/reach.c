/* SPDX-License-Identifier: MIT
 *
 * reach.c -- walking all paths at once.
 *
 * A state is what is left of every condition after the questions so far, and
 * the sums of those who come there.  One question after another is answered
 * in every way; states that are the same become one.  A condition has its place
 * in a state from the first question that it asks about to the last; before
 * and after that it is the same in all of them.
 */
#include "forms/reach.h"

#include <assert.h>
#include <math.h>

enum {
	STATE_BYTES = 24 << 20,	/* of one layer */
	SMALL_WORK = 4000000,	/* for groups of REACH_SMALL questions */
	EXAMPLE_MAX = 40	/* answers */
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
	size_t n = r->n_then * sizeof(*left), i;
	uint64_t h = 0xCBF29CE484222325u;

	for (i = 0; i < r->n_then; i++)
		h = (h ^ left[i]) * 0x100000001B3u;
	for (i = (h ^ h >> 31) & (l->size - 1); l->table[i] != 0;
	    i = (i + 1) & (l->size - 1))
		if (memcmp(l->v[l->table[i] - 1].left, left, n) == 0)
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

/* Takes a copy of what the next question needs, or adds to the state that is
 * the same. */
static void
put(struct run *r, struct state *s, struct step step)
{
	struct layer *l = &r->next;
	struct state *new;
	size_t at, i;

	for (i = 0; i < r->n_then; i++)
		r->packed[i] = r->from[i] == SIZE_MAX ?
		    r->slots[r->then[i]].node : s->left[r->from[i]];
	if ((l->n + 1) * 2 >= l->size)
		grow(r, l);
	at = find(r, l, r->packed);
	if (l->table[at] != 0) {
		merge(&l->v[l->table[at] - 1], s);
		return;
	}
	new = arena_push(&l->a, l->v, l->n, l->cap);
	*new = *s;
	new->left = arena_array(&l->a, uint32_t, r->n_then);
	memcpy(new->left, r->packed, r->n_then * sizeof(*new->left));
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

/* The answers on the path that this hangs on, directly or through what its
 * questions hang on. */
static void
asked_in(bool *in, const struct forms_expr *x, struct map *seen)
{
	uint32_t *known;

	for (; x != NULL; x = x->left) {
		known = map_at(seen, (uintptr_t)x);
		if (*known == 0)
			return;
		*known = 0;
		if (x->field != NULL && !in[x->field->index]) {
			in[x->field->index] = true;
			asked_in(in, x->field->show, seen);
			asked_in(in, x->field->required_if, seen);
		}
		asked_in(in, x->right, seen);
	}
}

/* Puts one step there; later ones come first. */
static void
add_step(struct run *r, struct target *t, bool truth, const bool *in,
    const struct pvar *v, size_t class, size_t *cap)
{
	struct forms_step s = { v->f, v->classes[class].answer };

	if (s.answer.state == FORMS_NOT_ASKED || (in != NULL &&
	    !in[v->f->index]))
		return;
	keep(r->results, &s.answer);
	*arena_push(r->results, t->path[truth], t->n_path[truth], *cap) = s;
}

/* An example is for people to read, so it has the answers that matter alone,
 * and a very long one is none. */
static void
remember(struct run *r, struct target *t, bool truth, uint32_t back,
    const struct step *last)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct map seen = { .a = &a };
	bool *in = NULL, whole = r->job->whole;
	struct forms_step s;
	size_t i, n, cap = 0;

	if (t->seen[truth])
		return;
	t->seen[truth] = true;
	if (!whole && !(t->keep && truth))
		return;
	if (!whole) {
		in = arena_array(&a, bool, r->g->form->n_fields);
		asked_in(in, t->x, &seen);
	}
	if (last->v != NULL)
		add_step(r, t, truth, in, last->v, last->class, &cap);
	for (; back != 0 && (whole || t->n_path[truth] <= EXAMPLE_MAX);
	    back = r->steps[back].before)
		add_step(r, t, truth, in, r->steps[back].v,
		    r->steps[back].class, &cap);
	n = t->n_path[truth];
	for (i = 0; i < n / 2; i++) {
		s = t->path[truth][i];
		t->path[truth][i] = t->path[truth][n - 1 - i];
		t->path[truth][n - 1 - i] = s;
	}
	if (!whole && n > EXAMPLE_MAX)
		t->n_path[truth] = 0;
}

/* A slot of which nothing more is open is counted and forgotten. */
static void
settle(struct run *r, struct state *s, size_t i, const struct step *last)
{
	const struct slot *slot = &r->slots[r->on[i]];
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

	for (i = 0; r->job->n_rules > 0 && i < r->n_on; i++)
		if (r->slots[r->on[i]].kind == SLOT_RULE &&
		    s->left[i] > NODE_TRUE)
			return true;
	return false;
}

static bool
rule_broken(struct run *r, struct state *s)
{
	bool broken = false;
	size_t i;

	for (i = 0; r->job->n_rules > 0 && i < r->n_on; i++)
		if (r->slots[r->on[i]].kind == SLOT_RULE &&
		    s->left[i] == NODE_TRUE) {
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
forget(const struct run *r, struct state *s, const struct pvar *v)
{
	if (v->show > NODE_TRUE)
		s->left[r->place[v->show]] = NODE_FALSE;
	if (v->req > NODE_TRUE)
		s->left[r->place[v->req]] = NODE_FALSE;
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
		    from->left[r->place[v->req]] == NODE_TRUE]);
	for (i = 0; i < r->n_on; i++) {
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
		for (i = 0; i < r->n_on; i++)
			settle(r, s, i, &step);
	forget(r, s, v);
	r->g->work += r->n_on;
	put(r, s, step);
}

static bool
matters(const struct run *r, const struct state *s, const struct pvar *v)
{
	size_t i;

	for (i = 0; i < r->n_on; i++)
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
	memcpy(left, from->left, r->n_on * sizeof(*left));
	if (shown)
		add_question(s, v, v->secs[required]);
	forget(r, s, v);
	r->g->work += r->n_on;
	put(r, s, (struct step){ 0 });
}

static void
question(struct run *r, const struct state *from, struct state *room,
    const struct pvar *v)
{
	bool shown = from->left[r->place[v->show]] == NODE_TRUE;
	bool required = from->left[r->place[v->req]] == NODE_TRUE;
	size_t c;

	if (!matters(r, from, v)) {
		pass(r, from, room, v, shown, required);
		return;
	}
	if (!shown) {
		answer(r, from, room, v, 0, 1);
		return;
	}
	/* one question can have so many answers that it is too much by itself */
	for (c = 1; c < v->n_classes && r->g->work <= r->budget; c++) {
		const struct pclass *k = &v->classes[c];

		if (k->ok[required])
			answer(r, from, room, v, c, v->weight[required] > 0 ?
			    k->weight[required] / v->weight[required] : 0);
		else if (r->g->elsewhere || !required)
			answer(r, from, room, v, c, -1);
	}
}

/* ---- all ---------------------------------------------------------------- */

static void
start(struct run *r, struct state *s)
{
	struct step none = { 0 };
	size_t i;

	*arena_push(r->g->a, r->steps, r->n_steps, r->cap_steps) = none;
	*s = (struct state){ .share = 1, .left = arena_array(r->g->a, uint32_t,
	    r->n_slots) };
	for (i = 0; i < r->n_slots; i++) {	/* all of them, this once */
		r->on[i] = i;
		s->left[i] = r->slots[i].node;
	}
	r->n_on = r->n_slots;
	if (rule_broken(r, s))
		not_online(s);	/* whatever people answer: W725 */
	for (i = 0; i < r->n_slots; i++)
		settle(r, s, i, &none);
	r->n_on = 0;
	slots_open(r, 0);
	put(r, s, none);
}

static bool
too_much(struct run *r)
{
	size_t each = sizeof(struct state) + r->n_then * sizeof(uint32_t);

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

	if (!slots_prepare(&r))
		return false;
	if (g->n_vars <= REACH_SMALL && work < SMALL_WORK)
		r.budget = g->work + SMALL_WORK;
	start(&r, &room);
	for (i = 0; i < g->n_vars; i++) {
		layer_free(&r.now);
		r.now = r.next;
		r.next = (struct layer){ 0 };
		slots_open(&r, i + 1);
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
