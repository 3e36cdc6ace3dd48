/* SPDX-License-Identifier: MIT
 *
 * worddiff.c -- fuzz the comparison of two texts by words (a byte 1 parts
 * them): the stretches are in order and end between letters, what is between
 * them has the same words, and the other way round as many words differ.
 */
#include <stdlib.h>

#include "analysis/analysis.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool true_)
{
	if (!true_)
		abort();
}

static void
ordered(const char *text, size_t n, size_t last, size_t from, size_t to)
{
	must(last <= from && from <= to && to <= n);
	must(utf8_valid(text + last, from - last, NULL));
	must(utf8_valid(text + from, to - from, NULL));
}

/* The text without what differs. */
static const char *
rest(struct arena *a, const char *text, const struct analysis_worddiff *d,
    bool first)
{
	struct buf b CLEAN(buf_free) = { 0 };
	size_t at = 0, i, n = strlen(text);

	for (i = 0; i < d->n; i++) {
		size_t from = first ? d->v[i].a_from : d->v[i].b_from;
		size_t to = first ? d->v[i].a_to : d->v[i].b_to;

		ordered(text, n, at, from, to);
		must(from < to || d->v[i].a_from < d->v[i].a_to ||
		    d->v[i].b_from < d->v[i].b_to);
		buf_put(&b, text + at, from - at);
		buf_lit(&b, " ");
		at = to;
	}
	buf_puts(&b, text + at);
	return arena_str(a, buf_text(&b));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct arena a CLEAN(arena_free) = { 0 };
	char *x = arena_strn(&a, (const char *)data, n), *y;
	struct analysis_worddiff d, e;

	if (!utf8_valid(x, n, NULL))
		return 0;
	y = strchr(x, 1);
	if (y == NULL)
		y = x + n;
	else
		*y++ = '\0';
	analysis_worddiff(&a, x, y, &d);
	must(d.a_words - d.a_differ == d.b_words - d.b_differ);
	must(d.a_differ <= d.a_words && d.b_differ <= d.b_words);
	must((d.n == 0) == (d.a_differ + d.b_differ == 0));
	analysis_worddiff(&a, rest(&a, x, &d, true), rest(&a, y, &d, false),
	    &e);
	must(e.a_differ == 0 && e.b_differ == 0);
	must(e.a_words == d.a_words - d.a_differ);
	analysis_worddiff(&a, y, x, &e);
	must(e.a_words == d.b_words && e.b_words == d.a_words);
	must(e.a_differ == d.b_differ && e.b_differ == d.a_differ);
	analysis_worddiff(&a, x, x, &e);
	must(e.n == 0 && e.a_words == d.a_words);
	return 0;
}
