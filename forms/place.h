/* SPDX-License-Identifier: MIT
 *
 * place.h -- where the walk through the pages stands; private to index.c,
 * place.c and words.c.
 */
#ifndef FORMS_PLACE_H
#define FORMS_PLACE_H
#include "forms/build.h"

struct page_items { struct forms_item *v; size_t n, cap; };

void	place_rows(struct build *, struct place, struct line *,
	    void (*walk)(struct build *, struct place *, struct line *));
#endif
