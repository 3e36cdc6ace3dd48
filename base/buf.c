/* SPDX-License-Identifier: MIT
 *
 * buf.c -- text being built, with a limit.
 */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

static bool
room(struct buf *b, size_t extra)
{
	size_t max = b->max ? b->max : (size_t)16 << 20, need, cap;

	if (b->full || extra >= max - b->n)
		return !(b->full = true);
	need = b->n + extra + 1;
	if (need <= b->cap)
		return true;
	/* what is put at once is often all of it */
	for (cap = b->cap ? b->cap : need < 64 ? 64 : need; cap < need; cap *= 2)
		;
	b->p = realloc(b->p, cap);
	if (b->p == NULL) {
		fprintf(stderr, "earshot: out of memory (%zu bytes)\n", cap);
		abort();
	}
	b->cap = cap;
	return true;
}

char *
buf_more(struct buf *b, size_t n)
{
	if (!room(b, n))
		return NULL;
	b->n += n;
	b->p[b->n] = '\0';
	return b->p + b->n - n;
}

void
buf_put(struct buf *b, const void *p, size_t n)
{
	char *to = buf_more(b, n);

	if (to != NULL && n > 0)
		memcpy(to, p, n);
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, s, strlen(s));
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n >= 0 && room(b, (size_t)n)) {
		vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
		b->n += (size_t)n;
	}
	va_end(ap);
}

void
buf_clear(struct buf *b)
{
	b->n = 0;
	b->full = false;
	if (b->p != NULL)
		b->p[0] = '\0';
}

void
buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}

const char *
buf_text(const struct buf *b)
{
	return b->p ? b->p : "";
}
