/* SPDX-License-Identifier: MIT
 *
 * amendments.c -- fuzz the reader of the log of amendments: what it accepts has
 * one entry for each line, and every part is text on one line.
 */
#include <stdlib.h>

#include "forms/amend.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a = { 0 };
	struct forms_amendments all;
	struct err e = { 0 };
	struct str text = { arena_strn(&a, (const char *)p, n), n };
	size_t i, lines = 0;

	for (i = 0; i < n; i++)
		lines += p[i] == '\n';
	if (forms_amendments_read(&a, "log", text, &all, &e)) {
		if (all.n != lines)
			abort();
		for (i = 0; i < all.n; i++)
			if (strpbrk(all.v[i].why, "\n\t") != NULL ||
			    strlen(all.v[i].settings) != 64)
				abort();
	} else if (e.code != ERR_INPUT) {
		abort();
	}
	arena_free(&a);
	return 0;
}
