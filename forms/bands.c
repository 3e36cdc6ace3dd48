/* SPDX-License-Identifier: MIT
 *
 * bands.c -- bands of numbers that overlap or leave a gap: in the words of
 * answers ("18 to 24", "24 to 30"), in their `band` flags, and below a value.
 *
 * Words are read only where there is no doubt what they mean: whole numbers in
 * one unit.  A list with one answer that is not understood is left alone, if
 * it has a number in it.
 */
#include "forms/plain.h"

#include <math.h>
#include <stdlib.h>

enum { BANDS_MAX = 60 };

struct band {
	double		 low, high;
	const char	*name;
	struct forms_span at;
};
struct bands { struct band v[BANDS_MAX]; size_t n, ranges; uint64_t units; };

static int
by_low(const void *a, const void *b)
{
	const struct band *x = a, *y = b;

	return (x->low > y->low) - (x->low < y->low);
}

static void
look(struct build *b, struct bands *s)
{
	const struct band *x, *y;
	size_t i;

	qsort(s->v, s->n, sizeof(s->v[0]), by_low);
	for (i = 1; i < s->n; i++) {
		x = &s->v[i - 1];
		y = &s->v[i];
		if (y->low <= x->high)
			doubt(&b->c, "W761", y->at, "let each band start where "
			    "the one before it has ended", "%g is in two bands"
			    ": `%s` and `%s`", y->low, x->name, y->name);
		else if (y->low - x->high > 1)
			doubt(&b->c, "W762", y->at, "", "%g is in no band: "
			    "`%s` ends at %g, and `%s` starts at %g",
			    x->high + 1,
			    x->name, x->high, y->name, y->low);
	}
}

/* ---- in words ------------------------------------------------------------ */

/* 18, 10,000, £5,000, 25%; false for anything else that starts so. */
static bool
whole(struct str s, double *out)
{
	size_t i = 0;
	double x = 0;

	if (s.n > 2 && memcmp(s.p, "\xC2\xA3", 2) == 0)
		i = 2;
	if (i == s.n || s.n - i > 12)
		return false;
	for (; i < s.n; i++) {
		if (s.p[i] >= '0' && s.p[i] <= '9')
			x = x * 10 + (s.p[i] - '0');
		else if (s.p[i] != ',' && !(s.p[i] == '%' && i + 1 == s.n))
			return false;
	}
	*out = x;
	return true;
}

static bool
digit_in(struct str s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (s.p[i] >= '0' && s.p[i] <= '9')
			return true;
	return false;
}

/* The unit that a word names, as a bit; a month by its name is bit 0, for days
 * of different months cannot be compared. */
static uint64_t
unit(struct str s)
{
	static const char *const names[] = { "second", "minute", "hour", "day",
	    "week", "month", "year", "mile", "metre", "km", "kg", "pound",
	    "million", "thousand" };
	static const char *const months[] = { "january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december", "am", "pm" };
	size_t i;

	for (i = 0; i < LEN(months); i++)
		if (str_is(s, months[i]))
			return 1;
	if (s.n > 3 && s.p[s.n - 1] == 's')
		s.n--;
	for (i = 0; i < LEN(names); i++)
		if (str_is(s, names[i]))
			return (uint64_t)2 << i;
	return 0;
}

/* Numbers of one answer, "18-24" being two; false: not understood. */
static bool
numbers(const struct plain_text *t, double v[2], size_t *n, uint64_t *units)
{
	struct str one, half;
	const char *dash;
	size_t i = 0;

	*n = 0;
	*units = 0;
	while (plain_next(&t->low, &i, &one)) {
		*units |= unit(one);
		if (!digit_in(one))
			continue;
		dash = memchr(one.p, '-', one.n);
		half = (struct str){ one.p, dash ? (size_t)(dash - one.p) : 0 };
		if (dash != NULL) {
			if (*n > 0 || !whole(half, &v[(*n)++]))
				return false;
			one.n -= half.n + 1;
			one.p = dash + 1;
		}
		if (*n == 2 || !whole(one, &v[(*n)++]))
			return false;
	}
	return true;
}

