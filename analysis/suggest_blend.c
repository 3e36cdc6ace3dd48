/* SPDX-License-Identifier: MIT
 *
 * suggest_blend.c -- which of rule, description and classifier speaks for a
 * code.
 *
 * Scores are on the classifier's scale, where codes that a text has lie about
 * 1, the others about -1, so that codes compare.
 */
#include "analysis/suggest_private.h"

/* A rule that holds, one that does not; what a description and a classifier
 * that has seen little can add. */
static const float HOLDS = 0.25f, FAILS = -1, FITS = 0.6f, ADDS = 0.5f;
enum { AS_MANY = 2 * SUGGEST_LEARNT };

float
blend_prior(const struct suggest_reader *r, size_t code)
{
	return (r->signal[code].rule ? HOLDS : FAILS) +
	       FITS * r->signal[code].fit;
}

/* How much the classifier may say about a code that people have not met often:
 * comments that the codebook quotes count too. */
static float
part(const struct code *c)
{
	size_t n = c->known + c->c.n_examples;

	return n < SUGGEST_LEARNT ? (float)n / SUGGEST_LEARNT : 1;
}

/* What rule and description say for a code (they say nothing against one) is
 * added to what the classifier says, less and less as comments are read: half
 * of it when AS_MANY have the code. */
float
blend(const struct suggest *s, size_t code, float prior, float margin)
{
	const struct code *c = &s->codes[code];
	float share = (float)c->known / (float)(c->known + AS_MANY);

	if (!s->any_rows)
		return prior;
	if (c->learnt)
		return margin + (1 - share) * (prior - FAILS);
	return prior + ADDS * part(c) * (margin + 1);
}

bool
blend_accepts(const struct suggest *s, const struct suggest_reader *r,
    size_t code, float score)
{
	const struct code *c = &s->codes[code];

	if (s->any_rows && c->learnt)
		return score > s->threshold;
	if (c->rule != NULL)
		return r->signal[code].rule;
	/* Nothing but words that the codebook has too: it must be the best. */
	return r->bm25[code] > 0 && score >= r->best_score;
}
