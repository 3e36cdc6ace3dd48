/* SPDX-License-Identifier: MIT
 *
 * suggest_next.c -- which comment is best read next.
 */
#include "analysis/suggest_private.h"

#include <math.h>
#include <stdlib.h>

struct queue {
	struct arena a;
	size_t *unit, n; /* nobody has read them */
	float *key;      /* [codes][n]: the smaller, the sooner */
	bool *taken;
	size_t *turn; /* codes, the rarest first */
};

/* A code about which too little is known needs comments that have it: the
 * likeliest.  One that is known needs those at its boundary. */
static float
key_of(const struct suggest *s, size_t code, float score)
{
	return s->codes[code].learnt ? fabsf(score - s->threshold) : -score;
}

static void
weigh(struct queue *q, struct suggest_reader *r)
{
	const struct suggest *s = r->s;
	size_t i, c;

	q->unit = arena_array(&q->a, size_t, s->n_units + 1);
	for (i = 0; i < s->n_units; i++)
		if (!s->units[i].read)
			q->unit[q->n++] = i;
	q->taken = arena_array(&q->a, bool, q->n + 1);
	q->key = arena_array(&q->a, float, q->n * s->n_codes + 1);
	for (i = 0; i < q->n; i++) {
		const struct unit *u = &s->units[q->unit[i]];

		reader_look(r, u->text);
		reader_score(r, u->question);
		for (c = 0; c < s->n_codes; c++)
			q->key[c * q->n + i] = key_of(s, c, r->score[c]);
	}
}

static void
order_codes(struct queue *q, const struct suggest *s)
{
	size_t i, k;

	q->turn = arena_array(&q->a, size_t, s->n_codes + 1);
	for (i = 0; i < s->n_codes; i++) {
		for (k = i; k > 0 &&
			    s->codes[q->turn[k - 1]].known > s->codes[i].known;
		     k--)
			q->turn[k] = q->turn[k - 1];
		q->turn[k] = i;
	}
}

size_t
suggest_next(struct suggest_reader *r, size_t *text, size_t *why, size_t most)
{
	const struct suggest *s = r->s;
	struct queue q = {0};
	size_t n, i;

	weigh(&q, r);
	order_codes(&q, s);
	for (n = 0; n < most && n < q.n; n++) {
		size_t code = s->n_codes > 0 ? q.turn[n % s->n_codes] : 0;
		size_t best = q.n;
		const float *key = q.key + code * q.n;

		for (i = 0; i < q.n; i++)
			if (!q.taken[i] &&
			    (best == q.n ||
				(s->n_codes > 0 && key[i] < key[best])))
				best = i;
		q.taken[best] = true;
		text[n] = q.unit[best];
		if (why != NULL)
			why[n] = code;
	}
	arena_free(&q.a);
	return n;
}
