/* SPDX-License-Identifier: MIT
 *
 * phrases.h -- a set of phrases, folded when it is first used.
 *
 * Private to survey/mail: phrases.c looks up, fold_says.c has the sets.
 */
#ifndef SURVEY_MAIL_PHRASES_H
#define SURVEY_MAIL_PHRASES_H
#include "survey/mail/fold.h"

struct phrase { const char *p; size_t n; };	/* " kind regards " */
struct phrases {
	const char *const *written;	/* ended by NULL */
	const struct phrase *v;
	size_t	 n;
	uint16_t first[256];		/* by first byte: index + 1; 0: none */
};
#endif
