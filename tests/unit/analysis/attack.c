/* SPDX-License-Identifier: MIT
 *
 * attack.c -- attacks tables by groups as a reader would: with the row of
 * everybody, that of all individuals, what is printed of the groups, and the
 * printed rules, it tries every way in which people could be spread.
 */
#include "tests/unit/analysis/sample.h"
#include "tests/unit/analysis/suites.h"
#include "tests/unit/unit.h"

enum { GROUPS = 4, COLS = 3, MOST = 4000 };

/* Ways in which one group's people could be spread over the answers. */
struct ways { int v[MOST][COLS]; int n; bool full; };

struct reader {
	const struct cross	*x;
	const struct cross_row	*all, *rest;
	const struct cross_row	*group[GROUPS];	/* the last: not stated */
	struct ways		 w[GROUPS];
	int64_t			 first[GROUPS][COLS];
	bool			 open[GROUPS][COLS];
	long			 found;
};

static bool
may_be(const struct cross_row *w, const int v[COLS])
{
	int k, base = 0;

	for (k = 0; k < COLS; k++) {
		base += v[k];
		if (w->shown && (w->hidden[k] ? v[k] < 1 : v[k] != w->n[k]))
			return false;
	}
	return w->shown ? base == w->t.base : true;
}

static void
list_ways(const struct cross_row *w, const struct cross_row *all,
    struct ways *out)
{
	int v[COLS];

	out->n = 0;
	out->full = false;
	for (v[0] = 0; v[0] <= all->n[0]; v[0]++)
		for (v[1] = 0; v[1] <= all->n[1]; v[1]++)
			for (v[2] = 0; v[2] <= all->n[2]; v[2]++) {
				/* Left out: fewer than ten, or dropped. */
				if (!w->shown && w->t.base < ROW_BASE &&
				    v[0] + v[1] + v[2] >= ROW_BASE)
					break;
				if (!may_be(w, v))
					continue;
				if (out->n == MOST) {
					out->full = true;
					return;
				}
				memcpy(out->v[out->n++], v, sizeof(v));
			}
}

static void
keep(struct reader *r, int *const v[GROUPS])
{
	int g, k;

	for (g = 0; g < GROUPS; g++)
		for (k = 0; k < COLS; k++) {
			if (r->found == 0)
				r->first[g][k] = v[g][k];
			r->open[g][k] |= v[g][k] != r->first[g][k];
		}
	r->found++;
}

/* a and b are individuals; the third are organisations. */
static void
try_all(struct reader *r)
{
	int i, j, l, k, last[COLS], rest[COLS];

	for (i = 0; i < r->w[0].n; i++)
		for (j = 0; j < r->w[1].n; j++) {
			int *a = r->w[0].v[i], *b = r->w[1].v[j];

			for (k = 0; k < COLS; k++)
				rest[k] = a[k] + b[k];
			if (!may_be(r->rest, rest))
				continue;
			for (l = 0; l < r->w[2].n; l++) {
				int *c = r->w[2].v[l];
				int *const v[GROUPS] = { a, b, c, last };
				bool ok = true;

				for (k = 0; k < COLS; k++) {
					last[k] = (int)r->all->n[k] - rest[k] -
					    c[k];
					ok = ok && last[k] >= 0;
				}
				if (ok && may_be(r->group[3], last) &&
				    (r->group[3]->shown ||
				    r->group[3]->t.base >= ROW_BASE || last[0]
				    + last[1] + last[2] < ROW_BASE))
					keep(r, v);
			}
		}
}

/* -1: too many ways to try; else how many hidden counts were found out. */
static int
attack(struct reader *r, const struct cross *x)
{
	int g, k, out = 0;
	double ways = 1;

	r->x = x;
	r->all = &x->v[0];
	r->rest = &x->v[1];
	r->found = 0;
	memset(r->open, 0, sizeof(r->open));
	for (g = 0; g < GROUPS; g++) {
		r->group[g] = &x->v[2 + g];
		list_ways(r->group[g], r->all, &r->w[g]);
		if (r->w[g].full)
			return -1;
		ways *= g < 3 ? r->w[g].n : 1;
	}
	if (ways > 3e7)
		return -1;
	try_all(r);
	ck_assert_int_ge(r->found, 1);
	for (g = 0; g < GROUPS; g++)
		for (k = 0; k < COLS; k++)
			out += (!r->group[g]->shown || r->group[g]->hidden[k])
			    && r->group[g]->n[k] > 0 && !r->open[g][k] &&
			    (g < GROUPS - 1 || r->group[g]->n[k] < SMALL);
	return out;
}

static const char source[] =
"earshot 1\n"
"consultation attack \"Attack\"\n"
"  owner \"Somebody\"\n"
"  languages en\n"
"  accept online\n"
"page one \"One\"\n"
"  question who choose one \"Who?\"\n"
"    1 a \"A\"\n"
"    2 b \"B\"\n"
"    3 organisation \"Org\"\n"
"  question how choose one \"How?\"\n"
"    1 yes \"Yes\"\n"
"    2 maybe \"Maybe\"\n"
"    3 no \"No\"\n";

static struct cases_response *
people(struct arena *a, const struct forms_form *form, size_t n,
    struct forms_rng *g)
{
	static const char *const who[] = { "a", "b", "organisation" };
	static const char *const how[] = { "yes", "maybe", "no" };
	struct cases_response *r = arena_array(a, struct cases_response, n);
	struct forms_problem p;
	size_t i, w, h;

