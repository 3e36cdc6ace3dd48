/* SPDX-License-Identifier: MIT
 *
 * agree_unitizing.c -- alpha for stretches of one text.
 *
 * For each code the text of each coder falls into sections: stretches with the
 * code, and the gaps between them.
 */
#include "analysis/agree_private.h"

#include <stdlib.h>

struct section { double start, length; bool marked; };
struct sections { struct section *v; size_t n, marked; };

static int
start_order(const void *va, const void *vb)
{
	const struct agree_stretch *a = va, *b = vb;

	return (a->start > b->start) - (a->start < b->start);
}

static void
add(struct sections *s, int64_t from, int64_t to, bool marked)
{
	if (to > from)
		s->v[s->n++] = (struct section){ (double)from,
		    (double)(to - from), marked };
	s->marked += marked;
}

/* v[n] in order of start. */
static void
cut(struct arena *a, const struct agree_stretch *v, size_t n, size_t coder,
    size_t code, int64_t length, struct sections *out)
{
	int64_t at = 0;
	size_t i;

	*out = (struct sections){ arena_array(a, struct section, 2 * n + 1),
	    0, 0 };
	for (i = 0; i < n; i++) {
		if (v[i].coder != coder || v[i].code != code)
			continue;
		add(out, at, v[i].start, false);
		at = v[i].start + v[i].length;
		add(out, v[i].start, at, true);
	}
	add(out, at, length, false);
}

/* ---- disagreement -------------------------------------------------------- */

/* Two stretches that overlap: the squares of how far their ends are apart.  A
 * stretch within a gap: the square of its length. */
static double
difference(const struct section *x, const struct section *y)
{
	double start = x->start - y->start;
	double end = start + x->length - y->length;

	if (x->marked && y->marked)
		return start < y->length && -start < x->length ?
		    start * start + end * end : 0;
	if (x->marked && !y->marked)
		return start >= 0 && end <= 0 ? x->length * x->length : 0;
	if (!x->marked && y->marked)
		return start <= 0 && end >= 0 ? y->length * y->length : 0;
	return 0;
}

static double
observed(const struct sections *s, size_t coders, double length)
{
	double sum = 0, pairs = (double)coders * (double)(coders - 1);
	size_t i, j, g, h;

	for (i = 0; i < coders; i++)
		for (j = 0; j < coders; j++)
			for (g = 0; i != j && g < s[i].n; g++)
				for (h = 0; h < s[j].n; h++)
					sum += difference(&s[i].v[g],
					    &s[j].v[h]);
	return sum / (pairs * length * length);
}

/* In how many places does a stretch fit into gaps, of all coders? */
static double
room(const struct sections *s, size_t coders, double length)
{
	double sum = 0;
	size_t j, h;

	for (j = 0; j < coders; j++)
		for (h = 0; h < s[j].n; h++)
			if (!s[j].v[h].marked && s[j].v[h].length >= length)
				sum += s[j].v[h].length - length + 1;
	return sum;
}

static double
expected(const struct sections *s, size_t coders, double length)
{
	double sum = 0, own = 0, marked = 0, l, all = (double)coders * length;
	size_t i, g;

	for (i = 0; i < coders; i++)
		marked += (double)s[i].marked;
	for (i = 0; i < coders; i++)
		for (g = 0; g < s[i].n; g++) {
			if (!s[i].v[g].marked)
				continue;
			l = s[i].v[g].length;
			sum += (marked - 1) / 3 *
			    (2 * l * l * l - 3 * l * l + l) +
			    l * l * room(s, coders, l);
			own += l * (l - 1);
		}
	return 2 / length * sum / (all * (all - 1) - own);
}

/* ---- all codes ----------------------------------------------------------- */

struct agree_value
agree_unitizing(const struct agree_stretch *v, size_t n, size_t coders,
    size_t codes, int64_t length)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct agree_stretch *order = arena_array(&a, struct agree_stretch,
	    n + 1);
	struct sections *s = arena_array(&a, struct sections, coders + 1);
	double seen = 0, chance = 0;
	size_t code, i;

	if (coders < 2 || length <= 0)
		return agree_unknown(AGREE_NO_PAIRS);
	if (n == 0)
		return agree_unknown(AGREE_UNUSED);
	memcpy(order, v, n * sizeof(*v));
	qsort(order, n, sizeof(*order), start_order);
	for (code = 0; code < codes; code++) {
		for (i = 0; i < coders; i++)
			cut(&a, order, n, i, code, length, &s[i]);
		seen += observed(s, coders, (double)length);
		chance += expected(s, coders, (double)length);
	}
	if (!(chance > 0))
		return agree_unknown(AGREE_ONE_VALUE);
	return agree_known(1 - seen / chance);
}
