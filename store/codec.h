/* SPDX-License-Identifier: MIT
 *
 * codec.h -- inside the codec: codec.c reads, codec_write.c writes.
 *
 * Private to store/.
 */
#ifndef STORE_CODEC_H
#define STORE_CODEC_H
#include "store/store.h"

#include <cjson/cJSON.h>

/* From here on cJSON takes what it needs on this thread from the arena, and frees
 * nothing; NULL: from malloc again, as everybody else's does. */
void	 codec_pieces(struct arena *);
/* Out of memory ends the program: what is not NULL. */
cJSON	*codec_have(cJSON *);
/* An object out of text without NUL, in the arena (never cJSON_Delete it);
 * NULL: e says what is wrong. */
cJSON	*codec_parse(struct arena *, struct str json, struct err *);
void	 codec_put(cJSON *to, const char *key, cJSON *item);
/* Says what is wrong with the answer to f; false. */
bool	 codec_wrong(const struct forms_field *, const char *why, struct err *);
/* Adds the option that item names to the answer, once. */
bool	 codec_add_option(struct arena *, const struct forms_field *,
	    const cJSON *item, struct forms_answer *, struct err *);

/* The chosen option that comes with a box to write in; NULL: none. */
const struct forms_option *codec_asks_for_words(const struct forms_answer *);

/* codec_kinds.c: answers that have parts. */
cJSON	*codec_share(const struct forms_answer *);
cJSON	*codec_file(const struct forms_answer *);
bool	 codec_read_rank(const cJSON *, struct forms_answers *,
	    const struct forms_field *, struct err *);
bool	 codec_read_share(const cJSON *, struct forms_answers *,
	    const struct forms_field *, struct err *);
bool	 codec_read_date(const cJSON *, struct forms_answers *,
	    const struct forms_field *, struct err *);
bool	 codec_read_file(const cJSON *, struct forms_answers *,
	    const struct forms_field *, struct err *);
#endif