	for (i = 0; i < n; i++) {
		forms_answers_init(&r[i].answers, a, form);
		w = forms_rng_below(g, 20);
		h = forms_rng_below(g, 20);
		w = w < 8 ? 0 : w < 14 ? 1 : w < 19 ? 2 : 3;
		h = h < 13 ? 0 : h < 17 ? 1 : 2;
		forms_answer_set(&r[i].answers, &form->fields[0], &who[w % 3],
		    w < 3, NULL, &p);
		forms_answer_set(&r[i].answers, &form->fields[1], &how[h], 1,
		    NULL, &p);
		forms_route(&r[i].answers);
	}
	return r;
}

static void
all_attacks(bool careless, int *attacked, int *broken)
{
	static struct forms_source text = { "attack.form",
		{ source, sizeof(source) - 1 } };
	static struct reader reader;
	struct forms_rng g;
	size_t round, i, k;

	*attacked = *broken = 0;
	forms_rng_seed(&g, 77);
	for (round = 0; round < 120; round++) {
		struct arena a CLEAN(arena_free) = { 0 };
		struct forms_diags d;
		struct forms_form *form;
		struct cases_response *r;
		struct cross x;
		size_t n = 24 + forms_rng_below(&g, 20);
		int got;

		forms_diags_init(&d, &a);
		ck_assert(forms_read(&a, &text, 1, &form, &d));
		r = people(&a, form, n, &g);
		cross_make(&a, &form->fields[1], NULL, 0, &form->fields[0],
		    forms_option(form->fields[0].q, "organisation"), NULL, r,
		    n, &x);
		for (i = 1; careless && i < x.n; i++) {
			x.v[i].shown = x.v[i].t.base >= ROW_BASE;
			for (k = 0; k < COLS; k++)
				x.v[i].hidden[k] = x.v[i].n[k] > 0 &&
				    x.v[i].n[k] < SMALL;
		}
		got = attack(&reader, &x);
		*attacked += got >= 0;
		*broken += got > 0;
	}
}

START_TEST(no_groups_hidden_count_can_be_worked_out)
{
	int attacked, broken;

	all_attacks(false, &attacked, &broken);
	ck_assert_int_gt(attacked, 40);
	ck_assert_int_eq(broken, 0);
}
END_TEST

/* The control: the same tables with only the small counts hidden. */
START_TEST(hiding_only_small_counts_in_groups_is_broken)
{
	int attacked, broken;

	all_attacks(true, &attacked, &broken);
	ck_assert_int_gt(attacked, 40);
	ck_assert_int_gt(broken, attacked / 2);
}
END_TEST

/* ---- how many were asked ------------------------------------------------- */

static const char parts[] =
"earshot 1\n"
"consultation parts \"Parts\"\n"
"  owner \"Somebody\"\n"
"  languages en\n"
"  accept online\n"
"page one \"One\"\n"
"  question which choose one \"Which?\"\n"
"    sensitivity health\n"
"    1 a \"A\"\n"
"    2 b \"B\"\n"
"    3 c \"C\"\n"
"    4 d \"D\"\n"
"  question more line \"More?\"\n"
"    show if which in (a, b)\n";

/* Makes many[k] people who chose the k-th answer; true when how many were
 * asked the second question gives a hidden count away. */
static bool
asked_tells(struct arena *a, const int many[4])
{
	static const struct forms_source text = { "parts.form",
		{ parts, sizeof(parts) - 1 } };
	static const char *const names[] = { "a", "b", "c", "d" };
	struct cases_response *r;
	struct forms_problem p;
	struct forms_form *form;
	struct forms_diags d;
	struct findings f;
	struct tally t;
	size_t n = 0;
	int k, i;

	forms_diags_init(&d, a);
	ck_assert(forms_read(a, &text, 1, &form, &d));
	r = arena_array(a, struct cases_response, 200);
	for (k = 0; k < 4; k++)
		for (i = 0; i < many[k]; i++, n++) {
			forms_answers_init(&r[n].answers, a, form);
			forms_answer_set(&r[n].answers, &form->fields[0],
			    &names[k], 1, NULL, &p);
			forms_route(&r[n].answers);
		}
	findings_init(&f, a, form, NULL, r, n, NULL, 0, NULL, 0);
	tally_field(a, &form->fields[1], r, n, NULL, &t);
	return f_gives_away(&f, &t);
}

/* A is 3 and hidden, and so is C; but who was asked is A and B. */
START_TEST(how_many_were_asked_does_not_split_what_is_hidden)
{
	struct arena a CLEAN(arena_free) = { 0 };

	ck_assert(asked_tells(&a, (const int[4]){ 3, 20, 6, 30 }));
	ck_assert(asked_tells(&a, (const int[4]){ 6, 20, 3, 30 }));
	/* Hidden are A and B, or C and D: their sum is known anyway. */
	ck_assert(!asked_tells(&a, (const int[4]){ 3, 6, 20, 30 }));
	ck_assert(!asked_tells(&a, (const int[4]){ 20, 30, 3, 6 }));
	ck_assert(!asked_tells(&a, (const int[4]){ 20, 30, 20, 30 }));
	/* So few answered that nothing is shown. */
	ck_assert(asked_tells(&a, (const int[4]){ 3, 3, 2, 1 }));
}
END_TEST

UNIT_SUITE(attack, no_groups_hidden_count_can_be_worked_out,
    hiding_only_small_counts_in_groups_is_broken,
    how_many_were_asked_does_not_split_what_is_hidden)
