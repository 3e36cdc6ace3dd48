/* SPDX-License-Identifier: MIT
 *
 * cmd_quotes.c -- `earshot quotes DIR`: comments for somebody to read, before
 * any of them is printed.
 */
#include "survey/quotations.h"
#include "survey/survey.h"

#include <stdio.h>

enum { EACH = 12 };		/* new ones a question, in one go */

static bool
add_new(struct place *p, struct quotations *all, size_t *added, struct err *e)
{
	struct analysis_quotation *found;
	struct cases *c = NULL;
	size_t i;
	bool ok;

	ok = cases_open(&c, place_path(p, "cases.db"), DB_READ, e) &&
	    analysis_quotable(&p->a, c, p->form, EACH, quotations_have, all,
	    &found, added, e);
	cases_close(c);
	if (!ok)
		return false;
	for (i = 0; i < *added; i++)
		*arena_push(&p->a, all->v, all->n, all->cap) =
		    (struct quotation){ VERDICT_OPEN, found[i] };
	return true;
}

int
cmd_quotes(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	size_t n, added = 0, i, count[3] = { 0 };
	struct quotations all;
	struct err e = { 0 };
	const char *dir, *path;

	if (!options_read(argc, argv, NULL, 0, &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!place_open_answers(&p, dir, &e))
		return fail(argv[0], &e);
	path = place_path(&p, "quotations.txt");
	if (!quotations_read(&p.a, path, &all, &e) ||
	    !add_new(&p, &all, &added, &e) ||
	    (added > 0 && !quotations_write(path, &all, &e)))
		return fail(argv[0], &e);
	for (i = 0; i < all.n; i++)
		count[all.v[i].verdict]++;
	printf("%s: %zu may be printed, %zu may not, %zu to read (%zu of them "
	    "new).\n", path, count[VERDICT_YES], count[VERDICT_NO],
	    count[VERDICT_OPEN], added);
	return 0;
}
