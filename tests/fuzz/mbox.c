/* SPDX-License-Identifier: MIT
 *
 * mbox.c -- fuzz the splitter of mbox files: whatever it is given, each byte is of
 * one message, and how the file came in pieces makes no difference.
 */
#include <stdlib.h>

#include "survey/mail/mbox.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct pieces { const uint8_t *p; size_t n; };

static bool
some(void *arg, char *to, size_t n, size_t *got, struct err *e)
{
	struct pieces *s = arg;

	(void)e;
	*got = s->n < n ? s->n : n;
	if (*got > 0)
		memcpy(to, s->p, *got);
	s->p += *got;
	s->n -= *got;
	return true;
}

/* What was found, in one number. */
static void
split(const uint8_t *p, size_t n, size_t each, size_t most, uint8_t sum[32])
{
	struct pieces s = { p, n };
	struct mbox m = { .read = some, .arg = &s, .most = most,
	    .piece = each };
	struct mbox_message got;
	struct seal_sum all;
	uint64_t at = 0, end;
	struct err e = { 0 };
	bool more = true, first = true;

	seal_sum_start(&all);
	while (mbox_next(&m, &got, &more, &e) && more) {
		end = got.at + got.size;
		if ((!first && got.at != at) || got.size == 0 || end > n ||
		    got.raw.n > got.size || got.raw.n > most)
			abort();
		first = false;
		at = end;
		seal_sum_add(&all, &got.at, sizeof(got.at));
		seal_sum_add(&all, &got.unquoted, sizeof(got.unquoted));
		seal_sum_add(&all, &got.within, sizeof(got.within));
		seal_sum_add(&all, &got.received, sizeof(got.received));
		if (got.large && (got.raw.n > 0 || got.size <= most))
			abort();
		seal_sum_add(&all, got.raw.p, got.raw.n);
	}
	if (more || (!first && at != n))
		abort();
	seal_sum_end(&all, sum);
	mbox_free(&m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static const size_t each[] = { 1, 57, 4096 };
	uint8_t whole[32], parts[32];
	struct err e;
	size_t i, most;

	if (n == 0 || !seal_start(&e))
		return 0;
	most = p[0] % 4 == 0 ? (size_t)p[0] * 16 : 1 << 20;
	p++;
	n--;
	split(p, n, 1 << 17, most, whole);
	for (i = n > 2048 ? 1 : 0; i < LEN(each); i++) {
		split(p, n, each[i], most, parts);
		if (memcmp(whole, parts, sizeof(whole)) != 0)
			abort();
	}
	return 0;
}
