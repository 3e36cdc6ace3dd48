/* SPDX-License-Identifier: MIT
 *
 * match.c -- the codebook's match rules, made ready and run over a text.
 *
 * Each part of a rule gives its places: the runs of words that it matches.
 * A NEAR joins places of both sides, so all of them are needed; the places
 * that are shown to people are chosen afterwards.
 */
#include "analysis/analysis.h"
#include "analysis/words.h"

#include <stdlib.h>

struct places { struct place *v; size_t n, cap; };

struct rule *
rule_make(struct arena *a, struct sb_stemmer *s, const struct forms_search *f)
{
	struct rule *r;

	if (f == NULL)
		return NULL;
	r = arena_new(a, struct rule);
	r->op = f->op;
	r->distance = f->distance > 0 ? (size_t)f->distance : 0;
	if (f->op == FIND_TERM || f->op == FIND_PREFIX ||
	    f->op == FIND_PHRASE) {
		words_split(a, s, f->text, &r->w);
		r->prefix = f->op == FIND_PREFIX;
		if (r->w.n == 1 && r->prefix)
			r->firsts = r->w.firsts;
		else if (r->w.n > 0)
			r->stems = (uint64_t)1 << (r->w.v[0].hash >> 58);
		return r;
	}
	r->left = rule_make(a, s, f->left);
	r->right = rule_make(a, s, f->right);
	return r;
}

static bool
same_word(const struct word *pattern, const struct word *w, bool prefix)
{
	if (prefix)
		return w->n_fold >= pattern->n_fold &&
		    memcmp(w->fold, pattern->fold, pattern->n_fold) == 0;
	return w->hash == pattern->hash && w->n_stem == pattern->n_stem &&
	    memcmp(w->stem, pattern->stem, w->n_stem) == 0;
}

/* Can the first word of this leaf be in the text at all? */
static inline bool
may_hold(const struct rule *r, const struct words *t)
{
	return (r->stems & t->stems) != 0 || (r->firsts & t->firsts) != 0;
}

static void
find_words(struct arena *a, const struct rule *r, const struct words *t,
    struct places *out)
{
	size_t i, k, n = r->w.n;

	if (!may_hold(r, t))
		return;
	for (i = 0; i + n <= t->n; i++) {
		for (k = 0; k < n; k++)
			if (!same_word(&r->w.v[k], &t->v[i + k],
			    r->prefix && k + 1 == n))
				break;
		if (k == n)
			*arena_push(a, out->v, out->n, out->cap) =
			    (struct place){ i, i + n };
	}
}

static int
place_order(const void *va, const void *vb)
{
	const struct place *x = va, *y = vb;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return (x->last > y->last) - (x->last < y->last);
}

static void
tidy(struct places *p)
{
	size_t i, n = 0;

	if (p->n < 2)
		return;
	qsort(p->v, p->n, sizeof(*p->v), place_order);
	for (i = 0; i < p->n; i++)
		if (n == 0 || place_order(&p->v[n - 1], &p->v[i]) != 0)
			p->v[n++] = p->v[i];
	p->n = n;
}

/* Adds every x followed by a y with at most `distance` words between.  y is
 * in order, so those within reach stand together. */
static void
join(struct arena *a, const struct places *x, const struct places *y,
    size_t distance, struct places *out)
{
	size_t i, j, lo, hi, mid;

	for (i = 0; i < x->n; i++) {
		lo = 0;
		hi = y->n;
		while (lo < hi) {
			mid = lo + (hi - lo) / 2;
			if (y->v[mid].first < x->v[i].last)
				lo = mid + 1;
			else
				hi = mid;
		}
		for (j = lo; j < y->n; j++) {
			if (y->v[j].first - x->v[i].last > distance)
				break;
			*arena_push(a, out->v, out->n, out->cap) =
			    (struct place){ x->v[i].first, y->v[j].last };
		}
	}
}

static void
add(struct arena *a, struct places *out, const struct places *p)
{
	size_t i;

	for (i = 0; i < p->n; i++)
		*arena_push(a, out->v, out->n, out->cap) = p->v[i];
}

/* Finds all places of a rule, and whether it holds. */
static bool
places_of(struct arena *a, const struct rule *r, const struct words *t,
    struct places *out)
{
	struct places l = { 0 }, m = { 0 };
	bool left, right;

