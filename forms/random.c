/* SPDX-License-Identifier: MIT
 *
 * random.c -- made-up respondents who answer by the rules: for rehearsals and
 * for tests.
 */
#include "forms/random.h"

#include <math.h>

/* At an answer that keeps the rules. */
enum { TRIES = 60 };

/* ---- the generator ------------------------------------------------------- */

static uint64_t
splitmix(uint64_t *x)
{
	uint64_t z = *x += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}

void
forms_rng_seed(struct forms_rng *r, uint64_t seed)
{
	size_t i;

	for (i = 0; i < LEN(r->s); i++)
		r->s[i] = splitmix(&seed);
}

static uint64_t
rotate(uint64_t x, int k)
{
	return x << k | x >> (64 - k);
}

/* xoshiro256** 1.0, Blackman and Vigna, public domain. */
uint64_t
forms_rng_next(struct forms_rng *r)
{
	uint64_t *s = r->s, out = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= t;
	s[3] = rotate(s[3], 45);
	return out;
}

size_t
forms_rng_below(struct forms_rng *r, size_t n)
{
	uint64_t most = UINT64_MAX - UINT64_MAX % n, v;

	do
		v = forms_rng_next(r);
	while (v >= most);
	return (size_t)(v % n);
}

double
random_unit(struct forms_rng *r)
{
	return (double)(forms_rng_next(r) >> 11) * 0x1p-53;
}

bool
random_chance(struct forms_rng *r, int percent)
{
	return forms_rng_below(r, 100) < (size_t)percent;
}

/* ---- opinions ------------------------------------------------------------ */

/* A stable number for a place in the form, so that people lean differently
 * on each row, and the same way in each run (FNV-1a). */
