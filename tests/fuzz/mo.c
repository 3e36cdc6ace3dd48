/* SPDX-License-Identifier: MIT
 *
 * mo.c -- fuzz the catalogue reader: whatever opens must be safe to use.
 */
#include <stdlib.h>

#include "locales/locales.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const uint64_t numbers[] = { 0, 1, 2, 11, 105, UINT64_MAX };
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf b CLEAN(buf_free) = { 0 };
	struct locale *l;
	struct err e = { 0 };
	size_t i;

	if (!locale_open(&a, "pl", (struct str){ (const char *)p, n }, &l, &e))
		return 0;
	buf_puts(&b, tr(l, "Continue"));
	buf_puts(&b, tr_in(l, "a letter", "Continue"));
	for (i = 0; i < LEN(numbers); i++)
		buf_puts(&b, tr_n(l, "%d answer", "%d answers", numbers[i]));
	locale_date(&b, l, (struct date){ 2024, 6, 3 });
	locale_time(&b, l, 545);
	locale_count(&b, l, 1234567);
	if (!utf8_valid(b.p, b.n, NULL))
		abort();
	return 0;
}