/* Is a number below 0 or a sum of two things meant?  Then it is no band. */
static bool
open_end(const struct plain_text *t, double x, struct band *out)
{
	static const char *const below[] = { " under ", " below ",
	    " less than ", " fewer than ", " before ", " younger than " };
	static const char *const to[] = { " up to ", " or under ", " or less ",
	    " or fewer ", " or below ", " or younger ", " and under ",
	    " and below ", " no more than ", " at most " };
	static const char *const above[] = { " over ", " above ", " more than ",
	    " greater than ", " after ", " older than " };
	static const char *const from[] = { " or over ", " or more ",
	    " or above ", " or older ", " and over ", " and above ",
	    " and older ", " at least ", " or later " };

	*out = (struct band){ .low = x, .high = x };
	if (plain_any(t, to, LEN(to)))
		out->low = -INFINITY;
	else if (plain_any(t, from, LEN(from)))
		out->high = INFINITY;
	else if (plain_any(t, below, LEN(below)))
		*out = (struct band){ .low = -INFINITY, .high = x - 1 };
	else if (plain_any(t, above, LEN(above)))
		*out = (struct band){ .low = x + 1, .high = INFINITY };
	else
		return false;
	return true;
}

/* One answer; false: the list is not to be judged. */
static bool
in_words(struct bands *s, const struct forms_option *o, struct plain_text *t)
{
	struct band band;
	uint64_t units;
	double v[2];
	size_t n;

	plain_read(t, o->words);
	if (!numbers(t, v, &n, &units) || (units & 1))
		return false;
	if (n == 0)
		return true;
	if (s->n == BANDS_MAX || (s->n > 0 && units != s->units))
		return false;
	s->units = units;
	if (n == 1) {
		(void)open_end(t, v[0], &band);
	} else {
		if (v[0] >= v[1] || (!plain_has(t, " to ") &&
		    !plain_has(t, " and ") && !plain_has(t, " - ") &&
		    memchr(t->low.p, '-', t->low.n) == NULL))
			return false;
		band = (struct band){ .low = v[0], .high = v[1] };
		s->ranges++;
	}
	band.name = o->name;
	band.at = o->at;
	s->v[s->n++] = band;
	return true;
}

static void
words(struct build *b, const struct forms_question *q, struct plain_text *t)
{
	struct bands s = { 0 };
	size_t i;

	for (i = 0; i < q->n_options; i++)
		if (digit_in(str_of(q->options[i].words)))
			break;
	if (i == q->n_options)
		return;		/* nothing here is a number */
	for (i = 0; i < q->n_options; i++)
		if (q->options[i].missing == FORMS_ANSWERED &&
		    !q->options[i].staff && !in_words(&s, &q->options[i], t))
			return;
	if (s.ranges > 0 && s.n > 1)
		look(b, &s);
}

/* ---- flags and values ---------------------------------------------------- */

static bool
flags(struct build *b, const struct forms_question *q)
{
	struct bands s = { 0 };
	size_t i;

	for (i = 0; i < q->n_options && s.n < BANDS_MAX; i++)
		if (q->options[i].has_band)
			s.v[s.n++] = (struct band){ q->options[i].band_low,
			    q->options[i].band_high, q->options[i].name,
			    q->options[i].at };
	look(b, &s);
	return s.n > 0;
}

static void
values(struct build *b)
{
	const struct forms_value *v;
	struct bands s;
	size_t i, k;

	for (i = 0; i < b->f->n_values; i++) {
		v = &b->f->values[i];
		s = (struct bands){ 0 };
		for (k = 0; k < v->n_bands && k < BANDS_MAX; k++)
			s.v[s.n++] = (struct band){ v->bands[k].low,
			    v->bands[k].high, v->bands[k].name, v->at };
		look(b, &s);
	}
}

void
bands_check(struct build *b)
{
	struct plain_text t = { 0 };
	const struct known *k;

	for (k = b->known; k != NULL; k = k->next)
		if (k->q->n_options > 1 && k->q->type != FORMS_SCALE &&
		    plain_own(b, k->scope) && !flags(b, k->q))
			words(b, k->q, &t);
	values(b);
	plain_free(&t);
}
