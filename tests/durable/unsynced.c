/* SPDX-License-Identifier: MIT
 *
 * unsynced.c -- a control: a server that commits without waiting for the disk.
 * Linked with --wrap=sqlite3_exec.
 */
#include <sqlite3.h>
#include <string.h>

int	__real_sqlite3_exec(sqlite3 *, const char *,
	    int (*)(void *, int, char **, char **), void *, char **);
int	__wrap_sqlite3_exec(sqlite3 *, const char *,
	    int (*)(void *, int, char **, char **), void *, char **);

int
__wrap_sqlite3_exec(sqlite3 *h, const char *sql,
    int (*each)(void *, int, char **, char **), void *arg, char **why)
{
	int rc = __real_sqlite3_exec(h, sql, each, arg, why);

	if (rc == SQLITE_OK && strstr(sql, "synchronous=FULL") != NULL)
		rc = __real_sqlite3_exec(h, "PRAGMA synchronous=OFF", NULL,
		    NULL, NULL);
	return rc;
}
