/* SPDX-License-Identifier: MIT
 *
 * campaigns.c -- fuzz the search for campaigns among texts (a byte 1 parts them):
 * nothing is in two groups, the numbers add up, the other way round it is the same,
 * and what is somebody's own lies within the text.
 */
#include <stdlib.h>

#include "analysis/analysis.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

enum { TEXTS = 64 };

static void
must(bool true_)
{
	if (!true_)
		abort();
}

/* Marks the group of each comment, from 1. */
static void
whole(const struct analysis_campaigns *g, size_t of[TEXTS], size_t n)
{
	size_t i, k;

	memset(of, 0, TEXTS * sizeof(*of));
	for (i = 0; i < g->n; i++) {
		const struct analysis_campaign *x = &g->v[i];

		must(x->n > 1 && (i == 0 || x->n <= g->v[i - 1].n));
		must(x->exact + x->varied + x->longer + x->part == x->n);
		must(x->exact > 0 && x->template == x->v[0].comment);
		must(x->least >= 0 && x->least <= 100);
		for (k = 0; k < x->n; k++) {
			must(x->v[k].comment < n && of[x->v[k].comment] == 0);
			of[x->v[k].comment] = i + 1;
		}
	}
}

static void
within(const char *text, const struct analysis_run *v, size_t n)
{
	int64_t last = -1, end = (int64_t)utf8_count(text, strlen(text));
	size_t i;

	for (i = 0; i < n; i++) {
		must(v[i].start > last && v[i].start < v[i].end);
		last = v[i].end;
	}
	must(last <= end);
}

static void
own(struct arena *a, const struct analysis_comment *c,
    const struct analysis_campaign *g)
{
	const char *template = c[g->template].text;
	struct analysis_own o;
	size_t i;

	for (i = 0; i < g->n; i++) {
		const char *text = c[g->v[i].comment].text;

		analysis_campaign_own(a, text, template, &o);
		within(text, o.own, o.n_own);
		within(template, o.missing, o.n_missing);
		must((o.n_own == 0) == (o.own_words == 0));
		if (g->v[i].how == CAMPAIGN_EXACT)
			must(o.n_own == 0 && o.n_missing == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *p = arena_strn(&a, (const char *)data, size), *end;
	struct analysis_comment c[TEXTS], back[TEXTS];
	struct analysis_campaigns g, again;
	size_t of[TEXTS], of_back[TEXTS], n = 0, i;

	if (!utf8_valid(p, size, NULL))
		return 0;
	for (; p != NULL && n < TEXTS; p = end) {
		end = strchr(p, 1);
		if (end != NULL)
			*end++ = '\0';
		c[n] = (struct analysis_comment){ (int64_t)n, p };
		n++;
	}
	for (i = 0; i < n; i++)
		back[i] = c[n - 1 - i];
	analysis_campaigns(&a, c, n, &g);
	whole(&g, of, n);
	analysis_campaigns(&a, back, n, &again);
	whole(&again, of_back, n);
	must(g.n == again.n);
	for (i = 0; i < n; i++)
		must(of[i] == of_back[n - 1 - i]);
	for (i = 0; i < g.n; i++) {
		own(&a, c, &g.v[i]);
		analysis_campaign_split(&a, c, n, &g.v[i], &again);
		whole(&again, of_back, n);
	}
	return 0;
}
