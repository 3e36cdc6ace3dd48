/* SPDX-License-Identifier: MIT
 *
 * suggest_rank.c -- the codes of a text in order, and the words that say why.
 */
#include "analysis/suggest_private.h"

#include <math.h>
#include <stdlib.h>

void
reader_score(struct suggest_reader *r, size_t question)
{
	const struct suggest *s = r->s;
	struct lanes m = {0};
	size_t c;

	if (s->any_rows) {
		r->row.n = 0;
		reader_row(r, &r->row, question);
	}
	for (c = 0; c < s->n_codes; c++) {
		if (s->any_rows && c % LANES == 0)
			m = svm_apply(
			    &r->row, 0, s->w + c / LANES * s->n_columns);
		r->score[c] =
		    blend(s, c, blend_prior(r, c), m.v[c % LANES / 4][c % 4]);
		if (c == 0 || r->score[c] > r->best_score)
			r->best_score = r->score[c];
	}
}

static int
suggestion_order(const void *va, const void *vb)
{
	const struct suggestion *x = va, *y = vb;

	if (x->score != y->score)
		return x->score > y->score ? -1 : 1;
	return (x->code > y->code) - (x->code < y->code);
}

static enum suggest_from
from(const struct suggest_reader *r, size_t code)
{
	const struct suggest *s = r->s;

	if (s->any_rows && s->codes[code].learnt)
		return SUGGEST_READINGS;
	return r->signal[code].rule ? SUGGEST_RULE : SUGGEST_DESCRIPTION;
}

/* Far above the threshold, above it, below. */
static int
strength(const struct suggestion *v, float threshold)
{
	if (!v->accepted)
		return 1;
	return v->score > threshold + 0.5f ? 3 : 2;
}

size_t
suggest_rank(struct suggest_reader *r, const char *question, const char *text,
    struct suggestion *v)
{
	const struct suggest *s = r->s;
	size_t c;

	reader_look(r, text);
	reader_score(r, suggest_question(s, question));
	for (c = 0; c < s->n_codes; c++) {
		v[c] = (struct suggestion){.code = c,
		    .score = r->score[c],
		    .accepted = blend_accepts(s, r, c, r->score[c]),
		    .from = from(r, c)};
		v[c].strength = strength(&v[c], s->threshold);
	}
	qsort(v, s->n_codes, sizeof(*v), suggestion_order);
	return s->n_codes;
}
