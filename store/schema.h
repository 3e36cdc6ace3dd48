/* SPDX-License-Identifier: MIT
 *
 * schema.h -- the layouts of the two databases.
 *
 * Private to store/.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H
#include "base/base.h"

enum schema { SCHEMA_INTAKE, SCHEMA_CASES };
/* Opens a database of this sort: makes it or brings it up to date when
 * writing, and refuses any other file. */
bool	schema_open(struct db *, const char *path, enum db_mode, enum schema,
	    struct err *) MUST_USE;
#endif
