/* SPDX-License-Identifier: MIT
 *
 * deaf.c -- a control: a server that does not hear that a commit failed, and
 * says that what was in it is kept.  Linked with --wrap=db_run.
 */
#include "base/base.h"

bool	__real_db_run(struct db *, const char *, struct err *);
bool	__wrap_db_run(struct db *, const char *, struct err *);

bool
__wrap_db_run(struct db *db, const char *sql, struct err *e)
{
	struct err ignored = { 0 };

	if (__real_db_run(db, sql, e))
		return true;
	if (strcmp(sql, "COMMIT") != 0)
		return false;
	(void)!__real_db_run(db, "ROLLBACK", &ignored);
	return true;
}
