/* SPDX-License-Identifier: MIT
 *
 * begun.c -- fuzz the reader of the mark that says when a page was made: it
 * takes one from before the server was started, or one with the right proof,
 * written in the one way that it is written.
 */
#include <stdio.h>
#include <stdlib.h>

#include "survey/site/private.h"

enum { BEGAN = 0x68000000 };

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* The same again, from the time as the C library reads it. */
static bool
expected(const struct site *s, const char *mark)
{
	unsigned long long when = strtoull(mark, NULL, 16);
	char time[40], whole[80], hex[65];
	uint8_t hash[32];

	snprintf(time, sizeof(time), "begun %llx", when);
	seal_hash(hash, s->fair_key, sizeof(s->fair_key), time, strlen(time));
	hex_put(hex, hash, 16);
	snprintf(whole, sizeof(whole), "%llx-%s", when, hex);
	return when >> 48 == 0 && strlen(mark) == strlen(whole) &&
	    strncmp(mark, whole, strcspn(whole, "-") + 1) == 0 &&
	    (when < BEGAN || strcmp(mark, whole) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct site site = { .fair_key = { 1, 2, 3 }, .began = BEGAN };
	struct arena a = { 0 };
	struct visit v = { .site = &site, .a = &a, .now = BEGAN + 3600 };
	const char *mark = arena_strn(&a, (const char *)p, n);

	if (fair_begun(&v, mark)) {
		if (!expected(&site, mark))
			abort();
	} else if (expected(&site, mark) && strtoull(mark, NULL, 16) >= BEGAN) {
		abort();
	}
	arena_free(&a);
	return 0;
}
