/* SPDX-License-Identifier: MIT
 *
 * withdrawal.c -- what belongs to withdrawing a response, beside the store.
 */
#include "survey/withdrawal.h"
#include "survey/backup/backup.h"
#include "survey/quotations.h"

bool
withdrawal_ready(const char *dir, struct err *e)
{
	struct arena a CLEAN(arena_free) = { 0 };
	const char *path = path_join(&a, dir, "quotations.txt");
	struct quotations ignored;

	return !file_exists(path) || quotations_read(&a, path, &ignored, e) ||
	    err_wrap(e, "nothing was erased");
}

bool
withdrawal_done(const char *dir, struct cases *c, struct err *e)
{
	return quotations_withdrawn(dir, c, e) && withdrawn_keep(dir, c, e);
}
