/* SPDX-License-Identifier: MIT
 *
 * codec_pieces.c -- what cJSON is made of while a response is read or written.
 */
#include "store/codec.h"

#include <stdio.h>
#include <stdlib.h>

/* A response is some hundred small pieces for cJSON.  While this thread reads
 * or writes one, they come from an arena and go with it; for everybody else
 * cJSON goes on with malloc. */

static _Thread_local struct arena *pieces;

static void *
piece_get(size_t n)
{
	return pieces != NULL ? arena_get(pieces, n, _Alignof(max_align_t)) :
	    malloc(n);
}

static void
piece_free(void *p)
{
	if (pieces == NULL)
		free(p);
}

/* Before main: no thread may see half of it. */
__attribute__((constructor)) static void
pieces_start(void)
{
	cJSON_InitHooks(&(cJSON_Hooks){ .malloc_fn = piece_get,
	    .free_fn = piece_free });
}

void
codec_pieces(struct arena *a)
{
	pieces = a;
}

cJSON *
codec_have(cJSON *j)
{
	if (j == NULL) {
		fprintf(stderr, "earshot: out of memory\n");
		abort();
	}
	return j;
}

void
codec_put(cJSON *to, const char *key, cJSON *item)
{
	if (!cJSON_AddItemToObject(to, key, codec_have(item)))
		abort();
}
