/* SPDX-License-Identifier: MIT
 *
 * suggest_train.c -- learning from what people have read.
 */
#include "analysis/suggest_private.h"

#include <math.h>
#include <stdlib.h>

enum { PARTS = 5, TOO_FEW = 30 };
static const float COST = 0.5f, USUAL_THRESHOLD = -0.35f;
/* Thresholds that are tried, in hundredths. */
enum { LOWEST = -100, HIGHEST = 50, TRIED = HIGHEST - LOWEST + 1 };

struct training {
	struct arena a;
	struct suggest *s;
	struct rows rows;
	struct lanes *y; /* [n_blocks][rows] */
	float *cost;
	float *prior; /* [n_read][codes] */
	struct lanes *alpha, *part_alpha, *part_w;
	uint8_t *part;    /* PARTS: in none */
	size_t n, n_read; /* rows; of what people have read */
	uint64_t seed;
};

static void
weigh_features(struct suggest *s)
{
	size_t i;

	for (i = 0; i < BUCKETS; i++)
		s->idf[i] =
		    logf(((float)s->n_units + 1) / ((float)s->seen[i] + 1)) + 1;
}

/* The features of texts that were read get columns, in the order in which they
 * are met. */
static void
add_columns(struct suggest *s, const struct bag *b)
{
	size_t i;

	for (i = 0; i < b->n; i++)
		if (s->column[b->v[i].bucket] == 0)
			s->column[b->v[i].bucket] = (uint32_t)s->n_columns++;
}

/* The row of the text looked at, which has these codes. */
static void
add_row(struct training *t, struct suggest_reader *r, size_t question,
    const size_t *codes, size_t n)
{
	struct suggest *s = t->s;
	size_t row = t->rows.n, block, k;

	add_columns(s, &r->bag);
	reader_row(r, &t->rows, question);
	t->cost[row] = COST;
	for (block = 0; block < s->n_blocks; block++)
		for (k = 0; k < LANES; k++)
			t->y[block * t->n + row].v[k / 4][k % 4] = -1;
	for (k = 0; k < n; k++) {
		size_t lane = codes[k] % LANES;

		t->y[codes[k] / LANES * t->n + row].v[lane / 4][lane % 4] = 1;
	}
}

/* What people have read, and after it the comments that the codebook quotes: so
 * to speak, read by its authors.  Rules and descriptions were written with
 * those in view, so they say nothing about how good rules and descriptions are.
 */
static void
make_rows(struct training *t)
{
	struct suggest *s = t->s;
	struct suggest_reader *r CLEAN(suggest_reader_free) = suggest_reader(s);
	size_t i, k;

	for (i = 0; i < s->n_units; i++)
		t->n_read += s->units[i].read;
	t->n = t->n_read;
	for (i = 0; i < s->n_codes; i++)
		t->n += s->codes[i].c.n_examples;
	t->y = arena_array(&t->a, struct lanes, t->n * s->n_blocks + 1);
	t->cost = arena_array(&t->a, float, t->n + 1);
	t->part = arena_array(&t->a, uint8_t, t->n + 1);
	t->prior = arena_array(&t->a, float, t->n_read * s->n_codes + 1);
	for (i = 0; i < s->n_units; i++) {
		const struct unit *u = &s->units[i];

		if (!u->read)
			continue;
		reader_look(r, u->text);
		for (k = 0; k < s->n_codes; k++)
			t->prior[t->rows.n * s->n_codes + k] =
			    blend_prior(r, k);
		add_row(t, r, u->question, u->codes, u->n_codes);
	}
	for (i = 0; i < s->n_codes; i++)
		for (k = 0; k < s->codes[i].c.n_examples; k++) {
			reader_look(r, s->codes[i].c.examples[k]);
			memset(r->signal, 0, s->n_codes * sizeof(*r->signal));
			add_row(t, r, s->n_questions, &i, 1);
		}
}

/* ---- the threshold, by cross-validation
 * ----------------------------------------- */

static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Cuts what people have read into parts of equal size, at random. */
static void
make_parts(struct training *t)
{
	size_t n = t->n_read, i, j;
	uint64_t state = t->seed;

	for (i = n; i < t->n; i++)
		t->part[i] = PARTS;
	for (i = 0; i < n; i++)
		t->part[i] = (uint8_t)(i % PARTS);
	for (i = n; i > 1; i--) {
		uint8_t x = t->part[i - 1];

		j = (size_t)(mix(state += 0x9e3779b97f4a7c15u) % i);
		t->part[i - 1] = t->part[j];
		t->part[j] = x;
	}
}

