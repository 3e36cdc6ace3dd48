/* SPDX-License-Identifier: MIT
 *
 * cmd_code.c -- `earshot code DIR`: code comments by the codebook's rules.
 */
#include "analysis/analysis.h"
#include "survey/survey.h"

#include <stdio.h>

int
cmd_code(int argc, char **argv)
{
	struct place p CLEAN(place_close) = { 0 };
	struct analysis_coded did = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	const char *dir;
	size_t n;
	bool ok;

	if (!options_read(argc, argv, NULL, 0, &dir, 1, &n) || n != 1)
		return usage(argv[0]);
	if (!place_open(&p, dir, &e))
		return fail(argv[0], &e);
	ok = cases_open(&c, place_path(&p, "cases.db"), DB_WRITE, &e) &&
	    analysis_code(c, p.form, &did, &e);
	cases_close(c);
	if (!ok)
		return fail(argv[0], &e);
	printf("%lld comments read, %lld coded, %lld codings by rule.\n",
	    (long long)did.units, (long long)did.coded,
	    (long long)did.codings);
	return 0;
}
