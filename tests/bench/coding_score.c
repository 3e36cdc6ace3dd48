/* SPDX-License-Identifier: MIT
 *
 * coding_score.c -- how right suggestions are.
 */
#include "tests/bench/coding.h"

#include <time.h>

struct score *
score_new(struct arena *a, size_t n_codes)
{
	struct score *s = arena_new(a, struct score);

	s->right = arena_array(a, size_t, n_codes + 1);
	s->wrong = arena_array(a, size_t, n_codes + 1);
	s->missed = arena_array(a, size_t, n_codes + 1);
	s->n_codes = n_codes;
	return s;
}

static bool
has(const struct item *it, size_t code)
{
	size_t i;

	for (i = 0; i < it->n_codes; i++)
		if (it->codes[i] == code)
			return true;
	return false;
}

void
score_add(struct score *s, const struct item *it, const struct suggestion *v,
    size_t n)
{
	size_t i, right = 0, offered = 0;

	for (i = 0; i < n; i++) {
		bool is = has(it, v[i].code);

		if (is && i < 3)
			s->in_three++;
		if (v[i].accepted) {
			(is ? s->right : s->wrong)[v[i].code]++;
			right += is;
			offered++;
		} else if (is) {
			s->missed[v[i].code]++;
		}
	}
	s->true_codes += it->n_codes;
	s->responses++;
	s->response_f1 +=
	    offered + it->n_codes == 0
		? 1
		: (double)(2 * right) / (double)(offered + it->n_codes);
}

static double
f1(size_t right, size_t wrong, size_t missed)
{
	return right == 0
		   ? 0
		   : (double)(2 * right) / (double)(2 * right + wrong + missed);
}

double
score_micro(const struct score *s)
{
	size_t i, right = 0, wrong = 0, missed = 0;

	for (i = 0; i < s->n_codes; i++) {
		right += s->right[i];
		wrong += s->wrong[i];
		missed += s->missed[i];
	}
	return f1(right, wrong, missed);
}

double
score_macro(const struct score *s)
{
	double sum = 0;
	size_t i, n = 0;

	for (i = 0; i < s->n_codes; i++) {
		if (s->right[i] + s->missed[i] == 0)
			continue;
		sum += f1(s->right[i], s->wrong[i], s->missed[i]);
		n++;
	}
	return n > 0 ? sum / (double)n : 0;
}

double
score_in_three(const struct score *s)
{
	return s->true_codes > 0 ? (double)s->in_three / (double)s->true_codes
				 : 0;
}

struct suggest *
engine(const struct book *b, const struct data *d, const size_t *v, size_t n,
    size_t n_read, uint64_t seed)
{
	struct suggest *s = suggest_new(b->v, b->n);
	size_t i;

	for (i = 0; i < n; i++)
		suggest_add(s, d->v[v[i]].question, d->v[v[i]].text);
	for (i = 0; i < n_read; i++)
		suggest_read(s, i, d->v[v[i]].codes, d->v[v[i]].n_codes);
	suggest_train(s, seed);
	return s;
}

void
score_items(struct score *out, const struct suggest *s, const struct data *d,
    const size_t *v, size_t n)
{
	struct arena a CLEAN(arena_free) = {0};
	struct suggest_reader *r CLEAN(suggest_reader_free) = suggest_reader(s);
	struct suggestion *got =
	    arena_array(&a, struct suggestion, out->n_codes + 1);
	size_t i;

	for (i = 0; i < n; i++)
		score_add(out, &d->v[v[i]], got,
		    suggest_rank(r, d->v[v[i]].question, d->v[v[i]].text, got));
}

double
seconds_used(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}
