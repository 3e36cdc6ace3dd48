/* SPDX-License-Identifier: MIT
 *
 * candidates.c -- enough answers to a question that every answer there can be
 * is, for its conditions, like one of them.
 */
#include "forms/candidates.h"

#include <math.h>
#include <stdlib.h>

enum {
	NUMBERS_MAX = 2001,	/* tried one by one, for a sum of answers */
	KINDS_MAX = 12		/* of options that conditions tell apart, in
				   one question that takes several */
};
#define EDGE	999999999999999.0	/* value_number takes 15 digits */
#define FIRST_DAY	(-719162.0)	/* 0001-01-01 */
#define LAST_DAY	2932896.0	/* 9999-12-31 */
#define SOME_DAY	(-25567.0)	/* 1900-01-01 */
#define LATE_DAY	47482.0		/* 2100-01-01 */

struct candidate *
candidate_add(struct graph *g, struct candidates *c, enum forms_state state,
    double weight)
{
	struct candidate *k = arena_push(g->a, c->v, c->n, c->cap);

	*k = (struct candidate){ .answer.state = state, .weight = weight };
	return k;
}

void
candidate_option(struct graph *g, struct candidates *c, const struct forms_option *o,
    double weight)
{
	struct candidate *k = candidate_add(g, c, o->missing, o->staff ? 0 : weight);

	k->answer.chosen = arena_array(g->a, const struct forms_option *, 1);
	k->answer.chosen[0] = o;
	k->answer.n = 1;
	k->desk = o->staff;
}

/* ---- several answers ---------------------------------------------------- */

/* Options that no condition tells apart are of one kind. */
struct kinds {
	const struct forms_question *q;
	size_t	 of[512];	/* SIZE_MAX: stands alone, or staff */
	size_t	 size[KINDS_MAX];
	bool	 staff[KINDS_MAX];
	size_t	 n;
	bool	 on[KINDS_MAX];
};

static bool
member(const struct forms_expr *x, const struct forms_option *o)
{
	size_t i;

	for (i = 0; i < x->n; i++)
		if (x->options[i] == o)
			return true;
	return false;
}

static bool
alone(const struct forms_option *o)
{
	return o->exclusive || o->missing != FORMS_ANSWERED;
}

static bool
scores(const struct forms_expr *x)
{
	for (; x != NULL; x = x->left)
		if (x->op == EXPR_SCORE || scores(x->right))
			return true;
	return false;
}

static bool
same_kind(const struct pvar *v, const struct forms_option *a,
    const struct forms_option *b)
{
	size_t i;

	if (a->staff != b->staff)
		return false;
	for (i = 0; i < v->n_leaves; i++) {
		if (v->leaves[i].x->op == EXPR_WROTE && (a->write_in ||
		    b->write_in))
			return false;
		if ((a->has_score || b->has_score) && scores(v->leaves[i].x))
			return false;
	}
	for (i = 0; i < v->n_leaves; i++)
		if (v->leaves[i].x->op == EXPR_INCLUDES &&
		    member(v->leaves[i].x, a) != member(v->leaves[i].x, b))
			return false;
	return true;
}

static bool
sort_kinds(struct graph *g, const struct pvar *v, struct kinds *k)
{
	const struct forms_question *q = k->q;
	size_t i, j;

	for (i = 0; i < q->n_options && i < LEN(k->of); i++) {
		k->of[i] = SIZE_MAX;
		if (alone(&q->options[i]) || (q->options[i].staff &&
		    !g->elsewhere))
			continue;
		for (j = 0; j < i; j++)
			if (k->of[j] != SIZE_MAX && same_kind(v,
			    &q->options[i], &q->options[j]))
				break;
		k->of[i] = j < i ? k->of[j] : k->n;
		if (j == i && k->n == KINDS_MAX)
			return false;
		k->n += j == i;
		k->size[k->of[i]]++;
		k->staff[k->of[i]] = q->options[i].staff;
	}
	return true;
}

/* The answer with so many ticks among the kinds that are on: one of each
 * first, then what is left. */
