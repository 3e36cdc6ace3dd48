/* SPDX-License-Identifier: MIT
 *
 * by_id.c -- from the row id of a store to a place in an array.
 */
#include "analysis/by_id.h"

#include <stdlib.h>

int
id_order(const void *a, const void *b)
{
	int64_t x = ((const struct by_id *)a)->id;
	int64_t y = ((const struct by_id *)b)->id;

	return (x > y) - (x < y);
}

const struct by_id *
find_id(const struct by_id *v, size_t n, int64_t id)
{
	struct by_id key = { id, 0 };

	return n == 0 ? NULL : bsearch(&key, v, n, sizeof(*v), id_order);
}