	switch (r->op) {
	case FIND_TERM: case FIND_PREFIX: case FIND_PHRASE:
		find_words(a, r, t, out);
		return out->n > 0;
	case FIND_NOT:
		return !places_of(a, r->left, t, &l);
	case FIND_OR:
		left = places_of(a, r->left, t, &l);
		right = places_of(a, r->right, t, &m);
		if (left)
			add(a, out, &l);
		if (right)
			add(a, out, &m);
		tidy(out);
		return left || right;
	case FIND_AND: case FIND_NEAR:
		if (!places_of(a, r->left, t, &l) ||
		    !places_of(a, r->right, t, &m))
			return false;
		/* A side without a place (NOT) cannot be near anything: then
		 * it is enough that it holds. */
		if (r->op == FIND_AND || l.n == 0 || m.n == 0) {
			add(a, out, &l);
			add(a, out, &m);
			tidy(out);
			return true;
		}
		join(a, &l, &m, r->distance, out);
		join(a, &m, &l, r->distance, out);
		tidy(out);
		return out->n > 0;
	}
	return false;
}

/* Chooses what to show of a rule that holds. */
static void
witness(struct arena *a, const struct rule *r, const struct words *t,
    struct places *out)
{
	struct places l = { 0 }, m = { 0 };

	switch (r->op) {
	case FIND_NOT:
		return;
	case FIND_OR: {
		bool left = places_of(a, r->left, t, &l);
		bool right = places_of(a, r->right, t, &m);

		/* Where a side without a place holds, the other is shown. */
		if (right && (!left || l.n == 0 || (m.n > 0 &&
		    place_order(&m.v[0], &l.v[0]) < 0)))
			witness(a, r->right, t, out);
		else
			witness(a, r->left, t, out);
		return;
	}
	case FIND_AND:
		witness(a, r->left, t, out);
		witness(a, r->right, t, out);
		tidy(out);
		return;
	default:
		places_of(a, r, t, &l);
		if (l.n > 0)
			*arena_push(a, out->v, out->n, out->cap) = l.v[0];
		return;
	}
}

bool
rule_run(struct arena *a, const struct rule *r, const struct words *t,
    const struct place **v, size_t *n)
{
	struct places p = { 0 };

	*v = NULL;
	*n = 0;
	if (!places_of(a, r, t, &p))
		return false;
	p = (struct places){ 0 };
	witness(a, r, t, &p);
	*v = p.v;
	*n = p.n;
	return true;
}

/* ---- whether it holds, without the places ------------------------------------- */

static bool
has_words(const struct rule *r, const struct words *t)
{
	size_t i, k, n = r->w.n;

	for (i = 0; i + n <= t->n; i++) {
		for (k = 0; k < n; k++)
			if (!same_word(&r->w.v[k], &t->v[i + k],
			    r->prefix && k + 1 == n))
				break;
		if (k == n)
			return true;
	}
	return false;
}

bool
rule_holds(struct arena *a, const struct rule *r, const struct words *t)
{
	struct places p = { 0 };

	switch (r->op) {
	case FIND_TERM: case FIND_PREFIX: case FIND_PHRASE:
		return may_hold(r, t) && has_words(r, t);
	case FIND_NOT:
		return !rule_holds(a, r->left, t);
	case FIND_OR:
		return rule_holds(a, r->left, t) ||
		    rule_holds(a, r->right, t);
	case FIND_AND:
		return rule_holds(a, r->left, t) &&
		    rule_holds(a, r->right, t);
	case FIND_NEAR:
		/* Both sides must hold before it matters how near they are. */
		return rule_holds(a, r->left, t) &&
		    rule_holds(a, r->right, t) && places_of(a, r, t, &p);
	}
	return false;
}

/* ---- what people see -------------------------------------------------------- */

const char *
rule_why(struct arena *a, const struct words *t, const struct place *v,
    size_t n)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t i, from, to;

	for (i = 0; i < n; i++) {
		from = t->v[v[i].first].from;
		to = t->v[v[i].last - 1].to;
		if (i > 0)
			buf_lit(&b, " … ");
		buf_put(&b, t->text + from, to - from);
	}
	return arena_str(a, buf_text(&b));
}

bool
analysis_match(const struct forms_search *f, const char *text,
    struct analysis_hit *hit)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct sb_stemmer *s CLEAN(words_stemmer_free) = words_stemmer();
	const struct place *v;
	struct words t;
	size_t n;

	words_split(&a, s, text, &t);
	if (!rule_run(&a, rule_make(&a, s, f), &t, &v, &n))
		return false;
	*hit = (struct analysis_hit){ -1, -1 };
	if (n > 0)
		*hit = (struct analysis_hit){ t.v[v[0].first].start,
		    t.v[v[0].last - 1].end };
	return true;
}
