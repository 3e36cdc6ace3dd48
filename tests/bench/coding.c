/* SPDX-License-Identifier: MIT
 *
 * coding.c -- how right the suggested codes are, on comments that people coded.
 *
 *	coding TRAIN.tsv [TEST.tsv] --framework FILE [--rules FILE.codes]
 *
 * With one file, what is learnt from four fifths of it is tried on the last:
 *five times over for all labels, and with five draws.  With two, what is learnt
 *from the first is tried on the second.  Ends with 1 when a bar is missed.
 */
#include "tests/bench/coding.h"

#include <stdio.h>
#include <stdlib.h>

struct bench {
	struct data train, test; /* test.n 0: none */
	struct book bare, described, ruled;
	bool has_rules;
	int missed;
};
/* Means over draws. */
struct mean {
	double micro, macro, three, response, n;
};

static void
mean_add(struct mean *m, const struct score *s)
{
	m->micro += score_micro(s);
	m->macro += score_macro(s);
	m->three += score_in_three(s);
	m->response += s->response_f1 / (double)s->responses;
	m->n++;
}

static void
mean_print(const char *what, const struct mean *m)
{
	printf("  %-34s micro %.3f  macro %.3f  R@3 %.3f  a comment %.3f\n",
	    what, m->micro / m->n, m->macro / m->n, m->three / m->n,
	    m->response / m->n);
	fflush(stdout);
}

static void
bar(struct bench *b, const char *what, const struct mean *m, double micro,
    double macro, double three)
{
	bool met = m->micro / m->n >= micro && m->macro / m->n >= macro &&
		   m->three / m->n >= three;

	printf("  %s: %s (micro %.2f, macro %.2f, R@3 %.2f)\n",
	    met ? "met" : "MISSED", what, micro, macro, three);
	b->missed += !met;
}

/* One draw: what may be read comes first, what is tried last.  With a test file
 * both files are one list, and only the first is drawn. */
struct draw {
	struct data all;
	size_t *order, n_pool, n_try;
};

static struct draw
draw(struct arena *a, const struct bench *b, int seed)
{
	struct draw d = {.all = b->train};
	size_t *order = drawn(a, b->train.n, (uint64_t)seed), i;

	d.n_try = b->test.n > 0 ? b->test.n : b->train.n / FOLDS;
	d.n_pool = b->train.n - (b->test.n > 0 ? 0 : d.n_try);
	d.order = order;
	if (b->test.n == 0)
		return d;
	d.all.v = arena_array(a, struct item, b->train.n + b->test.n);
	d.all.n = b->train.n + b->test.n;
	memcpy(d.all.v, b->train.v, b->train.n * sizeof(*d.all.v));
	memcpy(d.all.v + b->train.n, b->test.v, b->test.n * sizeof(*d.all.v));
	d.order = arena_array(a, size_t, d.all.n);
	memcpy(d.order, order, b->train.n * sizeof(*order));
	for (i = b->train.n; i < d.all.n; i++)
		d.order[i] = i;
	return d;
}

static void
read_item(struct suggest *s, const struct draw *d, size_t i)
{
	const struct item *it = &d->all.v[d->order[i]];

	suggest_read(s, i, it->codes, it->n_codes);
}

static struct score *
tried(struct arena *a, const struct suggest *s, const struct draw *d,
    size_t n_codes)
{
	struct score *sc = score_new(a, n_codes);

	score_items(sc, s, &d->all, d->order + d->n_pool, d->n_try);
	return sc;
}

/* Reads on until `until` were read: by turns in the engine's order, or as
 * drawn. */
static size_t
read_until(struct arena *a, struct suggest *s, const struct draw *d,
    size_t have, size_t until, size_t n_codes, bool active, uint64_t seed)
{
	size_t *next = arena_array(a, size_t, n_codes + 1), m, i;

	while (have < until) {
		m = until - have < n_codes ? until - have : n_codes;
		if (active) {
			struct suggest_reader *r = suggest_reader(s);

			m = suggest_next(r, next, NULL, m);
			suggest_reader_free(&r);
		}
		for (i = 0; i < m; i++)
			read_item(s, d, active ? next[i] : have + i);
		have += m;
		if (active && have < until)
			suggest_train(s, seed);
	}
	suggest_train(s, seed);
	return have;
}

/* ---- the learning curve
 * ----------------------------------------------------------- */

static const size_t marks[] = {50, 100, 200, 500, 1000};

