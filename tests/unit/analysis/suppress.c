/* SPDX-License-Identifier: MIT
 *
 * suppress.c -- attacks tables with hidden counts, by trying every table that
 * a reader could think of.
 */
#include "analysis/tabulate.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

enum { ROWS = 4, COLS = 4, CELLS = ROWS * COLS };

/* A table with all its row and column totals, as a reader sees it. */
struct seen {
	int64_t	n[CELLS];
	bool	hidden[CELLS];
	int	rows, cols;
};
struct attack {
	const struct seen *s;
	int64_t	row[ROWS], col[COLS];	/* still to be placed */
	int64_t	v[CELLS], first[CELLS];
	bool	open[CELLS];		/* two tables differ here */
	long	found, steps;
};

/* Places the cells one after the other; a hidden count is 1 or more. */
static void
place(struct attack *a, int at)
{
	const struct seen *s = a->s;
	int r = at / s->cols, c = at % s->cols, i;
	int64_t most, v;

	if (++a->steps > 2000000)
		return;
	if (at == s->rows * s->cols) {
		for (i = 0; i < s->cols; i++)
			if (a->col[i] != 0)
				return;
		for (i = 0; i < at; i++) {
			if (a->found == 0)
				a->first[i] = a->v[i];
			a->open[i] |= a->v[i] != a->first[i];
		}
		a->found++;
		return;
	}
	if (c == 0 && r > 0 && a->row[r - 1] != 0)
		return;
	most = a->row[r] < a->col[c] ? a->row[r] : a->col[c];
	for (v = s->hidden[at] ? 1 : s->n[at];
	    v <= (s->hidden[at] ? most : s->n[at]); v++) {
		if (v > most)
			return;
		a->v[at] = v;
		a->row[r] -= v;
		a->col[c] -= v;
		if (r < s->rows - 1 || c < s->cols - 1 || a->row[r] == 0)
			place(a, at + 1);
		a->row[r] += v;
		a->col[c] += v;
	}
}

/* How many hidden cells the attacker can work out. */
static int
recovered(const struct seen *s)
{
	struct attack a = { .s = s };
	int i, n = 0;

	for (i = 0; i < s->rows * s->cols; i++) {
		a.row[i / s->cols] += s->n[i];
		a.col[i % s->cols] += s->n[i];
	}
	place(&a, 0);
	ck_assert_int_ge(a.found, 1);	/* the true table at least */
	if (a.steps > 2000000)
		return -1;
	for (i = 0; i < s->rows * s->cols; i++)
		n += s->hidden[i] && !a.open[i];
	return n;
}

/* The same table as flows: rows 0.., columns ROWS.., 9 the grand total. */
static size_t
flows_of(const struct seen *s, struct flow *f)
{
	size_t n = 0;
	int i, rows = s->rows, cols = s->cols;

	for (i = 0; i < rows * cols; i++)
		f[n++] = (struct flow){ .from = (size_t)(i / cols),
		    .to = (size_t)(ROWS + i % cols), .n = s->n[i],
		    .guard = true };
	for (i = 0; i < rows; i++)
		f[n++] = (struct flow){ .from = 9, .to = (size_t)i,
		    .fixed = true };
	for (i = 0; i < cols; i++)
		f[n++] = (struct flow){ .from = (size_t)(ROWS + i), .to = 9,
		    .fixed = true };
	for (i = 0; i < rows * cols; i++) {
		f[rows * cols + i / cols].n += s->n[i];
		f[rows * cols + rows + i % cols].n += s->n[i];
	}
	return n;
}

static uint64_t
roll(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x >> 11;
}

static void
random_table(struct seen *s, uint64_t *x)
{
	int i;

	*s = (struct seen){ .rows = 2 + (int)(roll(x) % 3),
	    .cols = 2 + (int)(roll(x) % 3) };
	for (i = 0; i < s->rows * s->cols; i++)
		s->n[i] = (int64_t)(roll(x) % 4 == 0 ? roll(x) % 12 :
		    roll(x) % 5 == 0 ? roll(x) % 4 : 5 + roll(x) % 9);
}

START_TEST(no_hidden_count_can_be_worked_out_from_the_totals)
{
	struct flow f[CELLS + ROWS + COLS];
	uint64_t x = 20240603;
	int round, i, done = 0, attacked = 0;

	for (round = 0; round < 1500; round++) {
		struct seen s;
		size_t n;
		int got;

		random_table(&s, &x);
		n = flows_of(&s, f);
		if (!suppress(f, n, 10))
			continue;
		done++;
		for (i = 0; i < s.rows * s.cols; i++) {
			s.hidden[i] = f[i].state == FLOW_HIDDEN;
			ck_assert(s.hidden[i] || s.n[i] == 0 || s.n[i] >= SMALL);
			ck_assert(!s.hidden[i] || s.n[i] > 0);
		}
		got = recovered(&s);
		attacked += got >= 0;
		ck_assert_int_le(got, 0);
	}
	ck_assert_int_gt(done, 1000);
	ck_assert_int_gt(attacked, 900);
}
END_TEST

