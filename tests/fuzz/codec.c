/* SPDX-License-Identifier: MIT
 *
 * codec.c -- fuzz the reader of responses: what it takes, it can write, and
 * what it wrote reads back to the same bytes.
 */
#include <stdlib.h>

#include "store/store.h"
#include "tests/unit/forms/answers_form.c"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	const struct forms_form *form_now = answers_form();
	struct str json = { (const char *)p, n };
	struct forms_answers as;
	struct store_meta m, only;
	struct err e = { 0 };

	if (!store_decode(&a, json, form_now, &as, &m, &e)) {
		if (e.code == ERR_NONE || e.msg[0] == '\0' ||
		    !utf8_valid(e.msg, strlen(e.msg), NULL))
			abort();	/* it must say why, in text */
		return 0;
	}
	if (!store_decode_meta(json, &only, &e) ||
	    memcmp(&only, &m, sizeof(m)) != 0)
		abort();
	store_encode(&as, &m, &one);
	if (!store_decode(&a, (struct str){ one.p, one.n }, form_now, &as, &m,
	    &e))
		abort();
	store_encode(&as, &m, &two);
	if (one.n != two.n || memcmp(one.p, two.p, one.n) != 0)
		abort();
	forms_route(&as);	/* no answer may trip what comes after */
	return 0;
}
