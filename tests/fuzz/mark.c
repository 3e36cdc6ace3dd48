/* SPDX-License-Identifier: MIT
 *
 * mark.c -- fuzz the reader of what a scanner finds on a sheet of paper: what it
 * takes, it writes as a mark that reads back to the same.
 */
#include <stdlib.h>

#include "forms/forms.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct forms_mark m, again;
	struct arena a CLEAN(arena_free) = { 0 };
	struct err e = { 0 };
	char text[FORMS_MARK_SIZE];

	if (!forms_mark_read(arena_strn(&a, (const char *)p, n), &m, &e)) {
		if (e.code != ERR_INPUT)
			abort();
		return 0;
	}
	forms_mark_put(&m, text);
	if (!forms_mark_read(text, &again, &e) ||
	    strcmp(m.form, again.form) != 0 || strcmp(m.hash, again.hash) != 0 ||
	    strcmp(m.lang, again.lang) != 0 || m.serial != again.serial ||
	    m.page != again.page || m.pages != again.pages)
		abort();
	return 0;
}