static uint64_t
mark(uint64_t h, const char *s)
{
	for (h ^= 0xCBF29CE484222325u; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001B3u;
	return splitmix(&h);
}

/* People of one sort lean together: the sort is the first choice they made. */
static const char *
sort_of(const struct forms_answers *as)
{
	size_t i;

	for (i = 0; i < as->form->n_fields; i++)
		if (as->form->fields[i].q->type == FORMS_ONE &&
		    as->v[i].state == FORMS_ANSWERED && as->v[i].n > 0)
			return as->v[i].chosen[0]->name;
	return "";
}

/* How people stand to a row, in percent: for it, and between; the rest is
 * against.  Consultations mostly ask about things that most people welcome: 66
 * to 89 are for it.  One row in eight is contested. */
struct stand { int up, middle, strong; };

static struct stand
stand(const struct forms_answers *as, const struct forms_field *f)
{
	uint64_t row = mark(0, f->id);
	int shift = (int)(mark(row, sort_of(as)) % 9) - 4;
	struct stand s = { 66 + (int)((row >> 40) % 24), 8 + (int)(row >> 8 & 7),
	    35 + (int)(row >> 16 & 31) };

	if ((row >> 32) % 8 == 0)
		s = (struct stand){ 44 + (int)(row % 6), 16, s.strong };
	s.up += shift;
	if (s.up > 96 - s.middle)	/* somebody is against anything */
		s.up = 96 - s.middle;
	return s;
}

void
random_hat(struct hat *h, const struct forms_question *q, bool ordinary)
{
	size_t i;

	h->n = 0;
	for (i = 0; i < q->n_options && h->n < LEN(h->o); i++) {
		const struct forms_option *o = &q->options[i];
		bool alone = o->missing != FORMS_ANSWERED ||
		    (q->type == FORMS_MANY && o->exclusive);

		if (!o->staff && alone != ordinary)
			h->o[h->n++] = o;
	}
}

/* From the favourable end (the highest score; without scores, as written, the
 * first): a side or the middle, then how strongly. */
static const struct forms_option *
opinion(const struct forms_answers *as, const struct forms_field *f,
    struct hat *h, struct forms_rng *r)
{
	struct stand s = stand(as, f);
	size_t side = h->n / 2, at;
	int v = (int)forms_rng_below(r, 100);

	if (v >= s.up && v < s.up + s.middle && h->n % 2 == 1) {
		at = side;
	} else {
		for (at = 0; at + 1 < side && !random_chance(r, s.strong); at++)
			;
		if (v >= s.up)		/* against it people are milder */
			at = h->n - 1 - (side > 1 ? side - 1 - at : 0);
	}
	if (h->o[0]->has_score && h->o[0]->score < h->o[h->n - 1]->score)
		at = h->n - 1 - at;
	return h->o[at];
}

/* The usual answers tend to stand first, "something else" is rare, and about
 * one in twelve answers for an organisation. */
static const struct forms_option *
pick(const struct forms_field *f, struct hat *h, struct forms_rng *r)
{
	size_t weight[LEN(h->o)], total = 0, i, at;

	for (i = 0; i < h->n; i++) {
		weight[i] = h->o[i]->write_in ? 3 : 6 + 24 / (i + 1);
		weight[i] += mark(mark(0, f->id), h->o[i]->name) % 6;
		total += weight[i];
	}
	for (i = 0; i < h->n; i++)
		if (h->n > 1 && f->q->type == FORMS_ONE &&
		    strcmp(h->o[i]->name, "organisation") == 0) {
			total -= weight[i];
			weight[i] = (total + 5) / 11;
			total += weight[i];
		}
	at = forms_rng_below(r, total);
	for (i = 0; at >= weight[i]; i++)
		at -= weight[i];
	return h->o[i];
}

/* ---- answers ------------------------------------------------------------- */

/* As much of s as the limit allows, in UTF-16 units. */
static const char *
cut(struct arena *a, const char *s, size_t limit)
{
	const char *p = s, *next;

	while (*p != '\0') {
		next = p;
		utf8_next(&next);
		if (utf8_count16(s, (size_t)(next - s)) > limit)
			return arena_strn(a, s, (size_t)(p - s));
		p = next;
	}
	return s;
}

/* The first so many words of s; 0: all of it. */
static const char *
first_words(struct arena *a, const char *s, size_t most)
{
	size_t n = strlen(s);

	while (most > 0 && value_words(s) > most) {
		while (n > 0 && s[n - 1] == ' ')
			n--;
		while (n > 0 && s[n - 1] != ' ')
			n--;
		if (n == 0)
			return NULL;
		s = arena_strn(a, s, n);
	}
	return s;
}

static const char *
some_words(struct turn *t, size_t limit)
{
	const char *s = t->words != NULL ?
	    t->words(t->arg, t->as, t->f, t->r) : NULL;

	return s != NULL ? cut(t->as->a, s, limit) : NULL;
}

static size_t
choices(struct turn *t, const struct forms_option **out)
{
	const struct forms_question *q = t->f->q;
	struct hat rare, h;
	size_t want, most, i, n = 0;

	random_hat(&rare, q, false);
	random_hat(&h, q, true);
	if (h.n == 0 && rare.n == 0)
		return 0;
	if (h.n == 0 || (rare.n > 0 && random_chance(t->r, 6))) {
		out[0] = rare.o[forms_rng_below(t->r, rare.n)];
		return 1;
	}
	if (q->type == FORMS_SCALE) {
		out[0] = opinion(t->as, t->f, &h, t->r);
		return 1;
	}
	if (q->type != FORMS_MANY) {
		out[0] = pick(t->f, &h, t->r);
		return 1;
	}
	most = q->most > 0 && q->most < h.n ? q->most : h.n;
	want = 1 + forms_rng_below(t->r, most);
	if (most > 3 && random_chance(t->r, 60))
		want = 1 + forms_rng_below(t->r, 3);
	if (want < q->least)
		want = q->least < most ? q->least : most;
	while (n < want) {
		out[n] = pick(t->f, &h, t->r);
		for (i = 0; h.o[i] != out[n]; i++)
			;
		h.o[i] = h.o[--h.n];
		n++;
	}
	return n;
}

static void
answer_choice(struct turn *t)
{
	const struct forms_option *chosen[64];
	const char *names[64], *write_in = NULL;
	struct forms_problem p;
	size_t n = choices(t, chosen), i;

	for (i = 0; i < n; i++) {
		names[i] = chosen[i]->name;
		if (chosen[i]->write_in && write_in == NULL && random_chance(t->r, 80))
			write_in = some_words(t, FORMS_WRITE_IN_LIMIT);
	}
	forms_answer_set(t->as, t->f, names, n, write_in, &p);
}

static const char *
some_number(struct turn *t)
{
	const struct forms_question *q = t->f->q;
	double low = q->has_range ? q->low : 0;
	double high = q->has_range ? q->high : 100;
	double scale = pow(10, q->decimals);
	struct buf b CLEAN(buf_free) = { 0 };
	double v = low + (random_unit(t->r) + random_unit(t->r)) / 2 * (high - low);

	v = round(v * scale) / scale;
	value_put(&b, v < low ? low : v > high ? high : v, q->decimals);
	return arena_str(t->as->a, buf_text(&b));
}

/* A district near the ones that the question's hint names ("for example, LE4
 * or LE15"), so that a rehearsal looks like the place. */
static const char *
some_district(struct turn *t)
{
	char area[5] = "M", word[8];
	const char *p = t->f->hint;
	size_t n;

	for (; p != NULL && *p != '\0'; p += n + (p[n] != '\0')) {
		n = strcspn(p, " ,.;:()");
		if (n == 0 || n >= sizeof(word))
			continue;
		memcpy(word, p, n);
		word[n] = '\0';
		if (value_outward(word, area))
			break;
	}
	area[strcspn(area, "0123456789")] = '\0';
	return arena_printf(t->as->a, "%s%zu", area,
	    1 + forms_rng_below(t->r, random_chance(t->r, 50) ? 6 : 18));
}

/* In the question's own way; NULL: there is nothing to say. */
static const char *
some_text(struct turn *t)
{
	const struct forms_question *q = t->f->q;
	const char *s;

	if (q->type == FORMS_NUMBER)
		return some_number(t);
	if (q->type == FORMS_POSTCODE)
		return random_postcode(t, some_district(t));
	s = random_line(t);
	if (s == NULL)
		s = some_words(t, value_limit(q));
	return s != NULL ? first_words(t->as->a, s,
	    q->soft ? 0 : q->limit_words) : NULL;
}

static void
answer_typed(struct turn *t, bool must)
{
	struct forms_problem p;
	const char *v = some_text(t);

	if (v == NULL && must)
		v = "-";
	forms_answer_set(t->as, t->f, &v, v != NULL, NULL, &p);
}

/* Now and then, a reason instead of an answer, where there is one. */
static bool
answer_reason(struct turn *t)
{
	struct forms_problem p;
	struct hat rare;

	random_hat(&rare, t->f->q, false);
	if (rare.n == 0 || !random_chance(t->r, 8))
		return false;
	forms_answer_set(t->as, t->f, &rare.o[forms_rng_below(t->r, rare.n)]->
	    name, 1, NULL, &p);
	return true;
}

/* How many in a hundred leave it blank where they may. */
static int
blanks(const struct forms_question *q)
{
	switch (q->type) {
	case FORMS_TEXT:
		return 45;
	case FORMS_FILE:
		return 80;
	case FORMS_LINE:
	case FORMS_POSTCODE:
	case FORMS_RANK:
	case FORMS_SHARE:
	case FORMS_DATE:
		return 25;
	case FORMS_NUMBER:
		return 12;
	case FORMS_ONE:
	case FORMS_MANY:
	case FORMS_SCALE:
		break;
	}
	return 5;
}

static void
answer_once(struct turn *t, bool must)
{
	struct forms_problem p;
	enum forms_type type = t->f->q->type;

	if (!must && random_chance(t->r, blanks(t->f->q)))
		forms_answer_set(t->as, t->f, NULL, 0, NULL, &p);
	else if (type == FORMS_ONE || type == FORMS_MANY ||
	    type == FORMS_SCALE)
		answer_choice(t);
	else if (answer_reason(t))
		return;
	else if (type == FORMS_RANK)
		random_rank(t);
	else if (type == FORMS_SHARE)
		random_share(t);
	else if (type == FORMS_DATE)
		random_date(t);
	else if (type == FORMS_FILE)
		random_file(t);
	else
		answer_typed(t, must);
}

void
forms_random_answer(struct forms_answers *as, const struct forms_field *f,
    struct forms_rng *r, words_fn *words, void *arg)
{
	struct turn t = { as, f, r, words, arg };
	bool must = forms_required(as, f);
	struct forms_problem p;
	int tries;

	for (tries = 0; tries < TRIES; tries++) {
		answer_once(&t, must);
		if (!random_breaks(&t))
			return;
	}
	if (random_search(&t))
		return;
	if (!must)		/* no answer breaks no rule */
		forms_answer_set(as, f, NULL, 0, NULL, &p);
}