static void
ticks(struct graph *g, const struct kinds *k, struct forms_answer *a,
    size_t want)
{
	const struct forms_question *q = k->q;
	bool *take = arena_array(g->a, bool, q->n_options);
	bool have[KINDS_MAX] = { false };
	size_t i, n = 0;

	for (i = 0; i < q->n_options; i++)
		if (k->of[i] != SIZE_MAX && k->on[k->of[i]] &&
		    !have[k->of[i]]) {
			take[i] = have[k->of[i]] = true;
			n++;
		}
	for (i = 0; i < q->n_options; i++)
		if (n < want && !take[i] && k->of[i] != SIZE_MAX &&
		    k->on[k->of[i]]) {
			take[i] = true;
			n++;
		}
	a->chosen = arena_array(g->a, const struct forms_option *, n);
	for (i = 0; i < q->n_options; i++)
		if (take[i])
			a->chosen[a->n++] = &q->options[i];
}

/* How many sets of so many options there are, each kind that is on being in
 * it: the coefficients of the product of (1 + x)^size - 1. */
static void
times_kind(double *out, const double *in, size_t n, size_t size)
{
	double c = 1;
	size_t i, j;

	for (i = 0; i <= n; i++)
		out[i] = 0;
	for (j = 1; j <= size && j <= n; j++) {
		c = c * (double)(size - j + 1) / (double)j;
		for (i = 0; i + j <= n; i++)
			out[i + j] += in[i] * c;
	}
}

static void
subsets(struct graph *g, struct candidates *c, struct kinds *k, size_t at,
    const double *ways, bool counted)
{
	size_t most = k->q->most ? k->q->most : k->q->n_options;
	size_t least = k->q->least ? k->q->least : 1, i;
	double *more, total = 0;
	bool any = false, staff = false;
	struct candidate *one;

	if (at < k->n) {
		k->on[at] = false;
		subsets(g, c, k, at + 1, ways, counted);
		more = arena_array(g->a, double, most + 1);
		times_kind(more, ways, most, k->size[at]);
		k->on[at] = true;
		subsets(g, c, k, at + 1, more, counted);
		return;
	}
	for (i = 0; i < k->n; i++) {
		any |= k->on[i];
		staff |= k->on[i] && k->staff[i];
	}
	for (i = least; any && i <= most; i++) {
		total += ways[i];
		if (ways[i] > 0 && (counted || total == ways[i])) {
			one = candidate_add(g, c, FORMS_ANSWERED, ways[i]);
			one->desk = staff;
			ticks(g, k, &one->answer, i);
		} else if (ways[i] > 0) {
			c->v[c->n - 1].weight += ways[i];
		}
	}
}

static bool
several(struct graph *g, const struct pvar *v, struct candidates *c)
{
	struct kinds *k = arena_new(g->a, struct kinds);
	size_t most, i;
	bool counted = false;
	double *one;

	k->q = v->f->q;
	most = k->q->most ? k->q->most : k->q->n_options;
	if (!sort_kinds(g, v, k))
		return false;
	for (i = 0; i < v->n_leaves; i++)
		counted |= v->leaves[i].x->op != EXPR_INCLUDES &&
		    v->leaves[i].x->op != EXPR_WROTE &&
		    v->leaves[i].x->op != EXPR_IS;
	one = arena_array(g->a, double, most + 1);
	one[0] = 1;
	subsets(g, c, k, 0, one, counted);
	for (i = 0; i < k->q->n_options; i++)
		if (alone(&k->q->options[i]) && (g->elsewhere ||
		    !k->q->options[i].staff))
			candidate_option(g, c, &k->q->options[i], 1);
	return true;
}

/* ---- numbers ------------------------------------------------------------ */

struct line_of { double slope, base; };	/* slope * answer + base */

static bool
straight(const struct forms_expr *x, struct line_of *out)
{
	struct line_of l = { 0, 0 }, r = { 0, 0 };

	if (x->op == EXPR_NUMBER || x->op == EXPR_FIELD) {
		*out = x->op == EXPR_FIELD ? (struct line_of){ 1, 0 } :
		    (struct line_of){ 0, x->number };
		return true;
	}
	if (x->op < EXPR_ADD || x->op > EXPR_DIV || !straight(x->left, &l) ||
	    !straight(x->right, &r))
		return false;
	if (x->op == EXPR_ADD || x->op == EXPR_SUB) {
		double sign = x->op == EXPR_ADD ? 1 : -1;

		*out = (struct line_of){ l.slope + sign * r.slope,
		    l.base + sign * r.base };
		return true;
	}
	if (x->op == EXPR_MUL && l.slope == 0)
		*out = (struct line_of){ l.base * r.slope, l.base * r.base };
	else if (x->op == EXPR_MUL && r.slope == 0)
		*out = (struct line_of){ l.slope * r.base, l.base * r.base };
	else if (r.slope == 0 && r.base != 0)
		*out = (struct line_of){ l.slope / r.base, l.base / r.base };
	else if (r.slope == 0)
		*out = (struct line_of){ 0, 0 };	/* always missing */
	else
		return false;
	return true;
}

