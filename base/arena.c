/* SPDX-License-Identifier: MIT
 *
 * arena.c -- memory that lives and dies together.
 */
#include "base/base.h"

#include <stdio.h>
#include <stdlib.h>

/* gcc defines the macro, clang the feature. */
#if defined(__SANITIZE_ADDRESS__)
# define ASAN 1
#elif defined(__has_feature)
# if __has_feature(address_sanitizer)
#  define ASAN 1
# endif
#endif
#ifndef ASAN
# define ASAN 0
#endif

struct arena_block {
	struct arena_block	*next;
	size_t			 used, size;
	_Alignas(16) char	 data[];
};

NORETURN static void
out_of_memory(size_t n)
{
	fprintf(stderr, "earshot: out of memory (%zu bytes)\n", n);
	abort();
}

void *
arena_get(struct arena *a, size_t size, size_t align)
{
	struct arena_block *b = a->top;
	size_t at = b ? (b->used + align - 1) & ~(align - 1) : 0;
#if ASAN
	const size_t least = 0;	/* a block for each object: ASan sees overruns */
#else
	const size_t least = 16384;
#endif
	if (b == NULL || at > b->size || size > b->size - at) {
		size_t want = size > least ? size : least;

		b = want <= SIZE_MAX - sizeof(*b) ?
		    malloc(sizeof(*b) + want) : NULL;
		if (b == NULL)
			out_of_memory(want);
		b->next = a->top;
		b->size = want;
		a->top = b;
		at = 0;
	}
	b->used = at + size;
	return memset(b->data + at, 0, size);
}

void
arena_free(struct arena *a)
{
	while (a->top != NULL) {
		struct arena_block *b = a->top;

		a->top = b->next;
		free(b);
	}
}

size_t
arena_size(size_t n, size_t each)
{
	size_t size;

	if (__builtin_mul_overflow(n, each, &size))
		out_of_memory(n);
	return size;
}

void *
arena_grow(struct arena *a, void *old, size_t n, size_t *cap, size_t each,
    size_t align)
{
	size_t want = *cap ? arena_size(*cap, 2) : 4;
	void *p;

	if (n < *cap)
		return old;
	p = arena_get(a, arena_size(want, each), align);
	if (n > 0)
		memcpy(p, old, arena_size(n, each));
	*cap = want;
	return p;
}

char *
arena_strn(struct arena *a, const char *s, size_t n)
{
	char *p = arena_get(a, arena_size(n, 1) + 1, 1);

	if (n > 0)
		memcpy(p, s, n);
	return p;
}

char *
arena_str(struct arena *a, const char *s)
{
	return arena_strn(a, s, strlen(s));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	char brief[256], *p;
	va_list ap, again;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(brief, sizeof(brief), fmt, again);
	va_end(again);
	if (n < 0)
		abort();	/* a bad format: our fault */
	if ((size_t)n < sizeof(brief)) {
		va_end(ap);
		return arena_strn(a, brief, (size_t)n);
	}
	p = arena_get(a, (size_t)n + 1, 1);
	vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return p;
}
