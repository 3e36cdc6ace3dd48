/* SPDX-License-Identifier: MIT
 *
 * cmd_agree.c -- `earshot code DIR agree`: how far people agree who coded the same comments
 * without seeing what the others said.
 */
#include "survey/coding/corpus.h"

#include <stdio.h>

enum { CODERS_MOST = 50 };

struct agreeing {
	struct coding_corpus *p;
	const char	*coders[CODERS_MOST];
	size_t		 n_coders;
	struct agree_codings *v;
	size_t		 lost;		/* readings by codes that are gone */
};

static size_t
coder(struct agreeing *g, const char *name)
{
	size_t i;

	for (i = 0; i < g->n_coders; i++)
		if (strcmp(g->coders[i], name) == 0)
			return i;
	if (g->n_coders < CODERS_MOST)
		g->coders[g->n_coders++] = name;
	return i;
}

/* Of those that are blind: who, and then which codes, of which comment. */
static bool
fill(struct agreeing *g, struct err *e)
{
	struct coding_corpus *p = g->p;
	size_t i, k, u, code;

	for (i = 0; i < p->n_all; i++)
		if (p->all[i].purpose == READING_BLIND && coder(g,
		    p->all[i].coder) == CODERS_MOST)
			return err_set(e, ERR_LIMIT, "more than %d people coded "
			    "blind", (int)CODERS_MOST);
	if (g->n_coders < 2)
		return err_set(e, ERR_INPUT, "%s coded blind: it takes two who "
		    "code the same comments, each alone (earshot code DIR import "
		    "FILE --blind --by NAME)", g->n_coders == 0 ? "nobody" :
		    "one person");
	g->v = agree_codings_new(&p->a, p->n, g->n_coders, p->n_codes);
	for (i = u = 0; i < p->n_all; i++) {
		const struct coded *r = &p->all[i];

		while (u < p->n && p->units[u].id < r->unit)
			u++;
		if (r->purpose != READING_BLIND || u == p->n ||
		    p->units[u].id != r->unit)
			continue;
		if (r->lost) {
			g->lost++;
			continue;
		}
		agree_codings_done(g->v, u, coder(g, r->coder));
		for (k = 0; k < r->n; k++) {
			code = coding_corpus_code(p, r->v[k].code);
			if (code < p->n_codes)
				agree_codings_add(g->v, u, coder(g, r->coder),
				    code);
		}
	}
	return true;
}

static const char *
value(struct arena *a, struct agree_value v)
{
	return v.why == AGREE_KNOWN ? arena_printf(a, "%.2f", v.value) : "-";
}

static const char *
range(struct arena *a, struct agree_range r)
{
	return r.why == AGREE_KNOWN ? arena_printf(a, "%.2f to %.2f", r.low,
	    r.high) : "-";
}

static void
print_codes(const struct agreeing *g, const struct agree_report *r)
{
	struct arena *a = &g->p->a;
	size_t i;

	printf("%-8s %5s %5s %5s %5s  %-13s %5s\n", "code", "used", "share",
	    "AC1", "alpha", "(95 of 100)", "F1");
	for (i = 0; i < g->p->n_codes; i++)
		if (r->codes[i].used > 0)
			printf("%-8s %5zu %5s %5s %5s  %-13s %5s\n",
			    g->p->codes[i]->name, r->codes[i].used, value(a,
			    r->codes[i].percent), value(a, r->codes[i].ac1),
			    value(a, r->codes[i].alpha), range(a,
			    r->codes[i].alpha_range), value(a, r->codes[i].f1));
}

static bool
report(struct coding_corpus *p, struct err *e)
{
	const struct agree_draws draws = { 1000, 1, 0.95 };
	struct agreeing g = { .p = p };
	struct agree_report r;
	size_t i;

	if (!fill(&g, e))
		return false;
	agree_report(&p->a, g.v, &draws, &r);
	printf("%zu comments were coded by two or more of", r.units);
	for (i = 0; i < g.n_coders; i++)
		printf("%s %s", i == 0 ? "" : ",", g.coders[i]);
	printf("; %zu by one alone.\n", r.once);
	if (g.lost > 0)
		printf("%zu codings are left out: a code of them was split or "
		    "retired since.\n", g.lost);
	printf("\n");
	print_codes(&g, &r);
	printf("\nAll codes together: alpha %s (%s), F1 %s, the same codes "
	    "throughout in %s of pairs.\n", value(&p->a, r.alpha), range(&p->a,
	    r.alpha_range), value(&p->a, r.f1_micro), value(&p->a, r.same));
	printf("alpha: Krippendorff's, 1 is perfect, 0 is chance; above 0.80 is "
	    "usually called good, from 0.67 on it is usable with care.\n");
	return true;
}

int
coding_cmd_agree(const struct coding_wish *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct coding_corpus all = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open(&p, w->dir, &e))
		return fail("code", &e);
	ok = coding_open_cases(&p, DB_READ, &c, &e) && coding_corpus_open(&all,
	    c, p.form, &e) && report(&all, &e);
	coding_corpus_close(&all);
	cases_close(c);
	return ok ? 0 : fail("code", &e);
}
