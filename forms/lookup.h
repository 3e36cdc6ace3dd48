/* SPDX-License-Identifier: MIT
 *
 * lookup.h -- things by their names; private to forms/.
 */
#ifndef FORMS_LOOKUP_H
#define FORMS_LOOKUP_H
#include "base/base.h"

struct lookup_slot { struct str key; void *value; };
struct lookup { struct lookup_slot *v; size_t n, cap; };
/* NULL: nothing has this name (or t is NULL). */
void	*lookup_get(const struct lookup *, struct str key);
/* Keys are borrowed.  A name that is there already keeps what it had. */
void	 lookup_put(struct lookup *, struct arena *, const char *key, void *);
#endif
