/* SPDX-License-Identifier: MIT
 *
 * catalogue.h -- inside locales: a checked .mo file and its plural rule.
 *
 * Format: the GNU gettext manual, "The Format of GNU MO Files".
 */
#ifndef LOCALES_CATALOGUE_H
#define LOCALES_CATALOGUE_H
#include "locales/locales.h"

enum {
	PLURAL_STEPS = 128,	/* of a compiled rule */
	PLURAL_DEPTH = 32,	/* brackets and conditions in one another */
	PLURAL_FORMS = 8,	/* Arabic has six; no language has more */
	CATALOGUE_MAX = 8 << 20,	/* bytes */
	TEXT_MAX = 64 << 10	/* bytes of one text */
};

/* A plural rule as postfix code. */
struct plural_step { uint8_t op; uint32_t value; };
struct plural {
	unsigned		forms;
	size_t			n;
	struct plural_step	steps[PLURAL_STEPS];
};

/* Compiles the C expression at s, which ends at ';', a line's end or NUL;
 * rule->forms is set by the caller.  False: not an expression, or larger
 * than the limits above. */
bool	plural_compile(struct plural *rule, const char *s) MUST_USE;
/* Which form n takes; 0 when the rule gives a form that does not exist. */
unsigned plural_form(const struct plural *, uint64_t n);

struct catalogue {
	const char	*bytes;		/* NULL: no catalogue */
	size_t		 size;
	uint32_t	 n, ids, words;	/* how many; where the tables are */
	bool		 swapped;	/* written by a machine of other endian */
	struct plural	 plural;
};
/* Checks everything: see locale_open. */
bool	catalogue_open(struct catalogue *, struct str mo, struct err *)
	    MUST_USE;
/* The translation (all its forms, one NUL after each), or NULL.  context may
 * be NULL. */
const char *catalogue_find(const struct catalogue *, const char *context,
	    const char *id, size_t *n);

struct locale {
	const char	*tag;
	struct catalogue catalogue;
};
#endif