/* Counts, for each threshold that is tried, the suggestions above it. */
struct tally {
	uint64_t right[TRIED], wrong[TRIED], all;
};

static void
tally(const struct training *t, size_t block, const struct lanes *w, int part,
    struct tally *out)
{
	const struct suggest *s = t->s;
	size_t i, l;

	for (i = 0; i < t->n_read; i++) {
		struct lanes m, y = t->y[block * t->n + i];

		if (t->part[i] != part)
			continue;
		m = svm_apply(&t->rows, i, w);
		for (l = 0; l < LANES && block * LANES + l < s->n_codes; l++) {
			size_t code = block * LANES + l;
			float x = blend(s, code,
			    t->prior[i * s->n_codes + code], m.v[l / 4][l % 4]);
			bool right = y.v[l / 4][l % 4] > 0;

			if (!s->codes[code].learnt)
				continue;
			x = ceilf(x * 100) - LOWEST - 1;
			out->all += right;
			if (x >= 0)
				(right ? out->right
				       : out->wrong)[x < TRIED ? (int)x
							       : TRIED - 1]++;
		}
	}
}

/* The one with the best F1; of several as good, the nearest to the usual. */
static float
best_threshold(struct tally *y)
{
	float best = -1, at = USUAL_THRESHOLD;
	int i;

	for (i = TRIED - 1; i >= 0; i--) {
		float f, here;

		if (i < TRIED - 1) {
			y->right[i] += y->right[i + 1];
			y->wrong[i] += y->wrong[i + 1];
		}
		f = (float)(2 * y->right[i]) /
		    (float)(y->right[i] + y->wrong[i] + y->all + (y->all == 0));
		here = (float)(i + LOWEST) / 100;
		if (f > best ||
		    (f >= best && fabsf(here - USUAL_THRESHOLD) <
				      fabsf(at - USUAL_THRESHOLD))) {
			best = f;
			at = here;
		}
	}
	return best > 0 ? at : USUAL_THRESHOLD;
}

/* Learns LANES codes from all that was read; then without each part in turn, to
 * see what is said of it.  That starts from what was learnt of all. */
static void
learn(struct training *t, size_t block, struct tally *y)
{
	struct suggest *s = t->s;
	const struct lanes *truth = t->y + block * t->n;
	struct lanes *w = s->w + block * s->n_columns;
	int part;

	memset(w, 0, s->n_columns * sizeof(*w));
	memset(t->alpha, 0, t->n * sizeof(*t->alpha));
	svm_train(&t->rows, truth, t->cost, NULL, 0, t->seed, t->alpha, w);
	for (part = 0; part < PARTS && t->n_read >= TOO_FEW; part++) {
		memcpy(t->part_w, w, s->n_columns * sizeof(*w));
		memcpy(t->part_alpha, t->alpha, t->n * sizeof(*t->alpha));
		svm_train(&t->rows, truth, t->cost, t->part, part, t->seed,
		    t->part_alpha, t->part_w);
		tally(t, block, t->part_w, part, y);
	}
}

void
suggest_train(struct suggest *s, uint64_t seed)
{
	struct training t = {.s = s, .seed = seed};
	struct tally *y = arena_new(&t.a, struct tally);
	size_t i;

	weigh_features(s);
	memset(s->column, 0, BUCKETS * sizeof(*s->column));
	s->n_known_questions = s->n_questions;
	s->n_columns = column_question(s, s->n_questions);
	for (i = 0; i < s->n_codes; i++)
		s->codes[i].learnt = s->codes[i].known >= SUGGEST_LEARNT;
	make_rows(&t);
	make_parts(&t);
	s->any_rows = t.n > 0;
	free(s->w);
	s->w = suggest_room(
	    NULL, s->n_blocks * s->n_columns + 1, &(size_t){1}, sizeof(*s->w));
	t.alpha = arena_array(&t.a, struct lanes, t.n + 1);
	t.part_alpha = arena_array(&t.a, struct lanes, t.n + 1);
	t.part_w = arena_array(&t.a, struct lanes, s->n_columns);
	for (i = 0; i < s->n_blocks; i++)
		learn(&t, i, y);
	s->threshold = best_threshold(y);
	rows_free(&t.rows);
	arena_free(&t.a);
}
