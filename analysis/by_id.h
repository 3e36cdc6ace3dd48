/* SPDX-License-Identifier: MIT
 *
 * by_id.h -- from the row id of a store to a place in an array.
 *
 * Private to analysis/.
 */
#ifndef ANALYSIS_BY_ID_H
#define ANALYSIS_BY_ID_H
#include "base/base.h"

struct by_id { int64_t id; size_t at; };
/* For qsort, by id. */
int	id_order(const void *, const void *);
/* In what is sorted so; NULL: it is not there. */
const struct by_id *find_id(const struct by_id *, size_t n, int64_t id);
#endif
