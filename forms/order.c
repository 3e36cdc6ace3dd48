/* SPDX-License-Identifier: MIT
 *
 * order.c -- options in another order for each respondent, the same one each
 * time that they look.
 */
#include "forms/answers.h"

/* Those that mean something by where they stand do not move. */
static bool
stays(const struct forms_option *o)
{
	return o->pinned || o->write_in || answer_alone(o);
}

/* Rows of a repeat ask the same thing: their options stand alike. */
static uint64_t
seed_of(const struct forms_field *f, uint64_t seed)
{
	const char *s;

	for (s = f->q->name; *s != '\0'; s++)
		seed = (seed ^ (unsigned char)*s) * 0x100000001B3u;
	return seed;
}

const struct forms_option **
forms_order(struct arena *a, const struct forms_field *f, uint64_t seed,
    size_t *n)
{
	const struct forms_question *q = f->q;
	const struct forms_option **out = arena_array(a,
	    const struct forms_option *, q->n_options), *o;
	size_t *moving = arena_array(a, size_t, q->n_options), m = 0, i, k;
	struct forms_rng r;

	*n = 0;
	for (i = 0; i < q->n_options; i++) {
		if (q->options[i].staff)
			continue;
		if (!stays(&q->options[i]))
			moving[m++] = *n;
		out[(*n)++] = &q->options[i];
	}
	if (!q->shuffle)
		return out;
	forms_rng_seed(&r, seed_of(f, seed));
	for (i = m; i > 1; i--) {
		k = forms_rng_below(&r, i);
		o = out[moving[i - 1]];
		out[moving[i - 1]] = out[moving[k]];
		out[moving[k]] = o;
	}
	return out;
}
