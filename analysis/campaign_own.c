/* SPDX-License-Identifier: MIT
 *
 * campaign_own.c -- which words of a campaign's letter are the sender's own, and
 * which of the template are missing, whatever order the paragraphs are in.
 */
#include "analysis/campaigns_private.h"

#include <stdlib.h>

enum {
	TRIES = 64,	/* places of a run that is often in the template */
	CHANCE = 5	/* fewer words, elsewhere, between own ones: chance */
};

struct spot { uint64_t run; size_t at; };
/* Words m to m + n of the member are t to t + n of the template. */
struct match { size_t m, t, n; };
struct pairing {
	struct arena	 a;
	struct campaign_words m, t;
	struct spot	*spots;		/* of the template's runs, in order */
	size_t		 n_spots;
	struct match	*v;		/* in the order of the member */
	size_t		 n, cap;
};

static void
pairing_free(struct pairing *p)
{
	campaign_words_free(&p->m);
	campaign_words_free(&p->t);
	arena_free(&p->a);
}

static int
by_run(const void *x, const void *y)
{
	const struct spot *a = x, *b = y;

	if (a->run != b->run)
		return a->run > b->run ? 1 : -1;
	return (a->at > b->at) - (a->at < b->at);
}

static void
make_spots(struct pairing *p)
{
	size_t i;

	p->n_spots = p->t.n < 3 ? 0 : p->t.n - 2;
	p->spots = arena_array(&p->a, struct spot, p->n_spots);
	for (i = 0; i < p->n_spots; i++)
		p->spots[i] = (struct spot){ campaign_run(&p->t.v[i]), i };
	qsort(p->spots, p->n_spots, sizeof(*p->spots), by_run);
}

/* The first spot of this run, or where it would be. */
static size_t
first_spot(const struct pairing *p, uint64_t run)
{
	size_t low = 0, high = p->n_spots;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (p->spots[mid].run < run)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static size_t
same_from(const struct pairing *p, size_t m, size_t t)
{
	size_t n = 0;

	while (m + n < p->m.n && t + n < p->t.n &&
	    p->m.v[m + n].hash == p->t.v[t + n].hash)
		n++;
	return n;
}

/* The longest match that begins at word m; of several, the one that goes on where
 * the last one ended, or else the first. */
static struct match
longest(const struct pairing *p, size_t m)
{
	size_t on = p->n > 0 ? p->v[p->n - 1].t + p->v[p->n - 1].n : 0;
	uint64_t run = campaign_run(&p->m.v[m]);
	struct match best = { 0 };
	size_t i, first = first_spot(p, run);

	for (i = first; i < p->n_spots && i - first < TRIES &&
	    p->spots[i].run == run; i++) {
		size_t t = p->spots[i].at, n = same_from(p, m, t);

		if (n > best.n || (n == best.n && best.t < on && t >= on))
			best = (struct match){ m, t, n };
	}
	return best;
}

static void
find_matches(struct pairing *p)
{
	size_t i = 0;

	while (i + 2 < p->m.n) {
		struct match x = longest(p, i);

		if (x.n >= 3)
			*arena_push(&p->a, p->v, p->n, p->cap) = x;
		i += x.n >= 3 ? x.n : 1;
	}
}

/* ---- chance ------------------------ */

static bool
by_chance(const struct pairing *p, const struct match *before,
    const struct match *x, const struct match *after)
{
	bool own_before = x->m > (before != NULL ? before->m + before->n : 0);
	bool own_after = x->m + x->n < (after != NULL ? after->m : p->m.n);
	bool in_order = (before == NULL || before->t + before->n <= x->t) &&
	    (after == NULL || x->t + x->n <= after->t);

	return x->n < CHANCE && own_before && own_after && !in_order;
}

static void
leave_out_chance(struct pairing *p)
{
	size_t i, n = 0;

	for (i = 0; i < p->n; i++)
		if (!by_chance(p, n > 0 ? &p->v[n - 1] : NULL, &p->v[i],
		    i + 1 < p->n ? &p->v[i + 1] : NULL))
			p->v[n++] = p->v[i];
	p->n = n;
}

/* ---- runs ------------------------ */

/* The same words at the beginning and at the end, up to the first and from the
 * last match. */
static void
mark_ends(const struct pairing *p, bool *m, bool *t)
{
	size_t i, end = p->n > 0 ? p->v[p->n - 1].m + p->v[p->n - 1].n : 0;
	size_t mine = p->m.n, theirs = p->t.n;

	for (i = 0; i < mine && i < theirs && !m[i] &&
	    p->m.v[i].hash == p->t.v[i].hash; i++)
		m[i] = t[i] = true;
	for (i = 1; i <= mine && i <= theirs && mine - i >= end &&
	    !m[mine - i] && p->m.v[mine - i].hash == p->t.v[theirs - i].hash; i++)
		m[mine - i] = t[theirs - i] = true;
}

static const struct analysis_run *
unmarked(struct arena *a, const struct campaign_words *w, const bool *marked,
    size_t *n, size_t *words)
{
	struct analysis_run *v = NULL;
	size_t i, cap = 0;

	for (i = 0; i < w->n; i++) {
		if (marked[i])
			continue;
		if (i == 0 || marked[i - 1])
			arena_push(a, v, *n, cap)->start = w->v[i].start;
		v[*n - 1].end = w->v[i].end;
		++*words;
	}
	return v;
}

void
analysis_campaign_own(struct arena *a, const char *member,
    const char *template, struct analysis_own *out)
{
	struct pairing p CLEAN(pairing_free) = { 0 };
	bool *m, *t;
	size_t i;

	campaign_words(&p.m, member);
	campaign_words(&p.t, template);
	make_spots(&p);
	find_matches(&p);
	leave_out_chance(&p);
	m = arena_array(&p.a, bool, p.m.n);
	t = arena_array(&p.a, bool, p.t.n);
	for (i = 0; i < p.n; i++) {
		memset(m + p.v[i].m, true, p.v[i].n);
		memset(t + p.v[i].t, true, p.v[i].n);
	}
	mark_ends(&p, m, t);
	*out = (struct analysis_own){ 0 };
	out->own = unmarked(a, &p.m, m, &out->n_own, &out->own_words);
	out->missing = unmarked(a, &p.t, t, &out->n_missing,
	    &out->missing_words);
}