static void
curve(struct bench *b, const struct book *book, const char *what, bool active)
{
	struct mean m[LEN(marks)] = {0};
	size_t k, have;
	int seed;

	for (seed = 1; seed <= SEEDS; seed++) {
		struct arena a CLEAN(arena_free) = {0};
		struct draw d = draw(&a, b, seed);
		struct suggest *s =
		    engine(book, &d.all, d.order, d.n_pool, 0, (uint64_t)seed);

		for (k = 0, have = 0; k < LEN(marks); k++) {
			if (marks[k] > d.n_pool)
				break;
			have = read_until(&a, s, &d, have, marks[k], book->n,
			    active, (uint64_t)seed);
			mean_add(&m[k], tried(&a, s, &d, book->n));
		}
		suggest_free(&s);
	}
	printf("%s, %s\n", what,
	    active ? "read in the order of the engine" : "read as drawn");
	for (k = 0; k < LEN(marks); k++) {
		char name[32];

		if (m[k].n == 0)
			continue;
		snprintf(name, sizeof(name), "%zu read", marks[k]);
		mean_print(name, &m[k]);
	}
	if (active && b->has_rules && m[2].n > 0)
		bar(b, "200 read, with rules", &m[2], .60, .40, .74);
}

/* ---- all labels
 * -------------------------------------------------------------------- */

static void
fold(struct arena *a, const struct bench *b, const struct book *book, int seed,
    int f, struct score *sc)
{
	size_t *order = drawn(a, b->train.n, (uint64_t)seed), i, n = 0, m;
	size_t *v = arena_array(a, size_t, b->train.n + 1);
	struct suggest *s;

	for (i = 0; i < b->train.n; i++)
		if ((int)(i % FOLDS) != f)
			v[n++] = order[i];
	for (i = 0, m = n; i < b->train.n; i++)
		if ((int)(i % FOLDS) == f)
			v[m++] = order[i];
	s = engine(book, &b->train, v, n, n, (uint64_t)seed);
	score_items(sc, s, &b->train, v + n, m - n);
	suggest_free(&s);
}

static void
all_labels(const struct bench *b, const struct book *book, const char *what,
    struct mean *m)
{
	int seed, f;

	for (seed = 1; seed <= SEEDS; seed++) {
		struct arena a CLEAN(arena_free) = {0};
		struct score *sc = score_new(&a, book->n);

		if (b->test.n > 0) {
			struct draw d = draw(&a, b, seed);
			struct suggest *s = engine(book, &d.all, d.order,
			    d.n_pool, d.n_pool, (uint64_t)seed);

			sc = tried(&a, s, &d, book->n);
			suggest_free(&s);
		} else {
			for (f = 0; f < FOLDS; f++)
				fold(&a, b, book, seed, f, sc);
		}
		mean_add(m, sc);
	}
	mean_print(what, m);
}

static void
no_labels(
    struct bench *b, const struct book *book, const char *what, struct mean *m)
{
	struct arena a CLEAN(arena_free) = {0};
	const struct data *on = b->test.n > 0 ? &b->test : &b->train;
	size_t *v = drawn(&a, on->n, 1);
	struct suggest *s = engine(book, on, v, on->n, 0, 1);
	struct score *sc = score_new(&a, book->n);

	score_items(sc, s, on, v, on->n);
	mean_add(m, sc);
	mean_print(what, m);
	suggest_free(&s);
}

/* ---- an analyst who reads
 * ------------------------------------------------------------ */

enum { SECONDS = 2 }; /* a decision */

static int
place_order(const void *va, const void *vb)
{
	const size_t *x = va, *y = vb;

	return (*x > *y) - (*x < *y);
}

/* How many are read until macro F1 is `goal` on what is not read; 0: never. */
static size_t
analyst(struct bench *b, int seed, double goal, bool active)
{
	struct arena a CLEAN(arena_free) = {0};
	struct draw d = draw(&a, b, seed);
	struct suggest *s;
	size_t have = 0, n = b->bare.n, enough = 0;

	qsort(d.order, d.n_pool, sizeof(*d.order), place_order);
	s = engine(&b->bare, &d.all, d.order, d.n_pool, 0, (uint64_t)seed);
	printf("  draw %d, %s:", seed,
	    active ? "engine's order" : "order of the file");
	while (enough == 0 && have < d.n_pool) {
		size_t until = have + (have / 10 > n ? have / 10 : n);
		double f;

		until = until < d.n_pool ? until : d.n_pool;
		have = read_until(
		    &a, s, &d, have, until, n, active, (uint64_t)seed);
		f = score_macro(tried(&a, s, &d, n));
		printf(" %zu %.3f", have, f);
		if (f >= goal)
			enough = have;
	}
	printf("\n");
	fflush(stdout);
	suggest_free(&s);
	return enough;
}

