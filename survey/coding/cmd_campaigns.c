/* SPDX-License-Identifier: MIT
 *
 * cmd_campaigns.c -- `earshot code DIR campaigns`: comments that are the same letter, as it
 * was or changed.
 */
#include "survey/coding/corpus.h"
#include "survey/terminal.h"

#include <stdio.h>

enum { FEW = 3 };		/* fewer than that are no campaign */

static void
print_group(const struct cases_unit *u, const struct analysis_campaign *g)
{
	printf("%zu comments: %zu word for word, %zu changed, %zu with more added, "
	    "%zu with a part of it\n", g->n, g->exact, g->varied, g->longer,
	    g->part);
	if (g->brief)
		printf("  It is short: they may be alike by chance.\n");
	else if (g->least < CAMPAIGN_ALIKE)
		printf("  The least alike have %d of 100 in common: it may be "
		    "more than one letter.\n", g->least);
	terminal_wrapped("", u[g->template].text);
	printf("\n");
}

static bool
print_all(struct place *p, struct cases *c, struct err *e)
{
	struct analysis_comment *v;
	struct analysis_campaigns all;
	struct cases_unit *u;
	size_t n, i, groups = 0, in = 0;

	if (!cases_units(&p->a, c, &u, &n, e))
		return false;
	v = arena_array(&p->a, struct analysis_comment, n + 1);
	for (i = 0; i < n; i++)
		v[i] = (struct analysis_comment){ u[i].id, u[i].text };
	analysis_campaigns(&p->a, v, n, &all);
	for (i = 0; i < all.n; i++)
		if (all.v[i].n >= FEW) {
			print_group(u, &all.v[i]);
			groups++;
			in += all.v[i].n;
		}
	printf("%zu of %zu comments are in %zu groups of %d or more. All of them "
	    "count.\n", in, n, groups, (int)FEW);
	return true;
}

int
coding_cmd_campaigns(const struct coding_wish *w)
{
	struct place p CLEAN(place_close) = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open(&p, w->dir, &e))
		return fail("code", &e);
	ok = coding_open_cases(&p, DB_READ, &c, &e) && print_all(&p, c, &e);
	cases_close(c);
	return ok ? 0 : fail("code", &e);
}