/* The control: hiding the small counts alone does not do. */
START_TEST(hiding_only_the_small_counts_is_broken_by_the_attack)
{
	uint64_t x = 20240603;
	int round, i, broken = 0, with_small = 0;

	for (round = 0; round < 300; round++) {
		struct seen s;
		int small = 0;

		random_table(&s, &x);
		for (i = 0; i < s.rows * s.cols; i++) {
			s.hidden[i] = s.n[i] > 0 && s.n[i] < SMALL;
			small += s.hidden[i];
		}
		with_small += small > 0;
		broken += recovered(&s) > 0;
	}
	ck_assert_int_gt(with_small, 100);
	ck_assert_int_gt(broken, with_small / 2);
}
END_TEST

/* Two hidden in every row and column they touch, and yet the count between
 * the two squares is known: a bridge.  Counting per line would miss it. */
START_TEST(the_audit_sees_a_count_that_no_single_line_gives_away)
{
	struct seen s = { .rows = 4, .cols = 4, .n = {
	    7, 8, 9, 9,
	    8, 7, 3, 9,
	    9, 9, 7, 8,
	    9, 9, 8, 7 } };
	static const int hide[] = { 0, 1, 4, 5, 6, 10, 11, 14, 15 };
	struct flow f[CELLS + ROWS + COLS];
	size_t n = flows_of(&s, f), i;

	for (i = 0; i < LEN(hide); i++) {
		s.hidden[hide[i]] = true;
		f[hide[i]].state = FLOW_HIDDEN;
	}
	ck_assert(suppress_known(f, n, 10, 6));
	ck_assert(!suppress_known(f, n, 10, 0));
	ck_assert_int_eq(recovered(&s), 1);
	ck_assert(suppress(f, n, 10));
	ck_assert(!suppress_known(f, n, 10, 6));
}
END_TEST

/* Nothing but ones: the reader knows that a hidden count is not 0. */
START_TEST(the_reader_knows_that_a_hidden_count_is_not_nought)
{
	struct seen s = { .rows = 2, .cols = 2, .n = { 1, 1, 1, 1 },
	    .hidden = { true, true, true, true } };
	struct flow f[CELLS + ROWS + COLS];
	size_t n = flows_of(&s, f);

	ck_assert_int_eq(recovered(&s), 4);
	ck_assert(!suppress(f, n, 10));
}
END_TEST

START_TEST(a_list_hides_a_second_count)
{
	struct arena a CLEAN(arena_free) = { 0 };
	static const int64_t v[] = { 104, 3, 57, 9, 0 };
	static const int64_t safe[] = { 5, 0, 6 };
	static const int64_t tight[] = { 1, 1, 20 };
	static const int64_t lost[] = { 3, 0 };
	bool h[5];

	suppress_list(&a, v, 5, h);
	ck_assert(!h[0] && h[1] && !h[2] && h[3] && !h[4]);
	suppress_list(&a, safe, 3, h);
	ck_assert(!h[0] && !h[1] && !h[2]);
	suppress_list(&a, tight, 3, h);
	ck_assert(h[0] && h[1] && h[2]);
	suppress_list(&a, lost, 2, h);
	ck_assert(h[0] && h[1]);
	suppress_list(&a, NULL, 0, h);
}
END_TEST

START_TEST(a_count_that_is_known_protects_no_other)
{
	struct arena a CLEAN(arena_free) = { 0 };
	static const int64_t v[] = { 40, 3, 2 }, one[] = { 59, 0, 2 },
	    lost[] = { 0, 3, 2 };
	bool h[3];

	ck_assert(suppress_list_but(&a, v, 3, 2, h));
	ck_assert(h[0] && h[1] && !h[2]);
	suppress_list(&a, v, 3, h);		/* the control */
	ck_assert(!h[0] && h[1] && h[2]);
	ck_assert(suppress_list_but(&a, one, 3, 2, h));
	ck_assert(!h[0] && !h[1] && !h[2]);
	ck_assert(!suppress_list_but(&a, lost, 3, 2, h));
	ck_assert(h[0] && h[1] && h[2]);
}
END_TEST

UNIT_SUITE(suppress, no_hidden_count_can_be_worked_out_from_the_totals,
    hiding_only_the_small_counts_is_broken_by_the_attack,
    the_audit_sees_a_count_that_no_single_line_gives_away,
    the_reader_knows_that_a_hidden_count_is_not_nought,
    a_list_hides_a_second_count, a_count_that_is_known_protects_no_other)
