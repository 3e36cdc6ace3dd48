/* SPDX-License-Identifier: MIT
 *
 * cmd_code.c -- `earshot code DIR`: code comments by the codebook's rules, and what
 * else is done to codes from the command line.
 */
#include "analysis/analysis.h"
#include "survey/coding/coding.h"

#include <stdio.h>

static int
by_rules(const char *dir)
{
	struct place p CLEAN(place_close) = { 0 };
	struct analysis_coded did = { 0 };
	struct cases *c = NULL;
	struct err e = { 0 };
	bool ok;

	if (!place_open(&p, dir, &e))
		return fail("code", &e);
	ok = cases_open(&c, place_path(&p, "cases.db"), DB_WRITE, &e) &&
	    analysis_code(c, p.form, &did, &e);
	cases_close(c);
	if (!ok)
		return fail("code", &e);
	printf("%lld comments read, %lld coded, %lld codings by rule.\n",
	    (long long)did.units, (long long)did.coded,
	    (long long)did.codings);
	return 0;
}

int
cmd_code(int argc, char **argv)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct coding_wish w = { .why = "" };
	const char *most = NULL;
	const struct option_spec specs[] = {
		{ "--by", &w.by, NULL }, { "--why", &w.why, NULL },
		{ "--check", NULL, &w.check }, { "--most", &most, NULL },
		{ "--blind", NULL, &w.blind },
	};
	const char *words[3];
	bool options;
	size_t n;
	int64_t number = 0;

	if (!options_read(argc, argv, specs, LEN(specs), words, 3, &n) ||
	    n == 0)
		return usage(argv[0]);
	w.dir = words[0];
	w.file = n == 3 ? words[2] : NULL;
	if (most != NULL && (n != 2 || strcmp(words[1], "suggest") != 0 ||
	    !option_number("--most", most, 1, 100000, &number)))
		return usage(argv[0]);
	w.most = (size_t)number;
	if (w.blind && (n != 3 || strcmp(words[1], "import") != 0))
		return usage(argv[0]);
	options = w.by != NULL || *w.why != '\0' || w.check;
	if (w.by == NULL)
		w.by = own_name(&a);
	if (n == 1 && !options)
		return by_rules(w.dir);
	if (n >= 2 && strcmp(words[1], "frame") == 0 && (n == 3 || !options))
		return coding_cmd_frame(&w);
	if (n == 2 && strcmp(words[1], "again") == 0 && !options)
		return coding_cmd_again(&w);
	if (n == 3 && strcmp(words[1], "export") == 0 && !w.check &&
	    *w.why == '\0')
		return coding_cmd_exchange(&w, false);
	if (n == 3 && strcmp(words[1], "import") == 0 && *w.why == '\0')
		return coding_cmd_exchange(&w, true);
	if (n == 2 && strcmp(words[1], "agree") == 0 && !options)
		return coding_cmd_agree(&w);
	if (n == 2 && strcmp(words[1], "suggest") == 0 && !options)
		return coding_cmd_suggest(&w);
	if (n == 2 && strcmp(words[1], "campaigns") == 0 && !options)
		return coding_cmd_campaigns(&w);
	return usage(argv[0]);
}