static void
analysts(struct bench *b)
{
	size_t active = 0, file = 0, one;
	int seed;
	bool met;

	printf(
	    "an analyst without codebook words or rules reads until macro F1 "
	    "is .40 (read, F1)\n");
	for (seed = 1; seed <= 2; seed++) {
		active += analyst(b, seed, .40, true);
		one = analyst(b, seed, .40, false);
		file += one > 0 ? one : b->train.n;
	}
	met = active > 0 && 2 * active < file;
	printf(
	    "  %s: %zu decisions (%.1f minutes) instead of %zu (%.1f), fewer "
	    "than half\n",
	    met ? "met" : "MISSED", active / 2,
	    (double)active / 2 * SECONDS / 60, file / 2,
	    (double)file / 2 * SECONDS / 60);
	b->missed += !met;
}

/* ---- speed
 * -----------------------------------------------------------------------------
 */

static double
ranked_a_second(
    const struct suggest *s, const struct data *d, size_t n_codes, float *sum)
{
	struct arena a CLEAN(arena_free) = {0};
	struct suggestion *v = arena_array(&a, struct suggestion, n_codes + 1);
	struct suggest_reader *r = suggest_reader(s);
	double start = seconds_used();
	size_t i, k, n = 0;

	for (k = 0; k < 5; k++)
		for (i = 0; i < d->n; i++, n++) {
			suggest_rank(r, d->v[i].question, d->v[i].text, v);
			sum[i] = v[0].score;
		}
	suggest_reader_free(&r);
	return (double)n / (seconds_used() - start);
}

static void
speed(struct bench *b, const struct book *book, const char *what)
{
	struct arena a CLEAN(arena_free) = {0};
	size_t *v = drawn(&a, b->train.n, 1);
	struct suggest *s =
	    engine(book, &b->train, v, b->train.n, b->train.n, 1);
	float *x = arena_array(&a, float, b->train.n + 1),
	      *y = arena_array(&a, float, b->train.n + 1);
	double start = seconds_used(), training, rate;
	bool same;

	suggest_train(s, 1);
	training = seconds_used() - start;
	rate = ranked_a_second(s, &b->train, book->n, x);
	suggest_free(&s);
	s = engine(book, &b->train, v, b->train.n, b->train.n, 1);
	ranked_a_second(s, &b->train, book->n, y);
	suggest_free(&s);
	same = memcmp(x, y, b->train.n * sizeof(*x)) == 0;
	printf("  %-34s training %.2f s, %.0f comments/s; %s\n", what, training,
	    rate,
	    same ? "a second run is the same to the bit"
		 : "MISSED: a second run differs");
	fflush(stdout);
	b->missed += !same;
}

static void
run(struct bench *b)
{
	struct mean m = {0}, with = {0}, all = {0};

	printf("%zu comments to learn from, %zu to try, %zu codes\n",
	    b->train.n, b->test.n, b->bare.n);
	printf("nothing read\n");
	no_labels(b, &b->described, "the framework's words", &m);
	bar(b, "nothing read, the framework's words", &m, .40, .30, 0);
	if (b->has_rules)
		no_labels(b, &b->ruled, "with rules", &with);
	printf("all read\n");
	all_labels(b, &b->bare, "the classifier alone", &(struct mean){0});
	all_labels(
	    b, b->has_rules ? &b->ruled : &b->described, "everything", &all);
	bar(b, "all read", &all, .70, .49, 0);
	printf("speed, one core, processor time\n");
	speed(b, &b->bare, "the classifier alone");
	speed(b, b->has_rules ? &b->ruled : &b->described, "everything");
	curve(b, &b->bare, "classifier alone", false);
	curve(b, b->has_rules ? &b->ruled : &b->described, "everything", false);
	curve(b, b->has_rules ? &b->ruled : &b->described, "everything", true);
	analysts(b);
}

int
main(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = {0};
	struct bench b = {0};
	const char *files[2] = {NULL, NULL}, *framework = NULL, *rules = NULL;
	int i, n = 0;

	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--framework") == 0 && i + 1 < argc)
			framework = argv[++i];
		else if (strcmp(argv[i], "--rules") == 0 && i + 1 < argc)
			rules = argv[++i];
		else if (argv[i][0] != '-' && n < 2)
			files[n++] = argv[i];
		else
			n = 3;
	}
	if (n < 1 || n > 2 || framework == NULL) {
		fprintf(stderr,
		    "usage: coding TRAIN.tsv [TEST.tsv] --framework "
		    "FILE [--rules FILE.codes]\n");
		return 2;
	}
	data_read(&a, files[0], &b.bare, &b.train);
	if (n == 2)
		data_read(&a, files[1], &b.bare, &b.test);
	book_copy(&a, &b.described, &b.bare);
	book_describe(&a, framework, &b.described);
	book_copy(&a, &b.ruled, &b.described);
	b.has_rules = rules != NULL;
	if (rules != NULL)
		book_rules(&a, rules, &b.ruled);
	run(&b);
	return b.missed > 0;
}
