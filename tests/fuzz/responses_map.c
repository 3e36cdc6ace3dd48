/* SPDX-License-Identifier: MIT
 *
 * responses_map.c -- fuzz the reader of maps: what it says is text, and a map
 * without mistakes reads back the same when it is written.
 */
#include <stdlib.h>

#include "survey/import/import.h"
#include "tests/fuzz/responses_form.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	struct buf one CLEAN(buf_free) = { 0 }, two CLEAN(buf_free) = { 0 };
	struct buf said CLEAN(buf_free) = { .max = (size_t)64 << 20 };
	struct faults d;
	struct map m;

	faults_init(&d, &a, "a.map", true);
	map_read(&a, "a.map", (struct str){ (const char *)p, n },
	    responses_form(), &m, &d);
	faults_print(&said, &d);
	if (!utf8_valid(buf_text(&said), said.n, NULL))
		abort();
	if (d.n > 0)
		return 0;
	map_write(&one, &m, responses_form());
	map_read(&a, "a.map", (struct str){ buf_text(&one), one.n },
	    responses_form(), &m, &d);
	map_write(&two, &m, responses_form());
	if (d.n > 0 || strcmp(buf_text(&one), buf_text(&two)) != 0)
		abort();
	return 0;
}