struct points {			/* in units of the grid */
	double		*v;
	size_t		 n, cap;
	enum forms_date	 unit;		/* FORMS_DAY for what is no date */
};

/* The first day of the month or year that this day is in, or of the one after
 * it. */
static double
first_day(double day, enum forms_date unit, int after)
{
	struct date d = date_from_days((int64_t)day);

	if (unit == FORMS_YEAR) {
		d.year += after;
		d.month = 1;
	} else {
		d.month += after;
		d.year += d.month > 12;
		d.month = d.month > 12 ? 1 : d.month;
	}
	d.day = 1;
	return (double)date_days(d);
}

static void
point(struct graph *g, struct points *p, double at, double low, double high)
{
	int after;

	at = at < low ? low : at > high ? high : at;
	if (p->unit != FORMS_MONTH && p->unit != FORMS_YEAR) {
		*arena_push(g->a, p->v, p->n, p->cap) = at;
		return;
	}
	for (after = 0; after < 2; after++)
		if (first_day(at, p->unit, after) <= high)
			*arena_push(g->a, p->v, p->n, p->cap) =
			    first_day(at, p->unit, after);
}

static int
by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Where a comparison turns, and its neighbours on both sides; false: it does
 * not turn once. */
static bool
turns(struct graph *g, const struct forms_expr *x, struct points *p,
    double scale, double low, double high)
{
	struct line_of l, r;
	double at;
	int i;

	if (x->op == EXPR_IS)
		return true;
	if (!straight(x->left, &l) || !straight(x->right, &r))
		return false;
	if (l.slope == r.slope)
		return true;
	at = floor((r.base - l.base) / (l.slope - r.slope) * scale);
	for (i = -1; i <= 2; i++)
		point(g, p, at + i, low, high);
	return true;
}

/* A date that is not whole has no number. */
static void
number_is(struct graph *g, const struct forms_question *q,
    struct candidate *c, double number)
{
	char text[11] = "2000";

	c->answer.number = number;
	if (q->type != FORMS_DATE)
		return;
	if (!isnan(number))
		date_text(date_from_days((int64_t)number), text);
	if (q->date == FORMS_MONTH || q->date == FORMS_YEAR)
		text[q->date == FORMS_MONTH ? 7 : 4] = '\0';
	c->answer.text = arena_str(g->a, text);
}

/* Each point stands for all up to the next.  Of dates without a range, nobody
 * gives those of other centuries, though they could. */
static void
intervals(struct graph *g, struct candidates *c,
    const struct forms_question *q, const struct points *p, double scale)
{
	bool date = q->type == FORMS_DATE, ends = q->has_range || date, far;
	double wide;
	size_t i, j;
	int pass;

	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < p->n; i = j) {
			for (j = i + 1; j < p->n && p->v[j] == p->v[i]; j++)
				;
			wide = ends && j < p->n ? p->v[j] - p->v[i] : 1;
			far = date && !q->has_range && (p->v[i] < SOME_DAY ||
			    p->v[i] >= LATE_DAY);
			if (far == (pass == 1))
				number_is(g, q, candidate_add(g, c,
				    FORMS_ANSWERED, far ? 0 : wide),
				    p->v[i] / scale + 0.0);
		}
}

static bool
numbers(struct graph *g, const struct pvar *v, struct candidates *c)
{
	const struct forms_question *q = v->f->q;
	double scale = pow(10, q->decimals);
	bool date = q->type == FORMS_DATE, ends = q->has_range || date;
	double low = q->has_range ? ceil(q->low * scale) : date ? FIRST_DAY :
	    -EDGE;
	double high = q->has_range ? floor(q->high * scale) : date ? LAST_DAY :
	    EDGE, at;
	struct points p = { .unit = date ? q->date : FORMS_DAY };
	bool grid = v->grid;
	size_t i;

	for (i = 0; i < v->n_leaves; i++)
		if (!v->leaves[i].number)
			grid |= !turns(g, v->leaves[i].x, &p, scale, low,
			    high);
	if (grid && high - low + 1 > NUMBERS_MAX)
		return false;
	for (at = low; grid && at <= high; at++)
		point(g, &p, at, low, high);
	if (ends) {
		point(g, &p, low, low, high);
		point(g, &p, high, low, high);
	}
	if (p.n == 0)
		point(g, &p, 1, low, high);
	if (date && !q->has_range) {
		point(g, &p, SOME_DAY, low, high);
		point(g, &p, LATE_DAY, low, high);
	}
	qsort(p.v, p.n, sizeof(*p.v), by_size);
	intervals(g, c, q, &p, scale);
	if (date && q->date == FORMS_PARTIAL)
		number_is(g, q, candidate_add(g, c, FORMS_ANSWERED, 1), NAN);
	return true;
}

/* ---- all ---------------------------------------------------------------- */

static void
options(struct graph *g, const struct forms_question *q, struct candidates *c,
    double weight)
{
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (g->elsewhere || !q->options[i].staff)
			candidate_option(g, c, &q->options[i], weight);
}

static void
fail(struct graph *g, const struct pvar *v, enum why_not why)
{
	g->why_not = why;
	g->because = v->f;
}

static bool
asks_wrote(const struct pvar *v)
{
	size_t i;

	for (i = 0; i < v->n_leaves; i++)
		if (v->leaves[i].x->op == EXPR_WROTE)
			return true;
	return false;
}

/* Each answer with a box beside it, with words in the box and without. */
static void
written_in(struct graph *g, struct candidates *c)
{
	size_t n = c->n, i, j;
	struct candidate *k;

	for (i = 0; i < n; i++) {
		for (j = 0; j < c->v[i].answer.n &&
		    !c->v[i].answer.chosen[j]->write_in; j++)
			;
		if (j == c->v[i].answer.n)
			continue;
		c->v[i].weight /= 2;
		k = candidate_add(g, c, FORMS_ANSWERED, 0);
		*k = c->v[i];
		k->answer.write_in = "…";
	}
}

static bool
given(const struct candidates *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		if (!c->v[i].desk)
			return true;
	return false;
}

bool
candidates_of(struct graph *g, const struct pvar *v, struct candidates *c)
{
	const struct forms_question *q = v->f->q;
	bool paper = forms_accepts(g->form, "paper"), can;

	switch (q->type) {
	case FORMS_ONE:
	case FORMS_SCALE:
		options(g, q, c, 1);
		if (paper)
			candidate_add(g, c, FORMS_SEVERAL, 0)->desk = true;
		break;
	case FORMS_MANY:
		if (!several(g, v, c)) {
			fail(g, v, TOO_MANY_TICKS);
			return false;
		}
		break;
	case FORMS_RANK:
	case FORMS_SHARE:
		if (!(q->type == FORMS_RANK ? candidates_rank(g, v, c) :
		    candidates_share(g, v, c))) {
			fail(g, v, TOO_MANY_TICKS);
			return false;
		}
		break;
	case FORMS_NUMBER:
	case FORMS_DATE:
		if (!numbers(g, v, c)) {
			fail(g, v, TOO_MANY_NUMBERS);
			return false;
		}
		options(g, q, c, 0);
		break;
	case FORMS_LINE:
	case FORMS_TEXT:
	case FORMS_POSTCODE:
	case FORMS_FILE:
		candidate_add(g, c, FORMS_ANSWERED, 1)->answer.text = "…";
		options(g, q, c, 0);
		break;
	}
	if (asks_wrote(v))
		written_in(g, c);
	/* where only staff have answers, nobody else can but leave it */
	can = given(c);
	candidate_add(g, c, FORMS_BLANK, length_written(q))->blank = can;
	if (paper)
		candidate_add(g, c, FORMS_ILLEGIBLE, 0)->desk = true;
	return true;
}
